"""Counts as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.formatting import formatted
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.whole_numbers import MOST_WHOLE, parse_count

UNITS = ("", "persons", "customers", "months", "days", "basis_points", "seat", "m²", "call / month")


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("二百人", "persons", 200),
        ("200人", "persons", 200),
        ("１２０名", "persons", 120),
        ("兩百", "persons", 200),
        ("廿五位", "persons", 25),
        ("260 people", "persons", 260),
        ("1,234", "persons", 1_234),
        ("1.2萬人", "persons", 12_000),
        ("十家", "customers", 10),
        ("三個月", "months", 3),
        ("18月", "months", 18),
        ("十八个月", "months", 18),
        ("三十天", "days", 30),
        ("-5日", "days", -5),
        ("5.04%", "basis_points", 504),
        ("5%", "basis_points", 500),
        ("-0.5%", "basis_points", -50),
        ("5 seats", "seat", 5),
        ("五個", "", 5),
        ("5家", "", 5),
        ("7 call / month", "call / month", 7),
    ],
)
def test_counts(text: str, unit: str, number: int) -> None:
    assert parse_count(text, unit) == number


@pytest.mark.parametrize(
    ("text", "unit", "code", "zh", "en"),
    [
        ("180.5", "persons", "whole", "應填整數，如 200人", "write one, such as 200"),
        ("很多", "persons", "number", "應如 200人", "write it as 200"),
        ("200家", "persons", "number", "應如 200人", "write it as 200"),
        ("一百五", "persons", "ambiguous", "請寫明，如 200人", "such as 200"),
        ("三五人", "persons", "ambiguous", "請寫明，如 200人", "such as 200"),
        ("NT$200", "persons", "number", "應如 200人", "write it as 200"),
        ("200人", "customers", "number", "應如 20家", "write it as 20"),
        ("半年", "months", "number", "應如 6個月", "write it as 6"),
        ("1.5", "days", "whole", "應填整數，如 30日", "write one, such as 30"),
        ("504", "basis_points", "number", "應如 5.04%", "write it as 5.04%"),
        ("5.045%", "basis_points", "whole", "如 5.04%", "such as 5.04%"),
        ("x", "", "number", "應如 200", "write it as 200"),
    ],
)
def test_hints_go_by_the_unit(text: str, unit: str, code: str, zh: str, en: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_count(text, unit)
    [problem] = refused.value.problems
    assert problem.code == code
    assert problem.message("zh").endswith(zh)
    assert problem.message("en").endswith(en)


@given(
    st.integers(min_value=-MOST_WHOLE, max_value=MOST_WHOLE),
    st.sampled_from(UNITS[:6]),
    st.sampled_from(["zh", "en"]),
)
def test_reading_undoes_the_writing_of_the_library(number: int, unit: str, locale: str) -> None:
    assert parse_count(formatted(number, unit, locale), unit) == number


@given(st.text(), st.sampled_from(UNITS))
def test_any_text_gives_a_count_or_a_problem(text: str, unit: str) -> None:
    try:
        number = parse_count(text, unit)
    except InvalidInput as error:
        assert len(error.problems) == 1  # noqa: PT017
    else:
        assert -MOST_WHOLE <= number <= MOST_WHOLE
