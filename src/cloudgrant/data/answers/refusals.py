"""What is refused: nonsense in data, and acts that may not be done now."""

from __future__ import annotations

from typing import Any

from cloudgrant.values.forms import TEXT, TRUTH, VALUE, WORDS, answer, many, mapping, maybe
from cloudgrant.values.shapes import Field, Shape, field

__all__ = ["BOTH", "REFUSED", "SHAPES"]

BOTH = ("zh", "en")
"""The languages in which a refusal is told unless others are asked for."""

REFUSED: tuple[Field, ...] = (field("code", WORDS), field("params", mapping(VALUE)))
"""What every refused act has in common; ``legal`` is said by each in its own way."""


def _legal(refused: Any) -> list[str]:
    return [one if isinstance(one, str) else one.name for one in refused.legal]


LEGAL = field("legal", many(WORDS), _legal, "what may be done instead")

SHAPES = (
    Shape.made(
        "problem",
        "values.problems:Problem",
        "One thing that is wrong with given data.",
        field("pointer", WORDS, "path.pointer"),
        field("key", WORDS, "path.key"),
        field("code", WORDS),
        field("params", mapping(VALUE)),
        words="message",
        always=BOTH,
    ),
    Shape.made(
        "problems",
        "values.problems:InvalidInput",
        "Everything that is wrong with given data.",
        field("problems", many(answer("problem"))),
    ),
    Shape.made(
        "refused",
        "values.refused:Refused",
        "An act that may not be done now.",
        *REFUSED,
        LEGAL,
        words="message",
        always=BOTH,
    ),
    Shape.made(
        "step_refused",
        "rules.process:StepRefused",
        "A step that may not be taken now.",
        *REFUSED,
        LEGAL,
        words="message",
        always=BOTH,
    ),
    Shape.made(
        "process_step",
        "rules.process:Step",
        "A step of a process: who takes it, from which states to which.",
        field("name", WORDS),
        field("actor", WORDS),
        field("sources", many(WORDS)),
        field("target", maybe(WORDS), note="null where the state stays"),
        field("clause", WORDS),
        field("label", TEXT),
        field("needs", many(WORDS)),
        field("may", many(WORDS)),
        field("before", TRUTH, note="whether it must be taken by the limit that runs"),
        field("after", TRUTH, note="whether it must wait for the limit to pass"),
    ),
    Shape.made(
        "no_edition",
        "rules.law.edition:NoEdition",
        "That no edition was in force on a day, or known by it.",
        field("message", WORDS, str),
    ),
)
"""The shapes of what is refused."""
