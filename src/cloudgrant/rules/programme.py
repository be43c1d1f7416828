"""A programme: its clauses, rules and dated policies, and how it decides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypeVar, overload

import attrs

from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.compiled import judge_of
from cloudgrant.rules.deciding.judging import Award, Judge, judge_stage
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.policies import DatedPolicy, PolicyHistory
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing.declaration import Calculation, Rule, Stage, TracedRule, of_three
from cloudgrant.rules.writing.refusals import RuleRefused, simple_refusal
from cloudgrant.rules.writing.tracing import trace, trace_rule
from cloudgrant.rules.writing.tree import Node
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["ForEach", "Programme", "for_each"]

S = TypeVar("S")
P = TypeVar("P")


class _Edition(Protocol):
    """What an edition is to a programme: policies by the names of programmes."""

    @property
    def policies(self) -> Mapping[str, Any]: ...


@attrs.frozen
class ForEach:
    """Rules about each item of a list fact of the subject, as :func:`for_each` declares them."""

    over: str
    rules: tuple[Rule[...], ...]


def for_each(over: str, *rules: Rule[...]) -> ForEach:
    """Judge each item of the subject's list ``over`` by these rules.

    The programme's finding joins the items' findings, which stand in its ``parts`` with their
    paths. An unknown list or item is undetermined; an empty list holds vacuously.
    """
    return ForEach(over, rules)


class Programme(Generic[S, P]):
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

    name: str
    title: Text
    subject: type[S]
    subjects: Mapping[Stage, type[Any]]
    policy: type[P]
    history: PolicyHistory[P]
    clauses: Mapping[str, Clause]
    award: Calculation[..., Any] | None
    ceiling: Calculation[..., Any] | None
    parties: Mapping[Stage, str]
    award_of: Award | None
    award_tree: Node | None
    calculations: tuple[Calculation[..., Any], ...]
    realised_by: tuple[Realised, ...]
    _traced: Mapping[str, TracedRule]
    _stages: Mapping[Stage, tuple[TracedRule, ...]]
    _ids: Mapping[Stage, tuple[str, ...]]
    _judges: dict[Stage, tuple[type[Any], Judge]]
    _module: str
    deciding: PolicyHistory[P]
    change: Callable[[P], P] | None
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
        subjects: dict[Stage, type[Any]] = {"application": subject}
        subjects.update(stages or {})
        vars(self).update(
            name=name,
            title=title,
            subject=subject,
            subjects=MappingProxyType(subjects),
            history=history,
            policy=history.policy_class,
            clauses=MappingProxyType({clause.id: clause for clause in clauses}),
            award=award,
            ceiling=ceiling,
            parties=MappingProxyType(dict(parties or {})),
            calculations=tuple(
                dict.fromkeys((*(one for one in (award, ceiling) if one is not None), *calculations))
            ),
            realised_by=tuple(realised_by),
            _judges={},
            _module=sys._getframe(1).f_globals.get("__name__", ""),
            deciding=history,
            change=None,
            _made=None,
        )
        traced, award_tree = self._joined(rules)
        by_stage = {
            stage: tuple(one for one in traced.values() if one.rule.stage == stage) for stage in self.subjects
        }
        vars(self).update(
            _traced=traced,
            _stages=by_stage,
            _ids={stage: tuple(one.rule.id for one in rules) for stage, rules in by_stage.items()},
            award_of=of_three(award.function) if award else None,
            award_tree=award_tree,
        )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a programme is immutable: cannot set {name}")

    def _joined(self, rules: Iterable[Rule[...] | ForEach]) -> tuple[Mapping[str, TracedRule], Node | None]:
        """Every rule traced by its id, and the award; every refusal of any of them raised together."""
        joined: dict[str, TracedRule] = {}
        problems: list[Problem] = []
        for over, rule in _each(rules):
            if rule.id in joined:
                problems.append(Problem.at(["rules"], "duplicate", given=rule.id))
            if rule.clause not in self.clauses:
                problems.append(Problem.at(["rules", rule.id], "clause", given=rule.clause))
            if rule.stage not in self.subjects:
                problems.append(Problem.at(["rules", rule.id], "option", given=rule.stage,
                                           expected=", ".join(self.subjects)))  # fmt: skip
                continue
            try:
                joined[rule.id] = trace_rule(rule, self._judged_class(rule, over), self.policy, over)
            except RuleRefused as error:
                problems.extend(error.problems)
        problems += [
            Problem.at(["calculations", calculation.id], "clause", given=calculation.clause)
            for calculation in self.calculations
            if calculation.clause not in self.clauses
        ]
        problems += [
            Problem.at(["realised_by", one.code], "clause", given=one.clause)
            for one in self.realised_by
            if one.clause not in self.clauses
        ]
        award, award_tree = self.award, None
        if award is not None:
            try:
                award_tree = trace(award.id, award.function, self.subject, self.policy, "int")
            except RuleRefused as error:
                problems.extend(error.problems)
        if problems:
            raise RuleRefused(problems)
        return MappingProxyType(joined), award_tree

    def _judged_class(self, rule: Rule[...], over: str) -> type[Any]:
        cls = self.subjects[rule.stage]
        if not over:
            return cls
        known = facts(cls)
        if over not in known:
            hint = did_you_mean(over, known)
            raise RuleRefused(
                [simple_refusal(rule.id, rule.function, "rule.no_such_fact", name=over, hint=hint)]
            )
        item = known[over].item
        if item is None or item.record is None:
            raise RuleRefused([Problem.at([rule.id], "type", expected=f"a list {over!r}", given=over)])
        return item.record

    # What it holds.

    @property
    def rules(self) -> tuple[Rule[...], ...]:
        """Every rule, of all stages, in order."""
        return tuple(traced.rule for traced in self._traced.values())

    def traced(self, rule: str) -> TracedRule:
        """A rule with its trees, by id; raises ``KeyError`` if there is none."""
        return self._traced[rule]

    def traced_at(self, stage: Stage = "application") -> tuple[TracedRule, ...]:
        """The rules of a stage with their trees, in order."""
        return self._stages[stage]

    def rule_ids(self, stage: Stage = "application") -> tuple[str, ...]:
        """The ids of the rules of a stage, in order."""
        return self._ids[stage]

    @property
    def policies(self) -> tuple[DatedPolicy[P], ...]:
        """Every policy ever published, by beginning and revision; of a reform, as it changes them."""
        return self.deciding.published

    def policy_on(self, day: date, *, as_known_on: date | None = None) -> P:
        """The policy in force on a day, as it was known on another (as it is known now, unless given).

        Of a reform, as it changes that policy; ``history`` keeps what was published. Raises
        :class:`~cloudgrant.rules.law.policies.NoPolicy` before the first.
        """
        return self.deciding.on(day, as_known_on)

    def revised(self, *policies: DatedPolicy[P]) -> Programme[S, P]:
        """The same programme with further policies: a correction, or a new edition as data.

        Rules and clauses stay; everything published before stays with its digest.
        """
        history = PolicyHistory((*self.history.published, *policies))
        deciding = history if self.change is None else history.changed(self.change)
        again = self.derived(_revised, (self, *policies), deciding, self.change)
        vars(again).update(history=history)
        return again

    def derived(
        self,
        maker: Callable[..., Programme[S, P]],
        arguments: tuple[Any, ...],
        deciding: PolicyHistory[P],
        change: Callable[[P], P] | None,
    ) -> Programme[S, P]:
        """A copy that decides by other policies; ``maker`` of ``arguments`` gives it again, for pickle."""
        again: Programme[S, P] = object.__new__(Programme)
        vars(again).update(vars(self), deciding=deciding, change=change, _made=(maker, arguments))
        return again

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
        by the text. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for a subject of another class, for a
        ``datetime`` as date, a ruling on no rule, and where neither date nor policy is given;
        :class:`~cloudgrant.rules.law.policies.NoPolicy` for a day before the first policy.
        """
        if edition is not None:
            policy = self._of_edition(edition, policy)
        expected, judge = self._judges.get(stage) or self._judge(stage)
        if policy is None and type(on) is date and isinstance(subject, expected):
            latest = self.deciding.published[-1]
            policy = latest.policy if latest.since <= on else self.deciding.on(on)
        else:
            policy = self._checked(subject, on, policy, stage)
        if rulings:
            return self._assess_with(tuple(rulings), subject, policy, on, stage)
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
        self, given: tuple[object, ...], subject: S, policy: P, on: Fact[date], stage: Stage
    ) -> Assessment[S, P]:
        rulings = tuple(one for one in given if isinstance(one, Ruling))
        problems = [
            Problem.at(["rulings", index], "subject", expected=Ruling.__name__, given=type(one).__name__)
            for index, one in enumerate(given)
            if not isinstance(one, Ruling)
        ]
        problems += [
            Problem.at(["rulings", index, "rule"], "clause", given=one.rule)
            for index, one in enumerate(given)
            if isinstance(one, Ruling) and one.rule not in self._traced
        ]
        if problems:
            raise InvalidInput(problems)
        judged = judge_stage(self.traced_at(stage), self._award_at(stage)[0], subject, policy, on, rulings)
        return Assessment(self, subject, policy, on, stage, *judged, rulings)

    def _judge(self, stage: Stage) -> tuple[type[Any], Judge]:
        if stage not in self.subjects:
            expected = ", ".join(self.subjects)
            raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
        # Two threads may both build it; the judges are alike and one of them stays.
        judge = judge_of(self.traced_at(stage), *self._award_at(stage))
        return self._judges.setdefault(stage, (self.subjects[stage], judge))

    def _award_at(self, stage: Stage) -> tuple[Award | None, Node | None]:
        """The award, which only an application has."""
        return (self.award_of, self.award_tree) if stage == "application" else (None, None)

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


def _each(rules: Iterable[Rule[...] | ForEach]) -> Iterable[tuple[str, Rule[...]]]:
    for entry in rules:
        if isinstance(entry, ForEach):
            yield from ((entry.over, rule) for rule in entry.rules)
        else:
            yield "", entry
