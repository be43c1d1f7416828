"""Service model, the outline of the proposal, and service quality that can be measured."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import ServiceLevel
from cloudgrant.rules.deciding.written import derived_value
from cloudgrant.values.between import least_of, most_of
from cloudgrant.values.unknown import UNKNOWN
from programmes.research.budgets import DAY, MET, NOT_MET, OPEN, POLICY, result

U = UNKNOWN
BLOCKS: Any = POLICY.outline_blocks


@pytest.mark.parametrize(
    ("model", "expected"),
    [("saas", MET), ("paas_saas", MET), ("paas", NOT_MET), ("other", NOT_MET), (U, OPEN)],
)
def test_saas_or_paas_with_saas(model: Any, expected: cg.Result) -> None:
    assert result("research.subject.service-model", cg.Proposal(service_model=model)) is expected


def test_the_service_model_reads_well() -> None:
    finding = cg.research.assess(cg.Proposal(service_model="paas"), on=DAY)["research.subject.service-model"]
    assert finding.message("zh_Hant_TW") == "不符合：開發 SaaS 服務或 PaaS+SaaS 服務（服務模式：僅 PaaS）"
    assert (
        finding.message("en") == "not met: Builds SaaS, or PaaS and SaaS together (Service model: PaaS alone)"
    )


# The outline.


@pytest.mark.parametrize(
    ("outline", "expected"),
    [(BLOCKS, MET), (BLOCKS[::-1], MET), (BLOCKS[:-1], NOT_MET), ((), NOT_MET), (U, OPEN)],
)
def test_each_of_nine_blocks_is_described(outline: Any, expected: cg.Result) -> None:
    assert len(BLOCKS) == 9
    assert result("research.proposal.outline", cg.Proposal(outline=outline)) is expected


@pytest.mark.parametrize("block", BLOCKS)
def test_no_block_may_be_left_out(block: Any) -> None:
    rest: Any = tuple(one for one in BLOCKS if one != block)
    proposal = cg.Proposal(outline=rest)
    finding = cg.research.assess(proposal, on=DAY)["research.proposal.outline"]
    assert finding.result is NOT_MET
    [remedy] = finding.remedies
    assert remedy.apply(proposal).outline == (*rest, block)


def test_a_policy_with_fewer_blocks_asks_for_fewer() -> None:
    policy = attrs.evolve(POLICY, outline_blocks=("segments",))
    assert result("research.proposal.outline", cg.Proposal(outline=("segments",)), DAY, policy) is MET


def test_a_policy_s_block_that_nobody_can_describe_is_not_passed_over() -> None:
    policy = attrs.evolve(POLICY, outline_blocks=("segments", "exit"))
    assert result("research.proposal.outline", cg.Proposal(outline=BLOCKS), DAY, policy) is NOT_MET


def test_what_is_lacking_is_named() -> None:
    rule = "research.proposal.outline"
    finding = cg.research.assess(cg.Proposal(outline=(*BLOCKS[:2], *BLOCKS[3:-1])), on=DAY)[rule]
    for locale, lacking in (("zh_Hant_TW", ("通路", "成本結構")), ("en", ("channels", "cost structure"))):
        assert (
            finding.message(locale)
            .removesuffix("）")
            .removesuffix(")")
            .endswith(("、" if locale.startswith("zh") else ", ").join(lacking))
        )
    draft = cg.research.assess(cg.Proposal(), on=DAY)[rule]
    assert [gap.path.key for gap in dict.fromkeys(draft.because)] == ["outline"]


# Service levels.

GOOD = ServiceLevel(
    indicator="服務可用率",
    measures="availability",
    comparison="at_least",
    number="99.9",
    unit="%",
    description="每月 99.9% 以上",
    method="外部監測點每分鐘探測一次",
    objective=True,
)


IN_WORDS: dict[str, Any] = {"comparison": "in_words", "number": U, "unit": U, "description": "全年無中斷"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"description": U}, True),
        ({"comparison": "at_most", "number": "7", "unit": "天"}, True),
        ({"comparison": U}, U),
        ({"number": U}, U),
        ({"unit": U}, U),
        ({**IN_WORDS}, U),  # for the reviewers
        ({**IN_WORDS, "reviewer_accepts_target": True}, True),
        ({**IN_WORDS, "reviewer_accepts_target": False}, False),
        ({**IN_WORDS, "reviewer_accepts_target": True, "objective": False}, False),
        ({**IN_WORDS, "reviewer_accepts_target": False, "method": U}, False),
        ({"reviewer_accepts_target": False}, True),
        ({"number": U, "reviewer_accepts_target": False}, U),
        ({"number": U, "reviewer_accepts_target": True}, True),
        ({"objective": False}, False),
        ({"objective": False, "number": U}, False),
        ({"method": U}, U),
        ({"objective": U}, U),
        ({"indicator": U}, U),
        ({"measures": U}, True),
    ],
)
def test_a_level_is_measurable_by_its_number_and_its_method(changes: Any, expected: Any) -> None:
    assert attrs.evolve(GOOD, **changes).measurable is expected


@pytest.mark.parametrize(
    "text", ["ISO 27001", "Web 2.0", "99.9% 以上", "九成以上", "百分之九十", "品質一流", "全年無中斷"]
)
def test_no_text_is_measurable_by_itself_whatever_figures_are_in_it(text: str) -> None:
    described = attrs.evolve(GOOD, comparison=U, number=U, unit=U, description=text)
    assert described.measurable is U
    assert attrs.evolve(described, comparison="in_words", reviewer_accepts_target=False).measurable is False
    proposal = cg.Proposal(service_levels=(described,))
    finding = cg.research.assess(proposal, on=DAY)["research.service.measurable-quality"]
    assert finding.result is OPEN
    assert [gap.path[-1] for gap in dict.fromkeys(finding.because)] == [
        "comparison",
        "number",
        "unit",
        "reviewer_accepts_target",
    ]


def test_a_target_of_version_1_is_a_description_now() -> None:
    old = {"indicator": "資安", "target": "ISO 27001", "method": "稽核", "objective": True}
    level = cg.load(ServiceLevel, {"kind": "service_level", "version": 1, **old})
    assert (level.description, level.number, level.comparison) == ("ISO 27001", U, U)
    proposal = cg.load(cg.Proposal, {"kind": "proposal", "version": 1, "service_levels": [old]})
    assert proposal.service_levels == (level,)
    with pytest.raises(cg.InvalidInput):
        cg.load(ServiceLevel, {"version": 2, **old})


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"number": "99.9%"}, [("number", "type")]),
        ({"number": "-1"}, [("number", "type")]),
        ({"number": "1.2345678901"}, [("number", "type")]),
        ({"number": "1e3"}, [("number", "type")]),
        ({"number": 99.9}, [("number", "type")]),
        ({"number": "２", "unit": "ISO 27001"}, [("number", "type"), ("unit", "type")]),
        ({"unit": "%" * 21}, [("unit", "type")]),
        ({"comparison": "in_words"}, [("number", "research.in_words"), ("unit", "research.in_words")]),
    ],
)
def test_a_number_is_a_number_and_a_unit_a_unit(changes: Any, problems: list[tuple[str, str]]) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        attrs.evolve(GOOD, **changes)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == problems


def test_the_number_is_exact() -> None:
    assert attrs.evolve(GOOD, number="99.95").exact == Fraction(9995, 100)
    assert attrs.evolve(GOOD, number="0").exact == 0
    assert ServiceLevel().exact is U


VAGUE = ServiceLevel(
    indicator="口碑",
    comparison="in_words",
    description="良好",
    method="訪談",
    objective=True,
    reviewer_accepts_target=False,
)
WORDS = attrs.evolve(VAGUE, indicator="穩定", description="全年無中斷", reviewer_accepts_target=U)
DRAFT = ServiceLevel(indicator="續約率")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((), NOT_MET),
        ((GOOD,), MET),
        ((GOOD, VAGUE), MET),
        ((GOOD, DRAFT), MET),  # one is enough, whatever the other turns out to be
        ((VAGUE,), NOT_MET),
        ((WORDS,), OPEN),
        ((VAGUE, WORDS), OPEN),
        ((GOOD, WORDS), MET),
        ((VAGUE, DRAFT), OPEN),
        ((DRAFT,), OPEN),
        (U, OPEN),
    ],
)
def test_at_least_one_level_is_measurable(levels: Any, expected: cg.Result) -> None:
    assert result("research.service.measurable-quality", cg.Proposal(service_levels=levels)) is expected


@pytest.mark.parametrize(("floor", "expected"), [(1, MET), (2, MET), (3, NOT_MET)])
def test_how_many_are_enough_is_policy(floor: int, expected: cg.Result) -> None:
    policy = attrs.evolve(POLICY, measurable_targets_floor=floor)
    proposal = cg.Proposal(service_levels=(GOOD, attrs.evolve(GOOD, indicator="回應時間")))
    assert result("research.service.measurable-quality", proposal, DAY, policy) is expected


def test_what_a_level_lacks_is_asked_for() -> None:
    finding = cg.research.assess(cg.Proposal(service_levels=(DRAFT,)), on=DAY)[
        "research.service.measurable-quality"
    ]
    asked = [(gap.path.key, gap.question("en")) for gap in dict.fromkeys(finding.because)]
    assert asked == [
        (
            "service_levels[indicator=續約率].comparison",
            "Is the target at least, or at most, a certain number? Choose in words if there is no number.",
        ),
        (
            "service_levels[indicator=續約率].number",
            "What is the target number of this indicator (such as 99.5)?",
        ),
        (
            "service_levels[indicator=續約率].unit",
            "In which unit is the target (such as %, days, hours a month)?",
        ),
        (
            "service_levels[indicator=續約率].reviewer_accepts_target",
            "Where the target is not put in numbers, do the reviewers accept that it is measurable?",
        ),
        ("service_levels[indicator=續約率].method", "How is this indicator measured?"),
        (
            "service_levels[indicator=續約率].objective",
            "Can this indicator be measured and monitored objectively?",
        ),
    ]
    assert finding.message("zh_Hant_TW") == (
        "無法判定：至少1項服務水準目標可具體量測（可量測之服務水準目標數：至多1；尚無法判定者：續約率）"
    )


COMPARISONS: tuple[Literal["at_least", "in_words"], ...] = ("at_least", "in_words")
METHODS = ("監測",)
level_drafts = st.builds(
    ServiceLevel,
    comparison=st.sampled_from([*COMPARISONS, U]),
    method=st.sampled_from([*METHODS, U]),
    objective=st.sampled_from([True, False, U]),
    reviewer_accepts_target=st.sampled_from([True, False, U]),
)


def completed(level: ServiceLevel) -> list[ServiceLevel]:
    return [
        attrs.evolve(
            level,
            comparison=comparison,
            number=U if comparison == "in_words" else "99",
            unit=U if comparison == "in_words" else "%",
            method=method,
            objective=objective,
            reviewer_accepts_target=accepts,
        )
        for comparison, method, objective, accepts in product(
            COMPARISONS if level.comparison is U else (level.comparison,),
            METHODS if level.method is U else (level.method,),
            (True, False) if level.objective is U else (level.objective,),
            (True, False) if level.reviewer_accepts_target is U else (level.reviewer_accepts_target,),
        )
    ]


def test_a_target_in_words_waits_for_the_reviewers_and_nobody_else() -> None:
    decision = cg.research.assess(cg.Proposal(service_levels=(WORDS,)), on=DAY)
    [gap] = dict.fromkeys(decision["research.service.measurable-quality"].because)
    assert (gap.path.key, gap.because) == (
        "service_levels[indicator=穩定].reviewer_accepts_target",
        "reviewer",
    )


@settings(max_examples=100)
@given(st.lists(level_drafts, max_size=2), st.integers(0, 3))
def test_learning_the_levels_never_overturns(drafts: list[ServiceLevel], floor: int) -> None:
    levels = [attrs.evolve(level, indicator=str(place)) for place, level in enumerate(drafts)]
    policy = attrs.evolve(POLICY, measurable_targets_floor=floor)
    rule = "research.service.measurable-quality"
    now = cg.Proposal(service_levels=tuple(levels))
    every = [cg.Proposal(service_levels=complete) for complete in product(*map(completed, levels))]
    found = {one.measurable_targets for one in every}
    assert now.measurable_targets is U or found == {now.measurable_targets}
    known = derived_value(now, "measurable_targets")
    counts: set[Any] = {*found}
    assert least_of(known) <= min(counts) <= max(counts) <= most_of(known)
    answer = result(rule, now, DAY, policy)
    assert answer is OPEN or {result(rule, one, DAY, policy) for one in every} == {answer}


def test_an_indicator_twice_is_refused() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        cg.Proposal(service_levels=(GOOD, attrs.evolve(GOOD, number="98")))
    assert [(problem.path.pointer, problem.code) for problem in caught.value.problems] == [
        ("/service_levels/1", "duplicate")
    ]
