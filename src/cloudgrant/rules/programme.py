"""A programme: its clauses, rules and dated policies, and how it decides."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.clause import Clause
from cloudgrant.rules.compiled import Judge, judge_of
from cloudgrant.rules.facts import facts
from cloudgrant.rules.refusals import RuleRefused
from cloudgrant.rules.rule import Calculation, Rule, Stage, TracedRule
from cloudgrant.rules.tracing import trace, trace_rule
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["DatedPolicy", "ForEach", "NoPolicy", "Programme", "for_each"]

S = TypeVar("S")
P = TypeVar("P")


class NoPolicy(LookupError):
    """The programme has no policy that was in force on the day asked for."""


@attrs.frozen
class DatedPolicy(Generic[P]):
    """A policy and the first day on which it is in force, until the next one begins."""

    since: date
    policy: P


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
    :class:`~cloudgrant.rules.refusals.RuleRefused`. ``policies`` gives the policies with the first
    day of each; the last is in force until a later one begins, so that a filing after the last
    window is *not met*, never a lookup error. ``stages`` names the subject class of stages other
    than the application. ``award`` is the calculation of what an eligible subject is granted.
    """

    def __init__(
        self,
        name: str,
        *,
        title: Text,
        subject: type[S],
        policies: Mapping[date, P],
        clauses: Iterable[Clause],
        rules: Iterable[Rule[...] | ForEach],
        award: Calculation[..., Any] | None = None,
        calculations: Iterable[Calculation[..., Any]] = (),
        stages: Mapping[Stage, type[Any]] | None = None,
    ) -> None:
        self.name = name
        self.title = title
        self.subject = subject
        self.subjects: Mapping[Stage, type[Any]] = {"application": subject, **(stages or {})}
        self.policies = tuple(DatedPolicy(since, policies[since]) for since in sorted(policies))
        if not self.policies:
            raise InvalidInput([Problem.at(["policies"], "required")])
        self.policy: type[P] = type(self.policies[0].policy)
        self.clauses: Mapping[str, Clause] = MappingProxyType({clause.id: clause for clause in clauses})
        self.award = award
        self.calculations = tuple(dict.fromkeys((*([award] if award else []), *calculations)))
        self._traced = self._joined(rules)
        self.award_tree = trace(award.id, award.function, subject, self.policy, "int") if award else None
        self._stages: Mapping[Stage, tuple[TracedRule, ...]] = {
            stage: tuple(traced for traced in self._traced.values() if traced.rule.stage == stage)
            for stage in self.subjects
        }
        self._ids = {stage: tuple(t.rule.id for t in traced) for stage, traced in self._stages.items()}
        self._judges: dict[Stage, Judge] = {}
        self._module = sys._getframe(1).f_globals.get("__name__", "")

    def _joined(self, rules: Iterable[Rule[...] | ForEach]) -> Mapping[str, TracedRule]:
        """Every rule traced by its id; every refusal of any of them raised together."""
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
        if problems:
            raise RuleRefused(problems)
        return MappingProxyType(joined)

    def _judged_class(self, rule: Rule[...], over: str) -> type[Any]:
        cls = self.subjects[rule.stage]
        if not over:
            return cls
        item = facts(cls)[over].item
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

    def policy_on(self, day: date) -> P:
        """The policy in force on a day; raises :class:`NoPolicy` before the first."""
        for dated in reversed(self.policies):
            if dated.since <= day:
                return dated.policy
        first = self.policies[0].since
        raise NoPolicy(
            f"{self.name}: no policy was in force on {day}; the first began on {first} · "
            f"{day} 尚無適用之政策，最早自 {first} 起"
        )

    # How it decides.

    def assess(
        self, subject: S, *, on: Fact[date] = UNKNOWN, policy: P | None = None, stage: Stage = "application"
    ) -> Assessment[S, P]:
        """Decide on a subject as of ``on``, the civil date of the act that is judged (the filing).

        ``policy`` is the one in force on that day unless given. Raises
        :class:`~cloudgrant.values.problems.InvalidInput` for a subject of another class, for a
        ``datetime`` as date, and where neither date nor policy is given; :class:`NoPolicy` for a
        day before the first policy.
        """
        judge = self._judges.get(stage) or self._judge(stage)
        if policy is None and type(on) is date:
            policy = self.policy_on(on)
        if (
            not isinstance(subject, self.subjects[stage])
            or not isinstance(policy, self.policy)
            or type(on) is not date
        ):
            policy = self._checked(subject, on, policy, stage)
        outcome, answers = judge(subject, policy, on)
        return Assessment(self, subject, policy, on, stage, outcome, answers)

    def _judge(self, stage: Stage) -> Judge:
        if stage not in self.subjects:
            expected = ", ".join(self.subjects)
            raise InvalidInput([Problem.at(["stage"], "option", given=stage, expected=expected)])
        # Two threads may both build it; the judges are alike and one of them stays.
        return self._judges.setdefault(stage, judge_of(self.traced_at(stage)))

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
            text = Text(zh="日期（不含時刻）", en="a date (without a time)")
            problems.append(Problem.at(["on"], "type", expected=text, given=repr(on)))
        if policy is not None and not isinstance(policy, self.policy):
            problems.append(
                Problem.at(["policy"], "subject", expected=self.policy.__name__, given=type(policy).__name__)
            )
        if problems:
            raise InvalidInput(problems)
        day: Any = on
        return self.policy_on(day) if policy is None else policy

    def __reduce__(self) -> str | tuple[Any, ...]:
        module = sys.modules.get(self._module)
        for name, value in vars(module).items() if module else ():
            if value is self:
                return _programme, (self._module, name)
        raise TypeError(f"programme {self.name!r} pickles only as a global of the module that declares it")

    def __repr__(self) -> str:
        return f"<programme {self.name}>"


def _programme(module: str, name: str) -> Any:
    import importlib

    return getattr(importlib.import_module(module), name)


def _each(rules: Iterable[Rule[...] | ForEach]) -> Iterable[tuple[str, Rule[...]]]:
    for entry in rules:
        if isinstance(entry, ForEach):
            yield from ((entry.over, rule) for rule in entry.rules)
        else:
            yield "", entry
