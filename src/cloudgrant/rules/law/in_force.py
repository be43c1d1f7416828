"""The law of a programme under one edition: its clauses, its rules as they were traced, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.records.parts import given_parts
from cloudgrant.rules.writing.declaration import Calculation, Rule, Stage, TracedRule
from cloudgrant.rules.writing.tree import Node
from cloudgrant.values.locales import OWN
from cloudgrant.values.text import Text

if TYPE_CHECKING:  # loaded where a listing asks for it
    from cloudgrant.rules.law.call import Call

__all__ = ["Law"]

S = TypeVar("S")
P = TypeVar("P")


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class Law(Generic[S, P]):
    """What is in force for a programme, whoever asks: everything that a decision can be explained by.

    A :class:`~cloudgrant.rules.programme.Programme` is this and how it decides; findings, reports and
    receipts need no more than this. The fields are the one list of what a programme holds:
    ``subjects`` gives the class judged at each stage; ``edition`` the text that is in force; ``award`` what
    is granted, or ``ceiling`` what may be asked for in a competition; ``parties``, by stage, the list
    of those who take part together; ``realised_by`` what realises clauses besides.
    """

    name: str
    title: Text
    subjects: Mapping[Stage, type[Any]]
    edition: Edition[P]
    clauses: Mapping[str, Clause]
    _traced: Mapping[str, TracedRule] = attrs.field(alias="traced")
    award: Calculation[..., Any] | None
    award_tree: Node | None
    ceiling: Calculation[..., Any] | None
    ceiling_tree: Node | None
    parties: Mapping[Stage, str]
    calculations: tuple[Calculation[..., Any], ...]
    realised_by: tuple[Realised, ...]
    _call: Call | Callable[[], Call] | None = attrs.field(alias="call", default=None)
    _stages: Mapping[Stage, tuple[TracedRule, ...]] = attrs.field(init=False)
    _ids: Mapping[Stage, tuple[str, ...]] = attrs.field(init=False)
    judges: dict[Stage, tuple[type[Any], Callable[[Any, Any, Any], Any]]] = attrs.field(
        init=False, factory=dict
    )
    """What decides, by stage, with the class it decides on: made when first used, see ``judge_at``."""
    deciders: dict[type[Any], Callable[[Any], Callable[[Any], Any]]] = attrs.field(init=False, factory=dict)
    """What decides on applications under the law's own numbers, by class and day: see ``own_decider``."""

    kept: dict[Any, Any] = attrs.field(init=False, factory=dict)
    """What was made of it before, for those who ask again; no part of what it says."""

    def __attrs_post_init__(self) -> None:
        stages = {
            stage: tuple(one for one in self._traced.values() if one.rule.stage == stage)
            for stage in self.subjects
        }
        ids = {stage: tuple(one.rule.id for one in rules) for stage, rules in stages.items()}
        vars(self).update(_stages=stages, _ids=ids)

    @property
    def call(self) -> Call | None:
        """What is offered to whom, and when, for listings; ``None`` where it was not said."""
        return self._call() if callable(self._call) else self._call

    def parts(self) -> dict[str, Any]:
        """Everything it is made of, by the names under which it is given: what a copy starts from."""
        return given_parts(self, Law)

    @property
    def applications(self) -> Law[S, P]:
        """The law that applications are judged by: a part of this, or all of it."""
        return self

    @property
    def subject(self) -> type[S]:
        """The class of those who apply."""
        return self.subjects["application"]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there are words: the library's own, and those of its title and its rules.

        >>> import cloudgrant as cg
        >>> cg.points.languages
        ('zh', 'en')
        """
        texts = (self.title, *(one.rule.text for one in self._traced.values()))
        return tuple(dict.fromkeys((*OWN, *(key for text in texts for key in text))))

    @property
    def policy(self) -> type[P]:
        """The class of its policies."""
        return type(self.edition.policy)

    @property
    def rules(self) -> tuple[Rule[...], ...]:
        """Every rule, of all stages, in order."""
        return tuple(traced.rule for traced in self._traced.values())

    def traced(self, rule: str) -> TracedRule:
        """A rule with its trees, by id; raises ``KeyError`` if there is none."""
        return self._traced[rule]

    def traced_at(self, stage: Stage = "application") -> tuple[TracedRule, ...]:
        """The rules of a stage with their trees, in order."""
        return self._stages[stage]

    def rule_ids(self, stage: Stage = "application") -> tuple[str, ...]:
        """The ids of the rules of a stage, in order."""
        return self._ids[stage]

    def award_at(self, stage: Stage) -> tuple[Calculation[..., Any], Node] | None:
        """What is granted at a stage, and its tree: only an application is granted anything."""
        if stage != "application" or self.award is None or self.award_tree is None:
            return None
        return self.award, self.award_tree

    def ceiling_at(self, stage: Stage) -> Node | None:
        """The tree of the most that may be asked for at a stage: only an application asks for anything."""
        return self.ceiling_tree if stage == "application" else None
