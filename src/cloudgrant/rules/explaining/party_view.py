"""A decision as one of several parties may see it: what is confidential of the others is withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from cloudgrant.rules.deciding.decided import Decided
from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.given_rulings import UnusedRuling
from cloudgrant.rules.explaining.finding import Answered, Finding
from cloudgrant.rules.explaining.findings import in_the_way_of
from cloudgrant.rules.explaining.margins import Margin
from cloudgrant.rules.explaining.read import Read
from cloudgrant.rules.explaining.remedies import Remedy
from cloudgrant.rules.explaining.told import Explained, Mending
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

if TYPE_CHECKING:  # loaded when it is asked for
    from cloudgrant.rules.explaining.report import Report

__all__ = ["PartyFinding", "PartyView", "party_view"]

_WITHHELD = Text(zh="（保密）", en="(withheld)")


@attrs.frozen(kw_only=True)
class PartyFinding(Answered):
    """A finding as one party may see it.

    Each part is that of a :class:`~cloudgrant.rules.explaining.finding.Finding`, but that the subject is
    not among them; ``withheld`` gives the places of the facts that were read and are not shown.
    """

    evidence: tuple[Read, ...] = attrs.field(repr=False)
    withheld: tuple[Path, ...] = attrs.field(repr=False)
    margins: tuple[Margin, ...] = attrs.field(repr=False)
    because: tuple[Gap, ...] = attrs.field(repr=False)
    notes: tuple[Text, ...] = attrs.field(repr=False)
    parts: tuple[PartyFinding, ...] = attrs.field(repr=False)
    weighed: tuple[Read, ...] = attrs.field(repr=False)


@attrs.frozen(slots=False, kw_only=True)
class PartyView(Decided[Any, Any]):
    """A decision as one party may see it: :meth:`Assessment.for_party` makes it.

    Outcome and results are those of the whole; confidential facts of the other parties are unknown in
    ``subject`` and withheld in findings, and ``remedies`` that would change one are left out. A result
    about another party is shown, so what it implies is too. There is no receipt: whoever knows all but
    one fact could find that out from the digest.
    """

    party: Path
    ceiling: int | None
    findings: tuple[PartyFinding, ...] = attrs.field(repr=False)
    missing: tuple[Gap, ...] = attrs.field(repr=False)
    awaiting: tuple[Gap, ...] = attrs.field(repr=False)
    unused_rulings: tuple[UnusedRuling, ...] = attrs.field(repr=False)
    remedies: tuple[Remedy, ...] = attrs.field(repr=False)
    remedies_complete: bool = attrs.field(repr=False)
    mendable: tuple[Mending[PartyFinding], ...] = attrs.field(repr=False)
    unmendable: tuple[PartyFinding, ...] = attrs.field(repr=False)

    @property
    def in_the_way(self) -> tuple[PartyFinding, ...]:
        """The required findings that are not met, or else those not settled; none of an eligible decision."""
        return in_the_way_of(self.findings)

    def __getitem__(self, rule: str) -> PartyFinding:
        """The finding of a rule by its id; raises ``KeyError`` for a rule that was not judged."""
        for finding in self.findings:
            if finding.rule == rule:
                return finding
        raise KeyError(f"{rule!r} is no rule of {self.programme.name} at the stage {self.stage!r}")

    def report(self, locale: str = "zh_Hant_TW") -> Report:
        """The decision in words, for this party."""
        from cloudgrant.rules.explaining.report import Report

        return Report(self, normal(locale), self.party)


def party_view(decision: Explained, party: str) -> PartyView:
    """The view of one party; see :meth:`~cloudgrant.rules.assessment.Assessment.for_party`."""
    over = decision.programme.parties.get(decision.stage, "")
    if not over:
        raise TypeError(f"{decision.programme.name} has no parties at the stage {decision.stage!r}")
    own = _place_of(party, over, getattr(decision.subject, over))

    def hidden(path: Path) -> bool:
        cls = type(decision.subject)
        if path[:1] == (over,):
            return path[: len(own)] != own and _confidential(cls, path)
        return _sums_up(cls, path, over)

    def open_to_it(remedies: tuple[Remedy, ...]) -> tuple[Remedy, ...]:
        return tuple(one for one in remedies if not any(hidden(change.path) for change in one.changes))

    seen = {**decision.core(), "subject": _redacted_but(decision.subject, over, own)}
    return PartyView(
        **seen,
        party=own,
        ceiling=decision.ceiling,
        findings=tuple(_seen(finding, hidden, own) for finding in decision.findings),
        missing=decision.missing,
        awaiting=decision.awaiting,
        unused_rulings=decision.unused_rulings,
        remedies=open_to_it(decision.remedies),
        remedies_complete=decision.remedies_complete,
        mendable=tuple(
            Mending(_seen(finding, hidden, own), remedies)
            for finding, remedies in ((one.finding, open_to_it(one.remedies)) for one in decision.mendable)
            if remedies
        ),
        unmendable=tuple(_seen(finding, hidden, own) for finding in decision.unmendable),
    )


def _place_of(party: str, over: str, items: Fact[tuple[Any, ...]]) -> Path:
    """The place of a party; raises ``KeyError`` naming those there are."""
    parties = () if items is UNKNOWN else items
    places = [Path([over, Item(index, item_key(item))]) for index, item in enumerate(parties)]
    for place, item in zip(places, parties, strict=True):
        if party in _names(place, item):
            return place
    raise KeyError(f"{party!r} is none of the parties: {', '.join(place.key for place in places) or 'none'}")


def _names(place: Path, item: Any) -> tuple[str, ...]:
    """What a party may be called: its place, its key, or the value of its key."""
    key = item_key(item)
    known = (key, key.partition("=")[2]) if key else ()
    return (place.key, place.pointer, str(int(place[-1])), *known)


def _seen(finding: Finding, hidden: Callable[[Path], bool], own: Path) -> PartyFinding:
    def shown(pieces: tuple[Read, ...]) -> tuple[Read, ...]:
        return tuple(
            attrs.evolve(piece, value=UNKNOWN, instead=_WITHHELD, follows_from=())
            if hidden(piece.path)
            else attrs.evolve(piece, follows_from=shown(piece.follows_from))
            for piece in pieces
        )

    others = finding.path != Path() and finding.path != own
    return PartyFinding(
        **finding.core(),
        evidence=shown(finding.evidence),
        withheld=tuple(piece.path for piece in finding.evidence if hidden(piece.path)),
        margins=tuple(margin for margin in finding.margins if not hidden(margin.path)),
        because=finding.because,
        notes=() if others else finding.notes,
        parts=tuple(_seen(part, hidden, own) for part in finding.parts),
        weighed=shown(finding.weighed),
    )


def _sums_up(cls: type[Any], path: Path, over: str) -> bool:
    """Whether a fact of the whole follows from confidential ones of the parties: a total tells its parts."""
    info = facts(cls).get(str(path[0])) if path else None
    reads = () if info is None else info.reads
    return any(read.partition(".")[0] == over and _confidential(cls, Path(read.split("."))) for read in reads)


def _confidential(cls: type[Any], path: Path) -> bool:
    """Whether a fact on the way to a place is confidential, or follows from one that is."""
    return any(info.confidential for info in _infos(cls, path))


def _infos(cls: type[Any] | None, path: Path) -> Iterator[FactInfo]:
    for step in path:
        if isinstance(step, int) or cls is None:
            continue
        known = facts(cls)
        info = known.get(step)
        if info is None:  # a key of a mapping
            continue
        yield info
        yield from _read_by(known, info)
        cls = info.inner_record


def _read_by(known: Mapping[str, FactInfo], info: FactInfo) -> Iterator[FactInfo]:
    for read in info.reads:
        name, _, inside = read.partition(".")
        yield known[name]
        yield from _read_by(known, known[name])
        record = known[name].inner_record
        if inside and record is not None:
            yield from _infos(record, Path(inside.split(".")))


def _redacted_but(subject: Any, over: str, own: Path) -> Any:
    """The subject without what is confidential of the other parties."""
    kept = own[-1]
    items = tuple(
        item if index == kept or item is UNKNOWN else _redacted(item)
        for index, item in enumerate(getattr(subject, over))
    )
    return attrs.evolve(subject, **{over: items})


def _kept_back(known: Mapping[str, FactInfo], key: str) -> bool:
    return key in known and known[key].confidential


def _redacted(value: Any) -> Any:
    """A fact's value without what is confidential inside it."""
    if isinstance(value, tuple):
        return tuple(_redacted(part) for part in value)
    if isinstance(value, FrozenMap):
        return FrozenMap({key: _redacted(part) for key, part in value.items()})
    if not isinstance(value, Record):
        return value
    changes: dict[str, Any] = {}
    known = facts(type(value))
    for name, info in known.items():
        if not info.derived:
            old = shown = getattr(value, name)
            if info.type == "map" and old is not UNKNOWN:  # what proves a fact is as confidential as that
                shown = FrozenMap({key: part for key, part in old.items() if not _kept_back(known, key)})
            new = UNKNOWN if info.confidential and info.may_be_unknown else _redacted(shown)
            if new is not old:
                changes[name] = new
    return attrs.evolve(value, **changes) if changes else value  # type: ignore[misc]
