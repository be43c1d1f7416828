"""What a finding says of facts that were not stated but follow from others, or could."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cloudgrant.rules.deciding.gaps import BECAUSE, Gap, unknowns_in
from cloudgrant.rules.explaining.read import Read
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.implied import grounds, may_decide
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["at", "further_gaps", "known_at", "stated_grounds"]


def at(subject: Any, path: Path) -> Any:
    """What stands at a place in a subject; unknown where something on the way to it is."""
    for step in path:
        if subject is UNKNOWN:
            return UNKNOWN
        within = isinstance(step, int) or isinstance(subject, Mapping)
        subject = subject[step] if within else getattr(subject, str(step))
    return subject


def known_at(subject: Any, gap: Gap) -> bool:
    """Whether all is known of a subject that is missing where less is known of it."""
    if gap.path[:1] in (("policy",), ("on",)):
        return False
    return not any(unknowns_in(at(subject, gap.path), gap.info, gap.path))


def stated_grounds(subject: Any, path: Path) -> tuple[Read, ...]:
    """What was stated from which the fact at a place follows; nothing of one that was stated itself."""
    if path[:1] == ("policy",):
        return ()
    place, name = Path(path[:-1]), str(path[-1])
    holder = at(subject, place)
    if holder is UNKNOWN or getattr(holder, name) is not UNKNOWN:
        return ()
    known = facts(type(holder))
    return tuple(Read(place.child(one), getattr(holder, one), known[one]) for one in grounds(holder, name))


def further_gaps(subject: Any, gaps: Iterable[Gap]) -> Iterator[Gap]:
    """What else is not known and matters, because a fact that is missing may yet follow from it."""
    for gap in gaps:
        missing = gap.path[-1]
        if gap.path[:1] in (("policy",), ("on",)) or not isinstance(missing, str):
            continue
        place = Path(gap.path[:-1])
        holder = at(subject, place)
        for name in may_decide(holder, missing) if isinstance(holder, Record) else ():
            info = facts(type(holder))[name]
            yield Gap(place.child(name), BECAUSE[info.known_by], info)
