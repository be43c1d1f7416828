"""What is told of a decision, whoever it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

import attrs

from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.given_rulings import UnusedRuling
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.explaining.finding import Finding
from cloudgrant.rules.explaining.items import JudgedItem
from cloudgrant.rules.explaining.margins import Margin
from cloudgrant.rules.explaining.read import Read
from cloudgrant.rules.explaining.remedies import Remedy
from cloudgrant.rules.explaining.steps import WorkedStep
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.writing.declaration import Rule, Stage
from cloudgrant.values.paths import Path
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Explained", "Mending", "Told", "ToldDecision"]


class Told(Protocol):
    """What is told of a finding, whoever it is told to."""

    @property
    def rule(self) -> str: ...
    @property
    def result(self) -> Result: ...
    @property
    def path(self) -> Path: ...
    @property
    def ruling(self) -> Ruling | None: ...
    @property
    def policy(self) -> Any: ...
    @property
    def on(self) -> Fact[date]: ...
    @property
    def clause(self) -> Clause: ...
    @property
    def declaration(self) -> Rule[...]: ...
    @property
    def parts(self) -> Sequence[Told]: ...
    @property
    def weighed(self) -> tuple[Read, ...]: ...
    @property
    def items(self) -> tuple[JudgedItem, ...]: ...
    @property
    def steps(self) -> WorkedStep: ...
    @property
    def margins(self) -> tuple[Margin, ...]: ...
    @property
    def notes(self) -> tuple[Text, ...]: ...
    def wording(self, locale: str = "en") -> str: ...
    def message(self, locale: str = "en") -> str: ...


F = TypeVar("F", bound=Told)


@attrs.frozen
class Mending(Generic[F]):
    """A finding that is not met, and what would mend it by itself, whatever becomes of the others."""

    finding: F
    remedies: tuple[Remedy, ...]


class ToldDecision(Protocol):
    """What a report tells of a decision: of the whole, or of what one party may see of it."""

    @property
    def programme(self) -> Law[Any, Any]: ...
    @property
    def edition(self) -> Edition[Any]: ...
    @property
    def subject(self) -> Any: ...
    @property
    def policy(self) -> Any: ...
    @property
    def on(self) -> Fact[date]: ...
    @property
    def stage(self) -> Stage: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def award(self) -> int | None: ...
    @property
    def award_steps(self) -> WorkedStep | None: ...
    @property
    def ceiling(self) -> int | None: ...
    @property
    def findings(self) -> Sequence[Told]: ...
    @property
    def missing(self) -> tuple[Gap, ...]: ...
    @property
    def awaiting(self) -> tuple[Gap, ...]: ...
    @property
    def unused_rulings(self) -> tuple[UnusedRuling, ...]: ...
    @property
    def remedies(self) -> tuple[Remedy, ...]: ...
    @property
    def remedies_complete(self) -> bool: ...
    @property
    def mendable(self) -> tuple[Mending[Any], ...]: ...
    @property
    def unmendable(self) -> tuple[Told, ...]: ...


class Explained(ToldDecision, Protocol):
    """A decision with all that can be told of it, which the view of a party is made from."""

    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def unmendable(self) -> tuple[Finding, ...]: ...
    @property
    def mendable(self) -> tuple[Mending[Finding], ...]: ...
    def core(self) -> dict[str, Any]: ...
