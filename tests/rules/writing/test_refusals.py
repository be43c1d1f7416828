"""Whatever a rule may not say is refused when it joins, with its name, its place and what to write."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import attrs
import pytest

from cloudgrant.rules import (
    REFUSALS,
    UNKNOWN,
    Fact,
    Record,
    RuleRefused,
    any_of,
    at_least,
    count,
    every,
    given,
    lesser,
    no,
    one_of,
    pick,
    rule,
    share_at_most,
    some,
    total,
)
from cloudgrant.values.problems import Problem
from toys.workshops import Limits, Workshop, programme

Function = Callable[..., Any]
CASES: list[tuple[str, str, Function]] = []


def wrong(code: str, advice: str) -> Callable[[Function], Function]:
    """Collect a rule written wrongly at its line ``# here``, with the code and words of its refusal."""

    def collect(function: Function) -> Function:
        CASES.append((code, advice, function))
        return function

    return collect


def problems_of(function: Function, subject: type[Any] = Workshop) -> tuple[Problem, ...]:
    with pytest.raises(RuleRefused) as refused:
        programme(rule("fund.wrong", zh="錯", en="Wrong")(function), subject=subject)
    return refused.value.problems


def marked_line(function: Function) -> int:
    lines, first = inspect.getsourcelines(function)
    return next((first + at for at, text in enumerate(lines) if "# here" in text), first)


@wrong("rule.and", "`(a) & (b)`")
def and_(shop: Any, policy: Any) -> Any:
    small = shop.staff <= policy.most_staff
    return small and shop.public  # here


@wrong("rule.or", "`(a) | (b)`")
def or_(shop: Any, policy: Any) -> Any:
    return (
        shop.staff <= policy.most_staff or shop.public  # here
    )


@wrong("rule.not", "`no(a)`")
def not_(shop: Any, policy: Any) -> Any:
    return shop.public & (
        not shop.fined  # here
    )


@wrong("rule.if", "`pick(condition, a, b)`")
def if_(shop: Any, policy: Any) -> Any:
    if shop.public:  # here
        return shop.staff <= policy.most_staff
    return shop.rent <= policy.most_rent


@wrong("rule.if", "`pick(condition, a, b)`")
def ternary(shop: Any, policy: Any) -> Any:
    most = policy.most_staff if shop.public else 3  # here
    return shop.staff <= most


@wrong("rule.if", "`pick(condition, a, b)`")
def while_(shop: Any, policy: Any) -> Any:
    while shop.public:  # here
        pass
    return shop.fined


@wrong("rule.chain", "`(a <= b) & (b <= c)`")
def chained(shop: Any, policy: Any) -> Any:
    return 1 <= shop.staff <= policy.most_staff  # here


@wrong("rule.chain", "`(a <= b) & (b <= c)`")
def chained_condition(shop: Any, policy: Any) -> Any:
    if 1 <= shop.staff <= policy.most_staff:  # here
        return shop.public
    return shop.fined


@wrong("rule.membership", "`one_of(x, …)`")
def in_a_tuple(shop: Any, policy: Any) -> Any:
    return shop.style in ("paper", "silk")  # here


@wrong("rule.membership", "`one_of(x, …)`")
def in_a_set(shop: Any, policy: Any) -> Any:
    return shop.style in {"paper", "silk"}  # here


@wrong("rule.membership", "`any_of(list, policy_list)`")
def in_a_policy_list(shop: Any, policy: Any) -> Any:
    return shop.style in policy.kinds  # here


@wrong("rule.membership", "`one_of(x, …)`")
def not_in(shop: Any, policy: Any) -> Any:
    return shop.style not in ("glass",)  # here


@wrong("rule.equality", "`one_of(x, value)`")
def equal(shop: Any, policy: Any) -> Any:
    return shop.style == "paper"  # here


@wrong("rule.equality", "`no(one_of(x, value))`")
def unequal(shop: Any, policy: Any) -> Any:
    return shop.style != "paper"  # here


@wrong("rule.equality", "`one_of(x, value)`")
def constant_first(shop: Any, policy: Any) -> Any:
    return "paper" == shop.style  # noqa: SIM300 # here


@wrong("rule.equality", "`one_of(x, value)`")
def record_equal(shop: Any, policy: Any) -> Any:
    return shop.address == shop.landlord  # here


@wrong("rule.equality", "`one_of(x, value)`")
def policy_equal(shop: Any, policy: Any) -> Any:
    return (policy == shop) | shop.public  # here


@wrong("rule.if", "`pick(condition, a, b)`")
def record_as_condition(shop: Any, policy: Any) -> Any:
    return shop.public if shop.address else shop.fined  # here


@wrong("rule.min", "`(a <= c) | (b <= c)`")
def minimum(shop: Any, policy: Any) -> Any:
    return min(shop.rent, shop.wages) <= policy.most_rent  # here


@wrong("rule.min", "`lesser(a, b)`")
def maximum(shop: Any, policy: Any) -> Any:
    return max(shop.rent, shop.wages) <= policy.most_rent  # here


@wrong("rule.all", "use `&` and `|`")
def all_(shop: Any, policy: Any) -> Any:
    return all([shop.public, shop.fined])  # here


@wrong("rule.all", "use `&` and `|`")
def any_(shop: Any, policy: Any) -> Any:
    return any((shop.public, shop.fined))  # here


@wrong("rule.all", "use `&` and `|`")
def any_of_generator(shop: Any, policy: Any) -> Any:
    return any(flag for flag in (shop.public, shop.fined))  # here


@wrong("rule.invert", "`no(a)`")
def inverted(shop: Any, policy: Any) -> Any:
    return ~shop.fined  # here


@wrong("rule.identity", "unknown fact is undetermined by itself")
def is_none(shop: Any, policy: Any) -> Any:
    answer = shop.fined
    if shop.landlord is None:  # here
        return answer
    return shop.public


@wrong("rule.identity", "`one_of(x, value)`")
def is_unknown(shop: Any, policy: Any) -> Any:
    known = shop.staff is not UNKNOWN  # here
    return known & shop.public


@wrong("rule.kind", "`isinstance` what a fact is")
def of_a_class(shop: Any, policy: Any) -> Any:
    return shop.fined & isinstance(shop.staff, int)  # here


@wrong("rule.kind", "`type` what a fact is")
def of_a_type(shop: Any, policy: Any) -> Any:
    return shop.fined & (type(shop.staff) == int)  # noqa: E721  # here


@wrong("rule.kind", "`hasattr` what a fact is")
def with_a_name(shop: Any, policy: Any) -> Any:
    return shop.fined & hasattr(shop.staff, "__add__")  # here


@wrong("rule.kind", "`callable` what a fact is")
def to_be_called(shop: Any, policy: Any) -> Any:
    return shop.fined & (lambda it: callable(it))(shop.staff)  # here


def number_or_none(it: Any) -> Any:
    return it if isinstance(it, int) else 0


@wrong("rule.kind", "`isinstance` what a fact is")
def of_a_class_elsewhere(shop: Any, policy: Any) -> Any:
    return number_or_none(shop.staff) <= 3  # here


@wrong("rule.unknown_inside", "does not contain UNKNOWN")
def enough_of_unknowns(shop: Any, policy: Any) -> Any:
    return at_least(1, shop.fined, UNKNOWN)  # here


@wrong("rule.list", "declare the rule on the member")
def hushed(shop: Any, policy: Any) -> Any:
    try:
        return len(shop.makers) <= 3  # here
    except Exception:
        return shop.fined


@wrong("rule.type", "`(a <= b) & c`")
def brackets(shop: Any, policy: Any) -> Any:
    return shop.staff <= 3 & shop.public  # here


@wrong("rule.type", "`(a <= b) & c`")
def brackets_or(shop: Any, policy: Any) -> Any:
    return shop.staff <= policy.most_staff | shop.public  # here


@wrong("rule.type", "int and bool")
def number_with_truth(shop: Any, policy: Any) -> Any:
    return shop.staff <= shop.public  # here


@wrong("rule.types", "a whole number against a date")
def number_with_date(shop: Any, policy: Any) -> Any:
    return shop.staff <= policy.closes  # here


@wrong("rule.order", "text has no order")
def text_ordered(shop: Any, policy: Any) -> Any:
    return shop.style <= "paper"  # here


@wrong("rule.types", "a whole number against text")
def number_among_texts(shop: Any, policy: Any) -> Any:
    return one_of(shop.staff, "nine")  # here


@wrong("rule.types", "a share against a whole number")
def whole_for_share(shop: Any, policy: Any) -> Any:
    return share_at_most(shop.rent, shop.wages, policy.most_rent)  # here


@wrong("rule.no_such_fact", "— staff?")
def misspelt_fact(shop: Any, policy: Any) -> Any:
    return shop.staf <= policy.most_staff  # here


@wrong("rule.no_such_fact", "— area?")
def misspelt_inner_fact(shop: Any, policy: Any) -> Any:
    return shop.address.areas <= 3  # here


@wrong("rule.no_such_policy_value", "— most_staff?")
def misspelt_policy_value(shop: Any, policy: Any) -> Any:
    return shop.staff <= policy.most_staf  # here


@wrong("rule.no_such_option", "paper, silk, glass")
def no_such_option(shop: Any, policy: Any) -> Any:
    return one_of(shop.style, "papre")  # here


@wrong("rule.lesser", "`(a <= c) | (b <= c)`")
def lesser_compared(shop: Any, policy: Any) -> Any:
    return lesser(shop.rent, shop.wages) <= policy.most_rent  # here


@wrong("rule.lesser", "`(a <= c) | (b <= c)`")
def compared_with_lesser(shop: Any, policy: Any) -> Any:
    return shop.savings >= lesser(shop.rent, shop.wages)  # here


@wrong("rule.division", "`share_at_most`")
def true_division(shop: Any, policy: Any) -> Any:
    return shop.rent / 2 <= policy.most_rent  # here


@wrong("rule.division", "a positive constant")
def division_by_a_policy_value(shop: Any, policy: Any) -> Any:
    return shop.rent // policy.most_rent <= 3  # here


@wrong("rule.division", "a positive constant")
def division_by_zero(shop: Any, policy: Any) -> Any:
    return shop.rent // 0 <= 3  # here


@wrong("rule.division", "a positive constant")
def division_of_a_constant(shop: Any, policy: Any) -> Any:
    return 100 // shop.staff <= 3  # here


@wrong("rule.division", "a positive constant")
def remainder(shop: Any, policy: Any) -> Any:
    return shop.rent % 2 <= 0  # here


@wrong("rule.period", "a derived date")
def days_between(shop: Any, policy: Any, on: Any) -> Any:
    return on - shop.founded >= timedelta(days=365)  # here


@wrong("rule.period", "a derived date")
def days_after(shop: Any, policy: Any, on: Any) -> Any:
    return shop.founded + timedelta(days=365) <= on  # here


@wrong("rule.period", "a derived date")
def days_before(shop: Any, policy: Any, on: Any) -> Any:
    return timedelta(days=365) + shop.founded <= on  # here


@wrong("rule.list", "declare the rule on the member")
def walked(shop: Any, policy: Any) -> Any:
    licensed = True
    for maker in shop.makers:  # here
        licensed = licensed & maker.licensed
    return licensed


@wrong("rule.list", "say `total`, `count`")
def counted(shop: Any, policy: Any) -> Any:
    return len(shop.makers) <= 3  # here


@wrong("rule.list", "declare the rule on the member")
def walked_by_a_generator(shop: Any, policy: Any) -> Any:
    return every(maker.licensed for maker in shop.makers)  # here


@wrong("rule.types", "`no()`")
def every_text(shop: Any, policy: Any) -> Any:
    return every(shop.crafts)  # here


@wrong("rule.types", "`some()`")
def some_number(shop: Any, policy: Any) -> Any:
    return some(shop.makers, lambda maker: maker.number)  # here


@wrong("rule.types", "`total()`")
def total_of_texts(shop: Any, policy: Any) -> Any:
    return total(shop.crafts) <= 3  # here


@wrong("rule.not_a_list", "`count`")
def count_of_no_list(shop: Any, policy: Any) -> Any:
    return count(shop.rent) <= 3  # here


@wrong("rule.optional", "use a derived fact")
def through_an_optional_record(shop: Any, policy: Any) -> Any:
    return shop.landlord.area <= 3  # here


@wrong("rule.options", "a list of the policy")
def options_of_the_subject(shop: Any, policy: Any) -> Any:
    return one_of(shop.style, shop.crafts)  # here


@wrong("rule.options", "a list of the policy")
def any_of_constants(shop: Any, policy: Any) -> Any:
    return any_of(shop.crafts, ("folding",))  # here


@wrong("rule.options", "a list of the policy")
def constants_any_of(shop: Any, policy: Any) -> Any:
    return any_of(("folding",), policy.crafts)  # here


@wrong("rule.unknown_inside", "for discretion")
def unknown_inside(shop: Any, policy: Any) -> Any:
    return shop.public | UNKNOWN  # here


@wrong("rule.unknown_inside", "for discretion")
def unknown_first(shop: Any, policy: Any) -> Any:
    return UNKNOWN | shop.public  # here


@wrong("rule.unknown_inside", "for discretion")
def unknown_threshold(shop: Any, policy: Any) -> Any:
    return shop.staff <= UNKNOWN  # here


@wrong("rule.unknown_inside", "for discretion")
def unknown_option(shop: Any, policy: Any) -> Any:
    return one_of(shop.style, UNKNOWN)  # here


@wrong("rule.range", "smaller `most`")
def two_facts_multiplied(shop: Any, policy: Any) -> Any:
    return shop.rent * shop.wages <= policy.most_rent  # here


@wrong("rule.float", "share_at_most")
def a_fraction(shop: Any, policy: Any) -> Any:
    return shop.rent <= 2.5  # here


@wrong("rule.text", "into text")
def a_fact_as_text(shop: Any, policy: Any) -> Any:
    return one_of(f"{shop.rent}", "3")  # here


@wrong("rule.unknown_inside", "for discretion")
def unknown_part(shop: Any, policy: Any) -> Any:
    return shop.rent + UNKNOWN <= policy.most_rent  # here


@wrong("rule.unknown_inside", "for discretion")
def unknown_condition(shop: Any, policy: Any) -> Any:
    return pick(UNKNOWN, shop.public, shop.fined)  # here


@wrong("rule.unknown_inside", "for discretion")
def only_unknown(shop: Any, policy: Any) -> Any:
    return UNKNOWN


@wrong("rule.result", "must return a truth")
def no_result(shop: Any, policy: Any) -> Any:
    no(shop.fined)


@wrong("rule.result", "must return a truth")
def text_result(shop: Any, policy: Any) -> Any:
    return "yes"


@wrong("rule.result", "must return a truth")
def number_result(shop: Any, policy: Any) -> Any:
    return shop.staff


@wrong("rule.signature", "(subject, policy, on)")
def only_subject(shop: Any) -> Any:
    return shop.public


@wrong("rule.signature", "(subject, policy)")
def four_arguments(shop: Any, policy: Any, on: Any, more: Any) -> Any:
    return shop.public


@wrong("rule.signature", "(subject, policy)")
def any_number_of_arguments(shop: Any, policy: Any, *more: Any) -> Any:
    return shop.public


@wrong("rule.signature", "(subject, policy)")
def named_arguments(shop: Any, policy: Any, *, on: Any) -> Any:
    return shop.public


@wrong("rule.broken", "ZeroDivisionError")
def broken(shop: Any, policy: Any) -> Any:
    return shop.staff <= 1 // 0  # here


@pytest.mark.parametrize(
    ("code", "advice", "function"), CASES, ids=lambda part: getattr(part, "__name__", "")
)
def test_refused_with_name_place_and_what_to_write(code: str, advice: str, function: Function) -> None:
    [problem] = problems_of(function)
    chinese = REFUSALS[code]["zh"].partition("{where}")[2]
    assert any("一" <= one <= "鿿" for one in chinese), "a reader of Chinese is told nothing but the error"
    assert problem.code == code
    assert problem.path == ("fund.wrong",)
    message = problem.message("en")
    assert f".{function.__qualname__}, line {marked_line(function)}, " in message
    assert advice in message
    assert message in str(problem)
    assert str(problem).startswith("fund.wrong: ")


def test_a_helper_may_ask_of_a_constant_what_it_is() -> None:
    def few(shop: Any, policy: Any) -> Any:
        return shop.staff <= number_or_none(3)

    programme(rule("fund.x", en="…")(few))


def test_every_refusal_is_met_by_a_case() -> None:
    elsewhere = {"rule.truth", "rule.wording", "rule.unmet", "rule.cycle", "rule.amount"}
    elsewhere |= {"rule.table", "rule.clock", "rule.changeable", "rule.writes", "rule.import"}
    assert {code for code, _, _ in CASES} | elsewhere == set(REFUSALS)


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_speaks_both_languages(code: str) -> None:
    text = REFUSALS[code]
    assert set(text) == {"zh", "en"}
    for wording in text.values():
        assert wording.startswith("{where}")


def test_the_column_points_at_the_wrong_words() -> None:
    [problem] = problems_of(inverted)
    line = inspect.getsource(inverted).splitlines()[2]
    assert f"column {line.index('~') + 1}:" in problem.message("en")


def test_without_its_source_a_rule_is_refused_all_the_same() -> None:
    names: dict[str, Any] = {"__name__": "made"}
    exec("def made(shop, policy):\n    return shop.public and shop.fined", names)
    [problem] = problems_of(names["made"])
    assert problem.code in ("rule.truth", "rule.and")
    assert "made.made, line 2," in problem.message("en")


def test_in_words_that_are_no_rule_syntax_the_general_advice_is_given() -> None:
    def by_a_function_of_python(shop: Any, policy: Any) -> Any:
        return [shop.public, shop.fined][shop.fined.__bool__()]

    [problem] = problems_of(by_a_function_of_python)
    assert problem.code == "rule.truth"
    assert "use `&`, `|`, `no()` and `pick()`" in problem.message("en")


LAMBDAS: list[Function] = [
    lambda shop, policy: shop.public and shop.fined,
    cast("Function",
        lambda shop, policy: shop.public and shop.fined),
    (lambda shop, policy: (
        shop.public and shop.fined
    )),
]  # fmt: skip


@pytest.mark.parametrize("function", LAMBDAS)
def test_a_lambda_is_refused_like_a_function_wherever_it_stands(function: Function) -> None:
    with pytest.raises(RuleRefused) as refused:
        programme(rule("fund.wrong", applies=function, en="Wrong")(lambda shop, policy: no(shop.fined)))
    [problem] = refused.value.problems
    assert problem.code in ("rule.and", "rule.truth")
    assert "<lambda>, line " in problem.message("en")


def test_a_rule_whose_text_is_dedented_is_refused_like_any_other() -> None:
    def with_a_long_text(shop: Any, policy: Any) -> Any:
        """A text that goes on
at the very left."""  # fmt: skip
        return shop.public and shop.fined  # here

    [problem] = problems_of(with_a_long_text)
    assert problem.code == "rule.and"
    assert f"line {marked_line(with_a_long_text)}," in problem.message("en")


def test_identity_inside_a_lambda_or_comprehension_is_seen() -> None:
    def hidden(shop: Any, policy: Any) -> Any:
        missing = [part is None for part in (shop.landlord,)]  # here
        return no(shop.fined) | missing[0]

    [problem] = problems_of(hidden)
    assert problem.code == "rule.identity"
    assert f"line {marked_line(hidden)}," in problem.message("en")


@attrs.frozen(kw_only=True)
class Inner(Record):
    type: Fact[str] = given(en="Type")
    node: Fact[bool] = given(en="Node")


@attrs.frozen(kw_only=True)
class Outer(Record):
    inner: Fact[Inner] = given(en="Inner")


@pytest.mark.parametrize("name", ["type", "node"])
def test_an_optional_record_is_closed_whatever_its_facts_are_called(name: str) -> None:
    def reading(outer: Any, policy: Any) -> Any:
        return one_of(getattr(outer.inner, name), True) | True

    [problem] = problems_of(reading, Outer)
    assert problem.code == "rule.optional"
    assert name in problem.message("en")


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(lambda shop, policy: any_of(shop.style, policy.kinds), id="a text is no list"),
        pytest.param(lambda shop, policy: any_of(shop.crafts, policy.most_staff), id="a number is no list"),
        pytest.param(lambda shop, policy: one_of(shop.staff, policy.kinds), id="a number among texts"),
        pytest.param(lambda shop, policy: one_of(shop.crafts, policy.crafts), id="a list among texts"),
        pytest.param(lambda shop, policy: any_of(shop.makers, policy.crafts), id="records among texts"),
    ],
)
def test_lists_of_another_type_are_refused(function: Function) -> None:
    [problem] = problems_of(function)
    assert problem.code in ("rule.types", "rule.options")


def test_a_wording_names_only_values_of_the_policy() -> None:
    @rule(
        "fund.wrong", zh="員工 {policy.most_staf} 以下", en="At most {policy.most_staff} on {on} or {staff}"
    )
    def worded(shop: Workshop, policy: Limits) -> Any:
        return shop.staff <= policy.most_staff

    with pytest.raises(RuleRefused) as refused:
        programme(worded)
    assert [(problem.code, problem.params["name"]) for problem in refused.value.problems] == [
        ("rule.wording", "policy.most_staf"),
        ("rule.wording", "staff"),
    ]
    assert "policy.most_staf" in refused.value.problems[0].message("en")


def test_every_bad_rule_of_a_programme_is_reported_at_once() -> None:
    bad = [rule(f"fund.wrong/{at}", en="Wrong")(function) for at, (_, _, function) in enumerate(CASES)]
    good = rule("fund.wrong/good", en="Right")(lambda shop, policy: no(shop.fined))
    with pytest.raises(RuleRefused) as refused:
        programme(good, *bad)
    codes = {problem.path[0]: problem.code for problem in refused.value.problems}
    assert codes == {f"fund.wrong/{at}": code for at, (code, _, _) in enumerate(CASES)}


def test_rule_applies_and_wording_are_reported_together() -> None:
    twice = rule("fund.wrong", applies=or_, en="{policy.nothing}")(and_)
    with pytest.raises(RuleRefused) as refused:
        programme(twice)
    assert [problem.code for problem in refused.value.problems] == ["rule.and", "rule.or", "rule.wording"]
