"""Who a firm is: what more than one programme asks of it, its kinds among them."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.rules.records.evidence import Confirmation
from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import Fact

__all__ = ["Identity"]


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class Identity:
    """The facts by which a firm is known, and those that several programmes read."""

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
            en="A few numbers in the register do not fit the check digit; once looked up they are "
            "accepted, and the findings say so.",
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
            en="How many people does the firm regularly employ (twelve-month average, any "
            "fraction rounded up)?",
        ),
        proof=Text(zh="勞工保險投保人數資料", en="Labour insurance headcount"),
        help=Text(
            zh="經常僱用員工數為平均值；有小數時無條件進位為整數，與門檻比較的結果不變。",
            en="An average; round any fraction up to a whole number (this does not change the comparison).",
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
        help=Text(
            zh="僅提供資訊服務者，不屬此處所稱之服務業者；兼營零售、餐飲等其他服務業者，請選「是」。",
            en="Providing information services does not by itself make it a service firm; answer "
            "yes if it is also in retail, catering or another service industry.",
        ),
        ask=Text(
            zh="貴公司是服務業者嗎（資訊服務不計）？",
            en="Is the firm in a service industry (information services aside)?",
        ),
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
        act={"registered": Text(zh="辦妥工廠登記", en="have the factory registered")},
        # A firm can register its factory; whether it is exempt is the law's to say.
        reachable=("registered",),
        ask=Text(
            zh="貴公司有工廠登記證，或依法免辦工廠登記嗎？",
            en="Does the firm have a factory registration, or is it lawfully exempt from one?",
        ),
        proof=Text(zh="工廠登記證", en="Factory registration"),
    )
    factory_exemption_certificate: Fact[bool] = given(
        zh="免辦工廠登記之證明文件",
        en="Certificate of the exemption from factory registration",
        change="to_more",
        act={
            "true": Text(
                zh="補附主管機關核發之免辦工廠登記證明",
                en="attach the authority's certificate of the exemption from factory registration",
            )
        },
        ask=Text(
            zh="依法免辦工廠登記者，貴公司是否檢附主管機關核發之證明文件？",
            en="If the firm is exempt by law, does it attach the authority's certificate of the exemption?",
        ),
        proof=Text(zh="主管機關核發之免辦工廠登記證明", en="The authority's certificate of the exemption"),
        clause="research.sme.factory-registration",
    )
