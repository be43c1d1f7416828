"""Facts that contradict one another, or follow from one another: declared once, on the class that has them.

A class names its declarations in ``__coherence__``; those of its bases count too. They are used three
ways: what contradicts them is a problem of the data, a fact that follows from others is taken as known
(:mod:`~cloudgrant.rules.records.implied`), and nobody is asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Final, TypeAlias

import attrs

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.saying import said
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = [
    "STATED",
    "Declaration",
    "Declarations",
    "KeyOf",
    "Test",
    "at_odds",
    "denied",
    "implies",
    "in_order",
    "info_at",
    "listed_in",
    "lists_in",
    "passes",
    "words_for",
]

Test: TypeAlias = "frozenset[Any] | _Not | _Stated"
"""What a known fact is held against: values that it may have, or may not, or :data:`STATED`, whichever."""

Pieces: TypeAlias = tuple[tuple[Path, Any], ...]
"""The places of the facts that a declaration is about, in its order, each with its value."""

KeyOf: TypeAlias = Callable[[object], str]
"""From an item of a list to its key there."""


@attrs.frozen(repr=False)
class _Stated:
    """The type of :data:`STATED`."""

    def __repr__(self) -> str:
        return "STATED"


STATED: Final = _Stated()
"""In a declaration: whatever the value of a fact is, so long as it has one."""


@attrs.frozen
class Found:
    """Facts that a declaration is about, and the names of those that contradict one another."""

    pieces: Pieces
    broken: frozenset[str]


@attrs.frozen(kw_only=True)
class Declaration:
    """What :func:`implies`, :func:`at_odds` or :func:`in_order` declares.

    ``names`` are the facts that it is about. Of an implication, each of the ``clauses`` stands alone: at
    least one of its facts meets its test, and while one of them is unknown, nothing is wrong with it. What
    may not be together (``wrong``) is asked only when all are known.
    """

    code: str
    names: tuple[str, ...]
    text: Text
    blames: tuple[str, ...]
    clauses: tuple[tuple[tuple[str, Test], ...], ...] = ()
    wrong: Callable[..., Any] | None = None

    def found(self, record: Any, key_of: KeyOf, values: Mapping[str, Any]) -> Iterator[Found]:
        """Each set of known facts that contradict one another; ``values`` stand for what is unknown."""
        for pieces in _read(record, self.names, key_of, values):
            stated = [value for _, value in pieces]
            if self.wrong is not None:
                broken = frozenset(self.names if _known(stated) and self.wrong(*stated) is True else ())
            else:
                known = dict(zip(self.names, stated, strict=True))
                broken = frozenset(
                    name
                    for clause in self.clauses
                    if all(passes(known[name], denied(test)) for name, test in clause)
                    for name, _ in clause
                )
            if broken:
                yield Found(pieces, broken)

    def problems(self, record: Any, found: Found, given: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        """What is told of such a set: one problem at the place of each fact that is to blame.

        ``given`` has, for a fact that only follows, those that it follows from: they are to blame for it.
        Where none of those that contradict one another is to blame by itself, all of them are.
        """
        infos = _infos(type(record), self.names)
        words: dict[str, Any] = {}
        for name, info, (_, value) in zip(self.names, infos, found.pieces, strict=True):
            label = Text({"en": info.name, **info.label})
            for word in words_for(name, self.names):
                words |= {word: said(info, value), f"{word}_label": label}
                if f"{word}_plain" in self.text.names():
                    words[f"{word}_plain"] = value
        blamed = found.broken.intersection(self.blames) or found.broken
        for name, (path, _) in zip(self.names, found.pieces, strict=True):
            if name in blamed:
                places = [Path([one]) for one in given[name]] if name in given else [path]
                yield from (Problem.at(place, self.code, self.text, **words) for place in places)


Declarations: TypeAlias = tuple[Declaration | tuple[Declaration, ...], ...]
"""What a class has in ``__coherence__``."""


def implies(
    code: str, when: Mapping[str, Any], then: Mapping[str, Any], *, blames: tuple[str, ...] = (), **text: str
) -> Declaration:
    """Declare that facts which have these values leave others with those.

    Both map the names of a record's own facts to a value, to a tuple of values (one of them), or ``when``
    to :data:`STATED` (any value). Data that say otherwise are refused with ``code`` and the text, at the
    place of each fact, or of those in ``blames``. A yes/no fact, or one with options, that has one value
    left follows: in either direction. The text may name ``{fact}`` for a value as people read it,
    ``{fact_plain}`` for one as data have it, and ``{fact_label}`` for its label.

    What means nothing is refused with the class
    (:class:`~cloudgrant.rules.records.declaration_refused.DeclarationRefused`), and with its first object,
    or a programme about it, what none of its facts is or may be.

    >>> import attrs
    >>> from cloudgrant.rules import Fact, Record, completed, given, implies
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     online: Fact[bool] = given(zh="網路商店", en="Online shop")
    ...     floor_space: Fact[bool] = given(zh="有賣場", en="Floor space")
    ...     __coherence__ = (
    ...         implies("shop.online", {"online": True}, {"floor_space": False},
    ...                 zh="網路商店沒有賣場", en="an online shop has no floor space"),
    ...     )
    >>> completed(Shop(online=True)).floor_space, completed(Shop(floor_space=True)).online
    (False, False)
    >>> Shop(online=True, floor_space=True)
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 2 problems in the data · 資料有 2 個問題
      online: an online shop has no floor space · 網路商店沒有賣場 [shop.online]
      floor_space: an online shop has no floor space · 網路商店沒有賣場 [shop.online]
    """
    names = tuple(dict.fromkeys((*when, *then)))
    unless = tuple((name, denied(_test(value))) for name, value in when.items())
    clauses = tuple((*unless, (name, _test(value))) for name, value in then.items())
    return Declaration(code=code, names=names, text=Text(text), blames=blames or names, clauses=clauses)


def at_odds(
    code: str,
    names: tuple[str, ...],
    wrong: Callable[..., Any],
    *,
    blames: tuple[str, ...] = (),
    **text: str,
) -> Declaration:
    """Declare that the known values of some facts cannot stand together where ``wrong`` of them is true.

    A name may lead through records, and through one list, with dots (``"lines.year"``): each item is looked
    at by itself. ``wrong`` gets the values in the order of the names, and is asked only when all are known;
    written with ``&`` and ``|`` it is asked of all rows of a data frame at once.
    The facts in ``blames`` (all, unless told) are those that a draft takes for unknown.

    >>> import attrs
    >>> from datetime import date
    >>> from cloudgrant.rules import Fact, Record, at_odds, given
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     opened_on: Fact[date] = given(zh="開幕日", en="Opened on")
    ...     first_sale_in: Fact[int] = given(zh="首筆銷售年度", en="Year of the first sale")
    ...     __coherence__ = (
    ...         at_odds("shop.early_sale", ("first_sale_in", "opened_on"), lambda year, day: year < day.year,
    ...                 zh="{first_sale_in} 年尚未開幕", en="it was not open yet in {first_sale_in}",
    ...                 blames=("first_sale_in",)),
    ...     )
    >>> Shop(opened_on=date(2022, 5, 1), first_sale_in=2021)
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      first_sale_in: it was not open yet in 2021 · 2021 年尚未開幕 [shop.early_sale]
    """
    return Declaration(code=code, names=names, text=Text(text), blames=blames or names, wrong=wrong)


def in_order(*names: str) -> tuple[Declaration, ...]:
    """Declare that none of these days is before one that is named earlier; the same day is in order.

    The later-named of two is to blame (code ``order``). Names may have dots, as in :func:`at_odds`.

    >>> import attrs
    >>> from datetime import date
    >>> from cloudgrant.rules import Fact, Record, given, in_order
    >>> @attrs.frozen(kw_only=True)
    ... class Lease(Record):
    ...     begins_on: Fact[date] = given(zh="起租日", en="Begins on")
    ...     ends_on: Fact[date] = given(zh="迄租日", en="Ends on")
    ...     __coherence__ = in_order("begins_on", "ends_on")
    >>> Lease(begins_on=date(2022, 5, 2), ends_on=date(2022, 5, 1))
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      ends_on: Begins on (2022-05-02) must not be after Ends on (2022-05-01) · ...
    """
    if len(names) < 2:  # of one alone there is no order: refused with the class
        return (at_odds("order", (), _after),)
    return tuple(_in_order(*pair) for pair in combinations(names, 2))


def _in_order(first: str, last: str) -> Declaration:
    start, end = first.replace(".", "_"), last.replace(".", "_")
    return at_odds(
        "order",
        (first, last),
        _after,
        blames=(last,),
        zh=f"{{{start}_label}}（{{{start}_plain}}）不得晚於{{{end}_label}}（{{{end}_plain}}）",
        en=f"{{{start}_label}} ({{{start}_plain}}) must not be after {{{end}_label}} ({{{end}_plain}})",
    )


def _after(first: Any, last: Any) -> Any:
    return last < first


def words_for(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What a text may call a fact: its name, or its name in a record inside, where that is of one fact."""
    whole, last = name.replace(".", "_"), name.rpartition(".")[2]
    alone = sum(one.rpartition(".")[2] == last for one in {*names}) == 1
    return (whole, last) if alone and whole != last else (whole,)


def denied(test: Test) -> Test:
    """The test that a known value passes where it does not pass this one."""
    match test:
        case _Stated():
            return frozenset()
        case _Not(values):
            return values
        case _:
            return _Not(test) if test else STATED


@attrs.frozen
class _Not:
    """Every value but these."""

    values: frozenset[Any]

    def __contains__(self, value: object) -> bool:
        return value not in self.values


def _test(value: Any) -> Test:
    if isinstance(value, _Stated):
        return value
    return frozenset(value) if isinstance(value, tuple) else frozenset((value,))


def listed_in(test: Test) -> frozenset[Any]:
    """The values that a test names: those that pass it, or those that do not."""
    match test:
        case _Stated():
            return frozenset()
        case _Not(values):
            return values
        case _:
            return test


def passes(value: Any, test: Test) -> bool:
    """Whether a value is known and passes a test."""
    return value is not UNKNOWN and (isinstance(test, _Stated) or value in test)


def info_at(cls: type[Any], name: str) -> FactInfo | None:
    """What is known of a fact that is given, by its name, with dots; nothing where there is none."""
    info: FactInfo | None = None
    record: type[Any] | None = cls
    for step in name.split("."):
        info = facts(record).get(step) if record is not None else None
        if info is None or info.derived:
            return None
        record = info.record or (info.item.record if info.item is not None else None)
    return info


def _infos(cls: type[Any], names: Iterable[str]) -> list[FactInfo]:
    return [info for name in names if (info := info_at(cls, name)) is not None]


def _read(record: Any, names: tuple[str, ...], key_of: KeyOf, values: Mapping[str, Any]) -> Iterator[Pieces]:
    """The facts of these names with their places: once, or for each item of the list they lead through."""
    listed = next((found for name in names for found in lists_in(type(record), name)), None)
    if listed is None:
        yield tuple((Path(name.split(".")), _value(record, name, values)) for name in names)
        return
    items = _value(record, listed, values)
    if items is UNKNOWN:
        return
    for index, item in enumerate(items):
        place = Path([*listed.split("."), Item(index, key_of(item))])
        found = []
        for name in names:
            if name.startswith(f"{listed}."):
                inside = name[len(listed) + 1 :]
                found.append((place.child(*inside.split(".")), _value(item, inside, {})))
            else:
                found.append((Path(name.split(".")), _value(record, name, values)))
        yield tuple(found)


def _known(values: list[Any]) -> bool:
    return all(value is not UNKNOWN for value in values)


def lists_in(cls: type[Any] | None, name: str) -> Iterator[str]:
    """The lists that a name leads through: one, in what is declared well."""
    steps = name.split(".")
    for depth, step in enumerate(steps[:-1]):
        info = facts(cls).get(step) if cls is not None else None
        if info is not None and info.type == "list":
            yield ".".join(steps[: depth + 1])
        cls = None if info is None else info.record or (info.item.record if info.item is not None else None)


def _value(record: Any, name: str, values: Mapping[str, Any]) -> Any:
    """The value at a name, whose first step may be taken from ``values``; unknown where it ends early."""
    value = record
    for step in name.split("."):
        if value is UNKNOWN:
            return value
        value = values[step] if value is record and step in values else getattr(value, step)
    return value
