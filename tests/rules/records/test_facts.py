"""Facts describe themselves once, for every use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import DeclarationRefused, Fact, FactInfo, Record, fact, facts, given
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from toys.workshops import Limits, Workshop


@attrs.frozen(kw_only=True)
class Inner(Record):
    size: Fact[int] = given(en="Size")


@attrs.frozen(kw_only=True)
class Every(Record):
    whole: Fact[int] = given(
        zh="整數",
        en="Whole",
        ja="整数",
        unit="TWD",
        step=10,
        least=20,
        change="to_more",
        known_by="office",
        ask=Text(zh="幾？", en="How many?"),
        help=Text(zh="說明", en="Help"),
        proof=Text(zh="證明", en="Proof"),
        confidential=True,
        clause="every.whole",
    )
    truth: Fact[bool] = given(en="Truth")
    always: Literal[True] = given(default=True, en="Always")
    day: date = given(default=date(2022, 1, 1), en="Day")
    text: Fact[Literal["a", "b"]] = given(en="Text", options={"a": Text(zh="甲", en="A")})
    share: Fact[Share] = given(en="Share")
    inner: Inner = given(default=Inner(), en="Inner")
    rows: Fact[tuple[Fact[Inner], ...]] = given(en="Rows")
    words: tuple[Literal["x", "y"], ...] = given(default=(), en="Words")
    other: Fact[Mapping[str, str]] = given(en="Other")
    bare: Fact[int] = attrs.field(default=cg.UNKNOWN)

    @fact(
        zh="雙倍",
        en="Double",
        unit="TWD",
        known_by="reviewer",
        change="both_ways",
        confidential=True,
    )
    def double(self) -> Fact[int]:
        """Twice the whole."""
        return self.whole * 2


def test_everything_that_was_declared() -> None:
    whole = facts(Every)["whole"]
    assert whole.name == "whole"
    assert whole.type == "int"
    assert dict(whole.label) == {"zh": "整數", "en": "Whole", "ja": "整数"}
    assert (whole.unit, whole.step, whole.least, whole.most) == ("TWD", 10, 20, 10**14)
    assert (whole.change, whole.known_by, whole.confidential) == ("to_more", "office", True)
    assert (whole.question.in_("en"), whole.help.in_("en"), whole.proof.in_("en")) == (
        "How many?",
        "Help",
        "Proof",
    )
    assert whole.clause == "every.whole"
    assert not whole.derived


def test_types_in_the_terms_of_every_reading() -> None:
    assert {name: info.type for name, info in facts(Every).items()} == {
        "whole": "int",
        "truth": "bool",
        "always": "bool",
        "day": "date",
        "text": "text",
        "share": "share",
        "inner": "record",
        "rows": "list",
        "words": "list",
        "other": "map",
        "bare": "int",
        "double": "int",
    }


def test_whether_a_fact_may_be_unknown() -> None:
    known = {name for name, info in facts(Every).items() if not info.may_be_unknown}
    assert known == {"always", "day", "inner", "words"}


def test_options_with_their_labels() -> None:
    text = facts(Every)["text"]
    assert [option for option, _ in text.options] == ["a", "b"]
    assert text.option_label("a", "zh_Hant_TW") == "甲"
    assert text.option_label("b", "en") == "b"


def test_lists_and_records_say_what_is_inside() -> None:
    rows, words, inner = facts(Every)["rows"], facts(Every)["words"], facts(Every)["inner"]
    assert rows.item is not None
    assert (rows.item.type, rows.item.record, rows.item.may_be_unknown) == ("record", Inner, True)
    assert words.item is not None
    assert [option for option, _ in words.item.options] == ["x", "y"]
    assert inner.record is Inner


def test_defaults_of_a_declaration() -> None:
    truth = facts(Every)["truth"]
    assert (truth.change, truth.known_by, truth.confidential) == ("never", "applicant", False)
    assert facts(Every)["bare"].label.in_("en") == ""


def test_a_derived_fact_says_the_same_of_itself() -> None:
    double = facts(Every)["double"]
    assert (double.name, double.type, double.unit, double.derived) == ("double", "int", "TWD", True)
    assert (double.reads, double.known_by, double.confidential) == ((), "reviewer", True)
    assert double.change == "both_ways"
    assert dict(double.label) == {"zh": "雙倍", "en": "Double"}
    assert Every.double.__doc__ == "Twice the whole."


def test_a_subclass_may_state_a_fact_anew() -> None:
    assert facts(cg.Company)["manufacturer"].may_be_unknown
    preset = facts(cg.Manufacturer)["manufacturer"]
    assert not preset.may_be_unknown
    assert preset.type == "bool"
    assert set(facts(cg.Manufacturer)) == set(facts(cg.Company))


def test_the_facts_of_a_class_are_read_only() -> None:
    with pytest.raises(TypeError):
        facts(Every)["whole"] = FactInfo()  # type: ignore[index]


@pytest.mark.parametrize("cls", [cg.Company, cg.Manufacturer, Workshop, Limits, Every])
def test_every_fact_names_itself(cls: type[Any]) -> None:
    assert all(name == info.name for name, info in facts(cls).items())


@pytest.mark.parametrize("hint", [float, list[int], int | str, dict, object])
def test_a_type_that_rules_cannot_read_is_refused(hint: Any) -> None:
    wrong = attrs.make_class("Wrong", {"odd": attrs.field(default=1)}, frozen=True)
    wrong.__annotations__ = {"odd": hint}
    with pytest.raises(DeclarationRefused) as refused:
        facts(wrong)
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("Wrong.odd", "declaration.type")]


def test_a_company_labels_every_fact_in_both_languages() -> None:
    for info in facts(cg.Company).values():
        assert set(info.label) >= {"zh", "en"}
