"""貳、申請對象 一.申請對象及資格: who applies, and what is asked of each firm."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.roc_111.chapters import APPLICANTS
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

_COMMON = f"{APPLICANTS} 一.申請對象及資格 (二)申請資格 1.共同資格"
_SPECIFIC = f"{APPLICANTS} 一.申請對象及資格 (二)申請資格 2.特定資格"

CLAUSES = (
    Clause(
        "research.window.submission",
        heading=f"{_COMMON} (3) 註1；2.特定資格 (1)；二.補助上限、執行期程及補助標的 (二)執行期程",
        source="應由該所出具受理截止日前半年內之「票據信用查覆單」……於公告收件截止日前完成能量登錄申請……自公告日起至112年11月30日止",
        text=Text(
            "clause.research.window.submission.text",
            zh="自公告日起至收件截止日止受理申請（首末日均含）",
            en="Applications are taken from the announcement to the closing date of intake, both included",
        ),
        reading=Text(
            "clause.research.window.submission.reading",
            zh="公告日與收件截止日皆有引用而未載明：均為政策資料，未補入前無法判定，其他條文照常判定。"
            "受理截止日與收件截止日讀為同一日。截止日為休息日者，是否順延至次一工作日未載明（民法第 122 條；"
            "行政程序法第 48 條第 4 項），故其後至次一工作日止送件者，無法判定；能量登錄之申請亦同。"
            "自截止日起算之期間不因順延而變動。未提供放假日者，僅以星期六、日為休息日。",
            en="The announcement and the closing date are referred to and not given: both are policy data, and "
            "while they are missing this is undetermined and everything else is judged. 受理截止日 and "
            "收件截止日 are read as the same day. Whether a closing date that is a rest day moves to the next "
            "working day is not said (Civil Code, article 122), so that what is handed in after it, up to and "
            "including that day, is undetermined, and so is an application for the capability registration. "
            "Periods counted from the closing date do not move with it. Unless holidays are given, only Saturdays "
            "and Sundays are rest days.",
        ),
        question=Text(
            "clause.research.window.submission.question",
            zh="公告日與收件截止日各為哪一天？截止日為假日時是否順延？",
            en="On which day is the programme announced, and which is the closing date? Does it move when it "
            "is a holiday?",
        ),
    ),
    Clause(
        "research.applicant.lead",
        heading=f"{APPLICANTS} 一.申請對象及資格 (一)申請對象",
        source="以欲開發公有雲服務、平台服務之資服業者為主要申請對象，可由資服業者單獨提案或由資服業者主導聯合平台合作夥伴、領域代表性業者等多家企業共同提案。",
        text=Text(
            "clause.research.applicant.lead.text",
            zh="由一家欲開發公有雲服務、平台服務之資服業者單獨提案，或由其主導聯合平台合作夥伴、領域代表性業者等共同提案",
            en="One information service provider that will build public-cloud or platform services proposes "
            "alone, or leads platform partners, representative firms of the domain and others",
        ),
        reading=Text(
            "clause.research.applicant.lead.reading",
            zh="主導業者讀為恰有一家，且為資服業者；單獨提案者即為主導業者。沒有主導業者或有兩家以上，不符。"
            "合作業者的身分為例示（等）。欲開發者須為公有雲服務或平台服務，依計畫欲開發之服務認定；"
            "平台服務亦讀為以公有雲為基礎者（本程式庫之讀法），建於私有雲或地端者不符。",
            en="Read as exactly one lead, which is an information service provider; a firm that proposes alone is the lead. A proposal with no lead, or with two or more, fails. The kinds of partner named are examples (等). What it will build is a "
            "public-cloud or platform service, which is a fact of the proposal; a platform service, too, is read "
            "as one that is built on a public cloud (the library's reading). A service on "
            "a private cloud or on premises fails.",
        ),
        question=Text(
            "clause.research.applicant.lead.question",
            zh="資服業者如何認定（營業項目登記或能量登錄）？平台服務是否亦須建於公有雲？混合雲如何認定？",
            en="How is an information service provider determined: by its registered business, or by the "
            "capability registration? Must a platform service be built on a public cloud "
            "as well? How is a hybrid cloud judged?",
        ),
    ),
    Clause(
        "research.common.registered",
        heading=f"{_COMMON} (1)",
        source="申請業者須依法辦理公司登記或商業登記",
        text=Text(
            "clause.research.common.registered.text",
            zh="每一申請業者均依法辦理公司登記或商業登記",
            en="Every applying firm is registered by law as a company or as a business",
        ),
        reading=Text(
            "clause.research.common.registered.reading",
            zh="共同資格及於主導業者與每一合作業者，不及於客戶與下包。公司登記或商業登記，有其一即可；"
            "設立登記日晚於申請日者，申請時尚未登記，不符。",
            en="The common qualifications apply to the lead and every partner, not to customers and subcontractors. "
            "Either registration is enough; a firm first registered after the filing was not registered then "
            "and fails.",
        ),
    ),
    Clause(
        "research.common.not-branch",
        heading=f"{_COMMON} (1)",
        source="申請業者須依法辦理公司登記或商業登記【不含本國設立及外國營利事業在台設立之分公司】。",
        text=Text(
            "clause.research.common.not-branch.text",
            zh="申請業者不得為分公司（本國設立者或外國營利事業在台設立者）",
            en="An applying firm must not be a branch office of a domestic firm or of a foreign profit-seeking enterprise",
        ),
        reading=Text(
            "clause.research.common.not-branch.reading",
            zh="「不含」讀為及於兩者：本國企業設立之分公司，以及外國營利事業在台設立之分公司。"
            "外國營利事業在台設立之子公司並非分公司。",
            en="The exclusion is read as covering both: a branch set up by a domestic firm "
            "and one set up in Taiwan by a foreign profit-seeking enterprise. A subsidiary "
            "is not a branch.",
        ),
    ),
    Clause(
        "research.common.no-prc-investment",
        heading=f"{_COMMON} (2)",
        source="不得有陸資投資，依經濟部商業司商工登記公示資料查詢服務公告資料或經濟部投資審議委員會陸資來台投資事業名錄進行認定。",
        text=Text(
            "clause.research.common.no-prc-investment.text",
            zh="申請業者不得有陸資投資，依商工登記公示資料或陸資來台投資事業名錄認定",
            en="No PRC investment in an applying firm, as the Commerce register or the Investment Commission's "
            "list shows",
        ),
        reading=Text(
            "clause.research.common.no-prc-investment.reading",
            zh="兩份資料中任一份載有陸資者即不符，不論比率；二者均未載有者，始為符合。本條問的是有無陸資投資，與遴選所問是否為陸資企業，"
            "是不同的事實。",
            en="PRC investment shown in either source fails, whatever the share; the clause "
            "is met only if neither shows it. This asks whether there is PRC investment; "
            "whether the firm is a PRC-funded enterprise, which the selection of solutions "
            "asks, is "
            "a separate fact.",
        ),
        question=Text(
            "clause.research.common.no-prc-investment.question",
            zh="兩份資料記載不一致時以何者為準？",
            en="Which of the two prevails when they differ?",
        ),
    ),
    Clause(
        "research.common.no-rejected-account",
        heading=f"{_COMMON} (3) 註1",
        source="非屬銀行拒絕往來戶(註1)……非屬銀行拒絕往來戶之認定依「台灣票據交換所」所出具證明資料為準，應由該所出具受理截止日前半年內之「票據信用查覆單」，並加蓋查覆單位圖章。",
        numbers={"credit_report_months": 6},
        text=Text(
            "clause.research.common.no-rejected-account.text",
            zh="申請業者非屬銀行拒絕往來戶，以受理截止日前半年內出具並加蓋圖章之票據信用查覆單為憑",
            en="No applying firm is a rejected account holder, shown by a stamped credit report of the Clearing "
            "House issued within half a year before the closing date",
        ),
        reading=Text(
            "clause.research.common.no-rejected-account.reading",
            zh="「半年內」讀為六個曆月，首末日均含：截止日 8 月 31 日者，最早為 2 月 28 日（閏年 29 日）。"
            "截止日之後出具者不符。截止日未公布前，出具日無法判定。",
            en="Half a year is read as six calendar months, both ends included: before a closing date of 31 "
            "August the first day is 28 February (29 in a leap year). A report issued after the closing date "
            "fails. While the closing date is not published, the day of issue is undetermined.",
        ),
        question=Text(
            "clause.research.common.no-rejected-account.question",
            zh="截止日後補正期間出具之票據信用查覆單，可否採認？",
            en="Does a report count if it is issued after the closing date, while documents are being corrected?",
        ),
    ),
    Clause(
        "research.common.net-worth-positive",
        heading=f"{_COMMON} (3) 註2",
        source="申請公司淨值應為正值(註2)。……公司淨值之認定，以申請時最近一年度會計師財務簽證之查核報告書為準；若無會計師簽證之查核報告書，則以營利事業所得結算申報書之財務報表為準。公司於計畫申請當年度始登記成立者，得以公司設立登記資本額查核報告書，以及最近一期會計師期中查核/核閱報告或申請前一個月之自編財務報表代替。如公司淨值原為負數，但於計畫申請前因辦理增資，期中財務報表已轉為正值，視同符合申請規定。",
        numbers={"application_year_from": date(2022, 1, 1)},
        text=Text(
            "clause.research.common.net-worth-positive.text",
            zh="申請業者最近一年度淨值為正，依會計師查核報告書；無者依所得稅結算申報書之財務報表",
            en="Every applying firm's net worth is positive in the latest year's audit report, or without one in "
            "the income-tax return",
        ),
        reading=Text(
            "clause.research.common.net-worth-positive.reading",
            zh="零不是正值。有會計師查核報告書者，以其為準，不得以申報書代之。申請當年度始登記成立者，"
            "須有設立登記資本額查核報告書，並有期中查核（核閱）報告或申請前一個月之自編報表二者之一。"
            "此項代替以無會計師查核報告書為前提（本程式庫之讀法）；申請日之後始登記者不得援用。"
            "期中報表轉正者，須因申請前辦理增資（申請當日亦可）；未辦增資者不採；原為零者亦同。"
            "以自編報表證明增資轉正者，得否採認未載明。",
            en="Zero is not positive. Where there is an audit report it prevails over the return. A firm first "
            "registered in the year of the application shows its capital verification report together with "
            "either the latest interim audit or review or its own statements of the month before; that these "
            "stand in only where there is no audit report is the library's reading, and a firm registered after "
            "the filing cannot rely on them. Interim "
            "statements that turned positive count only because of a capital increase made before applying, or "
            "on that day; so do those of a firm whose net worth was zero. Whether a firm's own statements may "
            "show it is not said.",
        ),
        question=Text(
            "clause.research.common.net-worth-positive.question",
            zh="申請時最近一年度之查核報告書尚未出具者，得否以前一年度為準？增資轉正之期中報表是否須經會計師查核或核閱？"
            "淨值原為零者，是否比照原為負數者以增資轉正認定？",
            en="May the year before stand in while the latest year's report is not issued yet? Must interim "
            "statements that turned positive be audited or reviewed? Is a net worth that "
            "was zero treated like a negative one, once a capital increase turned it "
            "positive?",
        ),
    ),
    Clause(
        "research.provider.capability-registration",
        heading=f"{_SPECIFIC} (1)",
        source="資訊服務業者：應具有效期間內之「經濟部工業局資訊服務機構服務能量登錄證書」（IT類）；或於公告收件截止日前完成能量登錄申請，且須在111年7月31日前通過登錄審查。",
        numbers={"capability_passed_by": date(2022, 7, 31)},
        text=Text(
            "clause.research.provider.capability-registration.text",
            zh="資服業者具有效之 IT 類能量登錄證書，或截止日前完成申請並於 111 年 7 月 31 日前通過審查",
            en="A provider holds a valid IT-class capability registration, or applied by the closing date and "
            "passes by 31 July 2022",
        ),
        reading=Text(
            "clause.research.provider.capability-registration.reading",
            zh="及於主導業者與每一參與提案之資服業者。證書以送件日有效為準（本程式庫之讀法）：生效日與有效期限均含。"
            "二者有其一即可：證書已逾效期，或送件日之後始生效者，於期限內申請並通過仍為符合。截止日當日與 111 年 7 月 31 日當日均含。"
            "以通過日認定；審查中者無法判定。111 年 7 月 31 日為星期日，不因假日順延。IT 類以外之登錄不符。",
            en="It applies to the lead and every co-applying provider. A certificate is to be valid on the day of the "
            "filing (the library's reading), its first and its last day included. Either is enough: where the "
            "certificate lapsed, or began after the filing, an application made and passed in time is. The closing date and 31 July 2022 are both "
            "included. The day of passing counts; pending is undetermined. 31 July 2022 is a Sunday, which does "
            "not extend it. A registration of another class fails.",
        ),
        question=Text(
            "clause.research.provider.capability-registration.question",
            zh="證書須於哪一天有效（申請時、截止日或計畫期間）？111 年 7 月 31 日為星期日是否順延？",
            en="On which day must the certificate be valid: at the filing, on the closing date, throughout the "
            "project? Does 31 July 2022, a Sunday, move?",
        ),
    ),
    Clause(
        "research.sme.revenue-ceiling",
        heading=f"{_SPECIFIC} (2)",
        source="中小型製造業、中小型服務業者：年營業收入應於新臺幣20億元以下（過去1年或過去3年之平均孰低者計，以會計師財務簽證之查核報告書或營利事業所得稅結算申報書之財務報表為認定依據）",
        numbers={
            "latest_year": 2021,
            "revenue_ceiling": 2_000_000_000,
            "revenue_proofs": ("cpa_audit", "tax_return"),
        },
        text=Text(
            "clause.research.sme.revenue-ceiling.text",
            zh="中小型製造業、服務業者年營業收入 20 億元以下（過去 1 年與過去 3 年平均取低者）",
            en="A small or medium manufacturer or service firm: yearly revenue at most NT$2 billion, the lower "
            "of last year's and the three-year average",
        ),
        reading=Text(
            "clause.research.sme.revenue-ceiling.reading",
            zh="及於合作業者中之製造業者與服務業者，不及於客戶，亦不及於非此二類之業者。"
            "主導業者兼為製造業者或服務業者者，僅依資服業者資格認定（本程式庫之讀法）。"
            "資服業者依(1)認定，不因提供資訊服務而適用(2)；兼為製造業者或其他服務業者之合作業者，(1)、(2)均適用。20 億元整可。"
            "孰低者計，故二者有其一不超過即可。過去年度讀為申請年度之前的完整年度。不足三年者，"
            "以既有年度平均並予註明；尚無完整年度者，沒有超過上限的營收，視為符合並予註明，亦無須證明；"
            "已知兩年之和即超過上限三倍者，三年平均必超過。認定依據二者有其一即可。",
            en="It applies to the manufacturers and service firms among the partners, not to "
            "the customers or to a partner of neither kind. A lead that is a manufacturer "
            "or a service firm as well is judged as a "
            "provider only (the library's reading). A provider is judged by (1): that it provides information "
            "services does not bring it under (2); a partner that is a manufacturer or in another service "
            "industry as well must meet both. Exactly NT$2 billion is allowed. The lower counts, so that either of the two within "
            "the ceiling is enough. The past years are the complete ones before the year of the application. "
            "With fewer than three, the mean of those that exist, flagged; with none, no revenue exceeds the "
            "ceiling, which is met, flagged, and needs no proof; two known years that together exceed three "
            "times the ceiling settle the average. Either kind of proof is enough.",
        ),
        question=Text(
            "clause.research.sme.revenue-ceiling.question",
            zh="成立未滿三年者，三年平均如何計算？尚無完整年度者如何認定？年營業收入逾 20 億元之領域代表性業者得否共同提案？"
            "資服業者是否屬中小型服務業者？主導業者兼為製造業者或服務業者者，是否亦須符合？",
            en="How is the average calculated for a firm younger than three years, and how is "
            "a firm without a complete year judged? Is an information service provider a "
            "service firm? Must a lead "
            "that is also a manufacturer or a service firm meet this too? May a "
            "representative firm of the "
            "domain with more than NT$2 billion of revenue take part?",
        ),
    ),
    Clause(
        "research.sme.factory-registration",
        heading=f"{_SPECIFIC} (2)",
        source="屬製造業者，須依法辦理工廠登記（依法免辦工廠登記者應檢附主管機關核發之證明文件）。",
        text=Text(
            "clause.research.sme.factory-registration.text",
            zh="製造業者依法辦理工廠登記；依法免辦者檢附主管機關之證明文件",
            en="A manufacturer has factory registration; one that is exempt attaches the authority's certificate",
        ),
        reading=Text(
            "clause.research.sme.factory-registration.reading",
            zh="及於合作業者中之製造業者；主導業者兼為製造業者者，僅依資服業者資格認定（本程式庫之讀法）。"
            "依法免辦而未檢附證明文件者，不符；檢附者即符合。",
            en="It applies to the manufacturers among the partners; a lead that is one as well is judged as a provider "
            "only (the library's reading). A manufacturer that is exempt but does not attach the certificate fails; one that attaches it passes.",
        ),
        question=Text(
            "clause.research.sme.factory-registration.question",
            zh="主導業者兼為製造業者者，是否亦須辦理工廠登記？",
            en="Does a lead that is a manufacturer as well need factory registration?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
