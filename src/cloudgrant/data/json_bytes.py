"""Data out as JSON text: by ``orjson`` where it is installed, else by Python's writer, in the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, partial
from typing import Any

from cloudgrant.data.dumping import Detail, decision_head, dump, dump_decision
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.results import Outcome
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.unknown import Fact

__all__ = ["dump_json"]

_text_of = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def _by_python(plain: Any) -> bytes:
    return _text_of(plain).encode()


_written: Callable[[Any], bytes]
try:
    from orjson import dumps
except ImportError:  # the extra `json` was not asked for
    _written = _by_python
else:
    _written = dumps


def dump_json(
    value: Any, *, detail: Detail = "results", texts: Iterable[str] = (), receipt: bool | None = None
) -> bytes:
    """What :func:`~cloudgrant.data.dumping.dump` gives, as JSON in UTF-8 without blanks; raises as it does.

    The extra ``json`` makes it several times faster; :func:`~cloudgrant.data.loading.load` reads it.

    >>> import cloudgrant as cg
    >>> print(cg.dump_json(cg.Company(name="示範精密")).decode())
    {"kind":"company","version":3,"name":"示範精密"}
    """
    if value.__class__ is Assessment and detail == "results" and texts == () and receipt is None:
        return _decision(value)
    return _written(dump(value, detail=detail, texts=texts, receipt=receipt))


# A decision is written on from what all those of a day have in common, with no dictionary between.


def _decision(decision: Assessment[Any, Any]) -> bytes:
    programme, award = decision.programme, decision.award
    if programme.ceiling is not None or decision.rulings:
        return _written(dump_decision(decision))
    return b'%b,"outcome":%b,"award":%b,"results":%b}' % (
        _head(programme.name, decision.stage, decision.on),
        _OUTCOMES[decision.outcome._value_],  # as in `words`
        b"null" if award is None else b"%d" % award,
        _written(decision._results.words),
    )


_OUTCOMES = {one.value: _written(one.value) for one in Outcome}


@lru_cache(maxsize=512)
def _head(programme: str, stage: Stage, on: Fact[date]) -> bytes:
    """What decisions of a programme say first on a day, without the end of the object."""
    return _written(decision_head(programme, stage, on)).removesuffix(b"}")
