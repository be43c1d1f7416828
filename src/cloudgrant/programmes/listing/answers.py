"""What is said of a listing, as data: costs, missing documents, marks, sessions, and steps refused."""

from __future__ import annotations

from cloudgrant.values.forms import (
    EXACT,
    TEXT,
    TRUTH,
    VALUE,
    WHOLE,
    WORDS,
    answer,
    known,
    many,
    mapping,
    option,
    record,
)
from cloudgrant.values.shapes import Shape, field

__all__ = ["SHAPES"]

SHAPES = (
    Shape.made(
        "charge",
        "programmes.listing.costing:Charge",
        "One price of a plan, and what is charged for it.",
        field("price", record("price")),
        field("units", known(EXACT)),
        field("exact", known(EXACT)),
    ),
    Shape.made(
        "plan_cost",
        "programmes.listing.costing:Cost",
        "What a plan costs.",
        field("charges", many(answer("charge"))),
        field("exact", known(EXACT)),
        field("dollars", known(WHOLE)),
        field("missing", many(WORDS), note="the units whose usage is still to be given"),
        field("unpriced", many(record("usage")), note="the usages that no price of the plan is for"),
    ),
    Shape.made(
        "missing_document",
        "programmes.listing.documents:Missing",
        "A document that is not there, or of which it is not known.",
        field("number", WHOLE),
        field("fact", WORDS),
        field("name", TEXT),
        field("absent", known(TRUTH)),
    ),
    Shape.made(
        "listing_criterion",
        "programmes.listing.rubric:Criterion",
        "One thing that reviewers look at.",
        field("id", WORDS),
        field("clause", WORDS),
        field("label", TEXT),
        field("source", WORDS),
    ),
    Shape.made(
        "marked",
        "programmes.listing.rubric:Marked",
        "One criterion over all sheets.",
        field("criterion", answer("listing_criterion")),
        field("met", known(TRUTH)),
        field("split", TRUTH, note="whether the reviewers differ"),
        field("unmarked", many(WORDS)),
    ),
    Shape.made(
        "sessions",
        "programmes.listing.session:Sessions",
        "How many review sessions are due, and what settled it.",
        field("due", known(WHOLE)),
        field("by", option("vendors", "solutions", "office", "neither", "unsaid")),
        field("vendors", WHOLE),
        field("solutions", WHOLE),
        field("fewest_reviewers", known(WHOLE), lambda one: one.reviewers[0]),
        field("most_reviewers", known(WHOLE), lambda one: one.reviewers[1]),
        words="message",
    ),
    Shape.made(
        "selection_refused",
        "programmes.listing.selection_refused:SelectionRefused",
        "A step of a selection that may not be taken now.",
        field("code", WORDS),
        field("params", mapping(VALUE)),
        field("action", WORDS),
        field("state", WORDS),
        field("legal", many(WORDS), lambda refused: [step.name for step in refused.legal]),
        field("findings", many(answer("finding"))),
        words="message",
        always=("zh", "en"),
    ),
)
"""The shapes of what is said of a listing."""
