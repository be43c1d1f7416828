"""Every sentence of the library in both languages, as its source has them, for those who read them aloud.

``python docs/generate.py`` writes them to ``sentences.md``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

__all__ = ["INTRODUCTION", "said_in", "sentences_page"]

INTRODUCTION = """\
<!-- Written by docs/generate.py from the source: change that, not this page. -->

# Every sentence 全部文句

What the library says, in Chinese and in English, file by file: labels, questions, acts, rules in words,
problems, refusals, parts of reports. A name in `{braces}` stands for a value.
"""

SOURCE = Path(__file__).parents[1] / "src" / "cloudgrant"


def sentences_page() -> str:
    """The page: a table for each file that says something."""
    lines = [INTRODUCTION]
    for path in sorted(SOURCE.rglob("*.py")):
        said = list(said_in(path.read_text(encoding="utf-8")))
        if said:
            lines += [f"## `{path.relative_to(SOURCE).as_posix()}`\n", "| 中文 | English |", "| --- | --- |"]
            lines += [f"| {_cell(zh)} | {_cell(en)} |" for zh, en in said]
            lines.append("")
    return "\n".join(lines)


def said_in(source: str) -> Iterator[tuple[str, str]]:
    """Each pair of sentences that a source gives as ``zh=`` and ``en=``, or under these keys.

    >>> list(said_in('Text(zh="店", en="Shop"); {"zh": f"{n} 家", "en": "a" "b"}'))
    [('店', 'Shop'), ('{n} 家', 'ab')]
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(keywords=given):
                by_name = {one.arg: one.value for one in given if one.arg}
            case ast.Dict(keys=keys, values=values):
                by_name = {
                    key.value: value
                    for key, value in zip(keys, values, strict=True)
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                }
            case _:
                continue
        if "zh" in by_name or "en" in by_name:
            yield tuple(_words(by_name[each]) if each in by_name else "" for each in ("zh", "en"))  # type: ignore[misc]


def _words(value: ast.expr) -> str:
    """A text as it is written, with what is filled in between braces."""
    match value:
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
