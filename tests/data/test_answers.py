"""Answers as data: each kind frozen as it is dumped, of JSON's own types, as its schema says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import jsonschema
import pytest

import cloudgrant as cg
from cloudgrant.data.answers import answer_kinds, answer_schema, answer_schemas
from cloudgrant.data.answers.registry import shapes
from cloudgrant.data.answers.telling import Telling
from cloudgrant.data.migrations import VERSION
from cloudgrant.values.between import Between
from cloudgrant.values.paths import Path
from data.freezing import FROZEN, SCHEMAS, as_text
from isolated import run
from toys.answers import ANSWERS, FILED, LARGE

BOTH = ("zh_Hant_TW", "en")
INSIDE = {"finding_part", "party_finding_part", "obstacle", "obstacle_part"}
"""Shapes that are never by themselves: by itself a part is a finding, and so is what stands in the way."""


@cache
def made(kind: str) -> Any:
    return ANSWERS[kind]()


@cache
def validator_of(kind: str) -> Any:
    schema = answer_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def checked(plain: dict[str, Any], kind: str) -> None:
    validator_of(kind).validate(plain)


def dicts(plain: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plain, dict):
        yield plain
    parts = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    for part in parts:
        yield from dicts(part)


def test_there_is_one_of_every_kind() -> None:
    assert set(answer_kinds()) - INSIDE == set(ANSWERS) == {path.stem for path in FROZEN.glob("*.json")}


@pytest.mark.parametrize("kind", ANSWERS)
def test_it_is_dumped_as_it_is_frozen(kind: str) -> None:
    """Meant to change? Run ``tests/data/freezing.py``, and read what differs."""
    assert as_text(cg.dump(made(kind))) == (FROZEN / f"{kind}.json").read_text(encoding="utf-8")


def test_the_schemas_are_as_they_are_frozen() -> None:
    assert as_text(answer_schemas()) == SCHEMAS.read_text(encoding="utf-8")


@pytest.mark.parametrize("texts", [(), BOTH])
@pytest.mark.parametrize("kind", ANSWERS)
def test_its_schema_takes_it(kind: str, texts: tuple[str, ...]) -> None:
    plain = cg.dump(made(kind), texts=texts)
    checked(plain, kind)
    assert (plain["kind"], plain["version"]) == (kind, VERSION)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


@pytest.mark.parametrize("kind", ANSWERS)
def test_its_schema_takes_nothing_else(kind: str) -> None:
    """Without any of its parts that is always there, and with one that there is not, it is refused."""
    plain, schema, validator = cg.dump(made(kind)), answer_schema(kind), validator_of(kind)
    needed = {*schema["required"], *schema["$defs"][kind]["required"]}
    assert {"kind", "version"} < needed <= plain.keys()
    for name in needed:
        assert not validator.is_valid({key: part for key, part in plain.items() if key != name}), name
    assert not validator.is_valid({**plain, "more": 1})
    assert not validator.is_valid({**plain, "kind": "another"})


@pytest.mark.parametrize("kind", ANSWERS)
def test_what_is_not_known_is_null_and_said_to_be_so(kind: str) -> None:
    for one in dicts(cg.dump(made(kind))):
        unknown = one.get("unknown", [])
        assert [one[name] for name in unknown] == [None] * len(unknown)


def test_unknown_and_none_are_told_apart() -> None:
    tracking = cg.dump(made("tracking_status"))
    assert tracking["unknown"] == []
    grant = cg.dump(made("grant"))
    assert (grant["rank"], grant["unknown"]) == (None, ["rank"])
    margin = cg.dump(made("margin"))
    assert (margin["value"], margin["distance"], margin["unknown"]) == (None, None, ["value", "distance"])
    share = cg.dump(made("domestic_share"))
    assert (share["share"], share["add"], share["unknown"]) == ("3/10", 76924, [])


@pytest.mark.parametrize("kind", ANSWERS)
def test_it_is_said_in_the_languages_asked_for(kind: str) -> None:
    shape, value = shapes()[kind], made(kind)
    plain = cg.dump(value, texts=BOTH)
    for place, method in enumerate(shape.words):
        words = plain["texts" if place == 0 else method]
        assert words == {locale: getattr(value, method)(locale) for locale in BOTH}
    silent = cg.dump(value)
    assert ("texts" in silent) is bool(shape.always)
    if shape.always:
        assert set(silent["texts"]) == {"zh", "en"}


def test_the_params_of_a_problem_are_of_json_whatever_they_are() -> None:
    params: dict[str, Any] = {
        "number": 10**5000,
        "day": date(2022, 5, 2),
        "broken": 2.5,
        "share": cg.Share("35%"),
        "unknown": cg.UNKNOWN,
        "words": cg.Text(zh="甲", en="A"),
        "names": ("a", cg.UNKNOWN),
        "set": frozenset("ba"),
        "path": Path(["a", 1]),
        "firm": LARGE,
        "bounds": Between(1, 2),
        "part": Fraction(1, 3),
        "result": cg.Result.MET,
        "none": None,
    }
    problem = cg.Problem.at(["x"], "shop.odd", cg.Text(zh="怪", en="odd"), **params)
    plain = cg.dump(problem)
    checked(plain, "problem")
    told = json.loads(json.dumps(plain, allow_nan=False))["params"]
    assert told.pop("firm")["kind"] == "manufacturer"
    assert len(told.pop("number")) < 100
    assert told == {
        "day": "2022-05-02",
        "broken": "2.5",
        "share": "7/20",
        "unknown": None,
        "words": {"zh": "甲", "en": "A"},
        "names": ["a", None],
        "set": ["a", "b"],
        "path": {"pointer": "/a/1", "key": "a[1]"},
        "bounds": {"least": 1, "most": 2},
        "part": "1/3",
        "result": "met",
        "none": None,
    }


@pytest.mark.parametrize("firm", [LARGE, cg.Manufacturer()])
@pytest.mark.parametrize("on", [FILED, cg.UNKNOWN])
def test_a_decision_is_dumped_as_its_shape_says(firm: cg.Manufacturer, on: Any) -> None:
    """The quick dump of a decision, which does not ask its shape, says the same."""
    decision = cg.points.assess(firm, on=on, policy=cg.points.edition.policy)
    assert Telling().whole(decision) == cg.dump(decision)


def test_a_kind_that_there_is_not() -> None:
    with pytest.raises(cg.InvalidInput, match=r"did|finding\?") as refused:
        answer_schema("findin")
    assert refused.value.problems[0].code == "option"


@pytest.mark.parametrize("value", [(), [1], "text", 3, cg.UNKNOWN, cg.points, LARGE.__class__])
def test_what_is_no_answer_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="neither a record nor an answer"):
        cg.dump(value)


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_not_loaded(kind: str) -> None:
    """Only a decision is: anything else is told apart by its kind."""
    if kind != "assessment":
        for cls in (cg.IssuedDecision, cg.Manufacturer):
            with pytest.raises(cg.InvalidInput) as refused:
                cg.load(cls, cg.dump(made(kind)))
            assert "kind" in [problem.code for problem in refused.value.problems]


def test_a_firm_is_dumped_without_what_answers_need() -> None:
    code = """
import sys, json, cloudgrant as cg
from datetime import date
firm = cg.Manufacturer(paid_in_capital=1, factory="registered", points_last_used_in=0)
cg.dump(firm)
cg.dump(cg.points.assess(firm, on=date(2022, 5, 2)))
print(json.dumps(sorted(sys.modules)))
"""
    loaded = run(code)
    rooms = ("answers", "guide", "reform", "frames", "research", "testing", "redeciding")
    own = [name for name in loaded if name.startswith("cloudgrant.")]
    own = [name for name in own if not name.startswith("cloudgrant.firms.")]  # a firm has all its facts
    assert not [name for name in own if set(name.split(".")) & {*rooms}]


def test_an_answer_is_dumped_without_what_other_answers_are_about() -> None:
    code = """
import sys, json, cloudgrant as cg
from datetime import date
decision = cg.points.assess(cg.Manufacturer(paid_in_capital=1), on=date(2022, 5, 2))
cg.dump(decision, detail="open")
print(json.dumps(sorted(sys.modules)))
"""
    loaded = [name for name in run(code) if name.startswith("cloudgrant.")]
    rooms = {"cloudgrant.guide", "cloudgrant.reform", "cloudgrant.frames", "cloudgrant.testing"}
    rooms.add("cloudgrant.redeciding")
    assert not rooms & set(loaded)
    assert not [name for name in loaded if name.startswith("cloudgrant.programmes.research.review")]
