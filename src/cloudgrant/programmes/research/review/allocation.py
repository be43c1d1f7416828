"""A finite budget down a ranking: what each proposal is granted, and what is left.

The briefing says how proposals are scored and how much a case may get, and nothing of what happens when the
money runs short. So the caller declares it: whether the first that does not fit ends the round, is passed over,
or gets the rest. There is no pass mark unless one is given. Where ranks are equal or not settled, every order
that is still possible is followed: what comes out alike in all is determined, and the rest is undetermined,
never drawn by lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, get_args

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.ask import Ask
from cloudgrant.programmes.research.review.grant import Allocation, Grant, Reason, Unfit, Wait
from cloudgrant.programmes.research.review.ranking import Ranking
from cloudgrant.programmes.research.review.round import (
    FOLLOWED,
    STATES,
    Candidate,
    Outcome,
    State,
    all_fit,
    blocks,
    bounded,
    followed,
    uncapped,
)
from cloudgrant.programmes.research.review.weights import FULL
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Gathered, InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["CALCULATIONS", "allocation"]

_PASS_MARK = Text(
    "research.allocation.pass_mark",
    zh="應為 0 至 100 的整數或分數（Fraction），卻是{given}",
    en="must be a whole number or a Fraction from 0 to 100, not {given}",
)
_REASONS: tuple[Reason, ...] = get_args(Reason)


@attrs.frozen(kw_only=True)
class _Round(Record):
    budget: int = given(zh="經費", en="Budget", unit="TWD")


@calculation("research.review.benefits/allocation", unit="TWD", zh="經費核配", en="Allocation of the budget")
def allocation(
    budget: int,
    asks: Iterable[Ask],
    ranking: Ranking,
    policy: ResearchPolicy,
    *,
    unfit: Unfit,
    pass_mark: int | Fraction | None = None,
) -> Allocation:
    """A budget of whole dollars down a ranking; it does not depend on the order of the asks.

    ``unfit`` is to be declared: the briefing does not say what happens when the money runs short. A proposal
    is granted what it asks for, at most its ceiling and the policy's largest subsidy of a case, in
    full as long as that fits into what is left. One below ``pass_mark`` is passed over. Proposals that fail a
    required rule are not to be put in. Where the largest subsidy of a case is unknown, so is every grant that
    it may cut, and what is left. Raises :class:`~cloudgrant.values.problems.InvalidInput` with every
    problem: a budget that is no amount, a proposal without an ask or an ask without a proposal, two asks of one.

    >>> from cloudgrant.programmes.research.review.ranking import ranking as rank
    >>> from cloudgrant.programmes.research.review.score_sheet import Score, ScoreSheet
    >>> groups = ("market", "implementation", "benefits")
    >>> sheets = [
    ...     ScoreSheet(proposal=name, reviewer="甲", scores=tuple(
    ...         Score(criterion=f"research.review.{group}", points=points) for group in groups))
    ...     for name, points in (("A", 90), ("B", 80), ("C", 70))
    ... ]
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> asks = [Ask(proposal=name, amount=20_000_000, ceiling=30_000_000) for name in "AB"]
    >>> asks += [Ask(proposal="C", amount=8_000_000, ceiling=30_000_000)]
    >>> for unfit in ("stop", "skip"):
    ...     ranked = rank(sheets, ROC_111.policy)
    ...     found = allocation(30_000_000, asks, ranked, ROC_111.policy, unfit=unfit)
    ...     print([grant.amount for grant in found.grants], found.left)
    [20000000, 0, 0] 10000000
    [20000000, 0, 8000000] 2000000
    """
    asks = tuple(asks)
    by_proposal = {ask.proposal: ask for ask in asks}
    problems = _problems(budget, asks, ranking, unfit, pass_mark)
    if problems:
        raise InvalidInput(problems)
    mark = None if pass_mark is None else Fraction(pass_mark)
    candidates = [Candidate(place, by_proposal[place.proposal], policy, mark) for place in ranking.places]
    if policy.case_cap is UNKNOWN:
        grants = tuple(_grant(one, uncapped(one, budget), unfit, set(), capped=False) for one in candidates)
        return Allocation(
            budget=budget, grants=grants, left=_left(budget, grants), unfit=unfit, pass_mark=mark
        )
    states: frozenset[State] = frozenset({(budget, False)})
    outcomes: dict[str, frozenset[Outcome]] = {}
    waiting: set[str] = set()
    in_turn = list(blocks(candidates))
    for index, block in enumerate(in_turn):
        if len(block) > 1:
            waiting.update(candidate.proposal for candidate in block)
        ahead = all_fit(block, states)
        if ahead is not None:
            outcomes.update({one.proposal: frozenset({one.in_full}) for one in block})
            states = ahead
        elif len(block) <= FOLLOWED and len(states) <= STATES:
            states = followed(block, states, unfit, outcomes)
        else:
            rest = [candidate for later in in_turn[index:] for candidate in later]
            waiting.update(candidate.proposal for candidate in rest)
            bounded(rest, states, unfit, outcomes)
            states = frozenset()
            break
    grants = tuple(
        _grant(candidate, outcomes[candidate.proposal], unfit, waiting) for candidate in candidates
    )
    lefts = {left for left, _ in states}
    left = lefts.pop() if len(lefts) == 1 else _left(budget, grants)
    return Allocation(budget=budget, grants=grants, left=left, unfit=unfit, pass_mark=mark)


CALCULATIONS: tuple[Calculation[..., Any], ...] = (allocation,)
"""For the table of clauses."""


def _problems(budget: int, asks: Sequence[Ask], ranking: Ranking, unfit: str, pass_mark: object) -> Gathered:
    found = Gathered()
    try:
        _Round(budget=budget)
    except InvalidInput as error:
        found += error.problems
    known = [place.proposal for place in ranking.places]
    seen: set[str] = set()
    for index, ask in enumerate(asks):
        if ask.proposal not in known:
            hint = did_you_mean(ask.proposal, known)
            found.append(Problem.at(["asks", index, "proposal"], "unknown_key", hint=hint))
        if ask.proposal in seen:
            found.append(Problem.at(["asks", index], "duplicate", given=ask.proposal))
        seen.add(ask.proposal)
    found += [Problem.at(["asks", name], "required") for name in known if name not in seen]
    if unfit not in get_args(Unfit):
        expected = ", ".join(get_args(Unfit))
        found.append(Problem.at(["unfit"], "option", expected=expected, given=shown(unfit)))
    if pass_mark is not None and not _is_mark(pass_mark):
        found.append(Problem.at(["pass_mark"], "research.pass_mark", _PASS_MARK, given=shown(pass_mark)))
    return found


def _is_mark(value: object) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool) and 0 <= value <= FULL


def _left(budget: int, grants: Sequence[Grant]) -> Fact[int]:
    amounts = [grant.amount for grant in grants if grant.amount is not UNKNOWN]
    return budget - sum(amounts) if len(amounts) == len(grants) else UNKNOWN


def _grant(
    candidate: Candidate,
    possible: frozenset[Outcome],
    unfit: Unfit,
    waiting: set[str],
    *,
    capped: bool = True,
) -> Grant:
    amounts = {amount for amount, _ in possible}
    settled = len(amounts) == 1
    # Where nothing is granted in every order, though for different reasons, the first of these is told.
    told: frozenset[str] = frozenset(reason for _, reason in possible)
    reasons: list[Reason] = [one for one in _REASONS if one in told]
    return Grant(
        place=candidate.place,
        asked=candidate.ask.amount,
        limit=candidate.limit if capped else UNKNOWN,
        amount=amounts.copy().pop() if settled else UNKNOWN,
        least=min(amounts),
        most=max(amounts),
        reason=reasons[0] if settled else "undetermined",
        waits_for=() if settled else _waits(candidate, unfit, waiting, capped=capped),
    )


def _waits(candidate: Candidate, unfit: Unfit, waiting: set[str], *, capped: bool) -> tuple[Wait, ...]:
    own: list[Wait] = [] if capped else ["case_cap"]
    if len(candidate.passes) > 1:
        own.append("pass_mark")
    if unfit == "rest" and candidate.ask.minimum is UNKNOWN:
        own.append("minimum")
    if candidate.proposal in waiting and candidate.place.level:
        own.append("tie")
    if candidate.proposal in waiting and candidate.place.open:
        own.append("rank")
    return tuple(own) or ("others",)
