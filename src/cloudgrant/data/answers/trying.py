"""What rules are tried with: boundary cases and examples."""

from __future__ import annotations

from cloudgrant.values.forms import DAY, PLACE, RECORD, TRUTH, VALUE, WORDS, known
from cloudgrant.values.shapes import Shape, field

__all__ = ["SHAPES"]

_TRIED = (field("subject", RECORD), field("on", known(DAY)), field("policy", RECORD))

SHAPES = (
    Shape.made(
        "boundary_case",
        "testing.boundary_case:BoundaryCase",
        "One fact of one rule, on one side of one condition.",
        field("rule", WORDS),
        field("path", PLACE),
        field("position", WORDS),
        field("value", VALUE),
        *_TRIED,
        field("condition", WORDS),
        field("answer", VALUE),
        field("alone", TRUTH, note="whether every other required rule is met or does not apply"),
    ),
    Shape.made(
        "without_cases",
        "testing.boundary_case:WithoutCases",
        "A fact in a condition of which there are no boundary cases.",
        field("rule", WORDS),
        field("path", PLACE),
        field("condition", WORDS),
    ),
    Shape.made(
        "example",
        "testing.examples:Example",
        "A subject, the date of filing, the policy, and what is special about it.",
        *_TRIED,
        field("about", WORDS),
    ),
)
"""The shapes of what rules are tried with."""
