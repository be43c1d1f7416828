"""The pages of a case's form: one for each group of ``cg.form``, one for each list of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs

import cloudgrant as cg
from cloudgrant.forms.form import FormField, FormGroup
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.values.paths import Path
from portal.case import Case
from portal.store import NoSuchCase
from portal.typed import NONE, Typed, fact_at, items_of
from portal.words import WORDS

__all__ = ["Asked", "Listed", "Page", "page_of", "pages_of"]

_NAMES = ("title", "name")
"""Facts that no rule reads, and that a letter and a list of cases need: what something is called."""


@attrs.frozen
class Asked:
    """A fact on a page: where it is in the subject, and what is known of it."""

    path: Path
    info: cg.FactInfo
    field: FormField | None = None
    """What the form says of it; of a name that is asked for beside it, nothing."""

    @property
    def pointer(self) -> str:
        """Under which its text is sent and kept."""
        return self.path.pointer

    @property
    def id(self) -> str:
        """What it is called within the page, for links."""
        return "at" + self.pointer.replace("/", "-").replace("_", "-")


@attrs.frozen
class Listed:
    """A list of records on a page, with what is asked of each item."""

    path: Path
    field: FormField
    items: tuple[tuple[Path, tuple[Asked | Listed, ...]], ...]


@attrs.frozen
class Page:
    """One page of a form."""

    number: int
    title: cg.Text
    parts: tuple[Asked | Listed, ...]
    following: bool
    """Whether there is another after it."""

    def every(self) -> Iterator[Asked]:
        """Each fact on the page, those of items too."""
        yield from _each(self.parts)

    def lists(self) -> Iterator[Listed]:
        """Each list on the page, those in items too."""
        yield from _lists(self.parts)

    def typed(self, sent: Mapping[str, str], texts: Typed) -> dict[str, str]:
        """What was sent of this page's facts and differs from what is kept, and an item that is added."""
        asked = {one.pointer for one in self.every()} | {one.path.pointer for one in self.lists()}
        new = {name: text for name, text in sent.items() if name in asked and texts.get(name, "") != text}
        for one in self.lists():
            if sent.get("add") == one.path.pointer:
                first = next(iter(one.field.fields()))
                new[Path((*one.path, len(one.items), *first.path)).pointer] = ""
                if texts.get(one.path.pointer) == NONE:
                    new[one.path.pointer] = ""
        return new

    def removed(self, sent: Mapping[str, str]) -> tuple[str, ...]:
        """The item that is to be taken out, where one is."""
        items = {path.pointer for one in self.lists() for path, _ in one.items}
        return tuple(one for one in (sent.get("remove", ""),) if one in items)


def page_of(case: Case, number: int) -> Page:
    """A page by its number, from 1."""
    pages = pages_of(case)
    if not 1 <= number <= len(pages):
        raise NoSuchCase(case.number)
    return pages[number - 1]


def pages_of(case: Case) -> tuple[Page, ...]:
    """The pages of a case's form, with as many items in each list as were begun."""
    groups = _groups(case.name)
    drawn: list[tuple[cg.Text, tuple[Asked | Listed, ...]]] = []
    for group in groups:
        plain = tuple(_parts(case.subject_class, Path(()), [group], case.texts))
        alone = [one for one in plain if isinstance(one, Listed) and len(plain) > 1]
        rest = tuple(one for one in plain if one not in alone)
        if rest:
            drawn.append((WORDS["about"] if group.title == case.programme.title else group.title, rest))
        drawn += ((one.field.label, (one,)) for one in alone)
    return tuple(
        Page(number, title, parts, number < len(drawn)) for number, (title, parts) in enumerate(drawn, 1)
    )


@cache
def _groups(name: str) -> tuple[FormGroup, ...]:
    return cg.form(programme_of(name)).groups


def _parts(cls: type[Any], at: Path, groups: Iterable[FormGroup], texts: Typed) -> Iterator[Asked | Listed]:
    seen: set[tuple[str | int, ...]] = set()
    for group in groups:
        asked = {Path((*at, *field.path)) for field in group.fields}
        for field in group.fields:
            path = Path((*at, *field.path))
            if path[:-1] not in seen:
                seen.add(path[:-1])
                yield from (one for one in _names(cls, Path(path[:-1])) if one.path not in asked)
            if field.groups:
                items = (path.child(number) for number in range(items_of(texts, path.pointer)))
                each = ((item, tuple(_parts(cls, item, field.groups, texts))) for item in items)
                yield Listed(path, field, tuple(each))
            else:
                yield Asked(path, field.info, field)


def _names(cls: type[Any], at: Path) -> Iterator[Asked]:
    """What the record at a place is called."""
    info = fact_at(cls, at) if at else None
    holder = cls if info is None else info.record
    for name in _NAMES:
        if holder is not None and name in cg.facts(holder):
            yield Asked(at.child(name), cg.facts(holder)[name])


def _each(parts: Iterable[Asked | Listed]) -> Iterator[Asked]:
    for part in parts:
        if isinstance(part, Asked):
            yield part
        else:
            for _, inner in part.items:
                yield from _each(inner)


def _lists(parts: Iterable[Asked | Listed]) -> Iterator[Listed]:
    for part in parts:
        if isinstance(part, Listed):
            yield part
            for _, inner in part.items:
                yield from _lists(inner)
