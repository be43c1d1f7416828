"""A question: what to ask, in words, from what is declared of the fact, and why it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unit_words import unit_words

__all__ = ["Question", "Reason"]

Reason: TypeAlias = Literal["settles", "may_open", "may_close", "needed"]
"""What an answer does to a programme: every answer settles it; some opens it at once; some closes it
at once; or no single answer does either yet."""

_ASK = Text(zh="請提供：{label}", en="Please give: {label}")
_BECAUSE = {
    "settles": (
        Text(zh="這一題答完，{programmes}就有結論", en="because it settles {programmes}"),
        Text(
            zh="這一題答完，{count}計畫都有結論：{programmes}",
            en="because it settles {count} programmes: {programmes}",
        ),
    ),
    "may_open": (
        Text(zh="依您的回答，{programmes}可能馬上就有結論", en="because it may settle {programmes} at once"),
        Text(
            zh="依您的回答，{count}計畫可能馬上就有結論：{programmes}",
            en="because it may settle {count} programmes at once: {programmes}",
        ),
    ),
    "may_close": (
        Text(
            zh="這一項若不符合，就可以先排除{programmes}",
            en="because, if this does not fit, {programmes} is ruled out at once",
        ),
        Text(
            zh="這一項若不符合，就可以先排除{count}計畫：{programmes}",
            en="because, if this does not fit, {count} programmes are ruled out at once: {programmes}",
        ),
    ),
    "needed": (
        Text(zh="{programmes}還要看這一點", en="because {programmes} still depends on it"),
        Text(
            zh="有{count}計畫還要看這一點：{programmes}",
            en="because {count} programmes still depend on it: {programmes}",
        ),
    ),
}
_COUNTS = Text(zh="零 一 兩 三 四 五 六 七 八 九", en="no one two three four five six seven eight nine")


@attrs.frozen
class Question:
    """One fact to ask the applicant for.

    ``path`` is its place in the firm (``on``: the date of filing), ``info`` all that is declared of
    it, ``reason`` and ``programmes`` why it is asked: what an answer does to which programmes, by
    their titles.
    """

    path: Path
    info: FactInfo = attrs.field(eq=False, repr=False)
    reason: Reason
    names: tuple[str, ...]
    programmes: tuple[Text, ...] = attrs.field(repr=False)

    @property
    def fact(self) -> str:
        """The fact's place as a dotted key, such as ``regular_employees``."""
        return self.path.key

    def text(self, locale: str) -> str:
        """The question itself."""
        asked = self.info.question.in_(locale)
        label = self.info.label.in_(locale) or self.path.key
        return asked or _ASK.filled(locale, lambda _: label)

    def help(self, locale: str) -> str:
        """What else there is to know for an answer; often nothing."""
        return self.info.help.in_(locale)

    def proof(self, locale: str) -> str:
        """What will prove the answer; often nothing."""
        return self.info.proof.in_(locale)

    def unit(self, locale: str) -> str:
        """What a number counts, in words; empty where it counts nothing."""
        unit = self.info.unit
        return unit_words(unit).in_(locale)

    def options(self, locale: str) -> tuple[tuple[Any, str], ...]:
        """The values to choose from, each with its label; none where a number, date or text is asked.

        Of a list (``info.type``) any number of them may be chosen.
        """
        return tuple((value, label.in_(locale)) for value, label in self.info.choices)

    def because(self, locale: str) -> str:
        """Why it is asked, in words."""
        chinese = locale.startswith("zh")
        titles = [f"「{title.in_(locale)}」" if chinese else title.in_(locale) for title in self.programmes]
        one, several = _BECAUSE[self.reason]
        words = {"programmes": _joined(titles, chinese), "count": _count(len(titles), locale)}
        return (several if len(titles) > 1 else one).filled(locale, words.__getitem__)

    def message(self, locale: str) -> str:
        """The question as one would put it: the choices after it, the reason below."""
        chinese = locale.startswith("zh")
        choices = ""
        labels = [label for value, label in self.options(locale) if not isinstance(value, bool)]
        if labels:
            choices = f"（{'；'.join(labels)}）" if chinese else f" ({'; '.join(labels)})"
        reason = f"（{self.because(locale)}。）" if chinese else f"(We ask this {self.because(locale)}.)"
        return f"{self.text(locale)}{choices}\n{reason}"


def _count(number: int, locale: str) -> str:
    words = _COUNTS.in_(locale).split()
    spoken = words[number] if number < len(words) else str(number)
    return f"{spoken}項" if locale.startswith("zh") else spoken


def _joined(parts: Sequence[str], chinese: bool) -> str:
    if chinese:
        return "、".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)
