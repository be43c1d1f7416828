"""``all_of``, a policy's whole list among a list of facts, read every way; and what no text settles."""

from __future__ import annotations

from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from cloudgrant import frames
from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    InvalidInput,
    Outcome,
    Record,
    Result,
    RuleRefused,
    Ruling,
    Text,
    Truth,
    all_of,
    given,
    rule,
)
from readings.cel_answers import Expressions
from toys.workshops import FILED, LIMITS, Limits, Workshop, programme

WORDS = ("folding", "painting", "weaving")


@rule("fund.crafts", zh="通曉{policy.crafts}", en="Knows {policy.crafts}")
def knows_all(shop: Workshop, policy: Limits) -> Truth:
    return all_of(shop.crafts, policy.crafts)


FUND = programme(knows_all)

lists = st.lists(st.sampled_from((*WORDS, UNKNOWN)), max_size=4).map(tuple)


@drawn(lists, st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(tuple))
def test_what_is_said_is_what_every_completion_says(items: tuple[Any, ...], options: tuple[str, ...]) -> None:
    answer = all_of(items, options)
    if UNKNOWN not in items:
        assert answer is set(options).issubset(items)
    elif set(options).issubset(items):
        assert answer is True
    else:
        assert answer is UNKNOWN


def test_unknown_lists() -> None:
    assert all_of(UNKNOWN, WORDS) is UNKNOWN
    assert all_of(WORDS, UNKNOWN) is UNKNOWN
    assert all_of(UNKNOWN, ()) is True
    assert all_of((), WORDS) is False


@drawn(st.one_of(lists, st.just(UNKNOWN)))
def test_function_object_and_expression_agree(crafts: Any) -> None:
    shop = Workshop(crafts=crafts)
    direct = knows_all(shop, LIMITS)
    decided = FUND.assess(shop, on=FILED).results["fund.crafts"]
    assert decided is {True: Result.MET, False: Result.NOT_MET, UNKNOWN: Result.UNDETERMINED}[direct]
    assert Expressions(FUND).results(shop, LIMITS, FILED)["fund.crafts"] == decided.value


def test_the_rest_of_the_list_is_what_would_mend_it() -> None:
    shop = Workshop(crafts=("weaving", "painting"))
    [remedy] = FUND.assess(shop, on=FILED).remedies
    assert remedy.apply(shop).crafts == ("weaving", "painting", "folding")
    assert FUND.assess(remedy.apply(shop), on=FILED).outcome is Outcome.ELIGIBLE


def test_the_list_or_its_unknown_items_are_asked_for() -> None:
    def asked(crafts: Any) -> list[str]:
        return [gap.path.key for gap in FUND.assess(Workshop(crafts=crafts), on=FILED).missing]

    assert asked(UNKNOWN) == ["crafts"]
    assert asked(("folding", UNKNOWN)) == ["crafts[1]"]
    assert asked(("folding", "painting", UNKNOWN)) == []


@pytest.mark.parametrize(
    "function",
    [
        lambda shop, policy: all_of(shop.crafts, ("folding",)),
        lambda shop, policy: all_of(("folding",), policy.crafts),
        lambda shop, policy: all_of(shop.style, policy.kinds),
        lambda shop, policy: all_of(shop.crafts, policy.most_staff),
        lambda shop, policy: all_of(shop.makers, policy.crafts),
    ],
)
def test_a_fact_list_is_held_against_a_list_of_the_policy(function: Any) -> None:
    with pytest.raises(RuleRefused):
        programme(rule("fund.x", en="…")(function))


def test_a_frame_has_no_lists() -> None:
    with pytest.raises(InvalidInput, match=r"frame\.list"):
        frames.assess(pl.DataFrame({"staff": [1]}), FUND, subject=Workshop, on=FILED)
    schema = nw.from_native(pl.DataFrame({"staff": [1]})).schema
    with pytest.raises(InvalidInput, match=r"frame\.list"):
        frames.Columns(Workshop, schema=schema).expression(FUND.traced("fund.crafts").holds, LIMITS)


# A policy value on which the text is silent: it waits for an answer, and a ruling may give it.


@attrs.frozen(kw_only=True)
class Silent(Record):
    lanterns_count: Fact[bool] = given(
        zh="燈籠計入",
        en="Lanterns count",
        known_by="text",
        ask=Text(zh="燈籠計入嗎？", en="Do lanterns count?"),
    )
    levied: Fact[bool] = given(zh="須繳規費", en="A levy is due", known_by="office")


@rule("fund.lanterns", zh="燈籠", en="Lanterns")
def lanterns(shop: Workshop, policy: Silent) -> Truth:
    return policy.lanterns_count


@rule("fund.levy", zh="規費", en="Levy")
def levy(shop: Workshop, policy: Silent) -> Truth:
    return policy.levied


def test_what_no_text_settles_is_told_from_what_is_not_published() -> None:
    fund = programme(lanterns, levy, policies={FILED: Silent()})
    decision = fund.assess(Workshop(), on=FILED)
    assert [(gap.because, gap.path.key) for gap in decision.awaiting] == [
        ("text", "policy.lanterns_count"),
        ("policy", "policy.levied"),
    ]
    assert decision.awaiting[0].question("zh_Hant_TW") == "燈籠計入嗎？"
    rulings = [Ruling(rule=id, result="met", by="office", on=FILED) for id in ("fund.lanterns", "fund.levy")]
    ruled = fund.assess(Workshop(), on=FILED, rulings=rulings)
    # A ruling settles what the text leaves open, not what is still to be published.
    assert ruled.results == {"fund.lanterns": Result.MET, "fund.levy": Result.UNDETERMINED}
