"""Conditions of stickiness: amounts of use in pint units, what each rate needs, what makes no sense."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import StickinessKPI, UsageAmount
from cloudgrant.programmes.research.adoption.recognition_basis import basis_stated
from cloudgrant.programmes.research.adoption.usage_units import UNITS, factor
from isolated import run
from programmes.research.contracts import LOGINS, LONG, RENEWAL

U = cg.UNKNOWN


# Amounts.


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (20, "login", ("20", "login")),
        ("0.50", "hour", ("0.5", "hour")),
        (Decimal("1.250"), "core*hour", ("1.25", "core * hour")),
        (Fraction(3, 8), "gigabyte", ("0.375", "gigabyte")),
        (3, "login/week", ("3", "login / week")),
        (100, "call / month", ("100", "call / month")),
        (0, "use", ("0", "use")),
    ],
)
def test_an_amount_holds_the_exact_number_and_the_units_text(
    number: Any, unit: str, expected: tuple[str, str]
) -> None:
    amount = UsageAmount.of(number, unit)
    assert (amount.amount, amount.unit) == expected
    assert amount.exact == Fraction(number)
    assert UsageAmount.of(amount.quantity) == amount
    assert cg.load(UsageAmount, cg.dump(amount)) == amount


def test_an_amount_from_a_quantity_of_the_callers_own_registry() -> None:
    theirs: Any = pint.UnitRegistry()
    assert str(UsageAmount.of(theirs.Quantity(20, "hour/week"))) == "20 hour / week"
    assert str(UsageAmount.of(theirs.Quantity(Decimal("1.5"), "gigabyte"))) == "1.5 gigabyte"
    with pytest.raises(cg.InvalidInput):
        UsageAmount.of(theirs.Quantity(1.5, "hour"))  # a float
    with pytest.raises(cg.InvalidInput):
        UsageAmount.of(theirs.Quantity(3, "meter"))


def test_each_quantity_is_a_fresh_one() -> None:
    amount = UsageAmount.of(2, "hour")
    theirs: Any = amount.quantity
    theirs.ito("minute")
    mine: Any = amount.quantity
    assert (theirs.magnitude, mine.magnitude, str(mine.units)) == (120, 2, "hour")
    assert type(mine.magnitude) is Fraction


@pytest.mark.parametrize(
    ("amount", "unit", "problems"),
    [
        ("1e3", "login", ["amount"]),
        ("-1", "login", ["amount"]),
        ("1/3", "login", ["amount"]),
        ("01", "login", ["amount"]),
        ("1.0123456789", "login", ["amount"]),
        ("", "login", ["amount"]),
        ("１", "login", ["amount"]),
        (20, "login", ["amount"]),
        (1.5, "login", ["amount"]),
        ("1", "logins", ["unit"]),
        ("1", "login / hour", ["unit"]),
        ("1", "login / week / day", ["unit"]),
        ("1", "month", ["unit"]),
        ("1", "TWD", ["unit"]),
        ("1", "core * core", ["unit"]),
        ("x", "y", ["amount", "unit"]),
    ],
)
def test_an_amount_that_is_none(amount: Any, unit: str, problems: list[str]) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        UsageAmount(amount=amount, unit=unit)
    assert [one.path.key for one in caught.value.problems] == problems
    for one in caught.value.problems:
        assert one.message("zh_Hant_TW") != one.message("en")


@pytest.mark.parametrize("number", [0.5, True, "x", Fraction(1, 3), -1, "1/0", 10**15])
def test_a_number_that_is_no_exact_decimal(number: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        UsageAmount.of(number, "login")


@given(st.decimals(0, 10**9, places=4), st.sampled_from(["hour", "gigabyte", "core * hour", "login / week"]))
def test_an_amount_loses_nothing_on_its_way_through_pint(number: Decimal, unit: str) -> None:
    amount = UsageAmount.of(number, unit)
    assert amount.exact == Fraction(number)
    assert UsageAmount.of(amount.quantity) == amount


@pytest.mark.parametrize(
    ("unit", "wanted", "expected"),
    [
        ("hour", "second", Fraction(3600)),
        ("second", "hour", Fraction(1, 3600)),
        ("gigabyte", "megabyte", Fraction(1000)),
        ("hour * core", "core * minute", Fraction(60)),
        ("login", "use", None),
        ("hour", "day", None),
        ("week", "day", Fraction(7)),
        ("month", "day", None),
        ("year", "quarter", Fraction(4)),
    ],
)
def test_units_convert_exactly_or_not_at_all(unit: str, wanted: str, expected: Fraction | None) -> None:
    assert factor(unit, wanted) == expected


def test_pint_is_loaded_only_when_a_quantity_or_another_unit_is_asked_for() -> None:
    code = """
import json, sys
from datetime import date
import cloudgrant as cg
from cloudgrant.programmes.research import Contract
from cloudgrant.programmes.research import measure
from cloudgrant.programmes.research import ROC_111
from cloudgrant.programmes.research import StickinessKPI
from cloudgrant.programmes.research import UsageAmount
from cloudgrant.programmes.research import UsageRecord
first, last = date(2022, 7, 1), date(2022, 12, 31)
kpi = StickinessKPI(rate="usage", target=cg.Share("1/2"), threshold=UsageAmount.of(12, "login"), within=6)
uses = [UsageRecord(customer="A", on=first, amount=UsageAmount.of(12, "login"))]
contracts = [Contract(customer="A", starts_on=first, ends_on=last, sme=True)]
found = measure(kpi, contracts, uses, first=first, last=last, policy=ROC_111.policy)
before = "pint" in sys.modules
kpi.threshold.quantity
print(json.dumps([found.reached, before, "pint" in sys.modules]))
"""
    assert run(code) == [True, False, True]


def test_the_registry_is_one() -> None:
    assert UNITS.registry is UNITS.registry


# Conditions.


@pytest.mark.parametrize("target", ["101%", "3/2", "1.01", "-1%"])
def test_a_target_above_all_is_refused(target: str) -> None:
    with pytest.raises(cg.InvalidInput):
        cg.Share(target)
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(StickinessKPI, {"rate": "renewal", "target": target})
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("target", "share")]
    drafted, _ = cg.draft(StickinessKPI, {"rate": "renewal", "target": target})
    assert (drafted.rate, drafted.target) == ("renewal", U)


def test_all_that_is_wrong_is_told_at_once() -> None:
    data = {
        "rate": "usage",
        "target": "150%",
        "threshold": {"amount": "1e3", "unit": "logins"},
        "within": 0,
        "term": 1201,
        "basis": ["hearsay"],
    }
    with pytest.raises(cg.InvalidInput) as caught:
        cg.load(StickinessKPI, data)
    found = [(one.path.key, one.code) for one in caught.value.problems]
    assert found == [
        ("target", "share"),
        ("threshold.amount", "type"),
        ("threshold.unit", "unit"),
        ("within", "too_small"),
        ("term", "too_large"),
        ("basis[0]", "option"),
    ]


@pytest.mark.parametrize(
    ("facts", "problems"),
    [
        ({"rate": "renewal", "threshold": UsageAmount.of(1, "use")}, ["threshold"]),
        ({"rate": "renewal", "within": 6, "term": 18}, ["within", "term"]),
        ({"rate": "usage", "term": 18, "shorter_because": "短期"}, ["term", "shorter_because"]),
        ({"rate": "usage", "early_end_counts": True}, ["early_end_counts"]),
        ({"rate": "long_contract", "within": 6}, ["within"]),
        ({"rate": "usage", "threshold": UsageAmount.of(0, "use")}, ["threshold.amount"]),
        ({"rate": "renewal", "target": cg.Share("0%")}, ["target"]),
        ({"rate": "renewal", "target": cg.Share("1/1000")}, []),
        ({"rate": "renewal", "target": U}, []),
        (
            {"rate": "long_contract", "shorter_explained": False, "shorter_because": "短"},
            ["shorter_explained"],
        ),
        ({"within": 6, "term": 18}, []),
    ],
)
def test_what_does_not_belong_together(facts: dict[str, Any], problems: list[str]) -> None:
    found: tuple[cg.Problem, ...] = ()
    try:
        StickinessKPI(**facts)
    except cg.InvalidInput as error:
        found = error.problems
    assert [one.path.key for one in found] == problems
    assert all("{" not in one.message("zh_Hant_TW") + one.message("en") for one in found)


def test_no_term_is_taken_for_granted() -> None:
    """The text's 18 months are a policy's number: a condition that states no term is asked for it."""
    assert cg.load(StickinessKPI, {"rate": "long_contract"}).term is U
    assert attrs.evolve(LONG, term=U).complete is U
    assert StickinessKPI().term is U


def test_whose_customers_count_unless_told() -> None:
    assert all(kpi.sme_only for kpi in (LOGINS, LONG, RENEWAL, StickinessKPI()))
    assert attrs.evolve(RENEWAL, sme_only=False).sme_only is False


@pytest.mark.parametrize(
    ("kpi", "needed"),
    [
        (LOGINS, ("rate", "target", "threshold", "within", "basis")),
        (RENEWAL, ("rate", "target", "basis")),
        (LONG, ("rate", "target", "term", "basis")),
    ],
)
def test_a_condition_is_complete_with_what_its_rate_needs(
    kpi: StickinessKPI, needed: tuple[str, ...]
) -> None:
    assert kpi.complete is True
    for name in needed:
        unknown: dict[str, Any] = {name: U}
        assert attrs.evolve(kpi, **unknown).complete is U, name
    assert attrs.evolve(kpi, basis=()).complete is False
    assert attrs.evolve(kpi, basis=("other",)).complete is U
    assert attrs.evolve(kpi, basis=("other",), basis_text="門市結帳").complete is True


@given(st.lists(st.sampled_from(["contract", "invoice", "usage_record", "other"]), max_size=3), st.booleans())
def test_a_basis_is_stated_once_learning_cannot_change_it(basis: list[Any], said: bool) -> None:
    answer = basis_stated(tuple(basis), "門市結帳" if said else U)
    completed = basis_stated(tuple(basis), "門市結帳")
    assert answer is U or answer is completed
    assert basis_stated(U, "門市結帳") is U


def test_only_a_long_contract_needs_an_explanation() -> None:
    assert [RENEWAL.explained, LOGINS.explained, LONG.explained] == [True, True, U]
    assert attrs.evolve(LONG, shorter_because="季節性服務").explained is True
    assert [attrs.evolve(LONG, shorter_explained=said).explained for said in (True, False)] == [True, False]
    assert StickinessKPI().explained is U


@pytest.mark.parametrize("kpi", [LOGINS, LONG, RENEWAL, StickinessKPI()])
def test_a_condition_is_dumped_loaded_and_hashed(kpi: StickinessKPI) -> None:
    assert cg.load(StickinessKPI, json.loads(json.dumps(cg.dump(kpi)))) == kpi
    assert len({kpi, attrs.evolve(kpi)}) == 1


def test_conditions_of_one_name_are_one_too_many() -> None:
    from cloudgrant.programmes.research import AdoptionPlan

    named = attrs.evolve(RENEWAL, name="續約")
    with pytest.raises(cg.InvalidInput) as caught:
        AdoptionPlan(kpis=(named, RENEWAL, RENEWAL, named))
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("kpis[name=續約]", "duplicate")]
