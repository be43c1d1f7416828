"""Combining programmes 併同申請: which exclude each other, which caps add, and no cost paid twice.

What may be combined is a programme like any other, whose subject is a :class:`Combination`: costs, each
with what every programme pays of it. So its findings cite its clauses, give margins and remedies, and
read in every language. Subclass it with a fact for each programme (:func:`takes`, :func:`paid`), and
declare its rules with :func:`exclusive`, :func:`together_at_most` and :func:`paid_once`, or with
:func:`~cloudgrant.rules.writing.declaration.rule` as ever.

The briefing says little of it: only that last year's users of points are excluded (FAQ 4), which is a
rule of the points programme itself. So the library declares no combination of its own.

>>> import attrs
>>> from cloudgrant.rules import Clause, Programme, Record, Text, for_each, given
>>> from cloudgrant.stacking import Combination, Cost, Payment, exclusive, paid_once, takes
>>> from datetime import date
>>> @attrs.frozen(kw_only=True)
... class Help(Combination):
...     takes_points = takes("points", zh="使用點數", en="Takes points")
...     takes_loan = takes("loan", zh="使用貸款", en="Takes the loan")
>>> def clause(id: str, source: str) -> Clause:
...     return Clause(id, heading="二、併用", source=source, text=Text(zh=source))
>>> @attrs.frozen(kw_only=True)
... class NoNumbers(Record):
...     pass
>>> once = for_each("costs", paid_once("help.once"))
>>> one = exclusive("help.one", "takes_points", "takes_loan", zh="點數與貸款擇一", en="Points or the loan")
>>> help = Programme(
...     "help", title=Text(zh="併用", en="Combined"), subject=Help, rules=[one, once],
...     policies={date(2022, 1, 1): NoNumbers()},
...     clauses=[clause("help.one", "點數與貸款擇一"), clause("help.once", "同一費用不得重複補助")])
>>> both = (Payment(programme="points", amount=5), Payment(programme="loan", amount=5))
>>> twice = Cost(key="INV-1", payments=both)
>>> decision = help.assess(Help(costs=(twice,)), on=date(2022, 5, 2))
>>> [(finding.rule, finding.result.value, finding.clause.source) for finding in decision.findings]
[('help.one', 'not_met', '點數與貸款擇一'), ('help.once', 'not_met', '同一費用不得重複補助')]
>>> decision["help.once"].parts[0].path.key
'costs[key=INV-1]'
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from cloudgrant.rules.records.fact_info import DerivedFact, FactInfo, fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.helpers import no, one_of
from cloudgrant.rules.writing.lists import distinct, some, total
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact, Truth

__all__ = ["Combination", "Cost", "Payment", "exclusive", "paid", "paid_once", "takes", "together_at_most"]


@attrs.frozen(kw_only=True)
class Payment(Record):
    """What one programme pays of a cost, in whole TWD (a point counts as NT$1); nothing is no payment."""

    __keys__: ClassVar[tuple[str, ...]] = ("programme",)

    programme: Fact[str] = given(
        zh="計畫",
        en="Programme",
        ask=Text(zh="由哪一個計畫補助？", en="Which programme pays?"),
    )
    amount: Fact[int] = given(
        zh="補助金額",
        en="Amount paid",
        unit="TWD",
        change="to_less",
        act={
            "less": Text(zh="此項補助減列至{new}", en="lower this payment to {new}"),
            "0": Text(zh="放棄此項補助", en="give this payment up"),
        },
        ask=Text(zh="該計畫補助多少？", en="How much does that programme pay?"),
    )


@attrs.frozen(kw_only=True)
class Cost(Record):
    """One cost 費用 (an invoice, a budget line) by its ``key``, with what each programme pays of it."""

    __keys__: ClassVar[tuple[str, ...]] = ("key",)

    key: Fact[str] = given(zh="費用編號", en="Cost", ask=Text(zh="費用的編號是？", en="Which cost is it?"))
    payments: Fact[tuple[Fact[Payment], ...]] = given(
        zh="各計畫補助",
        en="Payments",
        ask=Text(zh="各計畫對此費用各補助多少？", en="What does each programme pay of this cost?"),
    )

    @fact(zh="由兩個以上計畫補助", en="Paid by more than one programme")
    def paid_twice(self) -> Fact[bool]:
        """Whether two programmes pay it."""
        return distinct(self.payments, lambda payment: payment.programme, _pays) >= 2


def _pays(payment: Payment) -> Truth:
    """Whether it pays anything."""
    return payment.amount > 0


@attrs.frozen(kw_only=True)
class Combination(Record):
    """All costs for which programmes are combined; subclass it with a fact for each programme.

    A cost stands in it once, and in the cost each programme once: the same key twice is refused.
    """

    costs: Fact[tuple[Fact[Cost], ...]] = given(
        zh="費用", en="Costs", ask=Text(zh="有哪些費用由計畫補助？", en="Which costs do programmes pay?")
    )


_TAKES = Text("stacking.takes", zh="使用 {programme}", en="Takes {programme}")
_PAID = Text("stacking.paid", zh="{programme} 補助合計", en="Paid by {programme}")
_EXCLUSIVE = Text("stacking.exclusive", zh="不得同時使用", en="Not taken together")
_AT_MOST = Text("stacking.at_most", zh="合計補助至多 {sums}", en="Together at most {sums}")
_ONCE = Text(
    "stacking.once",
    zh="同一費用不得由兩個計畫重複補助",
    en="The same cost is not paid by two programmes",
)


def takes(programme: str, **label: str) -> DerivedFact[Truth]:
    """The fact whether a programme pays any of the costs; keywords that are locales are its label."""

    def taken(self: Any) -> Fact[bool]:
        def of_it(payment: Payment) -> Truth:
            return one_of(payment.programme, programme) & _pays(payment)

        return some(self.costs, lambda cost: some(cost.payments, of_it))

    named = Text(label) if label else _TAKES.filled_with({"programme": programme})
    return DerivedFact(taken, FactInfo(label=named, derived=True))


def paid(programme: str, *, unit: str = "TWD", **label: str) -> DerivedFact[Fact[int]]:
    """The fact how much a programme pays of all costs together."""

    def amount(self: Any) -> Fact[int]:
        def of_it(payment: Payment) -> Truth:
            return one_of(payment.programme, programme)

        return total(
            self.costs, lambda cost: total(cost.payments, lambda payment: payment.amount, where=of_it)
        )

    named = Text(label) if label else _PAID.filled_with({"programme": programme})
    return DerivedFact(amount, FactInfo(label=named, unit=unit, derived=True))


def exclusive(id: str, *takes: str, **wording: str) -> Rule[...]:
    """The rule that at most one of some programmes is taken, by the names of the facts.

    ``id`` is that of the clause that says so; keywords that are locales are its wording.
    """

    def not_together(combination: Any, policy: Any) -> Truth:
        taken = [getattr(combination, name) for name in takes]
        pairs = [no(one & two) for index, one in enumerate(taken) for two in taken[index + 1 :]]
        answer = pairs[0]
        for pair in pairs[1:]:
            answer = answer & pair
        return answer

    if len(takes) < 2:
        raise TypeError(f"{id}: at least two programmes exclude each other · 至少需有兩個計畫方能互斥")
    return Rule(id, not_together, text=Text(wording) if wording else _EXCLUSIVE)


def together_at_most(id: str, limit: str | tuple[str, ...], *paid: str, **wording: str) -> Rule[...]:
    """The rule that some programmes pay at most a limit together, by the names of the facts.

    ``limit`` names the policy value; several names are caps that *add*: together the programmes then
    pay at most their sum.
    """
    limits = (limit,) if isinstance(limit, str) else limit

    def within(combination: Any, policy: Any) -> Truth:
        cap = getattr(policy, limits[0])
        for name in limits[1:]:
            cap = cap + getattr(policy, name)
        whole = getattr(combination, paid[0])
        for name in paid[1:]:
            whole = whole + getattr(combination, name)
        held: Truth = whole <= cap
        return held

    sums = " + ".join(f"{{policy.{name}}}" for name in limits)
    text = Text(wording) if wording else _AT_MOST.filled_with({"sums": sums})
    return Rule(id, within, text=text)


def paid_once(id: str, **wording: str) -> Rule[...]:
    """The rule about each cost that at most one programme pays it; for ``for_each("costs", …)``."""

    def once(cost: Any, policy: Any) -> Truth:
        return no(cost.paid_twice)

    return Rule(id, once, text=Text(wording) if wording else _ONCE)
