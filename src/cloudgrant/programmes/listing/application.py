"""An application to have a solution selected (遴選申請): vendor, solution, and what is handed in."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.programmes.listing.proof_of_sale import ProofOfSale
from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.lists import some
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["DocumentsFiled", "ListingApplication"]

_OTHER_VENDOR = Text(
    "listing.application.other_vendor",
    zh="方案的廠商統一編號 {given} 與申請廠商 {expected} 不符",
    en="the solution is of vendor {given}, the application of {expected}",
)


@attrs.frozen(kw_only=True)
class DocumentsFiled(Record):
    """Which documents are handed in 應備文件; the third, the proof of sales, stands in the application itself.

    >>> DocumentsFiled(application_form=True).tax_clearance_local
    UNKNOWN
    """

    income_tax_return: Fact[bool] = given(
        zh="最近 1 年營利事業所得稅年度損益及稅額計算表",
        en="Income-tax P&L and tax computation of the latest year",
        change="to_more",
        act={
            "true": Text(
                zh="補附最近 1 年營利事業所得稅之年度損益及稅額計算表",
                en="hand in the income-tax profit and loss statement and tax computation of the latest year",
            )
        },
        ask=Text(
            zh="是否備妥最近 1 年申報營利事業所得稅之年度損益及稅額計算表？",
            en="Are the income-tax profit and loss statement and tax computation of the latest year ready?",
        ),
        clause="listing.documents",
    )
    tax_clearance_central: Fact[bool] = given(
        zh="中央無欠稅證明",
        en="Central tax clearance",
        change="to_more",
        act={"true": Text(zh="補附中央（國稅）無欠稅證明", en="hand in the central tax clearance")},
        ask=Text(zh="是否備妥中央（國稅）無欠稅證明？", en="Is the central tax clearance ready?"),
        clause="listing.documents",
    )
    tax_clearance_local: Fact[bool] = given(
        zh="地方無欠稅證明",
        en="Local tax clearance",
        change="to_more",
        act={"true": Text(zh="補附地方稅無欠稅證明", en="hand in the local tax clearance")},
        ask=Text(zh="是否備妥地方稅無欠稅證明？", en="Is the local tax clearance ready?"),
        clause="listing.documents",
    )
    application_form: Fact[bool] = given(
        zh="申請表資料",
        en="Application form",
        change="to_more",
        act={"true": Text(zh="補附申請表資料", en="hand in the application form")},
        ask=Text(zh="是否備妥申請表資料？", en="Is the application form ready?"),
        clause="listing.documents",
    )


def _with_sales(application: ListingApplication, shown: bool) -> ListingApplication:
    """The application with a proof of a sale, or with none: for examples, since no firm changes its past."""
    sale = ProofOfSale(document="invoice", shows_amount=True, shows_period=True)
    return attrs.evolve(application, proofs_of_sale=(*_known(application), sale) if shown else ())


def _with_sales_of_this(application: ListingApplication, shown: bool) -> ListingApplication:
    of_this = ProofOfSale(document="invoice", shows_amount=True, shows_period=True, of_this_solution=True)
    of_others = tuple(attrs.evolve(proof, of_this_solution=False) for proof in _known(application))
    return attrs.evolve(application, proofs_of_sale=(*_known(application), of_this) if shown else of_others)


def _known(application: ListingApplication) -> tuple[ProofOfSale, ...]:
    return () if application.proofs_of_sale is UNKNOWN else application.proofs_of_sale


@attrs.frozen(kw_only=True)
class ListingApplication(Record):
    """An application of a vendor 資服業者 to have one cloud solution selected for the Industry Hall.

    The date on which it is judged is the day on which the file was submitted 送件日. Gaps mended within the
    notified limit keep that day, and so do those mended unasked before any notice (a reading): judge the file as
    mended, on ``selection.submitted_on``, as ``selection.assess(application)`` does. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` where the solution is another vendor's.

    >>> import cloudgrant as cg
    >>> application = ListingApplication(vendor=cg.Company(paid_in_capital=1_000_000))
    >>> application.sold_before
    UNKNOWN
    """

    vendor: Company = given(default=Company(), zh="申請廠商", en="Vendor")
    solution: CloudSolution = given(default=CloudSolution(), zh="雲端方案", en="Cloud solution")
    documents: DocumentsFiled = given(default=DocumentsFiled(), zh="應備文件", en="Documents")
    proofs_of_sale: Fact[tuple[ProofOfSale, ...]] = given(
        zh="銷售實績證明文件",
        en="Proofs of sale",
        ask=Text(
            zh="有哪些能辨認銷售費用和使用期程的實績證明（客戶合約、銷售發票影本等）？",
            en="Which contracts or invoices show the amount and the period of use of past sales?",
        ),
    )
    operation_video: Fact[bool] = given(
        zh="操作說明影片",
        en="Operation video",
        change="to_more",
        act={"true": Text(zh="補附操作說明影片", en="add the video that shows the operation")},
        ask=Text(zh="申請資料是否附操作說明影片？", en="Is a video that shows the operation included?"),
        clause="listing.application",
    )
    reseller: Fact[bool] = given(
        zh="代理經銷者",
        en="Reseller of another maker's solution",
        ask=Text(zh="貴公司是此方案的代理經銷者嗎？", en="Is the vendor a reseller of this solution?"),
        clause="listing.review.operation-criteria",
    )
    maker_authorisation: Fact[bool] = given(
        zh="原廠授權證明",
        en="The maker's authorisation",
        change="to_more",
        act={"true": Text(zh="補附原廠授權等證明", en="hand in the maker's authorisation")},
        ask=Text(zh="是否附原廠授權等證明？", en="Is the maker's authorisation included?"),
        clause="listing.review.operation-criteria",
    )

    def incoherent(self) -> Iterable[Problem]:
        of, by = self.solution.vendor_ubn, self.vendor.ubn
        if of is not UNKNOWN and by is not UNKNOWN and of != by:
            path = ["solution", "vendor_ubn"]
            yield Problem.at(path, "listing.other_vendor", _OTHER_VENDOR, given=of, expected=by)

    @fact(
        zh="具有雲端解決方案銷售實績",
        en="Has sold cloud solutions",
        repair=_with_sales,
        clause="listing.vendor.sales-record",
    )
    def sold_before(self) -> Truth:
        """具有雲端解決方案銷售實績, of whichever cloud solution."""
        return some(self.proofs_of_sale, lambda proof: proof.acceptable)

    @fact(
        zh="有此方案的銷售實績證明",
        en="Proves a sale of this solution",
        repair=_with_sales_of_this,
        clause="listing.documents",
    )
    def proves_sale_of_this_solution(self) -> Truth:
        """廠商實績之證明文件 (此方案的實績)."""
        return some(self.proofs_of_sale, lambda proof: proof.acceptable & proof.of_this_solution)
