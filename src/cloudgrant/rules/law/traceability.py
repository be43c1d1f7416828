"""Which code realises which clause: the table that traces a sentence forward and a rule back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.law.realised import REALISED_AS
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.rules.records.saying import stated
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.text import Text

__all__ = ["Realisation", "clause_table", "realisations"]


@attrs.frozen
class Realisation:
    """One clause and one thing in code that realises it: what ``kind`` of thing, and where it stands."""

    clause: Clause
    kind: Text
    code: str
    wording: Text


_RULE = {
    "required": REALISED_AS["rule"],
    "advisory": Text("clauses.rule.advisory", zh="規則（參考）", en="rule (advisory)"),
}
_CALCULATION = Text("clauses.calculation", zh="計算", en="calculation")
_HEADS = (
    Text("clauses.heads.1", zh="條文", en="Clause"),
    Text("clauses.heads.2", zh="出處", en="Where it stands"),
    Text("clauses.heads.3", zh="原文", en="Original words"),
    Text("clauses.heads.4", zh="實作", en="Realised by"),
    Text("clauses.heads.5", zh="規則文字", en="In words"),
)


def realisations(programme: Law[Any, Any]) -> tuple[Realisation, ...]:
    """Every rule and calculation of a programme beside its clause, in the order of the clauses.

    What the programme is ``realised_by`` besides (steps, criteria, information) stands there too.

    >>> import cloudgrant as cg
    >>> [one.code for one in realisations(cg.points) if one.clause.id == "points.applicant.size"]
    ['cloudgrant.programmes.points.rules.small_enough']
    """
    found = list(_of(programme))
    order = list(programme.clauses)
    return tuple(sorted(found, key=lambda one: order.index(one.clause.id)))


def _of(programme: Law[Any, Any]) -> Iterator[Realisation]:
    for rule in programme.rules:
        yield Realisation(programme.clauses[rule.clause], _RULE[rule.force], _where(rule), rule.text)
    for calculation in programme.calculations:
        clause = programme.clauses[calculation.clause]
        yield Realisation(clause, _CALCULATION, _where(calculation), calculation.text)
    for one in programme.realised_by:
        yield Realisation(programme.clauses[one.clause], REALISED_AS[one.kind], one.code, one.text)


def _where(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def clause_table(programme: Law[Any, Any], locale: str = "en") -> str:
    """The realisations as a Markdown table, policy numbers filled in from the edition that the law is of.

    >>> import cloudgrant as cg
    >>> print(clause_table(cg.points, "en").splitlines()[0])
    | Clause | Where it stands | Original words | Realised by | In words |
    """
    locale = normal(locale)
    policy = programme.edition.policy
    known = facts(type(policy))

    def word(name: str) -> str:
        value = name.removeprefix("policy.")
        return stated(known[value], getattr(policy, value), locale) if value in known else f"{{{name}}}"

    rows = [
        (
            f"`{one.clause.id}`",
            one.clause.heading,
            one.clause.source,
            f"{one.kind.in_(locale)} `{one.code}`",
            one.wording.filled(locale, word),
        )
        for one in realisations(programme)
    ]
    heads = tuple(head.in_(locale) for head in _HEADS)
    return "\n".join([_row(heads), _row("---" for _ in heads), *(_row(row) for row in rows)]) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
