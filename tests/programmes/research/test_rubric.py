"""The review criteria of 肆、審查原則 as data, and the weights that a policy gives them."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import Criterion, ResearchPolicy, group_weights
from cloudgrant.programmes.research.review.rubric import GROUPS, item_weight_problems
from cloudgrant.programmes.research.roc_111.rubric import REALISED, RUBRIC
from programmes.research.reviews import BENEFITS, EVEN, ITEMS, MARKET, METHODS, PUBLISHED

# The rows of the review's three tables as the briefing prints them (bullets left out), by 審查項目.
PRINTED = {
    "segments": [
        "市場現況分析:評估應用端產業/領域是否具一定規模，論述具潛在發展機會與成長性尤佳",
        "轉型瓶頸洞察：評估是否具體從客戶角度解析應用端產業痛點及所需服務論述具先期調研投入或代表性用戶案例尤佳",
    ],
    "value": [
        "雲服務定位：評估雲服務是否引導中小企業提升數位營運；協助製造業疏通產銷商流尤佳；協助零售服務業掌握客群數據尤佳",
        "競爭分析：評估雲服務在同類型業者盤點及分析（如：技術功能、市場占有率、價格區間等）是否具競爭優勢",
    ],
    "resources": ["本身能力基礎：是否具領域實績、已投入資源"],
    "relations": [
        (
            "服務品質：評估服務水平目標是否適當，所衡量指標應與雲服務相關且充分及如何客觀地衡量及監測服務水平目標，"
            "並聚焦SaaS服務建置、導入與客戶成功指標(如:數據增值服務、服務水準協議(SLA)、續約率...等)"
        ),
        (
            "數據增值：評估是否提供資料分析或增值應用服務給企業客戶，數據遷移功能、服務和執行成本是否合理；"
            "論述具協助中小企業用戶完善數據治理尤佳"
        ),
    ],
    "activities": [
        (
            "技術發展：是否槓桿公有雲基礎，資料落地及金流落地配套規劃可行性。"
            "鼓勵SaaS業者發展具國際競爭力的「微服務」(micro-service)，以服務不同的業態/樣態"
        ),
        (
            "資安部署：網路管理、資料安全、存取控制、資安管理、營運持續、生命週期保護等面向規劃是否完整"
            "(詳申請須知附件四)，以及是否採用多雲架構建立服務備援機制"
        ),
        "營運服務：商模獲利模式與商轉營運規劃可行性(如客群導入意向佐證)",
    ],
    "partners": ["合作夥伴規劃：關鍵合作夥伴必要性，分工是否明確"],
    "channels": ["行銷推廣：市場行銷規劃是否具體，導入到中小企業之可行性"],
    "costs": ["經費及時程可行性：科目經費預算編列是否清楚明確；並涵蓋計畫執行期間可能遭遇的風險評估"],
    "revenue": [
        "質量化預期效益：是否擴大既有業務、帶動營收成長、客戶成長。",
        (
            "計畫必要效益：提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%"
            "（查核辦法請詳參申請須知附件二）、新增投資、帶動中小企業客戶使用家數"
            "（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）、提升客戶營收、"
            "結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。"
        ),
    ],
}
WEIGHED = [criterion for criterion in RUBRIC if criterion.group != "vision"]


def test_fifteen_points_in_nine_items_of_three_groups_below_one_head() -> None:
    assert [(group, len(list(members))) for group, members in groupby(RUBRIC, lambda one: one.group)] == [
        ("vision", 1),
        ("market", 4),
        ("implementation", 8),
        ("benefits", 3),
    ]
    assert list(dict.fromkeys(criterion.item for criterion in WEIGHED)) == list(PRINTED)


@pytest.mark.parametrize("criterion", WEIGHED, ids=lambda one: str(one.id))
def test_a_criterion_is_the_printed_row_word_for_word(criterion: Criterion) -> None:
    rows = PRINTED[str(criterion.item)]
    place = [one.id for one in WEIGHED if one.item == criterion.item].index(criterion.id)
    row = rows[place]
    assert len(rows) == sum(1 for one in WEIGHED if one.item == criterion.item)
    for words in (criterion.name["zh"], criterion.focus, *criterion.preferred):
        assert words in row
    said = "".join((criterion.name["zh"], criterion.focus, *criterion.preferred))
    marks = str.maketrans("", "", "：:，；。")
    assert said.translate(marks) == row.translate(marks), "nothing of the row is left out"


def test_what_is_preferred_stands_by_itself() -> None:
    preferred = {one.name["zh"]: one.preferred for one in RUBRIC if one.preferred}
    assert list(preferred) == ["市場現況分析", "轉型瓶頸洞察", "雲服務定位", "數據增值", "技術發展"]
    assert len(preferred["雲服務定位"]) == 2
    assert all("尤佳" not in one.focus and "鼓勵" not in one.focus for one in RUBRIC)


def test_the_head_is_a_criterion_without_a_weight() -> None:
    head = RUBRIC[0]
    assert (head.id, head.clause, head.item) == (
        "research.review.vision",
        "research.review.vision",
        cg.UNKNOWN,
    )
    assert head.focus in "將審查雲服務是否扣合產業數位轉型願景目標，茲說明如下："
    assert "vision" not in [group for group, _ in GROUPS.values()]


def test_the_weights_are_thirty_fifty_and_twenty_percent() -> None:
    assert dict(group_weights(PUBLISHED)) == {
        MARKET: Fraction(3, 10),
        METHODS: Fraction(1, 2),
        BENEFITS: Fraction(1, 5),
    }
    assert PUBLISHED.item_weights is cg.UNKNOWN
    assert PUBLISHED.rubric == RUBRIC


def test_each_criterion_stands_beside_its_clause() -> None:
    assert [one.id for one in REALISED] == [criterion.id for criterion in RUBRIC]
    assert {one.clause for one in REALISED} == {"research.review.vision", MARKET, METHODS, BENEFITS}
    assert {one.clause for one in REALISED} <= set(cg.research.clauses)


@pytest.mark.parametrize(
    ("weights", "fine"),
    [
        (("1/3", "1/3", "1/3"), True),
        (("30%", "50%", "20%"), True),
        (("30%", "50%", "20.1%"), False),
        (("30%", "50%", "19.9%"), False),
        (("1/7", "3/7", "3/7"), True),
    ],
)
def test_the_three_weights_make_a_whole_exactly(weights: tuple[str, ...], fine: bool) -> None:
    market, implementation, benefits = (cg.Share.of(weight) for weight in weights)

    def made() -> ResearchPolicy:
        return attrs.evolve(
            PUBLISHED, market_weight=market, implementation_weight=implementation, benefits_weight=benefits
        )

    if fine:
        known = [weight for weight in group_weights(made()).values() if weight is not cg.UNKNOWN]
        assert sum(known) == 1
        assert len(known) == len(GROUPS)
        return
    with pytest.raises(cg.InvalidInput) as refused:
        made()
    assert [problem.code for problem in refused.value.problems] == ["research.weights"]


def test_weights_inside_the_groups_are_checked_all_at_once() -> None:
    market = dict.fromkeys(ITEMS[MARKET], cg.Share("1/4"))
    costs, expected, required = ITEMS[BENEFITS]
    with pytest.raises(cg.InvalidInput) as refused:
        attrs.evolve(
            PUBLISHED,
            item_weights={
                **market,
                ITEMS[MARKET][0]: cg.Share("1/5"),
                costs: cg.Share("1/2"),
                expected: cg.Share("1/2"),
                "research.review.vision": cg.Share("1/2"),
                "research.review.implementation/chanels": cg.Share("1/2"),
            },
        )
    found = [(problem.code, problem.path[-1]) for problem in refused.value.problems]
    assert found == [
        ("unknown_key", "research.review.vision"),
        ("unknown_key", "research.review.implementation/chanels"),
        ("research.weights", "item_weights"),
        ("required", required),
    ]
    assert "research.review.implementation/channels?" in refused.value.problems[1].message("zh")
    assert (
        refused.value.problems[2].message("zh") == "目標客群及價值主張 各審查重點之配分合計應為 100%（19/20）"
    )


def test_a_group_may_be_divided_and_the_others_not() -> None:
    assert item_weight_problems(RUBRIC, dict.fromkeys(ITEMS[MARKET], cg.Share("1/4"))) == []
    assert item_weight_problems(RUBRIC, {}) == []


@pytest.mark.parametrize("policy", [PUBLISHED, EVEN])
def test_a_policy_with_its_rubric_goes_out_and_comes_back(policy: ResearchPolicy) -> None:
    assert cg.load(ResearchPolicy, cg.dump(policy)) == policy


def test_another_rubric_is_data() -> None:
    one = Criterion(id=f"{MARKET}/all", group="market", name={"zh": "全部", "en": "All"}, focus="一併評估")
    policy = attrs.evolve(PUBLISHED, rubric=(*RUBRIC[5:], one))
    assert policy.rubric is not cg.UNKNOWN
    assert [criterion.id for criterion in policy.rubric][-1] == f"{MARKET}/all"
    with pytest.raises(cg.InvalidInput) as refused:
        attrs.evolve(PUBLISHED, rubric=(one, one))
    assert [problem.code for problem in refused.value.problems] == ["duplicate"]


@pytest.mark.parametrize("criterion", RUBRIC, ids=lambda one: str(one.id))
def test_a_criterion_has_its_name_in_both_languages(criterion: Criterion) -> None:
    assert criterion.label.in_("zh_Hant_TW")
    assert criterion.label.in_("en") != criterion.label.in_("zh_Hant_TW")
