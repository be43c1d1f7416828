"""What the plan and the acceptance work out for themselves: read and compiled alike, never called otherwise.

What is learnt overturns nothing: truths stay, and numbers stay within their bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    Acceptance,
    AdoptionPlan,
    Contract,
    MeasuredRate,
    StickinessKPI,
)
from cloudgrant.programmes.research.adoption.stickiness_kpi import asked_for, same_condition
from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.values.between import least_of, most_of, settled
from programmes.research.contracts import LONG, RENEWAL
from programmes.research.test_adoption import ACCEPTED, DAY, OWN, STICKINESS, rate

U = cg.UNKNOWN
OPAQUE = {(MeasuredRate, "reached")}
RECORDS = (StickinessKPI, AdoptionPlan, MeasuredRate, Acceptance, Contract)


def test_all_but_what_a_rate_comes_to_is_said_in_trees() -> None:
    derived = {(cls, name) for cls in RECORDS for name, info in cg.facts(cls).items() if info.derived}
    assert {one for one in derived if body_of(*one) is None} == OPAQUE
    for cls, name in derived:
        info = cg.facts(cls)[name]
        assert (info.opaque, bool(info.reads)) == ((1, True) if (cls, name) in OPAQUE else (None, False))


maybe = st.sampled_from([True, False, U])
long = st.fixed_dictionaries(
    {},
    optional={
        "term": st.sampled_from([17, 18]),
        "shorter_explained": st.booleans(),
        "rate": st.just("long_contract"),
    },
)
usage = st.fixed_dictionaries(
    {"rate": st.just("usage")},
    optional={
        "threshold": st.sampled_from([UsageAmount.of(3, "login"), UsageAmount.of(4, "login")]),
        "within": st.integers(1, 2),
    },
)
renewal = st.just({"rate": "renewal"})
of_any_rate = st.fixed_dictionaries(
    {"sme_only": st.just(True)},
    optional={
        "target": st.sampled_from([cg.Share("1/2"), cg.Share("1/3")]),
        "basis": st.sampled_from([("contract",), ("other",), (), ("other", "invoice")]),
        "basis_text": st.just("門市結帳紀錄"),
        "reviewer_accepts": st.booleans(),
    },
)
conditions = st.builds(
    lambda own, shared: StickinessKPI(**own, **shared), st.one_of(long, usage, renewal), of_any_rate
)
plans = st.builds(
    lambda kpis, basis, text: AdoptionPlan(kpis=kpis, basis=basis, basis_text=text),
    st.one_of(st.just(U), st.lists(conditions, max_size=3).map(tuple)),
    st.sampled_from([U, (), ("other",), ("contract", "other")]),
    st.sampled_from([U, "門市結帳紀錄"]),
)


def measured_of(kpi: StickinessKPI, hits: int, undecided: int) -> MeasuredRate:
    return attrs.evolve(rate(hits, 4, undecided), kpi=kpi)


@st.composite
def acceptances(draw: st.DrawFn) -> Acceptance:
    """A plan, and what was measured of its conditions; perhaps without a word of the consent."""
    plan = draw(plans)
    planned = () if plan.kpis is U else plan.kpis
    if not planned:
        return Acceptance(adoption=plan, measured=() if draw(st.booleans()) else U)
    copies = draw(st.lists(st.sampled_from(planned), max_size=3))
    return Acceptance(
        adoption=plan,
        measured=tuple(
            measured_of(
                attrs.evolve(kpi, reviewer_accepts=U) if draw(st.booleans()) else kpi,
                draw(st.integers(0, 2)),
                draw(st.integers(0, 2)),
            )
            for kpi in copies
        ),
    )


def records_in(record: Any) -> Iterator[Any]:
    """A record, and each inside it of which facts are derived here."""
    if isinstance(record, RECORDS):
        yield record
    for name, info in cg.facts(type(record)).items():
        value = U if info.derived else getattr(record, name)
        for one in value if isinstance(value, tuple) else [value]:
            if attrs.has(type(one)):
                yield from records_in(one)


def came_to(record: Any) -> dict[str, Any]:
    """Every derived fact of a record as its tree has it, with what is sure of numbers."""
    names = [name for name, info in cg.facts(type(record)).items() if info.derived]
    return {
        name: read(body, Case(record, U))
        if (body := body_of(type(record), name)) is not None
        else getattr(record, name)
        for name in names
    }


@given(st.one_of(plans, acceptances()))
@example(Acceptance())
@example(AdoptionPlan(kpis=(LONG, LONG)))
def test_called_never_contradicts_read_and_compiled_is_read(record: Any) -> None:
    for one in records_in(record):
        for name, known in came_to(one).items():
            assert derived_value(one, name) == known, name
            assert getattr(one, name) in (U, settled(known)), name


def filled(record: Any, **known: Any) -> Any:
    """The record with what of this it did not say."""
    return attrs.evolve(
        record, **{name: value for name, value in known.items() if getattr(record, name) is U}
    )


def completed(kpi: StickinessKPI, data: st.DataObject) -> StickinessKPI:
    """One of the complete conditions that this one may turn out to be."""

    def one_of(*options: Any) -> Any:
        return data.draw(st.sampled_from(options))

    stated = kpi.term is not U or kpi.shorter_explained is not U
    whole: StickinessKPI = filled(
        kpi,
        rate="long_contract" if stated else one_of("renewal", "usage", "long_contract"),
        target=cg.Share(one_of("1/2", "1/3")),
        basis=one_of(("contract",), (), ("other",)),
        basis_text="門市結帳紀錄",
        reviewer_accepts=one_of(True, False),
    )
    if whole.rate == "usage":
        whole = filled(whole, threshold=UsageAmount.of(one_of(3, 4), "login"), within=one_of(1, 2))
    elif whole.rate == "long_contract":
        whole = filled(whole, term=one_of(17, 18), shorter_explained=one_of(True, False))
    return whole


def may_be(kpi: StickinessKPI, whole: StickinessKPI) -> bool:
    """Whether a condition may turn out to be this one: what it states stays as it is."""
    stated = [name for name, info in cg.facts(StickinessKPI).items() if not info.derived]
    return all(getattr(kpi, name) in (U, getattr(whole, name)) for name in stated)


def same_or_within(before: Any, after: Any) -> bool:
    if before is U:
        return True
    if isinstance(before, int) or before == after:
        return bool(before == after)
    return bool(least_of(before) <= least_of(after) and most_of(after) <= most_of(before))


def overturned(before: Any, after: Any) -> list[str]:
    learnt = came_to(after)
    return [name for name, known in came_to(before).items() if not same_or_within(known, learnt[name])]


@given(plans, st.data())
def test_learning_about_a_plan_overturns_no_fact(plan: AdoptionPlan, data: st.DataObject) -> None:
    kpis = data.draw(st.lists(conditions, max_size=2)) if plan.kpis is U else plan.kpis
    known = tuple(completed(kpi, data) for kpi in kpis)
    after = filled(plan, basis=("other",), basis_text="門市結帳紀錄")
    after = attrs.evolve(after, kpis=known)
    assert overturned(plan, after) == []
    assert settled(came_to(after)["conditions_set"]) == sum(bool(kpi.basis) for kpi in known)
    for before, learnt in zip(kpis, known, strict=True):
        assert overturned(before, learnt) == []
        assert U not in came_to(learnt).values()


@given(acceptances(), st.integers(1, 3), st.data())
def test_learning_about_an_acceptance_overturns_no_fact_and_no_finding(
    acceptance: Acceptance, floor: int, data: st.DataObject
) -> None:
    planned: Any = acceptance.adoption.kpis
    measured: Any = acceptance.measured
    kpis: Sequence[Any] = () if planned is U else planned
    known = {kpi: completed(kpi, data) for kpi in kpis}
    after = attrs.evolve(
        acceptance,
        adoption=attrs.evolve(acceptance.adoption, kpis=tuple(known[kpi] for kpi in kpis)),
        measured=tuple(
            measured_of(
                next(known[kpi] for kpi in kpis if may_be(one.kpi, known[kpi])),
                one.numerator + data.draw(st.integers(0, one.undecided)),
                0,
            )
            for one in (() if measured is U else measured)
        ),
    )
    assert overturned(acceptance, after) == []
    policy = attrs.evolve(ROC_111.policy, stickiness_kpis_floor=floor)
    judged = [OWN.assess(one, on=ACCEPTED, stage="acceptance", policy=policy) for one in (acceptance, after)]
    for part in (f"{STICKINESS}/reached", f"{STICKINESS}/consent"):
        assert judged[1].results[part] is not cg.Result.UNDETERMINED
        assert judged[0].results[part] in (cg.Result.UNDETERMINED, judged[1].results[part])
    # What is complete says the same in plain words.
    measured = after.measured
    reached = {one.kpi.condition for one in measured if one.reached is True}
    assert (judged[1].results[f"{STICKINESS}/reached"] is cg.Result.MET) is (len(reached) >= floor)


def test_two_that_are_measured_are_no_three() -> None:
    policy = attrs.evolve(ROC_111.policy, stickiness_kpis_floor=3)
    two = Acceptance(measured=(rate(1, 2), rate(0, 2, 2, target=cg.Share("1/3"))))
    result = OWN.assess(two, on=ACCEPTED, stage="acceptance", policy=policy).results[f"{STICKINESS}/reached"]
    assert result is cg.Result.NOT_MET


def test_what_states_a_term_is_a_long_contract() -> None:
    said = StickinessKPI(term=12, shorter_explained=False)
    assert (said.is_long_contract, said.explained, StickinessKPI().is_long_contract) == (True, False, U)
    decision = OWN.assess(cg.Proposal(adoption=AdoptionPlan(kpis=(said,))), on=DAY)
    assert decision.results[f"{STICKINESS}/shorter-term"] is cg.Result.NOT_MET


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (RENEWAL, attrs.evolve(RENEWAL, name="再量測", basis=("invoice",)), True),
        (RENEWAL, LONG, False),
        (RENEWAL, attrs.evolve(RENEWAL, target=U), U),
        (RENEWAL, attrs.evolve(RENEWAL, target=cg.Share("1/3")), False),
        (RENEWAL, attrs.evolve(RENEWAL, sme_only=False), False),
        (LONG, attrs.evolve(LONG, term=12), False),
        (LONG, attrs.evolve(LONG, term=U), U),
    ],
)
def test_conditions_are_told_apart_by_what_they_ask_for(
    one: StickinessKPI, other: StickinessKPI, same: cg.Truth
) -> None:
    assert (same_condition(one, other), same_condition(other, one)) == (same, same)
    assert (asked_for(one) == asked_for(other)) is (same is True)
