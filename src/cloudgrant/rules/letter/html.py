"""A text as HTML: a fragment for a page of one's own, or a whole page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from cloudgrant.rules.letter.blocks import (
    Block,
    Items,
    Judged,
    JudgedList,
    JudgedPart,
    Paragraph,
    Quotation,
    Terms,
)
from cloudgrant.rules.letter.lines import lines_of, one_line_of
from cloudgrant.rules.letter.marks import MARKS
from cloudgrant.rules.letter.structured_text import Section, StructuredText
from cloudgrant.rules.letter.typography import CHINESE, in_languages
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["as_fragment", "as_page"]

_LEAST, _MOST = 1, 5
_ADDRESSES: Final = ("https://", "http://")


def as_fragment(text: StructuredText, level: int = 1) -> str:
    """An ``<article>``, its title a heading of the ``level`` (1 to 5), those of sections one below."""
    level = min(max(level, _LEAST), _MOST)
    return "\n".join(_article(text, level)) + "\n"


def as_page(texts: Iterable[StructuredText], style: str) -> str:
    """A page of these texts, one after the other, with its style in it; it loads nothing."""
    every = list(texts)
    head = [
        "<!doctype html>",
        f'<html lang="{_attribute(every[0].lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(' · '.join(one_line_of(text.title) for text in every))}</title>",
        f"<style>\n{style.strip()}\n</style>",
        "</head>",
        '<body class="cg-page">',
    ]
    return (
        "\n".join([*head, *(as_fragment(text).rstrip("\n") for text in every), "</body>", "</html>"]) + "\n"
    )


def _article(text: StructuredText, level: int) -> Iterator[str]:
    lang = text.lang
    yield f'<article class="cg-text" lang="{_attribute(lang)}">'
    yield f'<h{level} class="cg-title">{_words(one_line_of(text.title), lang)}</h{level}>'
    for section in text.sections:
        yield from _section(section, lang, level + 1)
    yield "</article>"


def _section(section: Section, lang: str, level: int) -> Iterator[str]:
    yield f'<section class="cg-section cg-{_css(section.role)}">'
    if section.title is not UNKNOWN:
        yield f"<h{level}>{_words(one_line_of(section.title), lang)}</h{level}>"
    for block in section.blocks:
        yield from _block(block, lang)
    yield "</section>"


def _block(block: Block, lang: str) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield f"<p>{_lines(text, lang)}</p>"
        case Quotation():
            yield from _quotation(block, lang)
        case Items(items=items, spare=spare):
            yield f'<ul class="cg-items{" cg-spare" if spare else ""}">'
            yield from (f"<li>{_lines(item, lang)}</li>" for item in items)
            yield "</ul>"
        case Terms(terms=terms):
            yield '<dl class="cg-terms">'
            for term in terms:
                name = _words(one_line_of(term.name), lang)
                yield f"<div><dt>{name}</dt><dd>{_lines(term.text, lang)}</dd></div>"
            yield "</dl>"
        case JudgedList(findings=findings):
            yield '<ul class="cg-findings">'
            for one in findings:
                yield from _judged(one, lang)
            yield "</ul>"
        case _:
            raise TypeError(f"{type(block).__name__} is no part of a text")


def _quotation(block: Quotation, lang: str) -> Iterator[str]:
    cite = block.cite if block.cite is not UNKNOWN and block.cite.startswith(_ADDRESSES) else ""
    address = f' cite="{_attribute(cite)}"' if cite else ""
    own = lang if block.lang is UNKNOWN else block.lang
    foreign = f' lang="{_attribute(own)}"' if own != lang else ""
    yield f'<blockquote class="cg-quote"{address}>'
    yield f"<p{foreign}>{_lines(block.text, own)}</p>"
    if block.source is not UNKNOWN:
        yield f'<p class="cg-source">{_lines(block.source, lang)}</p>'
    yield "</blockquote>"


def _judged(one: Judged, lang: str) -> Iterator[str]:
    yield f'<li class="cg-finding cg-{_css(one.result)}">'
    yield _marked(one, lang)
    for piece in one.details:
        yield from _block(piece, lang)
    if one.parts:
        yield '<ul class="cg-parts">'
        for part in one.parts:
            yield f'<li class="cg-part cg-{_css(part.result)}">'
            yield _marked(part, lang)
            for items in part.lines:
                yield from _block(items, lang)
            yield "</li>"
        yield "</ul>"
    yield "</li>"


def _marked(one: Judged | JudgedPart, lang: str) -> str:
    mark = f'<span class="cg-mark" aria-hidden="true">{MARKS[one.result]}</span>'
    return f'<p class="cg-said">{mark} {_lines(one.text, lang)}</p>'


def _lines(words: str, lang: str) -> str:
    return "<br>\n".join(_words(line, lang) for line in lines_of(words))


def _words(line: str, lang: str) -> str:
    """Words without markup of their own; Chinese ones inside another language say that they are."""
    return "".join(
        f'<span lang="{CHINESE}">{escape(run)}</span>' if chinese else escape(run)
        for run, chinese in in_languages(line, lang)
    )


def _attribute(value: str) -> str:
    return escape(one_line_of(value))


def _css(role: str) -> str:
    return role.replace("_", "-")
