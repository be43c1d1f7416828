"""What differs between two texts, thing by thing: a sentence, the reading of one, a number, a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, Protocol

import attrs

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.rules.records.saying import shown
from cloudgrant.values.separators import AND, COLON, THEN
from cloudgrant.values.text import Text, sentences

__all__ = ["ReadingChange", "RuleChange", "SentenceChange", "Told", "ValueChange", "told"]

_VALUE = Text(
    "changes.value", zh="{label}：{old} → {new}（{clauses}）", en="{label}: {old} → {new} ({clauses})"
)
_RULES = sentences("changes.rules", {
    "came": Text(zh="新增規則 {rule}：{new}", en="new rule {rule}: {new}"),
    "went": Text(zh="刪除規則 {rule}：{old}", en="rule dropped {rule}: {old}"),
    "changed": Text(zh="規則內容變更 {rule}：{old} → {new}", en="rule changed {rule}: {old} → {new}"),
    "awaited": Text(zh="尚未公布 {rule}：{old}", en="not published yet {rule}: {old}"),
    "published": Text(zh="已公布 {rule}：{new}", en="published by now {rule}: {new}"),
    "reworded": Text(zh="規則文字變更 {rule}：{old} → {new}", en="rule reworded {rule}: {old} → {new}"),
})  # fmt: skip
_SENTENCES = sentences("changes.sentences", {
    "came": Text(zh="{id}：新增「{new}」", en="{id}: new “{new}”"),
    "went": Text(zh="{id}：刪除「{old}」", en="{id}: dropped “{old}”"),
    "not taken over": Text(zh="{id}：未予沿用", en="{id}: not taken over"),
    "changed": Text(zh="{id}：「{old}」→「{new}」", en="{id}: “{old}” → “{new}”"),
    "awaited": Text(zh="{id}：「{old}」→ 尚未公布", en="{id}: “{old}” → not published yet"),
    "published": Text(zh="{id}：尚未公布 →「{new}」", en="{id}: not published yet → “{new}”"),
})  # fmt: skip
_READINGS = sentences("changes.readings", {
    "came": Text(zh="{id} 採此解讀：{new}", en="{id}, now read: {new}"),
    "went": Text(zh="{id} 不再採此解讀：{old}", en="{id}, no longer read: {old}"),
    "changed": Text(zh="{id} 之解讀：{old} → {new}", en="{id}, read otherwise: {old} → {new}"),
})  # fmt: skip
_NONE = Text("changes.none", zh="無", en="none")
_WENT = Text("changes.went", zh="不再適用", en="no longer applies")


class Told(Protocol):
    def message(self, locale: str = "en") -> str: ...


@attrs.frozen
class ValueChange:
    """A policy value that differs: its ``clauses`` are its own and those of the ``rules`` that read it.

    It ``went`` where the later text drops the clause that said it: that is not unknown, nothing asks for it.
    """

    name: str
    old: Any
    new: Any
    clauses: tuple[str, ...]
    rules: tuple[str, ...]
    info: FactInfo = attrs.field(eq=False, repr=False)
    went: bool = False

    def message(self, locale: str = "en") -> str:
        """The change in words."""
        words = {
            "label": self.info.label.in_(locale) or self.name,
            "old": self._side(self.old, self.new, locale),
            "new": _WENT.in_(locale) if self.went else self._side(self.new, self.old, locale),
            "clauses": AND.in_(locale).join(self.clauses) or self.name,
        }
        return _VALUE.filled(locale, words.__getitem__)

    def _side(self, one: Any, other: Any, locale: str) -> str:
        """The value of one side; of a list of records, by their keys, what the other side does not have."""
        if not isinstance(one, tuple) or not any(isinstance(item, Record) for item in one):
            return _NONE.in_(locale) if one == () else shown(self.info, one, locale)
        other = other if isinstance(other, tuple) else ()
        others = {item_key(item): item for item in other}
        parts = [_apart(item, others.get(item_key(item)), locale) for item in one if item not in other]
        return AND.in_(locale).join(parts) or _NONE.in_(locale)


def _apart(item: Any, other: Any, locale: str) -> str:
    """A record by its key, and the facts in which it differs from the one of that key on the other side."""
    key = item_key(item) or type(item).__name__
    if type(other) is not type(item):
        return key
    differ = [
        f"{info.label.in_(locale) or name}{COLON.in_(locale)}{shown(info, getattr(item, name), locale)}"
        for name, info in facts(type(item)).items()
        if not info.derived and getattr(item, name) != getattr(other, name)
    ]
    return f"{key} {THEN.in_(locale).join(differ)}"


@attrs.frozen
class RuleChange:
    """A rule that ``came``, ``went``, was ``changed`` in what it says, or only ``reworded``.

    It is ``awaited`` where the later text does not say yet whether it holds, and ``published`` where the
    earlier did not.
    """

    id: str
    kind: Literal["came", "went", "changed", "reworded", "awaited", "published"]
    clause: str
    old: Text
    new: Text

    def message(self, locale: str = "en") -> str:
        """The change in words, each side with its own numbers."""
        words = {"rule": self.id, "old": self.old.in_(locale), "new": self.new.in_(locale)}
        return _RULES[self.kind].filled(locale, words.__getitem__)


@attrs.frozen
class SentenceChange:
    """A clause whose words differ: they ``came``, ``went`` or were ``changed`` from ``old`` to ``new``.

    They are ``awaited``, and empty, where a text does not say yet whether the clause holds, and ``published``
    where the earlier text did not. What went without ever having been said was not taken over.
    """

    id: str
    kind: Literal["came", "went", "changed", "awaited", "published"]
    old: str
    new: str

    @property
    def never_said(self) -> bool:
        """Whether it went while it was still awaited whether it holds."""
        return self.kind == "went" and not self.old

    def message(self, locale: str = "en") -> str:
        """Both sentences, in their own words."""
        return _SENTENCES["not taken over" if self.never_said else self.kind].filled(
            locale, {"id": self.id, "old": self.old, "new": self.new}.__getitem__
        )


@attrs.frozen
class ReadingChange:
    """A clause of which another reading is chosen; empty where a side chooses none."""

    id: str
    old: Text
    new: Text

    def message(self, locale: str = "en") -> str:
        """Both readings."""
        kind = "changed" if self.old and self.new else "came" if self.new else "went"
        words = {"id": self.id, "old": self.old.in_(locale), "new": self.new.in_(locale)}
        return _READINGS[kind].filled(locale, words.__getitem__)


def told(changes: Iterable[Told], locale: str) -> Iterator[str]:
    """Changes in words; of a clause that was awaited and not taken over once, not again for each rule."""
    every = tuple(changes)
    gone = {one.id for one in every if isinstance(one, SentenceChange) and one.never_said}
    for one in every:
        if not (isinstance(one, RuleChange) and one.kind == "went" and one.clause in gone):
            yield one.message(locale)
