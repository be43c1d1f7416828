"""An assessment: the decision on one subject under one policy, and everything it can say of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import attrs

from cloudgrant.rules.deciding.decided import Decided, judged
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.values.locales import DEFAULT
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.unknown import UNKNOWN, Fact

if TYPE_CHECKING:  # loaded when they are asked for: most decisions are never asked for their reasons
    from cloudgrant.rules.deciding.gaps import Gap
    from cloudgrant.rules.deciding.given_rulings import UnusedRuling
    from cloudgrant.rules.deciding.ruling import Ruling
    from cloudgrant.rules.explaining.deficiencies import Deficiencies
    from cloudgrant.rules.explaining.finding import Finding
    from cloudgrant.rules.explaining.findings import Findings
    from cloudgrant.rules.explaining.party_view import PartyView
    from cloudgrant.rules.explaining.remedies import Change, Remedy
    from cloudgrant.rules.explaining.report import Report
    from cloudgrant.rules.explaining.steps import WorkedStep
    from cloudgrant.rules.explaining.supposing import Extent
    from cloudgrant.rules.explaining.told import Mending
    from cloudgrant.rules.letter.letter import Letter
    from cloudgrant.rules.receipt import Receipt

__all__ = ["Assessment"]

S = TypeVar("S")
P = TypeVar("P")

_MORE_STEPS = 8
_MOST_BRANCHES = 32
_MOST_TIGHTENED = 16


# Without slots, as what it extends: one is made for every decision.
@attrs.frozen(slots=False)
class Assessment(Decided[S, P]):
    """The decision on one subject: outcome and results at once, reasons when asked for.

    ``results`` are in the order of ``programme.rule_ids(stage)``. Nothing here changes or reads
    anything outside: the same subject, policy and date give the same decision for ever.
    """

    @property
    def findings(self) -> Findings:
        """What each rule of the stage says, in their order."""
        return self._found

    @cached_property
    def _found(self) -> Findings:
        from cloudgrant.rules.explaining.finding import finding_of
        from cloudgrant.rules.explaining.findings import Findings

        whole = completed(self.subject)
        return Findings(
            finding_of(self.programme, rule, self.subject, self.policy, self.on, self.rulings, whole)
            for rule in self.programme.rule_ids(self.stage)
        )

    @property
    def in_the_way(self) -> Findings:
        """The required findings that are not met, or else those not settled; none of an eligible decision."""
        from cloudgrant.rules.explaining.findings import Findings, in_the_way_of

        return Findings(in_the_way_of(self.findings))

    def __getitem__(self, rule: str) -> Finding:
        """The finding of a rule by its id.

        Raises ``KeyError`` for a rule that this stage does not judge.
        """
        for finding in self.findings:
            if finding.rule == rule:
                return finding
        raise KeyError(f"{rule!r} is no rule of {self.programme.name} at the stage {self.stage!r}")

    @property
    def missing(self) -> tuple[Gap, ...]:
        """The facts that the applicant can give and that may still matter; empty once decided."""
        return tuple(gap for gap in self._gaps if gap.because == "fact")

    @property
    def awaiting(self) -> tuple[Gap, ...]:
        """What others must settle: not published, not yet happened, at discretion, or silent."""
        return tuple(gap for gap in self._gaps if gap.because != "fact")

    @cached_property
    def _gaps(self) -> tuple[Gap, ...]:
        from cloudgrant.rules.explaining.findings import gaps_together

        if self.outcome is not Outcome.UNDETERMINED:
            return ()
        return tuple(gaps_together(self.findings))

    @property
    def unused_rulings(self) -> tuple[UnusedRuling, ...]:
        """The rulings that settled nothing here, each with the reason."""
        return self._told_apart[1]

    @cached_property
    def _told_apart(self) -> tuple[tuple[Ruling, ...], tuple[UnusedRuling, ...]]:
        from cloudgrant.rules.deciding.given_rulings import told_apart

        return told_apart(self.programme, self.stage, self.subject, self.policy, self.on, self.rulings)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Alternatives, each of which makes an ineligible subject eligible; empty where none does.

        Only facts that the firm may change are changed, never the date; each alternative has been
        tried on the whole decision. ``remedies_complete`` says whether all of them were.
        """
        return self._mending[0]

    @property
    def remedies_complete(self) -> bool:
        """Whether every way was tried; where there are very many, the search gives up before the end.

        Where nothing makes the subject eligible, the search for what mends each finding by itself counts too.
        """
        from cloudgrant.rules.explaining.supposing import Extent

        remedies, extent = self._mending
        if remedies or extent is Extent.SOME:
            return extent is not Extent.SOME
        to_the_end = all(searched for _, _, searched in self._faults)
        return to_the_end and (extent is Extent.ALL or bool(self.unmendable))

    @property
    def mendable(self) -> tuple[Mending[Finding], ...]:
        """Each required finding that is not met and can be mended by itself, with its own remedies.

        Of a rule about the items of a list, each item is one: what can be mended is told beside what cannot.
        """
        from cloudgrant.rules.explaining.told import Mending

        return tuple(Mending(one, remedies) for one, remedies, _ in self._faults if remedies)

    @property
    def unmendable(self) -> tuple[Finding, ...]:
        """Each required finding that is not met and that nothing within the firm's reach mends.

        Only what was searched to the end is told so; of the rest, ``remedies_complete`` is false.
        """
        return tuple(one for one, remedies, searched in self._faults if searched and not remedies)

    @cached_property
    def _faults(self) -> tuple[tuple[Finding, tuple[Remedy, ...], bool], ...]:
        """Each fault, what would mend it, and whether that was searched for to the end."""
        from cloudgrant.rules.explaining.finding import kept_beside

        if self.outcome is not Outcome.INELIGIBLE:
            return ()
        each = (
            part
            for finding in self._unmet
            for part in finding.parts or (finding,)
            if part.result is Result.NOT_MET
        )
        return tuple((one, *kept_beside(one)) for one in each)

    @property
    def _unmet(self) -> tuple[Finding, ...]:
        """The required findings that are not met."""
        return tuple(
            finding
            for finding in self.findings
            if finding.result is Result.NOT_MET and finding.declaration.force == "required"
        )

    @cached_property
    def _mending(self) -> tuple[tuple[Remedy, ...], Extent]:
        from cloudgrant.rules.explaining.finding import ways_tried
        from cloudgrant.rules.explaining.remedies import Remedy, undominated
        from cloudgrant.rules.explaining.supposing import Extent

        if self.outcome is not Outcome.INELIGIBLE:
            return (), Extent.ALL
        ends: list[Remedy] = []
        seen: set[Remedy] = set()
        extent = Extent.ALL
        trying: list[tuple[Remedy, Assessment[S, P]]] = [(Remedy(()), self)]
        # Each step mends one rule; what it breaks elsewhere takes steps of its own.
        for _ in range(2 * len(self._results) + _MORE_STEPS):
            extent = min(extent, *(ways_tried(decision._unmet[0]) for _, decision in trying))
            nexts = [step for so_far in trying for step in self._next(*so_far)]
            if len(nexts) < sum(len(decision._unmet[0].ways_out) for _, decision in trying):
                extent = Extent.SOME  # what only states a target, or makes no sense, cannot be tried
            steps = [step for step in nexts if step[0] not in seen]
            seen.update(so_far for so_far, _ in steps)
            ends += [so_far for so_far, decision in steps if decision.outcome is Outcome.ELIGIBLE]
            trying = [step for step in steps if step[1].outcome is Outcome.INELIGIBLE]
            if len(trying) > _MOST_BRANCHES:
                extent = Extent.SOME
            trying = trying[:_MOST_BRANCHES]
            if not trying:
                break
        ended = Extent.SOME if trying else extent
        return undominated(self._tightened(one) for one in ends), ended

    def _tightened(self, found: Remedy) -> Remedy:
        """The remedy without what it does beyond need: rules mended one by one can ask too much together."""
        from cloudgrant.rules.explaining.remedies import Remedy

        if len(found.changes) > _MOST_TIGHTENED and found in self._unmet[0].ways_out:
            return found  # what one rule asks by itself is as little as does it
        for change in found.changes:
            without = Remedy(tuple(one for one in found.changes if one is not change))
            if self._reaches(without):
                found = without
            elif change.info.type == "int" and change.old is not UNKNOWN:
                found = self._nearer(found, change)
        return found

    def _nearer(self, found: Remedy, change: Change) -> Remedy:
        """The remedy with one number as near to what it was as still does."""
        from cloudgrant.rules.explaining.remedies import Remedy

        step = change.info.step if change.new > change.old else -change.info.step
        enough, too_little, best = (change.new - change.old) // step, 0, found
        while enough - too_little > 1:
            middle = (enough + too_little) // 2
            nearer = attrs.evolve(change, new=change.old + step * middle)
            candidate = Remedy(tuple(nearer if one.path == change.path else one for one in found.changes))
            if self._reaches(candidate):
                enough, best = middle, candidate
            else:
                too_little = middle
        return best

    def _reaches(self, candidate: Remedy) -> bool:
        from cloudgrant.rules.explaining.remedies import tried

        subject = tried(candidate, self.subject)
        if subject is None:
            return False
        return self._of(subject).outcome is Outcome.ELIGIBLE

    def _of(self, subject: S) -> Assessment[S, P]:
        """The same decision on another subject, of the same class."""
        answer = judged(self.programme, subject, self.policy, self.on, self.stage, self.rulings)
        return Assessment(self.programme, subject, self.policy, self.on, self.stage, *answer, self.rulings)

    def _next(self, so_far: Remedy, decision: Assessment[S, P]) -> Iterator[tuple[Remedy, Assessment[S, P]]]:
        from cloudgrant.rules.explaining.remedies import merged, tried

        for alternative in decision._unmet[0].ways_out:
            both = merged(so_far, alternative)
            if both.applicable and (subject := tried(both, self.subject)) is not None:
                yield both, self._of(subject)

    @property
    def award_steps(self) -> WorkedStep | None:
        """How the award is worked out, step by step; ``None`` where nothing is awarded.

        While it is open, what would be awarded. Other calculations are followed by
        :func:`~cloudgrant.rules.explaining.stepping.calculation_steps`.
        """
        award = self.programme.award_at(self.stage)
        if award is None or self.outcome is Outcome.INELIGIBLE:
            return None
        from cloudgrant.rules.explaining.stepping import steps_of_amount

        return steps_of_amount(*award, Case(completed(self.subject), self.policy, self.on))

    @property
    def ceiling(self) -> int | None:
        """The most that may be asked for, where the programme is a competition; ``None`` while unknown.

        To be eligible for it is not to be awarded it. Only an application has one.
        """
        ceiling = self.programme.ceiling_at(self.stage)
        if ceiling is None:
            return None
        amount = value_of(ceiling, Case(completed(self.subject), self.policy, self.on))
        return None if amount is UNKNOWN else int(amount)

    def for_party(self, party: str) -> PartyView:
        """The decision as one of the parties may see it: confidential facts of the others are withheld.

        ``party`` is its key (``12345675``, ``ubn=12345675``, ``members[ubn=12345675]``), or the pointer or
        index of its place among the parties. Raises ``KeyError`` naming those there are where it is none
        of them, and ``TypeError`` where the programme has no parties at this stage.
        """
        from cloudgrant.rules.explaining.party_view import party_view

        return party_view(self, party)

    @property
    def receipt(self) -> Receipt:
        """What the decision rests on, in digests, for :func:`cloudgrant.verify`."""
        from cloudgrant.rules.receipt import receipt_of

        return receipt_of(self, self._told_apart[0])

    def report(self, locale: str = "zh_Hant_TW") -> Report:
        """The decision in words, for people; ``str()`` of it is plain text."""
        from cloudgrant.rules.explaining.report import Report

        return Report(self, normal(locale, self.programme.languages))

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
        """The decision as it is told to whom it concerns, to be sent and kept.

        ``to`` is the firm that it goes to (the subject itself, or its ``firm``, unless given) or a name, with
        the number ``ubn``; ``case`` the case reference, ``issued`` the day of issue, ``by`` who issues it;
        ``locale`` the language, or several, in their order. Rules are named by their ids if ``rule_ids`` asks
        for it. Raises :class:`~cloudgrant.values.problems.InvalidInput` for what makes no letter (no name, a
        blank case reference), and ``TypeError`` where it is not said whom it goes to.
        """
        from cloudgrant.rules.explaining.letter_of import letter_of

        return letter_of(
            self, to=to, ubn=ubn, case=case, issued=issued, by=by, locale=locale, rule_ids=rule_ids,
            receipt=self.receipt.digest,
        )  # fmt: skip

    @property
    def deficiencies(self) -> Deficiencies:
        """What the application lacks: what is to be supplied (補件) beside what is not met (不符合).

        Also what is missing where something else is not met already, which ``missing`` leaves out: who mends
        the one should not be asked for the other afterwards.

        >>> import cloudgrant as cg
        >>> firm = cg.Manufacturer(paid_in_capital=80_000_000, factory="none")
        >>> found = cg.points.assess(firm, on=date(2022, 5, 2)).deficiencies
        >>> [gap.path.key for gap in found.to_supply], [finding.rule for finding in found.not_met]
        (['points_last_used_in'], ['points.applicant.factory'])
        """
        from cloudgrant.rules.explaining.deficiencies import deficiencies_of

        return deficiencies_of(self)

    def notice(
        self,
        *,
        due: date,
        to: str | Record | None = None,
        ubn: Fact[str] = UNKNOWN,
        case: str,
        issued: date,
        by: str,
        locale: str | Iterable[str] = DEFAULT,
        rule_ids: bool = False,
    ) -> Letter:
        """The notice to supply and mend what the application lacks by the day ``due`` (補正通知).

        It says nothing of what becomes of an application that is not mended: the text of the programme does.
        The rest is as in :meth:`letter`. Raises :class:`~cloudgrant.values.problems.InvalidInput` where
        nothing is lacking, and for a day before that of issue.
        """
        from cloudgrant.rules.explaining.notice_of import notice_of

        return notice_of(
            self, due=due, to=to, ubn=ubn, case=case, issued=issued, by=by, locale=locale, rule_ids=rule_ids,
            receipt=self.receipt.digest,
        )  # fmt: skip
