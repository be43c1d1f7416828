"""Write the pages that are generated from the rules; ``--check`` only says whether they are up to date.

Run ``python docs/generate.py`` after changing a rule, a clause or a policy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cloudgrant as cg
from cloudgrant.guide.clauses import CLAUSES as GUIDE_CLAUSES
from cloudgrant.programmes.sources import CLAUSES as EDITION_CLAUSES
from cloudgrant.rules.clause_table import clause_table

DOCS = Path(__file__).parent
PROGRAMMES: tuple[cg.Programme[Any, Any], ...] = (cg.listing, cg.points, cg.coaching)

INTRODUCTION = """\
<!-- Written by docs/generate.py from the rules: change those, not this page. -->

# Clauses 條文

Which code realises which clause of the briefing 數位雲服務政府資源說明會 of 13 April 2022 (111年4月13日).
Each row has the clause's id, where it stands, its original words, the function that realises it, and the
rule in words with the numbers of the latest policy. The original words are never translated away: where
wording and original differ, the original decides.

Below the tables are the *readings chosen*: where the words of the briefing allow more than one reading, or
are silent, it says which one the library follows, and what to ask the programme office.
"""


def clauses_page() -> str:
    """The page of clauses, programme by programme."""
    programmes = (section for one in PROGRAMMES for section in _sections(one))
    return "\n".join([INTRODUCTION, *programmes, *_of_editions()])


def _of_editions() -> Iterator[str]:
    """The clauses about an edition as a whole, which no rule realises but data, and the guide's."""
    yield "## 年度版本與導引 · Editions and the guide\n"
    yield "| Clause 條文 | Original words 原文 | Realised by 實作 | In words 說明 |"
    yield "| --- | --- | --- | --- |"
    clauses, codes = (*EDITION_CLAUSES, *GUIDE_CLAUSES), ("ROC_111", "ROC_111.sources", "explore")
    for clause, code in zip(clauses, codes, strict=True):
        home = "guide" if clause in GUIDE_CLAUSES else "editions"
        words = f"{clause.text['zh']} · {clause.text['en']}"
        yield f"| `{clause.id}` | {clause.source} | `cloudgrant.{home}.{code}` | {words} |"
    yield ""
    yield from (_reading(clause) for clause in clauses if clause.reading)


def _sections(programme: cg.Programme[Any, Any]) -> Iterator[str]:
    yield f"## {programme.title['zh']} · {programme.title['en']}\n"
    yield "### In English\n"
    yield clause_table(programme, "en")
    yield "### 中文\n"
    yield clause_table(programme, "zh_Hant_TW")
    yield "### Readings chosen 採用之解讀\n"
    yield from (_reading(clause) for clause in programme.clauses.values() if clause.reading)


def _reading(clause: cg.Clause) -> str:
    lines = [f"`{clause.id}`", f": {clause.reading['zh']}", f"\n  {clause.reading['en']}"]
    if clause.question:
        lines.append(f"\n  *To ask the programme office 待洽主辦單位*: {clause.question['zh']}")
        lines.append(f"  {clause.question['en']}")
    return "\n".join(lines) + "\n"


def pages() -> Mapping[Path, str]:
    """Every generated page and what it should hold."""
    return {DOCS / "clauses.md": clauses_page()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or with ``--check`` name those that differ; 1 if any does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page differs")
    checking = parser.parse_args(arguments).check
    differing = 0
    for path, text in pages().items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        if checking:
            sys.stderr.write(f"{path.name} is not up to date: run python docs/generate.py\n")
            differing += 1
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
