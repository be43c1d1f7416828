"""How a fact is best asked for on a screen: a hint, for whoever draws the form."""

from __future__ import annotations

from typing import Literal, TypeAlias

from cloudgrant.rules.records.fact_info import FactInfo

__all__ = ["Widget", "kept_elsewhere", "widget_of"]

Widget: TypeAlias = Literal[
    "text",
    "textarea",
    "number",
    "money",
    "year",
    "date",
    "share",
    "radio",
    "select",
    "checkboxes",
    "list",
    "records",
    "map",
    "stored",
]
"""``radio`` and ``select`` choose one of a few, ``checkboxes`` any number of them; ``list`` is any number of
single values, ``records`` of records, each asked by a form of its own. What is ``stored`` nobody types: the
service keeps it (an account of points)."""

_MOST_RADIOS = 5


def widget_of(info: FactInfo) -> Widget:
    """The hint for a fact."""
    inner = info.item or info
    match info.type:
        case "bool":
            return "radio"  # a box to be ticked could not be left open
        case "text" if info.options:
            return "radio" if len(info.options) <= _MOST_RADIOS else "select"
        case "text":
            return "textarea" if info.multiline else "text"
        case "int" if info.unit == "TWD":
            return "money"
        case "int" if info.unit == "year":
            return "year"
        case "int":
            return "number"
        case "date":
            return "date"
        case "share":
            return "share"
        case "list" if inner.type == "record":
            return "records"
        case "list":
            return "checkboxes" if inner.options else "list"
        case "map" if inner.type != "record":
            return "map"
        case _:
            return "stored"


def kept_elsewhere(given: list[FactInfo]) -> bool:
    """Whether a record of these facts is no matter of a form: it always holds whole records by their keys."""
    maps = (info for info in given if info.type == "map" and not info.may_be_unknown)
    return any(info.inner_record is not None for info in maps)
