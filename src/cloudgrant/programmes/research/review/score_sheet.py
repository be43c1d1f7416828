"""What one reviewer 審查委員 gave one proposal: points and comments, or that the reviewer is recused 迴避.

The briefing gives no scale. Points are whole numbers out of what the sheet itself says (``out_of``, 100
unless told), which is the library's device: 24 out of 30 and 80 out of 100 are the same score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.rubric import GROUPS, Group
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Item
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["UNCHECKED", "Score", "ScoreSheet", "sheet_problems", "unchecked"]

_REVIEW = "research.review.benefits"
_RECUSED = Text(
    zh="委員已迴避，不得評分或填寫意見",
    en="the reviewer is recused and neither scores nor comments",
)
UNCHECKED = "research.rubric"
"""The code of the problem that a criterion cannot be checked, as it is not known which there are."""

_UNCHECKED = Text(
    zh="審查項目與審查重點尚未公布，無從核對 {given}",
    en="which criteria there are is not known, so {given} cannot be checked",
)
_TWICE = Text(
    zh="{group} 已整體評分，不得再就其中 {given} 評分",
    en="{group} is scored as a whole, so {given} inside it is not scored as well",
)


@attrs.frozen(kw_only=True)
class Score(Record):
    """Points and a comment for one criterion, or for one whole group (by the id of its clause).

    Without points it is a comment only, and the score is still missing: never 0. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` with ``too_large`` for more points than the scale has.

    >>> Score(criterion="research.review.market", points=24, out_of=30).points
    24
    """

    __keys__: ClassVar[tuple[str, ...]] = ("criterion",)

    criterion: Fact[str] = given(zh="審查項目", en="Criterion or group", clause=_REVIEW)
    points: Fact[int] = given(
        zh="評分",
        en="Points",
        known_by="reviewer",
        most=1_000_000,
        ask=Text(zh="這一項評幾分？", en="How many points for this one?"),
        clause=_REVIEW,
    )
    out_of: int = given(default=100, zh="滿分", en="Full points", least=1, most=1_000_000, clause=_REVIEW)
    comment: Fact[str] = given(
        multiline=True,
        zh="審查意見",
        en="Comment",
        known_by="reviewer",
        ask=Text(zh="這一項的審查意見為何？", en="What is the comment on this one?"),
        clause=_REVIEW,
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.points is not UNKNOWN and self.points > self.out_of:
            return (Problem.at(["points"], "too_large", given=self.points, limit=self.out_of),)
        return ()


@attrs.frozen(kw_only=True)
class ScoreSheet(Record):
    """What one reviewer gave one proposal, criterion by criterion or group by group, as far as given.

    A reviewer who is recused says why, and neither scores nor comments. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` with every problem: a criterion twice (``duplicate``),
    points out of scale (``too_large``), scores of a recused reviewer (``research.recused``). Which criteria
    there are, the policy says, and a recusal may wait for its reason: see :func:`sheet_problems`.

    >>> ScoreSheet(proposal="P1", reviewer="甲", recused=True, recusal_reason="曾任職於提案業者").recused
    True
    >>> ScoreSheet(proposal="P1", reviewer="甲", recused=True, scores=(Score(criterion="c", points=1),))
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      scores[criterion=c]: the reviewer is recused and neither scores nor comments · \
委員已迴避，不得評分或填寫意見 [research.recused]
    """

    __keys__: ClassVar[tuple[str, ...]] = ("proposal", "reviewer")

    proposal: str = given(zh="提案編號", en="Proposal", clause=_REVIEW)
    reviewer: str = given(zh="審查委員", en="Reviewer", confidential=True, clause=_REVIEW)
    recused: bool = given(default=False, zh="迴避", en="Recused", known_by="reviewer", clause=_REVIEW)
    recusal_reason: Fact[str] = given(
        multiline=True,
        zh="迴避原因",
        en="Reason of the recusal",
        known_by="reviewer",
        confidential=True,
        ask=Text(zh="委員為何迴避？", en="Why is the reviewer recused?"),
        clause=_REVIEW,
    )
    scores: tuple[Score, ...] = given(
        default=(), zh="各項評分", en="Scores", known_by="reviewer", clause=_REVIEW
    )
    comment: Fact[str] = given(
        multiline=True,
        zh="總評意見",
        en="Comment on the whole",
        known_by="reviewer",
        clause="research.review.vision",
    )

    def incoherent(self) -> Iterable[Problem]:
        if not self.recused:
            return
        for index, score in enumerate(self.scores):
            yield Problem.at(["scores", Item(index, item_key(score))], "research.recused", _RECUSED)
        if self.comment is not UNKNOWN:
            yield Problem.at(["comment"], "research.recused", _RECUSED)


def sheet_problems(
    sheets: Iterable[ScoreSheet],
    policy: ResearchPolicy,
    *,
    proposals: Sequence[str] = (),
    panel: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Problem, ...]:
    """Everything that is wrong with sheets beside one another and beside the policy's rubric.

    Where the rubric is unknown, each criterion scored inside a group is told as one that cannot be checked
    (``research.rubric``); :func:`~cloudgrant.programmes.research.review.scoring.scored` does not refuse it.

    A criterion that the rubric has not (with the one that was perhaps meant), a group scored as a whole and
    inside, a recusal without its reason, the same reviewer twice for one proposal; with ``proposals`` a sheet for another, with a
    ``panel`` (the reviewers of each proposal) one of a reviewer who does not sit. Paths begin with
    ``sheets`` and the index.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> sheet = ScoreSheet(proposal="P1", reviewer="甲", scores=(Score(criterion="research.review.markt", points=1),))
    >>> for problem in sheet_problems([sheet, sheet], ROC_111.policy):
    ...     print(problem.path.pointer, problem.code, problem.message("en"))
    /sheets/0/scores/0/criterion unknown_key no such field — research.review.market?
    /sheets/1/scores/0/criterion unknown_key no such field — research.review.market?
    /sheets/1 duplicate proposal=P1,reviewer=甲 appears more than once
    """
    groups: dict[str, Group] | None = None
    if policy.rubric is not UNKNOWN:
        groups = {one.id: one.group for one in policy.rubric}
    found: list[Problem] = []
    seen: set[str] = set()
    for index, sheet in enumerate(sheets):
        key = item_key(sheet)
        place = Item(index, key)
        if proposals and sheet.proposal not in proposals:
            hint = did_you_mean(sheet.proposal, proposals)
            found.append(Problem.at(["sheets", place, "proposal"], "unknown_key", hint=hint))
        if panel is not None and sheet.proposal in panel and not sheet.recused:
            sitting = tuple(panel[sheet.proposal])
            if sheet.reviewer not in sitting:
                hint = did_you_mean(sheet.reviewer, sitting)
                found.append(Problem.at(["sheets", place, "reviewer"], "unknown_key", hint=hint))
        if sheet.recused and sheet.recusal_reason is UNKNOWN:
            found.append(Problem.at(["sheets", place, "recusal_reason"], "required"))
        found += [problem.below("sheets", place) for problem in _score_problems(sheet, groups)]
        if key in seen:
            found.append(Problem.at(["sheets", place], "duplicate", given=key))
        seen.add(key)
    return tuple(found)


def unchecked(place: Iterable[str | int], criterion: str) -> Problem:
    """That a criterion cannot be checked where the rubric is unknown."""
    return Problem.at(place, UNCHECKED, _UNCHECKED, given=criterion)


def _score_problems(sheet: ScoreSheet, groups: Mapping[str, Group] | None) -> Iterable[Problem]:
    """What is wrong with the scores beside the group of each criterion, ``None`` where no rubric is known."""
    known = dict.fromkeys([*(groups or ()), *GROUPS])
    whole = {
        GROUPS[score.criterion][0]: GROUPS[score.criterion][1]
        for score in sheet.scores
        if score.criterion is not UNKNOWN and score.criterion in GROUPS and score.points is not UNKNOWN
    }
    for index, score in enumerate(sheet.scores):
        place: list[str | int] = ["scores", Item(index, item_key(score)), "criterion"]
        if score.criterion is UNKNOWN:
            yield Problem.at(place, "required")
        elif groups is None:
            if score.criterion not in GROUPS:
                yield unchecked(place, score.criterion)
        elif score.criterion not in known:
            yield Problem.at(place, "unknown_key", hint=did_you_mean(score.criterion, known))
        elif (
            score.criterion not in GROUPS and score.points is not UNKNOWN and groups[score.criterion] in whole
        ):
            group = whole[groups[score.criterion]]
            yield Problem.at(place, "research.scored_twice", _TWICE, group=group, given=score.criterion)
