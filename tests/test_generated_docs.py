"""The generated pages of the documentation say what the rules say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

GENERATE = Path(__file__).parents[1] / "docs" / "generate.py"


@pytest.fixture
def generate() -> Any:
    spec = importlib.util.spec_from_file_location("docs_generate", GENERATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
