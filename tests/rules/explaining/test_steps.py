"""The steps of an answer: a tree with the value at each node, and a text that can be followed by hand."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Outcome,
    Result,
    RuleRefused,
    Share,
    WorkedStep,
    agreed,
    all_of,
    any_of,
    calculation,
    calculation_steps,
    count,
    distinct,
    every,
    fact,
    for_each,
    lesser,
    months_after,
    months_before,
    no,
    one_of,
    pick,
    rule,
    said,
    same,
    share_at_least,
    share_at_most,
    share_of,
    some,
    term_end,
    total,
)
from cloudgrant.values.between import Between
from toys.budgets import FILED, Line, Mark, Plan, Price, Terms, fund
from toys.workshops import Limits, Maker, Workshop, programme


def steps(function: Any, plan: Plan, policy: Terms | None = None, **about: Any) -> WorkedStep:
    judged = fund(rule("fund.x", zh="規則", en="Rule", **about)(function))
    return judged.assess(plan, policy=policy or Terms(), on=FILED)["fund.x"].steps


def text(function: Any, plan: Plan, locale: str = "en", **about: Any) -> list[str]:
    """Each line but the rule's own."""
    return steps(function, plan, **about).in_(locale).splitlines()[1:]


def lines(*subsidies: Any, cost: Any = 61_000_000) -> Plan:
    rows = [Line(number=n, subsidy=one, cost=0) for n, one in enumerate(subsidies, 1)]
    return Plan(lines=(*rows[:-1], attrs.evolve(rows[-1], cost=cost)))


def half(p: Any, q: Any) -> Any:
    return share_at_most(p.subsidy, p.cost, q.share)


def test_a_share_can_be_followed() -> None:
    plan = lines(10_000_000, 20_000_000)
    assert str(steps(half, plan)).splitlines() == [
        "met: Rule",
        "  NT$30,000,000 ≤ NT$30,500,000: yes",
        "    Subsidy in all: NT$30,000,000",
        "      line 1: NT$10,000,000",
        "      line 2: NT$20,000,000",
        "    50% × NT$61,000,000 = NT$30,500,000",
        "      Highest share: 50%",
        "      Total cost: NT$61,000,000",
        "        line 1: NT$0",
        "        line 2: NT$61,000,000",
    ]
    assert steps(half, plan).in_("zh_Hant_TW").splitlines() == [
        "符合：規則",
        "  3,000萬元 ≤ 3,050萬元：是",
        "    補助款合計：3,000萬元",
        "      第1列：1,000萬元",
        "      第2列：2,000萬元",
        "    50% × 6,100萬元 = 3,050萬元",
        "      補助比率：50%",
        "      總經費：6,100萬元",
        "        第1列：0元",
        "        第2列：6,100萬元",
    ]


@pytest.mark.parametrize(("asked", "answer"), [(30_499_999, "yes"), (30_500_000, "yes"), (30_500_001, "no")])
def test_at_the_boundary(asked: int, answer: str) -> None:
    assert text(half, lines(asked))[0] == f"  NT${asked:,} ≤ NT$30,500,000: {answer}"


def test_a_share_is_exact() -> None:
    third = attrs.evolve(Terms(), share=Share.of("1/3"))
    judged = fund(rule("fund.x", en="Rule")(half))

    def bound(cost: int, policy: Terms) -> tuple[Any, str]:
        finding = judged.assess(lines(1, cost=cost), policy=policy, on=FILED)["fund.x"]
        product = finding.steps.steps[0].steps[1]
        return product.value, product.message("en")

    assert bound(7, Terms()) == (Fraction(7, 2), "50% × NT$7 = NT$3.5")
    assert bound(100, third) == (Fraction(100, 3), "1/3 × NT$100 = NT$33 1/3")
    assert bound(99, third) == (33, "1/3 × NT$99 = NT$33")


def test_what_is_not_known_is_said_by_its_bounds_or_to_be_unknown() -> None:
    plan = lines(31_000_000, UNKNOWN)
    assert text(half, plan)[:4] == [
        "  at least NT$31,000,000 ≤ NT$30,500,000: no",
        "    Subsidy in all: at least NT$31,000,000",
        "      line 1: NT$31,000,000",
        "      line 2: not known",
    ]
    assert text(half, plan, "zh_Hant_TW")[:4] == [
        "  至少3,100萬元 ≤ 3,050萬元：否",
        "    補助款合計：至少3,100萬元",
        "      第1列：3,100萬元",
        "      第2列：未知",
    ]
    assert text(half, Plan()) == [
        "  not known ≤ not known: not known",
        "    Subsidy in all: not known",
        "      Budget lines: not known",
        "    50% × not known = not known",
        "      Highest share: 50%",
        "      Total cost: not known",
        "        Budget lines: not known",
    ]
    found = steps(half, plan).steps[0].steps[0]
    assert found.value is UNKNOWN
    assert found.bounds is not None
    assert found.bounds.least == 31_000_000


def test_a_number_between_two() -> None:
    rows = (Line(number=1, approved=True), Line(number=2), Line(number=3, approved=False))
    found = steps(lambda p, q: p.approved >= q.needed, Plan(lines=rows))
    assert found.steps[0].steps[0].bounds == Between(1, 2)
    assert str(found).splitlines()[1:] == [
        "  between 1 and 2 ≥ 2: not known",
        "    Approved lines: between 1 and 2",
        "      line 1: yes",
        "      line 2: not known",
        "        Approved: not known",
        "      1 more that do not count",
        "    Lines needed: 2",
    ]
    assert found.in_("zh").splitlines()[1] == "  介於1與2之間 ≥ 2：未知"
    assert "      另有1項不計入" in found.in_("zh").splitlines()


ROWS = Plan(
    lines=(Line(number=1, approved=True, cost=5), Line(number=2, approved=False, cost=7)),
    marks=(Mark(part="backup", text="x"),),
    outline=("backup",),
    joint=True,
    ends=date(2022, 8, 31),
)
SAID: list[Any] = [
    ("and", lambda p, q: p.joint & (p.cost >= 12), "All of these: yes", "以下各項均成立：是"),
    ("or", lambda p, q: p.joint | (p.cost >= 13), "At least one of these: yes", "以下至少一項成立：是"),
    ("not and", lambda p, q: no(p.joint & (p.cost >= 13)),
     "At least one of these: yes", "以下至少一項成立：是"),
    ("not fact", lambda p, q: no(p.joint), "This is not so: no", "以下情形不成立：否"),
    ("not <=", lambda p, q: no(p.cost <= 12), "NT$12 > NT$12: no", "12元 > 12元：否"),
    ("day", lambda p, q, on: on <= q.until,
     "2 May 2022 ≤ 31 December 2022: yes", "111年5月2日 ≤ 111年12月31日：是"),
    ("among", lambda p, q: one_of(p.cost, 1, 12),
     "“NT$12” is among “NT$1, NT$12”: yes", "「12元」屬於「1元、12元」：是"),
    ("is", lambda p, q: no(one_of(p.cost, 12)), "“NT$12” is not “NT$12”: no", "「12元」非「12元」：否"),
    ("bool", lambda p, q: one_of(p.joint, False), "This is not so: no", "以下情形不成立：否"),
    ("any_of", lambda p, q: any_of(p.outline, q.parts),
     "At least one of “Backup” is among “Backup, Firewall”: yes",
     "「備份」至少一項屬於「備份、防火牆」：是"),
    ("no any_of", lambda p, q: no(any_of(p.outline, q.parts)),
     "None of “Backup” is among “Backup, Firewall”: no", "「備份」均不屬於「備份、防火牆」：否"),
    ("all_of", lambda p, q: all_of(p.outline, q.parts),
     "All of “Backup, Firewall” are among “Backup”: no", "「備份、防火牆」均列於「備份」：否"),
    ("every", lambda p, q: every(p.lines, lambda one: one.approved),
     "For each of “Budget lines”: no", "「經費表」每一項均成立：否"),
    ("some", lambda p, q: some(p.lines, lambda one: one.approved),
     "For at least one of “Budget lines”: yes", "「經費表」至少一項成立：是"),
    ("none", lambda p, q: no(some(p.lines, lambda one: one.approved)),
     "For none of “Budget lines”: no", "「經費表」無一項成立：否"),
    ("same", lambda p, q: same(p.cost, p.approved),
     "“NT$12” is the same as “1”: no", "「12元」與「1」相同：否"),
    ("not same", lambda p, q: no(same(p.cost, p.approved)),
     "“NT$12” is not the same as “1”: yes", "「12元」與「1」不同：是"),
    ("said", lambda p, q: said(p.joint), "“Joint” is stated: yes", "已載明「聯合提案」：是"),
    ("pick", lambda p, q: pick(p.joint, p.cost >= 12, p.cost >= 13),
     "Depending on what comes first: yes", "視下列條件而定：是"),
    ("sum_at_most", lambda p, q: (p.cost + p.approved <= q.cap),
     "NT$13 ≤ NT$30,000,000: yes", "13元 ≤ 3,000萬元：是"),
    ("floor", lambda p, q: share_at_least(p.approved, p.cost, q.share), "1 ≥ NT$6: no", "1 ≥ 6元：否"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("function", "english", "chinese"), [pytest.param(*one[1:], id=one[0]) for one in SAID]
)
def test_each_word_in_both_languages(function: Any, english: str, chinese: str) -> None:
    assert text(function, ROWS)[0] == f"  {english}"
    assert text(function, ROWS, "zh_Hant_TW")[0] == f"  {chinese}"


AMOUNTS: list[Any] = [
    ("sum", lambda p, q: p.cost + p.approved + 3, "NT$12 + 1 + NT$3 = NT$16"),
    ("difference", lambda p, q: q.cap - p.cost, "NT$30,000,000 − NT$12 = NT$29,999,988"),
    ("below zero", lambda p, q: p.cost - q.cap + 1, "(-NT$29,999,988) + NT$1 = -NT$29,999,987"),
    ("product", lambda p, q: p.cost * 3, "NT$12 × 3 = NT$36"),
    ("quotient", lambda p, q: p.cost // 5, "NT$12 ÷ 5 = NT$2 (rounded down)"),
    ("even", lambda p, q: p.cost // 3, "NT$12 ÷ 3 = NT$4"),
    ("share down", lambda p, q: share_of(p.cost + 1, q.share, "down"), "50% × NT$13 = NT$6 (rounded down)"),
    ("share up", lambda p, q: share_of(p.cost + 1, q.share, "up"), "50% × NT$13 = NT$7 (rounded up)"),
    ("lesser", lambda p, q: lesser(p.cost, 9), "The lesser of NT$12 and NT$9: NT$9"),
    ("pick", lambda p, q: pick(p.joint, p.cost, 3), "Depending on what comes first: NT$12"),
    ("agreed", lambda p, q: agreed(p.cost, p.subsidy), "As far as it is stated: NT$12"),
    ("total", lambda p, q: total(p.lines, lambda one: one.cost), "Cost of “Budget lines”, in all: NT$12"),
    ("count", lambda p, q: count(p.lines), "How many of “Budget lines”: 2"),
    ("distinct", lambda p, q: distinct(p.marks, lambda one: one.part), "How many different, of “Part”: 1"),
]


@pytest.mark.parametrize(("function", "english"), [pytest.param(*one[1:], id=one[0]) for one in AMOUNTS])
def test_each_amount(function: Any, english: str) -> None:
    amount = calculation("fund.amount", unit="TWD", zh="金額", en="Amount")(function)
    found = calculation_steps(amount, ROWS, Terms()).in_("en").splitlines()
    assert found[0].startswith(("Amount: NT$", "Amount: -NT$"))
    assert found[1] == f"  {english}"


def test_days() -> None:
    assert text(lambda p, q, on: term_end(on, 6) <= q.until, ROWS)[1:3] == [
        "    The last day of 6 months from 2 May 2022: 1 November 2022",
        "      Date of filing: 2 May 2022",
    ]
    assert text(lambda p, q: months_before(p.ends, 6) <= q.until, ROWS)[1] == (
        "    6 months before 31 August 2022: 28 February 2022"
    )
    assert text(lambda p, q: months_after(p.ends, 1) <= q.until, ROWS, "zh")[1] == (
        "    111年8月31日後1個月之相當日：111年9月30日"
    )


def test_a_choice_says_what_was_taken_and_why() -> None:
    def chosen(p: Any, q: Any) -> Any:
        return pick(p.joint, p.cost >= 12, p.cost >= 13)

    assert text(chosen, ROWS)[1:3] == ["    If: Joint: yes", "    Then: NT$12 ≥ NT$12: yes"]
    alone = attrs.evolve(ROWS, joint=False)
    assert text(chosen, alone, "zh")[1:3] == ["    若：聯合提案：否", "    否則：12元 ≥ 13元：否"]
    open_ = [line for line in text(chosen, attrs.evolve(ROWS, joint=UNKNOWN)) if line[4] != " "]
    assert [line.split(":")[0].strip() for line in open_[1:]] == ["If", "Then", "Otherwise"]


def test_whether_it_applies_comes_first() -> None:
    found = steps(half, lines(5), applies=lambda p, q: p.joint)
    assert [one.kind for one in found.steps] == ["applies", "comparison"]
    assert str(found).splitlines()[1:3] == ["  Applies: not known", "    Joint: not known"]
    not_asked = steps(half, attrs.evolve(lines(5), joint=False), applies=lambda p, q: p.joint)
    assert (not_asked.value, [one.kind for one in not_asked.steps]) == (Result.NOT_APPLICABLE, ["applies"])
    assert not_asked.in_("zh").splitlines() == ["不適用：規則", "  適用：否", "    聯合提案：否"]


def test_what_is_derived_is_followed_once() -> None:
    found = text(lambda p, q: (p.subsidy <= q.cap) & (p.subsidy >= 1), lines(2, 3))
    assert found.count("      Subsidy in all: NT$5") == 2
    assert found.count("        line 2: NT$3") == 1


def test_of_very_many_items_the_rest_is_one_step() -> None:
    found = steps(lambda p, q: p.subsidy <= q.cap, lines(*range(1, 26)))
    items = found.steps[0].steps[0].steps
    assert [one.kind for one in items] == ["item"] * 20 + ["others"]
    assert (items[-1].number, items[-1].value) == (5, 21 + 22 + 23 + 24 + 25)
    assert items[-1].message("en") == "5 more: NT$115"
    assert items[-1].message("zh_Hant_TW") == "其餘5項：115元"
    shown = sum(one.value for one in items)
    assert shown == found.steps[0].steps[0].value


def test_of_very_many_items_those_that_decide_come_first() -> None:
    rows = [Line(number=n, approved=n != 999) for n in range(1, 1_000)]
    found = steps(lambda p, q: p.all_approved, Plan(lines=tuple(rows)))
    each = found.steps[0].steps[0]
    assert [one.label["en"] for one in each.steps[-2:-1]] == ["line 999"]
    assert (each.steps[-1].number, each.steps[-1].value) == (979, True)
    assert len(str(found).splitlines()) < 40


def test_items_of_the_policy_and_items_in_items() -> None:
    def marked(p: Any, q: Any) -> Any:
        return every(q.parts, lambda part: some(p.marks, lambda mark: same(mark.part, part)))

    assert text(marked, ROWS) == [
        "  For each of “Required parts”: no",
        "    Backup: yes",
        "      For at least one of “Marks”: yes",
        "        Marks 1: yes",
        "          “Backup” is the same as “Backup”: yes",
        "            Part: Backup",
        "            Required parts: Backup",
        "    Firewall: no",
        "      For at least one of “Marks”: no",
        "        Marks 1: no",
        "          “Backup” is the same as “Firewall”: no",
        "            Part: Backup",
        "            Required parts: Firewall",
    ]
    priced = Plan(lines=(Line(number=1, prices=(Price(name="a"),)), Line(number=2)))
    assert text(lambda p, q: every(p.lines, lambda one: one.priced), priced)[-2:] == [
        "      For each of “Prices”: not known",
        "        Prices: not known",
    ]


def test_of_a_rule_about_each_item_the_steps_of_each() -> None:
    licensed = rule("fund.licence", zh="有證照", en="Licensed")(lambda maker, policy: maker.licensed)
    judged = programme(for_each("makers", licensed))
    shop = Workshop(makers=(Maker(number="A1", licensed=True), Maker()))
    found = judged.assess(shop, on=FILED)["fund.licence"]
    assert str(found.steps).splitlines() == [
        "undetermined: Licensed",
        "  A1: met",
        "    Licensed: yes",
        "  Makers 2: undetermined",
        "    Licensed: not known",
    ]
    assert str(found.parts[0].steps) == "met: Licensed\n  Licensed: yes"
    assert str(judged.assess(Workshop(), on=FILED)["fund.licence"].steps) == "undetermined: Licensed"
    many = Workshop(makers=tuple(Maker(number=str(n), licensed=n != 25) for n in range(30)))
    whole = judged.assess(many, on=FILED)["fund.licence"].steps
    assert "  Makers 25: not met" in str(whole).splitlines()
    assert whole.steps[-1].message("zh") == "其餘10項：符合"


@attrs.frozen(kw_only=True)
class Sealed(Plan):
    """A plan of which one number is worked out in words that no rule has."""

    @fact(zh="估計", en="Estimate", unit="TWD", least=0, most=10**12, opaque=1, reads=("joint", "lines.cost"))
    def estimate(self) -> Fact[int]:
        return (
            UNKNOWN
            if self.lines is UNKNOWN
            else max((one.cost for one in self.lines if one is not UNKNOWN), default=0)
        )


def test_an_opaque_fact_shows_what_it_reads() -> None:
    judged = fund(rule("fund.x", en="Rule")(lambda p, q: p.estimate <= q.cap), subject=Sealed)
    lines_ = (Line(number=1, cost=5), Line(number=2, cost=7))
    assert str(judged.assess(Sealed(lines=lines_), on=FILED)["fund.x"].steps).splitlines()[1:] == [
        "  NT$7 ≤ NT$30,000,000: yes",
        "    Estimate: NT$7",
        "      Joint: not known",
        "      Budget lines: line 1, line 2",
        "    Cap: NT$30,000,000",
    ]


@calculation("fund.award", unit="TWD", zh="補助金額", en="Award")
def awarded(p: Plan, q: Terms) -> Any:
    return lesser(share_of(p.cost, q.share, "down"), q.cap)


def test_the_award() -> None:
    judged = fund(rule("fund.x", en="Rule")(half), award=awarded)
    decision = judged.assess(lines(5, cost=61), on=FILED)
    assert (decision.outcome, decision.award) == (Outcome.ELIGIBLE, 30)
    award = decision.award_steps
    assert award is not None
    assert award.value == 30
    assert str(award).splitlines()[:3] == [
        "Award: NT$30",
        "  The lesser of NT$30 and NT$30,000,000: NT$30",
        "    50% × NT$61 = NT$30 (rounded down)",
    ]
    assert award.in_("zh").splitlines()[0] == "補助金額：30元"
    assert judged.assess(lines(50, cost=61), on=FILED).award_steps is None
    assert judged.assess(Plan(), on=FILED).award_steps is not None
    assert fund(rule("fund.x", en="Rule")(half)).assess(lines(5), on=FILED).award_steps is None


def test_a_calculation_in_other_words_than_rules_is_refused() -> None:
    strange = calculation("fund.strange", zh="…", en="…")(lambda p, q: max(p.cost, q.cap))
    with pytest.raises(RuleRefused, match=r"fund\.strange"):
        calculation_steps(strange, ROWS, Terms())


def test_steps_are_data() -> None:
    found = steps(half, lines(5))
    assert found == steps(half, lines(5))
    assert found != steps(half, lines(6))
    assert hash(found) == hash(steps(half, lines(5)))
    assert copy.deepcopy(found) == found
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.value = 3  # type: ignore[misc]


def each(step: WorkedStep) -> Iterator[WorkedStep]:
    yield step
    for one in step.steps:
        yield from each(one)


known = st.one_of(st.just(UNKNOWN), st.integers(min_value=0, max_value=100))


@given(
    subsidies=st.lists(known, min_size=1, max_size=4),
    cost=known,
    joint=st.sampled_from([True, False, UNKNOWN]),
)
def test_each_step_comes_to_what_its_parts_come_to(subsidies: Any, cost: Any, joint: Any) -> None:
    def any_(p: Any, q: Any) -> Any:
        return (no(p.joint) | half(p, q)) & (p.subsidy + 2 <= pick(p.joint, q.cap, p.cost))

    judged = fund(rule("fund.x", en="Rule")(any_))
    plan = attrs.evolve(lines(*subsidies, cost=cost), joint=joint)
    finding = judged.assess(plan, on=FILED)["fund.x"]
    answer = {Result.MET: True, Result.NOT_MET: False}.get(finding.result, UNKNOWN)
    assert finding.steps.steps[0].value is answer
    for one in each(finding.steps):
        values = [part.value for part in one.steps]
        if one.kind == "comparison" and UNKNOWN not in values:
            assert one.value is {"<=": values[0] <= values[1]}[one.sign]
        if one.kind == "sum" and UNKNOWN not in values:
            assert one.value == sum(values)
        if one.kind == "all" and one.value is True:
            assert values == [True] * len(values)
        if one.value is UNKNOWN and one.bounds is not None:
            assert one.bounds.least < one.bounds.most
        assert one.message("en")
        assert one.message("zh_Hant_TW")


@pytest.mark.parametrize("locale", ["en", "zh_Hant_TW", "ja"])
def test_of_every_rule_of_the_library_there_are_steps(locale: str) -> None:
    programmes: tuple[Any, ...] = (cg.points, cg.listing, cg.coaching)
    for judged in programmes:
        decision = judged.assess(judged.subject(), on=FILED)
        for finding in decision.findings:
            assert "UNKNOWN" not in finding.steps.in_(locale)
            assert finding.steps.value is finding.result


def test_policies_say_their_own_words() -> None:
    found = programme(rule("fund.x", en="Rule")(lambda shop, policy: shop.rent <= policy.levy))
    assert str(found.assess(Workshop(rent=1), policy=Limits(), on=FILED)["fund.x"].steps).splitlines()[
        1:
    ] == [
        "  NT$1 ≤ not known: not known",
        "    Rent: NT$1",
        "    Levy: not known",
    ]
