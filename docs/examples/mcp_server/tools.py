"""What there is to call: what each tool says to an agent, and the schemas of its arguments and answers."""

from __future__ import annotations

from typing import Any

from cloudgrant.data.answers import answer_schema
from mcp_server.answers import STAGES
from mcp_server.arguments import LANGUAGES, PROGRAMMES

__all__ = ["INSTRUCTIONS", "TOOLS"]

INSTRUCTIONS = """\
Rules of Taiwan's digital cloud service programmes of 2022 (民國 111 年), decided with reasons.
Never guess a fact about a firm: what you were not told is unknown, so leave it out of `data`. An unknown
fact is never no, none or zero. Ask the person, with `next_question` for what to ask; then call again.
"undetermined" is an answer: say what is missing, or who has yet to say it. Do not turn it into yes or no.
Eligible does not mean awarded where a programme is a competition: a ceiling is the most that may be asked
for. Quote the clause's original Chinese words (`source`, `heading`) with the edition and the document that
the answer names, and add nothing to them. Nothing is stored, and nothing outside this process is read."""

_NEVER_GUESS = (
    " Give only facts that the person or a document has stated; leave out what is unknown, and ask for it."
)

_LANGUAGES = {
    "type": "array",
    "items": {"enum": list(LANGUAGES)},
    "description": "languages of the texts; both unless given",
}
_DAY = {"type": "string", "format": "date", "description": "the civil day of the filing, as 2022-05-02"}
_EACH = PROGRAMMES.items()
_PROGRAMME = {
    "enum": list(PROGRAMMES),
    "description": "; ".join(
        f"{name}: {one.title['en']} {one.title['zh']}" for name, one in PROGRAMMES.items()
    ),
}
_STAGE = {
    "enum": list(STAGES),
    "description": "application unless given; not every programme has each",
}
_EDITION = {
    "type": "string",
    "description": "name of the edition, as roc-111; unless given that of the day. A later stage goes by "
    "the edition of the application",
}
_DATA = {
    "type": "object",
    "description": "the subject, as `schema` describes it for programme and stage",
}
_CASE = {"programme": _PROGRAMME, "stage": _STAGE, "on": _DAY, "edition": _EDITION, "data": _DATA}

_WORDS = {"type": "string"}
_CIVIL = {"type": "string", "format": "date"}
_OUTCOME = {"enum": ["eligible", "ineligible", "undetermined"]}
_TEXTS = {"type": "object", "additionalProperties": _WORDS}
_SOURCE = {
    "type": "object",
    "description": "the edition that the answer goes by, and the document that it is read from",
    "properties": {
        "programme": _WORDS,
        "title": _TEXTS,
        "edition": _WORDS,
        "edition_title": _TEXTS,
        "since": _CIVIL,
        "until": {"type": ["string", "null"], "format": "date"},
        "notice": {
            "type": ["object", "null"],
            "properties": {"title": _WORDS, "on": _CIVIL, "ref": {"type": ["string", "null"]}},
            "required": ["title", "on", "ref"],
        },
        "published": {"type": "boolean", "description": "false where nothing was published yet for the day"},
    },
    "required": ["programme", "edition", "since", "until", "notice", "published"],
}  # fmt: skip


def _arguments(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _answer(properties: dict[str, Any], *kinds: str) -> dict[str, Any]:
    """The schema of an answer; the kinds of the library's answers in it stand in ``$defs``."""
    defs = {name: one for kind in kinds for name, one in answer_schema(kind)["$defs"].items()}
    found = {"type": "object", "properties": properties, "required": list(properties)}
    return {**found, "$defs": defs} if defs else found


def _of(kind: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind}"}


def _many(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


TOOLS: dict[str, dict[str, Any]] = {
    "decide": {
        "title": "Decide an application · 審認",
        "description": "Decides a case under the rules of a programme: eligible, ineligible or "
        "undetermined, the result of each rule, and with `detail` open (as unless given) what stands in "
        "the way, with margins, what is missing and what would mend it; with findings every finding."
        + _NEVER_GUESS,
        "arguments": _arguments(
            {**_CASE, "detail": {"enum": ["open", "findings"]}, "languages": _LANGUAGES}, "programme", "data"
        ),
        "answer": _answer({"decision": _of("assessment"), "source": _SOURCE}, "assessment"),
    },
    "explain": {
        "title": "Explain a finding · 說明理由",
        "description": "Says in words why one rule of a decision, or every rule of one clause, came out "
        "as it did: the facts read, the threshold and the distance to it, and the clause in its original "
        "Chinese with the reading chosen." + _NEVER_GUESS,
        "arguments": _arguments(
            {
                **_CASE,
                "rule": {"type": "string", "description": "id of a rule or clause"},
                "languages": _LANGUAGES,
            },
            "programme", "data", "rule",
        ),
        "answer": _answer(
            {
                "findings": _many(_of("finding")),
                "clause": _of("clause"),
                "outcome": _OUTCOME,
                "source": _SOURCE,
            },
            "finding", "clause",
        ),
    },
    "next_question": {
        "title": "What to ask next · 下一個問題",
        "description": "For a half-filled firm: the next best question to put to the person, in words, "
        "with its options and the clauses behind it, and where each programme stands. Put it to the "
        "person as it is; never answer it yourself. If the person cannot tell, name its pointer in "
        "`skipped`. A null question means that no answer of theirs matters any more: what is `awaiting` "
        "others have yet to say.",
        "arguments": _arguments(
            {
                "data": {"type": "object", "description": "the firm, as `schema` describes it for firm"},
                "on": _DAY,
                "programmes": {"type": "array", "items": {"enum": list(PROGRAMMES)}},
                "skipped": {"type": "array", "items": _WORDS, "description": "pointers not to ask for"},
                "languages": _LANGUAGES,
            },
            "data",
        ),
        "answer": _answer(
            {
                "question": {"anyOf": [_of("question"), {"type": "null"}]},
                "behind": _many(
                    {
                        "type": "object",
                        "properties": {"programme": _WORDS, "rule": _WORDS, "clause": _of("clause")},
                        "required": ["programme", "rule", "clause"],
                    }
                ),
                "questions_left": {"type": "integer", "description": "at the most"},
                "programmes": _many(
                    {
                        "type": "object",
                        "properties": {
                            "name": _WORDS,
                            "outcome": _OUTCOME,
                            "awaiting": _many(_of("gap")),
                            "source": _SOURCE,
                        },
                        "required": ["name", "outcome", "awaiting", "source"],
                    }
                ),
                "without_edition": _many(_WORDS),
            },
            "question", "clause", "gap",
        ),
    },
    "schema": {
        "title": "Schema of the data · 資料格式",
        "description": "The JSON Schema (2020-12) of `data`: every fact with its meaning, unit, options "
        "and limits. What may be null or left out may be unknown: leave it so rather than guess.",
        "arguments": _arguments(
            {
                "programme": {"enum": [*PROGRAMMES, "firm"], "description": "firm: for `next_question`"},
                "stage": _STAGE,
                "language": {"enum": list(LANGUAGES), "description": "of titles; x-texts has them all"},
            },
            "programme",
        ),
        "answer": _answer({"schema": {"type": "object"}}),
    },
    "clause": {
        "title": "A clause in its own words · 條文原文",
        "description": "A clause of a programme: where it stands, its original Chinese words, what it "
        "says in short, the reading chosen where the words allow two, the numbers it fixes, and the "
        "question to the programme office where it is silent. Quote `source` as it is; where `question` "
        "is not empty, say that it is open.",
        "arguments": _arguments(
            {
                "programme": _PROGRAMME,
                "id": {"type": "string", "description": "as points.applicant.size"},
                "on": _DAY,
                "edition": _EDITION,
                "languages": _LANGUAGES,
            },
            "programme", "id",
        ),
        "answer": _answer(
            {
                "clause": _of("clause"),
                "awaited": {"type": "boolean"},
                "rules": _many(_WORDS),
                "source": _SOURCE,
            },
            "clause",
        ),
    },
}  # fmt: skip
"""Each tool by its name."""
