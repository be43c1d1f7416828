"""The security plan: what is planned of each facet, how complete it is, and where its money goes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    DomesticShare,
    Facet,
    FacetPlan,
    SecurityItem,
    SecurityPlan,
    SecuritySpend,
    completeness,
    domestic_share,
    unexplained,
)
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS
from cloudgrant.rules import Share, share_at_least
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.values.between import Between
from programmes.research.tables import PLAN, POLICY, U, applied

NOTHING = DomesticShare(U, U, U)


def planned(**measures: dict[str, Any]) -> SecurityPlan:
    """A plan of these facets, each with its measures."""
    parts = [cg.load(FacetPlan, {"facet": facet, "measures": named}) for facet, named in measures.items()]
    return SecurityPlan(facets=tuple(parts))


def spent(*lines: tuple[Any, Any]) -> SecurityPlan:
    """A plan with lines of spend, each an amount and whether it is domestic."""
    return SecurityPlan(
        spend=tuple(
            SecuritySpend(name=str(number), amount=amount, domestic=domestic)
            for number, (amount, domestic) in enumerate(lines)
        )
    )


# The facets.


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (FacetPlan(facet="data", explanation="…"), True),
        (FacetPlan(facet="data", measures={"data.backup": "…"}), True),
        (FacetPlan(facet="data", measures={"data.backup": U}), U),
        (FacetPlan(facet="data"), U),
    ],
)
def test_when_a_facet_is_planned(part: FacetPlan, expected: Any) -> None:
    assert part.planned is expected


def test_a_plan_is_judged_facet_by_facet() -> None:
    rule = "research.security.plan"
    assert applied(rule).result is cg.Result.MET
    assert applied(rule, security=SecurityPlan()).result is cg.Result.UNDETERMINED
    assert applied(rule, security=SecurityPlan(facets=())).result is cg.Result.NOT_MET
    assert PLAN.facets is not U
    nameless = attrs.evolve(PLAN.facets[-1], facet=U)
    open_ = applied(rule, security=SecurityPlan(facets=(*PLAN.facets[:-1], nameless)))
    assert open_.result is cg.Result.UNDETERMINED
    assert [gap.path.key for gap in open_.because] == ["security.facets[5].facet"]
    # One part that may be about any facet is one: were two lacking, it could make up for either.
    two = applied(rule, security=SecurityPlan(facets=(*PLAN.facets[:-2], nameless)))
    assert two.result is cg.Result.UNDETERMINED


def test_a_measure_that_is_not_explained_yet_is_asked_for() -> None:
    part = FacetPlan(facet="data", measures={"data.backup": U, "data.encryption": U})
    assert PLAN.facets is not U
    plan = SecurityPlan(facets=tuple(part if one.facet == "data" else one for one in PLAN.facets))
    finding = applied("research.security.plan", security=plan)
    assert finding.result is cg.Result.UNDETERMINED
    assert [gap.path.pointer for gap in finding.because] == [
        "/security/facets/1/explanation",
        "/security/facets/1/measures/data.backup",
        "/security/facets/1/measures/data.encryption",
    ]


def test_a_facet_is_planned_once() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        SecurityPlan(facets=(FacetPlan(facet="data"), FacetPlan(facet="data", explanation="…")))
    assert [(one.path.key, one.code) for one in refused.value.problems] == [
        ("facets[facet=data]", "duplicate")
    ]


# Completeness.


def test_how_complete_a_plan_is() -> None:
    plan = planned(data={"data.backup": "每日", "data.encryption": None}, access={"access.physical": "門禁"})
    assert completeness(plan, items=SECURITY_ITEMS) == Fraction(2, 21)
    assert {facet: completeness(plan, facet, items=SECURITY_ITEMS) for facet in facets()} == {
        "network": Fraction(0),
        "data": Fraction(1, 4),
        "access": Fraction(1, 4),
        "management": Fraction(0),
        "continuity": Fraction(0),
        "life_cycle": Fraction(0),
    }
    left = unexplained(plan, items=SECURITY_ITEMS)
    assert left is not U
    assert [item.id for item in left][3:6] == [
        "data.encryption",
        "data.transmission",
        "data.access_records",
    ]
    assert completeness(SecurityPlan(), items=SECURITY_ITEMS) == 0
    assert completeness(SecurityPlan(), items=()) is U


def facets() -> tuple[Facet, ...]:
    return tuple(dict.fromkeys(item.facet for item in SECURITY_ITEMS))


def test_of_the_first_facet_no_explanation_of_each_measure_is_asked() -> None:
    assert completeness(
        planned(network={"network.firewall": None}), "network", items=SECURITY_ITEMS
    ) == Fraction(1, 3)
    assert completeness(planned(data={"data.backup": None}), "data", items=SECURITY_ITEMS) == 0


def test_a_whole_plan() -> None:
    whole = planned(
        **{facet: {item.id: "…" for item in SECURITY_ITEMS if item.facet == facet} for facet in facets()}
    )
    assert (completeness(whole, items=SECURITY_ITEMS), unexplained(whole, items=SECURITY_ITEMS)) == (
        Fraction(1),
        (),
    )
    assert applied("research.security.plan", security=whole).result is cg.Result.MET


def test_measures_that_the_table_does_not_have_there() -> None:
    plan = planned(data={"data.bakcup": "…", "access.physical": "…", "data.backup": "…"})
    for ask in (completeness, unexplained):
        with pytest.raises(cg.InvalidInput) as refused:
            ask(plan, items=SECURITY_ITEMS)
        assert [(one.path.key, one.code) for one in refused.value.problems] == [
            ("facets[facet=data].measures.data.bakcup", "research.no_such_item"),
            ("facets[facet=data].measures.access.physical", "research.no_such_item"),
        ]
        assert refused.value.problems[0].message("en").endswith("— data.backup?")


def test_another_table() -> None:
    table = (SecurityItem(id="zero_trust", facet="network", wording={"zh": "零信任"}),)
    plan = planned(network={"zero_trust": "…"})
    assert completeness(plan, items=table) == 1
    assert completeness(plan, "data", items=table) is U


# The spend: bad input, sums and bounds.


def test_everything_that_is_wrong_with_a_plan() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(
            SecurityPlan,
            {
                "facets": [{"facet": "netwrok", "measures": {"a": 1}}],
                "spend": [
                    {"name": "WAF", "amount": -1, "domestic": "yes"},
                    {"name": "SOC", "amount": 10**12 + 1, "use": "buy"},
                ],
            },
        )
    assert {(one.path.key, one.code) for one in refused.value.problems} == {
        ("facets[0].facet", "option"),
        ("facets[0].measures.a", "type"),
        ("spend[name=WAF].amount", "negative"),
        ("spend[name=WAF].domestic", "type"),
        ("spend[name=SOC].amount", "too_large"),
        ("spend[name=SOC].use", "option"),
    }
    line = SecuritySpend(name="WAF")
    with pytest.raises(cg.InvalidInput) as twice:
        SecurityPlan(spend=(line, line))
    assert [one.code for one in twice.value.problems] == ["duplicate"]


@pytest.mark.parametrize(
    ("lines", "whole", "domestic"),
    [
        ([(65, False), (35, True)], 100, 35),
        ([(65, False)], 65, 0),
        ([(65, False), (35, U)], 100, U),
        ([(65, False), (U, True)], U, U),
        ([(U, False), (35, True)], U, 35),
        ([(0, U), (35, True)], 35, 35),
        ([(0, True)], 0, 0),
        ([], 0, 0),
    ],
)
def test_sums(lines: Any, whole: Any, domestic: Any) -> None:
    plan = spent(*lines)
    assert (plan.security_spend, plan.domestic_security_spend) == (whole, domestic)


@pytest.mark.parametrize(
    ("lines", "whole", "domestic"),
    [
        ([(10, True), (20, False), (40, U)], 70, Between(10, 50)),
        ([(U, True), (U, False)], Between(0, 2 * 10**12), Between(0, 10**12)),
        ([(U, U), (7, True)], Between(7, 7 + 10**12), Between(7, 7 + 10**12)),
        ([(U, False), (7, True)], Between(7, 7 + 10**12), 7),
    ],
)
def test_what_is_sure_of_sums_that_are_open(lines: Any, whole: Any, domestic: Any) -> None:
    plan = spent(*lines)
    assert derived_value(plan, "security_spend") == whole
    assert derived_value(plan, "domestic_security_spend") == domestic


# The share, in dollars.


@pytest.mark.parametrize(
    ("domestic", "foreign", "expected"),
    [
        (34, 66, DomesticShare(Fraction(17, 50), 1, 2)),
        (35, 65, DomesticShare(Fraction(7, 20), 0, 0)),
        (36, 64, DomesticShare(Fraction(9, 25), 0, 0)),
        (0, 100, DomesticShare(Fraction(0), 35, 54)),
        (100, 0, DomesticShare(Fraction(1), 0, 0)),
        (349_999, 650_001, DomesticShare(Fraction(349_999, 1_000_000), 1, 2)),
        (0, 1, DomesticShare(Fraction(0), 1, 1)),
    ],
)
def test_the_share_and_what_is_short(domestic: int, foreign: int, expected: DomesticShare) -> None:
    assert domestic_share(spent((domestic, True), (foreign, False)), POLICY) == expected


def test_no_share_of_nothing_and_none_while_a_line_is_open() -> None:
    for plan in (SecurityPlan(), spent(), spent((0, True)), spent((35, True), (65, U)), spent((U, False))):
        assert domestic_share(plan, POLICY) == NOTHING


def test_floors_at_the_ends() -> None:
    whole = attrs.evolve(POLICY, domestic_share_floor=Share.of(1))
    none = attrs.evolve(POLICY, domestic_share_floor=Share.of(0))
    assert domestic_share(spent((99, True), (1, False)), whole) == DomesticShare(Fraction(99, 100), 1, None)
    assert domestic_share(spent((99, True)), whole) == DomesticShare(Fraction(1), 0, 0)
    assert domestic_share(spent((99, False)), none) == DomesticShare(Fraction(0), 0, 0)


@settings(max_examples=300)
@given(st.integers(0, 10**12), st.integers(1, 10**12), st.fractions(0, 1, max_denominator=10_000))
def test_the_shortfall_is_enough_and_not_a_dollar_more(domestic: int, foreign: int, floor: Fraction) -> None:
    policy = attrs.evolve(POLICY, domestic_share_floor=Share.of(floor))
    plan = spent((domestic, True), (foreign, False))
    found = domestic_share(plan, policy)
    whole, share = domestic + foreign, policy.domestic_share_floor
    assert found.convert is not U
    assert 0 <= found.convert <= foreign
    assert share_at_least(domestic + found.convert, whole, share) is True
    assert not found.convert or share_at_least(domestic + found.convert - 1, whole, share) is False
    if found.add is None:
        assert floor == 1
        return
    assert found.add is not U
    assert share_at_least(domestic + found.add, whole + found.add, share) is True
    assert not found.add or share_at_least(domestic + found.add - 1, whole + found.add - 1, share) is False


def test_it_is_data_like_any_other() -> None:
    plan = attrs.evolve(PLAN, facets=planned(data={"data.backup": None, "data.encryption": "AES"}).facets)
    assert cg.load(SecurityPlan, cg.dump(plan)) == plan
    assert cg.dump(plan)["facets"] == [
        {"facet": "data", "measures": {"data.backup": None, "data.encryption": "AES"}}
    ]
