"""What an edition is given: clauses by their ids, rules one by one, and what is neither told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.records.arguments import NAME, SEVERAL, Kind, argument_problems, one_of_class, or_none
from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.records.declaring import frozen_class
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.for_each import ForEach, each
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.paths import Path
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = [
    "A_NOTICE",
    "A_POLICY",
    "CORRECTION",
    "IDS",
    "NAMED",
    "by_id",
    "clauses_given",
    "frozen_numbers",
    "ids",
    "listed",
    "one_by_one",
    "refuse_other_kinds",
    "rules_given",
    "worded_anew",
]

_A_CLAUSE = one_of_class(Clause)
_A_RULE = Kind(
    Text("edition_arguments.a_rule", zh=" Rule 或 for_each(…)", en="a rule or for_each(…)"),
    lambda one: isinstance(one, Rule | ForEach),
)

A_NOTICE: Final = or_none(one_of_class(Notice))
A_POLICY: Final = Kind(
    Text(
        "edition_arguments.a_policy",
        zh="以 `@attrs.frozen(kw_only=True)` 宣告之 Record 物件",
        en="a Record whose class is declared with `@attrs.frozen(kw_only=True)`",
    ),
    lambda value: isinstance(value, Record) and frozen_class(type(value)),
)
CORRECTION: Final = or_none(
    Kind(
        Text("edition_arguments.correction", zh=" Notice 或日期", en="a Notice or a day"),
        lambda value: isinstance(value, Notice) or is_civil_date(value),
    )
)
IDS: Final = Kind(
    Text("edition_arguments.ids", zh="數個代號", en="ids"), lambda value: isinstance(value, frozenset)
)
NAMED: Final = Kind(
    Text("edition_arguments.named", zh="一個或數個條文代號", en="ids of clauses"),
    lambda value: (
        isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(one, str) for one in value))
    ),
)


def listed(given: Any) -> Any:
    """What was given as several, to be gone through more than once; anything else as it is."""
    return tuple(given) if SEVERAL.holds(given) else given


def by_id(given: Mapping[str, Clause] | Iterable[Clause]) -> Mapping[str, Clause]:
    """The clauses by their ids; what is none stays as it is given, and is refused with the edition."""
    several = listed(given.values() if isinstance(given, Mapping) else given)
    if not (isinstance(several, tuple) and all(_A_CLAUSE.holds(one) for one in several)):
        return cast("Mapping[str, Clause]", several)
    _refuse_twice("clauses", (one.id for one in several))
    return FrozenMap({one.id: one for one in several})


def one_by_one(given: Iterable[Rule[...] | ForEach]) -> tuple[Rule[...] | ForEach, ...]:
    """Each rule by itself, those about the items of a list too; what is none stays as it is given."""
    several = listed(given)
    if not (isinstance(several, tuple) and all(_A_RULE.holds(one) for one in several)):
        return cast("tuple[Rule[...] | ForEach, ...]", several)
    found = [(rule.id, ForEach(over, (rule,)) if over else rule) for over, rule in each(several)]
    _refuse_twice("rules", (id for id, _ in found))
    return tuple(one for _, one in found)


def worded_anew(
    before: Iterable[Rule[...] | ForEach], after: Iterable[Rule[...] | ForEach]
) -> tuple[Rule[...] | ForEach, ...]:
    """The rules of an edition with those that word some of them otherwise, or are added."""
    every = (*one_by_one(before), *one_by_one(after))
    return tuple({next(each([one]))[1].id: one for one in every}.values())


def _refuse_twice(where: str, given: Iterable[str]) -> None:
    twice = [id for id, times in Counter(given).items() if times > 1]
    if twice:
        raise InvalidInput(Problem.at([where], "duplicate", given=id) for id in twice)


def frozen_numbers(numbers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The numbers by name; what is no mapping stays as it is given."""
    return FrozenMap(numbers) if isinstance(cast("object", numbers), Mapping) else numbers


def ids(given: Iterable[str]) -> frozenset[str]:
    """The ids as a set, a text being one of them; what is none stays as it is given."""
    several = listed((given,) if isinstance(given, str) else given)
    if not (isinstance(several, tuple) and all(NAME.holds(one) for one in several)):
        return cast("frozenset[str]", several)
    return frozenset(several)


Asked = Mapping[str | tuple[str, int], tuple[Kind, object]]
"""Arguments by name, or by name and place, each with the kind that it has to be of."""


def rules_given(rules: object) -> Asked:
    """What there is to ask of rules: that they are several, and each is one."""
    return _each("rules", rules, _A_RULE)


def clauses_given(name: str, clauses: object) -> Asked:
    """The same of clauses."""
    return _each(name, clauses.values() if isinstance(clauses, FrozenMap) else clauses, _A_CLAUSE)


def _each(name: str, given: object, kind: Kind) -> Asked:
    several = listed(given)
    parts = several if isinstance(several, tuple) else ()
    return {name: (SEVERAL, several), **{(name, place): (kind, one) for place, one in enumerate(parts)}}


def refuse_other_kinds(edition: object, given: Asked) -> None:
    """Refuse every argument of an edition that is of another kind than its own, all at once."""
    where = f"Edition({shown(edition)})"
    paths = {Path((name,) if isinstance(name, str) else name): one for name, one in given.items()}
    problems = [
        one for path, asked in paths.items() for one in argument_problems(path, where, {path.key: asked})
    ]
    if problems:
        raise DeclarationRefused(problems)
