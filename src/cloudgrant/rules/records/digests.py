"""Digests of what a decision rests on: the input and the policy."""

from __future__ import annotations

from typing import Any

from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.record import Record
from cloudgrant.values.canonical import digest
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["SCHEMA", "canonical_input", "input_digest", "plain", "policy_digest"]

SCHEMA = 1
"""The version of the canonical form of subjects and policies."""


def canonical_input(record: Any) -> dict[str, Any]:
    """What is known of a subject, as plain data: the same whichever class carried the facts."""
    known: dict[str, Any] = {}
    for name, info in facts(type(record)).items():
        value = UNKNOWN if info.derived else getattr(record, name)
        if value is not UNKNOWN:
            known[name] = plain(value)
    return known


def plain(value: Any) -> Any:
    """A fact's value as plain data, records and lists inside it too."""
    if isinstance(value, Record):
        return canonical_input(value)
    if isinstance(value, tuple):
        return [None if part is UNKNOWN else plain(part) for part in value]
    return {key: plain(part) for key, part in value.items()} if isinstance(value, FrozenMap) else value


def input_digest(subject: Any) -> str:
    """The digest of what is known of a subject.

    >>> import cloudgrant as cg
    >>> input_digest(cg.Manufacturer(name="示範")) == input_digest(cg.Company(manufacturer=True, name="示範"))
    True
    """
    return digest({"schema": SCHEMA, "facts": canonical_input(subject)})


def policy_digest(policy: Any) -> str:
    """The digest of a policy's values."""
    return digest({"schema": SCHEMA, "policy": canonical_input(policy)})
