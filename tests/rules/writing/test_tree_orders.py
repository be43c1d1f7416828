"""The tables of comparisons say what they claim of every pair of numbers."""

from __future__ import annotations

import operator
from itertools import product
from typing import get_args

from cloudgrant.rules.writing import tree

HOLDS = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}
PAIRS = list(product(range(-1, 2), repeat=2))


def test_the_opposite_holds_where_the_comparison_does_not() -> None:
    assert set(tree.OPPOSITE) == set(get_args(tree.Sign))
    for order, opposite in tree.OPPOSITE.items():
        assert all(HOLDS[order](a, b) is not HOLDS[opposite](a, b) for a, b in PAIRS)


def test_the_mirrored_comparison_says_the_same_the_other_way_about() -> None:
    assert set(tree.MIRRORED) == set(get_args(tree.Sign))
    for order, mirrored in tree.MIRRORED.items():
        assert all(HOLDS[order](a, b) is HOLDS[mirrored](b, a) for a, b in PAIRS)
