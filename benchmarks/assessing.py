"""A full assessment — outcome, award and every rule's result — against plain ifs and zen-engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import attrs

import cloudgrant as cg
from cases import FILING, PUBLISHED, cases, typical
from peers import handwritten, zen_graph
from report import Line, microseconds
from timing import interleaved

__all__ = ["check", "lines"]


# Both sides are read alike: all that was decided, no texts.
def _read(decision: cg.Assessment[Any, Any] | handwritten.Decision) -> tuple[Any, ...]:
    return decision.outcome, decision.award, decision.results


def _assessed(firm: cg.Company) -> object:
    return _read(cg.points.assess(firm, on=FILING))


def _by_hand(firm: cg.Company) -> object:
    return _read(handwritten.decide(firm, PUBLISHED, FILING))


def _by_hand_unknowns(firm: cg.Company) -> object:
    return _read(handwritten.decide_unknowns(firm, PUBLISHED, FILING))


def _by_zen(decide: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any]], object]:
    def read(firm: dict[str, Any]) -> object:
        decision = decide(firm)
        return decision["outcome"], decision.get("award"), decision["results"]

    return read


def check() -> int:
    """Hold every peer to cloudgrant's answers on and around every limit; how many cases were compared."""
    compared = 0
    for policy, of_policy in groupby(cases(), key=lambda case: case.policy):
        by_zen = zen_graph.decider(policy)
        for case in of_policy:
            ours = _read(cg.points.assess(case.firm, policy=policy, on=case.on))
            _same(case, "hand-written", ours, _read(handwritten.decide(case.firm, policy, case.on)))
            theirs = by_zen(zen_graph.context(case.firm, case.on))
            results = {id_: cg.Result(theirs["results"][name]) for name, id_ in zen_graph.IDS.items()}
            _same(case, "zen-engine", ours, (cg.Outcome(theirs["outcome"]), theirs.get("award"), results))
            compared += 1
    for case in cases(unknowns=True):
        ours = _read(cg.points.assess(case.firm, policy=case.policy, on=case.on))
        theirs_ = _read(handwritten.decide_unknowns(case.firm, case.policy, case.on))
        _same(case, "hand-written, unknowns too", ours, theirs_)
        compared += 1
    return compared


def _same(case: object, peer: str, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise AssertionError(f"{peer} differs on {case}:\ncloudgrant {ours}\n{peer} {theirs}")


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them."""
    firms = typical()
    incomplete = [attrs.evolve(firm, factory=cg.UNKNOWN) for firm in firms]
    contexts = [zen_graph.context(firm, FILING) for firm in firms]
    timings = interleaved(
        {
            "ours": (_assessed, firms),
            "by hand": (_by_hand, firms),
            "by hand, unknowns too": (_by_hand_unknowns, firms),
            "zen": (_by_zen(zen_graph.decider(PUBLISHED)), contexts),
            "ours, incomplete": (_assessed, incomplete),
            "by hand, incomplete": (_by_hand_unknowns, incomplete),
        },
        rounds=40 if quick else 200,
        calls=600,
    )

    def line(what: str, peer: str, figure: str, target: str = "", met: bool | None = None) -> Line:
        ours = "ours, incomplete" if "incomplete" in peer else "ours"
        return Line(what, microseconds(timings.of(ours)), microseconds(timings.of(peer)), figure, target, met)

    by_hand = timings.ratio("ours", "by hand")
    yield line("assess : plain ifs", "by hand", f"{by_hand:.2f} ×", "at most 1.3 ×", by_hand <= 1.3)
    unknowns = timings.ratio("ours", "by hand, unknowns too")
    yield line("assess : plain ifs, for unknowns too", "by hand, unknowns too", f"{unknowns:.2f} ×")
    incomplete_ = timings.ratio("ours, incomplete", "by hand, incomplete")
    yield line("the same, a fact missing", "by hand, incomplete", f"{incomplete_:.2f} ×")
    faster = timings.ratio("zen", "ours")
    yield line("assess : zen-engine", "zen", f"{faster:.2f} × faster", "at least 4 × faster", faster >= 4)
