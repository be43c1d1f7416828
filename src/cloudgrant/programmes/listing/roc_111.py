"""The clauses of the briefing on selection and listing (貳、雲端方案遴選), in its own words."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.briefing import BRIEFING, FIRST_DAY, LAST_DAY, TITLE
from cloudgrant.programmes.listing.categories import CATEGORIES
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.purchase_terms.roc_111 import (
    CARRY_OVER,
    CLAIM_AFTER_TERM,
    MINIMUM_TERM,
    PRICE,
    SELECTION,
    VALIDITY,
)
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.values.text import Text

__all__ = ["CLAUSES", "ROC_111"]


CLAUSES = (
    Clause(
        "listing.window.submission",
        heading=f"{SELECTION} 一、申請期程",
        source="自公告日起開始受理，最遲應於111年8月20日前完成送件",
        numbers={
            "surely_open_from": date(2022, 4, 13),
            "submissions_until": date(2022, 8, 20),
        },
        text=Text(
            "clause.listing.window.submission.text",
            zh="自公告日起隨到隨受理，最遲 111 年 8 月 20 日完成送件（含當日）",
            en="Rolling intake from the announcement; completely submitted by 20 August 2022, that day included",
        ),
        reading=Text(
            "clause.listing.window.submission.reading",
            zh="公告日未載明；說明會當日（111 年 4 月 13 日）「已開放遴選」，故該日起確已受理，較早者無法判定。"
            "以送件日為準；於通知限期內補正者，或於通知前自行補正者，讀為仍以原送件日為準。111 年 8 月 20 日為星期六，是否順延至次一工作日（8 月 22 日）未載明"
            "（民法第 122 條；行政程序法第 48 條第 4 項），故 21、22 日送件者無法判定。未提供放假日者，僅以星期六、日為休息日。",
            en="The day of the announcement is not given; on the day of the briefing (13 April 2022) selection "
            "was open, so intake is known to have been open from then on, and an earlier "
            "day is undetermined. The day of submission counts; a file supplemented within "
            "the "
            "notified limit, or by the vendor before any notice, is read as submitted on "
            "its first day. 20 August 2022 is a Saturday; whether it "
            "moves to the next working day, 22 August, is not said (Civil Code, article "
            "122; Administrative Procedure Act, article 48 IV), so that a submission on "
            "the 21st or 22nd is undetermined. Unless holidays are given, only Saturdays "
            "and Sundays are rest days.",
        ),
        question=Text(
            "clause.listing.window.submission.question",
            zh="遴選自哪一天公告受理？截止日為星期六是否順延？期限內送件、截止後始補件者是否算完成送件？",
            en="On which day was the selection announced? Does a last day that is a Saturday move? Is a file "
            "that is submitted in time and supplemented later complete in time?",
        ),
    ),
    VALIDITY,
    Clause(
        "listing.application",
        heading=f"{SELECTION} 四、申請方式及應備文件；七、審查重點 (二)方案推廣/運營規劃",
        source="申請方式：請連結本計畫指定網站(請詳右邊QR code)以及公司統編註冊帳號。……"
        "申請內容與操作說明影片能針對解決方案的雲端架構、規格、性能、穩定性、易用性等有清楚說明。",
        text=Text(
            "clause.listing.application.text",
            zh="以公司統一編號於指定網站註冊帳號並線上送件，申請資料含操作說明影片",
            en="Applied for online, with an account registered by the company number; the file has an operation video",
        ),
        reading=Text(
            "clause.listing.application.reading",
            zh="影片列於審查重點，不在四項應備文件之內；未附者讀為提醒事項，不影響申請資格。撤回申請，及資格不符合、"
            "未通過、未獲核可或撤回後於受理期間內重新申請，說明會均未載明，為本程式庫之設計。",
            en="The video stands among what is reviewed, not among the four documents: if it "
            "is missing, that is pointed out, but it does not disqualify. Withdrawing an "
            "application, or applying again while intake is open after one was refused, "
            "not passed, not approved or withdrawn, is our convention, not in the briefing.",
        ),
    ),
    Clause(
        "listing.vendor.business-code",
        heading=f"{SELECTION} 二、申請資格",
        source="I 301010 資訊軟體服務業■ I 301020 資料處理服務業■ I 301030 電子資訊供應服務業",
        numbers={"business_codes": ("I301010", "I301020", "I301030")},
        text=Text(
            "clause.listing.vendor.business-code.text",
            zh="登記營業項目至少有 I301010、I301020、I301030 其中一項",
            en="Registered for at least one of I301010, I301020 and I301030",
        ),
        reading=Text(
            "clause.listing.vendor.business-code.reading",
            zh="三項營業項目讀為有其一即可。代碼中的空格為排版。",
            en="Any one of the three codes is read as enough. The space in the codes is only typesetting.",
        ),
    ),
    Clause(
        "listing.vendor.paid-in-capital",
        heading=f"{SELECTION} 二、申請資格",
        source="實收資本額 100 萬以上",
        numbers={"paid_in_capital_floor": 1_000_000},
        text=Text(
            "clause.listing.vendor.paid-in-capital.text",
            zh="實收資本額 100 萬元以上（含）",
            en="Paid-in capital at least NT$1,000,000",
        ),
    ),
    Clause(
        "listing.vendor.no-prc-or-foreign-branch",
        heading=f"{SELECTION} 二、申請資格",
        source="非陸資企業及外國營利事業在臺設立之分公司",
        text=Text(
            "clause.listing.vendor.no-prc-or-foreign-branch.text",
            zh="非陸資企業，亦非外國營利事業在臺設立之分公司",
            en="Neither a PRC-funded enterprise nor a branch set up in Taiwan by a foreign profit-seeking enterprise",
        ),
        reading=Text(
            "clause.listing.vendor.no-prc-or-foreign-branch.reading",
            zh="「非」讀為及於兩者。國內企業之分公司未列於此。",
            en="The exclusion is read as covering both. A branch of a domestic firm is not named here.",
        ),
    ),
    Clause(
        "listing.vendor.sales-record",
        heading=f"{SELECTION} 二、申請資格；肆、常見問題 2",
        source="具有雲端解決方案銷售實績……提醒廠商需準備能佐證雲端方案銷售實績(能辦認銷售費用和使用期程)的資料：如客戶合約或銷售發票影本等證明文件。",
        text=Text(
            "clause.listing.vendor.sales-record.text",
            zh="具有雲端解決方案銷售實績，以能辨認銷售費用和使用期程之合約或發票等佐證",
            en="Has sold cloud solutions, shown by contracts or invoices with the amount and period of use",
        ),
        reading=Text(
            "clause.listing.vendor.sales-record.reading",
            zh="原文作「能辦認」，讀為「能辨認」。合約與發票為例示（如…等）；其他文件由主辦單位認定。",
            en="The text has the misprint 能辦認 for 能辨認 (can be made out). Contracts and invoices are "
            "examples; for another document, the office decides.",
        ),
    ),
    Clause(
        "listing.vendor.quality-record",
        heading=f"{SELECTION} 二、申請資格；七、審查重點 (二)方案推廣/運營規劃",
        source="營運實力或品質之獲獎紀錄、專業認證……營運、技術能力或方案品質相關證明文件，例如獲獎紀錄、專業認證、工業局技術服務機構能量登錄等。",
        numbers={"quality_records": ("award", "certification", "capability_registration")},
        text=Text(
            "clause.listing.vendor.quality-record.text",
            zh="營運實力或品質之獲獎紀錄、專業認證或能量登錄",
            en="Awards, professional certification or capability registration for operation or quality",
        ),
        reading=Text(
            "clause.listing.vendor.quality-record.reading",
            zh="讀為佐證性質：備有者有利，未備者不影響申請資格。",
            en="Read as supporting proof: having it helps; not having it does not disqualify.",
        ),
        question=Text(
            "clause.listing.vendor.quality-record.question",
            zh="沒有獲獎紀錄或專業認證者是否不符申請資格？",
            en="Does a vendor without any award or certification fail to qualify?",
        ),
    ),
    Clause(
        "listing.vendor.no-violation",
        heading=f"{SELECTION} 二、申請資格",
        source="無執行政府計畫違規及停權處分■ 無欠繳應繳納稅■ 無違反法律規定之情事",
        text=Text(
            "clause.listing.vendor.no-violation.text",
            zh="無執行政府計畫違規及停權處分、無欠繳應繳納稅、無違反法律規定之情事",
            en="No breach of or debarment from government projects, no tax owed, no breach of law",
        ),
        reading=Text(
            "clause.listing.vendor.no-violation.reading",
            zh="申請當日在停權期間內者不符，首日與末日均含；尚未開始之停權不計。過去之違規，以及已屆滿之停權，溯及多久"
            "未載明：政策未給起算日前，有此紀錄者無法判定。",
            en="A vendor that is debarred on the day of the filing fails, the first and the "
            "last day of the debarment included; a debarment that has not begun does not "
            "count. How far back a past breach, or a debarment "
            "that has ended, counts is not stated: until a policy says so, a vendor with one on record is "
            "undetermined.",
        ),
        question=Text(
            "clause.listing.vendor.no-violation.question",
            zh="過去的違規、停權或違法紀錄溯及多久？",
            en="How far back does a past breach, debarment or breach of law count?",
        ),
    ),
    Clause(
        "listing.solution.category",
        heading=f"{SELECTION} 三、申請類別",
        source="1	產-生產與作業管理	6	人-生產的人員管理或相關應用……2	銷-行銷管理	7	機-生產的設備管理或相關應用……"
        "3	人-人力資源管理	8	料-生產的原物料管理或相關應用……4	發-研究發展管理	9	法-生產的規章制度管理或相關應用……"
        "5	財-財務管理	10	環-生產的環境管理或相關應用",
        numbers={"categories": tuple(name for name in CATEGORIES if name != "none")},
        text=Text(
            "clause.listing.solution.category.text",
            zh="屬企業營運端（產銷人發財）或工廠生產端（人機料法環）十類之一",
            en="One of ten categories: five of enterprise operations, five of factory production",
        ),
    ),
    Clause(
        "listing.documents",
        heading=f"{SELECTION} 四、申請方式及應備文件",
        source="最近1年申報營利事業所得稅之年度損益及稅額計算表	合法納稅證明文件 (中央+地方無欠稅證明)	廠商實績之證明文件 (此方案的實績)	申請表資料",
        text=Text(
            "clause.listing.documents.text",
            zh="四項應備文件：所得稅損益及稅額計算表、中央與地方無欠稅證明、此方案實績證明、申請表",
            en="Four documents: income-tax statements, tax clearance (central and local), proof of sales of "
            "this solution, the application form",
        ),
    ),
    PRICE,
    MINIMUM_TERM,
    CLAIM_AFTER_TERM,
    Clause(
        "listing.review.qualification",
        heading=f"{SELECTION} 六、方案審查作業 (一)資格審查階段；肆、常見問題 2",
        source="由資策會進行資料資格審查，如缺漏者會通知限期內補件。……「補件未完成者」或「資格不符者」，由資策會以Mail通知資格不符合。……資格審查通過者，由資策會以Mail通知進入技術審查，並請廠商於限期內提供技術審查簡報。……審查作業包含資格審查(預計1-2天)",
        numbers={
            "qualification_days_from": 1,
            "qualification_days_to": 2,
        },
        text=Text(
            "clause.listing.review.qualification.text",
            zh="資策會審查資格；缺漏者限期補件，未補正或不符者通知不符合，通過者限期提供簡報",
            en="The executor checks the file; gaps must be filled within a notified limit, or "
            "it is refused; a vendor that passes is asked for a deck within a limit",
        ),
        reading=Text(
            "clause.listing.review.qualification.reading",
            zh="預計 1-2 天為預估，非期限。補件未完成而通知不符合，讀為限期屆滿之後；資格不符者隨時可通知。"
            "逾期提出簡報之效果未載明，主辦單位得另定期限。",
            en="The one or two days expected are no deadline. A refusal for an unfinished supplement is read as "
            "after its limit; one for not qualifying may come any time. What happens when "
            "a deck is late is not stated: the office may set another limit.",
        ),
        question=Text(
            "clause.listing.review.qualification.question",
            zh="逾期提供技術審查簡報者，如何處理？",
            en="What happens to a vendor that hands in its deck late?",
        ),
    ),
    Clause(
        "listing.review.technical",
        heading=f"{SELECTION} 六、方案審查作業 (二)技術審查階段",
        source="審查委員於期限內於遴選系統進行初步書審。……會議審(實體為主、線上為輔，視情況安排)：約5-10家業者或10個方案以上，安排審查會議(2-3位委員)，由委員現場針對內容詢問，依審查重點逐一檢視，並請委員填妥審查意見。……該場次廠商簡報完後，以共識決議確認技術審查通過之方案清單。……將技術審查結果提供局內核可後，資策會將Mail通知，並於計畫網站公告",
        numbers={
            "session_vendors_from": 5,
            "session_vendors_to": 10,
            "session_solutions_from": 10,
            "reviewers_from": 2,
            "reviewers_to": 3,
        },
        text=Text(
            "clause.listing.review.technical.text",
            zh="書審、會議審（約 5-10 家或 10 個方案以上，2-3 位委員）、共識決議、核定公告",
            en="Paper review, a meeting (for about 5–10 vendors or 10 or more solutions, 2–3 reviewers), "
            "consensus, approval by the Bureau and publication",
        ),
        reading=Text(
            "clause.listing.review.technical.reading",
            zh="書審在會議審之前：至少一位委員完成書審，始得安排會議；書審期限由主辦單位定之。"
            "「約」：滿 5 家或 10 個方案即宜安排，主辦單位得另行決定。委員 2-3 位，主辦單位另定人數者須載明理由。"
            "實體或線上視情況安排，不影響結果。局內不予核可之效果未載明，讀為不入選。",
            en="The paper review comes before the meeting: at least one reviewer has done it before a meeting is "
            "convened, by a limit that is the office's. "
            "About is read so: at five vendors or ten solutions a session is due, and the office may decide otherwise. "
            "Two or three reviewers sit; for another number the office states its reason. "
            "Whether it meets in person or online does not affect the result. "
            "What happens when the Bureau does not approve is not stated; it is read as not selected.",
        ),
        question=Text(
            "clause.listing.review.technical.question",
            zh="未滿 5 家或 10 個方案時，何時安排審查會議？全體出席委員是否均須先完成書審？",
            en="When is a session convened while there are fewer than five vendors and ten solutions? Must "
            "every reviewer who sits have reviewed on paper first?",
        ),
    ),
    Clause(
        "listing.review.technical-criteria",
        heading=f"{SELECTION} 七、審查重點 (一)方案技術特性",
        source="資安風險	下列項目是否無中高度以上資安風險：程式碼檢測、網站弱點掃描、主機弱點掃描、APP 資安檢測、滲透測試、第三方開源元件安全及授權",
        numbers={"acceptable_risks": ("none", "low")},
        text=Text(
            "clause.listing.review.technical-criteria.text",
            zh="大量連線、大量計算、資源彈性調度、服務不中斷、雲端負載機制、資安風險",
            en="Many connections, heavy computation, elastic resources, uninterrupted service, load balancing, "
            "security risk",
        ),
        reading=Text(
            "clause.listing.review.technical-criteria.reading",
            zh="「中高度以上」讀為中度以上。六項檢測均須回報；無檢測標的者，由審查委員認定。"
            "各重點之配分與及格標準未載明，以共識決議。",
            en="中高度以上 is read as medium or higher. All six tests are reported; for a test with nothing to test, the reviewers decide. No weights and no pass mark are given: consensus decides.",
        ),
        question=Text(
            "clause.listing.review.technical-criteria.question",
            zh="沒有 APP 的方案，APP 資安檢測如何認定？各審查重點如何配分？",
            en="How is the app test judged of a solution without an app? How are the criteria weighted?",
        ),
    ),
    Clause(
        "listing.review.operation-criteria",
        heading=f"{SELECTION} 七、審查重點 (二)方案推廣/運營規劃",
        source="具市場實績：付費有效(尚在履約期限內)之客戶合約或銷售發票影本等證明文件。……資訊服務廠商具有實體行銷網絡，或推廣行銷計畫內容說明完整、有具體可行性。……代理經銷者可提供原廠授權等證明其具備技術服務能量。",
        text=Text(
            "clause.listing.review.operation-criteria.text",
            zh="對中小型製造業的適用性、行銷推廣能量、營運穩健、服務能量",
            en="Fitness for small and medium manufacturers, marketing strength, sound operation, service capacity",
        ),
        reading=Text(
            "clause.listing.review.operation-criteria.reading",
            zh="各重點之配分與及格標準未載明，以共識決議。實體行銷網絡與具體計畫，有其一即可。",
            en="No weights and no pass mark are given: consensus decides. A sales network or a concrete plan, "
            "either is enough.",
        ),
    ),
    CARRY_OVER,
)
"""Every clause of this part, in the briefing's order."""

ROC_111: Edition[ListingPolicy] = Edition(
    "roc-111",
    title=TITLE,
    since=FIRST_DAY,
    until=LAST_DAY,
    notice=BRIEFING,
    policy=ListingPolicy(),
    clauses=CLAUSES,
)
"""雲端方案遴選(供給端), 111 年版 (2022)."""
