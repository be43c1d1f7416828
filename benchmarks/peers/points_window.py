"""Whether a filing is in time, which is the same for every firm."""

from __future__ import annotations

from datetime import date
from typing import Any

from cloudgrant import UNKNOWN

__all__ = ["in_time"]


def in_time(policy: Any, on: date) -> bool | None:
    """By plain ifs; nothing where the first day is not known."""
    if on > policy.applications_until:
        return False
    if policy.surely_open_from <= on:
        return True
    return None if policy.applications_from is UNKNOWN else bool(policy.applications_from <= on)
