"""The guide: what a question costs, and how many it takes against a form and the fewest there can be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import attrs

import cloudgrant as cg
import questioning
from questioning import FILING
from report import Line
from timing import interleaved

__all__ = ["check", "lines"]

_TOGETHER = "all programmes"


def check(number: int = 500) -> int:
    """Hold what the guide ends in to a full assessment of each programme; how many firms were compared."""
    start = questioning.outlook(None)
    guide = questioning.by_guide()
    for firm in questioning.firms(number, seed=3):
        _, end = questioning.walk(firm, start, guide)
        told = cg.guide.explore(end.firm, on=FILING)
        for prospect in cg.guide.explore(firm, on=FILING).prospects:
            if told[prospect.name].outcome is not prospect.outcome:
                raise AssertionError(f"{prospect.name} differs on {firm}: {told[prospect.name].outcome}")
    return number


def lines(*, quick: bool) -> Iterator[Line]:
    """Count the questions, and time one."""
    yield from chain(_points(quick), _together(quick), _times(quick))


def _line(what: str, ours: float, theirs: float, target: str = "", met: bool | None = None) -> Line:
    return Line(what, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f} ×", target, met)


def _points(quick: bool) -> Iterator[Line]:
    population = questioning.firms(2_000 if quick else 10_000)
    past = cg.guide.frequencies(questioning.firms(2_000, seed=7), on=FILING, programmes=["points"])
    start = questioning.outlook(["points"])
    best = questioning.fewest(population, start)
    form = questioning.mean(population, start, questioning.by_form(["points"]))
    skipping = questioning.mean(population, start, lambda: questioning.by_form_skipping)
    for name, told in (("fewest left", None), ("fail fast", past)):
        guide = questioning.by_guide(told)
        asked = questioning.mean(population, start, lambda guide=guide: guide)  # type: ignore[misc]
        within = asked <= 1.1 * best
        yield _line(f"questions, points, {name} : the fewest possible", asked, best, "at most 1.10 ×", within)
        yield _line(f"questions, points, {name} : form order", asked, form)
        yield _line(f"questions, points, {name} : form order, skipping", asked, skipping)


def _together(quick: bool) -> Iterator[Line]:
    population = questioning.firms(1_000 if quick else 10_000)
    past = cg.guide.frequencies(questioning.firms(2_000, seed=7), on=FILING)
    start = questioning.outlook(None)
    form = questioning.mean(population, start, questioning.by_form(None))
    skipping = questioning.mean(population, start, lambda: questioning.by_form_skipping)
    for name, told in (("fewest left", None), ("fail fast", past)):
        guide = questioning.by_guide(told)
        asked = questioning.mean(population, start, lambda guide=guide: guide)  # type: ignore[misc]
        yield _line(f"questions, {_TOGETHER}, {name} : form order", asked, form)
        yield _line(f"questions, {_TOGETHER}, {name} : form order, skipping", asked, skipping)


def _asked(session: cg.guide.Session) -> object:
    """Everything from an answer that has just come in to the next question in words."""
    fresh = attrs.evolve(session)
    question = fresh.next
    return fresh.exploration.prospects, None if question is None else question.message("zh_Hant_TW")


def _times(quick: bool) -> Iterator[Line]:
    past = cg.guide.frequencies(questioning.firms(2_000, seed=7), on=FILING)
    contestants = {}
    for name, told in (("fewest left", None), ("fail fast", past)):
        sessions = [cg.guide.start(on=FILING, past=told)]
        for firm in questioning.firms(20, seed=11):
            session = sessions[0]
            while (question := session.next) is not None:
                session = session.answer(question, getattr(firm, question.fact))
                sessions.append(session)
        contestants[name] = (_asked, sessions)
    timings = interleaved(contestants, rounds=5 if quick else 40, calls=1)
    for name in contestants:
        cost = timings.of(name) / 1e6
        yield Line(f"a question, {name}", f"{cost:.2f} ms", "", "", "at most 5 ms", cost <= 5)
