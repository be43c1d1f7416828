"""How far each fact is from its threshold, on which side, in which unit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Margin,
    no,
    one_of,
    pick,
    rule,
    share_at_least,
    share_at_most,
)
from cloudgrant.rules import given as asked
from cloudgrant.values.shares import Share
from toys.workshops import Limits, Workshop, programme


def margins(function: Any, shop: Workshop, policy: Limits | None = None) -> tuple[Margin, ...]:
    judged = programme(rule("fund.x", en="…")(function))
    return judged.assess(shop, policy=policy or Limits(), on=date(2022, 8, 31))["fund.x"].margins


def margin(function: Any, shop: Workshop, policy: Limits | None = None) -> Margin:
    [one] = margins(function, shop, policy)
    return one


@pytest.mark.parametrize(
    ("function", "inclusive", "sign"),
    [
        pytest.param(lambda shop, policy: shop.staff <= policy.most_staff, True, 1, id="<="),
        pytest.param(lambda shop, policy: shop.staff < policy.most_staff, False, 1, id="<"),
        pytest.param(lambda shop, policy: shop.staff >= policy.most_staff, True, -1, id=">="),
        pytest.param(lambda shop, policy: shop.staff > policy.most_staff, False, -1, id=">"),
        pytest.param(lambda shop, policy: policy.most_staff >= shop.staff, True, 1, id="mirrored <="),
        pytest.param(lambda shop, policy: policy.most_staff < shop.staff, False, -1, id="mirrored >"),
        pytest.param(lambda shop, policy: no(shop.staff > policy.most_staff), True, 1, id="not >"),
        pytest.param(lambda shop, policy: no(shop.staff <= policy.most_staff), False, -1, id="not <="),
        pytest.param(lambda shop, policy: no(no(shop.staff < policy.most_staff)), False, 1, id="not not <"),
        pytest.param(
            lambda shop, policy: no((shop.staff >= policy.most_staff) | shop.fined), False, 1, id="no("
        ),
    ],
)
@pytest.mark.parametrize("staff", [7, 8, 9, 10, 11])
def test_positive_is_room_to_spare(function: Any, inclusive: bool, sign: int, staff: int) -> None:
    found = margin(function, Workshop(staff=staff, fined=False))
    assert found.path.key == "staff"
    assert (found.value, found.threshold, found.unit) == (staff, 9, "persons")
    assert found.distance == sign * (9 - staff)
    assert found.inclusive is inclusive
    met = found.distance > 0 or (found.distance == 0 and found.inclusive)
    assert function(Workshop(staff=staff, fined=False), Limits()) is met


def test_unknown_while_either_side_is() -> None:
    def owed(shop: Any, policy: Any) -> Any:
        return shop.savings >= policy.levy

    assert margin(owed, Workshop(savings=5)).distance is UNKNOWN
    assert margin(owed, Workshop(savings=5)).threshold is UNKNOWN
    known = Limits(levy=3)
    assert margin(owed, Workshop(), known).distance is UNKNOWN
    assert margin(owed, Workshop(savings=5), known).distance == 2


def test_dates_are_counted_in_days() -> None:
    def in_time(shop: Any, policy: Any, on: Any) -> Any:
        return (on <= policy.closes) & (policy.opens <= on) & (shop.founded < on)

    closes, opens, founded = margins(in_time, Workshop(founded=date(2022, 9, 2)))
    assert (closes.path.key, closes.distance, closes.inclusive) == ("on", 0, True)
    assert (opens.path.key, opens.distance, opens.inclusive) == ("on", 152, True)
    assert (founded.path.key, founded.distance, founded.inclusive) == ("founded", -2, False)
    assert {closes.unit, opens.unit, founded.unit} == {"days"}
    assert "2 days" in founded.message("en")


def test_two_facts_compared() -> None:
    found = margin(lambda shop, policy: shop.rent <= shop.savings, Workshop(rent=7, savings=5))
    assert (found.path.key, found.value, found.threshold, found.distance) == ("rent", 7, 5, -2)


def test_sums() -> None:
    def within(shop: Any, policy: Any) -> Any:
        return shop.rent + shop.wages <= policy.most_rent

    found = margin(within, Workshop(rent=60, wages=30))
    assert (found.value, found.threshold, found.distance, found.inclusive) == (90, 100, 10, True)
    assert [path.key for path in found.paths] == ["rent", "wages"]
    assert margin(within, Workshop(rent=60)).distance is UNKNOWN

    past = margin(lambda shop, policy: no(within(shop, policy)), Workshop(rent=60, wages=30))
    assert (past.distance, past.inclusive) == (-10, False)


def test_arithmetic() -> None:
    found = margin(
        lambda shop, policy: shop.rent + shop.wages * 2 <= policy.most_rent, Workshop(rent=1, wages=2)
    )
    assert (found.path.key, found.value, found.distance, found.unit) == ("rent", 5, 95, "TWD")


dollars = st.integers(min_value=0, max_value=10**6)
shares = st.fractions(min_value=0, max_value=1, max_denominator=10_000)


@given(part=dollars, whole=dollars, share=shares, negated=st.booleans(), at_most=st.booleans())
def test_shares_are_measured_in_whole_dollars_that_hold(
    part: int, whole: int, share: Fraction, negated: bool, at_most: bool
) -> None:
    helper = share_at_most if at_most else share_at_least

    def limited(shop: Any, policy: Any) -> Any:
        truth = helper(shop.rent, shop.wages, policy.half)
        return no(truth) if negated else truth

    policy = Limits(half=Share.of(share))
    shop = Workshop(rent=part, wages=whole)
    found = margin(limited, shop, policy)
    met = limited(shop, policy)
    distance = found.distance
    assert distance is not UNKNOWN
    assert isinstance(distance, int)
    assert met is (distance > 0 or (distance == 0 and found.inclusive))
    assert (found.path.key, found.unit) == ("rent", "TWD")
    # At the threshold itself the answer turns.
    turned = Workshop(rent=max(0, part + (distance if at_most is not negated else -distance)), wages=whole)
    if turned.rent == found.threshold:
        assert limited(turned, policy) is found.inclusive


def test_a_share_with_rounding() -> None:
    def half(shop: Any, policy: Any) -> Any:
        return share_at_most(shop.rent, shop.wages, policy.half)

    found = margin(half, Workshop(rent=2, wages=5))
    assert (found.value, found.threshold, found.distance) == (2, 2, 0)
    assert margin(half, Workshop(rent=3, wages=5)).distance == -1
    least = margin(
        lambda shop, policy: share_at_least(shop.rent, shop.wages, policy.half), Workshop(rent=2, wages=5)
    )
    assert (least.threshold, least.distance) == (3, -1)
    assert [path.key for path in found.paths] == ["rent", "wages"]


def test_a_policy_amount_as_part_of_a_fact_is_named_by_the_fact() -> None:
    found = margin(
        lambda shop, policy: share_at_most(policy.most_rent, shop.savings, policy.half), Workshop(savings=220)
    )
    assert found.path.key == "savings"
    assert found.message("en").startswith("Savings")
    assert found.distance is not UNKNOWN
    assert found.distance > 0


def test_both_numbers_of_an_alternative_are_shown() -> None:
    found = margins(
        lambda shop, policy: (shop.staff <= policy.most_staff) | (shop.rent <= policy.most_rent),
        Workshop(staff=12, rent=40),
    )
    assert [(one.path.key, one.distance) for one in found] == [("staff", -3), ("rent", 60)]


def test_a_sum_is_called_by_all_that_it_adds() -> None:
    shop = Workshop(rent=1, wages=2, savings=3)
    summed = [
        lambda shop, policy: shop.rent + shop.wages + shop.savings <= policy.most_rent,
        lambda shop, policy: shop.rent + shop.wages + shop.savings <= policy.most_rent,
    ]
    for function in summed:
        [found] = margins(function, shop)
        assert found.message("zh_Hant_TW") == "租金＋薪資＋存款 6元 ≤ 100元（尚餘 94元）"
        assert found.message("en") == "Rent + Wages + Savings NT$6 ≤ NT$100 (NT$94 to spare)"
    [other] = margins(lambda shop, policy: shop.rent - shop.wages <= policy.most_rent, shop)
    assert other.message("en") == "Rent − Wages -NT$1 ≤ NT$100 (NT$101 to spare)"


def test_a_choice_is_measured_by_the_threshold_that_was_chosen() -> None:
    found = margin(
        lambda shop, policy: shop.staff <= pick(one_of(shop.style, "silk"), 20, policy.most_staff),
        Workshop(style="silk", staff=12),
    )
    assert (found.threshold, found.distance) == (20, 8)


def test_of_two_thresholds_only_the_one_that_was_chosen_is_measured() -> None:
    def kept(shop: Any, policy: Any) -> Any:
        return pick(shop.public, shop.staff <= policy.most_staff, shop.rent <= policy.most_rent)

    shop = Workshop(public=True, staff=12, rent=40)
    assert [one.path.key for one in margins(kept, shop)] == ["staff"]
    assert [one.path.key for one in margins(kept, attrs.evolve(shop, public=False))] == ["rent"]
    assert [one.path.key for one in margins(kept, attrs.evolve(shop, public=UNKNOWN))] == ["staff", "rent"]


def test_yes_and_no_have_no_margin() -> None:
    assert (
        margins(lambda shop, policy: no(shop.fined) & one_of(shop.style, "silk"), Workshop(fined=True)) == ()
    )


def test_a_comparison_of_two_policy_values_claims_no_fact() -> None:
    found = margins(
        lambda shop, policy: (policy.most_staff <= policy.most_rent) & shop.public, Workshop(public=True)
    )
    assert [one.path.key for one in found if "Date of filing" in one.message("en")] == []


def test_in_words() -> None:
    found = margin(lambda shop, policy: shop.rent <= policy.most_rent, Workshop(rent=120))
    assert found.message("en") == "Rent NT$120, more than NT$100 (over by NT$20)"
    assert found.message("zh_Hant_TW") == "租金 120元，超過 100元（超出 20元）"
    least = margin(lambda shop, policy: shop.savings >= policy.least_savings, Workshop(savings=20))
    assert least.message("en") == "Savings NT$20, less than NT$50 (NT$30 short)"
    assert least.message("zh_Hant_TW") == "存款 20元，低於 50元（不足 30元）"
    room = margin(lambda shop, policy: shop.staff <= policy.most_staff, Workshop(staff=8))
    assert room.message("en") == "Staff 8 people ≤ 9 people (1 person to spare)"


@pytest.mark.parametrize(
    ("until", "zh", "en"),
    [
        (date(2022, 8, 30), "租約屆滿日 111年8月30日，早於 111年8月31日（早 1日）",
         "Lease ends 30 August 2022, before 31 August 2022 (early by 1 day)"),
        (date(2022, 8, 31), "租約屆滿日 111年8月31日 ≥ 111年8月31日（尚餘 0日）",
         "Lease ends 31 August 2022 ≥ 31 August 2022 (0 days to spare)"),
    ],
)  # fmt: skip
def test_a_day_is_late_or_early_not_too_much(until: date, zh: str, en: str) -> None:
    found = margin(lambda shop, policy: shop.lease_until >= policy.closes, Workshop(lease_until=until))
    assert (found.message("zh_Hant_TW"), found.message("en")) == (zh, en)
    late = margin(
        lambda shop, policy: shop.lease_until <= policy.closes, Workshop(lease_until=date(2022, 9, 1))
    )
    assert late.message("en") == "Lease ends 1 September 2022, after 31 August 2022 (late by 1 day)"
    assert late.message("zh_Hant_TW") == "租約屆滿日 111年9月1日，晚於 111年8月31日（逾 1日）"


@pytest.mark.parametrize(
    ("sums", "zh"),
    [
        ((3_000_000_000, 2_120_000_000), "租金＋存款之平均 25億6,000萬元，超過 20億元"),
        ((2_000_000_000, 2_000_000_000), "租金＋存款之平均 20億元 ≤ 20億元"),
        ((2_000_000_000, 2_000_000_001), "租金＋存款之平均 2,000,000,001元，超過 20億元"),
    ],
)
def test_a_sum_against_a_multiple_is_told_as_the_mean(sums: tuple[int, int], zh: str) -> None:
    shop = Workshop(rent=sums[0], savings=sums[1])
    limits = Limits(most_rent=2_000_000_000)
    found = programme(rule("fund.x", en="…")(lambda s, p: s.rent + s.savings <= p.most_rent * 2)).assess(
        shop, on=date(2022, 5, 2), policy=limits
    )
    [one] = found["fund.x"].margins
    assert one.message("zh_Hant_TW") == zh
    assert one.threshold == 4_000_000_000


def test_at_a_threshold_that_is_not_within_no_room_is_claimed() -> None:
    found = margin(lambda shop, policy: shop.staff < policy.most_staff, Workshop(staff=9))
    assert (found.distance, found.inclusive) == (0, False)
    assert "to spare" not in found.message("en")
    assert "尚餘" not in found.message("zh_Hant_TW")


def test_of_a_total_that_is_not_known_what_is_sure_is_told_as_the_mean() -> None:
    @attrs.frozen(kw_only=True)
    class Studio(Workshop):
        """One that says what it pays at the most."""

        light: Fact[int] = asked(zh="電費", en="Light", unit="TWD", most=70)

    def mean(shop: Any, policy: Any) -> Any:
        return shop.rent + shop.wages + shop.light <= policy.most_rent * 3

    judged = programme(rule("fund.x", en="…")(mean), subject=Studio)

    def message(**told: Any) -> str:
        [one] = judged.assess(Studio(**told), policy=Limits(), on=date(2022, 8, 31))["fund.x"].margins
        return one.message("en")

    said = "Mean of Rent + Wages + Light"
    assert message(rent=400) == f"{said} at least NT$133, more than NT$100"
    assert message(rent=1, wages=1) == f"{said} at most NT$24 ≤ NT$100"
    assert message(rent=299, wages=0, light=2) == f"{said} NT$101, more than NT$100"


@pytest.mark.parametrize(
    ("function", "rent", "zh", "en"),
    [
        (lambda s, p: s.rent + s.wages < p.most_rent, 99, "", ""),
        (
            lambda s, p: s.rent + s.wages < p.most_rent,
            100,
            "租金＋薪資 至少100元，不低於 100元（界限不含本數）",
            "Rent + Wages at least NT$100, not less than NT$100 (the limit itself does not count)",
        ),
        (
            lambda s, p: s.rent + s.wages < p.most_rent,
            101,
            "租金＋薪資 至少101元，超過 100元（至少超出 1元）",
            "Rent + Wages at least NT$101, more than NT$100 (over by at least NT$1)",
        ),
        (
            lambda s, p: s.rent - s.wages > p.most_rent,
            100,
            "租金－薪資 至多100元，未超過 100元（界限不含本數）",
            "Rent − Wages at most NT$100, not more than NT$100 (the limit itself does not count)",
        ),
        (
            lambda s, p: s.rent + s.wages <= p.most_rent - 1,
            100,
            "租金＋薪資 至少100元，超過 99元（至少超出 1元）",
            "Rent + Wages at least NT$100, more than NT$99 (over by at least NT$1)",
        ),
        (
            lambda s, p: s.rent + s.wages >= p.most_rent,
            100,
            "租金＋薪資 至少100元 ≥ 100元（至少尚餘 0元）",
            "Rent + Wages at least NT$100 ≥ NT$100 (at least NT$0 to spare)",
        ),
    ],
)
def test_what_surely_fails_at_a_threshold_that_is_not_within_is_not_said_to_hold(
    function: Any, rent: int, zh: str, en: str
) -> None:
    found = margin(function, Workshop(rent=rent))
    assert found.distance is UNKNOWN
    if not zh:
        assert found.surely is UNKNOWN
        return
    assert (found.message("zh_Hant_TW"), found.message("en")) == (zh, en)


def test_a_mean_or_a_year_at_a_threshold_that_is_not_within_is_said_not_to_count() -> None:
    mean = margin(lambda s, p: s.rent + s.savings < p.most_rent * 2, Workshop(rent=100, savings=100))
    assert mean.message("en") == (
        "Mean of Rent + Savings NT$100, exactly NT$100 (exactly at the limit, which does not count)"
    )
    year = attrs.evolve(mean, terms=1, value=2022, threshold=2022, info=attrs.evolve(mean.info, unit="year"))
    assert year.message("en").endswith(" (exactly at the limit, which does not count)")
    assert attrs.evolve(year, order="<=").message("en").endswith(" 2022")


@pytest.mark.parametrize("threshold", [4, 5, 6])
def test_of_a_difference_without_an_end_below_only_the_other_end_is_told(threshold: int) -> None:
    found = margin(
        lambda s, p: s.rent - s.wages <= p.most_rent, Workshop(rent=5), Limits(most_rent=threshold)
    )
    assert found.message("en").startswith(f"Rent − Wages at most NT$5 ≤ NT${threshold}")
    below = margin(lambda s, p: s.rent - s.wages >= p.most_rent, Workshop(rent=5), Limits(most_rent=6))
    assert below.message("en") == "Rent − Wages at most NT$5, less than NT$6 (at least NT$1 short)"
    owing = margin(lambda s, p: s.savings - s.rent - s.wages >= 0, Workshop(savings=1, rent=4))
    assert owing.message("en").startswith("Savings − Rent − Wages at most -NT$3, less than NT$0")


def test_a_letter_tells_equal_lines_once() -> None:
    judged = programme(
        rule("fund.x", en="…")(
            lambda shop, policy: (
                ((shop.staff <= policy.most_staff) & no(shop.fined))
                | ((shop.staff <= policy.most_staff) & no(shop.public))
            )
        )
    )
    decision = judged.assess(
        Workshop(staff=8, fined=True, public=True), policy=Limits(), on=date(2022, 8, 31)
    )
    [line] = [one for one in str(decision.report("en")).splitlines() if one.strip().startswith("·")]
    assert "8" in line
    assert len(decision["fund.x"].margins) == 2
