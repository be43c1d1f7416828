"""Every closure of a factory is looked at, and of the standard library only what is pure may be called."""

from __future__ import annotations

import calendar
import functools
import itertools
import math
import operator
import pathlib
import re
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cloudgrant.rules import RuleRefused, pick, rule
from toys.workshops import FILED, Workshop, programme

Function = Callable[..., Any]

DIGITS = re.compile("[0-9]+")
read = Path("most").read_text
LOOSE = {"most": 3}


def factory(limit: Any) -> Function:
    def most() -> int:
        value: Any = limit() if callable(limit) else limit
        return int(value)

    return most


settled, clocked = factory(3), factory(date.today)
loose = factory(LOOSE)


@pytest.mark.parametrize(
    ("code", "function"),
    [
        ("rule.clock", lambda shop, policy: (shop.staff <= settled()) & (shop.staff <= clocked())),
        ("rule.clock", lambda shop, policy: (shop.staff <= clocked()) & (shop.staff <= settled())),
        ("rule.changeable", lambda shop, policy: (shop.staff <= settled()) & (shop.staff <= loose())),
    ],
)
def test_the_second_closure_of_a_factory_is_looked_at_too(code: str, function: Function) -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…")(function))
    assert {(one.code, one.params["name"]) for one in caught.value.problems} == {(code, "limit")}


WRONG: list[tuple[str, Function]] = [
    ("Path", lambda shop, policy: shop.staff <= int(Path("most").read_text())),
    ("pathlib.Path", lambda shop, policy: shop.staff <= len(pathlib.Path("most").read_text())),
    ("tempfile.gettempdir", lambda shop, policy: shop.staff <= len(tempfile.gettempdir())),
    ("subprocess.run", lambda shop, policy: shop.staff <= subprocess.run("true", check=False).returncode),
    ("read", lambda shop, policy: shop.staff <= len(read())),
    ("hash", lambda shop, policy: shop.staff <= hash("a")),
    ("hash", lambda shop, policy: pick(shop.public, hash("a") > 0, shop.fined)),
]


@pytest.mark.parametrize(("name", "function"), WRONG)
def test_what_reaches_beyond_its_arguments_is_refused(name: str, function: Function) -> None:
    with pytest.raises(RuleRefused) as caught:
        programme(rule("fund.x", en="…")(function))
    assert ("rule.clock", name) in [(one.code, one.params["name"]) for one in caught.value.problems]


@pytest.mark.parametrize(
    "function",
    [
        lambda shop, policy: shop.staff <= math.ceil(2.5),
        lambda shop, policy: shop.founded <= date(2022, 2, calendar.monthrange(2022, 2)[1]),
        lambda shop, policy: shop.staff <= operator.add(1, 2),
        lambda shop, policy: shop.staff <= functools.reduce(operator.mul, (1, 2, 3)),
        lambda shop, policy: shop.staff <= sum(itertools.chain((1,), (2,))),
        lambda shop, policy: shop.staff <= len(DIGITS.findall("1 2 3")),
        lambda shop, policy: shop.founded <= date.fromisoformat("2022-05-02"),
        lambda shop, policy: shop.staff <= len(dict.fromkeys((1, 2))),
    ],
)
def test_what_is_pure_in_the_standard_library_may_be_called(function: Function) -> None:
    assert programme(rule("fund.x", en="…")(function)).assess(Workshop(), on=FILED).on == FILED
