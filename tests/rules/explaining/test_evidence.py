"""What a finding rests on: what is read, and what that was worked out from, down to what somebody stated."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import (
    UNKNOWN,
    Finding,
    Margin,
    Result,
    count,
    every,
    no,
    rule,
    share_at_most,
    total,
)
from cloudgrant.values.between import Between
from toys.budgets import FILED, Line, Plan, Terms, fund


def found(function: Any, plan: Plan, policy: Terms | None = None) -> Finding:
    judged = fund(rule("fund.x", zh="規則", en="Rule")(function))
    return judged.assess(plan, policy=policy or Terms(), on=FILED)["fund.x"]


def lines(*subsidies: Any) -> Plan:
    return Plan(lines=tuple(Line(number=n, subsidy=one) for n, one in enumerate(subsidies, 1)))


def capped(p: Any, q: Any) -> Any:
    return p.subsidy <= q.cap


def test_a_derived_fact_says_what_it_was_worked_out_from() -> None:
    fact, cap = found(capped, lines(3, 4)).evidence
    assert (fact.path.key, fact.value, cap.path.key) == ("subsidy", 7, "policy.cap")
    assert [(one.path.key, one.value) for one in fact.stated] == [
        ("lines[number=1].subsidy", 3),
        ("lines[number=2].subsidy", 4),
    ]
    [listed] = fact.rests_on
    assert listed.path.key == "lines"
    assert cap.stated == (cap,)


def test_of_a_list_that_is_gone_through_what_is_read_of_each_item() -> None:
    def cheap(p: Any, q: Any) -> Any:
        return every(p.lines, lambda line: (line.subsidy <= q.cap) & (line.cost <= p.cost))

    plan = Plan(lines=(Line(number=1, subsidy=3, cost=5), Line(number=2, subsidy=4, cost=6)))
    evidence = found(cheap, plan).evidence
    assert [piece.path.key for piece in evidence] == ["lines", "policy.cap", "cost"]
    assert [one.path.key for one in evidence[0].rests_on] == [
        "lines[number=1].subsidy",
        "lines[number=1].cost",
        "lines[number=2].subsidy",
        "lines[number=2].cost",
    ]
    assert evidence[2].value == 11


def test_lists_of_records_are_said_by_names() -> None:
    def approved(p: Any, q: Any) -> Any:
        return every(p.lines, lambda line: line.approved)

    assert "Line(" not in found(approved, lines(1, 2)).message("en")
    assert found(approved, lines(1)).message("en") == (
        "undetermined: Rule (Budget lines: line 1; open for: line 1)"
    )
    assert "(Budget lines: line 1, line 2, line 3, line 4, line 5 and 3 more;" in (
        found(approved, lines(*range(8))).message("en")
    )
    assert "（經費表：第1列、第2列、第3列、第4列、第5列等8項；" in (
        found(approved, lines(*range(8))).message("zh_Hant_TW")
    )
    assert found(approved, Plan(lines=(Line(), Line()))).message("zh_Hant_TW") == (
        "無法判定：規則（經費表：2項；尚無法判定者：經費表第 1 項、經費表第 2 項）"
    )
    assert found(approved, Plan(lines=())).message("en") == "met: Rule (Budget lines: none)"


def test_a_number_that_is_partly_known_is_said_as_far_as_it_is() -> None:
    finding = found(capped, lines(31_000_000, UNKNOWN))
    assert finding.result is Result.NOT_MET
    assert finding.evidence[0].value is UNKNOWN
    assert finding.evidence[0].bounds is not None
    assert finding.message("en") == "not met: Rule (Subsidy in all: at least NT$31,000,000)"
    assert finding.message("zh_Hant_TW") == "不符合：規則（補助款合計：至少3,100萬元）"
    some = found(lambda p, q: p.approved >= q.needed, lines(1, 2, 3))
    assert some.evidence[0].bounds == Between(0, 3)
    assert (
        some.message("en")
        == "undetermined: Rule (Approved lines: at most 3; open for: line 1, line 2, line 3)"
    )
    assert "unknown" in found(capped, Plan()).message("en")
    assert "at most" not in found(lambda p, q: p.approved >= q.needed, Plan()).message("en")


# How far a number is from its threshold, where it is not all known.


def margin(function: Any, plan: Plan, policy: Terms | None = None) -> Margin:
    [one] = found(function, plan, policy).margins
    return one


@pytest.mark.parametrize(
    ("subsidies", "surely", "english", "chinese"),
    [
        (
            (31_000_000, UNKNOWN),
            -1_000_000,
            "Subsidy in all at least NT$31,000,000, more than NT$30,000,000 (over by at least NT$1,000,000)",
            "補助款合計 至少3,100萬元，超過 3,000萬元（至少超出 100萬元）",
        ),
        (
            (30_000_001, UNKNOWN),
            -1,
            "Subsidy in all at least NT$30,000,001, more than NT$30,000,000 (over by at least NT$1)",
            "補助款合計 至少30,000,001元，超過 3,000萬元（至少超出 1元）",
        ),
        (
            (30_000_000, UNKNOWN),
            UNKNOWN,
            "Subsidy in all at least NT$30,000,000 ≤ NT$30,000,000",
            "補助款合計 至少3,000萬元 ≤ 3,000萬元",
        ),
        ((UNKNOWN,), UNKNOWN, "Subsidy in all unknown ≤ NT$30,000,000", "補助款合計 未知 ≤ 3,000萬元"),
    ],
)
def test_a_total_that_is_surely_over_is_over_by_at_least(
    subsidies: Any, surely: Any, english: str, chinese: str
) -> None:
    one = margin(capped, lines(*subsidies))
    assert (one.distance, one.surely) == (UNKNOWN, surely)
    assert (one.message("en"), one.message("zh_Hant_TW")) == (english, chinese)


def test_and_what_is_surely_within_has_at_least_so_much_to_spare() -> None:
    def few(p: Any, q: Any) -> Any:
        return p.approved <= q.needed

    def enough(p: Any, q: Any) -> Any:
        return p.approved >= q.needed

    rows = (Line(number=1, approved=True), Line(number=2), Line(number=3, approved=False))
    one = margin(few, Plan(lines=rows))
    assert (one.distance, one.surely) == (UNKNOWN, 0)
    assert one.message("en") == "Approved lines between 1 and 2 ≤ 2 (at least 0 to spare)"
    assert margin(lambda p, q: p.approved < q.needed, Plan(lines=rows)).surely is UNKNOWN
    short = margin(enough, Plan(lines=rows), attrs.evolve(Terms(), needed=4))
    assert short.surely == -2
    assert short.message("en") == "Approved lines between 1 and 2, less than 4 (at least 2 short)"
    assert short.message("zh_Hant_TW") == "已核定列數 介於1與2之間，低於 4（至少不足 2）"


def test_shares_and_sums_of_what_is_partly_known() -> None:
    def half(p: Any, q: Any) -> Any:
        return share_at_most(p.subsidy, p.cost, q.share)

    rows = (Line(number=1, subsidy=31, cost=60), Line(number=2, cost=0))
    one = margin(half, Plan(lines=rows))
    assert (one.threshold, one.surely) == (30, -1)
    at_most = margin(lambda p, q: p.subsidy + p.cost <= q.cap, Plan(lines=rows), Terms(cap=90))
    assert at_most.surely == -1


def test_the_report_tells_what_is_sure() -> None:
    judged = fund(rule("fund.x", zh="規則", en="Rule")(capped))
    decision = judged.assess(lines(31_000_000, UNKNOWN), on=FILED)
    assert "(over by at least NT$1,000,000)" in str(decision.report("en"))
    assert "（至少超出 100萬元）" in str(decision.report("zh_Hant_TW"))


def test_totals_and_counts_that_a_rule_makes_itself_have_names() -> None:
    plan = Plan(lines=(Line(number=1, subsidy=3, cost=5), Line(number=2, subsidy=4, cost=6)))
    names = {
        lambda p, q: total(p.lines, lambda line: line.cost) <= q.cap: ("Cost in all", "經費合計", "TWD"),
        lambda p, q: count(p.lines) <= 3: ("Budget lines (number)", "經費表（項數）", ""),
        lambda p, q: no(count(p.lines, lambda line: line.cost > 5) > 3): (
            "Budget lines that count (number)",
            "計入之經費表（項數）",
            "",
        ),
    }
    for function, (english, chinese, unit) in names.items():
        one = margin(function, plan)
        assert (one.info.label["en"], one.info.label["zh"], one.unit) == (english, chinese, unit)
        assert [path.key for path in one.paths] == ["lines"]
        assert one.distance is not UNKNOWN


@pytest.mark.parametrize(
    ("programme", "stage"),
    [(one, stage) for one in (cg.points, cg.listing, cg.coaching, cg.research) for stage in one.subjects],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_of_a_subject_of_which_nothing_is_known_it_is_said_what_would_be_read(
    programme: cg.Programme[Any, Any], stage: Any
) -> None:
    decision = programme.assess(programme.subjects[stage](), on=FILED, stage=stage)
    read = {piece.path for finding in decision.findings for piece in finding.evidence}
    assert read
