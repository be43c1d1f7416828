"""Decisions held against what is there now: verifications, and decisions made again."""

from __future__ import annotations

from cloudgrant.data.answers.deciding import OUTCOME, RESULT
from cloudgrant.values.forms import TEXT, TRUTH, WHOLE, WORDS, answer, many, mapping, maybe
from cloudgrant.values.shapes import Shape, field

__all__ = ["SHAPES"]

SHAPES = (
    Shape.made(
        "difference",
        "receipts:Difference",
        "One thing on which a decision rested and that is different now.",
        field("because", WORDS),
        field("names", many(WORDS)),
        words="message",
    ),
    Shape.made(
        "verification",
        "receipts:Verification",
        "Whether a decision would rest on the same today.",
        field("same", TRUTH),
        field("differences", many(answer("difference"))),
        words="message",
    ),
    Shape.made(
        "came_out",
        "reform.coming_out:Came",
        "What came of a subject.",
        field("outcome", OUTCOME),
        field("award", maybe(WHOLE)),
        field("results", mapping(RESULT)),
    ),
    Shape.made(
        "not_held",
        "redeciding:NotHeld",
        "Why a stored decision was not decided again.",
        field("because", WORDS),
        field("name", TEXT),
        words="message",
    ),
    Shape.made(
        "redecision",
        "redeciding:Redecision",
        "A stored decision, by its number among those given, and what a corrected edition makes of it.",
        field("number", WHOLE),
        field("edition", WORDS, "edition.name"),
        field("changed", TRUTH),
        field("before", maybe(answer("came_out"))),
        field("after", maybe(answer("came_out")), "_now", "what would be decided now"),
        field("not_held", maybe(answer("not_held"))),
        field("rules", many(WORDS)),
        field("changes", many(answer("sentence_change", "reading_change", "value_change", "rule_change"))),
        field("besides", many(answer("difference"))),
        words="message",
    ),
)
"""The shapes of what is said of a stored decision."""
