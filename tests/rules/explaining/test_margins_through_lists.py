"""Margins through what a list comes to, of which a part is not known: a bound of the distance is told."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Fact,
    Margin,
    Programme,
    Result,
    Share,
    Text,
    count,
    fact,
    no,
    one_of,
    rule,
    share_at_least,
    share_at_most,
    total,
)
from rules.explaining.test_remedies_in_lists import ON, Case, Limits, line

HALF = Share.of("1/2")


@attrs.frozen(kw_only=True)
class Sums(Case):
    """A case with its sums as facts of their own, which a share can be taken of."""

    @fact(zh="補助款", en="Grant", unit="TWD", most=10**12)
    def grant(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.amount, where=lambda line: one_of(line.source, "grant"))

    @fact(zh="總經費", en="Cost", unit="TWD", most=10**12)
    def cost(self) -> Fact[int]:
        return total(self.lines, of=lambda line: line.amount)


RULES: dict[str, Any] = {
    "cap": lambda case, limits: case.grant <= limits.cap,
    "under": lambda case, limits: case.grant < limits.cap,
    "floor": lambda case, limits: case.grant >= limits.cap,
    "few": lambda case, limits: count(case.lines, lambda line: line.proven) <= limits.least,
    "many": lambda case, limits: count(case.lines, lambda line: line.proven) >= limits.least,
    "half": lambda case, limits: share_at_most(case.grant, case.cost, HALF),
    "more": lambda case, limits: no(share_at_most(case.grant, case.cost, HALF)),
    "least": lambda case, limits: share_at_least(case.grant, case.cost, HALF),
    "less": lambda case, limits: no(share_at_least(case.grant, case.cost, HALF)),
}


def _programme(name: str) -> Programme[Sums, Limits]:
    return Programme(
        "case",
        title=Text(en="Case"),
        subject=Sums,
        policies={date(2022, 1, 1): Limits()},
        rules=[rule(f"case.{name}", en="…")(RULES[name])],
        clauses=[Clause(f"case.{name}", heading="h", source="s", text=Text(en="…"))],
    )


PROGRAMMES = {name: _programme(name) for name in RULES}


def judged(name: str, *lines: Any) -> tuple[Result, Margin]:
    finding = PROGRAMMES[name].assess(Sums(lines=lines), on=ON)[f"case.{name}"]
    [margin] = finding.margins
    return finding.result, margin


@pytest.mark.parametrize(
    ("name", "lines", "surely", "zh", "en"),
    [
        ("cap", (line("a", 1_000_100), line("b", UNKNOWN)), -1_000_000,
         "至少超出 100萬元", "over by at least NT$1,000,000"),
        ("cap", (line("a", 20), line("b", 40, source=UNKNOWN)), 40,
         "至少尚餘 40元", "at least NT$40 to spare"),
        ("many", (line("a", proven=False), line("b", proven=UNKNOWN)), -1,
         "至少不足 1", "at least 1 short"),
        # What is open in the part is open in the whole too: neither is known, and yet it is over.
        ("half", (line("a", 80), line("b", UNKNOWN)), -40, "至少超出 40元", "over by at least NT$40"),
        ("less", (line("a", 81), line("b", UNKNOWN)), -40, "至少超出 40元", "over by at least NT$40"),
    ],
)  # fmt: skip
def test_the_room_that_there_surely_is_is_told(name: str, lines: Any, surely: int, zh: str, en: str) -> None:
    _, margin = judged(name, *lines)
    assert (margin.distance, margin.surely) == (UNKNOWN, surely)
    assert margin.message("zh_Hant_TW").endswith(f"（{zh}）")
    assert margin.message("en").endswith(f" ({en})")


LINES = st.lists(
    st.builds(
        line,
        st.uuids().map(str),
        st.sampled_from([0, 49, 51, 99, 100, 101, UNKNOWN]),
        proven=st.sampled_from([True, False, UNKNOWN]),
        source=st.sampled_from(["grant", "own", UNKNOWN]),
    ),
    max_size=3,
).map(tuple)


def completions(lines: tuple[Any, ...]) -> Any:
    some = {"amount": (0, 1, 100, 10**6), "proven": (True, False), "source": ("grant", "own")}
    open_ = [(at, name) for at, one in enumerate(lines) for name in some if getattr(one, name) is UNKNOWN]
    for values in product(*(some[name] for _, name in open_[:4])):
        known = list(lines)
        for (at, name), value in zip(open_, values, strict=False):
            known[at] = attrs.evolve(known[at], **{name: value})
        for at, name in open_[4:]:
            known[at] = attrs.evolve(known[at], **{name: some[name][0]})
        yield tuple(known)


@pytest.mark.parametrize("name", RULES)
@given(lines=LINES)
def test_what_is_sure_of_a_distance_is_so_however_the_rest_turns_out(name: str, lines: Any) -> None:
    result, margin = judged(name, *lines)
    if margin.distance is not UNKNOWN:
        return
    # Where the rule is settled, so is the side, and a bound of the distance with it.
    assert (margin.surely is UNKNOWN) == (result is Result.UNDETERMINED)
    for known in completions(lines):
        distance = judged(name, *known)[1].distance
        if margin.surely is not UNKNOWN:
            bound: Any = margin.surely
            assert distance <= bound if result is Result.NOT_MET else distance >= bound
