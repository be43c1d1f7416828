"""When a session of the technical review is due, and how many (審查會議)."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Sessions", "sessions_due"]

By = Literal["vendors", "solutions", "office", "neither", "unsaid"]
"""What settled it: enough vendors, enough solutions, the office's own decision, or neither number; ``unsaid`` where
nothing does, for the edition does not say how many are enough."""

_WORDS = sentences("listing.session", {
    "vendors": Text(
        zh="待審 {vendors} 家，已達 {least} 家，宜安排 {sessions} 場審查會議",
        en="{vendors} vendors are waiting, and {least} are enough: sessions due: {sessions}",
    ),
    "solutions": Text(
        zh="待審 {solutions} 個方案，已達 {most} 個，宜安排 {sessions} 場審查會議",
        en="{solutions} solutions are waiting, and {most} are enough: sessions due: {sessions}",
    ),
    "office": Text(
        zh="依主辦單位決定：安排 {sessions} 場審查會議",
        en="as the office decided: sessions convened: {sessions}",
    ),
    "neither": Text(
        zh="待審 {vendors} 家、{solutions} 個方案，未達 {least} 家或 {most} 個方案；主辦單位得另行決定",
        en="{vendors} vendors and {solutions} solutions are waiting, fewer than {least} and {most}; the office may "
        "decide otherwise",
    ),
    "unsaid": Text(
        zh="待審 {vendors} 家、{solutions} 個方案；達多少家或多少個方案即安排審查會議，尚未公布",
        en="{vendors} vendors and {solutions} solutions are waiting; how many are enough for a session is not "
        "published yet",
    ),
})  # fmt: skip
_SESSION = Text("listing.session.one", zh="{number}", en="{number} session")
_SESSIONS = Text("listing.session.other", zh="{number}", en="{number} sessions")
_SO_MANY = Text("listing.session.so_many", zh="若干", en="how many is not published yet")


@attrs.frozen(kw_only=True)
class _Waiting(Record):
    vendors: int = given(zh="待審業者", en="Vendors that wait")
    solutions: int = given(zh="待審方案", en="Solutions that wait")


@attrs.frozen(kw_only=True)
class Sessions:
    """How many sessions are due, what settled it, and between how many reviewers each has.

    Each number is unknown where the edition does not say what it follows from.
    """

    due: Fact[int]
    by: By
    vendors: int
    solutions: int
    policy: ListingPolicy

    @property
    def reviewers(self) -> tuple[Fact[int], Fact[int]]:
        """The fewest and the most reviewers of a session (2-3位委員)."""
        return self.policy.reviewers_from, self.policy.reviewers_to

    def message(self, locale: str) -> str:
        """The answer in words."""
        counted = _SESSION if self.due == 1 else _SESSIONS
        sessions = counted.filled(locale, lambda _: str(self.due))
        words = {
            "vendors": self.vendors,
            "solutions": self.solutions,
            "least": self.policy.session_vendors_from,
            "most": self.policy.session_solutions_from,
            "sessions": _SO_MANY.in_(locale) if self.due is UNKNOWN else sessions,
        }
        return _WORDS[self.by].filled(locale, lambda name: str(words[name]))


@calculation("listing.review.technical", unit="", zh="應安排審查會議場次", en="Review sessions due")
def sessions_due(
    vendors: int, solutions: int, policy: ListingPolicy, *, decided: Truth = UNKNOWN
) -> Sessions:
    """約5-10家業者或10個方案以上，安排審查會議: sessions that are due for what waits.

    With more vendors than one session takes there are as many as hold them all (the library's reading of
    5-10). ``decided`` is the office's own decision to convene one now or not, which prevails, for the numbers
    are 約, about. Where the policy does not say how many are enough, or how many one session takes, it is unknown
    how many are due, unless what it says settles it. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for numbers that are no counts.

    >>> policy = ListingPolicy(session_vendors_from=5, session_vendors_to=10, session_solutions_from=10)
    >>> [sessions_due(*waiting, policy).due for waiting in ((4, 9), (5, 5), (3, 10), (11, 11))]
    [0, 1, 1, 2]
    >>> print(sessions_due(4, 9, policy).message("en"))
    4 vendors and 9 solutions are waiting, fewer than 5 and 10; the office may decide otherwise
    """
    _Waiting(vendors=vendors, solutions=solutions)
    by = "office" if decided is not UNKNOWN else _settled_by(vendors, solutions, policy)
    due: Fact[int] = 0
    if by == "unsaid":
        due = UNKNOWN
    elif by in ("vendors", "solutions") or decided is True:
        due = _needed(vendors, policy.session_vendors_to)
    return Sessions(due=due, by=by, vendors=vendors, solutions=solutions, policy=policy)


def _settled_by(vendors: int, solutions: int, policy: ListingPolicy) -> By:
    enough_vendors: Truth = vendors >= policy.session_vendors_from
    enough_solutions: Truth = solutions >= policy.session_solutions_from
    if enough_vendors is True:
        return "vendors"
    if enough_solutions is True:
        return "solutions"
    return "neither" if enough_vendors is False and enough_solutions is False else "unsaid"


def _needed(vendors: int, most: Fact[int]) -> Fact[int]:
    """As many as hold all the vendors: one, if there is but one vendor, however many a session takes."""
    if vendors <= 1:
        return 1
    return UNKNOWN if most is UNKNOWN else -(-vendors // most)
