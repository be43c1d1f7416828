"""One thing that may be wrong with the rows of a table: where it is, and what is not known for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals as nw

from cloudgrant.values.text import Text

__all__ = ["Check"]


@attrs.frozen(eq=False, kw_only=True)
class Check:
    """Where rows are nonsense: ``wrong`` is true of those, and never null.

    ``name`` is the fact at whose column it is told, under ``code``; ``text`` and ``params`` say it.
    ``blamed`` says of the columns of which facts, in which rows, nothing can be made of what they hold.
    """

    name: str
    code: str
    wrong: nw.Expr
    blamed: Mapping[str, nw.Expr]
    text: Text
    params: Mapping[str, Any] = attrs.field(factory=dict)
