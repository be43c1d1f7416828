"""What a condition of stickiness came to in a period: a rate, or between which rates it lies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from cloudgrant.programmes.research.adoption.leftover import Leftover, left_over_words
from cloudgrant.programmes.research.adoption.stickiness_kpi import RATES, StickinessKPI
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.helpers import no, said
from cloudgrant.values.formatting import formatted
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["MeasuredRate"]

_CLAUSE = "research.adoption.stickiness"

_HOW_MANY = Text(
    "research.measured_rate.how_many",
    zh="依客戶合約與使用紀錄，確定計入、確定分母及未定之家數各為多少？",
    en="According to the records of contracts and use, how many customers are certain to "
    "count, certain to be in the denominator, or undecided?",
)

_SME = Text("research.measured_rate.sme", zh="中小企業客戶", en="small and medium customers")
_ALL = Text("research.measured_rate.all", zh="客戶", en="customers")
_ANY = Text(
    "research.measured_rate.any",
    zh="客戶（是否僅計中小企業未定）",
    en="customers (small and medium ones only, or all)",
)
_OF = sentences("research.measured_rate.of", {
    "usage": Text(
        zh="{first}至{last}間有合約在服務中之{customers}",
        en="{customers} with a contract in force between {first} and {last}",
    ),
    "renewal": Text(
        zh="合約於{first}至{last}間期滿之{customers}",
        en="{customers} whose contract ended between {first} and {last}",
    ),
    "long_contract": Text(
        zh="合約於{first}至{last}間開始之{customers}",
        en="{customers} whose contract began between {first} and {last}",
    ),
})  # fmt: skip
_COUNTED = sentences("research.measured_rate.counted", {
    "usage": Text(zh="使用達門檻者", en="used it as much as the threshold asks"),
    "renewal": Text(zh="已簽續約者", en="renewed"),
    "long_contract": Text(zh="簽有{term}以上合約者", en="signed for at least {term}"),
})  # fmt: skip
_SENTENCE = Text(
    "research.measured_rate.sentence",
    zh="{kind}：{of}共 {denominator} 家，{counted} {numerator} 家{undecided}；{rate}；{verdict}",
    en="{kind}: of {denominator} {of}, {numerator} {counted}{undecided}; {rate}; {verdict}",
)
_UNDECIDED = Text(
    "research.measured_rate.undecided", zh="，另有 {undecided} 家未能確定", en=", with {undecided} undecided"
)
_RATE = Text("research.measured_rate.rate", zh="比率{lowest}", en="the rate is {lowest}")
_BETWEEN = Text(
    "research.measured_rate.between",
    zh="比率介於{lowest}與{highest}之間",
    en="the rate is between {lowest} and {highest}",
)
_NOTHING = Text(
    "research.measured_rate.nothing",
    zh="無客戶可列入分母，比率未知",
    en="no customer is in the denominator, and the rate is unknown",
)
_NO_CONTRACTS = Text(
    "research.measured_rate.no_contracts",
    zh="{kind}：未提供{of}之合約，比率未知；{verdict}",
    en="{kind}: the contracts of the {of} are not given, and the rate is unknown; {verdict}",
)
_VERDICTS = sentences("research.measured_rate.verdicts", {
    True: Text(zh="達成目標 {target}", en="the target of {target} is reached"),
    False: Text(zh="未達目標 {target}", en="the target of {target} is not reached"),
    UNKNOWN: Text(
        zh="尚無法判定是否達成目標 {target}", en="whether the target of {target} is reached is open"
    ),
})  # fmt: skip
_ABOUT = Text("research.measured_rate.about", zh="約{percent}", en="about {percent}")

_AT_MOST = Text(
    "research.measured_rate.at_most", zh="不得大於 {limit}（{given}）", en="must be at most {limit} ({given})"
)
_WITHIN = Text(
    "research.measured_rate.within", zh="應介於 {between}（{given}）", en="must be within {between} ({given})"
)
_BOUNDS = Text(
    "research.measured_rate.bounds", zh="最低之比率高於最高之比率", en="the lowest rate is above the highest"
)
_SETTLED = Text(
    "research.measured_rate.settled",
    zh="客戶均已確定，最低與最高之比率應為 {expected}",
    en="no customer is undecided: both the lowest and the highest rate must be {expected}",
)


@attrs.frozen(kw_only=True)
class MeasuredRate(Record):
    """A rate 比率 of customers by number, as :func:`~cloudgrant.programmes.research.adoption.measuring.measure` found it.

    Of ``denominator`` customers that surely belong in it, ``numerator`` surely count; ``undecided`` is how many
    more may belong or count, once what is open is known. ``least_hits`` of ``least_of`` is the lowest rate that
    this can come to, ``most_hits`` of ``most_of`` the highest (0 of 0: nothing to divide by, in any case). All
    of these are unknown where no contracts were given.
    ``early_ends_decide`` says that nothing is open but how contracts that ended early count, ``readings_decide``
    that nothing is but how the clause is read. ``leftovers`` are the records that matched nothing, or are in
    doubt; ``complete_until`` is the day until which the records left nothing out.

    >>> from datetime import date
    >>> from cloudgrant.values.shares import Share
    >>> found = MeasuredRate(
    ...     kpi=StickinessKPI(rate="renewal", target=Share("50%")), first=date(2022, 7, 1), last=date(2022, 12, 31),
    ...     numerator=3, denominator=5, undecided=1, least_hits=3, least_of=6, most_hits=4, most_of=6, sme_only=True)
    >>> found.rate, found.lowest, found.highest, found.reached
    (UNKNOWN, Fraction(1, 2), Fraction(2, 3), True)
    >>> print(found.denominator_words("en"))
    small and medium customers whose contract ended between 1 July 2022 and 31 December 2022
    """

    kpi: StickinessKPI = given(zh="條件", en="Condition", clause=_CLAUSE)
    first: date = given(zh="期間首日", en="First day of the period", clause=_CLAUSE)
    last: date = given(zh="期間末日", en="Last day of the period", clause=_CLAUSE)
    complete_until: Fact[date] = given(
        zh="記錄完整至", en="Day until which the records are complete", clause=_CLAUSE
    )
    sme_only: Fact[bool] = given(
        zh="僅計中小企業客戶", en="Of small and medium customers only", known_by="text", clause=_CLAUSE
    )
    numerator: Fact[int] = given(
        zh="確定計入家數", en="Customers certain to count", ask=_HOW_MANY, clause=_CLAUSE
    )
    denominator: Fact[int] = given(
        zh="確定分母家數", en="Customers certain to be in the denominator", ask=_HOW_MANY, clause=_CLAUSE
    )
    undecided: Fact[int] = given(zh="未定家數", en="Customers undecided", ask=_HOW_MANY, clause=_CLAUSE)
    least_hits: Fact[int] = given(
        zh="最低比率之分子", en="Lowest rate: numerator", ask=_HOW_MANY, clause=_CLAUSE
    )
    least_of: Fact[int] = given(
        zh="最低比率之分母", en="Lowest rate: denominator", ask=_HOW_MANY, clause=_CLAUSE
    )
    most_hits: Fact[int] = given(
        zh="最高比率之分子", en="Highest rate: numerator", ask=_HOW_MANY, clause=_CLAUSE
    )
    most_of: Fact[int] = given(
        zh="最高比率之分母", en="Highest rate: denominator", ask=_HOW_MANY, clause=_CLAUSE
    )
    early_ends_decide: Fact[bool] = given(
        default=False,
        zh="僅待確定提前終止者如何計入",
        en="Only how early ends count is open",
        clause=_CLAUSE,
    )
    readings_decide: Fact[bool] = given(
        zh="僅待確定條文之讀法",
        en="Only how the clause is read is open",
        clause=_CLAUSE,
    )
    reading_recognised: Fact[bool] = given(
        zh="依認定之讀法達成目標",
        en="The target is reached by the reading that is recognised",
        known_by="text",
        ask=Text(
            zh="續約率如何計算（以客戶最後一份、任一份或逐份合約計）、服務黏著度是否僅計中小企業客戶？",
            en="How is renewal counted (by a customer's last contract, any of them, or each), and are the rates of small "
            "and medium customers only?",
        ),
        clause=_CLAUSE,
    )
    recognised_without_customers: Fact[bool] = given(
        zh="無客戶可列入分母，視為達成目標",
        en="The target counts as reached although no customer is in the denominator",
        known_by="text",
        ask=Text(
            zh="沒有客戶可列入分母者，該項比率如何認定？",
            en="How is a rate determined where no customer is in the denominator?",
        ),
        clause=_CLAUSE,
    )
    leftovers: Fact[tuple[Leftover, ...]] = given(
        zh="未採計或有疑義之記錄", en="Records left over or in doubt", clause=_CLAUSE
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
            given_, limit = getattr(self, part), getattr(self, whole)
            if (given_ > limit) is True:
                sound = False
                yield Problem.at([part], "research.rate", _AT_MOST, given=given_, limit=limit)
        if self.denominator is UNKNOWN or self.undecided is UNKNOWN:
            return
        most = self.denominator + self.undecided
        for part in ("least_of", "most_of"):
            given_ = getattr(self, part)
            if given_ is not UNKNOWN and not self.denominator <= given_ <= most:
                sound = False
                between = f"{self.denominator}–{most}"
                yield Problem.at([part], "research.rate", _WITHIN, given=given_, between=between)
        bounds = (self.least_hits, self.least_of), (self.most_hits, self.most_of)
        if not sound or self.numerator is UNKNOWN or UNKNOWN in (*bounds[0], *bounds[1]):
            return
        if (self.least_hits * self.most_of > self.most_hits * self.least_of) is True:
            yield Problem.at(["least_hits"], "research.rate", _BOUNDS)
        if not self.undecided and {*bounds} != {(self.numerator, self.denominator)}:
            expected = f"{self.numerator}/{self.denominator}"
            yield Problem.at(["least_hits"], "research.rate", _SETTLED, expected=expected)

    @property
    def lowest(self) -> Fact[Fraction]:
        """The lowest rate that what is open may lead to; unknown where there can be nothing to divide by."""
        return _ratio(self.least_hits, self.least_of)

    @property
    def highest(self) -> Fact[Fraction]:
        """The highest rate that what is open may lead to."""
        return _ratio(self.most_hits, self.most_of)

    @property
    def rate(self) -> Fact[Fraction]:
        """The rate itself, between 0 and 1; unknown while it is open, and where there is nothing to divide by."""
        return self.lowest if self._divides is True and self.lowest == self.highest else UNKNOWN

    @property
    def _divides(self) -> Truth:
        """Whether somebody surely is in the denominator."""
        return self.denominator > 0

    @fact(
        zh="提前終止者如何計入已確定",
        en="It is settled how early ends count",
        clause=_CLAUSE,
    )
    def early_ends_settled(self) -> Truth:
        """Whether, if that alone is open, it is said how contracts that ended early count."""
        return no(self.early_ends_decide) | said(self.kpi.early_end_counts)

    @fact(
        zh="條文之讀法已確定",
        en="It is settled how the clause is read",
        clause=_CLAUSE,
    )
    def readings_settled(self) -> Truth:
        """Whether more is open than which reading of the clause holds, or that is settled."""
        return no(self.readings_decide) | said(self.reading_recognised)

    @fact(
        zh="有客戶可列入分母",
        en="At least one customer is in the denominator",
        clause=_CLAUSE,
    )
    def divisible(self) -> Truth:
        """Whether there is a customer to divide by, or may be; where there surely is none, the briefing is silent."""
        return (self.denominator > 0) | (self.undecided > 0) | said(self.recognised_without_customers)

    @fact(
        zh="達成目標",
        en="Target reached",
        opaque=1,
        reads=(
            "kpi.target",
            "kpi.threshold_stated",
            "kpi.term_stated",
            "early_ends_settled",
            "readings_settled",
            "divisible",
            "denominator",
            "least_hits",
            "least_of",
            "most_hits",
            "most_of",
        ),
        ask=Text(
            zh="補足客戶合約或使用紀錄後，比率是否達成目標？",
            en="Is the target reached, once what is open in the records of contracts and use is known?",
        ),
        clause=_CLAUSE,
    )
    def reached(self) -> Truth:
        """Whether the rate is at least the target, as far as that is settled already.

        Where nobody can be in the denominator, or only the reading of the clause is open, what the office says.
        """
        target = self.kpi.target
        nobody = ((self.denominator <= 0) & (self.undecided <= 0)) is True
        if nobody and self.recognised_without_customers is not UNKNOWN:
            return self.recognised_without_customers
        if target is UNKNOWN or self._divides is not True:
            return UNKNOWN
        wanted, lowest, highest = Fraction(target.numerator, target.denominator), self.lowest, self.highest
        if lowest is not UNKNOWN and lowest >= wanted:
            return True
        if highest is not UNKNOWN and highest < wanted:
            return False
        return self.reading_recognised if self.readings_decide is True else UNKNOWN

    def denominator_words(self, locale: str) -> str:
        """What the rate is a share of, in words."""
        words = {
            "customers": (_ANY if self.sme_only is UNKNOWN else _SME if self.sme_only else _ALL).in_(locale),
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
            if (self.undecided > 0) is True
            else "",
            "rate": rate.filled(locale, {"lowest": lowest, "highest": highest}.__getitem__),
            "verdict": _VERDICTS[self.reached].filled(
                locale, lambda _: formatted(self.kpi.target, "", locale)
            ),
        }
        if self.denominator is UNKNOWN:
            return _NO_CONTRACTS.filled(locale, words.__getitem__)
        return _SENTENCE.filled(locale, words.__getitem__) + left_over_words(self.leftovers, locale)

    def leftover_words(self, locale: str) -> tuple[str, ...]:
        """What is left over among the records, or in doubt: a sentence for each kind and customer."""
        return () if self.leftovers is UNKNOWN else tuple(one.message(locale) for one in self.leftovers)


def _ratio(hits: Fact[int], of: Fact[int]) -> Fact[Fraction]:
    return UNKNOWN if hits is UNKNOWN or of is UNKNOWN or not of else Fraction(hits, of)


def _percent(rate: Fact[Fraction], locale: str) -> str:
    """As a percentage of one decimal; where that is not exact, rounded down and said to be about that."""
    if rate is UNKNOWN:
        return formatted(rate, "", locale)
    thousandths, rest = divmod(rate.numerator * 1000, rate.denominator)
    whole, tenth = divmod(thousandths, 10)
    percent = f"{whole}.{tenth}%" if tenth else f"{whole}%"
    return _ABOUT.filled(locale, lambda _: percent) if rest else percent
