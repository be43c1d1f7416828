"""Closing 結案: the funded product is listed, not only selected, and what a lapsed listing leaves open."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, Closing, MarketplaceListing
from cloudgrant.rules import Finding

LISTING = "research.benefit.marketplace-listing"
CLOSED = date(2023, 11, 30)
DAY_BEFORE, DAY_AFTER = date(2023, 11, 29), date(2023, 12, 1)
OK = MarketplaceListing(
    marketplace="industry_hall",
    product="示範布料雲",
    is_funded_product=True,
    status="listed",
    listed_on=date(2023, 6, 1),
)
MET, NOT_MET, UNDETERMINED = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED


def found(
    listing: MarketplaceListing, on: Any = CLOSED, lapse_counts: Any = cg.UNKNOWN, **more: Any
) -> Finding:
    closing = Closing(listing=listing, lapse_counts=lapse_counts)
    return cg.research.assess(closing, on=on, stage="closing", **more)[LISTING]


def test_a_closing_with_its_product_listed() -> None:
    decision = cg.research.assess(Closing(listing=OK), on=CLOSED, stage="closing")
    assert decision.outcome is cg.Outcome.ELIGIBLE
    assert decision.findings[0].rule == LISTING


@pytest.mark.parametrize(
    ("listed_on", "expected"),
    [(DAY_BEFORE, MET), (CLOSED, MET), (DAY_AFTER, NOT_MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_listed_by_the_closing_day(listed_on: Any, expected: cg.Result) -> None:
    assert found(attrs.evolve(OK, listed_on=listed_on)).result is expected


@pytest.mark.parametrize(
    ("marketplace", "expected"),
    [("tcloud", MET), ("industry_hall", MET), ("other", NOT_MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_on_one_of_the_two_marketplaces(marketplace: Any, expected: cg.Result) -> None:
    assert found(attrs.evolve(OK, marketplace=marketplace)).result is expected


@pytest.mark.parametrize("status", ["none", "selected"])
def test_selection_alone_is_not_enough(status: Any) -> None:
    assert found(MarketplaceListing(status=status)).result is NOT_MET  # whatever else is not known


@pytest.mark.parametrize(("funded", "expected"), [(True, MET), (False, NOT_MET), (cg.UNKNOWN, UNDETERMINED)])
def test_it_is_the_funded_product_that_is_listed(funded: Any, expected: cg.Result) -> None:
    assert found(attrs.evolve(OK, is_funded_product=funded)).result is expected


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [(DAY_BEFORE, UNDETERMINED), (CLOSED, MET), (DAY_AFTER, MET), (cg.UNKNOWN, UNDETERMINED)],
)
def test_a_listing_that_lapsed_before_closing_is_not_settled(ended_on: Any, expected: cg.Result) -> None:
    assert found(attrs.evolve(OK, status="ended", ended_on=ended_on)).result is expected


LAPSED = attrs.evolve(OK, status="ended", ended_on=DAY_BEFORE)


def test_the_question_that_a_lapsed_listing_leaves() -> None:
    [gap] = found(LAPSED).because
    assert (gap.because, gap.path.key) == ("text", "lapse_counts")
    assert gap.question("zh_Hant_TW") == "補助開發標的曾於結案前上架，但結案時已下架，是否仍符合規定？"
    decision = cg.research.assess(Closing(listing=LAPSED), on=CLOSED, stage="closing")
    assert decision.missing == ()
    assert decision.awaiting == (gap,)


@pytest.mark.parametrize(("answer", "expected"), [(True, MET), (False, NOT_MET)])
def test_the_office_settles_it_by_an_answer(answer: bool, expected: cg.Result) -> None:
    assert found(LAPSED, lapse_counts=answer).result is expected


@pytest.mark.parametrize(("answer", "expected"), [("met", MET), ("not_met", NOT_MET)])
def test_or_by_a_ruling(answer: Any, expected: cg.Result) -> None:
    ruling = cg.Ruling(rule=LISTING, result=answer, by="計畫辦公室", on=CLOSED)
    finding = found(LAPSED, rulings=[ruling])
    assert finding.result is expected
    assert finding.ruling == ruling
    # A ruling changes nothing where facts decide, or are missing.
    assert found(OK, rulings=[ruling]).result is MET
    assert found(MarketplaceListing(status="selected"), rulings=[ruling]).result is NOT_MET
    assert found(MarketplaceListing(), rulings=[ruling]).result is UNDETERMINED


def test_an_answer_about_lapses_does_not_stand_in_for_a_listing() -> None:
    assert found(MarketplaceListing(status="selected"), lapse_counts=True).result is NOT_MET
    late = attrs.evolve(OK, status="ended", listed_on=DAY_AFTER, ended_on=DAY_AFTER)
    assert found(late, lapse_counts=True).result is NOT_MET


def test_a_later_edition_may_name_other_marketplaces() -> None:
    policy = attrs.evolve(ROC_111.policy, marketplaces=("tcloud",))
    assert found(OK, policy=policy).result is NOT_MET


def test_learning_more_never_overturns_an_answer() -> None:
    statuses: tuple[Any, ...] = ("none", "selected", "listed", "ended", cg.UNKNOWN)
    days: tuple[Any, ...] = (CLOSED, DAY_AFTER, cg.UNKNOWN)
    truths: tuple[Any, ...] = (True, False, cg.UNKNOWN)
    for status, first, funded, counts in product(statuses, days, truths, truths):
        if first is not cg.UNKNOWN and status in ("none", "selected"):
            continue
        known = found(
            attrs.evolve(OK, status=status, listed_on=first, is_funded_product=funded), lapse_counts=counts
        ).result
        if known is UNDETERMINED:
            continue
        for s, d, f, c in product(statuses, days, truths, truths):
            if (s not in ("listed", "ended") and d is not cg.UNKNOWN) or any(
                old is not cg.UNKNOWN and new != old
                for old, new in zip((status, first, funded, counts), (s, d, f, c), strict=True)
            ):
                continue
            learnt = attrs.evolve(OK, status=s, listed_on=d, is_funded_product=f)
            assert found(learnt, lapse_counts=c).result is known


def test_it_reads_well() -> None:
    assert found(OK).message("zh_Hant_TW") == (
        "符合：結案日以前，補助開發標的已上架臺灣雲市集或雲市集工業館（僅入選者不算）（上架平台：雲市集工業館；"
        "上架者為本計畫補助開發標的：是；結案日之上架狀態：上架中；上架日：112年6月1日；日期：112年11月30日）"
    )
    assert (
        found(LAPSED)
        .message("en")
        .startswith(
            "undetermined: By the closing day the funded product is listed on the Taiwan Cloud Marketplace"
        )
    )


def test_nonsense_is_listed_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        MarketplaceListing(status="selected", listed_on=CLOSED, ended_on=DAY_BEFORE)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("ended_on", "order"),
        ("listed_on", "research.not_listed"),
        ("ended_on", "research.not_ended"),
    ]
    listing, problems = cg.draft(Closing, {"listing": {"status": "sold", "listed_on": "yesterday"}})
    assert listing == Closing()
    assert [problem.path.key for problem in problems] == ["listing.status", "listing.listed_on"]


def test_it_travels() -> None:
    closing = Closing(listing=LAPSED, lapse_counts=True)
    assert cg.load(Closing, cg.dump(closing)) == closing
