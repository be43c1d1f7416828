from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.form_text import plain, quoted


def test_full_width_and_spaces() -> None:
    assert plain("　ＮＴ＄ ８，０００ 萬 元\t") == "NT$8,000萬元"
    assert plain("111 年 8 月") == "111年8月"
    assert plain(" 1 000 ") == "1 000"  # one number or two? not for this function to say
    assert plain("1  000") == "1  000"
    assert plain("") == plain("  ") == ""


def test_text_too_long_to_be_typed_stays_as_it_is() -> None:
    assert plain("１" * 200) == "1" * 200
    assert plain("１" * 201) == "１" * 201


def test_quoted_is_short() -> None:
    assert quoted("a" * 40) == repr("a" * 40)
    assert quoted("a" * 41) == repr("a" * 40 + "…")


@given(st.text(max_size=50) | st.text(alphabet="12 年　", max_size=12))
def test_spaces_are_left_between_digits_only(text: str) -> None:
    assert not re.search(r"(?<![0-9\s])\s|\s(?![0-9\s])", plain(text))
