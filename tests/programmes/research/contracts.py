"""Contracts, uses and conditions for tests: short to write, and by chance from hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    Contract,
    MeasuredRate,
    ResearchPolicy,
    StickinessKPI,
    UsageAmount,
    UsageRecord,
    measure,
)
from cloudgrant.values.unknown import UNKNOWN

FIRST, LAST = date(2022, 7, 1), date(2022, 12, 31)
RENEWAL = StickinessKPI(rate="renewal", target=cg.Share("1/2"), basis=("contract",))
LONG = StickinessKPI(rate="long_contract", term=18, target=cg.Share("1/2"), basis=("contract",))
LOGINS = StickinessKPI(
    rate="usage",
    target=cg.Share("1/2"),
    threshold=UsageAmount.of(12, "login"),
    within=6,
    basis=("usage_record",),
)


def day(text: str) -> date:
    """A day as ISO has it."""
    return date.fromisoformat(text)


def contract(customer: str, first: str = "", last: str = "", **facts: Any) -> Contract:
    """A contract of a small or medium customer, from a day to a day, that did not end early unless told."""
    facts = {"sme": True, "ended_early": False} | facts
    if first:
        facts["starts_on"] = day(first)
    if last:
        facts["ends_on"] = day(last)
    if isinstance(facts.get("ended_early_on"), str):
        facts |= {"ended_early": True, "ended_early_on": day(facts["ended_early_on"])}
    return Contract(customer=customer, **facts)


def used(
    customer: str, on: str = "", number: Any = 1, unit: str = "login", ref: Any = UNKNOWN
) -> UsageRecord:
    """A record of use."""
    amount = UNKNOWN if number is UNKNOWN else UsageAmount.of(number, unit)
    return UsageRecord(customer=customer, number=ref, on=day(on) if on else UNKNOWN, amount=amount)


def measured(
    kpi: StickinessKPI,
    *contracts: Contract,
    usage: Any = (),
    first: date = FIRST,
    last: date = LAST,
    complete_until: Any = UNKNOWN,
    policy: ResearchPolicy = ROC_111.policy,
) -> MeasuredRate:
    """What a condition comes to in the second half of 2022, unless told."""
    return measure(
        kpi, contracts, usage, first=first, last=last, complete_until=complete_until, policy=policy
    )


def left(found: MeasuredRate) -> list[tuple[str, Any, int]]:
    """What is left over, or in doubt: kind, key and how many."""
    return [] if found.leftovers is UNKNOWN else [(one.why, one.key, one.count) for one in found.leftovers]


def counts(found: MeasuredRate) -> tuple[Any, Any, Any]:
    """Numerator, denominator, undecided."""
    return found.numerator, found.denominator, found.undecided


# By chance: few customers, and few days, so that they meet.

DAYS = tuple(date(2022, 6, 1) + timedelta(shift) for shift in (0, 30, 31, 120, 213, 214, 300))
TERMS = (1, 18)


@st.composite
def drafts(draw: st.DrawFn, complete: bool = False) -> Contract:
    """A contract of which some facts are unknown."""
    maybe: tuple[Any, ...] = () if complete else (UNKNOWN,)
    early = draw(st.sampled_from((True, False, False, *maybe)))
    facts: dict[str, Any] = {
        "customer": draw(st.sampled_from("ABC")),
        "starts_on": draw(st.sampled_from((*DAYS, *maybe))),
        "ends_on": draw(st.sampled_from((*DAYS, date(2024, 2, 29), *maybe))),
        "sme": draw(st.sampled_from((True, True, False, *maybe))),
        "ended_early": early,
        "ended_early_on": UNKNOWN if early is False else draw(st.sampled_from((*DAYS, *maybe))),
        "renewal": draw(st.sampled_from(("signed", "declined", *(("pending", UNKNOWN) if maybe else ())))),
    }
    if not complete and draw(st.booleans()):
        facts["term"] = draw(st.sampled_from(TERMS))
        facts["ends_on"] = UNKNOWN
    try:
        return Contract(**facts)
    except cg.InvalidInput:
        facts |= {
            "ends_on": date(2024, 2, 29),
            "ended_early": False,
            "ended_early_on": UNKNOWN,
            "term": UNKNOWN,
        }
        return Contract(**facts)


def learnt(one: Contract) -> list[Contract]:
    """Every contract that differs from this one in a single fact, which was unknown or pending.

    Where the term says when it ends, that is known: a last day stated besides would be another answer.
    """
    found = []
    values_of: dict[str, tuple[Any, ...]] = {
        "starts_on": DAYS,
        "ends_on": (*DAYS, date(2024, 2, 29)),
        "term": TERMS,
        "sme": (True, False),
        "ended_early": (True, False),
        "ended_early_on": DAYS,
        "renewal": ("signed", "declined"),
    }
    if one.term is not UNKNOWN:
        del values_of["ends_on"]
    elif one.ends_on is not UNKNOWN:
        del values_of["term"]
    for name, values in values_of.items():
        if getattr(one, name) is UNKNOWN or getattr(one, name) == "pending":
            for value in values:
                try:
                    found.append(attrs.evolve(one, **{name: value}))
                except cg.InvalidInput:
                    continue  # it cannot turn out so
    return found


def completions(one: Contract) -> list[Contract]:
    """Every complete contract that this one may turn out to be."""
    options: dict[str, tuple[Any, ...]] = {
        "starts_on": DAYS,
        "ends_on": (*DAYS, date(2024, 2, 29)) if one.term is UNKNOWN else (UNKNOWN,),
        "sme": (True, False),
        "ended_early": (True, False) if one.ended_early_on is UNKNOWN else (True,),
        "renewal": ("signed", "declined"),
    }
    found = []
    known = {name: getattr(one, name) for name in options}
    choices = [
        values if known[name] is UNKNOWN or known[name] == "pending" else (known[name],)
        for name, values in options.items()
    ]
    for values in product(*choices):
        facts = dict(zip(options, values, strict=True))
        days = (one.ended_early_on,) if one.ended_early_on is not UNKNOWN else DAYS
        for ended in days if facts["ended_early"] else (UNKNOWN,):
            try:
                found.append(attrs.evolve(one, **facts, ended_early_on=ended))
            except cg.InvalidInput:
                continue
    return found
