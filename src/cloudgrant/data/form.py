"""Text as people type it into a form, read as the fact it is meant for."""

from __future__ import annotations

from typing import Any, Final

from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.records.record import kept_value, value_problems
from cloudgrant.values.form_text import bounded, plain, quoted
from cloudgrant.values.money import parse_amount
from cloudgrant.values.names import nearest_name
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.roc_dates import parse_date
from cloudgrant.values.separators import AND
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.whole_numbers import parse_count
from cloudgrant.values.years import NEVER, parse_year

__all__ = ["parse"]

_YES: Final = frozenset(
    ["是", "有", "對", "y", "yes", "t", "true", "on", "checked", "1", "v", "ˇ", "✓", "✔", "√", "☑", "■"]
)
_NO: Final = frozenset(["否", "無", "沒有", "不是", "n", "no", "f", "false", "off", "0"])

_YES_OR_NO: Final = Text(zh="是、否", en="yes, no")
_PARTS: Final = Text(zh="逐項輸入", en="an entry for each part")
_TEXT: Final = Text(zh="文字", en="text")


def parse(fact: FactInfo, text: str) -> Any:
    """The value that a text means for a fact; blank is unknown.

    Amounts read 8,000萬, 一億, 新臺幣捌仟萬元整 and (5,000), counts 二百人 and 200, dates 111/4/13,
    民國一一一年四月十三日 and 20220413, shares 35% and 1/2, yes and no 是, 有, ✓, on, 否, 無, off, options by
    their key or their label in any language; full-width characters count as ordinary ones there. Other text
    stays as it is typed, without blanks around it, in the form in which it is kept
    (:mod:`~cloudgrant.values.written_text`). What may mean two things is refused.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a text that means no value of this fact, its
    path being the fact's name, with a hint in the fact's unit; nothing else, whatever is given.

    >>> import cloudgrant as cg
    >>> about = cg.facts(cg.Manufacturer)
    >>> cg.parse(about["paid_in_capital"], "８，０００萬"), cg.parse(about["regular_employees"], "二百六十人")
    (80000000, 260)
    >>> cg.parse(about["factory"], "已有工廠登記"), cg.parse(about["points_last_used_in"], "110年")
    ('registered', 2021)
    >>> cg.parse(about["paid_in_capital"], " ")
    UNKNOWN
    """
    try:
        if not _checked(text).strip():
            return UNKNOWN
        value = _value(fact, text)
    except InvalidInput as error:
        raise InvalidInput(error.problems.below(fact.name)) from None
    problems = value_problems(fact, value)
    if problems:
        raise InvalidInput(problems.below(fact.name))
    return value


def _value(fact: FactInfo, text: str) -> Any:
    match fact.type:
        case "bool":
            return _truth(text)
        case "int" if fact.unit == "TWD":
            return parse_amount(text)
        case "int" if fact.unit == "points":
            return parse_amount(text, "points")
        case "int" if fact.unit == "year":
            return parse_year(text, never=fact.least == NEVER)
        case "int":
            return parse_count(text, fact.unit)
        case "date":
            return parse_date(text)
        case "share":
            return Share.of(bounded(text))
        case "text" if fact.options:
            return _option(fact, text)
        case "text" if fact.check is not None:
            return plain(text)
        case "text":
            return kept_value(fact, text).strip()
        case _:
            raise _refused("type", text, expected=_PARTS)


def _truth(text: str) -> bool:
    word = _word(text)
    if word not in _YES and word not in _NO:
        raise _refused("option", text, expected=_YES_OR_NO)
    return word in _YES


def _checked(text: object) -> str:
    if not isinstance(text, str):
        raise InvalidInput([Problem.at(Path(), "type", expected=_TEXT, given=shown(text))])
    return text


def _option(fact: FactInfo, text: str) -> str:
    word = _word(text)
    by_key = [option for option, _ in fact.options if _word(option) == word]
    found = by_key or [
        option for option, label in fact.options if word in {_word(wording) for wording in label.values()}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise _refused("ambiguous", text, expected=" / ".join(found))
    raise _refused("option", text, expected=_labels(fact), hint=_nearest(fact, word))


def _word(text: str) -> str:
    """As two texts are compared: whatever their case, blanks and widths."""
    return bounded(text).replace("\ufe0f", "").casefold()  # the emoji form of a tick


def _labels(fact: FactInfo) -> Text:
    return Text(
        {
            locale: AND[locale].join(
                _QUOTED[locale].format(fact.option_label(option, locale)) for option, _ in fact.options
            )
            for locale in ("zh", "en")
        }
    )


_QUOTED = Text(zh="「{}」", en="{}")


def _nearest(fact: FactInfo, word: str) -> Text:
    """The option that was perhaps meant, by its label in the reader's language."""
    by_wording = {
        _word(wording): option for option, label in fact.options for wording in (option, *label.values())
    }
    near = nearest_name(word, by_wording)
    if not near:
        return Text(zh="", en="")
    option = by_wording[near]
    return Text({locale: f" — {fact.option_label(option, locale)}?" for locale in ("zh", "en")})


def _refused(code: str, text: str, **params: object) -> InvalidInput:
    return InvalidInput([Problem.at(Path(), code, given=quoted(text), **params)])
