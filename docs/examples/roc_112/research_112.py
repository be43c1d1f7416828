"""Thematic R&D subsidy of ROC 112: an invented notice, worked out by the page "Add a year".

No agency published it. Its words are the third of the notices in ``notices.md``.
"""

from __future__ import annotations

from datetime import date

import attrs

import cloudgrant as cg
from cloudgrant.rules import Clause, Notice, Text

__all__ = ["ROC_112"]

BEFORE = cg.research.edition
OLD = BEFORE.clauses

PAY = "提案廠商第一年（112年）員工薪資提升4%、第二年（113年）員工薪資提升4%，以每人平均薪資計。"
OTHERS = "新增投資、帶動家數、客戶營收及上架，依111年4月13日說明會資料。"

RUBRIC = tuple(
    attrs.evolve(one, focus=PAY + OTHERS) if one.id == "research.review.benefits/revenue-required" else one
    for one in OLD["research.review.vision"].numbers["rubric"]
)
"""The criteria of the year before, but for the one whose words name the years and the rise of pay."""

ROC_112 = BEFORE.followed_by(
    "roc-112",
    title=Text(zh="112 年版（虛構）", en="ROC 112 (invented)"),
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="112年度數位雲服務主題式研發補助計畫申請須知（虛構）", on=date(2023, 1, 16)),
    says=[
        Clause(
            "research.window.submission",
            heading="二、受理",
            source="自112年1月16日起至112年3月31日止。",
            text=Text(
                zh="自 112 年 1 月 16 日起至 3 月 31 日止受理（首末日均含）",
                en="Open from 16 January to 31 March 2023, both included",
            ),
            reading=Text(
                zh="受理截止日與收件截止日讀為同一日；3 月 31 日為星期五。自截止日起算之期間不因順延而變動。",
                en="受理截止日 and 收件截止日 are read as the same day; 31 March is a Friday. Periods counted from the closing date do not move with it.",
            ),
            numbers={"announced_on": date(2023, 1, 16), "closing_date": date(2023, 3, 31)},
        ),
        Clause(
            "research.common.no-rejected-account",
            heading="第三點",
            source="申請業者應非屬銀行拒絕往來戶，並應由台灣票據交換所於受理截止日前三個月內出具「票據信用查覆單」，加蓋查覆單位圖章",
            text=Text(
                zh="申請業者非屬銀行拒絕往來戶，以受理截止日前三個月內出具並加蓋圖章之票據信用查覆單為憑",
                en="No applying firm is a rejected account holder, shown by a stamped credit report of the three months before the closing date",
            ),
            reading=Text(
                zh="三個月讀為曆月，首末日均含。截止日之後出具者不符。",
                en="Three calendar months, both ends included. A report issued after the closing date fails.",
            ),
            question=OLD["research.common.no-rejected-account"].question,
            numbers={"credit_report_months": 3},
        ),
        Clause(
            "research.common.net-worth-positive",
            heading="第三點",
            source="申請公司淨值應為正值，於112年1月1日以後始登記成立者，視為計畫申請當年度始登記成立；淨值之認定及其餘共同資格，依111年4月13日說明會資料。",
            text=OLD["research.common.net-worth-positive"].text,
            reading=OLD["research.common.net-worth-positive"].reading,
            question=OLD["research.common.net-worth-positive"].question,
            numbers={"application_year_from": date(2023, 1, 1)},
        ),
        Clause(
            "research.provider.capability-registration",
            heading="第四點",
            source="資訊服務業者應具有效期間內之能量登錄證書，或於收件截止日前完成登錄申請，且須在112年7月31日前審查通過。",
            text=Text(
                zh="資服業者具有效之能量登錄證書，或截止日前完成申請並於 112 年 7 月 31 日前通過審查",
                en="A provider holds a valid capability registration, or applied by the closing date and passes by 31 July 2023",
            ),
            reading=Text(
                zh="及於主導業者與每一參與提案之資服業者，二者有其一即可。登錄類別未載明，讀為 IT 類。證書以送件日有效為準；截止日當日與 112 年 7 月 31 日當日均含，審查中者無法判定。",
                en="It applies to the lead and every co-applying provider; either is enough. The class is not said and read as IT. A certificate is to be valid on the day of the filing; the closing date and 31 July 2023 are both included, and pending is undetermined.",
            ),
            question=Text(zh="能量登錄是否以 IT 類為限？", en="Is the registration to be of the IT class?"),
            numbers={"capability_passed_by": date(2023, 7, 31)},
        ),
        Clause(
            "research.sme.revenue-ceiling",
            heading="五、中小型製造業、中小型服務業者",
            source="年營業收入應於新臺幣20億元以下（過去1年（111年）或過去3年之平均孰低者計；認定依據，依111年4月13日說明會資料）。",
            text=OLD["research.sme.revenue-ceiling"].text,
            reading=Text(
                zh="及於合作業者中之製造業者與服務業者，不及於客戶，亦不及於非此二類之業者；主導業者及僅提供資訊服務者，依第四點認定。20 億元整可；二者有其一不超過即可。不足三年者，以既有年度平均；尚無完整年度者，視為符合，亦無須證明；均予註明。已知兩年之和即超過上限三倍者，三年平均必超過。認定依據有其一即可。",
                en="It applies to manufacturers and service firms among the partners, not to customers or others; the lead, and who provides information services only, go by the fourth point. Exactly NT$2 billion is allowed, and either of the two is enough. Of fewer than three years the mean counts; with none it is met and needs no proof; both are flagged. Two known years above three times the ceiling settle the average. Either proof is enough.",
            ),
            question=OLD["research.sme.revenue-ceiling"].question,
            numbers={
                "latest_year": 2022,
                "revenue_ceiling": 2_000_000_000,
                "revenue_proofs": ("cpa_audit", "tax_return"),
            },
        ),
        Clause(
            "research.funding.case-cap",
            heading="六、補助上限",
            source="每案以政府補助2,500萬元為上限",
            text=Text(zh="每案政府補助 2,500 萬元為上限（含）", en="Subsidy at most NT$25,000,000 a case"),
            reading=OLD["research.funding.case-cap"].reading,
            numbers={"case_cap": 25_000_000},
        ),
        Clause(
            "research.funding.share-cap",
            heading="六、補助上限",
            source="占總計畫經費以50%為上限",
            text=OLD["research.funding.share-cap"].text,
            reading=OLD["research.funding.share-cap"].reading,
            question=OLD["research.funding.share-cap"].question,
            numbers={"share_cap": cg.Share.of("1/2")},
        ),
        Clause(
            "research.funding.lead-share",
            heading="六、補助上限",
            source="多家聯合提案者，主導資訊服務業者應占政府補助經費之60%以上。",
            text=Text(
                zh="多家聯合提案者，主導資服業者占申請補助款 60% 以上（含）",
                en="In a joint proposal the lead provider takes at least 60% of the subsidy asked for",
            ),
            reading=Text(
                zh="以申請之補助款計，換算金額時進位至元。單獨提案者不適用。",
                en="Of the subsidy asked for; as an amount it is rounded up. It does not apply to a firm alone.",
            ),
            numbers={"lead_share_floor": cg.Share.of("3/5")},
        ),
        Clause(
            "research.term.window",
            heading="七、執行期程",
            source="自公告日起至113年11月30日止。",
            text=Text(
                zh="計畫期間在公告日至 113 年 11 月 30 日之內（首末日均含）",
                en="The project runs within the announcement and 30 November 2024, both included",
            ),
            reading=Text(
                zh="公告日為 112 年 1 月 16 日。計畫期間之起訖均須在其內，不必相同。",
                en="Announced on 16 January 2023. First and last day lie within it and need not equal it.",
            ),
            question=OLD["research.term.window"].question,
            numbers={"term_until": date(2024, 11, 30)},
        ),
        Clause(
            "research.subject.scope",
            heading="第八點",
            source="補助標的（需追蹤效益至結案後2年部分除外）……依111年4月13日說明會資料。",
            text=OLD["research.subject.scope"].text,
            reading=OLD["research.subject.scope"].reading,
            question=OLD["research.subject.scope"].question,
            numbers={"scopes": OLD["research.subject.scope"].numbers["scopes"]},
        ),
        Clause(
            "research.security.domestic-share",
            heading="第九點",
            source="建置及導入40%以上應為國內業者產品及服務。",
            text=Text(
                zh="資訊安全之建置及導入，40% 以上（含）為國內業者產品及服務",
                en="At least 40% of the security build and introduction is of domestic firms",
            ),
            reading=Text(
                zh="分母未載明，讀為資訊安全建置及導入之經費，以金額計，進位至元。沒有資安經費者，無法判定。",
                en="The denominator is not said; it is read as the money for building and introducing security, rounded up as an amount. Without any such spending it is undetermined.",
            ),
            question=Text(
                zh="40% 之分母為資安經費或總計畫經費？沒有資安經費者如何認定？",
                en="Is it 40% of the security spending or of the budget? And where nothing is spent on security?",
            ),
            numbers={"domestic_share_floor": cg.Share.of("2/5")},
        ),
        Clause(
            "research.review.vision",
            heading="第十點；第十一點",
            source=f"審查原則，依111年4月13日說明會資料。……{PAY}{OTHERS}",
            text=OLD["research.review.vision"].text,
            reading=OLD["research.review.vision"].reading,
            numbers={"rubric": RUBRIC},
        ),
        Clause(
            "research.benefit.committed",
            heading="十一、效益",
            source=PAY + OTHERS,
            text=OLD["research.benefit.committed"].text,
            reading=OLD["research.benefit.committed"].reading,
            question=OLD["research.benefit.committed"].question,
        ),
        Clause(
            "research.benefit.salary",
            heading="十一、效益",
            source=PAY,
            text=Text(
                zh="提案廠商員工薪資 112 年較 111 年提升 4%、113 年較 112 年提升 4%",
                en="The proposing firms' pay rises 4% in 2023 over 2022, and 4% in 2024 over 2023",
            ),
            reading=Text(
                zh="讀為至少 4%，每一提案廠商各別認定。尚未提報之業者無法判定，不視為不符。",
                en="At least 4%, of every proposing firm by itself. One that has not reported yet is undetermined.",
            ),
            numbers={"pay_rise": cg.Share.of("4%"), "pay_base_year": 2022, "pay_basis": "average"},
        ),
    ],
    keeps=[
        *("research.common.registered", "research.common.not-branch", "research.common.no-prc-investment"),
        *("research.sme.factory-registration", "research.subject.service-model"),
        *("research.domain", "research.proposal", "research.service", "research.adoption"),
        *("research.security.plan", "research.security.self-assessment", "research.security.acceptance"),
        *("research.review.market", "research.review.implementation", "research.review.benefits"),
        *("research.benefit.investment", "research.benefit.adoption"),
        *("research.benefit.customer-revenue", "research.benefit.marketplace-listing"),
    ],
)
