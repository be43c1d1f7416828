"""Domains: which services count, how many there are for sure, and what the reviewers decide."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import DigitalService, listed_kinds
from cloudgrant.programmes.research.service.digital_service import GROUPS
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.values.between import least_of, most_of
from cloudgrant.values.unknown import UNKNOWN
from programmes.research.budgets import DAY, MET, NOT_MET, OFF, OPEN, result

U = UNKNOWN
DOMAINS: tuple[Any, ...] = ("manufacturing", "service", "micro")
RULES = {
    "manufacturing": "research.domain.manufacturing",
    "service": "research.domain.service",
    "micro": "research.domain.micro/services",
}


def of(*kinds: Any, cloud: Any = True) -> tuple[DigitalService, ...]:
    """A service of each kind, named by its place."""
    return tuple(
        DigitalService(name=f"服務{place}", category=kind, cloud=cloud) for place, kind in enumerate(kinds)
    )


def proposal(domain: Any, services: Any, **more: Any) -> cg.Proposal:
    return cg.Proposal(domain=domain, services=services, **more)


# The library's data.


def test_every_kind_but_other_stands_in_a_group_and_has_labels() -> None:
    kinds = [kind for kind, _ in cg.facts(DigitalService)["category"].options]
    grouped = {kind for group in GROUPS for kind in group.kinds}
    assert grouped == set(kinds) - {"other"}
    for group in GROUPS:
        assert group.clause in cg.research.clauses
        assert {"zh", "en"} <= set(group.name)
    for _, label in cg.facts(DigitalService)["category"].options:
        assert {"zh", "en"} <= set(label)


def test_the_kinds_named_for_each_domain() -> None:
    assert [len(listed_kinds(domain)) for domain in DOMAINS] == [8, 11, 5]
    assert listed_kinds("service") & listed_kinds("micro") == {"payment", "logistics"}
    assert not listed_kinds("manufacturing") & (listed_kinds("service") | listed_kinds("micro"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name["en"])
def test_the_groups_stand_in_the_briefing(group: Any) -> None:
    source = cg.research.clauses[group.clause].source
    if source:  # the clause quotes it
        assert group.name["zh"] in source


# How many there are.


@pytest.mark.parametrize(
    ("domain", "services", "expected"),
    [
        ("manufacturing", (), NOT_MET),
        ("manufacturing", of("quality"), NOT_MET),
        ("manufacturing", of("quality", "energy"), MET),
        ("manufacturing", of("quality", "energy", "scheduling"), MET),
        ("manufacturing", U, OPEN),
        ("manufacturing", of("quality", "quality"), NOT_MET),  # two of one kind are one
        ("manufacturing", of("quality", "energy", cloud=False), MET),  # 數位服務 it says, not 數位雲服務
        ("manufacturing", of("quality", "energy", U), MET),  # two are sure, whatever the third is
        ("manufacturing", of("quality", U), OPEN),
        ("manufacturing", of(U), NOT_MET),  # one at the most
        ("manufacturing", of("quality", "other"), OPEN),
        ("manufacturing", of("quality", "crm"), OPEN),  # named, though for another domain
        ("manufacturing", of("other", "other"), OPEN),
        ("service", of("pos", "crm"), MET),
        ("service", of("pos"), NOT_MET),
        ("service", of("pos", "crm", cloud=False), NOT_MET),
        ("service", of("pos", "other", cloud=False), NOT_MET),
        ("service", of("pos", "crm", cloud=U), OPEN),
        ("service", (*of("pos"), DigitalService(category="crm", cloud=False)), NOT_MET),
        ("service", of("payment", "logistics"), MET),
        ("service", U, OPEN),
        ("micro", (), NOT_MET),
        ("micro", of("stock"), MET),
        ("micro", of("payment", cloud=False), MET),
        ("micro", of("other"), OPEN),
        ("micro", of("quality"), OPEN),
        ("micro", of(U), OPEN),
        ("micro", U, OPEN),
    ],
)
def test_enough_different_services(domain: str, services: Any, expected: cg.Result) -> None:
    assert result(RULES[domain], proposal(domain, services)) is expected


@pytest.mark.parametrize(("accepts", "expected"), [(True, MET), (False, NOT_MET), (U, OPEN)])
def test_of_services_not_named_the_reviewers_decide(accepts: Any, expected: cg.Result) -> None:
    offered = proposal("manufacturing", of("quality", "other"), reviewer_accepts_services=accepts)
    assert result("research.domain.manufacturing", offered) is expected


def test_what_the_reviewers_accept_does_not_make_one_service_two() -> None:
    offered = proposal("manufacturing", of("other"), reviewer_accepts_services=True)
    assert result("research.domain.manufacturing", offered) is NOT_MET


def test_a_reviewers_no_is_not_final_while_a_kind_is_unknown() -> None:
    offered = proposal("manufacturing", of("quality", U, "other"), reviewer_accepts_services=False)
    assert result("research.domain.manufacturing", offered) is OPEN


def test_the_rules_of_other_domains_do_not_apply() -> None:
    decision = cg.research.assess(proposal("manufacturing", of("quality")), on=DAY)
    for rule, answer in decision.results.items():
        if rule.startswith("research.domain."):
            assert (answer is OFF) == (not rule.startswith("research.domain.manufacturing"))


def test_without_a_domain_it_stays_open_and_is_asked_for() -> None:
    decision = cg.research.assess(proposal(U, of("quality", "energy")), on=DAY)
    assert decision["research.domain.manufacturing"].result is OPEN
    asked = {gap.path.key for gap in decision.missing if "research.domain.manufacturing" in gap.rules}
    assert asked == {"domain"}


def test_the_count_waits_for_a_reviewer_and_can_be_settled_by_a_ruling() -> None:
    offered = proposal("manufacturing", of("quality", "other"))
    finding = cg.research.assess(offered, on=DAY)["research.domain.manufacturing"]
    assert [(gap.path.key, gap.because) for gap in finding.because] == [
        ("reviewer_accepts_services", "reviewer")
    ]
    ruling = cg.Ruling(rule="research.domain.manufacturing", result="met", by="技術審查委員會", on=DAY)
    ruled = cg.research.assess(offered, on=DAY, rulings=[ruling])
    assert ruled["research.domain.manufacturing"].result is MET


def test_an_unknown_kind_is_asked_for_by_its_service() -> None:
    offered = proposal("service", (*of("pos"), DigitalService(name="未分類")))
    finding = cg.research.assess(offered, on=DAY)["research.domain.service"]
    asked = {gap.path.key: gap.question("zh_Hant_TW") for gap in finding.because if gap.because == "fact"}
    assert asked == {
        "services[1].category": "這項數位服務屬於哪一種？",
        "services[1].cloud": "這項服務是雲服務嗎？",
    }


@pytest.mark.parametrize(
    ("services", "zh", "en"),
    [
        (
            of("quality", "energy"),
            "符合：提供或整合至少2個製造業相關之數位服務（列舉之數位服務數：2）",
            (
                "met: Provides or integrates at least 2 manufacturing-related digital services "
                "(Digital services named for the domain: 2)"
            ),
        ),
        (
            of("quality"),
            (
                "不符合：提供或整合至少2個製造業相關之數位服務（列舉之數位服務數：1；數位服務項數：1；"
                "數位服務數（含未列舉者）：1；未列舉之數位服務數：0）"
            ),
            (
                "not met: Provides or integrates at least 2 manufacturing-related digital services "
                "(Digital services named for the domain: 1; Digital services in all: 1; "
                "Digital services, with those not named: 1; Digital services that are not named: 0)"
            ),
        ),
    ],
)
def test_the_count_reads_well(services: Any, zh: str, en: str) -> None:
    finding = cg.research.assess(proposal("manufacturing", services), on=DAY)["research.domain.manufacturing"]
    assert finding.message("zh_Hant_TW") == zh
    assert finding.message("en") == en


def test_the_same_service_twice_is_refused_and_one_that_does_two_things_is_not() -> None:
    twice = (DigitalService(name="甲", category="quality"), DigitalService(name="甲", category="quality"))
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(services=twice)
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code) == ("/services/1", "duplicate")
    both = (DigitalService(name="甲", category="quality"), DigitalService(name="甲", category="energy"))
    assert result("research.domain.manufacturing", proposal("manufacturing", both)) is MET


# What is learnt never overturns.

SOME: dict[str, tuple[Any, ...]] = {
    "manufacturing": ("quality", "energy", "crm", "other"),
    "service": ("pos", "crm", "stock", "other"),
    "micro": ("stock", "payment", "pos", "other"),
}
drafts = st.lists(st.tuples(st.integers(0, 3) | st.just(U), st.booleans() | st.just(U)), max_size=3)


def services_of(domain: str, draft: Any) -> tuple[DigitalService, ...]:
    return tuple(
        DigitalService(name=f"服務{place}", category=U if kind is U else SOME[domain][kind], cloud=cloud)
        for place, (kind, cloud) in enumerate(draft)
    )


def completions(draft: Any) -> list[Any]:
    each = [
        list(product(range(4) if kind is U else (kind,), (True, False) if cloud is U else (cloud,)))
        for kind, cloud in draft
    ]
    return list(product(*each))


def counts(domain: str, complete: Any) -> tuple[int, int]:
    """By the briefing, in plain Python: how many of those named, and how many with the others."""
    kinds = [SOME[domain][kind] for kind, cloud in complete if cloud or domain != "service"]
    others = sum(kind == "other" for kind in kinds)
    different = set(kinds) - {"other"}
    return sum(kind in listed_kinds(domain) for kind in different), len(different) + others  # type: ignore[arg-type]


@settings(max_examples=150)
@given(st.sampled_from(DOMAINS), drafts)
def test_a_count_lies_between_its_bounds_and_is_known_where_every_completion_agrees(
    domain: Any, draft: Any
) -> None:
    found = [counts(domain, complete) for complete in completions(draft)]
    services = services_of(domain, draft)
    offered = proposal(domain, services)
    named, every = (derived_value(offered, name) for name in ("named_services", "counted_services"))
    # Of every kind there is, not only of the four tried here, so the most may be more.
    assert least_of(named) == min(one for one, _ in found)
    assert most_of(named) >= max(one for one, _ in found)
    assert least_of(every) <= min(one for _, one in found)
    assert most_of(every) >= max(one for _, one in found)
    for known, values in (
        (offered.named_services, {n for n, _ in found}),
        (offered.counted_services, {a for _, a in found}),
    ):
        assert known is U or values == {known}


@settings(max_examples=300)
@given(st.sampled_from(DOMAINS), drafts, st.booleans() | st.just(U))
def test_what_every_completion_agrees_on_is_settled(domain: Any, draft: Any, accepts: Any) -> None:
    """Of two services at the least, as the briefing has it: whatever kinds these may turn out to be."""
    now = proposal(domain, services_of(domain, draft), reviewer_accepts_services=accepts)
    later = {
        cg.Result(
            result(RULES[domain], proposal(domain, services_of(domain, one), reviewer_accepts_services=word))
        )
        for one in completions(draft)
        for word in ((True, False) if accepts is U else (accepts,))
    }
    # A kind beyond those tried here is one more that is not named for the domain, as `other` is.
    answer = result(RULES[domain], now)
    assert {answer} == later if len(later) == 1 else answer is OPEN


@settings(max_examples=200)
@given(st.sampled_from(DOMAINS), drafts, st.booleans() | st.just(U))
def test_learning_the_services_never_overturns_a_finding(domain: Any, draft: Any, accepts: Any) -> None:
    def found(some: Any, word: Any) -> cg.Result:
        offered = proposal(domain, services_of(domain, some), reviewer_accepts_services=word)
        return cg.Result(result(RULES[domain], offered))

    now = found(draft, accepts)
    later = {
        found(complete, word)
        for complete in completions(draft)
        for word in ((True, False) if accepts is U else (accepts,))
    }
    assert now is OPEN or later == {now}
    assert OPEN not in later


@settings(max_examples=100)
@given(drafts)
def test_of_no_domain_yet_a_count_is_known_where_every_domain_agrees(draft: Any) -> None:
    services = services_of("service", draft)
    offered = [proposal(domain, services) for domain in DOMAINS]
    unsure = proposal(U, services)
    for name in ("named_services", "counted_services"):
        known = {getattr(one, name) for one in offered}
        assert getattr(unsure, name) is U or known == {getattr(unsure, name)}


# Sub-domains.


@pytest.mark.parametrize(
    ("domain", "subdomain", "accepts", "expected"),
    [
        ("manufacturing", "metal_fasteners", U, MET),
        ("manufacturing", "food_processing", U, MET),
        ("manufacturing", "textile", U, MET),
        ("manufacturing", "rubber_plastics", U, MET),
        ("manufacturing", "cosmetics", U, MET),
        ("manufacturing", "textile", False, MET),
        ("manufacturing", "other", U, OPEN),
        ("manufacturing", "other", True, MET),
        ("manufacturing", "other", False, NOT_MET),
        ("manufacturing", "retail", U, OPEN),
        ("manufacturing", U, U, OPEN),
        ("manufacturing", U, True, MET),
        ("service", "retail", U, MET),
        ("service", "leisure", U, MET),
        ("service", "fashion", U, MET),
        ("service", "catering", U, MET),
        ("service", "daily_goods", U, MET),
        ("service", "textile", U, OPEN),
        ("service", "other", False, NOT_MET),
    ],
)
def test_a_sub_domain_off_the_list_is_the_reviewers_to_judge(
    domain: Any, subdomain: Any, accepts: Any, expected: cg.Result
) -> None:
    given_ = cg.Proposal(domain=domain, subdomain=subdomain, reviewer_accepts_subdomain=accepts)
    assert result(f"research.domain.{domain}/subdomain", given_) is expected


def test_a_sub_domain_reads_well() -> None:
    textile = cg.Proposal(domain="manufacturing", subdomain="textile")
    finding = cg.research.assess(textile, on=DAY)["research.domain.manufacturing/subdomain"]
    assert (
        finding.message("zh_Hant_TW") == "符合：屬製造業次領域（所列舉者，或經審查委員認可）（次領域：紡織）"
    )


# Micro firms.


@pytest.mark.parametrize(
    ("smallest", "largest", "accepted", "expected"),
    [
        (U, 8, U, MET),
        (U, 9, U, MET),
        (1, 9, False, MET),
        (U, 10, U, OPEN),  # the largest alone, above nine
        (9, 10, U, OPEN),
        (9, 10, True, MET),
        (9, 10, False, NOT_MET),
        (10, 10, U, NOT_MET),
        (10, 40, True, NOT_MET),
        (10, U, U, NOT_MET),
        (9, U, U, OPEN),
        (9, U, True, MET),
        (9, U, False, OPEN),
        (U, U, U, OPEN),
        (U, 10, True, OPEN),
        (U, 10, False, NOT_MET),
    ],
)
def test_customers_are_micro_firms(smallest: Any, largest: Any, accepted: Any, expected: cg.Result) -> None:
    given_ = cg.Proposal(
        domain="micro",
        smallest_customer=smallest,
        largest_customer=largest,
        reviewer_accepts_customers=accepted,
    )
    assert result("research.domain.micro", given_) is expected


def test_where_some_customers_are_larger_the_reviewers_are_asked() -> None:
    given_ = cg.Proposal(domain="micro", smallest_customer=3, largest_customer=10)
    [gap] = cg.research.assess(given_, on=DAY)["research.domain.micro"].because
    assert (gap.path.key, gap.because) == ("reviewer_accepts_customers", "reviewer")


def test_the_smallest_customer_is_no_larger_than_the_largest() -> None:
    assert cg.Proposal(smallest_customer=9, largest_customer=9).largest_customer == 9
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(smallest_customer=10, largest_customer=9)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [
        ("largest_customer", "research.customer_sizes")
    ]
    draft, problems = cg.draft(cg.Proposal, {"smallest_customer": 10, "largest_customer": 9})
    assert (draft.smallest_customer, draft.largest_customer, len(problems)) == (10, U, 1)


@pytest.mark.parametrize(
    ("model", "mainly", "expected"),
    [
        ("saas", U, MET),
        ("saas", False, MET),
        ("paas_saas", True, MET),
        ("paas_saas", False, NOT_MET),
        ("paas_saas", U, OPEN),
        ("paas", True, NOT_MET),
        ("other", True, NOT_MET),
        (U, U, OPEN),
        (U, False, OPEN),
    ],
)
def test_for_micro_firms_it_is_mainly_saas(model: Any, mainly: Any, expected: cg.Result) -> None:
    given_ = cg.Proposal(domain="micro", service_model=model, mainly_saas=mainly)
    assert result("research.domain.micro/saas", given_) is expected
