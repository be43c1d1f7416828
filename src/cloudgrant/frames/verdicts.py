"""What one rule comes to in every row: about the subject itself, or about each item of one of its lists."""

from __future__ import annotations

from typing import Any, NamedTuple

import narwhals as nw

from cloudgrant.frames.cells import literal
from cloudgrant.frames.going_through import possibly, surely
from cloudgrant.frames.reading import TreeReader
from cloudgrant.frames.rows import Rows
from cloudgrant.frames.truths import OfRows, all_hold, choose, no, some_holds
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.outcome import applies_of, clear_of, over_items
from cloudgrant.rules.writing.rewriting import lifted
from cloudgrant.values.problems import Gathered, InvalidInput
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Verdict", "verdict_on"]


class Verdict(NamedTuple):
    """A rule's result in every row, whether it holds *or* does not apply, and whether it applies."""

    result: nw.Expr
    clear: OfRows
    applies: OfRows


def verdict_on(traced: TracedRule, rows: Rows, policy: Any) -> Verdict:
    """What a rule comes to in every row.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what no column holds or leads to.
    """
    if traced.over:
        return _on_items(traced, rows, policy)
    problems = Gathered(once=True)
    found: list[OfRows] = []
    for node in (traced.holds, traced.applies):
        try:
            found.append(True if node is None else _truth(node, rows, policy, traced.rule.id))
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    holds, applies = found
    return Verdict(_result(rows, holds, applies), some_holds((no(applies), holds)), applies)


def _truth(node: tree.Node, rows: Rows, policy: Any, rule: str) -> OfRows:
    """What a tree says of every row, worked out once: its result, and the outcome, are told from it."""
    return rows.settled(lambda: rows.value(node, policy, rule))


def _on_items(traced: TracedRule, rows: Rows, policy: Any) -> Verdict:
    """A rule about each item of a list: not met where it is of one, open where it is of one."""
    subject, path = rows.table.record, (traced.over,)
    clear = rows.value(over_items(traced, subject, clear_of(traced), every=True), policy, traced.rule.id)
    applies = rows.value(over_items(traced, subject, applies_of(traced), every=False), policy)
    items = rows.items(rows, path)
    if items is None:
        return Verdict(_of_preset(traced, rows, policy, rows.preset(path)), clear, applies)
    reader = TreeReader(rows, policy).among(items, 1, items)
    with items.recording() as uses:
        holds = reader.read(lifted(traced.holds))
        applied: OfRows = True if traced.applies is None else reader.read(lifted(traced.applies))
    nothing = literal(0)

    def any_is(flag: nw.Expr) -> nw.Expr:
        return items.gathered("max", flag, uses) > nothing

    open_ = some_holds((_unknown(applied), all_hold((applied, _unknown(holds)))))
    failed = any_is(surely(all_hold((applied, no(holds)))))
    listed = rows.listed(rows, path, facts(subject)[traced.over].most_items)
    result = choose(
        (no(listed), rows.word(Result.UNDETERMINED)),
        (failed, rows.word(Result.NOT_MET)),
        (any_is(surely(open_)), rows.word(Result.UNDETERMINED)),
        (any_is(possibly(applied)), rows.word(Result.MET)),
        (any_is(literal(1)), rows.word(Result.NOT_APPLICABLE)),
        otherwise=rows.word(Result.MET),
    )
    return Verdict(result, clear, applies)


def _of_preset(traced: TracedRule, rows: Rows, policy: Any, preset: Any) -> nw.Expr:
    """The result of a rule about items that no table tells: the class gives them, or nobody does."""
    if preset is UNKNOWN:
        return rows.word(Result.UNDETERMINED)
    found = []
    for item in preset:
        reader = TreeReader(rows, policy).among(item, 1)
        applied = True if traced.applies is None else reader.read(lifted(traced.applies))
        found.append((reader.read(lifted(traced.holds)), applied))
    return choose(
        *((all_hold((applied, no(holds))), rows.word(Result.NOT_MET)) for holds, applied in found),
        *((_unknown(applied), rows.word(Result.UNDETERMINED)) for _, applied in found),
        *((all_hold((applied, _unknown(holds))), rows.word(Result.UNDETERMINED)) for holds, applied in found),
        *((applied, rows.word(Result.MET)) for _, applied in found),
        otherwise=rows.word(Result.NOT_APPLICABLE if found else Result.MET),
    )


def _result(rows: Rows, holds: OfRows, applies: OfRows) -> nw.Expr:
    return choose(
        (_unknown(applies), rows.word(Result.UNDETERMINED)),
        (no(applies), rows.word(Result.NOT_APPLICABLE)),
        otherwise=rows.in_words(holds, Result),
    )


def _unknown(truth: OfRows) -> OfRows:
    return truth.is_null() if isinstance(truth, nw.Expr) else truth is UNKNOWN
