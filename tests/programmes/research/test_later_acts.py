"""Acceptance, closing and tracking go by the edition that a project was applied for under, in any year."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import (
    ROC_111,
    Acceptance,
    Closing,
    FirmTracking,
    MarketplaceListing,
    ProjectLife,
    Proposal,
    Tracking,
)
from cloudgrant.rules import Share
from cloudgrant.rules.law.notice import Notice
from programmes.research.tables import TABLE

SALARY = "research.benefit.salary"
LISTING = "research.benefit.marketplace-listing"
ACCEPTED = "research.security.acceptance"
MET, NOT_MET, OPEN, NOT_ASKED = (
    cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED, cg.Result.NOT_APPLICABLE,
)  # fmt: skip

# An invented text of the year after: listings in the Industry Hall alone, pay of a year later and by 10 %,
# and nothing of what acceptance asks of security.
ROC_112 = ROC_111.followed_by(
    "roc-112",
    since=date(2023, 1, 1),
    until=date(2023, 12, 31),
    notice=Notice(title="示範公告", on=date(2022, 12, 20)),
    says=(
        attrs.evolve(
            ROC_111.clauses[LISTING],
            source="結案前將本計畫補助開發標的上架雲市集工業館",
            numbers={"marketplaces": ("industry_hall",)},
        ),
        attrs.evolve(
            ROC_111.clauses[SALARY],
            source="第一年（112年）員工薪資提升10%、第二年（113年）員工薪資提升10%",
            numbers={"pay_rise": Share("10%"), "pay_base_year": 2022, "pay_basis": "average"},
        ),
    ),
    keeps=("research.subject.benefit-tracking",),
)
TWO_YEARS = cg.research.with_editions(ROC_112)

IN_2024 = date(2024, 6, 30)
LISTED = MarketplaceListing(
    marketplace="tcloud", is_funded_product=True, status="listed", listed_on=date(2023, 11, 1)
)
PAID = FirmTracking(
    ubn="12345675", base_pay=100, base_heads=1, first_pay=105, first_heads=1, second_pay=111, second_heads=1
)


def closing(edition: Any = cg.UNKNOWN) -> Closing:
    return Closing(listing=LISTED, edition=edition)


def test_a_closing_in_2024_of_a_project_of_2022_goes_by_the_text_of_2022() -> None:
    decision = TWO_YEARS.assess(closing("roc-111"), on=IN_2024, stage="closing")
    assert decision[LISTING].result is MET
    assert "臺灣雲市集或雲市集工業館" in decision[LISTING].clause.source
    later = TWO_YEARS.assess(closing("roc-112"), on=IN_2024, stage="closing")
    assert later[LISTING].result is NOT_MET
    assert "臺灣雲市集" not in later[LISTING].clause.source


@pytest.mark.parametrize(
    ("stage", "subject"),
    [("acceptance", Acceptance()), ("closing", closing()), ("tracking", Tracking(firms=(PAID,)))],
)
def test_where_there_are_two_editions_it_has_to_be_said_which(stage: Any, subject: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        TWO_YEARS.assess(subject, on=IN_2024, stage=stage)
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("edition", "edition.required")]
    for name in ("roc-111", "roc-112"):
        named = attrs.evolve(subject, edition=name)
        said = TWO_YEARS.assess(named, on=IN_2024, stage=stage)
        assert said.results == TWO_YEARS.under(name).assess(subject, on=IN_2024, stage=stage).results
        assert said.results == TWO_YEARS.assess(subject, on=IN_2024, stage=stage, edition=name).results


def test_an_edition_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        TWO_YEARS.assess(closing("roc-113"), on=IN_2024, stage="closing")
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == ("edition", "edition.name")
    with pytest.raises(cg.InvalidInput):
        closing("")


def test_a_year_of_pay_is_that_of_the_edition() -> None:
    def results(edition: str, on: date) -> list[cg.Result]:
        tracking = Tracking(firms=(PAID,), edition=edition)
        decision = TWO_YEARS.assess(tracking, on=on, stage="tracking")
        return [decision[rule].result for rule in (SALARY, f"{SALARY}/second-year")]

    assert results("roc-111", date(2023, 6, 30)) == [MET, NOT_ASKED]
    assert results("roc-111", IN_2024) == [MET, MET]
    assert results("roc-112", date(2023, 6, 30)) == [NOT_ASKED, NOT_ASKED]
    assert results("roc-112", IN_2024) == [NOT_MET, NOT_ASKED]
    assert results("roc-112", date(2025, 1, 1)) == [NOT_MET, NOT_MET]


def test_what_the_later_text_does_not_say_is_awaited_and_never_the_earlier_one_s() -> None:
    checked = Acceptance(self_assessment=TABLE, edition="roc-111")
    assert TWO_YEARS.assess(checked, on=IN_2024, stage="acceptance")[ACCEPTED].result is MET
    awaited = TWO_YEARS.assess(attrs.evolve(checked, edition="roc-112"), on=IN_2024, stage="acceptance")
    assert awaited[ACCEPTED].result is OPEN
    assert ROC_112.policy.security_items is cg.UNKNOWN
    assert ROC_112.policy.tracking_months == 24  # kept
    assert ROC_112.policy.case_cap is cg.UNKNOWN


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2023, 11, 30), IN_2024, date(2026, 1, 31)])
def test_with_one_edition_a_later_act_that_does_not_say_goes_by_it(day: date) -> None:
    silent = cg.research.assess(closing(), on=day, stage="closing")
    said = cg.research.assess(closing("roc-111"), on=day, stage="closing")
    assert silent.results == said.results
    assert silent[LISTING].result is (NOT_MET if day < date(2023, 11, 1) else MET)


def test_until_the_second_edition_begins_there_is_only_one_to_go_by() -> None:
    day = date(2022, 12, 31)
    listed = attrs.evolve(closing(), listing=attrs.evolve(LISTED, listed_on=day))
    assert TWO_YEARS.assess(listed, on=day, stage="closing")[LISTING].result is MET


def test_an_application_goes_by_its_day_whatever_it_keeps() -> None:
    proposal = Proposal(stated_subsidy=30_000_001, stated_total=90_000_000, edition="roc-112")
    rule = "research.funding.case-cap"
    assert TWO_YEARS.assess(proposal, on=date(2022, 12, 31))[rule].result is NOT_MET
    assert TWO_YEARS.assess(proposal, on=date(2023, 1, 1))[rule].result is OPEN


def test_a_project_passes_its_edition_on() -> None:
    proposal = Proposal(starts_on=date(2022, 7, 1), ends_on=date(2023, 11, 30), edition="roc-111")
    assert Tracking.of(proposal).edition == ProjectLife.of(proposal).edition == "roc-111"
    assert Tracking.of(Proposal()).edition is ProjectLife.of(Proposal()).edition is cg.UNKNOWN
    life = ProjectLife.of(proposal, closed_on=date(2023, 12, 15))
    assert life.edition is not cg.UNKNOWN
    policy = TWO_YEARS.named(life.edition).policy
    assert life.stage(date(2025, 12, 15), policy) == "tracking"
    assert life.stage(date(2025, 12, 16), policy) == "over"


@pytest.mark.parametrize(
    "subject",
    [
        Acceptance(edition="roc-111"),
        closing("roc-111"),
        Tracking(edition="roc-111"),
        Proposal(edition="roc-111"),
        ProjectLife(edition="roc-111"),
    ],
)
def test_it_is_data_like_any_other(subject: Any) -> None:
    assert cg.load(type(subject), cg.dump(subject)) == subject
    assert pickle.loads(pickle.dumps(subject)) == subject
    info = cg.facts(type(subject))["edition"]
    assert (info.label["zh"], info.label["en"], info.known_by) == (
        "申請時適用之版本",
        "Edition applied under",
        "office",
    )
