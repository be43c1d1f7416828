"""Hypothesis strategies: subjects of any class, near the thresholds of any programme, drafts included."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import value_problems
from cloudgrant.rules.writing import tree
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.shares import Share
from cloudgrant.values.ubn import is_ubn
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR, NEVER

__all__ = ["dates_near", "policies", "subjects", "ubns"]

T = TypeVar("T")


def ubns() -> st.SearchStrategy[str]:
    """Unified business numbers whose check digit fits."""
    return (
        st.integers(0, 9_999_999)
        .flatmap(lambda head: st.sampled_from([f"{head:07d}{digit}" for digit in range(10)]))
        .filter(is_ubn)
    )


def subjects(
    cls: type[T], programme: Programme[Any, Any] | None = None, *, complete: bool = False
) -> st.SearchStrategy[T]:
    """Valid objects of a class; with a programme, numbers and dates crowd around its thresholds, and an
    ``edition`` is one of its own, that of a record inside too.

    About every third fact is unknown, unless ``complete``; complete objects know every fact
    that can be known beside the others.

    >>> import cloudgrant as cg
    >>> from cloudgrant.testing.strategies import subjects
    >>> from hypothesis import given
    >>> @given(subjects(cg.Manufacturer, cg.points, complete=True))
    ... def every_manufacturer_is_one(firm: cg.Manufacturer) -> None:
    ...     assert firm.manufacturer
    >>> every_manufacturer_is_one()
    """
    if programme is None:
        return _objects(cls, [], (), complete)
    return _objects(cls, _thresholds(programme), tuple(one.name for one in programme.editions), complete)


def _objects(
    cls: type[T], near: list[Any], editions: tuple[str, ...], complete: bool
) -> st.SearchStrategy[T]:
    given = {name: info for name, info in facts(cls).items() if not info.derived}
    fields = {name: _values(info, near, editions, complete, cls) for name, info in given.items()}
    if editions and "edition" in fields:  # what is applied for under an edition that there is
        names = st.sampled_from(editions)
        fields["edition"] = names if complete else st.one_of(names, st.just(UNKNOWN))
    for name, table in _preset_tables(cls):
        fields[name] = st.one_of(st.just(table), fields[name])  # other facts may name what is in it
    made = st.fixed_dictionaries(fields).map(lambda values: _sound(cls, values, complete))
    return made.filter(lambda one: one is not None)


def _sound(cls: type[Any], values: dict[str, Any], complete: bool) -> Any:
    """An object of these values; of such as do not agree with one another, one after another is left out.

    In a complete one, what follows from the rest is known all the same.
    """
    left = dict(values)
    while True:
        try:
            made = cls(**left)
            return completed(made) if complete else made
        except DeclarationRefused:
            raise  # the class is wrong, not the values
        except InvalidInput as error:
            blamed = [str(problem.path[0]) for problem in error.problems if problem.path]
            victim = _victim(cls, blamed, left)
            if not victim:
                return None  # what is needed is at odds with the rest
            del left[victim]


def _victim(cls: type[Any], blamed: list[str], values: dict[str, Any]) -> str:
    """Which of several values that do not agree is left out: the first day or sum, else the first choice."""
    known = facts(cls)
    may_go = [name for name in blamed if name in values and known[name].may_be_unknown]
    return min(may_go, key=lambda name: known[name].type == "bool" or bool(known[name].options), default="")


def _preset_tables(cls: type[Any]) -> list[tuple[str, tuple[Any, ...]]]:
    """The lists of records that a class has unless it is given others, by field."""
    known = facts(cls)
    presets = [(one.name, one.default) for one in attrs.fields(cls) if known[one.name].type == "list"]
    return [
        (name, preset)
        for name, preset in presets
        if isinstance(preset, tuple) and any(attrs.has(type(item)) for item in preset)
    ]


def _values(
    info: FactInfo, near: list[Any], editions: tuple[str, ...], complete: bool, owner: type[Any]
) -> st.SearchStrategy[Any]:
    known = _known(info, near, editions, complete, owner)
    if complete or not info.may_be_unknown:
        return known
    return st.one_of(known, known, st.just(UNKNOWN))


def _known(
    info: FactInfo, near: list[Any], editions: tuple[str, ...], complete: bool, owner: type[Any]
) -> st.SearchStrategy[Any]:
    least, most = info.least or 0, info.most if info.most is not None else MOST_DOLLARS
    match info.type:
        case "bool" if info.options:
            return st.sampled_from([option == "True" for option, _ in info.options])
        case "bool":
            return st.booleans()
        case "int" if info.unit == "year":
            crowded = [n for n in near if isinstance(n, int) and FIRST_YEAR <= n <= LAST_YEAR]
            around = _years_around(crowded or [day.year for day in near if isinstance(day, date)])
            return st.sampled_from([*([NEVER] if info.least == NEVER else []), *crowded, *around])
        case "int":
            crowded = [n for n in near if isinstance(n, int) and least <= n <= most]
            anywhere = st.integers(least, min(most, 10**10))
            return st.one_of(st.sampled_from(crowded), anywhere) if crowded else anywhere
        case "date":
            return dates_near([day for day in near if isinstance(day, date)])
        case "text" if info.options:
            return st.sampled_from([option for option, _ in info.options])
        case "text" if info.name == "ubn":
            return ubns()
        case "text":
            letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
            longest = min(12, info.max_length or 12)
            return st.text(letters, min_size=1, max_size=longest).filter(
                lambda text: not value_problems(info, text)
            )
        case "share":
            return st.fractions(0, 1, max_denominator=10_000).map(Share.of)
        case "record" if info.record is not None:
            return _objects(info.record, [], editions, complete)
        case "list" if info.item is not None:
            item = _values(info.item, near, editions, complete, owner)
            return st.lists(item, max_size=min(4, info.most_items)).map(tuple)
        case "map":
            return st.just({})
        case _:
            raise TypeError(f"{owner.__name__}.{info.name}: no strategy for {info.type}")


def dates_near(days: list[date]) -> st.SearchStrategy[date]:
    """Dates within a day of those given, or within five years of them; of 1912 to 2117 if none are."""
    years = _years_around([day.year for day in days])
    anywhere = st.dates(date(years[0], 1, 1), date(years[-1], 12, 31))
    if not days:
        return anywhere
    near = [day + timedelta(shift) for day in days for shift in (-1, 0, 1)]
    return st.one_of(st.sampled_from(near), anywhere)


def _years_around(years: list[int]) -> range:
    """The years within five of those given; if none are, the first two centuries of the ROC count."""
    first, last = min(years, default=FIRST_YEAR), max(years, default=FIRST_YEAR + 200)
    return range(max(FIRST_YEAR, first - 5), min(LAST_YEAR, last + 5) + 1)


def policies(programme: Programme[Any, Any]) -> st.SearchStrategy[Any]:
    """Policies of a programme: the published ones, and sound ones with any other numbers."""
    published = [one.policy for one in programme.editions]
    return st.one_of(st.sampled_from(published), subjects(programme.policy, programme))


def _thresholds(programme: Programme[Any, Any]) -> list[Any]:
    """Every number and date of the policies and rules, and its neighbours."""
    values: list[Any] = []
    for one in programme.editions:
        values += [getattr(one.policy, name) for name in facts(programme.policy)]
    for stage in programme.subjects:
        for traced in programme.traced_at(stage):
            values += [node.value for node in _constants(traced.holds)]
    numbers = [v for v in values if isinstance(v, int) and not isinstance(v, bool)]
    return [n + shift for n in numbers for shift in (-1, 0, 1)] + [v for v in values if isinstance(v, date)]


def _constants(node: tree.Node) -> list[tree.Constant]:
    if isinstance(node, tree.Constant):
        return [node]
    return [constant for part in tree.parts_of(node) for constant in _constants(part)]
