"""The front door: every public name is there, is loaded when first used, and stays the same object."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pickle
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Outcome
from isolated import run

# The names of the front door as far as it is built; others join as their parts do.
NAMES = {
    "Assessment", "Clause", "Company", "Finding", "InformationServiceProvider", "InvalidInput",
    "Manufacturer", "Outcome", "Problem", "Programme", "Result", "ServiceFirm", "UNKNOWN", "draft", "dump",
    "fact", "facts", "load", "locale", "points", "rule",
}  # fmt: skip
SLOW = ("babel", "pint", "cattrs", "narwhals", "hypothesis", "dateutil")
MODULES = [
    module.name
    for module in pkgutil.walk_packages(cg.__path__, "cloudgrant.")
    if "__main__" not in module.name
]
ASSESS = """
import sys, json, cloudgrant as cg
from datetime import date
firm = cg.Manufacturer(paid_in_capital=1, factory="registered", points_last_used_in=0)
decision = cg.points.assess(firm, on=date(2022, 5, 2))
assert decision.outcome is cg.Outcome.ELIGIBLE and decision.award == 200_000
print(json.dumps(sorted(sys.modules)))
"""


def test_every_name_is_reached() -> None:
    assert set(dir(cg)) >= NAMES
    for name in dir(cg):
        assert getattr(cg, name) is not None
        assert name.isidentifier()
    assert dir(cg) == sorted(dir(cg))


HERE = Path(cg.__file__).parents[1]
DOORS = [
    ".".join(path.parent.relative_to(HERE).parts)
    for path in sorted(HERE.glob("cloudgrant/**/__init__.py"))
    if "_HOMES" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("package", DOORS)
def test_what_type_checkers_see_is_what_is_there(package: str) -> None:
    door = importlib.import_module(package)
    source = ast.parse(Path(str(door.__file__)).read_text(encoding="utf-8"))
    [guarded] = [node for node in source.body if isinstance(node, ast.If)]
    typed = {alias.asname: node.module for node in guarded.body if isinstance(node, ast.ImportFrom)
             for alias in node.names}  # fmt: skip
    public = {name for name in dir(door) if not name.startswith("_")}
    assert set(typed) == public
    modules = {
        name: name if module == "cloudgrant" else str(module).removeprefix("cloudgrant.")
        for name, module in typed.items()
    }
    assert modules == vars(door)["_HOMES"]


def test_a_name_that_is_not_there() -> None:
    for name in ("pionts", "_homes", "main"):
        with pytest.raises(AttributeError, match=f"'cloudgrant'.*{name!r}"):
            getattr(cg, name)
        assert not hasattr(cg, name)
    with pytest.raises(ImportError):
        exec("from cloudgrant import pionts")


def test_everything_from_the_front_door() -> None:
    found: dict[str, Any] = {}
    exec("from cloudgrant import *", found)
    assert set(found) - {"__builtins__"} == {name for name in dir(cg) if not name.startswith("_")}
    assert found["points"] is cg.points


# Whatever an embedder catches or names in a type hint is here.

# Programmes and what is their own have doors of their own; a refused symbol never leaves the tracing.
ELSEWHERE = ("cloudgrant.programmes.", "cloudgrant.testing.")
ON_OTHER_DOORS: set[str] = set()
INSIDE = {"GivenUp", "NotRead", "Refused"}


def test_every_error_can_be_caught_by_its_name_from_here() -> None:
    errors = {
        name: cls
        for module in map(import_module, MODULES)
        if not module.__name__.startswith(ELSEWHERE)
        for name, cls in vars(module).items()
        if isinstance(cls, type) and issubclass(cls, BaseException) and cls.__module__ == module.__name__
    }
    assert set(errors) - set(dir(cg)) == ON_OTHER_DOORS | INSIDE
    assert all(getattr(cg, name) is cls for name, cls in errors.items() if name in dir(cg))


@pytest.mark.parametrize("cls", [cg.Assessment, cg.Finding, cg.Remedy, cg.Gap, cg.PartyView, cg.PartyFinding])
def test_what_a_decision_says_can_be_named_from_here(cls: type[Any]) -> None:
    members = {name: member for name, member in inspect.getmembers(cls) if not name.startswith("_")}
    hints = [vars(cls).get(name, member) for name, member in members.items()]
    returned = " ".join(
        str(inspect.get_annotations(hint.fget).get("return", ""))
        for hint in hints
        if isinstance(hint, property) and hint.fget is not None
    )
    fields = " ".join(str(field.type) for field in attrs.fields(cls))
    named = set(re.findall(r"(?<!\.)\b[A-Z]\w+", f"{returned} {fields}")) - {"None", "Any"}
    # The law is the programme seen from below, a path is a tuple, a case is what the kernel reads, and a
    # reason one of a few words; results are given out as a plain dictionary.
    assert named - set(dir(cg)) <= {"Because", "Case", "Law", "Path", "Results"}


# Nothing is loaded before it is needed.


def test_importing_loads_nothing_but_itself() -> None:
    loaded = run("import sys, json, cloudgrant; print(json.dumps(sorted(sys.modules)))")
    # What loads the rest on first use is all there is.
    assert [name for name in loaded if name.startswith("cloudgrant")] == [
        "cloudgrant",
        "cloudgrant.values",
        "cloudgrant.values.loading",
    ]
    assert not set(SLOW) & set(loaded)
    assert "attr" not in loaded


def test_a_first_assessment_loads_only_what_it_takes() -> None:
    loaded = run(ASSESS)
    assert not set(SLOW) & set(loaded)
    own = [name for name in loaded if name.startswith("cloudgrant.")]
    own = [name for name in own if not name.startswith("cloudgrant.firms.")]  # a firm has all its facts
    rooms = ("research", "coaching", "guide", "data", "frames", "portable", "testing")
    assert not [name for name in own if set(name.split(".")) & set(rooms)]


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("UNKNOWN", "values.unknown"),
        ("Manufacturer", "firms.company"),
        ("Outcome", "rules.deciding.results"),
        ("Problem", "values.problems"),
    ],
)
def test_a_small_name_does_not_load_a_programme(name: str, module: str) -> None:
    loaded = run(f"import sys, json, cloudgrant; cloudgrant.{name}; print(json.dumps(sorted(sys.modules)))")
    assert f"cloudgrant.{module}" in loaded
    assert not [one for one in loaded if one.startswith("cloudgrant.programmes")]
    assert not set(SLOW) & set(loaded)


def test_loading_data_does_not_load_what_it_does_not_need() -> None:
    code = """
import sys, json, cloudgrant as cg
cg.load(cg.Manufacturer, {"ubn": "12345675", "regular_employees": 3})
print(json.dumps(sorted(sys.modules)))
"""
    assert not {"babel", "pint", "narwhals", "hypothesis"} & set(run(code))


def test_no_warning_is_given() -> None:
    code = "import cloudgrant; [getattr(cloudgrant, name) for name in dir(cloudgrant)]; print(1)"
    assert run(code, "-W", "error") == 1
    assert run(ASSESS, "-W", "error", "-O")  # and nothing rests on an assert
    everything = "\n".join(f"import {name}" for name in MODULES)
    assert run(f"{everything}\nprint(1)", "-W", "error") == 1


# No module takes the place of a name.

SHUFFLED = """
import importlib, json, random, sys
import cloudgrant
modules, names = {modules!r}, {names!r}
early = {early!r}
before = {{name: id(getattr(cloudgrant, name)) for name in (names if early else [])}}
random.Random({seed}).shuffle(modules)
for module in modules:
    importlib.import_module(module)
homes = vars(cloudgrant)["_HOMES"]
wrong = [name for name in names if homes[name] != name and isinstance(getattr(cloudgrant, name), type(sys))]
wrong += [name for name in before if id(getattr(cloudgrant, name)) != before[name]]
for name in names:
    home = importlib.import_module("cloudgrant." + homes[name])
    if getattr(cloudgrant, name) is not (home if homes[name] == name else getattr(home, name)):
        wrong.append(name)
print(json.dumps(wrong))
"""


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_in_whatever_order_modules_are_imported_the_names_stay(seed: int, early: bool) -> None:
    names = [name for name in dir(cg) if not name.startswith("_")]
    assert run(SHUFFLED.format(modules=list(MODULES), names=names, seed=seed, early=early)) == []


def test_no_submodule_bears_the_name_of_another_thing() -> None:
    directly = {name.removeprefix("cloudgrant.") for name in MODULES if name.count(".") == 1}
    others = {name for name, home in vars(cg)["_HOMES"].items() if home != name}
    assert not directly & others


@pytest.mark.parametrize("module", MODULES)
def test_each_module_can_be_the_first(module: str) -> None:
    assert run(f"import {module}; print(1)", "-W", "error") == 1


# Objects travel to another process.

UNPICKLE = """
import pickle, json
value = pickle.loads(bytes.fromhex({sent!r}))
print(json.dumps({{"repr": repr(value), "again": pickle.dumps(value).hex()}}))
"""
FIRM = cg.Manufacturer(name="示範精密", paid_in_capital=80_000_000, factory="exempt")


def travelled(value: object) -> tuple[str, Any]:
    """How a value prints in a process of its own, and what comes back from there."""
    answer = run(UNPICKLE.format(sent=pickle.dumps(value).hex()))
    return answer["repr"], pickle.loads(bytes.fromhex(answer["again"]))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_name_travels_as_itself(name: str) -> None:
    value = getattr(cg, name)
    assert travelled(value)[1] is value


@pytest.mark.parametrize("value", [FIRM, cg.Company(), cg.points.edition.policy, Outcome.ELIGIBLE])
def test_an_object_travels_as_its_equal(value: object) -> None:
    printed, back = travelled(value)
    assert (printed, back, type(back)) == (repr(value), value, type(value))


@pytest.mark.parametrize("rule", cg.points.rules, ids=lambda one: str(one.id))
def test_a_rule_travels_as_itself(rule: Any) -> None:
    assert travelled(rule)[1] is rule


def test_a_decision_travels_with_its_reasons() -> None:
    decision = cg.points.assess(FIRM, on=cg.points.edition.since)
    _ = decision.findings  # worked out and kept before it leaves
    _, back = travelled(decision)
    assert back == decision
    assert back.findings == decision.findings
    assert str(back.report("en")) == str(decision.report("en"))
    assert json.dumps(cg.dump(back)) == json.dumps(cg.dump(decision))
