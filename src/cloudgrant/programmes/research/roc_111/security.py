"""參、提案重點(2/4)、(3/4): the security plan and the self-assessment."""

from __future__ import annotations

from cloudgrant.programmes.research.roc_111.chapters import PROPOSAL
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

CLAUSES = (
    Clause(
        "research.security.plan",
        heading=f"{PROPOSAL}(2/4) 資訊安全規劃",
        source="提案業者應提出雲服務的資訊安全規劃，包含網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向之建議……須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。……應具體說明包含啟用資料加密、保護資料之傳輸、紀錄存取機敏資料，以及定期備份資料等。……應具體說明包含實體存取限制、異常通報機制、異常日誌紀錄以及防竄改機制等。……應具體說明包含強制使用強密碼、限制遠端對安全網路的存取、密鑰管理的職責分離以及保持軟體/韌體更新等。……應具體說明包含加密備份、自我監測、監控及偵測容量使用情況等。……應具體說明包含資通訊系統須於上線前及營運期間定期進行弱點掃描及滲透測試，高風險漏洞應被評估並依計畫可接受方式處理。",
        numbers={"security_facets": ("network", "data", "access", "management", "continuity", "life_cycle")},
        text=Text(
            "clause.research.security.plan.text",
            zh="提出資訊安全規劃，涵蓋網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護六個面向",
            en="A security plan that covers six facets: network, data, access control, management, continuity, "
            "life cycle",
        ),
        reading=Text(
            "clause.research.security.plan.reading",
            zh="六個面向均須規劃：「等面向」雖有等字，其後之表恰列六項。資料安全至生命週期保護五個面向寫明「應具體說明」；"
            "本條以各面向已有說明為已規劃，逐項措施之完整度另行計算。加密通道僅於以遠端連線管理時為必要。",
            en="All six facets are planned for: the words have 等, and the table below them has just the six. Five "
            "facets (data to life cycle) ask for a concrete explanation; here a facet with any explanation is "
            "planned, and how many measures are explained is a calculation. An encrypted channel is needed only "
            "if there is remote management.",
        ),
        question=Text(
            "clause.research.security.plan.question",
            zh="各面向須具體說明之措施，以申請須知附件四為準者為何？應具體說明之各項措施未逐項說明者，是否不符？",
            en="Which measures does annex 4 of the application guide ask to have explained? "
            "Does a plan fail if it does not explain every measure for which a concrete "
            "explanation is asked?",
        ),
    ),
    Clause(
        "research.security.domestic-share",
        heading=f"{PROPOSAL}(2/4) 資訊安全規劃",
        source="且建置及導入35%以上應為國內業者產品及服務",
        numbers={"domestic_share_floor": Share.of("35%")},
        text=Text(
            "clause.research.security.domestic-share.text",
            zh="資訊安全之建置及導入，35% 以上（含）為國內業者產品及服務",
            en="At least 35% of the security build and introduction is products and services of domestic firms",
        ),
        reading=Text(
            "clause.research.security.domestic-share.reading",
            zh="比率之分母未載明；因句在資訊安全規劃之內，讀為資訊安全建置及導入之經費（非總計畫經費），以金額計，"
            "換算金額時進位至元。沒有資安經費者，無從計算，無法判定。",
            en="The denominator of the 35% is not stated; as the sentence stands within the security plan, it is read as "
            "the money for building and introducing security (not the whole budget), by amount; as dollars it "
            "is rounded up. Without any such spending the share cannot be calculated: undetermined.",
        ),
        question=Text(
            "clause.research.security.domestic-share.question",
            zh="35% 之分母為資安經費或總計畫經費？以金額或項目數計？何謂國內業者之產品及服務？沒有資安建置及導入經費者，35% 如何認定？",
            en="Is the 35% a share of the security spending or of the whole budget, by amount "
            "or by number of items? What is a product or service of a domestic firm? How "
            "is the 35% "
            "determined where nothing is spent on building and introducing security?",
        ),
    ),
    Clause(
        "research.security.acceptance",
        heading=f"{PROPOSAL}(2/4) 資訊安全規劃；(3/4) 資安管理自評表",
        source="計畫驗收至少須達必要要求之條件。……顧問查核結果",
        text=Text(
            "clause.research.security.acceptance.text",
            zh="計畫驗收時，至少達必要要求之條件，以顧問查核結果為準",
            en="At acceptance at least the required conditions are met, by the consultant's mark",
        ),
        reading=Text(
            "clause.research.security.acceptance.reading",
            zh="以顧問查核結果認定，不以廠商自評認定。何者為必要要求未載明，為可補充之資料；未載明前，有項目為不符合者，"
            "無法判定；各項均為符合者，符合。部分符合是否已達，未載明：未釐清前，有必要項目為部分符合者，無法判定。不適用者，須由廠商說明原因。",
            en="The consultant's mark decides, not the firm's own. Which conditions are required is not said, and "
            "is data that may be filled in; until it is said, an item that is not met leaves the answer open, and "
            "where all are met the clause is met. Nor is it said whether partly met is enough: until it is, a required item that is partly "
            "met is undetermined. The firm must give a reason for what does not apply.",
        ),
        question=Text(
            "clause.research.security.acceptance.question",
            zh="哪些自評項目屬必要要求？「部分符合」是否視為達到？",
            en="Which items of the form are required? Does partly met meet them?",
        ),
    ),
    Clause(
        "research.security.self-assessment",
        heading=f"{PROPOSAL}(3/4) 資安管理自評表",
        source="請提案廠商須詳細填妥資安管理自評表……自評項目……項目說明……自我評核……佐證資料說明……顧問查核結果……使用防火牆與VPN……須有防火牆、入侵偵測等資安設備保護，若透過遠端連線進行管理則必須透過加密通道，登入時必須採用安全的身分鑑別機制。……啟用資料加密……對於資通訊系統中的資料應評估決定是否採取加密保護措施。……如勾選不適用，廠商須說明原因",
        numbers={"security_items": SECURITY_ITEMS},
        text=Text(
            "clause.research.security.self-assessment.text",
            zh="逐項填妥資安管理自評表（符合、部分符合、不符合、不適用）與佐證說明；不適用者說明原因",
            en="The security self-assessment is filled in item by item (met, partly met, not met, not applicable) "
            "with evidence; not applicable needs a reason",
        ),
        reading=Text(
            "clause.research.security.self-assessment.reading",
            zh="表僅刊出兩列，第一列合併三項措施；預設之項目取自六個面向所列措施，可更換。資料加密一項為「評估決定」，"
            "附理由而不加密者可為符合。自評為符合、部分符合或不符合者，均須說明佐證資料；不適用者須說明原因，毋須佐證。"
            "顧問以同一尺度查核；顧問勾選不適用者，其原因亦由廠商說明，顧問本身毋須另述。",
            en="The form shows two rows only, the first of which bundles three measures; the items of the "
            "default are the measures that the six facets name, and may be replaced. Encryption is to be "
            "assessed and decided on: a reasoned decision not to encrypt can be met. What is marked met, partly "
            "met or not met takes a description of evidence; not applicable takes a reason, and no evidence. The "
            "consultant marks on the same scale; where the consultant marks not applicable, the reason is the "
            "firm's to state, too, and the consultant adds none.",
        ),
        question=Text(
            "clause.research.security.self-assessment.question",
            zh="資安管理自評表（申請須知附件四）之完整項目為何？",
            en="What is the full list of items in the form (annex 4 of the application guide)?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
