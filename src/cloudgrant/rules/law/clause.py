"""A clause: the sentence of the law that a rule, calculation or process rests on."""

from __future__ import annotations

import attrs

from cloudgrant.values.text import Text

__all__ = ["Clause"]


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
