"""Every example in the documentation is a test: README, pages and docstrings.

``pytest`` collects them with the rest. To run one page alone, name this file too, so that it is
loaded: ``pytest tests/conftest.py docs/index.md``. In a page, ``<!-- skip: next "why" -->`` leaves
out the block that follows.
"""

from __future__ import annotations

from doctest import ELLIPSIS
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sybil import Example, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers import myst, rest

ROOT = Path(__file__).parents[1]

# How fast a machine is, or how busy, decides no test; nor how many firms are drawn in vain.
UNHURRIED = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("unhurried", deadline=None, suppress_health_check=UNHURRIED)
settings.load_profile("unhurried")

PAGES = Sybil(
    parsers=[myst.PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), myst.SkipParser()],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    excludes=["_build/**"],
)


class Docstrings(PythonDocStringDocument):
    """Docstrings whose examples see their module's names, and are typed by hand as at a prompt."""

    def import_document(self, example: Example) -> None:
        try:
            super().import_document(example)
        finally:
            self.namespace.pop("annotations", None)  # `from __future__ import annotations` of the module


DOCSTRINGS = Sybil(
    parsers=[rest.DocTestParser(optionflags=ELLIPSIS), rest.SkipParser()],
    path=str(ROOT / "src"),
    pattern="*.py",
    document_types={".py": Docstrings},
)


class Examples:
    """Registered as a plugin, since a conftest's own hooks see only the files below it."""

    pytest_collect_file = staticmethod((PAGES + DOCSTRINGS).pytest())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--laws-size",
        type=int,
        default=150,
        metavar="N",
        help="how many partial subjects of each programme and stage tests/laws tries the laws on",
    )
    parser.addoption(
        "--books-size",
        type=int,
        default=6,
        metavar="N",
        help="how many drafts of each programme and stage tests/portable asks its rule book about",
    )
    parser.addoption(
        "--rows-size",
        type=int,
        default=12,
        metavar="N",
        help="how many drafts of each programme and stage are the rows of tables in tests/readings",
    )
    parser.addoption(
        "--every-case",
        action="store_true",
        help="try the boundary cases of every rule of a long stage, and not of some of them only",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Examples(), "documentation-examples")
