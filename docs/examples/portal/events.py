"""What can happen to a case. Each event is kept as it was, and a case is what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

__all__ = ["KINDS", "Event", "Filed", "Issued", "Opened", "Ruled", "Saved"]


@attrs.frozen(kw_only=True)
class Event:
    """One thing that happened, as plain data of JSON's own types."""

    kind: ClassVar[str]

    def content(self) -> dict[str, Any]:
        """What the database keeps of it."""
        return attrs.asdict(self)


@attrs.frozen(kw_only=True)
class Opened(Event):
    """Somebody began an application to a programme."""

    kind: ClassVar[str] = "opened"
    programme: str
    stage: str = "application"


@attrs.frozen(kw_only=True)
class Saved(Event):
    """A page of the form was saved: the texts as they were typed, by JSON pointer; blank ones too."""

    kind: ClassVar[str] = "saved"
    texts: Mapping[str, str]
    removed: tuple[str, ...] = ()
    """The items of lists that were taken out, by pointer."""


@attrs.frozen(kw_only=True)
class Filed(Event):
    """The application was handed in on a day, as it was then; later ones are its revisions."""

    kind: ClassVar[str] = "filed"
    on: str
    subject: Mapping[str, Any]
    decision: Mapping[str, Any]
    language: str
    """In which the applicant read the portal: that of the letter."""


@attrs.frozen(kw_only=True)
class Ruled(Event):
    """An officer settled what is at the office's discretion, or what the text leaves open."""

    kind: ClassVar[str] = "ruled"
    ruling: Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Issued(Event):
    """A letter was issued, and is shown as it was ever after."""

    kind: ClassVar[str] = "issued"
    letter: Mapping[str, Any]


KINDS: Mapping[str, type[Event]] = {one.kind: one for one in (Opened, Saved, Filed, Ruled, Issued)}
