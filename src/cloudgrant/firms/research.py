"""What the thematic R&D subsidy asks of a firm, beside its identity, net worth, capability and revenue."""

from __future__ import annotations

from datetime import date

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["ResearchFacts"]


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class ResearchFacts:
    """The facts of a firm that ``research.common.*`` read, but for its net worth: of every applying firm."""

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
            en="A branch set up by a domestic firm, or in Taiwan by a foreign profit-seeking "
            "enterprise; a subsidiary does not count.",
        ),
        ask=Text(
            zh="貴公司是分公司嗎（本國企業或外國營利事業所設立者皆屬之）？",
            en="Is the firm a branch office of a domestic firm or of a foreign profit-seeking enterprise?",
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
            en="Is the firm a rejected account holder (because of dishonoured cheques)?",
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
