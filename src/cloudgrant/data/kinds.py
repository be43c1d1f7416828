"""What plain data are of: the ``kind`` that dumps of a class bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["FRAME", "class_of", "kind_of", "kinds_below", "refuse_shared_kind"]

FRAME = ("kind", "version")
"""The names that dumps bear besides a record's facts."""

_OURS = __name__.partition(".")[0]


def kind_of(cls: type[Any]) -> str:
    """The ``kind`` that dumps of a class bear: its name in lower case, words joined by ``_``.

    That of a class which is not the library's begins with its top package and a dot, so that a
    ``Manufacturer`` of a stranger never answers for the library's own. A class may declare another as
    ``__kind__``, which holds for its subclasses in the same package too: say so where a class moves to
    another package or takes another name, and its dumps must still load. Kinds of classes that are gone and
    whose dumps it takes over it names in ``__former_kinds__``.

    >>> import cloudgrant as cg
    >>> kind_of(cg.InformationServiceProvider)
    'information_service_provider'
    >>> import attrs
    >>> @attrs.frozen(kw_only=True)
    ... class Workshop(cg.Company):
    ...     __module__ = "town.craft"
    >>> kind_of(Workshop)
    'town.workshop'
    """
    home = _home(cls)
    for parent in cls.__mro__:
        named: str | None = vars(parent).get("__kind__")
        if named and _home(parent) == home:
            return named
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
    return name if home == _OURS else f"{home}.{name}"


def class_of(cls: type[Any], kind: str) -> type[Any] | None:
    """The class that a kind names, this one or a more special one; ``None`` where there is none.

    What is loaded for a kind of the library's own does not depend on which modules have been imported so
    far. Raises :class:`~cloudgrant.values.problems.InvalidInput` where two classes claim the kind.
    """
    claiming = _claiming(cls, kind)
    _refuse(claiming, kind)
    return claiming[0] if claiming else None


def kinds_below(cls: type[Any]) -> tuple[type[Any], ...]:
    """A class, and the more special ones of its own package that bear kinds of their own.

    What is known of another's classes depends on what has been imported, and is left out.

    >>> import cloudgrant as cg
    >>> [kind_of(one) for one in kinds_below(cg.Company)]
    ['company', 'manufacturer', 'information_service_provider', 'service_firm']
    """
    found = {kind_of(cls): cls}
    for one in _real(cls):
        if _home(one) == _home(cls) and "__attrs_attrs__" in vars(one):
            found.setdefault(kind_of(one), one)
    return tuple(found.values())


def refuse_shared_kind(cls: type[Any]) -> None:
    """Refuse a class whose kind is another's too: what is dumped could not be told apart again.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` naming both.
    """
    kind = kind_of(cls)
    for root in cls.__mro__:
        if issubclass(root, Record) and root is not Record:
            claiming = _claiming(root, kind)
            known = any(_named(one) == _named(cls) or _same_data(cls, one) for one in claiming)
            _refuse(claiming if known else [cls, *claiming], kind)


def _claiming(root: type[Any], kind: str) -> list[type[Any]]:
    """The classes at and below one that bear a kind, the library's alone where it has one.

    A class made again under its name (by attrs, or in a notebook) takes the earlier one's place, and one
    that inherits a declared kind and has the same data is loaded as what it is built on.
    """
    every = [*{_named(one): one for one in _real(root) if kind in _kinds_of(one)}.values()]
    every = [one for one in every if _home(one) == _OURS] or every
    return [one for one in every if not any(_same_data(one, other) for other in every)]


def _kinds_of(cls: type[Any]) -> tuple[str, ...]:
    """The kind that dumps of a class bear, and those that it stands for by now."""
    former: tuple[str, ...] = vars(cls).get("__former_kinds__", ())
    return (kind_of(cls), *former)


def _refuse(claiming: list[type[Any]], kind: str) -> None:
    if len(claiming) > 1:
        one, other = (".".join(_named(claimant)) for claimant in claiming[:2])
        raise InvalidInput([Problem.at(["kind"], "kind_shared", given=kind, one=one, other=other)])


def _real(root: type[Any]) -> Iterator[type[Any]]:
    """A class and all below it but those of which attrs made another with slots: they linger a while."""
    if "__attrs_base_of_slotted__" not in vars(root):
        yield root
    for special in root.__subclasses__():
        yield from _real(special)


def _same_data(special: type[Any], general: type[Any]) -> bool:
    if special is general or not issubclass(special, general) or "__kind__" in vars(special):
        return False
    return _given(special) == _given(general)


def _given(cls: type[Any]) -> set[str]:
    return {name for name, info in facts(cls).items() if not info.derived}


def _named(cls: type[Any]) -> tuple[str, str]:
    return cls.__module__, cls.__qualname__


def _home(cls: type[Any]) -> str:
    """The top package of a class's module."""
    return cls.__module__.partition(".")[0]
