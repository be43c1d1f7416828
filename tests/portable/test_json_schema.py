"""JSON Schema accepts what ``load`` accepts, and refuses what it refuses, but for what it cannot say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.data.dumping import Detail
from cloudgrant.data.migrations import VERSION
from cloudgrant.rules import Fact, Share, Text, in_schema
from cloudgrant.rules import given as stated
from cloudgrant.rules.records.coherence import Declaration
from data.test_every_kind import RECORDS
from portable.spoilt import DUMPS, spoilt

MODULES = os.environ.get("CLOUDGRANT_NODE_MODULES", "")
AJV = pytest.mark.skipif(not MODULES, reason="CLOUDGRANT_NODE_MODULES names no folder with Ajv")
HERE = Path(__file__).parent

BEYOND_BY_ITSELF = {
    "ubn.check_digit",  # a digit that has to fit the others
    "share",  # a ratio that has to lie between 0 and 1, and not be too fine
    "unit",  # the units that there are
    "length",  # of a key that gets longer as it is kept
    "text.blanks",  # of a key that has blanks around it as it is kept
    "text.marks",  # so many marks on one letter
    "text.surrogate",  # half of a character, which most cannot name
}
"""Codes of what ``load`` refuses in one value, and JSON Schema does not see."""

BEYOND_TOGETHER = {
    "duplicate",
    "edition.language",
    "issued.award",
    "issued.finding",
    "issued.no_result",
    "issued.outcome",
    "issued.receipt",
    "issued.required",
    "issued.result",
    "issued.rule",
    "order",
    "research.explained",
    "research.in_words",
    "research.no_item",
    "research.no_such_item",
    "research.not_early",
    "research.not_ended",
    "research.not_listed",
    "research.other_condition",
    "research.other_copy",
    "research.party",
    "research.pay_without_staff",
    "research.rate",
    "research.recused",
    "research.stranger",
    "research.stray",
    "research.stray_reason",
    "research.subsidy",
    "research.total",
    "research.weights",
    "step.order",
    "wallet.ahead",
    "wallet.balance",
    "wallet.claimed",
    "wallet.head",
    "wallet.history",
    "wallet.key",
    "wallet.reserved",
}
"""Codes of what ``load`` refuses in several values together, beside what their classes declare of it."""

BEYOND_SOMEWHERE = {
    ("application_steps", "required"),  # the steps before, done first
    ("letter", "empty"),  # a text at least
    ("points_policy", "too_large"),  # the grant, and the most that it may be
    ("points_text", "too_large"),
    ("section", "option"),  # which blocks may stand where
    ("stickiness_kpi", "research.zero"),  # more than nothing
    ("usage_record", "research.frequency"),  # an amount, not a frequency
    ("ask", "too_large"),  # the least that is asked for, and the most
    ("guide_session", "option"),  # the programmes that there are
    ("guide_session", "unknown_key"),  # the facts that there are, as keys
    ("plan", "required"),  # a price at least
    ("review_sheet", "unknown_key"),  # the criteria that there are, as keys
    ("score", "too_large"),  # points, out of so many
}
"""The same of codes that JSON Schema sees elsewhere, by the class that says more than its facts."""


def declared() -> set[str]:
    """The codes of what the facts of any record are declared not to be together."""
    entries = (entry for cls in RECORDS.values() for entry in cls.__coherence__)
    return {one.code for entry in entries for one in ([entry] if isinstance(entry, Declaration) else entry)}


@cache
def reader(kind: str) -> Draft202012Validator:
    return Draft202012Validator(portable.schema(RECORDS[kind]), format_checker=FormatChecker())


def refusals(kind: str, data: Any) -> list[cg.Problem]:
    """What ``load`` finds wrong; nothing where it takes the data."""
    try:
        cg.load(RECORDS[kind], data)
    except cg.InvalidInput as error:
        return list(error.problems)
    return []


@cache
def beyond() -> set[str]:
    """Every code that JSON Schema cannot see."""
    return BEYOND_BY_ITSELF | BEYOND_TOGETHER | declared()


def kinds_in(kind: str) -> set[str]:
    return {kind, *portable.schema(RECORDS[kind]).get("$defs", ())}


def odd(kind: str, data: Any, accepted: bool) -> str:
    """What is odd of a schema that accepted the data or did not; nothing where it is in order."""
    problems = refusals(kind, data)
    if not problems:
        return "" if accepted else "refused by the schema alone"
    within = kinds_in(kind)
    seen = [
        one
        for one in problems
        if one.code not in beyond()
        and not any(code == one.code and where in within for where, code in BEYOND_SOMEWHERE)
    ]
    return "\n".join(map(str, seen)) if accepted else ""


@pytest.mark.parametrize("kind", sorted(DUMPS))
def test_a_dump_is_accepted(kind: str) -> None:
    Draft202012Validator.check_schema(portable.schema(RECORDS[kind]))
    assert [*reader(kind).iter_errors(DUMPS[kind])] == []


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 2**64))
def test_it_accepts_what_load_accepts(seed: int) -> None:
    kind, data = spoilt(Random(seed))
    assert odd(kind, data, reader(kind).is_valid(data)) == ""


@AJV
def test_ajv_accepts_what_load_accepts(tmp_path: Path) -> None:
    """As Ajv reads it in JavaScript, formats and all; surrogates alone do not come through a pipe."""
    found = [spoilt(Random(seed)) for seed in range(20_000)]
    data = [one for one in found if "\\ud800" not in json.dumps(one)]
    assert by_ajv(tmp_path, data) == [reader(kind).is_valid(one) for kind, one in data]


def by_ajv(place: Path, data: list[tuple[str, Any]]) -> list[bool]:
    schemas = {kind: portable.schema(RECORDS[kind]) for kind in sorted({kind for kind, _ in data})}
    cases = place / "cases.json"
    cases.write_text(json.dumps({"vocabulary": portable.VOCABULARY, "schemas": schemas, "data": data}))
    node = shutil.which("node")
    assert node is not None
    command = [node, str(HERE / "ajv_answers.mjs"), MODULES, str(cases)]
    answer: list[bool] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer


@pytest.mark.parametrize(
    "year", ["0000", "0001", "0004", "0100", "1900", "2000", "2022", "2024", "9999", "022"]
)
def test_the_days_that_there_are(year: str) -> None:
    plain = Draft202012Validator(portable.schema(cg.Company))  # which does not look at `format`
    for month in ("00", "01", "02", "04", "12", "13", "1"):
        for day in ("00", "01", "28", "29", "30", "31", "32", "5", "05 "):
            data = {"registered_on": f"{year}-{month}-{day}"}
            assert plain.is_valid(data) is (refusals("company", data) == []), data


# What JSON Schema cannot say, one by one: it accepts, and load refuses.


def test_the_check_digit_is_left_to_load() -> None:
    data = {"ubn": "12345678"}
    assert reader("company").is_valid(data)
    assert [one.code for one in refusals("company", data)] == ["ubn.check_digit"]


def test_facts_that_contradict_one_another_are_left_to_load() -> None:
    data = {"project_breach": False, "last_project_breach_on": "2022-05-02"}
    assert reader("company").is_valid(data)
    assert {one.code for one in refusals("company", data)} == {"listing.no_breach"}


def test_a_whole_number_with_a_point_is_left_to_load() -> None:
    """JSON has one kind of number: to JSON Schema 2.0 is 2, to ``load`` it is a fraction."""
    assert reader("company").is_valid({"regular_employees": 2.0})
    assert [one.code for one in refusals("company", {"regular_employees": 2.0})] == ["type"]


def test_a_text_that_is_another_as_it_is_kept_is_left_to_load() -> None:
    """A key is kept in NFKC: one character may become eighteen, or a blank."""
    for number, code in (
        ("\ufdfa" * 12, "length"),
        ("\u00b4a", "text.blanks"),
        ("e" + "\u0301" * 40, "text.marks"),
    ):
        assert reader("order").is_valid({"number": number})
        assert [one.code for one in refusals("order", {"number": number})] == [code]


def test_a_text_that_gets_shorter_as_it_is_kept_is_refused_by_the_schema_alone() -> None:
    """JSON Schema counts what was sent: 150 letters with an accent each, written in two characters."""
    assert refusals("company", {"name": "e\u0301" * 150}) == []
    assert not reader("company").is_valid({"name": "e\u0301" * 150})


def test_data_of_earlier_versions_are_taken_by_load_alone() -> None:
    data = {"kind": "company", "version": VERSION - 1}
    assert refusals("company", data) == []
    assert not reader("company").is_valid(data)


# What a schema says.


def test_texts_are_in_the_language_asked_for_and_in_all() -> None:
    for locale, title, yes in (("zh-TW", "欠繳應繳納稅", "是"), ("en", "Owes tax", "yes")):
        owes = portable.schema(cg.Company, locale=locale)["properties"]["tax_owed"]
        assert owes["oneOf"][0]["title"] == yes
        assert owes["x-texts"]["title"][locale[:2]] == owes["title"]
        assert {"zh", "en"} <= set(owes["x-texts"]["title"])
        assert owes["title"] == title


def test_every_fact_has_a_title_and_every_choice_a_label() -> None:
    """No text of any schema is empty, or in one language alone."""

    def texts(part: Any, at: str) -> list[str]:
        if isinstance(part, list):
            return [one for index, inner in enumerate(part) for one in texts(inner, f"{at}/{index}")]
        if not isinstance(part, dict):
            return []
        found = [at] if "const" in part and not part.get("title", "x") else []
        for text in part.get("x-texts", {}).values():
            found += [] if {"zh", "en"} <= set(text) and all(text.values()) else [at]
        return found + [one for key, inner in part.items() for one in texts(inner, f"{at}/{key}")]

    assert [one for kind, cls in RECORDS.items() for one in texts(portable.schema(cls), kind)] == []


def test_what_is_more_special_is_told_by_its_kind() -> None:
    for data, accepted in (
        ({"kind": "manufacturer"}, True),
        ({"kind": "manufacturer", "manufacturer": True}, True),
        ({"kind": "manufacturer", "manufacturer": False}, False),
        ({"kind": "company", "manufacturer": False}, True),
        ({"kind": "order"}, False),
    ):
        assert reader("company").is_valid(data) is accepted
        assert (refusals("company", data) == []) is accepted


@in_schema(pattern="^[a-z]+$", maxLength=4)
def code_problem(text: str) -> cg.Problem | None:
    return None if text.isascii() and text.isalpha() and len(text) <= 4 else cg.Problem.at((), "shop.code")


@attrs.frozen(kw_only=True)
class Shelf(cg.Record):
    goods: tuple[str, ...] = stated(zh="商品", en="Goods", most_items=2)


@attrs.frozen(kw_only=True)
class Shop(cg.Record):
    """A class of a user's own."""

    code: str = stated(zh="代碼", en="Code", check=code_problem)
    area: Fact[int] = stated(zh="面積", en="Area", unit="m²", least=1, most=9)
    rent: Fact[Share] = stated(zh="租金比率", en="Rent as a share")
    shelves: Fact[tuple[Shelf, ...]] = stated(zh="貨架", en="Shelves")
    storeys: int = stated(default=1, zh="樓層", en="Storeys")


def test_a_class_of_your_own() -> None:
    schema = portable.schema(Shop)
    assert schema["properties"]["kind"]["enum"] == [cg.dump(Shop(code="abc"))["kind"], None]
    assert schema["required"] == ["code"]
    own = Draft202012Validator(schema)
    for data, accepted in (
        ({"code": "abc"}, True),
        ({}, False),
        ({"code": None}, False),
        ({"code": "abcde"}, False),
        ({"code": "ABC"}, False),
        ({"code": "abc", "area": 0}, False),
        ({"code": "abc", "area": 9}, True),
        ({"code": "abc", "area": 10}, False),
        ({"code": "abc", "area": None, "storeys": None}, True),
        ({"code": "abc", "rent": "35%"}, True),
        ({"code": "abc", "rent": 0.35}, False),
        ({"code": "abc", "shelves": [{"goods": ["x", "y"]}]}, True),
        ({"code": "abc", "shelves": [{"goods": ["x", "y", "z"]}]}, False),
        ({"code": "abc", "shelves": [{}]}, False),
        ({"code": "abc", "shelves": [None]}, False),
        ({"code": "abc", "colour": "red"}, False),
    ):
        assert own.is_valid(data) is accepted, data
        if data.get("code") != "ABC":  # what is said of a check may be less, or more, than it does
            assert loads(data) is accepted, data


def loads(data: Any) -> bool:
    try:
        cg.load(Shop, data)
    except cg.InvalidInput:
        return False
    return True


def test_components_of_openapi_refer_to_one_another() -> None:
    components = portable.openapi_components(cg.Proposal, cg.Order)["schemas"]
    assert {"proposal", "order", "company", "member"} <= set(components)
    for one in components.values():
        Draft202012Validator.check_schema(one)  # what a schema of OpenAPI 3.1 is
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in components)
    named = json.dumps(components)
    assert "#/$defs/" not in named
    for part in named.split('"#/components/schemas/')[1:]:
        assert part.partition('"')[0] in components


@pytest.mark.parametrize("detail", get_args(Detail))
def test_an_answer_is_what_the_schema_of_its_class_says(detail: Detail) -> None:
    decision = cg.points.assess(cg.Manufacturer(paid_in_capital=10**9), on=date(2022, 5, 2))
    said = Draft202012Validator(portable.schema(cg.Assessment))
    assert [*said.iter_errors(cg.dump(decision, detail=detail, texts=("zh", "en")))] == []
    assert not said.is_valid({**cg.dump(decision, detail=detail), "outcome": "perhaps"})
    components = portable.openapi_components(cg.Assessment, cg.Order)["schemas"]
    assert {"assessment", "finding", "order"} <= set(components)
    for neither in (int, cg.Policy, cg.Record):
        with pytest.raises(TypeError, match="neither a record nor an answer"):
            portable.schema(neither)


def test_labels_of_a_class_without_any_are_its_values() -> None:
    assert cg.facts(cg.IssuedDecision)["outcome"].choices[0] == (
        "eligible",
        Text(zh="符合資格", en="eligible"),
    )
    assert cg.facts(cg.Manufacturer)["manufacturer"].options == (("True", Text(zh="是", en="yes")),)
