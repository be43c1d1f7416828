"""What stands for a fact of which nothing is said."""

from __future__ import annotations

from typing import Any

import attrs

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["presumed"]


def presumed(cls: type[Any]) -> frozenset[str]:
    """The facts that may be unknown, and are not where nothing is said: that they are takes a ``null``.

    >>> import cloudgrant as cg
    >>> presumed(cg.Order), presumed(cg.Company)
    (frozenset({'tax'}), frozenset())
    """
    known = facts(cls)
    defaults = {field.name: field.default for field in attrs.fields(cls) if field.name in known}
    return frozenset(
        name
        for name, default in defaults.items()
        if known[name].may_be_unknown and not known[name].derived and default is not UNKNOWN
    )
