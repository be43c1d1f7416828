"""A service-level target 服務水準目標: which indicator, how good, and how it is measured."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["ServiceLevel"]

_CLAUSE = "research.service.measurable-quality"

# A Chinese numeral alone shows nothing: 品質一流, 一成不變.
_FIGURE = re.compile(
    r"\d|百分之[一二三四五六七八九十百]|[一二三四五六七八九]成(?=[一二三四五六七八九半以至到、，。；]|$)"
)


@attrs.frozen(kw_only=True)
class ServiceLevel(Record):
    """A service-level target 服務水準目標 of the proposal.

    ``measures`` names what the briefing would have the targets focus on (建置、導入與客戶成功指標); which of
    them is fitting and sufficient is for the reviewers.

    >>> level = ServiceLevel(indicator="服務可用率", measures="availability", target="每月 99.9% 以上",
    ...                      method="外部監測點每分鐘探測一次", objective=True)
    >>> level.measurable, ServiceLevel(target="穩定可靠").measurable, ServiceLevel().measurable
    (True, UNKNOWN, UNKNOWN)
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
    target: Fact[str] = given(
        zh="目標",
        en="Target",
        help=Text(
            zh="宜載明數值，如「每月 99.9% 以上」；以文字表示者（如「全年無中斷」），由審查委員認定",
            en='Best with a number, such as "at least 99.9% a month"; of one in words, such as "no interruption", '
            "the reviewers decide",
        ),
        ask=Text(zh="這項指標的目標是多少？", en="What is the target of this indicator?"),
        clause=_CLAUSE,
    )
    method: Fact[str] = given(
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

    @fact(
        zh="目標可具體量測",
        en="Measurable target",
        reads=("target", "reviewer_accepts_target"),
        clause=_CLAUSE,
    )
    def measurable_target(self) -> Truth:
        """A target with a figure in it is (99%, 百分之九十, 九成以上); of one in words the reviewers decide.

        Whether the figure says anything is for them as well, when they look at how fitting the target is.
        """
        if self.target is UNKNOWN:
            return UNKNOWN
        return True if _FIGURE.search(self.target) else self.reviewer_accepts_target

    @fact(
        zh="可具體量測",
        en="Concretely measurable",
        reads=("indicator", "measurable_target", "method", "objective"),
        clause=_CLAUSE,
    )
    def measurable(self) -> Truth:
        """需可具體量測: an indicator, a measurable target, how it is measured, and that is done objectively."""
        told: Truth = UNKNOWN if self.indicator is UNKNOWN or self.method is UNKNOWN else True
        return self.measurable_target & told & self.objective
