"""What proofs assume of a record is what the library keeps coherent: no more, and no less."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
import z3

import cloudgrant as cg
from cloudgrant.programmes.points import Claim
from cloudgrant.programmes.research import FirmTracking, MarketplaceListing, Member, Tracking
from cloudgrant.programmes.research.budget.line import BudgetLine
from cloudgrant.rules import UNKNOWN, FactInfo
from cloudgrant.rules.records.compiled_coherence import coherence_of
from readings.smt import coherence
from readings.smt.by_hand import BY_HAND
from readings.smt.coherence import coherent
from readings.smt.records import Given, Holder
from readings.smt.terms import alike, constant
from readings.smt.told import told_by

DAYS = (date(2020, 12, 31), date(2021, 1, 1), date(2022, 5, 2), date(2022, 5, 3))
CLASSES = [cg.Company, cg.Order, cg.CloudSolution, Claim, FirmTracking, MarketplaceListing]


class Assumed:
    """What is assumed of the records of a class."""

    def __init__(self, cls: type[Any]) -> None:
        self.given, self.solver = Given(), z3.SimpleSolver()
        holder = Holder(cls, self.given, met=coherent)
        if cls in BY_HAND:
            self.given.assume(True, *BY_HAND[cls](holder))
        self.solver.add(*self.given.assumed)

    def away(self, subject: Any) -> bool:
        """Whether that leaves no room for a subject."""
        known = told_by(self.given, subject, None, UNKNOWN).items()
        self.solver.push()
        self.solver.add(*(alike(self.given.variables[name], constant(value)) for name, value in known))
        answer = self.solver.check()
        self.solver.pop()
        return bool(answer == z3.unsat)


def a_value(random: Random, info: FactInfo) -> Any:
    match info.type:
        case "bool":
            return random.choice((True, False))
        case "date":
            return random.choice(DAYS)
        case "text":
            return random.choice([option for option, _ in info.options] or ["a", "b"])
        case _:
            least = info.least if info.least is not None else -1
            return max(least, random.choice((0, 1, 2, 2020, 2021)))


def refused(cls: type[Any], values: dict[str, Any]) -> bool | None:
    """Whether these values contradict one another; nothing where one of them is none by itself."""
    try:
        cls(**values)
    except cg.InvalidInput as error:
        codes = {problem.code for problem in error.problems}
        return None if codes & {"too_small", "too_large", "type", "option", "year"} else True
    return False


def differences(cls: type[Any]) -> list[dict[str, Any]]:
    random, found, assumed = Random(cls.__name__), [], Assumed(cls)
    for declaration in coherence_of(cls).declarations:
        names = [name for name in declaration.names if "." not in name]
        answers = set()
        for _ in range(12):
            values = {name: a_value(random, cg.facts(cls)[name]) for name in names}
            answer = refused(cls, values)
            if answer is not None:
                answers.add(answer)
                if answer != assumed.away(_unchecked(cls, values)):
                    found.append(values)
        assert answers, declaration
    return found


def _unchecked(cls: type[Any], values: dict[str, Any]) -> Any:
    """An object that no constructor has looked at."""
    made = cls()
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


@pytest.mark.parametrize("cls", CLASSES)
def test_what_a_class_declares_is_what_is_assumed(cls: type[Any]) -> None:
    assert differences(cls) == []


@pytest.mark.parametrize(
    ("name", "mistaken"),
    [
        ("_said", lambda declaration, values, told, record: []),
        ("_passes", lambda value, test: z3.BoolVal(True)),
        ("need_not_be_told", lambda cls: frozenset()),
    ],
)
def test_a_mistaken_assumption_is_found_out(
    name: str, mistaken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coherence, name, mistaken)
    assert differences(cg.Company) != []


LINE = BudgetLine(party="12345675", year=2022, source="subsidy", amount=3)


def test_what_records_keep_coherent_by_themselves_is_assumed_too() -> None:
    lead = Member(role="lead", firm=cg.Company(ubn="12345675"))
    sound: dict[str, Any] = {
        "members": (lead,),
        "lines": (LINE,),
        "stated_subsidy": 3,
        "smallest_customer": 2,
    }
    assumed = Assumed(cg.Proposal)
    assert not assumed.away(cg.Proposal(**sound))
    for changes in (
        {"stated_subsidy": 4},
        {"stated_total": 4},
        {"largest_customer": 1},
        {"members": (Member(role="lead", firm=cg.Company(ubn="00501508")),)},
        {"members": (lead, lead)},
        {"ends_on": date(2021, 12, 31)},
    ):
        assert refused(cg.Proposal, {**sound, **changes})
        assert assumed.away(_unchecked(cg.Proposal, {**sound, **changes}))
    firm = FirmTracking(ubn="12345675")
    assumed = Assumed(Tracking)
    assert not assumed.away(Tracking(members=("12345675",), firms=(firm,)))
    for values in ({"members": ("12345675",) * 2}, {"members": ("00501508",), "firms": (firm,)}):
        assert refused(Tracking, values)
        assert assumed.away(_unchecked(Tracking, values))
