"""JSON bytes in, a decision, JSON bytes out: cloudgrant with orjson against pydantic with plain ifs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from pydantic import ValidationError

import cloudgrant as cg
from cases import FILING, PUBLISHED, cases, posted, typical
from peers import pydantic_model
from report import Line, microseconds
from timing import interleaved

__all__ = ["check", "lines"]

_NONSENSE: tuple[dict[str, Any], ...] = (
    {"ubn": "12345678"},
    {"ubn": "1234567"},
    {"ubn": "１２３４５６７５"},
    {"ubn": 12345675},
    {"name": " "},
    {"name": 5},
    {"paid_in_capital": -1},
    {"paid_in_capital": 1.0},
    {"paid_in_capital": True},
    {"paid_in_capital": "80000000"},
    {"paid_in_capital": 10**14 + 1},
    {"regular_employees": -1},
    {"regular_employees": 2.5},
    {"manufacturer": False},
    {"factory": "rented"},
    {"points_last_used_in": 110},
    {"points_last_used_in": "no"},
    {"paid_in_capitol": 1},
)


def _ours(data: bytes) -> bytes:
    firm = cg.load(cg.Manufacturer, orjson.loads(data))
    return orjson.dumps(cg.dump(cg.points.assess(firm, on=FILING)))


def _theirs(data: bytes) -> bytes:
    return pydantic_model.answer(data, PUBLISHED, FILING)


def check() -> int:
    """Hold pydantic to cloudgrant's bytes, and both to refuse the same nonsense; how many were compared."""
    compared = 0
    for case in cases():
        if case.firm.manufacturer is True:
            data = orjson.dumps(posted(case.firm))
            firm = cg.load(cg.Manufacturer, orjson.loads(data))
            ours = orjson.dumps(cg.dump(cg.points.assess(firm, policy=case.policy, on=case.on)))
            theirs = pydantic_model.answer(data, case.policy, case.on)
            if ours != theirs:
                raise AssertionError(f"pydantic differs on {case}:\ncloudgrant {ours!r}\npydantic {theirs!r}")
            compared += 1
    sound = posted(typical()[0])
    for nonsense in _NONSENSE:
        data = orjson.dumps(sound | nonsense)
        if not _refused(_ours, data, cg.InvalidInput) or not _refused(_theirs, data, ValidationError):
            raise AssertionError(f"not refused by both: {nonsense}")
        compared += 1
    return compared


def _refused(answer: Any, data: bytes, refusal: type[Exception]) -> bool:
    try:
        answer(data)
    except refusal:
        return True
    return False


def lines(*, quick: bool) -> Iterator[Line]:
    """Time them."""
    data = [orjson.dumps(posted(firm)) for firm in typical()]
    timings = interleaved(
        {"ours": (_ours, data), "pydantic": (_theirs, data)},
        rounds=40 if quick else 200,
        calls=600,
    )
    ours, theirs = (microseconds(timings.of(name)) for name in ("ours", "pydantic"))
    ratio = timings.ratio("ours", "pydantic")
    yield Line("JSON to JSON : pydantic", ours, theirs, f"{ratio:.2f} ×", "at most 1 ×", ratio <= 1)
