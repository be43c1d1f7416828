"""What several tables describe."""

from __future__ import annotations

from cloudgrant.values.forms import RECORD, VALUE, WHOLE, WORDS, answer, many, maybe
from cloudgrant.values.shapes import Shape, field, group

__all__ = ["SHAPES"]

_OBJECT = group(field("key", VALUE, lambda pair: pair[0]), field("object", RECORD, lambda pair: pair[1]))

SHAPES = (
    Shape.made(
        "row_problem",
        "data.tables:RowProblem",
        "One thing that is wrong with one row of a table.",
        field("table", WORDS),
        field("row", maybe(WHOLE), note="null where a whole column is meant"),
        field("key", VALUE),
        field("problem", answer("problem")),
        words="message",
        always=("zh", "en"),
    ),
    Shape.made(
        "tables",
        "data.tables:Tables",
        "The objects that several tables describe, and what was wrong.",
        field("objects", many(_OBJECT), lambda tables: tables.objects.items()),
        field("problems", many(answer("row_problem"))),
    ),
)
"""The shapes of what is loaded from tables."""
