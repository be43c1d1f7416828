"""The quick way of loading: what it takes is what the careful way makes, and all else it leaves to that."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Literal

import attrs
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

import cloudgrant
import cloudgrant as cg
from cloudgrant.data.decoding import decoder, quick_json
from cloudgrant.data.decoding.decoder import decoder_of, source_of
from cloudgrant.data.decoding.plainly_made import plainly_made
from cloudgrant.data.kinds import kind_of
from cloudgrant.data.loading import carefully
from cloudgrant.data.migrations import VERSION
from cloudgrant.rules import UNKNOWN, Fact, Record, given
from cloudgrant.rules.records.coherence import Declarations, implies
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.problems import Problem

DUMPS = Path(__file__).parents[1] / "dumps"
TEXTILE = Path(__file__).parents[2] / "docs" / "examples" / "textile" / "proposal.json"

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2.5, 2021, 110, 10**14, 10**14 + 1, 2**70, "", " ", "x", "甲", "a: b",
    "12345678", "12345675", "１２３４５６７５", "2022-05-02", "20220502", "2022-W18-1", "2022-13-01", "1/2",
    "3/2", "50%", [], {}, [None], [1], ["x"], ["x", "x"], {"a": None}, {"a": 1}, {"": 1}, {"甲": "乙"},
    "none", "held", "lead", "registered", "company", "manufacturer", "town.workshop", "x" * 201, "甲\n乙",
    "Cafe\u0301", "\u202e", "\ud800", date(2022, 5, 2), cg.Share("1/2"), cg.Company(name="甲"), (), ("x",),
    UNKNOWN, float("nan"),
)  # fmt: skip


def classes() -> dict[str, Any]:
    for module in pkgutil.walk_packages(cloudgrant.__path__, "cloudgrant."):
        importlib.import_module(module.name)
    found: dict[str, Any] = {}
    pending: list[Any] = list(Record.__subclasses__())
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        if "__attrs_attrs__" in vars(cls) and cls.__module__.startswith("cloudgrant."):
            found[kind_of(cls)] = cls
    return found


CLASSES = classes()
SOUND = [
    (CLASSES[path.stem], json.loads(path.read_text(encoding="utf-8")))
    for path in sorted(DUMPS.glob("v*/kinds/*.json"))
    if path.stem in CLASSES
]
SOUND.append((cg.Proposal, json.loads(TEXTILE.read_text(encoding="utf-8"))))


def agrees(cls: Any, data: Any) -> bool:
    """Whether the quick way takes the data; it has to make of them what the careful way does."""
    before = repr(data)
    made = decoder_of(cls)(data)
    assert repr(data) == before, "data are not changed"
    try:
        careful = carefully(cls)(data, cls)
    except cg.InvalidInput as error:
        found = error.problems
    else:
        return same(cls, data, made, careful)
    assert made is None, (cls, data)
    with pytest.raises(cg.InvalidInput) as told:
        cg.load(cls, data)
    assert told.value.problems == found
    return False


def same(cls: Any, data: Any, made: Any, careful: Any) -> bool:
    assert made is None or (type(made) is type(careful) and made == careful), (cls, data)
    if made is not None and isinstance(data, dict):
        names = [field.name for field in attrs.fields(type(made))]
        assert all(getattr(made, one) == getattr(careful, one) for one in names)
        assert {type(getattr(made, one)) for one in names} == {type(getattr(careful, one)) for one in names}
        assert copy.deepcopy(made) == attrs.evolve(made) == careful
        if "<locals>" not in cls.__qualname__:
            assert pickle.loads(pickle.dumps(made)) == careful
        assert hash(made) == hash(careful)
        assert cg.dump(made) == cg.dump(careful)
    return made is not None


def places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys: Any = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield (*at, key)
        yield from places(data[key], (*at, key))


def bent(data: Any, place: tuple[Any, ...], how: str, value: Any) -> Any:
    """The data with one thing in them otherwise."""
    made = copy.deepcopy(data)
    holder = made
    for step in place[:-1]:
        holder = holder[step]
    key = place[-1]
    if how == "other":
        holder[key] = value
    elif how == "gone":
        del holder[key]
    elif isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif how == "renamed":
        holder[f"{key}x"] = holder.pop(key)
    else:
        holder["kind" if how == "kind" else "version" if how == "version" else "strange"] = value
    return made


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def set_(times: int) -> None:
        monkeypatch.setattr(decoder, "_OFTEN", times)
        for cls in tuple(decoder._DECODERS):  # whoever decodes has the very same table
            monkeypatch.delitem(decoder._DECODERS, cls)

    return set_


@pytest.mark.parametrize("times", [1, 10**9])
def test_the_quick_way_takes_what_is_sound(often: Callable[[int], None], times: int) -> None:
    """Dumps of today, by a function for their keys and by the one for any; policies and firms among them."""
    often(times)
    taken = {cls.__name__ for cls, data in SOUND if data.get("version") == VERSION and agrees(cls, data)}
    assert {
        "Company",
        "Manufacturer",
        "Proposal",
        "Order",
        "Claim",
        "PointsPolicy",
        "IssuedDecision",
    } - taken <= {"IssuedDecision"}
    assert len(taken) > len({cls.__name__ for cls, _ in SOUND}) * 0.8, taken


@pytest.mark.parametrize("times", [1, 10**9])
@settings(max_examples=250, deadline=None)
@drawn(data=st.data())
def test_what_is_bent_goes_the_careful_way(times: int, data: st.DataObject) -> None:
    decoder._OFTEN, before = times, decoder._OFTEN  # pyright: ignore[reportPrivateUsage]
    try:
        cls, plain = data.draw(st.sampled_from(SOUND))
        for _ in range(data.draw(st.integers(1, 3))):
            every = list(places(plain))
            if not every:
                break
            how = data.draw(
                st.sampled_from(("other", "other", "gone", "renamed", "kind", "version", "strange"))
            )
            value = data.draw(
                st.one_of(st.sampled_from(ODD), st.text(max_size=5), st.integers(0, VERSION + 1))
            )
            plain = bent(plain, data.draw(st.sampled_from(every)), how, value)
        agrees(cls, plain)
    finally:
        decoder._OFTEN = before  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("times", [1, 10**9])
@pytest.mark.parametrize("cls", [cg.Manufacturer, cg.Company])
def test_each_fact_of_a_firm_with_each_odd_value(often: Callable[[int], None], times: int, cls: Any) -> None:
    often(times)
    firm = {"ubn": "12345675", "name": "甲", "paid_in_capital": 1, "points_last_used_in": 0}
    every = [name for name, info in cg.facts(cls).items() if not info.derived]
    taken = [
        agrees(cls, {**firm, name: odd}) for name in (*every, "kind", "version", "strange") for odd in ODD
    ]
    assert 100 < sum(taken) < len(taken)


@pytest.mark.parametrize("odd", [5, None, [], [("name", "x")], FrozenMap(name="x"), {1: 2}, {}])
def test_what_is_no_dictionary(odd: Any) -> None:
    agrees(cg.Company, odd)


# Classes of one's own.


@attrs.frozen(kw_only=True)
class Cell(Record):
    __keys__: ClassVar[tuple[str, ...]] = ("key",)
    key: Fact[str] = given(en="Key")
    kinds: Fact[tuple[Literal["a", "b"], ...]] = given(
        en="Kinds", options={"a": cg.Text(en="a"), "b": cg.Text(en="b")}
    )


@attrs.frozen(kw_only=True)
class Odd(Record):
    """Facts whose names are also those of what a written function needs, and of one another's insides."""

    data: Fact[int] = given(en="Data")
    made: Fact[Mapping[str, Cell]] = given(en="Made", mapping=True)
    values: Fact[tuple[Cell, ...]] = given(en="Values")
    in_values: Fact[tuple[int, ...]] = given(en="In values")
    in_in_values: Fact[tuple[str, ...]] = given(en="In in values")
    items_values: Fact[tuple[date, ...]] = given(en="Items of values")
    cls: Fact[Cell] = given(en="Class")
    new: Fact[bool] = given(default=True, en="New")
    text: Literal["x"] = given(default="x", en="Text", options={"x": cg.Text(en="x")})
    needed: int = given(en="Needed")


CELL = {"key": "A-1", "kinds": ["a", "b"]}
WHOLE = {
    "data": 1, "made": {"x": CELL, "y": {}}, "values": [CELL, {"key": "A-2"}], "in_values": [1, 2],
    "in_in_values": ["x", "x"], "items_values": ["2022-05-02"], "cls": CELL, "new": None, "text": None,
    "needed": 3,
}  # fmt: skip


@pytest.mark.parametrize("times", [1, 10**9])
def test_names_and_parts_of_a_class_of_ones_own(often: Callable[[int], None], times: int) -> None:
    often(times)
    assert agrees(Odd, WHOLE)
    assert agrees(Odd, {"needed": 1})
    assert decoder_of(Odd)(WHOLE).new is UNKNOWN
    assert decoder_of(Odd)({"needed": 1}).new is True
    assert not agrees(Odd, {**WHOLE, "values": [CELL, CELL]})
    for place in places(WHOLE):
        for odd in ODD:
            agrees(Odd, bent(WHOLE, place, "other", odd))
        agrees(Odd, bent(WHOLE, place, "gone", None))


def test_an_error_of_a_check_is_its_own() -> None:
    calls: list[int] = []
    seen: dict[int, Problem] = {}

    def check(value: int) -> Problem | None:
        calls.append(value)
        return None if value < 9 else seen[value]

    @attrs.frozen(kw_only=True)
    class Checked(Record):
        number: Fact[int] = given(en="Number", check=check)

    for _ in range(40):
        assert cg.load(Checked, {"number": 3}).number == 3
    calls.clear()
    with pytest.raises(KeyError, match="9"):
        cg.load(Checked, {"number": 9})
    assert calls == [9]


def test_a_class_with_a_constructor_of_its_own_makes_its_objects_itself() -> None:
    def upper(text: Any) -> Any:
        return text.upper() if isinstance(text, str) else text

    @attrs.frozen(kw_only=True)
    class Upper(Record):
        name: Fact[str] = attrs.field(default=UNKNOWN, converter=upper)

    @attrs.frozen(kw_only=True)
    class After(Record):
        name: Fact[str] = given(en="Name")

        def __attrs_post_init__(self) -> None:
            super().__attrs_post_init__()
            object.__setattr__(self, "name", "after")

    @attrs.frozen(kw_only=True)
    class New(Record):
        name: Fact[str] = given(en="Name")

        def __new__(cls, **_: Any) -> Any:
            return super().__new__(cls)

    @attrs.frozen(kw_only=True)
    class Valid(Record):
        name: Fact[str] = attrs.field(default=UNKNOWN, validator=attrs.validators.max_len(3))

    @attrs.frozen(kw_only=True)
    class Own(Record):
        name: Fact[str] = given(en="Name")

        def __init__(self, **given_: Any) -> None:
            self.__attrs_init__(**{**given_, "name": "own"})  # type: ignore[attr-defined]

    for cls in (Upper, After, New, Valid, Own):
        assert not plainly_made(cls)
        assert decoder_of(cls)({"name": "x"}) is None
    assert cg.load(Upper, {"name": "x"}).name == "X"
    assert cg.load(After, {"name": "x"}).name == "after"
    assert cg.load(Own, {"name": "x"}).name == "own"


def test_facts_at_odds_are_asked_where_they_can_be() -> None:
    @attrs.frozen(kw_only=True)
    class Chained(Record):
        __coherence__: ClassVar[Declarations] = (
            implies("chain.one", {"a": True}, {"b": True}, en="x"),
            implies("chain.two", {"b": True}, {"c": True}, en="x"),
        )
        a: Fact[bool] = given(en="A")
        b: Fact[bool] = given(en="B")
        c: Fact[bool] = given(en="C")
        d: Fact[bool] = given(en="D")

    values = (None, True, False, "absent")
    for times in range(40):
        every = ((a, b, c) for a in values for b in values for c in values)
        for a, b, c in every if times in (0, 39) else ():
            agrees(Chained, {k: v for k, v in {"a": a, "b": b, "c": c, "d": True}.items() if v != "absent"})
        cg.load(Chained, {"a": True, "c": True})
        cg.load(Chained, {"a": True, "d": True})
    assert not agrees(Chained, {"a": True, "c": False})
    assert "coheres" in source_of(Chained, "a", "c")
    assert "coheres" not in source_of(Chained, "b", "d")


def test_a_more_special_firm_that_asks_more() -> None:
    """What settles the firm's own question does not settle that of a class which asks another."""

    @attrs.frozen(kw_only=True)  # with slots, below a class without
    class Strict(cg.Company):
        note: Fact[str] = given(en="Note")
        factory: Fact[Literal["registered", "exempt", "none"]] = given(
            default="none",
            en="Factory",
            options={one: cg.Text(en=one) for one in ("registered", "exempt", "none")},
        )

        def incoherent(self) -> Any:
            yield from super().incoherent()
            if self.name is UNKNOWN:
                yield Problem.at(["name"], "required")

    for _ in range(40):
        agrees(Strict, {"ubn": "12345675"})
        assert agrees(Strict, {"ubn": "12345675", "name": "x"})
        assert cg.load(Strict, {"name": "x", "note": "y"}).factory == "none"

    @attrs.frozen(kw_only=True, slots=False)
    class Stricter(cg.Company):
        def incoherent(self) -> Any:
            return [Problem.at(["name"], "required")] if self.name is UNKNOWN else []

    assert not agrees(Stricter, {"ubn": "12345675"})
    assert "settled" not in source_of(Stricter, "ubn", "name")
    assert "settled" in source_of(cg.Company, "ubn", "name")


def test_a_class_made_later_may_claim_a_kind_too() -> None:
    def made() -> Any:
        @attrs.frozen(kw_only=True)
        class Twin(cg.Company):
            __kind__: ClassVar[str] = "twin"
            note: Fact[str] = given(en="Note")

        Twin.__qualname__ = f"Twin{id(Twin)}"
        return Twin

    first = made()
    every = ({"kind": "twin", "note": "x"}, {"kind": "twin", "name": "x"})
    for data in every * 40:
        assert type(decoder_of(cg.Company)(data)) is first
    second = made()
    for data in every:
        assert decoder_of(cg.Company)(data) is None
        with pytest.raises(cg.InvalidInput, match="kind"):
            cg.load(cg.Company, data)
    del second


# Memory.


def test_no_more_functions_are_written_than_a_few(often: Callable[[int], None]) -> None:
    often(1)
    names = [name for name, info in cg.facts(cg.Company).items() if info.type == "int" and not info.derived][
        :10
    ]
    written: list[Any] = []
    one = decoder._writer(cg.Company)  # pyright: ignore[reportPrivateUsage]
    before = one.written

    def noted(keys: Any) -> Any:
        written.append(keys)
        return before(keys)

    one.written = noted  # type: ignore[method-assign]
    decode = decoder._decoder(one)  # pyright: ignore[reportPrivateUsage]
    for number in range(2 ** len(names)):
        decode({name: 1 for place, name in enumerate(names) if number >> place & 1})
    assert len(written) == decoder._MOST_SHAPES + 1  # pyright: ignore[reportPrivateUsage]
    decode({f"strange{number}": 1 for number in range(100_000)})
    assert len(written) == decoder._MOST_SHAPES + 1  # pyright: ignore[reportPrivateUsage]


def test_data_of_other_keys_than_the_last_are_read_too(often: Callable[[int], None]) -> None:
    often(1)
    some: tuple[dict[str, Any], ...] = (
        {"name": "x", "paid_in_capital": 1},
        {"name": "x", "regular_employees": 1},
        {"name": "x"},
        {"name": "x", "factory": "none"},
        {},
        {"name": "x", "provider": None},
        {"kind": "manufacturer", "name": "x"},
    )
    for one in (*some, *some[::-1], *some):
        assert cg.load(cg.Company, one) == carefully(cg.Company)(one, cg.Company)
        for nothing in (["name"] * len(one), 1, None):
            with pytest.raises(cg.InvalidInput):
                cg.load(cg.Company, nothing)  # type: ignore[arg-type]


def test_a_loaded_firm_holds_what_was_given() -> None:
    firm = [cg.load(cg.Manufacturer, {"ubn": "12345675", "name": "x"}) for _ in range(40)][-1]
    assert vars(firm) == {"ubn": "12345675", "name": "x"}
    assert (firm.manufacturer, firm.factory) == (True, UNKNOWN)
    assert firm == cg.Manufacturer(ubn="12345675", name="x")
    assert cg.Manufacturer.factory is UNKNOWN


# JSON text.


@pytest.mark.parametrize(
    "text",
    [
        '{"name":"y","name":"\\u003a"}',
        '{"name":"x","name":"y"}', '{"evidence":{"name":{"ref":"x","ref":"y"}}}', '{"name":"a:b","name":"c"}',
        '{"name":"\\u003a","name":"y","ubn":"12345675"}', '{"name":"x:","name":"y:"}', '{"name": NaN}',
        '{"name":"\\ud800"}', '{"name"', "[]", "5", "null", '"x"', "", '{"paid_in_capital":1e3}',
        '{"paid_in_capital":99999999999999999999999}', '{"name":"\\"name\\":\\"name\\":","name":"z"}',
    ],
)  # fmt: skip
def test_what_is_not_plain_in_json_text_goes_the_strict_way(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given_ in (text, text.encode()):
        with pytest.raises(cg.InvalidInput) as told:
            cg.load(cg.Company, given_)
        with monkeypatch.context() as patched:
            patched.setattr(quick_json, "_loads", None)
            with pytest.raises(cg.InvalidInput) as strictly:
                cg.load(cg.Company, given_)
        assert cg.dump(told.value) == cg.dump(strictly.value)


NESTED = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(':\\"u003a\n甲x{}', max_size=6)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(":ab", max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


@drawn(NESTED, st.booleans(), st.sampled_from([None, 1]))
def test_data_without_a_key_twice_are_read_as_they_are(plain: Any, ascii_: bool, indent: int | None) -> None:
    text = json.dumps(plain, ensure_ascii=ascii_, indent=indent).encode()
    read = quick_json.quick_plain(text)
    assert read is None or read == plain
    if b"\\u" not in text:
        assert read == plain


@drawn(NESTED, st.text(":ab", max_size=2), NESTED, NESTED, st.booleans())
def test_a_key_given_twice_is_never_passed_over(
    around: Any, key: str, one: Any, other: Any, ascii_: bool
) -> None:
    def text_of(value: Any) -> str:
        return json.dumps(value, ensure_ascii=ascii_)

    twice = f"{{{text_of(key)}: {text_of(one)}, {text_of(key)}: {text_of(other)}}}"
    assert quick_json.quick_plain(f"[{text_of(around)}, {twice}]") is None


@pytest.mark.parametrize("installed", [True, False])
def test_json_text_in_and_out(installed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from cloudgrant.data import json_bytes

    if not installed:
        monkeypatch.setattr(quick_json, "_loads", None)
        monkeypatch.setattr(json_bytes, "_written", json_bytes._by_python)  # pyright: ignore[reportPrivateUsage]
    text = (
        '{ "ubn": "12345675", "name": "甲: 乙", "paid_in_capital": 1,'
        ' "factory": "exempt", "points_last_used_in": 0 }'
    )
    for given_ in (text, text.encode(), bytearray(text.encode())):
        firm = cg.load(cg.Manufacturer, given_)
        assert firm == cg.load(cg.Manufacturer, json.loads(text))
    decision = cg.points.assess(firm, on=date(2022, 5, 2))
    ways: tuple[tuple[Any, dict[str, Any]], ...] = (
        (firm, {}),
        (decision, {}),
        (decision, {"texts": ("zh", "en")}),
        (decision, {"receipt": True}),
        (decision, {"detail": "open", "texts": ("zh",)}),
    )
    for value, how in ways:
        written = cg.dump_json(value, **how)
        assert (
            written == json.dumps(cg.dump(value, **how), ensure_ascii=False, separators=(",", ":")).encode()
        )
    assert json.loads(cg.dump_json(decision))["results"]["points.applicant.size"] == "met"
    with pytest.raises(TypeError, match="no language"):
        cg.dump_json(firm, texts=["zh"])


@pytest.mark.parametrize("installed", [True, False])
def test_every_decision_is_written_as_it_is_dumped(installed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from cloudgrant.data import json_bytes

    if not installed:
        monkeypatch.setattr(json_bytes, "_written", json_bytes._by_python)  # pyright: ignore[reportPrivateUsage]
    proposal = cg.load(cg.Proposal, TEXTILE.read_bytes())
    ruling = cg.Ruling(rule="points.applicant.size", result="met", by="x", on=date(2022, 5, 3))
    decisions: list[cg.Assessment[Any, Any]] = [
        cg.research.assess(proposal, on=date(2022, 5, 2)),
        cg.points.assess(cg.Company(), policy=cg.points.policy_on(date(2022, 5, 2))),
        *(
            cg.points.assess(firm, on=day, rulings=rulings)
            for firm in (
                cg.Company(),
                cg.Manufacturer(factory="none"),
                cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0),
            )
            for day in (date(2022, 5, 2), date(2022, 5, 3), date(2022, 9, 1), date(2031, 1, 1))
            for rulings in ((), (ruling,))
        ),
    ]
    assert {one.award for one in decisions} >= {0, 200_000, None}
    for one in decisions:
        plain = json.dumps(cg.dump(one), ensure_ascii=False, separators=(",", ":"))
        assert cg.dump_json(one) == plain.encode()


def test_what_is_written_can_be_read() -> None:
    text = source_of(cg.Company, "name", "provider")
    assert text.startswith("def decode(data):\n")
    assert "v_provider is True or v_provider is False" in text
    assert len(source_of(cg.Company)) > len(text)
