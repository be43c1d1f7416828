"""The steps of an answer in words: a line each, as a clerk would write them down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.partly import bounds_said
from cloudgrant.rules.explaining.read import said_of
from cloudgrant.rules.explaining.steps import WorkedStep
from cloudgrant.rules.explaining.withheld import WITHHELD
from cloudgrant.values.formatting import formatted
from cloudgrant.values.separators import AND, COLON
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["line", "lines"]

_INDENT = "  "
_NOT_KNOWN = Text("step.not_known", zh="未知", en="not known")
_SHOWN: Mapping[str, str] = MappingProxyType({"<=": "≤", "<": "<", ">=": "≥", ">": ">"})
_BETWEEN: Mapping[str, str] = MappingProxyType(
    {"sum": " + ", "difference": " − ", "product": " × ", "quotient": " ÷ "}
)
_DOWN = Text("step.down", zh="（小數捨去）", en=" (rounded down)")
_UP = Text("step.up", zh="（小數進位）", en=" (rounded up)")
_THAN = Text("step.than", zh="{whole}又{part}", en="{whole} {part}")

# What a step says of the values of those that it comes from, without its own value.
_SAID: Mapping[str, Text] = sentences(
    "step",
    {
        "applies": Text(zh="適用", en="Applies"),
        "others": Text(zh="其餘{number}項", en="{number} more"),
        "uncounted": Text(zh="另有{number}項不計入", en="{number} more that do not count"),
        "all": Text(zh="以下各項均成立", en="All of these"),
        "any": Text(zh="以下至少一項成立", en="At least one of these"),
        "not": Text(zh="以下情形不成立", en="This is not so"),
        "lesser": Text(zh="{0}與{1}取其小者", en="The lesser of {0} and {1}"),
        "choice": Text(zh="視下列條件而定", en="Depending on what comes first"),
        "among": Text(zh="「{0}」屬於「{1}」", en="“{0}” is among “{1}”"),
        "not_among": Text(zh="「{0}」不屬於「{1}」", en="“{0}” is not among “{1}”"),
        "overlap": Text(zh="「{0}」至少一項屬於「{1}」", en="At least one of “{0}” is among “{1}”"),
        "no_overlap": Text(zh="「{0}」均不屬於「{1}」", en="None of “{0}” is among “{1}”"),
        "within": Text(zh="「{1}」均列於「{0}」", en="All of “{1}” are among “{0}”"),
        "total": Text(zh="{label}合計", en="{label}, in all"),
        "count": Text(zh="「{label}」（項數）", en="How many of “{label}”"),
        "different": Text(zh="不同之「{label}」數", en="How many different, of “{label}”"),
        "every": Text(zh="「{label}」每一項均成立", en="For each of “{label}”"),
        "some": Text(zh="「{label}」至少一項成立", en="For at least one of “{label}”"),
        "none": Text(zh="「{label}」無一項成立", en="For none of “{label}”"),
        "same": Text(zh="「{0}」與「{1}」相同", en="“{0}” is the same as “{1}”"),
        "not_same": Text(zh="「{0}」與「{1}」不同", en="“{0}” is not the same as “{1}”"),
        "stated": Text(zh="已載明「{label}」", en="“{label}” is stated"),
        "agreed": Text(zh="依已載明者", en="As far as it is stated"),
        "months_after": Text(zh="{0}後{1}之相當日", en="{1} after {0}"),
        "months_before": Text(zh="{0}前{1}之相當日", en="{1} before {0}"),
        "term_end": Text(zh="自{0}起{1}之末日", en="The last day of {1} from {0}"),
        "entry": Text(zh="{label}，{1}", en="{label}, {1}"),
    },
)
_IS = Text("step.is", zh="「{0}」即「{1}」", en="“{0}” is “{1}”")
_IS_NOT = Text("step.is_not", zh="「{0}」非「{1}」", en="“{0}” is not “{1}”")
_IF = Text("step.if", zh="若：", en="If: ")
_THEN = Text("step.then", zh="則：", en="Then: ")
_ELSE = Text("step.else", zh="否則：", en="Otherwise: ")


def lines(step: WorkedStep, locale: str, depth: int = 0, role: str = "") -> Iterator[str]:
    """A step and all that it comes from."""
    one_line = " ".join(line(step, locale).splitlines())  # what comes with the data makes no lines of its own
    yield f"{_INDENT * depth}{role}{one_line}"
    roles = [role.in_(locale) for role in _roles(step)]
    inner = [(one, roles[at] if roles else "") for at, one in enumerate(step.steps)]
    for one, its_role in inner:
        if one.kind != "constant":  # it stands in the line above
            yield from lines(one, locale, depth + 1, its_role)


def _roles(step: WorkedStep) -> list[Text]:
    if step.kind != "choice" or not step.steps:
        return []
    condition = step.steps[0]
    if len(step.steps) == 3:
        return [_IF, _THEN, _ELSE]
    return [_IF, _THEN if condition.value is True or condition.withheld else _ELSE]


def line(step: WorkedStep, locale: str) -> str:
    """A step alone."""
    colon = COLON.in_(locale)
    match step.kind:
        case "rule":
            answer = step.value.label(locale) if isinstance(step.value, Result) else said(step, locale)
            return f"{answer}{colon}{step.label.in_(locale)}"
        case "fact" | "policy" | "day" | "item" | "calculation":
            return f"{step.label.in_(locale) or step.path.key}{colon}{said(step, locale)}"
        case "constant":
            return said(step, locale)
        case "sum" | "difference" | "product" | "quotient":
            sides = _BETWEEN[step.kind].join(_part(one, locale) for one in step.steps)
            return f"{sides} = {said(step, locale)}{_rounding(step, locale)}"
        case "rounded_share":
            sides = " × ".join(_part(one, locale) for one in step.steps)
            return f"{sides} = {said(step, locale)}{_rounding(step, locale)}"
        case "comparison":
            left, right = (said(one, locale) for one in step.steps)
            return f"{left} {_SHOWN[step.sign]} {right}{colon}{said(step, locale)}"
        case "uncounted":
            return _head(step, locale)
        case _:
            return f"{_head(step, locale)}{colon}{said(step, locale)}"


def _head(step: WorkedStep, locale: str) -> str:
    words = {str(at): said(one, locale) for at, one in enumerate(step.steps)}
    words.update(label=step.label.in_(locale), number=str(step.number))
    return _wording(step).filled(locale, lambda name: words.get(name, _NOT_KNOWN.in_(locale)))


def _wording(step: WorkedStep) -> Text:
    if step.kind in ("among", "not_among") and step.steps[1].kind == "constant":
        options = step.steps[1].value
        if len(options) == 1:
            return _IS if step.kind == "among" else _IS_NOT
    return _SAID[step.kind]


def _part(step: WorkedStep, locale: str) -> str:
    """An operand; a number below zero, or of which not all is known, in brackets."""
    text = said(step, locale)
    below = isinstance(step.value, int) and not isinstance(step.value, bool) and step.value < 0
    return f"({text})" if below or (step.bounds is not None and not step.withheld) else text


def _rounding(step: WorkedStep, locale: str) -> str:
    exact = _exact(step)
    if exact is None or step.value is UNKNOWN or exact == step.value:
        return ""
    return (_UP if step.sign == "up" else _DOWN).in_(locale)


def _exact(step: WorkedStep) -> Fraction | None:
    """What a quotient or a share of an amount comes to before it is rounded."""
    if step.kind not in ("quotient", "rounded_share") or any(one.value is UNKNOWN for one in step.steps):
        return None
    first, second = (one.value for one in step.steps)
    if step.kind == "quotient":
        return Fraction(first, second)
    exact: Fraction = Fraction(first.numerator, first.denominator) * second
    return exact


def said(step: WorkedStep, locale: str) -> str:
    """What a step comes to, in words."""
    value = step.value
    if step.withheld:
        return WITHHELD.in_(locale)
    if value is UNKNOWN:
        known = step.bounds
        return _NOT_KNOWN.in_(locale) if known is None else bounds_said(known, step.unit, locale)
    if isinstance(value, Result):
        return value.label(locale)
    if isinstance(value, Fraction):
        return _fraction(value, step.unit, locale)
    if step.info is not None and not isinstance(value, bool):
        return said_of(step.info, value, locale)
    if isinstance(value, tuple):
        return AND.in_(locale).join(formatted(one, step.unit, locale) for one in value)
    return formatted(value, step.unit, locale)


def _fraction(value: Fraction, unit: str, locale: str) -> str:
    """A number that is not whole: in decimals where these end, else with a common fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return formatted(Decimal(value.numerator) / Decimal(value.denominator), unit, locale)
    whole = value.numerator // value.denominator
    words: dict[str, Any] = {
        "whole": formatted(whole, unit, locale),
        "part": str(value - whole),
    }
    return _THAN.filled(locale, words.__getitem__)
