"""A finding: what one rule says of one subject, with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.deciding.gaps import BECAUSE, Gap, gaps_of
from cloudgrant.rules.deciding.judging import Verdict, judge_rule, parts_judged
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.explaining.answered import Answered
from cloudgrant.rules.explaining.evidence import evidence_of
from cloudgrant.rules.explaining.following import at, further_gaps, known_at
from cloudgrant.rules.explaining.items import JudgedItem, items_of, name_of
from cloudgrant.rules.explaining.margins import Margin, margins_of
from cloudgrant.rules.explaining.nearest import firm_may_change
from cloudgrant.rules.explaining.read import Read
from cloudgrant.rules.explaining.remedies import Remedy, merged, remedy, together, tried, undominated
from cloudgrant.rules.explaining.search import searched
from cloudgrant.rules.explaining.stepping import step_of, steps_of_parts
from cloudgrant.rules.explaining.steps import WorkedStep
from cloudgrant.rules.explaining.supposing import Extent, Place
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.records.fact_info import ACT, FILING, FactInfo, facts
from cloudgrant.rules.records.implied import completed
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = [
    "Finding",
    "because_of",
    "finding_of",
    "kept_beside",
    "read_whole",
    "ways_tried",
    "weighed_with",
]


_MOST_SETS = 16
_MOST_TRIED = 32
"""How often one way out may be drawn nearer, or further, to where no other rule refuses it."""

_TRUTHS: Mapping[Result, Truth] = {Result.MET: True, Result.NOT_MET: False, Result.UNDETERMINED: UNKNOWN}


@attrs.frozen(kw_only=True)
class Finding(Answered):
    """What one rule says of one subject.

    ``result`` is the answer, ``rule`` the rule's id, ``path`` the place of what it judged (empty
    for the subject itself, ``members/0`` for a member), ``parts`` the findings about each item
    where the rule is about the items of a list, ``ruling`` the ruling that settled it, if one did.
    Everything else is worked out when asked for.
    """

    parts: tuple[Finding, ...] = attrs.field(repr=False)
    subject: Any = attrs.field(repr=False)
    completed: Any = attrs.field(repr=False)
    """The subject with every fact known that follows from what is stated: what was judged."""

    @cached_property
    def case(self) -> Case:
        """What the rule was read against: the subject as completed, or the item at ``path``."""
        return Case(self._judged, self.policy, self.on)

    @property
    def _judged(self) -> Any:
        return at(self.completed, self.path)

    def _own(self) -> bool:
        """Whether the finding is about one subject that is there to be read."""
        return not self.parts and not self._listed() and self._judged is not UNKNOWN

    def _listed(self) -> bool:
        return bool(self.programme.traced(self.rule).over) and not self.path

    @property
    def notes(self) -> tuple[Text, ...]:
        """What is unusual about what was judged, such as a number that had to be confirmed."""
        judged = self._judged
        return judged.notes() if isinstance(judged, Record) else ()

    @property
    def evidence(self) -> tuple[Read, ...]:
        """The facts read and the policy values they were held against, as they were.

        Of a rule that does not apply: what its condition read; of a choice: the branch that was taken.
        """
        return self._read()

    def _read(self, *, deep: bool = True, whole: bool = False, policies: bool = True) -> tuple[Read, ...]:
        if not self._own():
            return tuple(piece for part in self.parts for piece in part._read(deep=deep, whole=whole))
        traced = self.programme.traced(self.rule)
        trees = [] if traced.applies is None else [traced.applies]
        trees += [] if self.result is Result.NOT_APPLICABLE else [traced.holds]
        return evidence_of(
            trees, self.case, self.path, self._act, self.subject, deep=deep, whole=whole, policies=policies
        )

    @property
    def _act(self) -> FactInfo:
        return FILING if self.declaration.stage == "application" else ACT

    @property
    def weighed(self) -> tuple[Read, ...]:
        """The evidence on which the answer turns.

        Once it is known that the rule applies, no more of that; once it is answered, nothing that is unknown.
        """
        return self._weighed_once

    @cached_property
    def _weighed_once(self) -> tuple[Read, ...]:
        return self._weighed(lambda _: False)

    def _weighed(self, whatever: Callable[[Path], bool]) -> tuple[Read, ...]:
        if self.result is Result.UNDETERMINED or not self._own():
            return self._read(deep=False)
        traced, read = self.programme.traced(self.rule), self._read(deep=False, policies=False)
        pieces = read
        if traced.applies is not None:
            read = evidence_of([traced.holds], self.case, self.path, self._act, self.subject, deep=False)
        among = {piece.path for piece in read if piece.path[:1] != ("policy",)}
        return tuple(
            piece
            for piece in pieces
            if piece.path in among
            and (piece.value is not UNKNOWN or piece.bounds is not None or whatever(piece.path))
        )

    @property
    def items(self) -> tuple[JudgedItem, ...]:
        """The items of lists on which the answer turns: those that fail, that are open, or that hold.

        Of a rule that requires something of every item, each that is not so; of one that goes through a list
        of the policy (every item required has a mark), each entry that nothing of the subject's matches.
        """
        return self._items_once

    @cached_property
    def _items_once(self) -> tuple[JudgedItem, ...]:
        if not self._own():
            return tuple(item for part in self.parts for item in part.items)
        if self.result is Result.NOT_APPLICABLE or self.ruling is not None:
            return ()
        traced, answer = self.programme.traced(self.rule), _TRUTHS[self.result]
        trees = [traced.applies] if traced.applies is not None and answer is UNKNOWN else []
        found = (items_of(one, self.case, self.path, answer) for one in (*trees, traced.holds))
        return tuple({item.path: item for some in found for item in some}.values())

    @property
    def steps(self) -> WorkedStep:
        """The rule as a tree, with the value at each node: ``str()`` of it is a text that can be followed.

        Of a rule about the items of a list, the steps of each item; of very many what decides comes first.
        """
        return WorkedStep(
            kind="rule",
            value=self.result,
            label=self.worded(),
            path=self.path,
            steps=tuple(self._steps()),
        )

    def _steps(self) -> Iterator[WorkedStep]:
        if not self._own():
            yield from steps_of_parts(
                [(part.path, part.result, part._steps) for part in self.parts], self._name
            )
            return
        traced = self.programme.traced(self.rule)
        if traced.applies is not None:
            inner = step_of(traced.applies, self.case, self.path, self._act)
            yield WorkedStep(kind="applies", value=inner.value, steps=(inner,))
        if self.result is not Result.NOT_APPLICABLE:
            yield step_of(traced.holds, self.case, self.path, self._act)

    def _name(self, path: Path) -> Text:
        info = facts(type(self.subject))[str(path[0])]
        return name_of(at(self.completed, path), int(path[-1]), info)

    @property
    def margins(self) -> tuple[Margin, ...]:
        """How far each fact is from its threshold; empty where the rule does not apply."""
        return self._margins_once

    @cached_property
    def _margins_once(self) -> tuple[Margin, ...]:
        if self.result is Result.NOT_APPLICABLE:
            return ()
        if not self._own():
            return tuple(margin for part in self.parts for margin in part.margins)
        margins = margins_of(self.programme.traced(self.rule).holds, self.case, self.path)
        return tuple(
            attrs.evolve(margin, info=self._act) if margin.info is FILING else margin for margin in margins
        )

    @property
    def because(self) -> tuple[Gap, ...]:
        """Why it is undetermined: what is not known and may still matter to this rule."""
        return self._because_once

    @cached_property
    def _because_once(self) -> tuple[Gap, ...]:
        return self._because(self.completed)

    def _because(self, whole: Any) -> tuple[Gap, ...]:
        """Why, to who knows no more than the subject; nothing that is known of the whole."""
        if self.result is not Result.UNDETERMINED:
            return ()
        if self.parts:
            return tuple(gap for part in self.parts for gap in part._because(whole))
        traced, case = self.programme.traced(self.rule), self.case
        gaps = []
        if not self._own():  # the list or the item is asked for, and what its rule reads beside it
            gaps.append(self._unknown_subject())
            case = attrs.evolve(case, subject=UNKNOWN)
        gaps += gaps_of(traced.applies, case, self.path) if traced.applies is not None else ()
        gaps += gaps_of(traced.holds, case, self.path)
        gaps = [gap for gap in gaps if whole is self.completed or not known_at(whole, gap)]
        gaps = [attrs.evolve(gap, info=self._act) if gap.info is FILING else gap for gap in gaps]
        # What is unknown may also come to be known because it follows from something else.
        gaps += tuple(further_gaps(self.completed, gaps))
        return tuple(attrs.evolve(gap, rules=(self.rule,)) for gap in dict.fromkeys(gaps))

    def _unknown_subject(self) -> Gap:
        over = self.programme.traced(self.rule).over
        info = facts(type(self.subject))[over]
        return Gap(self.path or Path([over]), BECAUSE[info.known_by], info)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What the firm could change so that this finding is no longer negative.

        None of them is refused by another rule: where two rules bound one fact, the target keeps within both.
        """
        return self._kept[0]

    @cached_property
    def _kept(self) -> tuple[tuple[Remedy, ...], Extent]:
        kept: list[Remedy] = []
        extent = self._searched[1]
        for one in self.ways_out:
            beside, tried_beside = self._beside_others(one)
            kept += beside
            extent = min(extent, tried_beside)
        return undominated(kept), extent

    @property
    def ways_out(self) -> tuple[Remedy, ...]:
        """What would mend this finding, whatever the other rules say of it."""
        return self._searched[0]

    @property
    def all_ways_tried(self) -> bool:
        """Whether every way out was tried; a search through very many gives up before."""
        return self._searched[1] is not Extent.SOME

    @cached_property
    def _searched(self) -> tuple[tuple[Remedy, ...], Extent]:
        if self.result is not Result.NOT_MET:
            return (), Extent.ALL
        if self.parts:
            return _mend_all(self)
        traced = self.programme.traced(self.rule)
        alternatives, extent = searched(traced.holds, True, self.case, firm_may_change)
        if traced.applies is not None:
            more, all_more = searched(traced.applies, False, self.case, firm_may_change)
            alternatives, extent = [*alternatives, *more], min(extent, all_more)
        found = []
        for changes in alternatives:
            infos = {self.path.child(*path): (self._info(path), new) for path, new in changes.items()}
            candidate = remedy(self.completed, infos)
            if not candidate.applicable or self._mended_by(candidate):
                found.append(candidate)
            else:
                extent = Extent.SOME  # by itself it makes no sense or is not enough; beside others it may
        return undominated(found), extent

    def _beside_others(self, candidate: Remedy) -> tuple[list[Remedy], Extent]:
        """The remedy as far as other rules let it go, so that none refuses it; and how much was tried."""
        if not candidate.applicable:
            return [candidate], Extent.ALL
        kept: list[Remedy] = []
        extent = Extent.ALL
        seen, trying = {candidate}, [candidate]
        for _ in range(_MOST_TRIED):
            if not trying:
                break
            one = trying.pop(0)
            subject = tried(one, self.subject)
            if subject is None:
                extent = Extent.SOME
                continue
            bounds, all_ways = self._bounds(one, subject)
            extent = min(extent, all_ways)
            if not bounds:
                kept.append(one)
            if not all(bounds):
                continue  # a rule that leaves no way
            # What is forced is done at once, and as far as the furthest asks.
            forced = [ways[0] for ways in bounds if len(ways) == 1]
            ways = [together(forced)] if forced else bounds[0] if bounds else ()
            further = [way for way in (merged(one, way) for way in ways) if way not in seen]
            if any(not way.applicable or tried(way, self.subject) is None for way in further):
                extent = Extent.SOME
            nearer = [way for way in further if way.applicable and self._mended_by(way)]
            seen.update(nearer)
            trying = [*nearer, *trying]
        return kept, Extent.SOME if trying else extent

    def _bounds(self, candidate: Remedy, subject: Any) -> tuple[list[tuple[Remedy, ...]], Extent]:
        """How each other rule that is newly broken, or that bears on what is changed, would be kept.

        A fault that was there before and is not mended by these facts has its own remedies.
        """
        paths = {change.path for change in candidate.changes}
        bounds, extent = [], Extent.ALL
        for other in self._others_not_met(subject):
            ways = other.ways_out
            if self._result_of(other.rule, self.subject) is Result.NOT_MET:
                ways = tuple(one for one in ways if {change.path for change in one.changes} <= paths)
                if not ways:
                    continue
            bounds.append(ways)
            extent = min(extent, other._searched[1])
        return bounds, extent

    def _others_not_met(self, subject: Any) -> Iterator[Finding]:
        for traced in self.programme.traced_at(self.declaration.stage):
            rule = traced.rule
            if rule.id != self.rule and rule.force == "required":
                other = finding_of(self.programme, rule.id, subject, self.policy, self.on)
                if other.result is Result.NOT_MET:
                    yield other

    def _result_of(self, rule: str, subject: Any) -> Result:
        return judge_rule(self.programme.traced(rule), completed(subject), self.policy, self.on).result

    def _info(self, place: Place) -> FactInfo:
        cls = type(self._judged)
        *within, last = [step for step in place if isinstance(step, str)]
        for name in within:
            cls = facts(cls)[name].inner_record or cls
        return facts(cls)[last]

    def _mended_by(self, candidate: Remedy) -> bool:
        subject = tried(candidate, self.subject)
        if subject is None:
            return False
        mended = finding_of(self.programme, self.rule, subject, self.policy, self.on)
        return any(
            finding.path == self.path and finding.result in (Result.MET, Result.NOT_APPLICABLE)
            for finding in (mended, *mended.parts)
        )


def because_of(finding: Finding, whole: Any) -> tuple[Gap, ...]:
    """Why a finding is undetermined to who knows no more than its subject; nothing that the whole has."""
    return finding._because(whole)


def weighed_with(finding: Finding, whatever: Callable[[Path], bool]) -> tuple[Read, ...]:
    """The evidence on which the answer turns, with some whatever they are."""
    return finding._weighed(whatever)


def read_whole(finding: Finding) -> tuple[Read, ...]:
    """All that a finding could have rested on: of a choice both branches, whichever was taken."""
    return finding._read(whole=True)


def kept_beside(finding: Finding) -> tuple[tuple[Remedy, ...], bool]:
    """The remedies of a finding, and whether the search for them came to its end.

    Where nothing is found, it has not come there as long as more changes together were not tried.
    """
    remedies, extent = finding._kept
    return remedies, extent >= (Extent.FEWEST if remedies else Extent.ALL)


def ways_tried(finding: Finding) -> Extent:
    """How much was tried to mend a finding by itself."""
    return finding._searched[1]


def _mend_all(finding: Finding) -> tuple[tuple[Remedy, ...], Extent]:
    """Mend each part that fails, one alternative of each; and how much was tried."""
    sets: list[tuple[Any, ...]] = [()]
    extent = Extent.ALL
    for part in finding.parts:
        if part.result is Result.NOT_MET:
            ways, all_ways = part._searched
            sets = [(*before, *one.changes) for before in sets for one in ways]
            extent = min(extent, all_ways) if len(sets) <= _MOST_SETS else Extent.SOME
            sets = sets[:_MOST_SETS]
    every = [Remedy(changes) for changes in sets if changes]
    mending = [one for one in every if not one.applicable or tried(one, finding.subject) is not None]
    return undominated(mending), extent if len(mending) == len(every) else Extent.SOME


def finding_of(
    programme: Law[Any, Any],
    rule: str,
    subject: Any,
    policy: Any,
    on: Fact[date],
    rulings: Sequence[Ruling] = (),
    whole: Any = None,
) -> Finding:
    """The finding of one rule, with a part for each item where the rule is about a list.

    ``whole`` is the subject as completed, where that is known already.
    """
    traced = programme.traced(rule)
    whole = completed(subject) if whole is None else whole

    def found(path: Path, verdict: Verdict, parts: tuple[Finding, ...] = ()) -> Finding:
        return Finding(
            rule=rule,
            result=verdict.result,
            path=path,
            ruling=verdict.ruling,
            programme=programme,
            policy=policy,
            on=on,
            parts=parts,
            subject=subject,
            completed=whole,
        )

    parts: tuple[Finding, ...] = ()
    if traced.over:
        judged = parts_judged(traced, whole, policy, on, rulings)
        parts = tuple(found(path, verdict) for path, verdict in judged)
    return found(Path(), judge_rule(traced, whole, policy, on, rulings), parts)
