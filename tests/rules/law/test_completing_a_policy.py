"""What a policy leaves unknown is filled in; what it says is not changed that way."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact, Policy, Record, given
from cloudgrant.rules.law.policies import completed, departures

DAY = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Limits(Policy):
    levy: Fact[int] = given(zh="規費", en="Levy", unit="TWD")
    closes: Fact[date] = given(zh="截止日", en="Closes")
    most: int = given(default=9, zh="上限", en="Most")


def test_what_is_unknown_is_filled_in_and_the_rest_stays() -> None:
    silent = Limits()
    assert silent.complete(levy=3) == Limits(levy=3)
    assert silent.complete() == silent
    assert silent.levy is UNKNOWN


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        Limits().complete(most=10, levi=1, levy=-1, closes="2022-05-02")
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [
        ("/most", "policy.published"),
        ("/levi", "unknown_key"),
        ("/levy", "negative"),
        ("/closes", "type"),
    ]
    assert refused.value.problems[0].message("zh") == "已公布為 9；欲試改變者請用 attrs.evolve"


def test_a_receipt_tells_what_was_completed_from_what_was_reformed() -> None:
    published = cg.points.policy_on(DAY)
    said = published.complete(applications_from=date(2022, 4, 1))
    used = attrs.evolve(said, grant=100_000)
    receipt = cg.points.assess(cg.Manufacturer(), on=DAY, policy=used).receipt
    assert list(receipt.completed) == ["applications_from"]
    assert list(receipt.reformed) == ["grant"]


def test_what_follows_from_others_is_not_filled_in() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.research.policy_on(DAY).complete(credit_report_from=DAY)
    assert [(p.path.pointer, p.code) for p in refused.value.problems] == [
        ("/credit_report_from", "policy.derived")
    ]
    assert refused.value.problems[0].message("en").startswith("follows from closing_date")


@attrs.frozen(kw_only=True)
class Fee(Record):
    name: str = given(en="Name")
    waived: Fact[bool] = given(en="Waived")


@attrs.frozen(kw_only=True)
class Fees(Policy):
    fees: tuple[Fee, ...] = given(default=(Fee(name="a"), Fee(name="b", waived=False)), en="Fees")


def test_what_is_unknown_in_an_item_of_a_list_is_filled_in() -> None:
    published = Fees()
    said = published.complete(fees=(Fee(name="a", waived=True), published.fees[1]))
    assert (completed(published, said), departures(published, said)) == ({"fees": said.fees}, {})
    for changed in (
        published.fees,
        published.fees[:1],
        (Fee(name="c", waived=True), published.fees[1]),
        (Fee(name="a", waived=True), Fee(name="b", waived=True)),
    ):
        with pytest.raises(cg.InvalidInput) as refused:
            published.complete(fees=changed)
        assert [p.code for p in refused.value.problems] == ["policy.published"]
        if changed != published.fees:
            reformed = attrs.evolve(published, fees=changed)
            assert (completed(published, reformed), list(departures(published, reformed))) == ({}, ["fees"])


def test_a_decision_under_a_completed_policy_is_verified_from_its_receipt_alone() -> None:
    policy = cg.research.policy_on(DAY).complete(closing_date=date(2022, 5, 31))
    receipt = cg.research.assess(cg.Proposal(), on=DAY, policy=policy).receipt
    assert list(receipt.completed) == ["closing_date"]  # and not what follows from it
    assert cg.verify(receipt, cg.Proposal()).same
