"""What a digest of a rule covers: what the rule says, and no name of a class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import attrs
import pytest

from cloudgrant.rules import Fact, Record, given, lesser, no, one_of, pick, rule, share_at_most
from cloudgrant.rules.writing import spelling, tree
from cloudgrant.rules.writing.spelling import rule_digest, spelt
from cloudgrant.rules.writing.tracing import trace, trace_rule
from toys.stalls import RULES, Stall, Terms, stalls
from toys.workshops import Limits, Workshop

Function = Callable[..., Any]


def digest_of(function: Function, subject: type[Any] = Workshop, policy: type[Any] = Limits) -> str:
    return rule_digest(trace_rule(rule("fund.x", zh="甲", en="A")(function), subject, policy))


def test_every_kind_of_node_has_its_word() -> None:
    by_itself = {tree.Constant, tree.FactOf, tree.PolicyValue, tree.Filing, tree.Arithmetic, tree.Comparison}
    assert {*get_args(tree.Node)} == {*spelling._WORDS} | by_itself | {tree.ShareLimit, tree.Awaited}
    assert len({*spelling._WORDS.values()}) == len(spelling._WORDS)


def test_a_renamed_class_changes_no_digest() -> None:
    classes = (*get_args(tree.Node), Stall, Terms)
    names = [(cls.__name__, cls.__qualname__) for cls in classes]
    before = [rule_digest(traced) for traced in stalls.traced_at()]
    reprs = [repr(traced.holds) for traced in stalls.traced_at()]
    try:
        for cls in classes:
            cls.__name__ = cls.__qualname__ = f"Renamed{cls.__name__}"
        assert [repr(traced.holds) for traced in stalls.traced_at()] != reprs  # what was digested once
        assert [rule_digest(traced) for traced in stalls.traced_at()] == before
    finally:
        for cls, (name, qualified) in zip(classes, names, strict=True):
            cls.__name__, cls.__qualname__ = name, qualified
    assert len(before) == len(RULES)


def test_the_spelling_is_pinned() -> None:
    """It stands in receipts that are already issued: it never changes without another version."""

    def every(shop: Any, policy: Any, on: Any) -> Any:
        paid = pick(shop.public, lesser(shop.rent, 7), shop.wages * 2 - 1)
        return (
            one_of(shop.style, "silk", "paper", "silk")
            & one_of(shop.style, policy.kinds)
            & (paid + 1 < policy.most_rent)
            & (shop.rent + shop.wages <= policy.most_rent)
            & share_at_most(shop.rent, shop.wages, policy.half)
            & (no(on <= date(2022, 5, 2)) | (shop.founded >= on))
        )

    money = [0, 10**14]
    rent, wages = ["fact", "rent", "int", *money], ["fact", "wages", "int", *money]
    most, style = ["policy", "most_rent", "int", *money], ["fact", "style", "text"]
    chosen = ["-", ["*", wages, ["value", "int", 2]], ["value", "int", 1]]
    paid = ["pick", ["fact", "public", "bool"], ["lesser", rent, ["value", "int", 7]], chosen]
    assert spelling.FORM == 3
    assert spelt(trace("fund.x", every, Workshop, Limits)) == [
        "and",
        ["one of", style, ["text", "paper"], ["text", "silk"]],
        ["one of", style, ["policy", "kinds", "list", "text"]],
        ["<", ["+", paid, ["value", "int", 1]], most],
        ["<=", ["+", rent, wages], most],
        ["share <=", rent, wages, ["policy", "half", "share"]],
        ["or", ["not", ["<=", ["on"], ["value", "date", "2022-05-02"]]],
         [">=", ["fact", "founded", "date"], ["on"]]],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda s, p: s.rent <= 1, lambda s, p: s.rent <= 2),
        (lambda s, p: s.rent <= 1, lambda s, p: s.rent < 1),
        (lambda s, p: s.rent <= 1, lambda s, p: s.wages <= 1),
        (lambda s, p: s.rent <= p.most_rent, lambda s, p: s.rent <= p.grant),
        (lambda s, p: s.rent - s.wages <= 1, lambda s, p: s.wages - s.rent <= 1),
        (lambda s, p: s.public & s.fined, lambda s, p: s.public | s.fined),
        (lambda s, p: s.public, lambda s, p: no(s.public)),
        (lambda s, p: one_of(s.style, "paper"), lambda s, p: one_of(s.style, "silk")),
        (lambda s, p: s.address.area <= 1, lambda s, p: s.staff <= 1),
    ],
)
def test_what_a_rule_says_changes_its_digest(one: Function, other: Function) -> None:
    assert digest_of(one) != digest_of(other)


def test_options_said_in_another_order_are_the_same() -> None:
    def one(shop: Any, policy: Any) -> Any:
        return one_of(shop.style, "paper", "silk")

    def other(shop: Any, policy: Any) -> Any:
        return one_of(shop.style, "silk", "paper", "silk")

    assert digest_of(one) == digest_of(other)


def test_the_bounds_of_a_number_are_part_of_it_and_its_label_is_not() -> None:
    def small(shop: Any, policy: Any) -> Any:
        return shop.staff <= policy.most_staff

    def shops(label: str, most: int) -> type[Record]:
        @attrs.frozen(kw_only=True)
        class Shop(Record):
            staff: Fact[int] = given(zh=label, en=label, most=most)

        return Shop

    assert digest_of(small, shops("a", 9)) == digest_of(small, shops("b", 9))
    assert digest_of(small, shops("a", 9)) != digest_of(small, shops("a", 8))
