"""Reforms over lists of which not all is known: what is claimed holds for every way to complete them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import ListingApplication, Plan, Price, ProofOfSale
from cloudgrant.programmes.research import BudgetLine, Member
from cloudgrant.reform import Reform, compare, implied
from cloudgrant.reform.one_subject import effect_on
from cloudgrant.reform.sides import Side
from cloudgrant.rules import (
    Clause,
    Programme,
    Rule,
    Share,
    Text,
    Truth,
    count,
    distinct,
    every,
    for_each,
    no,
    one_of,
    rule,
    share_at_most,
    some,
    total,
)
from cloudgrant.rules.writing.declaration import TracedRule
from toys.random_trees import Dossier, Limits, Peer, Row, Trees, completions, drafted, filled, slots

ON = date(2022, 5, 2)
UNKNOWN: Any = cg.UNKNOWN
ALLOWED = {
    "gains": {"gains"},
    "loses": {"loses"},
    "same": {"same"},
    "may gain": {"gains", "same"},
    "may lose": {"loses", "same"},
    "may do either": {"gains", "loses", "same"},
}


def effect(subject: Any, programme: Programme[Any, Any], reform: Reform, before: Reform | None = None) -> str:
    impact = compare([subject], programme, {"now": before, "then": reform}, on=ON)
    return str(impact.rows[0]["then"])


def by_decisions(subject: Any, programme: Programme[Any, Any], reform: Reform) -> str:
    """Of a subject of which all is known: what two ordinary decisions say."""
    now, then = (one.assess(subject, on=ON).outcome for one in (programme, reform.of(programme)))
    assert cg.Outcome.UNDETERMINED not in (now, then)
    return "same" if now is then else "gains" if then is cg.Outcome.ELIGIBLE else "loses"


# Any tree.


class Said:
    """As much of a programme as a comparison asks of one."""

    award_tree = None

    def __init__(self, *trees: Any) -> None:
        some_rule: Any = Rule("x", lambda subject, policy: True, text=Text(en="x"))
        self._traced = tuple(TracedRule(some_rule, tree, None) for tree in trees)

    def traced_at(self) -> tuple[TracedRule, ...]:
        return self._traced

    def assess(self, *_: Any, **__: Any) -> Said:
        return self

    award = None


def side(policy: Limits, *trees: Any) -> Side:
    programme: Any = Said(*trees)
    return Side(programme, policy)


def limits(random: Random) -> Limits:
    return Limits(
        cap=random.choice((0, 1, 2, 3, 5)),
        share=random.choice((Share("1/3"), Share("1/2"), Share("1"))),
        kinds=random.choice(((), ("a",), ("b",), ("a", "b"))),
    )


def claimed_and_found(seed: int, number: int) -> Iterator[tuple[str, set[str]]]:
    """What is claimed of random drafts under random rules, and what comes of their completions."""
    random = Random(seed)
    for _ in range(number):
        trees = [Trees(random).truth(random.choice((1, 2, 3))) for _ in range(random.choice((1, 2)))]
        old, new = limits(random), limits(random)
        if random.random() < 0.5:  # one number alone
            name = random.choice(("cap", "share", "kinds"))
            new = attrs.evolve(old, **{name: getattr(new, name)})
        others = trees if random.random() < 0.8 else [*trees[:-1], Trees(random).truth(2)]
        before, after = side(old, *trees), side(new, *others)
        draft = drafted(random)
        ways = completions(list(slots(draft, random)), random, 30)
        found = {effect_on(filled(draft, way), before, after, UNKNOWN)[0] for way in ways}
        yield effect_on(draft, before, after, UNKNOWN)[0], {str(one) for one in found}


def test_every_completion_is_among_what_is_claimed_of_any_rules() -> None:
    assert all(found <= ALLOWED[claimed] for claimed, found in claimed_and_found(1, 700))


def test_most_claims_say_no_more_than_what_may_come() -> None:
    pairs = list(claimed_and_found(2, 400))
    exact = sum(found == ALLOWED[claimed] for claimed, found in pairs)
    assert exact >= 0.9 * len(pairs)


@pytest.mark.parametrize(
    ("name", "mistaken"),
    [("never_negative", lambda node: True), ("_within", lambda options, policy, others, other: True)],
)
def test_a_mistaken_implication_is_found_out(
    name: str, mistaken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(implied, name, mistaken)
    assert not all(found <= ALLOWED[claimed] for claimed, found in claimed_and_found(1, 3000))


# A programme of one's own.


@rule("own.cap", en="Cap")
def within_cap(dossier: Dossier, policy: Limits) -> Truth:
    return total(dossier.rows, of=lambda row: row.amount, where=lambda row: row.sound) <= policy.cap


@rule("own.small", en="Small ones")
def small_ones(dossier: Dossier, policy: Limits) -> Truth:
    return no(count(dossier.rows, where=lambda row: row.amount > policy.cap) >= 2)


@rule("own.kinds", en="Kinds")
def of_kinds(dossier: Dossier, policy: Limits) -> Truth:
    return every(dossier.rows, lambda row: one_of(row.kind, policy.kinds) | row.sound)


@rule("own.share", en="Share")
def within_share(dossier: Dossier, policy: Limits) -> Truth:
    part = total(dossier.rows, of=lambda row: row.amount, where=lambda row: row.sound)
    return share_at_most(part, total(dossier.rows, of=lambda row: row.amount), policy.share)


@rule("own.different", en="Different kinds")
def different(dossier: Dossier, policy: Limits) -> Truth:
    small = distinct(dossier.rows, of=lambda row: row.kind, where=lambda row: row.amount <= policy.cap)
    return (small >= 1) | no(some(dossier.peers, lambda peer: peer.leads))


@rule("own.peer", en="Peer")
def peer_of_kind(peer: Peer, policy: Limits) -> Truth:
    return one_of(peer.code, policy.kinds) | peer.leads


RULES = (within_cap, small_ones, of_kinds, within_share, different)
own: Programme[Dossier, Limits] = Programme(
    "own",
    title=Text(en="Own"),
    subject=Dossier,
    policies={date(2022, 1, 1): Limits()},
    clauses=[Clause(one.id, heading="x", source="x", text=Text(en="x")) for one in (*RULES, peer_of_kind)],
    rules=(*RULES, for_each("peers", peer_of_kind)),
)
LOOSER = {"cap": 5, "share": Share("1/1"), "kinds": ("a", "b")}
OPEN = [
    Dossier(),
    Dossier(rows=(Row(), Row())),
    Dossier(rows=(Row(sound=True), Row(amount=2)), peers=(Peer(),)),
    Dossier(rows=(Row(kind="b"),), peers=UNKNOWN),
]


@pytest.mark.parametrize("name", LOOSER)
@pytest.mark.parametrize("draft", range(len(OPEN)))
def test_a_pure_loosening_over_unknown_items_has_no_possible_loser(draft: int, name: str) -> None:
    looser = Reform("looser", policy={name: LOOSER[name]})
    assert effect(OPEN[draft], own, looser) in ("gains", "same", "may gain")
    assert effect(OPEN[draft], own, Reform("back"), before=looser) in ("loses", "same", "may lose")
    assert effect(OPEN[draft], own, Reform("nothing", policy={})) == "same"


@pytest.mark.parametrize("seed", range(30))
def test_every_completion_is_among_what_is_claimed_in_ones_own_programme(seed: int) -> None:
    random = Random(seed)
    without = random.sample([one.id for one in RULES], 3)
    programme = Reform("fewer", without=without).of(own)
    reform = Reform("then", policy=limits(random))
    draft = drafted(random)
    ways = completions(list(slots(draft, random)), random, 20)
    found = {by_decisions(filled(draft, way), programme, reform) for way in ways}
    assert found <= ALLOWED[effect(draft, programme, reform)]


# The library's programmes.


def kept(programme: Programme[Any, Any], *rules: str) -> Programme[Any, Any]:
    """The programme with these of its application's rules alone."""
    others = [id for id in programme.rule_ids() if id not in rules]
    return Reform("kept", without=others).of(programme)


FUNDING = kept(
    cg.research, "research.funding.case-cap", "research.funding.share-cap", "research.funding.lead-share"
)
NUMBERS = ("12345675", "00501508")
MEMBERS = (
    Member(role="lead", firm=cg.Company(ubn=NUMBERS[0])),
    Member(role="partner", firm=cg.Company(ubn=NUMBERS[1])),
)
VALUES: dict[str, tuple[Any, ...]] = {
    "amount": (0, 9_000_000, 20_000_000, 31_000_000),
    "source": ("subsidy", "self_funding"),
    "party": NUMBERS,
}
FUNDING_REFORMS = [
    {"case_cap": 20_000_000},
    {"case_cap": 40_000_000},
    {"share_cap": Share("1/3")},
    {"share_cap": Share("3/4")},
    {"lead_share_floor": Share("1/4")},
    {"lead_share_floor": Share("3/4")},
    {"case_cap": 40_000_000, "share_cap": Share("1/3")},
]


def some_lines(random: Random) -> tuple[BudgetLine, ...]:
    return tuple(
        BudgetLine(**{name: random.choice((UNKNOWN, *values)) for name, values in VALUES.items()})
        for _ in range(random.choice((1, 2)))
    )


def complete_lines(lines: tuple[BudgetLine, ...]) -> Iterator[tuple[BudgetLine, ...]]:
    open_ = [(at, name) for at, line in enumerate(lines) for name in VALUES if getattr(line, name) is UNKNOWN]
    for values in product(*(VALUES[name] for _, name in open_)):
        told: list[dict[str, Any]] = [{} for _ in lines]
        for (at, name), value in zip(open_, values, strict=True):
            told[at][name] = value
        yield tuple(attrs.evolve(line, **more) for line, more in zip(lines, told, strict=True))


@pytest.mark.parametrize("policy", FUNDING_REFORMS, ids=str)
def test_every_budget_that_there_may_be_is_among_what_is_claimed_of_a_proposal(
    policy: dict[str, Any],
) -> None:
    random = Random(str(policy))
    reform = Reform("then", policy=policy)
    for _ in range(4):
        lines = some_lines(random)
        ways = list(complete_lines(lines))
        some_ways = random.sample(ways, min(24, len(ways)))
        drafts = [cg.Proposal(members=MEMBERS, lines=way) for way in some_ways]
        found = {by_decisions(one, FUNDING, reform) for one in drafts}
        assert found <= ALLOWED[effect(cg.Proposal(members=MEMBERS, lines=lines), FUNDING, reform)]


def test_a_larger_cap_on_lines_that_are_not_known_has_no_possible_loser() -> None:
    drafts = [
        cg.Proposal(),
        cg.Proposal(lines=(BudgetLine(), BudgetLine(source="subsidy"))),
        cg.Proposal(members=MEMBERS, lines=(BudgetLine(source="subsidy", amount=29_000_000), BudgetLine())),
        cg.Proposal(stated_total=60_000_000),
    ]
    for draft in drafts:
        assert effect(draft, cg.research, Reform("more", policy={"case_cap": 40_000_000})) == "may gain"
        assert effect(draft, cg.research, Reform("less", policy={"case_cap": 20_000_000})) == "may lose"


PRICES = kept(
    cg.listing, "listing.solution.price", "listing.vendor.business-code", "listing.vendor.paid-in-capital"
)


def test_every_plan_and_business_that_there_may_be_is_among_what_is_claimed() -> None:
    def application(codes: Any, market: Any, capital: Any) -> ListingApplication:
        plan = Plan(name="甲", prices=(Price(amount=100, per="month", market_amount=market),))
        solution = cg.CloudSolution(price=1, market_price=1, plans=(plan,), last_listed_in=0)
        vendor = cg.Company(business_codes=codes, paid_in_capital=capital)
        return ListingApplication(vendor=vendor, solution=solution)

    values = ((("I301010",), ("I301030",), ()), (100, 99), (500_000, 999_999, 1_000_000))
    policies: list[dict[str, Any]] = [
        {"business_codes": ("I301010",)},
        {"paid_in_capital_floor": 600_000},
        {"business_codes": ("I301030", "I301010"), "paid_in_capital_floor": 2_000_000},
    ]
    for policy in policies:
        reform = Reform("then", policy=policy)
        for known in product((True, False), repeat=3):
            first = [one[0] if told else UNKNOWN for one, told in zip(values, known, strict=True)]
            ways = product(*(one[:1] if told else one for one, told in zip(values, known, strict=True)))
            found = {by_decisions(application(*way), PRICES, reform) for way in ways}
            assert found <= ALLOWED[effect(application(*first), PRICES, reform)]


def test_with_a_proof_not_read_yet_nothing_but_what_is_changed_moves_anybody() -> None:
    solution = cg.CloudSolution(plans=UNKNOWN)
    draft = ListingApplication(proofs_of_sale=(ProofOfSale(),), solution=solution)
    assert effect(draft, cg.listing, Reform("looser", policy={"minimum_term": 1})) == "may gain"
    assert effect(draft, cg.listing, Reform("tighter", policy={"minimum_term": 6})) == "may lose"
    assert effect(draft, cg.listing, Reform("nothing", policy={"minimum_term": 3})) == "same"


def test_of_own_funds_that_are_not_told_a_lower_sum_only_gains() -> None:
    assert effect(cg.Company(), cg.coaching, Reform("less", policy={"self_fund": 1})) == "may gain"
    assert effect(cg.Company(), cg.coaching, Reform("more", policy={"self_fund": 10**6})) == "may lose"
