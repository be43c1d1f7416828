"""One edition: the policies of several programmes that are in force together."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import attrs

from cloudgrant.programmes.sources import Sources
from cloudgrant.rules.records.coherence import Declarations, in_order
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.rules.records.fact_info import facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.canonical import digest
from cloudgrant.values.unknown import Fact

__all__ = ["CLAUSE", "Edition", "NoEdition"]

CLAUSE = "edition.roc-111"
"""The clause by which an edition is in force."""


class NoEdition(LookupError):
    """No edition was in force on the day asked for, or known by the day asked for, or has the digest."""


@attrs.frozen(kw_only=True)
class Edition(Record):
    """What editions have in common; yours adds a field for each programme, named as the programme.

    It is in force from ``since`` to ``until``, both included; where ``until`` is unknown, until the
    next begins. One with the name and ``since`` of another is its *revision* 更正, and takes its place
    from the day it is ``known`` (unknown: from the start).
    """

    __keys__: ClassVar[tuple[str, ...]] = ("name",)
    __coherence__: ClassVar[Declarations] = in_order("since", "until")

    name: str = given(zh="版本", en="Edition")
    since: date = given(zh="適用首日", en="First day in force", clause=CLAUSE)
    until: Fact[date] = given(zh="適用末日", en="Last day in force", clause=CLAUSE)
    known: Fact[date] = given(zh="公布日", en="Known since")
    sources: Fact[Sources] = given(zh="資料來源", en="Sources", clause="edition.sources")

    @property
    def policies(self) -> dict[str, Any]:
        """The known policy of each programme, by the programme's name."""
        own = facts(Edition)
        values = {name: getattr(self, name) for name in facts(type(self)) if name not in own}
        return {name: value for name, value in values.items() if isinstance(value, Record)}

    @property
    def digest(self) -> str:
        """The digest of its policies; sources and dates do not enter it."""
        return digest({name: policy_digest(policy) for name, policy in self.policies.items()})
