"""What a letter cannot show is what no record takes, and the other way round."""

from __future__ import annotations

import pytest

import cloudgrant as cg
from cloudgrant.rules.letter.lines import lines_of
from cloudgrant.values.written_text import text_problem


def test_what_cannot_be_shown_is_refused_at_the_door() -> None:
    every = map(chr, range(0x110000))
    unshown = {one for one in every if "\ufffd" in lines_of(f"甲{one}乙")[0] and one != "\ufffd"}
    refused = {one for one in map(chr, range(0x110000)) if text_problem(f"甲{one}乙", multiline=True)}
    assert unshown == {
        one for one in refused if len(f"甲{one}乙".split()) == 1
    }  # others part words, or lines


@pytest.mark.parametrize("character", "\u061c\u200e\u200f\ufff9")
def test_a_name_with_one_is_refused(character: str) -> None:
    with pytest.raises(cg.InvalidInput, match=r"text\.(bidi|control)"):
        cg.load(cg.Manufacturer, {"kind": "manufacturer", "version": 3, "name": f"示範{character}精密"})
