"""The clauses of the briefing on coaching (輔導資服產業轉型雲服務), in its own words."""

from __future__ import annotations

from cloudgrant.programmes.briefing import BRIEFING, FIRST_DAY, LAST_DAY, TITLE
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.values.text import Text

__all__ = ["CLAUSES", "ROC_111"]

_COACHING = "輔導資服產業轉型雲服務"

CLAUSES = (
    Clause(
        "coaching.target",
        heading=f"{_COACHING} 壹、輔導對象 一、聚焦對象",
        source="針對欲發展雲服務(0-1)之資服業者，由技術法人偕同領域專家，輔導業者……分成以下對象："
        "……具軟體/產品基礎……具客群/數據經營基礎……具硬體/地瑞基礎",
        text=Text(
            "clause.coaching.target.text",
            zh="欲從無到有發展雲服務（0→1）之資服業者，具軟體／產品、客群／數據經營或硬體／地端基礎",
            en="Information service providers starting cloud services (0 to 1), on a base of software or "
            "products, of customers or data, or of hardware or on-premises systems",
        ),
        reading=Text(
            "clause.coaching.target.reading",
            zh="「地瑞」為「地端」之誤植。「0-1」讀為自己尚無雲服務而欲發展第一項；已有雲服務營運者不在此列。"
            "三類對象之「如」為各類之例，類別本身以此三類為限；一家兼具數類者，具其一即可。"
            "說明會未載明受理期間與名額，故不設此類規則。",
            en="地瑞 is a misprint of 地端, on-premises. 0-1 is read as having no cloud service of one's own "
            "yet and wanting a first one; a firm that runs one already is outside. What follows 如 are "
            "examples of each kind, but the kinds are these three; for a firm with several "
            "bases, one is enough. The briefing gives neither a period of intake nor a "
            "number of places, so there is no "
            "rule on either.",
        ),
        question=Text(
            "clause.coaching.target.question",
            zh="何時受理申請、名額多少？已有雲服務而欲另發展一項者，是否仍屬 0-1？",
            en="When is intake, and how many places are there? Does a firm that runs a cloud service and "
            "wants another one still count as 0-1?",
        ),
    ),
    Clause(
        "coaching.transition",
        heading=f"{_COACHING} 壹、輔導對象 一、聚焦對象",
        source="輔導業者從專案導向(一次收費)的做法轉型雲服務的商業模式(訂閱制)",
        text=Text(
            "clause.coaching.transition.text",
            zh="由專案導向（一次收費）轉型為雲服務的訂閱制",
            en="From project work (a one-off fee) to subscription",
        ),
        reading=Text(
            "clause.coaching.transition.reading",
            zh="比較方式非說明會所定，為本程式庫之設計：依曆月累計兩種收入，流失客戶之零頭逐月結轉，不四捨五入。",
            en="The comparison is our convention, not in the briefing: both revenues add up "
            "over calendar months, and fractions of a leaving customer are carried from "
            "month to month, never rounded away.",
        ),
    ),
    Clause(
        "coaching.resources",
        heading=f"{_COACHING} 貳、輔導資源 二、輔導方案",
        source="(一).技術面，著眼於「資服業轉型雲化的解惑」，引導欲跨入雲服務之業者或軟體開發人士掌握關鍵契機。"
        "……(二)行銷面，鏈結其他計畫分項資源，如參加數位轉型交流活動、SIG聯盟、產業高峰論壇及黃頁網站媒合服務等"
        "行銷資源進行露出，以帶動更多需求端使用雲服務。",
        text=Text(
            "clause.coaching.resources.text",
            zh="技術面：工作坊、參考指引、領域專家；行銷面：交流活動、聯盟、論壇、媒合、影音、成果發表",
            en="Technical: workshops, a reference guide, experts; marketing: exchange events, an alliance, a "
            "summit, a directory, video, a showcase of results",
        ),
        reading=Text(
            "clause.coaching.resources.reading",
            zh="行銷面以「如」「等」列舉，所列為例示。",
            en="The marketing resources are introduced by 如 and end in 等: those named are examples.",
        ),
    ),
    Clause(
        "coaching.steps",
        heading=f"{_COACHING} 參、輔導流程規劃 三、雲服務輔導流程",
        source="雲端服務評估……雲端服務遷移……測試……雲端服務管理/優化",
        text=Text(
            "clause.coaching.steps.text",
            zh="一、雲端服務評估；二、雲端服務遷移；三、測試；四、雲端服務管理／優化",
            en="1 cloud service assessment, 2 migration, 3 testing, 4 management and optimisation",
        ),
        reading=Text(
            "clause.coaching.steps.reading",
            zh="四步驟與 Azure 雲端導入架構並列而不對應；說明會未說明何者相當於何者。四步驟讀為依序進行。",
            en="The four steps stand beside the cloud adoption framework (Azure as the example) and are not "
            "mapped to it: the briefing does not say which corresponds to which. They are read as following "
            "one another.",
        ),
    ),
    Clause(
        "coaching.deliverable",
        heading=f"{_COACHING} 參、輔導流程規劃 三、雲服務輔導流程",
        source="推動規劃POC規劃……參與的資服業者需產出能給企業客戶試用的方案，並有試用佐證",
        numbers={"least_proofs": 1},
        text=Text(
            "clause.coaching.deliverable.text",
            zh="參與 POC 規劃，產出能給企業客戶試用的方案，並有試用佐證",
            en="Takes part in planning the proof of concept and produces a solution that business customers can "
            "try, with proof of trial",
        ),
        reading=Text(
            "clause.coaching.deliverable.reading",
            zh="於輔導結束時認定；試用佐證讀為至少一份，份數與形式說明會資料未載明。",
            en="Judged when the coaching closes; read as at least one proof of trial, as the "
            "briefing sets neither their number nor their form.",
        ),
        question=Text(
            "clause.coaching.deliverable.question",
            zh="試用佐證須為何種文件？須有幾家企業客戶試用？",
            en="What documents prove a trial, and how many business customers must have tried the solution?",
        ),
    ),
    Clause(
        "coaching.self-fund",
        heading=f"{_COACHING} 參、輔導流程規劃 三、雲服務輔導流程",
        source="資服業者需自籌投入10萬元",
        numbers={"self_fund": 100_000},
        text=Text(
            "clause.coaching.self-fund.text",
            zh="資服業者自籌投入 10 萬元",
            en="The provider contributes NT$100,000 of its own money",
        ),
        reading=Text(
            "clause.coaching.self-fund.reading",
            zh="讀為至少 10 萬元。申請時看承諾投入之金額，輔導結束時看實際投入之金額。",
            en="Read as at least NT$100,000. At the application the amount promised counts, at the closing the "
            "amount put in.",
        ),
        question=Text(
            "clause.coaching.self-fund.question",
            zh="自籌款於何時、以何種方式投入，如何認定？",
            en="When and how is the provider's own money put in, and what proves it?",
        ),
    ),
)
"""Every clause of this part, in the briefing's order."""

ROC_111: Edition[CoachingPolicy] = Edition(
    "roc-111",
    title=TITLE,
    since=FIRST_DAY,
    until=LAST_DAY,
    notice=BRIEFING,
    policy=CoachingPolicy(),
    clauses=CLAUSES,
)
"""輔導資服產業轉型雲服務, 111 年版 (2022)."""
