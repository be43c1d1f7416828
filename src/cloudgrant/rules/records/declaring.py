"""What the facts of a class may not say of themselves: each problem with the class and the fact."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

import attrs

from cloudgrant.rules.records.arguments import (
    ACTS,
    COUNT,
    FUNCTION,
    LABELS,
    LINE,
    NAMES,
    TRUTH,
    WHOLE,
    WORDS,
    Kind,
    argument_problems,
    or_none,
    words_problems,
)
from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.rules.records.fact_info import (
    MOST,
    MOST_ITEMS,
    Changeable,
    FactInfo,
    KnownBy,
    declared,
    fact,
    facts,
    given,
)
from cloudgrant.values.locales import is_locale
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = [
    "arguments_of",
    "fact_problems",
    "foreign_keywords",
    "frozen_class",
    "inherited_problems",
    "locale_problem",
    "option_problems",
    "typed_problems",
]


_KINDS: Mapping[str, tuple[str, Kind]] = MappingProxyType(
    {
        "unit": ("unit", LINE),
        "step": ("step", WHOLE),
        "least": ("least", or_none(WHOLE)),
        "most": ("most", or_none(WHOLE)),
        "most_items": ("most_items", COUNT),
        "max_length": ("max_length", or_none(COUNT)),
        "multiline": ("multiline", TRUTH),
        "identifies": ("identifies", TRUTH),
        "options": ("options", LABELS),
        "reachable": ("reachable", NAMES),
        "acts": ("act", ACTS),
        "sensible": ("sensible", or_none(WHOLE)),
        "question": ("ask", WORDS),
        "help": ("help", WORDS),
        "proof": ("proof", WORDS),
        "confidential": ("confidential", TRUTH),
        "clause": ("clause", LINE),
        "in_law": ("in_law", TRUTH),
        "check": ("check", or_none(FUNCTION)),
        "repair": ("repair", or_none(FUNCTION)),
        "mapping": ("mapping", TRUTH),
        "opaque": ("opaque", or_none(WHOLE)),
        "reads": ("reads", NAMES),
        "answered_by": ("answered_by", LINE),
    }
)
"""What each part of a fact is declared by, and what kind of thing that has to be."""


_UNSAID: Mapping[str, object] = MappingProxyType({part: getattr(FactInfo(), part) for part in _KINDS})
"""What stands for a part of which a declaration says nothing: nearly all of them."""


def fact_problems(cls: type[Any], infos: Mapping[str, FactInfo]) -> Iterator[Problem]:
    """What the declarations of a class's facts say that means nothing, whatever their types."""
    for name, info in infos.items():
        path, where = [cls.__name__, name], f"{cls.__module__}.{cls.__qualname__}.{name}"
        yield from option_problems(path, where, "change", info.change, Changeable)
        yield from option_problems(path, where, "known_by", info.known_by, KnownBy)
        asked = {
            keyword: (kind, value)
            for part, (keyword, kind) in _KINDS.items()
            if (value := getattr(info, part)) is not _UNSAID[part]
        }
        wrong = [*argument_problems(path, where, asked)]
        yield from wrong
        if wrong:
            continue  # what such things say is not asked
        if info.step < 1:
            yield declaration(path, "declaration.step", where, given=info.step)
        least, most = info.least, info.most
        if info.multiline and info.identifies:
            yield declaration(path, "declaration.useless", where, name="multiline", given="identifies")
        if info.opaque is None and info.reads:
            yield declaration(path, "declaration.reads", where)
        if info.opaque is not None and info.opaque < 1:
            yield declaration(path, "declaration.opaque", where, given=info.opaque)
        bounds = [bound for bound in (least, most) if bound is not None]
        if any(abs(bound) > _WIDEST for bound in bounds) or sorted(bounds) != bounds:
            yield declaration(path, "declaration.bounds", where, given=f"least={least}, most={most}")
        texts = {"label": info.label, "help": info.help, "ask": info.question, "proof": info.proof}
        texts |= {f"options[{option!r}]": label for option, label in info.options}
        acts = {f"act[{key!r}]" if key else "act": act for key, act in info.acts}
        foreign = (key for text in (texts | acts).values() for key in foreign_keywords(text))
        for keyword in dict.fromkeys(foreign):
            yield locale_problem(path, where, keyword, arguments_of(fact.__init__ if info.derived else given))
        for said, text in texts.items():
            yield from words_problems(path, where, said, text)
        for said, text in acts.items():
            yield from words_problems(path, where, said, text, filled=True)


def typed_problems(cls: type[Any]) -> Iterator[Problem]:
    """What they say that means nothing of facts of their types; raises as :func:`facts` does."""
    known = facts(cls)
    said: dict[str, FactInfo] = {}  # as declared: options of its type may be others
    for base in reversed(cls.__mro__[:-1]):
        said |= declared(base)
    for name, info in known.items():
        path, where = [cls.__name__, name], f"{cls.__module__}.{cls.__qualname__}.{name}"
        options = dict(said[name].options) if name in said else {}
        for keyword in _useless(info, options):
            yield declaration(path, "declaration.useless", where, name=keyword, given=info.type)
        allowed = _values(info)
        for keyword, possible, named in (
            ("options", allowed, options),
            ("reachable", allowed, info.reachable),
            ("act", (*allowed, "more", "less"), () if info.type in ("int", "share") else dict(info.acts)),
        ):
            for one in named:
                if one and possible and one not in possible:
                    yield from option_problems(path, where, keyword, one, possible)


def _values(info: FactInfo) -> tuple[str, ...]:
    """The values that a fact of a few may have, as an act or an option names them."""
    inner = info.item or info
    return ("true", "false") if inner.type == "bool" else tuple(option for option, _ in inner.options)


def _useless(info: FactInfo, options: Mapping[str, Text]) -> Iterator[str]:
    """The arguments that say nothing of a fact of its type, though they were given."""
    inner = info.item or info
    if inner.type != "int":
        bounds = (inner.least not in (None, 0), inner.most not in (None, MOST), inner.step != 1)
        yield from (name for name, given in zip(("least", "most", "step"), bounds, strict=True) if given)
    if info.type != "int" and info.sensible is not None:
        yield "sensible"
    if info.item is None and info.most_items != MOST_ITEMS:
        yield "most_items"
    if info.mapping and info.type != "map":
        yield "mapping"
    if options and inner.type != "text":
        yield "options"
    if inner.type != "text" or inner.options:
        yield from (name for name in ("max_length", "multiline", "identifies") if getattr(info, name))


def inherited_problems(cls: type[Any]) -> Iterator[Problem]:
    """A problem for each fact that a rule about a base class would read otherwise than the class has it."""
    own = declared(cls)
    bases = [(base, found) for base in cls.__mro__[1:-1] if (found := declared(base))]
    for name in dict.fromkeys([*vars(cls), *vars(cls).get("__annotations__", ())]) if bases else ():
        for base, declared_there in bases:
            before = declared_there.get(name)
            if before is not None and _said_otherwise(own.get(name, _PLAIN), before):
                where = f"{cls.__module__}.{cls.__qualname__}.{name}"
                given = base.__qualname__
                yield declaration([cls.__name__, name], "declaration.inherited", where, given=given)
                break


_PLAIN = FactInfo(least=0)
"""A field that is declared by its type alone."""


def _said_otherwise(info: FactInfo, before: FactInfo) -> bool:
    if info.derived or before.derived:
        return True
    (least, most), (lowest, highest) = _ends(info), _ends(before)
    return least < lowest or most > highest or info.most_items > before.most_items


def _ends(info: FactInfo) -> tuple[int, int]:
    return -MOST if info.least is None else info.least, MOST if info.most is None else info.most


_WIDEST = 2**63 - 1


def option_problems(
    path: Iterable[str | int], where: str, argument: str, value: object, type_: Any
) -> Iterator[Problem]:
    """A problem where an argument is none of the words of its type, or of those listed."""
    allowed = type_ if isinstance(type_, tuple) else get_args(type_)
    if not isinstance(value, str) or value not in allowed:
        hint = did_you_mean(str(value), allowed)
        yield declaration(path, "declaration.option", where, name=argument, given=shown(value),
                          expected=", ".join(allowed), hint=hint)  # fmt: skip


def locale_problem(
    path: Iterable[str | int], where: str, keyword: str, arguments: Iterable[str] = ()
) -> Problem:
    """The problem of a keyword that is no locale."""
    hint = did_you_mean(keyword, [*arguments])
    return declaration(path, "declaration.locale", where, given=keyword, hint=hint)


def foreign_keywords(text: Mapping[str, str]) -> list[str]:
    """The keys of a wording that are no locales."""
    return [key for key in text if not is_locale(key)]


def arguments_of(declare: Callable[..., Any]) -> list[str]:
    """The names of the arguments that a declaration takes."""
    return [
        name for name, one in inspect.signature(declare).parameters.items() if one.kind is one.KEYWORD_ONLY
    ]


def frozen_class(cls: type[Any], told_by: type[Exception] = attrs.exceptions.FrozenInstanceError) -> bool:
    """Whether objects of an attrs class, or of a kind that tells it otherwise, cannot be changed."""
    try:
        object.__new__(cls).anything = None
    except told_by:
        return True
    except Exception:
        return False
    return False
