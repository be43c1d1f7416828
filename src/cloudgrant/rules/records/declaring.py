"""What a declaration may not say: each refusal with the class, the fact, and what to write instead."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, get_args

import attrs

from cloudgrant.rules.records.fact_info import MOST, Changeable, FactInfo, KnownBy, declared, fact, given
from cloudgrant.values.locales import is_locale
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = [
    "DECLARATIONS",
    "DeclarationRefused",
    "arguments_of",
    "declaration",
    "fact_problems",
    "foreign_keywords",
    "frozen_class",
    "inherited_problems",
    "locale_problem",
    "option_problems",
]


class DeclarationRefused(InvalidInput):
    """A class, a rule or a programme is declared wrongly; each problem names the place and the cure."""

    WHERE: ClassVar[Text] = Text(zh="宣告", en="the declaration")


DECLARATIONS: Mapping[str, Text] = MappingProxyType(
    {
        "declaration.locale": Text(
            zh="{where}：{given} 不是語系，也不是可用的參數{hint}；文字請以語系為名，如 zh、en、ja",
            en="{where}: {given} is neither a locale nor an argument{hint}; "
            "words go by their locale, such as zh, en, ja",
        ),
        "declaration.option": Text(
            zh="{where}：{name} 應為 {expected} 之一，卻是 {given}{hint}",
            en="{where}: {name} must be one of {expected}, not {given}{hint}",
        ),
        "declaration.bounds": Text(
            zh="{where}：{given} 不在 64 位元整數內，或上下限顛倒；請縮小 least、most",
            en="{where}: {given} are not bounds of 64-bit numbers, the least first; mend least and most",
        ),
        "declaration.step": Text(
            zh="{where}：step 應為正整數，卻是 {given}",
            en="{where}: step must be a positive number, not {given}",
        ),
        "declaration.words": Text(
            zh='{where}：沒有文字；請加上如 zh="…"、en="…"',
            en='{where}: there are no words; add some, such as zh="…", en="…"',
        ),
        "declaration.coherence": Text(
            zh="{where} 應為 implies、at_odds、in_order 所成之 tuple，卻有 {given}；"
            "只有一項時，後面也要加逗號",
            en="{where} must be a tuple of implies, at_odds and in_order, and there is a {given}; "
            "a comma follows even where there is but one",
        ),
        "declaration.nothing": Text(
            zh="{where}：{name} 沒有內容；請寫至少一項事實，並寫明其可能之值",
            en="{where}: {name} says nothing; name at least one fact, with values that it may have",
        ),
        "declaration.fact": Text(
            zh="{where}：沒有 {given} 這項已知事實{hint}；implies 僅能用本類別之事實，"
            "at_odds、in_order 可用「.」指向其中之資料或清單",
            en="{where}: {given} is no fact that is given{hint}; implies takes facts of the class itself, "
            "at_odds and in_order may lead with dots into a record or a list of it",
        ),
        "declaration.lists": Text(
            zh="{where}：{given} 是不同的清單，無從逐項比對；請只用其中一個",
            en="{where}: {given} are several lists, whose items cannot be held together; lead through one",
        ),
        "declaration.bare": Text(
            zh='{where}：`@{name}` 須寫條文代碼與文字，如 `@{name}("shop.size", zh="…", en="…")`',
            en='{where}: `@{name}` needs the clause and words: `@{name}("shop.size", zh="…", en="…")`',
        ),
        "declaration.undecorated": Text(
            zh='{where}：{given} 不是{expected}；請以 `@{name}("條文代碼", …)` 宣告',
            en='{where}: {given} is not a {name}; declare it with `@{name}("clause.id", …)`',
        ),
        "declaration.class": Text(
            zh="{where}：{given} 應為 Record 的子類別，並以 `@attrs.frozen(kw_only=True)` 宣告",
            en="{where}: {given} must be a Record, declared with `@attrs.frozen(kw_only=True)`",
        ),
        "declaration.unrealised": Text(
            zh="{where}：沒有規則、計算或 realised_by 實現條文 {given}",
            en="{where}: no rule, calculation or entry of realised_by realises clause {given}",
        ),
        "declaration.negative_award": Text(
            zh="{where}：核給金額或申請上限可能為負數（至少為 {given}）；請寫如 `a - lesser(a, b)`，"
            "或 `pick(a >= b, a - b, 0)`",
            en="{where}: an award or a ceiling may be negative (as little as {given}); write "
            "`a - lesser(a, b)`, or `pick(a >= b, a - b, 0)`",
        ),
        "declaration.reads": Text(
            zh="{where}：衍生事實的來源由其公式得知，請刪去 reads；無法以規則用語寫成者，請加 `opaque=1`",
            en="{where}: what a derived fact comes from is read off its formula: leave out `reads`, or add "
            "`opaque=1` where no words can say it",
        ),
        "declaration.opaque": Text(
            zh="{where}：不透明的事實，其修訂號應為 1 以上，卻是 {given}",
            en="{where}: the revision of an opaque fact must be 1 or more, not {given}",
        ),
        "declaration.opaque_bounds": Text(
            zh="{where}：不透明的數字須以 least 與 most 說明其範圍；尚未得知時，只有範圍是確定的",
            en="{where}: an opaque number needs `least` and `most`: "
            "until it is known, nothing else is sure of it",
        ),
        "declaration.inherited": Text(
            zh="{where}：{given} 已宣告此事實，規則依其宣告審認；衍生事實請另取名稱，"
            "已知事實之 least、most、most_items 只能縮小",
            en="{where}: {given} declares this fact, and rules go by that; give a derived fact a name of "
            "its own, and of a given one do but narrow least, most and most_items",
        ),
    }
)
"""Every reason for which a declaration is refused, besides what rules may not say: a stable list."""


def declaration(path: Iterable[str | int], code: str, where: str, **params: Any) -> Problem:
    """A problem of a declaration, by its code."""
    return Problem.at(path, code, DECLARATIONS[code], where=where, **params)


def fact_problems(cls: type[Any], infos: Mapping[str, FactInfo]) -> Iterator[Problem]:
    """What the declarations of a class's facts say that means nothing."""
    for name, info in infos.items():
        path, where = [cls.__name__, name], f"{cls.__module__}.{cls.__qualname__}.{name}"
        yield from option_problems(path, where, "change", info.change, Changeable)
        yield from option_problems(path, where, "known_by", info.known_by, KnownBy)
        if info.step < 1:
            yield declaration(path, "declaration.step", where, given=info.step)
        least, most = info.least, info.most
        if info.opaque is None and info.reads:
            yield declaration(path, "declaration.reads", where)
        if info.opaque is not None and info.opaque < 1:
            yield declaration(path, "declaration.opaque", where, given=info.opaque)
        bounds = [bound for bound in (least, most) if bound is not None]
        if any(abs(bound) > _WIDEST for bound in bounds) or sorted(bounds) != bounds:
            yield declaration(path, "declaration.bounds", where, given=f"least={least}, most={most}")
        texts = [info.label, info.help, info.question, info.proof]
        texts += [*dict(info.options).values(), *dict(info.acts).values()]
        for keyword in dict.fromkeys(key for text in texts for key in foreign_keywords(text)):
            yield locale_problem(path, where, keyword, arguments_of(fact.__init__ if info.derived else given))


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
    """A problem where an argument is none of the words of its type."""
    allowed = get_args(type_)
    if value not in allowed:
        hint = did_you_mean(str(value), allowed)
        yield declaration(path, "declaration.option", where, name=argument, given=repr(value),
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
