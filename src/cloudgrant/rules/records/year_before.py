"""Two years, one the last before the other: that of the last use of something, and of the use before it."""

from __future__ import annotations

from cloudgrant.rules.records.coherence import Declaration, at_odds
from cloudgrant.values.years import NEVER

__all__ = ["year_before"]


def year_before(before: str, last: str) -> Declaration:
    """Declare that the year of ``before`` is earlier than that of ``last``, or never (code ``year_order``).

    What never happened did not happen before either.

    >>> import attrs
    >>> from cloudgrant.rules import Fact, Record, given
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     fined_in: Fact[int] = given(zh="最近受罰年度", en="Last fined in", unit="year")
    ...     fined_before_in: Fact[int] = given(zh="前次受罰年度", en="Fined before in", unit="year")
    ...     __coherence__ = (year_before("fined_before_in", "fined_in"),)
    >>> Shop(fined_in=2021, fined_before_in=2020), Shop(fined_in=0, fined_before_in=0)
    (Shop(fined_in=2021, fined_before_in=2020), Shop(fined_in=0, fined_before_in=0))
    >>> Shop(fined_in=2021, fined_before_in=2021)
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 2 problems in the data · 資料有 2 個問題
      fined_before_in: Fined before in: 2021, which is not before Last fined in: 2021 · ...
    """
    return at_odds(
        "year_order",
        (before, last),
        lambda earlier, latest: (earlier != NEVER) & (earlier >= latest),
        zh=f"{{{before}_label}}（{{{before}}}）應早於{{{last}_label}}（{{{last}}}）",
        en=f"{{{before}_label}}: {{{before}}}, which is not before {{{last}_label}}: {{{last}}}",
    )
