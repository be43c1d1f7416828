"""Comparisons of frames with headings of their own, and of nonsense."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant.reform import Reform, compare, sweep

ASKED: dict[str, Any] = {"subject": cg.Manufacturer, "on": date(2022, 5, 2)}
MORE = {"now": None, "more": Reform("more", policy={"regular_employee_ceiling": 250})}
FIRMS = pl.DataFrame(
    {
        "實收資本額": [200_000.0, 200_000.0, 50_000.0],
        "regular_employees": [250, 251, 9_999],
        "factory": "exempt",
        "points_last_used_in": 0,
    }
)
COLUMNS = {"實收資本額": ("paid_in_capital", "千元")}


@pytest.mark.parametrize("lazy", [False, True])
def test_headings_are_read_in_their_units(lazy: bool) -> None:
    frame: Any = FIRMS.lazy() if lazy else FIRMS
    impact = compare(frame, cg.points, MORE, columns=COLUMNS, **ASKED)
    [row] = impact.table().to_dicts()
    assert (row["winners_low"], row["winners_high"], row["rows"]) == (1, 1, 3)
    table = sweep(cg.points, "regular_employee_ceiling", [249, 250, 251], frame, columns=COLUMNS, **ASKED)
    assert table["winners_low"].to_list() == [0, 1, 2]


def test_a_heading_that_is_nearly_a_fact_is_refused() -> None:
    spoilt = FIRMS.rename({"regular_employees": "regular_employes"})
    for ask in (lambda: compare(spoilt, cg.points, MORE, columns=COLUMNS, **ASKED),
                lambda: sweep(cg.points, "grant", [1], spoilt, columns=COLUMNS, **ASKED)):  # fmt: skip
        with pytest.raises(cg.InvalidInput) as refused:
            ask()
        assert [one.path.key for one in refused.value.problems] == ["regular_employes"]
    impact = compare(spoilt, cg.points, MORE, columns=COLUMNS, unmatched="ignore", **ASKED)
    [row] = impact.table().to_dicts()
    assert (row["winners_low"], row["winners_high"]) == (0, 2)


@pytest.mark.parametrize("lazy", [False, True])
def test_nonsense_is_refused_or_not_known(lazy: bool) -> None:
    spoilt: Any = FIRMS.with_columns(regular_employees=pl.Series([-1, 250, 251]))
    spoilt = spoilt.lazy() if lazy else spoilt
    with pytest.raises(cg.InvalidInput):
        compare(spoilt, cg.points, MORE, columns=COLUMNS, **ASKED)
    impact = compare(spoilt, cg.points, MORE, columns=COLUMNS, invalid="unknown", **ASKED)
    [row] = impact.table().to_dicts()
    assert (row["winners_low"], row["winners_high"]) == (1, 2)


@pytest.mark.parametrize("given", [5, object(), {"": 5}])
def test_what_is_no_frame_is_told_beside_all_else(given: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        compare(given, cg.points, MORE, by=["nowhere"], **ASKED)
    assert [one.code for one in refused.value.problems] == ["reform.by", "type"]
