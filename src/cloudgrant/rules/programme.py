"""A programme: its rules and its editions, and how it decides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, overload

from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.decided import judge_at, judged, own_decider
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition, NoEdition
from cloudgrant.rules.law.edition_arguments import listed
from cloudgrant.rules.law.editions import Period, from_policies, in_time, periods
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.law.joining import joined
from cloudgrant.rules.law.later import LaterStages, with_later
from cloudgrant.rules.law.of_edition import law_parts
from cloudgrant.rules.law.programme_arguments import programme_problems
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.rules.writing.declaration import Calculation, Rule, Stage
from cloudgrant.rules.writing.for_each import ForEach, each
from cloudgrant.rules.writing.refusals import RuleRefused
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

if TYPE_CHECKING:  # loaded where one is given
    from cloudgrant.rules.law.call import Call

__all__ = ["Programme"]

S = TypeVar("S")
P = TypeVar("P")

_WHICH = Text(
    "programme.which",
    zh="應載明適用之年度版本（{expected}）：後續階段依申請時之版本",
    en="say which edition was applied under ({expected}): later stages go by that of the application",
)


_COMPLETING = RLock()

_FOREIGN = 16
"""Of how many editions besides its own a programme keeps what it made of them."""

_MOST_DAYS = 512
"""For how many days a programme keeps what decides on them."""

_OTHER = Text(
    "programme.other",
    zh="載明依 {given} 申請，不得依 {expected} 審認",
    en="says {given}, and is not to be judged under {expected}",
)


class _NotYet:
    """A part of a programme whose later stages nobody has asked for: asking for it completes the programme.

    What stands in an object comes before this, so that nothing that is there costs more than without it.
    """

    name = ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name = name

    def __get__(self, programme: Any, owner: type[Any] | None = None) -> Any:
        if programme is None:
            raise AttributeError(self.name)
        programme._complete()  # or waits for another thread that does
        if self.name not in vars(programme):
            raise AttributeError(self.name)
        return vars(programme)[self.name]


class Programme(Law[S, P]):
    """A programme that decides on subjects of one class, year by year under its editions.

    ``rules`` join in the order in which findings are to be read; each is traced here, and everything that any
    of them may not say is raised at once as :class:`~cloudgrant.rules.writing.refusals.RuleRefused`.
    ``edition`` is the latest (those before it follow from it): a rule is in force where its clause is. A
    programme of few words gives ``policies`` instead, its numbers with the first day of each, and its
    ``clauses``: the same text with other numbers; the last stays in force, so that a filing after the last
    window is *not met*. ``stages`` names the subject class of stages other than the application. ``award`` is
    the calculation of what an eligible subject is granted; in a competition there is none, but a ``ceiling``
    of what may be asked for; both are written in the words of rules. ``parties`` names, by stage, the list of
    those who take part together, see :meth:`~cloudgrant.rules.assessment.Assessment.for_party`.
    ``realised_by`` names what realises clauses besides: processes, criteria, information; ``call`` what is
    offered to whom, and when, for listings, or a function that gives it when it is asked for. ``later`` gives
    stages after the application with their rules, and is called when anything but the decision on an
    application is first asked for: what it gives is refused then. Where it is not
    ``whole``, it is some of the rules of another programme, about one role, and has the clauses that they
    rest on.

    A programme itself decides by the edition of each day; :meth:`under` gives it under one edition alone.
    What it shows of itself (``rules``, ``clauses``, ``edition``) is that of the last edition.
    """

    editions: tuple[Edition[P], ...]
    """Every edition ever published, by beginning, each revision after what it corrects."""
    bound: bool
    """Whether it is under one edition alone, whatever the day."""
    whole: bool
    """Whether every clause of its editions is its own."""
    _laws: dict[Edition[P], Programme[S, P]]
    _foreign: dict[Edition[P], Programme[S, P]]
    _timeline: tuple[tuple[date, date, Programme[S, P]], ...]
    _days: dict[date, dict[type[Any], Callable[[Any], Assessment[S, P]]]]
    _parts: dict[str, Any]
    _module: str
    _made: tuple[Any, ...] | None
    _first: Programme[S, P]

    def __init__(
        self,
        name: str,
        *,
        title: Text,
        subject: type[S],
        rules: Iterable[Rule[...] | ForEach],
        edition: Edition[P] | None = None,
        policies: Mapping[date, P] | None = None,
        clauses: Iterable[Clause] = (),
        award: Calculation[..., Any] | None = None,
        ceiling: Calculation[..., Any] | None = None,
        parties: Mapping[Stage, str] | None = None,
        calculations: Iterable[Calculation[..., Any]] = (),
        realised_by: Iterable[Realised] = (),
        stages: Mapping[Stage, type[Any]] | None = None,
        later: Callable[[], LaterStages] | None = None,
        whole: bool = True,
        call: Call | Callable[[], Call] | None = None,
    ) -> None:
        given = {
            "title": title,
            "subject": subject,
            "rules": listed(rules),
            "edition": edition,
            "policies": policies,
            "clauses": listed(clauses),
            "award": award,
            "ceiling": ceiling,
            "parties": parties,
            "calculations": listed(calculations),
            "realised_by": listed(realised_by),
            "stages": stages,
            "whole": whole,
            "call": call,
        }
        vars(self).update(_module=sys._getframe(1).f_globals.get("__name__", ""))
        if later is None:
            self._join(name, given)
        elif edition is None or any(one.rules or one.without for one in in_time(edition)):
            self._join(name, with_later(given, later()))
        else:
            self._await(name, given, later)

    def _await(self, name: str, given: dict[str, Any], later: Callable[[], LaterStages]) -> None:
        """Begin with what applications are judged by; all else is joined when any of it is asked for."""
        first: Programme[S, P] = object.__new__(type(self))
        vars(first).update(_module=self._module)
        first._join(name, {**given, "realised_by": (), "parties": None, "whole": False, "call": None})
        laws: dict[Edition[P], Programme[S, P]] = {}
        vars(self).update(
            name=name,
            title=first.title,
            edition=first.edition,
            editions=first.editions,
            bound=False,
            whole=given["whole"],
            deciders={},
            **_amounts(first),
            _first=first,
            _foreign={},
            _laws=laws,
            _made=None,
            _pending=lambda: self._join(name, with_later(given, later())),
        )
        for one in self.editions:
            law = laws[one] = object.__new__(type(self))
            vars(law).update(_laws={one: law}, _foreign={}, _timeline=((date.min, date.max, law),), _days={})
            vars(law).update(name=name, title=first.title, edition=one, editions=(one,), bound=True)
            vars(law).update(whole=self.whole, deciders={}, _first=first._laws[one], _module=self._module)
            vars(law).update(_made=self._called(one), _pending=self._complete, **_amounts(first._laws[one]))
        vars(self).update(_timeline=self._begun(), _days={})

    if not TYPE_CHECKING:  # what Law declares, while it is not there yet
        subjects = _NotYet()
        clauses = _NotYet()
        calculations = _NotYet()
        realised_by = _NotYet()
        judges = _NotYet()
        _traced = _NotYet()
        _stages = _NotYet()
        _ids = _NotYet()
        _parts = _NotYet()
        parties = _NotYet()

    @property
    def applications(self) -> Law[S, P]:
        """The law that applications are judged by: what is there already, while the rest is not."""
        return self._first if "_pending" in vars(self) else self

    def _complete(self) -> None:
        with _COMPLETING:
            pending = vars(self).get("_pending")
            if pending is not None:
                pending()
                vars(self).pop("_pending", None)

    def _join(self, name: str, given: Mapping[str, Any]) -> None:
        """Trace every rule and bind it to each edition; everything that they may not say is refused."""
        problems = programme_problems(
            name=name, **{one: given[one] for one in given if one not in ("subject", "call")}
        )
        if problems:
            raise RuleRefused(problems)
        edition, rules, award, ceiling = (given[one] for one in ("edition", "rules", "award", "ceiling"))
        call = given["call"]
        own, parties, whole = given["clauses"], given["parties"] or {}, given["whole"]
        editions = from_policies(name, given["policies"] or {}, own) if edition is None else in_time(edition)
        subjects: dict[Stage, type[Any]] = {"application": given["subject"], **(given["stages"] or {})}
        stated = {id: clause for one in editions for id, clause in one.clauses.items()}
        calculated = (*(one for one in (award, ceiling) if one is not None), *given["calculations"])
        every = tuple({id(one): one for one in calculated}.values())  # none of them need be a calculation
        realised = tuple(given["realised_by"])
        worded = {rule.clause for one in editions for _, rule in each(one.rules)}
        traced, award_tree, ceiling_tree = joined(
            rules,
            clauses=own if edition is None else stated.values(),
            asked=[id for id in stated if id not in worded] if whole else (),
            subjects=subjects,
            parties=parties,
            policy=type(editions[-1].policy),
            award=award,
            ceiling=ceiling,
            calculations=every,
            realised_by=realised,
        )
        if call is not None and not callable(call):
            from cloudgrant.rules.law.call import call_problems

            policy_class = type(editions[-1].policy)
            problems = [*call_problems(call, policy=policy_class, clauses=stated, rules=traced)]
            if problems:
                raise RuleRefused(problems)
        parts = {
            "name": name,
            "title": given["title"],
            "subjects": MappingProxyType(subjects),
            "traced": traced,
            "award": award,
            "award_tree": award_tree,
            "ceiling": ceiling,
            "ceiling_tree": ceiling_tree,
            "parties": MappingProxyType(dict(parties)),
            "calculations": every,
            "realised_by": realised,
            "call": call,
        }
        self._begin(editions, parts, whole=whole, made=None)

    def _begin(
        self,
        editions: tuple[Edition[P], ...],
        parts: dict[str, Any],
        *,
        whole: bool,
        made: tuple[Any, ...] | None,
    ) -> None:
        """Bind the rules to each edition; what any of them may not say is refused here."""
        vars(self).update(editions=editions, bound=False, whole=whole, _parts=parts, _made=made)
        before: dict[Edition[P], Programme[S, P]] = vars(self).get("_laws", {})
        laws = {one: self._restricted(one, before.get(one)) for one in editions}
        vars(self).update(_laws=laws, _foreign={})
        last = laws[editions[-1]]
        Law.__init__(self, **last.parts())
        vars(self).update(judges=last.judges, deciders=last.deciders, _timeline=self._begun(), _days={})

    def _begun(self) -> tuple[tuple[date, date, Programme[S, P]], ...]:
        return tuple((one.since, one.until or date.max, self._laws[one]) for one in reversed(self.editions))

    def _restricted(self, edition: Edition[P], begun: Programme[S, P] | None = None) -> Programme[S, P]:
        """The programme under one edition; one that was ``begun`` without its later stages is completed."""
        again: Programme[S, P] = object.__new__(type(self)) if begun is None else begun
        vars(again).pop("_pending", None)
        Law.__init__(again, **law_parts(self._parts, edition, whole=self.whole))
        vars(again).update(
            editions=(edition,),
            bound=True,
            whole=self.whole,
            _parts=self._parts,
            _made=self._called(edition),
            _module=self._module,
        )
        vars(again).update(
            _laws={edition: again}, _foreign={}, _timeline=((date.min, date.max, again),), _days={}
        )
        return again

    def _called(self, edition: Edition[P]) -> tuple[Any, ...]:
        """The call that gives the programme under an edition again: by its name and days, else by itself."""
        for one in self.editions:
            if one is edition:
                return _under, (self, one.name, one.since, one.known, False)
            if one.kept.get("ended") is edition:
                return _under, (self, one.name, one.since, one.known, True)
        return _under_itself, (self, edition)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a programme is immutable: cannot set {name}")

    # The law in time.

    def on(self, day: date, *, as_known_on: date | None = None) -> Edition[P]:
        """The edition that an application filed on a day falls under, as it was known on another.

        It is known as it is now unless told. After the last day of one, until the next begins, there is a law
        but it is not known what it says: every clause is awaited. Raises
        :class:`~cloudgrant.rules.law.edition.NoEdition` before the first, and
        :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date.
        """
        days = {"on": day} if as_known_on is None else {"on": day, "as_known_on": as_known_on}
        problems = [no_civil_date(name, one) for name, one in days.items() if not is_civil_date(one)]
        if problems:
            raise InvalidInput(problems)
        if self.bound:
            return self.edition
        for one in reversed(self.editions):
            if one.since <= day and one.known_by(as_known_on):
                return one if one.holds_on(day) else one.ended()
        first = self.editions[0].since
        raise NoEdition(
            f"no edition of {self.name} was in force on {day}; the first began on {first} · "
            f"{day} 尚無適用之版本，最早自 {first} 起"
        )

    def policy_on(self, day: date, *, as_known_on: date | None = None) -> P:
        """The numbers of the edition of a day; raises as :meth:`on` does."""
        return self.on(day, as_known_on=as_known_on).policy

    def under(self, edition: Edition[P] | str | date) -> Programme[S, P]:
        """The programme under one edition alone: by itself, by name (the latest of its revisions), or by day.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for a name that none of them has, and as
        :meth:`on` does for a day.

        >>> import cloudgrant as cg
        >>> cg.points.under("roc-111").edition.policy.grant_ceiling
        200000
        """
        if isinstance(edition, str):
            edition = self.named(edition)
        elif isinstance(edition, date):
            edition = self.on(edition)
        self._refuse_foreign(edition)
        found = self._laws.get(edition)
        if found is not None:
            return found
        # An edition of nobody's, or what follows the last: few are asked for at a time.
        law = self._foreign.get(edition)
        if law is None:
            if len(self._foreign) >= _FOREIGN:
                self._foreign.clear()
            law = self._foreign.setdefault(edition, self._restricted(edition))
        return law

    def _refuse_foreign(self, edition: object) -> None:
        policy = edition.policy if isinstance(edition, Edition) else edition
        if not isinstance(edition, Edition) or not isinstance(policy, self.policy):
            expected = f"Edition[{self.policy.__name__}]"
            given = type(policy).__name__ if policy is edition else f"Edition[{type(policy).__name__}]"
            raise InvalidInput([Problem.at(["edition"], "subject", expected=expected, given=given)])

    def named(self, name: str, *, as_known_on: date | None = None) -> Edition[P]:
        """The edition of a name, as revised last or as known on a day; raises as :meth:`under` does.

        Where none but a reform of it is left, that is meant.
        """
        names = self.names(as_known_on=as_known_on)
        if name not in names:
            hint = did_you_mean(name, names)
            raise InvalidInput([Problem.at(["edition"], "edition.name", _NO_NAME, given=name, hint=hint)])
        return names[name]

    def names(self, *, as_known_on: date | None = None) -> dict[str, Edition[P]]:
        """Every name by which :meth:`named` finds an edition, as it is known now or was on a day."""
        known = [one for one in self.editions if one.known_by(as_known_on)]
        names: dict[str, Edition[P]] = {}
        for one in known:
            if one.until is not None:  # of what a reform cut, the last part is the end
                names[f"after {one.published.name}"] = names[f"after {one.name}"] = one.ended()
        for one in sorted(known, key=lambda one: one.published.name == one.name):
            names[one.published.name] = names[one.name] = one
        return names

    def periods(self) -> tuple[Period, ...]:
        """Which edition is in force when, from the first day on; always the one that it is bound to.

        After the last day of an edition, until the next begins, that is one of which everything is awaited.
        """
        return (Period(date.min, None, self.edition),) if self.bound else tuple(periods(self.editions))

    def of_digest(self, digest: str) -> Edition[P]:
        """The edition whose numbers have a digest, as a receipt names it; raises ``NoEdition`` for none."""
        for one in self.editions:
            if digest in (policy_digest(one.policy), policy_digest(one.published.policy)):
                return one
        raise NoEdition(f"no published edition has the digest {digest} · 查無此摘要之版本")

    def with_editions(self, *later: Edition[P]) -> Programme[S, P]:
        """The same programme with further editions: the next year, or a correction, and what each follows.

        All else stays, and everything published before stays with its digest. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for two editions of the same days, and
        :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for what their rules may not say.
        """
        return self.replaced(in_time(*self.editions, *later), (_with_editions, (self, later)))

    def replaced(self, editions: tuple[Edition[P], ...], made: tuple[Any, ...]) -> Programme[S, P]:
        """The same rules under other editions; the call that ``made`` names gives it again, for pickle."""
        again: Programme[S, P] = object.__new__(type(self))
        vars(again).update(_module=self._module)
        again._begin(editions, self._parts, whole=self.whole, made=made)
        if not self.bound or len(editions) > 1:  # one that was cut in two is two, each of its own days
            return again
        law = again._laws[again.editions[-1]]
        vars(law).update(_made=made)
        return law

    # How it decides.

    @overload
    def assess(
        self,
        subject: S,
        *,
        on: Fact[date] = UNKNOWN,
        policy: P | None = None,
        edition: Edition[P] | str | None = None,
        stage: Literal["application"] = "application",
        rulings: Iterable[Ruling] = (),
    ) -> Assessment[S, P]: ...
    @overload  # other stages judge subjects of other classes, see `subjects`
    def assess(
        self,
        subject: Any,
        *,
        on: Fact[date] = UNKNOWN,
        policy: P | None = None,
        edition: Edition[P] | str | None = None,
        stage: Stage,
        rulings: Iterable[Ruling] = (),
    ) -> Assessment[Any, P]: ...
    def assess(
        self,
        subject: Any,
        *,
        on: Fact[date] = UNKNOWN,
        policy: P | None = None,
        edition: Edition[P] | str | None = None,
        stage: Stage = "application",
        rulings: Iterable[Ruling] = (),
    ) -> Assessment[Any, P]:
        """Decide on a subject as of ``on``, the civil date of the act that is judged (the filing).

        An application goes by the edition of that day; a later stage by that of the application, which the
        subject carries (``subject.edition``) or ``edition`` says, by name or itself. ``policy`` are other
        numbers under the same text, as in a what-if: they choose no text. ``rulings`` settle what is at a
        reviewer's discretion or left open by the text; one that settles nothing is told in ``unused_rulings``
        of the decision. Raises :class:`~cloudgrant.values.problems.InvalidInput` for a subject of another
        class, for a ``datetime`` as date, for rulings that contradict each other, where neither date, edition
        nor policy is given, and where it is not known which of several editions a later stage goes by, or the
        one given is not its own; :class:`~cloudgrant.rules.law.edition.NoEdition` for a day before the first
        edition.
        """
        law = None
        if edition is None and stage == "application" and type(on) is date:
            if policy is None and not rulings:  # so it is of nearly all decisions
                of_day = self._days.get(on)
                decide = None if of_day is None else of_day.get(type(subject))
                if decide is None:
                    decide = self._decider(on, type(subject))
                if decide is not None:
                    return decide(subject)
            law = self._begun_by(on)
        if law is None:
            law = self if self.bound and edition is None else self._law(subject, on, policy, edition, stage)
        expected, judge = law.judges.get(stage) or judge_at(law, stage)
        if policy is None and type(on) is date and isinstance(subject, expected):
            policy = law.edition.policy
        else:
            said = law is self or edition is not None or _carried(subject, stage) is not UNKNOWN
            policy = law._checked(subject, on, policy, stage, day_needed=not said)
        if stage != "application":
            law._refuse_other(_carried(subject, stage))
        if rulings:
            return law._assess_with(rulings, subject, policy, on, stage)
        outcome, award, results = judge(subject, policy, on)
        return Assessment(law, subject, policy, on, stage, outcome, award, results)

    def _begun_by(self, day: date) -> Programme[S, P] | None:
        """The law of a day under an edition of its own."""
        for since, until, law in self._timeline:
            if since <= day:
                return law if day <= until else None
        return None

    def _decider(self, day: date, cls: type[Any]) -> Callable[[Any], Assessment[S, P]] | None:
        """What decides on applications of a class on a day under the numbers of its law."""
        law = self._begun_by(day)
        of_class = None if law is None else law.deciders.get(cls) or own_decider(law, cls, Assessment)
        if of_class is None:
            return None
        if len(self._days) >= _MOST_DAYS:
            self._days.clear()
        return self._days.setdefault(day, {}).setdefault(cls, of_class(day))

    def _refuse_other(self, carried: Any) -> None:
        """Refuse to judge under one edition what says that it was applied for under another."""
        own = (self.edition.name, self.edition.published.name)
        if carried is not UNKNOWN and carried not in own:
            expected = self.edition.name
            raise InvalidInput(
                [Problem.at(["edition"], "edition.other", _OTHER, given=carried, expected=expected)]
            )

    def _law(
        self, subject: Any, on: Any, policy: P | None, edition: Edition[P] | str | None, stage: Stage
    ) -> Programme[S, P]:
        """The law that a decision goes by."""
        if edition is not None:
            return self.under(edition)
        return self.law_on(on, edition=_carried(subject, stage), policy=policy, stage=stage)

    def law_on(
        self,
        day: Fact[date],
        *,
        edition: Fact[str] = UNKNOWN,
        policy: P | None = None,
        stage: Stage = "application",
    ) -> Programme[S, P]:
        """The programme under the edition that an act on a day goes by, as :meth:`assess` takes it.

        An application goes by that of its day, whatever numbers are given: after the last day of the last
        edition nothing is known of the law, and numbers are no text. A later act goes by ``edition``, the
        name of that of the application, and where that is not known by the one whose the numbers of
        ``policy`` are, else by the only one begun. Raises as :meth:`assess` does.
        """
        if self.bound:
            return self
        if edition is not UNKNOWN:
            return self.under(edition)
        dated = is_civil_date(day)
        if dated and stage == "application":
            for since, until, law in self._timeline:
                if since <= day:
                    return law if day <= until else self.under(law.edition.ended())
        own = None if policy is None else self._whose(policy)
        if own is not None:
            return own
        if policy is not None and dated and cast("date", day) < self.editions[0].since:
            return self._laws[self.editions[0]]  # a what-if before the first edition is under its text
        if stage != "application":
            return self.of_later_act(cast("date", day) if dated else None)
        # Where the day is needed, it is told to be missing; before the first edition there is no law.
        return self.under(self.on(cast("date", day))) if dated else self._laws[self.editions[-1]]

    def _whose(self, policy: P) -> Programme[S, P] | None:
        """The programme under the edition whose numbers these are; ``None`` where they are of none."""
        same = (one for one in self.editions if one.policy is policy)
        alike = (one for one in reversed(self.editions) if policy in (one.policy, one.published.policy))
        found = next(same, None) or next(alike, None)
        return None if found is None else self._laws[found]

    def of_later_act(self, on: date | None = None) -> Programme[S, P]:
        """The programme under the only edition that a later act of a day can go by, where it says none.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` where there are several
        (``edition.required``).
        """
        begun = {one.name: one for one in self.editions if on is None or one.since <= on}
        if not begun:
            return self.under(self.on(self.editions[0].since if on is None else on))
        if len(begun) > 1:
            expected = ", ".join(begun)
            raise InvalidInput([Problem.at(["edition"], "edition.required", _WHICH, expected=expected)])
        return self._laws[next(iter(begun.values()))]

    def _assess_with(
        self, given: object, subject: S, policy: P, on: Fact[date], stage: Stage
    ) -> Assessment[S, P]:
        from cloudgrant.rules.deciding.given_rulings import consistent, rulings_of  # few decisions have any

        rulings = consistent(self, stage, subject, rulings_of(given))
        answer = judged(self, subject, policy, on, stage, rulings)
        return Assessment(self, subject, policy, on, stage, *answer, rulings)

    def _checked(self, subject: Any, on: Any, policy: P | None, stage: Stage, *, day_needed: bool) -> P:
        problems = []
        expected = self.subjects[stage]
        if not isinstance(subject, expected):
            problems.append(
                Problem.at(["subject"], "subject", expected=expected.__name__, given=type(subject).__name__)
            )
        if on is UNKNOWN and policy is None and day_needed:
            problems.append(Problem.at(["on"], "required"))
        elif on is not UNKNOWN and not is_civil_date(on):
            problems.append(no_civil_date("on", on))
        if policy is not None and not isinstance(policy, self.policy):
            problems.append(
                Problem.at(["policy"], "subject", expected=self.policy.__name__, given=type(policy).__name__)
            )
        if problems:
            raise InvalidInput(problems)
        return self.edition.policy if policy is None else policy

    def __reduce__(self) -> str | tuple[Any, ...]:
        if self._made is not None:
            return self._made
        module = sys.modules.get(self._module)
        for name, value in vars(module).copy().items() if module else ():
            if value is self:
                return _programme, (self._module, name)
        raise TypeError(f"programme {self.name!r} pickles only as a global of the module that declares it")

    def __copy__(self) -> Programme[S, P]:
        return self

    def __deepcopy__(self, memo: Any) -> Programme[S, P]:
        return self

    def __repr__(self) -> str:
        return f"<programme {self.name}{f' under {self.edition.name}' if self.bound else ''}>"


def _amounts(law: Law[Any, Any]) -> dict[str, Any]:
    """What is granted or may be asked for: of applications alone."""
    return {name: getattr(law, name) for name in ("award", "award_tree", "ceiling", "ceiling_tree")}


def _programme(module: str, name: str) -> Any:
    import importlib

    return getattr(importlib.import_module(module), name)


def _carried(subject: Any, stage: Stage) -> Any:
    """The name of the edition that a later act was applied for under, where its subject says."""
    return UNKNOWN if stage == "application" else getattr(subject, "edition", UNKNOWN)


def _under(base: Programme[Any, Any], name: str, since: date, known: date | None, ended: bool) -> Any:
    for one in base.editions:
        if (one.name, one.since, one.known) == (name, since, known):
            return base.under(one.ended() if ended else one)
    return base.under(f"after {name}" if ended else name)  # as it is now, or told that there is none


def _under_itself(base: Programme[Any, Any], edition: Edition[Any]) -> Any:
    return base.under(edition)


def _with_editions(base: Programme[Any, Any], later: tuple[Edition[Any], ...]) -> Any:
    return base.with_editions(*later)


_NO_NAME = Text(
    "programme.no_name", zh="沒有「{given}」這個版本{hint}", en="there is no edition {given}{hint}"
)
