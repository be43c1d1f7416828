"""The rule book that other machines run: what it names, and how each kind of node is printed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs
import cel
import pytest

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, Truth, for_each, rule
from cloudgrant.rules.writing import tree
from cloudgrant.values.shares import Share
from toys.stalls import FILED, OTHER, PUBLISHED, RULES, TERMS, Pitch, Stall, stalls
from toys.workshops import Limits, Maker, programme

A, B, C = (tree.FactOf((name,), cg.facts(Stall)["rent"]) for name in "abc")
P, Q = (tree.FactOf((name,), cg.facts(Stall)["fined"]) for name in "pq")
LIMIT = tree.PolicyValue("limit", cg.facts(Stall)["rent"])
SHARE = tree.PolicyValue("share", cg.facts(Stall)["rent"])
LISTED = tree.PolicyValue("kinds", cg.facts(Stall)["rent"])
HALF = '{"numerator": 1, "denominator": 2}'

NODES: list[tuple[tree.Node, str]] = [
    (tree.Constant(200), "200"),
    (tree.Constant(-1), "-1"),
    (tree.Constant(True), "true"),
    (tree.Constant(False), "false"),
    (tree.Constant("無"), '"無"'),
    (tree.Constant('a"\\'), '"a\\"\\\\"'),
    (tree.Constant(date(2022, 8, 31)), '"2022-08-31"'),
    (tree.Constant(Share.of("50%")), HALF),
    (A, "subject.a"),
    (tree.FactOf(("pitch", "width"), A.info), "subject.pitch.width"),
    (LIMIT, "policy.limit"),
    (tree.Filing(), "on"),
    (tree.Arithmetic("+", A, B), "(subject.a + subject.b)"),
    (tree.Arithmetic("-", A, tree.Arithmetic("-", B, C)), "(subject.a - (subject.b - subject.c))"),
    (tree.Arithmetic("*", tree.Arithmetic("+", A, B), C), "((subject.a + subject.b) * subject.c)"),
    *[
        (tree.Comparison(order, A, LIMIT), f"(subject.a {order} policy.limit)")
        for order in ("<=", "<", ">=", ">")
    ],
    (tree.And((P, Q)), "(subject.p && subject.q)"),
    (tree.And((P, Q, P)), "((subject.p && subject.q) && subject.p)"),
    (tree.Or((P, Q, P)), "((subject.p || subject.q) || subject.p)"),
    (tree.Or((tree.And((P, Q)), tree.Not(P))), "((subject.p && subject.q) || !(subject.p))"),
    (tree.Not(tree.Or((P, Q))), "!((subject.p || subject.q))"),
    (tree.Lesser(A, LIMIT), "(subject.a <= policy.limit ? subject.a : policy.limit)"),
    (tree.OneOf(A, (1, 2)), "(subject.a in [1, 2])"),
    (tree.OneOf(A, ()), "(subject.a in [])"),
    (tree.OneOf(A, ("x", "y")), '(subject.a in ["x", "y"])'),
    (tree.OneOf(A, LISTED), "(subject.a in policy.kinds)"),
    (tree.SumAtMost(LIMIT, (A,)), "(subject.a <= policy.limit)"),
    (
        tree.SumAtMost(LIMIT, (A, B)),
        ("(((subject.a <= policy.limit) && (subject.b <= policy.limit)) && "
        "((subject.a + subject.b) <= policy.limit))"),
    ),
    (
        tree.ShareLimit("<=", A, B, SHARE),
        "((subject.a * policy.share.denominator) <= (subject.b * policy.share.numerator))",
    ),
    (
        tree.ShareLimit(">=", A, B, tree.Constant(Share.of("1/2"))),
        f"((subject.a * {HALF}.denominator) >= (subject.b * {HALF}.numerator))",
    ),
]  # fmt: skip

BOUND: dict[str, Any] = {
    "subject": {"a": 7, "b": 2, "c": 5, "p": True, "q": False, "pitch": {"width": 3}},
    "policy": {"limit": 9, "share": {"numerator": 1, "denominator": 3}, "kinds": [7]},
    "on": "2022-05-02",
}


@pytest.mark.parametrize(("node", "printed"), NODES, ids=[printed for _, printed in NODES])
def test_how_a_node_is_printed(node: tree.Node, printed: str) -> None:
    assert portable.cel(node) == printed
    cel.compile(printed)


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (tree.Arithmetic("-", A, tree.Arithmetic("-", B, C)), 10),
        (tree.Arithmetic("*", tree.Arithmetic("+", A, B), C), 45),
        (tree.Arithmetic("//", A, tree.Constant(2)), 3),
        (tree.Arithmetic("//", tree.Arithmetic("-", B, C), tree.Constant(2)), -2),
        (tree.Lesser(A, LIMIT), 7),
        (tree.Pick(P, A, B), 7),
        (tree.Pick(Q, A, B), 2),
        (tree.Pick(Q, P, tree.Not(P)), False),
        (tree.Not(tree.And((P, Q))), True),
        (tree.And((tree.Or((P, Q)), Q)), False),
        (tree.OneOf(A, LISTED), True),
        (tree.OneOf(B, LISTED), False),
        (tree.OneOf(A, ()), False),
        (tree.SumAtMost(LIMIT, (A, B)), True),
        (tree.SumAtMost(LIMIT, (A, B, C)), False),
        (tree.ShareLimit("<=", B, A, SHARE), True),
        (tree.ShareLimit(">=", B, A, SHARE), False),
        (tree.ShareLimit(">=", B, A, tree.Constant(Share.of("2/7"))), True),
        (tree.ShareLimit(">=", B, A, tree.Constant(Share.of("286/1000"))), False),
        (tree.Comparison("<=", tree.Filing(), tree.Constant(date(2022, 5, 2))), True),
        (tree.Comparison("<", tree.Filing(), tree.Constant(date(2022, 5, 2))), False),
        (tree.Comparison(">", tree.Filing(), tree.Constant(date(2021, 12, 31))), True),
    ],
)
def test_what_a_node_comes_to(node: tree.Node, value: object) -> None:
    found = cel.evaluate(portable.cel(node), BOUND)
    assert (found, type(found)) == (value, type(value))


def test_a_list_is_looked_through() -> None:
    crafts = tree.FactOf(("crafts",), A.info)
    printed = portable.cel(tree.AnyOf(crafts, LISTED))
    for crafts_bound, expected in (([1, 7], True), ([1], False), ([], False)):
        bound = {"subject": {"crafts": crafts_bound}, "policy": {"kinds": [7]}, "unknown": {"crafts": False}}
        assert cel.evaluate(printed, bound) is expected


def test_years_of_any_length_stay_in_order() -> None:
    early = tree.Comparison("<", tree.Constant(date(987, 1, 1)), tree.Constant(date(2022, 1, 1)))
    assert cel.evaluate(portable.cel(early), {}) is True


@pytest.mark.parametrize("programme", [cg.points, stalls])
def test_a_rulebook_survives_json(programme: cg.Programme[Any, Any]) -> None:
    book = portable.rulebook(programme)
    assert json.loads(json.dumps(book)) == book
    assert portable.rulebook(programme) == book


def test_a_rulebook_names_every_fact_rule_and_clause_of_points() -> None:
    book = portable.rulebook(cg.points)
    assert (book["kind"], book["version"], book["programme"], book["stage"]) == (
        "rulebook",
        1,
        "points",
        "application",
    )
    assert set(book["facts"]) == set(cg.facts(cg.Company)) >= {
        "ubn", "name", "paid_in_capital", "regular_employees", "manufacturer", "provider", "service_firm",
        "factory", "points_last_used_in",
    }  # fmt: skip
    rests = "(policy.applications_until < policy.last_day_if_moved)"
    by_then = "(on <= policy.applications_until)"
    to_the_next = f"({by_then} || ((on <= policy.last_day_if_moved) && (on <= policy.moved_last_day)))"
    assert {entry["id"]: entry["holds"] for entry in book["rules"]} == {
        "points.window.application": f"(((({rests} && {to_the_next}) || (!({rests}) && {by_then})) "
        f"|| ({to_the_next} && {by_then})) && "
        "((policy.surely_open_from <= on) || (policy.applications_from <= on)))",
        "points.applicant.size": "((subject.paid_in_capital <= policy.paid_in_capital_ceiling) || "
        "(subject.regular_employees <= policy.regular_employee_ceiling))",
        "points.applicant.manufacturer": "subject.manufacturer",
        "points.applicant.factory": '(subject.factory in ["registered", "exempt"])',
        "points.applicant.not-repeat": "((((subject.points_last_used_in <= policy.repeat_year) && "
        "(subject.points_last_used_in < policy.repeat_year)) || "
        "(!((subject.points_last_used_in <= policy.repeat_year)) && "
        "(subject.points_used_before_in < policy.repeat_year))) || "
        "((subject.points_last_used_in < policy.repeat_year) && "
        "(subject.points_used_before_in < policy.repeat_year)))",
    }
    for entry in book["rules"]:
        clause = cg.points.clauses[entry["id"]]
        assert entry["clause"]["id"] == entry["id"]
        assert (entry["clause"]["heading"], entry["clause"]["source"]) == (clause.heading, clause.source)
        assert {"zh", "en"} <= set(entry["wording"])


def test_a_rulebook_tells_all_of_a_fact() -> None:
    facts = portable.rulebook(cg.points)["facts"]
    capital, factory = facts["paid_in_capital"], facts["factory"]
    assert (capital["type"], capital["unit"], capital["least"], capital["most"]) == ("int", "TWD", 0, 10**14)
    assert (capital["change"], capital["known_by"], capital["derived"]) == ("never", "applicant", False)
    assert factory["options"]["exempt"] == {"zh": "免工廠登記", "en": "exempt"}
    assert factory["change"] == "both_ways"
    assert "factory" in factory["question"]["en"]
    assert portable.rulebook(stalls)["facts"]["costs"]["derived"] is True


def test_a_rulebook_holds_the_policy_that_is_known() -> None:
    book = portable.rulebook(stalls)
    assert book["policy"] == {
        "closes": "2022-06-30", "budget": 600, "own_share": {"numerator": 1, "denominator": 3},
        "kinds": ["food", "craft"], "widths": [2, 4], "most_staff": 9, "cap": 250,
    }  # fmt: skip
    reformed = portable.rulebook(stalls, policy=PUBLISHED)
    assert (reformed["policy"]["levy"], reformed["policy"]["opens"]) == (424, "2022-04-01")
    assert reformed["rules"] == book["rules"]
    assert portable.bindings(Stall(), OTHER)["policy"]["widths"] == []


def test_a_rulebook_tells_what_is_advisory_and_when_a_rule_applies() -> None:
    entries = {entry["id"]: entry for entry in portable.rulebook(stalls)["rules"]}
    assert list(entries) == [one.id for one in RULES]
    assert entries["stall.size"]["force"] == "advisory"
    assert entries["stall.size"]["applies"] == '(subject.founded >= "2020-01-01")'
    assert entries["stall.pitch"]["applies"] == '!((subject.pitch.county in ["islands"]))'
    assert entries["stall.budget"]["applies"] is None
    assert entries["stall.stock/levy"]["clause"]["id"] == "stall.stock"


def test_the_facts_inside_a_record_are_named_too() -> None:
    book = json.dumps(portable.rulebook(stalls)["facts"], ensure_ascii=False)
    for info in (cg.facts(Pitch)["county"], cg.facts(Pitch)["width"]):
        assert info.label.in_("en") in book


def test_a_rule_about_each_item_names_the_list_and_the_facts_of_its_items() -> None:
    @rule("fund.maker", en="Licensed")
    def maker_licensed(maker: Maker, limits: Limits) -> Truth:
        return maker.licensed

    book = portable.rulebook(programme(for_each("makers", maker_licensed)))
    [entry] = book["rules"]
    assert (entry["over"], entry["holds"]) == ("makers", "subject.licensed")
    assert cg.facts(Maker)["apprentice"].label.in_("en") in json.dumps(book["facts"], ensure_ascii=False)


def test_what_is_unknown_is_not_bound() -> None:
    bound = portable.bindings(Stall(rent=5, pitch=Pitch(width=3)), TERMS)
    assert bound["subject"] == {"rent": 5, "pitch": {"width": 3}}
    assert {"opens", "levy"}.isdisjoint(bound["policy"])
    assert "on" not in bound
    assert portable.bindings(Stall(), TERMS, FILED)["on"] == "2022-05-02"
    assert portable.bindings(Stall(rent=1, wages=2), TERMS)["subject"]["costs"] == 3
    json.dumps(bound)


def test_the_class_that_carried_the_facts_does_not_show() -> None:
    maker = cg.Manufacturer(regular_employees=3)
    company = cg.Company(regular_employees=3, manufacturer=True)
    policy = attrs.evolve(cg.points.policy_on(FILED), applications_from=UNKNOWN)
    assert portable.bindings(maker, policy) == portable.bindings(company, policy)
