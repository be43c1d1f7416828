"""A growing map answers as a dictionary would, and leaves every earlier state as it was."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.growing_map import GrowingMap

entries = st.lists(st.tuples(st.text("abcdefgh", min_size=1, max_size=2), st.integers()), max_size=40)


@given(entries)
def test_it_answers_as_a_dictionary_after_every_entry(added: list[tuple[str, int]]) -> None:
    plain: dict[str, int] = {}
    grown: GrowingMap[int] = GrowingMap()
    states = [(grown, dict(plain))]
    for key, value in added:
        plain[key] = value
        grown = grown.grown(key, value)
        states.append((grown, dict(plain)))
    for state, expected in states:
        assert dict(state) == expected
        assert list(state) == list(expected)
        assert list(state.values()) == list(expected.values())
        assert len(state) == len(expected)
        assert state == FrozenMap(expected)
        assert hash(state) == hash(FrozenMap(expected))
        assert all(key in state and state[key] == value for key, value in expected.items())
        assert "z" not in state


def test_what_is_not_there() -> None:
    with pytest.raises(KeyError):
        GrowingMap({"a": 1}).grown("b", 2)["c"]


def test_it_is_a_value() -> None:
    one = GrowingMap({"a": 1}).grown("b", 2)
    for same in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), GrowingMap.of(one)):
        assert same == one
        assert isinstance(same, GrowingMap)
    assert GrowingMap.of(FrozenMap(a=1)) == {"a": 1}
    with pytest.raises(AttributeError):
        one._size = 7
    assert repr(one) == "GrowingMap({'a': 1, 'b': 2})"


def test_entries_are_copied_a_few_times_only() -> None:
    """Each entry lies in one layer, and there are no more layers than digits in the number of entries."""
    grown: GrowingMap[int] = GrowingMap()
    for number in range(1_000):
        grown = grown.grown(str(number), number)
        assert len(grown._layers) <= number.bit_length() + 1
    assert sum(map(len, grown._layers)) == 1_000
