"""How many questions it takes to decide a firm: the guide's, those of a form, and the fewest there can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from random import Random
from typing import Any, TypeAlias

import attrs

import cloudgrant as cg
from cloudgrant.guide import Frequencies
from cloudgrant.guide.choosing import form_order, next_fact
from cloudgrant.guide.lenses import lenses_for
from cloudgrant.guide.outlook import Outlook, outlook_on
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.implied import presupposed
from cloudgrant.values.paths import Path
from cloudgrant.values.shares import Share

__all__ = [
    "FILING",
    "Choose",
    "by_form",
    "by_form_skipping",
    "by_guide",
    "fewest",
    "firms",
    "mean",
    "walk",
]

FILING = date(2022, 5, 2)
_TEXTS = ("I301010", "I301020", "F401010", "CB01010")
Choose: TypeAlias = Callable[[Outlook], Path | None]
"""From where the programmes stand to the next fact to ask for; ``None`` to stop."""


def firms(number: int, seed: int = 111) -> list[cg.Company]:
    """Firms such as might ask: made up, every fact known, the larger in capital also larger in staff."""
    chance, more = Random(seed), Random(seed + 1)  # apart, so that a new fact does not change the others
    return [_firm(chance, more) for _ in range(number)]


def _firm(chance: Random, more: Random) -> cg.Company:
    size = chance.gauss(0, 1)
    manufacturer = chance.random() < 0.6
    provider = chance.random() < (0.1 if manufacturer else 0.5)
    unregistered = 0.1 if manufacturer else 0.9
    stages = (0.5, 0.3, 0.2) if provider else (0.8, 0.15, 0.05)
    known: dict[str, Any] = {
        "paid_in_capital": int(10 ** (7.2 + 0.7 * size + chance.gauss(0, 0.3))),
        "regular_employees": int(10 ** (1.6 + 0.5 * size + chance.gauss(0, 0.3))),
        "manufacturer": manufacturer,
        "provider": provider,
        "factory": "none" if chance.random() < unregistered else chance.choice(["registered", "exempt"]),
        "points_last_used_in": 2021 if chance.random() < 0.12 else 0,
        "cloud_services": chance.choices(["none", "starting", "running"], stages)[0],
        "cloud_base": chance.choice(["software", "software", "customers", "hardware", "other"]),
        "coaching_own_funds": chance.choice([0, 50_000, 99_999, 100_000, 100_000, 150_000, 300_000]),
    }
    others = {
        name: _any(info, more)
        for name, info in _given(cg.Company).items()
        if name not in known and name not in ("ubn", "confirmed", "evidence")
    }
    others["points_used_before_in"] = cg.UNKNOWN  # which reviewers look up
    others["it_capability_passed_on"] = cg.UNKNOWN  # an event, for which no firm is asked
    others["revenue_year"] = others["statements_year"] = 2021
    others["revenue_years"] = 3  # as every figure is known
    return cg.Company(**_agreeing({**others, **known}))


_HISTORY = (
    "capital_increased_on",
    "credit_report_issued_on",
    "debarred_from",
    "it_capability_from",
    "it_capability_applied_on",
    "last_project_breach_on",
    "last_law_breach_on",
)
_ORDERED = (("debarred_from", "debarred_until"), ("it_capability_from", "it_capability_until"))
_PRESUPPOSED = (
    ("project_breach", "last_project_breach_on"),
    ("project_debarment", "debarred_from"),
    ("project_debarment", "debarred_until"),
    ("law_breach", "last_law_breach_on"),
    ("cpa_audited", "audited_net_worth"),
    ("it_capability_held", "it_capability_from"),
    ("it_capability_held", "it_capability_until"),
    ("it_capability_applied", "it_capability_applied_on"),
)
"""Whether there was something, and what is known only of what there was."""


def _agreeing(known: dict[str, Any]) -> dict[str, Any]:
    """The facts without those that contradict each other: what there is none of is not known."""
    if known["foreign_enterprise_branch"]:
        known["branch_office"] = True
    if known["factory"] == "none":
        known["factory_exemption_certificate"] = False
    if not known["cpa_audited"]:
        known["revenue_proof"] = "tax_return"
    if known["interim_statement"] == "none":
        known["interim_net_worth"] = cg.UNKNOWN
        known["restored_by_increase"] = False
    if known["capital_increased_on"].year <= known["statements_year"]:
        known["restored_by_increase"] = False
    for first, last in _ORDERED:
        known[first], known[last] = sorted((known[first], known[last]))
    for whether, told in _PRESUPPOSED:
        if not known[whether]:
            known[told] = cg.UNKNOWN
    days = [known[name] for name in _HISTORY if known[name] is not cg.UNKNOWN]
    first_revenue = date(known["revenue_year"] - known["revenue_years"] + 1, 12, 1)
    known["registered_on"] = min(known["registered_on"], first_revenue, *days)
    return known


def _any(info: FactInfo, chance: Random) -> Any:
    """Some value of a fact of which nothing more is assumed."""
    match info.type:
        case "int" if info.unit == "year":
            return chance.choice([0, 2018, 2019, 2020])
        case "bool":
            return chance.random() < 0.7
        case "int":
            return min(int(10 ** chance.uniform(0, 10)), info.most or 10**10)
        case "text" if info.options:
            return chance.choice([option for option, _ in info.options])
        case "date":
            return date(chance.randint(2015, 2022), chance.randint(1, 12), 1)
        case "text":
            return chance.choice(_TEXTS)
        case "list" if info.item is not None:
            return tuple({_any(info.item, chance): None for _ in range(chance.randint(0, 2))})
        case "record" if info.record is not None:
            return info.record(**{name: _any(one, chance) for name, one in _given(info.record).items()})
        case "share":
            return Share(chance.randint(0, 20), 20)
        case _:
            return cg.UNKNOWN


def _given(cls: type[Any]) -> dict[str, FactInfo]:
    return {name: info for name, info in cg.facts(cls).items() if not info.derived}


def outlook(programmes: Sequence[str] | None, firm: cg.Company | None = None) -> Outlook:
    """Where programmes stand with a firm: with one of which nothing is known, unless given."""
    lenses, _ = lenses_for(programmes, FILING, None)
    return outlook_on(lenses, cg.Company() if firm is None else firm, FILING)


def by_guide(past: Frequencies | None = None) -> Choose:
    """As the guide asks. What it asks in one place it asks again there, so each place is looked at once."""

    @cache
    def remembered(where: Any) -> Path | None:
        return next_fact(where.outlook, past)

    return lambda outlook: remembered(_Where(outlook))


@attrs.frozen(eq=False)
class _Where:
    """An outlook, equal to every other in which all programmes stand alike."""

    outlook: Outlook

    def __hash__(self) -> int:
        return hash(self.outlook.standings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Where) and self.outlook.standings == other.outlook.standings


def by_form(programmes: Sequence[str] | None) -> Callable[[], Choose]:
    """In the order of the form, every fact that a rule reads, until all is decided.

    A form too says "if so, on which day": that field is left empty where it no longer matters.
    """
    order = form_order(outlook(programmes).asks)

    def begin() -> Choose:
        fields = iter(order)

        def following(outlook: Outlook) -> Path | None:
            return next(path for path in fields if path in outlook.asks or not _if_so(path))

        return lambda outlook: following(outlook) if outlook.asks else None

    return begin


def _if_so(path: Path) -> bool:
    return bool(presupposed(cg.Company, str(path[0])))


def by_form_skipping(outlook: Outlook) -> Path | None:
    """In the order of the form, leaving out what no longer matters."""
    return next(iter(form_order(outlook.asks)), None)


def walk(firm: cg.Company, start: Outlook, choose: Choose) -> tuple[int, Outlook]:
    """Ask until nothing is left to ask: how many questions, and where it ended."""
    asked = 0
    while (path := choose(start)) is not None:
        value = getattr(firm, str(path[0]))
        if value is cg.UNKNOWN:
            raise ValueError(f"{path} is asked for, and the firm does not know it")
        after = start.after(path, value)
        assert after is not None
        start, asked = after, asked + 1
    return asked, start


def mean(population: Iterable[cg.Company], start: Outlook, choose: Callable[[], Choose]) -> float:
    """The mean number of questions over firms."""
    numbers = [walk(firm, start, choose())[0] for firm in population]
    return sum(numbers) / len(numbers)


def fewest(population: Sequence[cg.Company], start: Outlook) -> float:
    """The smallest mean that any way of asking can reach, which knows how often what is answered.

    Exhaustive: over everything that can be known, each fact taken only for what it does to the rules
    by itself (so rules must read facts one comparison each, as those of the points do).
    """
    facts = form_order(start.asks)
    values: list[dict[Any, Any]] = [{} for _ in facts]
    profiles: Counter[tuple[Any, ...]] = Counter()
    for firm in population:
        profile = []
        for place, path in enumerate(facts):
            value = getattr(firm, str(path[0]))
            after = start.after(path, value)
            assert after is not None
            values[place].setdefault(after.standings, value)
            profile.append(after.standings)
        profiles[tuple(profile)] += 1
    return _best(facts, values, profiles, start) / len(population)


def _best(
    facts: Sequence[Path],
    values: Sequence[Mapping[Any, Any]],
    profiles: Mapping[tuple[Any, ...], int],
    start: Outlook,
) -> int:
    """The fewest questions for all of these firms together, by looking at every way of asking."""
    known: dict[tuple[Any, ...], int] = {}

    def questions(state: tuple[Any, ...], firms: Mapping[tuple[Any, ...], int], outlook: Outlook) -> int:
        if state not in known:
            known[state] = min(
                (
                    ask(place, state, firms, outlook)
                    for place, path in enumerate(facts)
                    if path in outlook.asks
                ),
                default=0,
            )
        return known[state]

    def ask(
        place: int, state: tuple[Any, ...], firms: Mapping[tuple[Any, ...], int], outlook: Outlook
    ) -> int:
        total = sum(firms.values())
        for cell, value in values[place].items():
            answering = {profile: number for profile, number in firms.items() if profile[place] == cell}
            if answering:
                after = outlook.after(facts[place], value)
                assert after is not None
                total += questions((*state[:place], cell, *state[place + 1 :]), answering, after)
        return total

    return questions((None,) * len(facts), profiles, start)
