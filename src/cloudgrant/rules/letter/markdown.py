"""A text as Markdown, in which nothing that came with the data is markup."""

from __future__ import annotations

from collections.abc import Iterator

from cloudgrant.rules.letter.blocks import Block, Items, Judged, JudgedList, Paragraph, Quotation, Terms
from cloudgrant.rules.letter.lines import lines_of, one_line_of
from cloudgrant.rules.letter.marks import MARKS
from cloudgrant.rules.letter.structured_text import StructuredText
from cloudgrant.values.markdown import escaped
from cloudgrant.values.separators import COLON
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["as_markdown"]


def as_markdown(text: StructuredText, level: int = 1) -> str:
    """The text in Markdown, its title a heading of the ``level``, those of sections one below."""
    colon = COLON.in_(text.lang)
    lines = [f"{'#' * level} {escaped(one_line_of(text.title))}"]
    for section in text.sections:
        if section.title is not UNKNOWN:
            lines += ["", f"{'#' * (level + 1)} {escaped(one_line_of(section.title))}"]
        for block in section.blocks:
            lines += ["", *_block(block, colon)]
    return "\n".join(lines) + "\n"


def _block(block: Block, colon: str) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield from _said(text)
        case Quotation(text=text, source=source):
            quoted = text if source is UNKNOWN else f"{text}{source}"
            yield from (f"> {line}" for line in _said(quoted))
        case Items(items=items):
            for item in items:
                yield from _item(_said(item))
        case Terms(terms=terms):
            for term in terms:
                name, *more = _said(term.text)
                first = f"**{escaped(one_line_of(term.name))}**{colon}{name}"
                yield from _item([first, *more])
        case JudgedList(findings=findings):
            for one in findings:
                yield from _judged(one, colon)
        case _:
            raise TypeError(f"{type(block).__name__} is no part of a text")


def _judged(one: Judged, colon: str) -> Iterator[str]:
    yield from _item(_marked(one.result, one.text))
    for piece in one.details:
        match piece:
            case Paragraph():
                yield from (f"  {line}" for line in _item(_block(piece, colon)))
            case Quotation():
                yield from (f"  {line}" for line in _item(_block(piece, colon)))
            case _:
                yield from (f"  {line}" for line in _block(piece, colon))
    for part in one.parts:
        yield from (f"  {line}" for line in _item(_marked(part.result, part.text)))
        for items in part.lines:
            yield from (f"    {line}" for line in _block(items, colon))


def _marked(result: str, text: str) -> list[str]:
    first, *more = _said(text)
    return [f"{MARKS[result]} {first}", *more]


def _item(lines: Iterator[str] | list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{'  ' if number else '- '}{line}"


def _said(words: str) -> list[str]:
    """Words as lines of one paragraph: each but the last ends in a break."""
    *lines, last = (escaped(line) for line in lines_of(words))
    return [*(f"{line}\\" for line in lines), last]
