"""The steps of an answer: a rule or a calculation as a tree with the value at each node, to be followed."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.values.between import Between
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text

__all__ = ["Kind", "WorkedStep"]

Kind = Literal[
    "rule",
    "applies",
    "calculation",
    "fact",
    "policy",
    "day",
    "constant",
    "item",
    "others",
    "uncounted",
    "sum",
    "difference",
    "product",
    "quotient",
    "comparison",
    "all",
    "any",
    "not",
    "lesser",
    "choice",
    "among",
    "not_among",
    "overlap",
    "no_overlap",
    "within",
    "rounded_share",
    "total",
    "count",
    "different",
    "every",
    "some",
    "none",
    "same",
    "not_same",
    "stated",
    "agreed",
    "months_after",
    "months_before",
    "term_end",
    "entry",
]
"""What a step is: what is read, what is computed of it, what is said of the items of a list."""


@attrs.frozen(kw_only=True)
class WorkedStep:
    """One step: what it is, what it comes to, and the steps that it comes from.

    ``value`` is a truth, a number, a day, a text …, a :class:`~cloudgrant.rules.deciding.results.Result` of a
    rule, and unknown where it is not known; ``bounds`` then says between what a number lies, where that
    is sure. ``label`` is what a fact, an item or a rule is called, ``sign`` what compares, ``number`` for
    how many items of a list a step stands (``others``, ``uncounted``), ``path`` the place of what is read.

    ``str()`` is the indented text in English, :meth:`in_` in any language; :meth:`message` is the step alone.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> firm = cg.Manufacturer(paid_in_capital=150_000_000)
    >>> print(cg.points.assess(firm, on=date(2022, 5, 2))["points.applicant.size"].steps)
    undetermined: Paid-in capital at most NT$100,000,000, or at most 200 people regularly employed
      At least one of these: not known
        NT$150,000,000 ≤ NT$100,000,000: no
          Paid-in capital: NT$150,000,000
          ...
    """

    kind: Kind
    value: Any
    bounds: Between | None = None
    unit: str = ""
    label: Text = attrs.field(default=Text(), repr=False)
    sign: str = ""
    number: int = 0
    path: Path = Path()
    steps: tuple[WorkedStep, ...] = attrs.field(default=(), repr=False)
    withheld: bool = False
    """Whether the value is withheld from the party that looks at it."""
    info: FactInfo | None = attrs.field(default=None, eq=False, repr=False)
    reads: tuple[Path, ...] = attrs.field(default=(), eq=False, repr=False)
    """The facts that it comes from besides those of its steps, by places in which lists have no numbers."""
    telling: bool = attrs.field(default=False, eq=False, repr=False)
    """Whether it depends on what they come to which steps there are."""

    def message(self, locale: str = "en") -> str:
        """This step alone, in words."""
        from cloudgrant.rules.explaining.step_words import line

        return line(self, locale)

    def in_(self, locale: str) -> str:
        """The step and all that it comes from, a line each, indented by what comes from what."""
        from cloudgrant.rules.explaining.step_words import lines

        return "\n".join(lines(self, locale))

    def __str__(self) -> str:
        return self.in_("en")
