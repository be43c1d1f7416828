"""What happened to a firm, or was listed, in a year happened in one that can be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import cloudgrant as cg

FOUNDED = date(2020, 6, 1)
DAYS = ("debarred_until", "it_capability_until")


def refused(cls: Any, known: dict[str, Any]) -> set[tuple[str, str]]:
    with pytest.raises(cg.InvalidInput) as caught:
        cls(**known)
    for one in caught.value.problems:
        assert "{" not in one.message("zh_Hant_TW") + one.message("en")
    loose, problems = cg.draft(cls, {name: str(v) if isinstance(v, date) else v for name, v in known.items()})
    assert loose == cls()  # which of them is right, nobody knows
    assert {(one.path.key, one.code) for one in problems} == {
        (one.path.key, one.code) for one in caught.value.problems
    }
    return {(one.path.key, one.code) for one in caught.value.problems}


@pytest.mark.parametrize("name", DAYS)
def test_no_last_day_is_before_the_registration(name: str) -> None:
    told: dict[str, Any] = {"registered_on": FOUNDED, name: FOUNDED - timedelta(1)}
    assert refused(cg.Company, told) == {(one, "firm.before_registration") for one in told}
    assert getattr(cg.Company(**dict[str, Any]({"registered_on": FOUNDED, name: FOUNDED})), name) == FOUNDED


@pytest.mark.parametrize(
    ("cls", "last", "before"),
    [
        (cg.CloudSolution, "last_listed_in", "listed_before_in"),
        (cg.Selection, "last_listed_in", "listed_before_in"),
    ],
)
def test_the_year_before_the_last_is_earlier(cls: Any, last: str, before: str) -> None:
    for wrong in ((2020, 2020), (2020, 2021), (0, 2021)):
        told = dict(zip((last, before), wrong, strict=True))
        assert refused(cls, told) == {(one, "year_order") for one in told}
    possible: tuple[tuple[Any, Any], ...] = (
        (2021, 2020),
        (2021, 0),
        (0, 0),
        (cg.UNKNOWN, 2021),
        (2021, cg.UNKNOWN),
    )
    for right in possible:
        told = dict(zip((last, before), right, strict=True))
        assert {name: getattr(cls(**told), name) for name in told} == told


def test_what_version_1_told_of_a_firm_registered_since_still_loads() -> None:
    old = {"version": 1, "registered_on": "2022-01-05"}
    assert cg.load(cg.Company, {**old, "it_capability_until": "2021-12-31"}) == cg.Company()
