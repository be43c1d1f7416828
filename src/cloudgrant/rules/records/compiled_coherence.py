"""Whether a record's facts agree with one another: a quick yes or no, and the full account where they do not.

Records are made by the million, most give few of the facts that any declaration is about, and nearly all are
coherent: so what a class declares is compiled into one expression that stops at the first unknown fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any

import attrs

from cloudgrant.rules.records.coherence import STATED, Declaration, KeyOf, Test, denied, passes
from cloudgrant.rules.records.coherence_problems import CoherenceRefused, coherence_problems, declared_in
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.problems import Problem
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Coherence", "Conclusion", "coherence_of", "contradictions", "sources"]


@attrs.frozen
class Conclusion:
    """A fact that has one value left: where the ``premises`` all hold, ``name`` is ``value``."""

    name: str
    value: Any
    premises: tuple[tuple[str, Test], ...]
    declaration: Declaration


@attrs.frozen
class Coherence:
    """What a class declares, ready for use: see :func:`coherence_of`.

    ``holds`` says whether nothing is at odds, ``open_`` whether something follows that is not known.
    """

    declarations: tuple[Declaration, ...]
    conclusions: tuple[Conclusion, ...]
    holds: Callable[[Any], bool]
    open_: Callable[[Any], bool]

    def can_speak_of(self, known: Set[str]) -> bool:
        """Whether a record of which these facts alone are known can be at odds, with what follows too."""
        reached: dict[str, list[Declaration]] = {}
        before = -1
        while len(reached) > before:
            before = len(reached)
            for one in self.conclusions:
                if {name for name, _ in one.premises} <= {*known, *reached} and one.name not in known:
                    reached.setdefault(one.name, []).append(one.declaration)
        for declaration in self.declarations:
            clauses = [{name for name, _ in clause} for clause in declaration.clauses]
            for names in clauses or [set(_firsts(declaration))]:
                others = names - known
                # What only follows from a declaration agrees with it.
                if all(any(one is not declaration for one in reached.get(name, ())) for name in others):
                    return True
        return False

    def follows(self, record: Any) -> dict[str, tuple[Any, Conclusion]]:
        """The facts that are unknown and follow from known ones, or from others that follow."""
        found: dict[str, tuple[Any, Conclusion]] = {}
        if not self.open_(record):
            return found
        before = -1
        while len(found) > before:
            before = len(found)
            for one in self.conclusions:
                if one.name in found or getattr(record, one.name) is not UNKNOWN:
                    continue
                for name, test in one.premises:
                    if not passes(_known(record, name, found), test):
                        break
                else:
                    found[one.name] = (one.value, one)
        return found


_COHERENCES: dict[type[Any], Coherence] = {}


def coherence_of(cls: type[Any]) -> Coherence:
    """What a class and its bases declare.

    Raises :class:`~cloudgrant.rules.records.coherence_problems.CoherenceRefused` for every name of no fact,
    and every value that one never has.
    """
    return _COHERENCES.get(cls) or _COHERENCES.setdefault(cls, _coherence(cls))


def contradictions(record: Any, key_of: KeyOf) -> Iterator[Problem]:
    """Every problem that the declarations find with a record; ``key_of`` names the items of its lists."""
    here = coherence_of(type(record))
    follows = here.follows(record)
    values = {name: value for name, (value, _) in follows.items()}
    given = {name: sources(follows, name) for name in follows}
    problems = [
        problem
        for declaration in here.declarations
        for found in declaration.found(record, key_of, values)
        for problem in declaration.problems(record, found, given)
    ]
    yield from dict.fromkeys(problems)


def sources(follows: dict[str, tuple[Any, Conclusion]], name: str) -> tuple[str, ...]:
    """The stated facts from which a fact follows in the end."""
    found: dict[str, None] = {}
    for premise, _ in follows[name][1].premises:
        found |= dict.fromkeys(sources(follows, premise) if premise in follows else (premise,))
    return tuple(found)


def _known(record: Any, name: str, found: dict[str, tuple[Any, Conclusion]]) -> Any:
    value = getattr(record, name)
    return found[name][0] if value is UNKNOWN and name in found else value


def _coherence(cls: type[Any]) -> Coherence:
    problems = list(coherence_problems(cls))
    if problems:
        raise CoherenceRefused(problems)
    declarations = tuple(declared_in(cls))
    known = facts(cls)
    conclusions = tuple(one for declaration in declarations for one in _conclusions(known, declaration))
    names: dict[str, Any] = {"UNKNOWN": UNKNOWN}
    wrong = [(_firsts(one), _wrong(one, number, names)) for number, one in enumerate(declarations)]
    open_ = [
        (
            [one.premises[0][0]],
            " and ".join([f"it.{one.name} is UNKNOWN", *_tests(one.premises, f"p{number}", names)]),
        )
        for number, one in enumerate(conclusions)
    ]
    names["holds_alone"] = _compiled("holds_alone", f"not ({_any(wrong)})", names)
    names["open_"] = _compiled("open_", _any(open_), names)
    holds = names["holds_alone"]
    if _chained(declarations, conclusions):
        return _holding_throughout(Coherence(declarations, conclusions, holds, names["open_"]))
    return Coherence(declarations, conclusions, holds, names["open_"])


def _holding_throughout(alone: Coherence) -> Coherence:
    """The same, for a class in which what follows may be at odds with the rest though nothing stated is."""
    about: dict[str, list[Declaration]] = {}
    for declaration in alone.declarations:
        for name in _firsts(declaration):
            about.setdefault(name, []).append(declaration)

    def holds(record: Any) -> bool:
        if not alone.holds(record):
            return False
        follows = alone.follows(record)
        if not follows:
            return True
        values = {name: value for name, (value, _) in follows.items()}
        concerned = {id(one): one for name in values for one in about.get(name, ())}
        return not any(True for one in concerned.values() for _ in one.found(record, lambda _: "", values))

    return attrs.evolve(alone, holds=holds)


def _conclusions(known: Any, declaration: Declaration) -> Iterator[Conclusion]:
    """Of each clause, each fact that has but one value left when no other fact of it meets its test."""
    for clause in declaration.clauses:
        for place, (name, test) in enumerate(clause):
            left = [value for value in _domain(known[name]) if passes(value, test)]
            if len(left) == 1:
                others = (*clause[:place], *clause[place + 1 :])
                yield Conclusion(
                    name, left[0], tuple((other, denied(of)) for other, of in others), declaration
                )


def _domain(info: FactInfo) -> tuple[Any, ...]:
    """Every value of a fact that has few; of one that has many, none."""
    if not info.may_be_unknown:
        return ()
    if info.type == "bool":
        return tuple(option == "True" for option, _ in info.options) or (True, False)
    return tuple(option for option, _ in info.options) if info.type == "text" else ()


def _firsts(declaration: Declaration) -> list[str]:
    return list(dict.fromkeys(name.partition(".")[0] for name in declaration.names))


def _wrong(declaration: Declaration, number: int, names: dict[str, Any]) -> str:
    """That a declaration's facts are at odds, as Python; they are if any of its clauses is broken."""
    if declaration.wrong is None:
        broken = [
            " and ".join(_tests([(name, denied(test)) for name, test in one], f"t{number}_{place}", names))
            for place, one in enumerate(declaration.clauses)
        ]
        return " or ".join(f"({one})" for one in broken)
    stated = [f"it.{name} is not UNKNOWN" for name in _firsts(declaration)]
    if any("." in name for name in declaration.names):
        names[f"w{number}"] = lambda record: any(declaration.found(record, lambda _: "", {}))
        return " and ".join([*stated, f"w{number}(it)"])
    names[f"w{number}"] = declaration.wrong
    values = ", ".join(f"it.{name}" for name in declaration.names)
    return " and ".join([*stated, f"w{number}({values}) is True"])


def _tests(tests: Iterable[tuple[str, Test]], prefix: str, names: dict[str, Any]) -> list[str]:
    found = []
    for number, (name, test) in enumerate(tests):
        if test is STATED:
            found.append(f"it.{name} is not UNKNOWN")
        else:
            names[f"{prefix}_{number}"] = test
            found.append(f"it.{name} is not UNKNOWN and it.{name} in {prefix}_{number}")
    return found


def _any(tests: list[tuple[list[str], str]]) -> str:
    """Whether any of the tests passes; those that need one fact stand together behind the question for it."""
    pending, parts = list(tests), []
    while pending:
        pivot, _ = Counter(name for needed, _ in pending for name in needed).most_common(1)[0]
        together = " or ".join(f"({test})" for needed, test in pending if pivot in needed)
        parts.append(f"(it.{pivot} is not UNKNOWN and ({together}))")
        pending = [one for one in pending if pivot not in one[0]]
    return " or ".join(parts) or "False"


def _compiled(name: str, expression: str, names: dict[str, Any]) -> Any:
    # The text is made above, of names of facts alone.
    exec(compile(f"def {name}(it): return {expression}", "<coherence of a record>", "exec"), names)
    return names[name]


def _chained(declarations: Iterable[Declaration], conclusions: Iterable[Conclusion]) -> bool:
    """Whether a fact that follows can be at odds with what another declaration says."""
    return any(
        one.name in other.names
        and (
            other.wrong is not None
            or any(
                name == one.name and not passes(one.value, test)
                for clause in other.clauses
                for name, test in clause
            )
        )
        for one in conclusions
        for other in declarations
        if other is not one.declaration
    )
