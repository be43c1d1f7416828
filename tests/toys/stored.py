"""Strategies for workshops that are known in part, and for JSON of any shape."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from cloudgrant.rules import UNKNOWN
from cloudgrant.values.shares import Share
from cloudgrant.values.written_text import text_problem
from toys.workshops import Address, Limits, Maker, Workshop

unknown = st.just(UNKNOWN)
words = st.text(min_size=1).filter(lambda text: text_problem(text, identifies=True) is None)
dollars = st.integers(min_value=0, max_value=10**14)


def maybe(known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The value, or none yet."""
    return known | unknown


addresses = st.builds(
    Address,
    county=maybe(st.sampled_from(["north", "south"])),
    area=maybe(st.integers(min_value=0, max_value=10**14)),
)


def _number(maker: Any) -> object:
    number = getattr(maker, "number", UNKNOWN)
    return object() if number is UNKNOWN else number


makers = st.builds(
    Maker,
    number=maybe(words),
    licensed=maybe(st.booleans()),
    apprentice=maybe(st.booleans()),
    years=maybe(st.integers(min_value=0, max_value=10**14)),
)
workshops = st.builds(
    Workshop,
    staff=maybe(st.integers(min_value=0, max_value=10**14)),
    rent=maybe(dollars),
    wages=maybe(dollars),
    savings=maybe(dollars),
    style=maybe(st.sampled_from(["paper", "silk", "glass"])),
    public=maybe(st.booleans()),
    founded=maybe(st.dates()),
    crafts=maybe(st.lists(maybe(words), max_size=3).map(tuple)),
    address=addresses,
    landlord=maybe(addresses),
    # The same member twice is invalid, so each has a number of its own or none that is known.
    makers=maybe(st.lists(maybe(makers), max_size=3, unique_by=_number).map(tuple)),
    reviewer_accepts=maybe(st.booleans()),
)
policies = st.builds(
    Limits,
    most_staff=st.integers(min_value=0, max_value=10**6),
    half=st.fractions(min_value=0, max_value=1, max_denominator=10_000).map(Share.of),
    kinds=st.lists(words, max_size=3).map(tuple),
    opens=st.dates(min_value=date(2000, 1, 1)),
    levy=maybe(dollars),
)

json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["2022-05-02", "2022-02-30", "1/2", "7/2", "paper", "workshop", "maker"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Workshop.__slots__, "kind", "version", "area", "number", "x"]), inner
        )
    ),
    max_leaves=12,
)
"""Any JSON, with the names of facts in it more often than chance would have them."""
