"""What realises a clause besides rules and calculations: declared with the programme, told in its table."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from cloudgrant.reform.reformed import reformed
from cloudgrant.rules import (
    Clause,
    Fact,
    Programme,
    Realised,
    Record,
    RuleRefused,
    Text,
    Truth,
    clause_table,
    given,
    rule,
)
from cloudgrant.rules.law.realised import REALISED_AS
from cloudgrant.rules.law.traceability import realisations


@attrs.frozen(kw_only=True)
class Shop(Record):
    staff: Fact[int] = given(zh="員工數", en="Staff", unit="persons")


@attrs.frozen(kw_only=True)
class Limits(Record):
    most: int = given(default=9, zh="上限", en="Most", unit="persons")


@rule("shop.small", zh="員工 {policy.most} 以下", en="At most {policy.most}")
def small(shop: Shop, policy: Limits) -> Truth:
    return shop.staff <= policy.most


CLAUSES = tuple(
    Clause(id, heading="一", source="原文", text=Text(zh="條", en="clause"))
    for id in ("shop.opening", "shop.small")
)
OPENING = Realised("shop.opening/door", "step", "town.shops.STEPS", Text(zh="開門", en="Open the door"))


def programme(*realised_by: Realised) -> Programme[Shop, Limits]:
    return Programme(
        "shop",
        title=Text(zh="商店", en="Shop"),
        subject=Shop,
        policies={date(2022, 1, 1): Limits()},
        clauses=CLAUSES if realised_by else CLAUSES[1:],
        rules=(small,),
        realised_by=realised_by,
    )


def test_it_stands_in_the_table_beside_its_clause_in_the_order_of_the_clauses() -> None:
    shops = programme(OPENING)
    assert shops.realised_by == (OPENING,)
    assert [(one.clause.id, one.code) for one in realisations(shops)] == [
        ("shop.opening", "town.shops.STEPS"),
        ("shop.small", f"{__name__}.small"),
    ]
    assert "| step `town.shops.STEPS` | Open the door |" in clause_table(shops, "en")
    assert "| 步驟 `town.shops.STEPS` | 開門 |" in clause_table(shops, "zh_Hant_TW")


def test_none_is_needed_and_no_decision_changes() -> None:
    with_it, without = programme(OPENING), programme()
    assert without.realised_by == ()
    for staff in (9, 10):
        subject = Shop(staff=staff)
        on = date(2022, 5, 2)
        assert with_it.assess(subject, on=on).words == without.assess(subject, on=on).words


def test_a_reform_keeps_it() -> None:
    assert reformed(programme(OPENING), name="less", without=["shop.small"]).realised_by == (OPENING,)


def test_one_of_a_clause_that_there_is_not_is_refused() -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(OPENING, attrs.evolve(OPENING, id="shop.closing"))
    assert [(one.path.pointer, one.code) for one in caught.value.problems] == [
        ("/realised_by/town.shops.STEPS", "clause")
    ]


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_every_kind_has_its_word(locale: str) -> None:
    assert len({kind.in_(locale) for kind in REALISED_AS.values()}) == 5
