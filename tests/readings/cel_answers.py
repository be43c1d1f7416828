"""What a machine that knows only the expressions and the bindings answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import cel

from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, Fact, Programme, Result, Truth


class Expressions:
    """A programme's rules as compiled expressions; one that does not parse raises here."""

    def __init__(self, programme: Programme[Any, Any]) -> None:
        self.holds: dict[str, cel.Program] = {}
        self.applies: dict[str, cel.Program] = {}
        for entry in portable.rulebook(programme)["rules"]:
            self.holds[entry["id"]] = cel.compile(entry["holds"])
            if entry["applies"] is not None:
                self.applies[entry["id"]] = cel.compile(entry["applies"])

    def results(self, subject: Any, policy: Any, on: Fact[date]) -> dict[str, str]:
        """Each rule's result, put together as the dialect says."""
        bound = portable.bindings(subject, policy, on)
        return {id_: self._result(id_, bound) for id_ in self.holds}

    def _result(self, id_: str, bound: Mapping[str, Any]) -> str:
        applies = evaluated(self.applies[id_], bound) if id_ in self.applies else True
        if applies is False:
            return Result.NOT_APPLICABLE.value
        holds = evaluated(self.holds[id_], bound)
        if applies is UNKNOWN or holds is UNKNOWN:
            return Result.UNDETERMINED.value
        answer: str = (Result.MET if holds else Result.NOT_MET).value
        return answer


def evaluated(program: cel.Program, bound: Mapping[str, Any]) -> Truth:
    """The value of an expression; unknown where it reads a fact, policy value or date that is absent.

    Every other error, such as two types that cannot be compared, is let through: it is no unknown.
    """
    try:
        value = program.execute(dict(bound))
    except KeyError:
        return UNKNOWN
    except RuntimeError as error:
        if "Undefined variable" not in str(error):
            raise
        return UNKNOWN
    assert isinstance(value, bool), value
    return value
