"""What a decision says: findings with evidence, margins, gaps and steps, remedies, the decision itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.values.forms import (
    DAY,
    PLACE,
    TEXT,
    TRUTH,
    VALUE,
    WHOLE,
    WORDS,
    Form,
    Teller,
    answer,
    known,
    many,
    mapping,
    maybe,
    option,
    record,
)
from cloudgrant.values.shapes import ABSENT, BOUNDS, Field, Shape, field, group, told_if
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["EXPLAINED", "OUTCOME", "RESULT", "SHAPES", "in_the_way"]

RESULT = option(*(one.value for one in Result))
OUTCOME = option(*(one.value for one in Outcome))
_FACT = (field("label", TEXT, "info.label"), field("unit", WORDS, "info.unit"))


def _because(finding: Any) -> tuple[Any, ...]:
    """Why it is undetermined, each reason once; of a list, whichever item has it."""
    return tuple({(gap.path, gap.because): gap for gap in finding.because}.values())


def _missing(finding: Any) -> list[Any]:
    return [gap.path for gap in _because(finding) if gap.because == "fact"]


def _of_itself(name: str) -> Callable[[Any], Any]:
    """What a finding says itself: one that has parts says it of each part, and not once more."""
    return lambda finding: () if finding.parts else getattr(finding, name)


_CITED = group(
    field("id", WORDS),
    field("heading", WORDS),
    field("source", WORDS, note="the original words of the law"),
)
_RULED = (
    field("rule", WORDS),
    field("clause", _CITED),
    field("force", option("required", "advisory"), "declaration.force"),
)
_TURNING = (
    field("path", PLACE, note="what was judged; the empty pointer is the subject itself"),
    field("result", RESULT),
    field("because", many(answer("gap")), _because, "why it is undetermined"),
    field("missing", many(PLACE), _missing, "what of that the applicant can say"),
    field("margins", many(answer("margin")), _of_itself("margins"), "of one with parts, in its parts"),
    field("items", many(answer("judged_item")), _of_itself("items"), "see margins"),
)
_ANSWERED = (
    *_TURNING,
    field("ruling", maybe(record("ruling"))),
    field("evidence", many(answer("read")), _of_itself("weighed"), "on what it turns; see margins"),
    field("notes", many(TEXT)),
)
_REMEDIES = field("remedies", many(answer("remedy")), note="what mends this finding")
_WITHHELD = field("withheld", many(PLACE), note="what was read and is not shown")
_MENDING = field(
    "remedies",
    many(answer("remedy")),
    lambda finding: getattr(finding, "remedies", ABSENT),
    "what mends this finding; a party sees those of the decision alone",
    may_be_absent=True,
)
_FINDING = answer("finding", "party_finding")
_OBSTACLE = answer("obstacle")


def _as_it_is(value: Any, _: Any) -> Any:
    return value


def _elsewhere(gap: Any) -> Any:
    return ABSENT if gap.anew is None else gap.answered_at


def _several(margin: Any) -> Any:
    return margin.paths if len(margin.paths) > 1 else ABSENT


def _surely(margin: Any) -> Any:
    return ABSENT if margin.surely is UNKNOWN else margin.surely


def _bounds(side: int) -> Callable[[Any], Any]:
    return lambda margin: margin.bounds[side] or ABSENT


def _terms(margin: Any) -> Any:
    return margin.terms if margin.terms > 1 else ABSENT


def _explained(findings: Field, *more: Field) -> tuple[Field, ...]:
    return (
        findings,
        field("missing", many(answer("gap")), note="what the applicant can still say"),
        field("awaiting", many(answer("gap")), note="what others have to settle"),
        field("remedies", many(answer("remedy")), note="alternatives, each of which makes it eligible"),
        field("remedies_complete", TRUTH, note="whether every way was tried"),
        field("mendable", many(answer("mending")), note="what mends a finding by itself"),
        field("unmendable", many(_NAMED), note="what nothing within the firm's reach mends"),
        *more,
    )


_NAMED = group(field("rule", WORDS), field("path", PLACE))
_PLAIN = Form({"type": "object"}, _as_it_is)
"""A record as it stands in the letter, which is one itself: without its kind."""
_ID = Form({"type": ["string", "integer", "null"]}, _as_it_is)


def _dumped(decision: Any, teller: Teller) -> dict[str, Any]:
    from cloudgrant.data.dumping import dump_decision  # what dumps loads no shapes before it needs them

    return dump_decision(decision, teller.texts)


_WHOLE_DECISION = Form(answer("assessment").schema, _dumped)
"""A decision as its own dump has it, so that it can be taken out and loaded."""


def in_the_way(findings: Iterable[Any]) -> list[Any]:
    """The required findings that are not met or not settled, each with those of its parts that are so."""
    required = (one for one in findings if one.declaration.force == "required" and _open(one))
    return [attrs.evolve(one, parts=tuple(part for part in one.parts if _open(part))) for one in required]


def _open(finding: Any) -> bool:
    return finding.result in (Result.NOT_MET, Result.UNDETERMINED)


EXPLAINED: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "findings": _explained(field("findings", many(_FINDING))),
        "open": _explained(
            field("findings", many(_OBSTACLE), lambda decision: in_the_way(decision.findings))
        ),
    }
)
"""What a decision says besides its results, by the detail asked for."""


_EITHER = Form(
    {"anyOf": [one.form.schema for one in (EXPLAINED["findings"][0], EXPLAINED["open"][0])]}, _as_it_is
)
"""The findings of a decision, whole or as they stand in the way."""


def _day(decision: Any) -> Any:
    return None if decision.on is UNKNOWN else decision.on


def _nothing(_: Any) -> Any:
    return ABSENT


SHAPES = (
    Shape.made(
        "assessment",
        "rules.assessment:Assessment rules.explaining.party_view:PartyView",
        "A decision: how it came out, each rule's answer, and, where asked for, everything that it says.",
        field("programme", WORDS, "programme.name"),
        field("stage", WORDS),
        field("on", maybe(DAY), _day, note="the day of filing; null where it is not known"),
        field("outcome", OUTCOME),
        field("award", maybe(WHOLE), note="null while it is undetermined, and where nothing is awarded"),
        field("results", mapping(RESULT), "words"),
        field("ceiling", maybe(WHOLE), _nothing, "of a competition; null while unknown", may_be_absent=True),
        field("unused_rulings", many(_PLAIN), _nothing, may_be_absent=True),
        field("party", WORDS, _nothing, "as seen by this one", may_be_absent=True),
        field("texts", TEXT, _nothing, "the letter by language", may_be_absent=True),
        field("receipt", _PLAIN, _nothing, may_be_absent=True),
        field("detail", option("findings", "open"), _nothing, may_be_absent=True),
        field("findings", _EITHER, _nothing, "with open, those that stand in the way", may_be_absent=True),
        *(Field(one.name, one.form, _nothing, one.note, may_be_absent=True) for one in EXPLAINED["open"][1:]),
    ),
    Shape.made(
        "answer",
        "data.answer:Answer",
        "What became of one of many: its decision, or the problems because of which there is none.",
        field("number", WHOLE, note="its place among the items, from 0"),
        field("id", _ID, note="the one that it was submitted with; null where it had none"),
        field("decision", maybe(_WHOLE_DECISION)),
        field("problems", many(answer("problem"))),
    ),
    Shape.made(
        "finding",
        "rules.explaining.finding:Finding",
        "What one rule says of one subject.",
        *_RULED,
        *_ANSWERED,
        _REMEDIES,
        field("parts", many(answer("finding_part")), note="of a rule about a list, each item"),
        words="message wording",
    ),
    Shape.made(
        "finding_part",
        "",
        "What a rule says of one item of a list, inside its finding; by itself it is a finding.",
        *_ANSWERED,
        _REMEDIES,
        words="message",
    ),
    Shape.made(
        "obstacle",
        "",
        "A required finding that is not met or not settled, as an open dump has it: without its evidence.",
        *_RULED[:2],
        *_TURNING,
        _MENDING,
        field("parts", many(answer("obstacle_part")), note="of a rule about a list, each item in the way"),
        words="message",
    ),
    Shape.made(
        "obstacle_part",
        "",
        "The same of one item of a list.",
        *_TURNING,
        _MENDING,
        words="message",
    ),
    Shape.made(
        "party_finding",
        "rules.explaining.party_view:PartyFinding",
        "A finding as one party may see it.",
        *_RULED,
        *_ANSWERED,
        _WITHHELD,
        field("parts", many(answer("party_finding_part"))),
        words="message wording",
    ),
    Shape.made(
        "party_finding_part",
        "",
        "The same of one item of a list, inside its finding.",
        *_ANSWERED,
        _WITHHELD,
        words="message",
    ),
    Shape.made(
        "findings",
        "rules.explaining.findings:Findings",
        "Findings in the order of their rules.",
        field("findings", many(answer("finding")), tuple),
    ),
    Shape.made(
        "gap",
        "rules.deciding.gaps:Gap",
        "One thing that is not known and may still matter.",
        field("path", PLACE),
        field("because", option("fact", "policy", "event", "reviewer", "text")),
        field("rules", many(WORDS), note="the ids that wait for it"),
        field("answered_at", PLACE, _elsewhere, "where the answer is told, if not there", may_be_absent=True),
        *_FACT,
        words="question",
    ),
    Shape.made(
        "margin",
        "rules.explaining.margins:Margin",
        "One comparison of a rule, and the room to spare: negative where the value is past the threshold.",
        field("path", PLACE),
        field("paths", many(PLACE), _several, "where there are several", may_be_absent=True),
        field("order", option("<=", "<", ">=", ">")),
        field("value", VALUE),
        field("threshold", VALUE),
        field("distance", known(WHOLE)),
        field("inclusive", TRUTH),
        field(
            "surely",
            WHOLE,
            _surely,
            "the least of a distance not known",
            may_be_absent=True,
        ),
        field("value_between", BOUNDS, _bounds(0), may_be_absent=True),
        field("threshold_between", BOUNDS, _bounds(1), may_be_absent=True),
        field("distance_in", WORDS, "unit"),
        field("mean_of", WHOLE, _terms, "of how many facts both sides are totals", may_be_absent=True),
        *_FACT,
        words="message",
    ),
    Shape.made(
        "read",
        "rules.explaining.read:Read",
        "One thing that a rule read: a fact, a policy value or the day.",
        field("path", PLACE),
        field("value", VALUE),
        field("between", BOUNDS, told_if("bounds"), may_be_absent=True),
        field("withheld", TEXT, told_if("instead"), "what is said instead", may_be_absent=True),
        field("follows_from", many(answer("read")), told_if("follows_from"), may_be_absent=True),
        field("rests_on", many(answer("read")), told_if("rests_on"), may_be_absent=True),
        *_FACT,
        words="message",
    ),
    Shape.made(
        "judged_item",
        "rules.explaining.items:JudgedItem",
        "One item of a list on which a finding turns.",
        field("path", PLACE),
        field("result", RESULT),
        field("name", TEXT),
        words="message",
    ),
    Shape.made(
        "worked_step",
        "rules.explaining.steps:WorkedStep",
        "One step of an answer, with the steps that it comes from.",
        field("step", WORDS, "kind"),
        field("value", VALUE),
        field("between", BOUNDS, told_if("bounds"), may_be_absent=True),
        field("unit", WORDS),
        field("label", TEXT),
        field("sign", WORDS),
        field("number", WHOLE, note="for how many items of a list it stands"),
        field("path", PLACE, told_if("path"), "of what is read", may_be_absent=True),
        field("withheld", TRUTH),
        field("steps", many(answer("worked_step"))),
        words="message",
    ),
    Shape.made(
        "change",
        "rules.explaining.remedies:Change",
        "One fact, by its path, to a new value.",
        field("path", PLACE),
        field("old", VALUE),
        field("new", VALUE),
        *_FACT,
        words="message",
    ),
    Shape.made(
        "remedy",
        "rules.explaining.remedies:Remedy",
        "Changes that, made together, mend what they were found for.",
        field("applicable", TRUTH, note="whether it can be made by itself, or only states a target"),
        field("changes", many(answer("change"))),
        words="message",
    ),
    Shape.made(
        "mending",
        "rules.explaining.told:Mending",
        "A finding that is not met, and what mends it by itself.",
        field("finding", _NAMED),
        field("remedies", many(answer("remedy"))),
    ),
    Shape.made(
        "deficiencies",
        "rules.explaining.deficiencies:Deficiencies",
        "What an application lacks.",
        field("to_supply", many(answer("gap")), note="what the applicant has not said or handed in"),
        field("not_met", many(_FINDING), note="what is required and not met"),
        field("mendable", many(answer("mending")), note="what of that the applicant can mend"),
        field("awaiting", many(answer("gap")), note="what others have to settle"),
    ),
)
"""The shapes of what a decision says."""
