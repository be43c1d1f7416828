"""What a firm can undo: eligible cases made ineligible by changes that the firm itself may take back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.rules.explaining.nearest import firm_may_change
from laws.partial import Case, Place, Spot, shape
from laws.seeds import PROGRAMMES, seeds
from laws.values import Values

__all__ = ["MENDABLE", "Broken", "Mended", "mended"]

_TRIES = 400


@attrs.frozen
class Broken:
    """An ineligible case, the eligible one that it was made of, and the facts in which they differ."""

    good: Case
    case: Case
    places: tuple[Place, ...]


@attrs.define
class Mended:
    """What came of broken cases: how many had remedies, and what was wrong with which."""

    tried: int = 0
    without: list[Broken] = attrs.field(factory=list)
    useless: list[Broken] = attrs.field(factory=list)
    given_up: int = 0
    changes: Counter[int] = attrs.field(factory=Counter)
    """How many rules were broken at once."""

    def told(self) -> str:
        """What had no remedy, by the kinds of facts."""
        kinds = Counter(", ".join(sorted({shape(place) for place in one.places})) for one in self.without)
        return "\n".join(f"{times} times: {kind}" for kind, times in kinds.most_common())


def _eligible(programme: str, stage: str) -> list[Case]:
    judged: Any = PROGRAMMES[programme]
    return [
        case
        for case in seeds(programme, stage)
        if judged.assess(case.subject, on=case.on, policy=case.policy, stage=stage).outcome
        is cg.Outcome.ELIGIBLE
    ]


def _breakable(case: Case) -> list[Spot]:
    """The facts that the firm may change, those of items of lists included."""
    return [
        spot
        for spot in case.spots()
        if spot.info.change != "never"
        and spot.place[0] not in ("on", "policy")
        and spot.value is not cg.UNKNOWN
    ]


MENDABLE = (
    ("research", "application"),
    ("listing", "application"),
    ("points", "application"),
    ("points", "purchase"),
    ("points", "claim"),
    ("coaching", "application"),
    ("coaching", "closing"),
)
"""The stages in which a firm can break a rule, and mend it again; elsewhere its facts are as they are."""


def broken(programme: str, stage: str, size: int) -> Iterator[Broken]:
    """So many cases, always the same, that some change of the facts that a firm may change mends."""
    good = _eligible(programme, stage)
    judged: Any = PROGRAMMES[programme]
    found = 0
    for number in range(size * _TRIES):
        rng = Random(f"mending/{programme}/{stage}/{number}")
        case = rng.choice(good)
        one = _broken(case, rng)
        if one is None:
            continue
        decision = judged.assess(one.case.subject, on=case.on, policy=case.policy, stage=stage)
        open_ = any(one.result is cg.Result.UNDETERMINED for one in decision.findings)
        if decision.outcome is cg.Outcome.INELIGIBLE and not open_:  # what is open is asked, not mended
            yield one
            found += 1
            if found == size:
                return


def _broken(case: Case, rng: Random) -> Broken | None:
    spots = _breakable(case)
    values = Values(case, rng)
    changes: dict[Place, Any] = {}
    for spot in rng.sample(spots, min(len(spots), rng.choice((1, 2, 3, 5, 8, 13)))):
        new = values.other(spot.info, spot.value)
        if new is not cg.UNKNOWN and firm_may_change(spot.info, new, spot.value, case.on):
            changes[spot.place] = new
    changed = case.put(changes) if changes else None
    return None if changed is None else Broken(case, changed, tuple(changes))


def mended(programme: str, stage: str, size: int) -> Mended:
    """The remedies of so many broken cases, each tried."""
    tally = Mended()
    for one in broken(programme, stage, size):
        tally.tried += 1
        judged: Any = PROGRAMMES[programme]
        case = one.case
        decision = judged.assess(case.subject, on=case.on, policy=case.policy, stage=stage)
        tally.changes[sum(finding.result is cg.Result.NOT_MET for finding in decision.findings)] += 1
        if not decision.remedies:
            tally.without.append(one)
            tally.given_up += not decision.remedies_complete
        for remedy in decision.remedies:
            again = judged.assess(remedy.apply(case.subject), on=case.on, policy=case.policy, stage=stage)
            if again.outcome is not cg.Outcome.ELIGIBLE:
                tally.useless.append(one)
    return tally
