"""A case: what all that happened to it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

import attrs

import cloudgrant as cg
from cloudgrant.programmes.catalogue import programme as programme_of
from portal.events import Event, Filed, Issued, Opened, Ruled, Saved
from portal.typed import data_of, without

__all__ = ["Case", "Status"]

Status = Literal["draft", "filed", "revising", "decided"]


@attrs.frozen(kw_only=True, slots=False)
class Case:
    """One application, from its first page to its last letter. Immutable."""

    number: str
    seq: int = 0
    name: str = ""
    """The programme's name."""
    texts: Mapping[str, str] = attrs.field(factory=dict)
    """What was typed, by JSON pointer: texts that mean nothing too, so that nobody types them again."""
    filings: tuple[Filed, ...] = ()
    rulings: tuple[cg.Ruling, ...] = ()
    letters: tuple[Issued, ...] = ()
    status: Status = "draft"

    def after(self, happened: Event) -> Case:
        """The case after one more thing."""
        then = attrs.evolve(self, seq=self.seq + 1)
        match happened:
            case Opened():
                return attrs.evolve(then, name=happened.programme)
            case Saved():
                texts = dict(self.texts)
                for pointer in happened.removed:
                    texts = without(texts, pointer)
                status: Status = "draft" if self.status == "draft" else "revising"
                return attrs.evolve(then, texts={**texts, **happened.texts}, status=status)
            case Filed():
                return attrs.evolve(then, filings=(*self.filings, happened), status="filed")
            case Ruled():
                ruling = cg.load(cg.Ruling, happened.ruling)
                others = (one for one in self.rulings if (one.rule, one.path) != (ruling.rule, ruling.path))
                return attrs.evolve(then, rulings=(*others, ruling))
            case Issued():
                return attrs.evolve(then, letters=(*self.letters, happened), status="decided")
        raise TypeError(type(happened).__name__)

    @property
    def programme(self) -> cg.Programme[Any, Any]:
        """The programme that is applied to."""
        return programme_of(self.name)

    @property
    def subject_class(self) -> type[Any]:
        """The class of what is applied with."""
        return self.programme.subjects["application"]

    @cached_property
    def draft(self) -> tuple[Any, tuple[cg.Problem, ...]]:
        """What was typed, as far as it can be read, and every problem with it."""
        data, unread = data_of(self.subject_class, self.texts)
        subject, problems = cg.draft(self.subject_class, data)
        return subject, (*unread, *problems)

    def decision(self, on: date) -> cg.Assessment[Any, Any]:
        """What the draft would come to if it were filed on a day."""
        return self.programme.assess(self.draft[0], on=on)

    @property
    def filed(self) -> Any:
        """What was handed in last."""
        return cg.load(self.subject_class, self.filings[-1].subject)

    @property
    def filed_on(self) -> date:
        """The day on which it was handed in last."""
        return date.fromisoformat(self.filings[-1].on)

    def answer(self) -> cg.Assessment[Any, Any]:
        """What was handed in last comes to, with the office's rulings."""
        return self.programme.assess(self.filed, on=self.filed_on, rulings=self.rulings)
