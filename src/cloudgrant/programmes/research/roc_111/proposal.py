"""參、提案重點(1/4): how a project is described, and its quality of service."""

from __future__ import annotations

from cloudgrant.programmes.research.business_model import BLOCKS
from cloudgrant.programmes.research.roc_111.chapters import BACKGROUND, PROPOSAL
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

CLAUSES = (
    Clause(
        "research.proposal.outline",
        heading=f"{PROPOSAL}(1/4)；肆、審查原則 審查項目",
        source="參考產業規劃商業模式實務作法，申請業者應從下列各點敘明數位雲服務的規劃……目標客群……價值主張……關鍵資源……顧客關係……關鍵活動……關鍵合作夥伴……通路……成本結構……收益流",
        numbers={"outline_blocks": tuple(BLOCKS)},
        text=Text(
            "clause.research.proposal.outline.text",
            zh="提案就商業模式各點敘明數位雲服務的規劃",
            en="The proposal describes the cloud service point by point, as a business model",
        ),
        reading=Text(
            "clause.research.proposal.outline.reading",
            zh="「下列各點」之圖已佚失；審查項目恰為商業模式九宮格之九項，推定即為該九點。推論可由政策資料更換。",
            en="The figure with the points is lost. The items of the review name just the nine blocks of the "
            "business model canvas, so these nine are inferred; a policy may replace them.",
        ),
        question=Text(
            "clause.research.proposal.outline.question",
            zh="計畫書應敘明之各點為何？是否即審查項目之九項？",
            en="Which points must a proposal describe: the nine items of the review?",
        ),
    ),
    Clause(
        "research.service.measurable-quality",
        heading=f"{BACKGROUND}(1/2) 一.政策依據 2；肆、審查原則(2/3) 二、實施方法(50%) 顧客關係",
        source="服務品質需可具體量測，以持續精進服務品質，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)……評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標",
        numbers={"measurable_targets_floor": 1},
        text=Text(
            "clause.research.service.measurable-quality.text",
            zh="服務品質可具體量測：至少一項可量測之目標，並說明如何衡量及監測",
            en="Service quality is concretely measurable: at least one measurable target, with how it is "
            "measured and monitored",
        ),
        reading=Text(
            "clause.research.service.measurable-quality.reading",
            zh="讀為至少一項服務水準目標，有指標、目標與衡量方式，且能客觀衡量及監測（業者自陳）。目標有數值、單位及比較方式者（如可用率 99.5% 以上）為可量測；"
            "以文字表示者（如「全年無中斷」、「ISO 27001」），由審查委員認定。指標是否相關且充分，亦由審查委員評估。指標為例示。",
            en="Read as at least one service-level target with an indicator, a target and a way of measuring, that "
            "is measured and monitored objectively (by the firm's own statement). A target with a number, a "
            "unit and a comparison is measurable (availability of at least 99.5%); for one "
            "in words, such as no interruption in a year, or ISO 27001, the reviewers "
            "decide. They also judge whether the indicators are relevant and sufficient. "
            "Those named are examples.",
        ),
        question=Text(
            "clause.research.service.measurable-quality.question",
            zh="服務水準目標應有幾項？未以數值表示之目標，如何認定為可具體量測？",
            en="How many service-level targets must there be? How is a target that is not "
            "put in numbers judged to be concretely measurable?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
