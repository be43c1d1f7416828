"""What a text may not contain, and the one form in which it is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.problems import CODES
from cloudgrant.values.written_text import LONGEST_LINE, is_sound_text, kept_text, text_problem

ANY_TEXT = st.text() | st.text(
    alphabet="甲a1 \t\n\r\x0b\u2028\u202e\u2066\u200b\ufe0f\u3164\ud800\x00é\u0301\uff21"
)
WAYS = st.fixed_dictionaries({"multiline": st.booleans(), "identifies": st.booleans()}).filter(
    lambda ways: not (ways["multiline"] and ways["identifies"])
)


@pytest.mark.parametrize(
    ("text", "code", "character"),
    [
        ("甲\n✓ 符合：補助三千萬元", "text.one_line", "U+000A"),
        *((f"甲{end}乙", "text.one_line", f"U+{ord(end):04X}") for end in "\r\x0b\x0c\x1c\x85\u2028\u2029"),
        ("甲\x00", "text.control", "U+0000"),
        ("甲\t乙", "text.control", "U+0009"),
        ("甲\x7f", "text.control", "U+007F"),
        ("甲\ufffe", "text.control", "U+FFFE"),
        ("甲\U000e0041", "text.control", "U+E0041"),
        ("\ud800", "text.surrogate", "U+D800"),
        *((f"甲{turn}乙", "text.bidi", f"U+{ord(turn):04X}") for turn in "\u202a\u202e\u2066\u2069"),
        *((f"甲{turn}乙", "text.bidi", f"U+{ord(turn):04X}") for turn in "\u061c\u200e\u200f"),
        *((f"甲{mark}乙", "text.control", f"U+{ord(mark):04X}") for mark in "\ufff9\ufffa\ufffb"),
    ],
)
def test_what_no_line_may_contain(text: str, code: str, character: str) -> None:
    problem = text_problem(text)
    assert problem is not None
    assert (problem.code, problem.params["given"]) == (code, character)
    assert problem.params["at"] == str(text.index(chr(int(character[2:], 16))) + 1)
    for words in (problem.message("zh_Hant_TW"), problem.message("en")):
        assert character in words
        assert words.isprintable()
    assert code in CODES
    assert not is_sound_text(text)


@pytest.mark.parametrize("unseen", "\u200b\u200d\u2060\ufeff\u00ad\u034f\u3164\ufe0f\U000e0100")
def test_what_is_not_seen_is_refused_in_what_identifies_alone(unseen: str) -> None:
    problem = text_problem(f"葛{unseen}木", identifies=True)
    assert problem is not None
    assert problem.code == "text.ignorable"
    assert text_problem(f"葛{unseen}木") is None
    assert is_sound_text(f"葛{unseen}木")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b", "\u3164\u200b"])
def test_what_shows_nothing_is_blank(text: str) -> None:
    problem = text_problem(text)
    assert problem is not None
    assert problem.code == "empty"
    assert not is_sound_text(text)


def test_lines_are_ended_by_line_feeds() -> None:
    assert kept_text("甲\r\n乙\r丙\n丁", multiline=True) == "甲\n乙\n丙\n丁"
    assert text_problem("甲\r\n乙", multiline=True) is None
    assert is_sound_text("甲\n乙", multiline=True)
    assert not is_sound_text("甲\r\n乙", multiline=True)
    assert is_sound_text("1\t甲\n2\t乙", multiline=True)
    for end in "\x0b\x0c\x85\u2028\u2029":
        problem = text_problem(f"甲{end}乙", multiline=True)
        assert problem is not None
        assert problem.code == "text.control"


def test_length_is_counted_as_it_is_kept() -> None:
    assert text_problem("e\u0301" * LONGEST_LINE) is None
    problem = text_problem("e\u0301" * LONGEST_LINE + "!")
    assert problem is not None
    assert (problem.code, problem.params) == ("length", {"given": "201", "limit": "200"})
    assert text_problem("甲" * 200) is None
    assert not is_sound_text("甲" * 201)
    assert not is_sound_text("x" * 201)


def test_blanks_around_a_key() -> None:
    for text in (" A", "A ", "\u3000A"):
        problem = text_problem(text, identifies=True)
        assert problem is not None
        assert problem.code == "text.blanks"
        assert not is_sound_text(text, identifies=True)
        assert text_problem(text) is None


def test_marks_without_end_are_refused_before_they_are_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    from cloudgrant.values import written_text

    marks = "a" + "\u0327\u0301" * 20_000
    problem = text_problem(marks, 100_000, multiline=True)
    assert problem is not None
    assert (problem.code, problem.params["at"]) == ("text.marks", "32")
    assert text_problem("a" + "\u0301" * 29 + "\u0327") is None

    class Counting:
        """The real module, but that it counts what it is asked to put in order."""

        normalised = 0

        def __getattr__(self, name: str) -> object:
            if name in ("normalize", "is_normalized"):
                Counting.normalised += 1
            return getattr(unicodedata, name)

    monkeypatch.setattr(written_text, "unicodedata", Counting())
    assert not is_sound_text(marks, 100_000, multiline=True)
    assert not is_sound_text("a\u0301" * 10**6)
    assert Counting.normalised == 0


@given(ANY_TEXT, WAYS)
def test_what_is_kept_is_kept_for_ever(text: str, ways: dict[str, bool]) -> None:
    kept = kept_text(text, **ways)
    assert kept_text(kept, **ways) == kept
    assert text_problem(text, **ways) == text_problem(kept, **ways)
    if text_problem(kept, **ways) is None:
        assert is_sound_text(kept, **ways)
        assert kept.encode()
        assert unicodedata.is_normalized("NFKC" if ways["identifies"] else "NFC", kept)
        assert len(kept.splitlines()) == 1 or ways["multiline"]


@given(ANY_TEXT, WAYS)
def test_the_quick_answer_is_the_full_one(text: str, ways: dict[str, bool]) -> None:
    assert is_sound_text(text, **ways) == (
        text_problem(text, **ways) is None and kept_text(text, **ways) == text
    )


def test_every_character_that_turns_or_ends_a_line_is_known() -> None:
    every = [chr(code) for code in range(0x110000)]
    ends = [one for one in every if len(f"甲{one}乙".splitlines()) > 1]
    turns = [
        one
        for one in every
        if unicodedata.bidirectional(one) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    ]
    control = [one for one in every if unicodedata.category(one) in {"Cc", "Cs"}]
    assert len(ends) == 10
    assert len(turns) == 9
    assert all(text_problem(f"甲{one}乙") for one in {*ends, *turns, *control})
