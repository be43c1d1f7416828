"""What the programmes make of a firm so far, rule by rule, kept so that one more fact is soon told.

Trying out an answer judges only the rules that read the fact; everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Set
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.guide.reach import reach
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules.deciding.evaluate import Case
from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.judging import Verdict, judge_rule
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.explaining.finding import finding_of
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.implied import completed, following
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import given_facts
from cloudgrant.rules.writing.lists import every
from cloudgrant.rules.writing.outcome import clear_of
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Lens", "Outlook", "Stand", "Standing", "outlook_on"]

_ANY = "*"
"""Stands for every fact: of a rule that reads something made of the whole firm."""


@attrs.frozen
class Stand:
    """Where one rule stands: whether it is out of the way, and whether it surely applies.

    ``can_clear`` says whether the applicant can still get it out of the way, ``to_clear`` and
    ``to_fail`` which facts can bring it there, or against the firm.
    """

    clear: Truth
    applies: Truth
    can_clear: bool
    to_clear: tuple[Path, ...] = ()
    to_fail: tuple[Path, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether no further fact can make a difference to it."""
        return self.clear is not UNKNOWN and self.applies is not UNKNOWN


_Seen: TypeAlias = dict[Hashable, Stand]
"""Stands with one firm on one date, by what they depend on besides."""


@attrs.frozen
class Standing:
    """Where one programme stands: the outcome, and for each rule the facts that are worth asking for.

    Of a programme that is decided only the outcome is kept: no further fact overturns it.
    """

    stands: tuple[Stand, ...]
    outcome: Outcome
    asked: tuple[tuple[Path, ...], ...]

    @property
    def asks(self) -> frozenset[Path]:
        """The facts that may still matter to this programme and that the applicant can give."""
        return frozenset(path for asked in self.asked for path in asked)


class Lens:
    """A view of firms under one policy: its required rules, and which facts each of them reads."""

    __slots__ = ("_all_read", "_infos", "_keys", "policy", "reads", "rules", "view")
    _all_read: frozenset[str]
    _keys: tuple[Hashable, ...]
    policy: Any
    reads: tuple[frozenset[str], ...]
    rules: tuple[TracedRule, ...]
    view: FirmView

    def __init__(self, view: FirmView, policy: Any) -> None:
        self.view = view
        self.policy = policy
        self.rules, self.reads, alone = _rules_of(view)
        self._all_read = frozenset().union(*self.reads)
        # Two roles in a programme may have a rule in common that sees nothing but the firm.
        self._keys = tuple(
            (rule.rule, view.at, id(policy)) if shared else (id(self), place)
            for place, (rule, shared) in enumerate(zip(self.rules, alone, strict=True))
        )
        self._infos: dict[Path, FactInfo] = {}

    def info(self, path: Path) -> FactInfo | None:
        """What is known of a fact that some rule here waits for, as far as it was judged here."""
        return self._infos.get(path)

    def standing(self, firm: Company, on: Fact[date], seen: _Seen) -> Standing:
        """Where this programme stands with a firm; ``seen`` are the stands of other lenses with it."""
        subject = completed(self.view.of(firm))
        return _together(
            tuple(
                self._once(rule, key, subject, on, seen)
                for rule, key in zip(self.rules, self._keys, strict=True)
            )
        )

    def standing_after(
        self, before: Standing, names: Set[str], firm: Company, on: Fact[date], seen: _Seen
    ) -> Standing:
        """Where it stands once the firm's facts of these names are known; what was settled stays so."""
        if before.outcome is not Outcome.UNDETERMINED:
            return before
        if names.isdisjoint(self._all_read) and _ANY not in self._all_read:
            return before
        subject = completed(self.view.of(firm))
        return _together(
            tuple(
                self._once(rule, key, subject, on, seen)
                if not stand.settled and (_ANY in read or not names.isdisjoint(read))
                else stand
                for rule, key, read, stand in zip(
                    self.rules, self._keys, self.reads, before.stands, strict=True
                )
            )
        )

    def _once(self, traced: TracedRule, key: Hashable, subject: Any, on: Fact[date], seen: _Seen) -> Stand:
        stand = seen.get(key)
        if stand is None:
            stand = seen[key] = self._stand(traced, subject, on)
        return stand

    def _stand(self, traced: TracedRule, subject: Any, on: Fact[date]) -> Stand:
        verdict = judge_rule(traced, subject, self.policy, on)
        if verdict.clear is not UNKNOWN:
            asked = self._whether(traced, verdict, subject, on)
            return Stand(verdict.clear, verdict.applies, verdict.clear, asked)
        if traced.over:
            finding = finding_of(self.view.programme, traced.rule.id, subject, self.policy, on)
            asked = self._placed(gap for gap in finding.because if gap.because == "fact")
            return Stand(UNKNOWN, verdict.applies, bool(asked), asked, asked)
        found = reach(clear_of(traced), Case(subject, self.policy, on), Path())
        to_clear, to_fail = self._placed(found.to_true), self._placed(found.to_false)
        return Stand(UNKNOWN, verdict.applies, found.true, to_clear, to_fail)

    def _whether(
        self, traced: TracedRule, verdict: Verdict, subject: Any, on: Fact[date]
    ) -> tuple[Path, ...]:
        """What to ask to learn whether a rule applies that stands in nobody's way."""
        if verdict.applies is not UNKNOWN or traced.applies is None or traced.over:
            return ()
        return self._placed(reach(traced.applies, Case(subject, self.policy, on), Path()).to_true)

    def _placed(self, gaps: Iterable[Gap]) -> tuple[Path, ...]:
        """The gaps' places in the firm, each once; what is no fact of the firm's is left out."""
        paths: list[Path] = []
        for gap in gaps:
            path = self.view.of_firm(gap.answered_at)
            if path is not None and path not in paths:
                self._infos[path] = gap.anew or gap.info
                paths.append(path)
        return tuple(paths)


@lru_cache(maxsize=64)
def _rules_of(
    view: FirmView,
) -> tuple[tuple[TracedRule, ...], tuple[frozenset[str], ...], tuple[bool, ...]]:
    """The rules that decide, which of the firm's facts each reads, and whether it reads nothing else."""
    rules = tuple(traced for traced in view.programme.traced_at() if traced.rule.force == "required")
    return (
        rules,
        tuple(frozenset(_read(view, one)) for one in rules),
        tuple(_alone(view, one) for one in rules),
    )


def _alone(view: FirmView, traced: TracedRule) -> bool:
    """Whether a rule sees nothing but the firm, the policy and the date."""
    depth = len(view.at)
    return not traced.over and all(
        leaf.path[:depth] == view.at and len(leaf.path) > depth
        for node in (traced.holds, traced.applies)
        for leaf in (tree.leaves(node) if node is not None else ())
        if isinstance(leaf, tree.FactOf)
    )


def _together(stands: tuple[Stand, ...]) -> Standing:
    """All required rules as one: what the kernel's own judge says of them, and what to ask for."""
    overall = every(stand.clear for stand in stands)
    if overall is False or (overall is True and any(stand.applies is True for stand in stands)):
        return Standing((), Outcome.INELIGIBLE if overall is False else Outcome.ELIGIBLE, ())
    asked: Iterable[tuple[Path, ...]]
    if overall is True:  # nothing can fail any more, but it must be sure that some rule applies
        asked = (stand.to_clear for stand in stands)
    elif all(stand.can_clear for stand in stands):
        asked = (
            tuple(dict.fromkeys((*stand.to_clear, *stand.to_fail))) if stand.clear is UNKNOWN else ()
            for stand in stands
        )
    else:  # some rule waits for someone else: the applicant can close the programme, not open it
        asked = (stand.to_fail for stand in stands)
    return Standing(stands, Outcome.UNDETERMINED, tuple(asked))


def _read(view: FirmView, traced: TracedRule) -> Iterator[str]:
    """The names of the firm's facts that a rule reads, and ``on`` for the date of filing."""
    over = (traced.over,) if traced.over else ()
    inside = bool(over) and view.at[:1] == over  # the firm is, or is in, an item of the list
    at = view.at[2:] if inside else view.at
    for node in (traced.holds, traced.applies):
        for leaf in tree.leaves(node) if node is not None else ():
            if isinstance(leaf, tree.Filing):
                yield "on"
            elif isinstance(leaf, tree.FactOf):
                path = leaf.path if inside else (*over, *leaf.path)
                if path[: len(at)] == at and len(path) > len(at):
                    yield from _given(Company, path[len(at)])
                elif leaf.info.derived:
                    yield _ANY


def _given(cls: type[Any], name: str) -> Iterator[str]:
    """The given facts that a fact comes from: itself, or those that a derived one reads."""
    info = facts(cls).get(name)
    if info is None:
        yield _ANY  # a fact of a firm of the caller's own class
    elif info.derived:
        yield from (path[0] for path in given_facts(info))
    else:
        yield name


@attrs.frozen
class Outlook:
    """A firm, the date of filing, and where every programme stands with it."""

    lenses: tuple[Lens, ...]
    firm: Company
    on: Fact[date]
    standings: tuple[Standing, ...]

    @property
    def asks(self) -> frozenset[Path]:
        """The facts that may still matter to any programme."""
        return frozenset(path for standing in self.standings for path in standing.asks)

    def info(self, path: Path) -> FactInfo:
        """What is known of a fact that some programme waits for."""
        if any(path in standing.asks for standing in self.standings):
            for lens in self.lenses:
                if (info := lens.info(path)) is not None:
                    return info
        raise KeyError(path)

    def after(self, path: Path, value: Any) -> Outlook | None:
        """The outlook with one more fact; ``None`` where the fact makes no sense beside the others."""
        firm, on = self.firm, self.on
        try:
            if path == ("on",):
                on = value
            else:
                firm = changed(firm, {path: value})
            seen: _Seen = {}
            known = {str(path[0])} | following(firm)
            standings = tuple(
                lens.standing_after(standing, known, firm, on, seen)
                for lens, standing in zip(self.lenses, self.standings, strict=True)
            )
        except InvalidInput:
            return None
        return Outlook(self.lenses, firm, on, standings)


def outlook_on(lenses: Iterable[Lens], firm: Company, on: Fact[date]) -> Outlook:
    """The outlook of a firm through some lenses."""
    through = tuple(lenses)
    seen: _Seen = {}
    return Outlook(through, firm, on, tuple(lens.standing(firm, on, seen) for lens in through))
