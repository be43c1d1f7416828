"""No public table can be changed: it would change for everybody in the process."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, MutableMapping, MutableSequence, MutableSet
from enum import EnumType
from types import ModuleType
from typing import Any

import pytest

import cloudgrant
from cloudgrant.values.problems import CODES

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(cloudgrant.__path__, "cloudgrant.")
]


def mutable(module: ModuleType) -> Iterator[str]:
    """The public names of a module, and of its own classes, under which there is a thing that changes."""
    owners: list[Any] = [module]
    owners += [
        cls
        for cls in vars(module).values()
        if isinstance(cls, type) and not isinstance(cls, EnumType) and cls.__module__ == module.__name__
    ]
    for owner in owners:
        for name, value in vars(owner).items():
            if not name.startswith("_") and isinstance(value, MutableMapping | MutableSequence | MutableSet):
                yield f"{owner.__name__}.{name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_no_public_table_can_be_changed(module: ModuleType) -> None:
    assert list(mutable(module)) == []


def test_the_codes_stay_for_everybody() -> None:
    codes: Any = CODES
    with pytest.raises(AttributeError):
        codes.clear()
    with pytest.raises(TypeError):
        codes["type"] = "x"
