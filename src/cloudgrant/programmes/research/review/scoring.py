"""What the sheets of all reviewers make of one proposal: means, the weighted total, and what is missing.

The briefing gives the weights of three groups and nothing else: neither scale, nor how several reviewers count,
nor the weights inside a group. Scores here run from 0 to 100 and are exact fractions; reviewers count by their
mean, or as the caller declares (both the library's device). A score that is missing is listed, never taken as
0: the total is then unknown, between bounds. So it is where criteria are scored one by one and their weights
inside the group are not published, unless every weighting gives the same; and so where the weight of a group is
unknown, which is then from none to all that the known ones leave of 100%, or which criteria there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review import unsettled
from cloudgrant.programmes.research.review.rubric import GROUPS, Criterion
from cloudgrant.programmes.research.review.score_sheet import UNCHECKED, Score, ScoreSheet, sheet_problems
from cloudgrant.programmes.research.review.unsettled import Unsettled
from cloudgrant.programmes.research.review.weights import FULL, Bounds, group_weights, hull, weighted
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "CALCULATIONS",
    "Comment",
    "CriterionScore",
    "Method",
    "MissingScore",
    "Parts",
    "Recusal",
    "Scored",
    "bounds_of",
    "method_problems",
    "refused",
    "scored",
]

Method = Literal["mean", "trimmed"]
"""How several reviewers count: the mean of all who are not recused, or of those but the highest and the
lowest (去頭去尾), of each group by itself."""

_ZERO, _ONE = Fraction(0), Fraction(1)
_OPEN: Bounds = (_ZERO, _ONE)
_METHODS = ("mean", "trimmed")
_TRIMMED_FROM = 3


Parts: TypeAlias = tuple[tuple[Bounds, ...], ...]
"""The bounds of each group, from 0 to 1, criterion by criterion of the rubric."""


@attrs.frozen
class Comment:
    """What a reviewer wrote; who it was is confidential, and letters leave it out."""

    reviewer: str
    text: str


@attrs.frozen
class MissingScore:
    """That a reviewer has given no points for a criterion, or for a whole group (by the id of its clause)."""

    reviewer: str
    criterion: str


@attrs.frozen
class Recusal:
    """A reviewer who does not count, and why."""

    reviewer: str
    reason: str


@attrs.frozen(kw_only=True)
class CriterionScore:
    """One criterion, or one group, over all reviewers that count.

    ``mean`` is from 0 to 100, unknown while it is between ``least`` and ``most``; ``given`` tells how many
    of them scored just this; ``comments`` are what they wrote to it, in the order of their names.
    """

    id: str
    label: Text
    mean: Fact[Fraction]
    least: Fraction
    most: Fraction
    given: int
    comments: tuple[Comment, ...]


@attrs.frozen(kw_only=True)
class Scored:
    """One proposal as the reviewers scored it.

    ``total`` is from 0 to 100, unknown while it is between ``least`` and ``most``, and then ``unsettled``
    says why. ``criteria`` are those of the rubric; where it is unknown, those that are scored or commented on, by
    their ids. ``parts`` are the bounds (from 0 to 1) of each group, criterion by criterion of the rubric, for
    comparing proposals whatever the weights that are not published.
    """

    proposal: str
    total: Fact[Fraction]
    least: Fraction
    most: Fraction
    groups: tuple[CriterionScore, ...]
    criteria: tuple[CriterionScore, ...]
    reviewers: tuple[str, ...]
    recused: tuple[Recusal, ...]
    missing: tuple[MissingScore, ...]
    unsettled: tuple[Unsettled, ...]
    comments: tuple[Comment, ...]
    final_comment: str
    parts: Parts = attrs.field(repr=False)

    def of(self, id: str) -> CriterionScore:
        """The score of a criterion or of a group; raises :class:`KeyError` for one that there is not."""
        for one in (*self.groups, *self.criteria):
            if one.id == id:
                return one
        raise KeyError(id)


@calculation("research.review.benefits", unit="", zh="加權總分", en="Weighted score")
def scored(
    proposal: str,
    sheets: Iterable[ScoreSheet],
    policy: ResearchPolicy,
    *,
    reviewers: Iterable[str] | None = None,
    method: Method = "mean",
    final_comment: str = "",
) -> Scored:
    """The weighted total of a proposal, exact, and what it is made of.

    ``reviewers`` are those who should score (those with a sheet, unless told); who is recused does not
    count. Each group is a reviewer's score of the whole, or of its criteria by their weights inside it. The
    answer does not depend on the order of the sheets; sheets of other proposals are left aside. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` with every problem of the sheets
    (:func:`~cloudgrant.programmes.research.review.score_sheet.sheet_problems`), and for a method that there is not.

    >>> from cloudgrant.programmes.research.review.score_sheet import Score
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> def sheet(reviewer, **points):
    ...     scores = tuple(Score(criterion=f"research.review.{group}", points=one) for group, one in points.items())
    ...     return ScoreSheet(proposal="P1", reviewer=reviewer, scores=scores)
    >>> sheets = [sheet("甲", market=80, implementation=90, benefits=70), sheet("乙", market=85)]
    >>> found = scored("P1", sheets, ROC_111.policy)
    >>> found.of("research.review.market").mean, found.total, found.least, found.most
    (Fraction(165, 2), UNKNOWN, Fraction(217, 4), Fraction(357, 4))
    >>> [(one.reviewer, one.criterion) for one in found.missing]
    [('乙', 'research.review.implementation'), ('乙', 'research.review.benefits')]
    """
    own = [sheet for sheet in sheets if sheet.proposal == proposal]
    sitting = None if reviewers is None else {proposal: tuple(reviewers)}
    problems = refused(sheet_problems(own, policy, panel=sitting))
    problems += method_problems(method)
    if problems:
        raise InvalidInput(problems)
    by_reviewer = {sheet.reviewer: sheet for sheet in own}
    expected = sorted(set(by_reviewer) if sitting is None else set(sitting[proposal]))
    blank = ScoreSheet(proposal=proposal, reviewer="-")
    active = [
        (name, by_reviewer.get(name, blank))
        for name in expected
        if name not in by_reviewer or not by_reviewer[name].recused
    ]
    return _Reckoning(proposal, active, policy, method).result(
        recused=tuple(
            Recusal(name, sheet.recusal_reason if sheet.recusal_reason is not UNKNOWN else "")
            for name, sheet in sorted(by_reviewer.items())
            if sheet.recused
        ),
        final_comment=final_comment,
    )


CALCULATIONS: tuple[Calculation[..., Any], ...] = (scored,)
"""For the table of clauses."""


def refused(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems of sheets that they are refused for: all but that a criterion cannot be checked."""
    return [problem for problem in problems if problem.code != UNCHECKED]


def method_problems(method: str) -> list[Problem]:
    """That there is no such way of counting reviewers.

    >>> [str(problem) for problem in method_problems("median")]
    ["method: must be one of mean, trimmed, not 'median' · 應為mean, trimmed之一，卻是'median' [option]"]
    """
    if method in _METHODS:
        return []
    return [Problem.at(["method"], "option", expected=", ".join(_METHODS), given=shown(method))]


def bounds_of(proposal: str, sheet: ScoreSheet, policy: ResearchPolicy) -> tuple[Bounds, Parts]:
    """What one reviewer's sheet alone makes of a proposal: the ends of the total, and of its groups."""
    return _Reckoning(proposal, [(sheet.reviewer, sheet)], policy, "mean").bounds()


class _Reckoning:
    """The reviewers that count, and how: what one call of :func:`scored` reads."""

    def __init__(
        self,
        proposal: str,
        active: Sequence[tuple[str, ScoreSheet]],
        policy: ResearchPolicy,
        method: Method,
    ) -> None:
        self.proposal = proposal
        self.active = active
        self.policy = policy
        self.method = method
        self.given = [
            (name, {score.criterion: score for score in sheet.scores if score.criterion is not UNKNOWN})
            for name, sheet in active
        ]
        self.points: list[Mapping[str, Fraction]] = [
            {
                id: Fraction(score.points, score.out_of)
                for id, score in scores.items()
                if score.points is not UNKNOWN
            }
            for _, scores in self.given
        ]
        self.missing: list[MissingScore] = []
        self.criteria: Mapping[str, Text] = _criteria(policy, self.given)
        self.members: Mapping[str, Sequence[str]] = {
            group: [one.id for one in _listed(policy) if one.group == key]
            for group, (key, _) in GROUPS.items()
        }

    def bounds(self) -> tuple[Bounds, Parts]:
        """The ends of the total, and of the groups that it is made of."""
        weights = group_weights(self.policy)
        parts = tuple(self._group(group) for group in weights)
        return weighted(weights.values(), map(hull, parts)), parts

    def result(self, *, recused: tuple[Recusal, ...], final_comment: str) -> Scored:
        weights = group_weights(self.policy)
        (least, most), parts = self.bounds()
        hulls = [hull(part) for part in parts]
        open_groups = [
            group
            for (group, weight), edge in zip(weights.items(), hulls, strict=True)
            if edge[0] != edge[1] and (weight is UNKNOWN or weight > 0)
        ]
        return Scored(
            proposal=self.proposal,
            total=least if least == most else UNKNOWN,
            least=least,
            most=most,
            groups=tuple(
                self._told(group, GROUPS[group][1], edge) for group, edge in zip(weights, hulls, strict=True)
            ),
            criteria=tuple(self._criterion(id, label) for id, label in self.criteria.items()),
            reviewers=tuple(name for name, _ in self.active),
            recused=recused,
            missing=tuple(self.missing),
            unsettled=tuple(self._reasons(open_groups)) if least != most else (),
            comments=tuple(
                Comment(name, sheet.comment) for name, sheet in self.active if sheet.comment is not UNKNOWN
            ),
            final_comment=final_comment,
            parts=parts,
        )

    def _group(self, group: str) -> tuple[Bounds, ...]:
        """The bounds of a group over the reviewers, criterion by criterion."""
        members = self.members[group]
        views = [self._view(group, members, *one) for one in zip(self.active, self.points, strict=True)]
        width = max(1, len(members))
        if self.method == "mean":
            return tuple(self._over_reviewers([view[place] for view in views]) for place in range(width))
        # Leaving out the extremes is not linear in the weights: what is left is the group as a whole.
        return (self._over_reviewers([hull(view) for view in views]),) * width

    def _view(
        self, group: str, members: Sequence[str], who: tuple[str, ScoreSheet], points: Mapping[str, Fraction]
    ) -> tuple[Bounds, ...]:
        """The bounds of a group as one reviewer sees it, criterion by criterion."""
        width = max(1, len(members))
        if group in points:
            return ((points[group], points[group]),) * width
        if self.policy.rubric is UNKNOWN and _inside(points):
            return (_OPEN,)  # what is scored inside of which group is not known
        lacking = [id for id in members if id not in points]
        if len(lacking) == len(members):
            self.missing.append(MissingScore(who[0], group))
            return (_OPEN,) * width
        self.missing += [MissingScore(who[0], id) for id in lacking]
        each = tuple((points[id], points[id]) if id in points else _OPEN for id in members)
        weights = self.policy.item_weights
        if weights is UNKNOWN or any(id not in weights for id in members):
            return each
        shares = [Fraction(weights[id].numerator, weights[id].denominator) for id in members]
        pairs = list(zip(shares, each, strict=True))
        whole = (
            sum((share * one[0] for share, one in pairs), _ZERO),
            sum((share * one[1] for share, one in pairs), _ZERO),
        )
        return (whole,) * width

    def _over_reviewers(self, each: Sequence[Bounds]) -> Bounds:
        lows, highs = sorted(one[0] for one in each), sorted(one[1] for one in each)
        if self.method == "trimmed":
            lows, highs = lows[1:-1], highs[1:-1]
        if not lows:
            return _OPEN
        return sum(lows, _ZERO) / len(lows), sum(highs, _ZERO) / len(highs)

    def _criterion(self, id: str, label: Text) -> CriterionScore:
        each = [(points[id], points[id]) if id in points else _OPEN for points in self.points]
        return self._told(id, label, self._over_reviewers(each))

    def _told(self, id: str, label: Text, bounds: Bounds) -> CriterionScore:
        least, most = FULL * bounds[0], FULL * bounds[1]
        return CriterionScore(
            id=id,
            label=label,
            mean=least if least == most else UNKNOWN,
            least=least,
            most=most,
            given=sum(1 for points in self.points if id in points),
            comments=tuple(self._comments(id)),
        )

    def _comments(self, id: str) -> Iterable[Comment]:
        for name, scores in self.given:
            if id in scores:
                text = scores[id].comment
                if text is not UNKNOWN:
                    yield Comment(name, text)

    def _reasons(self, open_groups: Sequence[str]) -> Iterable[Unsettled]:
        if not self.active:
            yield unsettled.no_reviewer()
            return
        if self.missing:
            yield unsettled.missing(len(self.missing))
        if self.method == "trimmed" and len(self.active) < _TRIMMED_FROM:
            yield unsettled.too_few(_TRIMMED_FROM)
        unweighed = [group for group, weight in group_weights(self.policy).items() if weight is UNKNOWN]
        if unweighed:
            yield unsettled.unweighed(unweighed)
        if self.policy.rubric is UNKNOWN and any(_inside(points) for points in self.points):
            yield unsettled.no_rubric()
        divided = [group for group in open_groups if self._waits_for_weights(group)]
        if divided:
            yield unsettled.undivided(divided)

    def _waits_for_weights(self, group: str) -> bool:
        members = self.members[group]
        weights = self.policy.item_weights
        if weights is not UNKNOWN and all(id in weights for id in members):
            return False
        return any(group not in points and any(id in points for id in members) for points in self.points)


def _listed(policy: ResearchPolicy) -> Sequence[Criterion]:
    return () if policy.rubric is UNKNOWN else policy.rubric


def _criteria(policy: ResearchPolicy, given: Iterable[tuple[str, Mapping[str, Score]]]) -> Mapping[str, Text]:
    """The name of each criterion: of the rubric, or, where it is unknown, of what the sheets speak of."""
    if policy.rubric is not UNKNOWN:
        return {one.id: one.label for one in policy.rubric}
    spoken_of = {id for _, scores in given for id in scores if id not in GROUPS}
    return {id: Text(zh=id, en=id) for id in sorted(spoken_of)}


def _inside(points: Mapping[str, Fraction]) -> bool:
    """Whether something else is scored than whole groups."""
    return any(id not in GROUPS for id in points)
