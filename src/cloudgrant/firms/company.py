"""Firms: one :class:`Company` with every fact that the rules read, and its kinds.

A firm may be of several kinds at once — an information service provider that also has a factory —
so kinds are facts, and :class:`Manufacturer`, :class:`InformationServiceProvider` and
:class:`ServiceFirm` merely preset one of them.

These classes are frozen but have no slots: a firm has many facts and a draft gives few, and only
without slots does making one cost what is given, not what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.rules.records.evidence import Confirmation, Document
from cloudgrant.rules.records.fact_info import fact, facts, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import is_ubn, ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["YEARLY_REVENUES", "Company", "InformationServiceProvider", "Manufacturer", "ServiceFirm"]


_BUSINESS_CODE = re.compile(r"[A-Z]{1,2}[0-9]{5,6}")
_NO_BUSINESS_CODE = Text(
    zh="{given} 不是營業項目代碼，應如 {expected}",
    en="{given} is not a business code; write it as {expected}",
)


YEARLY_REVENUES: Final = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")
"""The facts of a firm's revenue of the past three years 過去三年營業收入, last year's first."""


def _business_code_problem(code: str) -> Problem | None:
    """Form only: letters and digits, seven in all, as the register of business items has them."""
    if len(code) == 7 and _BUSINESS_CODE.fullmatch(code):
        return None
    return Problem.at((), "business_code", _NO_BUSINESS_CODE, given=repr(code), expected="I301010")


@attrs.frozen(kw_only=True, slots=False)
class Company(Record):
    """A firm 企業: every fact is unknown until it is given.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every field that is nonsense.

    >>> import cloudgrant as cg
    >>> cg.Company(name="示範精密", paid_in_capital=80_000_000).regular_employees
    UNKNOWN
    """

    __keys__: ClassVar[tuple[str, ...]] = ("ubn",)

    ubn: Fact[str] = given(
        zh="統一編號",
        en="Unified business number",
        check=ubn_form_problem,
        ask=Text(zh="貴公司的統一編號是？", en="What is the firm's unified business number?"),
    )
    confirmed: Fact[Confirmation] = given(
        zh="統一編號查證",
        en="Confirmation of the unified business number",
        help=Text(
            zh="登記資料中確有少數統一編號不符檢查碼；查證後可照用，認定結果會註明。",
            en="A few numbers in the register do not fit the check digit; looked up, they are accepted, and "
            "findings note it.",
        ),
    )
    name: Fact[str] = given(
        zh="公司名稱",
        en="Name",
        ask=Text(zh="貴公司的名稱是？", en="What is the firm's name?"),
    )
    paid_in_capital: Fact[int] = given(
        zh="實收資本額",
        en="Paid-in capital",
        unit="TWD",
        ask=Text(
            zh="貴公司的實收資本額是多少（新臺幣元）？",
            en="What is the firm's paid-in capital, in New Taiwan dollars?",
        ),
        proof=Text(zh="公司登記資料", en="Company registration"),
    )
    regular_employees: Fact[int] = given(
        zh="經常僱用員工數",
        en="Regularly employed staff",
        unit="persons",
        ask=Text(
            zh="貴公司經常僱用員工有幾人（十二個月平均，有小數者進位）？",
            en="How many people does the firm regularly employ (twelve-month mean, a fraction rounded up)?",
        ),
        proof=Text(zh="勞工保險投保人數資料", en="Labour insurance headcount"),
        help=Text(
            zh="經常僱用員工數為平均值；有小數時無條件進位為整數，與門檻比較的結果不變。",
            en="A mean; round a fraction up to a whole number, which leaves the comparison as it is.",
        ),
    )
    manufacturer: Fact[bool] = given(
        zh="製造業",
        en="Manufacturer",
        ask=Text(zh="貴公司是製造業者嗎？", en="Is the firm a manufacturer?"),
    )
    provider: Fact[bool] = given(
        zh="資訊服務業者",
        en="Information service provider",
        ask=Text(zh="貴公司是資訊服務業者嗎？", en="Is the firm an information service provider?"),
    )
    service_firm: Fact[bool] = given(
        zh="服務業",
        en="Service firm",
        help=Text(
            zh="資訊服務業者不因提供資訊服務而為此處之服務業者；兼營零售、餐飲等其他服務業者，選「是」。",
            en="That a firm provides information services makes it none here; one that is in retail, "
            "catering or another service industry as well is one.",
        ),
        ask=Text(
            zh="貴公司是服務業者嗎（資訊服務不計）？",
            en="Is the firm in a service industry (information services aside)?",
        ),
    )
    factory: Fact[Literal["registered", "exempt", "none"]] = given(
        zh="工廠登記",
        en="Factory registration",
        options={
            "registered": Text(zh="已有工廠登記", en="registered"),
            "exempt": Text(zh="免工廠登記", en="exempt"),
            "none": Text(zh="沒有工廠登記，也未獲免除", en="neither registered nor exempt"),
        },
        change="both_ways",
        # A firm can register its factory; whether it is exempt is the law's to say.
        reachable=("registered",),
        ask=Text(
            zh="貴公司有工廠登記證，或依法免辦工廠登記嗎？",
            en="Does the firm have a factory registration, or is it lawfully exempt from one?",
        ),
        proof=Text(zh="工廠登記證", en="Factory registration"),
    )
    factory_exemption_certificate: Fact[bool] = given(
        zh="免辦工廠登記之證明文件",
        en="Certificate of the exemption from factory registration",
        change="to_more",
        ask=Text(
            zh="依法免辦工廠登記者，貴公司是否檢附主管機關核發之證明文件？",
            en="If lawfully exempt from it, does the firm attach the certificate of the exemption?",
        ),
        proof=Text(zh="主管機關核發之免辦工廠登記證明", en="The authority's certificate of the exemption"),
        clause="research.sme.factory-registration",
    )
    used_points_last_year: Fact[bool] = given(
        zh="去年使用過雲市集或工業館點數",
        en="Used Cloud Marketplace or Industry Hall points last year",
        ask=Text(
            zh="貴公司去年使用過臺灣雲市集或雲市集工業館的數位點數嗎（獲核但未使用不算）？",
            en="Did the firm use digital points of the Taiwan Cloud Marketplace or the Industry Hall "
            "last year (granted but unused does not count)?",
        ),
    )

    # Read by coaching.target and coaching.self-fund.
    cloud_services: Fact[Literal["none", "starting", "running"]] = given(
        zh="自有雲服務的發展階段",
        en="Stage of its own cloud services",
        options={
            "none": Text(zh="沒有發展雲服務的計畫", en="plans none"),
            "starting": Text(zh="想從無到有發展第一項雲服務", en="about to build its first"),
            "running": Text(zh="已有雲服務營運中", en="runs one already"),
        },
        ask=Text(
            zh="貴公司自己的雲服務發展到哪個階段了？",
            en="How far is the firm with a cloud service of its own?",
        ),
        clause="coaching.target",
    )
    cloud_base: Fact[Literal["software", "customers", "hardware", "other"]] = given(
        zh="發展雲服務的既有基礎",
        en="Base that its cloud service builds on",
        options={
            "software": Text(zh="軟體／產品（如 MES）", en="software or products (such as an MES)"),
            "customers": Text(
                zh="客群／數據經營（如眾多 ERP 客戶）", en="customers or data (such as ERP users)"
            ),
            "hardware": Text(zh="硬體／地端（如 POS）", en="hardware or on-premises systems (such as a POS)"),
            "other": Text(zh="以上皆非", en="none of these"),
        },
        ask=Text(
            zh="貴公司會在哪一種既有基礎上發展雲服務（有數種者，擇主要的一種）？",
            en="On which base would the firm build its cloud service (the main one, if several)?",
        ),
        clause="coaching.target",
    )
    coaching_own_funds: Fact[int] = given(
        zh="參加輔導之自籌投入金額",
        en="Own money put into the coaching",
        unit="TWD",
        change="to_more",
        ask=Text(
            zh="參加輔導時，貴公司願意自籌投入多少元？",
            en="How much of its own money, in New Taiwan dollars, would the firm put into the coaching?",
        ),
        clause="coaching.self-fund",
    )

    # Read by listing.vendor.*: what the Industry Hall asks of a vendor.
    business_codes: Fact[tuple[str, ...]] = given(
        zh="登記營業項目代碼",
        en="Registered business codes",
        change="to_more",
        check=_business_code_problem,
        ask=Text(
            zh="公司登記的營業項目代碼有哪些（如 I301010）？",
            en="Which business codes is the firm registered for (such as I301010)?",
        ),
        proof=Text(zh="公司登記資料", en="Company registration"),
        clause="listing.vendor.business-code",
    )
    prc_funded_enterprise: Fact[bool] = given(
        zh="陸資企業",
        en="PRC-funded enterprise",
        ask=Text(zh="貴公司是陸資企業嗎？", en="Is the firm a PRC-funded enterprise?"),
        clause="listing.vendor.no-prc-or-foreign-branch",
    )
    foreign_enterprise_branch: Fact[bool] = given(
        zh="外國營利事業在臺分公司",
        en="Branch of a foreign profit enterprise",
        ask=Text(
            zh="貴公司是外國營利事業在臺設立之分公司嗎？",
            en="Is the firm a branch that a foreign profit enterprise set up in Taiwan?",
        ),
        clause="listing.vendor.no-prc-or-foreign-branch",
    )
    quality_records: Fact[tuple[Literal["award", "certification", "capability_registration"], ...]] = given(
        zh="營運實力或品質證明",
        en="Proofs of its operation or quality",
        options={
            "award": Text(zh="獲獎紀錄", en="award"),
            "certification": Text(zh="專業認證", en="professional certification"),
            "capability_registration": Text(zh="技術服務機構能量登錄", en="service-capability registration"),
        },
        ask=Text(
            zh="貴公司有哪些營運實力或品質證明（獲獎紀錄、專業認證、能量登錄）？",
            en="Which proofs of its operation or quality has the firm (awards, certification, registration)?",
        ),
        clause="listing.vendor.quality-record",
    )
    project_breach: Fact[Literal["none", "past", "debarred"]] = given(
        zh="執行政府計畫違規或停權",
        en="Breach of, or debarment from, government projects",
        options={
            "none": Text(zh="從未違規或受停權處分", en="never"),
            "past": Text(zh="曾違規或受停權處分，現未停權", en="in the past, not debarred now"),
            "debarred": Text(zh="停權中", en="debarred now"),
        },
        ask=Text(
            zh="貴公司執行政府計畫是否曾有違規或停權處分？",
            en="Has the firm ever breached a government project or been debarred from one?",
        ),
        clause="listing.vendor.no-violation",
    )
    last_project_breach_on: Fact[date] = given(
        zh="最近一次違規或停權期滿日",
        en="Day of the last breach, or last day of the debarment",
        ask=Text(
            zh="最近一次執行政府計畫違規（或停權期滿）是哪一天？",
            en="On which day was the last breach of a government project, or did the debarment end?",
        ),
        clause="listing.vendor.no-violation",
    )
    tax_owed: Fact[bool] = given(
        zh="欠繳應繳納稅",
        en="Owes tax",
        change="to_less",
        ask=Text(zh="貴公司有欠繳應繳納稅嗎？", en="Does the firm owe any tax?"),
        proof=Text(zh="中央及地方無欠稅證明", en="Central and local tax clearance"),
        clause="listing.vendor.no-violation",
    )
    law_breach: Fact[bool] = given(
        zh="違反法律規定之情事",
        en="Breach of law",
        ask=Text(zh="貴公司有違反法律規定之情事嗎？", en="Has the firm breached the law?"),
        clause="listing.vendor.no-violation",
    )
    last_law_breach_on: Fact[date] = given(
        zh="最近一次違反法律規定之日",
        en="Day of the last breach of law",
        ask=Text(zh="最近一次違反法律規定是哪一天？", en="On which day was the last breach of law?"),
        clause="listing.vendor.no-violation",
    )

    # Read by research.common.*, research.provider.* and research.sme.*: what the thematic R&D subsidy asks of
    # every applying firm, of providers, and of small and medium manufacturers and service firms.
    registered: Fact[bool] = given(
        zh="公司登記或商業登記",
        en="Registered as a company or as a business",
        change="to_more",
        ask=Text(
            zh="貴公司是否依法辦理公司登記或商業登記？",
            en="Is the firm registered by law as a company or as a business?",
        ),
        proof=Text(zh="公司登記或商業登記資料", en="Company or business registration"),
        clause="research.common.registered",
    )
    branch_office: Fact[bool] = given(
        zh="分公司",
        en="Branch office",
        help=Text(
            zh="本國企業設立或外國營利事業在台設立之分公司，皆屬之；子公司不是分公司。",
            en="A branch that a domestic firm set up, or a foreign profit enterprise set up in Taiwan; a "
            "subsidiary is none.",
        ),
        ask=Text(
            zh="貴公司是分公司嗎（本國企業或外國營利事業所設立者皆屬之）？",
            en="Is the firm a branch, be it of a domestic firm or of a foreign profit enterprise?",
        ),
        clause="research.common.not-branch",
    )
    prc_investment_in_company_register: Fact[bool] = given(
        zh="商工登記公示資料載有陸資",
        en="PRC investment shown in the company register",
        ask=Text(
            zh="經濟部商工登記公示資料是否載有陸資投資？",
            en="Does the Ministry's company register show PRC investment in the firm?",
        ),
        proof=Text(zh="商工登記公示資料查詢結果", en="Look-up in the company register"),
        clause="research.common.no-prc-investment",
    )
    prc_investment_in_investor_list: Fact[bool] = given(
        zh="列於陸資來台投資事業名錄",
        en="On the list of enterprises with PRC investment",
        ask=Text(
            zh="貴公司是否列於經濟部投資審議委員會之陸資來台投資事業名錄？",
            en="Is the firm on the Investment Commission's list of enterprises with PRC investment?",
        ),
        proof=Text(zh="陸資來台投資事業名錄查詢結果", en="Look-up in the Investment Commission's list"),
        clause="research.common.no-prc-investment",
    )
    rejected_account: Fact[bool] = given(
        zh="銀行拒絕往來戶",
        en="Rejected account holder",
        confidential=True,
        ask=Text(
            zh="貴公司是銀行拒絕往來戶嗎？",
            en="Is the firm a rejected account holder, for dishonoured cheques?",
        ),
        proof=Text(zh="台灣票據交換所票據信用查覆單", en="Credit report of the Taiwan Clearing House"),
        clause="research.common.no-rejected-account",
    )
    credit_report_issued_on: Fact[date] = given(
        zh="票據信用查覆單出具日",
        en="Day of issue of the credit report",
        change="to_more",
        confidential=True,
        ask=Text(
            zh="台灣票據交換所之票據信用查覆單是哪一天出具的？",
            en="On which day did the Taiwan Clearing House issue the credit report?",
        ),
        proof=Text(zh="台灣票據交換所票據信用查覆單", en="Credit report of the Taiwan Clearing House"),
        clause="research.common.no-rejected-account",
    )
    credit_report_stamped: Fact[bool] = given(
        zh="票據信用查覆單加蓋查覆單位圖章",
        en="Credit report stamped by the unit that issued it",
        change="to_more",
        confidential=True,
        ask=Text(
            zh="票據信用查覆單是否加蓋查覆單位圖章？",
            en="Does the credit report bear the stamp of the unit that issued it?",
        ),
        proof=Text(zh="台灣票據交換所票據信用查覆單", en="Credit report of the Taiwan Clearing House"),
        clause="research.common.no-rejected-account",
    )
    cpa_audited: Fact[bool] = given(
        zh="最近一年度有會計師查核報告書",
        en="Audited by a CPA for the latest year",
        ask=Text(
            zh="貴公司最近一年度有會計師財務簽證之查核報告書嗎？",
            en="Is there a CPA's audit report on the firm's latest year?",
        ),
        clause="research.common.net-worth-positive",
    )
    audited_net_worth: Fact[int] = given(
        zh="查核報告書所載淨值",
        en="Net worth in the audit report",
        unit="TWD",
        least=-MOST_DOLLARS,
        confidential=True,
        ask=Text(
            zh="最近一年度會計師查核報告書所載之淨值是多少元（負值請加負號）？",
            en="What is the net worth in the latest audit report, in New Taiwan dollars (minus if negative)?",
        ),
        proof=Text(zh="會計師財務簽證之查核報告書", en="The CPA's audit report"),
        clause="research.common.net-worth-positive",
    )
    return_net_worth: Fact[int] = given(
        zh="所得稅結算申報書所載淨值",
        en="Net worth in the income-tax return",
        unit="TWD",
        least=-MOST_DOLLARS,
        confidential=True,
        ask=Text(
            zh="最近一年度營利事業所得稅結算申報書之財務報表，所載淨值是多少元（負值請加負號）？",
            en="What is the net worth in the financial statements of the latest income-tax return, in New "
            "Taiwan dollars (minus if negative)?",
        ),
        proof=Text(
            zh="營利事業所得稅結算申報書之財務報表", en="Financial statements of the income-tax return"
        ),
        clause="research.common.net-worth-positive",
    )
    registered_on: Fact[date] = given(
        zh="設立登記日",
        en="Day of first registration",
        ask=Text(zh="貴公司是哪一天設立登記的？", en="On which day was the firm first registered?"),
        proof=Text(zh="公司登記或商業登記資料", en="Company or business registration"),
        clause="research.common.net-worth-positive",
    )
    capital_verified: Fact[bool] = given(
        zh="設立登記資本額查核報告書",
        en="Capital verification report of the registration",
        change="to_more",
        ask=Text(
            zh="當年度始設立登記者，是否備有公司設立登記資本額查核報告書？",
            en="If first registered this year, is there the capital verification report of the registration?",
        ),
        proof=Text(zh="公司設立登記資本額查核報告書", en="Capital verification report of the registration"),
        clause="research.common.net-worth-positive",
    )
    interim_statement: Fact[Literal["cpa_audit", "cpa_review", "own_last_month", "own_older", "none"]] = (
        given(
            zh="期中財務報表",
            en="Interim statements",
            options={
                "cpa_audit": Text(zh="最近一期會計師期中查核報告", en="latest interim audit by a CPA"),
                "cpa_review": Text(zh="最近一期會計師期中核閱報告", en="latest interim review by a CPA"),
                "own_last_month": Text(
                    zh="申請前一個月之自編財務報表", en="the firm's own, of the month before applying"
                ),
                "own_older": Text(zh="更早之自編財務報表", en="the firm's own, of an earlier month"),
                "none": Text(zh="沒有期中財務報表", en="none"),
            },
            change="both_ways",
            # A firm can have statements made, and would not have worse ones made.
            reachable=("cpa_audit", "cpa_review", "own_last_month"),
            ask=Text(
                zh="貴公司備有哪一種期中財務報表（有數種者，擇其要求最嚴者）？",
                en="Which interim statements has the firm (the strictest, if several)?",
            ),
            clause="research.common.net-worth-positive",
        )
    )
    interim_net_worth: Fact[int] = given(
        zh="期中財務報表所載淨值",
        en="Net worth in the interim statements",
        unit="TWD",
        least=-MOST_DOLLARS,
        confidential=True,
        ask=Text(
            zh="期中財務報表所載之淨值是多少元（負值請加負號）？",
            en="What is the net worth in the interim statements, in New Taiwan dollars (minus if negative)?",
        ),
        proof=Text(zh="期中財務報表", en="Interim statements"),
        clause="research.common.net-worth-positive",
    )
    restored_by_increase: Fact[bool] = given(
        zh="期中淨值係因增資轉為正值",
        en="Net worth turned positive because of a capital increase",
        confidential=True,
        help=Text(
            zh="淨值原非正值，因辦理增資而於期中財務報表轉為正值者為是；未辦增資，或係因獲利轉正者為否。",
            en="Yes if the net worth was not positive and a capital increase made it so in the interim "
            "statements; no without an increase, or if profits did.",
        ),
        ask=Text(
            zh="貴公司淨值是否原非正值，因辦理增資而於期中財務報表轉為正值？",
            en="Was the net worth not positive, and did a capital increase turn it positive in the interim "
            "statements?",
        ),
        clause="research.common.net-worth-positive",
    )
    capital_increased_on: Fact[date] = given(
        zh="增資日",
        en="Day of the capital increase",
        confidential=True,
        ask=Text(
            zh="使淨值轉為正值之增資是哪一天辦理的？",
            en="On which day was the capital increase made that turned the net worth positive?",
        ),
        proof=Text(zh="增資變更登記資料", en="Registration of the capital increase"),
        clause="research.common.net-worth-positive",
    )
    it_capability: Fact[Literal["held", "applied", "none"]] = given(
        zh="資訊服務機構服務能量登錄（IT類）",
        en="Service-capability registration, IT class",
        options={
            "held": Text(zh="已取得證書", en="certificate held"),
            "applied": Text(zh="已申請，尚未取得證書", en="applied for, no certificate yet"),
            "none": Text(zh="未申請或未通過", en="not applied for, or not passed"),
        },
        change="both_ways",
        reachable=("applied",),
        help=Text(
            zh="僅指 IT 類；其他類別之登錄不算。證書已逾效期而重新申請者，選「已申請」。",
            en="The IT class only; a registration of another class is none. Where a certificate has lapsed "
            "and a new one is applied for, choose applied.",
        ),
        ask=Text(
            zh="貴公司是否有經濟部工業局資訊服務機構服務能量登錄證書（IT類）？",
            en="Has the firm the Industrial Development Bureau's service-capability registration, IT class?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_from: Fact[date] = given(
        zh="能量登錄證書生效日",
        en="First day on which the capability registration is valid",
        ask=Text(
            zh="能量登錄證書（IT類）自哪一天起有效？",
            en="From which day on is the capability registration (IT class) valid?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_until: Fact[date] = given(
        zh="能量登錄證書有效期限",
        en="Last day on which the capability registration is valid",
        change="to_more",
        ask=Text(
            zh="能量登錄證書（IT類）有效至哪一天？",
            en="Until which day is the capability registration (IT class) valid?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_applied_on: Fact[date] = given(
        zh="能量登錄申請日",
        en="Day on which the capability registration was applied for",
        ask=Text(
            zh="貴公司是哪一天完成能量登錄（IT類）申請的？",
            en="On which day did the firm apply for the capability registration (IT class)?",
        ),
        proof=Text(zh="能量登錄申請收件證明", en="Receipt of the application"),
        clause="research.provider.capability-registration",
    )
    it_capability_passed_on: Fact[date] = given(
        zh="能量登錄審查通過日",
        en="Day on which the capability review was passed",
        known_by="event",
        ask=Text(
            zh="能量登錄（IT類）審查是哪一天通過的？",
            en="On which day was the review for the capability registration (IT class) passed?",
        ),
        proof=Text(zh="能量登錄審查結果通知", en="Notice of the result of the review"),
        clause="research.provider.capability-registration",
    )
    revenue_years: Fact[int] = given(
        zh="過去三年有營業收入資料之年數",
        en="How many of the past three years have revenue figures",
        most=3,
        ask=Text(
            zh="申請年度之前三年，貴公司有幾個完整年度的營業收入資料（尚無完整年度者為 0）？",
            en="For how many of the three years before the year of the application, complete years only, are "
            "there revenue figures (0 for a firm without one)?",
        ),
        clause="research.sme.revenue-ceiling",
    )
    revenue_last_year: Fact[int] = given(
        zh="過去第一年營業收入",
        en="Revenue of last year",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="申請年度之前一年，營業收入是多少元？",
            en="What was the revenue of the year before the application, in New Taiwan dollars?",
        ),
        proof=Text(zh="會計師查核報告書或所得稅結算申報書", en="CPA's audit report or income-tax return"),
        clause="research.sme.revenue-ceiling",
    )
    revenue_two_years_ago: Fact[int] = given(
        zh="過去第二年營業收入",
        en="Revenue of two years ago",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="申請年度之前兩年，營業收入是多少元？",
            en="What was the revenue of two years before the application, in New Taiwan dollars?",
        ),
        proof=Text(zh="會計師查核報告書或所得稅結算申報書", en="CPA's audit report or income-tax return"),
        clause="research.sme.revenue-ceiling",
    )
    revenue_three_years_ago: Fact[int] = given(
        zh="過去第三年營業收入",
        en="Revenue of three years ago",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="申請年度之前三年，營業收入是多少元？",
            en="What was the revenue of three years before the application, in New Taiwan dollars?",
        ),
        proof=Text(zh="會計師查核報告書或所得稅結算申報書", en="CPA's audit report or income-tax return"),
        clause="research.sme.revenue-ceiling",
    )
    revenue_proof: Fact[Literal["cpa_audit", "tax_return", "other"]] = given(
        zh="營業收入認定依據",
        en="Proof of revenue",
        options={
            "cpa_audit": Text(zh="會計師財務簽證之查核報告書", en="CPA's audit report"),
            "tax_return": Text(
                zh="營利事業所得稅結算申報書之財務報表", en="financial statements of the income-tax return"
            ),
            "other": Text(zh="其他", en="another"),
        },
        change="both_ways",
        reachable=("cpa_audit", "tax_return"),
        ask=Text(zh="營業收入以哪一種資料為認定依據？", en="By which document is the revenue shown?"),
        clause="research.sme.revenue-ceiling",
    )

    evidence: Fact[Mapping[str, Document]] = given(
        mapping=True,
        zh="佐證資料",
        en="Evidence",
        help=Text(
            zh="以事實名稱為鍵，如 factory；內容由使用者自行保管，程式庫不讀取。",
            en="By the name of the fact it proves, such as factory; the library does not read the documents.",
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

    # The years with figures are the latest ones: a figure of three years ago means that there are three.
    # What says otherwise is refused where it is read, in the member of a proposal.

    @fact(
        zh="有營業收入資料之年數",
        en="Years with revenue figures",
        reads=("revenue_years", "revenue_three_years_ago"),
        clause="research.sme.revenue-ceiling",
    )
    def years_of_revenue(self) -> Fact[int]:
        """How many of the three years before the application have figures, as stated or as is plain."""
        if self.revenue_years is UNKNOWN and self.revenue_three_years_ago is not UNKNOWN:
            return 3
        return self.revenue_years

    @fact(
        zh="有完整年度之營業收入",
        en="Has the revenue of a whole year",
        reads=("revenue_years", *YEARLY_REVENUES),
        clause="research.sme.revenue-ceiling",
    )
    def has_yearly_revenue(self) -> Truth:
        """Whether any of those years has figures; a firm that was founded this year has none."""
        if self.revenue_years is not UNKNOWN:
            return self.revenue_years > 0
        return UNKNOWN if all(getattr(self, name) is UNKNOWN for name in YEARLY_REVENUES) else True

    def notes(self) -> tuple[Text, ...]:
        """What a decision on this firm should mention, though no rule turns on it."""
        if self.ubn is UNKNOWN or self.confirmed is UNKNOWN or is_ubn(self.ubn):
            return ()
        looked_up = {"ubn": self.ubn, "source": self.confirmed.source, "on": self.confirmed.on.isoformat()}
        return (Text({locale: text.format(**looked_up) for locale, text in _CONFIRMED.items()}),)


_CONFIRMED = {
    "zh": "統一編號 {ubn} 檢查碼不符，經 {source} 於 {on} 查證屬實。",
    "en": "The check digit of {ubn} does not fit; it was confirmed in {source} on {on}.",
}


@attrs.frozen(kw_only=True, slots=False)
class Manufacturer(Company):
    """A manufacturer 製造業者: a company with ``manufacturer`` preset."""

    manufacturer: Literal[True] = given(default=True, zh="製造業", en="Manufacturer")


@attrs.frozen(kw_only=True, slots=False)
class InformationServiceProvider(Company):
    """An information service provider 資服業者: a company with ``provider`` preset."""

    provider: Literal[True] = given(default=True, zh="資訊服務業者", en="Information service provider")


@attrs.frozen(kw_only=True, slots=False)
class ServiceFirm(Company):
    """A service firm 服務業者: a company with ``service_firm`` preset."""

    service_firm: Literal[True] = given(default=True, zh="服務業", en="Service firm")
