"""What stands in the way of a decision: what is not met, or else what is not settled."""

from __future__ import annotations

from typing import Any

import pytest

from cloudgrant.rules import rule
from toys.workshops import FILED, Workshop, programme

RULES = (
    rule("fund.rent", en="rent")(lambda s, p: s.rent <= p.most_rent),
    rule("fund.public", en="public")(lambda s, p: s.public),
    rule("fund.soft", en="style", force="advisory")(lambda s, p: s.wages <= 0),
)


@pytest.mark.parametrize(
    ("shop", "expected"),
    [
        (Workshop(rent=101), ["fund.rent"]),  # what is not settled matters no more
        (Workshop(rent=100), ["fund.public"]),
        (Workshop(), ["fund.rent", "fund.public"]),
        (Workshop(rent=100, public=True, wages=1), []),  # an advisory rule stands in nobody's way
    ],
)
def test_what_is_not_met_stands_in_the_way_or_else_what_is_not_settled(shop: Workshop, expected: Any) -> None:
    decision = programme(*RULES).assess(shop, on=FILED)
    assert [one.rule for one in decision.in_the_way] == expected
