"""Facts of security and services: read, as compiled and called they are what plain Python says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    DigitalService,
    FacetPlan,
    SecurityMark,
    SecurityPlan,
    SecuritySpend,
    ServiceLevel,
    listed_kinds,
)
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.testing.strategies import subjects
from cloudgrant.values.between import least_of, most_of, settled
from programmes.research.tables import MARKS, PLAN, POLICY, U, applied

MOST = 10**12


def known(*values: Any) -> Any:
    """True once all are stated."""
    return U if U in values else True


def both(*truths: Any) -> Any:
    return False if False in truths else U if U in truths else True


def either(*truths: Any) -> Any:
    return True if True in truths else U if U in truths else False


def evidenced(row: SecurityMark) -> Any:
    return True if row.mark == "not_applicable" else known(row.evidence)


def filled(row: SecurityMark) -> Any:
    return known(row.item, row.mark, row.reason if row.mark == "not_applicable" else row.evidence)


def checked(row: SecurityMark) -> Any:
    return known(row.item, row.check, row.reason if row.check == "not_applicable" else row.check)


def planned(part: FacetPlan) -> Any:
    return True if any(text is not U for text in (part.explanation, *part.measures.values())) else U


def in_figures(level: ServiceLevel) -> Any:
    return False if level.comparison == "in_words" else known(level.comparison, level.number, level.unit)


def measurable_target(level: ServiceLevel) -> Any:
    return either(in_figures(level), level.reviewer_accepts_target)


def measurable(level: ServiceLevel) -> Any:
    return both(known(level.indicator, level.method), measurable_target(level), level.objective)


TRUTHS: list[tuple[type[Any], str, Callable[[Any], Any]]] = [
    (SecurityMark, "evidenced", evidenced),
    (SecurityMark, "filled", filled),
    (SecurityMark, "checked", checked),
    (FacetPlan, "planned", planned),
    (ServiceLevel, "in_figures", in_figures),
    (ServiceLevel, "measurable_target", measurable_target),
    (ServiceLevel, "measurable", measurable),
]


@pytest.mark.parametrize(("cls", "name", "said"), TRUTHS, ids=lambda one: getattr(one, "__name__", one))
@settings(max_examples=150)
@given(st.data())
def test_a_truth_is_what_plain_python_says(cls: Any, name: str, said: Any, data: st.DataObject) -> None:
    record = data.draw(subjects(cls))
    assert agreeing(record, name) is said(record)


def agreeing(record: Any, name: str) -> Any:
    """What a derived fact comes to: read, as compiled, and called, which may know less."""
    body = body_of(type(record), name)
    assert body is not None  # nothing of it is hidden
    answer = read(body, Case(record, U))
    assert derived_value(record, name) == answer
    assert getattr(record, name) in (U, settled(answer))
    return answer


@pytest.mark.parametrize(("fact", "mark"), [("reasoned", "mark"), ("excused", "check")])
@pytest.mark.parametrize("reason", [U, "…"])
@pytest.mark.parametrize("marked", [U, *MARKS])
def test_a_reason_is_needed_where_it_does_not_apply(fact: str, mark: str, marked: Any, reason: Any) -> None:
    if reason is not U and marked is not U and marked != "not_applicable" and mark == "mark":
        return  # a stray reason is refused
    marks: dict[str, Any] = {mark: marked}
    row = SecurityMark(item="a", **marks, reason=reason)
    needed = {U: U, "not_applicable": U}.get(marked, True)
    assert agreeing(row, fact) is (True if reason is not U else needed)


LINES = st.lists(
    st.builds(
        SecuritySpend,
        amount=st.sampled_from((U, 0, 1, 7, 65, MOST)),
        domestic=st.sampled_from((U, True, False)),
    ),
    max_size=4,
)


@settings(max_examples=300)
@given(LINES)
def test_sums_of_the_spend_lie_between_what_each_line_may_be(lines: list[SecuritySpend]) -> None:
    plan = SecurityPlan(spend=tuple(lines))
    least = [0 if line.amount is U else line.amount for line in lines]
    most = [MOST if line.amount is U else line.amount for line in lines]
    whole = agreeing(plan, "security_spend")
    assert (least_of(whole), most_of(whole)) == (sum(least), sum(most))
    home = agreeing(plan, "domestic_security_spend")
    assert least_of(home) == sum(low for low, line in zip(least, lines, strict=True) if line.domestic is True)
    assert most_of(home) == sum(
        high for high, line in zip(most, lines, strict=True) if line.domestic is not False
    )


def test_of_a_spend_that_is_not_known_nothing_is_sure() -> None:
    for name in ("security_spend", "domestic_security_spend"):
        assert least_of(agreeing(SecurityPlan(), name)) == 0
        assert agreeing(SecurityPlan(spend=()), name) == 0


def test_one_amount_that_is_open_does_not_keep_a_share_from_being_kept_or_broken() -> None:
    kept = SecurityPlan(
        spend=(SecuritySpend(name="a", amount=350, domestic=True), _foreign("b", 650), _open("c", True))
    )
    assert applied("research.security.domestic-share", security=kept).result is cg.Result.MET
    broken = SecurityPlan(
        spend=(SecuritySpend(name="a", amount=1, domestic=True), _foreign("b", 2), _open("c", False))
    )
    assert applied("research.security.domestic-share", security=broken).result is cg.Result.NOT_MET


def _foreign(name: str, amount: int) -> SecuritySpend:
    return SecuritySpend(name=name, amount=amount, domestic=False)


def _open(name: str, domestic: bool) -> SecuritySpend:
    return SecuritySpend(name=name, domestic=domestic)


# Services.

KINDS: tuple[Any, ...] = ("quality", "energy", "pos", "crm", "payment", "other", U)
SERVICES = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from((True, False, U))), max_size=4)
DOMAINS: tuple[Any, ...] = ("manufacturing", "service", "micro", U)


def counts(service: DigitalService, domain: Any) -> Any:
    if domain == "service":
        return service.cloud
    return True if service.cloud is True or domain is not U else U


@settings(max_examples=300)
@given(SERVICES, st.sampled_from(DOMAINS))
def test_services_are_counted_as_plain_python_counts_them(drafted: Any, domain: Any) -> None:
    services = tuple(
        DigitalService(name=str(place), category=kind, cloud=cloud)
        for place, (kind, cloud) in enumerate(drafted)
    )
    one = cg.Proposal(domain=domain, services=services)
    some = [(service.category, counts(service, domain)) for service in services]
    some = [(kind, sure) for kind, sure in some if sure is not False]
    in_all = agreeing(one, "services_in_all")
    assert (least_of(in_all), most_of(in_all)) == (sum(sure is True for _, sure in some), len(some))
    other = agreeing(one, "other_services")
    assert least_of(other) == sum(kind == "other" and sure is True for kind, sure in some)
    assert most_of(other) == sum(kind in ("other", U) for kind, _ in some)
    counted, named = agreeing(one, "counted_services"), agreeing(one, "named_services")
    if all(kind is not U for kind, _ in some):
        sure_kinds = {kind for kind, sure in some if sure is True} - {"other"}
        kinds = {kind for kind, _ in some} - {"other"}
        assert least_of(counted) == len(sure_kinds) + least_of(other)
        assert most_of(counted) == len(kinds) + most_of(other)
        if domain is not U:
            listed: Any = listed_kinds(domain)
            assert (least_of(named), most_of(named)) == (len(sure_kinds & listed), len(kinds & listed))
    assert most_of(named) <= most_of(counted)


@settings(max_examples=200)
@given(st.lists(subjects(ServiceLevel), max_size=3, unique_by=lambda level: level.indicator))
def test_measurable_targets_are_counted(levels: list[ServiceLevel]) -> None:
    one = cg.Proposal(service_levels=tuple(levels))
    found = [measurable(level) for level in levels]
    number = agreeing(one, "measurable_targets")
    assert (least_of(number), most_of(number)) == (found.count(True), len(found) - found.count(False))


# The facets of a plan.


@settings(max_examples=200)
@given(st.lists(st.sampled_from(("there", "silent", "nameless", "absent")), min_size=3, max_size=3))
def test_a_facet_that_no_part_can_be_about_is_lacking(states: list[str]) -> None:
    assert PLAN.facets is not U
    parts = []
    for part, state in zip(PLAN.facets, [*states, "there", "there", "there"], strict=True):
        if state != "absent":
            facet = U if state == "nameless" else part.facet
            parts.append(FacetPlan(facet=facet, explanation=U if state == "silent" else "…"))
    expected = cg.Result.MET
    if any(state != "there" for state in states):
        nameless = states.count("nameless") > 0
        lacking = "absent" in states and not nameless
        expected = cg.Result.NOT_MET if lacking else cg.Result.UNDETERMINED
    assert applied("research.security.plan", security=SecurityPlan(facets=tuple(parts))).result is expected


def test_none_of_these_facts_hides_anything() -> None:
    for cls in (
        SecurityMark,
        FacetPlan,
        SecurityPlan,
        ServiceLevel,
        cg.SecuritySelfAssessment,
        DigitalService,
    ):
        for name, info in facts(cls).items():
            assert not info.reads, (cls, name)
            assert not info.derived or body_of(cls, name) is not None
    assert not [
        name for name in facts(type(POLICY)) if "security" in name and facts(type(POLICY))[name].derived
    ]
