"""A rule of which the text in force does not say yet whether it holds."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.records.fact_info import FactInfo, FactType
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Calculation, Rule, TracedRule
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["SILENT", "awaited_award", "awaited_rule", "is_awaited"]

SILENT = "edition"
"""What is waited for where nothing is known of an edition: the edition itself, once for all clauses."""

_THE_LAW = Text("awaited.the_law", zh="尚未公布之規定", en="rules that are not published yet")
_NOT_YET = Text(
    "awaited.not_yet", zh="尚未公布是否適用：{clause}", en="Not published yet whether this applies: {clause}"
)


def awaited_rule(traced: TracedRule, clause: Clause, waits_for: str) -> TracedRule:
    """The rule as one that is undetermined whatever the facts, about the subject; in words of its own."""
    rule = traced.rule
    text = _NOT_YET.filled_with({"clause": clause.text}, once_more=True)
    stated = Rule(rule.id, rule.function, text=text, force=rule.force, stage=rule.stage)
    return TracedRule(stated, tree.Awaited(waits_for, _waited_for(clause, waits_for, "bool")), None)


def awaited_award(
    award: Calculation[..., Any], clause: Clause, waits_for: str
) -> tuple[Calculation[..., Any], tree.Node]:
    """The award as one that is unknown whatever the facts, and its tree."""
    unknown = Calculation(award.id, _unknown, text=award.text, unit=award.unit)
    return unknown, tree.Awaited(waits_for, _waited_for(clause, waits_for, "int"))


def _unknown(subject: Any, policy: Any) -> Fact[int]:
    return UNKNOWN


def _waited_for(clause: Clause, waits_for: str, type: FactType) -> FactInfo:
    return FactInfo(
        name=waits_for,
        type=type,
        label=_THE_LAW if waits_for == SILENT else clause.text,
        question=clause.question,
        clause=clause.id,
        known_by="office",
    )


def is_awaited(traced: TracedRule) -> bool:
    """Whether a rule is one that the text in force does not say yet."""
    return isinstance(traced.holds, tree.Awaited)


def _escaped(words: str) -> str:
    """Words in which no brace stands for a policy value."""
    return words.replace("{", "{{").replace("}", "}}")
