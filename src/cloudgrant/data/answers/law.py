"""What the law says: clauses, editions, rules, facts, and which code realises which clause."""

from __future__ import annotations

from typing import Any

from cloudgrant.values.forms import (
    DAY,
    TEXT,
    TRUTH,
    VALUE,
    WHOLE,
    WORDS,
    answer,
    many,
    mapping,
    maybe,
    option,
    record,
)
from cloudgrant.values.shapes import Shape, field, group

__all__ = ["SHAPES"]


def _inner(info: Any) -> str | None:
    """The kind of the record that it is, or of those in its list or map."""
    from cloudgrant.data.kinds import kind_of

    return None if info.inner_record is None else kind_of(info.inner_record)


def _options(info: Any) -> Any:
    return (info.item or info).options


_OPTION = group(field("value", WORDS, lambda pair: pair[0]), field("label", TEXT, lambda pair: pair[1]))

SHAPES = (
    Shape.made(
        "clause",
        "rules.law.clause:Clause",
        "One clause as one edition words it.",
        field("id", WORDS),
        field("heading", WORDS),
        field("source", WORDS, note="its original words"),
        field("text", TEXT),
        field("reading", TEXT, note="which reading was chosen, where the words allow two"),
        field("question", TEXT, note="what to ask the office where the words are silent"),
        field("numbers", mapping(VALUE)),
        field("notice", maybe(record("notice"))),
        field("kept_by", maybe(record("notice"))),
    ),
    Shape.made(
        "edition",
        "rules.law.edition:Edition",
        "The law of one programme in one period.",
        field("name", WORDS),
        field("title", TEXT),
        field("since", DAY),
        field("until", maybe(DAY)),
        field("known", maybe(DAY)),
        field("notice", maybe(record("notice"))),
        field("reform", WORDS),
        field("clauses", many(answer("clause")), lambda edition: edition.clauses.values()),
        field("awaited", many(WORDS)),
        field("silent_on", many(WORDS), "unknown", "the numbers that it leaves unknown"),
        words="label",
    ),
    Shape.made(
        "period",
        "rules.law.editions:Period",
        "Days on which one edition is in force, both included.",
        field("since", DAY),
        field("until", maybe(DAY)),
        field("edition", WORDS, "edition.name"),
    ),
    Shape.made(
        "year",
        "editions.year:Year",
        "The editions of several programmes that are in force together.",
        field("name", WORDS),
        field("editions", mapping(answer("edition"))),
    ),
    Shape.made(
        "rule",
        "rules.writing.declaration:Rule",
        "A rule, without the numbers that its words are filled with.",
        field("id", WORDS),
        field("clause", WORDS),
        field("stage", WORDS),
        field("force", option("required", "advisory")),
        field("text", TEXT),
        field("unmet", TEXT),
    ),
    Shape.made(
        "realisation",
        "rules.law.traceability:Realisation",
        "One clause and one thing in code that realises it.",
        field("clause", WORDS, "clause.id"),
        field("as", TEXT, "kind"),
        field("code", WORDS),
        field("wording", TEXT),
    ),
    Shape.made(
        "fact",
        "rules.records.fact_info:FactInfo",
        "All that is declared of one fact.",
        field("name", WORDS),
        field("type", option("bool", "int", "date", "text", "share", "record", "list", "map")),
        field("items", maybe(WORDS), lambda info: info.item and info.item.type, "of a list or a map"),
        field("record", maybe(WORDS), _inner, "the kind of record that it is or holds"),
        field("label", TEXT),
        field("help", TEXT),
        field("question", TEXT),
        field("proof", TEXT),
        field("unit", WORDS),
        field("step", WHOLE),
        field("least", maybe(WHOLE)),
        field("most", maybe(WHOLE)),
        field("most_items", WHOLE),
        field("options", many(_OPTION), _options),
        field("change", option("never", "to_more", "to_less", "both_ways")),
        field("known_by", option("applicant", "office", "event", "reviewer", "text")),
        field("confidential", TRUTH),
        field("derived", TRUTH),
        field("may_be_unknown", TRUTH),
    ),
)
"""The shapes of what the law says."""
