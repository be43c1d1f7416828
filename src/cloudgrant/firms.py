"""Firms: one :class:`Company` with every fact that the rules read, and its kinds.

A firm may be of several kinds at once — an information service provider that also has a factory —
so kinds are facts, and :class:`Manufacturer`, :class:`InformationServiceProvider` and
:class:`ServiceFirm` merely preset one of them.

These classes are frozen but have no slots: a firm has many facts and a draft gives few, and only
without slots does making one cost what is given, not what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal

import attrs

from cloudgrant.evidence import Confirmation, Document
from cloudgrant.rules.fact_info import facts, given
from cloudgrant.rules.records import Record
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import is_ubn, ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Company", "InformationServiceProvider", "Manufacturer", "ServiceFirm"]


_BUSINESS_CODE = re.compile(r"[A-Z]{1,2}[0-9]{5,6}")
_NO_BUSINESS_CODE = Text(
    zh="{given} 不是營業項目代碼，應如 {expected}",
    en="{given} is not a business code; write it as {expected}",
)


def _business_code_problem(code: str) -> Problem | None:
    """Form only: letters and digits, seven in all, as the register of business items has them."""
    if len(code) == 7 and _BUSINESS_CODE.fullmatch(code):
        return None
    return Problem.at((), "business_code", _NO_BUSINESS_CODE, given=repr(code), expected="I301010")


@attrs.frozen(kw_only=True, slots=False)
class Company(Record):
    """A firm 企業: every fact is unknown until it is given.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every field that is nonsense.

    >>> import cloudgrant as cg
    >>> cg.Company(name="示範精密", paid_in_capital=80_000_000).regular_employees
    UNKNOWN
    """

    __keys__: ClassVar[tuple[str, ...]] = ("ubn",)

    ubn: Fact[str] = given(
        zh="統一編號",
        en="Unified business number",
        check=ubn_form_problem,
        ask=Text(zh="貴公司的統一編號是？", en="What is the firm's unified business number?"),
    )
    confirmed: Fact[Confirmation] = given(
        zh="統一編號查證",
        en="Confirmation of the unified business number",
        help=Text(
            zh="登記資料中確有少數統一編號不符檢查碼；查證後可照用，認定結果會註明。",
            en="A few numbers in the register do not fit the check digit; looked up, they are accepted, and "
            "findings note it.",
        ),
    )
    name: Fact[str] = given(
        zh="公司名稱",
        en="Name",
        ask=Text(zh="貴公司的名稱是？", en="What is the firm's name?"),
    )
    paid_in_capital: Fact[int] = given(
        zh="實收資本額",
        en="Paid-in capital",
        unit="TWD",
        ask=Text(
            zh="貴公司的實收資本額是多少（新臺幣元）？",
            en="What is the firm's paid-in capital, in New Taiwan dollars?",
        ),
        proof=Text(zh="公司登記資料", en="Company registration"),
    )
    regular_employees: Fact[int] = given(
        zh="經常僱用員工數",
        en="Regularly employed staff",
        unit="persons",
        ask=Text(
            zh="貴公司經常僱用員工有幾人（十二個月平均，有小數者進位）？",
            en="How many people does the firm regularly employ (twelve-month mean, a fraction rounded up)?",
        ),
        proof=Text(zh="勞工保險投保人數資料", en="Labour insurance headcount"),
        help=Text(
            zh="經常僱用員工數為平均值；有小數時無條件進位為整數，與門檻比較的結果不變。",
            en="A mean; round a fraction up to a whole number, which leaves the comparison as it is.",
        ),
    )
    manufacturer: Fact[bool] = given(
        zh="製造業",
        en="Manufacturer",
        ask=Text(zh="貴公司是製造業者嗎？", en="Is the firm a manufacturer?"),
    )
    provider: Fact[bool] = given(
        zh="資訊服務業者",
        en="Information service provider",
        ask=Text(zh="貴公司是資訊服務業者嗎？", en="Is the firm an information service provider?"),
    )
    service_firm: Fact[bool] = given(
        zh="服務業",
        en="Service firm",
        ask=Text(zh="貴公司是服務業者嗎？", en="Is the firm in a service industry?"),
    )
    factory: Fact[Literal["registered", "exempt", "none"]] = given(
        zh="工廠登記",
        en="Factory registration",
        options={
            "registered": Text(zh="已有工廠登記", en="registered"),
            "exempt": Text(zh="免工廠登記", en="exempt"),
            "none": Text(zh="沒有工廠登記，也未獲免除", en="neither registered nor exempt"),
        },
        change="both_ways",
        # A firm can register its factory; whether it is exempt is the law's to say.
        reachable=("registered",),
        ask=Text(
            zh="貴公司有工廠登記證，或依法免辦工廠登記嗎？",
            en="Does the firm have a factory registration, or is it lawfully exempt from one?",
        ),
        proof=Text(zh="工廠登記證", en="Factory registration"),
    )
    used_points_last_year: Fact[bool] = given(
        zh="去年使用過雲市集或工業館點數",
        en="Used Cloud Marketplace or Industry Hall points last year",
        ask=Text(
            zh="貴公司去年使用過臺灣雲市集或雲市集工業館的數位點數嗎（獲核但未使用不算）？",
            en="Did the firm use digital points of the Taiwan Cloud Marketplace or the Industry Hall "
            "last year (granted but unused does not count)?",
        ),
    )

    # Read by coaching.target and coaching.self-fund.
    cloud_services: Fact[Literal["none", "starting", "running"]] = given(
        zh="自有雲服務的發展階段",
        en="Stage of its own cloud services",
        options={
            "none": Text(zh="沒有發展雲服務的計畫", en="plans none"),
            "starting": Text(zh="想從無到有發展第一項雲服務", en="about to build its first"),
            "running": Text(zh="已有雲服務營運中", en="runs one already"),
        },
        ask=Text(
            zh="貴公司自己的雲服務發展到哪個階段了？",
            en="How far is the firm with a cloud service of its own?",
        ),
        clause="coaching.target",
    )
    cloud_base: Fact[Literal["software", "customers", "hardware", "other"]] = given(
        zh="發展雲服務的既有基礎",
        en="Base that its cloud service builds on",
        options={
            "software": Text(zh="軟體／產品（如 MES）", en="software or products (such as an MES)"),
            "customers": Text(
                zh="客群／數據經營（如眾多 ERP 客戶）", en="customers or data (such as ERP users)"
            ),
            "hardware": Text(zh="硬體／地端（如 POS）", en="hardware or on-premises systems (such as a POS)"),
            "other": Text(zh="以上皆非", en="none of these"),
        },
        ask=Text(
            zh="貴公司會在哪一種既有基礎上發展雲服務（有數種者，擇主要的一種）？",
            en="On which base would the firm build its cloud service (the main one, if several)?",
        ),
        clause="coaching.target",
    )
    coaching_own_funds: Fact[int] = given(
        zh="參加輔導之自籌投入金額",
        en="Own money put into the coaching",
        unit="TWD",
        change="to_more",
        ask=Text(
            zh="參加輔導時，貴公司願意自籌投入多少元？",
            en="How much of its own money, in New Taiwan dollars, would the firm put into the coaching?",
        ),
        clause="coaching.self-fund",
    )

    # Read by listing.vendor.*: what the Industry Hall asks of a vendor.
    business_codes: Fact[tuple[str, ...]] = given(
        zh="登記營業項目代碼",
        en="Registered business codes",
        change="to_more",
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
        en="Branch of a foreign profit enterprise",
        ask=Text(
            zh="貴公司是外國營利事業在臺設立之分公司嗎？",
            en="Is the firm a branch that a foreign profit enterprise set up in Taiwan?",
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
            en="Which proofs of its operation or quality has the firm (awards, certification, registration)?",
        ),
        clause="listing.vendor.quality-record",
    )
    project_breach: Fact[Literal["none", "past", "debarred"]] = given(
        zh="執行政府計畫違規或停權",
        en="Breach of, or debarment from, government projects",
        options={
            "none": Text(zh="從未違規或受停權處分", en="never"),
            "past": Text(zh="曾違規或受停權處分，現未停權", en="in the past, not debarred now"),
            "debarred": Text(zh="停權中", en="debarred now"),
        },
        ask=Text(
            zh="貴公司執行政府計畫是否曾有違規或停權處分？",
            en="Has the firm ever breached a government project or been debarred from one?",
        ),
        clause="listing.vendor.no-violation",
    )
    last_project_breach_on: Fact[date] = given(
        zh="最近一次違規或停權期滿日",
        en="Day of the last breach, or last day of the debarment",
        ask=Text(
            zh="最近一次執行政府計畫違規（或停權期滿）是哪一天？",
            en="On which day was the last breach of a government project, or did the debarment end?",
        ),
        clause="listing.vendor.no-violation",
    )
    tax_owed: Fact[bool] = given(
        zh="欠繳應繳納稅",
        en="Owes tax",
        change="to_less",
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

    evidence: Fact[Mapping[str, Document]] = given(
        mapping=True,
        zh="佐證資料",
        en="Evidence",
        help=Text(
            zh="以事實名稱為鍵，如 factory；內容由使用者自行保管，程式庫不讀取。",
            en="By the name of the fact it proves, such as factory; the library does not read the documents.",
        ),
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.evidence is UNKNOWN and (self.ubn is UNKNOWN or is_ubn(self.ubn)):
            return ()  # as of nearly every firm
        return self._at_odds()

    def _at_odds(self) -> Iterator[Problem]:
        if self.ubn is not UNKNOWN and self.confirmed is UNKNOWN and not is_ubn(self.ubn):
            yield Problem.at(["ubn"], "ubn.check_digit", given=self.ubn)
        if self.evidence is not UNKNOWN:
            known = facts(type(self))
            for name in self.evidence:
                if name not in known:
                    yield Problem.at(["evidence", name], "unknown_key", hint=did_you_mean(name, known))

    def notes(self) -> tuple[Text, ...]:
        """What a decision on this firm should mention, though no rule turns on it."""
        if self.ubn is UNKNOWN or self.confirmed is UNKNOWN or is_ubn(self.ubn):
            return ()
        looked_up = {"ubn": self.ubn, "source": self.confirmed.source, "on": self.confirmed.on.isoformat()}
        return (Text({locale: text.format(**looked_up) for locale, text in _CONFIRMED.items()}),)


_CONFIRMED = {
    "zh": "統一編號 {ubn} 檢查碼不符，經 {source} 於 {on} 查證屬實。",
    "en": "The check digit of {ubn} does not fit; it was confirmed in {source} on {on}.",
}


@attrs.frozen(kw_only=True, slots=False)
class Manufacturer(Company):
    """A manufacturer 製造業者: a company with ``manufacturer`` preset."""

    manufacturer: Literal[True] = given(default=True, zh="製造業", en="Manufacturer")


@attrs.frozen(kw_only=True, slots=False)
class InformationServiceProvider(Company):
    """An information service provider 資服業者: a company with ``provider`` preset."""

    provider: Literal[True] = given(default=True, zh="資訊服務業者", en="Information service provider")


@attrs.frozen(kw_only=True, slots=False)
class ServiceFirm(Company):
    """A service firm 服務業者: a company with ``service_firm`` preset."""

    service_firm: Literal[True] = given(default=True, zh="服務業", en="Service firm")
