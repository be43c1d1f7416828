"""A member of the consortium that proposes: a firm and the role that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.firms.revenue import YEARLY_REVENUES
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.problems import Problem
from cloudgrant.values.separators import COLON, listed
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Member"]


@attrs.frozen(kw_only=True)
class Member(Record):
    """An applying firm 申請業者: the lead 主導業者, or a partner in a joint proposal 聯合提案.

    A firm that applies alone is the lead. A member is known by its unified business number, so that
    partners may fill in their own parts and findings can name them.

    >>> import cloudgrant as cg
    >>> Member(role="lead", firm=cg.InformationServiceProvider(ubn="12345675")).ubn
    '12345675'
    """

    __keys__: ClassVar[tuple[str, ...]] = ("ubn",)

    role: Fact[Literal["lead", "partner"]] = given(
        zh="提案角色",
        en="Role in the proposal",
        options={
            "lead": Text(zh="主導業者", en="lead"),
            "partner": Text(zh="合作業者", en="partner"),
        },
        ask=Text(
            zh="這家業者是主導業者還是合作業者？", en="Does this firm lead the proposal, or is it a partner?"
        ),
        clause="research.applicant.lead",
    )
    part: Fact[Literal["platform", "domain", "other"]] = given(
        zh="合作身分",
        en="Part in the consortium",
        options={
            "platform": Text(zh="平台合作夥伴", en="platform partner"),
            "domain": Text(zh="領域代表性業者", en="representative firm of the domain"),
            "other": Text(zh="其他", en="other"),
        },
        clause="research.applicant.lead",
    )
    firm: Company = given(default=Company(), zh="業者", en="Firm")

    @fact(zh="統一編號", en="Unified business number", clause="research.applicant.lead")
    def ubn(self) -> Fact[str]:
        """The firm's own number, by which budget lines name the member."""
        return self.firm.ubn

    def incoherent(self) -> Iterator[Problem]:
        firm = self.firm
        if firm.revenue_years is not UNKNOWN:
            for name in YEARLY_REVENUES[firm.revenue_years :]:
                if getattr(firm, name) is not UNKNOWN:
                    yield Problem.at(
                        ["firm", name], "research.revenue_years", _BEYOND, given=firm.revenue_years
                    )

    def called(self, locale: str = "en") -> str:
        """The firm's name and number, as far as they are known."""
        name, number = self.firm.name, self.firm.ubn
        if name is UNKNOWN or number is UNKNOWN:
            return "" if name is number else str(number if name is UNKNOWN else name)
        return f"{name} ({number})"

    def notes(self) -> tuple[Text, ...]:
        """The firm's own, that fewer than three years of revenue stand for three, and what does not bind a lead."""
        return (*self.firm.notes(), *self._of_revenue(), *self._of_lead())

    def _of_lead(self) -> tuple[Text, ...]:
        firm = self.firm
        both = self.role == "lead" and (firm.manufacturer is True or firm.service_firm is True)
        return (self._named(_LEAD_ONLY),) if both else ()

    def _named(self, note: Text) -> Text:
        """The note with the firm's number before it, where it is known."""
        number = self.firm.ubn
        if number is UNKNOWN:
            return note
        return listed((number, note), COLON)

    def _of_revenue(self) -> tuple[Text, ...]:
        firm, years = self.firm, self.firm.years_of_revenue
        asked = self.role == "partner" and (firm.manufacturer is True or firm.service_firm is True)
        if not asked or years is UNKNOWN or years >= _YEARS:
            return ()
        return (self._named(_FEWER_YEARS if years else _NO_YEAR),)


_YEARS = len(YEARLY_REVENUES)
_BEYOND = Text(
    "research.member.beyond",
    zh="過去三年僅 {given} 年有營業收入資料，卻填有此年之金額",
    en="only {given} of the past three years have revenue figures, and this year's is given",
)
_FEWER_YEARS = Text(
    "research.member.fewer_years",
    zh="營業收入資料不足三年，三年平均以既有年度之平均計（條文未載明，暫依此認定）。",
    en="There are fewer than three years of revenue; their mean is used as the three-year "
    "mean (the text does not say; judged this way for now).",
)
_LEAD_ONLY = Text(
    "research.member.lead_only",
    zh="主導業者兼為製造業者或服務業者，僅依資服業者資格認定，不適用中小型製造業、"
    "服務業者之特定資格（條文未載明，暫依此認定）。",
    en="The lead is also a manufacturer or a service firm, but is judged as a provider only, "
    "not by the requirements for small and medium manufacturers and service firms (the "
    "text does not say; judged this way for now).",
)
_NO_YEAR = Text(
    "research.member.no_year",
    zh="尚無完整年度之營業收入，視為未超過上限，亦無須證明（條文未載明，暫依此認定）。",
    en="There is no complete year of revenue yet; it counts as within the ceiling, and no "
    "proof is needed (the text does not say; judged this way for now).",
)
