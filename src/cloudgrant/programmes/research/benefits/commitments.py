"""The required benefits 計畫必要效益 that a proposal commits to."""

from __future__ import annotations

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Commitments"]

_CLAUSE = "research.benefit.committed"


@attrs.frozen(kw_only=True)
class Commitments(Record):
    """What the proposing firms commit to of the required benefits 計畫必要效益 (肆、三、收益流).

    The number of customers brought in stands with the plan for adoption
    (``proposal.adoption.proposed_customers``). The briefing gives a number for pay alone: investment and the
    rise of customers' revenue are amounts that the proposal sets itself, and is held to while it is tracked.

    >>> Commitments(pay_rise_first_year=True, new_investment=2_000_000).marketplace_listing
    UNKNOWN
    """

    pay_rise_first_year: Fact[bool] = given(
        zh="承諾第一年員工薪資提升",
        en="Commits to the rise of pay in year one",
        change="to_more",
        act={
            "true": Text(
                zh="於計畫書承諾第一年員工薪資依規定幅度提升",
                en="commit in the proposal to the rise of pay in year one",
            )
        },
        ask=Text(
            zh="提案廠商是否承諾第一年員工薪資依規定幅度提升？",
            en="Do the proposing firms commit to raising staff pay as required in year one?",
        ),
        clause=_CLAUSE,
    )
    pay_rise_second_year: Fact[bool] = given(
        zh="承諾第二年員工薪資提升",
        en="Commits to the rise of pay in year two",
        change="to_more",
        act={
            "true": Text(
                zh="於計畫書承諾第二年員工薪資依規定幅度提升",
                en="commit in the proposal to the rise of pay in year two",
            )
        },
        ask=Text(
            zh="提案廠商是否承諾第二年員工薪資依規定幅度提升？",
            en="Do the proposing firms commit to raising staff pay as required in year two?",
        ),
        clause=_CLAUSE,
    )
    new_investment: Fact[int] = given(
        zh="承諾新增投資金額",
        en="New investment committed to",
        unit="TWD",
        change="to_more",
        act=Text(
            zh="於計畫書承諾新增投資，並敘明金額",
            en="commit in the proposal to new investment, and say how much",
        ),
        ask=Text(
            zh="提案廠商承諾新增投資多少元（新臺幣）？",
            en="How much new investment, in New Taiwan dollars, do the proposing firms commit to?",
        ),
        clause=_CLAUSE,
    )
    customer_revenue_rise: Fact[int] = given(
        zh="承諾提升客戶營收金額",
        en="Rise of customers' revenue committed to",
        unit="TWD",
        change="to_more",
        act=Text(
            zh="於計畫書承諾提升客戶營收，並敘明金額",
            en="commit in the proposal to raising the customers' revenue, and say by how much",
        ),
        ask=Text(
            zh="提案廠商承諾使客戶年營收合計提升多少元（新臺幣）？",
            en="By how much in all, in New Taiwan dollars, do the proposing firms commit to raising their "
            "customers' yearly revenue?",
        ),
        clause=_CLAUSE,
    )
    marketplace_listing: Fact[bool] = given(
        zh="承諾結案前上架雲市集",
        en="Commits to listing on a marketplace before closing",
        change="to_more",
        act={
            "true": Text(
                zh="於計畫書承諾結案前上架雲市集",
                en="commit in the proposal to listing on a marketplace before closing",
            )
        },
        ask=Text(
            zh="提案廠商是否承諾於結案前將補助開發標的上架臺灣雲市集或雲市集工業館？",
            en="Do the proposing firms commit to listing the funded product on the Taiwan Cloud Marketplace or "
            "its Industry Hall before closing?",
        ),
        clause=_CLAUSE,
    )
