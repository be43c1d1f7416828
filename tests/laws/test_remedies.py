"""Whatever a firm can mend has a remedy, and a remedy mends: of every programme and stage.

Eligible cases are broken by changes of facts that the firm may take back, several rules at once; each that
is ineligible then, with nothing open, must have a remedy, and each remedy, applied, must end eligible.
``pytest tests/laws --laws-size 1000`` tries as many of each stage.
"""

from __future__ import annotations

import pytest

from laws.mending import MENDABLE, mended


@pytest.mark.parametrize(("programme", "stage"), [pytest.param(*at, id="/".join(at)) for at in MENDABLE])
def test_what_can_be_mended_has_remedies_that_mend(
    programme: str, stage: str, request: pytest.FixtureRequest
) -> None:
    size = int(request.config.getoption("--laws-size") or 0)
    tally = mended(programme, stage, size)
    assert not tally.without, f"{len(tally.without)} of {tally.tried} have no remedy:\n{tally.told()}"
    assert not tally.useless
    assert tally.tried == size


def test_many_rules_are_broken_at_once() -> None:
    assert max(mended("research", "application", 60).changes) >= 3
    assert max(mended("listing", "application", 60).changes) >= 4
