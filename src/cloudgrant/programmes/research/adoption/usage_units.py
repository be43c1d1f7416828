"""Units in which the use of a service is counted (使用次數、頻率或使用量): uses, logins, calls, hours …

Which units there are is the library's choice (the briefing names none): those that usage is priced in, uses
and logins besides, and days and weeks for a frequency. Months are *calendar* months, and days and weeks
days of the calendar: neither turns into the other, or into hours. Unit texts are checked without pint,
which loads only when a :class:`pint.Quantity` is asked for or unlike units are compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.units import CALENDAR, CLOCK, COUNTED, INFORMATION, Units, names_problem

__all__ = ["PER", "UNITS", "USED", "factor", "unit_problem"]

PER: Final[Mapping[str, str]] = MappingProxyType({"day": "[day]", "week": "7 * day", **CALENDAR})
"""The units of time that a frequency may be per, and what each is made of."""

USED: Final[Mapping[str, str]] = MappingProxyType(
    {"use": "[use]", "login": "[login]", "session": "[session]", **CLOCK, **INFORMATION, **COUNTED}
)
"""The units of use by name, and what each is made of."""

UNITS: Final = Units({**USED, **PER})
"""The units of use and of its frequency together.

>>> UNITS.quantity(2, "week").to("day").magnitude == 14
True
"""

_FORM_OF_A_UNIT: Final = re.compile(r"([A-Za-z]+(?: \* [A-Za-z]+)*)(?: / ([A-Za-z]+))?")
_FORM: Final = Text(
    zh="{given} 不是使用量的單位，應如 {expected}", en="{given} is not a unit of use; write it as {expected}"
)


def unit_problem(text: str) -> Problem | None:
    """What is wrong with the unit of a usage, such as ``"login"``, ``"core * hour"`` or ``"login / week"``.

    >>> unit_problem("login / week")
    >>> print(unit_problem("logins").message("en"))
    there is no unit 'logins' — login?
    """
    found = _FORM_OF_A_UNIT.fullmatch(text)
    if found is None:
        return Problem.at((), "unit", _FORM, given=shown(text), expected="login, core * hour, login / week")
    return names_problem(found[1].split(" * "), USED) or names_problem([found[2]] if found[2] else [], PER)


def factor(unit: str, wanted: str) -> Fraction | None:
    """How many of the ``wanted`` unit one ``unit`` is; nothing where they measure different things.

    >>> factor("hour", "minute"), factor("login", "login"), factor("login", "hour")
    (Fraction(60, 1), Fraction(1, 1), None)
    """
    if unit == wanted:
        return Fraction(1)
    here: Any = UNITS.quantity(1, unit)
    there: Any = UNITS.quantity(1, wanted)
    if here.dimensionality != there.dimensionality:
        return None
    return Fraction(here.to(there.units).magnitude)
