"""What a stage of a programme asks, as formulas: of any subject, whatever the numbers left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import z3

from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.outcome import applies_of, clear_of
from cloudgrant.rules.writing.rewriting import lifted
from readings.smt.by_hand import BY_HAND
from readings.smt.coherence import coherent
from readings.smt.records import Given, Holder, Known
from readings.smt.terms import variable
from readings.smt.trees import formula

__all__ = ["Asked", "Judged"]


@attrs.frozen
class Asked:
    """A rule: whether it stands in nobody's way (it holds, or does not apply), and whether it applies."""

    clear: Any
    applies: Any
    required: bool


class Judged:
    """Any subject of a stage, and what each of its rules asks.

    Numbers of the policy may be ``open``: any. Lists have at ``most`` so many items, or as in ``most_of``.
    """

    def __init__(
        self,
        programme: Programme[Any, Any],
        stage: Any,
        policy: Any,
        *,
        open: Iterable[str] = (),
        most: int = 3,
        most_of: Mapping[str, int] | None = None,
    ) -> None:
        self.programme = programme
        self.given = Given(most, most_of or {})
        self.subject = Holder(programme.subjects[stage], self.given, met=coherent)
        if self.subject.cls in BY_HAND:
            self.given.assume(True, *BY_HAND[self.subject.cls](self.subject))
        self.policy = Known(policy, self.given, "policy", frozenset(open))
        self.rules: dict[str, Asked] = {}
        for traced in programme.traced_at(stage):
            self.rules[traced.rule.id] = self.asked(traced)

    def asked(self, traced: TracedRule) -> Asked:
        """A rule of the stage, or one in its place."""
        clear = z3.Not(self._some(traced, tree.Not(clear_of(traced))))
        return Asked(clear, self._some(traced, applies_of(traced)), traced.rule.force == "required")

    def _some(self, traced: TracedRule, node: tree.Node) -> Any:
        """What a rule says; of one about each item of a list, of some item."""
        if not traced.over:
            return self.of(node)
        items = tree.FactOf((traced.over,), facts(self.subject.cls)[traced.over])
        return self.of(tree.Some(items, lifted(node), 1))

    def of(self, node: tree.Node) -> Any:
        """What a tree comes to."""
        return formula(node, self.subject, self.policy)

    @property
    def assumed(self) -> list[Any]:
        """What the subject's declarations see to."""
        return self.given.assumed

    @property
    def eligible(self) -> Any:
        """Every required rule is clear, and some of them applies."""
        required = [one for one in self.rules.values() if one.required]
        return z3.And(*(one.clear for one in required), z3.Or([one.applies for one in required]))

    def contrary(self, opposed: Iterable[str]) -> dict[str, Asked]:
        """The rules, of which some say the contrary: of everything, or of each item, that they apply to."""
        found = dict(self.rules)
        for id in opposed:
            traced = self.programme.traced(id)
            other = TracedRule(traced.rule, tree.Not(traced.holds), traced.applies, traced.over)
            found[id] = self.asked(other)
        return found

    def variable(self, name: str) -> Any:
        """The variable of a fact by its place, as ``lines[0].amount``; ``lines.#`` is how many there are."""
        return self.given.variables[name]

    def changed(self, expression: Any, instead: Mapping[str, Any]) -> Any:
        """The same of a second subject, which differs in these facts from the first."""
        pairs = [(self.variable(name), value) for name, value in instead.items()]
        return z3.substitute(expression, *pairs)

    def other(self, name: str) -> Any:
        """Another value of a fact."""
        return variable("bool" if z3.is_bool(self.variable(name)) else "int", f"{name}'")
