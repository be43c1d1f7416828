"""What a programme is given, before any of it is read: each of its kind, and none beside the point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.arguments import (
    NAME,
    SEVERAL,
    TRUTH,
    WORDS,
    Kind,
    argument_problems,
    one_of_class,
    or_none,
    words_problems,
)
from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.rules.records.declaring import foreign_keywords, locale_problem, option_problems
from cloudgrant.rules.writing.declaration import Calculation, Stage, arity
from cloudgrant.rules.writing.refusals import simple_refusal
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["programme_problems"]

_A_MAPPING = or_none(
    Kind(
        Text("programme_arguments.a_mapping", zh="對照", en="a mapping"),
        lambda value: isinstance(value, Mapping) and not isinstance(value, Text),
    )
)
_PLACES = ("rules", "clauses", "calculations", "realised_by")


def programme_problems(**given: Any) -> list[Problem]:
    """A problem for each argument of another kind, each stage that there is not, and a text given twice."""
    where = f"Programme({shown(given['name'])})"
    return [problem for found in (_kinds(given, where), _stages(given, where)) for problem in found]


def _kinds(given: Mapping[str, Any], where: str) -> Iterator[Problem]:
    kinds: dict[str, Kind] = {
        "name": NAME,
        "title": WORDS,
        "edition": or_none(one_of_class(Edition)),
        "policies": _A_MAPPING,
        **dict.fromkeys(_PLACES, SEVERAL),
        "parties": _A_MAPPING,
        "stages": _A_MAPPING,
        "whole": TRUTH,
    }
    for name, kind in kinds.items():
        yield from argument_problems([name], where, {name: (kind, given[name])})
    for name, cls in (("clauses", Clause), ("realised_by", Realised)):
        for place, one in enumerate(given[name] if isinstance(given[name], tuple) else ()):
            yield from argument_problems([name, place], where, {f"{name}[{place}]": (one_of_class(cls), one)})
    ceiling = given["ceiling"]
    if isinstance(ceiling, Calculation) and arity(ceiling.function) is None:
        yield simple_refusal(ceiling.id, ceiling.function, "rule.signature")
    title = given["title"]
    if WORDS.holds(title):
        yield from (locale_problem(["title"], where, key) for key in foreign_keywords(title))
        yield from words_problems(["title"], where, "title", title)
        if not title:
            yield declaration(["title"], "declaration.words", where)
    if given["edition"] is not None:
        for other in ("policies", "clauses"):
            if given[other] is not None and given[other] != ():
                yield declaration([other], "declaration.both", where, one="edition", other=other)


def _stages(given: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Stages and parties of a stage that there is not; their lists are looked for in sound classes only."""
    stages, parties = given["stages"], given["parties"]
    for name, asked in (("stages", stages), ("parties", parties)):
        for stage in asked if isinstance(asked, Mapping) else ():
            yield from option_problems([name], where, name, stage, Stage)
    if isinstance(stages, Mapping) and "application" in stages:
        yield declaration(["stages"], "declaration.both", where, one="subject", other='stages["application"]')
    if isinstance(parties, Mapping):
        for stage, over in parties.items():
            yield from argument_problems(["parties"], where, {f"parties[{stage!r}]": (NAME, over)})
            if stage in get_args(Stage) and stage not in {"application", *(stages or ())}:
                expected = ", ".join(["application", *(stages or ())])
                yield Problem.at(["parties", stage], "option", given=stage, expected=expected)
