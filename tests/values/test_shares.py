from __future__ import annotations

import copy
import pickle
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.shares import MOST_PARTS, Share
from cloudgrant.values.shown import line_of
from cloudgrant.values.unknown import UNKNOWN

dollars = st.integers(min_value=0, max_value=MOST_DOLLARS)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    denominator = draw(st.integers(min_value=1, max_value=MOST_PARTS))
    return Share(draw(st.integers(min_value=0, max_value=denominator)), denominator)


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("1/2", "1/2"),
        ("2/4", "1/2"),
        ("50%", "1/2"),
        ("0.5", "1/2"),
        ("35%", "7/20"),
        ("12.5%", "1/8"),
        ("0.1%", "1/1000"),
        ("1/1000", "1/1000"),
        ("66.67%", "6667/10000"),
        ("99.95%", "1999/2000"),
        ("0.01%", "1/10000"),
        ("0.0001", "1/10000"),
        ("1/9999", "1/9999"),
        ("1/10000", "1/10000"),
        ("500/2000", "1/4"),
        ("0", "0/1"),
        ("0/7", "0/1"),
        ("0%", "0/1"),
        ("1", "1/1"),
        ("7/7", "1/1"),
        ("100%", "1/1"),
        (0, "0/1"),
        (1, "1/1"),
        (Fraction(1, 3), "1/3"),
        (Share("1/3"), "1/3"),
    ],
)
def test_stated_in_many_ways(stated: str | int | Fraction | Share, text: str) -> None:
    share = Share.of(stated)
    assert str(share) == text
    assert repr(share) == f"Share('{text}')"
    assert Share(text) == share


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "half",
        "1/0",
        "0/0",
        "3/2",
        "101%",
        "1.01",
        "-1/2",
        "-5%",
        "1/-2",
        " 1/2",
        "1 / 2",
        "1/2\n",
        "1/2%",
        "%",
        "1.",
        ".5",
        "1e-1",
        "１/２",
        "1/10001",
        "0.001%",
        "0.00001",
        "66.667%",
        -1,
        2,
        Fraction(-1, 2),
        Fraction(3, 2),
        Fraction(1, 10_001),
    ],
)
def test_what_is_no_share_is_refused(stated: str | int | Fraction) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Share.of(stated)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.path.pointer) == ("share", "")
    assert problem.params["given"] == line_of(str(stated))
    assert problem.message("zh") != problem.message("en")


@pytest.mark.parametrize("stated", [0.5, 1.0, True, False, None, UNKNOWN, (1, 2), b"1/2"])
def test_other_types_are_refused(stated: object) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Share.of(stated)  # type: ignore[arg-type]
    (problem,) = refusal.value.problems
    assert problem.code == "type"
    assert problem.message("en") == f"must be a share such as 1/2 or 35%, not {type(stated).__name__}"


def test_numerator_and_denominator() -> None:
    assert Share(2, 4) == Share(numerator=1, denominator=2) == Share("1/2")
    assert (Share(2, 4).numerator, Share(2, 4).denominator) == (1, 2)
    assert Share(-1, -2) == Share("1/2")
    with pytest.raises(InvalidInput, match="1/0 is not a share"):
        Share(1, 0)
    with pytest.raises(InvalidInput, match="lies between 0 and 1"):
        Share(1, -2)
    with pytest.raises(InvalidInput, match="at most 10,000 in lowest terms"):
        Share(1, 10_001)
    with pytest.raises(InvalidInput, match="not float"):
        Share(1, 2.0)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="not bool"):
        Share(1, True)


@pytest.mark.parametrize(
    "stated",
    [
        (1, 10**5000),
        (10**5000, 1),
        (10**5000, 10**5000 + 1),
        (-(10**5000), 1),
        (1, -(10**5000)),
        (Fraction(1, 10**5000), 1),
        ("1" * 10**6, 1),
        ("1/" + "9" * 10**6, 1),
        ("1/2", 10**5000),
        ("1/2", 0),
    ],
)
def test_numbers_that_no_text_can_hold_are_refused_like_others(
    stated: tuple[str | int | Fraction, int],
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Share(*stated)
    (problem,) = refusal.value.problems
    assert problem.code == "share"
    for text in (problem.message("zh"), problem.message("en"), str(refusal.value)):
        assert len(text) < 400


def test_large_terms_of_a_small_ratio_are_a_share() -> None:
    assert Share(10**5000, 2 * 10**5000) == Share(Fraction(10**5000, 2 * 10**5000)) == Share("1/2")


@given(shares(), dollars, dollars)
def test_products_with_amounts_stay_within_64_bits(share: Share, part: int, whole: int) -> None:
    assert MOST_PARTS * MOST_DOLLARS <= 10**18 < 2**63
    assert part * share.denominator <= 10**18
    assert whole * share.numerator <= 10**18


@given(shares(), shares())
def test_ordered_and_equal_as_fractions_are(one: Share, other: Share) -> None:
    a, b = (Fraction(share.numerator, share.denominator) for share in (one, other))
    assert (one < other, one <= other, one > other, one >= other) == (a < b, a <= b, a > b, a >= b)
    assert (one == other, one != other) == (a == b, a != b)
    assert one != other or hash(one) == hash(other)


@given(shares(), dollars)
def test_floor_and_ceiling_are_the_closest_whole_dollars(share: Share, whole: int) -> None:
    exact = Fraction(share.numerator, share.denominator) * whole
    assert share.floor_of(whole) <= exact < share.floor_of(whole) + 1
    assert share.ceil_of(whole) - 1 < exact <= share.ceil_of(whole)
    assert type(share.floor_of(whole)) is type(share.ceil_of(whole)) is int


@pytest.mark.parametrize(
    ("whole", "floor", "ceiling"), [(99, 49, 50), (100, 50, 50), (101, 50, 51), (0, 0, 0)]
)
def test_half_of_odd_and_even_amounts(whole: int, floor: int, ceiling: int) -> None:
    assert (Share("1/2").floor_of(whole), Share("1/2").ceil_of(whole)) == (floor, ceiling)


@pytest.mark.parametrize("whole", [1.0, True, "100", None])
def test_a_share_is_taken_of_whole_numbers_only(whole: object) -> None:
    with pytest.raises(TypeError, match="應為整數"):
        Share("1/2").floor_of(whole)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="應為整數"):
        Share("1/2").ceil_of(whole)  # type: ignore[arg-type]


@given(shares())
def test_copies_and_pickles_are_equal(share: Share) -> None:
    for other in (copy.copy(share), copy.deepcopy(share), attrs.evolve(share), Share(str(share))):
        assert other == share
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(share, protocol)) == share


def test_immutable_and_slotted() -> None:
    share = Share("1/2")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        share.numerator = 2  # type: ignore[misc]
    assert not hasattr(share, "__dict__")


def test_compares_with_shares_only() -> None:
    share = Share("1/2")
    for other in (0.5, "1/2", Fraction(1, 2), None):
        assert share != other
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(share, compare)(Fraction(1, 2)) is NotImplemented
    with pytest.raises(TypeError):
        _ = share < 1  # type: ignore[operator]
    assert (share <= UNKNOWN) is UNKNOWN
    assert (share > UNKNOWN) is UNKNOWN
