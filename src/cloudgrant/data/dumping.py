"""Data out: subjects, policies, decisions and problems as plain dictionaries, as JSON has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from cloudgrant.data.defaults import presumed
from cloudgrant.data.kinds import FRAME, kind_of, refuse_shared_kind
from cloudgrant.data.migrations import VERSION
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.explaining.party_view import PartyView
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["dump", "dump_decision", "dump_record"]


def dump(value: Any, *, texts: Iterable[str] = (), receipt: bool | None = None) -> dict[str, Any]:
    """A subject, a policy, a decision or an ``InvalidInput`` as a plain dictionary of JSON's own types.

    Unknown facts are left out, or ``null`` where a default would stand in their place; shares are written
    ``"1/2"``, dates in ISO form. ``kind`` and ``version`` say what it is, and :func:`load` gives an equal
    object back. A decision takes
    ``texts``, the locales in which its letter is stored, and then bears its ``receipt`` too (or as
    told); it loads as :class:`~cloudgrant.rules.issued.IssuedDecision`. Raises ``InvalidInput`` for a record
    whose class bears the ``kind`` of another one.

    >>> import cloudgrant as cg
    >>> cg.dump(cg.Company(name="示範精密", regular_employees=12))
    {'kind': 'company', 'version': 3, 'name': '示範精密', 'regular_employees': 12}
    """
    if isinstance(value, Assessment):
        return dump_decision(value, tuple(texts), receipt)
    if isinstance(value, PartyView):
        return {**dump_decision(value, tuple(texts), False), "party": value.party.key}
    if isinstance(value, Record):
        return dump_record(value)
    if isinstance(value, InvalidInput):
        return _dump_problems(value)
    raise TypeError(f"cannot dump a {type(value).__name__}: only records, decisions and InvalidInput")


def dump_decision(
    decision: Assessment[Any, Any] | PartyView, texts: tuple[str, ...] = (), receipt: bool | None = None
) -> dict[str, Any]:
    on, programme = decision.on, decision.programme
    plain: dict[str, Any] = {
        "kind": _ISSUED,
        "version": VERSION,
        "programme": programme.name,
        "stage": decision.stage,
        "on": _iso(on) if on is not UNKNOWN else None,
        "outcome": decision.outcome._value_,  # as in `words`
        "award": decision.award,
        "results": decision.words,
    }
    if programme.ceiling is not None:
        plain["ceiling"] = decision.ceiling
    if decision.rulings and (unused := decision.unused_rulings):
        plain["unused_rulings"] = [_bare(one) for one in unused]
    if texts:
        plain["texts"] = {locale: str(decision.report(locale)) for locale in texts}
        receipt = receipt is not False
    if receipt and isinstance(decision, Assessment):
        plain["receipt"] = _bare(decision.receipt)
    return plain


_ISSUED = IssuedDecision.__kind__
_iso = lru_cache(maxsize=64)(date.isoformat)  # most decisions of a day are filed on that day


def _dump_problems(error: InvalidInput) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "kind": "problems",
        "version": VERSION,
        "problems": [
            {
                "pointer": problem.path.pointer,
                "key": problem.path.key,
                "code": problem.code,
                "params": {name: _text(value) for name, value in problem.params.items()},
                "texts": {locale: problem.message(locale) for locale in ("zh", "en")},
            }
            for problem in error.problems
        ],
    }
    if error.more:
        texts = {locale: error.problems.and_more(locale) for locale in ("zh", "en")}
        plain["more"] = {"number": error.more, "texts": texts}
    return plain


def _text(value: object) -> Any:
    if isinstance(value, Text):
        return dict(value)
    return value if isinstance(value, int | str) else str(value)


def dump_record(record: Record) -> dict[str, Any]:
    return {"kind": kind_of(type(record)), "version": VERSION, **_bare(record)}


_Plan = tuple[tuple[str, Callable[[Any], Any] | None, bool], ...]
"""Each fact, how its value becomes JSON's, and whether a default would stand in for it."""

_PLANS: dict[type[Any], _Plan] = {}


def _bare(record: Any) -> dict[str, Any]:
    """A record's known facts, without the frame that says what it is."""
    cls = type(record)
    plan = _PLANS.get(cls) or _PLANS.setdefault(cls, _plan(cls))
    plain: dict[str, Any] = {}
    for name, plain_of, is_presumed in plan:
        value = getattr(record, name)
        if value is not UNKNOWN:
            plain[name] = value if plain_of is None else plain_of(value)
        elif is_presumed:
            plain[name] = None
    return plain


def _plan(cls: type[Any]) -> _Plan:
    refuse_shared_kind(cls)
    for name in FRAME:
        if name in facts(cls):
            raise TypeError(
                f"{cls.__name__}.{name}: dumps bear this name themselves; call the fact otherwise"
            )
    given = {name: info for name, info in facts(cls).items() if not info.derived}
    return tuple((name, _plain_of(info), name in presumed(cls)) for name, info in given.items())


def _plain_of(info: FactInfo) -> Callable[[Any], Any] | None:
    """How a fact's value becomes JSON's; ``None`` where it already is."""
    match info.type:
        case "date":
            return date.isoformat
        case "share":
            return str
        case "record":
            return lambda record: _inner(record, info.record)
        case "map" | "list":
            inner = _plain_of(info.item) if info.item is not None else None

            def plain(part: Any) -> Any:
                return None if part is UNKNOWN else part if inner is None else inner(part)

            if info.type == "list":
                return lambda parts: [plain(part) for part in parts]
            return lambda parts: {key: plain(part) for key, part in parts.items()}
        case _:
            return None


def _inner(record: Any, declared: type[Any] | None) -> dict[str, Any]:
    """A record inside another: it says its kind only where that is more than was declared."""
    plain, kind = _bare(record), kind_of(type(record))
    return plain if declared is not None and kind == kind_of(declared) else {"kind": kind, **plain}
