"""A process 流程: a table of steps, with who takes each, from which states to which, within which limit.

Three steps of an application, the four of the coaching, and a selection with its limits and actors are
one machine. A process is a table and a history is data; nothing else is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

import attrs

from cloudgrant.values.refused import Refused
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Position", "Process", "Step", "StepRefused"]


N = TypeVar("N", bound=str)
A = TypeVar("A", bound=str)
S = TypeVar("S", bound=str)


@attrs.frozen
class Step(Generic[N, A, S]):
    """A step: its name, who takes it, from which states to which (``None``: the state stays).

    ``needs`` names what the step must state besides its day, such as ``until``, a limit; ``may`` what it may
    state besides. ``before`` says that the step must be taken by the limit that runs, ``after`` that it
    must wait for the limit to pass.
    """

    name: N
    actor: A
    sources: tuple[S, ...]
    target: S | None
    clause: str = attrs.field(kw_only=True)
    label: Text = attrs.field(kw_only=True)
    needs: tuple[str, ...] = attrs.field(kw_only=True, default=())
    may: tuple[str, ...] = attrs.field(kw_only=True, default=())
    before: bool = attrs.field(kw_only=True, default=False)
    after: bool = attrs.field(kw_only=True, default=False)

    def takes(self, name: str) -> bool:
        """Whether the step states something, by its name."""
        return name in self.needs or name in self.may


class Position(NamedTuple):
    """Where a history leads to: the state, the limit that runs, and the day of the last step."""

    state: str
    until: Fact[date] = UNKNOWN
    last: Fact[date] = UNKNOWN


class StepRefused(Refused, ValueError):
    """A step that may not be taken now; ``legal`` names the steps that may."""

    TEXTS: ClassVar[Mapping[str, Text]] = sentences(
        "refused",
        {
            "step.order": Text(
                zh="現在應辦的是「{next}」，不是「{asked}」", en="the next step is “{next}”, not “{asked}”"
            ),
            "step.done": Text(zh="各步驟均已完成", en="all steps are done"),
            "step.date": Text(zh="日期 {on} 早於前一步驟", en="{on} is before the step that came first"),
        },
    )


def _by_name(steps: Iterable[Step[Any, Any, Any]]) -> Mapping[str, Step[Any, Any, Any]]:
    return MappingProxyType({step.name: step for step in steps})


@attrs.frozen
class Process:
    """A table of steps by their names, in the order of the procedure; ``start`` is the first state.

    >>> from datetime import date
    >>> opening = Process.in_order("shop.opening", rent=Text(en="Rent a place"), open=Text(en="Open"))
    >>> opening.legal(opening.at_start, on=date(2022, 5, 2))
    ('rent',)
    >>> rented = opening.moved(opening.at_start, "rent", on=date(2022, 5, 2))
    >>> opening.obstacle(rented, "open", on=date(2022, 5, 1))
    'date'
    """

    start: str
    steps: Mapping[str, Step[Any, Any, Any]] = attrs.field(converter=_by_name, hash=False)

    @classmethod
    def in_order(cls, clause: str, **labels: Text) -> Process:
        """A process of steps that are taken one after another."""
        states: tuple[str, ...] = ("", *labels)
        return cls(
            "",
            [
                Step(name, "", (before,), name, clause=clause, label=labels[name])
                for before, name in zip(states, labels, strict=False)
            ],
        )

    @property
    def at_start(self) -> Position:
        """Where a history without any step leads to."""
        return Position(self.start)

    def next_of(self, state: str) -> str | None:
        """The one step that leads on from a state, in a process of steps taken one after another."""
        return next((step.name for step in self.steps.values() if state in step.sources), None)

    def obstacle(self, position: Position, name: str, *, on: date) -> str | None:
        """What keeps a step from being taken on a day; ``None`` where nothing does.

        ``"step"``: not from this state; ``"date"``: before the step that came last; ``"late"``: after the
        limit; ``"early"``: the limit has not passed; ``"no_limit"``: there is none that could pass.
        """
        step = self.steps[name]
        if position.state not in step.sources:
            return "step"
        if position.last is not UNKNOWN and on < position.last:
            return "date"
        if position.until is UNKNOWN:
            return "no_limit" if step.after else None
        if step.before and on > position.until:
            return "late"
        return "early" if step.after and on <= position.until else None

    def legal(self, position: Position, *, on: date, actor: str | None = None) -> tuple[str, ...]:
        """The steps that may be taken on a day, of one actor or of all, in the order of the procedure."""
        return tuple(
            name
            for name, step in self.steps.items()
            if actor in (None, step.actor) and self.obstacle(position, name, on=on) is None
        )

    def moved(
        self, position: Position, name: str, *, on: date, until: Fact[date] = UNKNOWN, keeps: bool = False
    ) -> Position:
        """The position after a step, which may set a limit.

        A limit runs until the state changes, or as long as the step ``keeps`` it.
        """
        step = self.steps[name]
        if until is UNKNOWN and (keeps or step.target is None):
            until = position.until
        return Position(step.target or position.state, until, on)

    def take(self, position: Position, name: str, *, on: date) -> Position:
        """The position after a step of a process without limits; raises :class:`StepRefused`."""
        code = self.obstacle(position, name, on=on) if name in self.steps else "step"
        if code is None:
            return self.moved(position, name, on=on)
        next_ = self.next_of(position.state)
        if next_ is None:
            raise StepRefused("step.done")
        asked = self.steps[name].label if name in self.steps else Text(en=str(name))
        params: dict[str, Any] = {"next": self.steps[next_].label, "asked": asked, "on": on}
        raise StepRefused("step.order" if code == "step" else "step.date", legal=(next_,), **params)

    def replay(self, done: Iterable[tuple[str, date]]) -> Position:
        """Where a history of steps and days leads to; raises :class:`StepRefused` as :meth:`take` does."""
        position = self.at_start
        for name, on in done:
            position = self.take(position, name, on=on)
        return position
