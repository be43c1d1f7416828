"""The revenue of the past three years, which the thematic R&D subsidy asks of small and medium firms."""

from __future__ import annotations

from typing import Final, Literal

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.writing.helpers import agreed, pick, said
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR

__all__ = ["YEARLY_REVENUES", "Revenue"]


YEARLY_REVENUES: Final = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")
"""The facts of a firm's revenue of three years 過去三年營業收入, that of ``revenue_year`` first."""


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class Revenue:
    """The facts of a firm that ``research.sme.revenue-ceiling`` reads.

    ``revenue_year`` says of which year the figures are: that of ``revenue_last_year``, the other two being of
    the years before it. What they say of one year they do not say of another.
    """

    revenue_year: Fact[int] = given(
        zh="營業收入資料之最近年度",
        en="Latest year of the revenue figures",
        unit="year",
        least=FIRST_YEAR,
        most=LAST_YEAR,
        help=Text(
            zh="三個年度營業收入中最近的一年；尚無完整年度者，填已屆滿之最近一年。",
            en="The latest of the three years; a firm without a complete year gives the latest "
            "year that is over.",
        ),
        ask=Text(
            zh="所填的營業收入，最近一個完整年度是哪一年？",
            en="Which is the latest complete year among the revenue figures?",
        ),
        clause="research.sme.revenue-ceiling",
    )
    revenue_years: Fact[int] = given(
        zh="三年中有營業收入資料之年數",
        en="How many of the three years have revenue figures",
        most=3,
        ask=Text(
            zh="最近三個已屆滿的年度，貴公司有幾個完整年度的營業收入資料（尚無完整年度者為 0）？",
            en="Of the last three years that have ended, for how many complete years does the firm "
            "have revenue figures (0 if none)?",
        ),
        clause="research.sme.revenue-ceiling",
    )
    revenue_last_year: Fact[int] = given(
        zh="最近年度營業收入",
        en="Revenue of the latest year",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="最近一個完整年度，營業收入是多少元？",
            en="What was the revenue of the latest complete year, in New Taiwan dollars?",
        ),
        proof=Text(zh="會計師查核報告書或所得稅結算申報書", en="CPA's audit report or income-tax return"),
        clause="research.sme.revenue-ceiling",
    )
    revenue_two_years_ago: Fact[int] = given(
        zh="前一年度營業收入",
        en="Revenue of the year before the latest",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="最近年度的前一年（如 109 年），營業收入是多少元？",
            en="What was the revenue of the year before the latest (such as 2020), in New Taiwan dollars?",
        ),
        proof=Text(zh="會計師查核報告書或所得稅結算申報書", en="CPA's audit report or income-tax return"),
        clause="research.sme.revenue-ceiling",
    )
    revenue_three_years_ago: Fact[int] = given(
        zh="前二年度營業收入",
        en="Revenue of two years before the latest",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="最近年度的前二年（如 108 年），營業收入是多少元？",
            en="What was the revenue of two years before the latest (such as 2019), in New Taiwan dollars?",
        ),
        proof=Text(zh="會計師查核報告書或所得稅結算申報書", en="CPA's audit report or income-tax return"),
        clause="research.sme.revenue-ceiling",
    )
    revenue_proof: Fact[Literal["cpa_audit", "tax_return", "other"]] = given(
        zh="營業收入認定依據",
        en="Proof of revenue",
        options={
            "cpa_audit": Text(zh="會計師財務簽證之查核報告書", en="CPA's audit report"),
            "tax_return": Text(
                zh="營利事業所得稅結算申報書之財務報表", en="financial statements of the income-tax return"
            ),
            "other": Text(zh="其他", en="another"),
        },
        change="both_ways",
        act={
            "cpa_audit": Text(
                zh="改附會計師財務簽證之查核報告書", en="attach the CPA's audit report instead"
            ),
            "tax_return": Text(
                zh="改附營利事業所得稅結算申報書之財務報表",
                en="attach the financial statements of the income-tax return instead",
            ),
        },
        reachable=("cpa_audit", "tax_return"),
        ask=Text(zh="營業收入以哪一種資料為認定依據？", en="Which document shows the revenue?"),
        clause="research.sme.revenue-ceiling",
    )

    # The years with figures are the latest ones: a figure of three years ago means that there are three.
    # What says otherwise is refused where it is read, in the member of a proposal.

    @fact(zh="有營業收入資料之年數", en="Years with revenue figures", clause="research.sme.revenue-ceiling")
    def years_of_revenue(self) -> Fact[int]:
        """How many of the three years have figures, as stated, and at least as many as are plain.

        A firm that was founded this year has none.
        """
        at_least_one = pick(said(self.revenue_last_year), 1, 0)
        at_least_two = pick(said(self.revenue_two_years_ago), 2, at_least_one)
        return agreed(self.revenue_years, pick(said(self.revenue_three_years_ago), 3, at_least_two))

    @fact(
        zh="其他年度之營業收入",
        en="Revenue of other years",
        ask=Text(
            zh="所填營業收入不是本期規定年度之資料；請改填該年度及其前二年之營業收入，並填該年度。",
            en="The revenue figures are not those of the year that counts; please give those of that year "
            "and of the two before it, and that year itself.",
        ),
        answered_by="revenue_year",
        clause="research.sme.revenue-ceiling",
    )
    def small_in_another_year(self) -> Truth:
        """Whether the revenue is small in a year that the figures are not of: they do not tell."""
        return UNKNOWN
