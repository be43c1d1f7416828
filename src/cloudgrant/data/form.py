"""Text as people type it into a form, read as the fact it is meant for."""

from __future__ import annotations

import unicodedata
from typing import Any

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.record import value_problems
from cloudgrant.values.form_text import plain, quoted
from cloudgrant.values.money import parse_amount
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_dates import parse_date
from cloudgrant.values.separators import AND
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["parse"]

_YES = frozenset(("是", "有", "對", "y", "yes", "true", "1", "v", "✓"))
_NO = frozenset(("否", "無", "沒有", "不是", "n", "no", "false", "0"))
_COUNTERS = ("人", "名", "位", "個月", "個", "家", "點", "元", "people", "persons", "months")


def parse(fact: FactInfo, text: str) -> Any:
    """The value that a text means for a fact; blank is unknown.

    Amounts read 8,000萬 and 1億2,000萬元, dates 111/4/13 and 111年4月13日, shares 35% and 1/2, yes and
    no 是, 有, 否, 無, options by their key or their label in any language; full-width characters
    count as ordinary ones. Raises :class:`~cloudgrant.values.problems.InvalidInput` for a text that
    means no value of this fact, its path being the fact's name.

    >>> import cloudgrant as cg
    >>> about = cg.facts(cg.Manufacturer)
    >>> cg.parse(about["paid_in_capital"], "８，０００萬"), cg.parse(about["regular_employees"], "260人")
    (80000000, 260)
    >>> cg.parse(about["factory"], "已有工廠登記"), cg.parse(about["used_points_last_year"], "否")
    ('registered', False)
    >>> cg.parse(about["paid_in_capital"], " ")
    UNKNOWN
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return UNKNOWN
    try:
        value = _value(fact, typed)
    except ValueError as error:
        raise InvalidInput([_problem(fact, text, error)]) from None
    problems = [problem.below(fact.name) for problem in value_problems(fact, value)]
    if problems:
        raise InvalidInput(problems)
    return value


def _value(fact: FactInfo, typed: str) -> Any:
    match fact.type:
        case "bool":
            return _truth(typed)
        case "int":
            return _number(fact, typed)
        case "date":
            return parse_date(typed)
        case "share":
            return Share.of(typed)
        case "text" if fact.options:
            return _option(fact, typed)
        case "text":
            return plain(typed) if fact.check is not None else typed
        case _:
            raise ValueError(f"a {fact.type} cannot be typed into one field")


def _truth(typed: str) -> bool:
    word = typed.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(typed)


def _number(fact: FactInfo, typed: str) -> int:
    if fact.unit in ("TWD", "points"):
        return parse_amount(typed)
    bare = plain(typed)
    for counter in _COUNTERS:
        bare = bare.removesuffix(counter)
    return parse_amount(bare)


def _option(fact: FactInfo, typed: str) -> str:
    word = typed.casefold()
    for option, label in fact.options:
        if word == option.casefold() or word in {wording.casefold() for wording in label.values()}:
            return option
    raise ValueError(typed)


_EXPECTED = {
    "date": ("date", "111/4/13"),
    "int": ("number", "8,000萬"),
    "share": ("number", "35%"),
}


def _problem(fact: FactInfo, text: str, error: ValueError) -> Problem:
    if isinstance(error, InvalidInput):
        return error.problems[0].below(fact.name)
    if fact.type in _EXPECTED:
        code, expected = _EXPECTED[fact.type]
        return Problem.at([fact.name], code, given=quoted(text), expected=expected)
    if fact.type in ("list", "map", "record"):
        parts = Text(zh="逐項輸入", en="an entry for each part")
        return Problem.at([fact.name], "type", given=quoted(text), expected=parts)
    if fact.type == "bool":
        return Problem.at([fact.name], "option", given=quoted(text), expected=Text(zh="是、否", en="yes, no"))
    labels = Text(
        {
            locale: AND[locale].join(label.in_(locale) or option for option, label in fact.options)
            for locale in ("zh", "en")
        }
    )
    return Problem.at([fact.name], "option", given=quoted(text), expected=labels)
