"""The page for contributors names the house as it stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "src" / "cloudgrant"
PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")


def rows(head: str) -> list[list[str]]:
    """The cells of the table with this head."""
    lines = PAGE[PAGE.index(head) :].splitlines()[2:]
    table = lines[: lines.index("")] if "" in lines else lines
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in table]


def contract(container: str) -> list[str]:
    """The floors of a container as the import contract has them, from the roof down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    [floors] = [one["layers"] for one in contracts if one.get("containers") == [container]]
    return [str(floor) for floor in floors]


def test_the_floors_are_those_of_the_import_contract() -> None:
    floors = contract("cloudgrant")
    expected = [
        (str(len(floors) - depth), room)
        for depth, floor in enumerate(floors)
        for room in re.findall(r"\w+", floor)
    ]
    assert [(floor, room) for floor, room, _ in rows("| Floor |")] == expected


def test_every_room_of_the_rules_is_told() -> None:
    rooms = {path.parent.name for path in (LIBRARY / "rules").glob("*/__init__.py")}
    assert sorted(room for room, _ in rows("| Room of")) == sorted(rooms)


@pytest.mark.parametrize(("task", "place"), rows("| A change to"))
def test_a_change_goes_into_a_file_that_there_is(task: str, place: str) -> None:
    assert (LIBRARY / place).is_file(), task


def test_a_room_is_named_once_for_a_task() -> None:
    tasks = [task for task, _ in rows("| A change to")]
    assert len(tasks) == len(set(tasks)) >= 25
