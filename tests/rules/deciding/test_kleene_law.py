"""Learning a fact never overturns an answer, and all readings of a rule give the same answer."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cloudgrant.rules import UNKNOWN, Fact, Outcome, Programme, Result, Rule, rule
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.writing.tracing import trace
from toys.workshops import holds, programme
from toys.written_rules import DAYS, VALUES, Rates, Shop, function_of, policies, shops, texts

days = st.sampled_from([DAYS[1], UNKNOWN])
RESULTS = {True: Result.MET, False: Result.NOT_MET, UNKNOWN: Result.UNDETERMINED}


def programme_of(*rules: Rule[...]) -> Programme[Any, Any]:
    return programme(*rules, subject=Shop, policies={date(2022, 1, 1): Rates()})


@st.composite
def learnt(draw: st.DrawFn, shop: Shop) -> Shop:
    """The same shop, of which some more facts are known."""
    unknown = [name for name in VALUES if getattr(shop, name) is UNKNOWN]
    names = draw(st.lists(st.sampled_from(unknown), unique=True)) if unknown else []
    return attrs.evolve(shop, **{name: draw(st.sampled_from(VALUES[name])) for name in names})


def with_unknown_items(shop: Shop) -> Shop:
    return attrs.evolve(shop, crafts=("glass", UNKNOWN)) if shop.crafts == ("glass", "silk") else shop


@given(text=texts, shop=shops(), policy=policies(), on=days)
@settings(max_examples=400)
def test_the_tree_and_the_judge_agree_and_the_function_never_says_otherwise(
    text: str, shop: Shop, policy: Rates, on: Fact[date]
) -> None:
    """A function that is called may know less than its tree, in which an unknown number has bounds."""
    shop = with_unknown_items(shop)
    function = function_of(text)
    called = function(shop, policy, on)
    read = value_of(trace("law.x", function, Shop, Rates), Case(shop, policy, on))
    decision = programme_of(rule("law.x", en="…")(function)).assess(shop, policy=policy, on=on)
    assert called is UNKNOWN or holds(called) == holds(read)
    assert decision.answers == (RESULTS[read],)


@given(text=texts, shop=shops(complete=True))
@settings(max_examples=200)
def test_they_agree_on_complete_facts(text: str, shop: Shop) -> None:
    function = function_of(text)
    called = function(shop, Rates(), DAYS[1])
    decision = programme_of(rule("law.x", en="…")(function)).assess(shop, on=DAYS[1])
    assert called in (True, False)
    assert decision.outcome is (Outcome.ELIGIBLE if called else Outcome.INELIGIBLE)
    assert decision.missing == decision.awaiting == ()


@given(text=texts, shop=shops(), data=st.data())
@settings(max_examples=300)
def test_learning_a_fact_never_overturns_an_answer(text: str, shop: Shop, data: st.DataObject) -> None:
    function = function_of(text)
    answer = function(shop, Rates(), DAYS[1])
    assume(answer is not UNKNOWN)
    assert function(data.draw(learnt(shop)), Rates(), DAYS[1]) is answer


@given(first=texts, second=texts, applies=texts, shop=shops(), policy=policies(), data=st.data())
@settings(max_examples=300)
def test_learning_a_fact_never_overturns_a_result_or_an_outcome(
    first: str, second: str, applies: str, shop: Shop, policy: Rates, data: st.DataObject
) -> None:
    judged = programme_of(
        rule("law.a", en="…")(function_of(first)),
        rule("law.b", en="…", applies=function_of(applies))(function_of(second)),
    )
    before = judged.assess(shop, policy=policy, on=DAYS[1])
    after = judged.assess(data.draw(learnt(shop)), policy=policy, on=DAYS[1])
    for old, new in zip(before.answers, after.answers, strict=True):
        assert old in (Result.UNDETERMINED, new)
    assert before.outcome in (Outcome.UNDETERMINED, after.outcome)


@given(text=texts, applies=texts, shop=shops(complete=True), data=st.data())
@settings(max_examples=150)
def test_an_answer_is_what_every_completion_says(
    text: str, applies: str, shop: Shop, data: st.DataObject
) -> None:
    judged = programme_of(rule("law.x", en="…", applies=function_of(applies))(function_of(text)))
    hidden = data.draw(st.lists(st.sampled_from(list(VALUES)), max_size=2, unique=True))
    partial = attrs.evolve(shop, **dict.fromkeys(hidden, UNKNOWN))
    decision = judged.assess(partial, on=DAYS[1])
    for values in product(*(VALUES[name] for name in hidden)):
        complete = attrs.evolve(shop, **dict(zip(hidden, values, strict=True)))
        known = judged.assess(complete, on=DAYS[1])
        assert decision.answers[0] in (Result.UNDETERMINED, known.answers[0])
        assert decision.outcome in (Outcome.UNDETERMINED, known.outcome)
