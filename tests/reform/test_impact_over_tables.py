"""Over tables of lists a reform does to every row what it does to the row's object, unknowns included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import Plan, Price
from cloudgrant.programmes.research import BudgetLine
from cloudgrant.reform import Impact, Reform, compare
from cloudgrant.rules import (
    Clause,
    Fact,
    InvalidInput,
    Programme,
    Record,
    Share,
    Text,
    Truth,
    calculation,
    count,
    every,
    for_each,
    given,
    no,
    one_of,
    pick,
    rule,
    said,
    share_at_most,
    total,
)
from programmes.listing.applications import OK as APPLICATION
from programmes.listing.applications import SALE, with_
from programmes.research.applicants import LEAD, MAKER
from readings.tables_of_lists import KEYS, Sheets
from toys.budgets import Line, Mark, Terms, fund
from toys.budgets import Plan as Budget
from toys.budgets import Price as Part
from toys.random_trees import Dossier, Limits, Peer, Row, drafted

ON = date(2022, 5, 2)
UNKNOWN: Any = cg.UNKNOWN
DUCKDB = duckdb.connect()
MAKERS: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "duckdb": lambda frame: DUCKDB.from_arrow(frame.to_arrow()),
}


def given_as(library: str, subjects: Sequence[Any]) -> tuple[Any, Any]:
    """The subjects as several tables, and as one whose lists are columns."""
    sheets, make = Sheets(type(subjects[0]), [(one, ON) for one in subjects]), MAKERS[library]
    return {place: make(frame) for place, frame in sheets.frames().items()}, make(sheets.nested())


def effects(impact: Impact, *names: str) -> list[tuple[Any, ...]]:
    table = nw.from_native(impact.rows)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    return [row[1:] for row in sorted(table.select("case", *names).iter_rows(), key=lambda row: row[0])]


def counted(impact: Impact) -> Counter[tuple[Any, ...]]:
    """The counts, whose groups a frame may have in another order; what is not known is null there."""
    found = (attrs.asdict(one, recurse=False) for one in impact.counts)
    return Counter(
        tuple(
            tuple(None if part is UNKNOWN else part for part in value) if name == "group" else value
            for name, value in one.items()
        )
        for one in found
    )


def bands(impact: Impact) -> Counter[tuple[Any, ...]]:
    """The rows of the table, whose groups a frame may have in another order."""
    table = impact.table()
    frame = table if isinstance(table, tuple) else nw.from_native(table, eager_only=True)
    found = frame if isinstance(frame, tuple) else frame.iter_rows(named=True)
    return Counter(
        tuple(None if cell is UNKNOWN or pd.isna(cell) else cell
              for cell in row.values()) for row in found
    )  # fmt: skip


def agree(
    library: str,
    subjects: Sequence[Any],
    programme: Programme[Any, Any],
    variants: Mapping[str, Any],
    by: str,
) -> Counter[str]:
    """How often each effect was found, alike of the objects and of the rows."""
    objects = compare(subjects, programme, variants, by=by, on=ON)
    names = list(variants)[1:]
    expected = [tuple(row[name] for name in names) for row in objects.rows]
    for frames in given_as(library, subjects):
        impact = compare(frames, programme, variants, by=by, key=KEYS, on=ON)
        wrong = [
            (one, want, got)
            for one, want, got in zip(subjects, expected, effects(impact, *names), strict=True)
            if want != got
        ]
        assert not wrong, wrong[0]
        assert counted(impact) == counted(objects)
        assert bands(impact) == bands(objects)
    return Counter(one for row in expected for one in row)


# Rules about items, beside such about the subject, of which none need apply.


@rule("own.cap", en="Cap", applies=lambda dossier, policy: dossier.public)
def within_cap(dossier: Dossier, policy: Limits) -> Truth:
    return total(dossier.rows, of=lambda row: row.amount, where=lambda row: row.sound) <= policy.cap


@rule("own.share", en="Share")
def within_share(dossier: Dossier, policy: Limits) -> Truth:
    part = total(dossier.rows, of=lambda row: row.amount, where=lambda row: row.sound)
    return share_at_most(part, total(dossier.rows, of=lambda row: row.amount), policy.share)


@rule("own.row", en="Row", applies=lambda row, policy: (row.amount <= policy.cap) | row.sound)
def of_a_kind(row: Row, policy: Limits) -> Truth:
    return one_of(row.kind, policy.kinds) | (row.loss >= 0)


@rule("own.small", en="Small row", applies=lambda row, policy: row.amount + 1 <= policy.cap)
def small_row(row: Row, policy: Limits) -> Truth:
    return (row.amount + 2 <= policy.cap) | row.sound


@rule("own.peer", en="Peer", applies=lambda peer, policy: one_of(peer.code, policy.kinds))
def leading(peer: Peer, policy: Limits) -> Truth:
    return peer.leads | (policy.cap >= 3)


@rule("own.every", en="Every peer")
def of_a_code(peer: Peer, policy: Limits) -> Truth:
    return one_of(peer.code, policy.kinds) | peer.leads


@calculation("own.award", en="Award", unit="TWD")
def granted(dossier: Dossier, policy: Limits) -> Fact[int]:
    return total(dossier.rows, of=lambda row: pick(row.sound, row.amount, 1)) * policy.cap


RULES = (within_cap, within_share, of_a_kind, small_row, leading, of_a_code)
own: Programme[Dossier, Limits] = Programme(
    "own",
    title=Text(en="Own"),
    subject=Dossier,
    policies={date(2022, 1, 1): Limits()},
    clauses=[Clause(one.id, heading="x", source="x", text=Text(en="x")) for one in (*RULES, granted)],
    rules=(
        within_cap,
        within_share,
        for_each("rows", of_a_kind, small_row),
        for_each("peers", leading, of_a_code),
    ),
    award=granted,
)
ITEM_RULES = [one.id for one in RULES[2:]]


def limits(random: Random) -> Limits:
    return Limits(
        cap=random.choice((0, 1, 2, 3, 5)),
        share=random.choice((Share("1/3"), Share("1/2"), Share("1"))),
        kinds=random.choice(((), ("a",), ("b",), ("a", "b"))),
    )


def variants_of(random: Random) -> tuple[Programme[Dossier, Limits], dict[str, Any]]:
    """A programme of some of the rules, and reforms of it: other numbers, a rule dropped."""
    programme = Reform("some", without=random.sample(ITEM_RULES, random.choice((0, 1, 2)))).of(own)
    if random.random() < 0.6:
        programme = Reform("fewer", without=["own.share"]).of(programme)
    then = limits(random)
    one = random.choice(("cap", "share", "kinds"))
    return programme, {
        "now": Reform("now", policy=limits(random)) if random.random() < 0.5 else None,
        "numbers": Reform("numbers", policy=then),
        "one": Reform("one", policy={one: getattr(then, one)}),
        "without": Reform("without", without=random.sample(programme.rule_ids("application"), 1)),
    }


@pytest.mark.parametrize("library", MAKERS)
def test_drawn_reforms_in_every_library(library: str) -> None:
    random = Random(5)
    variants = {"now": None, "then": Reform("then", policy=limits(random))}
    dossiers = [drafted(random, unknown=random.choice((0.0, 0.1, 0.3))) for _ in range(60)]
    assert len(agree(library, dossiers, own, variants, "public")) >= 3


@pytest.mark.parametrize("seed", range(4))
def test_drawn_reforms(seed: int) -> None:
    random = Random(seed)
    programme, variants = variants_of(random)
    dossiers = [drafted(random, unknown=random.choice((0.0, 0.1, 0.3))) for _ in range(60)]
    assert len(agree("polars", dossiers, programme, variants, "public")) >= 3


@rule("own.tight", en="Tight", applies=lambda row, policy: row.amount <= policy.cap)
def tight(row: Row, policy: Limits) -> Truth:
    return (row.amount <= 2) | row.sound


def test_an_item_that_no_longer_counts_needs_another_that_does() -> None:
    programme: Programme[Dossier, Limits] = Programme(
        "own",
        title=Text(en="Own"),
        subject=Dossier,
        policies={date(2022, 1, 1): Limits(cap=3)},
        clauses=[Clause("own.tight", heading="x", source="x", text=Text(en="x"))],
        rules=(for_each("rows", tight),),
    )
    variants = {"now": None, "then": Reform("then", policy={"cap": 2})}
    row, large = Row(sound=False), Row(amount=3, sound=False)
    dossiers = [Dossier(rows=rows) for rows in ((), (row,), (row, row), (large,), (large, row))]
    agree("polars", dossiers, programme, variants, "public")
    objects = compare(dossiers, programme, variants, on=ON)
    assert [one["then"] for one in objects.rows] == ["same", "same", "may gain", "same", "may gain"]


# Lists inside lists.


@rule("fund.line", en="Line", applies=lambda line, policy: no(line.approved))
def priced(line: Line, policy: Terms) -> Truth:
    stated = total(line.prices, of=lambda price: price.amount) <= policy.cap
    return stated & every(line.prices, lambda price: said(price.amount))


@rule("fund.part", en="Parts")
def of_some_part(plan: Budget, policy: Terms) -> Truth:
    return count(plan.marks, where=lambda mark: one_of(mark.part, policy.parts)) >= policy.needed


@rule("fund.costs", en="Costs")
def shared(plan: Budget, policy: Terms) -> Truth:
    return share_at_most(plan.subsidy, plan.cost, policy.share)


def plans(random: Random, number: int) -> list[Any]:
    def one(*values: Any) -> Any:
        return random.choice((UNKNOWN, *values, *values))

    def several(most: int, item: Callable[[], Any]) -> Any:
        return random.choice((UNKNOWN, *(tuple(item() for _ in range(some)) for some in range(most + 1))))

    def line() -> Line:
        return Line(
            cost=one(10, 20, 40),
            subsidy=one(5, 10),
            approved=one(True, False, False),
            prices=several(2, lambda: Part(amount=one(1, 5, 9))),
        )

    def mark() -> Mark:
        return Mark(part=one("backup", "firewall", "training"))

    return [
        Budget(lines=several(2, line), marks=several(3, mark), joint=one(True, False)) for _ in range(number)
    ]


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_lists_inside_lists(library: str) -> None:
    programme = fund(for_each("lines", priced), of_some_part, shared)
    variants = {
        "start": Reform("start", policy={"cap": 6, "needed": 1, "parts": ("backup",)}),
        "cap": Reform("cap", policy={"cap": 10, "needed": 1, "parts": ("backup",)}),
        "parts": Reform("parts", policy={"cap": 6, "needed": 1, "parts": ("backup", "firewall")}),
        "share": Reform("share", policy={"cap": 6, "share": Share("1/4"), "needed": 1, "parts": ("backup",)}),
        "without": Reform("without", without=["fund.line"], policy={"needed": 1, "parts": ("backup",)}),
    }
    assert len(agree(library, plans(Random(1), 120), programme, variants, "joint")) >= 5


# The library's programmes.


def spoiled(record: Any, random: Random, rate: float) -> Any:
    """The record with some facts, items' too, and now and then a list, not known."""
    changes: dict[str, Any] = {}
    for name, info in cg.facts(type(record)).items():
        if info.derived:
            continue
        value = getattr(record, name)
        if info.type == "record" and value is not UNKNOWN:
            changes[name] = spoiled(value, random, rate)
        elif isinstance(value, tuple) and random.random() > rate / 3:
            changes[name] = tuple(
                spoiled(one, random, rate) if isinstance(one, Record) else one for one in value
            )
        elif value is not UNKNOWN and info.may_be_unknown and random.random() < rate:
            changes[name] = UNKNOWN
    return attrs.evolve(record, **changes)


def kept(programme: Programme[Any, Any], *rules: str) -> Programme[Any, Any]:
    """The programme with these of its application's rules alone."""
    return Reform("kept", without=[id for id in programme.rule_ids() if id not in rules]).of(programme)


FUNDING = kept(
    cg.research,
    "research.funding.case-cap",
    "research.funding.share-cap",
    "research.funding.lead-share",
    "research.subject.scope",
    "research.sme.revenue-ceiling/evidence",
)
SCOPES: Any = cg.research.policy_on(ON).scopes


def proposals(random: Random, number: int) -> list[cg.Proposal]:
    def line() -> BudgetLine:
        return BudgetLine(
            year=2022,
            scope=random.choice(SCOPES),
            source=random.choice(("subsidy", "self_funding", "self_funding")),
            party=random.choice((LEAD.firm.ubn, MAKER.firm.ubn)),
            amount=random.choice((9_000_000, 12_000_000, 21_000_000)),
        )

    sound = [
        cg.Proposal(members=(LEAD, MAKER), lines=tuple(line() for _ in range(random.choice((1, 2, 3)))))
        for _ in range(number)
    ]
    return [spoiled(one, random, random.choice((0.0, 0.0, 0.03, 0.2))) for one in sound]


RESEARCH = {
    "now": None,
    "more": Reform("more", policy={"case_cap": 45_000_000, "share_cap": Share("3/4")}),
    "less": Reform("less", policy={"case_cap": 12_000_000, "revenue_proofs": ("tax_return",)}),
    "scopes": Reform("scopes", policy={"scopes": SCOPES[1:]}),
    "without": Reform(
        "without", without=["research.funding.share-cap"], policy={"lead_share_floor": Share("1/4")}
    ),
}


def test_proposals() -> None:
    assert len(agree("polars", proposals(Random(2), 60), FUNDING, RESEARCH, "domain")) >= 5


def test_proposals_under_all_rules() -> None:
    variants = {name: RESEARCH[name] for name in ("now", "scopes")}
    assert len(agree("polars", proposals(Random(2), 20), cg.research, variants, "domain")) >= 2


def applications(random: Random, number: int) -> list[cg.ListingApplication]:
    def price() -> Price:
        return Price(amount=100, per="month", market_amount=random.choice((99, 100, 120)))

    def plan(name: str) -> Plan:
        return Plan(name=name, prices=(price(),))

    sound = [
        with_(
            APPLICATION,
            solution__minimum_term=random.choice((2, 3)),
            solution__plans=tuple(plan(name) for name in ("甲", "乙")[: random.choice((1, 2))]),
            vendor__business_codes=random.choice((("I301010",), ("I301030", "F113050"), ("F113050",))),
            vendor__paid_in_capital=random.choice((500_000, 1_000_000)),
            proofs_of_sale=(SALE,) * random.choice((0, 1, 2)),
        )
        for _ in range(number)
    ]
    return [spoiled(one, random, random.choice((0.0, 0.03, 0.1))) for one in sound]


def test_applications() -> None:
    variants = {
        "now": None,
        "numbers": Reform("numbers", policy={"minimum_term": 2, "paid_in_capital_floor": 500_000}),
        "codes": Reform("codes", policy={"business_codes": ("I301010",)}),
        "more codes": Reform("more codes", policy={"business_codes": ("I301010", "I301030", "F113050")}),
        "without": Reform("without", without=["listing.solution.price"], policy={"minimum_term": 6}),
    }
    found = agree("polars", applications(Random(3), 40), cg.listing, variants, "reseller")
    assert len(found) >= 4


# What is refused, and what is kept.


PROPOSALS = pl.DataFrame({"case": [1, 2], "domain": ["service", "micro"]})
LINES = pl.DataFrame({"case": [1, 1, 2], "source": "subsidy", "amount": [30_000_000, 2_000_000, 5_000_000]})
CAP = kept(cg.research, "research.funding.case-cap")
MORE = {"now": None, "more": Reform("more", policy={"case_cap": 40_000_000})}


def refusals(data: Any, programme: Programme[Any, Any] = CAP, **more: Any) -> set[tuple[str, str]]:
    with pytest.raises(InvalidInput) as error:
        compare(data, programme, MORE, on=ON, **more)
    return {(problem.path.key, problem.code) for problem in error.value.problems}


def test_problems_are_those_of_an_assessment() -> None:
    assert refusals(PROPOSALS) == {("subsidy", "frame.list")}
    tables = {"": PROPOSALS, "lines": LINES}
    assert refusals({"lines": LINES}, key="case") == {("", "required")}
    astray = {**tables, "lines": LINES.with_columns(case=pl.lit(3))}
    assert refusals(astray, key="case", by="nothing") == {
        ("lines.case", "frame.key"),
        ("by.nothing", "reform.by"),
    }
    assert ("linse", "tables.list") in refusals({"": PROPOSALS, "linse": LINES}, key="case")
    assert refusals({"": PROPOSALS.with_columns(more=1), "lines": LINES}, key="case") == {
        ("variants.more", "duplicate")
    }


def test_a_list_that_only_a_later_variant_reads_is_asked_for() -> None:
    scope = "research.subject.scope"
    programme = kept(cg.research, "research.term.window", scope)
    variants = {"now": Reform("without", without=[scope]), "lines": None}
    with pytest.raises(InvalidInput) as error:
        compare(PROPOSALS, programme, variants, on=ON, unmatched="ignore")
    assert [(one.path.key, one.code) for one in error.value.problems] == [("lines", "frame.list")]


@pytest.mark.parametrize("library", MAKERS)
def test_the_rows_come_back_with_their_effects(library: str) -> None:
    tables = {place: MAKERS[library](one) for place, one in (("", PROPOSALS), ("lines", LINES))}
    impact = compare(tables, CAP, MORE, key="case", by=["domain"], on=ON)
    assert effects(impact, "domain", "more") == [("service", "gains"), ("micro", "same")]
    assert type(impact.rows) is type(tables[""])
    assert sorted((one.group, one.winners, one.unchanged) for one in impact.counts) == [
        (("micro",), 0, 1),
        (("service",), 1, 0),
    ]
    winners = nw.from_native(impact.winners("more"))
    winners = winners.collect() if isinstance(winners, nw.LazyFrame) else winners
    assert winners.columns == ["case", "domain", "more"]
    assert winners["case"].to_list() == [1]


def test_a_class_that_presets_its_list_needs_no_table() -> None:
    dossiers = [Alone(public=True), Alone(public=False)]
    frame = pl.DataFrame({"case": [0, 1], "public": [True, False]})
    programme = kept(own, "own.row", "own.cap")
    variants = {
        "now": Reform("now", policy={"cap": 2}),
        "more": Reform("more", policy={"cap": 3, "kinds": ("a", "b")}),
    }
    objects = compare(dossiers, programme, variants, on=ON)
    table = compare({"": frame}, programme, variants, subject=Alone, key="case", on=ON)
    assert effects(table, "more") == [(row["more"],) for row in objects.rows] != [("same",), ("same",)]


@attrs.frozen(kw_only=True)
class Alone(Dossier):
    """A dossier of one row that is always the same."""

    rows: Fact[tuple[Row, ...]] = given(
        default=(Row(amount=3, loss=-1, kind="b", sound=True), Row(amount=0, kind="a", loss=-1)), en="Rows"
    )


def test_each_row_is_held_under_the_edition_of_its_day() -> None:
    days = [date(2022, 5, 2), date(2022, 7, 1), None, date(2021, 1, 1)]
    frame = pl.DataFrame({"case": [0, 1, 2, 3], "filed": days})
    lines = pl.DataFrame({"case": [0, 1, 2, 3], "source": "subsidy", "amount": 31_000_000})
    later = Reform("later", since=date(2022, 7, 1), policy={"case_cap": 40_000_000})
    impact = compare({"": frame, "lines": lines}, CAP, {"now": None, "later": later}, key="case", on="filed")
    assert effects(impact, "later") == [("same",), ("gains",), ("may do either",), ("same",)]
