"""Frames and expressions answer as objects do where facts follow; contradictions in frames are counted."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, ClassVar

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cloudgrant as cg
from cloudgrant import frames, portable
from cloudgrant.programmes.research import Member, partner
from cloudgrant.rules import Clause, Fact, Programme, Record, Text, Truth, at_odds, given, implies, no
from cloudgrant.rules import rule as a_rule
from cloudgrant.rules.records.coherence import Declarations
from readings.cel_answers import evaluated

DAY = date(2022, 5, 20)
POLICY = partner.policy_on(DAY)
U = cg.UNKNOWN
TRUTHS = (True, False, None)
ROWS: list[dict[str, Any]] = [
    {
        "firm.foreign_enterprise_branch": foreign,
        "firm.branch_office": branch,
        "firm.factory": factory,
        "firm.factory_exemption_certificate": certificate,
        "firm.audited_net_worth": worth,
        "firm.cpa_audited": audited,
    }
    for foreign, branch, factory, certificate, worth, audited in product(
        TRUTHS, TRUTHS, ("registered", "exempt", "none", None), (True, None), (-5, 5, None), TRUTHS
    )
    if not (foreign and branch is False)
    and not (factory == "none" and certificate)
    and not (worth is not None and audited is False)
]
RULES = (
    "research.common.not-branch",
    "research.common.net-worth-positive",
    "research.sme.factory-registration",
)
SCHEMA: dict[str, Any] = {
    "firm.foreign_enterprise_branch": pl.Boolean,
    "firm.branch_office": pl.Boolean,
    "firm.factory": pl.String,
    "firm.factory_exemption_certificate": pl.Boolean,
    "firm.audited_net_worth": pl.Int64,
    "firm.cpa_audited": pl.Boolean,
}


def as_object(row: dict[str, Any]) -> Member:
    known = {name.partition(".")[2]: value for name, value in row.items() if value is not None}
    return Member(role="partner", firm=cg.Company(manufacturer=True, registered_on=date(2009, 1, 1), **known))


def test_a_frame_answers_as_objects_do_where_a_column_follows_from_another() -> None:
    frame = pl.DataFrame(ROWS, schema=SCHEMA).with_columns(
        pl.lit("partner").alias("role"),
        pl.lit(True).alias("firm.manufacturer"),
        pl.lit(date(2009, 1, 1)).alias("firm.registered_on"),
    )
    for table in (frame, frame.lazy()):
        decided = frames.assess(table, partner, subject=Member, on=DAY)
        decided = decided.collect() if isinstance(decided, pl.LazyFrame) else decided
        for row, answers in zip(ROWS, decided.iter_rows(named=True), strict=True):
            decision = partner.assess(as_object(row), on=DAY)
            for rule in RULES:
                assert answers[rule] == decision.results[rule].value, (row, rule)


def test_columns_that_only_follow_need_not_be_there() -> None:
    frame = pl.DataFrame({"firm.foreign_enterprise_branch": [True, False, None]})
    decided = frames.assess(frame, partner, subject=Member, on=DAY)
    assert decided["research.common.not-branch"].to_list() == ["not_met", "undetermined", "undetermined"]


def test_expressions_answer_as_objects_do() -> None:
    trees = {rule: portable.cel(partner.traced(rule).holds) for rule in RULES}
    for row in ROWS[::7]:
        member = as_object(row)
        bound = portable.bindings(member, POLICY, DAY)
        decision = partner.assess(member, on=DAY)
        for rule, expressions in trees.items():
            expected = {"met": True, "not_met": False, "undetermined": U}[decision.results[rule].value]
            assert evaluated(expressions, bound) is expected, (row, rule)


CONTRADICTING: dict[str, list[Any]] = {
    "foreign_enterprise_branch": [True, True, None],
    "branch_office": [False, True, False],
    "registered_on": [date(2009, 3, 16), None, date(2009, 3, 16)],
    "capital_increased_on": [date(1990, 1, 1), date(1990, 1, 1), date(2009, 3, 16)],
}


@pytest.mark.parametrize("made", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table])
def test_rows_that_contradict_themselves_are_counted(made: Any) -> None:
    found = frames.problems(made(CONTRADICTING), cg.Company)
    assert [(one.path.key, one.code, one.params["rows"]) for one in found] == [
        ("foreign_enterprise_branch", "firm.branch", 1),
        ("capital_increased_on", "firm.before_registration", 1),
    ]
    assert (
        found[0].message("zh_Hant_TW")
        == "有 1 列的資料互相矛盾（foreign_enterprise_branch、branch_office）：自 0 起算第 0 列"
    )


def test_an_eager_frame_with_contradictions_is_refused() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(pl.DataFrame(CONTRADICTING), cg.points, subject=cg.Company, on=DAY)
    assert {one.code for one in caught.value.problems} == {"firm.branch", "firm.before_registration"}


def test_what_the_class_presets_counts() -> None:
    @attrs.frozen(kw_only=True, slots=False)
    class Foreign(cg.Company):
        foreign_enterprise_branch: bool = given(default=True, zh="外國分公司", en="Foreign branch")

    frame = pl.DataFrame({"branch_office": [True, False, None]})
    [problem] = frames.problems(frame, Foreign)
    assert (problem.code, problem.params["rows"]) == ("firm.branch", 1)


@attrs.frozen(kw_only=True)
class Box(Record):
    a: Fact[bool] = given(zh="甲", en="A")
    b: Fact[bool] = given(zh="乙", en="B")
    c: Fact[bool] = given(zh="丙", en="C")
    d: Fact[bool] = given(zh="丁", en="D")
    __coherence__: ClassVar[Declarations] = (
        implies("box.first", {"a": True}, {"b": True}, zh="x", en="x"),
        implies("box.second", {"b": True}, {"c": False, "d": True}, zh="x", en="x"),
        at_odds("box.third", ("b", "d"), lambda b, d: b and not d, zh="x", en="x"),
    )


def at_odds_as_an_object(row: dict[str, Any]) -> set[str]:
    try:
        Box(**{name: value for name, value in row.items() if value is not None})
    except cg.InvalidInput as error:
        return {one.code for one in error.problems}
    return set()


@pytest.mark.parametrize("names", ["abcd", "acd", "ac", "bd", "ad", "bcd"])
@pytest.mark.parametrize("made", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table])
def test_rows_contradict_themselves_where_objects_do(made: Any, names: str) -> None:
    """By what follows too, and by each clause of what follows alone."""
    rows = [dict(zip(names, values, strict=True)) for values in product(TRUTHS, repeat=len(names))]
    expected = [at_odds_as_an_object(row) for row in rows]
    data: Any = {name: [row[name] for row in rows] for name in names}
    if made is pd.DataFrame:
        data = {name: pd.array(values, dtype="boolean") for name, values in data.items()}
    found = {one.code: one.params["rows"] for one in frames.problems(made(data), Box)}
    assert found == {code: sum(code in row for row in expected) for code in set().union(*expected)}


def test_a_contradiction_by_what_follows_is_told_at_columns_that_there_are() -> None:
    [problem] = frames.problems(pl.DataFrame({"a": [True], "c": [True]}), Box)
    assert (problem.path.key, problem.code, problem.message("en")) == (
        "a",
        "box.second",
        "1 rows contradict themselves (a, c): rows 0, counted from 0",
    )


@attrs.frozen(kw_only=True)
class Shop(Record):
    online: Fact[bool] = given(zh="網路商店", en="Online shop")
    refused: Fact[bool] = given(zh="駁回", en="Refused")
    floor: Fact[int] = given(zh="面積", en="Floor space", unit="m²")
    __coherence__: ClassVar[Declarations] = (
        implies("shop.online", {"online": True}, {"refused": False}, zh="x", en="x"),
    )


@attrs.frozen(kw_only=True)
class ShopCaps(Record):
    floor: Fact[int] = given(default=50, zh="面積上限", en="Most floor space", unit="m²")


@a_rule("shop.licence", en="No licence is refused, and it is small")
def small_and_licensed(shop: Shop, caps: ShopCaps) -> Truth:
    return no(shop.refused) & no(shop.floor > caps.floor)


SHOPS: list[dict[str, Any]] = [
    {"online": online, "refused": refused, "floor": floor}
    for online, refused, floor in product(TRUTHS, TRUTHS, (None, 50, 51))
    if not (online and refused)
]


@pytest.mark.parametrize("made", [pl.DataFrame, pl.LazyFrame, pa.table])
def test_a_rule_waits_for_what_a_fact_may_follow_from_and_a_denied_comparison_has_its_room(made: Any) -> None:
    judged = Programme(
        "shops",
        title=Text(en="Shops"),
        subject=Shop,
        policies={date(2022, 1, 1): ShopCaps()},
        clauses=[Clause("shop.licence", heading="x", source="x", text=Text(en="…"))],
        rules=[small_and_licensed],
    )
    data: Any = {name: [row[name] for row in SHOPS] for name in ("online", "refused", "floor")}
    found = frames.assess(made(data), judged, on=DAY, detail=("because", "margin"))
    decided: Any = pl.from_arrow(found) if made is pa.table else found.lazy().collect()
    for row, told in zip(SHOPS, decided.iter_rows(named=True), strict=True):
        shop = Shop(**{name: value for name, value in row.items() if value is not None})
        [finding] = judged.assess(shop, on=DAY).findings
        because = told["shop.licence.because"]
        assert sorted(() if because is None else because.split(", ")) == sorted(
            one.path.key for one in finding.because
        )
        [margin] = finding.margins
        assert told["shop.licence.margin"] == (None if margin.distance is cg.UNKNOWN else margin.distance)


def test_a_lazy_frame_is_not_looked_at_where_nonsense_is_not_known() -> None:
    def never(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("it was collected")

    lazy = pl.LazyFrame(CONTRADICTING).map_batches(never, schema=pl.DataFrame(CONTRADICTING).schema)
    frames.assess(lazy, cg.points, subject=cg.Company, on=DAY, invalid="unknown")
    with pytest.raises(Exception, match="it was collected"):
        frames.assess(lazy, cg.points, subject=cg.Company, on=DAY)
