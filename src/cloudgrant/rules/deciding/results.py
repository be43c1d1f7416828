"""The words for an answer: of one rule, and of all of them together."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from cloudgrant.values.text import Text, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Outcome", "Result", "Results"]


class Result(Enum):
    """What one rule says of one subject."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"

    def label(self, locale: str) -> str:
        """The word for it.

        >>> Result.NOT_MET.label("zh_Hant_TW"), Result.NOT_MET.label("en")
        ('不符合', 'not met')
        """
        return self.text.in_(locale)

    @property
    def text(self) -> Text:
        """The word for it in each language."""
        return _RESULT_LABELS[self]


class Outcome(Enum):
    """What all required rules of a stage say together."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"

    def label(self, locale: str) -> str:
        """The word for it.

        >>> Outcome.ELIGIBLE.label("zh_Hant_TW"), Outcome.ELIGIBLE.label("en")
        ('符合資格', 'eligible')
        """
        return self.text.in_(locale)

    @property
    def text(self) -> Text:
        """The word for it in each language."""
        return _OUTCOME_LABELS[self]


class Results(dict[str, Result]):
    """Every rule's result by its id, in order: one for all decisions that came to the same, never changed."""

    __slots__ = ("_words", "written")
    _words: dict[str, str]
    written: bytes
    """The words as the end of a decision's JSON; there is none before somebody writes it."""

    @property
    def words(self) -> dict[str, str]:
        """The same as words, as dumps have them; made once, not to be changed either."""
        try:
            return self._words
        except AttributeError:
            # An enumeration's `value` is a property that takes ten times as long as what it reads.
            self._words = {rule: result._value_ for rule, result in self.items()}
            return self._words

    def __reduce__(self) -> tuple[type[Results], tuple[dict[str, Result]]]:
        return Results, (dict(self),)


_RESULT_LABELS: Mapping[Result, Text] = sentences("result", {
    Result.MET: Text(zh="符合", en="met"),
    Result.NOT_MET: Text(zh="不符合", en="not met"),
    Result.UNDETERMINED: Text(zh="無法判定", en="undetermined"),
    Result.NOT_APPLICABLE: Text(zh="不適用", en="not applicable"),
})  # fmt: skip
_OUTCOME_LABELS: Mapping[Outcome, Text] = sentences("outcome", {
    Outcome.ELIGIBLE: Text(zh="符合資格", en="eligible"),
    Outcome.INELIGIBLE: Text(zh="不符合資格", en="ineligible"),
    Outcome.UNDETERMINED: Text(zh="尚無法判定", en="undetermined"),
})  # fmt: skip
