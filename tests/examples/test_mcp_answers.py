"""What the reference MCP server answers, without the SDK: every programme and stage, and hostile calls."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mcp_server import answers
from mcp_server.arguments import LANGUAGES, PROGRAMMES
from mcp_server.calling import called
from mcp_server.tools import INSTRUCTIONS, TOOLS

import cloudgrant as cg
from cloudgrant import portable

CASES = [(name, stage) for name, one in PROGRAMMES.items() for stage in one.subjects]
FIRM = {"kind": "manufacturer", "name": "示範精密", "paid_in_capital": 10**9, "factory": "none"}
ON = "2022-05-02"


def ask(tool: str, **given: Any) -> dict[str, Any]:
    answer, refused = called(tool, given)
    assert not refused, answer
    Draft202012Validator(TOOLS[tool]["arguments"]).validate(given)
    Draft202012Validator(TOOLS[tool]["answer"]).validate(answer)
    return answer


def refuse(tool: str, **given: Any) -> dict[str, dict[str, Any]]:
    answer, refused = called(tool, given)
    assert refused, answer
    told = {one["pointer"]: one for one in answer["problems"]}
    for one in told.values():
        assert set(one["texts"]) == {"zh", "en"}
        assert all(one["texts"].values())
    return told


@pytest.mark.parametrize("tool", TOOLS)
def test_the_schemas_are_schemas(tool: str) -> None:
    assert tool in answers.ANSWERS
    for schema in (TOOLS[tool]["arguments"], TOOLS[tool]["answer"]):
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
    assert TOOLS[tool]["arguments"]["additionalProperties"] is False


def test_an_agent_is_told_not_to_guess() -> None:
    assert "Never guess a fact" in INSTRUCTIONS
    assert '"undetermined" is an answer' in INSTRUCTIONS
    for tool in ("decide", "explain"):
        assert "leave out what is unknown" in TOOLS[tool]["description"]
    assert "never answer it yourself" in TOOLS["next_question"]["description"]
    assert "rather than guess" in TOOLS["schema"]["description"]


@pytest.mark.parametrize(("name", "stage"), CASES)
@pytest.mark.parametrize("detail", ["open", "findings"])
def test_a_case_of_which_nothing_is_known_stays_open(name: str, stage: str, detail: str) -> None:
    found = ask("decide", programme=name, stage=stage, edition="roc-111", on=ON, data={}, detail=detail)
    decision = found["decision"]
    assert decision["outcome"] == "undetermined"
    assert "not_met" not in decision["results"].values()
    assert found["source"]["edition"] == "roc-111"
    assert found["source"]["notice"] == {"title": "數位雲服務政府資源說明會", "on": "2022-04-13", "ref": None}
    assert decision["missing"] or decision["awaiting"]
    for finding in decision["findings"]:
        assert finding["clause"]["source"]
        assert set(finding["texts"]) == set(LANGUAGES)


@pytest.mark.parametrize(("name", "stage"), CASES)
def test_every_rule_and_clause_is_explained(name: str, stage: str) -> None:
    law = PROGRAMMES[name]
    rules = law.rule_ids(stage)  # type: ignore[arg-type]
    case = {"programme": name, "stage": stage, "edition": "roc-111", "on": ON, "data": {}}
    for rule in (*rules[:2], law.traced(rules[-1]).rule.clause):
        found = ask("explain", **case, rule=rule)
        clause = law.clauses[found["clause"]["id"]]
        assert (found["clause"]["source"], found["clause"]["heading"]) == (clause.source, clause.heading)
        assert all(rule in (one["rule"], clause.id) for one in found["findings"])
    told = refuse("explain", **case, rule=rules[0] + "s")
    assert rules[0] in told["/rule"]["params"]["hint"]


@pytest.mark.parametrize(("name", "stage"), CASES)
def test_the_schema_is_that_of_the_stage(name: str, stage: str) -> None:
    found = ask("schema", programme=name, stage=stage)
    assert found["schema"] == portable.schema(PROGRAMMES[name].subjects[stage])  # type: ignore[index]
    Draft202012Validator(found["schema"]).validate({})


def test_the_schema_of_a_firm() -> None:
    found = ask("schema", programme="firm", language="zh_Hant_TW")["schema"]
    assert found["properties"]["paid_in_capital"]["title"] == "實收資本額"
    Draft202012Validator(found).validate(FIRM)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_clause_in_its_own_words(name: str) -> None:
    for id, clause in PROGRAMMES[name].clauses.items():
        found = ask("clause", programme=name, id=id)
        assert found["clause"]["source"] == clause.source
        assert found["clause"]["reading"] == dict(clause.reading)
        assert (found["awaited"], found["source"]["edition"]) == (False, "roc-111")
    assert ask("clause", programme="points", id="points.applicant.size")["rules"] == ["points.applicant.size"]
    later = ask("clause", programme="points", id="points.claim", on="2023-05-02")
    assert (later["awaited"], later["source"]["published"], later["source"]["notice"]) == (True, False, None)
    assert later["clause"]["source"] == ""


def test_what_stands_in_the_way() -> None:
    found = ask("decide", programme="points", on=ON, data=FIRM)
    assert found["decision"]["outcome"] == "ineligible"
    factory = next(one for one in found["decision"]["findings"] if one["rule"] == "points.applicant.factory")
    assert factory["texts"]["zh_Hant_TW"].startswith("不符合：")
    assert [one["texts"]["en"] for one in factory["remedies"]] == ["have the factory registered"]
    english = ask("decide", programme="points", on=ON, data=FIRM, languages=["en"])
    assert set(english["decision"]["findings"][0]["texts"]) == {"en"}
    silent = ask("decide", programme="points", on="2023-05-02", data=FIRM)
    assert silent["decision"]["outcome"] == "undetermined"
    assert silent["source"]["published"] is False


def test_questions_until_nothing_is_left_to_ask() -> None:
    told = {"regular_employees": 12, "factory": "exempt", "points_last_used_in": 0, "paid_in_capital": 1}
    behind = {
        "regular_employees": "points.applicant.size",
        "paid_in_capital": "points.applicant.size",
        "factory": "points.applicant.factory",
        "points_last_used_in": "points.applicant.not-repeat",
    }
    data: dict[str, Any] = {"kind": "manufacturer"}
    asked = []
    while (found := ask("next_question", data=data, on=ON, programmes=["points"]))["question"] is not None:
        fact = found["question"]["path"]["key"]
        asked.append(fact)
        data[fact] = told[fact]
        assert found["programmes"][0]["outcome"] == "undetermined"
        assert found["questions_left"] > 0
        assert [(one["programme"], one["rule"]) for one in found["behind"]] == [("points", behind[fact])]
        assert [one["clause"]["source"] for one in found["behind"]] == [
            cg.points.clauses[behind[fact]].source
        ]
    assert len(asked) == len(set(asked)) >= 3
    assert found["programmes"][0]["outcome"] == "eligible"
    assert (found["behind"], found["questions_left"]) == ([], 0)


def test_the_question_of_a_firm_of_which_nothing_is_known() -> None:
    found = ask("next_question", data={})
    assert {one["name"] for one in found["programmes"]} == {
        "research.lead", "research.partner", "listing.vendor", "points", "coaching",
    }  # fmt: skip
    assert {one["outcome"] for one in found["programmes"]} == {"undetermined"}
    assert found["question"]["texts"]["zh_Hant_TW"]
    pointer = found["question"]["path"]["pointer"]
    again = ask("next_question", data={}, skipped=[pointer])
    assert again["question"]["path"]["pointer"] != pointer
    research = ask("next_question", data={}, on=ON, programmes=["research"])
    assert [one["awaiting"] != [] for one in research["programmes"]] == [True, True]


def test_what_is_wrong_is_told_all_at_once() -> None:
    told = refuse(
        "decide", programme="pionts", on="2022-02-30", data=[], detials="open", languages=["en", "de"]
    )
    assert {pointer: one["code"] for pointer, one in told.items()} == {
        "/programme": "option", "/on": "date", "/data": "type", "/detials": "unknown_key",
        "/languages/1": "option",
    }  # fmt: skip
    assert told["/programme"]["params"]["hint"] == " — points?"
    assert "detail?" in told["/detials"]["params"]["hint"]
    told = refuse("decide", programme="points", on=ON, data={"paid_in_captial": 1, "regular_employees": -3})
    assert {pointer: one["code"] for pointer, one in told.items()} == {
        "/data/paid_in_captial": "unknown_key", "/data/regular_employees": "negative",
    }  # fmt: skip
    for day in ("20220502", "2022-W18-1", "2022-05-02T00:00", 20220502, "２０２２-０５-０２"):
        assert refuse("decide", programme="points", on=day, data={})["/on"]["code"] == "date"
    assert refuse("decide", data={})["/programme"]["code"] == "required"
    for tool, needed in (("decide", {"/programme", "/data"}), ("explain", {"/programme", "/data", "/rule"})):
        assert {place: one["code"] for place, one in refuse(tool).items()} == dict.fromkeys(
            needed, "required"
        )
    assert refuse("next_question")["/data"]["code"] == "required"
    assert refuse("clause", programme="points")["/id"]["code"] == "required"
    assert "points.claim" in refuse("clause", programme="points", id="points.claims")["/id"]["texts"]["en"]
    assert refuse("decide", programme="points", stage="closing", data={}, on=ON)["/stage"]["code"] == "option"
    assert refuse("decide", programme="points", on="2021-05-02", data={})["/on"]["code"] == "mcp.no_edition"
    assert (
        refuse("decide", programme="points", edition="roc-112", on=ON, data={})["/edition"]["code"]
        == "option"
    )
    assert refuse("decide", programme="points", data={})  # neither a day nor an edition
    assert refuse("next_question", data={}, skipped=["x"] * 65)["/skipped"]["code"] == "too_many"
    assert refuse("next_question", data={}, skipped="x", programmes=[1])["/programmes"]["code"] == "type"
    answer, refused = called("erase", {})
    assert (refused, answer["problems"][0]["code"]) == (True, "mcp.tool")


def test_what_comes_with_the_data_can_always_be_sent() -> None:
    for name in ("\ud800", "a\nb", "x" * 10_000, "\u202eabc"):
        answer, _ = called(
            "decide", {"programme": "points", "on": ON, "data": {"name": name, "factory": "none"}}
        )
        json.dumps(answer, ensure_ascii=False).encode()
    for data in ({"paid_in_capital": 10**5000}, {"paid_in_capital": float("nan")}, {"\ud800": "\ud800"}):
        answer, refused = called("decide", {"programme": "points", "on": ON, "data": data})
        assert refused
        json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("fault", [RecursionError, MemoryError, KeyError], ids=lambda one: one.__name__)
def test_a_fault_of_the_server_shows_nothing_of_itself(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Any) -> Any:
        raise fault("/home/office/rules.py")

    monkeypatch.setitem(answers.ANSWERS, "schema", fails)
    told = refuse("schema", programme="points")
    assert {pointer: one["code"] for pointer, one in told.items()} == {"": "mcp.failed"}
    assert "office" not in json.dumps(told)
    monkeypatch.setitem(answers.ANSWERS, "schema", lambda _: {"number": float("nan")})  # which is no JSON
    assert [one["code"] for one in refuse("schema", programme="points").values()] == ["mcp.failed"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
LIKELY = {
    "programme": st.sampled_from([*PROGRAMMES, "firm"]),
    "stage": st.sampled_from(answers.STAGES),
    "on": st.dates(date(2021, 1, 1), date(2024, 1, 1)).map(str),
    "edition": st.sampled_from(["roc-111", "after roc-111", ""]),
    "data": st.dictionaries(
        st.sampled_from([*cg.facts(cg.Company), "kind", "firm", "members"]), JSON, max_size=3
    ),
    "rule": st.sampled_from(list(cg.points.clauses)),
    "id": st.sampled_from(list(cg.points.clauses)),
    "languages": st.lists(st.sampled_from(LANGUAGES)),
    "skipped": st.lists(st.text(max_size=5), max_size=2),
    "programmes": st.lists(st.sampled_from([*PROGRAMMES])),
}


@settings(max_examples=60)
@given(
    tool=st.sampled_from([*TOOLS]),
    arguments=st.fixed_dictionaries({}, optional={name: one | JSON for name, one in LIKELY.items()}),
)
def test_whatever_is_asked_is_answered_or_refused_with_reasons(tool: str, arguments: dict[str, Any]) -> None:
    answer, refused = called(tool, arguments)
    json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
    if refused:
        assert answer["problems"]
        assert all(one["code"] != "mcp.failed" and one["texts"]["zh"] for one in answer["problems"])
    else:
        Draft202012Validator(TOOLS[tool]["answer"]).validate(answer)
