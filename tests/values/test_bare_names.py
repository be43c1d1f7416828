"""One bare name where several may be given is that name, or is refused: it is never its letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import cloudgrant as cg
from cloudgrant.guide import session
from cloudgrant.reform import Reform
from cloudgrant.testing import boundary_cases


@pytest.mark.parametrize(
    "call",
    [lambda: session.start(programmes="points"), lambda: boundary_cases(cg.points, rules="points")],
)
def test_a_bare_name_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        call()
    assert [problem.code for problem in caught.value.problems] == ["several.bare"]


def test_a_reform_without_one_rule() -> None:
    id = cg.points.rules[0].id
    dropped = Reform("x", without=id).of(cg.points)
    assert id not in [rule.id for rule in dropped.rules]
