"""Rules about each item of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from cloudgrant.rules.records.arguments import NAME, argument_problems, one_of_class
from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.refusals import RuleRefused
from cloudgrant.values.shown import shown

__all__ = ["ForEach", "each", "for_each"]


@attrs.frozen
class ForEach:
    """Rules about each item of a list fact of the subject, as :func:`for_each` declares them."""

    over: str
    rules: tuple[Rule[...], ...]


def for_each(over: str, *rules: Rule[...]) -> ForEach:
    """Judge each item of the subject's list ``over`` by these rules.

    The programme's finding joins the items' findings, which stand in its ``parts`` with their
    paths. An unknown list or item is undetermined; an empty list holds vacuously. Raises
    :class:`~cloudgrant.rules.writing.refusals.RuleRefused` where ``over`` is no name, and where there is no
    rule, or something else.
    """
    given: tuple[object, ...] = rules
    where = f"for_each({shown(over)})"
    problems = [*argument_problems(["for_each"], where, {"over": (NAME, over)})]
    problems += argument_problems(
        ["for_each"], where, {f"rules[{index}]": (_A_RULE, one) for index, one in enumerate(given)}
    )
    problems += [] if given else [declaration(["for_each"], "declaration.nothing", where, name="rules")]
    if problems:
        raise RuleRefused(problems)
    return ForEach(over, rules)


_A_RULE = one_of_class(Rule)


def each(rules: Iterable[Rule[...] | ForEach]) -> Iterator[tuple[str, Rule[...]]]:
    """Every rule with the list that it is about, the empty string for the subject itself."""
    for entry in rules:
        if isinstance(entry, ForEach):
            yield from ((entry.over, rule) for rule in entry.rules)
        else:
            yield "", entry
