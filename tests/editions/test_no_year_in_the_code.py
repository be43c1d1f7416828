"""The text is the only place that knows time: no default and no day of a year stands outside its file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import cloudgrant
import cloudgrant as cg
from cloudgrant.programmes.catalogue import NAMES, programme
from cloudgrant.rules import UNKNOWN

LIBRARY = Path(cloudgrant.__file__).parent
YEARS = re.compile(r"(^|/)roc_\d+(\.py$|/)")
OF_THE_BRIEFING = {"programmes/briefing.py", "programmes/sources.py"}
"""Which document the editions of that year are read from, and from when to when they are in force."""
OF_EARLIER_DATA = {"data/from_v1.py"}
"""What data of version 1 meant by last year."""
WORKED_EXAMPLES = {"programmes/research/adoption/acceptance.py"}
"""Made-up periods, by which worked-out examples come by what was measured."""
INVENTED = {"population/parameters.py"}
"""When made-up firms filed, and when they had used points: a population lives in a year."""
FILES = sorted(
    path
    for path in LIBRARY.rglob("*.py")
    if not YEARS.search(name := path.relative_to(LIBRARY).as_posix())
    and name not in OF_THE_BRIEFING | OF_EARLIER_DATA | WORKED_EXAMPLES | INVENTED
)
KEEPING = re.compile(r"programmes/\w+/(__init__|programme)\.py|editions/(__init__|in_force)\.py")
"""Where a year's edition is given its name and its programme."""


def named(path: Path) -> str:
    return path.relative_to(LIBRARY).as_posix()


def defaults(tree: ast.AST) -> Iterator[ast.expr]:
    """Every default of an argument, and every ``default=`` that is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            yield from (one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None)
        elif isinstance(node, ast.Call):
            yield from (one.value for one in node.keywords if one.arg == "default")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_default_names_a_year(path: Path) -> None:
    for value in defaults(ast.parse(path.read_text(encoding="utf-8"))):
        said = ast.unparse(value)
        assert not re.search(r"ROC_\d|roc.\d|\b20\d\d\b|date\(\d", said), said


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_day_of_a_year_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "date":
            years = [one.value for one in node.args[:1] if isinstance(one, ast.Constant)]
            assert not any(isinstance(year, int) and 2000 <= year <= 2100 for year in years), ast.unparse(
                node
            )


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nobody_asks_for_an_edition_of_a_year_but_who_gives_it_its_place(path: Path) -> None:
    if KEEPING.fullmatch(named(path)):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not re.search(r"\.roc_\d+", node.module or ""), node.module
            assert not any(re.search(r"ROC_\d", alias.name) for alias in node.names), node.module


@pytest.mark.parametrize("name", NAMES)
def test_no_class_of_numbers_has_a_default(name: str) -> None:
    cls: type[Any] = programme(name).policy
    for field in attrs.fields(cls):
        assert field.default is UNKNOWN, field.name
    for fact in cg.facts(cls).values():
        assert fact.derived or fact.may_be_unknown, fact.name


@pytest.mark.parametrize("name", NAMES)
def test_every_number_says_which_clause_fixes_it(name: str) -> None:
    edition = programme(name).edition
    for fact in cg.facts(type(edition.policy)).values():
        assert fact.clause in edition.clauses, fact.name
    for id, clause in edition.clauses.items():
        for number in clause.numbers:
            assert cg.facts(type(edition.policy))[number].clause == id


PINNED = {
    "research": {
        "announced_on", "closing_date", "moved_last_day", "holidays", "make_up_days",
        "own_statements_show_increase", "tracking_every_months", "no_security_spend_suffices",
        "partly_met_suffices", "item_weights",
    },
    "listing": {"announced_on", "moved_last_day", "holidays", "make_up_days", "breaches_counted_from"},
    "points": {
        "applications_from", "moved_last_day", "holidays", "make_up_days", "offset_counts_tax",
        "points_usable_until", "carried_over_valid_until", "claim_documents", "earlier_start_payable",
        "early_end_payable", "refund_payable", "lapsed_listing_payable",
    },
    "coaching": set(),
}  # fmt: skip
"""What the briefing of 2022 does not say: a number forgotten in a clause would stand here too."""


@pytest.mark.parametrize("name", NAMES)
def test_what_roc_111_leaves_unknown(name: str) -> None:
    edition = programme(name).edition
    assert edition.name == "roc-111"
    assert set(edition.unknown) == PINNED[name]
    assert edition.awaited == frozenset()
