"""Rules about each item of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cloudgrant.rules.writing.declaration import Rule

__all__ = ["ForEach", "each", "for_each"]


@attrs.frozen
class ForEach:
    """Rules about each item of a list fact of the subject, as :func:`for_each` declares them."""

    over: str
    rules: tuple[Rule[...], ...]


def for_each(over: str, *rules: Rule[...]) -> ForEach:
    """Judge each item of the subject's list ``over`` by these rules.

    The programme's finding joins the items' findings, which stand in its ``parts`` with their
    paths. An unknown list or item is undetermined; an empty list holds vacuously.
    """
    return ForEach(over, rules)


def each(rules: Iterable[Rule[...] | ForEach]) -> Iterator[tuple[str, Rule[...]]]:
    """Every rule with the list that it is about, the empty string for the subject itself."""
    for entry in rules:
        if isinstance(entry, ForEach):
            yield from ((entry.over, rule) for rule in entry.rules)
        else:
            yield "", entry
