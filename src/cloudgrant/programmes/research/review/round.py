"""A round of granting: every order of the proposals that is still possible, and what each gets in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.ask import Ask
from cloudgrant.programmes.research.review.grant import Reason, Unfit
from cloudgrant.programmes.research.review.ranking import Place
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "FOLLOWED",
    "STATES",
    "Candidate",
    "Outcome",
    "State",
    "all_fit",
    "blocks",
    "bounded",
    "followed",
    "uncapped",
]

# A block of proposals whose order is open is followed through every order up to this many proposals, and this
# many states; beyond, bounds alone decide.
FOLLOWED = 10
STATES = 4096

State = tuple[int, bool]
"""What is left, and whether the round has ended."""

Outcome = tuple[int, Reason]


class Candidate:
    """A place in the ranking with what it asks for; ``limit`` is the most that it may get, as far as is known."""

    def __init__(self, place: Place, ask: Ask, policy: ResearchPolicy, pass_mark: Fraction | None) -> None:
        self.place = place
        self.proposal: str = place.proposal
        self.ask = ask
        self.limit: int = min(ask.amount, ask.ceiling)
        if policy.case_cap is not UNKNOWN:
            self.limit = min(self.limit, policy.case_cap)
        self.in_full: Outcome = (self.limit, "granted" if self.limit == ask.amount else "ceiling")
        # The answers that are still possible.
        self.passes: tuple[bool, ...] = (True,)
        if pass_mark is not None and place.scored.most < pass_mark:
            self.passes = (False,)
        elif pass_mark is not None and place.scored.least < pass_mark:
            self.passes = (True, False)
        self.accepts_its_limit: bool = ask.minimum is UNKNOWN or self.limit >= ask.minimum

    @property
    def surely_takes_part(self) -> bool:
        """Whether it surely reaches the pass mark and accepts the most that it may get."""
        return self.passes == (True,) and self.accepts_its_limit

    def takes_the_rest(self, left: int) -> tuple[bool, ...]:
        """Whether it accepts what is left, less than it may get: the answers that are still possible."""
        if left == 0:
            return (False,)
        if self.ask.minimum is UNKNOWN:
            return (True, False)
        return (left >= self.ask.minimum,)

    def outcomes(self, state: State, unfit: Unfit) -> Iterator[tuple[Outcome, State]]:
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


def blocks(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Runs of candidates of which each is surely above all of the later runs."""
    block: list[Candidate] = []
    members: set[str] = set()
    for index, candidate in enumerate(candidates):
        block.append(candidate)
        members.add(candidate.proposal)
        if all(members <= later.place.above for later in candidates[index + 1 :]):
            yield block
            block, members = [], set()


def all_fit(block: Sequence[Candidate], states: frozenset[State]) -> frozenset[State] | None:
    """The states after a block that is granted in full in whatever order, or ``None``."""
    whole = sum(candidate.limit for candidate in block)
    if all(candidate.surely_takes_part for candidate in block) and all(
        not stopped and whole <= left for left, stopped in states
    ):
        return frozenset((left - whole, False) for left, _ in states)
    return None


def followed(
    block: Sequence[Candidate],
    states: frozenset[State],
    unfit: Unfit,
    outcomes: dict[str, frozenset[Outcome]],
) -> frozenset[State]:
    """Every order of a block that is possible, through every state: fills ``outcomes``, gives the states after."""
    position = {candidate.proposal: index for index, candidate in enumerate(block)}
    needs = [
        sum(1 << position[name] for name in candidate.place.above if name in position) for candidate in block
    ]
    found: list[set[Outcome]] = [set() for _ in block]
    layer: dict[int, set[State]] = {0: set(states)}
    for _ in block:
        following: dict[int, set[State]] = {}
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


def uncapped(candidate: Candidate, budget: int) -> frozenset[Outcome]:
    """What one may get where the largest subsidy of a case is unknown: the least and the most of it."""
    if candidate.passes == (False,):
        return frozenset({(0, "pass_mark")})
    if not candidate.accepts_its_limit:
        return frozenset({(0, "minimum")})
    most = min(candidate.limit, budget)
    nothing: Outcome = (0, "granted" if candidate.ask.amount == 0 else "unfit")
    something: Outcome = (most, "granted")
    return frozenset({nothing, something} if most else {nothing})


def bounded(
    rest: Sequence[Candidate],
    states: frozenset[State],
    unfit: Unfit,
    outcomes: dict[str, frozenset[Outcome]],
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
        possible: set[Outcome] = set()
        before = sum(other.limit for other in rest if other.proposal not in below[candidate.proposal])
        if running and before <= least:
            possible |= {outcome for outcome, _ in candidate.outcomes((least, False), unfit)}
        else:
            possible |= {outcome for outcome, _ in candidate.outcomes((most, ended), unfit)}
            possible |= {outcome for outcome, _ in candidate.outcomes((0, not running), unfit)}
        outcomes[candidate.proposal] = frozenset(possible)
