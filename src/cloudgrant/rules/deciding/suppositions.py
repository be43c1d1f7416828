"""Whether what rules read can follow from facts that they do not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.records.implied import concluded, concludes
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.rules.writing.derived import given_facts

__all__ = ["may_follow"]


def may_follow(subject: type[Any], rules: Iterable[TracedRule]) -> bool:
    """Whether any fact that the rules read can follow from others.

    Where none can, a subject is judged as it stands, at no further cost.
    """
    if not concludes(subject):
        return False
    for traced in rules:
        if traced.over and concludes(subject):
            return True
        for node in (traced.holds, traced.applies):
            for leaf in tree.leaves(node) if node is not None else ():
                if isinstance(leaf, tree.FactOf) and _leads_to_one(subject, leaf.path):
                    return True
    return False


def _leads_to_one(cls: type[Any], path: tuple[str, ...]) -> bool:
    name, *rest = path
    info = facts(cls).get(name)
    if info is None:  # of a class that the caller made more special
        return True
    if rest:
        record = info.inner_record
        return record is not None and _leads_to_one(record, tuple(rest))
    return any(_one(cls, info))


def _one(cls: type[Any], info: FactInfo) -> Iterator[bool]:
    """Whether a fact, or any of those that it follows from by its formula, can follow from others."""
    if info.derived:
        for read in given_facts(info):
            yield _leads_to_one(cls, read)
        return
    yield info.name in concluded(cls)
    record = info.inner_record
    if record is not None:
        yield concludes(record)
