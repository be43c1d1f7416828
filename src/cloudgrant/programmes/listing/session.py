"""When a session of the technical review is due, and how many (審查會議)."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Truth

__all__ = ["Sessions", "sessions_due"]

By = Literal["vendors", "solutions", "office", "neither"]
"""What settled it: enough vendors, enough solutions, the office's own decision, or neither number."""

_WORDS = {
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
}


@attrs.frozen(kw_only=True)
class _Waiting(Record):
    vendors: int = given(zh="待審業者", en="Vendors that wait")
    solutions: int = given(zh="待審方案", en="Solutions that wait")


@attrs.frozen(kw_only=True)
class Sessions:
    """How many sessions are due, what settled it, and between how many reviewers each has."""

    due: int
    by: By
    vendors: int
    solutions: int
    policy: ListingPolicy

    @property
    def reviewers(self) -> tuple[int, int]:
        """The fewest and the most reviewers of a session (2-3位委員)."""
        return self.policy.reviewers_from, self.policy.reviewers_to

    def message(self, locale: str) -> str:
        """The answer in words."""
        counted = "session" if self.due == 1 else "sessions"
        words = {
            "vendors": self.vendors,
            "solutions": self.solutions,
            "least": self.policy.session_vendors_from,
            "most": self.policy.session_solutions_from,
            "sessions": self.due if locale.startswith("zh") else f"{self.due} {counted}",
        }
        return _WORDS[self.by].filled(locale, lambda name: str(words[name]))


@calculation("listing.review.technical", unit="", zh="應安排審查會議場次", en="Review sessions due")
def sessions_due(
    vendors: int, solutions: int, policy: ListingPolicy, *, decided: Truth = UNKNOWN
) -> Sessions:
    """約5-10家業者或10個方案以上，安排審查會議: sessions that are due for what waits.

    With more vendors than one session takes there are as many as hold them all (the library's reading of
    5-10). ``decided`` is the office's own decision to convene one now or not, which prevails, for the numbers
    are 約, about. Raises :class:`~cloudgrant.values.problems.InvalidInput` for numbers that are no counts.

    >>> sessions_due(4, 9).due, sessions_due(5, 5).due, sessions_due(3, 10).due, sessions_due(11, 11).due
    (0, 1, 1, 2)
    >>> print(sessions_due(4, 9).message("en"))
    4 vendors and 9 solutions are waiting, fewer than 5 and 10; the office may decide otherwise
    """
    _Waiting(vendors=vendors, solutions=solutions)
    needed = max(1, -(-vendors // policy.session_vendors_to))
    by: By = "neither"
    if decided is not UNKNOWN:
        by = "office"
    elif vendors >= policy.session_vendors_from:
        by = "vendors"
    elif solutions >= policy.session_solutions_from:
        by = "solutions"
    due = needed if by in ("vendors", "solutions") or decided is True else 0
    return Sessions(due=due, by=by, vendors=vendors, solutions=solutions, policy=policy)
