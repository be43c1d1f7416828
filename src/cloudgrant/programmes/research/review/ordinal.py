"""Proposals by the ranks that each reviewer's own scores give them (序位法), as far as those are settled.

A reviewer ranks the proposals that the reviewer sits for by the own total, equal totals alike (1, 2, 2, 4). The
proposal with the lowest mean rank comes first. Where the same reviewers sit for all, that is the order of the
sums of ranks (序位合計); where one is recused, a sum would favour the proposal that lacks a rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.score_sheet import ScoreSheet
from cloudgrant.programmes.research.review.scoring import Scored, bounds_of
from cloudgrant.programmes.research.review.standing import (
    Among,
    Ends,
    Standing,
    among,
    by_totals,
    standings,
    tied,
)
from cloudgrant.programmes.research.review.weights import Bounds, group_weights
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["OwnRank", "by_own_ranks", "mean_of", "own_ranks"]


@attrs.frozen(kw_only=True)
class OwnRank:
    """The rank that one reviewer's scores give a proposal: unknown while it is between ``best`` and ``worst``.

    It is among the proposals that the reviewer sits for and is not recused from.
    """

    reviewer: str
    rank: Fact[int]
    best: int
    worst: int
    above: frozenset[str] = attrs.field(repr=False)
    level: frozenset[str] = attrs.field(repr=False)


def own_ranks(
    found: Sequence[Scored], sheets: Mapping[str, Iterable[ScoreSheet]], policy: ResearchPolicy
) -> Mapping[str, tuple[OwnRank, ...]]:
    """Of each proposal the ranks that its reviewers give it, in the order of their names."""
    own = {(sheet.proposal, sheet.reviewer): sheet for each in sheets.values() for sheet in each}
    ranks: dict[str, list[OwnRank]] = {one.proposal: [] for one in found}
    weights = tuple(group_weights(policy).values())
    for reviewer in sorted({name for one in found for name in one.reviewers}):
        sat_for = [one.proposal for one in found if reviewer in one.reviewers]
        blank = [ScoreSheet(proposal=name, reviewer=reviewer) for name in sat_for]
        alone = [bounds_of(one.proposal, own.get((one.proposal, reviewer), one), policy) for one in blank]
        standing = standings([total for total, _ in alone], [parts for _, parts in alone], [()] * len(alone))
        for name, at in zip(sat_for, by_totals(standing, weights), strict=True):
            ranks[name].append(_rank(reviewer, at, sat_for))
    return {name: tuple(each) for name, each in ranks.items()}


def _rank(reviewer: str, at: Among, proposals: Sequence[str]) -> OwnRank:
    best, worst = 1 + len(at.above), 1 + at.could_be_above
    return OwnRank(
        reviewer=reviewer,
        rank=best if best == worst else UNKNOWN,
        best=best,
        worst=worst,
        above=frozenset(proposals[index] for index in at.above),
        level=frozenset(proposals[index] for index in at.level),
    )


def mean_of(ranks: Sequence[OwnRank]) -> Bounds | None:
    """The least and the most that the mean of the ranks can come to; nothing where nobody gives one.

    >>> def rank(best, worst):
    ...     return OwnRank(reviewer="甲", rank=UNKNOWN, best=best, worst=worst, above=frozenset(), level=frozenset())
    >>> [str(end) for end in mean_of([rank(1, 1), rank(2, 3)])]
    ['3/2', '2']
    """
    if not ranks:
        return None
    return Fraction(sum(one.best for one in ranks), len(ranks)), Fraction(
        sum(one.worst for one in ranks), len(ranks)
    )


def by_own_ranks(
    proposals: Sequence[str], ranks: Mapping[str, Sequence[OwnRank]], ties: Sequence[Standing]
) -> tuple[Among, ...]:
    """Where each proposal stands by the mean of its ranks, and then by what settles ties."""
    each = [ranks[name] for name in proposals]
    over = lcm(*(len(own) for own in each if own))
    last = max(1, len(proposals))

    def sums(own: Sequence[OwnRank]) -> Ends:
        if not own:  # nobody says anything
            return -over * last, -over
        times = over // len(own)
        return -times * sum(one.worst for one in own), -times * sum(one.best for one in own)

    ends = [sums(own) for own in each]

    def apart(one: int, other: int) -> Iterable[Ends]:
        mine, theirs = each[one], each[other]
        if mine and [rank.reviewer for rank in mine] == [rank.reviewer for rank in theirs]:
            pairs = [
                _apart(*pair, proposals[one], proposals[other]) for pair in zip(mine, theirs, strict=True)
            ]
            yield sum(low for low, _ in pairs), sum(high for _, high in pairs)
        else:
            yield ends[one][0] - ends[other][1], ends[one][1] - ends[other][0]
        yield from tied(ties[one], ties[other])

    return among(ends, apart)


def _apart(mine: OwnRank, theirs: OwnRank, one: str, other: str) -> Ends:
    """By how many ranks one reviewer has one proposal ahead of the other."""
    low, high = theirs.best - mine.worst, theirs.worst - mine.best
    if other in mine.level:
        return 0, 0
    if one in theirs.above:
        return max(1, low), high
    if other in mine.above:
        return low, min(-1, high)
    return low, high
