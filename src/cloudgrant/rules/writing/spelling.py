"""How a rule is spelt, and the digest of it: what a receipt keeps of a rule."""

from __future__ import annotations

from cloudgrant.rules.writing.declaration import TracedRule
from cloudgrant.values.canonical import digest

__all__ = ["rule_digest"]


def rule_digest(traced: TracedRule) -> str:
    """The digest of what a rule says: its trees, its force and what it is about; not its wording."""
    trees = [repr(traced.holds), repr(traced.applies)]
    return digest([traced.rule.id, traced.rule.force, traced.over, *trees])
