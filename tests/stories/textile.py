"""The textile dossier and its kin, and small changes of their data: what the tests of its variants share."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal, TypeAlias

import attrs
from textile_project import CLOSED, FILED, REPORTED, assumed, measured, read

import cloudgrant as cg
from cloudgrant.programmes.research import Acceptance, Closing, Tracking

__all__ = ["BASES", "DROP", "Base", "Changes", "decided", "good"]

Changes: TypeAlias = Mapping[str, Any]
"""Values by their places in the data (``members/1/firm/name``), or :data:`DROP` for what is left out."""

DROP: Final = object()
"""In place of a value: the data do not say it."""

Stage: TypeAlias = Literal["application", "acceptance", "closing", "tracking"]


@attrs.frozen
class Base:
    """A dossier in which everything asked for at a stage is met: a file of the example, and changes of it."""

    stage: Stage
    file: str
    on: date
    changes: Changes = attrs.field(factory=dict)


_LONG: Final = {
    "name": "年約以上",
    "rate": "long_contract",
    "target": "1/2",
    "term": 12,
    "shorter_because": "隨採購季節訂閱，成衣業者以年度編列預算",
    "basis": ["contract"],
}

BASES: Final[Mapping[str, Base]] = {
    "textile": Base("application", "proposal", FILED),
    # What the textile dossier is not: for shops, for micro firms, with a shorter term of long contracts.
    "retail": Base(
        "application",
        "proposal",
        FILED,
        {
            "title": "零售業會員與庫存雲服務計畫",
            "domain": "service",
            "subdomain": "retail",
            "services": [
                {"name": "門市 POS 串接", "category": "pos", "cloud": True},
                {"name": "跨店庫存", "category": "inventory", "cloud": True},
            ],
        },
    ),
    "micro": Base(
        "application",
        "proposal",
        FILED,
        {
            "title": "小微商家訂單雲服務計畫",
            "domain": "micro",
            "subdomain": DROP,
            "largest_customer": 9,
            "mainly_saas": True,
            "services": [{"name": "一頁接單", "category": "orders", "cloud": True}],
        },
    ),
    "shorter term": Base("application", "proposal", FILED, {"adoption/kpis/2": _LONG}),
    "acceptance": Base("acceptance", "acceptance", CLOSED),
    "closing": Base("closing", "closing", CLOSED),
    "tracking": Base("tracking", "tracking", REPORTED),
}


def changed(data: Any, changes: Changes) -> Any:
    """The data with these changes; a place just past the end of a list is a further item."""
    again = copy.deepcopy(data)
    for place, value in changes.items():
        *way, last = (int(step) if step.isdigit() else step for step in place.split("/"))
        held = again
        for step in way:
            held = held[step]
        if value is DROP:
            del held[last]
        elif isinstance(held, list) and last == len(held):
            held.append(copy.deepcopy(value))
        else:
            _put(held, last, copy.deepcopy(value))
    return again


def _put(held: Any, last: str | int, value: Any) -> None:
    """Put a value in its place; a change that changes nothing would hide what it was for."""
    before = held.get(last, DROP) if isinstance(held, dict) else held[last]
    assert before is DROP or before != value, f"{last} is {value!r} already"
    held[last] = value


def decided(
    base: str, changes: Changes | None = None, *, on: date | None = None, policy: Any = None
) -> cg.Assessment[Any, Any]:
    """The decision on a dossier with changes, under the assumed policy unless another is given."""
    kin = BASES[base]
    data = changed(changed(read(kin.file), kin.changes), changes or {})
    return cg.research.assess(
        _subject(kin.stage, data), on=on or kin.on, policy=policy or assumed(), stage=kin.stage
    )


def _subject(stage: Stage, data: Any) -> Any:
    match stage:
        case "application":
            return cg.load(cg.Proposal, data)
        case "acceptance":
            return measured(cg.load(Acceptance, data))
        case "closing":
            return cg.load(Closing, data)
        case "tracking":
            return cg.load(Tracking, data)


@cache
def good(base: str) -> cg.Assessment[Any, Any]:
    """The decision on a dossier as it is."""
    return decided(base)
