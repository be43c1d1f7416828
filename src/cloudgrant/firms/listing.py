"""What the selection of solutions asks of a firm as their vendor, beside its identity."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.in_schema import in_schema
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["ListingFacts"]


_BUSINESS_CODE = re.compile(r"[A-Z]{1,2}[0-9]{5,6}")
_NO_BUSINESS_CODE = Text(
    "listing.no_business_code",
    zh="{given} 不是營業項目代碼，應如 {expected}",
    en="{given} is not a business code; write it as {expected}",
)


@in_schema(pattern="^([A-Z][0-9]{6}|[A-Z]{2}[0-9]{5})$", minLength=7, maxLength=7)
def _business_code_problem(code: str) -> Problem | None:
    """Form only: letters and digits, seven in all, as the register of business items has them."""
    if len(code) == 7 and _BUSINESS_CODE.fullmatch(code):
        return None
    return Problem.at((), "business_code", _NO_BUSINESS_CODE, given=shown(code), expected="I301010")


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class ListingFacts:
    """The facts of a firm that ``listing.vendor.*`` read: what the Industry Hall asks of a vendor."""

    business_codes: Fact[tuple[str, ...]] = given(
        zh="登記營業項目代碼",
        en="Registered business codes",
        change="to_more",
        act=Text(
            zh="辦理變更登記，增列營業項目：{added}",
            en="have the business codes {added} added to the registration",
        ),
        check=_business_code_problem,
        ask=Text(
            zh="公司登記的營業項目代碼有哪些（如 I301010）？",
            en="Which business codes is the firm registered for (such as I301010)?",
        ),
        proof=Text(zh="公司登記資料", en="Company registration"),
        clause="listing.vendor.business-code",
    )
    prc_funded_enterprise: Fact[bool] = given(
        zh="陸資企業",
        en="PRC-funded enterprise",
        ask=Text(zh="貴公司是陸資企業嗎？", en="Is the firm a PRC-funded enterprise?"),
        clause="listing.vendor.no-prc-or-foreign-branch",
    )
    foreign_enterprise_branch: Fact[bool] = given(
        zh="外國營利事業在臺分公司",
        en="Branch of a foreign profit-seeking enterprise",
        ask=Text(
            zh="貴公司是外國營利事業在臺設立之分公司嗎？",
            en="Is the firm a branch set up in Taiwan by a foreign profit-seeking enterprise?",
        ),
        clause="listing.vendor.no-prc-or-foreign-branch",
    )
    quality_records: Fact[tuple[Literal["award", "certification", "capability_registration"], ...]] = given(
        zh="營運實力或品質證明",
        en="Proofs of its operation or quality",
        options={
            "award": Text(zh="獲獎紀錄", en="award"),
            "certification": Text(zh="專業認證", en="professional certification"),
            "capability_registration": Text(zh="技術服務機構能量登錄", en="service-capability registration"),
        },
        ask=Text(
            zh="貴公司有哪些營運實力或品質證明（獲獎紀錄、專業認證、能量登錄）？",
            en="Which proofs of its operation or quality does the firm have (awards, certification, "
            "registration)?",
        ),
        clause="listing.vendor.quality-record",
    )
    project_breach: Fact[bool] = given(
        zh="執行政府計畫曾有違規",
        en="Has broken the terms of a government project",
        ask=Text(
            zh="貴公司執行政府計畫曾有違規嗎（停權處分另問）？",
            en="Has the firm ever broken the terms of a government project (debarment is asked "
            "about separately)?",
        ),
        clause="listing.vendor.no-violation",
    )
    last_project_breach_on: Fact[date] = given(
        zh="最近一次執行政府計畫違規之日",
        en="Day of the last breach of a government project",
        ask=Text(
            zh="最近一次執行政府計畫違規是哪一天？",
            en="On which day was the last breach of a government project?",
        ),
        clause="listing.vendor.no-violation",
    )
    project_debarment: Fact[bool] = given(
        zh="執行政府計畫曾受停權處分",
        en="Has been debarred from government projects",
        help=Text(
            zh="現受停權處分者，或處分已定、停權尚未開始者，亦屬之。",
            en="Also yes for a firm that is debarred now, or whose debarment has been decided but "
            "has not begun.",
        ),
        ask=Text(
            zh="貴公司執行政府計畫曾受停權處分嗎（含現受停權者）？",
            en="Has the firm ever been debarred from government projects (or is it now)?",
        ),
        clause="listing.vendor.no-violation",
    )
    debarred_from: Fact[date] = given(
        zh="最近一次停權首日",
        en="First day of the last debarment",
        ask=Text(
            zh="最近一次停權自哪一天起（含當日）？",
            en="On which day did the last debarment begin (that day included)?",
        ),
        proof=Text(zh="停權處分通知", en="Notice of the debarment"),
        clause="listing.vendor.no-violation",
    )
    debarred_until: Fact[date] = given(
        zh="最近一次停權末日",
        en="Last day of the last debarment",
        ask=Text(
            zh="最近一次停權至哪一天止（含當日）？",
            en="On which day did, or does, the last debarment end (that day included)?",
        ),
        proof=Text(zh="停權處分通知", en="Notice of the debarment"),
        clause="listing.vendor.no-violation",
    )
    tax_owed: Fact[bool] = given(
        zh="欠繳應繳納稅",
        en="Owes tax",
        change="to_less",
        act={
            "false": Text(
                zh="繳清欠稅，並取得中央及地方無欠稅證明",
                en="pay the tax owed, and obtain central and local tax clearance",
            )
        },
        ask=Text(zh="貴公司有欠繳應繳納稅嗎？", en="Does the firm owe any tax?"),
        proof=Text(zh="中央及地方無欠稅證明", en="Central and local tax clearance"),
        clause="listing.vendor.no-violation",
    )
    law_breach: Fact[bool] = given(
        zh="違反法律規定之情事",
        en="Breach of law",
        ask=Text(zh="貴公司有違反法律規定之情事嗎？", en="Has the firm breached the law?"),
        clause="listing.vendor.no-violation",
    )
    last_law_breach_on: Fact[date] = given(
        zh="最近一次違反法律規定之日",
        en="Day of the last breach of law",
        ask=Text(zh="最近一次違反法律規定是哪一天？", en="On which day was the last breach of law?"),
        clause="listing.vendor.no-violation",
    )
