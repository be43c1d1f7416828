"""Data out as JSON text: by ``orjson`` where it is installed, else by Python's writer, in the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, partial
from typing import Any

from cloudgrant.data.dumping import Detail, decision_head, dump
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
    # So are nearly all decisions: they begin as all those of the day do, and end as all of the same results.
    if value.__class__ is Assessment and detail == "results" and texts == () and receipt is None:
        programme = value.programme
        if programme.ceiling is None and not value.rulings:
            results = value._results
            try:
                end = results.written
            except AttributeError:  # the first decision of these results
                end = results.written = b',"results":%b}' % _written(results.words)
            head = _head(programme.name, value.stage, value.on)
            return b"".join((head, _OUTCOMES[value.outcome._value_], _written(value.award), end))
    return _written(dump(value, detail=detail, texts=texts, receipt=receipt))


_OUTCOMES = {one.value: b',"outcome":%b,"award":' % _written(one.value) for one in Outcome}


@lru_cache(maxsize=512)
def _head(programme: str, stage: Stage, on: Fact[date]) -> bytes:
    """What decisions of a programme say first on a day, without the end of the object."""
    return _written(decision_head(programme, stage, on)).removesuffix(b"}")
