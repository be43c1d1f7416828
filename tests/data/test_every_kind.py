"""Dumps of every kind of record: today's load and dump again as they stand, earlier ones load."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

import attrs
import pytest

import cloudgrant
import cloudgrant as cg
from cloudgrant.data.kinds import kind_of
from cloudgrant.data.migrations import VERSION
from cloudgrant.rules import UNKNOWN, Record

DUMPS = Path(__file__).parents[1] / "dumps"
KINDS = DUMPS / f"v{VERSION}" / "kinds"
EARLIER = [path for path in DUMPS.glob("v*/kinds/*.json") if path.parent != KINDS]
PARTS = {"AdoptionPolicy", "Block", "History", "MeasuredPeriod", "OrderTerms", "Piece"}
"""What other records are made of; by themselves they are never dumped."""


def records() -> dict[str, type[Any]]:
    """Every class of record that the library has, by the kind that its dumps bear."""
    for module in pkgutil.walk_packages(cloudgrant.__path__, "cloudgrant."):
        importlib.import_module(module.name)
    found: dict[str, type[Any]] = {}
    pending: list[type[Any]] = list(Record.__subclasses__())
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        # attrs makes a class with slots anew; the one it was made from lingers until it is collected,
        # and seems to be one of attrs' because it inherits their fields.
        told = "__attrs_attrs__" in vars(cls) and not cls.__name__.startswith("_")
        if told and cls.__name__ not in PARTS and cls.__module__.startswith("cloudgrant."):
            found[kind_of(cls)] = cls
    return found


def former() -> dict[str, type[Any]]:
    """The classes that took over the dumps of others, by the kinds of those."""
    return {kind: cls for cls in RECORDS.values() for kind in vars(cls).get("__former_kinds__", ())}


RECORDS = records()


def test_every_kind_has_a_frozen_dump() -> None:
    """Adding a record means freezing a dump of it; taking one away does not."""
    assert set(RECORDS) <= {path.stem for path in KINDS.glob("*.json")}


@pytest.mark.parametrize("path", sorted(KINDS.glob("*.json")), ids=lambda path: path.stem)
def test_a_frozen_dump_loads_and_dumps_as_it_stands(path: Path) -> None:
    frozen = json.loads(path.read_text(encoding="utf-8"))
    record = cg.load(RECORDS[path.stem], frozen)
    assert cg.dump(record) == frozen
    assert cg.load(type(record), cg.dump(record)) == record


@pytest.mark.parametrize("path", sorted(KINDS.glob("*.json")), ids=lambda path: path.stem)
def test_any_fact_of_it_that_is_not_known_comes_back_unknown(path: Path) -> None:
    record = cg.load(RECORDS[path.stem], json.loads(path.read_text(encoding="utf-8")))
    for name, info in cg.facts(type(record)).items():
        if info.may_be_unknown and not info.derived:
            unknown: dict[str, Any] = {name: UNKNOWN}
            try:
                open_ = attrs.evolve(record, **unknown)
            except cg.InvalidInput:  # something else in it needs this
                continue
            assert cg.load(type(record), cg.dump(open_)) == open_


@pytest.mark.parametrize("path", sorted(EARLIER), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_dump_of_an_earlier_version_loads(path: Path) -> None:
    """What it became dumps as of today, and is the same when loaded again."""
    cls = {**RECORDS, **former()}[path.stem]
    record = cg.load(cls, json.loads(path.read_text(encoding="utf-8")))
    now = cg.dump(record)
    assert now["version"] == VERSION
    assert cg.load(type(record), now) == record
