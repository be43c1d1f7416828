"""What the thematic R&D subsidy asks of a firm's net worth, and of the documents that show it."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth
from cloudgrant.values.years import FIRST_YEAR, LAST_YEAR

__all__ = ["NetWorth"]


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class NetWorth:
    """The facts of a firm that ``research.common.net-worth-positive`` reads.

    ``statements_year`` says of which year the audit report or the return is; of another year it says nothing.
    """

    statements_year: Fact[int] = given(
        zh="所附財務報表之年度",
        en="Year of the statements attached",
        unit="year",
        least=FIRST_YEAR,
        most=LAST_YEAR,
        help=Text(
            zh="會計師查核報告書或營利事業所得稅結算申報書之年度；當年度始設立登記者免填。",
            en="The year of the CPA's audit report or of the income-tax return; a firm first "
            "registered this year gives none.",
        ),
        ask=Text(
            zh="所附之查核報告書或結算申報書是哪一年度的？",
            en="Of which year are the audit report or the income-tax return attached?",
        ),
        clause="research.common.net-worth-positive",
    )
    cpa_audited: Fact[bool] = given(
        zh="最近一年度有會計師查核報告書",
        en="Audited by a CPA for the latest year",
        ask=Text(
            zh="貴公司最近一年度有會計師財務簽證之查核報告書嗎？",
            en="Does the firm have a CPA's audit report for its latest year?",
        ),
        clause="research.common.net-worth-positive",
    )
    audited_net_worth: Fact[int] = given(
        zh="查核報告書所載淨值",
        en="Net worth in the audit report",
        unit="TWD",
        least=-MOST_DOLLARS,
        confidential=True,
        ask=Text(
            zh="最近一年度會計師查核報告書所載之淨值是多少元（負值請加負號）？",
            en="What is the net worth in the latest audit report, in New Taiwan dollars (minus if negative)?",
        ),
        proof=Text(zh="會計師財務簽證之查核報告書", en="The CPA's audit report"),
        clause="research.common.net-worth-positive",
    )
    return_net_worth: Fact[int] = given(
        zh="所得稅結算申報書所載淨值",
        en="Net worth in the income-tax return",
        unit="TWD",
        least=-MOST_DOLLARS,
        confidential=True,
        ask=Text(
            zh="最近一年度營利事業所得稅結算申報書之財務報表，所載淨值是多少元（負值請加負號）？",
            en="What is the net worth in the financial statements of the latest income-tax return, in New "
            "Taiwan dollars (minus if negative)?",
        ),
        proof=Text(
            zh="營利事業所得稅結算申報書之財務報表", en="Financial statements of the income-tax return"
        ),
        clause="research.common.net-worth-positive",
    )
    registered_on: Fact[date] = given(
        zh="設立登記日",
        en="Day of first registration",
        ask=Text(zh="貴公司是哪一天設立登記的？", en="On which day was the firm first registered?"),
        proof=Text(zh="公司登記或商業登記資料", en="Company or business registration"),
        clause="research.common.net-worth-positive",
    )
    capital_verified: Fact[bool] = given(
        zh="設立登記資本額查核報告書",
        en="Capital verification report of the registration",
        change="to_more",
        act={
            "true": Text(
                zh="補附公司設立登記資本額查核報告書",
                en="attach the capital verification report of the registration",
            )
        },
        ask=Text(
            zh="當年度始設立登記者，是否備有公司設立登記資本額查核報告書？",
            en="If the firm was first registered this year, does it have the capital verification "
            "report of its registration?",
        ),
        proof=Text(zh="公司設立登記資本額查核報告書", en="Capital verification report of the registration"),
        clause="research.common.net-worth-positive",
    )
    interim_statement: Fact[Literal["cpa_audit", "cpa_review", "own_last_month", "own_older", "none"]] = (
        given(
            zh="期中財務報表",
            en="Interim statements",
            options={
                "cpa_audit": Text(zh="最近一期會計師期中查核報告", en="latest interim audit by a CPA"),
                "cpa_review": Text(zh="最近一期會計師期中核閱報告", en="latest interim review by a CPA"),
                "own_last_month": Text(
                    zh="申請前一個月之自編財務報表", en="the firm's own, of the month before applying"
                ),
                "own_older": Text(zh="更早之自編財務報表", en="the firm's own, of an earlier month"),
                "none": Text(zh="沒有期中財務報表", en="none"),
            },
            change="both_ways",
            act={
                "cpa_audit": Text(
                    zh="補附最近一期會計師期中查核報告", en="attach the latest interim audit report by a CPA"
                ),
                "cpa_review": Text(
                    zh="補附最近一期會計師期中核閱報告", en="attach the latest interim review report by a CPA"
                ),
                "own_last_month": Text(
                    zh="補附申請前一個月之自編財務報表",
                    en="attach the firm's own statements of the month before applying",
                ),
            },
            # A firm can have statements made, and would not have worse ones made.
            reachable=("cpa_audit", "cpa_review", "own_last_month"),
            ask=Text(
                zh="貴公司備有哪一種期中財務報表（有數種者，請選查核程度最高者）？",
                en="Which interim statements does the firm have (the strictest, if several)?",
            ),
            clause="research.common.net-worth-positive",
        )
    )
    interim_net_worth: Fact[int] = given(
        zh="期中財務報表所載淨值",
        en="Net worth in the interim statements",
        unit="TWD",
        least=-MOST_DOLLARS,
        confidential=True,
        ask=Text(
            zh="期中財務報表所載之淨值是多少元（負值請加負號）？",
            en="What is the net worth in the interim statements, in New Taiwan dollars (minus if negative)?",
        ),
        proof=Text(zh="期中財務報表", en="Interim statements"),
        clause="research.common.net-worth-positive",
    )
    restored_by_increase: Fact[bool] = given(
        zh="期中淨值係因增資轉為正值",
        en="Net worth turned positive because of a capital increase",
        confidential=True,
        help=Text(
            zh="淨值原非正值，因辦理增資而於期中財務報表轉為正值者為是；未辦增資，或係因獲利轉正者為否。",
            en="Yes if the net worth was not positive and a capital increase made it so in the "
            "interim statements; no if there was no capital increase, or if profits made it "
            "positive.",
        ),
        ask=Text(
            zh="貴公司淨值是否原非正值，因辦理增資而於期中財務報表轉為正值？",
            en="Was the net worth not positive, and did a capital increase turn it positive in the interim "
            "statements?",
        ),
        clause="research.common.net-worth-positive",
    )
    capital_increased_on: Fact[date] = given(
        zh="增資日",
        en="Day of the capital increase",
        confidential=True,
        ask=Text(
            zh="使淨值轉為正值之增資是哪一天辦理的？",
            en="On which day was the capital increase made that turned the net worth positive?",
        ),
        proof=Text(zh="增資變更登記資料", en="Registration of the capital increase"),
        clause="research.common.net-worth-positive",
    )

    @fact(
        zh="其他年度之財務報表",
        en="Statements of another year",
        ask=Text(
            zh="所附財務報表不是本期規定年度之資料；請改附該年度之查核報告書或結算申報書，並填其年度。",
            en="The statements attached are not of the year that counts; please attach those of that year, "
            "and say of which year they are.",
        ),
        answered_by="statements_year",
        clause="research.common.net-worth-positive",
    )
    def solvent_in_another_year(self) -> Truth:
        """Whether the net worth is positive in a year that the statements are not of: they do not tell."""
        return UNKNOWN
