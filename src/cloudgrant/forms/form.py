"""A form as an object: groups of fields, each with all that is declared of its fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

import attrs

from cloudgrant.forms.widgets import Widget
from cloudgrant.rules.records.fact_info import FactInfo, KnownBy
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text

__all__ = ["Form", "FormField", "FormGroup", "Need"]

Need: TypeAlias = Literal["always", "may_matter", "record"]
"""Whether nobody comes out eligible while the fact is unknown (``always``), it matters to some
(``may_matter``), or no rule reads it, but the record that it is in needs it, to be told from others or to
be valid (``record``). Of a fact in a list it is said of each item."""


@attrs.frozen(kw_only=True)
class FormField:
    """One fact to be asked for.

    ``path`` leads to it from the subject; in the fields of a list's item, from the item. ``rules`` and
    ``clauses`` say what reads it. What limits it stands in ``info``; ``choices`` are the values to choose
    from, as data have them, each with its label. ``after`` are the fields that say whether there can be
    an answer at all: ask them first. A list of records has the ``groups`` of one item, and
    ``item_label``, in which ``{number}`` counts the items from 1.
    """

    path: Path
    widget: Widget
    need: Need
    label: Text
    question: Text
    help: Text
    proof: Text
    unit: str
    unit_label: Text
    choices: tuple[tuple[bool | str, Text], ...]
    known_by: KnownBy
    rules: tuple[str, ...]
    clauses: tuple[str, ...]
    after: tuple[Path, ...] = ()
    groups: tuple[FormGroup, ...] = ()
    item_label: Text
    info: FactInfo = attrs.field(eq=False, repr=False)
    """All that is declared of the fact: give it to ``parse`` with what was typed."""

    @property
    def name(self) -> str:
        """The name of the fact in its record."""
        return str(self.path[-1])

    @property
    def number(self) -> FactInfo:
        """What is declared of the value itself; of a list, of each item."""
        return self.info.item or self.info

    def fields(self) -> Iterator[FormField]:
        """Each field of a list's item, in order; none where it is no list of records."""
        for group in self.groups:
            yield from group.fields

    def plain(self) -> dict[str, Any]:
        """The field as a plain dictionary of JSON's own types."""
        inner, numeric = self.number, self.number.type == "int"
        plain: dict[str, Any] = {
            "name": self.name,
            "pointer": self.path.pointer,
            "type": self.info.type,
            "widget": self.widget,
            "need": self.need,
            "known_by": self.known_by,
            "label": dict(self.label),
            "question": dict(self.question),
            "confidential": self.info.confidential,
            "rules": list(self.rules),
            "clauses": list(self.clauses),
        }
        for name in ("help", "proof", "unit_label", "item_label"):
            if text := getattr(self, name):
                plain[name] = dict(text)
        if self.unit:
            plain["unit"] = self.unit
        if numeric:
            plain |= {"least": inner.least, "most": inner.most, "step": inner.step}
        if inner.max_length is not None:
            plain |= {"max_length": inner.max_length, "multiline": inner.multiline}
        if self.info.type in ("list", "map"):
            plain["most_items"] = self.info.most_items
        if self.choices:
            plain["choices"] = [{"value": value, "label": dict(label)} for value, label in self.choices]
        if self.after:
            plain["after"] = [path.pointer for path in self.after]
        if self.groups:
            plain["groups"] = [group.plain() for group in self.groups]
        return plain


@attrs.frozen
class FormGroup:
    """Fields that belong together: those of one record, of one clause, or that one party knows."""

    key: str
    title: Text
    fields: tuple[FormField, ...]

    def plain(self) -> dict[str, Any]:
        """The group as a plain dictionary of JSON's own types."""
        fields = [field.plain() for field in self.fields]
        return {"key": self.key, "title": dict(self.title), "fields": fields}


@attrs.frozen(kw_only=True)
class Form:
    """What there is to ask for a stage of a programme, under one edition, in the order in which to ask it.

    ``subject`` is the class whose facts are asked, ``on`` the day of the act, where any rule reads that. It
    speaks no language: every text has all of them.
    """

    programme: str
    title: Text
    stage: Stage
    edition: str
    subject: type[Any]
    on: FormField | None
    groups: tuple[FormGroup, ...]

    def fields(self) -> Iterator[FormField]:
        """Each field in order, lists as one; the day of the act is none of them."""
        for group in self.groups:
            yield from group.fields

    def __getitem__(self, key: str) -> FormField:
        """The field at a place, written with dots (``members``, ``vendor.paid_in_capital``).

        Raises ``KeyError`` where nothing is asked.
        """
        for field in self.fields():
            if field.path.key == key:
                return field
        raise KeyError(f"the form does not ask for {key!r}")

    def plain(self) -> dict[str, Any]:
        """The form as a plain dictionary of JSON's own types: for a screen that is drawn elsewhere."""
        return {
            "kind": "form",
            "version": 1,
            "programme": self.programme,
            "title": dict(self.title),
            "stage": self.stage,
            "edition": self.edition,
            "on": None if self.on is None else self.on.plain(),
            "groups": [group.plain() for group in self.groups],
        }
