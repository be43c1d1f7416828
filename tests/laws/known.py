"""Where the laws are known to be broken, each by a smallest case; the rule is excused from that law so far.

``test_known.py`` holds that each is still so: what is mended is struck off here, and the rule tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

import cloudgrant as cg
from laws.partial import Case, Place
from laws.seeds import PROGRAMMES

__all__ = ["KNOWN", "Known"]


@attrs.frozen
class Known:
    """A rule that breaks a law: what is known as data, and what is learnt, in one way or in another.

    Where the law is ``overturned``, or there is no other way, what is known is held against what is learnt.
    """

    law: str
    rule: str
    reason: str
    known: Mapping[str, Any]
    learnt: Mapping[str, Any]
    or_: Mapping[str, Any] | None = None
    stage: str = "application"
    made: Callable[[Any], Any] = lambda subject: subject

    def cases(self) -> tuple[Case, Case, Case]:
        """The draft, and the two cases."""
        draft, another = self._case({}), self._case(self.learnt)
        if self.or_ is None:
            return draft, draft, another
        return draft, another, self._case(self.or_)

    def differ(self) -> tuple[Place, ...]:
        """The places in which the two cases differ, or the draft and the case."""
        return tuple(_apart(self.learnt, self.known if self.or_ is None else self.or_, ()))

    def _case(self, learnt: Mapping[str, Any]) -> Case:
        data = {**self.known, **learnt}
        on, policy = data.pop("on", cg.UNKNOWN), data.pop("policy", {})
        programme = PROGRAMMES[self.rule.partition(".")[0]]
        published = programme.edition.policy
        subject = self.made(cg.load(programme.subjects[self.stage], data))  # type: ignore[index]
        return Case(subject, on, attrs.evolve(published, **policy))


def _apart(one: Any, another: Any, place: Place) -> Iterator[Place]:
    """The places of data in which it differs: keys of mappings, items of lists of one length."""
    if isinstance(one, dict) and isinstance(another, dict):
        for name in one:
            yield from _apart(one[name], another.get(name), (*place, name))
    elif isinstance(one, list) and isinstance(another, list) and len(one) == len(another):
        for index, item in enumerate(one):
            yield from _apart(item, another[index], (*place, index))
    elif one != another:
        yield place


KNOWN: Final[tuple[Known, ...]] = ()
