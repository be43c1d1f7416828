"""Firms: one :class:`Company` with every fact that the rules read, and its kinds.

A firm may be of several kinds at once — an information service provider that also has a factory —
so kinds are facts, and :class:`Manufacturer`, :class:`InformationServiceProvider` and
:class:`ServiceFirm` merely preset one of them.

These classes are frozen but have no slots: a firm has many facts and a draft gives few, and only
without slots does making one cost what is given, not what there is: what nobody gave stands in the class.

What each programme asks of a firm stands in a file of its own, and :class:`Company` joins them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar, Literal

import attrs

from cloudgrant.firms.capability import Capability
from cloudgrant.firms.coaching import CoachingFacts
from cloudgrant.firms.coherence import FIRM_COHERENCE
from cloudgrant.firms.identity import Identity
from cloudgrant.firms.listing import ListingFacts
from cloudgrant.firms.net_worth import NetWorth
from cloudgrant.firms.points import PointsFacts
from cloudgrant.firms.research import ResearchFacts
from cloudgrant.firms.revenue import Revenue
from cloudgrant.rules.records.coherence import Declarations
from cloudgrant.rules.records.evidence import Document
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.records.sparse import sparse
from cloudgrant.values.alike import Alike
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import is_ubn
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Company", "InformationServiceProvider", "Manufacturer", "ServiceFirm"]


# The facts stand in the order of these bases from the last to the first; a new one comes first.
@sparse
@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class Company(
    Revenue,
    Capability,
    NetWorth,
    ResearchFacts,
    ListingFacts,
    CoachingFacts,
    PointsFacts,
    Identity,
    Alike,
    Record,
):
    """A firm 企業: every fact is unknown until it is given.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every field that is nonsense.

    >>> import cloudgrant as cg
    >>> cg.Company(name="示範精密", paid_in_capital=80_000_000).regular_employees
    UNKNOWN
    """

    __keys__: ClassVar[tuple[str, ...]] = ("ubn",)
    __coherence__: ClassVar[Declarations] = FIRM_COHERENCE
    # Of a number that fits there is nothing to say, nor while there is no evidence.
    __settled_by__: ClassVar[Mapping[str, Callable[[str], bool] | None]] = {"ubn": is_ubn, "evidence": None}

    evidence: Fact[Mapping[str, Document]] = given(
        mapping=True,
        zh="佐證資料",
        en="Evidence",
        help=Text(
            zh="依所佐證之項目分別列載；文件本身由使用者自行保管。",
            en="Listed by the fact that each proves; the user keeps the documents themselves.",
        ),
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.evidence is UNKNOWN and (self.ubn is UNKNOWN or is_ubn(self.ubn)):
            return ()  # as of nearly every firm
        return self._at_odds()

    def _at_odds(self) -> Iterator[Problem]:
        if self.ubn is not UNKNOWN and self.confirmed is UNKNOWN and not is_ubn(self.ubn):
            yield Problem.at(["ubn"], "ubn.check_digit", given=self.ubn)
        if self.evidence is not UNKNOWN:
            known = facts(type(self))
            for name in self.evidence:
                if name not in known:
                    yield Problem.at(["evidence", name], "unknown_key", hint=did_you_mean(name, known))

    def notes(self) -> tuple[Text, ...]:
        """What a decision on this firm should mention, though no rule turns on it."""
        if self.ubn is UNKNOWN or self.confirmed is UNKNOWN or is_ubn(self.ubn):
            return ()
        looked_up = {"ubn": self.ubn, "source": self.confirmed.source, "on": self.confirmed.on.isoformat()}
        return (_CONFIRMED.filled_with(looked_up),)


_CONFIRMED = Text(
    "company.confirmed",
    zh="統一編號 {ubn} 檢查碼不符，經 {source} 於 {on} 查證屬實。",
    en="The check digit of {ubn} does not fit; it was confirmed in {source} on {on}.",
)


@sparse
@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class Manufacturer(Company):
    """A manufacturer 製造業者: a company with ``manufacturer`` preset."""

    manufacturer: Literal[True] = given(default=True, zh="製造業", en="Manufacturer")


@sparse
@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class InformationServiceProvider(Company):
    """An information service provider 資服業者: a company with ``provider`` preset."""

    provider: Literal[True] = given(default=True, zh="資訊服務業者", en="Information service provider")


@sparse
@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class ServiceFirm(Company):
    """A service firm 服務業者: a company with ``service_firm`` preset."""

    service_firm: Literal[True] = given(default=True, zh="服務業", en="Service firm")
