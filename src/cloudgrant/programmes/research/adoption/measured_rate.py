"""What a condition of stickiness came to in a period: a rate, or between which rates it lies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from cloudgrant.programmes.research.adoption.stickiness_kpi import RATES, StickinessKPI
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.formatting import formatted
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["MeasuredRate"]

_CLAUSE = "research.adoption.stickiness"

_SME = Text(zh="中小企業客戶", en="small and medium customers")
_ALL = Text(zh="客戶", en="customers")
_OF = {
    "usage": Text(
        zh="{first}至{last}間有合約在服務中之{customers}",
        en="{customers} with a contract in force between {first} and {last}",
    ),
    "renewal": Text(
        zh="合約於{first}至{last}間期滿之{customers}",
        en="{customers} whose contract expired between {first} and {last}",
    ),
    "long_contract": Text(
        zh="合約於{first}至{last}間開始之{customers}",
        en="{customers} whose contract began between {first} and {last}",
    ),
}
_COUNTED = {
    "usage": Text(zh="使用達門檻者", en="used it as much as the threshold asks"),
    "renewal": Text(zh="已簽續約者", en="signed a renewal"),
    "long_contract": Text(zh="簽有{term}以上合約者", en="signed for at least {term}"),
}
_SENTENCE = Text(
    zh="{kind}：{of}共 {denominator} 家，{counted} {numerator} 家{undecided}；{rate}；{verdict}",
    en="{kind}: of {denominator} {of}, {numerator} {counted}{undecided}; {rate}; {verdict}",
)
_UNDECIDED = Text(zh="，另有 {undecided} 家未能確定", en=", with {undecided} undecided")
_RATE = Text(zh="比率{lowest}", en="the rate is {lowest}")
_BETWEEN = Text(zh="比率介於{lowest}與{highest}之間", en="the rate is between {lowest} and {highest}")
_NOTHING = Text(zh="沒有可為分母者，比率未知", en="there is nothing to divide by, and the rate is unknown")
_VERDICTS = {
    True: Text(zh="達成目標 {target}", en="the target of {target} is reached"),
    False: Text(zh="未達目標 {target}", en="the target of {target} is not reached"),
    UNKNOWN: Text(
        zh="尚無法判定是否達成目標 {target}", en="whether the target of {target} is reached is open"
    ),
}
_ABOUT = Text(zh="約{percent}", en="about {percent}")

_AT_MOST = Text(zh="不得大於 {limit}（{given}）", en="must be at most {limit} ({given})")
_WITHIN = Text(zh="應介於 {between}（{given}）", en="must be within {between} ({given})")
_BOUNDS = Text(zh="最低之比率高於最高之比率", en="the lowest rate is above the highest")
_SETTLED = Text(
    zh="無未定之客戶，最低與最高之比率應為 {expected}",
    en="nobody is undecided: both the lowest and the highest rate must be {expected}",
)


@attrs.frozen(kw_only=True)
class MeasuredRate(Record):
    """A rate 比率 of customers by number, as :func:`~cloudgrant.programmes.research.adoption.measuring.measure` found it.

    Of ``denominator`` customers that surely belong in it, ``numerator`` surely count; ``undecided`` is how many
    more may belong or count, once what is open is known. ``least_hits`` of ``least_of`` is the lowest rate that
    this can come to, ``most_hits`` of ``most_of`` the highest (0 of 0: nothing to divide by, in any case).
    ``early_ends_decide`` says that nothing is open but how contracts that ended early count.

    >>> from datetime import date
    >>> from cloudgrant.values.shares import Share
    >>> found = MeasuredRate(
    ...     kpi=StickinessKPI(rate="renewal", target=Share("50%")), first=date(2022, 7, 1), last=date(2022, 12, 31),
    ...     numerator=3, denominator=5, undecided=1, least_hits=3, least_of=6, most_hits=4, most_of=6)
    >>> found.rate, found.lowest, found.highest, found.reached
    (UNKNOWN, Fraction(1, 2), Fraction(2, 3), True)
    >>> print(found.denominator_words("en"))
    customers whose contract expired between 1 July 2022 and 31 December 2022
    """

    kpi: StickinessKPI = given(zh="條件", en="Condition", clause=_CLAUSE)
    first: date = given(zh="期間首日", en="First day of the period", clause=_CLAUSE)
    last: date = given(zh="期間末日", en="Last day of the period", clause=_CLAUSE)
    numerator: int = given(zh="確定計入家數", en="Customers that surely count", clause=_CLAUSE)
    denominator: int = given(zh="確定分母家數", en="Customers surely counted among", clause=_CLAUSE)
    undecided: int = given(default=0, zh="未定家數", en="Customers undecided", clause=_CLAUSE)
    least_hits: int = given(zh="最低比率之分子", en="Lowest rate: so many", clause=_CLAUSE)
    least_of: int = given(zh="最低比率之分母", en="Lowest rate: of so many", clause=_CLAUSE)
    most_hits: int = given(zh="最高比率之分子", en="Highest rate: so many", clause=_CLAUSE)
    most_of: int = given(zh="最高比率之分母", en="Highest rate: of so many", clause=_CLAUSE)
    early_ends_decide: bool = given(
        default=False,
        zh="僅待確定提前終止者如何計入",
        en="Only how early ends count is open",
        clause=_CLAUSE,
    )

    def incoherent(self) -> Iterable[Problem]:
        if self.last < self.first:
            yield Problem.at(["last"], "order", start="first", end="last", from_=self.first, to=self.last)
        sound = True
        for part, whole in (
            ("numerator", "denominator"),
            ("least_hits", "least_of"),
            ("most_hits", "most_of"),
        ):
            if getattr(self, part) > getattr(self, whole):
                sound = False
                given_, limit = getattr(self, part), getattr(self, whole)
                yield Problem.at([part], "research.rate", _AT_MOST, given=given_, limit=limit)
        for part in ("least_of", "most_of"):
            if not self.denominator <= getattr(self, part) <= self.denominator + self.undecided:
                sound = False
                between = f"{self.denominator}–{self.denominator + self.undecided}"
                yield Problem.at([part], "research.rate", _WITHIN, given=getattr(self, part), between=between)
        if not sound:
            return
        if self.least_hits * self.most_of > self.most_hits * self.least_of:
            yield Problem.at(["least_hits"], "research.rate", _BOUNDS)
        ends = {(self.least_hits, self.least_of), (self.most_hits, self.most_of)}
        if not self.undecided and ends != {(self.numerator, self.denominator)}:
            expected = f"{self.numerator}/{self.denominator}"
            yield Problem.at(["least_hits"], "research.rate", _SETTLED, expected=expected)

    @property
    def lowest(self) -> Fact[Fraction]:
        """The lowest rate that what is open may lead to; unknown where there can be nothing to divide by."""
        return Fraction(self.least_hits, self.least_of) if self.least_of else UNKNOWN

    @property
    def highest(self) -> Fact[Fraction]:
        """The highest rate that what is open may lead to."""
        return Fraction(self.most_hits, self.most_of) if self.most_of else UNKNOWN

    @property
    def rate(self) -> Fact[Fraction]:
        """The rate itself, between 0 and 1; unknown while it is open, and where there is nothing to divide by."""
        return self.lowest if self.denominator and self.lowest == self.highest else UNKNOWN

    @fact(
        zh="提前終止者如何計入已確定",
        en="It is settled how early ends count",
        reads=("kpi.early_end_counts",),
    )
    def early_ends_settled(self) -> Truth:
        """Whether, if that alone is open, it is said how contracts that ended early count."""
        return UNKNOWN if self.early_ends_decide and self.kpi.early_end_counts is UNKNOWN else True

    @fact(
        zh="有可為分母之客戶",
        en="There is somebody to divide by",
        known_by="text",
        ask=Text(
            zh="沒有可為分母之客戶者，該項比率如何認定？",
            en="How is a rate found where there is no customer to divide by?",
        ),
        clause=_CLAUSE,
    )
    def divisible(self) -> Truth:
        """Whether there is a customer to divide by, or may be; where there surely is none, the briefing is silent."""
        return True if self.denominator or self.undecided else UNKNOWN

    @fact(
        zh="達成目標",
        en="Target reached",
        reads=(
            "kpi.target",
            "kpi.threshold_stated",
            "kpi.term_stated",
            "early_ends_settled",
            "divisible",
        ),
        ask=Text(
            zh="補足客戶合約或使用紀錄後，比率是否達成目標？",
            en="Is the target reached, once what is open in the records of contracts and use is known?",
        ),
        clause=_CLAUSE,
    )
    def reached(self) -> Truth:
        """Whether the rate is at least the target, as far as that is settled already."""
        target = self.kpi.target
        if target is UNKNOWN or not self.denominator:
            return UNKNOWN
        if self.least_hits * target.denominator >= target.numerator * self.least_of:
            return True
        return False if self.most_hits * target.denominator < target.numerator * self.most_of else UNKNOWN

    def denominator_words(self, locale: str) -> str:
        """What the rate is a share of, in words."""
        words = {
            "customers": (_SME if self.kpi.sme_only else _ALL).in_(locale),
            "first": formatted(self.first, "", locale),
            "last": formatted(self.last, "", locale),
        }
        return "" if self.kpi.rate is UNKNOWN else _OF[self.kpi.rate].filled(locale, words.__getitem__)

    def message(self, locale: str) -> str:
        """The rate, what it is of, and whether the target is reached, in words."""
        if self.kpi.rate is UNKNOWN:
            return ""
        lowest, highest = _percent(self.lowest, locale), _percent(self.highest, locale)
        rate = _NOTHING if self.lowest is UNKNOWN else _RATE if self.lowest == self.highest else _BETWEEN
        words = {
            "kind": RATES[self.kpi.rate].in_(locale),
            "of": self.denominator_words(locale),
            "denominator": formatted(self.denominator, "", locale),
            "numerator": formatted(self.numerator, "", locale),
            "counted": _COUNTED[self.kpi.rate].filled(
                locale, lambda _: formatted(self.kpi.term, "months", locale)
            ),
            "undecided": _UNDECIDED.filled(locale, lambda _: formatted(self.undecided, "", locale))
            if self.undecided
            else "",
            "rate": rate.filled(locale, {"lowest": lowest, "highest": highest}.__getitem__),
            "verdict": _VERDICTS[self.reached].filled(
                locale, lambda _: formatted(self.kpi.target, "", locale)
            ),
        }
        return _SENTENCE.filled(locale, words.__getitem__)


def _percent(rate: Fact[Fraction], locale: str) -> str:
    """As a percentage of one decimal; where that is not exact, rounded down and said to be about that."""
    if rate is UNKNOWN:
        return formatted(rate, "", locale)
    thousandths, rest = divmod(rate.numerator * 1000, rate.denominator)
    whole, tenth = divmod(thousandths, 10)
    percent = f"{whole}.{tenth}%" if tenth else f"{whole}%"
    return _ABOUT.filled(locale, lambda _: percent) if rest else percent
