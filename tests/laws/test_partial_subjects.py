"""The laws about what is not known, for every programme and every stage.

Complete subjects are varied, facts taken out of them at any depth, and learnt again one by one:

- learning never overturns: an answer that is determined stays, whatever is learnt besides;
- missing never omits: what makes an undetermined answer turn is named as missing or awaited;
- nothing is undetermined with nothing asked;
- no two readings of a rule, or of the outcome, say different things.

The subjects are the same on every run. ``pytest tests/laws --laws-size 3000`` (or ``nox -s laws``) tries as
many of each stage; what it finds is told once for each rule and kind of fact, with as few facts as show it.
"""

from __future__ import annotations

import pytest

from laws.known import KNOWN
from laws.seeds import STAGES
from laws.trying import LAWS, tried

EVERY_STAGE = pytest.mark.parametrize(
    ("programme", "stage"), [pytest.param(*at, id="/".join(at)) for at in STAGES]
)


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
    """How many partial subjects of each stage are tried."""
    return int(request.config.getoption("--laws-size") or 0)


@EVERY_STAGE
@pytest.mark.parametrize("law", LAWS)
def test_no_partial_subject_breaks_the_law(law: str, programme: str, stage: str, size: int) -> None:
    tally = tried(programme, stage, size)
    excused = {(one.law, one.rule) for one in KNOWN}
    found = {
        kind: one for kind, one in tally.violations.items() if kind[0] == law and kind[:2] not in excused
    }
    assert not found, "\n\n".join(f"{tally.times[kind]} times: {one}" for kind, one in found.items())


@EVERY_STAGE
def test_the_partial_subjects_are_worth_trying(programme: str, stage: str, size: int) -> None:
    tally = tried(programme, stage, size)
    assert tally.tried == size
    # Answers of either kind in numbers, many facts learnt, and many that turn an answer.
    assert 0.1 < tally.undetermined / tally.answers < 0.9
    assert tally.learnt > 2 * size
    assert tally.turned > size / 20
