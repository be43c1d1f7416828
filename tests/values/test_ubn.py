from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.tw import ubn as oracle

from cloudgrant.values.shown import line_of
from cloudgrant.values.ubn import is_ubn, ubn_problem

WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
eight_digits = st.from_regex(r"[0-9]{8}", fullmatch=True)


def by_the_book(text: str) -> bool:
    """The Ministry of Finance's rule, step by step: 28 → 10 → both 1 and 0 are tried."""
    sums = [0]
    for place, (digit, weight) in enumerate(zip(text, WEIGHTS, strict=True)):
        tens, ones = divmod(int(digit) * weight, 10)
        parts = (1, 0) if place == 6 and digit == "7" else (tens + ones,)
        sums = [total + part for total in sums for part in parts]
    return any(total % 5 == 0 for total in sums)


@pytest.mark.parametrize(
    "number",
    [
        "12345675",
        "12345676",  # with a 7 in the 7th place two neighbours fit
        "04595257",  # divisible by 10, 7th digit 5
        "10458575",  # 7th digit 7
        "10458570",  # the same, one less: the other way to count the 7
        "00501503",
        "00501508",  # divisible by 5 only
        "62140097",  # divisible by 5 only
        "00000074",  # divisible by 5 only, with the 7
        "00000000",
    ],
)
def test_numbers_that_fit(number: str) -> None:
    assert by_the_book(number)
    assert is_ubn(number)
    assert ubn_problem(number) is None


@pytest.mark.parametrize("number", ["12345678", "12345674", "12345677", "00501502", "00000004", "00000076"])
def test_a_check_digit_that_does_not_fit(number: str) -> None:
    assert not is_ubn(number)
    problem = ubn_problem(number)
    assert problem is not None
    assert (problem.code, problem.path.pointer, problem.params) == ("ubn.check_digit", "", {"given": number})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234567",
        "123456750",
        " 12345675",
        "12345675\n",
        "1234 5675",
        "１２３４５６７５",
        "١٢٣٤٥٦٧٥",
        "A2345675",
        "-1234567",
        "²2345675",
    ],
)
def test_only_eight_ascii_digits_have_the_form(text: str) -> None:
    assert not is_ubn(text)
    problem = ubn_problem(text)
    assert problem is not None
    assert problem.code == "ubn.form"
    assert problem.params == {"given": line_of(text)}


@pytest.mark.parametrize("value", [12345675, None, 1.0, True, b"12345675", ["12345675"]])
def test_what_is_no_text_is_a_problem_of_type(value: object) -> None:
    problem = ubn_problem(value)
    assert problem is not None
    assert problem.code == "type"
    assert problem.message("zh") == f"應為文字，卻是{type(value).__name__}"
    assert problem.message("en") == f"must be text, not {type(value).__name__}"


@given(eight_digits)
def test_agrees_with_the_rule_step_by_step(number: str) -> None:
    assert is_ubn(number) is by_the_book(number)
    assert (ubn_problem(number) is None) is by_the_book(number)


def test_agrees_for_every_pair_of_digits_in_every_two_places() -> None:
    for first in range(8):
        for second in range(first + 1, 8):
            for pair in range(100):
                digits = ["1"] * 8
                digits[first], digits[second] = str(pair // 10), str(pair % 10)
                assert is_ubn("".join(digits)) is by_the_book("".join(digits))


@given(eight_digits)
def test_numbers_of_the_old_rule_still_fit(number: str) -> None:
    # The oracle knows only the rule before 2023-04-01, so it can confirm but never refuse.
    if oracle.is_valid(number):
        assert is_ubn(number)


@given(st.text())
def test_never_raises(text: str) -> None:
    assert is_ubn(text) is (ubn_problem(text) is None)
