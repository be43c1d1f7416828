from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.rules import Language
from cloudgrant.values.formatting import formatted
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN


class Factory(Enum):
    REGISTERED = "registered"


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (0, "0元", "NT$0"),
        (1, "1元", "NT$1"),
        (999, "999元", "NT$999"),
        (9_999, "9,999元", "NT$9,999"),
        (10_000, "1萬元", "NT$10,000"),
        (10_001, "10,001元", "NT$10,001"),
        (80_000_000, "8,000萬元", "NT$80,000,000"),
        (80_001_234, "80,001,234元", "NT$80,001,234"),
        (99_990_000, "9,999萬元", "NT$99,990,000"),
        (99_999_999, "99,999,999元", "NT$99,999,999"),
        (100_000_000, "1億元", "NT$100,000,000"),
        (100_010_000, "1億1萬元", "NT$100,010,000"),
        (120_000_000, "1億2,000萬元", "NT$120,000,000"),
        (10**14, "1,000,000億元", "NT$100,000,000,000,000"),
        (-5_000_000, "-500萬元", "-NT$5,000,000"),
        (-1, "-1元", "-NT$1"),
        (Decimal("12.50"), "12.5元", "NT$12.5"),
        (Decimal(20_000), "2萬元", "NT$20,000"),
    ],
)
def test_dollars(amount: int | Decimal, zh: str, en: str) -> None:
    assert formatted(amount, "TWD", "zh_Hant_TW") == zh
    assert formatted(amount, "TWD", "en") == en


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (200_000, "points", "200,000點", "200,000 points"),
        (1, "points", "1點", "1 point"),
        (0, "points", "0點", "0 points"),
        (260, "persons", "260人", "260 people"),
        (1, "persons", "1人", "1 person"),
        (3, "months", "3個月", "3 months"),
        (1, "months", "1個月", "1 month"),
        (5, "days", "5日", "5 days"),
        (-1, "days", "-1日", "-1 day"),
        (-1_234, "", "-1,234", "-1,234"),
        (1_234, "", "1,234", "1,234"),
        (3, "GB/月", "3 GB/月", "3 GB/月"),
        (Fraction(1, 3), "GB", "1/3 GB", "1/3 GB"),
        (Fraction(-4, 2), "", "-2", "-2"),
        (Decimal("0.123456789"), "hour", "0.123456789 hour", "0.123456789 hour"),
        (True, "", "是", "yes"),
        (False, "points", "否", "no"),
        (UNKNOWN, "TWD", "未知", "unknown"),
        (Share("1/2"), "", "50%", "50%"),
        (Share("1/8"), "", "12.5%", "12.5%"),
        (Share("1/16"), "", "6.25%", "6.25%"),
        (Share("66.67%"), "", "66.67%", "66.67%"),
        (Share("99.95%"), "", "99.95%", "99.95%"),
        (Share("1/32"), "", "1/32", "1/32"),
        (Share("1/3"), "", "1/3", "1/3"),
        (Share("0"), "", "0%", "0%"),
        (Share("1"), "", "100%", "100%"),
        (date(2022, 8, 31), "", "111年8月31日", "31 August 2022"),
        ("示範精密", "", "示範精密", "示範精密"),
        (Text(zh="工廠", en="factory"), "", "工廠", "factory"),
        (Factory.REGISTERED, "", "registered", "registered"),
        ((10_000, UNKNOWN, 5), "TWD", "1萬元、未知、5元", "NT$10,000, unknown, NT$5"),
        (["a", "b"], "", "a、b", "a, b"),
        (frozenset({"b", "a", "c"}), "", "a、b、c", "a, b, c"),
        ((), "", "無", "none"),
    ],
)
def test_other_values(value: object, unit: str, zh: str, en: str) -> None:
    assert formatted(value, unit, "zh_Hant_TW") == zh
    assert formatted(value, unit, "en") == en


@pytest.mark.parametrize("locale", ["zh", "zh-TW", "zh_Hant", "", "nonsense!"])
def test_locales_are_read_as_everywhere(locale: str) -> None:
    assert formatted(80_000_000, "TWD", locale) == "8,000萬元"


def test_other_languages_are_answered_in_english_and_a_language_has_its_own_grouping() -> None:
    german = Language("de", {"unit.persons.other": "{number} Personen"})
    assert formatted(80_000_000, "TWD", "de") == "NT$80,000,000"
    assert formatted(80_000_000, "TWD", german) == "NT$80.000.000"
    assert formatted(80_000_000, "TWD", "en_IN") == "NT$8,00,00,000"
    assert formatted(1_234, "persons", german) == "1.234 Personen"
    assert formatted(Share("1/8"), "", "de") == "12.5%"
    assert formatted(Share("1/8"), "", german) == "12,5%"
    assert formatted(True, "", "ja") == "yes"


def test_a_moment_is_not_shortened_to_a_day() -> None:
    assert formatted(datetime(2022, 8, 31, 9, 30, tzinfo=UTC), "", "zh") == "2022-08-31 09:30:00+00:00"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_digit_is_lost(amount: int) -> None:
    assert formatted(amount, "", "en") == f"{amount:,}"
    assert formatted(amount, "TWD", "en") == f"{'-' if amount < 0 else ''}NT${abs(amount):,}"
