"""What the thematic R&D subsidy asks of a firm, beside its identity and its revenue."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.writing.helpers import no, one_of
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["FoundingPapers", "IncreasePapers", "ResearchFacts"]

FoundingPapers: TypeAlias = Literal["none", "capital_verification", "interim_statement", "both"]
"""What is lacking of the proofs that a firm first registered in the year of the application shows."""

IncreasePapers: TypeAlias = Literal["none", "interim_report"]
"""What is lacking of the proof that a capital increase turned the net worth positive."""

_VERIFICATION = Text(
    zh="公司設立登記資本額查核報告書", en="the capital verification report of the registration"
)
_INTERIM = Text(
    zh="最近一期會計師期中查核（核閱）報告或申請前一個月之自編財務報表",
    en="the latest interim audit or review report by a CPA, or the firm's own statements of the month before "
    "applying",
)
_INTERIM_REPORT = Text(
    zh="最近一期會計師期中查核（核閱）報告", en="the latest interim audit or review report by a CPA"
)
_AND = Text(zh="，及", en=", and ")


@attrs.frozen(kw_only=True, slots=False)
class ResearchFacts:
    """The facts of a firm that ``research.common.*`` and ``research.provider.*`` read.

    What is asked of every applying firm, and of an information service provider.
    """

    registered: Fact[bool] = given(
        zh="公司登記或商業登記",
        en="Registered as a company or as a business",
        change="to_more",
        act={
            "true": Text(
                zh="依法辦妥公司登記或商業登記", en="have the firm registered as a company or as a business"
            )
        },
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
        act=Text(
            zh="重新申請票據信用查覆單，出具日不早於{new}",
            en="apply for a new credit report, issued no earlier than {new}",
        ),
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
        act={
            "true": Text(
                zh="請查覆單位於票據信用查覆單加蓋圖章",
                en="have the credit report stamped by the unit that issues it",
            )
        },
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
        act={
            "true": Text(
                zh="補附公司設立登記資本額查核報告書",
                en="attach the capital verification report of the registration",
            )
        },
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
            act={
                "cpa_audit": Text(
                    zh="補附最近一期會計師期中查核報告", en="attach the latest interim audit report by a CPA"
                ),
                "cpa_review": Text(
                    zh="補附最近一期會計師期中核閱報告", en="attach the latest interim review report by a CPA"
                ),
                "own_last_month": Text(
                    zh="補附申請前一個月之自編財務報表",
                    en="attach the firm's own statements of the month before applying",
                ),
            },
            # A firm can have statements made, and would not have worse ones made.
            reachable=("cpa_audit", "cpa_review", "own_last_month"),
            ask=Text(
                zh="貴公司備有哪一種期中財務報表（有數種者，擇其要求最嚴者）？",
                en="Which interim statements does the firm have (the strictest, if several)?",
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

    @fact(
        zh="應補附之文件",
        en="To be attached",
        options={
            "none": Text(zh="無", en="nothing"),
            "capital_verification": _VERIFICATION,
            "interim_statement": _INTERIM,
            "both": Text(
                {locale: f"{_VERIFICATION[locale]}{word}{_INTERIM[locale]}" for locale, word in _AND.items()}
            ),
        },
        reads=("capital_verified", "interim_statement"),
        clause="research.common.net-worth-positive",
    )
    def founding_papers_lacking(self) -> Fact[FoundingPapers]:
        """What a firm first registered in the year of the application has not attached of its own proofs."""
        unverified = no(self.capital_verified)
        unstated = one_of(self.interim_statement, "own_older", "none")
        if unverified is True and unstated is True:
            return "both"
        if unverified is UNKNOWN or unstated is UNKNOWN:
            return UNKNOWN
        return "capital_verification" if unverified else "interim_statement" if unstated else "none"

    @fact(
        zh="應補附之文件",
        en="To be attached",
        options={"none": Text(zh="無", en="nothing"), "interim_report": _INTERIM_REPORT},
        reads=("interim_statement",),
        clause="research.common.net-worth-positive",
    )
    def increase_papers_lacking(self) -> Fact[IncreasePapers]:
        """What a firm whose net worth a capital increase turned positive has not attached to show it."""
        by_cpa = one_of(self.interim_statement, "cpa_audit", "cpa_review")
        return UNKNOWN if by_cpa is UNKNOWN else "none" if by_cpa else "interim_report"

    it_capability_held: Fact[bool] = given(
        zh="取得能量登錄證書（IT類）",
        en="Certificate of capability registration, IT class",
        help=Text(
            zh="已核發之證書均屬之，是否仍在有效期間，依生效日及有效期限認定；IT 類以外之登錄不算。",
            en="Any that was issued; whether it is still valid follows from its first and its last day. A "
            "registration of another class is none.",
        ),
        ask=Text(
            zh="貴公司是否取得經濟部工業局資訊服務機構服務能量登錄證書（IT類）？",
            en="Does the firm hold the Industrial Development Bureau's service-capability registration "
            "certificate, IT class?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_applied: Fact[bool] = given(
        zh="申請能量登錄（IT類）",
        en="Applied for the capability registration, IT class",
        change="to_more",
        act={
            "true": Text(
                zh="申請資訊服務機構服務能量登錄（IT類）",
                en="apply for the service-capability registration, IT class",
            )
        },
        help=Text(
            zh="審查中或審查通過者為是；未申請，或審查未通過者為否。證書已逾效期而重新申請者，亦為是。",
            en="Yes while the review is under way or once it is passed, also where a certificate lapsed and "
            "another is applied for; no without an application, or where the review was not passed.",
        ),
        ask=Text(
            zh="貴公司是否申請能量登錄（IT類），且審查中或已通過？",
            en="Has the firm applied for the capability registration (IT class), and is the review "
            "pending or passed?",
        ),
        proof=Text(zh="能量登錄申請收件證明", en="Receipt of the application"),
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
        act=Text(
            zh="辦理能量登錄（IT類），取得有效至{new}以後之證書",
            en="renew the capability registration (IT class), with a certificate valid until {new} or later",
        ),
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
