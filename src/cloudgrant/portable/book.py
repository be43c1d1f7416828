"""A programme as a rule book, and single trees as expressions."""

from __future__ import annotations

from typing import Any, NamedTuple

from cloudgrant.portable.binding import record_data
from cloudgrant.portable.expressions import SUBJECT
from cloudgrant.portable.formula import formula_of
from cloudgrant.portable.outcome import amount_of, outcome_of, verdict_on
from cloudgrant.portable.through_lists import Entry, Writer
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage, TracedRule
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Expressions", "cel", "rulebook"]


class Expressions(NamedTuple):
    """A truth as two expressions, and what is to be worked out before they are read.

    Where ``surely`` is true it holds however the unknown turns out; where ``possibly`` is false it fails
    however; in between it is undetermined. Both always evaluate.
    """

    surely: str
    possibly: str
    first: tuple[Entry, ...] = ()


def cel(node: tree.Node) -> Expressions:
    """The tree of a truth as CEL expressions, its derived facts written out.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what no expression can say.

    >>> import cloudgrant as cg
    >>> size = cel(cg.points.traced("points.applicant.factory").holds)
    >>> print(size.surely)
    (has(subject.factory) && subject.factory != null && (subject.factory in ["registered", "exempt"]))
    >>> print(size.possibly)
    (!(has(subject.factory) && subject.factory != null) || (subject.factory in ["registered", "exempt"]))
    """
    writer = Writer()
    pair = writer.truth(node, SUBJECT)
    return Expressions(*pair, tuple(writer.first))


def rulebook(
    programme: Programme[Any, Any], *, policy: Any = None, stage: Stage = "application"
) -> dict[str, Any]:
    """A stage of a programme as a plain dictionary: its edition, facts, numbers, rules as CEL, and clauses.

    The ``edition`` is the programme's latest; for another, give the programme under it. ``policy`` are its
    numbers unless given: what the edition does not say is not among them, and unknown. Each clause names the
    ``notice`` that it stands in, and the one that it was ``kept_by``; of one of which the edition does not
    say yet whether it holds (``awaited``) there are no words, and its rules are open whatever is bound.
    Rules about the items of a list name it in ``over`` and bind each item as ``subject``. ``outcome`` says of
    all rules together where a subject is eligible and where ineligible, ``award`` what is granted by right,
    ``ceiling`` the most that may be asked for in a competition.

    A fact that is ``given`` has to be bound, where it is known; a derived one is so where only Python can
    work it out. The others are written out wherever they are read, and each carries its own ``formula``
    (:func:`~cloudgrant.portable.formula.formula_of`), for who wants to show it.

    >>> import cloudgrant as cg
    >>> book = rulebook(cg.points)
    >>> book["edition"]["name"], book["edition"]["since"], book["edition"]["notice"]["on"]
    ('roc-111', '2022-01-01', '2022-04-13')
    >>> [rule["holds"]["surely"] for rule in book["rules"] if rule["id"] == "points.applicant.manufacturer"]
    ['(has(subject.manufacturer) && subject.manufacturer != null && subject.manufacturer)']
    """
    policy = programme.edition.policy if policy is None else policy
    subject, traced = programme.subjects[stage], programme.traced_at(stage)
    award, ceiling = programme.award_at(stage), programme.ceiling_at(stage)
    return {
        "kind": "rulebook",
        "version": 2,
        "programme": programme.name,
        "title": dict(programme.title),
        "stage": stage,
        "edition": _edition(programme.edition),
        "facts": _facts(subject),
        "policy": record_data(policy),
        "rules": [_rule(programme, one) for one in traced],
        "outcome": outcome_of(traced, subject),
        "award": None if award is None else amount_of(award[1]),
        "ceiling": None if ceiling is None else amount_of(ceiling),
    }


def _rule(programme: Programme[Any, Any], traced: TracedRule) -> dict[str, Any]:
    return {
        "id": traced.rule.id,
        "force": traced.rule.force,
        "over": traced.over or None,
        "wording": dict(traced.rule.text),
        "unmet": dict(traced.rule.unmet),
        **verdict_on(traced),
        "clause": _clause(programme, traced.rule.clause),
    }


def _edition(edition: Edition[Any]) -> dict[str, Any]:
    text = edition.published
    return {
        "name": text.name,
        "title": dict(text.title),
        "since": edition.since.isoformat(),
        "until": None if edition.until is None else edition.until.isoformat(),
        "notice": _notice(text.notice),
        "reform": edition.reform or None,
    }


def _clause(programme: Programme[Any, Any], id: str) -> dict[str, Any]:
    clause = programme.clauses[id]
    return {
        "id": id,
        "heading": clause.heading,
        "source": clause.source,
        "text": dict(clause.text),
        "awaited": id in programme.edition.awaited,
        "notice": _notice(clause.notice),
        "kept_by": _notice(clause.kept_by),
    }


def _notice(notice: Notice | None) -> dict[str, Any] | None:
    """A document by its title and day, and where it may be had; ``None`` where no source was given."""
    if notice is None:
        return None
    return {
        "title": notice.title,
        "on": notice.on.isoformat(),
        "ref": None if notice.ref is UNKNOWN else notice.ref,
    }


def _facts(cls: type[Any]) -> dict[str, Any]:
    return {name: _described(info) for name, info in facts(cls).items()}


def _described(info: FactInfo) -> dict[str, Any]:
    described: dict[str, Any] = {"type": info.type, "label": dict(info.label)}
    for name in ("unit", "least", "most", "change", "known_by", "confidential", "derived"):
        described[name] = getattr(info, name)
    formula = formula_of(info)
    described["given"], described["formula"] = formula is None, formula
    inner = info.inner_record
    if inner is not None:
        described["facts"] = _facts(inner)
    if info.options:
        described["options"] = {option: dict(label) for option, label in info.options}
    for name in ("help", "question", "proof"):
        text: Text = getattr(info, name)
        if text:
            described[name] = dict(text)
    return described
