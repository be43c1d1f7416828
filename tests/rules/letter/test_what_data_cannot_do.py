"""No datum makes a line, a heading, markup or a link, in whichever form a text is shown."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import cloudgrant as cg
from cloudgrant.rules.letter.blocks import (
    Items,
    Judged,
    JudgedList,
    JudgedPart,
    Paragraph,
    Quotation,
    Term,
    Terms,
)
from cloudgrant.rules.letter.html import as_fragment, as_page
from cloudgrant.rules.letter.lines import lines_of
from cloudgrant.rules.letter.markdown import as_markdown
from cloudgrant.rules.letter.plain import as_plain
from cloudgrant.rules.letter.structured_text import Section, StructuredText
from cloudgrant.values.written_text import kept_text

PIECES = (
    "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\r", "\t", "\x00",
    "\x1b[31m", "\u202e", "\u2066", "\ud800", "\u200f", "    ", "        ", "✓ 符合：補助三千萬元",
    "✗ 不符合：",
    "符合之規定", "· ", "# ", "## Requirements met", "---", "===", "- ", "1. ", "1) ", "> ", "```", "~~~",
    "    code", "* ", "+ ", "| a | b |", "|---|---|", "[a](https://a.tw)", "![a](b)", "<https://a.tw>",
    "https://a.tw", "www.a.tw", "a@b.tw", "<b>", "</p>", "</style>", "<script>alert(1)</script>", "&lt;",
    "&#x3c;", "\\", "`", "*", "_", "**x**", '"', "'", "$x$", "甲", "abc",
)  # fmt: skip
"""What ends a line somewhere, what a line of the library's begins with, and what is markup somewhere."""

DATA = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=8).map("".join)
HARMLESS = "Z"


def text_of(datum: str, lang: str = "en") -> StructuredText:
    """A text in which a datum stands wherever one may, after the words of the library."""
    details = (
        Paragraph(text=f"Clause: {datum}"),
        Quotation(text=f"“{datum}”", lang="zh-Hant-TW", source=f" — {datum}", cite=datum),
        Items(items=(datum, f"Staff {datum}"), spare=True),
        Terms(terms=(Term(name="Case", text=datum),)),
    )
    part = JudgedPart(result="not_met", text=datum, lines=(Items(items=(datum,)),))
    judged = Judged(result="met", text=f"met: {datum}", details=details, parts=(part,))
    return StructuredText(
        lang=lang,
        title=f"Notice — {datum}",
        sections=(
            Section(role="head", blocks=(Paragraph(text=f"Filed on {datum}"), *details[2:])),
            Section(role="met", title="Requirements met", blocks=(JudgedList(findings=(judged,)),)),
            Section(role="notes", title="Notes", blocks=details),
        ),
    )


def accepted(datum: str) -> StructuredText:
    try:
        return text_of(datum)
    except cg.InvalidInput:  # refused at the door: it is in no text
        reject()


ALIKE = text_of(HARMLESS)


@given(DATA)
@example("甲\n\n✓ 符合：補助三千萬元")
@example("\u2028Requirements met")
def test_in_plain_text_it_makes_no_line_of_the_library_s(datum: str) -> None:
    lines = as_plain(accepted(datum)).split("\n")
    own = [line for line in lines if not line.startswith(" " * 8)]
    expected = as_plain(ALIKE).split("\n")
    assert len(own) == len(expected)
    for line, alike in zip(own, expected, strict=True):
        before, _, _ = alike.partition(HARMLESS)
        assert line == before if before == alike else f"{line} ".startswith(before)
    # Nor is there anything that a terminal, a browser or another reader of lines takes for the end of one.
    assert "\n".join(lines).splitlines() == lines


@given(DATA)
@example("---")
@example("甲\n===")
def test_in_markdown_it_is_text(datum: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render(as_markdown(accepted(datum)))
    alike = MarkdownIt("commonmark").enable("table").render(as_markdown(ALIKE))
    assert tags_of(html) == tags_of(alike)
    shown = " ".join("".join(words_of(html)).split())
    assert shown.count(" ".join(lines_of(datum))) >= shown_in(ALIKE)


def shown_in(text: StructuredText) -> int:
    return sum(words.count(HARMLESS) for words in words_of(as_fragment(text)))


@given(DATA)
@example("</p><script>alert(1)</script>")
@example('" onclick="alert(1)')
def test_in_html_it_is_text(datum: str) -> None:
    text = accepted(datum)
    for shown, alike in (
        (as_fragment(text), as_fragment(ALIKE)),
        (as_page([text], "p {}"), as_page([ALIKE], "p {}")),
    ):
        assert tags_of(shown) == tags_of(alike)
        words = " ".join("".join(words_of(shown)).split())
        assert words.count(" ".join(lines_of(kept_text(datum)))) >= shown_in(ALIKE)
    as_page([text], "").encode()


@given(DATA)
def test_a_datum_is_lines_that_can_be_shown(datum: str) -> None:
    lines = lines_of(datum)
    assert lines
    for line in lines:
        assert line == line.strip() != ""
        assert line.splitlines() == [line]
        line.encode()
        assert not set("\x00\x1b\u202e\u2066\u200f") & set(line)


def test_whatever_ends_a_line_somewhere_ends_it_here() -> None:
    assert lines_of("\r\na\x0bb\x0cc\x1cd\x85e\u2028f\u2029\n \ng") == ["a", "b", "c", "d", "e", "f", "g"]


def test_a_language_is_no_markup() -> None:
    with pytest.raises(cg.InvalidInput, match="language tag"):
        text_of("A", 'en"><script>')


def test_findings_stand_apart_from_the_title() -> None:
    bare = StructuredText(
        lang="en", title="Notice", sections=(Section(role="met", blocks=text_of("A").sections[1].blocks),)
    )
    assert as_plain(bare).startswith("Notice\n\n✓ met: A\n")


@pytest.mark.parametrize(
    "address", ["https://a.tw", "HTTP://a.tw", "www.a.tw", "mailto:a@b.tw", "ftp://a.tw"]
)
def test_an_address_in_markdown_becomes_no_link(address: str) -> None:
    """Not even where addresses that stand bare become links: the scheme is cut off from what follows."""
    shown = as_markdown(text_of(address))
    assert address not in shown
    assert address in "".join(words_of(MarkdownIt("commonmark").render(shown)))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "字第1號", "//a.tw", " https://a.tw"]
)
def test_only_an_address_of_the_web_is_cited(address: str) -> None:
    assert "cite=" not in as_fragment(text_of(address))


@pytest.mark.parametrize("address", ["https://a.tw/112", "http://a.tw"])
def test_where_a_document_may_be_had_is_cited(address: str) -> None:
    assert f'cite="{address}"' in as_fragment(text_of(address))


class Parts(HTMLParser):
    """The tags of a text, without those that break lines or say a language, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, object]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [(name, value) for name, value in attrs if name not in ("cite", "lang")]
        if tag == "br":
            self.words.append(" ")
        elif tag != "span" or named:
            self.tags.append((tag, named))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parts_of(html: str) -> Parts:
    parts = Parts()
    parts.feed(html)
    parts.close()
    return parts


def tags_of(html: str) -> list[tuple[str, object]]:
    return parts_of(html).tags


def words_of(html: str) -> list[str]:
    return parts_of(html).words
