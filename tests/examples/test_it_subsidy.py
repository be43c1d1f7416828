"""The tutorial's programme, tested as whoever wrote it would test it."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import it_subsidy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from it_subsidy import Application, Numbers, programme

import cloudgrant as cg
from cloudgrant import frames, portable
from cloudgrant.rules import clause_table
from cloudgrant.testing import boundary_cases, examples
from cloudgrant.testing.strategies import subjects

ON = date(2022, 6, 1)
COMPLETED = attrs.evolve(Numbers(), closes=date(2022, 8, 1))
GOOD = Application(
    industry="retail", capital=10, staff=5, deemed_large=False, gbizid=True, declared=True,
    processes=4, cost=6_000_000, asked=3_000_000,
)  # fmt: skip
FILE = Path(str(it_subsidy.__file__))


def outcome(**changes: Any) -> str:
    return programme.assess(attrs.evolve(GOOD, **changes), on=ON, policy=COMPLETED).outcome.value


def test_it_is_one_short_file_of_public_names() -> None:
    source = FILE.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 120
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    named = {getattr(node, "module", None) or node.names[0].name for node in imports}
    assert named == {"datetime", "typing", "attrs", "cloudgrant", "cloudgrant.rules"}
    assert not re.search(r"cg\._|import _", source)


@pytest.mark.parametrize(
    ("industry", "capital", "staff"),
    [
        ("making", 300_000_000, 300),
        ("wholesale", 100_000_000, 100),
        ("service", 50_000_000, 100),
        ("retail", 50_000_000, 50),
    ],
)
def test_the_ceilings_of_each_industry(industry: str, capital: int, staff: int) -> None:
    assert outcome(industry=industry, capital=capital, staff=staff + 1) == "eligible"
    assert outcome(industry=industry, capital=capital + 1, staff=staff) == "eligible"
    assert outcome(industry=industry, capital=capital + 1, staff=staff + 1) == "ineligible"
    assert outcome(industry=industry, capital=capital + 1, staff=cg.UNKNOWN) == "undetermined"


@pytest.mark.parametrize(
    ("asked", "processes", "expected"),
    [
        (299_999, 4, "ineligible"),
        (300_000, 1, "eligible"),
        (300_000, 0, "ineligible"),
        (1_499_999, 1, "eligible"),
        (1_500_000, 1, "ineligible"),
        (1_500_000, 3, "ineligible"),
        (1_500_000, 4, "eligible"),
        (4_500_000, 4, "eligible"),
        (4_500_001, 4, "ineligible"),
    ],
)
def test_the_two_types(asked: int, processes: int, expected: str) -> None:
    assert outcome(asked=asked, processes=processes, cost=10_000_000) == expected


def test_half_of_an_odd_cost() -> None:
    assert outcome(asked=300_000, cost=600_000) == "eligible"
    assert outcome(asked=300_000, cost=599_999) == "ineligible"


def test_boundary_cases_of_every_threshold() -> None:
    cases = boundary_cases(programme, policy=COMPLETED)
    assert {(case.rule, case.path.key) for case in cases} >= {
        ("it.size", "capital"), ("it.size", "staff"), ("it.amount", "asked"), ("it.rate", "asked"),
        ("it.processes", "processes"), ("it.window", "on"),
    }  # fmt: skip
    capital = {(c.subject.industry, c.value) for c in cases if c.path.key == "capital" and c.position == "at"}
    assert {most for _, most in capital} == {300_000_000, 100_000_000, 50_000_000}
    assert {("making", 300_000_000), ("wholesale", 100_000_000)} < capital
    for case in cases:
        finding = programme.assess(case.subject, on=case.on, policy=case.policy)[case.rule]
        if case.position == "unknown":
            assert finding.result is not cg.Result.NOT_MET


def test_examples() -> None:
    made = examples(programme, policy=COMPLETED)
    outcomes = [programme.assess(one.subject, on=one.on, policy=one.policy).outcome.value for one in made]
    assert outcomes == ["eligible", *["ineligible"] * 7, "undetermined"]


@settings(max_examples=60)
@given(st.lists(subjects(Application, programme), min_size=1, max_size=5))
def test_frames_answer_as_objects_do(firms: list[Application]) -> None:
    names = list(cg.facts(Application))
    rows = [
        {name: None if getattr(firm, name) is cg.UNKNOWN else getattr(firm, name) for name in names}
        for firm in firms
    ]
    numbers: dict[str, type[pl.Int64]] = dict.fromkeys(
        ("capital", "staff", "processes", "cost", "asked"), pl.Int64
    )
    table = pl.DataFrame(rows, schema_overrides=numbers)
    decided = frames.assess(table, programme, subject=Application, on=ON, policy=COMPLETED)
    expected = [programme.assess(firm, on=ON, policy=COMPLETED).outcome.value for firm in firms]
    assert decided["outcome"].to_list() == expected


@settings(max_examples=40)
@given(subjects(Application, programme, complete=True))
def test_every_remedy_ends_eligible(firm: Application) -> None:
    for remedy in programme.assess(firm, on=ON, policy=COMPLETED).remedies:
        mended = programme.assess(remedy.apply(firm), on=ON, policy=COMPLETED)
        assert mended.outcome is cg.Outcome.ELIGIBLE


def tutorial_s_japanese() -> cg.Language:
    page = (FILE.parents[1] / "your-own-programme.md").read_text(encoding="utf-8")
    block = page[page.index("cg.Language(") :]
    code = re.sub(r"(?m)^\.\.\. ?", "", block[: block.index("\n... })") + 7])
    language: cg.Language = eval(code, {"cg": cg})
    return language


def test_a_report_in_japanese_says_nothing_in_english() -> None:
    """Beside the ids and names there is no word left that the library says in English."""
    bad = attrs.evolve(GOOD, gbizid=False, processes=0, asked=1, staff=1, capital=60_000_000)
    japanese = tutorial_s_japanese()
    for firm in (GOOD, bad, Application(), attrs.evolve(bad, gbizid=cg.UNKNOWN)):
        for policy in (COMPLETED, Numbers()):
            text = str(programme.assess(firm, on=ON, policy=policy).report(japanese))
            words = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"it\.[a-z-]+", "", text)))
            assert words <= {"gBizID", "SECURITY", "ACTION"}


def test_the_rule_book_and_the_table_bear_both_languages() -> None:
    book = portable.rulebook(programme)
    assert all(set(rule["wording"]) == {"ja", "en"} for rule in book["rules"])
    assert "資本金" in str(book["facts"]["capital"]["label"])
    for language in ("ja", "en"):
        assert len(clause_table(programme, language).splitlines()) == 2 + len(programme.clauses)
