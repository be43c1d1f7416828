"""Data out: subjects, policies, decisions and every other answer as plain dictionaries, as JSON has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, partial
from typing import Any, Literal, TypeAlias, get_args

from cloudgrant.data.defaults import presumed
from cloudgrant.data.kinds import FRAME, kind_of, refuse_shared_kind
from cloudgrant.data.migrations import VERSION
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.explaining.party_view import PartyView
from cloudgrant.rules.issued import IssuedDecision
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.kept import Kept
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.locales import same_language
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.several import locales_given
from cloudgrant.values.shown import shown
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Detail", "decision_head", "dump", "dump_decision", "dump_record"]


Detail: TypeAlias = Literal["results", "findings", "open"]
"""How much of a decision is told: each rule's result, every finding whole, or what stands in the way."""


def dump(
    value: Any, *, detail: Detail = "results", texts: Iterable[str] = (), receipt: bool | None = None
) -> dict[str, Any]:
    """A subject, a policy, a decision, or any other answer as a plain dictionary of JSON's own types.

    ``kind`` and ``version`` say what it is. Unknown facts of a record are left out, or ``null`` where a
    default would stand in their place, and :func:`load` gives an equal object back; shares are written
    ``"1/2"``, dates in ISO form. In any other answer what is not known is ``null`` and named in ``unknown``
    beside it; any other ``null`` is none. ``texts`` are the locales in which an answer is said.

    A decision gives each rule's result; with ``detail="findings"`` all that it says, with ``"open"`` only
    what stands in the way. With ``texts`` it stores its letter and bears its ``receipt`` (or as told); its
    ``"open"`` dump bears neither letter nor, unless told, receipt. It loads as
    :class:`~cloudgrant.rules.issued.IssuedDecision`; other answers are not loaded.

    Raises ``TypeError`` for what is neither record nor answer, for the detail of what is no decision, and
    for the texts of a record, which are none; ``InvalidInput`` for a detail that there is not, for ``texts``
    that are one bare text or no locales, and for a record whose class bears another's ``kind``.

    >>> import cloudgrant as cg
    >>> cg.dump(cg.Company(name="示範精密", regular_employees=12))
    {'kind': 'company', 'version': 3, 'name': '示範精密', 'regular_employees': 12}
    >>> wallet = cg.PointWallet(edition="roc-111", granted=9, available=9)
    >>> cg.dump(cg.quote(cg.Order(price=3), wallet))["self_paid"]
    2
    """
    spoken = () if texts == () else locales_given("texts", texts)
    if isinstance(value, Assessment):
        if detail == "results":
            return dump_decision(value, spoken, receipt)
        return _in_detail(value, detail, spoken, receipt)
    if isinstance(value, PartyView):
        plain = dump_decision if detail == "results" else partial(_in_detail, detail=detail)
        return {**plain(value, texts=spoken, receipt=False), "party": value.party.key}
    if detail != "results":
        raise TypeError(f"only a decision is dumped in detail, not a {type(value).__name__}")
    if isinstance(value, Record):
        if [*texts]:
            raise TypeError(f"a record is said in no language; dump the {type(value).__name__} without texts")
        return dump_record(value)
    from cloudgrant.data.answers.telling import told  # what has no answer to dump does not load it

    return told(value, spoken)


def dump_decision(
    decision: Assessment[Any, Any] | PartyView, texts: tuple[str, ...] = (), receipt: bool | None = None
) -> dict[str, Any]:
    programme = decision.programme
    plain = decision_head(programme.name, decision.stage, decision.on)
    plain["outcome"] = decision.outcome._value_  # as in `words`
    plain["award"] = decision.award
    plain["results"] = decision.words
    if programme.ceiling is not None:
        plain["ceiling"] = decision.ceiling
    if decision.rulings and (unused := decision.unused_rulings):
        plain["unused_rulings"] = [_bare(one) for one in unused]
    if texts:
        plain["texts"] = dict(_told(decision, locale) for locale in texts)
        receipt = receipt is not False
    if receipt and isinstance(decision, Assessment):
        plain["receipt"] = _bare(decision.receipt)
    return plain


def decision_head(programme: str, stage: Stage, on: Fact[date]) -> dict[str, Any]:
    """What every decision says first: of what, and as of when."""
    return {
        "kind": _ISSUED,
        "version": VERSION,
        "programme": programme,
        "stage": stage,
        "on": _iso(on) if on is not UNKNOWN else None,
    }


def _told(decision: Assessment[Any, Any] | PartyView, locale: str) -> tuple[str, str]:
    """The decision in words, by the locale asked for: by that which is spoken, where no words are of it."""
    report = decision.report(locale)
    return locale if same_language(locale, report.locale) else str(report.locale), str(report)


def _in_detail(
    decision: Assessment[Any, Any] | PartyView, detail: object, texts: tuple[str, ...], receipt: bool | None
) -> dict[str, Any]:
    from cloudgrant.data.answers.in_detail import in_detail

    known = get_args(Detail)
    if detail not in known:
        hint = did_you_mean(str(detail), known)
        problem = Problem.at(["detail"], "option", expected=", ".join(known), given=shown(detail), hint=hint)
        raise InvalidInput([problem])
    letter = () if detail == "open" else texts
    return {**dump_decision(decision, letter, receipt), **in_detail(decision, str(detail), texts)}


_ISSUED = IssuedDecision.__kind__
_iso = lru_cache(maxsize=64)(date.isoformat)  # most decisions of a day are filed on that day


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
        case "record" if info.record is Kept:
            return Kept.plain
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
