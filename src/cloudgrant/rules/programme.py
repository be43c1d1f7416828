"""A programme: its clauses, rules and dated policies, and how it decides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeVar, overload

from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.decided import judge_at, judged
from cloudgrant.rules.deciding.given_rulings import consistent, rulings_of
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.law.joining import joined
from cloudgrant.rules.law.policies import DatedPolicy, PolicyHistory
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.writing.declaration import Calculation, Rule, Stage
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Programme"]

S = TypeVar("S")
P = TypeVar("P")

_JUDGES_KNOW = frozenset(("subjects", "traced", "award", "award_tree"))
"""The parts of a programme that its judges are made of."""


class _Edition(Protocol):
    """What an edition is to a programme: policies by the names of programmes."""

    @property
    def policies(self) -> Mapping[str, Any]: ...


class Programme(Law[S, P]):
    """A programme that decides on subjects of one class under policies of one class.

    ``rules`` join in the order in which findings are to be read; each is traced here, and
    everything that any of them may not say is raised at once as
    :class:`~cloudgrant.rules.writing.refusals.RuleRefused`. ``policies`` gives the policies with the first
    day of each (or as :class:`~cloudgrant.rules.law.policies.DatedPolicy`, for revisions); the last is in
    force until a later one begins, so that a filing after the last window is *not met*, never a
    lookup error. ``stages`` names the subject class of stages other
    than the application. ``award`` is the calculation of what an eligible subject is granted; in a
    competition there is none, but a ``ceiling`` of what may be asked for. ``parties`` names, by
    stage, the list of those who take part together, see
    :meth:`~cloudgrant.rules.assessment.Assessment.for_party`.
    ``realised_by`` names what realises clauses besides: processes, criteria, information.
    """

    _module: str
    _made: tuple[Any, ...] | None

    def __init__(
        self,
        name: str,
        *,
        title: Text,
        subject: type[S],
        policies: Mapping[date, P] | Iterable[DatedPolicy[P]],
        clauses: Iterable[Clause],
        rules: Iterable[Rule[...] | ForEach],
        award: Calculation[..., Any] | None = None,
        ceiling: Calculation[..., Any] | None = None,
        parties: Mapping[Stage, str] | None = None,
        calculations: Iterable[Calculation[..., Any]] = (),
        realised_by: Iterable[Realised] = (),
        stages: Mapping[Stage, type[Any]] | None = None,
    ) -> None:
        history = PolicyHistory(policies)
        subjects: dict[Stage, type[Any]] = {"application": subject, **(stages or {})}
        stated = tuple(clauses)
        by_id = {clause.id: clause for clause in stated}
        calculated = (*(one for one in (award, ceiling) if one is not None), *calculations)
        every, realised = tuple(dict.fromkeys(calculated)), tuple(realised_by)
        traced, award_tree = joined(
            rules,
            clauses=stated,
            asked=by_id,
            subjects=subjects,
            policy=history.policy_class,
            award=award,
            calculations=every,
            realised_by=realised,
        )
        super().__init__(
            name=name,
            title=title,
            subjects=MappingProxyType(subjects),
            history=history,
            deciding=history,
            change=None,
            clauses=MappingProxyType(by_id),
            traced=traced,
            award=award,
            award_tree=award_tree,
            ceiling=ceiling,
            parties=MappingProxyType(dict(parties or {})),
            calculations=every,
            realised_by=realised,
        )
        vars(self).update(_module=sys._getframe(1).f_globals.get("__name__", ""), _made=None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a programme is immutable: cannot set {name}")

    def revised(self, *policies: DatedPolicy[P]) -> Programme[S, P]:
        """The same programme with further policies: a correction, or a new edition as data.

        Rules and clauses stay; everything published before stays with its digest.
        """
        history = PolicyHistory((*self.history.published, *policies))
        deciding = history if self.change is None else history.changed(self.change)
        return self.derived(_revised, (self, *policies), history=history, deciding=deciding)

    def derived(
        self, maker: Callable[..., Programme[S, P]], arguments: tuple[Any, ...], **parts: Any
    ) -> Programme[S, P]:
        """A copy in which some ``parts`` (of :meth:`~cloudgrant.rules.law.in_force.Law.parts`) are others.

        All else, now and when a part is added, is as it was. ``maker`` of ``arguments`` gives the copy
        again, for pickle.
        """
        again: Programme[S, P] = object.__new__(type(self))
        vars(again).update(vars(self), _made=(maker, arguments))
        Law.__init__(again, **{**self.parts(), **parts})
        if not _JUDGES_KNOW & parts.keys():
            vars(again)["judges"] = self.judges
        return again

    def with_rules(
        self,
        maker: Callable[..., Programme[S, P]],
        arguments: tuple[Any, ...],
        rules: Iterable[Rule[...] | ForEach],
        clauses: Iterable[Clause],
        **parts: Any,
    ) -> Programme[S, P]:
        """A copy with these rules in place of its own and further clauses; see :meth:`derived`.

        Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for what rules may not say.
        """
        stated = tuple(clauses)
        added = {clause.id: clause for clause in stated}
        kept = [clause for clause in self.clauses.values() if clause.id not in added]
        cited = MappingProxyType({**self.clauses, **added})
        traced, award_tree = joined(
            rules,
            clauses=(*kept, *stated),
            asked=added.keys() - self.clauses.keys(),
            subjects=self.subjects,
            policy=self.policy,
            award=self.award,
            calculations=self.calculations,
            realised_by=self.realised_by,
        )
        return self.derived(maker, arguments, clauses=cited, traced=traced, award_tree=award_tree, **parts)

    # How it decides.

    @overload
    def assess(
        self,
        subject: S,
        *,
        on: Fact[date] = UNKNOWN,
        policy: P | None = None,
        edition: _Edition | None = None,
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
        edition: _Edition | None = None,
        stage: Stage,
        rulings: Iterable[Ruling] = (),
    ) -> Assessment[Any, P]: ...
    def assess(
        self,
        subject: Any,
        *,
        on: Fact[date] = UNKNOWN,
        policy: P | None = None,
        edition: _Edition | None = None,
        stage: Stage = "application",
        rulings: Iterable[Ruling] = (),
    ) -> Assessment[Any, P]:
        """Decide on a subject as of ``on``, the civil date of the act that is judged (the filing).

        ``policy`` is the one in force on that day unless given, or is that of an ``edition`` (of
        :mod:`cloudgrant.editions`); ``rulings`` settle what is at a reviewer's discretion or left open
        by the text; one that settles nothing is told in ``unused_rulings`` of the decision. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for a subject of another class, for a
        ``datetime`` as date, for rulings that contradict each other, and where neither date
        nor policy is given;
        :class:`~cloudgrant.rules.law.policies.NoPolicy` for a day before the first policy.
        """
        if edition is not None:
            policy = self._of_edition(edition, policy)
        expected, judge = self.judges.get(stage) or judge_at(self, stage)
        if policy is None and type(on) is date and isinstance(subject, expected):
            latest = self.deciding.published[-1]
            policy = latest.policy if latest.since <= on else self.deciding.on(on)
        else:
            policy = self._checked(subject, on, policy, stage)
        if rulings:
            return self._assess_with(rulings, subject, policy, on, stage)
        outcome, award, results = judge(subject, policy, on)
        return Assessment(self, subject, policy, on, stage, outcome, award, results)

    def _of_edition(self, edition: _Edition, policy: P | None) -> P:
        """This programme's policy in an edition, as this reform changes it."""
        policies = getattr(edition, "policies", None)
        if not isinstance(policies, Mapping):
            given = type(edition).__name__
            raise InvalidInput([Problem.at(["edition"], "subject", expected="Edition", given=given)])
        found: P | None = policies.get(self.name)
        if policy is not None or found is None:
            where, code = ("policy", "duplicate") if policy is not None else ("edition", "required")
            raise InvalidInput([Problem.at([where], code, given="policy, edition")])
        return found if self.change is None else self.change(found)

    def _assess_with(
        self, given: object, subject: S, policy: P, on: Fact[date], stage: Stage
    ) -> Assessment[S, P]:
        rulings = consistent(self, stage, subject, rulings_of(given))
        answer = judged(self, subject, policy, on, stage, rulings)
        return Assessment(self, subject, policy, on, stage, *answer, rulings)

    def _checked(self, subject: Any, on: Any, policy: P | None, stage: Stage) -> P:
        problems = []
        expected = self.subjects[stage]
        if not isinstance(subject, expected):
            problems.append(
                Problem.at(["subject"], "subject", expected=expected.__name__, given=type(subject).__name__)
            )
        if on is UNKNOWN and policy is None:
            problems.append(Problem.at(["on"], "required"))
        elif on is not UNKNOWN and not is_civil_date(on):
            problems.append(no_civil_date("on", on))
        if policy is not None and not isinstance(policy, self.policy):
            problems.append(
                Problem.at(["policy"], "subject", expected=self.policy.__name__, given=type(policy).__name__)
            )
        if problems:
            raise InvalidInput(problems)
        day: Any = on
        return self.policy_on(day) if policy is None else policy

    def __reduce__(self) -> str | tuple[Any, ...]:
        if self._made is not None:
            return self._made
        module = sys.modules.get(self._module)
        for name, value in vars(module).items() if module else ():
            if value is self:
                return _programme, (self._module, name)
        raise TypeError(f"programme {self.name!r} pickles only as a global of the module that declares it")

    def __copy__(self) -> Programme[S, P]:
        return self

    def __deepcopy__(self, memo: Any) -> Programme[S, P]:
        return self

    def __repr__(self) -> str:
        return f"<programme {self.name}>"


def _programme(module: str, name: str) -> Any:
    import importlib

    return getattr(importlib.import_module(module), name)


def _revised(base: Programme[Any, Any], *policies: DatedPolicy[Any]) -> Programme[Any, Any]:
    return base.revised(*policies)
