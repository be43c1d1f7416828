"""肆、審查原則: what the reviewers look at, and its weights."""

from __future__ import annotations

from cloudgrant.programmes.research.roc_111.chapters import REVIEW
from cloudgrant.programmes.research.roc_111.rubric import RUBRIC
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

CLAUSES = (
    Clause(
        "research.review.vision",
        heading=f"{REVIEW}(1/3)",
        source="將審查雲服務是否扣合產業數位轉型願景目標，茲說明如下：",
        numbers={"rubric": RUBRIC},
        text=Text(
            "clause.research.review.vision.text",
            zh="審查雲服務是否扣合產業數位轉型願景目標",
            en="The service fits the vision and goals of industrial digital transformation",
        ),
        reading=Text(
            "clause.research.review.vision.reading",
            zh="為三項審查之總綱，未載明配分：不計入加權分數，委員仍可就其填寫意見。",
            en="It heads the three groups and has no weight: it does not enter the score, and reviewers may "
            "comment on it all the same.",
        ),
    ),
    Clause(
        "research.review.market",
        heading=f"{REVIEW}(1/3) 一、目標客群及價值主張(30%)",
        source="一、目標客群及價值主張(30%)……市場現況分析:評估應用端產業/領域是否具一定規模，論述具潛在發展機會與成長性尤佳……轉型瓶頸洞察：評估是否具體從客戶角度解析應用端產業痛點及所需服務論述具先期調研投入或代表性用戶案例尤佳……雲服務定位：評估雲服務是否引導中小企業提升數位營運；協助製造業疏通產銷商流尤佳；協助零售服務業掌握客群數據尤佳……競爭分析：評估雲服務在同類型業者盤點及分析（如：技術功能、市場占有率、價格區間等）是否具競爭優勢",
        numbers={"market_weight": Share.of("30%")},
        text=Text(
            "clause.research.review.market.text",
            zh="目標客群及價值主張，占 30%",
            en="Customer segment and value proposition, 30%",
        ),
        reading=Text(
            "clause.research.review.market.reading",
            zh="「尤佳」為偏好，不是要件，亦不另計分。四個審查重點之間的配分未載明。",
            en="What is 尤佳 (preferred) is not a condition and has no points of its own. The weights among the four "
            "points are not given.",
        ),
        question=Text(
            "clause.research.review.market.question",
            zh="30% 之內，各審查項目如何配分？",
            en="How are the 30% divided among the items?",
        ),
    ),
    Clause(
        "research.review.implementation",
        heading=f"{REVIEW}(2/3) 二、實施方法(50%)",
        source="二、實施方法(50%)……本身能力基礎：是否具領域實績、已投入資源……服務品質：評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)……數據增值：評估是否提供資料分析或增值應用服務給企業客戶，數據遷移功能、服務和執行成本是否合理；論述具協助中小企業用戶完善數據治理尤佳……技術發展：是否槓桿公有雲基礎，資料落地及金流落地配套規劃可行性。鼓勵SaaS業者發展具國際競爭力的「微服務」(micro-service)，以服務不同的業態/樣態……資安部署：網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向規劃是否完整(詳申請須知附件四)，以及是否採用多雲架構建立服務備援機制……營運服務：商模獲利模式與商轉營運規劃可行性(如客群導入意向佐證)……合作夥伴規劃：關鍵合作夥伴必要性，分工是否明確……行銷推廣：市場行銷規劃是否具體，導入到中小企業之可行性",
        numbers={"implementation_weight": Share.of("50%")},
        text=Text(
            "clause.research.review.implementation.text",
            zh="實施方法，占 50%：關鍵資源、顧客關係、關鍵活動、關鍵合作夥伴、通路",
            en="Implementation, 50%: key resources, customer relations, key activities, key partners, channels",
        ),
        reading=Text(
            "clause.research.review.implementation.reading",
            zh="「尤佳」與「鼓勵」為偏好，不是要件，亦不另計分。八個審查重點之間的配分未載明。",
            en="What is preferred (尤佳) or encouraged (鼓勵) is not a condition and has no points of its own. The "
            "weights among the eight points are not given.",
        ),
        question=Text(
            "clause.research.review.implementation.question",
            zh="50% 之內，各審查項目如何配分？",
            en="How are the 50% divided among the items?",
        ),
    ),
    Clause(
        "research.review.benefits",
        heading=f"{REVIEW}(3/3) 三、預期效益及產出(20%)",
        source="三、預期效益及產出(20%)……經費及時程可行性：科目經費預算編列是否清楚明確；並涵蓋計畫執行期間可能遭遇的風險評估……質量化預期效益：是否擴大既有業務、帶動營收成長、客戶成長。……計畫必要效益：",
        numbers={"benefits_weight": Share.of("20%")},
        text=Text(
            "clause.research.review.benefits.text",
            zh="預期效益及產出，占 20%：成本結構、收益流",
            en="Benefits and outputs, 20%: cost structure and revenue streams",
        ),
        reading=Text(
            "clause.research.review.benefits.reading",
            zh="三項配分之內如何配分、評分尺度、委員人數、及格分數、同分處理，均未載明：為政策資料，或由使用者指定。"
            "多位委員之計分方式未另指定者，以未迴避委員之平均計（本程式庫之讀法）；經費不足時如何處理，須由使用者指定。"
            "缺漏之評分列為缺漏，不以 0 分計；迴避之委員不計入平均。",
            en="The weights inside the three groups, the scale of points, the number of reviewers, a pass mark "
            "and what settles a tie are not given: they are policy data or set by the "
            "user. Unless another way of counting several reviewers is set, they count by "
            "the mean of those who are not recused (the "
            "library's reading); what happens when the money runs short has to be set. A score that "
            "is missing is listed, never taken as 0; a reviewer who is recused does not enter the mean.",
        ),
        question=Text(
            "clause.research.review.benefits.question",
            zh="20% 之內如何配分？評分尺度、多位委員之計分方式、及格分數與同分之處理為何？經費不足時如何核定？",
            en="How are the 20% divided? What are the scale, the way of counting several reviewers, the pass "
            "mark, and what settles a tie? What is granted when the money runs short?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
