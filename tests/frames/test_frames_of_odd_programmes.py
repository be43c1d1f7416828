"""Frames for programmes of other shapes: rules about a list, about several, about nothing required."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant import frames
from cloudgrant.rules import Truth, any_of, for_each, no, rule
from toys.stalls import FILED, PUBLISHED, Stall, stalls
from toys.workshops import LIMITS, Limits, Maker, Workshop, programme

STAFF = pl.DataFrame({"staff": [9, 10, None], "public": [True, True, True]})


@rule("fund.maker", en="Makers are licensed")
def maker_licensed(maker: Maker, limits: Limits) -> Truth:
    return maker.licensed


@rule("fund.crafts", en="A craft on the list")
def right_crafts(shop: Workshop, limits: Limits) -> Truth:
    return any_of(shop.crafts, limits.crafts)


@rule("fund.staff", force="advisory", en="Few people")
def advised(shop: Workshop, limits: Limits) -> Truth:
    return shop.staff <= limits.most_staff


def _closed(shop: Workshop, limits: Limits) -> Truth:
    return no(shop.public)


@rule("fund.closed", applies=_closed, en="Few people behind closed doors")
def conditional(shop: Workshop, limits: Limits) -> Truth:
    return shop.staff <= limits.most_staff


@pytest.mark.parametrize(
    ("judged", "name", "path"),
    [
        (programme(for_each("makers", maker_licensed)), "fund.maker", "/makers"),
        (programme(right_crafts), "fund.crafts", "/crafts"),
    ],
)
@pytest.mark.parametrize("frame", [STAFF, STAFF.lazy()])
def test_a_rule_about_the_items_of_a_list_is_a_clear_error(
    judged: cg.Programme[Any, Any], name: str, path: str, frame: Any
) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        frames.assess(frame, judged, subject=Workshop, on=FILED)
    [problem] = caught.value.problems
    assert (problem.path.pointer, problem.code) == (path, "frame.list")
    for locale in ("zh_Hant_TW", "en"):
        assert name in problem.message(locale)


def objects(judged: cg.Programme[Any, Any]) -> list[str]:
    shops = [Workshop(staff=9, public=True), Workshop(staff=10, public=True), Workshop(public=True)]
    return [judged.assess(shop, on=FILED).outcome.value for shop in shops]


@pytest.mark.parametrize(
    "judged", [programme(advised), programme(conditional), programme(advised, conditional)]
)
def test_where_no_required_rule_surely_applies_nothing_is_decided(judged: cg.Programme[Any, Any]) -> None:
    assert objects(judged) == ["undetermined"] * 3
    decided = frames.assess(STAFF, judged, subject=Workshop, on=FILED)
    assert decided["outcome"].to_list() == ["undetermined"] * 3


def test_only_an_application_is_granted_anything() -> None:
    terms: dict[str, Any] = {"subject": cg.Purchase, "on": FILED, "stage": "purchase"}
    decided = frames.assess(pl.DataFrame({"order.price": [1, None]}), cg.points, **terms)
    assert cg.points.assess(cg.Purchase(), on=FILED, stage="purchase").award is None
    assert decided.columns == ["order.price", "outcome", *cg.points.rule_ids("purchase")]


def test_what_the_object_reading_refuses_is_refused_alike() -> None:
    mistaken: Any = LIMITS
    with pytest.raises(cg.InvalidInput):
        stalls.assess(Stall(), on=FILED, policy=mistaken)
    with pytest.raises(cg.InvalidInput):
        frames.assess(STAFF, stalls, subject=Stall, on=FILED, policy=mistaken)
    with pytest.raises(cg.InvalidInput):
        frames.assess(STAFF, stalls, subject=cg.Company, on=FILED, policy=PUBLISHED)
    with pytest.raises(cg.InvalidInput):
        frames.assess(STAFF, stalls, subject=Stall, on=FILED, policy=PUBLISHED, stage="claim")
