"""Proposals by their weighted totals, or by the ranks that each reviewer gives them, as far as these are settled.

A rank counts those above (1, 2, 2, 4). Equal totals have equal ranks, unless the caller declares what breaks a
tie: the briefing gives nothing. While a total is unknown the proposal is unranked, unless its bounds settle
the rank anyway; and a rank that it may yet change is not known either. Where the weights inside a group are
not published, proposals are compared under the same weights: one that is better throughout is surely above.
Where the weight of a group is unknown, which may then be nothing, so is every rank that waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.ordinal import OwnRank, by_own_ranks, mean_of, own_ranks
from cloudgrant.programmes.research.review.rubric import GROUPS
from cloudgrant.programmes.research.review.score_sheet import ScoreSheet, sheet_problems, unchecked
from cloudgrant.programmes.research.review.scoring import Method, Scored, method_problems, refused, scored
from cloudgrant.programmes.research.review.standing import by_totals, standings
from cloudgrant.programmes.research.review.unsettled import Unsettled
from cloudgrant.programmes.research.review.weights import Bounds, group_weights
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import listed
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["CALCULATIONS", "Place", "Ranking", "RankingOrder", "ranking"]

RankingOrder = Literal["totals", "ordinals"]
"""By what proposals are ranked: by their weighted totals (the library's default), or by the mean of the ranks that
each reviewer's own scores give them (序位法). The briefing says neither."""

TOTAL = "total"
"""What settles a tie of mean ranks by the weighted total."""

_ORDERS = get_args(RankingOrder)


@attrs.frozen(kw_only=True)
class Place:
    """A proposal's place: its rank, unknown while it is between ``best`` and ``worst``.

    ``above`` are the proposals that are surely above it, ``level`` those that are surely level with it,
    ``open`` those whose order beside it is not settled. ``own_ranks`` are those that each reviewer gives it,
    where the round is ranked by them.
    """

    scored: Scored
    rank: Fact[int]
    best: int
    worst: int
    above: frozenset[str]
    level: frozenset[str]
    open: frozenset[str]
    own_ranks: tuple[OwnRank, ...] = ()

    @property
    def proposal(self) -> str:
        """Which proposal it is."""
        return self.scored.proposal

    @property
    def total(self) -> Fact[Fraction]:
        """Its weighted total, from 0 to 100."""
        return self.scored.total

    @property
    def mean_rank(self) -> Fact[Fraction]:
        """The mean of the ranks that its reviewers give it; unknown where one is, or where there is none."""
        ends = mean_of(self.own_ranks)
        return ends[0] if ends is not None and ends[0] == ends[1] else UNKNOWN

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
    order: RankingOrder = "totals"

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
    order: RankingOrder = "totals",
    final_comments: Mapping[str, str] | None = None,
) -> Ranking:
    """The proposals of a round by their totals, or by ordinals; it does not depend on the order of what is given.

    ``proposals`` are those of the round (those with a sheet, unless told), ``panel`` the reviewers who sit
    for each (for a proposal that it does not name, and without it, everyone who has a sheet in the round: who
    scored one proposal and not another leaves scores missing, unless recused). ``tie_break`` are ids of groups
    or criteria that settle equal totals, the first that differs. With ``order="ordinals"`` (序位法) each reviewer
    ranks the proposals by the own total, the lowest mean of these ranks comes first, and ``"total"`` may settle
    ties too; the total itself is by ``method`` as ever. ``final_comments`` are the committee's, by
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
    problems += _problems(round_, told, panels, tie_break, final_comments or {}, policy, order)
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
    ties = tuple(tie_break)
    ranks = own_ranks(found, own, policy) if order == "ordinals" else None
    return Ranking(places=_places(found, policy, ties, ranks), tie_break=ties, method=method, order=order)


CALCULATIONS: tuple[Calculation[..., Any], ...] = (ranking,)
"""For the table of clauses."""


def _problems(
    round_: Sequence[str],
    told: Sequence[str] | None,
    panel: Mapping[str, Sequence[str]],
    tie_break: Sequence[str],
    final_comments: Mapping[str, str],
    policy: ResearchPolicy,
    order: str,
) -> list[Problem]:
    rubric = () if policy.rubric is UNKNOWN else policy.rubric
    known = [*GROUPS, *(criterion.id for criterion in rubric), *([TOTAL] if order == "ordinals" else [])]
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
    if order not in _ORDERS:
        found.append(Problem.at(["order"], "option", expected=", ".join(_ORDERS), given=shown(order)))
    return found


def _places(
    found: Sequence[Scored],
    policy: ResearchPolicy,
    tie_break: Sequence[str],
    ranks: Mapping[str, tuple[OwnRank, ...]] | None,
) -> tuple[Place, ...]:
    standing = standings(
        [(one.least, one.most) for one in found],
        [one.parts for one in found],
        [[_tie(one, id) for id in tie_break] for one in found],
    )
    if ranks is None:
        where = by_totals(standing, tuple(group_weights(policy).values()))
    else:
        where = by_own_ranks([one.proposal for one in found], ranks, standing)

    def named(indices: frozenset[int]) -> frozenset[str]:
        return frozenset(found[index].proposal for index in indices)

    places = [
        Place(
            scored=one,
            rank=1 + len(at.above) if len(at.above) == at.could_be_above else UNKNOWN,
            best=1 + len(at.above),
            worst=1 + at.could_be_above,
            above=named(at.above),
            level=named(at.level),
            open=named(at.open),
            own_ranks=() if ranks is None else ranks[one.proposal],
        )
        for one, at in zip(found, where, strict=True)
    ]
    return tuple(sorted(places, key=lambda place: (place.best, place.worst, place.proposal)))


def _tie(one: Scored, id: str) -> Sequence[Bounds]:
    """What settles a tie: a group, criterion by criterion, one criterion, or the total."""
    if id in GROUPS:
        return one.parts[list(GROUPS).index(id)]
    found = one if id == TOTAL else one.of(id)
    return [(found.least, found.most)]
