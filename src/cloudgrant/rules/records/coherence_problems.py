"""What ``__coherence__`` may not say: each refusal with the class, the declaration, and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cloudgrant.rules.records.coherence import (
    STATED,
    Declaration,
    at_odds,
    implies,
    info_at,
    listed_in,
    lists_in,
    words_for,
)
from cloudgrant.rules.records.declaration_refused import DeclarationRefused, declaration
from cloudgrant.rules.records.declaring import (
    arguments_of,
    foreign_keywords,
    locale_problem,
)
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown

__all__ = ["CoherenceRefused", "coherence_problems", "declared_in", "wording_problems"]


class CoherenceRefused(DeclarationRefused, TypeError):
    """A class declares in ``__coherence__`` what none of its facts is, or may be: told with its types."""


def declared_in(cls: type[Any]) -> Iterator[Declaration]:
    """What a class and its bases declare, one by one, the bases' first."""
    for base in reversed(cls.__mro__):
        yield from (one for one in _flat(vars(base).get("__coherence__", ())) if isinstance(one, Declaration))


def _flat(declarations: Any) -> Iterator[Any]:
    if not isinstance(declarations, tuple):
        yield declarations
        return
    for one in declarations:
        yield from one if isinstance(one, tuple) else (one,)


def wording_problems(cls: type[Any]) -> Iterator[Problem]:
    """What is wrong with what a class itself declares, before anything is known of its facts."""
    here = vars(cls).get("__coherence__", ())
    whole = f"{_called(cls)}.__coherence__"
    for one in [*([] if isinstance(here, tuple) else [here]), *_flat(here)]:
        if one is here or not isinstance(one, Declaration):
            path = [cls.__name__, "__coherence__"]
            yield declaration(path, "declaration.coherence", whole, given=type(one).__name__)
            if one is here:
                return
            continue
        path, where = _place(cls, one)
        for said in _nothing_said(one):
            yield declaration(path, "declaration.nothing", where, name=said)
        if not one.names:
            continue
        for name in one.blames:
            if name not in one.names:
                yield _option(path, where, "blames", name, one.names)
        yield from _text_problems(path, where, one)


def _nothing_said(one: Declaration) -> Iterator[str]:
    """The arguments of a declaration that leave it without any sense."""
    if one.wrong is not None:
        yield from () if one.names else ("names",)
        return
    if any(len(clause) == 1 or any(test is STATED for _, test in clause[:-1]) for clause in one.clauses):
        yield "when"
    if not one.clauses or any(test is STATED or not listed_in(test) for *_, (_, test) in one.clauses):
        yield "then"


def _text_problems(path: list[str], where: str, one: Declaration) -> Iterator[Problem]:
    """No words, words by no locale, or such as are filled with what the declaration is not about."""
    foreign = foreign_keywords(one.text)
    arguments = arguments_of(implies if one.wrong is None else at_odds)
    yield from (locale_problem(path, where, keyword, arguments) for keyword in foreign)
    words = [text for keyword, text in one.text.items() if keyword not in foreign]
    if not any(words):
        yield declaration(path, "declaration.words", where)
    elif not foreign:
        known = {word: None for name in one.names for word in words_for(name, one.names)}
        allowed = [f"{word}{end}" for word in known for end in ("", "_plain", "_label")]
        for name in sorted(one.text.names() - {*allowed}):
            yield _option(path, where, "{…}", name, allowed)


def coherence_problems(cls: type[Any]) -> Iterator[Problem]:
    """What a class and its bases declare of facts that there are not, or of values that these never have."""
    for one in declared_in(cls):
        path, where = _place(cls, one)
        infos = {name: info_at(cls, name) for name in one.names}
        for name, info in infos.items():
            if info is None or (one.wrong is None and "." in name):
                known = [fact for fact, about in facts(cls).items() if not about.derived]
                yield declaration(path, "declaration.fact", where, given=name, hint=did_you_mean(name, known))
        lists = {found for name, info in infos.items() if info is not None for found in lists_in(cls, name)}
        if len(lists) > 1:
            yield declaration(path, "declaration.lists", where, given=", ".join(sorted(lists)))
        tested = dict.fromkeys((name, value) for clause in one.clauses
                               for name, test in clause for value in listed_in(test))  # fmt: skip
        for name, value in sorted(tested, key=repr):
            allowed = _options(infos[name])
            if allowed and value not in allowed:
                yield _option(path, where, name, value, allowed)


def _options(info: FactInfo | None) -> tuple[Any, ...]:
    if info is None:
        return ()
    if info.type == "bool":
        return (True, False)
    return tuple(option for option, _ in info.options) if info.type == "text" else ()


def _option(path: list[str], where: str, of: str, given: Any, allowed: Iterable[Any]) -> Problem:
    words = [str(one) for one in allowed]
    hint = did_you_mean(str(given), words)
    return declaration(path, "declaration.option", where, name=of, given=shown(given),
                       expected=", ".join(words), hint=hint)  # fmt: skip


def _called(cls: type[Any]) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _place(cls: type[Any], one: Declaration) -> tuple[list[str], str]:
    return [cls.__name__, "__coherence__", one.code], f"{_called(cls)}.__coherence__ ({one.code})"
