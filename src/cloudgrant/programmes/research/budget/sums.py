"""The sums of a budget 經費: subsidy 補助款, self-funding 自籌款, and the lead's part.

And how dollars change hands: nothing is ever added or lost but where a total is to change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import attrs

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.budget.line import BudgetLine
from cloudgrant.rules.writing.helpers import one_of
from cloudgrant.rules.writing.lists import total
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = [
    "Source",
    "in_proportion",
    "known_amounts",
    "largest_first",
    "one_lead",
    "paid",
    "shifted",
]

Source = Literal["subsidy", "self_funding"]
"""Who pays for a line of the budget."""


def paid(
    lines: Fact[tuple[BudgetLine, ...]], source: Source, of: Callable[[BudgetLine], Truth] | None = None
) -> Fact[int]:
    """What the lines of one source come to, in dollars; of those alone that a condition holds of.

    >>> lines = (BudgetLine(source="subsidy", amount=3), BudgetLine(source="self_funding"))
    >>> paid(lines, "subsidy"), paid(lines, "self_funding")
    (3, UNKNOWN)
    """

    def counts(line: BudgetLine) -> Truth:
        by = one_of(line.source, source)
        return by if of is None else by & of(line)

    return total(lines, of=lambda line: line.amount, where=counts)


def one_lead(members: Fact[Iterable[Member]]) -> Fact[str]:
    """The number of the one lead; unknown where there is none, are several, or that is still open."""
    if members is UNKNOWN:
        return UNKNOWN
    leads = [member for member in members if member.role != "partner"]
    return leads[0].ubn if len(leads) == 1 and leads[0].role == "lead" else UNKNOWN


# How dollars change hands.


def known_amounts(lines: Iterable[BudgetLine], source: Source) -> dict[int, int]:
    """The dollars of each line of a source that has any, by the line's place."""
    return {
        place: line.amount
        for place, line in enumerate(lines)
        if line.source == source and line.amount is not UNKNOWN and line.amount > 0
    }


def largest_first(amounts: Mapping[int, int], dollars: int) -> dict[int, int]:
    """Take dollars from as few lines as can be: from the largest on; of equal ones, the earlier first.

    >>> largest_first({0: 5, 1: 9, 2: 9}, 12)
    {1: 9, 2: 3}
    """
    taken: dict[int, int] = {}
    for place in sorted(amounts, key=lambda place: (-amounts[place], place)):
        if dollars > 0:
            taken[place] = min(dollars, amounts[place])
            dollars -= taken[place]
    return taken


def in_proportion(amounts: Mapping[int, int], dollars: int, sparing: Iterable[int] = ()) -> dict[int, int]:
    """Take dollars from every line in proportion to what it has.

    What does not divide is taken last from the lines to be spared, so that their part of what is left is no
    smaller than it was; among the others, from the earlier.

    >>> in_proportion({0: 50, 1: 50}, 5, sparing=[0])
    {0: 2, 1: 3}
    """
    whole, spared = sum(amounts.values()), set(sparing)
    left = whole - dollars
    kept = {place: amount * left // whole for place, amount in amounts.items()}
    broken = [place for place, amount in amounts.items() if amount * left % whole]
    first = sorted(broken, key=lambda place: (place not in spared, -place))
    for place in first[: left - sum(kept.values())]:
        kept[place] += 1
    return {place: amount - kept[place] for place, amount in amounts.items() if amount > kept[place]}


def shifted(
    lines: tuple[BudgetLine, ...], taken: Mapping[int, int], **instead: Any
) -> tuple[BudgetLine, ...]:
    """The lines after some of their dollars have got another party or source, and nothing else different.

    They join the first line that is the same in everything but number and amount, or make a new one at the end.

    >>> lines = (BudgetLine(party="12345675", year=2022, source="subsidy", amount=5),)
    >>> [(line.source, line.amount) for line in shifted(lines, {0: 2}, source="self_funding")]
    [('subsidy', 3), ('self_funding', 2)]
    """
    after = list(lines)
    place_of: dict[tuple[Any, ...], int] = {}
    for place, line in enumerate(lines):
        if line.amount is not UNKNOWN:
            place_of.setdefault(_but_for_number_and_amount(line), place)
    for place, dollars in taken.items():
        line = after[place]
        assert line.amount is not UNKNOWN  # only known dollars are taken
        after[place] = attrs.evolve(line, amount=line.amount - dollars)
        wanted = attrs.evolve(line, number=UNKNOWN, amount=dollars, **instead)
        other = place_of.setdefault(_but_for_number_and_amount(wanted), len(after))
        if other == len(after):
            after.append(wanted)
        else:
            joined = after[other].amount
            assert joined is not UNKNOWN  # only lines with known amounts have their places told
            after[other] = attrs.evolve(after[other], amount=joined + dollars)
    return tuple(after)


_OTHERWISE = tuple(name for name in attrs.fields_dict(BudgetLine) if name not in ("number", "amount"))


def _but_for_number_and_amount(line: BudgetLine) -> tuple[Any, ...]:
    return tuple(getattr(line, name) for name in _OTHERWISE)
