"""Random trees with lists: no completion contradicts what is claimed; what matters is asked for."""

from __future__ import annotations

from random import Random

import pytest

from cloudgrant.rules import UNKNOWN
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.gaps import gaps_of
from cloudgrant.rules.deciding.written import written
from cloudgrant.values.between import Between, least_of, most_of
from cloudgrant.values.paths import Path
from toys.random_trees import Limits, Trees, completions, drafted, filled, slots

POLICY = Limits()
TREES, DRAFTS, COMPLETIONS = 60, 3, 40


@pytest.mark.parametrize("seed", range(6))
def test_no_completion_contradicts_a_truth_and_none_that_matters_is_left_out(seed: int) -> None:
    random = Random(seed)
    for _ in range(TREES):
        node = Trees(random).truth(3)
        judge = written(node)
        for _ in range(DRAFTS):
            draft = drafted(random)
            claimed = read(node, Case(draft, POLICY))
            assert judge(draft, POLICY, UNKNOWN) is claimed
            asked = {gap.path for gap in gaps_of(node, Case(draft, POLICY), Path())}
            assert (claimed is UNKNOWN) or not asked
            found = list(slots(draft, random))
            for way in completions(found, random, COMPLETIONS):
                answer = judge(filled(draft, way), POLICY, UNKNOWN)
                assert answer in (True, False)
                assert claimed in (UNKNOWN, answer), (node, draft, way)
                if not found:
                    continue
                place, values = random.choice(found)
                other = judge(filled(draft, {**way, place: random.choice(values)}), POLICY, UNKNOWN)
                assert other is answer or Path(place) in asked, (node, draft, place)


@pytest.mark.parametrize("seed", range(6))
def test_a_number_lies_within_its_bounds(seed: int) -> None:
    random = Random(seed)
    for _ in range(TREES):
        node = Trees(random).number(3)
        count = written(node)
        for _ in range(DRAFTS):
            draft = drafted(random)
            bounds = read(node, Case(draft, POLICY))
            assert count(draft, POLICY, UNKNOWN) == bounds
            for way in completions(list(slots(draft, random)), random, COMPLETIONS):
                number = count(filled(draft, way), POLICY, UNKNOWN)
                assert not isinstance(number, Between)
                assert least_of(bounds) <= number <= most_of(bounds), (node, draft, way)
