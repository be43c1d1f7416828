"""The ceiling of another law, with its rolling window over a list, tested as its authors would test it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from de_minimis import Aid, Ceiling, Linked, Request, counted, programme, within
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg

ON = date(2026, 5, 2)
ME, SISTER, STRANGER = (
    Linked(name="me", linked=True),
    Linked(name="sister", linked=True),
    Linked(name="stranger", linked=False),
)


def aid(ref: str, cents: cg.Fact[int], *, to: str = "me", state: str = "DE", on: date = ON) -> Aid:
    return Aid(ref=ref, to=to, state=state, granted_on=on, cents=cents)


def request(*aids: Aid, asked: cg.Fact[int] = 10_000_000) -> Request:
    return Request(
        cents=asked, sector="other", export_aid=False, undertaking=(ME, SISTER, STRANGER), aids=aids
    )


def aids_of(one: Request) -> tuple[Aid, ...]:
    assert one.aids is not cg.UNKNOWN
    return one.aids


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [(19_999_999, "eligible"), (20_000_000, "eligible"), (20_000_001, "ineligible")],
)
def test_aid_of_all_linked_enterprises_counts_up_to_the_cent(earlier: int, expected: str) -> None:
    decision = programme.assess(
        request(aid("1", 5_000_000), aid("2", earlier - 5_000_000, to="sister")), on=ON
    )
    assert decision.outcome.value == expected


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        (date(2023, 5, 1), "eligible"),
        (date(2023, 5, 2), "eligible"),  # three years to the day: the window is open at its far end
        (date(2023, 5, 3), "ineligible"),
        (ON, "ineligible"),
        (date(2026, 5, 3), "eligible"),
    ],
)
def test_the_window_rolls_with_the_day(granted: date, expected: str) -> None:
    decision = programme.assess(request(aid("1", 30_000_000, on=granted)), on=ON)
    assert decision.outcome.value == expected


@pytest.mark.parametrize(
    "outside", [aid("1", 10**12, to="stranger"), aid("1", 10**12, state="FR"), aid("1", 10**12, to="nobody")]
)
def test_aid_of_others_or_of_another_state_does_not_count(outside: Aid) -> None:
    assert programme.assess(request(outside), on=ON).outcome is cg.Outcome.ELIGIBLE


def test_what_is_surely_over_is_over_though_another_amount_is_open() -> None:
    draft = request(aid("1", 25_000_000), aid("2", cg.UNKNOWN))
    assert programme.assess(draft, on=ON)["dm.ceiling"].result is cg.Result.NOT_MET
    assert within(draft, Ceiling(), ON) is cg.UNKNOWN  # plain Python knows less, and says nothing else


def test_what_is_open_is_asked_for_at_its_place() -> None:
    draft = request(aid("1", 5_000_000), Aid(ref="2", to="sister", state="DE", cents=16_000_000))
    decision = programme.assess(draft, on=ON)
    assert [gap.path.pointer for gap in decision.missing] == ["/aids/1/granted_on"]
    whole = programme.assess(attrs.evolve(draft, aids=cg.UNKNOWN), on=ON)
    assert "/aids" in {gap.path.pointer for gap in whole.missing}


def test_a_remedy_asks_for_less() -> None:
    [remedy] = programme.assess(request(aid("1", 25_000_000)), on=ON).remedies
    assert remedy.apply(request(aid("1", 25_000_000))).cents == 5_000_000


AIDS = st.lists(
    st.builds(
        Aid,
        ref=st.uuids().map(str),
        to=st.sampled_from(["me", "sister", "stranger", cg.UNKNOWN]),
        state=st.sampled_from(["DE", "DE", "FR", cg.UNKNOWN]),
        granted_on=st.sampled_from([date(2023, 5, 2), date(2023, 5, 3), ON, cg.UNKNOWN]),
        cents=st.sampled_from([0, 5_000_000, 10_000_000, 20_000_001, cg.UNKNOWN]),
    ),
    max_size=4,
).map(tuple)


@given(AIDS, st.data())
@settings(max_examples=300)
def test_completing_a_draft_overturns_nothing(aids: tuple[Aid, ...], data: st.DataObject) -> None:
    draft = request(*aids)
    whole = request(
        *(
            attrs.evolve(
                one,
                to=data.draw(st.sampled_from(["me", "stranger"])) if one.to is cg.UNKNOWN else one.to,
                state=data.draw(st.sampled_from(["DE", "FR"])) if one.state is cg.UNKNOWN else one.state,
                granted_on=ON if one.granted_on is cg.UNKNOWN else one.granted_on,
                cents=data.draw(st.sampled_from([0, 30_000_001])) if one.cents is cg.UNKNOWN else one.cents,
            )
            for one in aids
        )
    )
    before, after = (programme.assess(one, on=ON)["dm.ceiling"].result for one in (draft, whole))
    assert before in (cg.Result.UNDETERMINED, after)
    assert after is not cg.Result.UNDETERMINED
    known: Any = aids_of(whole)
    by_hand = sum(
        one.cents
        for one in known
        if one.state == "DE" and one.to in ("me", "sister") and date(2023, 5, 2) < one.granted_on <= ON
    )
    assert counted(whole, Ceiling(), ON) == by_hand
    assert (after is cg.Result.MET) == (by_hand + 10_000_000 <= 30_000_000)
