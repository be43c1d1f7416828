"""What some records keep coherent in Python of their own (``incoherent``), said once more as formulas.

The tests of the translation hold it to what the records accept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import z3

from cloudgrant.programmes.research import Proposal, Tracking
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.derived import body_of
from readings.smt.records import Holder
from readings.smt.terms import alike
from readings.smt.trees import formula

__all__ = ["BY_HAND"]


def _of_a_proposal(proposal: Holder) -> Iterator[Any]:
    """Stated sums are those of the lines, a line's party proposes, no customer is larger than the largest."""
    for name in ("subsidy", "budget_total"):
        body = body_of(Proposal, name)
        assert isinstance(body, tree.Agreed)
        stated = next(way for way in body.ways if isinstance(way, tree.FactOf))
        summed = formula(body.ways[0], proposal, None)
        yield z3.Implies(proposal.told(stated.path[0]), summed == proposal.fact(stated.path[0]))
    members = proposal.fact("members")
    # Where nobody proposes, sums may be stated all the same.
    somebody = z3.Or([there for there, _ in members])
    for here, line in proposal.fact("lines"):
        party = line.fact("party")
        parties = [z3.And(there, party == one.fact("firm").fact("ubn")) for there, one in members]
        yield z3.Implies(z3.And(here, somebody), z3.Or(parties))
    yield proposal.fact("smallest_customer") <= proposal.fact("largest_customer")
    yield from _different([(here, one.fact("firm").fact("ubn")) for here, one in members])


def _of_a_tracking(tracking: Holder) -> Iterator[Any]:
    """Every firm that reports proposed, and no firm proposed twice."""
    members = tracking.fact("members")
    yield from _different(members)
    for here, firm in tracking.fact("firms"):
        yield z3.Implies(here, z3.Or([z3.And(there, firm.fact("ubn") == one) for there, one in members]))


def _different(items: list[tuple[Any, Any]]) -> Iterator[Any]:
    for at, (here, one) in enumerate(items):
        yield from (z3.Not(z3.And(here, alike(one, other))) for _, other in items[:at])


BY_HAND: Mapping[type[Any], Callable[[Holder], Iterator[Any]]] = {
    Proposal: _of_a_proposal,
    Tracking: _of_a_tracking,
}
"""By class, what holds of each of its records beyond what is declared."""
