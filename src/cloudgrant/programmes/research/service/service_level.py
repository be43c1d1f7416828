"""A service-level target 服務水準目標: which indicator, how good in figures, and how it is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import no, one_of, said
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["ServiceLevel"]

_CLAUSE = "research.service.measurable-quality"

_DECIMAL: Final = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_UNIT: Final = re.compile(r"[^0-9]{1,20}")
_NUMBER_EXPECTED: Final = Text(
    zh='十進位之數（不用浮點數；小數至多 9 位），如 "99.5"、"7"',
    en='a decimal number as text, with at most nine places, such as "99.5" or "7"',
)
_UNIT_EXPECTED: Final = Text(
    zh="至多 20 字之單位，不含數字，如「%」、「天」",
    en='a unit of at most 20 characters, without digits, such as "%"',
)
_IN_WORDS: Final = Text(
    zh="目標既以文字表示，即不得另填數值或單位", en="a target in words has neither a number nor a unit"
)


def _number_problem(text: str) -> Problem | None:
    if _DECIMAL.fullmatch(text):
        return None
    return Problem.at((), "type", expected=_NUMBER_EXPECTED, given=shown(text))


def _unit_problem(text: str) -> Problem | None:
    return (
        None if _UNIT.fullmatch(text) else Problem.at((), "type", expected=_UNIT_EXPECTED, given=shown(text))
    )


@attrs.frozen(kw_only=True)
class ServiceLevel(Record):
    """A service-level target 服務水準目標 of the proposal.

    The target is a number, a unit and a comparison: at least 99.5 %. ``description`` is how the proposal puts it,
    and settles nothing by itself, whatever figures are in it (ISO 27001). ``measures`` names what the briefing
    would have the targets focus on (建置、導入與客戶成功指標); which of them is fitting and sufficient is for the
    reviewers.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a number that is no decimal number as text, a
    unit with digits in it, and a number or a unit of a target in words.

    >>> level = ServiceLevel(indicator="服務可用率", measures="availability", comparison="at_least", number="99.9",
    ...                      unit="%", description="每月 99.9% 以上", method="外部監測點每分鐘探測一次", objective=True)
    >>> level.measurable, ServiceLevel(description="Web 2.0").measurable_target, level.exact
    (True, UNKNOWN, Fraction(999, 10))
    """

    __keys__: ClassVar[tuple[str, ...]] = ("indicator",)

    indicator: Fact[str] = given(
        zh="指標",
        en="Indicator",
        ask=Text(zh="服務水準以哪一項指標衡量？", en="By which indicator is the level of service measured?"),
        clause=_CLAUSE,
    )
    measures: Fact[
        Literal[
            "build",
            "availability",
            "response",
            "adoption",
            "customer_success",
            "data_value",
            "renewal",
            "other",
        ]
    ] = given(
        zh="衡量面向",
        en="What it measures",
        options={
            "build": Text(zh="SaaS服務建置", en="the building of the SaaS"),
            "availability": Text(zh="可用率", en="availability"),
            "response": Text(zh="回應及修復時間", en="time to answer and mend"),
            "adoption": Text(zh="導入", en="adoption"),
            "customer_success": Text(zh="客戶成功", en="customer success"),
            "data_value": Text(zh="數據增值服務", en="value added by data"),
            "renewal": Text(zh="續約率", en="renewal rate"),
            "other": Text(zh="其他", en="something else"),
        },
        clause=_CLAUSE,
    )
    comparison: Fact[Literal["at_least", "at_most", "in_words"]] = given(
        zh="目標之比較方式",
        en="How the target compares",
        options={
            "at_least": Text(zh="以上", en="at least"),
            "at_most": Text(zh="以下", en="at most"),
            "in_words": Text(zh="以文字表示，無數值", en="in words, without a number"),
        },
        ask=Text(
            zh="這項指標應達某數值以上，還是某數值以下？目標無數值者，請選以文字表示。",
            en="Is the target at least, or at most, a certain number? Choose in words if there is no number.",
        ),
        clause=_CLAUSE,
    )
    number: Fact[str] = given(
        zh="目標數值",
        en="Number of the target",
        check=_number_problem,
        ask=Text(
            zh="這項指標的目標數值是多少（如 99.5）？",
            en="What is the target number of this indicator (such as 99.5)?",
        ),
        clause=_CLAUSE,
    )
    unit: Fact[str] = given(
        zh="目標單位",
        en="Unit of the target",
        check=_unit_problem,
        ask=Text(
            zh="這項目標的單位為何（如 %、天、每月之小時）？",
            en="In which unit is the target (such as %, days, hours a month)?",
        ),
        clause=_CLAUSE,
    )
    description: Fact[str] = given(
        multiline=True,
        zh="目標說明",
        en="Target as described",
        help=Text(
            zh="計畫書所載之文字，如「每月 99.9% 以上」；僅有文字者，由審查委員認定",
            en='As the proposal words it, such as "at least 99.9% a month"; of one in words alone the reviewers '
            "decide",
        ),
        clause=_CLAUSE,
    )
    method: Fact[str] = given(
        multiline=True,
        zh="量測方法",
        en="How it is measured",
        ask=Text(zh="這項指標如何量測？", en="How is this indicator measured?"),
        clause=_CLAUSE,
    )
    objective: Fact[bool] = given(
        zh="可客觀衡量及監測",
        en="Measured and monitored objectively",
        ask=Text(
            zh="這項指標能客觀地衡量及監測嗎？",
            en="Can this indicator be measured and monitored objectively?",
        ),
        clause=_CLAUSE,
    )

    reviewer_accepts_target: Fact[bool] = given(
        zh="審查委員認可此目標可具體量測",
        en="The reviewers accept that the target is measurable",
        known_by="reviewer",
        ask=Text(
            zh="目標未以數值表示者，審查委員是否認可其可具體量測？",
            en="Where the target is not put in numbers, do the reviewers accept that it is measurable?",
        ),
        clause=_CLAUSE,
    )

    @fact(zh="目標以數值表示", en="Target in figures", clause=_CLAUSE)
    def in_figures(self) -> Truth:
        """Whether there are a number, a unit and a comparison; each may be unknown yet."""
        return no(one_of(self.comparison, "in_words")) & said(self.number) & said(self.unit)

    @fact(zh="目標可具體量測", en="Measurable target", clause=_CLAUSE)
    def measurable_target(self) -> Truth:
        """A target in figures is; of one in words the reviewers decide.

        Whether the figures say anything is for them as well, when they look at how fitting the target is.
        """
        return self.in_figures | self.reviewer_accepts_target

    @fact(zh="可具體量測", en="Concretely measurable", clause=_CLAUSE)
    def measurable(self) -> Truth:
        """需可具體量測: an indicator, a measurable target, how it is measured, and that is done objectively."""
        return said(self.indicator) & self.measurable_target & said(self.method) & self.objective

    @property
    def exact(self) -> Fact[Fraction]:
        """The number itself."""
        return UNKNOWN if self.number is UNKNOWN else Fraction(self.number)

    def incoherent(self) -> Iterable[Problem]:
        if self.comparison == "in_words":
            for name in ("number", "unit"):
                if getattr(self, name) is not UNKNOWN:
                    yield Problem.at([name], "research.in_words", _IN_WORDS)
