"""Two versions of a programme read side by side, over the *same* completion of each unknown.

Reading each version by itself and holding the two answers together claims too much: where the capital
is unknown, both "at most 100" and "at most 200" are unknown, and it would look as if the second could
fail where the first holds. Here the trees are walked in pairs, and whether one can hold while the other
fails is asked comparison by comparison: "at most 100" cannot hold where "at most 200" fails, whatever
the number is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from cloudgrant.reform.chances import asked, chance
from cloudgrant.reform.conditions import Condition, clear_conditions, conditions
from cloudgrant.reform.implied import at_most, same
from cloudgrant.reform.sides import Reader, Shift, Side, Sure, Term, in_all, in_any

__all__ = ["granted", "refused", "shift_of"]


def shift_of(reader: Reader, before: Side, after: Side) -> Shift:
    """What a subject gains or loses from one side to the other."""
    old, new = _weighed(reader, before), _weighed(reader, after)
    was, now = _settled(reader, old), _settled(reader, new)
    gains = in_all((was.refused, now.granted))
    loses = in_all((was.granted, now.refused))
    may_gain = may_enter = _only(reader, new, old)
    may_lose = may_leave = _only(reader, old, new)
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
    return Shift(gains, loses, may_gain, may_lose, may_enter, may_leave)


def granted(reader: Reader, side: Side) -> Sure:
    """Whether a subject is surely eligible on a side."""
    return _settled(reader, _weighed(reader, side)).granted


def refused(reader: Reader, side: Side) -> Sure:
    """Whether a subject is surely refused on a side; where merely no rule applies, that is open."""
    return _settled(reader, _weighed(reader, side)[: len(clear_conditions(side))]).refused


class _Weighed:
    """A condition of a side, and what is asked of it again and again: found once."""

    def __init__(self, reader: Reader, condition: Condition, policy: Any) -> None:
        self.condition, self.policy = condition, policy
        self._reader = reader

    @cached_property
    def may_hold(self) -> Sure:
        """Whether it is not surely false."""
        return self.holds(lambda term: self._reader.may_hold(term, self.policy))

    @cached_property
    def may_fail(self) -> Sure:
        """Whether it is not surely true."""
        no, may_fail = self._reader.no, self._reader.may_fail
        return no(self.holds(lambda term: no(may_fail(term, self.policy))))

    def holds(self, truth: Callable[[Term], Sure]) -> Sure:
        """Whether it does where its terms hold of which ``truth`` says so."""
        over, terms = self.condition.over, self.condition.terms
        if over:
            [term] = terms
            return self._reader.every(over, lambda item: truth(term._replace(item=item)))
        return in_any(self._of_some(term, truth) for term in terms)

    def _of_some(self, term: Term, truth: Callable[[Term], Sure]) -> Sure:
        if not term.over:
            return truth(term)
        return self._reader.some(term.over, lambda item: truth(term._replace(item=item)))

    def about(self, over: str) -> tuple[Term, ...]:
        """The terms about the items of a list; about the subject itself, of the empty name."""
        return tuple(term for term in self.condition.terms if term.over == over)


def _weighed(reader: Reader, side: Side) -> tuple[_Weighed, ...]:
    kept = reader.weighed.get(id(side))
    if kept is None:
        found = tuple(_Weighed(reader, one, side.policy) for one in conditions(side))
        kept = reader.weighed[id(side)] = side, found
    weighed: tuple[_Weighed, ...] = kept[1]
    return weighed


class _Settled(NamedTuple):
    granted: Sure
    refused: Sure


def _settled(reader: Reader, wanted: tuple[_Weighed, ...]) -> _Settled:
    return _Settled(
        in_all(reader.no(one.may_fail) for one in wanted), in_any(reader.no(one.may_hold) for one in wanted)
    )


def _only(reader: Reader, wanted: tuple[_Weighed, ...], others: tuple[_Weighed, ...]) -> Sure:
    """Whether all conditions of one side may hold while one of the other side's fails."""

    def lost(at: int, failing: _Weighed) -> Iterator[Sure]:
        pair = _Pair(reader, wanted[0].policy, others[0].policy)
        # Its like first: for most it is at an end there.
        all_of_them = (*wanted[at : at + 1], *wanted)
        if failing.condition.over:
            return pair.of_some_item(all_of_them, failing)
        return pair.of_the_subject(all_of_them, failing)

    return in_any(
        in_all(lost(at, failing))
        for at, failing in enumerate(others)
        if not any(_alike(holding, failing) for holding in wanted)
    )


def _alike(first: _Weighed, second: _Weighed) -> bool:
    one, two = first.condition, second.condition
    return (one.over, len(one.terms)) == (two.over, len(two.terms)) and all(
        term.over == other.over and same(term.node, first.policy, other.node, second.policy)
        for term, other in zip(one.terms, two.terms, strict=True)
    )


class _Pair(NamedTuple):
    """Conditions of one side that hold by its policy while one of the other side fails by the ``other``."""

    reader: Reader
    policy: Any
    other: Any

    def of_the_subject(self, wanted: tuple[_Weighed, ...], failing: _Weighed) -> Iterator[Sure]:
        """What has to be so for a condition to fail that is not about each item: none of its terms holds."""
        yield failing.may_fail
        places = {term.over for term in failing.condition.terms}
        for holding in wanted:
            if places.isdisjoint(term.over for term in holding.condition.terms):
                yield holding.may_hold
            else:
                yield holding.holds(lambda term: self._beside(term, failing.condition.terms))

    def of_some_item(self, wanted: tuple[_Weighed, ...], failing: _Weighed) -> Iterator[Sure]:
        """What has to be so for a condition to fail that is about each item of a list: of some item."""
        over, [term] = failing.condition.over, failing.condition.terms
        about = [one.condition.terms[0] for one in wanted if one.condition.over == over]

        def fails(item: Any) -> Sure:
            """Of an item, of which each condition about the items may hold."""
            failed = term._replace(item=item)
            allowed = (self._allowed(one._replace(item=item), failed) for one in about)
            return in_all((self.reader.may_fail(failed, self.other), *allowed))

        yield self.reader.some(over, fails)
        for holding in wanted:
            if not holding.condition.over and holding.about(over):
                yield self._elsewhere_or_beside(holding, term, fails)
            else:
                yield holding.may_hold

    def _elsewhere_or_beside(self, holding: _Weighed, failing: Term, fails: Callable[[Any], Sure]) -> Sure:
        """Whether one term holds: of an item that fails, of another item, or of anything else."""
        reader, over, about = self.reader, failing.over, holding.about(failing.over)
        others = Condition(tuple(term for term in holding.condition.terms if term.over != over))

        def holds(item: Any) -> Sure:
            return in_any(reader.may_hold(one._replace(item=item), self.policy) for one in about)

        def beside(item: Any) -> Sure:
            return in_any(self._beside(one._replace(item=item), (failing,)) for one in about)

        def of_another() -> Iterator[Sure]:
            yield reader.some(over, holds)
            yield reader.some(over, lambda item: in_all((fails(item), reader.no(holds(item)))))

        def ways() -> Iterator[Sure]:
            yield _Weighed(reader, others, self.policy).may_hold
            yield reader.several(over, holds)
            yield in_all(of_another())
            yield reader.some(over, lambda item: in_all((fails(item), beside(item))))

        return in_any(ways())

    def _beside(self, holding: Term, failing: tuple[Term, ...]) -> Sure:
        """Whether a term may hold while all that are about the same subject, or item, fail."""
        return in_all(
            (
                self.reader.may_hold(holding, self.policy),
                *(
                    self._allowed(holding, one._replace(item=holding.item))
                    for one in failing
                    if one.over == holding.over
                ),
            )
        )

    def _allowed(self, holding: Term, failing: Term) -> Sure:
        """Whether one term may hold while another of the same subject, or item, fails."""
        return asked(
            chance(holding.node, self.policy, failing.node, self.other),
            lambda node: self.reader.may_hold(holding._replace(node=node), self.policy),
            lambda node: self.reader.may_fail(failing._replace(node=node), self.other),
        )
