"""A finite budget down a ranking: what each proposal is granted, and what is left.

The briefing says how proposals are scored and how much a case may get, and nothing of what happens when the
money runs short. So the caller declares it: whether the first that does not fit ends the round, is passed over,
or gets the rest. There is no pass mark unless one is given. Where ranks are equal or not settled, every order
that is still possible is followed: what comes out alike in all is determined, and the rest is undetermined,
never drawn by lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal, get_args

import attrs

from cloudgrant.programmes.research.policy import ROC_111, ResearchPolicy
from cloudgrant.programmes.research.review.ranking import Place, Ranking
from cloudgrant.programmes.research.review.scoring import FULL
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["CALCULATIONS", "Allocation", "Ask", "Grant", "Reason", "Unfit", "allocation"]

Unfit = Literal["stop", "skip", "rest"]
"""What happens at a proposal that does not fit into what is left: the round ends (``stop``); it gets nothing
and the next is looked at (``skip``); it gets the rest if it accepts so little, else it is passed over
(``rest``)."""

Reason = Literal["granted", "ceiling", "rest", "unfit", "stopped", "pass_mark", "minimum", "undetermined"]
"""Why a proposal gets what it gets: all that it asks for; its ceiling; the rest of the budget; nothing, as it
does not fit, as the round has ended, as its total is below the pass mark, or as it accepts no grant so small;
or it is not determined."""

Wait = Literal["tie", "rank", "pass_mark", "minimum", "others"]
"""What an undetermined grant waits for."""

_REVIEW = "research.review.benefits"
_WORDS: Mapping[str, Text] = {
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
        zh="前列提案已用盡經費，不予核給", en="nothing granted: the round ended with a proposal before it"
    ),
    "pass_mark": Text(zh="未達及格分數，不予核給", en="nothing granted: its total is below the pass mark"),
    "minimum": Text(
        zh="上限低於可接受之最低補助，不予核給",
        en="nothing granted: its ceiling is less than what it accepts",
    ),
    "undetermined": Text(
        zh="未定，介於 {least} 與 {most} 之間：{waits}", en="undetermined, from {least} to {most}: {waits}"
    ),
}
_WAITS: Mapping[Wait, Text] = {
    "tie": Text(zh="同分者在經費邊緣", en="it is level with others at the margin of the budget"),
    "rank": Text(zh="名次未定", en="its rank is not settled"),
    "pass_mark": Text(zh="是否達及格分數未定", en="whether it reaches the pass mark is not settled"),
    "minimum": Text(zh="可接受之最低補助未填", en="the least that it accepts is not given"),
    "others": Text(zh="名次在前者之核給未定", en="what is granted before it is not settled"),
}
_PASS_MARK = Text(
    zh="應為 0 至 100 的整數或分數（Fraction），卻是{given}",
    en="must be a whole number or a Fraction from 0 to 100, not {given}",
)
_REASONS: tuple[Reason, ...] = get_args(Reason)
# A block of proposals whose order is open is followed through every order up to this many proposals, and this
# many states; beyond, bounds alone decide.
_FOLLOWED = 10
_STATES = 4096


@attrs.frozen(kw_only=True)
class Ask(Record):
    """What a proposal asks for: whole dollars, the most that it may get, and the least that it accepts.

    ``ceiling`` is the largest subsidy that its budget may ask for. ``minimum`` matters where a grant would be
    less than what is asked for; unknown, whether it takes the rest of a budget is not determined.

    >>> Ask(proposal="P1", amount=12_000_000, ceiling=10_000_000).amount
    12000000
    """

    __keys__: ClassVar[tuple[str, ...]] = ("proposal",)

    proposal: str = given(zh="提案編號", en="Proposal", clause=_REVIEW)
    amount: int = given(
        zh="申請補助款", en="Subsidy asked for", unit="TWD", clause="research.funding.case-cap"
    )
    ceiling: int = given(zh="補助上限", en="Largest subsidy", unit="TWD", clause="research.funding.share-cap")
    minimum: Fact[int] = given(
        zh="可接受之最低補助",
        en="Least subsidy accepted",
        unit="TWD",
        least=1,
        ask=Text(
            zh="補助款不足申請數時，最低多少仍願執行？",
            en="If less is granted than asked for, how little would still do?",
        ),
        clause=_REVIEW,
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.minimum is not UNKNOWN and self.minimum > self.amount:
            return (Problem.at(["minimum"], "too_large", given=self.minimum, limit=self.amount),)
        return ()


@attrs.frozen(kw_only=True)
class _Round(Record):
    budget: int = given(zh="經費", en="Budget", unit="TWD")


@attrs.frozen(kw_only=True)
class Grant:
    """What one proposal is granted: ``amount``, unknown while it is from ``least`` to ``most``, and why."""

    place: Place
    asked: int
    limit: int
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


@calculation("research.review.benefits/allocation", unit="TWD", zh="經費核配", en="Allocation of the budget")
def allocation(
    budget: int,
    asks: Iterable[Ask],
    ranking: Ranking,
    policy: ResearchPolicy = ROC_111,
    *,
    unfit: Unfit,
    pass_mark: int | Fraction | None = None,
) -> Allocation:
    """A budget of whole dollars down a ranking; it does not depend on the order of the asks.

    ``unfit`` is to be declared: the briefing does not say what happens when the money runs short. A proposal
    is granted what it asks for, at most its ceiling and the policy's largest subsidy of a case, in
    full as long as that fits into what is left. One below ``pass_mark`` is passed over. Proposals that fail a
    required rule are not to be put in. Raises :class:`~cloudgrant.values.problems.InvalidInput` with every
    problem: a budget that is no amount, a proposal without an ask or an ask without a proposal, two asks of one.

    >>> from cloudgrant.programmes.research.review.ranking import ranking as rank
    >>> from cloudgrant.programmes.research.review.score_sheet import Score, ScoreSheet
    >>> groups = ("market", "implementation", "benefits")
    >>> sheets = [
    ...     ScoreSheet(proposal=name, reviewer="甲", scores=tuple(
    ...         Score(criterion=f"research.review.{group}", points=points) for group in groups))
    ...     for name, points in (("A", 90), ("B", 80), ("C", 70))
    ... ]
    >>> asks = [Ask(proposal=name, amount=20_000_000, ceiling=30_000_000) for name in "AB"]
    >>> asks += [Ask(proposal="C", amount=8_000_000, ceiling=30_000_000)]
    >>> for unfit in ("stop", "skip"):
    ...     found = allocation(30_000_000, asks, rank(sheets), unfit=unfit)
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
    candidates = [_Candidate(place, by_proposal[place.proposal], policy, mark) for place in ranking.places]
    states: frozenset[_State] = frozenset({(budget, False)})
    outcomes: dict[str, frozenset[_Outcome]] = {}
    waiting: set[str] = set()
    blocks = list(_blocks(candidates))
    for index, block in enumerate(blocks):
        if len(block) > 1:
            waiting.update(candidate.proposal for candidate in block)
        ahead = _all_fit(block, states)
        if ahead is not None:
            outcomes.update({one.proposal: frozenset({one.in_full}) for one in block})
            states = ahead
        elif len(block) <= _FOLLOWED and len(states) <= _STATES:
            states = _followed(block, states, unfit, outcomes)
        else:
            rest = [candidate for later in blocks[index:] for candidate in later]
            waiting.update(candidate.proposal for candidate in rest)
            _bounded(rest, states, unfit, outcomes)
            states = frozenset()
            break
    grants = tuple(
        _grant(candidate, outcomes[candidate.proposal], unfit, waiting) for candidate in candidates
    )
    lefts = {left for left, _ in states}
    amounts = [grant.amount for grant in grants if grant.amount is not UNKNOWN]
    left: Fact[int] = UNKNOWN
    if len(lefts) == 1:
        left = lefts.pop()
    elif len(amounts) == len(grants):
        left = budget - sum(amounts)
    return Allocation(budget=budget, grants=grants, left=left, unfit=unfit, pass_mark=mark)


CALCULATIONS: tuple[Calculation[..., Any], ...] = (allocation,)
"""For the table of clauses."""


_State = tuple[int, bool]
"""What is left, and whether the round has ended."""

_Outcome = tuple[int, Reason]


class _Candidate:
    """A place in the ranking with what it asks for."""

    def __init__(self, place: Place, ask: Ask, policy: ResearchPolicy, pass_mark: Fraction | None) -> None:
        self.place = place
        self.proposal = place.proposal
        self.ask = ask
        self.limit = min(ask.amount, ask.ceiling, policy.case_cap)
        self.in_full: _Outcome = (self.limit, "granted" if self.limit == ask.amount else "ceiling")
        # The answers that are still possible.
        self.passes: tuple[bool, ...] = (True,)
        if pass_mark is not None and place.scored.most < pass_mark:
            self.passes = (False,)
        elif pass_mark is not None and place.scored.least < pass_mark:
            self.passes = (True, False)
        self.accepts_its_limit = ask.minimum is UNKNOWN or self.limit >= ask.minimum

    @property
    def surely_takes_part(self) -> bool:
        return self.passes == (True,) and self.accepts_its_limit

    def takes_the_rest(self, left: int) -> tuple[bool, ...]:
        if left == 0:
            return (False,)
        if self.ask.minimum is UNKNOWN:
            return (True, False)
        return (left >= self.ask.minimum,)

    def outcomes(self, state: _State, unfit: Unfit) -> Iterator[tuple[_Outcome, _State]]:
        """What it may get in a state of the round, and the state after it."""
        left, stopped = state
        for passes in self.passes:
            if not passes:
                yield (0, "pass_mark"), state
            elif not self.accepts_its_limit:
                yield (0, "minimum"), state
            elif stopped:
                yield (0, "stopped"), state
            elif self.limit <= left:
                yield self.in_full, (left - self.limit, False)
            elif unfit == "stop":
                yield (0, "unfit"), (left, True)
            elif unfit == "skip":
                yield (0, "unfit"), state
            else:
                for takes in self.takes_the_rest(left):
                    yield ((left, "rest"), (0, False)) if takes else ((0, "unfit"), state)


def _problems(
    budget: int, asks: Sequence[Ask], ranking: Ranking, unfit: str, pass_mark: object
) -> list[Problem]:
    found: list[Problem] = []
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
        found.append(Problem.at(["unfit"], "option", expected=expected, given=repr(unfit)))
    if pass_mark is not None and not _is_mark(pass_mark):
        found.append(Problem.at(["pass_mark"], "research.pass_mark", _PASS_MARK, given=repr(pass_mark)))
    return found


def _is_mark(value: object) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool) and 0 <= value <= FULL


def _blocks(candidates: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    """Runs of candidates of which each is surely above all of the later runs."""
    block: list[_Candidate] = []
    members: set[str] = set()
    for index, candidate in enumerate(candidates):
        block.append(candidate)
        members.add(candidate.proposal)
        if all(members <= later.place.above for later in candidates[index + 1 :]):
            yield block
            block, members = [], set()


def _all_fit(block: Sequence[_Candidate], states: frozenset[_State]) -> frozenset[_State] | None:
    """The states after a block that is granted in full in whatever order, or ``None``."""
    whole = sum(candidate.limit for candidate in block)
    if all(candidate.surely_takes_part for candidate in block) and all(
        not stopped and whole <= left for left, stopped in states
    ):
        return frozenset((left - whole, False) for left, _ in states)
    return None


def _followed(
    block: Sequence[_Candidate],
    states: frozenset[_State],
    unfit: Unfit,
    outcomes: dict[str, frozenset[_Outcome]],
) -> frozenset[_State]:
    """Every order of a block that is possible, through every state: fills ``outcomes``, gives the states after."""
    position = {candidate.proposal: index for index, candidate in enumerate(block)}
    needs = [
        sum(1 << position[name] for name in candidate.place.above if name in position) for candidate in block
    ]
    found: list[set[_Outcome]] = [set() for _ in block]
    layer: dict[int, set[_State]] = {0: set(states)}
    for _ in block:
        following: dict[int, set[_State]] = {}
        for taken, here in layer.items():
            for index, candidate in enumerate(block):
                if taken & (1 << index) or needs[index] & ~taken:
                    continue
                after = following.setdefault(taken | (1 << index), set())
                for state in here:
                    for outcome, then in candidate.outcomes(state, unfit):
                        found[index].add(outcome)
                        after.add(then)
        layer = following
    outcomes.update({candidate.proposal: frozenset(one) for candidate, one in zip(block, found, strict=True)})
    return frozenset(layer[(1 << len(block)) - 1])


def _bounded(
    rest: Sequence[_Candidate],
    states: frozenset[_State],
    unfit: Unfit,
    outcomes: dict[str, frozenset[_Outcome]],
) -> None:
    """What is sure of candidates whose orders are too many to follow; for the others, anything possible."""
    least, most = min(left for left, _ in states), max(left for left, _ in states)
    running = not any(stopped for _, stopped in states)
    ended = all(stopped for _, stopped in states)
    below = {
        candidate.proposal: {other.proposal for other in rest if candidate.proposal in other.place.above}
        for candidate in rest
    }
    for candidate in rest:
        possible: set[_Outcome] = set()
        before = sum(other.limit for other in rest if other.proposal not in below[candidate.proposal])
        if running and before <= least:
            possible |= {outcome for outcome, _ in candidate.outcomes((least, False), unfit)}
        else:
            possible |= {outcome for outcome, _ in candidate.outcomes((most, ended), unfit)}
            possible |= {outcome for outcome, _ in candidate.outcomes((0, not running), unfit)}
        outcomes[candidate.proposal] = frozenset(possible)


def _grant(candidate: _Candidate, possible: frozenset[_Outcome], unfit: Unfit, waiting: set[str]) -> Grant:
    amounts = {amount for amount, _ in possible}
    settled = len(amounts) == 1
    # Where nothing is granted in every order, though for different reasons, the first of these is told.
    told: frozenset[str] = frozenset(reason for _, reason in possible)
    reasons: list[Reason] = [one for one in _REASONS if one in told]
    return Grant(
        place=candidate.place,
        asked=candidate.ask.amount,
        limit=candidate.limit,
        amount=amounts.copy().pop() if settled else UNKNOWN,
        least=min(amounts),
        most=max(amounts),
        reason=reasons[0] if settled else "undetermined",
        waits_for=() if settled else _waits(candidate, unfit, waiting),
    )


def _waits(candidate: _Candidate, unfit: Unfit, waiting: set[str]) -> tuple[Wait, ...]:
    own: list[Wait] = []
    if len(candidate.passes) > 1:
        own.append("pass_mark")
    if unfit == "rest" and candidate.ask.minimum is UNKNOWN:
        own.append("minimum")
    if candidate.proposal in waiting and candidate.place.level:
        own.append("tie")
    if candidate.proposal in waiting and candidate.place.open:
        own.append("rank")
    return tuple(own) or ("others",)
