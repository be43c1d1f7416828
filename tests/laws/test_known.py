"""What is known to break a law does so still: one that no longer does is struck off the list."""

from __future__ import annotations

from typing import Any

import pytest

from laws.judged import judged, overturned, turned_unasked
from laws.known import KNOWN, Known
from laws.seeds import PROGRAMMES


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(
            one, id=f"{one.rule} {one.law}", marks=pytest.mark.xfail(reason=one.reason, raises=AssertionError)
        )
        for one in KNOWN
    ],
)
def test_the_law_is_kept(known: Known) -> None:
    programme, stage = PROGRAMMES[known.rule.partition(".")[0]], known.stage
    draft, one, another = (judged(programme, stage, case) for case in known.cases())
    broken: dict[str, Any] = {
        "overturned": overturned(draft, another),
        "unasked": turned_unasked(draft, one, another, known.differ()),
    }
    assert known.rule not in broken[known.law]
