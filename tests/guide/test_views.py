"""Programmes about more than a firm, and rules that wait for others: what is asked can tip the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.firms.company import Company
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules import Fact, Record, Truth, for_each, given, no, one_of, pick, rule
from cloudgrant.rules.law.clause import cited_by
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from questioning import FILING

HOME = Text(zh="示範計畫", en="A programme")


@attrs.frozen(kw_only=True)
class Terms(Record):
    most: Fact[int] = given(zh="上限", en="Most", unit="TWD")
    staff: int = given(default=5, zh="員工上限", en="Most staff", unit="persons")


@attrs.frozen(kw_only=True)
class Offer(Record):
    vendor: Company = given(default=Company(), zh="廠商", en="Vendor")
    accepted: Fact[bool] = given(zh="審查認可", en="Accepted by the reviewers", known_by="reviewer")
    listed_on: Fact[bool] = given(zh="已公告", en="Published", known_by="office")


@attrs.frozen(kw_only=True)
class Joint(Record):
    members: tuple[Company, ...] = given(default=(), zh="成員", en="Members")


@rule("a.small", zh="小", en="Small")
def small(offer: Offer, terms: Terms) -> Truth:
    return (offer.vendor.regular_employees <= terms.staff) | offer.accepted


@rule("a.sum", zh="合計", en="Sum")
def sums(offer: Offer, terms: Terms) -> Truth:
    return offer.vendor.paid_in_capital + offer.vendor.coaching_own_funds <= terms.most


@rule("a.kind", zh="種類", en="Kind")
def kind(offer: Offer, terms: Terms) -> Truth:
    return pick(offer.vendor.manufacturer, one_of(offer.vendor.factory, "registered"), offer.listed_on)


def _no_provider(offer: Offer, terms: Terms) -> Truth:
    return no(offer.vendor.provider)


@rule("a.fresh", applies=_no_provider, zh="未用過", en="Fresh")
def fresh(offer: Offer, terms: Terms) -> Truth:
    return no(offer.vendor.tax_owed)


@rule("a.member", zh="成員為製造業", en="A member is a manufacturer")
def member(firm: Company, terms: Terms) -> Truth:
    return firm.manufacturer & (firm.regular_employees <= terms.staff)


CLAUSES = [cg.Clause(id_, heading="一", source="原文", text=HOME) for id_ in
           ("a.small", "a.sum", "a.kind", "a.fresh", "a.member")]  # fmt: skip


def view(*rules: Any, most: Fact[int] = cg.UNKNOWN) -> FirmView:
    programme = cg.Programme(
        "a", title=HOME, subject=Offer, policies={date(2022, 1, 1): Terms(most=most)},
        clauses=cited_by(rules, CLAUSES), rules=rules,
    )  # fmt: skip
    return FirmView(programme, of=lambda firm: Offer(vendor=firm), at=("vendor",))


VALUES: dict[str, tuple[Any, ...]] = {
    "regular_employees": (5, 6),
    "paid_in_capital": (0, 7, 11),
    "coaching_own_funds": (0, 7, 11),
    "manufacturer": (True, False),
    "factory": ("registered", "none"),
    "provider": (True, False),
    "tax_owed": (True, False),
}


def read_by(one: FirmView) -> list[str]:
    return [
        gap.path.key for gap in cg.guide.explore(Company(), on=FILING, programmes=[one])["a"].decision.missing
    ]


def drafts(names: list[str]) -> Iterator[Company]:
    for values in product(*((*VALUES[name], cg.UNKNOWN) for name in names)):
        yield Company(**dict(zip(names, values, strict=True)))


def completed(firm: Company, names: list[str]) -> list[Company]:
    free = [name for name in names if getattr(firm, name) is cg.UNKNOWN]
    return [
        attrs.evolve(firm, **dict(zip(free, values, strict=True)))
        for values in product(*(VALUES[name] for name in free))
    ]


RULES: dict[str, tuple[tuple[Any, ...], Fact[int]]] = {
    "a reviewer may accept": ((small,), cg.UNKNOWN),
    "a sum with its limit": ((sums, small), 10),
    "a limit that is not published": ((sums, fresh), cg.UNKNOWN),
    "a choice whose other side the office knows": ((kind,), cg.UNKNOWN),
    "a condition": ((fresh, small), cg.UNKNOWN),
    "all but the sum": ((small, kind, fresh), cg.UNKNOWN),
}


@pytest.mark.parametrize("case", RULES)
def test_what_is_asked_can_tip_the_outcome_and_when_nothing_is_nothing_can(case: str) -> None:
    rules, most = RULES[case]
    one = view(*rules, most=most)
    names = list(dict.fromkeys(name.removeprefix("vendor.") for name in read_by(one) if "vendor." in name))
    assert names

    def outcome(firm: Company) -> cg.Outcome:
        return one.programme.assess(one.of(firm), on=FILING).outcome

    told = {firm: outcome(firm) for firm in drafts(names)}
    for firm in told:
        found = cg.guide.explore(firm, on=FILING, programmes=[one])
        assert found["a"].outcome is told[firm]
        wholes = completed(firm, names)
        ends = {told[whole] for whole in wholes}
        question = found.next
        if question is None:
            assert len(ends) == 1, firm
        else:
            name = question.fact
            assert getattr(firm, name) is cg.UNKNOWN
            assert question.path in {gap.path for gap in found.missing}
            assert any(
                len({told[attrs.evolve(whole, **{name: value})] for value in VALUES[name]}) > 1
                for whole in wholes
            ), (firm, name)


def test_what_only_others_know_is_awaited_and_not_asked() -> None:
    found = cg.guide.explore(Company(regular_employees=6), on=FILING, programmes=[view(small)])
    assert found.next is None
    assert found["a"].missing == ()
    [gap] = found.awaiting
    assert (gap.because, gap.info.name) == ("reviewer", "accepted")
    assert "Accepted by the reviewers" in found.message("en")


def test_the_firm_as_a_member_of_a_joint_proposal() -> None:
    programme = cg.Programme(
        "joint", title=HOME, subject=Joint, policies={date(2022, 1, 1): Terms()},
        clauses=cited_by([member], CLAUSES), rules=(for_each("members", member),),
    )  # fmt: skip
    one = FirmView(
        programme,
        role=Text(zh="成員", en="member"),
        of=lambda firm: Joint(members=(firm,)),
        at=("members", 0),
    )
    found = cg.guide.explore(Company(), on=FILING, programmes=[one])
    assert {gap.path for gap in found.missing} == {Path(["manufacturer"]), Path(["regular_employees"])}
    question = found.next
    assert question is not None
    for value, expected in ((True, cg.Outcome.UNDETERMINED), (False, cg.Outcome.INELIGIBLE)):
        firm = attrs.evolve(Company(), manufacturer=value)
        assert cg.guide.explore(firm, on=FILING, programmes=[one])["joint"].outcome is expected


def test_a_programme_whose_subject_is_no_firm_needs_a_view() -> None:
    with pytest.raises(cg.InvalidInput):
        cg.guide.explore(Company(), on=FILING, programmes=[view(small).programme])


def test_a_place_outside_the_firm_is_no_fact_of_the_firm() -> None:
    one = view(small)
    assert one.of_firm(Path(["vendor", "regular_employees"])) == Path(["regular_employees"])
    assert one.of_firm(Path(["accepted"])) is None
    assert one.of_firm(Path(["vendor"])) is None
    assert one.of_firm(Path(["on"])) == Path(["on"])
