"""Write the pages that are generated from the rules; ``--check`` only says whether they are up to date.

Run ``python docs/generate.py`` after changing a rule, a clause or a policy.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.guide.clauses import CLAUSES as GUIDE_CLAUSES
from cloudgrant.guide.clauses import REALISED_BY as GUIDE_REALISED_BY
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.programmes.sources import CLAUSES as EDITION_CLAUSES
from cloudgrant.rules.law.traceability import clause_table
from cloudgrant.rules.writing.tree import FactOf, leaves

DOCS = Path(__file__).parent
SOURCE = DOCS.parent / "src" / "cloudgrant"
TESTS = DOCS.parent / "tests"
PROGRAMMES: tuple[cg.Programme[Any, Any], ...] = tuple(map(programme_of, NAMES))

INTRODUCTION = """\
<!-- Written by docs/generate.py from the rules: change those, not this page. -->

# Clauses 條文

Which code realises which clause of the briefing 數位雲服務政府資源說明會 of 13 April 2022 (111年4月13日).
Each row has the clause's id, where it stands, its original words, what realises it (a rule, a calculation,
a process or one of its steps, a criterion, information), and that in words with the numbers of the latest
policy. The original words are never translated away: where wording and original differ, the original
decides. A further table says which test files name the clause.

Below the tables are the *readings chosen*: where the words of the briefing allow more than one reading, or
are silent, it says which one the library follows, and what to ask the programme office.
"""


def clauses_page() -> str:
    """The page of clauses, programme by programme."""
    sections = (section for one in PROGRAMMES for section in _sections(one))
    return "\n".join([INTRODUCTION, *sections, *_of_editions()])


def _of_editions() -> Iterator[str]:
    """The clauses about an edition as a whole, which no rule realises but data, and the guide's."""
    yield "## 年度版本與導引 · Editions and the guide\n"
    yield "| Clause 條文 | Original words 原文 | Realised by 實作 | In words 說明 |"
    yield "| --- | --- | --- | --- |"
    editions = ("cloudgrant.editions.ROC_111", "cloudgrant.editions.ROC_111.sources")
    codes = [*zip(EDITION_CLAUSES, editions, strict=True)]
    codes += [(one, by.code) for one in GUIDE_CLAUSES for by in GUIDE_REALISED_BY if by.clause == one.id]
    for clause, code in codes:
        words = f"{clause.text['zh']} · {clause.text['en']}"
        yield f"| `{clause.id}` | {clause.source} | `{code}` | {words} |"
    yield ""
    clauses = (*EDITION_CLAUSES, *GUIDE_CLAUSES)
    yield from _tests_table(clauses)
    yield from (_reading(clause) for clause in clauses if clause.reading)


def _sections(programme: cg.Programme[Any, Any]) -> Iterator[str]:
    yield f"## {programme.title['zh']} · {programme.title['en']}\n"
    yield "### In English\n"
    yield clause_table(programme, "en")
    yield "### 中文\n"
    yield clause_table(programme, "zh_Hant_TW")
    yield "### Tests 測試\n"
    yield from _tests_table(programme.clauses.values())
    yield "### Readings chosen 採用之解讀\n"
    yield from (_reading(clause) for clause in programme.clauses.values() if clause.reading)


def tests_naming(clause: str) -> tuple[str, ...]:
    """The test files that hold a clause's id, itself or with a part after a slash, as paths from the root."""
    exact = re.compile(rf"(?<![\w.-]){re.escape(clause)}(?![\w-]|\.\w)")
    return tuple(name for name, text in _texts(TESTS).items() if exact.search(text))


@cache
def _texts(tests: Path) -> Mapping[str, str]:
    """The test files with what they hold, read once."""
    return {
        path.relative_to(tests.parent).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(tests.rglob("*.py"))
    }


def _tests_table(clauses: Iterable[cg.Clause]) -> Iterator[str]:
    yield "| Clause 條文 | Test files that name it 提及之測試 |"
    yield "| --- | --- |"
    for clause in clauses:
        yield f"| `{clause.id}` | {', '.join(f'`{name}`' for name in tests_naming(clause.id))} |"
    yield ""


def _reading(clause: cg.Clause) -> str:
    lines = [f"`{clause.id}`", f": {clause.reading['zh']}", f"\n  {clause.reading['en']}"]
    if clause.question:
        lines.append(f"\n  *To ask the programme office 待洽主辦單位*: {clause.question['zh']}")
        lines.append(f"  {clause.question['en']}")
    return "\n".join(lines) + "\n"


SENTENCES = """\
<!-- Written by docs/generate.py from the source: change that, not this page. -->

# Every sentence 全部文句

What the library says, in Chinese and in English, file by file: labels, questions, acts, rules in words,
problems, refusals, parts of reports. A name in `{braces}` stands for a value. By its id a sentence can be
said in [another language](languages.md); where several are worded alike, their ids stand together. First,
what each rule that can be mended is mended by.
"""


def sentences_page() -> str:
    """The page of sentences, for who reads them aloud: a table for each file that says something."""
    lines = [SENTENCES, *_acts_by_rule()]
    ids: dict[tuple[str, str], list[str]] = {}
    for id, words in sentences_by_id().items():
        ids.setdefault(words, []).append(f"`{id}`")
    for path in sorted(SOURCE.rglob("*.py")):
        said = dict.fromkeys(said_in(path.read_text(encoding="utf-8")))
        if said:
            lines += [
                f"## `{path.relative_to(SOURCE).as_posix()}`\n",
                "| 中文 | English | Id |",
                "| --- | --- | --- |",
            ]
            lines += [
                f"| {_cell(zh)} | {_cell(en)} | {', '.join(ids.get((zh, en), []))} |" for zh, en in said
            ]
            lines.append("")
    return "\n".join(lines)


SENTENCES_MODULE = SOURCE / "values" / "sentences.py"

SENTENCES_HEAD = '''\
"""Every sentence that the library itself says, by its id, in Chinese and in English.

Written by docs/generate.py from the texts where they stand: change those, not this file. A
:class:`~cloudgrant.values.locales.Language` is checked against it without loading the whole library.
"""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["SENTENCES"]

# fmt: off
SENTENCES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
'''
SENTENCES_TAIL = '''\
})
"""By its id, a sentence in Chinese and in English; empty where it has none. Ids never change."""
'''


@cache
def sentences_by_id() -> Mapping[str, tuple[str, str]]:
    """Every text of the library that bears an id, once all of it is loaded and what rules read is known."""
    for module in pkgutil.walk_packages(cg.__path__, "cloudgrant."):
        importlib.import_module(module.name)
    for cls in list(_records(cg.Record)):
        cg.facts(cls)
    gc.collect()
    found: dict[str, tuple[str, str]] = {}
    twice: list[str] = []
    for text in (one for one in gc.get_objects() if isinstance(one, cg.Text) and one.id):
        words = (text.get("zh", ""), text.get("en", ""))
        if found.setdefault(text.id, words) != words:
            twice.append(f"two sentences have the id {text.id}: {found[text.id]} and {words}")
    if twice:
        raise SystemExit("\n".join(sorted(twice)))
    return dict(sorted(found.items()))


def _records(cls: type[Any]) -> Iterator[type[Any]]:
    for one in cls.__subclasses__():
        if one.__module__.startswith("cloudgrant.") and attrs.has(one):
            yield one
        yield from _records(one)


def sentences_module() -> str:
    """The module of all sentences by their ids."""
    lines = [
        f"    {json.dumps(id, ensure_ascii=False)}: ({_quoted(zh)}, {_quoted(en)}),"
        for id, (zh, en) in sentences_by_id().items()
    ]
    return SENTENCES_HEAD + "\n".join(lines) + "\n" + SENTENCES_TAIL


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _acts_by_rule() -> Iterator[str]:
    """For each rule that a firm can mend, what is done to mend it; a value that is put in is in braces."""
    yield "## Remedies by rule 各規則之補正方式\n"
    yield "| Rule 規則 | 補正方式 | What is done |"
    yield "| --- | --- | --- |"
    for programme in PROGRAMMES:
        for rule in programme.rules:
            traced = programme.traced(rule.id)
            facts = [
                leaf.info
                for node in (traced.holds, traced.applies)
                if node is not None
                for leaf in leaves(node)
                if isinstance(leaf, FactOf) and leaf.info.change != "never"
            ]
            acts = dict.fromkeys(act for info in facts for _, act in info.acts)
            if acts:
                zh, en = ("；".join(act["zh"] for act in acts), "; ".join(act["en"] for act in acts))
                yield f"| `{rule.id}` | {_cell(zh)} | {_cell(en)} |"
    yield ""


def said_in(source: str) -> Iterator[tuple[str, str]]:
    """Each pair of sentences that a source gives as ``zh=`` and ``en=``, or under these keys."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(keywords=given):
                said = {str(one.arg): one.value for one in given}
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                said = {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}
            case _:
                continue
        if "zh" in said or "en" in said:
            yield _words(said.get("zh")), _words(said.get("en"))


def _words(value: ast.expr | None) -> str:
    """A text as it is written, with what is filled in between braces."""
    match value:
        case None:
            return ""
        case ast.Constant(str() as text):
            return text
        case ast.JoinedStr(parts):
            return "".join(_words(part) for part in parts)
        case ast.FormattedValue(inner):
            return "{" + ast.unparse(inner) + "}"
        case _:
            return "{" + ast.unparse(value) + "}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "⏎")


def pages() -> Mapping[Path, str]:
    """Every generated page and what it should hold."""
    return {
        DOCS / "clauses.md": clauses_page(),
        DOCS / "sentences.md": sentences_page(),
        SENTENCES_MODULE: sentences_module(),
    }


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
