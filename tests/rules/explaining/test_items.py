"""Which items of a list a finding turns on: named in data and in words, whatever word goes through them."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Finding,
    Record,
    Result,
    all_of,
    any_of,
    at_least,
    count,
    distinct,
    every,
    given,
    no,
    one_of,
    pick,
    rule,
    said,
    same,
    some,
    total,
)
from toys.budgets import FILED, PARTS, Line, Mark, Plan, Price, Terms, fund


def found(function: Any, plan: Plan, policy: Terms | None = None, **about: Any) -> Finding:
    judged = fund(rule("fund.x", zh="規則", en="Rule", **about)(function))
    return judged.assess(plan, policy=policy or Terms(), on=FILED)["fund.x"]


def items(finding: Finding) -> list[tuple[str, str]]:
    return [(item.path.key, item.called("en")) for item in finding.items]


def plan(*approved: Any, **more: Any) -> Plan:
    lines = tuple(Line(number=n, approved=one, **more) for n, one in enumerate(approved, 1))
    return Plan(lines=lines)


def approved(line: Line) -> Any:
    return line.approved


EVERY = [
    pytest.param(lambda p, q: every(p.lines, approved), id="every"),
    pytest.param(lambda p, q: p.all_approved, id="derived"),
    pytest.param(lambda p, q: one_of(p.all_approved, True), id="one_of"),
    pytest.param(lambda p, q: no(some(p.lines, lambda line: no(line.approved))), id="no some not"),
    pytest.param(lambda p, q: no(no(p.all_approved)), id="no no"),
    pytest.param(lambda p, q: count(p.lines, lambda line: no(line.approved)) <= 0, id="count not"),
    pytest.param(lambda p, q: one_of(count(p.lines, lambda line: no(line.approved)), 0), id="none"),
    pytest.param(lambda p, q: count(p.lines, approved) >= count(p.lines), id="as many"),
    pytest.param(lambda p, q: pick(p.all_approved, True, False), id="pick"),
]


@pytest.mark.parametrize("function", EVERY)
def test_of_every_those_that_fail_are_named(function: Any) -> None:
    finding = found(function, plan(True, False, UNKNOWN, False))
    assert finding.result is Result.NOT_MET
    if (
        not finding.items
    ):  # a choice between two constants turns on its condition, which is no fault of theirs
        pytest.skip("pick")
    assert items(finding) == [("lines[number=2]", "line 2"), ("lines[number=4]", "line 4")]
    assert {item.result for item in finding.items} == {Result.NOT_MET}
    assert finding.message("en").endswith("; not met for: line 2, line 4)")
    assert finding.message("zh_Hant_TW").endswith("；不符合者：第2列、第4列）")


@pytest.mark.parametrize("function", EVERY)
def test_of_every_those_that_are_open_are_named(function: Any) -> None:
    finding = found(function, plan(True, UNKNOWN, True))
    assert finding.result is Result.UNDETERMINED
    assert items(finding) == [("lines[number=2]", "line 2")]
    assert finding.items[0].result is Result.UNDETERMINED
    assert finding.message("en").endswith("; open for: line 2)")
    assert finding.message("zh_Hant_TW").endswith("；尚無法判定者：第2列）")


def test_of_a_rule_that_holds_the_message_names_nobody_and_the_data_those_it_rests_on() -> None:
    finding = found(lambda p, q: every(p.lines, approved), plan(True, True))
    assert [item.result for item in finding.items] == [Result.MET] * 2
    assert "line 1, line 2)" in finding.message("en")
    assert "met for" not in finding.message("en")
    assert found(lambda p, q: every(p.lines, approved), Plan(lines=())).items == ()


def test_of_some_those_that_might_do() -> None:
    def one(p: Any, q: Any) -> Any:
        return some(p.lines, approved)

    assert items(found(one, plan(False, False))) == [
        ("lines[number=1]", "line 1"),
        ("lines[number=2]", "line 2"),
    ]
    assert items(found(one, plan(False, UNKNOWN))) == [("lines[number=2]", "line 2")]
    assert items(found(one, plan(False, True))) == [("lines[number=2]", "line 2")]


def test_of_none_those_that_are_there() -> None:
    finding = found(lambda p, q: no(some(p.lines, approved)), plan(False, True, UNKNOWN))
    assert items(finding) == [("lines[number=2]", "line 2")]
    assert finding.message("en").endswith("not met for: line 2)")


@pytest.mark.parametrize(
    ("answers", "result", "names"),
    [
        ((True, False, False), Result.NOT_MET, ["line 2", "line 3"]),
        ((True, UNKNOWN, False), Result.UNDETERMINED, ["line 2"]),
        ((True, True, False), Result.MET, ["line 1", "line 2"]),
    ],
)
def test_of_a_count_those_that_do_not_count(answers: Any, result: Result, names: list[str]) -> None:
    for function in (lambda p, q: p.approved >= q.needed, lambda p, q: q.needed <= p.approved):
        finding = found(function, plan(*answers))
        assert finding.result is result
        assert [item.called("en") for item in finding.items] == names
    most = found(lambda p, q: p.approved < q.needed, plan(*answers))
    if result is Result.MET:
        assert [item.called("en") for item in most.items] == ["line 1", "line 2"]


def test_of_a_total_only_what_is_open_is_named() -> None:
    def capped(p: Any, q: Any) -> Any:
        return p.subsidy <= q.cap

    over = Plan(lines=(Line(number=1, subsidy=31_000_000), Line(number=2)))
    assert found(capped, over).result is Result.NOT_MET
    assert found(capped, over).items == ()
    below = Plan(lines=(Line(number=1, subsidy=1), Line(number=2)))
    assert items(found(capped, below)) == [("lines[number=2]", "line 2")]


def test_of_different_values_those_that_do_not_count() -> None:
    def kinds(p: Any, q: Any) -> Any:
        return distinct(p.marks, lambda mark: mark.part, lambda mark: one_of(mark.text, "x")) >= 2

    marks = (Mark(part="backup", text="x"), Mark(part="firewall", text="y"), Mark(part="training"))
    assert [item.path.key for item in found(kinds, Plan(marks=marks)).items] == ["marks[2]"]
    assert [item.path.key for item in found(kinds, Plan(marks=marks[:2])).items] == ["marks[1]"]


def test_of_at_least_the_items_of_the_truths_that_fail() -> None:
    def two(p: Any, q: Any) -> Any:
        return at_least(2, p.all_approved, p.joint, p.no_third)

    finding = found(two, attrs.evolve(plan(True, False, True), joint=False))
    assert items(finding) == [("lines[number=2]", "line 2"), ("lines[number=3]", "line 3")]


def test_entries_of_the_policy_that_nothing_matches_are_named() -> None:
    def marked(p: Any, q: Any) -> Any:
        return every(
            q.parts, lambda part: some(p.marks, lambda mark: same(mark.part, part) & said(mark.text))
        )

    finding = found(marked, Plan(marks=(Mark(part="backup", text="每日"),)))
    assert finding.result is Result.NOT_MET
    assert items(finding) == [("policy.parts[1]", "Firewall")]
    assert finding.message("zh_Hant_TW").endswith("；不符合者：防火牆）")
    half = found(marked, Plan(marks=(Mark(part="backup", text="每日"), Mark(part="firewall"))))
    assert half.result is Result.UNDETERMINED
    assert half.message("zh_Hant_TW").endswith("；尚無法判定者：防火牆）")
    assert found(marked, Plan(marks=())).message("en").endswith("; not met for: Backup, Firewall)")
    assert [one.result for one in found(marked, Plan()).items] == [Result.UNDETERMINED] * 2
    assert found(marked, Plan(), Terms(parts=())).items == ()


def test_entries_that_a_list_lacks_are_named_by_the_labels_of_the_list() -> None:
    def described(p: Any, q: Any) -> Any:
        return all_of(p.outline, q.parts)

    finding = found(described, Plan(outline=("training", "backup")))
    assert items(finding) == [("policy.parts[1]", "Firewall")]
    assert finding.message("zh_Hant_TW") == "不符合：規則（已敘明項目：教育訓練、備份；不符合者：防火牆）"
    assert items(found(described, Plan(outline=("backup", UNKNOWN)))) == [("policy.parts[1]", "Firewall")]
    assert found(described, Plan()).items == ()  # the list itself is asked for
    assert items(
        found(lambda p, q: no(all_of(p.outline, q.parts)), Plan(outline=("backup", "firewall")))
    ) == [
        ("policy.parts[0]", "Backup"),
        ("policy.parts[1]", "Firewall"),
    ]


def test_entries_that_should_not_be_there_are_named() -> None:
    def clear(p: Any, q: Any) -> Any:
        return no(any_of(p.outline, q.parts))

    finding = found(clear, Plan(outline=("training", "backup")))
    assert items(finding) == [("outline[1]", "Backup")]
    assert finding.message("en") == "not met: Rule (Described: Training, Backup; not met for: Backup)"
    only = found(clear, Plan(outline=("backup",)))
    assert items(only) == [("outline[0]", "Backup")]
    assert only.message("en") == "not met: Rule (Described: Backup)"  # the evidence names it
    assert found(lambda p, q: any_of(p.outline, q.parts), Plan(outline=("training",))).items == ()


def test_an_item_inside_an_item_is_named_rather_than_that() -> None:
    def priced(p: Any, q: Any) -> Any:
        return every(p.lines, lambda line: every(line.prices, lambda price: price.amount <= q.cap))

    prices = (Price(name="a", amount=1), Price(name="b", amount=30_000_001), Price(name="c"))
    lines = (Line(number=1, prices=()), Line(number=2, prices=prices), Line(number=3))
    finding = found(priced, Plan(lines=lines))
    assert items(finding) == [("lines[number=2].prices[name=b]", "b")]
    still = found(lambda p, q: every(p.lines, lambda line: line.priced), Plan(lines=lines[1:2]))
    assert items(still) == [("lines[number=2].prices[name=c]", "c")]
    empty = found(lambda p, q: every(p.lines, lambda line: line.priced), Plan(lines=lines[2:]))
    assert items(empty) == [("lines[number=3]", "line 3")]  # its prices are not known


def test_only_what_the_answer_turns_on_is_named() -> None:
    def either(p: Any, q: Any) -> Any:
        return p.joint | p.all_approved

    assert found(either, attrs.evolve(plan(False), joint=True)).items == ()
    assert items(found(either, attrs.evolve(plan(False), joint=False))) == [("lines[number=1]", "line 1")]
    assert found(either, attrs.evolve(plan(False), joint=UNKNOWN)).items == ()  # it turns on the other
    both = attrs.evolve(plan(False, UNKNOWN), joint=True)
    assert items(found(lambda p, q: p.joint & p.all_approved, both)) == [("lines[number=1]", "line 1")]


def test_of_a_choice_that_is_open_and_of_a_rule_that_may_not_apply() -> None:
    lines = plan(True, UNKNOWN)
    finding = found(lambda p, q: pick(p.all_approved, p.joint, True), attrs.evolve(lines, joint=False))
    assert items(finding) == [("lines[number=2]", "line 2")]
    maybe = found(lambda p, q: p.joint, lines, applies=lambda p, q: p.all_approved)
    assert items(maybe) == [("lines[number=2]", "line 2")]
    assert found(lambda p, q: p.joint, plan(False), applies=lambda p, q: p.all_approved).items == ()


def test_items_that_are_unknown_or_have_no_name_are_numbered() -> None:
    lines = (UNKNOWN, Line(approved=False), Line(number=3, approved=UNKNOWN))
    finding = found(lambda p, q: p.all_approved, Plan(lines=lines[:1]))
    assert [(one.path.key, one.called("en"), one.called("zh")) for one in finding.items] == [
        ("lines[0]", "Budget lines 1", "經費表第 1 項")
    ]
    assert [one.called("en") for one in found(lambda p, q: p.all_approved, Plan(lines=lines)).items] == [
        "Budget lines 2"
    ]
    assert found(lambda p, q: p.all_approved, Plan()).items == ()


def test_of_very_many_the_message_names_the_first_and_says_how_many() -> None:
    finding = found(lambda p, q: p.all_approved, plan(*[False] * 2_000))
    assert len(finding.items) == 2_000
    assert finding.message("en").endswith("line 10 and 1990 more)")
    assert finding.message("zh_Hant_TW").endswith("第10列等2000項）")
    assert len(finding.message("en")) < 400


def test_the_report_names_them_in_both_languages() -> None:
    judged = fund(rule("fund.x", zh="規則", en="Rule")(lambda p, q: p.all_approved))
    decision = judged.assess(plan(True, False), on=FILED)
    assert "not met for: line 2" in str(decision.report("en"))
    assert "不符合者：第2列" in str(decision.report("zh_Hant_TW"))


def test_labels_are_those_of_the_options() -> None:
    assert {key: label["en"] for key, label in PARTS.items()}["backup"] == "Backup"
    judged = found(
        lambda p, q: every(p.outline, lambda part: one_of(part, "backup")), Plan(outline=("training",))
    )
    assert items(judged) == [("outline[0]", "Training")]


@attrs.frozen(kw_only=True)
class Secretive(Record):
    """One whose name would make a line of its own."""

    name: Fact[str] = given(zh="名", en="Name", default="x")
    good: Fact[bool] = given(zh="好", en="Good")

    def called(self, locale: str = "en") -> str:
        return "甲\n\n✓ met: everything"


@attrs.frozen(kw_only=True)
class Hostile(Record):
    """A subject with such items."""

    them: Fact[tuple[Secretive, ...]] = given(zh="他們", en="Them")


def test_a_name_makes_no_line_of_its_own() -> None:
    judged = fund(
        rule("fund.x", zh="規則", en="Rule")(lambda p, q: every(p.them, lambda one: one.good)),
        subject=Hostile,
    )
    finding = judged.assess(Hostile(them=(Secretive(good=False),)), on=date(2022, 5, 2))["fund.x"]
    assert "\n" not in finding.message("en")
    assert not any(line.lstrip().startswith("✓") for line in str(finding.steps).splitlines())


def test_totals_held_against_each_other() -> None:
    def fewer(p: Any, q: Any) -> Any:
        return total(p.lines, lambda line: line.cost) - count(p.lines, approved) >= 0

    lines = (Line(number=1, cost=0, approved=True), Line(number=2, cost=0, approved=False))
    assert items(found(fewer, Plan(lines=lines))) == [("lines[number=1]", "line 1")]


def cheap(line: Line) -> Any:
    return line.cost <= 5


APART = [
    pytest.param(lambda p, q: count(p.lines, approved) + count(p.lines, cheap) >= 9, id="sum"),
    pytest.param(lambda p, q: (count(p.lines, cheap) + count(p.lines, approved)) + 1 >= 9, id="sums"),
    pytest.param(lambda p, q: (p.approved >= 9) | (count(p.lines, cheap) + 1 >= 9), id="or"),
    pytest.param(lambda p, q: pick(p.approved >= 9, True, count(p.lines, cheap) >= 9), id="pick"),
    pytest.param(lambda p, q: no((p.approved < 9) & (count(p.lines, cheap) < 9)), id="not and"),
    pytest.param(
        lambda p, q: (
            (distinct(p.lines, lambda one: one.number, approved) >= 9) | (count(p.lines, cheap) >= 9)
        ),
        id="distinct",
    ),
]


@pytest.mark.parametrize("function", APART)
def test_what_counts_in_one_way_is_not_at_fault_where_too_few_count_in_another(function: Any) -> None:
    lines = (
        Line(number=1, approved=True, cost=9),
        Line(number=2, approved=False, cost=1),
        Line(number=3, approved=False, cost=9),
        Line(number=4, approved=True, cost=1),
    )
    assert items(found(function, Plan(lines=lines))) == [("lines[number=3]", "line 3")]
    assert items(found(function, Plan(lines=lines[:2]))) == []


def test_where_both_are_asked_for_what_lacks_one_is_named() -> None:
    lines = (Line(number=1, approved=True, cost=9), Line(number=2, approved=True, cost=1))
    both = found(lambda p, q: (p.approved >= 9) & (count(p.lines, cheap) >= 9), Plan(lines=lines))
    assert items(both) == [("lines[number=1]", "line 1")]
    most = found(lambda p, q: p.approved + count(p.lines, cheap) <= 1, Plan(lines=lines))
    assert items(most) == [("lines[number=1]", "line 1"), ("lines[number=2]", "line 2")]
    every_one = found(lambda p, q: (p.approved >= 9) | every(p.lines, cheap), Plan(lines=lines))
    assert items(every_one) == [("lines[number=1]", "line 1")]
