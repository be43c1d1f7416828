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
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Programmes", "lenses_for"]

Programmes: TypeAlias = Iterable[str | Programme[Any, Any] | FirmView] | None
"""Programmes by name, programmes of your own, or views of them; ``None`` for all in the catalogue."""


_NO_VIEW = Text(
    zh="未查看 {given}{hint}；查看的是：{expected}",
    en="{given} is not looked at{hint}; looked at are: {expected}",
)


def lenses_for(
    programmes: Programmes, on: Fact[date], policies: Mapping[str, Any] | None
) -> tuple[tuple[Lens, ...], tuple[FirmView, ...]]:
    """A lens for every view that has an edition on the day, and the views that have none."""
    if on is not UNKNOWN and not is_civil_date(on):
        raise InvalidInput([no_civil_date("on", on)])
    if isinstance(programmes, str):
        expected = Text(zh="計畫名稱的清單", en="a list of programmes")
        raise InvalidInput([Problem.at(["programmes"], "type", expected=expected, given=shown(programmes))])
    views = [view for one in (NAMES if programmes is None else programmes) for view in _views(one)]
    given = _policies_of(views, policies)
    lenses, without = [], []
    for view in views:
        try:
            lenses.append(_lens(view, on, given.get(view.name)))
        except NoEdition:
            without.append(view)
    if views and not lenses:
        raise NoEdition(f"no programme has an edition on {on} · {on} 尚無任何計畫之版本")
    return tuple(lenses), tuple(without)


def _policies_of(views: Iterable[FirmView], policies: object) -> Mapping[str, Any]:
    """The policies by the names of views; one that no view goes by is refused, and not passed over."""
    if policies is None:
        return {}
    if not isinstance(policies, Mapping):
        expected = Text(zh="以計畫名稱為鍵之對照", en="a mapping by the names of programmes")
        raise InvalidInput([Problem.at(["policies"], "type", expected=expected, given=shown(policies))])
    known = {view.name: view.programme.policy for view in views}
    problems = []
    for name, policy in policies.items():
        path = ["policies", str(name)]
        if name not in known:
            names, hint = ", ".join(known), did_you_mean(str(name), known)
            problems.append(
                Problem.at(path, "guide.no_such_view", _NO_VIEW, given=shown(name), expected=names, hint=hint)
            )
        elif not isinstance(policy, known[name]):
            wanted, given = known[name].__name__, type(policy).__name__
            problems.append(Problem.at(path, "subject", expected=wanted, given=given))
    if problems:
        raise InvalidInput(problems)
    return policies


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
