"""The arguments of a wallet's commands: what is nonsense is refused before anything is judged."""

from __future__ import annotations

from cloudgrant.programmes.points.order import Order
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import grouped, shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.written_text import text_problem

__all__ = ["check", "expect_a"]

_A_TEXT = Text(zh="文字", en="text")
_A_NUMBER = Text(zh="整數", en="a whole number")


def check(
    *,
    key: object,
    expected_seq: object,
    on: object,
    id: object = "x",
    number: object = "x",
    order: object = None,
    points: object = UNKNOWN,
) -> None:
    """Refuse arguments that are nonsense, all at once."""
    problems = []
    for name, text in (("id", id), ("key", key), ("order", number)):
        if not isinstance(text, str):
            problems.append(Problem.at([name], "type", expected=_A_TEXT, given=shown(text)))
        elif problem := text_problem(text, identifies=True):
            problems.append(problem.below(name))
    if type(expected_seq) is not int:
        problems.append(Problem.at(["expected_seq"], "type", expected=_A_NUMBER, given=shown(expected_seq)))
    if not is_civil_date(on):
        problems.append(no_civil_date("on", on))
    if points is not UNKNOWN and type(points) is not int:
        problems.append(Problem.at(["points"], "type", expected=_A_NUMBER, given=shown(points)))
    elif isinstance(points, int) and points < 1:
        problems.append(Problem.at(["points"], "too_small", given=grouped(points), limit="1"))
    if isinstance(order, Order):
        problems += [
            Problem.at(["order", name], "required")
            for name in ("number", "points")
            if getattr(order, name) is UNKNOWN
        ]
        if order.points is not UNKNOWN and order.points < 1:
            problems.append(Problem.at(["order", "points"], "too_small", given="0", limit="1"))
    if problems:
        raise InvalidInput(problems)


def expect_a(value: object, kind: type, name: str) -> None:
    if not isinstance(value, kind):
        given = type(value).__name__
        raise InvalidInput([Problem.at([name], "subject", expected=kind.__name__, given=given)])
