"""What derived facts of firms, selection, coaching, purchases and combinations say, in every reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.coaching.participation import CoachingParticipation, Trial
from cloudgrant.programmes.listing import ListingApplication, Plan, Price, ProofOfSale
from cloudgrant.programmes.points.claim import Claim
from cloudgrant.rules.deciding.evaluate import Case as Read
from cloudgrant.rules.deciding.evaluate import read
from cloudgrant.rules.deciding.gaps import gaps_of
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.rules.writing.derived import body_of
from cloudgrant.stacking import Combination, Cost, Payment, paid, takes
from cloudgrant.values.between import least_of, most_of, settled
from cloudgrant.values.paths import Path
from laws.partial import Case, Place, covers

DAYS = (date(2022, 5, 31), date(2022, 6, 1), date(2022, 8, 31))


@attrs.frozen(kw_only=True)
class Help(Combination):
    takes_points = takes("points", zh="使用點數", en="Takes points")
    points = paid("points", zh="點數", en="Points")


def firm(random: Random) -> cg.Company:
    years = random.randint(0, 3)
    names = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")[:years]
    figures: dict[str, Any] = {name: random.randint(0, 5) for name in names}
    return cg.Company(statements_year=2021, revenue_year=2021, revenue_years=years, **figures)


def participation(random: Random) -> CoachingParticipation:
    def yes() -> bool:
        return random.random() < 0.6

    trials = tuple(Trial(business=yes(), proven=yes()) for _ in range(random.randint(0, 3)))
    return CoachingParticipation(trials=trials)


def proof(random: Random) -> ProofOfSale:
    document: Any = random.choice(("contract", "invoice", "other"))
    facts = ("shows_amount", "shows_period", "of_this_solution", "accepted")
    known: dict[str, Any] = {name: random.random() < 0.6 for name in facts}
    return ProofOfSale(document=document, **known)


def plan(random: Random, name: str = "basic") -> Plan:
    prices = tuple(
        Price(amount=random.randint(1, 3), per=per, market_amount=random.randint(1, 3))
        for per in ("month", "call")[: random.randint(1, 2)]
    )
    return Plan(name=name, prices=prices)


def solution(random: Random) -> cg.CloudSolution:
    return cg.CloudSolution(plans=tuple(plan(random, name) for name in ("a", "b")[: random.randint(0, 2)]))


def application(random: Random) -> ListingApplication:
    return ListingApplication(proofs_of_sale=tuple(proof(random) for _ in range(random.randint(0, 3))))


def order(random: Random) -> cg.Order:
    price, term = random.randint(0, 9), random.choice((0, 1, 2, 3))
    stated: dict[str, Any] = random.choice(({}, {"stated_end": date(2022, 8, 30)}))
    return cg.Order(
        price=price, points=random.randint(0, 9), term=term, starts_on=random.choice(DAYS[:2]), **stated
    )


def claim(random: Random) -> Claim:
    return Claim(order=order(random), ordered_on=random.choice(DAYS))


def purchase(random: Random) -> cg.Purchase:
    left, claimed = random.randint(0, 9), random.randint(0, 9)
    wallet = cg.PointWallet(granted=left + claimed, available=left, claimed=claimed)
    return cg.Purchase(order=order(random), wallet=wallet)


def cost(random: Random, key: str = "a") -> Cost:
    programmes = random.sample(("points", "loan", "city"), random.randint(0, 3))
    payments = tuple(Payment(programme=one, amount=random.choice((0, 0, 4))) for one in programmes)
    return Cost(key=key, payments=payments)


def combination(random: Random) -> Help:
    return Help(costs=tuple(cost(random, key) for key in ("a", "b")[: random.randint(0, 2)]))


RECORDS: dict[type[Any], Callable[[Random], Any]] = {
    cg.Company: firm,
    CoachingParticipation: participation,
    ProofOfSale: proof,
    Plan: plan,
    cg.CloudSolution: solution,
    ListingApplication: application,
    cg.Order: order,
    Claim: claim,
    cg.Purchase: purchase,
    Cost: cost,
    Help: combination,
}
OPAQUE = {"months"}  # which of two facts it comes from turns on whether one is stated at all
FORMULAS = [
    (cls, name)
    for cls in RECORDS
    for name, info in cg.facts(cls).items()
    if info.derived and name not in OPAQUE
]
TRIES = 150


def test_each_has_a_formula_but_the_opaque() -> None:
    derived = [info for cls in RECORDS for info in cg.facts(cls).values() if info.derived]
    assert {info.name for info in derived if info.opaque} == OPAQUE
    assert {info.name for info in derived if info.reads} == OPAQUE
    assert all(body_of(cls, name) is not None for cls, name in FORMULAS)


def said(subject: Any, name: str) -> Any:
    """What the formula comes to, with what is sure of a number."""
    body = body_of(type(subject), name)
    assert body is not None
    return read(body, Read(subject, cg.UNKNOWN))


def places(subject: Any) -> list[Place]:
    """Where its facts stand; of an account, the whole, for its balances go together."""
    spots = Case(subject, cg.UNKNOWN, cg.points.edition.policy).spots()
    found = [spot.place for spot in spots if spot.place[0] not in ("on", "policy")]
    return [place for place in found if place[0] != "wallet" or len(place) == 1]


def draft_of(whole: Any, random: Random) -> Any:
    """The same with facts taken out, but not the end that a contract states: its silence says something."""
    case = Case(whole, cg.UNKNOWN, cg.UNKNOWN)
    for place in random.sample(places(whole), random.randint(0, len(places(whole)))):
        if place[-1] != "stated_end":
            case = case.without([place]) or case
    return case.subject


@pytest.mark.parametrize(("cls", "name"), FORMULAS, ids=lambda one: getattr(one, "__name__", one))
def test_called_read_and_compiled_agree_and_nothing_learnt_contradicts(cls: type[Any], name: str) -> None:
    """What is called may know less than what is read; what changes an answer that is open was asked for."""
    random = Random(name)
    for _ in range(TRIES):
        whole = RECORDS[cls](random)
        after = said(whole, name)
        assert getattr(whole, name) == settled(after)
        draft = draft_of(whole, random)
        before = said(draft, name)
        assert derived_value(draft, name) == before
        assert getattr(draft, name) in (cg.UNKNOWN, settled(before))
        if before is not cg.UNKNOWN and before != after:
            assert least_of(before) <= least_of(after) <= most_of(after) <= most_of(before)
            assert settled(before) is cg.UNKNOWN
        body = body_of(cls, name)
        assert body is not None
        asked = {gap.path for gap in gaps_of(body, Read(draft, cg.UNKNOWN), Path())}
        assert bool(asked) is (settled(before) is cg.UNKNOWN and not cg.facts(cls)[name].answered_by)
        if settled(before) is cg.UNKNOWN and settled(after) is not cg.UNKNOWN:
            assert any(covers([tuple(path)], place) for path in asked for place in places(whole))


@pytest.mark.parametrize("text", ["solvent_in_another_year", "small_in_another_year"])
def test_what_figures_of_another_year_do_not_tell_is_told_by_no_fact(text: str) -> None:
    assert cg.facts(cg.Company)[text].answered_by
    assert said(firm(Random(0)), text) is cg.UNKNOWN


@pytest.mark.parametrize(
    ("known", "least", "most"),
    [
        ({}, 0, 3),
        ({"revenue_last_year": 1}, 1, 3),
        ({"revenue_two_years_ago": 1}, 2, 3),
        ({"revenue_three_years_ago": 1}, 3, 3),
        ({"revenue_years": 0}, 0, 0),
        ({"revenue_years": 2, "revenue_last_year": 1}, 2, 2),
    ],
)
def test_a_figure_says_that_there_are_the_years_up_to_it(known: Any, least: int, most: int) -> None:
    years = said(cg.Company(**known), "years_of_revenue")
    assert (least_of(years), most_of(years)) == (least, most)


def test_a_payment_of_which_the_rest_is_not_known_is_part_of_the_sum() -> None:
    of_nobody = Cost(key="a", payments=(Payment(programme="points", amount=5), Payment(amount=3)))
    sum_ = said(Help(costs=(of_nobody,)), "points")
    assert (least_of(sum_), most_of(sum_)) == (5, 8)
    assert said(Help(costs=(of_nobody,)), "takes_points") is True
