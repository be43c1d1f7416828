"""Two versions of a programme read side by side, over the *same* completion of each unknown.

Reading each version by itself and holding the two answers together claims too much: where the capital
is unknown, both "at most 100" and "at most 200" are unknown, and it would look as if the second could
fail where the first holds. Here the trees are walked in pairs, and whether one can hold while the other
fails is asked comparison by comparison: "at most 100" cannot hold where "at most 200" fails, whatever
the number is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cloudgrant.reform.chances import asked, chance
from cloudgrant.reform.conditions import Condition, conditions
from cloudgrant.reform.implied import at_most, same
from cloudgrant.reform.sides import Reader, Shift, Side, Sure, Term, in_all, in_any

__all__ = ["granted", "shift_of"]


def shift_of(reader: Reader, before: Side, after: Side) -> Shift:
    """What a subject gains or loses from one side to the other."""
    old, new = conditions(before, reader.items), conditions(after, reader.items)
    was, now = _settled(reader, old, before.policy), _settled(reader, new, after.policy)
    gains = in_all((was.refused, now.granted))
    loses = in_all((was.granted, now.refused))
    may_gain = _only(reader, (new, after.policy), (old, before.policy))
    may_lose = _only(reader, (old, before.policy), (new, after.policy))
    awards = before.programme.award_tree, after.programme.award_tree
    if awards[0] is not None and awards[1] is not None:
        earlier, later = (awards[0], before.policy), (awards[1], after.policy)
        both = in_all((was.granted, now.granted))
        maybe = in_all((reader.no(was.refused), reader.no(now.refused)))
        for more, less, up in ((later, earlier, True), (earlier, later, False)):
            if at_most(*more, *less):
                continue
            surely, possibly = reader.more(more, less)
            if up:
                gains = in_any((gains, in_all((both, surely))))
                may_gain = in_any((may_gain, in_all((maybe, possibly))))
            else:
                loses = in_any((loses, in_all((both, surely))))
                may_lose = in_any((may_lose, in_all((maybe, possibly))))
    return Shift(gains, loses, may_gain, may_lose)


def granted(reader: Reader, side: Side) -> Sure:
    """Whether a subject is surely eligible on a side."""
    return _settled(reader, conditions(side, reader.items), side.policy).granted


class _Settled(NamedTuple):
    granted: Sure
    refused: Sure


def _settled(reader: Reader, wanted: tuple[Condition, ...], policy: Any) -> _Settled:
    return _Settled(
        in_all(reader.no(in_all(reader.may_fail(term, policy) for term in one)) for one in wanted),
        in_any(reader.no(in_any(reader.may_hold(term, policy) for term in one)) for one in wanted),
    )


def _only(
    reader: Reader, first: tuple[tuple[Condition, ...], Any], second: tuple[tuple[Condition, ...], Any]
) -> Sure:
    """Whether all conditions of the first side may hold while one of the second fails."""
    (wanted, policy), (others, other) = first, second

    def lost(at: int, failing: Condition) -> Iterator[Sure]:
        yield in_all(reader.may_fail(one, other) for one in failing)
        for holding in (*wanted[at : at + 1], *wanted):  # its like first: for most it is at an end there
            yield in_any(
                in_all(_lost(reader, term, policy, one, other) for one in failing) for term in holding
            )

    return in_any(
        in_all(lost(at, failing))
        for at, failing in enumerate(others)
        if not any(_alike(holding, policy, failing, other) for holding in wanted)
    )


def _alike(first: Condition, policy: Any, second: Condition, other: Any) -> bool:
    return len(first) == len(second) and all(
        one[1:] == two[1:] and same(one.node, policy, two.node, other)
        for one, two in zip(first, second, strict=True)
    )


def _lost(reader: Reader, holds: Term, policy: Any, fails: Term, other: Any) -> Sure:
    """Whether one term may hold while the other fails."""
    if holds[1:] != fails[1:]:
        return in_all((reader.may_hold(holds, policy), reader.may_fail(fails, other)))
    return asked(
        chance(holds.node, policy, fails.node, other),
        lambda node: reader.may_hold(holds._replace(node=node), policy),
        lambda node: reader.may_fail(fails._replace(node=node), other),
    )
