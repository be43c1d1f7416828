"""What is listed is what the published SDK of the CommonGrants protocol takes, word for word."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from it_subsidy import programme as subsidy
from roc_112 import REGISTER

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import Call, Notice

models = pytest.importorskip(
    "common_grants_sdk.schemas.pydantic.models",
    reason="needs the SDK of CommonGrants: run `nox -s commongrants`",
)
MADE = datetime(2022, 4, 14, 1, 30, tzinfo=UTC)
DAYS = [
    date(2021, 12, 31), date(2022, 4, 12), date(2022, 5, 2), date(2022, 8, 21), date(2022, 9, 1),
    date(2023, 5, 2), date(2024, 1, 1),
]  # fmt: skip


def as_the_sdk_has_it(one: dict[str, Any]) -> dict[str, Any]:
    read = models.OpportunityBase.model_validate_json(json.dumps(one))
    found: dict[str, Any] = json.loads(read.model_dump_json(by_alias=True, exclude_unset=True))
    return found


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_edition_of_every_programme(on: date) -> None:
    for one in portable.opportunities(on=on, recorded=MADE, programmes=[*REGISTER.values(), subsidy]):
        assert as_the_sdk_has_it(one) == one


def test_with_an_address_and_a_call_of_ones_own() -> None:
    notice = Notice(title="公告（虛構）", on=date(2024, 1, 1), ref="https://example.gov.tw/113")
    later = cg.points.edition.followed_by(
        "roc-113",
        since=date(2024, 1, 1),
        until=date(2024, 12, 31),
        keeps=["points", "listing"],
        notice=notice,
    )
    one = portable.opportunity(cg.points.with_editions(later), on=date(2024, 5, 2), recorded=MADE)
    assert as_the_sdk_has_it(one) == one
    assert one["source"] == "https://example.gov.tw/113"
    policy = attrs.evolve(subsidy.edition.policy, closes=date(2022, 6, 30))
    dated = subsidy.under(subsidy.edition.reformed("closing day", change=lambda _: policy))
    call = Call(window="it.window", closes="closes", most="b_to", funding=["it.rate"])
    one = portable.opportunity(dated, on=date(2022, 5, 2), recorded=MADE, call=call)
    assert as_the_sdk_has_it(one) == one
    assert models.OpportunityBase.model_validate(one).funding.max_award_amount.currency == "JPY"


def test_the_sdk_refuses_what_is_none() -> None:
    """That it takes everything above would show nothing if it took anything."""
    one = portable.opportunity(cg.points, on=date(2022, 5, 2), recorded=MADE)
    for name, wrong in (("id", "points"), ("status", {"value": "maybe"}), ("createdAt", "2022-04-14")):
        with pytest.raises(ValueError, match=name):
            models.OpportunityBase.model_validate({**one, name: wrong})
