"""肆、審查原則: the criteria of the review, in the briefing's words and order."""

from __future__ import annotations

from cloudgrant.programmes.research.review.rubric import Criterion
from cloudgrant.rules.law.realised import Realised

__all__ = ["REALISED", "RUBRIC"]

_M = "research.review.market"
_I = "research.review.implementation"
_B = "research.review.benefits"

RUBRIC: tuple[Criterion, ...] = (
    Criterion(
        id="research.review.vision",
        group="vision",
        name={"zh": "扣合願景目標", "en": "Fit with the vision and goals"},
        focus="審查雲服務是否扣合產業數位轉型願景目標",
    ),
    Criterion(
        id=f"{_M}/segment-market",
        group="market",
        item="segments",
        name={"zh": "市場現況分析", "en": "Analysis of the market"},
        focus="評估應用端產業/領域是否具一定規模",
        preferred=("論述具潛在發展機會與成長性尤佳",),
    ),
    Criterion(
        id=f"{_M}/segment-bottleneck",
        group="market",
        item="segments",
        name={"zh": "轉型瓶頸洞察", "en": "Insight into the bottlenecks"},
        focus="評估是否具體從客戶角度解析應用端產業痛點及所需服務",
        preferred=("論述具先期調研投入或代表性用戶案例尤佳",),
    ),
    Criterion(
        id=f"{_M}/value-positioning",
        group="market",
        item="value",
        name={"zh": "雲服務定位", "en": "Positioning of the service"},
        focus="評估雲服務是否引導中小企業提升數位營運",
        preferred=("協助製造業疏通產銷商流尤佳", "協助零售服務業掌握客群數據尤佳"),
    ),
    Criterion(
        id=f"{_M}/value-competition",
        group="market",
        item="value",
        name={"zh": "競爭分析", "en": "Analysis of the competition"},
        focus="評估雲服務在同類型業者盤點及分析（如：技術功能、市場占有率、價格區間等）是否具競爭優勢",
    ),
    Criterion(
        id=f"{_I}/resources",
        group="implementation",
        item="resources",
        name={"zh": "本身能力基礎", "en": "Capabilities of its own"},
        focus="是否具領域實績、已投入資源",
    ),
    Criterion(
        id=f"{_I}/relations-quality",
        group="implementation",
        item="relations",
        name={"zh": "服務品質", "en": "Service quality"},
        focus="評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標，並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)",
    ),
    Criterion(
        id=f"{_I}/relations-data",
        group="implementation",
        item="relations",
        name={"zh": "數據增值", "en": "Value from data"},
        focus="評估是否提供資料分析或增值應用服務給企業客戶，數據遷移功能、服務和執行成本是否合理",
        preferred=("論述具協助中小企業用戶完善數據治理尤佳",),
    ),
    Criterion(
        id=f"{_I}/activities-technology",
        group="implementation",
        item="activities",
        name={"zh": "技術發展", "en": "Technology"},
        focus="是否槓桿公有雲基礎，資料落地及金流落地配套規劃可行性",
        preferred=("鼓勵SaaS業者發展具國際競爭力的「微服務」(micro-service)，以服務不同的業態/樣態",),
    ),
    Criterion(
        id=f"{_I}/activities-security",
        group="implementation",
        item="activities",
        name={"zh": "資安部署", "en": "Security"},
        focus="網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向規劃是否完整(詳申請須知附件四)，以及是否採用多雲架構建立服務備援機制",
    ),
    Criterion(
        id=f"{_I}/activities-operation",
        group="implementation",
        item="activities",
        name={"zh": "營運服務", "en": "Operation"},
        focus="商模獲利模式與商轉營運規劃可行性(如客群導入意向佐證)",
    ),
    Criterion(
        id=f"{_I}/partners",
        group="implementation",
        item="partners",
        name={"zh": "合作夥伴規劃", "en": "Partners"},
        focus="關鍵合作夥伴必要性，分工是否明確",
    ),
    Criterion(
        id=f"{_I}/channels",
        group="implementation",
        item="channels",
        name={"zh": "行銷推廣", "en": "Marketing"},
        focus="市場行銷規劃是否具體，導入到中小企業之可行性",
    ),
    Criterion(
        id=f"{_B}/costs",
        group="benefits",
        item="costs",
        name={"zh": "經費及時程可行性", "en": "Feasible budget and schedule"},
        focus="科目經費預算編列是否清楚明確；並涵蓋計畫執行期間可能遭遇的風險評估",
    ),
    Criterion(
        id=f"{_B}/revenue-benefits",
        group="benefits",
        item="revenue",
        name={"zh": "質量化預期效益", "en": "Expected benefits"},
        focus="是否擴大既有業務、帶動營收成長、客戶成長。",
    ),
    Criterion(
        id=f"{_B}/revenue-required",
        group="benefits",
        item="revenue",
        name={"zh": "計畫必要效益", "en": "Required benefits"},
        focus="提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）、新增投資、帶動中小企業客戶使用家數（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）、提升客戶營收、結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。",
    ),
)
"""The criteria, in the briefing's order."""

REALISED: tuple[Realised, ...] = tuple(
    Realised(criterion.id, "criterion", f"{__name__}.RUBRIC", criterion.label) for criterion in RUBRIC
)
"""Each criterion beside its clause, for the table of clauses."""
