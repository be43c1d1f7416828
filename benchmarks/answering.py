"""JSON bytes in, a decision, JSON bytes out, and a whole dossier in.

With orjson on both sides, pydantic and plain ifs on the other; ten thousand firms, no two alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import orjson
from pydantic import ValidationError

import cloudgrant as cg
from cases import FILING, PUBLISHED, cases, posted, typical, various
from cloudgrant.data.loading import carefully
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


FIRMS = [orjson.dumps(posted(firm)) for firm in various(10_000)]
DOSSIER = orjson.loads(
    (Path(__file__).parents[1] / "docs" / "examples" / "textile" / "proposal.json").read_bytes()
)


def _load(data: dict[str, Any]) -> cg.Proposal:
    return cg.load(cg.Proposal, data)


def _load_carefully(data: dict[str, Any]) -> cg.Proposal:
    """As what is not taken at once is loaded, and as everything was before: piece by piece through cattrs."""
    return cast("cg.Proposal", carefully(cg.Proposal)(data, cg.Proposal))


def _ours(data: bytes) -> bytes:
    return cg.dump_json(cg.points.assess(cg.load(cg.Manufacturer, data), on=FILING))


def _theirs(data: bytes) -> bytes:
    return pydantic_model.answer(data, PUBLISHED, FILING)


def check() -> int:
    """Hold pydantic to cloudgrant's bytes, and both to refuse the same nonsense; how many were compared."""
    compared = 0
    for case in cases():
        if case.firm.manufacturer is True:
            data = orjson.dumps(posted(case.firm))
            firm = cg.load(cg.Manufacturer, data)
            ours = cg.dump_json(cg.points.assess(firm, policy=case.policy, on=case.on))
            theirs = pydantic_model.answer(data, case.policy, case.on)
            if ours != theirs:
                raise AssertionError(f"pydantic differs on {case}:\ncloudgrant {ours!r}\npydantic {theirs!r}")
            compared += 1
    for data in FIRMS:
        if _ours(data) != _theirs(data):
            raise AssertionError(f"pydantic differs on {data!r}:\n{_ours(data)!r}\n{_theirs(data)!r}")
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
    timings = interleaved(
        {"ours": (_ours, FIRMS), "pydantic": (_theirs, FIRMS)},
        rounds=4 if quick else 20,
        calls=len(FIRMS),
    )
    ours, theirs = (microseconds(timings.of(name)) for name in ("ours", "pydantic"))
    ratio = timings.ratio("ours", "pydantic")
    yield Line("JSON to JSON : pydantic", ours, theirs, f"{ratio:.2f} ×", "at most 1 ×", ratio <= 1)
    whole = interleaved(
        {"quick": (_load, [DOSSIER]), "careful": (_load_carefully, [DOSSIER])},
        rounds=20 if quick else 100,
        calls=20,
    )
    ratio = whole.ratio("quick", "careful")
    quickly, carefully = (microseconds(whole.of(name)) for name in ("quick", "careful"))
    yield Line(
        "load a dossier : the careful way",
        quickly,
        carefully,
        f"{ratio:.2f} ×",
        "at most 0.35 ×",
        ratio <= 0.35,
    )
