from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

import cloudgrant as cg
from cloudgrant.rules.law.policies import changed_policy
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import CODES, InvalidInput, Problem
from cloudgrant.values.text import Text

NEGATIVE = Problem.at(["members", Item(0, "ubn=12345675"), "paid_in_capital"], "negative", given=-5)
OWN = Problem.at(["area"], "mine.area", Text(zh="面積 {given} 太小", en="area {given} is too small"), given=3)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_both_languages_and_names_the_same_things(code: str) -> None:
    text = CODES[code]
    assert set(text) == {"zh", "en"}
    assert Text(zh=text["zh"]).names() == Text(en=text["en"]).names()
    filled = Problem.at([], code, **dict.fromkeys(text.names(), "…"))
    for locale in ("zh_Hant_TW", "en"):
        assert filled.message(locale)
        assert "{" not in filled.message(locale)


def test_a_problem_says_where_what_and_what_was_given() -> None:
    assert NEGATIVE.path.pointer == "/members/0/paid_in_capital"
    assert NEGATIVE.params == {"given": -5}
    assert NEGATIVE.message() == "must not be negative (-5)"
    assert str(NEGATIVE) == (
        "members[ubn=12345675].paid_in_capital: must not be negative (-5) · 不得為負數（-5） [negative]"
    )
    assert str(Problem.at([], "required")).startswith("(the whole): must be given")


def test_a_text_among_the_parameters_speaks_the_language_of_the_message() -> None:
    problem = Problem.at([], "type", expected=Text(zh="整數", en="a whole number"), given="float")
    assert problem.message("zh") == "應為整數，卻是float"
    assert problem.message("en") == "must be a whole number, not float"


def test_a_code_of_ones_own_brings_its_text() -> None:
    assert OWN.message("zh") == "面積 3 太小"
    with pytest.raises(KeyError):
        Problem.at([], "mine.area").message()


def test_seen_from_further_out() -> None:
    inner = Problem.at(["ubn"], "required")
    assert inner.below("members", 1).path == Path(["members", 1, "ubn"])
    assert inner.path == Path(["ubn"])


def test_parameters_are_a_fresh_dictionary() -> None:
    NEGATIVE.params["given"] = 0
    assert NEGATIVE.params == {"given": -5}


def test_equal_and_hashable() -> None:
    assert Problem.at(["a"], "negative", given=-5) == Problem.at(["a"], "negative", given=-5)
    assert len({NEGATIVE, copy.copy(NEGATIVE), OWN}) == 2


def test_invalid_input_lists_every_problem() -> None:
    error = InvalidInput(iter([NEGATIVE, OWN]))
    assert isinstance(error, ValueError)
    assert error.problems == (NEGATIVE, OWN)
    head, *rest = str(error).splitlines()
    assert head == "2 problems in the data · 資料有 2 個問題"
    assert [line.strip() for line in rest] == [str(NEGATIVE), str(OWN)]
    assert str(InvalidInput([OWN])).startswith("1 problem in the data · 資料有 1 個問題\n")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_problems_and_invalid_input_pickle(protocol: int) -> None:
    error = pickle.loads(pickle.dumps(InvalidInput([NEGATIVE, OWN]), protocol))
    assert type(error) is InvalidInput
    assert error.problems == (NEGATIVE, OWN)
    assert error.problems[0].path.key == NEGATIVE.path.key
    assert str(error) == str(InvalidInput([NEGATIVE, OWN]))
    assert copy.deepcopy(error).problems == error.problems


def test_a_number_that_cannot_be_written_does_not_spoil_the_message() -> None:
    problem = Problem.at(["price"], "negative", given=-(10**5000))
    assert problem.message("en") == "must not be negative (a very large number)"
    assert problem.message("zh") == "不得為負數（數字過大）"
    assert str(InvalidInput([problem]))


def test_how_many_are_left_out_survives_whoever_tells_them_with_others() -> None:
    policy = cg.research.policy_on(date(2022, 5, 2))
    strangers = {f"stranger_{place}": 1 for place in range(150)}
    with pytest.raises(cg.InvalidInput) as caught:
        policy.complete(case_cap=1, **strangers)
    assert (len(caught.value.problems), caught.value.more) == (100, 51)
    with pytest.raises(cg.InvalidInput) as caught:
        changed_policy(policy, strangers)
    assert caught.value.more == 50
