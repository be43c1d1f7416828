"""What is refused in a declaration: a stable list of codes, each with the place, the reason, and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["DECLARATIONS", "DeclarationRefused", "declaration"]


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
        "declaration.argument": Text(
            zh="{where}：{name} 應為{expected}，卻是 {given}",
            en="{where}: {name} must be {expected}, not {given}",
        ),
        "declaration.blank": Text(
            zh="{where}：{name} 的 {given} 文字空白；請寫明，或刪去",
            en="{where}: the words of {name} in {given} are blank; write some, or leave them out",
        ),
        "declaration.wording": Text(
            zh="{where}：{name} 的 {given} 文字（{text}）應為一行，且不得含控制字元",
            en="{where}: the words of {name} in {given} ({text}) must be one line without control characters",
        ),
        "declaration.braces": Text(
            zh="{where}：{name} 的「{given}」大括號不成對，或括號內不只有名稱；要印出大括號，請寫兩個",
            en="{where}: in the {name} {given} a brace does not close, or holds more than a name; "
            "for a brace itself write two",
        ),
        "declaration.annotation": Text(
            zh="{where}：無法得知型別（{given}）；請在其後註記，如 `員工: Fact[int] = given(…)`；函式內之類別"
            "若以函式內之其他類別為型別，該檔不得使用 `from __future__ import annotations`",
            en="{where}: its type cannot be read ({given}); annotate it, as in "
            "`staff: Fact[int] = given(…)`; a class inside a function that names other local classes must "
            "not use `from __future__ import annotations`",
        ),
        "declaration.type": Text(
            zh="{where}：規則讀不了 {given}；請用 {expected} 之一，可能未知者寫成 `Fact[…]`",
            en="{where}: {given} is not a type that rules can read; take one of {expected}, "
            "and `Fact[…]` of it where it may be unknown",
        ),
        "declaration.useless": Text(
            zh="{where}：{name} 對此型別（{given}）沒有作用，請刪去",
            en="{where}: {name} says nothing of a fact of this type ({given}); leave it out",
        ),
        "declaration.default": Text(
            zh="{where}：預設值本身就不能用：{given}",
            en="{where}: the default is itself of no use: {given}",
        ),
        "declaration.strangers": Text(
            zh="{where}：{name} 提到 {given}，但沒有這些事實{hint}",
            en="{where}: {name} names {given}: there are no such facts{hint}",
        ),
        "declaration.both": Text(
            zh="{where}：{one} 與 {other} 只能擇一",
            en="{where}: give {one} or {other}, not both",
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
            zh="{where}：{name} 沒有內容；請寫至少一項，事實並寫明其可能之值",
            en="{where}: {name} says nothing; name at least one, of facts with values that they may have",
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
