from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cloudgrant
from cloudgrant.values.sentences import SENTENCES

SOURCE = Path(cloudgrant.__file__).parent

KNOWS = {"values/locales.py", "values/roc_calendar.py"}
"""Where it has to be known how Chinese is written, and which locales count years by the ROC calendar."""

LANGUAGES = re.compile(r"(zh|en|ja)([-_].*)?")


def branches(source: str) -> Iterator[int]:
    """The lines on which a program does one thing in one language and another in another."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Compare(left, operators, others) if any(
                isinstance(one, ast.Eq | ast.NotEq | ast.In | ast.NotIn | ast.Is) for one in operators
            ):
                if any(map(_language, (left, *others))):
                    yield node.lineno
            case ast.Call(ast.Attribute(_, "startswith" | "endswith" | "removeprefix"), arguments):
                if any(map(_language, arguments)):
                    yield node.lineno
            case ast.MatchValue(value) if _language(value):
                yield node.lineno
            case ast.Call(ast.Name("candidates")):
                yield node.lineno


def _language(node: ast.AST) -> bool:
    match node:
        case ast.Constant(str(text)):
            return LANGUAGES.fullmatch(text) is not None
        case ast.Tuple(parts) | ast.List(parts) | ast.Set(parts):
            return any(map(_language, parts))
    return False


ALLOWED = {
    "values/text.py",  # which of its wordings a text speaks in
    "rules/issued.py",  # which of the reports that were stored is asked for
    "rules/letter/letter.py",  # and in which of its languages a letter is
}


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_nothing_is_done_in_one_language_alone(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    found = list(branches(path.read_text(encoding="utf-8")))
    assert not found or name in KNOWS | ALLOWED, f"{name}:{found}: say it in a Text"


@pytest.mark.parametrize(
    "source",
    [
        'x = "、" if locale.startswith("zh") else ", "',
        'if locale == "en": pass',
        'chinese = candidates(name)[-1] == "zh"',
        'if names[-1:] != ("zh",): pass',
        'if locale in ("zh", "zh_Hant_TW"): pass',
        'match locale:\n    case "zh": pass',
    ],
)
def test_what_does_is_found(source: str) -> None:
    assert list(branches(source))


def test_every_sentence_of_the_library_has_an_id() -> None:
    """A text that is no fact's own word is made with an id, or in a list that gives it one."""
    without = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            id(text)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            if call.func.id in ("sentences", "given", "fact")
            for text in ast.walk(call)
        }
        without += [
            f"{path.relative_to(SOURCE).as_posix()}:{call.lineno}"
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Text"
            if {"zh", "en"} <= {word.arg for word in call.keywords}
            and not call.args
            and id(call) not in named
            if {type(word.value) for word in call.keywords} == {ast.Constant}
        ]
    assert without == []


def test_ids_are_made_of_words_and_dots() -> None:
    assert not [id for id in SENTENCES if not re.fullmatch(r"[A-Za-z0-9_/-]+(\.[A-Za-z0-9_/-]+)+", id)]


def test_a_sentence_says_something_and_names_what_it_is_filled_with_alike() -> None:
    assert not [id for id, words in SENTENCES.items() if not any(words)]
