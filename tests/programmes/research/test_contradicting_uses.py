"""Records of one number that say different things are of one use: none surely, the largest at the most."""

from __future__ import annotations

from itertools import permutations

import pytest

from programmes.research.contracts import LOGINS, counts, left, used
from programmes.research.test_measures_of_usage import A, measured

UNDECIDED, NOT_ENOUGH = (0, 1, 1), (0, 1, 0)  # the threshold is of twelve


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [((11, 10), NOT_ENOUGH), ((12, 1), UNDECIDED), ((13, 12), UNDECIDED), ((4, 5, 6), NOT_ENOUGH)],
)
def test_they_come_to_the_largest_of_them_and_never_to_their_sum(
    amounts: tuple[int, ...], expected: tuple[int, int, int]
) -> None:
    for order in permutations(amounts):
        found = measured(LOGINS, A, usage=[used("A", "2022-08-01", each, ref="7") for each in order])
        assert (counts(found), left(found)) == (expected, [("contradicting_use", "A", len(amounts))])
        [words] = found.leftover_words("zh_Hant_TW")
        assert "至多以最高者計" in words


def test_of_another_use_they_bound_the_sum() -> None:
    told = [used("A", "2022-08-01", each, ref="7") for each in (5, 6)]
    for other, expected in ((5, NOT_ENOUGH), (6, UNDECIDED), (12, (1, 1, 0))):
        found = measured(LOGINS, A, usage=[*told, used("A", "2022-09-01", other, ref="8")])
        assert counts(found) == expected
