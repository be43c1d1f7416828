"""The next best question: fail fast where past cases are known, else fewest left."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from cloudgrant.firms.company import Company
from cloudgrant.guide.answers import outlooks_after
from cloudgrant.guide.frequencies import Frequencies, RuleFrequency
from cloudgrant.guide.outlook import Outlook
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import presupposed
from cloudgrant.values.paths import Path

__all__ = ["form_order", "next_fact"]

_MOST_FACTS = 4


def next_fact(outlook: Outlook, past: Frequencies | None, skipped: Collection[Path] = ()) -> Path | None:
    """The fact to ask for next; ``None`` when nothing that the applicant can say matters any more."""
    candidates = _supposing_nothing(outlook, form_order(outlook.asks.difference(skipped)))
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    if past is not None and past.rules:
        return _fail_fast(outlook, candidates, past)
    return _fewest_left(outlook, candidates)


def _supposing_nothing(outlook: Outlook, candidates: list[Path]) -> list[Path]:
    """The facts to ask for before others are known: whether there is a report, before what it says."""
    names = {str(path[0]) for path in candidates}
    cls: Any = type(outlook.firm)
    first = [path for path in candidates if presupposed(cls, str(path[0])).isdisjoint(names)]
    return first or candidates


def form_order(paths: Collection[Path]) -> list[Path]:
    """Facts in the order of the form: as the firm's class declares them, the date of filing last."""
    order = {name: place for place, name in enumerate(facts(Company))}
    return sorted(paths, key=lambda path: (order.get(str(path[0]), len(order)), path.pointer))


def _fewest_left(outlook: Outlook, candidates: list[Path]) -> Path:
    """The fact that leaves the fewest facts to ask for, in the mean over the answers that differ."""

    def left(path: Path) -> Fraction:
        after = outlooks_after(outlook, path)
        if not after:
            return Fraction(len(outlook.asks) - 1)
        return Fraction(sum(len(one.asks) for one in after), len(after))

    return min(candidates, key=left)  # of equals the first


def _fail_fast(outlook: Outlook, candidates: list[Path], past: Frequencies) -> Path:
    """The fact with which the rule begins that fails most often for the questions it takes.

    A rule counts for as much as closing its programme would spare: a fact that other programmes
    wait for as well would still have to be asked.
    """
    waiting = {path: sum(path in standing.asks for standing in outlook.standings) for path in outlook.asks}
    scores = dict.fromkeys(candidates, 0.0)
    for lens, standing in zip(outlook.lenses, outlook.standings, strict=True):
        spared = sum(1 / waiting[path] for path in standing.asks)
        for traced, read, waits in zip(lens.rules, lens.reads, standing.asked, strict=False):
            asked = [path for path in form_order(waits) if path in scores]
            if not asked:
                continue
            rule = past.of(lens.view.name, traced.rule.id)
            known = read.difference(str(path[0]) for path in asked)
            first, questions = _shortest(rule, known, asked)
            scores[first] += rule.failing(known) * spared / questions
    return max(candidates, key=scores.__getitem__)  # of equals the first


def _shortest(rule: RuleFrequency, known: frozenset[str], asked: list[Path]) -> tuple[Path, float]:
    """The fact to begin with, and how many questions a rule then takes in the mean."""
    if len(asked) == 1:
        return asked[0], 1.0
    if len(asked) > _MOST_FACTS:
        return max(asked, key=lambda path: rule.settling(known, str(path[0]))), float(len(asked))
    best, fewest = asked[0], float("inf")
    for path in asked:
        rest = [other for other in asked if other != path]
        name = str(path[0])
        _, further = _shortest(rule, known | {name}, rest)
        questions = 1 + (1 - rule.settling(known, name)) * further
        if questions < fewest:
            best, fewest = path, questions
    return best, fewest
