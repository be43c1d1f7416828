"""What plain data are of: the ``kind`` that dumps of a class bear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["FRAME", "kind_of", "kinds_of"]

FRAME = ("kind", "version")
"""The names that dumps bear besides a record's facts."""


def kind_of(cls: type[Any]) -> str:
    """The ``kind`` that dumps of a class bear: its name in lower case, words joined by ``_``.

    >>> import cloudgrant as cg
    >>> kind_of(cg.InformationServiceProvider)
    'information_service_provider'
    """
    named: str = getattr(cls, "__kind__", "")
    return named or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()


def kinds_of(cls: type[Any]) -> Mapping[str, type[Any]]:
    """The class and every more special one, by kind; of two that share theirs, the more general.

    What is loaded for a kind does not depend on which modules have been imported so far.
    """
    kinds: dict[str, type[Any]] = {}
    for special in cls.__subclasses__():
        kinds.update(kinds_of(special))
    return {**kinds, kind_of(cls): cls}
