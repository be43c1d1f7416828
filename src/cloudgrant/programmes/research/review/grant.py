"""What a proposal is granted of a finite budget, and why; and the budget as it is granted down a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from cloudgrant.programmes.research.review.ranking import Place
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Allocation", "Grant", "Reason", "Unfit", "Wait"]

Unfit = Literal["stop", "skip", "rest"]
"""What happens at a proposal that does not fit into what is left: the round ends (``stop``); it gets nothing
and the next is looked at (``skip``); it gets the rest if it accepts so little, else it is passed over
(``rest``)."""

Reason = Literal["granted", "ceiling", "rest", "unfit", "stopped", "pass_mark", "minimum", "undetermined"]
"""Why a proposal gets what it gets: all that it asks for; its ceiling; the rest of the budget; nothing, as it
does not fit, as the round has ended, as its total is below the pass mark, or as it accepts no grant so small;
or it is not determined."""

Wait = Literal["case_cap", "tie", "rank", "pass_mark", "minimum", "others"]
"""What an undetermined grant waits for."""

_WORDS: Mapping[str, Text] = sentences("research.grant", {
    "granted": Text(zh="核給 {amount}", en="granted {amount}"),
    "ceiling": Text(
        zh="核給 {amount}（申請 {asked}，以上限計）", en="granted {amount}, its ceiling, of {asked} asked for"
    ),
    "rest": Text(
        zh="核給餘額 {amount}（申請 {asked}）", en="granted the rest, {amount}, of {asked} asked for"
    ),
    "unfit": Text(
        zh="經費餘額不足（申請 {asked}）", en="nothing granted: {asked} does not fit into what is left"
    ),
    "stopped": Text(
        zh="經費核配已於前列提案終止，不予核給",
        en="nothing granted: the round ended with a proposal before it",
    ),
    "pass_mark": Text(zh="未達及格分數，不予核給", en="nothing granted: its total is below the pass mark"),
    "minimum": Text(
        zh="上限低於可接受之最低補助，不予核給",
        en="nothing granted: its ceiling is less than what it accepts",
    ),
    "undetermined": Text(
        zh="未定，介於 {least} 與 {most} 之間：{waits}", en="undetermined, from {least} to {most}: {waits}"
    ),
})  # fmt: skip
_WAITS: Mapping[Wait, Text] = sentences("research.grant.waits", {
    "case_cap": Text(zh="每案補助上限未公布", en="the largest subsidy of a case is not published"),
    "tie": Text(zh="同分之提案，經費不足全數核給", en="it ties with others where the budget runs out"),
    "rank": Text(zh="名次未定", en="its rank is not settled"),
    "pass_mark": Text(zh="是否達及格分數未定", en="whether it reaches the pass mark is not settled"),
    "minimum": Text(zh="可接受之最低補助未填", en="the least that it accepts is not given"),
    "others": Text(zh="名次在前者之核給未定", en="what the proposals before it are granted is not settled"),
})  # fmt: skip


@attrs.frozen(kw_only=True)
class Grant:
    """What one proposal is granted: ``amount``, unknown while it is from ``least`` to ``most``, and why.

    ``limit`` is the most that it may get, unknown where the largest subsidy of a case is.
    """

    place: Place
    asked: int
    limit: Fact[int]
    amount: Fact[int]
    least: int
    most: int
    reason: Reason
    waits_for: tuple[Wait, ...] = ()

    @property
    def proposal(self) -> str:
        """Which proposal it is."""
        return self.place.proposal

    def message(self, locale: str) -> str:
        """The grant and its reason in words."""
        locale = normal(locale)
        words = {
            "amount": formatted(self.amount, "TWD", locale),
            "asked": formatted(self.asked, "TWD", locale),
            "least": formatted(self.least, "TWD", locale),
            "most": formatted(self.most, "TWD", locale),
            "waits": formatted(tuple(_WAITS[one].in_(locale) for one in self.waits_for), "", locale),
        }
        return _WORDS[self.reason].filled(locale, words.__getitem__)


@attrs.frozen(kw_only=True)
class Allocation:
    """A budget as it is granted down a ranking; ``left`` is unknown while a grant leaves it open."""

    budget: int
    grants: tuple[Grant, ...]
    left: Fact[int]
    unfit: Unfit
    pass_mark: Fraction | None

    @property
    def granted(self) -> Fact[int]:
        """All that is granted together: with what is left, the budget."""
        return UNKNOWN if self.left is UNKNOWN else self.budget - self.left

    def of(self, proposal: str) -> Grant:
        """The grant of a proposal; raises :class:`KeyError` for one that is not in the ranking."""
        for grant in self.grants:
            if grant.proposal == proposal:
                return grant
        raise KeyError(proposal)
