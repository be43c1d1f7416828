"""A clause: the sentence of the law that a rule, calculation or process rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.records.arguments import (
    LINE,
    MAPPING,
    NAME,
    WORDS,
    Kind,
    argument_problems,
    one_of_class,
    or_none,
    words_problems,
)
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.writing.declaration import Calculation, Rule
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["Clause", "cited_by"]


def _frozen(numbers: Mapping[str, Any]) -> Mapping[str, Any]:
    return FrozenMap(numbers) if MAPPING.holds(numbers) else numbers


_A_NOTICE = or_none(one_of_class(Notice))


@attrs.frozen
class Clause:
    """One clause by its stable id, as one edition words it.

    ``heading`` is where it stands, ``source`` its original words (never translated away), ``text``
    what it says in short, in each language; ``reading`` says which reading was chosen where the
    words allow two, and ``question`` what to ask the programme office where they are silent.
    ``numbers`` are the policy values that its words, or the reading, fix. ``notice`` is the document that it
    stands in (its edition's, unless given), and ``kept_by`` the later one that lets it stand. Raises
    :class:`~cloudgrant.rules.records.declaration_refused.DeclarationRefused` for what is of another kind.

    >>> clause = Clause("shop.area", heading="一、面積", source="樓地板面積一百平方公尺以下",
    ...                 text=Text(zh="面積上限", en="Floor area ceiling"), numbers={"most_area": 100})
    >>> clause.text.in_("en"), clause.numbers["most_area"]
    ('Floor area ceiling', 100)
    """

    id: str
    heading: str = attrs.field(kw_only=True)
    source: str = attrs.field(kw_only=True)
    text: Text = attrs.field(kw_only=True)
    reading: Text = attrs.field(kw_only=True, factory=Text)
    question: Text = attrs.field(kw_only=True, factory=Text)
    numbers: Mapping[str, Any] = attrs.field(kw_only=True, default=FrozenMap(), converter=_frozen)
    notice: Notice | None = attrs.field(kw_only=True, default=None)
    kept_by: Notice | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        path, where = ["clauses", str(self.id)], f"Clause({shown(self.id)})"
        texts = {"text": self.text, "reading": self.reading, "question": self.question}
        kinds: dict[str, tuple[Kind, object]] = {
            "id": (NAME, self.id),
            "heading": (NAME, self.heading),
            "source": (LINE, self.source),
            **{name: (WORDS, text) for name, text in texts.items()},
            "numbers": (MAPPING, self.numbers),
            "notice": (_A_NOTICE, self.notice),
            "kept_by": (_A_NOTICE, self.kept_by),
        }
        problems = [*argument_problems(path, where, kinds)]
        for name, text in texts.items() if not problems else ():
            problems += words_problems(path, where, name, text)
        if problems:
            raise DeclarationRefused(problems)


def cited_by(
    parts: Iterable[Rule[...] | Calculation[..., Any] | ForEach], clauses: Iterable[Clause]
) -> tuple[Clause, ...]:
    """Those of the clauses that these rules and calculations realise: a programme of them states no more."""
    every = [one for part in parts for one in (part.rules if isinstance(part, ForEach) else (part,))]
    ids = {one.clause for one in every}
    return tuple(clause for clause in clauses if clause.id in ids)
