"""A text in its parts: title, sections, and what stands in them, in the order in which it is read."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.rules.letter.blocks import Block, words
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.in_schema import in_schema
from cloudgrant.values.locales import LANGUAGE_TAG, is_language_tag
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Role", "Section", "StructuredText"]

Role = Literal[
    "head", "answer", "not_met", "open", "missing", "awaiting", "remedies", "mendable", "unmendable",
    "met", "advice", "not_applicable", "numbers", "notes", "readings", "receipt",
]  # fmt: skip
"""What a section is about; the classes of HTML are named after it."""


_LANG = Text(
    "letter.lang",
    zh="應為語言標籤（如 zh-Hant-TW），卻是 {given}",
    en="must be a language tag (such as zh-Hant-TW), not {given}",
)


@in_schema(**LANGUAGE_TAG)
def _lang_problem(text: str) -> Problem | None:
    return None if is_language_tag(text) else Problem.at((), "letter.lang", _LANG, given=shown(text))


@attrs.frozen(kw_only=True)
class Section(Record):
    """What belongs together, under a title unless it opens the text."""

    role: Role = given(zh="性質", en="Role")
    title: Fact[str] = words(zh="標題", en="Title")
    blocks: tuple[Block, ...] = given(zh="內容", en="Blocks")


@attrs.frozen(kw_only=True)
class StructuredText(Record):
    """A text in one language, ``lang`` by its tag (``zh-Hant-TW``), ready to be shown in any form.

    Every word of it is in it: shown again later, it reads the same.
    """

    lang: str = given(zh="語言", en="Language", check=_lang_problem)
    title: str = words(zh="標題", en="Title")
    sections: tuple[Section, ...] = given(zh="各段", en="Sections")
