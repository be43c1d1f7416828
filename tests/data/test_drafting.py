"""Half-filled forms: each bad value becomes unknown, the rest stands, and nothing raises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given as example
from hypothesis import settings

import cloudgrant as cg
from cloudgrant.data.drafting import draft
from cloudgrant.rules import UNKNOWN, Fact, Outcome, Policy, Record, given, rule
from cloudgrant.rules.law.policies import order_problems
from cloudgrant.values.problems import InvalidInput, Problem
from toys import stored
from toys.workshops import FILED, Address, Limits, Maker, Workshop, programme


@attrs.frozen(kw_only=True)
class Term(Record):
    start: Fact[date] = given(en="Start")
    end: Fact[date] = given(en="End")
    price: Fact[int] = given(en="Price", unit="TWD")

    def incoherent(self) -> Iterable[Problem]:
        if self.start is not UNKNOWN and self.end is not UNKNOWN and self.start > self.end:
            yield Problem.at(["end"], "order", start="start", from_=self.start, end="end", to=self.end)


@attrs.frozen(kw_only=True)
class Contract(Record):
    firm: Address = given(en="Firm")
    term: Fact[Term] = given(en="Term")
    terms: Fact[tuple[Fact[Term], ...]] = given(en="Terms")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.path.pointer, problem.code) for problem in problems]


def test_each_bad_value_becomes_unknown_and_the_rest_stands() -> None:
    shop, problems = draft(
        Workshop, {"rent": -1, "wages": 5, "style": "stone", "founded": "2022-02-30", "rnt": 3}
    )
    assert shop == Workshop(wages=5)
    assert sorted(told(problems)) == [
        ("/founded", "date"),
        ("/rent", "negative"),
        ("/rnt", "unknown_key"),
        ("/style", "option"),
    ]


def test_inside_records_and_lists_too() -> None:
    shop, problems = draft(
        Workshop,
        {
            "address": {"area": "x", "county": "north"},
            "makers": [{"years": -1, "number": "A1"}, 5, {"licensed": True}],
        },
    )
    assert shop.address == Address(county="north")
    assert shop.makers is not UNKNOWN
    assert shop.makers[0] == Maker(number="A1")
    assert shop.makers[2] == Maker(licensed=True)
    assert told(problems) == [
        ("/address/area", "type"),
        ("/makers/0/years", "negative"),
        ("/makers/1", "type"),
    ]


def test_what_does_not_agree_becomes_unknown() -> None:
    data = {"start": "2022-06-01", "end": "2022-05-01", "price": 3}
    term, problems = draft(Term, data)
    assert term == Term(start=date(2022, 6, 1), price=3)
    assert told(problems) == [("/end", "order")]

    contract, problems = draft(Contract, {"firm": {}, "term": data, "terms": [data, None]})
    assert contract.term == term
    assert contract.terms == (term, UNKNOWN)
    assert told(problems) == [("/term/end", "order"), ("/terms/0/end", "order")]


def test_a_sound_draft_is_what_load_gives() -> None:
    data = {"rent": 3, "address": {"area": 5}, "makers": [None, {"years": 3}], "founded": "2022-05-02"}
    assert draft(Workshop, data) == (cg.load(Workshop, data), ())


@example(stored.workshops)
def test_a_dump_drafts_without_a_problem(shop: Workshop) -> None:
    assert draft(Workshop, cg.dump(shop)) == (shop, ())


@example(stored.json)
@settings(max_examples=400)
def test_a_draft_never_raises(data: Any) -> None:
    shop, problems = draft(Workshop, data)
    assert isinstance(shop, Workshop)
    if problems:
        with pytest.raises(InvalidInput) as refused:
            cg.load(Workshop, data)
        assert refused.value.problems == problems
    else:
        assert cg.load(Workshop, data) == shop


@pytest.mark.parametrize(
    "data", [{}, {"firm": None}, {"firm": 3}, {"firm": {"area": "x"}}, {"firm": []}, 3, None]
)
def test_a_record_that_is_needed_is_drafted_empty(data: Any) -> None:
    contract, problems = draft(Contract, data)
    assert contract.firm == Address()
    assert problems


@attrs.frozen(kw_only=True)
class Intake(Policy):
    opens: Fact[date] = given(en="Opens")
    surely_open: date = given(default=date(2022, 4, 13), en="Surely open")
    closes: date = given(default=date(2022, 8, 31), en="Closes")
    grant: int = given(default=3, en="Grant")

    def incoherent(self) -> Iterable[Problem]:
        return order_problems(self, ("opens", "surely_open"), ("surely_open", "closes"))


@pytest.mark.parametrize(
    "data",
    [
        {"opens": "2023-01-01"},
        {"surely_open": "2023-01-01"},
    ],
)
def test_a_value_at_odds_with_a_preset_one_gives_way(data: dict[str, str]) -> None:
    policy, problems = draft(Intake, data)
    assert policy == Intake()
    assert {code for _, code in told(problems)} == {"order"}


def test_a_preset_fact_stays_preset() -> None:
    firm, problems = draft(cg.Manufacturer, {"manufacturer": False, "paid_in_capital": 5})
    assert firm == cg.Manufacturer(paid_in_capital=5)
    assert told(problems) == [("/manufacturer", "option")]


def test_a_value_at_odds_leaves_a_policy_to_work_with() -> None:
    policy, problems = draft(Intake, {"opens": "2023-01-01", "grant": 5})
    assert isinstance(policy, Intake)
    assert {code for _, code in told(problems)} == {"order"}


def test_a_draft_is_assessed_as_usual() -> None:
    judged = programme(rule("fund.x", en="…")(lambda shop, policy: shop.rent <= policy.most_rent))
    shop, _ = draft(Workshop, {"rent": "many", "style": "stone"})
    decision = judged.assess(shop, on=FILED)
    assert decision.outcome is Outcome.UNDETERMINED
    assert [gap.path.key for gap in decision.missing] == ["rent"]


def test_a_needed_number_that_is_bad_falls_back_on_its_default() -> None:
    limits, problems = draft(Limits, {"most_staff": -1, "most_rent": 5})
    assert limits == Limits(most_rent=5)
    assert told(problems) == [("/most_staff", "negative")]


@attrs.frozen(kw_only=True)
class Stay(Record):
    """A guest may not stay longer than the house is open; a nameless one not at all."""

    open_until: Fact[date] = given(en="Open until")
    terms: Fact[tuple[Term, ...]] = given(en="Terms")

    def incoherent(self) -> Iterable[Problem]:
        for index, term in enumerate(self.terms if self.terms is not UNKNOWN else ()):
            if term.end is not UNKNOWN and self.open_until is not UNKNOWN and term.end > self.open_until:
                yield Problem.at(["terms", index, "end"], "too_large", given=term.end, limit=self.open_until)
            if term.price == 0:
                yield Problem.at(["terms", index], "required")


def test_of_what_stands_inside_only_the_fact_to_blame_becomes_unknown() -> None:
    data = {"open_until": "2022-05-02", "terms": [{"end": "2022-05-03", "price": 5}, {"end": "2022-05-02"}]}
    stay, problems = draft(Stay, data)
    assert [problem.path.pointer for problem in problems] == ["/terms/0/end"]
    assert stay == Stay(open_until=date(2022, 5, 2), terms=(Term(price=5), Term(end=date(2022, 5, 2))))


def test_where_no_fact_inside_is_to_blame_the_whole_becomes_unknown() -> None:
    data = {
        "open_until": "2022-05-02",
        "terms": [{"end": "2022-05-03", "price": 0}, {"end": "2022-05-02"}],
    }
    stay, problems = draft(Stay, data)
    assert [problem.path.pointer for problem in problems] == ["/terms/0/end", "/terms/0"]
    assert stay == Stay(open_until=date(2022, 5, 2))


def test_an_item_twice_is_told_beside_what_is_wrong_inside_another() -> None:
    maker = {"number": "A1", "years": 3}
    data = {"makers": [{"number": "B2", "years": -1}, maker, maker]}
    expected = [("/makers/0/years", "negative"), ("/makers/2", "duplicate")]
    _, problems = draft(Workshop, data)
    assert told(problems) == expected
    with pytest.raises(InvalidInput) as refused:
        cg.load(Workshop, data)
    assert told(refused.value.problems) == expected


WALLET: dict[str, Any] = {"granted": 200_000, "available": 200_000}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"granted": "二十萬"}, ["/wallet/granted"]),
        ({"claimed": "x"}, ["/wallet/claimed"]),
        ({"available": 150_000}, ["/wallet/granted"]),
    ],
)
def test_nonsense_in_an_account_leaves_it_unknown_and_is_told_once(wrong: Any, told: list[str]) -> None:
    """What stands where nothing is given, a balance of nothing, does not stand for nonsense."""
    purchase, problems = cg.draft(cg.Purchase, {"wallet": {**WALLET, **wrong}})
    assert purchase.wallet is UNKNOWN
    assert [problem.path.pointer for problem in problems] == told
    assert cg.draft(cg.Purchase, {"wallet": WALLET})[0].points_left == 200_000


@pytest.mark.parametrize("plans", [{"name": "a"}, [{"name": "a", "prices": []}, 5], "none"])
def test_nonsense_where_a_list_is_none_unless_given_is_unknown(plans: Any) -> None:
    solution, problems = cg.draft(cg.CloudSolution, {"price": 1, "market_price": 2, "plans": plans})
    assert solution.plans is UNKNOWN
    assert solution.plans_within_market is UNKNOWN
    assert problems
    assert cg.draft(cg.CloudSolution, {"price": 1, "market_price": 2})[0].plans == ()


def test_nonsense_for_the_tax_on_top_is_unknown_and_not_none() -> None:
    order, [problem] = cg.draft(cg.Order, {"price": 1_000, "tax": "50 dollars"})
    assert (order.tax, problem.path.pointer) == (UNKNOWN, "/tax")
    assert cg.draft(cg.Order, {"price": 1_000})[0].tax == 0
