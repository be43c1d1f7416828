"""Firms: one :class:`Company` with every fact that the rules read, and its kinds.

A firm may be of several kinds at once — an information service provider that also has a factory —
so kinds are facts, and :class:`Manufacturer`, :class:`InformationServiceProvider` and
:class:`ServiceFirm` merely preset one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from cloudgrant.evidence import Confirmation, Document
from cloudgrant.rules.facts import facts, given
from cloudgrant.rules.records import Record
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import is_ubn, ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Company", "InformationServiceProvider", "Manufacturer", "ServiceFirm"]


@attrs.frozen(kw_only=True)
class Company(Record):
    """A firm 企業: every fact is unknown until it is given.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing every field that is nonsense.

    >>> import cloudgrant as cg
    >>> cg.Company(name="示範精密", paid_in_capital=80_000_000).regular_employees
    UNKNOWN
    """

    __keys__ = ("ubn",)

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


@attrs.frozen(kw_only=True)
class Manufacturer(Company):
    """A manufacturer 製造業者: a company with ``manufacturer`` preset."""

    manufacturer: Literal[True] = given(default=True, zh="製造業", en="Manufacturer")


@attrs.frozen(kw_only=True)
class InformationServiceProvider(Company):
    """An information service provider 資服業者: a company with ``provider`` preset."""

    provider: Literal[True] = given(default=True, zh="資訊服務業者", en="Information service provider")


@attrs.frozen(kw_only=True)
class ServiceFirm(Company):
    """A service firm 服務業者: a company with ``service_firm`` preset."""

    service_firm: Literal[True] = given(default=True, zh="服務業", en="Service firm")
