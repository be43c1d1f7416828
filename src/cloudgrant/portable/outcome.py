"""A rule, what all of a stage come to together, and what is granted or may be asked for, as expressions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cloudgrant.portable.expressions import SUBJECT, Holder
from cloudgrant.portable.texts import FALSE, both, opposite
from cloudgrant.portable.through_lists import Writer
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.outcome import outcome_rule

__all__ = ["amount_of", "outcome_of", "verdict_on"]


def verdict_on(traced: TracedRule) -> dict[str, Any]:
    """Whether a rule holds, and whether it applies where that is not always so.

    A rule about each item of a list has the item as its subject, which may be unknown.
    """
    writer = Writer()
    scope = (Holder("subject", ("subject != null",)),) if traced.over else SUBJECT
    applies = None if traced.applies is None else writer.truth(traced.applies, scope)
    holds = writer.truth(traced.holds, scope)
    return {
        "first": writer.first,
        "applies": None if applies is None else applies._asdict(),
        "holds": holds._asdict(),
    }


def outcome_of(rules: Iterable[TracedRule], subject: type[Any]) -> dict[str, Any]:
    """Where the rules make a subject eligible, and where ineligible."""
    writer, rule = Writer(), outcome_rule(rules, subject)
    clear, applied = writer.truth(rule.clear, SUBJECT), writer.truth(rule.applied, SUBJECT)
    return {
        "first": writer.first,
        "eligible": both(clear.surely, applied.surely),
        "ineligible": opposite(clear.possibly),
    }


def amount_of(amount: tree.Node) -> dict[str, Any]:
    """What an eligible subject is granted, or what may be asked for, and whether that is known."""
    if isinstance(amount, tree.Awaited):
        return {"first": [], "known": FALSE, "amount": "0"}
    writer = Writer()
    found = writer.settled(amount, SUBJECT)
    return {"first": writer.first, "known": both(*found.known), "amount": found.text}
