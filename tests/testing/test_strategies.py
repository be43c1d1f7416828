"""Strategies draw sound objects, and hide no fault of a class."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given as drawn

import cloudgrant as cg
from cloudgrant.rules import Fact, Record, given, implies
from cloudgrant.rules.records.coherence import Declarations
from cloudgrant.testing.strategies import subjects


@attrs.frozen(kw_only=True)
class Misdeclared(Record):
    a: Fact[bool] = given(zh="甲", en="A")
    __coherence__: ClassVar[Declarations] = (implies("x", {"a": True}, {"bb": False}, zh="x", en="x"),)


@attrs.frozen(kw_only=True)
class Broken(Record):
    a: Fact[bool] = given(zh="甲", en="A")

    def incoherent(self) -> Any:
        raise TypeError("a fault of the class's own")


@pytest.mark.parametrize(("cls", "error"), [(Misdeclared, cg.DeclarationRefused), (Broken, TypeError)])
def test_a_fault_of_the_class_is_raised_not_passed_over(cls: type[Any], error: type[Exception]) -> None:
    @drawn(subjects(cls))
    def draws(_: Any) -> None: ...

    with pytest.raises(error, match=r"bb|class's own"):
        draws()


@attrs.frozen(kw_only=True)
class Act(Record):
    """A later act, under the edition of what was applied for."""

    edition: Fact[str] = given(zh="版本", en="Edition")


@attrs.frozen(kw_only=True)
class Acts(Record):
    act: Act = given(zh="行為", en="Act")
    others: Fact[tuple[Fact[Act], ...]] = given(zh="其他", en="Others")


@drawn(subjects(Acts, cg.points))
def test_what_is_applied_for_under_an_edition_names_one_inside_a_record_too(acts: Acts) -> None:
    listed = () if acts.others is cg.UNKNOWN else acts.others
    for act in (acts.act, *(one for one in listed if one is not cg.UNKNOWN)):
        assert act.edition in (cg.UNKNOWN, *(one.name for one in cg.points.editions))
