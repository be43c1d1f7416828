"""Stored letters: frozen ones read as they were sent, and what is none is refused."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules.letter.blocks import Block, Paragraph, Piece, Term
from cloudgrant.rules.letter.html import as_fragment
from cloudgrant.rules.letter.markdown import as_markdown
from cloudgrant.rules.letter.plain import as_plain
from cloudgrant.rules.letter.structured_text import StructuredText

FROZEN = Path(__file__).parents[2] / "dumps" / "v3"
SENT = json.loads((FROZEN / "kinds" / "letter.json").read_text(encoding="utf-8"))
Place = tuple[str | int, ...]


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_a_frozen_letter_reads_as_it_was_sent(form: str) -> None:
    """Byte for byte; the page around it, and its style, may become better."""
    kept = cg.load(cg.Letter, SENT)
    shown = {"txt": str(kept) + "\n", "md": kept.as_markdown(), "html": kept.as_html()}
    assert shown[form] == (FROZEN / "letters" / f"letter.{form}").read_text(encoding="utf-8")


def problems(change: Any) -> list[tuple[str, str]]:
    data = deepcopy(SENT)
    change(data)
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.Letter, data)
    return [(one.path.pointer, one.code) for one in refused.value.problems]


SECTION = "/texts/0/sections/0"
BLOCK = f"{SECTION}/blocks/0"


def with_block(block: Any) -> Any:
    def change(data: Any) -> None:
        data["texts"][0]["sections"][0]["blocks"][0] = block

    return change


def with_detail(block: Any) -> Any:
    def change(data: Any) -> None:
        data["texts"][0]["sections"][1]["blocks"][0]["findings"][0]["details"][0] = block

    return change


DETAIL = "/texts/0/sections/1/blocks/0/findings/0/details/0"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (with_block({"kind": "script", "text": "alert(1)"}), (f"{BLOCK}/kind", "kind")),
        (with_block({"kind": "letter"}), (f"{BLOCK}/kind", "kind")),
        (with_block({"kind": "paragraph"}), (f"{BLOCK}/text", "required")),
        (with_block({"kind": "paragraph", "text": "a", "html": "<b>"}), (f"{BLOCK}/html", "unknown_key")),
        (with_block({"kind": "paragraph", "text": 3}), (f"{BLOCK}/text", "type")),
        (with_block({"kind": "items", "items": "ab"}), (f"{BLOCK}/items", "type")),
        (with_block({"kind": "items", "items": ["a"] * 10_001}), (f"{BLOCK}/items", "too_many")),
        (with_block({"kind": "items", "items": [None]}), (f"{BLOCK}/items/0", "required")),
        (with_block({}), (f"{BLOCK}/kind", "option")),
        (with_block({"kind": "block"}), (f"{BLOCK}/kind", "option")),
        (with_block({"kind": "piece"}), (f"{BLOCK}/kind", "option")),
        (with_block("<b>"), (BLOCK, "type")),
        (with_block(None), (BLOCK, "required")),
        (with_detail({"kind": "judged_list", "findings": []}), (f"{DETAIL}/kind", "kind")),
        (lambda data: data["texts"][0]["sections"][0].update(role="x"), (f"{SECTION}/role", "option")),
        (lambda data: data["texts"][0].update(sections=3), ("/texts/0/sections", "type")),
        (lambda data: data.update(outcome="granted"), ("/outcome", "option")),
        (lambda data: data.update(texts=[]), ("/texts", "empty")),
        (lambda data: data["texts"].append(data["texts"][0]), ("/texts/1", "duplicate")),
        (lambda data: data.update(texts=data["texts"] * 21), ("/texts", "too_many")),
        (lambda data: data.update(issued="9 May 2022"), ("/issued", "date")),
        (lambda data: data.pop("by"), ("/by", "required")),
        (lambda data: data.update(version=99), ("/version", "version")),
    ],
)  # fmt: skip
def test_what_is_no_letter_is_refused_where_it_is_wrong(change: Any, told: tuple[str, str]) -> None:
    assert told in problems(change)


def test_a_text_has_no_depth_but_its_own() -> None:
    """A finding stands in a section, a piece below a finding, and nothing below that."""
    deep: Any = {"kind": "judged_list", "findings": []}
    for _ in range(50):
        deep = {"kind": "judged_list", "findings": [{"result": "met", "text": "a", "details": [deep]}]}
    assert (f"{BLOCK}/findings/0/details/0/kind", "kind") in problems(with_block(deep))


PLACES: list[Place] = []


def walk(data: Any, place: Place = ()) -> None:
    PLACES.append(place)
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in items:
        walk(inner, (*place, step))


walk(SENT)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(PLACES[1:]), ANYTHING)
def test_with_anything_anywhere_it_can_be_shown_or_is_refused(place: Place, anything: Any) -> None:
    data = deepcopy(SENT)
    *inside, last = place
    within = data
    for step in inside:
        within = within[step]
    within[last] = anything
    try:
        kept = cg.load(cg.Letter, data)
    except cg.InvalidInput:
        return
    assert cg.load(cg.Letter, cg.dump(kept)) == kept
    for shown in (str(kept), kept.as_markdown(), kept.as_html(page=True)):
        shown.encode()


@given(ANYTHING)
def test_anything_at_all_is_refused(anything: Any) -> None:
    with pytest.raises(cg.InvalidInput):
        cg.load(cg.Letter, anything)


@pytest.mark.parametrize("cls", [Block, Piece])
def test_a_block_of_no_kind_is_none(cls: type[Block]) -> None:
    with pytest.raises(cg.InvalidInput, match="paragraph, quotation"):
        cls()


def test_a_block_of_a_stranger_is_none() -> None:
    class Marquee(Paragraph):
        __slots__ = ()

    with pytest.raises(cg.InvalidInput, match="not 'Marquee'"):
        Marquee(text="a")


def test_what_is_no_block_is_not_shown() -> None:
    text = StructuredText(lang="en", title="A", sections=())
    term: Any = Term(name="a", text="b")

    class Unchecked:
        role, title, blocks = "head", cg.UNKNOWN, (term,)

    object.__setattr__(text, "sections", (Unchecked(),))
    for shown in (as_plain, as_markdown, as_fragment):
        with pytest.raises(TypeError, match="Term is no part of a text"):
            shown(text)
