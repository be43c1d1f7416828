"""What is written without asking Babel each time is what Babel writes, wherever it can."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from babel import Locale, localedata
from babel.dates import format_date as babels_date
from babel.numbers import format_decimal, parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values import written_numbers
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import candidates, locale
from cloudgrant.values.roc_calendar import counts_roc_years
from cloudgrant.values.roc_dates import format_date
from cloudgrant.values.written_numbers import written_number

# Every locale of Babel's by the name that the library gives it.
NAMES = sorted({locale(name) for name in localedata.locale_identifiers()})
NUMBERS = (0, 1, 12, 123, 999, 1_000, 9_999, 12_345, 123_456, 1_234_567, 80_001_234, 10**14, 10**20)
DECIMALS = tuple(
    map(
        Decimal,
        ("0", "0.00", "0.5", "12.50", "1234.5", "1234567.891", "1E+3", "5.04", "1E-7", "100.0", "1e20"),
    )
)
DAYS = tuple(
    date(year, month, 31 if month == 12 else 1) for year in (1, 987, 1911, 2022) for month in range(1, 13)
)

numbers = st.integers(0, 10**27) | st.decimals(
    0, 10**15, allow_nan=False, allow_infinity=False, places=6
) | st.decimals(0, 1, allow_nan=False, allow_infinity=False)  # fmt: skip


def by_babel(value: int | Decimal, name: str) -> str:
    return format_decimal(value, locale=name, decimal_quantization=False)


def test_every_locale_writes_numbers_as_babel_does() -> None:
    values: list[int | Decimal] = [*NUMBERS, *DECIMALS]
    for name in NAMES:
        written = [written_number(value, name) for value in values]
        assert written == [by_babel(value, name) for value in values], name


@given(numbers, st.sampled_from(NAMES))
def test_every_number_is_written_as_babel_does(value: int | Decimal, name: str) -> None:
    with localcontext(prec=60):  # where there is room for all digits, Babel keeps them
        assert written_number(value, name) == by_babel(value, name)


def test_every_locale_writes_days_as_babel_does() -> None:
    for name in NAMES:
        if not counts_roc_years(name):
            form = "d MMMM y" if candidates(name)[-1] == "en" else "long"
            written = [format_date(day, name) for day in DAYS]
            assert written == [babels_date(day, form, locale=name) for day in DAYS], name


UNUSUAL = [Decimal(one) for one in ("NaN", "Infinity", "-0", "-0.00", "0E-5000", "-12.5")]


@pytest.mark.parametrize("value", UNUSUAL)
@pytest.mark.parametrize("name", ["en", "de", "hi", "zh_Hant_TW"])
def test_what_is_no_ordinary_number_is_left_to_babel(value: Decimal, name: str) -> None:
    assert written_number(value, name) == by_babel(value, name)


def test_a_locale_that_writes_numbers_otherwise_is_left_to_babel(monkeypatch: pytest.MonkeyPatch) -> None:
    roundabout = parse_pattern("about #,##0.###")
    monkeypatch.setattr(Locale, "decimal_formats", property(lambda _: {None: roundabout}))
    written_numbers._style.cache_clear()
    try:
        assert written_number(1234, "en") == by_babel(1234, "en") == "about 1,234"
    finally:
        written_numbers._style.cache_clear()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (10**30 + 1, "1,000,000,000,000,000,000,000,000,000,001"),
        (-(10**30) - 1, "-1,000,000,000,000,000,000,000,000,000,001"),
        (Decimal("1.23456789012345678901234567890123"), "1.23456789012345678901234567890123"),
        (Decimal("-1.23456789012345678901234567890123"), "-1.23456789012345678901234567890123"),
        (Fraction(10**30), "1,000,000,000,000,000,000,000,000,000,000"),
    ],
)
def test_no_number_is_rounded_and_none_is_too_long(value: int | Decimal | Fraction, written: str) -> None:
    assert formatted(value, "", "en") == written


def test_the_callers_own_precision_changes_no_text() -> None:
    with localcontext(prec=3):
        assert formatted(80_001_234, "TWD", "en") == "NT$80,001,234"
        assert written_number(Decimal("1234.567"), "de") == "1.234,567"


def test_what_is_kept_is_bounded() -> None:
    for name in NAMES:
        written_number(1, name)
        format_date(date(2022, 5, 2), name)
    assert written_numbers._style.cache_info().currsize <= 64
