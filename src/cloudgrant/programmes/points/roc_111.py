"""The clauses of the briefing on digital points (參、數位點數申請), in its own words."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.briefing import BRIEFING, FIRST_DAY, LAST_DAY, TITLE
from cloudgrant.programmes.listing.purchase_terms.roc_111 import (
    CARRY_OVER,
    CLAIM_AFTER_TERM,
    MINIMUM_TERM,
    PRICE,
    VALIDITY,
)
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

__all__ = ["CLAUSES", "ROC_111"]

_HALL = "雲市集工業館數位點數補助計畫"

CLAUSES = (
    Clause(
        "points.window.application",
        heading=f"{_HALL} 參、數位點數申請(需求端) 一、受理期間",
        source="受理期間: 已公告，申請至8月底",
        numbers={
            "surely_open_from": date(2022, 4, 13),
            "applications_until": date(2022, 8, 31),
        },
        text=Text(
            "clause.points.window.application.text",
            zh="已公告受理，申請至 111 年 8 月 31 日止（含當日）",
            en="Announced and open until 31 August 2022, that day included",
        ),
        reading=Text(
            "clause.points.window.application.reading",
            zh="開始受理日未載明；說明會當日（111 年 4 月 13 日）「工業館系統已開放，歡迎中小製造業者申請點數」"
            "（參、六），故該日起確已受理，較早者無法判定。8 月底讀為 8 月 31 日（星期三）；該日如為休息日（如颱風停班），是否順延至次一工作日未載明（民法第 122 條；行政程序法第 48 條第 4 項），故其後至該工作日止申請者，無法判定。",
            en="The first day is not given; on the day of the briefing (13 April 2022) the system was open and "
            "applications were welcome (參、"
            "六), so intake is known to have been open from then on, and an earlier day is undetermined. The end of August is read as 31 August, a Wednesday; if it is a "
            "rest day (closed for a typhoon, say), whether it moves to the next working day is "
            "not said (Civil Code, article 122; Administrative Procedure Act, article 48 IV), so "
            "that an application after it, up to that working day, is undetermined.",
        ),
        question=Text(
            "clause.points.window.application.question",
            zh="數位點數自哪一天開始受理申請？截止日為休息日時是否順延？",
            en="From which day were applications for points taken? Does a last day that is a rest day move?",
        ),
    ),
    Clause(
        "points.applicant.size",
        heading=f"{_HALL} 參、數位點數申請(需求端) 二、申請對象",
        source="實收資本額1億元以下或經常僱用員工數200人以下之中小型製造業",
        numbers={
            "paid_in_capital_ceiling": 100_000_000,
            "regular_employee_ceiling": 200,
        },
        text=Text(
            "clause.points.applicant.size.text",
            zh="實收資本額 1 億元以下，或經常僱用員工數 200 人以下",
            en="Paid-in capital at most NT$100 million, or at most 200 regularly employed staff",
        ),
        reading=Text(
            "clause.points.applicant.size.reading",
            zh="中小企業認定標準為「未滿 200 人」，說明會資料為「200 人以下」；此處依說明會資料，含 200 人。"
            "經常僱用員工數為平均值，有小數者進位。",
            en="The national SME standard says fewer than 200; the briefing says at most 200, which is "
            "followed here. The number of staff is an average; a fraction is rounded up.",
        ),
    ),
    Clause(
        "points.applicant.manufacturer",
        heading=f"{_HALL} 參、數位點數申請(需求端) 二、申請對象",
        source="中小型製造業",
        text=Text(
            "clause.points.applicant.manufacturer.text",
            zh="申請對象為製造業",
            en="The applicant is a manufacturer",
        ),
    ),
    Clause(
        "points.applicant.factory",
        heading=f"{_HALL} 參、數位點數申請(需求端) 二、申請對象",
        source="須有工廠登記證(或免工廠登記)",
        text=Text(
            "clause.points.applicant.factory.text",
            zh="有工廠登記，或免工廠登記",
            en="Has factory registration, or is exempt from it",
        ),
    ),
    Clause(
        "points.applicant.not-repeat",
        heading=f"{_HALL} 肆、常見問題 4",
        source="因希望政府資源幫助到更多業者，會排除去年已使用過雲市集或工業館的數位點數之對象。",
        numbers={"repeat_year": 2021},
        text=Text(
            "clause.points.applicant.not-repeat.text",
            zh="去年（110 年）未使用過雲市集或工業館的數位點數",
            en="Did not use points of the Cloud Marketplace or the Industry Hall last year (2021)",
        ),
        reading=Text(
            "clause.points.applicant.not-repeat.reading",
            zh="「使用」始排除；獲核點數而未使用者不排除。「去年」讀為本期年度之前一曆年（110 年），使用點數應載明年度；"
            "110 年以後之使用不排除，但不能證明 110 年未使用。",
            en="Use excludes; points granted last year but not used do not. Last year is read as "
            "the calendar year before the edition's (2021), and a use is given with its year; a "
            "later use does not exclude, "
            "nor does it show that there was none in 2021.",
        ),
    ),
    Clause(
        "points.grant.ceiling",
        heading=f"{_HALL} 參、數位點數申請(需求端) 二、申請對象；肆、常見問題 3",
        source="符合資格最高核給20萬點……依「數位點數申請須知」公告為準。",
        numbers={
            "grant_ceiling": 200_000,
            "grant": 200_000,
        },
        text=Text(
            "clause.points.grant.ceiling.text",
            zh="每家最高核給 20 萬點",
            en="At most 200,000 points per firm",
        ),
        reading=Text(
            "clause.points.grant.ceiling.reading",
            zh="實際核給點數依「數位點數申請須知」；未另給政策前，以上限 20 萬點核給。",
            en="The exact grant is in the application notice; until a policy says otherwise, the ceiling "
            "of 200,000 is taken as the grant.",
        ),
        question=Text(
            "clause.points.grant.ceiling.question",
            zh="符合資格者實際核給多少點？",
            en="How many points does an eligible firm actually get?",
        ),
    ),
    Clause(
        "points.use.listed-solution",
        heading=f"{_HALL} 參、數位點數申請(需求端) 三、使用方式；貳、雲端方案遴選(供給端) 一、申請期程；肆、常見問題 1",
        source=f"可採購雲市集工業館之解決方案……{VALIDITY.source}……如廠商已去年上架工業館，不用重新遴選",
        numbers={
            "solutions_valid_until": VALIDITY.numbers["valid_until"],
            "carried_over_year": CARRY_OVER.numbers["carried_over_year"],
        },
        text=Text(
            "clause.points.use.listed-solution.text",
            zh="點數限用於採購雲市集工業館之解決方案",
            en="Points buy only solutions that are listed in the Industry Hall",
        ),
        reading=Text(
            "clause.points.use.listed-solution.reading",
            zh="以採購當日方案已上架且尚未下架認定，首日與末日均含；入選方案至 111 年 12 月 31 日止有效（貳、一），"
            "其後即非入選方案。去年已上架、免重新遴選之方案（肆、常見問題 1）是否亦以該日為限，未載明。",
            en="The solution is listed on the day of the purchase, first and last day included; selected "
            "solutions are valid until 31 December 2022 (貳、一), after which they are no longer selected. Whether that "
            "day also limits a solution listed last year, which needs no new selection (FAQ 1), is not said.",
        ),
        question=Text(
            "clause.points.use.listed-solution.question",
            zh="去年已上架、免重新遴選之方案，有效至哪一天？",
            en="Until which day is a solution valid that was listed last year and needed no new selection?",
        ),
    ),
    Clause(
        "points.use.offset",
        heading=f"{_HALL} 參、數位點數申請(需求端) 三、使用方式；六",
        source="最高可用數位點數折抵5成費用 (即業者只需自付1/2費用，餘1/2以數位點數抵用，折抵上限20萬點)。"
        "……工業館系統已開放，歡迎中小製造業者申請點數並選購方案。",
        numbers={
            "offset_share": Share.of("1/2"),
            "offset_ceiling": 200_000,
            "surely_usable_until": date(2022, 8, 31),
        },
        text=Text(
            "clause.points.use.offset.text",
            zh="每次採購以點數折抵至多一半費用，折抵合計上限 20 萬點",
            en="Points pay at most half of each purchase, and at most 200,000 in all purchases together",
        ),
        reading=Text(
            "clause.points.use.offset.reading",
            zh="1 點折抵新臺幣 1 元，係由「自付 1/2，餘 1/2 以點數抵用，上限 20 萬點」推得。"
            "半價不是整數元時，點數無條件捨去。上限 20 萬點讀為所有採購合計，非每次採購。費用以未稅金額比較，"
            "其半數以內無論含稅與否皆可；超過者無法判定。點數何時失效未載明；系統開放「申請點數並選購方案」"
            "（參、六）期間，即 111 年 8 月 31 日以前，確可使用。",
            en="That one point offsets NT$1 is inferred from half being paid and the rest being points, up "
            "to 200,000. Where half the price is no whole dollar, the points round down. The limit of "
            "200,000 is read as that of all purchases together, not of each. Points are compared "
            "with the price without tax: up to half of it they are allowed, with tax or without; "
            "beyond that it is undetermined. When "
            "points expire is not said; as the invitation to get points and choose solutions (參、六) runs "
            "with the intake, they are known to be usable until 31 August 2022.",
        ),
        question=Text(
            "clause.points.use.offset.question",
            zh="折抵上限 20 萬點是每次採購，還是所有採購合計？費用是否含稅？點數何時失效？",
            en="Is the limit of 200,000 points one for each purchase, or for all purchases together? Does "
            "the price include tax? When do points expire?",
        ),
    ),
    Clause(
        "points.application.steps",
        heading=f"{_HALL} 參、數位點數申請(需求端) 四、點數申請入口",
        source="領點數3步驟……Step1 填寫基本資料 完成註冊……Step2 備妥 應附文件……Step3 按出 送審點數資格",
        text=Text(
            "clause.points.application.steps.text",
            zh="領點數 3 步驟：註冊、備妥文件、送審",
            en="Three steps to points: register, prepare the documents, submit for qualification",
        ),
        reading=Text(
            "clause.points.application.steps.reading",
            zh="三步驟依序辦理，前一步驟未完成不得進行下一步驟。",
            en="The steps are taken in this order; no step before the one before it is done.",
        ),
    ),
    Clause(
        "points.claim",
        heading=f"{_HALL} 肆、常見問題 5；貳、雲端方案遴選(供給端) 五、申請時程 說明 3",
        source="依「數位點數申請須知」內容，補助辦公室後續會舉辦點數核銷說明會，提前通知需要準備的文件。",
        text=Text(
            "clause.points.claim.text",
            zh="契約期滿後由資服業者以點數請領補助款；核銷文件另行公告",
            en="After the contract term the vendor claims the subsidy against points; which documents that "
            "takes is announced later",
        ),
        reading=Text(
            "clause.points.claim.reading",
            zh="核銷文件為政策資料，公布前無法判定。契約早於採購日開始、提前終止、退費、契約期間方案下架者，"
            "均未載明，不予推定。契約期間之始日算入，以相當日之前一日為期滿日（民法第 119 條、第 121 條第 2 項；"
            "6 月 1 日起 3 個月，至 8 月 31 日），翌日起得請領；契約載明之末日與此不同者，以載明者為準，並附註其差異。下單後至核銷前之「保留」狀態非說明會所定，為本程式庫之設計。",
            en="The claim documents are policy data, undetermined until they are published. A contract that "
            "began before the purchase or ended early, a price paid back and a listing that lapsed during the "
            "contract are not settled, and nothing is assumed. The first day of the term counts, so "
            "that it ends on the day before the corresponding day (Civil Code, articles 119 and 121 II; three "
            "months from 1 June: 31 August), and a claim is good from the day after; where the contract states "
            "another last day, that counts and the difference is noted. That points are reserved "
            "between order and claim is our convention, not in the briefing.",
        ),
        question=Text(
            "clause.points.claim.question",
            zh="核銷需要準備什麼文件？契約早於採購日開始、提前終止、費用退還或方案下架時，點數如何核銷？",
            en="Which documents does a claim need? How are points claimed when a contract began before the "
            "purchase or ended early, a price is paid back, or a listing lapses?",
        ),
    ),
    # Terms of the selection that bind a purchase too, in its own words and with its own numbers.
    PRICE,
    MINIMUM_TERM,
    CLAIM_AFTER_TERM,
)
"""Every clause of this part, in the briefing's order."""

ROC_111: Edition[PointsPolicy] = Edition(
    "roc-111",
    title=TITLE,
    since=FIRST_DAY,
    until=LAST_DAY,
    notice=BRIEFING,
    policy=PointsPolicy(),
    clauses=CLAUSES,
)
"""數位點數申請(需求端), 111 年版 (2022)."""
