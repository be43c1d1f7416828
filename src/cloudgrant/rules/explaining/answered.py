"""The core of a finding: which rule answered what, about which place, and how that is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.explaining.cited import cited, text_of, worded
from cloudgrant.rules.explaining.items import named, not_yet_said
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.records.parts import given_parts
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import COLON, THEN
from cloudgrant.values.text import Text, composed, sentences
from cloudgrant.values.unknown import Fact

if TYPE_CHECKING:
    from cloudgrant.rules.explaining.told import Told

__all__ = ["Answered"]

_WITH = Text("answered.with", zh="{finding}（{facts}）", en="{finding} ({facts})")
_ITEMS = sentences("answered.items", {
    Result.NOT_MET: Text(zh="不符合者：{items}", en="not met for: {items}"),
    Result.UNDETERMINED: Text(zh="尚無法判定者：{items}", en="open for: {items}"),
})  # fmt: skip


@attrs.frozen(kw_only=True)
class Answered:
    """The core of a finding, whoever may see the rest: which rule answered what, about which place.

    ``result`` is the answer, ``rule`` the rule's id, ``path`` the place of what it judged (empty
    for the subject itself, ``members/0`` for a member), ``ruling`` the ruling that settled it, if one
    did.
    """

    rule: str
    result: Result
    path: Path
    ruling: Ruling | None = attrs.field(repr=False)
    programme: Law[Any, Any] = attrs.field(repr=False)
    policy: Any = attrs.field(repr=False)
    on: Fact[date] = attrs.field(repr=False)

    @property
    def clause(self) -> Clause:
        """The clause that the rule rests on: heading and original words."""
        return self.programme.clauses[self.declaration.clause]

    @property
    def declaration(self) -> Rule[...]:
        """The rule itself."""
        return self.programme.traced(self.rule).rule

    def core(self) -> dict[str, Any]:
        """The parts of the core by the names under which they are given: what a view starts from."""
        return given_parts(self, Answered)

    def wording(self: Told, locale: str = "en") -> str:
        """The rule alone, in words; where it is not met and says so otherwise, what is so instead."""
        return cited(self.programme, self.policy, locale).wording(self.declaration, self.result, self.on)

    def worded(self: Told) -> Text:
        """The same in every language."""
        said = text_of(self.declaration, self.result)
        return composed(worded, said, self.policy, self.on, languages=tuple(said))

    def message(self: Told, locale: str = "en") -> str:
        """The finding in words: the answer, the rule, and what it was held against."""
        line = f"{self.result.label(locale)}{COLON.in_(locale)}{self.wording(locale)}"
        return self.with_grounds(line, locale)

    def with_grounds(self: Told, line: str, locale: str = "en") -> str:
        """What is said of the finding, followed by what it was held against."""
        if self.result is Result.NOT_APPLICABLE:
            return line
        if self.parts:  # they each say what they were held against
            return line
        pieces = [piece for piece in self.weighed if piece.path[:1] != ("policy",)]
        said = [piece.message(locale) for piece in pieces]
        if self.result is not Result.MET and (items := not_yet_said(self.items, pieces, locale)):
            names = named(items, locale)
            said.append(_ITEMS[self.result].filled(locale, lambda _: names))
        if not said:
            return line
        return _WITH.filled(locale, {"finding": line, "facts": THEN.in_(locale).join(said)}.__getitem__)
