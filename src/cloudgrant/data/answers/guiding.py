"""What the guide says: where each programme stands, and the next best question."""

from __future__ import annotations

from typing import Any

from cloudgrant.data.answers.deciding import OUTCOME
from cloudgrant.values.forms import (
    DAY,
    PLACE,
    RECORD,
    TEXT,
    VALUE,
    WHOLE,
    WORDS,
    answer,
    known,
    many,
    maybe,
    option,
)
from cloudgrant.values.shapes import Shape, field, group
from cloudgrant.values.text import Text

__all__ = ["SHAPES"]


def _options(question: Any) -> list[tuple[Any, Text]]:
    """Each value that may be chosen, with its label in both languages."""
    by_locale = {locale: question.options(locale) for locale in ("zh", "en")}
    return [
        (value, Text({locale: pairs[place][1] for locale, pairs in by_locale.items()}))
        for place, (value, _) in enumerate(by_locale["en"])
    ]


_OPTION = group(field("value", VALUE, lambda pair: pair[0]), field("label", TEXT, lambda pair: pair[1]))

SHAPES = (
    Shape.made(
        "question",
        "guide.question:Question",
        "One fact to ask the applicant for.",
        field("path", PLACE),
        field("type", WORDS, "info.type"),
        field("unit", WORDS, "info.unit"),
        field("options", many(_OPTION), _options),
        field("reason", option("settles", "may_open", "may_close", "needed")),
        field("programmes", many(WORDS), "names"),
        words="text help proof because",
    ),
    Shape.made(
        "prospect",
        "guide.exploring:Prospect",
        "What one programme, or one role in it, makes of a firm.",
        field("name", WORDS),
        field("title", TEXT),
        field("outcome", OUTCOME),
        field("reasons", many(answer("finding"))),
        field("missing", many(answer("gap"))),
        field("awaiting", many(answer("gap"))),
        field("remedies", many(answer("remedy")), "decision.remedies"),
        words="message",
    ),
    Shape.made(
        "exploration",
        "guide.exploring:Exploration",
        "Every programme that judges a firm, and the next best question.",
        field("firm", RECORD),
        field("on", known(DAY)),
        field("prospects", many(answer("prospect"))),
        field("without_policy", many(WORDS)),
        field("missing", many(answer("gap"))),
        field("awaiting", many(answer("gap"))),
        field("next", maybe(answer("question"))),
        field("questions_left", WHOLE),
        words="message",
    ),
)
"""The shapes of what the guide says."""
