"""What shows that a vendor has sold cloud solutions (銷售實績): contracts and invoices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import one_of
from cloudgrant.rules.writing.lists import some
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["ProofOfSale", "market_record"]


@attrs.frozen(kw_only=True)
class ProofOfSale(Record):
    """A document that shows a sale 銷售實績之證明文件, and what can be made out from it.

    Contract and invoice are the briefing's examples (如…等): of another kind, the office decides.

    >>> ProofOfSale(document="invoice", shows_amount=True, shows_period=True).acceptable
    True
    >>> ProofOfSale(document="other", shows_amount=True, shows_period=True).acceptable
    UNKNOWN
    """

    document: Fact[Literal["contract", "invoice", "other"]] = given(
        zh="證明文件種類",
        en="Kind of proof",
        options={
            "contract": Text(zh="客戶合約", en="customer contract"),
            "invoice": Text(zh="銷售發票", en="sales invoice"),
            "other": Text(zh="其他", en="other"),
        },
        ask=Text(
            zh="實績證明是客戶合約、銷售發票，還是其他文件？",
            en="Is the proof of sale a customer contract, a sales invoice or something else?",
        ),
    )
    shows_amount: Fact[bool] = given(
        zh="能辨認銷售費用",
        en="Shows the amount",
        ask=Text(zh="文件能辨認銷售費用嗎？", en="Does the document show the amount of the sale?"),
    )
    shows_period: Fact[bool] = given(
        zh="能辨認使用期程",
        en="Shows the period of use",
        ask=Text(zh="文件能辨認使用期程嗎？", en="Does the document show the period of use?"),
    )
    of_this_solution: Fact[bool] = given(
        zh="為此方案之實績",
        en="Is of this solution",
        ask=Text(zh="是此次申請方案的銷售實績嗎？", en="Is it a sale of the solution in this application?"),
    )
    in_force_until: Fact[date] = given(
        zh="履約期限末日",
        en="Last day of the contract",
        ask=Text(zh="客戶合約的履約期限至哪一天？", en="Until which day does the contract run?"),
    )
    accepted: Fact[bool] = given(
        zh="審查同意採認",
        en="Accepted though of another kind",
        known_by="reviewer",
        ask=Text(zh="主辦單位是否採認這類文件？", en="Does the office accept a proof of this kind?"),
    )

    @fact(
        zh="可採為銷售實績",
        en="Shows a sale",
        clause="listing.vendor.sales-record",
    )
    def acceptable(self) -> Truth:
        """能辨認銷售費用和使用期程…如客戶合約或銷售發票影本等證明文件."""
        kind = one_of(self.document, "contract", "invoice") | self.accepted
        return kind & self.shows_amount & self.shows_period


def market_record(proofs: Fact[Iterable[ProofOfSale]], on: date) -> Truth:
    """具市場實績: an invoice, or a paid contract that is still in term on a day (尚在履約期限內).

    What a reviewer of :data:`~cloudgrant.programmes.listing.rubric.OPERATION` looks at; it
    decides nothing by itself.

    >>> market_record([ProofOfSale(document="contract", in_force_until=date(2022, 6, 30))], date(2022, 6, 30))
    True
    """
    return some(
        proofs,
        lambda proof: (
            one_of(proof.document, "invoice")
            | (one_of(proof.document, "contract") & (proof.in_force_until >= on))
        ),
    )
