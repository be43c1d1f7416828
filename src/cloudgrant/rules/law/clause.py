"""A clause: the sentence of the law that a rule, calculation or process rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from cloudgrant.rules.writing.declaration import Calculation, Rule
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.text import Text

__all__ = ["Clause", "cited_by"]


@attrs.frozen
class Clause:
    """One clause by its stable id.

    ``heading`` is where it stands, ``source`` its original words (never translated away), ``text``
    what it says in short, in each language; ``reading`` says which reading was chosen where the
    words allow two, and ``question`` what to ask the programme office where they are silent.

    >>> clause = Clause("shop.area", heading="一、面積", source="樓地板面積一百平方公尺以下",
    ...                 text=Text(zh="面積上限", en="Floor area ceiling"))
    >>> clause.text.in_("en")
    'Floor area ceiling'
    """

    id: str
    heading: str = attrs.field(kw_only=True)
    source: str = attrs.field(kw_only=True)
    text: Text = attrs.field(kw_only=True)
    reading: Text = attrs.field(kw_only=True, factory=Text)
    question: Text = attrs.field(kw_only=True, factory=Text)


def cited_by(
    parts: Iterable[Rule[...] | Calculation[..., Any] | ForEach], clauses: Iterable[Clause]
) -> tuple[Clause, ...]:
    """Those of the clauses that these rules and calculations realise: a programme of them states no more."""
    every = [one for part in parts for one in (part.rules if isinstance(part, ForEach) else (part,))]
    ids = {one.clause for one in every}
    return tuple(clause for clause in clauses if clause.id in ids)
