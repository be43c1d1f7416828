"""The benefits of one proposing firm 提案廠商 while they are tracked: pay by year, and investment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from cloudgrant.rules.records.coherence import Declaration, Declarations, at_odds
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.text import Text
from cloudgrant.values.ubn import ubn_form_problem
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["MOST_HEADS", "MOST_PAY", "FirmTracking"]

MOST_PAY = 10**11
"""The largest pay of a firm in one year, in TWD."""
MOST_HEADS = 90_000
"""The most staff that a firm has, or person-months."""

MOST_PRODUCT = 9 * 10**14
"""The largest product of pay and staff that is held against a share in every reading: of a firm of 90,000 that
pays 10**10. Of objects, larger ones are compared exactly too."""

_SALARY = "research.benefit.salary"
_INVESTMENT = "research.benefit.investment"

_YEARS = ("base", "first", "second")


def _nobody_unpaid(year: str) -> Declaration:
    pay, heads = f"{year}_pay", f"{year}_heads"
    return at_odds(
        "research.pay_without_staff",
        (pay, heads),
        lambda pay, heads: (heads == 0) & (pay > 0),
        blames=(pay,),
        zh=f"員工數為 0，薪資總額卻是{{{pay}}}",
        en=f"pay of {{{pay}}} with a staff of 0",
    )


_NO_BASE = Text(
    "research.firm_tracking.no_base",
    zh="所比較之任一年沒有員工，或前一年沒有薪資的業者，其薪資提升如何認定？",
    en="How is the rise of pay determined for a firm that had no staff in one of the years, "
    "or paid nothing in the year before?",
)
_HEADS = Text(
    "research.firm_tracking.heads",
    zh="全年平均員工數；有小數者，各年一律改填人月數，比較結果相同。",
    en="The mean staff over the year; where it is a fraction, give person-months for every year: the comparison "
    "comes to the same.",
)


def _year(zh: str, en: str) -> tuple[Any, Any]:
    """The two facts of a year: pay in all, and heads."""
    pay = given(
        zh=f"{zh}員工薪資總額",
        en=f"Pay of all staff in {en}",
        unit="TWD",
        most=MOST_PAY,
        confidential=True,
        ask=Text(
            zh=f"這家業者{zh}的員工薪資總額是多少元（新臺幣）？",
            en=f"What did the firm pay all its staff in {en}, in New Taiwan dollars?",
        ),
        proof=Text(
            zh="薪資查核資料（詳申請須知附件二）",
            en="Proof of pay (see annex 2 of the application guide)",
        ),
        clause=_SALARY,
    )
    heads = given(
        zh=f"{zh}員工數",
        en=f"Staff in {en}",
        unit="persons",
        most=MOST_HEADS,
        confidential=True,
        help=_HEADS,
        ask=Text(
            zh=f"這家業者{zh}平均有多少員工？", en=f"How many staff did the firm have on average in {en}?"
        ),
        clause=_SALARY,
    )
    return pay, heads


def _recognised(zh: str, en: str) -> Any:
    """Whether pay counts as risen where it cannot be compared."""
    return given(
        zh=f"無從比較時，認定{zh}員工薪資提升",
        en=f"Pay counts as risen in {en}, where it cannot be compared",
        known_by="text",
        ask=_NO_BASE,
        clause=_SALARY,
    )


_BASE_PAY, _BASE_STAFF = _year("基準年", "the base year")
_FIRST_PAY, _FIRST_STAFF = _year("第一年", "year one")
_SECOND_PAY, _SECOND_STAFF = _year("第二年", "year two")


@attrs.frozen(kw_only=True)
class FirmTracking(Record):
    """The benefits of one proposing firm 提案廠商: what it paid its staff by year, and what it invested.

    The base year is the one before year one, as the policy has it. A mean number of staff that is no whole
    number is given in person-months 人月, for every year alike. Averages are compared over the product of both
    years' staff, exactly; where there is nothing to divide by, ``first_rise_recognised`` says whether pay rose.

    >>> firm = FirmTracking(ubn="12345675", base_pay=6_000_000, base_heads=10, first_pay=6_930_000, first_heads=11)
    >>> firm.first_average_rise * 20 == firm.first_average_base
    True
    """

    __keys__: ClassVar[tuple[str, ...]] = ("ubn",)
    __coherence__: ClassVar[Declarations] = tuple(_nobody_unpaid(year) for year in _YEARS)

    ubn: Fact[str] = given(
        zh="統一編號",
        en="Unified business number",
        check=ubn_form_problem,
        ask=Text(zh="這家業者的統一編號是？", en="What is the firm's unified business number?"),
    )
    base_pay: Fact[int] = _BASE_PAY
    base_heads: Fact[int] = _BASE_STAFF
    first_pay: Fact[int] = _FIRST_PAY
    first_heads: Fact[int] = _FIRST_STAFF
    second_pay: Fact[int] = _SECOND_PAY
    second_heads: Fact[int] = _SECOND_STAFF
    first_rise_recognised: Fact[bool] = _recognised("第一年", "year one")
    second_rise_recognised: Fact[bool] = _recognised("第二年", "year two")
    new_investment: Fact[int] = given(
        zh="新增投資金額",
        en="New investment made",
        unit="TWD",
        confidential=True,
        ask=Text(
            zh="這家業者至今因本計畫新增投資多少元（新臺幣）？",
            en="How much has the firm newly invested for the project so far, in New Taiwan dollars?",
        ),
        proof=Text(zh="投資證明文件", en="Proof of the investment"),
        clause=_INVESTMENT,
    )

    @classmethod
    def of_years(
        cls,
        *,
        pay: Mapping[int, Fact[int]],
        heads: Mapping[int, Fact[int]],
        base_year: Fact[int],
        **known: Any,
    ) -> FirmTracking:
        """The firm from pay and staff by Gregorian year; a year that is absent is unknown, others are left out.

        ``base_year`` is the policy's ``pay_base_year``; while that is unknown, so is which year is which.

        >>> years = {"pay": {2021: 600_000, 2022: 630_000}, "heads": {2021: 1, 2022: 1}}
        >>> firm = FirmTracking.of_years(**years, base_year=2021)
        >>> firm.base_pay, firm.first_pay, firm.second_pay
        (600000, 630000, UNKNOWN)
        """
        for after, name in enumerate(_YEARS):
            year = base_year + after
            known[f"{name}_pay"] = UNKNOWN if year is UNKNOWN else pay.get(year, UNKNOWN)
            known[f"{name}_heads"] = UNKNOWN if year is UNKNOWN else heads.get(year, UNKNOWN)
        return cls(**known)

    @fact(
        zh="第一年每人平均薪資之增額，以兩年員工數之乘積為分母",
        en="Rise of average pay in year one, over the product of both years' staff",
        least=-MOST_PRODUCT,
        most=MOST_PRODUCT,
        confidential=True,
        clause=_SALARY,
    )
    def first_average_rise(self) -> Fact[int]:
        """Average of year one less that of the base year, both over the product of their staff."""
        return self.first_pay * self.base_heads - self.first_average_base

    @fact(
        zh="基準年每人平均薪資，以兩年員工數之乘積為分母",
        en="Average pay in the base year, over the product of both years' staff",
        least=0,
        most=MOST_PRODUCT,
        confidential=True,
        clause=_SALARY,
    )
    def first_average_base(self) -> Fact[int]:
        """Average of the base year, over the product of both years' staff."""
        return self.base_pay * self.first_heads

    @fact(
        zh="第一年薪資總額之增額",
        en="Rise of all pay in year one",
        unit="TWD",
        least=-MOST_PAY,
        most=MOST_PAY,
        confidential=True,
        clause=_SALARY,
    )
    def first_total_rise(self) -> Fact[int]:
        """All pay of year one less that of the base year."""
        return self.first_pay - self.base_pay

    @fact(
        zh="第二年每人平均薪資之增額，以兩年員工數之乘積為分母",
        en="Rise of average pay in year two, over the product of both years' staff",
        least=-MOST_PRODUCT,
        most=MOST_PRODUCT,
        confidential=True,
        clause=_SALARY,
    )
    def second_average_rise(self) -> Fact[int]:
        """Average of year two less that of year one, both over the product of their staff."""
        return self.second_pay * self.first_heads - self.second_average_base

    @fact(
        zh="第一年每人平均薪資，以兩年員工數之乘積為分母",
        en="Average pay in year one, over the product of both years' staff",
        least=0,
        most=MOST_PRODUCT,
        confidential=True,
        clause=_SALARY,
    )
    def second_average_base(self) -> Fact[int]:
        """Average of year one, over the product of both years' staff."""
        return self.first_pay * self.second_heads

    @fact(
        zh="第二年薪資總額之增額",
        en="Rise of all pay in year two",
        unit="TWD",
        least=-MOST_PAY,
        most=MOST_PAY,
        confidential=True,
        clause=_SALARY,
    )
    def second_total_rise(self) -> Fact[int]:
        """All pay of year two less that of year one."""
        return self.second_pay - self.first_pay
