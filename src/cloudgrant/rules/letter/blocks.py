"""The parts of a text for people: what is said, not how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "Block",
    "Items",
    "Judged",
    "JudgedList",
    "JudgedPart",
    "Paragraph",
    "Piece",
    "Quotation",
    "Term",
    "Terms",
    "words",
]

Answer = Literal["met", "not_met", "undetermined", "not_applicable"]


_LONGEST: Final = 1_000_000


def words(*, zh: str, en: str, default: Any = UNKNOWN) -> Any:
    """Declare words that stand in a text: what came with the data may have broken lines in them."""
    return given(default=default, multiline=True, max_length=_LONGEST, zh=zh, en=en)


@attrs.frozen(kw_only=True)
class Block(Record):
    """A part of a section; each kind is a class of its own, and there are no others."""

    def incoherent(self) -> Iterable[Problem]:
        if type(self).__module__ == __name__ and type(self) not in (Block, Piece):
            return ()
        return (Problem.at(["kind"], "option", expected=_KINDS, given=f"'{type(self).__name__}'"),)


@attrs.frozen(kw_only=True)
class Piece(Block):
    """A part that may also stand under a finding."""


@attrs.frozen(kw_only=True)
class Paragraph(Piece):
    """A sentence or several."""

    text: str = words(zh="文字", en="Text")


@attrs.frozen(kw_only=True)
class Quotation(Piece):
    """Words of a document, in their own language, with their quotation marks.

    ``source`` says in which document they stand, where the letter does not say that once for all, and
    ``cite`` where that may be had, if it is an address.
    """

    text: str = words(zh="原文", en="Words")
    lang: Fact[str] = given(zh="語言", en="Language")
    source: Fact[str] = words(zh="出處", en="Source")
    cite: Fact[str] = given(zh="網址", en="Address")


@attrs.frozen(kw_only=True)
class Items(Piece):
    """A list. Items that are ``spare`` are told although nothing turns on them."""

    items: tuple[str, ...] = words(zh="各項", en="Items")
    spare: bool = given(default=False, zh="不影響結果", en="Nothing turns on them")


@attrs.frozen(kw_only=True)
class Term(Record):
    """A name and what goes by it, such as 案號."""

    name: str = words(zh="名稱", en="Name")
    text: str = words(zh="內容", en="Text")


@attrs.frozen(kw_only=True)
class Terms(Piece):
    """Names, each with what goes by it."""

    terms: tuple[Term, ...] = given(zh="各項", en="Terms")


@attrs.frozen(kw_only=True)
class JudgedPart(Record):
    """What a rule says of one item of a list, with its lines."""

    result: Answer = given(zh="結果", en="Result")
    text: str = words(zh="文字", en="Text")
    lines: tuple[Items, ...] = given(default=(), zh="說明", en="Lines")


@attrs.frozen(kw_only=True)
class Judged(Record):
    """What a rule says, and under it what that rests on."""

    result: Answer = given(zh="結果", en="Result")
    text: str = words(zh="文字", en="Text")
    details: tuple[Piece, ...] = given(default=(), zh="說明", en="Details")
    parts: tuple[JudgedPart, ...] = given(default=(), zh="各項", en="Parts")


@attrs.frozen(kw_only=True)
class JudgedList(Block):
    """What several rules say."""

    findings: tuple[Judged, ...] = given(zh="審查結果", en="Findings")


_KINDS = Text(
    "letter.blocks.kinds",
    zh="「paragraph」、「quotation」、「items」、「terms」或（不在審查結果之內時）「judged_list」",
    en="paragraph, quotation, items, terms or, not below a finding, judged_list",
)
