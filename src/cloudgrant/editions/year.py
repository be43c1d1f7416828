"""A year 年度: the editions of several programmes that are in force together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cloudgrant.editions.by_name import NamedEditions
from cloudgrant.programmes.sources import SOURCES, Sources
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.notice import Notice
from cloudgrant.values.frozen_map import FrozenMap

__all__ = ["Year"]


def _frozen(given: Mapping[str, Edition[Any]]) -> Mapping[str, Edition[Any]]:
    return FrozenMap(given)


@attrs.frozen(eq=False)
class Year(NamedEditions, Mapping[str, Edition[Any]]):
    """What the law of several programmes is on one day: ``editions`` by the programmes' names.

    It holds nothing of its own: each programme keeps its editions. ``KeyError`` tells a programme that has
    none then.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> year = cg.editions.on(date(2022, 5, 2))
    >>> year.name, year.points.policy.regular_employee_ceiling, year["coaching"].until
    ('roc-111', 200, datetime.date(2022, 12, 31))
    """

    editions: Mapping[str, Edition[Any]] = attrs.field(converter=_frozen)

    @property
    def name(self) -> str:
        """What its editions are called; where they are called differently, each name once."""
        return ", ".join(dict.fromkeys(one.name for one in self.editions.values()))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The documents that it is read from."""
        every = (one.published.notice for one in self.editions.values())
        return tuple(dict.fromkeys(one for one in every if one is not None))

    @property
    def sources(self) -> tuple[Sources, ...]:
        """What is said of where it comes from, for each of the documents of which anything is."""
        return tuple(one for one in SOURCES if one.notice in self.notices)

    @property
    def policies(self) -> dict[str, Any]:
        """The numbers of each programme, by its name."""
        return {name: one.policy for name, one in self.editions.items()}

    def __getitem__(self, programme: str) -> Edition[Any]:
        return self.editions[programme]

    def __iter__(self) -> Iterator[str]:
        return iter(self.editions)

    def __len__(self) -> int:
        return len(self.editions)

    def __repr__(self) -> str:
        return f"<year {self.name}>"
