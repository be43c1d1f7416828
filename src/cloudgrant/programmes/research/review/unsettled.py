"""Why a total or a rank is not known, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from cloudgrant.programmes.research.review.rubric import GROUPS
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
    return Unsettled("reviewer", Text(zh="尚無委員評分", en="no reviewer has scored it"))


def missing(count: int) -> Unsettled:
    """That so many scores are missing."""
    text = Text(zh=f"尚缺 {count} 項評分", en=f"{count} score{'s are' if count > 1 else ' is'} missing")
    return Unsettled("reviewer", text)


def too_few(least: int) -> Unsettled:
    """That there are fewer reviewers than it takes to leave out the extremes."""
    text = Text(
        zh=f"去除最高與最低分者，至少須有 {least} 位委員評分",
        en=f"leaving out the highest and the lowest takes at least {least} reviewers",
    )
    return Unsettled("reviewer", text)


def unweighed(groups: Sequence[str]) -> Unsettled:
    """That the weights of these groups are not published."""
    text = Text(
        zh=f"{_named(groups, 'zh')}之配分未公布",
        en=f"the weight is not published of: {_named(groups, 'en')}",
    )
    return Unsettled("policy", text)


def no_rubric() -> Unsettled:
    """That it is not published which criteria there are, and some are scored one by one."""
    text = Text(
        zh="審查項目與審查重點未公布，逐項之評分無從計入",
        en="which criteria there are is not published, so what is scored one by one cannot count",
    )
    return Unsettled("policy", text)


def undivided(groups: Sequence[str]) -> Unsettled:
    """That the weights inside these groups are not published."""
    text = Text(
        zh=f"{_named(groups, 'zh')}內各審查重點之配分未公布",
        en=f"the weights inside are not published of: {_named(groups, 'en')}",
    )
    return Unsettled("policy", text)


def _named(groups: Sequence[str], locale: str) -> str:
    names = [GROUPS[group][1][locale] for group in groups]
    return f"「{'」、「'.join(names)}」" if locale == "zh" else "; ".join(names)
