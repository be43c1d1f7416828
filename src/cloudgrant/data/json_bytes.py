"""Data out as JSON text: by ``orjson`` where it is installed, else by Python's writer, in the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from cloudgrant.data.dumping import Detail, dump, dump_decision
from cloudgrant.rules.assessment import Assessment

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
        return _written(dump_decision(value))
    return _written(dump(value, detail=detail, texts=texts, receipt=receipt))
