"""Before the first request of a worker: have everything loaded, compiled and read that it will need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from cloudgrant.data.drafting import draft
from cloudgrant.data.dumping import dump
from cloudgrant.data.loading import load
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.locales import DEFAULT
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.several import locales_given, several

__all__ = ["warm_up"]


def warm_up(
    *programmes: Programme[Any, Any],
    stages: Iterable[Stage] | None = None,
    locales: Iterable[str] = (DEFAULT, "en"),
) -> None:
    """Load and compile now what the first request would have to: judges, loaders, texts of each locale.

    Call it when a worker starts, and in a parent before it forks: no file is read afterwards for what was
    warmed, and the first applicant waits no longer than the second. ``programmes`` are those that the worker
    answers for, every one of the library's unless given; ``stages`` those of their stages, all unless given.
    It decides on made-up subjects, keeps none of them, and prints nothing. Called again, or by
    several threads at once, it does no harm.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no programme, for a stage that
    none of them has, for what is no locale, and for a bare text where several are meant.

    >>> import cloudgrant as cg
    >>> cg.warm_up(cg.points, stages=["application"], locales=["zh_Hant_TW"])
    """
    asked = None if stages is None else several("stages", stages)
    spoken = locales_given("locales", locales)
    problems = [*_problems(programmes, asked)]
    if problems:
        raise InvalidInput(problems)
    for programme in programmes or map(programme_of, NAMES):
        for stage, cls in programme.subjects.items():
            if asked is None or stage in asked:
                _decide(programme, stage, cls, spoken)
                for special in cls.__subclasses__():  # each is loaded and judged in its own way
                    with suppress(InvalidInput):  # a class that is not fit for it tells whoever uses it
                        _decide(programme, stage, special, spoken)


def _problems(programmes: tuple[object, ...], stages: tuple[Stage, ...] | None) -> Iterator[Problem]:
    known: dict[str, None] = {}
    for number, one in enumerate(programmes or map(programme_of, NAMES)):
        if isinstance(one, Programme):
            known.update(dict.fromkeys(one.subjects))
        else:
            expected, given = Programme.__name__, type(one).__name__
            yield Problem.at(["programmes", number], "subject", expected=expected, given=given)
    for number, stage in enumerate(stages or ()):
        if known and stage not in known:
            yield Problem.at(["stages", number], "option", expected=", ".join(known), given=stage)


def _decide(programme: Programme[Any, Any], stage: Stage, cls: type[Any], locales: tuple[str, ...]) -> None:
    """A decision under each edition on a made-up subject, in words."""
    told, problems = draft(cls, _made_up(cls))
    load(cls, dump(told))
    for edition in programme.editions:
        decision = programme.assess(told, edition=edition, stage=stage, on=edition.since)
        dump(decision, texts=locales, receipt=True)
        if stage == "application":  # those who give a day alone are decided for in a way of their own
            programme.assess(told, on=edition.since)
    for locale in locales:
        for problem in problems:
            problem.message(locale)


def _made_up(cls: type[Any]) -> dict[str, Any]:
    """A value for each fact that has a simple one; a draft leaves out what does not go together."""
    simple = {name: _simple(info) for name, info in facts(cls).items() if not info.derived}
    return {name: value for name, value in simple.items() if value is not None}


def _simple(info: FactInfo) -> Any:
    match info.type:
        case "text" if info.options:
            return info.options[-1][0]
        case "bool":
            return False
        case "int":
            return info.least or 0
        case _:
            return None
