"""Units in which cloud services are priced and used (計價單位): months, seats, calls, gigabytes.

Which units there are is the library's choice (the briefing names none): those of
:mod:`cloudgrant.values.units`, the dollar and the single purchase. Unit texts are checked without pint.
"""

from __future__ import annotations

import re
from typing import Final

from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.units import CALENDAR, CLOCK, COUNTED, INFORMATION, Units, names_problem

__all__ = ["UNITS", "product_problem", "unit_problem"]

UNITS: Final = Units(
    {
        "TWD": "[currency]",
        **CALENDAR,
        **CLOCK,
        **INFORMATION,
        "purchase": "[purchase]",
        **COUNTED,
    }
)
"""Every unit of a price or usage; ``purchase`` is one purchase, for what is paid once.

>>> UNITS.quantity(2, "year").to("month").magnitude == 24
True
"""

_PRODUCT: Final = re.compile(r"(?:([1-9][0-9]{0,14}) )?([A-Za-z]+(?: \* [A-Za-z]+)*)")
_USED: Final = re.compile(r"([A-Za-z]+(?: \* [A-Za-z]+)*)(?: / ([A-Za-z]+))?")

_FORM: Final = Text(
    zh="{given} 不是計價單位，應如 {expected}", en="{given} is not a unit; write it as {expected}"
)


def product_problem(text: str) -> Problem | None:
    """What is wrong with the unit of a price, such as ``"month"``, ``"seat * month"`` or ``"100 call"``."""
    found = _PRODUCT.fullmatch(text)
    if found is None:
        return Problem.at((), "unit", _FORM, given=shown(text), expected="seat * month, 100 call")
    return names_problem(found[2].split(" * "), [name for name in UNITS.made_of if name != "TWD"])


def unit_problem(text: str) -> Problem | None:
    """What is wrong with the unit of a usage, such as ``"seat"``, ``"core * hour"`` or ``"call / month"``."""
    found = _USED.fullmatch(text)
    if found is None:
        return Problem.at((), "unit", _FORM, given=shown(text), expected="seat, call / month")
    if found[2] is not None and found[2] not in CALENDAR:
        return Problem.at((), "unit", _FORM, given=shown(text), expected="call / month")
    # The term of the contract says for how long: usage is not stated in months of its own.
    return names_problem(
        found[1].split(" * "), [name for name in UNITS.made_of if name not in ("TWD", *CALENDAR)]
    )
