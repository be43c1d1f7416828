"""A decision as one of several parties may see it: what is confidential of the others is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from cloudgrant.rules.deciding.decided import Decided
from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.given_rulings import UnusedRuling
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.explaining.answered import Answered
from cloudgrant.rules.explaining.finding import Finding, because_of, read_whole, weighed_with
from cloudgrant.rules.explaining.findings import gaps_together, in_the_way_of
from cloudgrant.rules.explaining.items import JudgedItem
from cloudgrant.rules.explaining.margins import Margin
from cloudgrant.rules.explaining.read import Read
from cloudgrant.rules.explaining.remedies import Remedy
from cloudgrant.rules.explaining.steps import WorkedStep
from cloudgrant.rules.explaining.told import Explained, Mending
from cloudgrant.rules.explaining.withheld import WITHHELD, Withheld, redacted_but
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.values.locales import DEFAULT
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

if TYPE_CHECKING:  # loaded when it is asked for
    from cloudgrant.rules.explaining.report import Report
    from cloudgrant.rules.letter.letter import Letter

__all__ = ["PartyFinding", "PartyView", "party_view"]


@attrs.frozen(kw_only=True)
class PartyFinding(Answered):
    """A finding as one party may see it.

    Each part is that of a :class:`~cloudgrant.rules.explaining.finding.Finding`, but that the subject is
    not among them; ``withheld`` gives the places of the facts that were read and are not shown. ``because``
    is what may matter as far as the party can see: of a choice by what is withheld, what either branch needs.
    """

    evidence: tuple[Read, ...] = attrs.field(repr=False)
    withheld: tuple[Path, ...] = attrs.field(repr=False)
    items: tuple[JudgedItem, ...] = attrs.field(repr=False)
    steps: WorkedStep = attrs.field(repr=False)
    margins: tuple[Margin, ...] = attrs.field(repr=False)
    because: tuple[Gap, ...] = attrs.field(repr=False)
    notes: tuple[Text, ...] = attrs.field(repr=False)
    parts: tuple[PartyFinding, ...] = attrs.field(repr=False)
    weighed: tuple[Read, ...] = attrs.field(repr=False)


@attrs.frozen(slots=False, kw_only=True)
class PartyView(Decided[Any, Any]):
    """A decision as one party may see it: :meth:`Assessment.for_party` makes it.

    Outcome and results are those of the whole; confidential facts of the other parties are unknown in
    ``subject`` and withheld in findings, and ``remedies`` that would change one are left out. Where rules
    read such facts, ``remedies_complete`` is false: how far the search came would tell of them. A result
    about another party is shown, so what it implies is too. There is no receipt: whoever knows all but
    one fact could find that out from the digest.
    """

    party: Path
    award_steps: WorkedStep | None = attrs.field(repr=False)
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

        return Report(self, normal(locale, self.programme.languages), self.party)

    def letter(
        self,
        *,
        to: str | Record | None = None,
        ubn: Fact[str] = UNKNOWN,
        case: str,
        issued: date,
        by: str,
        locale: str | Iterable[str] = DEFAULT,
        rule_ids: bool = False,
    ) -> Letter:
        """The decision as it is told to this party; see :meth:`Assessment.letter`.

        It goes to the party's firm unless ``to`` is given. There is no receipt, as of the view itself.
        """
        from cloudgrant.rules.explaining.letter_of import letter_of

        return letter_of(
            self, to=to, ubn=ubn, case=case, issued=issued, by=by, locale=locale, rule_ids=rule_ids,
            party=self.party,
        )  # fmt: skip


def party_view(decision: Explained, party: str) -> PartyView:
    """The view of one party; see :meth:`~cloudgrant.rules.assessment.Assessment.for_party`."""
    over = decision.programme.parties.get(decision.stage, "")
    if not over:
        raise TypeError(f"{decision.programme.name} has no parties at the stage {decision.stage!r}")
    own = _place_of(party, over, getattr(decision.subject, over))

    subject = redacted_but(decision.subject, over, own)
    withheld, rules = Withheld(subject, over, own), decision.programme.traced_at(decision.stage)

    def open_to_it(remedies: tuple[Remedy, ...]) -> tuple[Remedy, ...]:
        return withheld.open_to_it(remedies, rules)

    award = decision.award_steps
    kept_back = decision.outcome is Outcome.INELIGIBLE and withheld.weighs(rules)
    seen = {**decision.core(), "subject": subject}
    findings = tuple(_seen(finding, withheld) for finding in decision.findings)
    gaps = tuple(gaps_together(findings)) if decision.outcome is Outcome.UNDETERMINED else ()
    return PartyView(
        **seen,
        party=own,
        award_steps=None if award is None else _step(award, decision.subject, withheld),
        ceiling=decision.ceiling,
        findings=findings,
        missing=tuple(gap for gap in gaps if gap.because == "fact"),
        awaiting=tuple(gap for gap in gaps if gap.because != "fact"),
        unused_rulings=decision.unused_rulings,
        remedies=open_to_it(decision.remedies),
        remedies_complete=decision.remedies_complete and not kept_back,
        mendable=tuple(
            Mending(_seen(finding, withheld), remedies)
            for finding, remedies in ((one.finding, open_to_it(one.remedies)) for one in decision.mendable)
            if remedies
        ),
        unmendable=tuple(_seen(finding, withheld) for finding in decision.unmendable),
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


def _seen(finding: Finding, withheld: Withheld) -> PartyFinding:
    def shown(pieces: tuple[Read, ...]) -> tuple[Read, ...]:
        return tuple(_read(piece, withheld) for piece in pieces)

    others = finding.path != Path() and finding.path != withheld.own
    evidence, weighed, margins = finding.evidence, weighed_with(finding, withheld.hidden), finding.margins
    traced = finding.programme.traced(finding.rule)
    place = finding.path or Path([traced.over] if traced.over else [])
    chosen = withheld.chooses((traced.applies, traced.holds), place)
    if chosen:  # which branch was taken would tell
        evidence = weighed = read_whole(finding)
        margins = ()
    known = _known_to(finding, withheld)
    return PartyFinding(
        **finding.core(),
        evidence=shown(evidence),
        withheld=tuple(dict.fromkeys(_hidden_in(evidence, withheld))),
        items=tuple(_items(known, finding.subject, withheld)),
        steps=_steps(finding.steps, finding, withheld),
        margins=tuple(one for one in margins if not withheld.any_hidden((*one.paths, *one.reads))),
        because=because_of(known, finding.completed),
        notes=() if others else finding.notes,
        parts=tuple(_seen(part, withheld) for part in finding.parts),
        weighed=shown(weighed),
    )


def _known_to(finding: Finding, withheld: Withheld) -> Finding:
    """The finding with its answer, about what the party knows: what it says then tells nothing hidden."""
    parts = tuple(_known_to(part, withheld) for part in finding.parts)
    return attrs.evolve(finding, subject=withheld.subject, completed=withheld.completed, parts=parts)


def _read(piece: Read, withheld: Withheld) -> Read:
    """A piece of evidence as the party may see it, and so what it comes from."""
    if withheld.hidden(piece.path):
        return attrs.evolve(piece, value=UNKNOWN, instead=WITHHELD, follows_from=(), rests_on=(), bounds=None)
    return attrs.evolve(
        piece,
        value=withheld.shown(piece.path, piece.value),
        follows_from=tuple(_read(one, withheld) for one in piece.follows_from),
        rests_on=tuple(_read(one, withheld) for one in piece.rests_on),
    )


def _steps(root: WorkedStep, finding: Finding, withheld: Withheld) -> WorkedStep:
    """The steps as the party may see them; what the rule and each part of it answer is shown as it is."""
    return attrs.evolve(root, steps=tuple(_step(one, finding.subject, withheld) for one in root.steps))


def _step(step: WorkedStep, whole: Any, withheld: Withheld) -> WorkedStep:
    steps = tuple(_step(one, whole, withheld) for one in step.steps)
    answer = isinstance(step.value, Result)
    if step.kind == "item":
        step = attrs.evolve(step, label=withheld.name(step.path, step.label, whole))
    behind = () if answer or not step.path else (step.path,)
    if not answer and (any(one.withheld for one in steps) or withheld.any_hidden((*behind, *step.reads))):
        listed = (Path(one.path[:-1]) for one in step.steps if one.kind == "item")
        if step.telling or withheld.any_hidden(listed):
            steps = ()  # which there are would tell
        return attrs.evolve(step, value=UNKNOWN, bounds=None, unit="", steps=steps, withheld=True)
    return attrs.evolve(step, value=withheld.shown(step.path, step.value), steps=steps)


def _hidden_in(pieces: tuple[Read, ...], withheld: Withheld) -> Iterator[Path]:
    for piece in pieces:
        if withheld.hidden(piece.path):
            yield piece.path
        else:
            yield from _hidden_in(piece.rests_on, withheld)


def _items(known: Finding, whole: Any, withheld: Withheld) -> Iterator[JudgedItem]:
    """The items on which the answer turns as far as the party knows, without those whose answer is hidden."""
    for item in known.items:
        if not withheld.any_hidden((item.path, *item.reads)):
            yield attrs.evolve(item, name=withheld.name(item.path, item.name, whole))
