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
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cloudgrant.programmes.industry_hall.listing.units import CALENDAR
from cloudgrant.programmes.industry_hall.listing.units import UNITS as PRICED
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

__all__ = ["PER", "UNITS", "factor", "quantity", "registry", "unit_problem"]

PER: Final[Mapping[str, str]] = MappingProxyType(
    {"day": "[day]", "week": "7 * day", **{name: PRICED[name] for name in CALENDAR}}
)
"""The units of time that a frequency may be per, and what each is made of."""

UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "use": "[use]",
        "login": "[login]",
        "session": "[session]",
        **{name: of for name, of in PRICED.items() if name not in ("TWD", "purchase", *CALENDAR)},
    }
)
"""Every unit of use by name, and what it is made of."""

_FORM_OF_A_UNIT: Final = re.compile(r"([A-Za-z]+(?: \* [A-Za-z]+)*)(?: / ([A-Za-z]+))?")
_FORM: Final = Text(
    zh="{given} 不是使用量的單位，應如 {expected}", en="{given} is not a unit of use; write it as {expected}"
)
_NO_UNIT: Final = Text(zh="沒有 {given} 這個單位{hint}", en="there is no unit {given}{hint}")


def unit_problem(text: str) -> Problem | None:
    """What is wrong with the unit of a usage, such as ``"login"``, ``"core * hour"`` or ``"login / week"``.

    >>> unit_problem("login / week")
    >>> print(unit_problem("logins").message("en"))
    there is no unit 'logins' — login?
    """
    found = _FORM_OF_A_UNIT.fullmatch(text)
    if found is None:
        return Problem.at((), "unit", _FORM, given=repr(text), expected="login, core * hour, login / week")
    used = found[1].split(" * ")
    for name, allowed in (*((name, UNITS) for name in used), *([(found[2], PER)] if found[2] else [])):
        if name not in allowed or used.count(name) > 1:
            return Problem.at((), "unit", _NO_UNIT, given=repr(name), hint=did_you_mean(name, allowed))
    return None


@lru_cache(maxsize=1)
def registry() -> Any:
    """The pint registry of :data:`UNITS` and :data:`PER`, exact (fractions only); built when first asked for.

    >>> registry().Quantity(2, "week").to("day").magnitude == 14
    True
    """
    import pint  # loaded when first needed

    # Its own types know neither a registry without a file nor numbers other than floats.
    make: Any = pint.UnitRegistry
    built = make(None, non_int_type=Fraction)
    built.load_definitions([f"{name} = {made_of}" for name, made_of in {**UNITS, **PER}.items()])
    return built


def quantity(number: int | Fraction, unit: str) -> PlainQuantity[Any]:
    """A fresh pint quantity of :func:`registry`; changing it in place changes nothing else."""
    fresh: PlainQuantity[Any] = registry().Quantity(Fraction(number), unit)
    return fresh


def factor(unit: str, wanted: str) -> Fraction | None:
    """How many of the ``wanted`` unit one ``unit`` is; nothing where they measure different things.

    >>> factor("hour", "minute"), factor("login", "login"), factor("login", "hour")
    (Fraction(60, 1), Fraction(1, 1), None)
    """
    if unit == wanted:
        return Fraction(1)
    here: Any = quantity(1, unit)
    there: Any = quantity(1, wanted)
    if here.dimensionality != there.dimensionality:
        return None
    return Fraction(here.to(there.units).magnitude)
