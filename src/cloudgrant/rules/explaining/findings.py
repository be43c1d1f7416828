"""Findings in the order of their rules, to be looked through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

import attrs

from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.answered import Answered
from cloudgrant.rules.explaining.finding import Finding
from cloudgrant.rules.writing.declaration import Rule

__all__ = ["Findings", "gaps_together", "in_the_way_of"]

Seen = TypeVar("Seen", bound=Answered)


class Findings(tuple[Finding, ...]):
    """Findings in the order of their rules."""

    __slots__ = ()

    def where(
        self, *, rule: str | None = None, path: str | None = None, result: Result | None = None
    ) -> Findings:
        """Those of a rule (or of all rules of a clause), about a place, with a result.

        ``path`` is a JSON pointer or a key; parts of lifted findings are looked through too.
        """
        return Findings(
            finding
            for finding in self._every()
            if (rule is None or rule in (finding.rule, finding.declaration.clause))
            and (path is None or path in (finding.path.pointer, finding.path.key))
            and (result is None or finding.result is result)
        )

    def _every(self) -> Iterator[Finding]:
        for finding in self:
            yield finding
            yield from finding.parts


def in_the_way_of(findings: Iterable[Seen]) -> tuple[Seen, ...]:
    """The required findings that are not met, or else those not settled; none of an eligible decision."""
    required = [one for one in findings if one.declaration.force == "required"]
    unmet = tuple(one for one in required if one.result is Result.NOT_MET)
    return unmet or tuple(one for one in required if one.result is Result.UNDETERMINED)


class Waiting(Protocol):
    """A finding that says what it waits for."""

    @property
    def declaration(self) -> Rule[...]: ...
    @property
    def because(self) -> tuple[Gap, ...]: ...


def gaps_together(findings: Iterable[Waiting]) -> Iterator[Gap]:
    """What the required findings wait for, each once, with all the rules that do."""
    rules: dict[Gap, list[str]] = {}
    for finding in findings:
        if finding.declaration.force == "required":
            for gap in finding.because:
                rules.setdefault(attrs.evolve(gap, rules=()), []).extend(gap.rules)
    for gap, waiting in rules.items():
        yield attrs.evolve(gap, rules=tuple(dict.fromkeys(waiting)))
