"""What realises a clause besides rules and calculations: a step of a process, a criterion, information."""

from __future__ import annotations

from typing import Literal

import attrs

from cloudgrant.rules.records.arguments import NAME, WORDS, argument_problems, words_problems
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text, sentences

__all__ = ["REALISED_AS", "Realised", "RealisedAs"]

RealisedAs = Literal["rule", "process", "step", "criterion", "information"]
"""What kind of thing it is; ``"rule"`` is one that another programme judges."""

REALISED_AS = sentences(
    "realised.realised_as",
    {
        "rule": Text(zh="規則", en="rule"),
        "process": Text(zh="流程", en="process"),
        "step": Text(zh="步驟", en="step"),
        "criterion": Text(zh="審查重點", en="criterion"),
        "information": Text(zh="資訊", en="information"),
    },
)
"""What each kind is called."""


@attrs.frozen
class Realised:
    """That a clause is realised by something which the programme does not judge.

    ``Programme(realised_by=...)`` takes it. ``id`` is the clause's id (a part after a slash tells several
    apart), ``kind`` what the thing is, ``code`` its dotted name with the module, ``text`` what it is called.
    The name is text, so that a programme need not import the processes that build on it.

    >>> opening = Realised("shop.opening", "process", "town.shops.Opening", Text(zh="開業", en="Opening"))
    >>> opening.clause, REALISED_AS[opening.kind]["en"]
    ('shop.opening', 'process')
    """

    id: str
    kind: RealisedAs
    code: str
    text: Text

    def __attrs_post_init__(self) -> None:
        path, where = ["realised_by", str(self.code)], f"Realised({shown(self.id)})"
        kinds = {"id": (NAME, self.id), "code": (NAME, self.code), "text": (WORDS, self.text)}
        problems = [*argument_problems(path, where, kinds)]
        problems += [] if problems else words_problems(path, where, "text", self.text)
        if problems:
            raise DeclarationRefused(problems)

    @property
    def clause(self) -> str:
        """The id of the clause, without the part."""
        return self.id.partition("/")[0]
