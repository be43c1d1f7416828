"""What a rule can still come to by what the applicant may say, and which facts that takes.

A rule also waits for others: numbers that are not published, a reviewer's word. Whatever hangs on
those stays open whatever the applicant says, so a fact that only leads there is not worth asking for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import attrs

from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.deciding.gaps import Gap, gaps_of
from cloudgrant.rules.records.fact_info import MOST
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.helpers import no, pick
from cloudgrant.rules.writing.lists import every, some
from cloudgrant.values.paths import Path
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Reach", "reach"]


@attrs.frozen
class Reach:
    """Whether something can come to be true, or false, once the applicant has said all.

    ``to_true`` and ``to_false`` are the applicant's facts that can help it there. Of what stays
    unknown whatever is said, neither can be.
    """

    true: bool
    false: bool
    to_true: tuple[Gap, ...] = ()
    to_false: tuple[Gap, ...] = ()


_NOWHERE = Reach(False, False)
_TRUE = Reach(True, False)
_FALSE = Reach(False, True)


def reach(node: tree.Node, case: Case, prefix: Path) -> Reach:
    """How far a tree can be brought by the applicant."""
    return _reached(node, case, prefix)[1]


def _reached(node: tree.Node, case: Case, prefix: Path) -> tuple[Any, Reach]:
    """The value of a tree and its reach, both from those of its parts, so that each is looked at once."""
    match node:
        case tree.And(parts):
            found = [_reached(part, case, prefix) for part in parts]
            value = every(value for value, _ in found)
            open_ = value is UNKNOWN
            return value, _all([part for _, part in found]) if open_ else _settled(value)
        case tree.Or(parts):
            found = [_reached(part, case, prefix) for part in parts]
            value = some(value for value, _ in found)
            open_ = value is UNKNOWN
            return value, _inverted(_all([_inverted(part) for _, part in found])) if open_ else _settled(
                value
            )
        case tree.Not(part):
            value, found_ = _reached(part, case, prefix)
            return no(value), _inverted(found_)
        case tree.Pick(condition, yes, otherwise):
            (which, chosen), *sides = [_reached(part, case, prefix) for part in (condition, yes, otherwise)]
            value = pick(which, sides[0][0], sides[1][0])
            if value is not UNKNOWN:
                return value, _settled(value)
            return value, _chosen(chosen, sides[0][1], sides[1][1])
        case _:
            value = value_of(node, case)
            return value, _compared(node, case, prefix) if value is UNKNOWN else _settled(value)


def _settled(value: Any) -> Reach:
    return _TRUE if value is True else _FALSE if value is False else _NOWHERE


def _all(parts: list[Reach]) -> Reach:
    """Several parts, all of which must be true: one that is false is enough for the opposite."""
    true = all(part.true for part in parts)
    return Reach(
        true,
        any(part.false for part in parts),
        _joined(part.to_true for part in parts) if true else (),
        _joined(part.to_false for part in parts),
    )


def _inverted(part: Reach) -> Reach:
    return Reach(part.false, part.true, part.to_false, part.to_true)


def _chosen(condition: Reach, yes: Reach, no: Reach) -> Reach:
    sides = [side for side, can in ((yes, condition.true), (no, condition.false)) if can]
    if sides:
        true, false = any(side.true for side in sides), any(side.false for side in sides)
    else:  # nobody can say which side it is, so both must agree
        sides = [yes, no]
        true, false = yes.true and no.true, yes.false and no.false
    which = (*condition.to_true, *condition.to_false)
    return Reach(
        true,
        false,
        _joined((which, *(side.to_true for side in sides))) if true else (),
        _joined((which, *(side.to_false for side in sides))) if false else (),
    )


def _compared(node: tree.Node, case: Case, prefix: Path) -> Reach:
    """A fact or a comparison: it can come to either, if the applicant knows all of what is not known."""
    gaps = tuple(gaps_of(node, case, prefix))
    asked = tuple(gap for gap in gaps if gap.because == "fact")
    if len(asked) == len(gaps):
        return Reach(True, True, asked, asked)
    answers = {value_of(node, supposed) for supposed in _ends(node, case, asked, prefix)}
    if answers <= {UNKNOWN}:
        return _NOWHERE
    can = True in answers, False in answers  # a sum can exceed a limit although some part stays unknown
    return Reach(*can, asked if can[0] else (), asked if can[1] else ())


def _ends(node: tree.Node, case: Case, asked: tuple[Gap, ...], prefix: Path) -> Iterator[Case]:
    """The case with all that is asked at its least, and at its most."""
    places = {gap.path for gap in asked}
    known = [
        leaf
        for leaf in tree.leaves(node)
        if isinstance(leaf, tree.FactOf) and leaf.info.type == "int" and prefix.child(*leaf.path) in places
    ]
    yield case.assuming({leaf.path: leaf.info.least or 0 for leaf in known})
    yield case.assuming({leaf.path: leaf.info.most or MOST for leaf in known})


def _joined(gaps: Iterable[tuple[Gap, ...]]) -> tuple[Gap, ...]:
    return tuple(chain.from_iterable(gaps))
