from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.paths import Item, Path

steps = st.lists(
    st.text(min_size=1) | st.builds(Item, st.integers(min_value=0, max_value=99), st.text(max_size=5))
)


@pytest.mark.parametrize(
    ("given_steps", "pointer", "key"),
    [
        ([], "", ""),
        (["paid_in_capital"], "/paid_in_capital", "paid_in_capital"),
        (["members", 0, "ubn"], "/members/0/ubn", "members[0].ubn"),
        (["members", Item(2), "ubn"], "/members/2/ubn", "members[2].ubn"),
        (["members", Item(2, "ubn=12345675"), "ubn"], "/members/2/ubn", "members[ubn=12345675].ubn"),
        (["a/b", "c~d", "~1"], "/a~1b/c~0d/~01", "a/b.c~d.~1"),
        (["實收資本額"], "/實收資本額", "實收資本額"),
    ],
)
def test_pointer_and_key(given_steps: list[str | int], pointer: str, key: str) -> None:
    path = Path(given_steps)
    assert (path.pointer, path.key, str(path)) == (pointer, key, key)
    assert repr(path) == f"Path({key!r})"


@given(steps)
def test_the_pointer_names_every_step(parts: list[str | int]) -> None:
    read = [part.replace("~1", "/").replace("~0", "~") for part in Path(parts).pointer.split("/")[1:]]
    assert read == [part if isinstance(part, str) else str(int(part)) for part in parts]


@given(steps, steps)
def test_below_and_child(outer: list[str | int], inner: list[str | int]) -> None:
    assert Path(inner).below(*outer) == Path([*outer, *inner]) == Path(outer).child(*inner)
    assert isinstance(Path(inner).below(*outer), Path)


def test_keys_do_not_enter_equality() -> None:
    assert Path(["members", Item(0, "ubn=12345675")]) == Path(["members", 0])
    assert hash(Path(["members", Item(0, "ubn=12345675")])) == hash(Path(["members", 0]))
    assert Path(["members", 0]) != Path(["members", 1])


@given(steps)
def test_copies_and_pickles_keep_keys(parts: list[str | int]) -> None:
    path = Path(parts)
    for other in (copy.copy(path), copy.deepcopy(path), pickle.loads(pickle.dumps(path))):
        assert isinstance(other, Path)
        assert (other, other.key) == (path, path.key)


def test_an_item_is_its_index() -> None:
    item = Item(1, "ubn=12345675")
    assert item == 1
    assert ["a", "b"][item] == "b"
    assert (repr(item), repr(Item(1))) == ("Item(1, 'ubn=12345675')", "Item(1)")
