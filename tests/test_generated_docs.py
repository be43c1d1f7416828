"""The generated pages of the documentation say what the rules say."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant.guide.clauses import CLAUSES as GUIDE_CLAUSES
from cloudgrant.guide.clauses import REALISED_BY as GUIDE_REALISED_BY
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.law.traceability import realisations
from cloudgrant.values.problems import CODES

GENERATE = Path(__file__).parents[1] / "docs" / "generate.py"


@pytest.fixture(scope="module")
def generate() -> Any:
    spec = importlib.util.spec_from_file_location("docs_generate", GENERATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(generate: Any) -> str:
    return str(generate.clauses_page())


def test_the_pages_are_up_to_date(generate: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"]) == 0, capsys.readouterr().err


def test_a_page_that_differs_is_named_and_left_alone(
    generate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    page = tmp_path / "clauses.md"
    page.write_text("old", encoding="utf-8")

    assert generate.main(["--check"]) == 1
    assert "clauses.md" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "old"

    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


def test_every_clause_and_every_reading_is_on_the_page(generate: Any) -> None:
    page = generate.clauses_page()
    for programme in generate.PROGRAMMES:
        for clause in programme.clauses.values():
            assert f"`{clause.id}`" in page
            assert clause.source in page
            assert all(reading in page for reading in clause.reading.values())
            assert all(question in page for question in clause.question.values())


PROGRAMMES: tuple[cg.Programme[Any, Any], ...] = tuple(map(programme_of, NAMES))
CLAUSES = [
    *(clause for programme in PROGRAMMES for clause in programme.clauses),
    *(c.id for c in GUIDE_CLAUSES),
]


def codes_of(clause: str) -> list[str]:
    found = [
        one.code for programme in PROGRAMMES for one in realisations(programme) if one.clause.id == clause
    ]
    return found + [by.code for by in GUIDE_REALISED_BY if by.clause == clause]


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_realised_by_something_that_there_is(clause: str) -> None:
    codes = codes_of(clause)
    assert codes
    for code in codes:
        module, _, name = code.rpartition(".")
        assert hasattr(importlib.import_module(module), name), code


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_is_named_in_a_test(generate: Any, page: str, clause: str) -> None:
    files = generate.tests_naming(clause)
    assert files
    assert f"| `{clause}` | {', '.join(f'`{name}`' for name in files)} |" in page


def test_an_id_is_found_whole_or_with_a_part_and_not_inside_another(
    generate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    for name, text in {
        "whole.py": '"shop.area"',
        "part.py": '"shop.area/indoor"',
        "prose.py": "# shop.area.",
        "longer.py": '"shop.area-tax" "shop.area.indoor" "workshop.area" "my-shop.area"',
    }.items():
        (tests / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(generate, "TESTS", tests)
    assert generate.tests_naming("shop.area") == ("tests/part.py", "tests/prose.py", "tests/whole.py")


def test_every_pair_of_sentences_of_a_source_is_found(generate: Any) -> None:
    source = 'Text(zh="店", en="Shop"); {"zh": f"{n} 家", "en": "a" "b"}; given(zh=LABEL, unit="TWD")'
    assert list(generate.said_in(source)) == [("店", "Shop"), ("{n} 家", "ab"), ("{LABEL}", "")]


def test_the_page_of_sentences_has_what_rules_facts_and_problems_say(generate: Any) -> None:
    page = generate.sentences_page()
    for programme in map(programme_of, NAMES):
        for rule in programme.rules:
            assert all(words.replace("|", "\\|") in page for words in rule.text.values()), rule.id
    assert all(text["zh"] in page for text in CODES.values())
