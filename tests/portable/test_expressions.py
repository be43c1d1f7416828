"""How each kind of node is written as a pair of expressions, and what the pair comes to."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, InvalidInput, Truth
from cloudgrant.rules.writing import tree
from cloudgrant.values.shares import Share
from readings.cel_answers import evaluated, valued
from toys.stalls import Stall, Terms

A, B, C = (tree.FactOf((name,), cg.facts(Stall)["rent"]) for name in "abc")
P, Q = (tree.FactOf((name,), cg.facts(Stall)["fined"]) for name in "pq")
SAID = tree.FactOf(("said",), cg.facts(Stall)["founded"])
LIMIT = tree.PolicyValue("limit", cg.facts(Terms)["budget"])
OPEN_LIMIT = tree.PolicyValue("levy", cg.facts(Terms)["levy"])
SHARE = tree.PolicyValue("share", cg.facts(Terms)["own_share"])
LISTED = tree.PolicyValue("kinds", cg.facts(Terms)["widths"])

A_SAID = "has(subject.a) && subject.a != null"
P_SAID = "has(subject.p) && subject.p != null"
Q_SAID = "has(subject.q) && subject.q != null"
LEAST, MOST = f"(({A_SAID}) ? subject.a : 0)", f"(({A_SAID}) ? subject.a : {10**14})"

NODES: list[tuple[tree.Node, str, str]] = [
    (tree.Constant(True), "true", "true"),
    (tree.Constant(UNKNOWN), "false", "true"),
    (P, f"({P_SAID} && subject.p)", f"(!({P_SAID}) || subject.p)"),
    (tree.Not(P), f"!(!({P_SAID}) || subject.p)", f"!({P_SAID} && subject.p)"),
    (
        tree.FactOf(("pitch", "open"), P.info),
        ("(has(subject.pitch) && subject.pitch != null && has(subject.pitch.open) && "
        "subject.pitch.open != null && subject.pitch.open)"),
        ("(!(has(subject.pitch) && subject.pitch != null && has(subject.pitch.open) && "
        "subject.pitch.open != null) || subject.pitch.open)"),
    ),
    (
        tree.And((P, Q)),
        f"(({P_SAID} && subject.p) && ({Q_SAID} && subject.q))",
        f"((!({P_SAID}) || subject.p) && (!({Q_SAID}) || subject.q))",
    ),
    (tree.Or((P, tree.Constant(True))), "true", "true"),
    (tree.Said(A), f"({A_SAID})", "true"),
    (tree.Comparison("<=", A, LIMIT), f"({MOST} <= policy.limit)", f"({LEAST} <= policy.limit)"),
    (tree.Comparison(">", A, LIMIT), f"({LEAST} > policy.limit)", f"({MOST} > policy.limit)"),
    (
        tree.Comparison("<", tree.Filing(), tree.Constant(date(2022, 8, 31))),
        '(on != null && (on < "2022-08-31"))',
        '(!(on != null) || (on < "2022-08-31"))',
    ),
    (
        tree.Comparison("<=", tree.Constant(3), OPEN_LIMIT),
        ("(has(policy.levy) && policy.levy != null && "
        "(3 <= ((has(policy.levy) && policy.levy != null) ? policy.levy : 0)))"),
        ("(!(has(policy.levy) && policy.levy != null) || "
        "(3 <= ((has(policy.levy) && policy.levy != null) ? policy.levy : 0)))"),
    ),
    (
        tree.OneOf(SAID, ('x', 'a"\\')),
        '(has(subject.said) && subject.said != null && (subject.said in ["x", "a\\"\\\\"]))',
        '(!(has(subject.said) && subject.said != null) || (subject.said in ["x", "a\\"\\\\"]))',
    ),
    (
        tree.ShareLimit("<=", A, tree.Constant(9), tree.Constant(Share.of("1/3"))),
        f"(({MOST} * 3) <= 9)",
        f"(({LEAST} * 3) <= 9)",
    ),
]  # fmt: skip


def _at_most(limit: tree.Node, *parts: tree.Node) -> tree.Node:
    whole = parts[0]
    for part in parts[1:]:
        whole = tree.Arithmetic("+", whole, part)
    return tree.Comparison("<=", whole, limit)


BOUND: dict[str, Any] = {
    "subject": {"a": 7, "b": 2, "c": 5, "p": True, "q": False, "said": "2022-02-28", "pitch": {"width": 3}},
    "policy": {"limit": 9, "share": {"numerator": 1, "denominator": 3}, "kinds": [7]},
    "on": "2022-05-02",
}
UNSAID = tree.FactOf(("unsaid",), A.info)
OPEN = tree.FactOf(("open",), P.info)
UNTOLD = tree.FactOf(("untold",), SAID.info)


@pytest.mark.parametrize(("node", "surely", "possibly"), NODES, ids=[surely for _, surely, _ in NODES])
def test_how_a_node_is_printed(node: tree.Node, surely: str, possibly: str) -> None:
    assert portable.cel(node) == (surely, possibly, ())


def is_(left: tree.Node, right: int) -> tree.Node:
    return tree.Same(left, tree.Constant(right))


def at_most(left: tree.Node, right: int) -> tree.Node:
    return tree.Comparison("<=", left, tree.Constant(right))


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (is_(tree.Arithmetic("-", A, tree.Arithmetic("-", B, C)), 10), True),
        (is_(tree.Arithmetic("*", tree.Arithmetic("+", A, B), C), 45), True),
        (is_(tree.Arithmetic("//", A, tree.Constant(2)), 3), True),
        (is_(tree.Arithmetic("//", tree.Arithmetic("-", B, C), tree.Constant(2)), -2), True),
        (is_(tree.Lesser(A, LIMIT), 7), True),
        (is_(tree.Pick(P, A, B), 7), True),
        (is_(tree.Pick(Q, A, B), 2), True),
        (at_most(tree.Pick(OPEN, A, B), 7), True),
        (at_most(tree.Pick(OPEN, A, B), 6), UNKNOWN),
        (at_most(tree.Pick(OPEN, A, B), 1), False),
        (tree.Pick(Q, P, tree.Not(P)), False),
        (tree.Pick(OPEN, P, P), True),
        (tree.Pick(OPEN, P, Q), UNKNOWN),
        (tree.Not(tree.And((P, Q))), True),
        (tree.And((OPEN, Q)), False),
        (tree.And((OPEN, P)), UNKNOWN),
        (tree.Or((OPEN, P)), True),
        (tree.OneOf(A, LISTED), True),
        (tree.OneOf(B, LISTED), False),
        (tree.OneOf(A, ()), False),
        (tree.OneOf(UNSAID, (1, 2)), UNKNOWN),
        (tree.OneOf(UNSAID, (-1,)), False),
        (tree.OneOf(P, (True,)), True),
        (tree.OneOf(OPEN, (True, False)), UNKNOWN),
        (_at_most(LIMIT, A, B), True),
        (_at_most(LIMIT, A, B, C), False),
        (_at_most(LIMIT, A, C, UNSAID), False),
        (_at_most(OPEN_LIMIT, A, C, UNSAID), UNKNOWN),
        (tree.ShareLimit("<=", B, A, SHARE), True),
        (tree.ShareLimit(">=", B, A, SHARE), False),
        (tree.ShareLimit(">=", B, A, tree.Constant(Share.of("2/7"))), True),
        (tree.ShareLimit(">=", B, A, tree.Constant(Share.of("286/1000"))), False),
        (is_(tree.ShareOf(A, SHARE, "down"), 2), True),
        (is_(tree.ShareOf(A, SHARE, "up"), 3), True),
        (is_(tree.ShareOf(tree.Arithmetic("-", B, A), SHARE, "down"), -2), True),
        (is_(tree.ShareOf(tree.Arithmetic("-", B, A), SHARE, "up"), -1), True),
        (tree.Said(SAID), True),
        (tree.Said(UNSAID), UNKNOWN),
        (tree.Said(OPEN), UNKNOWN),
        (tree.Same(SAID, tree.Constant("2022-02-28")), True),
        (tree.Same(SAID, UNTOLD), UNKNOWN),
        (tree.Same(P, Q), False),
        (tree.Same(P, OPEN), UNKNOWN),
        (tree.Same(UNSAID, tree.Constant(-1)), False),
        (is_(tree.Agreed((UNSAID, A)), 7), True),
        (is_(tree.Agreed((A, UNSAID)), 7), True),
        (is_(tree.Agreed((OPEN_LIMIT, A)), 7), True),
        (tree.Agreed((OPEN, Q)), False),
        (tree.Same(tree.Agreed((UNTOLD, SAID)), SAID), True),
        (tree.Comparison("<=", tree.Filing(), tree.Constant(date(2022, 5, 2))), True),
        (tree.Comparison("<", tree.Filing(), tree.Constant(date(2022, 5, 2))), False),
        (tree.Comparison(">", tree.Filing(), tree.Constant(date(2021, 12, 31))), True),
        (tree.Comparison("<", tree.Constant(date(987, 1, 1)), tree.Constant(date(2022, 1, 1))), True),
        (tree.Comparison("<=", tree.Pick(OPEN, SAID, SAID), tree.Filing()), True),
        (tree.Comparison("<=", tree.Pick(Q, UNTOLD, SAID), tree.Filing()), True),
        (tree.Comparison("<=", tree.Pick(P, UNTOLD, SAID), tree.Filing()), UNKNOWN),
    ],
)
def test_what_a_node_comes_to(node: tree.Node, value: Truth) -> None:
    assert evaluated(portable.cel(node), BOUND) is value


def test_absent_and_null_are_both_unknown() -> None:
    kind = tree.OneOf(tree.FactOf(("pitch", "county"), SAID.info), ("south",))
    subjects: list[dict[str, Any]] = [{}, {"pitch": None}, {"pitch": {}}, {"pitch": {"county": None}}]
    for subject in subjects:
        assert evaluated(portable.cel(kind), {"subject": subject, "policy": {}, "on": None}) is UNKNOWN


def test_a_number_is_written_as_often_as_its_tree_grows() -> None:
    """Choices of amounts inside each other: linear, where every case by itself would double each time."""
    sizes = []
    for depth in range(1, 9):
        node: tree.Node = A
        for _ in range(depth):
            node = tree.Lesser(tree.Pick(P, tree.Arithmetic("+", node, B), C), tree.Constant(9))
        sizes.append(len("".join(portable.cel(at_most(node, 5))[:2])))
    steps = [later - sooner for sooner, later in pairwise(sizes)]
    assert max(steps) < 1.1 * min(steps)


def test_what_no_expression_can_say_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"portable\.word"):
        portable.cel(tree.Comparison("<=", tree.Entry(tree.Constant(3), SAID), A))


def test_the_engine_reads_what_is_named_once() -> None:
    assert valued("[3].map(a, [4].map(b, (a <= b ? a : b))[0])[0]", {}) == 3
