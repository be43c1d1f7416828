"""A text as plain text.

The library's own lines begin at the margin or are indented by four; what came with the data stands after
words of the library's, and whatever lines it has besides are indented by eight. So no name makes a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cloudgrant.rules.letter.blocks import Block, Items, Judged, JudgedList, Paragraph, Quotation, Terms
from cloudgrant.rules.letter.lines import lines_of, one_line_of
from cloudgrant.rules.letter.marks import MARKS
from cloudgrant.rules.letter.structured_text import Section, StructuredText
from cloudgrant.values.separators import COLON
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["as_plain"]

_INDENT: Final = "    "
_CONTINUED: Final = "        "
_DOT: Final = "· "


def as_plain(text: StructuredText) -> str:
    """The text as lines; none of them ends in a blank, and the last has no line break."""
    colon = COLON.in_(text.lang)
    paragraphs = [[one_line_of(text.title)]]
    for section in text.sections:
        groups = list(_section(section, colon))
        # What opens the text goes on under its title.
        if len(paragraphs) == 1 and section.title is UNKNOWN and not _begins_with_findings(section):
            paragraphs[0] += groups.pop(0) if groups else []
        paragraphs += groups
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _begins_with_findings(section: Section) -> bool:
    return isinstance(next(iter(section.blocks), None), JudgedList)


def _section(section: Section, colon: str) -> Iterator[list[str]]:
    titled = section.title is not UNKNOWN
    lines = [one_line_of(section.title)] if section.title is not UNKNOWN else []
    for block in section.blocks:
        if isinstance(block, JudgedList):
            if lines:
                yield lines
            lines = []
            yield from (list(_judged(one, colon)) for one in block.findings)
        else:
            lines += _block(block, _INDENT if titled else "", colon)
    if lines:
        yield lines


def _block(block: Block, indent: str, colon: str) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield from _lines(text, indent)
        case Quotation(text=text, source=source):
            yield from _lines(text if source is UNKNOWN else f"{text}{source}", indent)
        case Items(items=items):
            for item in items:
                yield from _lines(f"{_DOT}{item}", indent)
        case Terms(terms=terms):
            for term in terms:
                yield from _lines(f"{one_line_of(term.name)}{colon}{term.text}", indent)
        case _:
            raise TypeError(f"{type(block).__name__} is no part of a text")


def _judged(one: Judged, colon: str) -> Iterator[str]:
    yield from _lines(f"{MARKS[one.result]} {one.text}", "")
    for piece in one.details:
        yield from _block(piece, _INDENT, colon)
    for part in one.parts:
        yield from _lines(f"{MARKS[part.result]} {part.text}", _INDENT)
        for items in part.lines:
            yield from _block(items, _INDENT, colon)


def _lines(words: str, indent: str) -> Iterator[str]:
    first, *more = lines_of(words)
    yield indent + first
    yield from (_CONTINUED + line for line in more)
