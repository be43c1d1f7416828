"""A condition of stickiness 服務黏著度 that a firm sets itself: usage, renewal or long-contract rate."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import attrs

from cloudgrant.programmes.research.adoption.recognition_basis import (
    BASES,
    Basis,
    basis_stated,
)
from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import agreed, inner, no, one_of, pick, said, same
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["RATES", "Rate", "StickinessKPI", "asked_for", "same_condition"]

Rate = Literal["usage", "renewal", "long_contract"]
"""使用率, 續約率 or 長約率."""

RATES = MappingProxyType(
    {
        "usage": Text(zh="使用率", en="usage rate"),
        "renewal": Text(zh="續約率", en="renewal rate"),
        "long_contract": Text(zh="長約率", en="long-contract rate"),
    }
)
"""What each rate is called."""

_CLAUSE = "research.adoption.stickiness"

# Which facts belong to which rates only; a renewal rate needs no more than its target.
_OWN = {
    "threshold": ("usage",),
    "within": ("usage",),
    "term": ("long_contract",),
    "shorter_explained": ("long_contract",),
    "shorter_because": ("long_contract",),
    "early_end_counts": ("renewal", "long_contract"),
}

# What two copies of a condition may each leave open, and must not contradict each other in.
_SAID = ("name", "basis", "basis_text", "early_end_counts", "reviewer_accepts")

_STRAY = Text(zh="{rate}不應載明此項", en="a {rate} does not state this")
_EXPLAINED = Text(
    zh="已載明原因，不得填為未說明", en="gives a reason, although it says that there is no explanation"
)
_ZERO = Text(zh="使用門檻應大於 0", en="the threshold of use must be more than 0")
_NO_TARGET = Text(zh="目標比率應大於 0", en="the target must be more than 0")


@attrs.frozen(kw_only=True)
class StickinessKPI(Record):
    """One condition 達成條件 of 服務黏著度, self-set in the proposal and subject to the reviewers' consent.

    ``target`` is the share of customers, by number, that is to be reached. What is measured is, by ``rate``:

    - ``usage`` 使用率: of the customers with a contract in force in the period, those who used the service at
      least ``threshold`` (times, an amount, or a frequency such as ``3 login / week``, which is held against
      the mean over the period) ``within`` so many months (限定時間);
    - ``renewal`` 續約率: of the customers whose contract ended in the period, those who renewed the last one that
      ended there;
    - ``long_contract`` 長約率: of the customers whose contract began in the period, those who signed for at
      least ``term`` calendar months. The edition says how long that is; a shorter term, which the nature of the
      SaaS may ask for, takes an explanation: ``shorter_because``, or ``shorter_explained`` where it stands elsewhere.

    All three are of small and medium customers, unless ``sme_only=False`` says that they are of all. ``early_end_counts`` settles what the briefing leaves open: whether a contract
    that ended early counts as one that expired (renewal), or still as a long one (long contract). Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for what does not belong to the rate and for a threshold
    or a target of nothing; a target above 100% is no :class:`~cloudgrant.values.shares.Share` to begin with.

    >>> logins = StickinessKPI(
    ...     rate="usage", target=Share("60%"), threshold=UsageAmount.of(12, "login"), within=3, basis=("usage_record",))
    >>> logins.complete, StickinessKPI(rate="long_contract", target=Share("1/2"), term=18).term
    (True, 18)
    >>> StickinessKPI(rate="renewal", threshold=UsageAmount.of(12, "login"), term=18)
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 2 problems in the data · 資料有 2 個問題
      threshold: a renewal rate does not state this · 續約率不應載明此項 [research.stray]
      term: a renewal rate does not state this · 續約率不應載明此項 [research.stray]
    """

    __keys__: ClassVar[tuple[str, ...]] = ("name",)

    name: Fact[str] = given(zh="條件名稱", en="Name of the condition")
    rate: Fact[Rate] = given(
        zh="比率種類",
        en="Which rate",
        options=RATES,
        ask=Text(
            zh="條件是使用率、續約率還是長約率？",
            en="Is the condition a usage rate, a renewal rate or a long-contract rate?",
        ),
        clause=_CLAUSE,
    )
    target: Fact[Share] = given(
        zh="目標比率",
        en="Target",
        ask=Text(zh="目標比率是多少？", en="What share of customers is the target?"),
        clause=_CLAUSE,
    )
    threshold: Fact[UsageAmount] = given(
        zh="每一客戶之使用門檻",
        en="Threshold of use per customer",
        ask=Text(
            zh="每一客戶於限定時間內至少使用多少次數、頻率或使用量？",
            en="What is the least that each customer must use the service within the limited "
            "time (times, frequency or amount)?",
        ),
        clause=_CLAUSE,
    )
    within: Fact[int] = given(
        zh="限定時間",
        en="Limited time",
        unit="months",
        least=1,
        most=1200,
        ask=Text(zh="使用率以幾個月為限定時間？", en="Over how many months is the use counted?"),
        clause=_CLAUSE,
    )
    term: Fact[int] = given(
        zh="長約期間",
        en="Term of a long contract",
        unit="months",
        least=1,
        most=1200,
        ask=Text(zh="長約是幾個月以上的合約？", en="How many months or more make a long contract?"),
        clause=_CLAUSE,
    )
    shorter_explained: Fact[bool] = given(
        zh="已說明長約期間較短之原因",
        en="It is explained why the term is shorter",
        change="to_more",
        act={"true": Text(zh="補充說明長約期間較短之原因", en="explain why the term is shorter")},
        ask=Text(
            zh="是否已說明因 SaaS 服務特性，長約期間低於規定月數之原因？",
            en="Is it explained why the nature of the SaaS makes the long-contract term shorter than required?",
        ),
        clause=_CLAUSE,
    )
    shorter_because: Fact[str] = given(
        multiline=True,
        zh="長約期間較短之原因（SaaS 服務特性）",
        en="Why the term is shorter (the nature of the SaaS)",
        ask=Text(
            zh="長約期間較短者，係因何種 SaaS 服務特性？",
            en="What about the nature of the SaaS makes the long-contract term shorter?",
        ),
        clause=_CLAUSE,
    )
    basis: Fact[tuple[Basis, ...]] = given(
        zh="認定基準",
        en="Basis of recognition",
        options=BASES,
        ask=Text(
            zh="以什麼認定（合約、發票、使用記錄或其他）？",
            en="How is it recognised (by contract, invoice, record of use or other)?",
        ),
        clause=_CLAUSE,
    )
    basis_text: Fact[str] = given(
        multiline=True,
        zh="認定基準說明",
        en="The basis in words",
        ask=Text(zh="其他認定基準為何？", en="What is the other basis?"),
        clause=_CLAUSE,
    )
    sme_only: bool = given(
        default=True,
        zh="僅計中小企業客戶",
        en="Of small and medium customers only",
        clause=_CLAUSE,
    )
    early_end_counts: Fact[bool] = given(
        zh="提前終止之合約仍計入",
        en="A contract that ended early counts",
        known_by="text",
        ask=Text(
            zh="提前終止之合約，於續約率是否視為期滿、於長約率是否仍為長約？",
            en="Does a contract that ended early count as expired for the renewal rate, and still as long for the "
            "long-contract rate?",
        ),
        clause=_CLAUSE,
    )
    reviewer_accepts: Fact[bool] = given(
        zh="審查委員同意此條件及其認定基準",
        en="The reviewers consent to the condition and its basis",
        known_by="reviewer",
        ask=Text(
            zh="審查委員是否同意此達成條件與認定基準？",
            en="Do the reviewers consent to this condition and its basis?",
        ),
        clause=_CLAUSE,
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.rate is not UNKNOWN:
            for name, rates in _OWN.items():
                if self.rate not in rates and getattr(self, name) is not UNKNOWN:
                    yield Problem.at([name], "research.stray", _STRAY, rate=RATES[self.rate])
        if self.shorter_explained is False and self.shorter_because is not UNKNOWN:
            yield Problem.at(["shorter_explained"], "research.explained", _EXPLAINED)
        if self.threshold is not UNKNOWN and self.threshold.exact == 0:
            yield Problem.at(["threshold", "amount"], "research.zero", _ZERO)
        if self.target is not UNKNOWN and not self.target.numerator:
            yield Problem.at(["target"], "research.zero", _NO_TARGET)

    @fact(zh="屬長約率", en="Is a long-contract rate", clause=_CLAUSE)
    def is_long_contract(self) -> Truth:
        """Whether it is a long-contract rate: as it says, or because it states what no other rate does."""
        return agreed(
            one_of(self.rate, "long_contract"),
            said(self.term),
            said(self.shorter_explained),
            said(self.shorter_because),
        )

    @fact(zh="已設定使用門檻", en="The threshold of use is set", clause=_CLAUSE)
    def threshold_stated(self) -> Truth:
        """Of a usage rate: whether the threshold is set."""
        return no(one_of(self.rate, "usage")) | said(self.threshold)

    @fact(zh="已設定使用門檻與限定時間", en="The use asked for is set", clause=_CLAUSE)
    def use_stated(self) -> Truth:
        """Of a usage rate: whether threshold and limited time are set."""
        return no(one_of(self.rate, "usage")) | (said(self.threshold) & said(self.within))

    @fact(zh="已設定長約期間", en="The term of a long contract is set", clause=_CLAUSE)
    def term_stated(self) -> Truth:
        """Of a long-contract rate: whether the term is set."""
        return no(one_of(self.rate, "long_contract")) | said(self.term)

    @fact(zh="已設定認定基準", en="A basis is stated", clause=_CLAUSE)
    def basis_stated(self) -> Truth:
        """自行訂定認定基準."""
        return basis_stated(self.basis, self.basis_text)

    @fact(zh="已完整設定", en="Set completely", clause=_CLAUSE)
    def complete(self) -> Truth:
        """Whether rate, target and basis are set, for usage also threshold and limited time, for a long contract its term."""
        return said(self.rate) & said(self.target) & self.use_stated & self.term_stated & self.basis_stated

    @fact(zh="已說明期間較短之原因", en="A shorter term is explained", clause=_CLAUSE)
    def explained(self) -> Truth:
        """低於 18 個月，請補充說明原因: of a long contract; whether its term is a shorter one, the policy says."""
        return no(self.is_long_contract) | agreed(self.shorter_explained, said(self.shorter_because))

    @property
    def condition(self) -> tuple[object, ...]:
        """What is asked for, whatever it is called and however it is shown."""
        return (self.rate, self.target, self.threshold, self.within, self.term, self.sme_only)

    def agrees_with(self, other: StickinessKPI) -> bool:
        """Whether two say the same, as far as both say it: what is asked for, its basis, how early ends count, consent.

        >>> import attrs
        >>> kpi = StickinessKPI(rate="renewal", target=Share("1/2"))
        >>> consented = attrs.evolve(kpi, reviewer_accepts=True)
        >>> kpi.agrees_with(consented), attrs.evolve(kpi, reviewer_accepts=False).agrees_with(consented)
        (True, False)
        """
        pairs = [(getattr(self, name), getattr(other, name)) for name in _SAID]
        return self.condition == other.condition and all(
            one == same for one, same in pairs if one is not UNKNOWN and same is not UNKNOWN
        )


def asked_for(kpi: StickinessKPI) -> tuple[Fact[Any], ...]:
    """What tells one condition from another, for use in a tree: nothing of what its rate does not ask for."""
    usage, long = one_of(kpi.rate, "usage"), one_of(kpi.rate, "long_contract")
    return (
        kpi.rate,
        kpi.target,
        pick(usage, inner(kpi.threshold, lambda one: one.amount), ""),
        pick(usage, inner(kpi.threshold, lambda one: one.unit), ""),
        pick(usage, kpi.within, 0),
        pick(long, kpi.term, 0),
        kpi.sme_only,
    )


def same_condition(one: StickinessKPI, other: StickinessKPI) -> Truth:
    """Whether two conditions ask for the same, whatever they are called and however they are shown."""
    answer: Truth = True
    for part, counterpart in zip(asked_for(one), asked_for(other), strict=True):
        answer = answer & same(part, counterpart)
    return answer
