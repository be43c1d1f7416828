"""A receipt sees what derived facts say: a changed formula, a changed opaque fact, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Clause, Fact, Programme, Record, Text, Truth, fact, given, rule
from cloudgrant.values.unknown import NotKnown

ON = date(2022, 5, 2)
_NUMBER: Any = int | NotKnown


@attrs.frozen(kw_only=True)
class Limits(Record):
    cap: int = given(default=5, en="Cap")


def made(body: Any, *, name: str = "Sums", **declared: Any) -> tuple[Any, Programme[Any, Any]]:
    """A class whose derived fact ``both`` says what the body says, and a programme that holds it to a cap."""

    def both(self: Any) -> Fact[int]:
        value: Fact[int] = body(self)
        return value

    both.__annotations__["return"] = _NUMBER
    members: dict[str, Any] = {
        "__module__": __name__,
        "__annotations__": {"a": _NUMBER, "b": _NUMBER},
        "a": given(en="A", most=100),
        "b": given(en="B", most=100),
        "both": fact(en="Both", least=0, most=10**6, **declared)(both),
        "__kind__": "tests.sums",
    }
    cls = attrs.frozen(kw_only=True)(type(name, (Record,), members))

    @rule("sum.cap", en="At most {policy.cap}")
    def capped(sums: Any, limits: Limits) -> Truth:
        return sums.both <= limits.cap  # type: ignore[no-any-return]

    return cls, Programme(
        "sums",
        title=Text(en="Sums"),
        subject=cls,
        policies={date(2022, 1, 1): Limits()},
        rules=(capped,),
        clauses=[Clause("sum.cap", heading="h", source="s", text=Text(en="…"))],
    )


def verified(then: Any, now: Any) -> cg.Verification:
    """A receipt of ``then`` held against ``now``, of the same facts."""
    (before, programme), (after, other) = then, now
    receipt = programme.assess(before(a=1, b=3), on=ON).receipt
    return cg.verify(receipt, after(a=1, b=3), programme=other)


def test_a_changed_formula_is_told_by_the_rule_that_reads_it() -> None:
    found = verified(made(lambda self: self.a + self.b), made(lambda self: self.a + 2 * self.b))
    assert [(one.because, one.names) for one in found.differences] == [("rule", ("sum.cap",))]


def test_the_same_formula_in_another_place_or_class_is_the_same() -> None:
    def total(self: Any) -> Any:
        return self.a + self.b

    assert verified(made(total), made(lambda self: self.a + self.b, name="Renamed")).same


OPAQUE: dict[str, Any] = {"opaque": 1, "reads": ("a", "b")}


def test_a_new_revision_of_an_opaque_fact_is_told() -> None:
    def body(self: Any) -> Any:
        return self.a + self.b

    found = verified(made(body, **OPAQUE), made(body, **{**OPAQUE, "opaque": 2}))
    assert [one.because for one in found.differences] == ["rule"]
    assert verified(made(body, **OPAQUE), made(body, **OPAQUE)).same


def test_an_opaque_fact_that_changed_without_a_revision_is_told_by_its_value() -> None:
    found = verified(
        made(lambda self: self.a + self.b, **OPAQUE), made(lambda self: self.a + 2 * self.b, **OPAQUE)
    )
    assert [(one.because, one.names) for one in found.differences] == [("opaque", ("both",))]
    assert found.message("zh_Hant_TW") == "不透明事實之計算不同：both"
    assert found.message("en") == "opaque facts are worked out differently: both"


def test_of_another_input_nothing_is_said_of_opaque_values() -> None:
    cls, programme = made(lambda self: self.a + self.b, **OPAQUE)
    receipt = programme.assess(cls(a=1, b=3), on=ON).receipt
    found = cg.verify(receipt, cls(a=1, b=4), programme=programme)
    assert [one.because for one in found.differences] == ["input"]


def test_the_value_of_an_opaque_fact_cannot_be_read_off_without_the_input() -> None:
    cls, programme = made(lambda self: self.a + self.b, **OPAQUE)
    one, other = (programme.assess(cls(a=a, b=b), on=ON).receipt for a, b in ((1, 3), (2, 2)))
    assert one.opaque is not UNKNOWN
    assert other.opaque is not UNKNOWN
    assert one.opaque["both"] != other.opaque["both"]


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ({"reads": ("a", "b")}, "declaration.reads"),
        ({"opaque": 0, "reads": ("a",)}, "declaration.opaque"),
    ],
)
def test_what_is_read_is_named_by_opaque_facts_and_no_others(declared: dict[str, Any], code: str) -> None:
    with pytest.raises(cg.InvalidInput) as caught:
        made(lambda self: self.a + self.b, **declared)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_an_opaque_number_says_between_what_it_lies() -> None:
    @attrs.frozen(kw_only=True)
    class Loose(Record):
        a: Fact[int] = given(en="A")

        @fact(en="B", opaque=1, reads=("a",), least=0)
        def b(self) -> Fact[int]:
            return self.a

    @rule("sum.cap", en="At most {policy.cap}")
    def capped(loose: Loose, limits: Limits) -> Truth:
        return loose.b <= limits.cap

    with pytest.raises(cg.InvalidInput) as caught:
        Programme(
            "sums", title=Text(en="Sums"), subject=Loose, policies={date(2022, 1, 1): Limits()},
            rules=(capped,), clauses=[Clause("sum.cap", heading="h", source="s", text=Text(en="…"))],
        )  # fmt: skip
    assert [problem.code for problem in caught.value.problems] == ["declaration.opaque_bounds"]


def test_opaque_facts_are_compared_also_where_the_policy_is_not_at_hand() -> None:
    def body(self: Any) -> Any:
        return self.a + self.b

    (cls, programme), (other, changed) = made(body, **OPAQUE), made(lambda self: body(self) + 1, **OPAQUE)
    receipt = programme.assess(cls(a=1, b=3), on=ON, policy=Limits(cap=6)).receipt
    assert receipt.policy != receipt.published
    assert cg.verify(receipt, cls(a=1, b=3), programme=programme).same
    found = cg.verify(receipt, other(a=1, b=3), programme=changed)
    assert [(one.because, one.names) for one in found.differences] == [("opaque", ("both",))]


@attrs.frozen(kw_only=True)
class Shown(Record):
    base: int = given(default=5, en="Base")
    cap: int = given(default=5, en="Cap")

    @fact(opaque=1, reads=("base",), least=0, most=100, en="Raised")
    def raised(self) -> int:
        return self.base + 1


def test_an_opaque_value_of_a_policy_that_is_not_at_hand_is_not_compared() -> None:
    @attrs.frozen(kw_only=True)
    class One(Record):
        a: Fact[int] = given(en="A", most=100)

    One.__annotations__["a"] = _NUMBER

    @rule("sum.cap", en="At most {policy.raised}")
    def capped(one: One, shown: Shown) -> Truth:
        return one.a <= shown.raised

    programme = Programme(
        "shown", title=Text(en="Shown"), subject=One, policies={date(2022, 1, 1): Shown()},
        rules=(capped,), clauses=[Clause("sum.cap", heading="h", source="s", text=Text(en="…"))],
    )  # fmt: skip
    receipt = programme.assess(One(a=3), on=ON, policy=Shown(base=50)).receipt
    assert receipt.opaque is not UNKNOWN
    assert [*receipt.opaque] == ["policy.raised"]
    assert cg.verify(receipt, One(a=3), programme=programme).same
