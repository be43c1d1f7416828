"""Proposals by their weighted totals, as far as the totals settle their order.

A rank counts those above (1, 2, 2, 4). Equal totals have equal ranks, unless the caller declares what breaks a
tie: the briefing gives nothing. While a total is unknown the proposal is unranked, unless its bounds settle
the rank anyway; and a rank that it may yet change is not known either. Where the weights inside a group are
not published, proposals are compared under the same weights: one that is better throughout is surely above.
Where the weight of a group is unknown, which may then be nothing, so is every rank that waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.rubric import GROUPS
from cloudgrant.programmes.research.review.score_sheet import ScoreSheet, sheet_problems, unchecked
from cloudgrant.programmes.research.review.scoring import Method, Scored, method_problems, refused, scored
from cloudgrant.programmes.research.review.unsettled import Unsettled
from cloudgrant.programmes.research.review.weights import Bounds, group_weights, weighted
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import listed
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["CALCULATIONS", "Place", "Ranking", "ranking"]


@attrs.frozen(kw_only=True)
class Place:
    """A proposal's place: its rank, unknown while it is between ``best`` and ``worst``.

    ``above`` are the proposals that are surely above it, ``level`` those that are surely level with it,
    ``open`` those whose order beside it is not settled.
    """

    scored: Scored
    rank: Fact[int]
    best: int
    worst: int
    above: frozenset[str]
    level: frozenset[str]
    open: frozenset[str]

    @property
    def proposal(self) -> str:
        """Which proposal it is."""
        return self.scored.proposal

    @property
    def total(self) -> Fact[Fraction]:
        """Its weighted total, from 0 to 100."""
        return self.scored.total

    @property
    def unsettled(self) -> tuple[Unsettled, ...]:
        """Why the rank is not known: what its own total waits for, and beside which others."""
        if self.rank is not UNKNOWN:
            return ()
        text = _ORDER_OPEN.filled_with({"others": listed(sorted(self.open))})
        own = self.scored.unsettled
        because = own[0].because if own else "reviewer"
        return (*own, Unsettled(because, text))


_ORDER_OPEN = Text(
    "research.ranking.order_open",
    zh="與 {others} 之先後未定",
    en="its order relative to {others} is not settled",
)


@attrs.frozen(kw_only=True)
class Ranking:
    """All proposals of a round by their places, with what was declared for it."""

    places: tuple[Place, ...]
    tie_break: tuple[str, ...]
    method: Method

    @property
    def ranked(self) -> tuple[Place, ...]:
        """Those whose rank is known, from the first on."""
        return tuple(place for place in self.places if place.rank is not UNKNOWN)

    @property
    def unranked(self) -> tuple[Place, ...]:
        """Those whose rank is not known; each says why."""
        return tuple(place for place in self.places if place.rank is UNKNOWN)

    def of(self, proposal: str) -> Place:
        """The place of a proposal; raises :class:`KeyError` for one that is not in the round."""
        for place in self.places:
            if place.proposal == proposal:
                return place
        raise KeyError(proposal)


@calculation("research.review.benefits/ranking", unit="", zh="排序", en="Ranking")
def ranking(
    sheets: Iterable[ScoreSheet],
    policy: ResearchPolicy,
    *,
    proposals: Iterable[str] | None = None,
    panel: Mapping[str, Iterable[str]] | None = None,
    tie_break: Sequence[str] = (),
    method: Method = "mean",
    final_comments: Mapping[str, str] | None = None,
) -> Ranking:
    """The proposals of a round in the order of their totals; it does not depend on the order of what is given.

    ``proposals`` are those of the round (those with a sheet, unless told), ``panel`` the reviewers who sit
    for each (for a proposal that it does not name, and without it, everyone who has a sheet in the round: who
    scored one proposal and not another leaves scores missing, unless recused). ``tie_break`` are ids of groups
    or criteria that settle equal totals, the first that differs. ``final_comments`` are the committee's, by
    proposal. Raises :class:`~cloudgrant.values.problems.InvalidInput` with every problem of all of these.

    >>> from cloudgrant.programmes.research.review.score_sheet import Score
    >>> def sheet(proposal, market, implementation, benefits):
    ...     points = {"market": market, "implementation": implementation, "benefits": benefits}
    ...     scores = tuple(Score(criterion=f"research.review.{group}", points=one) for group, one in points.items())
    ...     return ScoreSheet(proposal=proposal, reviewer="甲", scores=scores)
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> sheets = [sheet("A", 80, 80, 80), sheet("B", 90, 90, 90), sheet("C", 100, 70, 75)]
    >>> [(place.proposal, place.rank, str(place.total)) for place in ranking(sheets, ROC_111.policy).places]
    [('B', 1, '90'), ('A', 2, '80'), ('C', 2, '80')]
    >>> found = ranking(sheets, ROC_111.policy, tie_break=("research.review.implementation",))
    >>> [(place.proposal, place.rank) for place in found.places]
    [('B', 1), ('A', 2), ('C', 3)]
    """
    sheets = tuple(sheets)
    told = None if proposals is None else tuple(proposals)
    panels = {proposal: tuple(names) for proposal, names in (panel or {}).items()}
    round_ = sorted({sheet.proposal for sheet in sheets} if told is None else set(told))
    problems = refused(sheet_problems(sheets, policy, proposals=() if told is None else round_, panel=panels))
    if told == ():
        problems += [
            Problem.at(["sheets", index, "proposal"], "unknown_key", hint="") for index in range(len(sheets))
        ]
    problems += _problems(round_, told, panels, tie_break, final_comments or {}, policy)
    problems += method_problems(method)
    if problems:
        raise InvalidInput(problems)
    everyone = {sheet.reviewer for sheet in sheets}
    own: dict[str, list[ScoreSheet]] = {proposal: [] for proposal in round_}
    for sheet in sheets:
        own[sheet.proposal].append(sheet)
    found = [
        scored(
            proposal,
            own[proposal],
            policy,
            reviewers=panels.get(proposal, everyone),
            method=method,
            final_comment=(final_comments or {}).get(proposal, ""),
        )
        for proposal in round_
    ]
    return Ranking(places=_places(found, policy, tuple(tie_break)), tie_break=tuple(tie_break), method=method)


CALCULATIONS: tuple[Calculation[..., Any], ...] = (ranking,)
"""For the table of clauses."""


def _problems(
    round_: Sequence[str],
    told: Sequence[str] | None,
    panel: Mapping[str, Sequence[str]],
    tie_break: Sequence[str],
    final_comments: Mapping[str, str],
    policy: ResearchPolicy,
) -> list[Problem]:
    rubric = () if policy.rubric is UNKNOWN else policy.rubric
    known = [*GROUPS, *(criterion.id for criterion in rubric)]
    found = [
        unchecked(("tie_break", index), id)
        if policy.rubric is UNKNOWN
        else Problem.at(["tie_break", index], "unknown_key", hint=did_you_mean(id, known))
        for index, id in enumerate(tie_break)
        if id not in known
    ]
    found += [
        Problem.at([field, proposal], "unknown_key", hint=did_you_mean(proposal, round_))
        for field, given in (("panel", panel), ("final_comments", final_comments))
        for proposal in given
        if proposal not in round_
    ]
    found += [
        Problem.at(["proposals", index], "duplicate", given=proposal)
        for index, proposal in enumerate(told or ())
        if proposal in (told or ())[:index]
    ]
    return found


def _places(found: Sequence[Scored], policy: ResearchPolicy, tie_break: Sequence[str]) -> tuple[Place, ...]:
    weights = tuple(group_weights(policy).values())
    above: list[set[str]] = [set() for _ in found]
    level: list[set[str]] = [set() for _ in found]
    open_: list[set[str]] = [set() for _ in found]
    could_be_above = [0 for _ in found]
    for later in range(len(found)):
        for earlier in range(later):
            one, other = found[earlier], found[later]
            differences = _Differences(one, other, weights, tie_break)
            ahead, behind = differences.surely_ahead(), differences.surely_behind()
            could_be_ahead, could_be_behind = differences.could_be_ahead(), differences.could_be_behind()
            could_be_above[later] += could_be_ahead
            could_be_above[earlier] += could_be_behind
            if ahead:
                above[later].add(one.proposal)
            elif behind:
                above[earlier].add(other.proposal)
            else:
                among = open_ if could_be_ahead or could_be_behind else level
                among[later].add(one.proposal)
                among[earlier].add(other.proposal)
    places = [
        Place(
            scored=one,
            rank=1 + len(above[index]) if len(above[index]) == could_be_above[index] else UNKNOWN,
            best=1 + len(above[index]),
            worst=1 + could_be_above[index],
            above=frozenset(above[index]),
            level=frozenset(level[index]),
            open=frozenset(open_[index]),
        )
        for index, one in enumerate(found)
    ]
    return tuple(sorted(places, key=lambda place: (place.best, place.worst, place.proposal)))


class _Differences:
    """By how much one proposal can be ahead of another, at the least and the most: the total, then each tie-break."""

    def __init__(
        self, one: Scored, other: Scored, weights: Sequence[Fact[Fraction]], tie_break: Sequence[str]
    ) -> None:
        self.one = one
        self.other = other
        self.weights = weights
        self.tie_break = tie_break
        self.known: list[Bounds] = []

    def _at(self, place: int) -> Bounds | None:
        while len(self.known) <= place:
            if len(self.known) > len(self.tie_break):
                return None
            self.known.append(
                self._of(self.tie_break[len(self.known) - 1]) if self.known else self._of_totals()
            )
        return self.known[place]

    def _of_totals(self) -> Bounds:
        one, other = self.one, self.other
        apart = one.least - other.most, one.most - other.least
        if apart[0] > 0 or apart[1] < 0 or apart[0] == apart[1]:
            return apart
        return weighted(
            self.weights, [_apart(mine, theirs) for mine, theirs in zip(one.parts, other.parts, strict=True)]
        )

    def _of(self, id: str) -> Bounds:
        if id in GROUPS:
            place = list(GROUPS).index(id)
            return _apart(self.one.parts[place], self.other.parts[place])
        mine, theirs = self.one.of(id), self.other.of(id)
        return mine.least - theirs.most, mine.most - theirs.least

    def surely_ahead(self, place: int = 0) -> bool:
        at = self._at(place)
        return at is not None and (at[0] > 0 or (at[0] == 0 and self.surely_ahead(place + 1)))

    def surely_behind(self, place: int = 0) -> bool:
        at = self._at(place)
        return at is not None and (at[1] < 0 or (at[1] == 0 and self.surely_behind(place + 1)))

    def could_be_ahead(self, place: int = 0) -> bool:
        at = self._at(place)
        return at is not None and (at[1] > 0 or (at[1] == 0 and self.could_be_ahead(place + 1)))

    def could_be_behind(self, place: int = 0) -> bool:
        at = self._at(place)
        return at is not None and (at[0] < 0 or (at[0] == 0 and self.could_be_behind(place + 1)))


def _apart(mine: Sequence[Bounds], theirs: Sequence[Bounds]) -> Bounds:
    """The difference of a group: both are divided alike, so criterion is beside criterion."""
    pairs = list(zip(mine, theirs, strict=True))
    return min(one[0] - other[1] for one, other in pairs), max(one[1] - other[0] for one, other in pairs)
