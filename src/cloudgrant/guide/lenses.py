"""Which programmes are looked at, and under which policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.guide.outlook import Lens
from cloudgrant.programmes.catalogue import NAMES, firm_views
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules.law.edition import NoEdition
from cloudgrant.rules.programme import Programme
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Programmes", "lenses_for"]

Programmes: TypeAlias = Iterable[str | Programme[Any, Any] | FirmView] | None
"""Programmes by name, programmes of your own, or views of them; ``None`` for all in the catalogue."""


def lenses_for(
    programmes: Programmes, on: Fact[date], policies: Mapping[str, Any] | None
) -> tuple[tuple[Lens, ...], tuple[FirmView, ...]]:
    """A lens for every view that has an edition on the day, and the views that have none."""
    if on is not UNKNOWN and not is_civil_date(on):
        raise InvalidInput([no_civil_date("on", on)])
    if isinstance(programmes, str):
        expected = Text(zh="計畫名稱的清單", en="a list of programmes")
        raise InvalidInput([Problem.at(["programmes"], "type", expected=expected, given=repr(programmes))])
    views = [view for one in (NAMES if programmes is None else programmes) for view in _views(one)]
    given = policies or {}
    lenses, without = [], []
    for view in views:
        try:
            lenses.append(_lens(view, on, given.get(view.name)))
        except NoEdition:
            without.append(view)
    if views and not lenses:
        raise NoEdition(f"no programme has an edition on {on} · {on} 尚無任何計畫之版本")
    return tuple(lenses), tuple(without)


def _views(one: str | Programme[Any, Any] | FirmView) -> tuple[FirmView, ...]:
    if isinstance(one, FirmView):
        return (one,)
    if isinstance(one, str):
        return firm_views(one)
    if issubclass(Company, one.subject):
        return (FirmView(one),)
    expected, given = Company.__name__, one.subject.__name__
    raise InvalidInput([Problem.at(["programmes", one.name], "subject", expected=expected, given=given)])


def _lens(view: FirmView, on: Fact[date], policy: Any) -> Lens:
    programme = view.programme
    # While the date is not known, what was published last is the best that can be said.
    if policy is not None:
        return Lens(attrs.evolve(view, programme=programme.law_on(on, policy=policy)), policy)
    law = programme.under(programme.edition if on is UNKNOWN else programme.on(on))
    return Lens(attrs.evolve(view, programme=law), law.edition.policy)
