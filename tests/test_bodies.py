"""Records and decisions in pydantic and FastAPI: read by load, written by dump, told by the schema."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from typing import Annotated, Any

import httpx
import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, TypeAdapter, ValidationError

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.bodies import AsData, Input, Output
from isolated import run

FIRM = {"ubn": "12345675", "name": "示範精密", "paid_in_capital": 80_000_000, "factory": "registered"}
FIRMS: TypeAdapter[cg.Manufacturer] = TypeAdapter(Input[cg.Manufacturer])


class Filing(BaseModel):
    """A model of a service's own, with records in it."""

    on: date
    firm: Input[cg.Manufacturer]
    proposal: Input[cg.Proposal] | None = None


def app() -> FastAPI:
    service = FastAPI()

    @service.post("/decisions")
    def decide(firm: Annotated[Input[cg.Manufacturer], Body()]) -> Output[cg.Assessment[Any, Any]]:
        return cg.points.assess(firm, on=date(2022, 5, 2))

    @service.post("/open")
    def open_(
        firm: Annotated[Input[cg.Manufacturer], Body()],
    ) -> Annotated[cg.Assessment[Any, Any], AsData(detail="open", texts=("zh_Hant_TW",))]:
        return cg.points.assess(firm, on=date(2022, 5, 2))

    @service.post("/filings")
    def file(filing: Filing) -> Filing:
        return filing

    return service


def asked(path: str, data: object) -> tuple[int, Any]:
    async def post() -> httpx.Response:
        transport = httpx.ASGITransport(app=app())
        async with httpx.AsyncClient(transport=transport, base_url="http://portal") as client:
            return await client.post(path, json=data)

    answer = asyncio.run(post())
    return answer.status_code, answer.json()


def test_data_become_the_record_that_load_makes_of_them() -> None:
    firm = FIRMS.validate_python(FIRM)
    assert firm == cg.load(cg.Manufacturer, FIRM)
    assert FIRMS.validate_json(json.dumps(FIRM)) == firm
    assert FIRMS.validate_python(firm) is firm
    assert FIRMS.dump_python(firm) == cg.dump(firm)
    assert json.loads(FIRMS.dump_json(firm)) == cg.dump(firm)


def test_every_problem_is_an_error_at_its_place_in_both_languages() -> None:
    data = {"paid_in_capital": -1, "regular_employees": 2.5, "factories": {"x": 1}}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Filing).validate_python({"on": "2022-05-02", "firm": data})
    errors = {error["loc"]: error for error in caught.value.errors()}
    assert {loc: error["type"] for loc, error in errors.items()} == {
        ("firm", "factories"): "unknown_key",
        ("firm", "paid_in_capital"): "negative",
        ("firm", "regular_employees"): "type",
    }
    negative = errors["firm", "paid_in_capital"]
    assert negative["msg"] == "must not be negative (-1) · 不得為負數（-1）"
    assert negative.get("ctx") == {
        "en": "must not be negative (-1)",
        "zh": "不得為負數（-1）",
        "key": "paid_in_capital",
    }
    assert negative["input"] == -1
    assert errors["firm", "factories"]["input"] is None  # no more than one value is said back


def test_a_place_in_a_list_is_its_index() -> None:
    data = {"members": [{}, {"firm": {"ubn": "1"}}]}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Input[cg.Proposal]).validate_python(data)
    assert [error["loc"] for error in caught.value.errors()] == [("members", 1, "firm", "ubn")]


def test_braces_in_what_was_given_stay_braces() -> None:
    with pytest.raises(ValidationError) as caught:
        FIRMS.validate_python({"factory": "{zh}"})
    assert "'{zh}'" in caught.value.errors()[0]["msg"].partition("·")[0]


def test_what_is_no_object_is_told() -> None:
    for data in (None, 7, "x", [FIRM]):
        with pytest.raises(ValidationError) as caught:
            FIRMS.validate_python(data)
        assert caught.value.errors()[0]["type"] == "type"
    with pytest.raises(ValidationError):
        TypeAdapter(Output[cg.Assessment[Any, Any]]).validate_python({"kind": "assessment"})


def test_what_is_neither_record_nor_answer_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="neither a record nor an answer"):
        TypeAdapter(Input[int])


def test_the_schema_is_that_of_the_data() -> None:
    for cls in (cg.Manufacturer, cg.Proposal, cg.Company):
        annotated: Any = Annotated[cls, AsData()]
        found = TypeAdapter(annotated).json_schema()
        whole = portable.schema(cls)
        assert found.pop("$defs", {}) == whole.pop("$defs", {})
        whole.pop("$schema")
        assert found == whole


def test_a_firm_is_the_body_of_a_request_and_a_decision_the_answer() -> None:
    decision = cg.points.assess(cg.load(cg.Manufacturer, FIRM), on=date(2022, 5, 2))
    assert asked("/decisions", FIRM) == (200, cg.dump(decision))
    assert asked("/open", FIRM) == (200, cg.dump(decision, detail="open", texts=("zh_Hant_TW",)))


def test_a_body_that_is_nonsense_is_refused_in_words() -> None:
    status, answer = asked("/decisions", {**FIRM, "ubn": "12345678"})
    assert status == 422
    [error] = answer["detail"]
    assert error["loc"] == ["body", "ubn"]
    assert error["type"] == "ubn.check_digit"
    assert error["ctx"]["zh"] == "統一編號 12345678 檢查碼不符"


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999", r'"\ud800"', r'{"\ud800": 1}'])
@pytest.mark.parametrize("name", ["paid_in_capital", "name", "factory", r"\udc00"])
def test_what_json_cannot_bear_is_refused_and_not_said_back(name: str, value: str) -> None:
    for text in (f'{{"{name}": {value}}}', value):
        sent = TestClient(app()).post(
            "/decisions", content=text, headers={"content-type": "application/json"}
        )
        assert sent.status_code == 422
        assert sent.json()["detail"]


def test_a_model_of_ones_own_holds_records() -> None:
    data = {"on": "2022-05-02", "firm": FIRM}
    status, answer = asked("/filings", data)
    assert status == 200
    assert answer == {"on": "2022-05-02", "firm": cg.dump(cg.load(cg.Manufacturer, FIRM)), "proposal": None}


def test_openapi_names_every_schema_once_and_no_reference_leads_nowhere() -> None:
    document = app().openapi()
    schemas = document["components"]["schemas"]
    assert {"Manufacturer", "Filing", "member", "company"} <= set(schemas)
    assert not [name for name in schemas if re.search(r"[0-9]{6}", name)]  # the same on every run
    references = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(document)))
    assert {one.removeprefix("#/components/schemas/") for one in references} <= set(schemas)
    body = document["paths"]["/decisions"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["$ref"] == "#/components/schemas/Manufacturer"


def test_nothing_else_loads_pydantic() -> None:
    code = "import sys, json, cloudgrant as cg; from cloudgrant import portable; portable.schema(cg.Order)"
    code += "; cg.form(cg.points).plain(); print(json.dumps(sorted(sys.modules)))"
    assert "pydantic" not in run(code)


def test_without_pydantic_the_extra_is_named() -> None:
    code = """
import sys, json
sys.modules["pydantic"] = None
try:
    import cloudgrant.bodies
except ModuleNotFoundError as error:
    print(json.dumps([str(error)]))
"""
    assert "cloudgrant[pydantic]" in run(code)[0]


def test_how_many_problems_are_not_told_is_told_last() -> None:
    with pytest.raises(ValidationError) as caught:
        FIRMS.validate_python({f"strange_{number}": 1 for number in range(120)})
    *told, last = caught.value.errors()
    assert {error["type"] for error in told} == {"unknown_key"}
    assert (len(told), last["type"], last["msg"]) == (100, "more", "and 20 more · 另有 20 個問題")
