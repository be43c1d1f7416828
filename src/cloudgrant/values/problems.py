"""What is wrong with data: every problem at once, with its place, a stable code and a text in both languages.

Nonsense (negative money, a float for dollars, an end before its start) is :class:`InvalidInput`.
A proposal that breaks a clause is *valid* data with a negative finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from cloudgrant.values.paths import Path
from cloudgrant.values.roc_calendar import counts_roc_years, roc_day
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["CODES", "InvalidInput", "Problem"]

CODES: Mapping[str, Text] = MappingProxyType(
    {
        "type": Text(zh="應為{expected}，卻是{given}", en="must be {expected}, not {given}"),
        "negative": Text(zh="不得為負數（{given}）", en="must not be negative ({given})"),
        "too_large": Text(zh="不得超過 {limit}（{given}）", en="must be at most {limit} ({given})"),
        "too_many": Text(
            zh="不得超過 {limit} 項（{given} 項）", en="must have at most {limit} items ({given})"
        ),
        "too_small": Text(zh="不得小於 {limit}（{given}）", en="must be at least {limit} ({given})"),
        "option": Text(
            zh="應為{expected}之一，卻是{given}{hint}", en="must be one of {expected}, not {given}{hint}"
        ),
        "unknown_key": Text(zh="沒有這個欄位{hint}", en="no such field{hint}"),
        "required": Text(zh="不得空缺", en="must be given"),
        "duplicate": Text(zh="{given} 重複出現", en="{given} appears more than once"),
        "empty": Text(zh="不得空白", en="must not be blank"),
        "date": Text(
            zh="{given} 不是有效的日期，應如 {expected}", en="{given} is not a date; write it as {expected}"
        ),
        "number": Text(
            zh="{given} 不是數字，應如 {expected}", en="{given} is not a number; write it as {expected}"
        ),
        "whole": Text(
            zh="{given} 不是整數，應填整數，如 {expected}",
            en="{given} is not a whole number; write one, such as {expected}",
        ),
        "ambiguous": Text(
            zh="{given} 有兩種讀法，請寫明，如 {expected}",
            en="{given} can be read in two ways; write it out, such as {expected}",
        ),
        "length": Text(
            zh="共 {given} 字，不得超過 {limit} 字",
            en="is {given} characters long; at most {limit} are taken",
        ),
        "text.one_line": Text(
            zh="應為一行，但第 {at} 字是 {given}", en="must be one line, but character {at} is {given}"
        ),
        "text.control": Text(
            zh="不得含控制字元（第 {at} 字是 {given}）",
            en="must not contain control characters (character {at} is {given})",
        ),
        "text.surrogate": Text(
            zh="不得含半個代理字元（第 {at} 字是 {given}）",
            en="must not contain half of a surrogate pair (character {at} is {given})",
        ),
        "text.bidi": Text(
            zh="不得含改變文字方向的字元（第 {at} 字是 {given}）",
            en="must not contain characters that turn the direction of text (character {at} is {given})",
        ),
        "text.ignorable": Text(
            zh="編號、代號不得含看不見的字元（第 {at} 字是 {given}）",
            en="a key or number must not contain invisible characters (character {at} is {given})",
        ),
        "text.blanks": Text(
            zh="編號、代號前後不得有空白（{given}）",
            en="a key or number must not have spaces around it ({given})",
        ),
        "text.marks": Text(
            zh="同一字上不得超過 {limit} 個附加符號（第 {at} 字）",
            en="must not have more than {limit} combining marks on one letter (character {at})",
        ),
        "order": Text(
            zh="{start}（{from_}）不得晚於{end}（{to}）",
            en="{start} ({from_}) must not be after {end} ({to})",
        ),
        "ubn.form": Text(
            zh="統一編號應為 8 位數字，卻是 {given}", en="a unified business number has 8 digits, not {given}"
        ),
        "ubn.check_digit": Text(
            zh="統一編號 {given} 檢查碼不符",
            en="the check digit of unified business number {given} does not fit",
        ),
        "share": Text(zh="比率應介於 0 與 1 之間（{given}）", en="a share lies between 0 and 1 ({given})"),
        "kind": Text(
            zh="此處應為 {expected} 的資料，卻是 {given}", en="this holds data of {expected}, not of {given}"
        ),
        "kind_shared": Text(
            zh="{one} 與 {other} 的資料種類同為 {given}，請在其中一個類別以 __kind__ 另訂",
            en="{one} and {other} both bear the kind {given}; declare another as __kind__ in one of them",
        ),
        "version": Text(zh="不支援的資料版本 {given}", en="data of version {given} is not supported"),
        "clause": Text(zh="找不到條文 {given}", en="there is no clause {given}"),
        "subject": Text(
            zh="應為 {expected} 物件，卻是 {given}", en="must be a {expected} object, not {given}"
        ),
    }
)
"""The codes that any part of the library may use, with their texts: a published, stable list.

A code of one part alone begins with that part's name and a dot (``research.party``, ``tables.key``,
``wallet.owner``) and brings its own text along; it is as stable.
"""


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with given data.

    ``path`` says where, ``code`` what (one of :data:`CODES`, or a code of your own with its
    ``text``), ``params`` what was given and what would be right.

    >>> problem = Problem.at(["paid_in_capital"], "negative", given=-5)
    >>> problem.path.pointer, problem.message("zh_Hant_TW"), problem.message("en")
    ('/paid_in_capital', '不得為負數（-5）', 'must not be negative (-5)')
    """

    path: Path
    code: str
    items: tuple[tuple[str, Any], ...] = ()
    text: Text | None = None

    @classmethod
    def at(cls, path: Iterable[str | int], code: str, text: Text | None = None, /, **params: Any) -> Problem:
        """A problem at ``path``; keyword arguments fill the text of its code."""
        return cls(path=Path(path), code=code, items=tuple(params.items()), text=text)

    @property
    def params(self) -> dict[str, Any]:
        """What was given, what was expected: the values in the text, as a fresh dictionary."""
        return dict(self.items)

    def message(self, locale: str = "en") -> str:
        """The problem in words, without its place."""
        params = self.params

        def value(name: str) -> str:
            filling = params.get(name, "")
            if isinstance(filling, Text):
                return filling.in_(locale)
            if isinstance(filling, date) and counts_roc_years(locale):
                return roc_day(filling)  # elsewhere as data have it
            try:
                return str(filling)
            except ValueError:  # a number of thousands of digits has no text
                return shown(filling)

        return (self.text or CODES[self.code]).filled(locale, value)

    def below(self, *prefix: str | int) -> Problem:
        """The same problem seen from further out."""
        return attrs.evolve(self, path=self.path.below(*prefix))

    def __str__(self) -> str:
        place = self.path.key or "(the whole)"
        return f"{place}: {self.message('en')} · {self.message('zh')} [{self.code}]"


class InvalidInput(ValueError):
    """The data are nonsense; ``problems`` lists all that was found, not the first only."""

    WHERE: ClassVar[Text] = Text(zh="資料", en="the data")
    """In what the problems are: a subclass says it otherwise."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        zh, en = self.WHERE["zh"], self.WHERE["en"]
        head = f"{count} problem{'s' if count != 1 else ''} in {en} · {zh}有 {count} 個問題"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])
