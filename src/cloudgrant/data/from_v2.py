"""How data of version 2 become those of version 3: a function for each kind that changed.

Version 2 knew one text, that of 2022, and years as bare numbers. What a fact of version 3 cannot say from
what was told is left out; nothing is made up.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["notice_of_its_own", "numbers_of_a_text"]

_PROGRAMMES: Final = ("research", "listing", "points", "coaching")
_IN_FORCE: Final = ("name", "since", "until", "known")


def notice_of_its_own(data: dict[str, Any]) -> dict[str, Any]:
    """Sources whose document was told by two facts, its title and its day.

    >>> notice_of_its_own({"title": "說明會", "presented": "2022-04-13", "contact": "x"})
    {'contact': 'x', 'notice': {'title': '說明會', 'on': '2022-04-13'}}
    """
    told = dict(data)
    notice = {"title": told.pop("title", None), "on": told.pop("presented", None)}
    return {**told, "notice": notice}


def numbers_of_a_text(data: dict[str, Any]) -> dict[str, Any]:
    """A year that had the bare numbers of each programme: each becomes a text that says no sentence.

    >>> numbers_of_a_text({"name": "a", "since": "2023-01-01", "points": {"grant": 5}})["points"]
    {'name': 'a', 'since': '2023-01-01', 'numbers': {'grant': 5}}
    """
    in_force = {name: data[name] for name in _IN_FORCE if name in data}
    texts = {name: {**in_force, "numbers": data[name]} for name in _PROGRAMMES if data.get(name) is not None}
    return {**data, **texts}
