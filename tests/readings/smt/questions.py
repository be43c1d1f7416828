"""What can be asked of the rules of a stage together: of one solver that knows all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import z3

from readings.smt.stages import Asked, Judged
from readings.smt.terms import MOST_STEPS

__all__ = ["Questions"]


class Questions:
    """Asks whether there is a subject of which some rules are met and others are not.

    ``instead`` are rules in the place of some of the stage: another reading, which is to be found out.
    """

    def __init__(self, judged: Judged, instead: Mapping[str, Asked] | None = None) -> None:
        rules = {**judged.rules, **(instead or {})}
        self._solver = z3.SimpleSolver()
        self._solver.add(*judged.assumed, *judged.given.tables)
        self._clear = {id: self._named(f"clear {id}", one.clear) for id, one in rules.items()}
        self._applies = {id: self._named(f"applies {id}", one.applies) for id, one in rules.items()}
        self._required = {id for id, one in rules.items() if one.required}
        self._solver.add(z3.Or([self._applies[id] for id in self._required]))

    def _named(self, name: str, truth: Any) -> Any:
        found = z3.Bool(name)
        self._solver.add(found == truth)
        return found

    def may_be(self, *wanted: Any) -> bool:
        """Whether there is such a subject."""
        self._solver.set("rlimit", MOST_STEPS)
        answer = self._solver.check(*wanted)
        assert answer != z3.unknown, self._solver.reason_unknown()
        return bool(answer == z3.sat)

    def _all(self, but: Iterable[str] = ()) -> list[Any]:
        return [self._clear[id] for id in self._required.difference(but)]

    def all_met(self) -> bool:
        """Whether a subject can meet every required rule."""
        return self.may_be(*self._all())

    def met(self, rule: str) -> bool:
        """Whether a rule can apply and be met, with every required one."""
        return self.may_be(*self._all(), self._applies[rule], self._clear[rule])

    def fails_alone(self, rule: str) -> bool:
        """Whether a rule can fail where every other that is required is met."""
        return self.may_be(*self._all(but=(rule,)), z3.Not(self._clear[rule]))

    def follows(self, rule: str, *from_: str) -> bool:
        """Whether a rule is met wherever these are."""
        return not self.may_be(*(self._clear[id] for id in from_), z3.Not(self._clear[rule]))
