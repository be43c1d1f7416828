"""The library's programmes under further editions, registered together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from cloudgrant.editions.by_name import NamedProgrammes
from cloudgrant.editions.in_force import on as years_on
from cloudgrant.editions.year import Year
from cloudgrant.programmes.catalogue import NAMES, firm_views
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.programme import Programme
from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["Register"]


class Register(NamedProgrammes, Mapping[str, Programme[Any, Any]]):
    """The programmes of the catalogue by name, each with the editions that are registered here.

    An edition belongs to the programme whose class of numbers it has. Nothing of the library itself changes:
    pass a programme of the register (``register.points``) wherever one is taken, and ``register.views`` to
    the guide.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for an edition of no programme, and for editions
    of the same days; :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for what a rule of an edition
    may not say.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> days = {"since": date(2023, 1, 1), "until": date(2023, 12, 31)}
    >>> later = cg.points.edition.followed_by("roc-112", **days, keeps=["points", "listing"])
    >>> register = Register(later)
    >>> register.on(date(2023, 5, 2)).points.policy.grant, register.on(date(2023, 5, 2)).coaching.silent
    (200000, True)
    """

    def __init__(self, *editions: Edition[Any]) -> None:
        given: tuple[object, ...] = editions
        by_name: dict[str, list[Edition[Any]]] = {name: [] for name in NAMES}
        problems = []
        for index, one in enumerate(given):
            policy = type(one.policy) if isinstance(one, Edition) else type(one)
            name = next((name for name in NAMES if programme_of(name).policy is policy), None)
            if isinstance(one, Edition) and name is not None:
                by_name[name].append(one)
                continue
            expected = ", ".join(f"Edition[{programme_of(known).policy.__name__}]" for known in NAMES)
            problems.append(
                Problem.at(["editions", index], "subject", expected=expected, given=policy.__name__)
            )
        if problems:
            raise InvalidInput(problems)
        self._editions = {name: tuple(found) for name, found in by_name.items()}
        self._programmes = {
            name: programme_of(name).with_editions(*found) if found else programme_of(name)
            for name, found in self._editions.items()
        }

    def __getitem__(self, name: str) -> Programme[Any, Any]:
        return self._programmes[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._programmes)

    def __len__(self) -> int:
        return len(self._programmes)

    @property
    def views(self) -> tuple[FirmView, ...]:
        """How the programmes look at a firm by itself, under these editions: what the guide takes."""
        return tuple(
            attrs.evolve(view, programme=self[name])  # one law, whichever way it is asked
            if view.programme is programme_of(name)
            else view.with_editions(*found)
            if found
            else view
            for name, found in self._editions.items()
            for view in firm_views(name)
        )

    def on(self, day: date, *, as_known_on: date | None = None) -> Year:
        """The editions in force on a day; as :func:`cloudgrant.editions.on`."""
        every: Iterable[Programme[Any, Any]] = self._programmes.values()
        return years_on(day, as_known_on=as_known_on, programmes=every)

    def __repr__(self) -> str:
        names = {one.name for found in self._editions.values() for one in found}
        return f"<register of {', '.join(sorted(names)) or 'no further edition'}>"
