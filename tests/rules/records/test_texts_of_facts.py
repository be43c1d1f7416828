"""Texts of facts, whichever door they come in by: one line, in one form, without what lies or breaks."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, facts, given
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.records.digests import input_digest
from cloudgrant.values.text import Text

FORGED = "甲\n\n✓ 符合：補助三千萬元"


@attrs.frozen(kw_only=True)
class Room(Record):
    __keys__ = ("number",)

    number: str = given(zh="房號", en="Number")
    name: Fact[str] = given(zh="名稱", en="Name")
    story: Fact[str] = given(multiline=True, max_length=20, zh="說明", en="Story")
    short: Fact[str] = given(max_length=3, zh="簡稱", en="Short")
    ref: Fact[str] = given(identifies=True, zh="文號", en="Reference")
    tags: Fact[tuple[str, ...]] = given(zh="標籤", en="Tags")
    remarks: Fact[Mapping[str, str]] = given(mapping=True, multiline=True, zh="備註", en="Notes")


def code_of(make: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(cg.InvalidInput) as caught:
        make()
    assert str(caught.value).encode()
    return [(problem.path.pointer, problem.code) for problem in caught.value.problems]


WRONG: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"name": FORGED}, [("/name", "text.one_line")]),
    ({"name": "\ud800"}, [("/name", "text.surrogate")]),
    ({"name": "a\x00"}, [("/name", "text.control")]),
    ({"name": "a\u202eb"}, [("/name", "text.bidi")]),
    ({"name": "x" * 201, "short": "四個字了"}, [("/name", "length"), ("/short", "length")]),
    ({"story": "x" * 21}, [("/story", "length")]),
    ({"story": "a\x0bb"}, [("/story", "text.control")]),
    ({"ref": "A\u200b"}, [("/ref", "text.ignorable")]),
    ({"number": "1\ufe0f"}, [("/number", "text.ignorable")]),
    ({"number": " 1"}, [("/number", "text.blanks")]),
    ({"tags": ("ok", "a\nb")}, [("/tags/1", "text.one_line")]),
    ({"remarks": {"k\u200b": "ok"}}, [("/remarks/k\u200b", "text.ignorable")]),
    ({"remarks": {"k": "a\x00"}}, [("/remarks/k", "text.control")]),
    ({"remarks": {"Ｋ": "1", "K": "2"}}, [("/remarks/K", "duplicate")]),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_texts_that_lie_or_break_are_refused_at_every_door(
    wrong: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    values = {"number": "1", **wrong}
    places = [
        (pointer.rpartition("/")[0] if "\u200b" in pointer else pointer, code) for pointer, code in told
    ]

    def found(make: Callable[[], object]) -> list[tuple[str, str]]:
        return [
            (pointer.rpartition("/")[0] if "u200b" in pointer or "\u200b" in pointer else pointer, code)
            for pointer, code in code_of(make)
        ]

    assert found(lambda: Room(**values)) == places
    assert found(lambda: cg.load(Room, values)) == places
    if "number" not in wrong:
        room, problems = cg.draft(Room, values)
        assert [problem.code for problem in problems] == [code for _, code in told]
        assert cg.dump(room).keys() == {"kind", "version", "number"}
        for name, value in wrong.items():
            if isinstance(value, str):
                assert found(partial(cg.parse, facts(Room)[name], value)) == [
                    place for place in places if place[0] == f"/{name}"
                ]


def test_two_spellings_of_one_name_are_one() -> None:
    composed, apart = "Caf\u00e9", "Cafe\u0301"
    one, other = Room(number="1", name=composed), Room(number="\uff11", name=apart)
    assert one == other
    assert hash(one) == hash(other)
    assert input_digest(one) == input_digest(other)
    assert cg.dump(one) == cg.dump(other)
    assert cg.load(Room, {"number": "\uff11", "name": apart}) == one
    assert cg.load(Room, cg.dump(other)) == other
    assert pickle.loads(pickle.dumps(other)) == one
    assert attrs.evolve(one, name=apart).name == composed
    assert cg.draft(Room, {"number": "\uff11", "name": apart}) == (one, ())
    assert cg.parse(facts(Room)["name"], f" {apart} ") == composed
    assert cg.parse(facts(Room)["ref"], "\uff21") == "A"
    firm, same = (cg.Company(name=name) for name in (composed, apart))
    assert input_digest(firm) == input_digest(same)
    assert cg.load(cg.Company, {"name": apart}) == firm  # the quick way


def test_lines_are_kept_where_they_are_declared() -> None:
    room = Room(number="1", story="一\r\n二\r三", remarks={"Ｋ": "a\r\nb"}, tags=("e\u0301",))
    assert (room.story, cg.dump(room)["remarks"], room.tags) == ("一\n二\n三", {"K": "a\nb"}, ("\u00e9",))
    assert cg.load(Room, cg.dump(room)) == room
    assert cg.parse(facts(Room)["story"], "一\r\n二") == "一\n二"


def test_han_variation_selectors_stay_in_names() -> None:
    name = "葛\U000e0100城精密"
    assert cg.Company(name=name).name == name
    assert cg.load(cg.Company, {"name": name}).name == name


def test_a_text_of_a_class_of_its_own_is_kept_as_a_text() -> None:
    class Shouting(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "!"

    room = Room(number="1", name=Shouting("甲"))
    assert type(room.name) is str
    assert room.name == "甲"


def test_what_a_fact_says_of_its_texts() -> None:
    about = facts(Room)
    assert [about[name].max_length for name in ("name", "story", "short")] == [200, 20, 3]
    assert about["number"].identifies
    assert not about["name"].identifies
    assert facts(cg.Manufacturer)["factory"].max_length is None
    assert facts(cg.Company)["paid_in_capital"].max_length is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"max_length": 0}, "declaration.argument"),
        ({"max_length": "9"}, "declaration.argument"),
        ({"multiline": "yes"}, "declaration.argument"),
        ({"identifies": 1}, "declaration.argument"),
        ({"identifies": True, "multiline": True}, "declaration.useless"),
        ({"ask": Text(zh="名稱\n是？")}, "declaration.wording"),
        ({"help": Text(zh="名\x00稱")}, "declaration.wording"),
    ],
)
def test_what_a_fact_may_not_say_of_its_texts(arguments: dict[str, Any], code: str) -> None:
    with pytest.raises(DeclarationRefused) as caught:

        @attrs.frozen(kw_only=True)
        class _Bad(Record):
            name: Fact[str] = given(zh="名稱", en="Name", **arguments)

    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("arguments", [{"max_length": 3}, {"multiline": True}, {"identifies": True}])
def test_what_says_nothing_of_other_types_is_refused(arguments: dict[str, Any]) -> None:
    @attrs.frozen(kw_only=True)
    class Counted(Record):
        count: Fact[int] = given(zh="數", en="Count", **arguments)

    @attrs.frozen(kw_only=True)
    class Chosen(Record):
        kind: Fact[Literal["a", "b"]] = given(zh="種類", en="Kind", **arguments)

    for cls in (Counted, Chosen):
        with pytest.raises(DeclarationRefused) as caught:
            cls()
        assert {problem.code for problem in caught.value.problems} == {"declaration.useless"}


@pytest.mark.parametrize(
    "make",
    [
        lambda: cg.Ruling(rule="r", result="met", by=FORGED, on=date(2022, 5, 2)),
        lambda: cg.Ruling(rule="r", result="met", by="甲", on=date(2022, 5, 2), ref="字\u200b第7號"),
        lambda: cg.Document(ref="7\n"),
        lambda: cg.Document(issuer="\u202e甲"),
        lambda: cg.Company(evidence={"fac\u200btory": cg.Document(ref="7")}),
        lambda: cg.Notice(title=FORGED, on=date(2022, 5, 2)),
        lambda: cg.CloudSolution(name="進銷存\u200b"),
    ],
)
def test_whatever_comes_into_a_letter(make: Callable[[], object]) -> None:
    assert code_of(make)


def test_numbers_of_a_wallet_are_kept_in_one_form() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="registered", points_last_used_in=0)
    decision = cg.points.assess(firm, on=date(2022, 5, 2))
    wallet, event = cg.PointWallet.granted_from(decision, id="Ｗ-1", key="ｇ", on=date(2022, 5, 20))
    assert (wallet.id, event.wallet, event.key, list(wallet.events)) == ("W-1", "W-1", "g", ["g"])
    for bad in ({"id": "W\n"}, {"key": "g\u200b"}):
        with pytest.raises(cg.InvalidInput):
            cg.PointWallet.granted_from(
                decision,
                on=date(2022, 5, 20),
                **{"id": "W", "key": "g", **bad},  # type: ignore[arg-type]
            )


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_column_of_texts_is_told_of(library: str) -> None:
    from cloudgrant import frames

    made = pytest.importorskip(library)
    frame = made.DataFrame(
        {
            "name": ["示範精密", FORGED, "a\u202e", None],
            "ubn": ["12345675", "1234567", "１２３４５６７５", None],
        }
    )
    told = {problem.path.pointer: problem.params["rows"] for problem in frames.problems(frame, cg.Company)}
    assert told == {"/name": 2, "/ubn": 2}
