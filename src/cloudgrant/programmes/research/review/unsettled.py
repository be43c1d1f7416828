"""Why a total or a rank is not known, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from cloudgrant.programmes.research.review.rubric import GROUPS
from cloudgrant.values.separators import NAMED, listed
from cloudgrant.values.text import Text

__all__ = ["Unsettled", "missing", "no_reviewer", "no_rubric", "too_few", "undivided", "unweighed"]


@attrs.frozen
class Unsettled:
    """Why a total or a rank is not known: ``because`` of a ``reviewer`` or of the ``policy``, and in words."""

    because: Literal["reviewer", "policy"]
    text: Text

    def message(self, locale: str) -> str:
        """The reason in words."""
        return self.text.in_(locale)


def no_reviewer() -> Unsettled:
    """That nobody has scored it."""
    return Unsettled("reviewer", _NO_REVIEWER)


def missing(count: int) -> Unsettled:
    """That so many scores are missing."""
    text = _MISSING if count > 1 else _ONE_MISSING
    return Unsettled("reviewer", text.filled_with({"count": str(count)}))


def too_few(least: int) -> Unsettled:
    """That there are fewer reviewers than it takes to leave out the extremes."""
    return Unsettled("reviewer", _TOO_FEW.filled_with({"least": str(least)}))


def unweighed(groups: Sequence[str]) -> Unsettled:
    """That the weights of these groups are not published."""
    return Unsettled("policy", _UNWEIGHED.filled_with({"groups": _named(groups)}))


def no_rubric() -> Unsettled:
    """That it is not published which criteria there are, and some are scored one by one."""
    return Unsettled("policy", _NO_RUBRIC)


def undivided(groups: Sequence[str]) -> Unsettled:
    """That the weights inside these groups are not published."""
    return Unsettled("policy", _UNDIVIDED.filled_with({"groups": _named(groups)}))


def _named(groups: Sequence[str]) -> Text:
    return listed((_QUOTED.filled_with({"group": GROUPS[group][1]}) for group in groups), NAMED)


_QUOTED = Text("research.unsettled.quoted", zh="「{group}」", en="{group}")
_NO_REVIEWER = Text("research.unsettled.no_reviewer", zh="尚無委員評分", en="no reviewer has scored it")
_ONE_MISSING = Text("research.unsettled.missing.one", zh="尚缺 {count} 項評分", en="{count} score is missing")
_MISSING = Text("research.unsettled.missing.other", zh="尚缺 {count} 項評分", en="{count} scores are missing")
_TOO_FEW = Text(
    "research.unsettled.too_few",
    zh="去除最高與最低分者，至少須有 {least} 位委員評分",
    en="leaving out the highest and the lowest takes at least {least} reviewers",
)
_UNWEIGHED = Text(
    "research.unsettled.unweighed", zh="{groups}之配分未公布", en="the weight is not published of: {groups}"
)
_NO_RUBRIC = Text(
    "research.unsettled.no_rubric",
    zh="審查項目與審查重點未公布，逐項之評分無從計入",
    en="which criteria there are is not published, so what is scored one by one cannot count",
)
_UNDIVIDED = Text(
    "research.unsettled.undivided",
    zh="{groups}內各審查重點之配分未公布",
    en="the weights inside are not published of: {groups}",
)
