from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import cloudgrant as cg

FIRM = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
DECISION = cg.points.assess(FIRM, on=date(2022, 5, 2))
points: Any = cg.points


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: cg.dump(DECISION, texts="en"), ("texts", "several.bare")),
        (lambda: cg.dump(DECISION, texts="en", detail="open"), ("texts", "several.bare")),
        (lambda: cg.dump(FIRM, texts=""), ("texts", "several.bare")),
        (lambda: cg.dump_json(DECISION, texts="en"), ("texts", "several.bare")),
        (lambda: cg.dump_json(DECISION, texts=""), ("texts", "several.bare")),
        (lambda: cg.dump(DECISION, texts=["en", "!!"]), ("texts[1]", "several.locale")),
        (lambda: cg.warm_up(points, locales="en"), ("locales", "several.bare")),
        (lambda: cg.warm_up(points, locales=["root"]), ("locales[0]", "several.locale")),
        (lambda: cg.warm_up(points, stages="application"), ("stages", "several.bare")),  # type: ignore[arg-type]
        (lambda: cg.form(points, known_by="reviewer"), ("known_by", "several.bare")),  # type: ignore[arg-type]
    ],
)
def test_a_bare_text_is_told_once(call: Callable[[], object], told: tuple[str, str]) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        call()
    [problem] = refused.value.problems
    assert (problem.path.key, problem.code) == told
    assert problem.message("zh") != problem.message("en")


def test_several_of_any_kind() -> None:
    assert [*cg.dump(DECISION, texts=(one for one in ("zh", "en")))["texts"]] == ["zh", "en"]
    assert [*cg.dump(DECISION, texts=[cg.Language("ja", {})])["texts"]] == ["ja"]
