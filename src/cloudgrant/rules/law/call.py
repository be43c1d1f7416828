"""A call for applications 受理公告: what a programme offers to whom, and when, as a listing of it shows.

Rules say who is eligible; a listing says before that what there is to apply for. Nothing of it is said twice:
a call names the clauses and the numbers that say it, so that each edition answers for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cloudgrant.rules.law.agency import Agency
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.records.arguments import (
    LINE,
    NAME,
    SEVERAL,
    WORDS,
    Kind,
    argument_problems,
    one_of_class,
    or_none,
    words_problems,
)
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text

__all__ = ["Applicants", "Call", "Purpose", "call_problems"]


def _several(given: Iterable[Any]) -> tuple[Any, ...]:
    unlike: Any = given  # what is of another kind stays as it is, to be refused
    kept: tuple[Any, ...] = unlike
    several = isinstance(unlike, Iterable) and SEVERAL.holds(given)
    return tuple(given) if several else kept


_NO_WORDS = Text()
_IDS = Kind(
    Text("call.ids", zh="數個代號", en="ids"),
    lambda value: isinstance(value, tuple) and all(NAME.holds(one) for one in value),
)


def _each_of(cls: type[object]) -> Kind:
    one = one_of_class(cls)
    said = Text(zh=f"數個{one.said['zh']}", en=f"several, each {one.said['en']}")
    return Kind(said, lambda value: isinstance(value, tuple) and all(one.holds(part) for part in value))


@attrs.frozen(kw_only=True)
class Purpose:
    """What a programme is for, in short, with the document's own words and where they stand."""

    text: Text
    source: str
    heading: str

    def __attrs_post_init__(self) -> None:
        given = {"text": (WORDS, self.text), "source": (NAME, self.source), "heading": (NAME, self.heading)}
        _refuse("Purpose(…)", given)


@attrs.frozen(kw_only=True)
class Applicants:
    """A kind of those who may apply: a stable ``name``, what they are called, the clauses that say so."""

    name: str
    text: Text
    clauses: tuple[str, ...] = attrs.field(converter=_several)

    def __attrs_post_init__(self) -> None:
        given = {"name": (NAME, self.name), "text": (WORDS, self.text), "clauses": (_IDS, self.clauses)}
        _refuse("Applicants(…)", given)


@attrs.frozen(kw_only=True)
class Call:
    """What a programme offers to whom, and when; ``Programme(call=...)`` takes it.

    ``window`` is the id of the rule that says whether a day is within the intake; ``opens`` and ``closes``
    are the policy's numbers that bear its first and its last day. ``most`` is the number that bears the
    largest award, ``per`` for what it is one, and ``funding`` the clauses that say what else there is to know
    of it. ``applicants`` are the kinds of those who may apply. ``purpose``, ``offered_by`` and
    ``carried_out_by`` are said by one document, the ``notice``, and hold for the editions that are read from
    it alone. Whatever is left out here is not known. Raises
    :class:`~cloudgrant.rules.records.declaration_refused.DeclarationRefused` for what is of another kind.

    >>> call = Call(closes="closes_on", most="most_rent", per=Text(zh="每家", en="per shop"))
    >>> call.per.in_("en"), call.opens, call.offered_by
    ('per shop', '', None)
    """

    purpose: Purpose | None = None
    notice: Notice | None = None
    offered_by: Agency | None = None
    carried_out_by: Agency | None = None
    window: str = ""
    opens: str = ""
    closes: str = ""
    applicants: tuple[Applicants, ...] = attrs.field(default=(), converter=_several)
    most: str = ""
    per: Text = _NO_WORDS
    funding: tuple[str, ...] = attrs.field(default=(), converter=_several)

    def __attrs_post_init__(self) -> None:
        an_agency = or_none(one_of_class(Agency))
        _refuse(
            "Call(…)",
            {
                "purpose": (or_none(one_of_class(Purpose)), self.purpose),
                "notice": (or_none(one_of_class(Notice)), self.notice),
                "offered_by": (an_agency, self.offered_by),
                "carried_out_by": (an_agency, self.carried_out_by),
                **{name: (LINE, getattr(self, name)) for name in ("window", "opens", "closes", "most")},
                "applicants": (_each_of(Applicants), self.applicants),
                "per": (WORDS, self.per),
                "funding": (_IDS, self.funding),
            },
        )


def _refuse(where: str, given: Mapping[str, tuple[Kind, object]]) -> None:
    path = [where.partition("(")[0].lower()]
    problems = [*argument_problems(path, where, given)]
    for name, (_, value) in given.items() if not problems else ():
        if isinstance(value, Text):
            problems += words_problems(path, where, name, value)
    if problems:
        raise DeclarationRefused(problems)


def call_problems(
    call: object, *, policy: type[object], clauses: Iterable[str], rules: Iterable[str]
) -> Iterator[Problem]:
    """A problem for what is no call, and for each number, clause or rule that it names and there is not."""
    if not isinstance(call, Call):
        yield from argument_problems(["call"], "Programme(…)", {"call": (one_of_class(Call), call)})
        return
    numbers, clauses, rules = tuple(facts(policy)), tuple(clauses), tuple(rules)
    for name, known in (("opens", numbers), ("closes", numbers), ("most", numbers), ("window", rules)):
        asked: str = getattr(call, name)
        if asked and asked not in known:
            yield Problem.at(["call", name], "unknown_key", hint=did_you_mean(asked, known))
    named = [(["call", "funding"], id) for id in call.funding]
    named += [(["call", "applicants", one.name], id) for one in call.applicants for id in one.clauses]
    for path, id in named:
        if id not in clauses:
            yield Problem.at(path, "clause", given=id)
