"""Text as people type it, and many applications at once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, facts
from cloudgrant.rules import given as fact_given
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

FILED = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Form(Record):
    capital: Fact[int] = fact_given(zh="資本額", en="Capital", unit="TWD")
    staff: Fact[int] = fact_given(zh="員工", en="Staff", unit="persons")
    founded: Fact[date] = fact_given(zh="設立日", en="Founded")
    share: Fact[Share] = fact_given(zh="比率", en="Share")
    public: Fact[bool] = fact_given(zh="公開", en="Public")
    kind_of_firm: Fact[Literal["maker", "shop"]] = fact_given(
        zh="類別",
        en="Kind",
        options={"maker": Text(zh="製造", en="Maker"), "shop": Text(zh="零售", en="Shop")},
    )
    name: Fact[str] = fact_given(zh="名稱", en="Name")
    tags: Fact[tuple[str, ...]] = fact_given(zh="標籤", en="Tags")


ABOUT = facts(Form)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("capital", "8,000萬", 80_000_000),
        ("capital", "ＮＴ＄８０，０００，０００", 80_000_000),
        ("capital", "1億2,000萬元", 120_000_000),
        ("capital", "0", 0),
        ("staff", "260", 260),
        ("staff", "２６０ 人", 260),
        ("founded", "111/4/13", date(2022, 4, 13)),
        ("founded", "民國111年4月13日", date(2022, 4, 13)),
        ("founded", "2022-04-13", date(2022, 4, 13)),
        ("share", "35%", Share.of("35%")),
        ("share", "1/2", Share.of("1/2")),
        ("public", "是", True),
        ("public", "No", False),
        ("public", "沒有", False),
        ("kind_of_firm", "零售", "shop"),
        ("kind_of_firm", "MAKER", "maker"),
        ("name", "  示範 精密 ", "示範 精密"),
        *[(name, " 　", cg.UNKNOWN) for name in ("capital", "staff", "founded", "share", "public", "name")],
    ],
)
def test_what_a_text_means(name: str, text: str, value: Any) -> None:
    assert cg.parse(ABOUT[name], text) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("capital", "八千萬", "number"),
        ("capital", "80.5", "number"),
        ("capital", "-5", "number"),
        ("capital", "9999999999億", "number"),
        ("staff", "兩百", "number"),
        ("founded", "111年2月30日", "date"),
        ("founded", "明天", "date"),
        ("share", "140%", "share"),
        ("share", "half", "share"),
        ("public", "也許", "option"),
        ("kind_of_firm", "農業", "option"),
        ("tags", "a, b", "type"),
    ],
)
def test_what_a_text_does_not_mean(name: str, text: str, code: str) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.parse(ABOUT[name], text)
    [problem] = refused.value.problems
    assert problem.path == (name,)
    assert problem.code == code
    assert problem.message("zh")
    assert problem.message("en")


@settings(max_examples=200)
@given(st.sampled_from(list(ABOUT)), st.text(max_size=20))
def test_any_text_gives_a_value_or_a_problem(name: str, text: str) -> None:
    problems: tuple[cg.Problem, ...] = ()
    value: Any = cg.UNKNOWN
    try:
        value = cg.parse(ABOUT[name], text)
    except cg.InvalidInput as error:
        problems = error.problems
    assert problems or Form(**{name: value}) is not None


ITEMS: list[Any] = [
    {"paid_in_capital": 1, "factory": "exempt", "used_points_last_year": False},
    {"paid_in_capital": -1, "factory": "x"},
    cg.Manufacturer(paid_in_capital=200_000_000, regular_employees=201),
    {"kind": "company", "manufacturer": False},
    {},
    "nonsense",
] * 7


def summary(answers: Any) -> list[Any]:
    return [
        [problem.code for problem in one.problems] if isinstance(one, cg.InvalidInput) else one.outcome
        for one in answers
    ]


ALONE = summary(cg.assess_many(cg.points, ITEMS, subject=cg.Company, on=FILED))


def test_each_item_gets_its_own_answer() -> None:
    assert ALONE[:6] == [
        cg.Outcome.UNDETERMINED,
        ["negative", "option"],
        cg.Outcome.INELIGIBLE,
        cg.Outcome.INELIGIBLE,
        cg.Outcome.UNDETERMINED,
        ["subject"],
    ]


def test_a_pool_of_threads_answers_alike() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert summary(cg.assess_many(cg.points, ITEMS, subject=cg.Company, on=FILED, pool=pool)) == ALONE


def test_a_pool_of_processes_answers_alike() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        answers = list(cg.assess_many(cg.points, ITEMS, subject=cg.Company, on=FILED, pool=pool, chunk=5))
    assert summary(answers) == ALONE
    first = answers[0]
    assert isinstance(first, cg.Assessment)
    assert first.programme is cg.points
