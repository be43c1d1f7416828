"""What is wrong with data: every problem at once, with its place, a stable code and a text in both languages.

Nonsense (negative money, a float for dollars, an end before its start) is :class:`InvalidInput`.
A proposal that breaks a clause is *valid* data with a negative finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, ClassVar, Self

import attrs

from cloudgrant.values.names import Meant
from cloudgrant.values.paths import Path
from cloudgrant.values.roc_calendar import counts_roc_years, roc_day
from cloudgrant.values.shown import VERY_LARGE, is_short, line_of, shown
from cloudgrant.values.text import Text, composed, sentences
from cloudgrant.values.very_large import A_VERY_LARGE_NUMBER

__all__ = ["CODES", "Gathered", "InvalidInput", "Problem", "Problems"]

CODES: Mapping[str, Text] = sentences(
    "problem",
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
    },
)
"""The codes that any part of the library may use, with their texts: a published, stable list.

A code of one part alone begins with that part's name and a dot (``research.party``, ``tables.key``,
``wallet.owner``) and brings its own text along; it is as stable.
"""


def _path_told(path: Path) -> Path:
    """The path with names that can be shown: keys come with the data too."""
    if all(not isinstance(step, str) or (len(step) <= 200 and step.isprintable()) for step in path):
        return path
    return Path(line_of(step) if isinstance(step, str) else step for step in path)


def _items_told(items: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, _told(value)) for name, value in items)


def _told(value: Any) -> Any:
    """What is kept of a value: itself where it is short, else what is shown of it."""
    if isinstance(value, str):
        return line_of(str.__str__(value))
    if value is None or isinstance(value, Text | date | Meant) or is_short(value):
        return value
    if isinstance(value, int):
        return shown(value)
    try:
        return line_of(str(value))
    except Exception:  # a repr of the caller's own
        return shown(value)


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with given data.

    ``path`` says where, ``code`` what (one of :data:`CODES`, or a code of your own with its
    ``text``), ``params`` what was given and what would be right, shortened to a line each, as the names in
    ``path`` are that came with the data.

    >>> problem = Problem.at(["paid_in_capital"], "negative", given=-5)
    >>> problem.path.pointer, problem.message("zh_Hant_TW"), problem.message("en")
    ('/paid_in_capital', '不得為負數（-5）', 'must not be negative (-5)')
    """

    path: Path = attrs.field(converter=_path_told)
    code: str
    items: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_items_told)
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
            if filling == VERY_LARGE:
                return A_VERY_LARGE_NUMBER.in_(locale)
            if isinstance(filling, Text):
                return filling.in_(locale)
            if isinstance(filling, date) and counts_roc_years(locale):
                return roc_day(filling)  # elsewhere as data have it
            return line_of(str(filling))

        return (self.text or CODES[self.code]).filled(locale, value)

    @property
    def said(self) -> Text:
        """The problem in words, as what fills another text."""
        return composed(_message, self)

    def below(self, *prefix: str | int) -> Problem:
        """The same problem seen from further out."""
        return attrs.evolve(self, path=self.path.below(*prefix))

    def __str__(self) -> str:
        place = self.path.key or "(the whole)"
        return f"{place}: {self.message('en')} · {self.message('zh')} [{self.code}]"


def _message(locale: str, problem: Problem) -> str:
    return problem.message(locale)


class Problems(tuple[Problem, ...]):
    """The first hundred of the problems that were found, and how many ``more`` there are.

    >>> many = Problems(Problem.at([place], "required") for place in range(120))
    >>> len(many), many.more, many.and_more("en")
    (100, 20, 'and 20 more')
    """

    MOST: ClassVar[int] = 100
    """No more are told: who has mended a hundred asks again."""

    more: int

    def __new__(cls, problems: Iterable[Problem] = (), more: int = 0) -> Self:
        """The first of ``problems``; of the rest, and of what these leave out themselves, the number."""
        found = iter(problems)
        told = super().__new__(cls, islice(found, cls.MOST))
        told.more = more + getattr(problems, "more", 0) + sum(1 for _ in found)
        return told

    @classmethod
    def of(cls, several: Iterable[Iterable[Problem]]) -> Self:
        """All of several together, one after another; at no time more of them than are told."""
        found = Gathered()
        for problems in several:
            found += problems
        return cls(found)

    def below(self, *prefix: str | int) -> Self:
        """The same seen from further out."""
        return type(self)((problem.below(*prefix) for problem in self), self.more)

    def and_more(self, locale: str = "en") -> str:
        """How many are not told, in words; empty where none is left out."""
        return _AND_MORE.filled(locale, lambda _: f"{self.more:,}") if self.more else ""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.more)


class Gathered:
    """Problems while they are looked for, as a list takes them: the first hundred, and how many ``more``.

    Whoever finds one once it is ``full`` need not make it, but counts it. Where several look at the same
    thing, what each of them finds is taken ``once``; of what they leave out only the number is known.

    >>> found = Gathered()
    >>> for place in range(120):
    ...     if found.full:
    ...         found.more += 1
    ...     else:
    ...         found.append(Problem.at([place], "required"))
    >>> InvalidInput(found).more
    20
    """

    more: int
    __slots__ = ("_seen", "_told", "more")

    def __init__(self, problems: Iterable[Problem] = (), *, once: bool = False) -> None:
        self._told: list[Problem] = []
        self._seen: set[Problem] | None = set() if once else None
        self.more = 0
        self.extend(problems)

    @property
    def full(self) -> bool:
        """Whether as many have been found as are told."""
        return len(self._told) >= Problems.MOST

    def __bool__(self) -> bool:
        return bool(self._told)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._told)

    def append(self, problem: Problem) -> None:
        """One more."""
        self.extend((problem,))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Some more, and what these leave out themselves."""
        if problems == ():
            return
        rest = iter(problems) if self._seen is None else self._new_of(problems, self._seen)
        self._told += islice(rest, Problems.MOST - len(self._told))
        self.more += sum(1 for _ in rest) + getattr(problems, "more", 0)

    def __iadd__(self, problems: Iterable[Problem]) -> Self:
        self.extend(problems)
        return self

    def add_below(self, problems: Problems, *steps: str | int) -> None:
        """Some of a part of what is looked at; those that are not told are not moved there."""
        if self.full and self._seen is None:
            self.more += len(problems) + problems.more
        elif problems:
            self.extend(problems.below(*steps))

    @staticmethod
    def _new_of(problems: Iterable[Problem], seen: set[Problem]) -> Iterator[Problem]:
        for problem in problems:
            if problem not in seen:
                seen.add(problem)
                yield problem


_AND_MORE = Text("problem.and_more", zh="另有 {more} 個問題", en="and {more} more")


class InvalidInput(ValueError):
    """The data are nonsense; ``problems`` lists what was found, not the first only: a hundred at most.

    ``more`` is the number of those that are left out.
    """

    WHERE: ClassVar[Text] = Text("problem.invalid_input.where", zh="資料", en="the data")
    """In what the problems are: a subclass says it otherwise."""

    problems: Problems

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = problems if isinstance(problems, Problems) else Problems(problems)
        super().__init__(self.problems)

    @property
    def more(self) -> int:
        """How many problems there are besides those that are told."""
        return self.problems.more

    def __str__(self) -> str:
        count = len(self.problems) + self.more
        zh, en = self.WHERE["zh"], self.WHERE["en"]
        lines = [f"{count:,} problem{'s' if count != 1 else ''} in {en} · {zh}有 {count:,} 個問題"]
        lines += (f"  {problem}" for problem in self.problems)
        if self.more:
            lines.append(f"  {self.problems.and_more('en')} · {self.problems.and_more('zh')}")
        return "\n".join(lines)
