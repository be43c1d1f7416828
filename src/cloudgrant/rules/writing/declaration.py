"""The rule: a clause written once, as a plain function, and read many ways."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, ParamSpec, Self, TypeVar

from cloudgrant.rules.records.arguments import (
    LINE,
    MAPPING,
    NAME,
    WRITTEN,
    Kind,
    argument_problems,
    or_none,
    words_problems,
)
from cloudgrant.rules.records.declaration_refused import declaration
from cloudgrant.rules.records.declaring import (
    arguments_of,
    foreign_keywords,
    locale_problem,
    option_problems,
)
from cloudgrant.rules.records.fact_info import FactType
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.reading import Reading
from cloudgrant.rules.writing.refusals import RuleRefused, placed
from cloudgrant.rules.writing.symbols import symbol
from cloudgrant.values.problems import Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text, is_ours
from cloudgrant.values.unknown import Truth

__all__ = ["Calculation", "Force", "Rule", "Stage", "calculation", "of_three", "rule"]

P = ParamSpec("P")
R = TypeVar("R")

Force = Literal["required", "advisory"]
"""Whether a rule decides the outcome, or only advises."""

Stage = Literal["application", "purchase", "acceptance", "closing", "claim", "tracking"]
"""When a rule is judged."""

_NOTHING_SAID = Text()


class _Clausal(Generic[P, R]):
    """A function that realises a clause: called as it is, and traced into a tree by a programme."""

    result_type: FactType
    id: str
    function: Callable[P, R]
    __name__: str
    __wrapped__: Callable[P, R]

    def __init__(self, id_: str, function: Callable[P, R]) -> None:
        self.id = id_
        self.function = function
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__
        self.__qualname__ = function.__qualname__
        self.__module__ = function.__module__
        self.__wrapped__ = function

    @property
    def clause(self) -> str:
        """The id of the clause; the part after a slash tells rules of one clause apart."""
        return self.id.partition("/")[0]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        first = args[0] if args else None
        if symbol(first) is None and isinstance(first, Reading):
            answer: R = first.read(self, *args[1:], **kwargs)
            return answer
        return self.function(*args, **kwargs)

    def __reduce__(self) -> str:
        return self.__qualname__

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self

    def __repr__(self) -> str:
        return f"<{type(self).__name__.lower()} {self.id}>"


class Rule(_Clausal[P, Truth]):
    """A rule, as :func:`rule` makes it: id, wording, force, stage, and the function itself.

    ``text`` says what is asked for, ``unmet`` what is so where it is not met; empty where ``text`` will do.
    """

    result_type: FactType = "bool"

    def __init__(
        self,
        id_: str,
        function: Callable[P, Truth],
        *,
        text: Text,
        unmet: Text = _NOTHING_SAID,
        applies: Callable[..., Truth] | None = None,
        force: Force = "required",
        stage: Stage = "application",
    ) -> None:
        super().__init__(id_, function)
        self.text = text
        self.unmet = unmet
        self.applies = applies
        self.force: Force = force
        self.stage: Stage = stage


def rule(
    id: str,
    *,
    unmet: Mapping[str, str] = _NOTHING_SAID,
    applies: Callable[..., Truth] | None = None,
    force: Force = "required",
    stage: Stage = "application",
    **wording: str,
) -> Callable[[Callable[P, Truth]], Rule[P]]:
    """Declare a rule: a plain function of ``(subject, policy)`` or ``(subject, policy, on)``.

    ``id`` is the clause's id, with ``/part`` where a clause needs several rules. ``applies`` is a
    second function of the same kind: where it is false, the rule is not applicable. Keywords that
    are locales (``zh``, ``en``, your own ``ja``) are its wording, in which ``{policy.name}`` stands
    for a policy value. A rule that forbids reads badly where it is broken (not met: no branch);
    ``unmet`` says then, in the same languages, what is so instead (not met: is a branch). Raises
    :class:`~cloudgrant.rules.writing.refusals.RuleRefused` for a force or stage that there is not, for a
    keyword that is neither a locale nor an argument, for an argument of another kind, and where there are no
    words, blank ones, or braces that hold more than a name.

    >>> import attrs
    >>> from cloudgrant.rules import Fact, Record, Truth, given, rule
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     staff: Fact[int] = given(zh="員工數", en="Staff", unit="persons")
    >>> @attrs.frozen(kw_only=True)
    ... class Limits(Record):
    ...     most_staff: int = given(default=9, zh="員工數上限", en="Most staff", unit="persons")
    >>> @rule("shop.small", zh="員工 {policy.most_staff} 以下", en="At most {policy.most_staff}")
    ... def small(shop: Shop, policy: Limits) -> Truth:
    ...     return shop.staff <= policy.most_staff
    >>> small(Shop(staff=9), Limits()), small(Shop(staff=10), Limits()), small(Shop(), Limits())
    (True, False, UNKNOWN)
    """

    _refuse_bare(id, "rule")

    def declare(function: Callable[P, Truth]) -> Rule[P]:
        given = {"id": (NAME, id), "unmet": (MAPPING, unmet), "applies": (or_none(WRITTEN), applies)}
        problems = [
            *_argument_problems(id, where := _place(function), function, given),
            *option_problems([id], where, "force", force, Force),
            *option_problems([id], where, "stage", stage, Stage),
            *_wording_problems(id, where, wording, rule),
            *(_wording_problems(id, where, unmet, rule, "unmet") if MAPPING.holds(unmet) else ()),
        ]
        _refuse_if(problems, wording, id, where)
        text = _worded(function, f"rule.{id}", wording)
        broken = _worded(function, f"rule.{id}.unmet", unmet)
        return Rule(id, function, text=text, unmet=broken, applies=applies, force=force, stage=stage)

    return declare


class Calculation(_Clausal[P, R]):
    """An amount that a clause defines, as :func:`calculation` makes it."""

    result_type: FactType = "int"

    def __init__(self, id_: str, function: Callable[P, R], *, text: Text, unit: str) -> None:
        super().__init__(id_, function)
        self.text = text
        self.unit = unit


def calculation(
    id: str, *, unit: str = "TWD", **wording: str
) -> Callable[[Callable[P, R]], Calculation[P, R]]:
    """Declare the calculation that realises a clause; a programme's award is one.

    Raises :class:`~cloudgrant.rules.writing.refusals.RuleRefused` as :func:`rule` does.

    >>> from cloudgrant.rules import calculation
    >>> @calculation("shop.half", unit="TWD", zh="半價", en="Half the price")
    ... def half(price: int) -> int:
    ...     return price // 2
    >>> half(7), half.clause
    (3, 'shop.half')
    """

    _refuse_bare(id, "calculation")

    def declare(function: Callable[P, R]) -> Calculation[P, R]:
        given = {"id": (NAME, id), "unit": (LINE, unit)}
        problems = [
            *_argument_problems(id, where := _place(function), function, given),
            *_wording_problems(id, where, wording, calculation),
        ]
        _refuse_if(problems, wording, id, where)
        return Calculation(id, function, text=_worded(function, f"calculation.{id}", wording), unit=unit)

    return declare


def _worded(function: Callable[..., Any], id: str, wording: Mapping[str, str]) -> Text:
    """The wording of a rule; only the library's own, and no other by the same id, can be said by its id."""
    text = Text(wording)
    return text.known_as(id) if is_ours(function.__module__) else text


def _place(function: Callable[..., Any]) -> str:
    lines = getattr(getattr(function, "function", function), "__code__", None)
    return placed(function, lines.co_firstlineno if lines else 0, 0)


def _argument_problems(
    id: str, where: str, function: object, given: Mapping[str, tuple[Kind, object]]
) -> list[Problem]:
    return [*argument_problems([id], where, {"function": (WRITTEN, function), **given})]


def _wording_problems(
    id: str, where: str, wording: Mapping[str, str], declare: Callable[..., Any], name: str = "wording"
) -> list[Problem]:
    return [
        *(locale_problem([id], where, key, arguments_of(declare)) for key in foreign_keywords(wording)),
        *words_problems([id], where, name, wording, filled=True),
    ]


def _refuse_if(problems: list[Problem], wording: Mapping[str, str], id: str, where: str) -> None:
    if not wording:
        problems = [*problems, declaration([id], "declaration.words", where)]
    if problems:
        raise RuleRefused(problems)


def _refuse_bare(id: object, name: str) -> None:
    """Refuse ``@rule`` without its brackets: what it would decorate has come in place of the id."""
    if not isinstance(id, str):
        where = _place(id) if callable(id) else shown(id)
        raise RuleRefused([declaration([name], "declaration.bare", where, name=name)])


def arity(function: Callable[..., Any]) -> int | None:
    """How many arguments a rule's function takes: 2 or 3, else ``None``."""
    parameters = inspect.signature(getattr(function, "function", function)).parameters.values()
    plain = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return len(plain) if len(plain) == len(parameters) and len(plain) in (2, 3) else None


class TracedRule:
    """A rule that has joined a programme: its trees, and where its subjects stand.

    ``over`` is the list fact of the programme's subject whose items the rule judges; empty for a
    rule about the subject itself.
    """

    __slots__ = ("applies", "holds", "over", "readers", "rule")
    applies: tree.Node | None
    holds: tree.Node
    over: str
    readers: Any
    """How the trees are read, by whoever first does."""
    rule: Rule[...]

    def __init__(self, rule_: Rule[...], holds: tree.Node, applies: tree.Node | None, over: str = "") -> None:
        self.rule = rule_
        self.holds = holds
        self.applies = applies
        self.over = over
        self.readers = None


def of_three(function: Callable[..., Any]) -> Callable[[Any, Any, Any], Any]:
    """The function as one of subject, policy and date, whether or not it reads the date."""
    function = getattr(function, "function", function)
    return function if arity(function) == 3 else lambda subject, policy, on: function(subject, policy)
