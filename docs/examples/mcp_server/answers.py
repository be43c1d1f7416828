"""What each tool answers: plain data in, plain data out, by the library's public doors alone.

Every answer says which edition and which document it rests on. What is wrong with a question is
:class:`cloudgrant.InvalidInput`, with a code, a place and a text in both languages for each fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, Assessment, Fact, Notice, Problem, Programme
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Path
from cloudgrant.values.shown import shown
from mcp_server.arguments import LANGUAGES, PROGRAMMES, Arguments

__all__ = ["ANSWERS", "clause", "decide", "explain", "next_question", "schema"]

STAGES = tuple(dict.fromkeys(stage for one in PROGRAMMES.values() for stage in one.subjects))
_FIRM = "firm"


def decide(given: Mapping[str, Any]) -> dict[str, Any]:
    """The decision on a subject as of a day: outcome, results and what stands in the way, or every finding.

    >>> firm = {"kind": "manufacturer", "factory": "none"}
    >>> found = decide({"programme": "points", "on": "2022-05-02", "data": firm})
    >>> found["decision"]["outcome"], found["source"]["edition"], found["source"]["notice"]["on"]
    ('ineligible', 'roc-111', '2022-04-13')
    """
    arguments = Arguments(given)
    detail: Any = arguments.option("detail", ("open", "findings"), "open")
    texts = arguments.languages()
    decision = _decision(arguments)
    told = cg.dump(decision, detail=detail, texts=texts, receipt=False)
    return {"decision": told, "source": _source(decision.programme)}


def explain(given: Mapping[str, Any]) -> dict[str, Any]:
    """The findings of a decision on one rule, or on every rule of one clause, with the clause in full."""
    arguments = Arguments(given)
    texts, rule = arguments.languages(), arguments.word("rule")
    decision = _decision(arguments)
    law = decision.programme
    found = [one for one in decision.findings if rule in (one.rule, one.declaration.clause)]
    if not found:
        known = dict.fromkeys(id for one in decision.findings for id in (one.rule, one.declaration.clause))
        raise _unheard_of("rule", rule, known)
    return {
        "findings": [cg.dump(one, texts=texts) for one in found],
        "clause": cg.dump(law.clauses[found[0].declaration.clause], texts=texts),
        "outcome": decision.outcome.value,
        "source": _source(law),
    }


def next_question(given: Mapping[str, Any]) -> dict[str, Any]:
    """What to ask a firm next, with the clauses behind it, and where each programme stands so far."""
    arguments = Arguments(given)
    texts, on = arguments.languages(), arguments.day("on")
    named = arguments.words("programmes", PROGRAMMES) or tuple(PROGRAMMES)
    skipped = arguments.words("skipped")
    data = arguments.data("data")
    arguments.done()
    firm = _loaded(cg.Company, data)
    found = cg.guide.explore(
        firm,
        on=on,
        programmes=[PROGRAMMES[one].name for one in named],
        skipped=[_path(one) for one in skipped],
    )
    question = found.next
    behind = [
        {
            "programme": prospect.name,
            "rule": rule,
            "clause": cg.dump(law.clauses[law.traced(rule).rule.clause], texts=texts),
        }
        for prospect in found.undecided
        for law in [prospect.decision.programme]
        for gap in prospect.missing
        if question is not None and gap.path == question.path
        for rule in gap.rules
    ]
    return {
        "question": None if question is None else cg.dump(question, texts=texts),
        "behind": behind,
        "questions_left": found.questions_left,
        "programmes": [
            {
                "name": prospect.name,
                "outcome": prospect.outcome.value,
                "awaiting": [cg.dump(gap, texts=texts) for gap in prospect.awaiting],
                "source": _source(prospect.decision.programme),
            }
            for prospect in found.prospects
        ],
        "without_edition": list(found.without_policy),
    }


def schema(given: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON Schema of what ``data`` may be: of a programme at a stage, or of a firm."""
    arguments = Arguments(given)
    name = arguments.option("programme", (*PROGRAMMES, _FIRM))
    stage = arguments.option("stage", STAGES, "application")
    locale = arguments.option("language", LANGUAGES, "en")
    arguments.done()
    if name == _FIRM:
        return {"schema": portable.schema(cg.Company, locale=locale)}
    return {"schema": portable.schema(_subject(PROGRAMMES[name], stage), locale=locale)}


def clause(given: Mapping[str, Any]) -> dict[str, Any]:
    """A clause in its original words, with the reading chosen, its numbers and what it leaves open."""
    arguments = Arguments(given)
    texts, id = arguments.languages(), arguments.word("id")
    law = _law(arguments)
    if id not in law.clauses:
        raise _unheard_of("id", id, law.clauses)
    return {
        "clause": cg.dump(law.clauses[id], texts=texts),
        "awaited": id in law.edition.awaited,
        "rules": [rule.id for rule in law.rules if rule.clause == id],
        "source": _source(law),
    }


ANSWERS = {one.__name__: one for one in (decide, explain, next_question, schema, clause)}
"""Each tool's answer by the tool's name."""


def _decision(arguments: Arguments) -> Assessment[Any, Any]:
    """The decision that the arguments ask for; raises for all that is wrong with them at once."""
    stage: Any = arguments.option("stage", STAGES, "application")
    law, on, edition = _law_asked(arguments)
    data = arguments.data("data")
    arguments.done()
    subject = _loaded(_subject(law, stage), data)
    return law.assess(subject, on=on, edition=edition, stage=stage)


def _law(arguments: Arguments) -> Programme[Any, Any]:
    law, on, edition = _law_asked(arguments)
    arguments.done()
    if edition is not None:
        return law.under(edition)
    return law.under(law.edition if on is UNKNOWN else on)


def _law_asked(arguments: Arguments) -> tuple[Programme[Any, Any], Fact[date], str | None]:
    law = PROGRAMMES[arguments.option("programme", PROGRAMMES)]
    on = arguments.day("on")
    edition = arguments.option("edition", law.names(), "") or None
    return law, on, edition


def _subject(law: Programme[Any, Any], stage: Any) -> type[Any]:
    if stage not in law.subjects:
        raise _unheard_of("stage", stage, law.subjects)
    return law.subjects[stage]


def _loaded(cls: type[Any], data: Mapping[str, Any]) -> Any:
    """The subject that the data describe; what is wrong with them is told by its place in the arguments."""
    try:
        return cg.load(cls, data)
    except cg.InvalidInput as error:
        raise cg.InvalidInput([one.below("data") for one in error.problems]) from None


def _source(law: Any) -> dict[str, Any]:
    """What an answer rests on: the edition, and the document that it is read from."""
    edition, text = law.edition, law.edition.published
    return {
        "programme": law.name,
        "title": dict(law.title),
        "edition": edition.name,
        "edition_title": dict(edition.title),
        "since": edition.since.isoformat(),
        "until": None if edition.until is None else edition.until.isoformat(),
        "notice": None if text.notice is None else _document(text.notice),
        "published": not text.silent,
    }


def _document(notice: Notice) -> dict[str, Any]:
    ref = None if notice.ref is UNKNOWN else notice.ref
    return {"title": notice.title, "on": notice.on.isoformat(), "ref": ref}


def _path(pointer: str) -> Path:
    steps = pointer.removeprefix("/").split("/")
    return Path(int(step) if step.isdigit() else step for step in steps)


def _unheard_of(name: str, given: str, known: Any) -> cg.InvalidInput:
    hint = did_you_mean(given, known)
    problem = Problem.at([name], "option", expected=", ".join(known), given=shown(given), hint=hint)
    return cg.InvalidInput([problem])
