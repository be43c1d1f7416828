"""What a boundary case is, what has none, and the error of asking for what cannot be reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.rules.deciding.results import Result
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["BoundaryCase", "OutOfReach", "Position", "WithoutCases"]

Position: TypeAlias = Literal[
    "below", "at", "above", "in", "out", "true", "false", "same", "different", "stated", "unknown"
]
"""Where the fact stands.

Of a number, a day or how many items there are, at a threshold: one step ``below`` it, ``at`` it, one step
``above``. Of a value that must be one of some: ``in`` or ``out``. Of a yes or no: ``true`` or ``false``. Of
what must be as something else is: the ``same`` or ``different``. Of what must have been said: ``stated``. Of
each: ``unknown``.
"""


@attrs.frozen
class BoundaryCase:
    """One fact of one rule, on one side of one condition, all else being such that the condition decides.

    ``rule`` is the rule's id, or that of the calculation of the award. ``path`` is the fact, in the item of a
    list where it is one's (``on`` the date of filing), ``value`` what it is here, ``condition`` what is asked
    of it, as a rule would say it. ``answer`` is what then comes out: the rule's result, of a rule about each
    item of a list that of the item, or the amount. ``alone`` says whether every other required rule of the
    stage is met here or does not apply. Assess ``subject`` under ``policy`` on ``on``.
    """

    rule: str
    path: Path
    position: Position
    value: Any
    subject: Any = attrs.field(repr=False)
    on: Fact[date]
    policy: Any = attrs.field(repr=False)
    condition: str
    answer: Result | Fact[int]
    alone: bool


@attrs.frozen
class WithoutCases:
    """A fact in a condition of a rule of which there are no boundary cases."""

    rule: str
    path: Path
    condition: str

    def message(self, locale: str = "en") -> str:
        """The same in words."""
        words = {"rule": self.rule, "fact": self.path.key or "?", "condition": self.condition}
        return _LINE.filled(locale, words.__getitem__)


class OutOfReach(LookupError):
    """Conditions that no boundary case could be worked out for; ``without`` lists them, ``code`` is stable.

    ``cases`` are those that could be worked out all the same.

    >>> error = OutOfReach([WithoutCases("shop.size", Path(["staff"]), "staff <= policy.most_staff")])
    >>> print(error.message("en"))
    no boundary cases could be worked out for these facts (1)
      shop.size: staff in `staff <= policy.most_staff`
    """

    code = "boundary.out_of_reach"
    without: tuple[WithoutCases, ...]

    cases: tuple[BoundaryCase, ...]

    def __init__(self, without: Iterable[WithoutCases], cases: Iterable[BoundaryCase] = ()) -> None:
        self.without, self.cases = tuple(without), tuple(cases)
        super().__init__(self.without, self.cases)

    def message(self, locale: str = "en") -> str:
        """What could not be reached, each on a line of its own."""
        head = _HEAD.filled(locale, lambda _: str(len(self.without)))
        return "\n".join([head, *(f"  {one.message(locale)}" for one in self.without)])

    def __str__(self) -> str:
        pairs = zip(self.message("en").splitlines(), self.message("zh").splitlines(), strict=True)
        first, *rest = [f"{en} · {zh.strip()}" for en, zh in pairs]
        return "\n".join([f"{first} [{self.code}]", *rest])


_LINE = Text("boundary_case.line", zh="{rule}：`{condition}` 之 {fact}", en="{rule}: {fact} in `{condition}`")
_HEAD = Text(
    "boundary_case.head",
    zh="下列 {n} 項事實無法推算邊界案例",
    en="no boundary cases could be worked out for these facts ({n})",
)
