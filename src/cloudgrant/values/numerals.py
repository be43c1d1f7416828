"""Numbers as people in Taiwan write them: 8,000萬, 1億2千萬, 一百二十, 壹億貳仟萬, 二〇二二, 廿五.

One grammar for Arabic digits, everyday numerals and those of deeds and cheques (大寫), which may stand side
by side. Exact, and in linear time. What could mean two numbers is refused rather than guessed:

- ``1億2``, ``一萬五``, ``三千五``: people leave the next unit out (1億2千萬, 15,000, 3,500), the digits say
  otherwise. With 零 (一萬零五) or with what is counted after it (1萬5元, 1億2千元) it is plain.
- ``三五``, ``二三十``, ``一二百``: about so many; two bare numerals side by side are no number. Three and
  more, or with a 〇 among them, are read digit by digit (一一一, 二〇, 二〇二二).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, Literal

import attrs

__all__ = ["NotRead", "number_in", "small_number"]

_DIGITS: Final = {
    character: digit
    for digit, characters in enumerate(
        ("零〇○◯", "一壹", "二貳贰兩两", "三參叁叄参", "四肆", "五伍", "六陸陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_TENS: Final = {"廿": 2, "卅": 3, "卌": 4}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}

_ARABIC: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_TOKEN: Final = re.compile(
    rf"(?P<arabic>{_ARABIC})|(?P<run>[{''.join(_DIGITS)}]+)|(?P<tens>[{''.join(_TENS)}])"
    rf"|(?P<unit>[{''.join(_UNITS)}])|(?P<myriad>[{''.join(_MYRIADS)}])"
)

Why = Literal["number", "ambiguous"]


class NotRead(ValueError):
    """A text that is no number, or could be two; ``why`` is the code of the problem."""

    def __init__(self, why: Why) -> None:
        self.why: Why = why
        super().__init__(why)


@attrs.frozen
class _Part:
    """``number`` times ``unit``; ``after_zero`` where a 零 stands before it, ``chinese`` if so written."""

    number: Fraction
    unit: int
    after_zero: bool
    chinese: bool

    @property
    def value(self) -> Fraction:
        return self.number * self.unit

    def leaves_a_gap_after(self, before: _Part) -> bool:
        """Whether it is smaller than what comes right below the unit before it, and no 零 says so."""
        return not self.after_zero and self.value * 10 < before.unit


def number_in(text: str, *, counted: bool = False) -> Fraction:
    """The number, not negative and perhaps no whole one, that the whole of a short ``text`` means.

    ``counted`` says that what is counted follows (元, 人): then the last part cannot stand for a larger unit
    left out. Raises :class:`NotRead`.

    >>> [int(number_in(text)) for text in ("1億2,000萬", "壹億貳仟萬", "一百二十", "廿五")]
    [120000000, 120000000, 120, 25]
    >>> number_in("80.5萬"), number_in("1.5")
    (Fraction(805000, 1), Fraction(3, 2))
    """
    reader = _Reader()
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise NotRead("number")
        reader.take(token.lastgroup or "", token[0])
        place = token.end()
    return reader.total(counted)


def small_number(text: str) -> int:
    """The whole number that a short numeral means in a date: 一一一, 九九, 一百一十一, 十三, 廿 or digits.

    Here two numerals side by side are digits, for nobody writes about so many years. Raises :class:`NotRead`.

    >>> small_number("一一一"), small_number("九九"), small_number("卅一"), small_number("元")
    (111, 99, 31, 1)
    """
    if text == "元":
        return 1
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    number = number_in(text)
    if number.denominator != 1:
        raise NotRead("number")
    return int(number)


class _Reader:
    """Takes token after token; ``_parts`` are what is finished, the rest is what is under way."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._section = 0  # where the parts begin that the next 萬 or 億 counts for as well
        self._myriad = 0
        self._number: Fraction | None = None
        self._chinese = False
        self._digit_by_digit = False
        self._zero = False

    def take(self, kind: str, text: str) -> None:
        if kind in ("arabic", "run", "tens") and self._number is not None:
            raise NotRead("number")
        if kind == "arabic":
            self._number, self._chinese, self._digit_by_digit = _exact(text), False, False
        elif kind == "run":
            self._take_numerals(text)
        elif kind == "tens":
            self._number, self._chinese, self._digit_by_digit = Fraction(_TENS[text]), True, False
            self._finish(10)
        elif kind == "unit":
            self._take_unit(_UNITS[text])
        else:
            self._take_myriad(_MYRIADS[text])

    def _take_numerals(self, run: str) -> None:
        if self._parts and _DIGITS[run[0]] == 0:
            run = run.lstrip("零〇○◯")
            self._zero = True
            if not run:  # 一百零廿五, 一億零十萬
                return
        digits = [_DIGITS[character] for character in run]
        if len(digits) > 1:
            if self._parts or digits[0] == 0 or "兩" in run or "两" in run:
                raise NotRead("ambiguous" if len(digits) == 2 and digits[0] else "number")
            if len(digits) == 2 and 0 not in digits:
                raise NotRead("ambiguous")  # 三五人, 七八十: about so many
        self._number = Fraction(int("".join(map(str, digits))))
        self._chinese, self._digit_by_digit = True, len(digits) > 1

    def _take_unit(self, unit: int) -> None:
        if self._number is None:
            before = self._parts[-1].unit if len(self._parts) > self._section else 100
            if unit != 10 or (before != 100 and not self._zero):
                raise NotRead("number")
            self._number, self._chinese = Fraction(1), True  # 十五, 十萬, 一百十五
        elif self._chinese and (self._digit_by_digit or self._number == 0):
            raise NotRead("number")
        self._finish(unit)

    def _take_myriad(self, myriad: int) -> None:
        if self._number is not None:
            if self._chinese and self._number == 0:
                raise NotRead("number")
            self._finish(1)
        section = self._parts[self._section :]
        if not section or self._zero or (self._myriad and myriad >= self._myriad):
            raise NotRead("number")
        if len(section) > 1 and section[-1].unit == 1 and section[-1].leaves_a_gap_after(section[-2]):
            raise NotRead("ambiguous")  # 2千5萬: 2,005萬 or 2,500萬?
        self._parts[self._section :] = [attrs.evolve(part, unit=part.unit * myriad) for part in section]
        self._section, self._myriad = len(self._parts), myriad

    def _finish(self, unit: int) -> None:
        assert self._number is not None
        self._parts.append(_Part(self._number, unit, self._zero, self._chinese))
        self._number, self._digit_by_digit, self._zero = None, False, False

    def total(self, counted: bool) -> Fraction:
        if self._number is not None:
            if self._chinese and self._number == 0 and self._parts:
                raise NotRead("number")
            self._finish(1)
        if not self._parts or self._zero:
            raise NotRead("number")
        for before, part in zip(self._parts, self._parts[1:], strict=False):
            if before.number.denominator != 1 or part.value >= before.unit:
                raise NotRead("number")  # 1.5億2,000萬; 2,000萬1億, 1億20,000萬: not how anybody counts
        for place in range(max(self._section, 1), len(self._parts)):
            part = self._parts[place]
            if part.leaves_a_gap_after(self._parts[place - 1]) and not (
                counted and (part.unit > 1 or not part.chinese)
            ):
                raise NotRead("ambiguous")
        return sum((part.value for part in self._parts), start=Fraction(0))


def _exact(text: str) -> Fraction:
    whole, _, decimals = text.replace(",", "").partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))
