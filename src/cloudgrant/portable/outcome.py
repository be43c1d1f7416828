"""What the rules of a stage come to together, and what is awarded, as expressions.

A subject is eligible where every required rule surely holds or surely does not apply and one surely applies;
ineligible where not all of them possibly do; undetermined in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cloudgrant.portable.expressions import Scope, subject_of
from cloudgrant.portable.texts import TRUE, both, either, opposite
from cloudgrant.portable.through_lists import Writer
from cloudgrant.portable.truths import Pair
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule

__all__ = ["award_of", "outcome_of", "verdict_on"]


def outcome_of(rules: Iterable[TracedRule], subject: type[Any]) -> dict[str, Any]:
    """Where the required rules make a subject eligible, and where ineligible."""
    writer = Writer()
    verdicts = [_about(writer, one, subject) for one in rules if one.rule.force == "required"]
    clear = both(*(one.surely for one, _ in verdicts))
    return {
        "first": writer.first,
        "eligible": both(clear, either(*(applied for _, applied in verdicts))),
        "ineligible": opposite(both(*(one.possibly for one, _ in verdicts))),
    }


def award_of(award: tree.Node, subject: type[Any], given: set[tuple[type[Any], str]]) -> dict[str, Any]:
    """What an eligible subject is granted, and whether that is known."""
    writer = Writer()
    found = writer.settled(award, subject_of(subject))
    given |= writer.given
    return {"first": writer.first, "known": both(*found.known), "amount": found.text}


def verdict_on(writer: Writer, traced: TracedRule, scope: Scope) -> tuple[Pair, Pair | None]:
    """Whether a rule holds, and whether it applies where that is not always so."""
    applies = None if traced.applies is None else writer.truth(traced.applies, scope)
    return writer.truth(traced.holds, scope), applies


def _about(writer: Writer, traced: TracedRule, subject: type[Any]) -> tuple[Pair, str]:
    """Whether a rule is clear, for it holds or does not apply, and where it surely applies."""
    scope = subject_of(subject)
    if not traced.over:
        holds, applies = verdict_on(writer, traced, scope)
        return _clear(holds, applies), TRUE if applies is None else applies.surely
    info = facts(subject)[traced.over]
    items = writer.value(tree.FactOf((traced.over,), info), scope)
    cls = info.item.record if info.item is not None else None
    with writer.gone_through(cls or object) as (item, inside):
        holds, applies = verdict_on(writer, traced, (item,))
        clear, known = _clear(holds, applies), both(*item.known)
    lacking = Pair(both(known, opposite(clear.possibly)), either(opposite(known), opposite(clear.surely)))
    asked = TRUE if applies is None else applies.surely
    applied = Pair(both(known, asked), TRUE)
    if inside:
        number = writer.counted(items, item, inside, lacking)
        counted = writer.counted(items, item, inside, applied)
        return Pair(f"({number}.most == 0)", f"({number}.least == 0)"), f"({counted}.least >= 1)"
    return writer.exists(items, item, lacking).opposite, writer.exists(items, item, applied).surely


def _clear(holds: Pair, applies: Pair | None) -> Pair:
    if applies is None:
        return holds
    return Pair(
        either(opposite(applies.possibly), holds.surely), either(opposite(applies.surely), holds.possibly)
    )
