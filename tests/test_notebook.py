"""The notebook of the documentation runs, its claims hold, and its charts are charts with every label."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

alt = pytest.importorskip("altair")

PAGE = Path(__file__).parents[1] / "docs" / "a-policy-question.md"
CELL = re.compile(r"^```\{code-cell\} ipython3\n(?::tags:[^\n]*\n)?(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def run() -> tuple[dict[str, Any], list[Any]]:
    """The names that the cells leave, and what each shows."""
    names: dict[str, Any] = {}
    shown = []
    for source in CELL.findall(PAGE.read_text(encoding="utf-8")):
        parsed = ast.parse(source)
        last = parsed.body[-1]
        if not isinstance(last, ast.Expr):
            exec(compile(parsed, PAGE.name, "exec"), names)
            continue
        exec(compile(ast.Module(parsed.body[:-1], []), PAGE.name, "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), PAGE.name, "eval"), names))
    return names, shown


def test_every_cell_runs_and_three_charts_are_shown(run: tuple[dict[str, Any], list[Any]]) -> None:
    charts = [one for one in run[1] if isinstance(one, alt.TopLevelMixin)]
    assert len(charts) == 3
    for chart in charts:
        said = chart.to_json()
        assert "Invented data" in said
        assert "虛構資料" in said


def test_bands_are_bands_and_a_larger_offer_reaches_fewer(run: tuple[dict[str, Any], list[Any]]) -> None:
    sweep = run[0]["sweep"]
    assert (sweep["cost_low"] < sweep["cost_high"]).all()
    assert (sweep["reach_low"] <= sweep["reach_high"]).all()
    for share in ("40%", "50%"):
        one = sweep.filter(sweep["share"] == share).sort("points")
        assert one["cost_low"].is_sorted()
        assert one["reach_low"].is_sorted(descending=True)


def test_dropping_the_exclusion_harms_nobody(run: tuple[dict[str, Any], list[Any]]) -> None:
    again = run[0]["counts"].filter(run[0]["counts"]["variant"] == "again")
    assert again["gain"].sum() > 0
    assert again["may gain"].sum() > 0
    assert again["lose"].sum() == again["may lose"].sum() == 0


def test_every_firm_that_is_not_eligible_has_one_first_reason(run: tuple[dict[str, Any], list[Any]]) -> None:
    decided, reasons = run[0]["decided"], run[0]["reasons"]
    assert reasons["reason"].null_count() == 0
    rest = decided.filter(decided["outcome"] != "eligible")
    assert reasons["firms"].sum() == rest["weight"].sum()
