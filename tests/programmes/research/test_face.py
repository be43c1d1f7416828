"""Every noun of the thematic subsidy is reached from its package; nobody outside needs to know the files."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

import cloudgrant as cg
from cloudgrant.programmes import research

ROOT = Path(__file__).parents[3]
OUTSIDE = [
    *(path for path in ROOT.glob("docs/**/*.md") if path.name != "clauses.md"),
    *ROOT.glob("docs/examples/**/*.py"),
    *ROOT.glob("benchmarks/**/*.py"),
]


def test_no_name_is_a_file_s_too() -> None:
    """Importing a file would put it in the place of the noun."""
    assert not set(dir(research)) & {module.name for module in pkgutil.iter_modules(research.__path__)}


def test_what_is_on_the_front_door_is_the_same_here() -> None:
    both = set(dir(research)) & set(dir(cg))
    assert {"Proposal", "SecuritySelfAssessment", "StickinessKPI", "research"} <= both
    for name in both:
        assert getattr(research, name) is getattr(cg, name)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Proposals'"):
        research.Proposals  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_examples_and_benchmarks_need_no_deeper_path(path: Path) -> None:
    assert OUTSIDE
    assert not re.findall(r"cloudgrant\.programmes\.research\.\w+", path.read_text(encoding="utf-8"))
