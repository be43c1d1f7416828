"""The points as a country package in code, for OpenFisca-Core and for PolicyEngine-Core, which came of it.

For firms whose facts are complete: a variable of theirs has a default, and nothing is unknown. Amounts are of
32 bits there (a float is exact to 2²⁴ only), so that capital ends at 2³¹ − 1: what is larger is no like work.
Words are members of an Enum of theirs. Facts are handed over as the arrays they take, made beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, Final

import numpy as np
import polars as pl

from peers.points_polars import RULES

__all__ = ["LIBRARIES", "Country"]

LIBRARIES: Final[Mapping[str, str]] = {
    "openfisca_core": "OpenFisca-Core",
    "policyengine_core": "PolicyEngine-Core",
}

_NUMBERS = ("paid_in_capital_ceiling", "regular_employee_ceiling", "repeat_year", "grant")
_DAYS = ("surely_open_from", "applications_until")
_INTS = ("paid_in_capital", "regular_employees", "points_last_used_in", "points_used_before_in")
_FACTORIES = ("registered", "exempt", "none")

_Formula = Callable[[Any, Any, Any], Any]


def _in_time(firms: Any, period: Any, parameters: Any) -> Any:
    points, day = parameters(period).points, period.start
    number = (day.year * 100 + day.month) * 100 + day.day
    return np.full(firms.count, points.surely_open_from <= number <= points.applications_until)


def _small_enough(firms: Any, period: Any, parameters: Any) -> Any:
    points = parameters(period).points
    capital, staff = firms("paid_in_capital", period), firms("regular_employees", period)
    return (capital <= points.paid_in_capital_ceiling) | (staff <= points.regular_employee_ceiling)


def _is_manufacturer(firms: Any, period: Any, parameters: Any) -> Any:
    return firms("manufacturer", period)


def _with_factory(firms: Any, period: Any, parameters: Any) -> Any:
    return np.asarray(firms("factory", period)) <= _FACTORIES.index("exempt")


def _not_a_repeat_user(firms: Any, period: Any, parameters: Any) -> Any:
    year = parameters(period).points.repeat_year
    last, before = firms("points_last_used_in", period), firms("points_used_before_in", period)
    return (last < year) | ((last > year) & (before < year))


_RULES: Mapping[str, _Formula] = {
    "in_time": _in_time,
    "small_enough": _small_enough,
    "is_manufacturer": _is_manufacturer,
    "with_factory": _with_factory,
    "not_a_repeat_user": _not_a_repeat_user,
}


def _eligible(firms: Any, period: Any, parameters: Any) -> Any:
    truths = [firms(f"{name}_holds", period) for name in _RULES]
    return np.logical_and.reduce(truths)


def _award(firms: Any, period: Any, parameters: Any) -> Any:
    return np.where(firms("eligible", period), parameters(period).points.grant, 0)


class Country:
    """One library with the rules as its variables and the policy's numbers as its parameters."""

    _enums: Any

    def __init__(self, library: str, policy: Any) -> None:
        def of(room: str) -> Any:
            return import_module(f"{library}.{room}")

        self._enums = of("indexed_enums" if library == "openfisca_core" else "enums")
        self._builder = of("simulations").SimulationBuilder
        self._firm = of("entities").build_entity("firm", "firms", "Firm", is_person=True)
        self._variable = of("variables").Variable
        self._day = of("periods").DateUnit.DAY if library == "openfisca_core" else of("periods").DAY
        self._system = of("taxbenefitsystems").TaxBenefitSystem([self._firm])
        self._system.parameters = of("parameters").ParameterNode("", data={"points": _parameters(policy)})
        self._factories = self._words("Factory", _FACTORIES)
        for name in _INTS:
            self._declare(name, int)
        self._declare("manufacturer", bool)
        self._declare("factory", self._enums.Enum, of=self._factories)
        results = self._words("Result", ("met", "not_met"))
        for name, formula in _RULES.items():
            self._declare(f"{name}_holds", bool, formula)
            self._declare(name, self._enums.Enum, self._word(f"{name}_holds", results), of=results)
        self._declare("eligible", bool, _eligible)
        outcomes = self._words("Outcome", ("eligible", "ineligible"))
        self._declare("outcome", self._enums.Enum, self._word("eligible", outcomes), of=outcomes)
        self._declare("award", int, _award)

    def arrays(self, firms: pl.DataFrame) -> Mapping[str, Any]:
        """The facts of firms as the library takes them."""
        codes = firms["factory"].cast(pl.Enum(_FACTORIES)).to_physical().to_numpy()
        numbers = {name: firms[name].cast(pl.Int32).to_numpy() for name in _INTS}
        return {
            **numbers,
            "manufacturer": firms["manufacturer"].to_numpy(),
            "factory": self._enums.EnumArray(codes.astype(self._enums.ENUM_ARRAY_DTYPE), self._factories),
        }

    def decide(self, facts: Mapping[str, Any], on: date) -> Mapping[str, Any]:
        """Outcome, award and every rule's result, as the library's own arrays."""
        simulation = self._builder().build_default_simulation(self._system, len(facts["manufacturer"]))
        for name, values in facts.items():
            simulation.set_input(name, on.isoformat(), values)
        variables = {"outcome": "outcome", "award": "award", **dict(zip(RULES, _RULES, strict=True))}
        return {name: simulation.calculate(one, on.isoformat()) for name, one in variables.items()}

    def in_words(self, decided: Mapping[str, Any]) -> pl.DataFrame:
        """What was decided, in words."""
        columns = {}
        for name, values in decided.items():
            if name == "award":
                columns[name] = pl.Series(np.asarray(values, np.int64))
            else:
                words = np.array([str(member.value) for member in values.possible_values])
                columns[name] = pl.Series(words[np.asarray(values)])
        return pl.DataFrame(columns)

    def _words(self, name: str, words: tuple[str, ...]) -> Any:
        return self._enums.Enum(name, {word: word for word in words})

    def _word(self, variable: str, words: Any) -> _Formula:
        def formula(firms: Any, period: Any, parameters: Any) -> Any:
            fails = ~firms(variable, period)
            return self._enums.EnumArray(fails.astype(self._enums.ENUM_ARRAY_DTYPE), words)

        return formula

    def _declare(self, name: str, kind: Any, formula: _Formula | None = None, of: Any = None) -> None:
        told: dict[str, Any] = {
            "value_type": kind,
            "entity": self._firm,
            "definition_period": self._day,
            "label": name,
        }
        if of is not None:
            told |= {"possible_values": of, "default_value": next(iter(of))}
        if formula is not None:
            told["formula"] = formula
        self._system.add_variable(type(name, (self._variable,), told))


def _parameters(policy: Any) -> dict[str, Any]:
    """The numbers of the policy, days as numbers of eight digits, as of always."""
    numbers = {name: getattr(policy, name) for name in _NUMBERS}
    numbers |= {name: int(getattr(policy, name).strftime("%Y%m%d")) for name in _DAYS}
    return {name: {"values": {"1900-01-01": {"value": value}}} for name, value in numbers.items()}
