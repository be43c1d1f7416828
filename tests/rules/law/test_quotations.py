"""Each clause quotes the briefing word for word, and stands under a heading that there is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import cloudgrant as cg
from cloudgrant.guide.clauses import CLAUSES as GUIDE
from cloudgrant.programmes.sources import CLAUSES as EDITION

LAW = Path(__file__).parents[3] / "docs" / "law" / "2022-04-13.md"
CLAUSES = [
    *(clause for programme in (cg.research, cg.listing, cg.points, cg.coaching)
      for clause in programme.clauses.values()),
    *GUIDE,
    *EDITION,
]  # fmt: skip


def bare(text: str) -> str:
    """Text without white space and the marks of Markdown: what is left are the words."""
    return re.sub(r"<br>|[\s*#>|\-•`]", "", unicodedata.normalize("NFKC", text))


PRINTED = bare(LAW.read_text(encoding="utf-8"))


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_a_clause_quotes_the_briefing_word_for_word(clause: cg.Clause) -> None:
    pieces = [piece for piece in clause.source.split("……") if piece]
    assert pieces
    assert [piece for piece in pieces if bare(piece) not in PRINTED] == []


def test_a_word_that_is_not_printed_is_noticed() -> None:
    assert bare("經常僱用員工數200人以下") in PRINTED
    assert bare("經常僱用員工數未滿200人") not in PRINTED
