"""What differs from one law to another, and whom a reform touches."""

from __future__ import annotations

from typing import Any

from cloudgrant.values.forms import TEXT, TRUTH, VALUE, WHOLE, WORDS, answer, many, mapping, maybe, option
from cloudgrant.values.shapes import Shape, field

__all__ = ["SHAPES"]

_EFFECT = option("gains", "loses", "same", "may gain", "may lose", "may do either")
_SENTENCES = option("came", "went", "changed", "awaited", "published")
_RULES = option("came", "went", "changed", "reworded", "awaited", "published")


def _rows(impact: Any) -> Any:
    """The effects subject by subject; a frame stays a frame."""
    return impact.rows if isinstance(impact.rows, tuple) else None


def _on(footnote: Any) -> str:
    return str(footnote.on)


def _came(decision: Any) -> Any:
    from cloudgrant.reform.coming_out import Came

    return Came(decision.outcome, decision.award, decision.results)


SHAPES = (
    Shape.made(
        "sentence_change",
        "reform.changes:SentenceChange",
        "A clause whose words differ.",
        field("id", WORDS),
        field("change", _SENTENCES, "kind"),
        field("old", WORDS),
        field("new", WORDS),
        words="message",
    ),
    Shape.made(
        "reading_change",
        "reform.changes:ReadingChange",
        "A clause of which another reading is chosen.",
        field("id", WORDS),
        field("old", TEXT),
        field("new", TEXT),
        words="message",
    ),
    Shape.made(
        "value_change",
        "reform.changes:ValueChange",
        "A number of the law that differs.",
        field("name", WORDS),
        field("old", VALUE),
        field("new", VALUE),
        field("went", TRUTH, note="whether the clause that said it is dropped"),
        field("clauses", many(WORDS)),
        field("rules", many(WORDS)),
        field("label", TEXT, "info.label"),
        field("unit", WORDS, "info.unit"),
        words="message",
    ),
    Shape.made(
        "rule_change",
        "reform.changes:RuleChange",
        "A rule that came, went, or says something else.",
        field("id", WORDS),
        field("change", _RULES, "kind"),
        field("clause", WORDS),
        field("old", TEXT),
        field("new", TEXT),
        words="message",
    ),
    Shape.made(
        "flip",
        "reform.diff:Flip",
        "A subject, by its number among those given, that comes out differently.",
        field("number", WHOLE),
        field("before", answer("came_out"), lambda flip: _came(flip.before)),
        field("after", answer("came_out"), lambda flip: _came(flip.after)),
        field("rules", many(WORDS)),
        words="message",
    ),
    Shape.made(
        "programme_diff",
        "reform.diff:ProgrammeDiff",
        "What differs from one programme, or one edition of it, to another.",
        field("programme", WORDS),
        field("title", TEXT),
        field("same", TRUTH),
        field("sentences", many(answer("sentence_change"))),
        field("readings", many(answer("reading_change"))),
        field("values", many(answer("value_change"))),
        field("rules", many(answer("rule_change"))),
        field("flips", many(answer("flip"))),
        field("clauses", many(WORDS)),
        field("awaited", many(WORDS)),
        field("dropped", many(WORDS)),
        words="message",
    ),
    Shape.made(
        "year_diff",
        "editions.difference:YearDiff",
        "What differs from one year to another.",
        field("old", WORDS, "old.name"),
        field("new", WORDS, "new.name"),
        field("same", TRUTH),
        field("came", many(WORDS)),
        field("went", many(WORDS)),
        field("programmes", many(answer("programme_diff"))),
        words="message",
    ),
    Shape.made(
        "count",
        "reform.comparing:Count",
        "How many of a group come out how under a variant.",
        field("variant", WORDS),
        field("group", many(VALUE)),
        *(
            field(name, WHOLE)
            for name in (
                "subjects",
                "winners",
                "losers",
                "unchanged",
                "undetermined",
                "may_gain",
                "may_lose",
            )
        ),
        field("award", maybe(WHOLE), note="what winners gain and losers lose; null where nothing is awarded"),
        words="message",
    ),
    Shape.made(
        "impact_source",
        "reform.footnotes:Source",
        "A text by which a variant of an impact was decided.",
        field("variant", WORDS),
        field("edition", WORDS),
        field("digest", WORDS),
        words="message",
    ),
    Shape.made(
        "impact_footnote",
        "reform.footnotes:Footnote",
        "What an impact rests on: texts, policies, how many rows and how many of them are open.",
        field("programme", WORDS),
        field("on", WORDS, _on, "the day, or the column of days"),
        field("first", WORDS, note="the variant that the others are held against"),
        field("rows", WHOLE),
        field("undetermined", mapping(WHOLE)),
        field("sources", many(answer("impact_source"))),
        words="message",
    ),
    Shape.made(
        "impact",
        "reform.comparing:Impact",
        "Who gains and who loses by each variant.",
        field("counts", many(answer("count"))),
        field("rows", maybe(many(mapping(_EFFECT))), _rows, "null where a frame was given: it has them"),
        field("footnote", answer("impact_footnote")),
        words="message",
    ),
)
"""The shapes of differences and reforms."""
