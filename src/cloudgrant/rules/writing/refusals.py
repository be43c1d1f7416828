"""What a rule may not say: the refusals, each with what to write instead."""

from __future__ import annotations

import ast
import dis
import inspect
import opcode
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType, MappingProxyType, TracebackType
from typing import Any

from cloudgrant.rules.records.declaration_refused import DeclarationRefused
from cloudgrant.rules.writing.purity import called_within, reached
from cloudgrant.rules.writing.symbols import Refused
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text, sentences

__all__ = [
    "REFUSALS",
    "RuleRefused",
    "identity_refusals",
    "placed",
    "purity_refusals",
    "refusal",
    "simple_refusal",
]


class RuleRefused(DeclarationRefused):
    """A rule or a programme says what not every reading can follow; each problem names rule and place."""


_TEXTS: Mapping[str, Text] = sentences("refused", {
    "rule.and": Text(
        zh="{where}：規則中不能用 `and`，請寫 `(a) & (b)`",
        en="{where}: a rule cannot use `and`; write `(a) & (b)`",
    ),
    "rule.or": Text(
        zh="{where}：規則中不能用 `or`，請寫 `(a) | (b)`",
        en="{where}: a rule cannot use `or`; write `(a) | (b)`",
    ),
    "rule.not": Text(
        zh="{where}：規則中不能用 `not`，請寫 `no(a)`", en="{where}: a rule cannot use `not`; write `no(a)`"
    ),
    "rule.if": Text(
        zh="{where}：規則中不能用 `if`，請寫 `pick(條件, a, b)`",
        en="{where}: a rule cannot use `if`; write `pick(condition, a, b)`",
    ),
    "rule.chain": Text(
        zh="{where}：規則中不能連續比較，請寫 `(a <= b) & (b <= c)`",
        en="{where}: a rule cannot chain comparisons; write `(a <= b) & (b <= c)`",
    ),
    "rule.min": Text(
        zh="{where}：規則中不能用 `{name}`，請寫 `(a <= c) | (b <= c)` 或 `lesser(a, b)`",
        en="{where}: a rule cannot use `{name}`; write `(a <= c) | (b <= c)`, or `lesser(a, b)` in an amount",
    ),
    "rule.all": Text(
        zh="{where}：規則中不能用 `{name}`，請用 `&`、`|`，或在衍生事實中用 `every`、`some`",
        en="{where}: a rule cannot use `{name}`; use `&` and `|`, or `every` and `some` in a derived fact",
    ),
    "rule.truth": Text(
        zh="{where}：規則不能當場判斷真假，請用 `&`、`|`、`no()`、`pick()`",
        en="{where}: a rule cannot decide on the spot; use `&`, `|`, `no()` and `pick()`",
    ),
    "rule.equality": Text(
        zh="{where}：規則中不能用 `==` 或 `!=`，請寫 `one_of(x, 值)` 或 `no(one_of(x, 值))`",
        en="{where}: a rule cannot use `==` or `!=`; write `one_of(x, value)` or `no(one_of(x, value))`",
    ),
    "rule.membership": Text(
        zh="{where}：規則中不能用 `in`，請寫 `one_of(x, …)` 或 `any_of(清單, 政策清單)`",
        en="{where}: a rule cannot use `in`; write `one_of(x, …)` or `any_of(list, policy_list)`",
    ),
    "rule.invert": Text(
        zh="{where}：規則中不能用 `~`，請寫 `no(a)`", en="{where}: a rule cannot use `~`; write `no(a)`"
    ),
    "rule.identity": Text(
        zh="{where}：規則中不能用 `is`，事實未知時會自動成為「無法判定」；比較值請寫 `one_of(x, 值)`",
        en="{where}: a rule cannot use `is`; an unknown fact is undetermined by itself, "
        "and a value is compared with `one_of(x, value)`",
    ),
    "rule.kind": Text(
        zh="{where}：規則中不能以 `{name}` 詢問事實是什麼；型別見其宣告，比較值請寫 `one_of(x, 值)`",
        en="{where}: a rule cannot ask with `{name}` what a fact is: its declaration says so; "
        "a value is compared with `one_of(x, value)`",
    ),
    "rule.cycle": Text(
        zh="{where}：衍生事實不能由自己得出（{names}）",
        en="{where}: a derived fact does not follow from itself ({names})",
    ),
    "rule.list": Text(
        zh="{where}：規則不能走訪清單；請用 `total`、`count`、`some`、`every`，或把規則宣告在成員上",
        en="{where}: a rule does not walk through a list; say `total`, `count`, `some` or `every`, "
        "or declare the rule on the member",
    ),
    "rule.table": Text(
        zh="{where}：只有政策之 `Table` 可用事實為鍵讀取，如 `policy.rates[firm.kind]`",
        en="{where}: only a `Table` of the policy is read by a key, as in `policy.rates[firm.kind]`",
    ),
    "rule.not_a_list": Text(
        zh="{where}：`{word}` 的第一個參數須為清單事實，如 `{word}(self.lines, …)`",
        en="{where}: the first argument of `{word}` is a list fact, as in `{word}(self.lines, …)`",
    ),
    "rule.optional": Text(
        zh="{where}：規則不能穿過可能未知的物件讀取「{name}」，請改用衍生事實",
        en="{where}: a rule cannot read '{name}' through an object that may be unknown; use a derived fact",
    ),
    "rule.no_such_fact": Text(
        zh="{where}：沒有「{name}」這個事實{hint}", en="{where}: there is no fact '{name}'{hint}"
    ),
    "rule.no_such_policy_value": Text(
        zh="{where}：政策中沒有「{name}」{hint}", en="{where}: the policy has no '{name}'{hint}"
    ),
    "rule.no_such_option": Text(
        zh="{where}：{given} 不是可能的值（{expected}）", en="{where}: {given} is not an option ({expected})"
    ),
    "rule.type": Text(
        zh="{where}：`{operator}` 兩側型別不合（{left}、{right}）；比較式請加括號，如 `(a <= b) & c`",
        en="{where}: `{operator}` cannot join {left} and {right}; "
        "put comparisons in brackets, `(a <= b) & c`",
    ),
    "rule.types": Text(
        zh="{where}：`{operator}` 兩側型別不同（{left}、{right}），無從比較；兩側應為同一種型別",
        en="{where}: `{operator}` holds {left} against {right}; both sides must be of one type",
    ),
    "rule.order": Text(
        zh="{where}：{given}沒有大小順序，不能用 `{operator}`；請寫 `one_of(x, 值)`",
        en="{where}: {given} has no order, so there is no `{operator}`; write `one_of(x, value)`",
    ),
    "rule.range": Text(
        zh="{where}：計算結果可能達 {given}，超出 64 位元整數；請以 most 縮小事實或政策值之上限",
        en="{where}: what is computed may come to {given}, more than 64 bits hold; "
        "declare a smaller `most` of the facts and policy values",
    ),
    "rule.clock": Text(
        zh="{where}：`{name}` 隨時間、機率或機器而異，規則不能讀取；日期請用參數 `on`，其他請宣告為事實",
        en="{where}: `{name}` differs with time, chance or the machine; take the day as the third argument, "
        "`on`, and declare anything else as a fact",
    ),
    "rule.changeable": Text(
        zh="{where}：`{name}` 可能被更改，規則不能讀取；請改為 tuple、frozenset 等不變的常數，或放進政策",
        en="{where}: `{name}` can be changed; make it a constant that cannot, such as a tuple or a "
        "frozenset, or better a value of the policy",
    ),
    "rule.writes": Text(
        zh="{where}：規則不能更改全域變數 `{name}`", en="{where}: a rule changes no global, such as `{name}`"
    ),
    "rule.import": Text(
        zh="{where}：規則內不能 import（`{name}`），請移到模組開頭",
        en="{where}: a rule imports nothing (`{name}`); import it at the top of the module",
    ),
    "rule.lesser": Text(
        zh="{where}：不能比較 `lesser(a, b)`，請寫 `(a <= c) | (b <= c)`，事實未知時知道得更多",
        en="{where}: `lesser(a, b)` is not compared; `(a <= c) | (b <= c)` knows more when a fact is unknown",
    ),
    "rule.float": Text(
        zh="{where}：規則只用整數，卻有 {given}；比率請用 `share_at_most`、`share_at_least`",
        en="{where}: a rule has whole numbers only, not {given}; for shares there are `share_at_most` and "
        "`share_at_least`",
    ),
    "rule.text": Text(
        zh="{where}：規則中不能把事實轉成文字",
        en="{where}: a rule cannot turn a fact into text",
    ),
    "rule.division": Text(
        zh="{where}：只能以正整數常數做整除 `//`；比率請用 `share_at_most` 或 `share_at_least`",
        en="{where}: divide only with `//` and a positive constant; "
        "shares are compared with `share_at_most` and `share_at_least`",
    ),
    "rule.period": Text(
        zh="{where}：規則中不做日期加減，請把期限寫成政策或物件的衍生日期",
        en="{where}: no arithmetic on dates in a rule; make the end of the period a derived date",
    ),
    "rule.options": Text(
        zh="{where}：`one_of`、`any_of` 的清單須為常數或政策清單",
        en="{where}: the list of `one_of` and `any_of` is constants or a list of the policy",
    ),
    "rule.unknown_inside": Text(
        zh="{where}：規則本身不能含 UNKNOWN；屬裁量者請寫 `| subject.reviewer_accepts_…`",
        en="{where}: a rule does not contain UNKNOWN; for discretion write `| subject.reviewer_accepts_…`",
    ),
    "rule.unmet": Text(
        zh="{where}：`unmet` 的語言（{given}）應與規則的文字相同（{expected}）",
        en="{where}: `unmet` is said in {given}; the rule's own words are in {expected}",
    ),
    "rule.result": Text(zh="{where}：規則須回傳是否成立", en="{where}: a rule must return a truth"),
    "rule.amount": Text(zh="{where}：計算須回傳整數", en="{where}: a calculation must return a whole number"),
    "rule.signature": Text(
        zh="{where}：規則的參數為 (subject, policy) 或 (subject, policy, on)",
        en="{where}: a rule takes (subject, policy) or (subject, policy, on)",
    ),
    "rule.wording": Text(
        zh="{where}：文字提到政策中沒有的「{name}」",
        en="{where}: the wording names '{name}', which is not there",
    ),
    "rule.broken": Text(
        zh="{where}：以代號試算時發生 {error}；規則只能用比較、`&`、`|`、整數之加減乘與整除，"
        "及 `cloudgrant.rules` 之用語",
        en="{where}: tried with symbols it raises {error}; a rule has comparisons, `&`, `|`, whole numbers "
        "added, subtracted, multiplied or divided by `//`, and the words of `cloudgrant.rules`",
    ),
})  # fmt: skip
REFUSALS: Mapping[str, Text] = MappingProxyType(_TEXTS)
"""Every reason for which a rule is refused when it joins a programme: a published, stable list."""

_IDENTITY = {
    opcode.opmap[name]
    for name in ("IS_OP", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE", "POP_JUMP_FORWARD_IF_NONE",
                 "POP_JUMP_FORWARD_IF_NOT_NONE", "POP_JUMP_BACKWARD_IF_NONE", "POP_JUMP_BACKWARD_IF_NOT_NONE")
    if name in opcode.opmap
}  # fmt: skip


_KINDS = frozenset(("isinstance", "type", "hasattr", "callable"))


def identity_refusals(rule_id: str, function: Callable[..., Any]) -> list[Problem]:
    """A problem for each ``is`` in a function, inside it or in what it calls: what symbols cannot see.

    And for each question in it what kind of thing something is; what it calls may ask that of a constant.
    """
    problems: list[Problem] = []
    for one in called_within(function):
        itself = one.__code__ is function.__code__
        pending = [one.__code__]
        while pending:
            code = pending.pop()
            pending += [inner for inner in code.co_consts if isinstance(inner, CodeType)]
            problems += _asked(rule_id, one, code, itself=itself)
    return list(dict.fromkeys(problems))


def _asked(rule_id: str, function: FunctionType, code: CodeType, *, itself: bool) -> Iterator[Problem]:
    before: Any = _NOTHING
    for step in dis.get_instructions(code):
        asked, name = "", step.argval
        if step.opcode in _IDENTITY:
            # Of what it calls, whether something was given at all is no question about a fact.
            given = step.opname != "IS_OP" or before is None
            asked = "" if given and not itself else "rule.identity"
        elif itself and step.opname == "LOAD_GLOBAL" and name in _KINDS and name not in function.__globals__:
            asked = "rule.kind"
        if asked:
            place = step.positions
            line, column = (0, 0) if place is None else (place.lineno or 0, place.col_offset or 0)
            params = {"name": name} if asked == "rule.kind" else {}
            yield _problem(rule_id, function, line, column, asked, params)
        before = name if step.opname == "LOAD_CONST" else _NOTHING


_NOTHING = object()


def purity_refusals(rule_id: str, function: Callable[..., Any]) -> list[Problem]:
    """The problems of a function, its lambdas and helpers that read what is neither argument nor constant."""
    return [
        _problem(rule_id, one.function, one.line, one.column, one.code, {"name": one.name})
        for one in reached(function)
    ]


def refusal(rule_id: str, function: Callable[..., Any], error: BaseException) -> Problem:
    """The problem that an exception met in tracing a rule amounts to, with its place."""
    code = function.__code__
    line, column = _place(code, error.__traceback__)
    if not isinstance(error, Refused):
        return _problem(rule_id, function, line, column, "rule.broken", {"error": repr(error)})
    name, params = error.code, error.params
    if name in ("rule.truth", "rule.equality"):
        name, params = _word(function, line, column, name)
    return _problem(rule_id, function, line, column, name, params)


def simple_refusal(rule_id: str, function: Callable[..., Any], code: str, **params: Any) -> Problem:
    """A problem of the rule as a whole: its signature, result or wording."""
    lines: CodeType | None = getattr(function, "__code__", None)
    return _problem(rule_id, function, lines.co_firstlineno if lines else 0, 0, code, params)


def placed(function: Callable[..., Any], line: int, column: int) -> str:
    """A place in the source of a function, as refusals name it."""
    named = getattr(function, "__qualname__", type(function).__qualname__)
    module = getattr(function, "__module__", type(function).__module__)
    return f"{module}.{named}, line {line}, column {column + 1}"


def _problem(
    rule_id: str, function: Callable[..., Any], line: int, column: int, code: str, params: Mapping[str, Any]
) -> Problem:
    where = placed(function, line, column)
    return Problem.at([rule_id], code, REFUSALS[code], where=where, **params)


def _place(code: CodeType, traceback: TracebackType | None) -> tuple[int, int]:
    """Line and column in the rule's own source at which the exception passed through it."""
    place = (code.co_firstlineno, 0)
    while traceback is not None:
        if traceback.tb_frame.f_code is code:
            line, _, column, _ = list(code.co_positions())[traceback.tb_lasti // 2]
            place = (line or traceback.tb_lineno, column or 0)
        traceback = traceback.tb_next
    return place


def _word(function: Callable[..., Any], line: int, column: int, code: str) -> tuple[str, dict[str, Any]]:
    """Which word of Python the rule should not have used, read off its source."""
    try:
        lines, first = inspect.getsourcelines(function)
        shift = len(lines[0]) - len(lines[0].lstrip())
        # A text that goes on at the left margin hinders dedent, but not a block of its own.
        source = "".join(lines) if not shift else "if True:\n" + "".join(lines)
        module = ast.parse(source)
    except (OSError, TypeError, SyntaxError):
        return code, {}  # no source, or a piece of it, as of a lambda inside a call
    first -= 1 if shift else 0
    found: tuple[int, str, dict[str, Any]] | None = None
    for node in ast.walk(module):
        if not isinstance(node, ast.expr | ast.stmt) or isinstance(getattr(node, "test", None), ast.Constant):
            continue
        start = (node.lineno + first - 1, node.col_offset)
        end = ((node.end_lineno or 0) + first - 1, node.end_col_offset or 0)
        named = _named(node)
        if (
            named
            and (code == "rule.truth" or named[0] == "rule.membership")
            and start <= (line, column) <= end
        ):
            size = (end[0] - start[0]) * 10_000 + end[1] - start[1]
            if found is None or size < found[0]:
                found = (size, *named)
    return (found[1], found[2]) if found else (code, {})


def _named(node: ast.AST) -> tuple[str, dict[str, Any]] | None:
    match node:
        case ast.BoolOp(op=ast.And()):
            return "rule.and", {}
        case ast.BoolOp():
            return "rule.or", {}
        case ast.UnaryOp(op=ast.Not()):
            return "rule.not", {}
        case ast.Compare(ops=[ast.In() | ast.NotIn()]):
            return "rule.membership", {}
        case ast.Compare(ops=[_]):
            return None
        case ast.Compare():
            return "rule.chain", {}
        case ast.If() | ast.IfExp() | ast.While() | ast.Assert():
            return "rule.if", {}
        case ast.Call(func=ast.Name(id="min" | "max" as name)):
            return "rule.min", {"name": name}
        case ast.Call(func=ast.Name(id="all" | "any" | "sum" | "bool" as name)):
            return "rule.all", {"name": name}
        case _:
            return None
