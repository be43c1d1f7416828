"""What pyproject says of the packages that are needed: a true lower bound, the same wherever one is named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))


def requirements() -> Iterator[tuple[str, str]]:
    """Every package that is named, with its lower bound."""
    named = [*PROJECT["project"]["dependencies"]]
    for groups in (PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]):
        named += [one for group in groups.values() for one in group if isinstance(one, str)]
    for one in named:
        name, _, bound = one.partition(">=")
        yield name.partition("[")[0], bound


def test_every_requirement_states_its_lower_bound() -> None:
    assert [name for name, bound in requirements() if not bound] == []


def test_a_package_has_one_lower_bound_wherever_it_is_named() -> None:
    bounds: dict[str, set[str]] = {}
    for name, bound in requirements():
        bounds.setdefault(name, set()).add(bound)
    assert {name: found for name, found in bounds.items() if len(found) > 1} == {}
