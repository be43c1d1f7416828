"""How many small and medium customers were brought in, held against the target (使用家數)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs

from cloudgrant.programmes.research.adoption.contract import Contract
from cloudgrant.programmes.research.adoption.leftover import Leftover, Leftovers, left_over_words
from cloudgrant.programmes.research.adoption.plan import AdoptionPlan
from cloudgrant.programmes.research.adoption.service_days import service_days
from cloudgrant.programmes.research.adoption.told_records import each_contract
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.rules.writing.helpers import no
from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["Adoption", "Recognised", "adoption_against_target", "recognised_by_contract"]

_TARGETS = sentences("research.count.targets", {
    "approved": Text(zh="核定目標 {target} 家", en="the approved target of {target}"),
    "proposed": Text(
        zh="提案目標 {target} 家（尚待技術審委員核定）",
        en="the proposed target of {target} (not approved yet)",
    ),
    "none": Text(zh="尚無目標", en="no target yet"),
})  # fmt: skip
_COUNTS = sentences("research.count.counts", {
    True: Text(zh="已認定 {least} 家", en="{least} small and medium customers are recognised"),
    False: Text(
        zh="已認定 {least} 家，至多 {most} 家",
        en="{least} to {most} small and medium customers are recognised",
    ),
    UNKNOWN: Text(
        zh="尚不知已認定多少家", en="how many small and medium customers are recognised is not known"
    ),
})  # fmt: skip
_VERDICTS = sentences("research.count.verdicts", {
    True: Text(zh="已達成", en="reached"),
    False: Text(zh="未達成，尚差 {short} 家", en="not reached, {short} short"),
    UNKNOWN: Text(zh="尚無法判定", en="open"),
})  # fmt: skip

_SENTENCE = Text(
    "research.count.sentence", zh="{count}；{target}：{verdict}", en="{count}; {target}: {verdict}"
)


@attrs.frozen(kw_only=True)
class Recognised:
    """How many customers are recognised: ``least`` surely, ``most`` where what is open turns out so.

    Both are unknown where no contracts were given. ``leftovers`` are records that are told twice or differently.
    """

    least: Fact[int]
    most: Fact[int]
    leftovers: tuple[Leftover, ...] = ()


def recognised_by_contract(
    contracts: Fact[Iterable[Contract]],
    *,
    first: date,
    last: date,
    early_end_counts: Truth = UNKNOWN,
    complete_until: Fact[date] = UNKNOWN,
) -> Recognised:
    """Small and medium customers with a contract in force between two days, each counted once.

    The basis is the contract (認定基準：合約); for another basis the caller counts. Whether a customer counts whose only
    contract ended early by the last day, the briefing does not say: it may, unless ``early_end_counts`` settles it.
    ``complete_until`` is the day until which the records leave out no early end. Contracts that are not given
    (``UNKNOWN``) are unknown; of one that is told differently each record may be so. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for what is no contract.

    >>> contracts = [
    ...     Contract(customer="A", starts_on=date(2022, 1, 1), ends_on=date(2022, 12, 31), sme=True),
    ...     Contract(customer="A", starts_on=date(2022, 7, 1), ends_on=date(2023, 6, 30), sme=True),
    ...     Contract(customer="B", starts_on=date(2022, 7, 1), ends_on=date(2023, 6, 30)),
    ...     Contract(customer="C", starts_on=date(2022, 7, 1), ends_on=date(2023, 6, 30), sme=False),
    ... ]
    >>> period = {"first": date(2022, 1, 1), "last": date(2022, 12, 31)}
    >>> recognised_by_contract(contracts, **period, complete_until=date(2022, 12, 31))
    Recognised(least=1, most=2, leftovers=())
    """
    if contracts is UNKNOWN:
        return Recognised(least=UNKNOWN, most=UNKNOWN)
    surely: set[str] = set()
    maybe: set[str] = set()
    leftovers = Leftovers()
    for records in each_contract(contracts, leftovers):
        counts = {_counts(each, first, last, early_end_counts, complete_until) for each in records}
        if counts != {False}:
            (surely if counts == {True} else maybe).add(records[0].customer)
    return Recognised(least=len(surely), most=len(surely | maybe), leftovers=leftovers.all())


def _counts(
    contract: Contract, first: date, last: date, early_end_counts: Truth, complete_until: Fact[date]
) -> Truth:
    days = service_days(contract, complete_until)
    ended = days.cut_short & (UNKNOWN if days.cut_on is None else _by(days.cut_on, last))
    return contract.sme & days.within(first, last) & (no(ended) | early_end_counts)


def _by(between: tuple[date, date], last: date) -> Truth:
    """Whether what happened between two days happened by another."""
    return True if between[1] <= last else UNKNOWN if between[0] <= last else False


@attrs.frozen(kw_only=True)
class Adoption:
    """Adoption held against its target: ``target_is`` says whether that is the approved or the proposed number.

    ``least`` and ``most`` bound the count where it is not settled; both are unknown while it is not known at all.
    ``reached`` against a number that is only proposed says no more than that. ``leftovers`` are those of the count.
    """

    least: Fact[int]
    most: Fact[int]
    target: Fact[int]
    target_is: Literal["approved", "proposed", "none"]
    leftovers: tuple[Leftover, ...] = ()

    @property
    def count(self) -> Fact[int]:
        """How many customers are recognised; unknown while that is not settled."""
        return self.least if self.least == self.most else UNKNOWN

    @property
    def reached(self) -> Truth:
        """Whether at least the target is reached, as far as that is settled."""
        return True if (self.least >= self.target) is True else (self.most >= self.target) & UNKNOWN

    def message(self, locale: str) -> str:
        """Count, target and verdict in words, and how many records are left over or in doubt."""
        short = UNKNOWN if self.target is UNKNOWN or self.most is UNKNOWN else self.target - self.most
        settled: Truth = UNKNOWN if self.least is UNKNOWN else self.least == self.most
        numbers = {"least": self.least, "most": self.most, "target": self.target, "short": short}
        parts = {
            "count": _COUNTS[settled],
            "target": _TARGETS[self.target_is],
            "verdict": _VERDICTS[self.reached],
        }

        def said(part: str) -> str:
            return parts[part].filled(locale, lambda name: formatted(numbers[name], "", locale))

        return _SENTENCE.filled(locale, said) + left_over_words(self.leftovers, locale)

    def leftover_words(self, locale: str) -> tuple[str, ...]:
        """What is left over among the records, or in doubt: a sentence for each kind and customer."""
        return tuple(one.message(locale) for one in self.leftovers)


@attrs.frozen(kw_only=True)
class _Stated(Record):
    recognised: Fact[int] = given(zh="認定家數", en="Customers recognised")


@calculation("research.adoption.target", unit="", zh="使用家數達成情形", en="Adoption against the target")
def adoption_against_target(plan: AdoptionPlan, recognised: Fact[int] | Recognised) -> Adoption:
    """依技術審委員核定為條件: customers recognised, against the approved number, until then the proposed one.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a count that is none.

    >>> plan = AdoptionPlan(proposed_customers=40)
    >>> print(adoption_against_target(plan, 40).message("en"))
    40 small and medium customers are recognised; the proposed target of 40 (not approved yet): reached
    >>> found = adoption_against_target(attrs.evolve(plan, approved_customers=50), 40)
    >>> found.reached, found.message("zh_Hant_TW")
    (False, '已認定 40 家；核定目標 50 家：未達成，尚差 10 家')
    """
    least: Fact[int]
    most: Fact[int]
    leftovers: tuple[Leftover, ...] = ()
    if not isinstance(recognised, Recognised):
        least = most = _Stated(recognised=recognised).recognised
    else:
        least, most, leftovers = recognised.least, recognised.most, recognised.leftovers
    target_is: Literal["approved", "proposed", "none"] = "none"
    if plan.target is not UNKNOWN:
        target_is = "proposed" if plan.approved_customers is UNKNOWN else "approved"
    return Adoption(least=least, most=most, target=plan.target, target_is=target_is, leftovers=leftovers)
