"""What the reviewers of a proposal look at 審查項目與審查重點, as data that a policy holds.

The briefing gives three groups with weights (30%, 50%, 20%), under a head without one (the vision). Each
group has items 審查項目, the nine blocks of the business model, and each item one or more points to look at
審查重點: those are the criteria here. How the weight of a group is divided among them is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.research.business_model import BLOCKS, Block
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = [
    "GROUPS",
    "REALISED",
    "ROC_111_RUBRIC",
    "Criterion",
    "Group",
    "item_weight_problems",
]

Group = Literal["vision", "market", "implementation", "benefits"]
"""The parts of the review; the first has no weight."""

_OPTIONS = {
    "vision": Text(zh="產業數位轉型願景目標", en="Vision and goals"),
    "market": Text(zh="目標客群及價值主張", en="Segment and value proposition"),
    "implementation": Text(zh="實施方法", en="Implementation"),
    "benefits": Text(zh="預期效益及產出", en="Benefits and outputs"),
}

GROUPS: Mapping[str, tuple[Group, Text]] = MappingProxyType(
    {
        "research.review.market": ("market", _OPTIONS["market"]),
        "research.review.implementation": ("implementation", _OPTIONS["implementation"]),
        "research.review.benefits": ("benefits", _OPTIONS["benefits"]),
    }
)
"""The groups that have a weight, by the id under which a whole group is scored: its key and its name."""


@attrs.frozen(kw_only=True)
class Criterion(Record):
    """One point that reviewers look at 審查重點; ``focus`` and ``preferred`` are the briefing's own words.

    ``id`` is the id of its clause and a part; ``item`` the block that it belongs to, with the keys of a
    proposal's outline. ``preferred`` are what the text calls 尤佳 (or 鼓勵): preferences, no conditions.

    >>> positioning = ROC_111_RUBRIC[3]
    >>> positioning.name["zh"], positioning.focus
    ('雲服務定位', '評估雲服務是否引導中小企業提升數位營運')
    >>> positioning.preferred
    ('協助製造業疏通產銷商流尤佳', '協助零售服務業掌握客群數據尤佳')
    """

    __keys__: ClassVar[tuple[str, ...]] = ("id",)

    id: str = given(zh="代號", en="Id")
    group: Group = given(zh="審查類別", en="Group", options=_OPTIONS)
    item: Fact[Block] = given(zh="審查項目", en="Item", options=BLOCKS)
    name: Mapping[str, str] = given(mapping=True, zh="名稱", en="Name")
    focus: str = given(zh="審查重點", en="What is looked at")
    preferred: tuple[str, ...] = given(default=(), zh="尤佳事項", en="What is preferred")

    @property
    def clause(self) -> str:
        """The id of the clause that it belongs to."""
        return self.id.partition("/")[0]

    @property
    def label(self) -> Text:
        """Its name in each language."""
        return Text(self.name)


_M = "research.review.market"
_I = "research.review.implementation"
_B = "research.review.benefits"

ROC_111_RUBRIC: tuple[Criterion, ...] = (
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
"""The criteria of the edition of 2022, in the briefing's order."""

_SUM = Text(
    zh="{given} 各審查重點之配分合計應為 100%（{total}）",
    en="the weights inside {given} must make 100% ({total})",
)


def item_weight_problems(rubric: Iterable[Criterion], weights: Mapping[str, Share]) -> list[Problem]:
    """What is wrong with weights of criteria inside their groups; paths are from the policy.

    They name criteria that the groups with a weight have; a group that is divided is divided among all of its
    criteria, and wholly.

    >>> [str(problem.path) for problem in item_weight_problems(ROC_111_RUBRIC, {"research.review.vision": Share(1)})]
    ['item_weights.research.review.vision']
    """
    members: dict[str, list[str]] = {}
    for criterion in rubric:
        members.setdefault(criterion.group, []).append(criterion.id)
    known = [name for group, names in members.items() if group != "vision" for name in names]
    problems = [
        Problem.at(["item_weights", name], "unknown_key", hint=did_you_mean(name, known))
        for name in weights
        if name not in known
    ]
    for group, label in GROUPS.values():
        of_group = members.get(group, [])
        given_weights = [weights[name] for name in of_group if name in weights]
        if not given_weights:
            continue
        problems += [
            Problem.at(["item_weights", name], "required") for name in of_group if name not in weights
        ]
        total = sum((Fraction(one.numerator, one.denominator) for one in given_weights), Fraction(0))
        if len(given_weights) == len(of_group) and total != 1:
            problems.append(Problem.at(["item_weights"], "research.weights", _SUM, given=label, total=total))
    return problems


REALISED: tuple[Realised, ...] = tuple(
    Realised(criterion.id, "criterion", f"{__name__}.ROC_111_RUBRIC", criterion.label)
    for criterion in ROC_111_RUBRIC
)
"""Each criterion beside its clause, for the table of clauses."""
