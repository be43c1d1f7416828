"""Text as people type it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, facts
from cloudgrant.rules import given as fact_given
from cloudgrant.testing import strategies
from cloudgrant.values.formatting import formatted
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
    worth: Fact[int] = fact_given(zh="淨值", en="Net worth", unit="TWD", least=-(10**14))
    points: Fact[int] = fact_given(zh="點數", en="Points", unit="points")
    rise: Fact[int] = fact_given(zh="成長率", en="Rise", unit="basis_points")
    kind_of_firm: Fact[Literal["maker", "shop", "other"]] = fact_given(
        zh="類別",
        en="Kind",
        options={
            "maker": Text(zh="製造", en="Maker"),
            "shop": Text(zh="零售", en="Shop"),
            "other": Text(zh="其他（請說明）", en="Other"),
        },
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
        ("capital", "八千萬", 80_000_000),
        ("capital", "新臺幣捌仟萬元整", 80_000_000),
        ("capital", "NT$80,000,000.-", 80_000_000),
        ("capital", "0", 0),
        ("worth", "−5,000萬", -50_000_000),
        ("worth", "(5,000)", -5_000),
        ("points", "二十萬點", 200_000),
        ("staff", "260", 260),
        ("staff", "２６０ 人", 260),
        ("staff", "兩百", 200),
        ("staff", "二百人", 200),
        ("rise", "5.04%", 504),
        ("founded", "111/4/13", date(2022, 4, 13)),
        ("founded", "民國111年4月13日", date(2022, 4, 13)),
        ("founded", "2022-04-13", date(2022, 4, 13)),
        ("founded", "20220413", date(2022, 4, 13)),
        ("founded", "1110413", date(2022, 4, 13)),
        ("founded", "民國一一一年四月十三日", date(2022, 4, 13)),
        ("share", "35%", Share.of("35%")),
        ("share", "1/2", Share.of("1/2")),
        ("share", "66.67%", Share.of("6667/10000")),
        ("share", "９９．９５ ％", Share.of("1999/2000")),
        ("public", "是", True),
        ("public", "No", False),
        ("public", "沒有", False),
        ("public", "on", True),
        ("public", "off", False),
        ("public", "TRUE", True),
        ("public", "ˇ", True),
        ("public", "✔️", True),
        ("public", "Ｖ", True),
        ("public", "０", False),
        ("kind_of_firm", "零售", "shop"),
        ("kind_of_firm", "MAKER", "maker"),
        ("kind_of_firm", "其他（請說明）", "other"),
        ("kind_of_firm", "其他 (請說明)", "other"),
        ("name", "  示範 精密 ", "示範 精密"),
        ("name", "示範（股）公司", "示範（股）公司"),
        *[(name, " 　", cg.UNKNOWN) for name in ("capital", "staff", "founded", "share", "public", "name")],
    ],
)
def test_what_a_text_means(name: str, text: str, value: Any) -> None:
    assert cg.parse(ABOUT[name], text) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("capital", "80.5", "whole"),
        ("capital", "-5", "negative"),
        ("capital", "9999999999億", "too_large"),
        ("capital", "1億2", "ambiguous"),
        ("capital", "20萬點", "number"),
        ("capital", "9" * 10**6, "length"),
        ("points", "NT$5", "number"),
        ("staff", "180.5人", "whole"),
        ("staff", "9" * 10**6, "length"),
        ("rise", "504", "number"),
        ("founded", "4/13/2022", "date.year_first"),
        ("founded", "22/4/13", "ambiguous"),
        ("founded", "1" * 10**6, "length"),
        ("public", "是" * 10**6, "length"),
        ("kind_of_firm", "x" * 10**6, "length"),
        ("share", "1" * 10**6, "length"),
        ("share", "½", "share"),
        ("share", "66.667%", "share"),
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


@pytest.mark.parametrize(
    ("name", "text", "zh", "en"),
    [
        ("staff", "180.5", "如 200人", "such as 200"),
        ("capital", "80.5", "如 8,000萬", "such as 80,000,000"),
        ("points", "很多", "如 20萬點", "write it as 200,000"),
        ("founded", "昨天", "如 111年4月13日", "write it as 111/4/13 or 2022-04-13"),
        ("kind_of_firm", "零售業", "卻是'零售業' — 零售?", "not '零售業' — Shop?"),
        ("kind_of_firm", "農業", "應為「製造」、「零售」、「其他（請說明）」之一，卻是'農業'", "not '農業'"),
    ],
)
def test_hints_speak_of_the_fact(name: str, text: str, zh: str, en: str) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.parse(ABOUT[name], text)
    [problem] = refused.value.problems
    assert problem.message("zh").endswith(zh)
    assert problem.message("en").endswith(en)


@pytest.mark.parametrize("given", [5, None, True, b"5", ["5"], pytest.param(10**5000, id="huge"), cg.UNKNOWN])
def test_what_is_no_text_is_a_problem_too(given: Any) -> None:
    for about in ABOUT.values():
        with pytest.raises(cg.InvalidInput) as refused:
            cg.parse(about, given)
        assert [problem.code for problem in refused.value.problems] == ["type"]
        assert str(refused.value)


def test_a_label_of_two_options_names_neither() -> None:
    about = attrs.evolve(
        ABOUT["kind_of_firm"], options=(("maker", Text(zh="店", en="M")), ("shop", Text(zh="店", en="S")))
    )
    with pytest.raises(cg.InvalidInput) as refused:
        cg.parse(about, "店")
    assert [problem.code for problem in refused.value.problems] == ["ambiguous"]
    assert cg.parse(about, "S") == "shop"


@given(strategies.subjects(Form), st.sampled_from(["zh_Hant_TW", "en"]))
def test_what_the_library_writes_it_reads(form: Form, locale: str) -> None:
    for name, about in ABOUT.items():
        value = getattr(form, name)
        if value is cg.UNKNOWN or about.type in ("list", "text"):
            continue
        assert cg.parse(about, formatted(value, about.unit, locale)) == value
    if form.kind_of_firm is not cg.UNKNOWN:
        about = ABOUT["kind_of_firm"]
        assert cg.parse(about, about.option_label(form.kind_of_firm, locale)) == form.kind_of_firm


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
