"""Hostile data: nothing but ``InvalidInput``, and no more work or words than the data themselves."""

from __future__ import annotations

import difflib
import json
import pickle
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.values.formatting import formatted
from cloudgrant.values.money import parse_amount
from cloudgrant.values.problems import CODES, Problem, Problems
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import line_of, shown
from cloudgrant.values.units import exact
from isolated import run

HUGE = 10**5000
FIRM = cg.Manufacturer(paid_in_capital=1, factory="registered", points_last_used_in=0)


def refused(make: Callable[[], object]) -> cg.InvalidInput:
    with pytest.raises(cg.InvalidInput) as caught:
        make()
    return caught.value


def codes(error: cg.InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path.pointer, problem.code) for problem in error.problems]


@pytest.mark.parametrize("number", [101, 1_000, 10_000])
def test_a_hundred_problems_are_told_and_how_many_more(number: int) -> None:
    data = {f"key_{place}": 1 for place in range(number)}
    error = refused(lambda: cg.load(cg.Company, data))
    assert (len(error.problems), error.more) == (100, number - 100)
    assert f"and {number - 100:,} more · 另有 {number - 100:,} 個問題" in str(error).splitlines()[-1]
    assert str(error).startswith(f"{number:,} problems in the data · 資料有 {number:,} 個問題")
    dumped = cg.dump(error)
    assert len(dumped["problems"]) == 100
    assert dumped["more"] == number - 100
    _, problems = cg.draft(cg.Company, data)
    assert (len(problems), problems.more) == (100, number - 100)
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, again.more, str(again)) == (error.problems, error.more, str(error))


def test_of_few_problems_none_is_left_out() -> None:
    error = refused(lambda: cg.load(cg.Company, {f"key_{place}": 1 for place in range(100)}))
    assert (len(error.problems), error.more) == (100, 0)
    assert cg.dump(error)["more"] == 0
    assert "and" not in str(error).splitlines()[-1].partition(":")[2].partition("·")[0]


@pytest.mark.parametrize("number", [200, 2_000])
def test_wrong_items_inside_a_list_are_counted_each(number: int) -> None:
    items = [{"number": str(place), "amount": "x"} for place in range(number)]
    error = refused(lambda: cg.load(cg.Proposal, {"lines": items}))
    assert len(error.problems) + error.more >= number
    assert len(error.problems) == 100
    assert len(str(error)) < 60_000
    codes_given = {"business_codes": ["X"] * number}
    assert refused(lambda: cg.load(cg.Company, codes_given)).more == number - 100
    assert refused(lambda: cg.Company(business_codes=("X",) * number)).more == number - 100


@pytest.mark.parametrize("number", [1_000, 10_000])
def test_only_of_what_is_told_the_nearest_name_is_looked_for(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def counting(word: str, known: list[str], **how: Any) -> list[str]:
        looked.append(len(word) + sum(map(len, known)))
        return []

    monkeypatch.setattr(difflib, "get_close_matches", counting)
    for make in (
        lambda: cg.load(cg.Company, {f"key_{place}": 1 for place in range(number)}),
        lambda: cg.load(cg.Proposal, {"lines": [{f"key_{place}": 1} for place in range(number)]}),
        lambda: cg.Company(evidence={f"key_{place}": cg.Document(ref="1") for place in range(number)}),
        lambda: cg.load(cg.Company, {"k" * 100_000: 1}),
    ):
        looked.clear()
        str(refused(make))
        assert len(looked) <= 2 * Problems.MOST  # once for each language
        assert all(letters < 60 + 500 * 60 for letters in looked)


@pytest.mark.parametrize("length", [300, 3_000_000])
@pytest.mark.parametrize(
    "data",
    [
        lambda text: {"ubn": text},
        lambda text: {"name": text},
        lambda text: {"factory": text},
        lambda text: {"business_codes": [text]},
        lambda text: {"paid_in_capital": text},
        lambda text: {"evidence": {text: {"ref": "1"}}},
        lambda text: {"confirmed": {"on": text}},
        lambda text: {text: 1},
        lambda text: {"kind": text},
        lambda text: {"version": text},
        lambda text: {"name": [text] * 9},
    ],
)
def test_every_value_is_clipped(data: Callable[[str], dict[str, Any]], length: int) -> None:
    error = refused(lambda: cg.load(cg.Manufacturer, data("1" * length)))
    assert len(str(error)) < 2_000
    assert len(json.dumps(cg.dump(error))) < 6_000


def test_what_is_shown_of_a_value_costs_no_more_than_it_shows() -> None:
    read: list[int] = []

    class Part:
        def __repr__(self) -> str:
            read.append(1)
            return "part"

    assert shown([Part()] * 1_000_000).endswith("…")
    assert len(read) < 20
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    assert shown(deep) == "[" * 57 + "…"
    assert shown({"a": (1, "x"), "b": []}) == repr({"a": (1, "x"), "b": []})
    assert shown((1,)) == "(1,)"
    assert line_of("a\n\u202e") == "a\\n\\u202e"


def test_a_message_never_fails_and_is_one_line() -> None:
    class Bad:
        def __str__(self) -> str:
            raise RuntimeError

        __repr__ = __str__

    for given in (HUGE, Bad(), "a\n✓ b", Fraction(1, HUGE), "\ud800", [HUGE]):
        problem = Problem.at(["name\n"], "negative", given=given)
        for text in (str(problem), problem.message("zh"), problem.message("en")):
            assert text.isprintable()
            assert text.encode()
        assert json.dumps(cg.dump(cg.InvalidInput([problem]))).encode()


@pytest.mark.parametrize(
    "make",
    [
        lambda: parse_amount("9" * 10**6),
        lambda: parse_amount("9" * 200),
        lambda: Share(1, HUGE),
        lambda: Share(HUGE),
        lambda: Share(Fraction(HUGE, HUGE + 1)),
        lambda: cg.Company(paid_in_capital=HUGE),
        lambda: cg.Company(paid_in_capital=-HUGE),
        lambda: cg.load(cg.Company, {HUGE: 1}),  # type: ignore[dict-item]
        lambda: exact("1e999999999"),
        lambda: exact("9" * 10**6),
        lambda: exact(HUGE),
        lambda: exact(Fraction(1, HUGE)),
    ],
)
def test_numbers_beyond_all_measure(make: Callable[[], object]) -> None:
    assert len(str(refused(make))) < 1_000


@pytest.mark.parametrize("unit", ["TWD", "points", "persons", "months", "year", "basis_points", ""])
def test_a_number_beyond_all_measure_in_words(unit: str) -> None:
    assert formatted(HUGE, unit, "zh_Hant_TW") == "數字過大"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'{"name": "a", "name": "b"}', [("/name", "json.duplicate")]),
        (
            b'{"confirmed": {"on": "x", "on": "y"}, "business_codes": [{"a": 1, "a": NaN}]}',
            [
                ("/confirmed/on", "json.duplicate"),
                ("/business_codes/0/a", "json.duplicate"),
                ("/business_codes/0/a", "json.constant"),
            ],
        ),
        (b'{"paid_in_capital": NaN}', [("/paid_in_capital", "json.constant")]),
        (b'{"paid_in_capital": -Infinity}', [("/paid_in_capital", "json.constant")]),
        (b'{"paid_in_capital": 1e999}', [("/paid_in_capital", "type")]),
        (b'{"paid_in_capital": ' + b"9" * 5_000 + b"}", [("", "json.number")]),
        (b'{"name": "\xff"}', [("", "json.utf8")]),
        (b'{"name": "\\ud800"}', [("/name", "text.surrogate")]),
        (b"{", [("", "json.syntax")]),
        (b"", [("", "json.syntax")]),
        (b"[" * 100_000, [("", "json.depth")]),
        (b'{"a":' * 100_000, [("", "json.depth")]),
        (b"[]", [("", "type")]),
    ],
)
def test_json_text_is_read_in_one_way_or_refused(text: bytes, told: list[tuple[str, str]]) -> None:
    assert codes(refused(lambda: cg.load(cg.Company, text))) == told
    firm, problems = cg.draft(cg.Company, text)
    assert firm == cg.Company()
    assert [(problem.path.pointer, problem.code) for problem in problems] == told


def test_json_text_says_what_a_mapping_says() -> None:
    dumped = cg.dump(FIRM)
    for text in (json.dumps(dumped).encode(), json.dumps(dumped), bytearray(json.dumps(dumped), "utf-8")):
        assert cg.load(cg.Manufacturer, text) == FIRM
        assert cg.draft(cg.Manufacturer, text) == (FIRM, ())
    assert cg.load(cg.Company, '{"name": "示範精密"}').name == "示範精密"


def test_a_newer_version_says_so() -> None:
    error = refused(lambda: cg.load(cg.Company, {"version": 9}))
    [problem] = error.problems
    assert problem.code == "version"
    assert problem.message("en") == "version 9 is newer than this library, which reads up to 3"
    assert problem.message("zh") == "資料版本 9 比本程式庫新，本程式庫讀至第 3 版"
    assert "newer" not in str(refused(lambda: cg.load(cg.Company, {"version": 0})))
    assert len(str(refused(lambda: cg.load(cg.Company, {"version": HUGE})))) < 500


def letter() -> dict[str, Any]:
    return cg.dump(cg.points.assess(FIRM, on=date(2022, 5, 2)), texts=("zh_Hant_TW",))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, None),
        ({"results": {}}, ("/results", "empty")),
        ({"outcome": "ineligible"}, ("/outcome", "issued.outcome")),
        ({"outcome": "undetermined"}, ("/award", "issued.award")),
        ({"programme": "research"}, ("/receipt/programme", "issued.receipt")),
        ({"stage": "claim"}, ("/receipt/stage", "issued.receipt")),
        ({"on": "2022-05-03"}, ("/receipt/on", "issued.receipt")),
        ({"results": {"points.none": "met"}}, ("/results/points.none", "issued.rule")),
        ({"results": {"points.applicant.size": "not_met"}}, ("/outcome", "issued.outcome")),
        (
            {"results": {"points.applicant.size": "met"}},
            ("/results/points.applicant.factory", "issued.result"),
        ),
    ],
)
def test_a_stored_letter_that_does_not_agree_with_itself(
    change: dict[str, Any], told: tuple[str, str] | None
) -> None:
    stored = {**letter(), **change}
    if told is None:
        assert cg.load(cg.IssuedDecision, stored).outcome == "eligible"
    else:
        assert told in codes(refused(lambda: cg.load(cg.IssuedDecision, stored)))
        assert told in codes(refused(lambda: cg.load(cg.IssuedDecision, json.dumps(stored))))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-05-03", "receipt.on: the receipt has 2022-05-02, but the decision 2022-05-03"),
        (None, "receipt.on: the receipt has 2022-05-02, but the decision unknown"),
    ],
)
def test_a_changed_day_is_one_problem(day: str | None, said: str) -> None:
    [problem] = refused(lambda: cg.load(cg.IssuedDecision, {**letter(), "on": day})).problems
    assert said in str(problem)
    assert "UNKNOWN" not in str(problem)


@pytest.mark.parametrize("result", ["not_met", "undetermined"])
def test_an_outcome_that_a_required_rule_bars(result: str) -> None:
    stored = cg.dump(cg.points.assess(FIRM, on=date(2022, 5, 2)), detail="findings", receipt=True)
    rule = "points.applicant.size"
    changed = {**stored, "results": {**stored["results"], rule: result}}
    told = codes(refused(lambda: cg.load(cg.IssuedDecision, changed)))
    assert (f"/results/{rule}", "issued.required") in told
    assert ("/findings/1/result", "issued.finding") in told
    assert cg.load(cg.IssuedDecision, stored).outcome == "eligible"


def test_a_letter_of_another_form_is_never_the_same() -> None:
    stored = letter()
    stored["receipt"]["schema"] = 2
    receipt = cg.load(cg.IssuedDecision, stored).receipt
    assert isinstance(receipt, cg.Receipt)
    assert not cg.verify(receipt, FIRM).same
    refused(lambda: cg.verify(attrs.evolve(receipt, programme="none"), FIRM))
    refused(lambda: cg.verify(attrs.evolve(receipt, stage="none"), FIRM))


@pytest.mark.parametrize(
    "make",
    [
        lambda: cg.PointWallet.replay([1]),  # type: ignore[list-item]
        lambda: cg.PointWallet.replay(1),  # type: ignore[arg-type]
        lambda: cg.PointWallet.replay(None),  # type: ignore[arg-type]
        lambda: cg.PointWallet.replay([], snapshot=1),  # type: ignore[arg-type]
        lambda: cg.Selection.replay([1]),  # type: ignore[list-item]
        lambda: cg.Selection.replay(1),  # type: ignore[arg-type]
        lambda: cg.points.assess(FIRM, on=date(2022, 5, 2), rulings=[1]),  # type: ignore[list-item]
        lambda: cg.points.assess(FIRM, on=date(2022, 5, 2), rulings=1),  # type: ignore[call-overload]
        lambda: cg.Proposal(members=[1]),  # type: ignore[arg-type]
        lambda: cg.Proposal(members=(1,)),  # type: ignore[arg-type]
    ],
)
def test_things_of_another_kind_in_a_row(make: Callable[[], object]) -> None:
    refused(make)


def test_nobody_can_change_the_codes() -> None:
    with pytest.raises(AttributeError):
        CODES.clear()  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        CODES["x"] = CODES["type"]  # type: ignore[index]


WITHOUT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("narwhals", "hypothesis"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])
sys.meta_path.insert(0, Absent())
def said(code):
    try:
        exec(code, {})
    except ModuleNotFoundError as error:
        return str(error)
import json
print(json.dumps([said(code) for code in (
    "from cloudgrant import *; points",
    "import cloudgrant as cg; cg.load_tables",
    "import cloudgrant as cg; cg.frames.assess",
    "from cloudgrant.frames import problems",
    "from cloudgrant.testing import strategies",
)]))
"""


def test_what_an_extra_brings_is_told_with_the_extra() -> None:
    star, *told = run(WITHOUT)
    assert star is None
    assert [line.count("cloudgrant[frames]") for line in told] == [2, 2, 2, 0]
    assert told[-1].count("cloudgrant[testing]") == 2


def test_what_is_wrong_beyond_the_hundred_is_counted_and_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    at = Problem.at.__func__  # type: ignore[attr-defined]

    def counting(cls: type[Problem], path: Any, code: str, *rest: Any, **params: Any) -> Problem:
        made.append(code)
        problem: Problem = at(cls, path, code, *rest, **params)
        return problem

    monkeypatch.setattr(Problem, "at", classmethod(counting))
    for data in ({"business_codes": [*range(5_000)]}, {"business_codes": [True] * 5_000}):
        made.clear()
        assert refused(lambda: cg.load(cg.Company, data)).more == 4_900  # noqa: B023
        assert len(made) < 5_000


def test_an_item_given_as_null_is_told_among_those_that_are_wrong() -> None:
    data = {"business_codes": [*["X"] * 120, None, "I301010"]}
    problems = refused(lambda: cg.load(cg.Company, data)).problems
    assert (len(problems), problems.more) == (100, 21)
    few = refused(lambda: cg.load(cg.Company, {"business_codes": ["X", None, "I301010"]})).problems
    assert [(one.path.pointer, one.code) for one in few] == [
        ("/business_codes/0", "business_code"),
        ("/business_codes/1", "required"),
    ]


def test_a_member_twice_is_told_beside_one_that_is_none() -> None:
    twice = [{"firm": {"ubn": "12345675"}}, {"firm": {"ubn": "12345675"}}]
    problems = refused(lambda: cg.load(cg.Proposal, {"members": [7, *twice]})).problems
    assert [(one.path.pointer, one.code) for one in problems] == [
        ("/members/0", "type"),
        ("/members/2", "duplicate"),
    ]
