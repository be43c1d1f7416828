"""貳、申請對象 三.領域類別: the domains, and what a project in each provides."""

from __future__ import annotations

from cloudgrant.programmes.research.roc_111.chapters import APPLICANTS
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

_DOMAINS = f"{APPLICANTS} 三.領域類別"

CLAUSES = (
    Clause(
        "research.domain.manufacturing",
        heading=f"{_DOMAINS} 製造業雲服務",
        source="針對 金屬扣件 、 食品加工 、 紡織 、 橡塑膠 、 化粧品 等製造業次領域數位轉型需求，開發適合中小型製造業的 SaaS 服務 PaaS+SaaS服務。……以產銷透通雲端化方案為訴求，轉化已具使用基礎之製造業服務上雲並增值(如內部營運提升、外部客戶滿意度提升)。……應提供/整合至少2個製造業相關之數位服務，如供應鏈管理(如: 採購、物料追蹤、產能規劃)、生產管理(如: 品質管理、設備管理、流程可視化)，或其它(如: 能源管理、排程最佳化)。",
        numbers={
            "manufacturing_subdomains": (
                "metal_fasteners",
                "food_processing",
                "textile",
                "rubber_plastics",
                "cosmetics",
            ),
            "manufacturing_services_floor": 2,
        },
        text=Text(
            "clause.research.domain.manufacturing.text",
            zh="製造業次領域；提供或整合至少 2 個製造業相關之數位服務",
            en="A manufacturing sub-domain, with at least two manufacturing-related digital services provided or "
            "integrated",
        ),
        reading=Text(
            "clause.research.domain.manufacturing.reading",
            zh="次領域與服務種類均為例示（等、如）：未列舉者由審查委員認定。「2個」以不同種類之服務計，"
            "同一大類之兩種可，同一種之兩個為一個；此處稱數位服務，不限雲服務。「SaaS 服務 PaaS+SaaS服務」之間讀為「或」，與服務業同。"
            "產銷透通之訴求為審查事項，不作為資格。",
            en="Sub-domains and kinds of service are examples: for one that is not named, the "
            "reviewers decide. Two means two services of different kinds, even under one "
            "heading; two of one kind count as one. It says "
            "digital service here, cloud or not. An 或 (or) is read between SaaS and "
            "PaaS+SaaS, as in the row on services. The thrust 產銷透通 is for the review, not a condition of eligibility.",
        ),
        question=Text(
            "clause.research.domain.manufacturing.question",
            zh="「2個數位服務」是否須分屬不同類別？",
            en="Must the two digital services come under different headings?",
        ),
    ),
    Clause(
        "research.domain.service",
        heading=f"{_DOMAINS} 服務業雲服務",
        source="針對 零售服務 、 生活休憩 、 時尚 、 餐飲 、 日用品 等服務業次領域數位轉型需求，開發適合中小型服務業的 SaaS 服務或 PaaS+SaaS 服務。……以掌握客群數據、打通流程斷點為訴求，後台數據整合上雲且回饋，以利商家解析消費需求、優化產品服務。……提供/整合至少2個服務業相關之數位雲服務，如虛實情境整合(如: POS機整合、O2O搜尋推播、紅利積點...等)、MarTech精準行銷(如: 顧客輪廓分析、CRM、智能客服、社群管理...等)，或其他營運相關服務(如: 金/物流、店鋪/庫存管理...等)。",
        numbers={
            "service_subdomains": ("retail", "leisure", "fashion", "catering", "daily_goods"),
            "service_services_floor": 2,
        },
        text=Text(
            "clause.research.domain.service.text",
            zh="服務業次領域；提供或整合至少 2 個服務業相關之數位雲服務",
            en="A service sub-domain, with at least two service-related digital cloud services provided or "
            "integrated",
        ),
        reading=Text(
            "clause.research.domain.service.reading",
            zh="次領域與服務種類均為例示：未列舉者由審查委員認定。「2個」以不同種類之雲服務計，以斜線並列者（金/物流、店鋪/庫存管理）各為一種；此處無「應」字，讀為同為必要。"
            "掌握客群數據、打通流程斷點之訴求為審查事項，不作為資格。",
            en="Sub-domains and kinds of service are examples: for one that is not named, the reviewers decide. Two means two cloud services of different kinds, and those joined by a stroke (金/物流, 店鋪/庫存管理) are one kind each; there is no 應 (should) here, and it is read as just as "
            "necessary. The thrust is for the review, not a condition of eligibility.",
        ),
        question=Text(
            "clause.research.domain.service.question",
            zh="「2個數位雲服務」是否須分屬不同類別？",
            en="Must the two digital cloud services come under different headings?",
        ),
    ),
    Clause(
        "research.domain.micro",
        heading=f"{_DOMAINS} 小微企業雲服務",
        source="因應 9人以下之小微企業 在數位化程度與資訊能力不足，補助資服業者打造輕量、便捷易用之數位雲服務。……以打造小微企業數位化第一站為訴求，提供相關輕量化雲服務，打開小微企業的商機。……以SaaS服務為主，如輕量化服務(如: 進銷存、訂單/顧客管理)或其他基礎營運上的串接(如:金/物流)。",
        numbers={
            "micro_services_floor": 1,
            "micro_employee_ceiling": 9,
        },
        text=Text(
            "clause.research.domain.micro.text",
            zh="以 9 人以下小微企業為客戶，以 SaaS 為主，提供輕量化服務或基礎營運之串接",
            en="For micro firms of at most nine people, mainly SaaS, with lightweight services or links to basic "
            "operations",
        ),
        reading=Text(
            "clause.research.domain.micro.reading",
            zh="9 人讀為經常僱用員工（投保人數，12 個月平均），負責人僅於投保時計入；9 人可；"
            "目標客戶中人數最多者亦在 9 人以下者，符合；人數最少者即逾 9 人者，不符；兼有者由審查委員認定（本程式庫之讀法）。服務種類為例示；"
            "未載明個數，讀為至少一個；是否為雲服務由「以 SaaS 服務為主」認定，不逐一要求。",
            en="Nine people are regularly employed staff (insured, twelve-month average), the owner only if insured; "
            "nine is allowed; it is met where the largest customer aimed at has at most nine, not met where "
            "the smallest has more, and for the reviewers in between (the library's reading). The "
            "kinds of service are examples; no number is given, and one is read as enough; "
            "that it is mainly SaaS says that it is a cloud service, so each is not asked again.",
        ),
        question=Text(
            "clause.research.domain.micro.question",
            zh="9 人是否計入負責人與無給家屬？目標客戶兼有逾 9 人者如何認定？「以SaaS服務為主」如何認定？",
            en="Do the nine count the owner and unpaid relatives? What if some of the customers aimed at have more? "
            "How is mainly SaaS determined?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
