"""Every argument of every declaration is looked at; what is of another kind is refused in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Edition,
    Fact,
    Notice,
    Programme,
    Realised,
    Record,
    calculation,
    fact,
    for_each,
    given,
    rule,
)
from cloudgrant.values.problems import InvalidInput
from cloudgrant.values.text import Text
from toys.workshops import clause

ON = date(2022, 5, 2)


@attrs.frozen(kw_only=True)
class Workshop(Record):
    staff: Fact[int] = given(zh="員工數", en="Staff", unit="persons")


@attrs.frozen(kw_only=True)
class Limits(Record):
    most_staff: Fact[int] = given(zh="員工數上限", en="Most staff", unit="persons")


LIMITS = Limits(most_staff=9)

ANYTHING: Mapping[str, Any] = {
    "nothing": None, "number": 5, "negative": -1, "float": 1.5, "truth": True, "text": "x", "blank": "",
    "list": ["x"], "nobody": [], "tuple": (1,), "nested": [["x"]], "mapping": {"a": 1}, "bytes": b"x",
    "object": object(), "set": {1}, "class": int, "function": lambda *_: 1, "unknown": UNKNOWN,
    "day": date(2022, 1, 1), "moment": datetime(2022, 1, 1, tzinfo=UTC), "words": Text(zh="甲", en="A"),
}  # fmt: skip
"""What somebody may write in place of what is meant."""

WORDS = {"zh": "甲", "en": "A"}
CLAUSE = clause("fund.x")
EDITION = Edition("one", since=date(2022, 1, 1), until=date(2022, 12, 31), policy=LIMITS, clauses=[CLAUSE])
NOTICE = Notice(title="甲", on=date(2022, 1, 1))


def small(shop: Any, policy: Any) -> Any:
    return shop.staff <= policy.most_staff


def amount(shop: Any, policy: Any) -> Any:
    return shop.staff


SMALL = rule("fund.x", zh="甲", en="A")(small)


def programme_with(**parts: Any) -> Programme[Any, Any]:
    every: dict[str, Any] = {
        "name": "fund", "title": Text(zh="甲", en="A"), "subject": Workshop, "rules": [SMALL],
    }  # fmt: skip
    if parts.get("edition") is None:
        every |= {"policies": {date(2022, 1, 1): LIMITS}, "clauses": [CLAUSE]}
    every |= parts
    return Programme(every.pop("name"), **every)


def used(programme: Programme[Any, Any]) -> None:
    """A programme that was accepted decides and reports."""
    for shop in (programme.subject(staff=10), programme.subject()):
        decision = programme.assess(shop, on=ON)
        assert str(decision.report("zh_Hant_TW")) != str(decision.report("en"))
        assert all(gap.question("en") for gap in decision.missing)


def of_a_given(**said: Any) -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Workshop):
        odd: Fact[int] = given(**{**WORDS, **said})

    used(programme_with(subject=Shop))
    assert Shop(odd=3).odd == 3


def of_a_derived(**said: Any) -> None:
    @attrs.frozen(kw_only=True)
    class Shop(Workshop):
        @fact(**{**WORDS, **said})
        def odd(self) -> Fact[int]:
            return self.staff + 1

    used(programme_with(subject=Shop))


def of_an_opaque(**said: Any) -> None:
    of_a_derived(**{"opaque": 1, "reads": ("staff",), "least": 0, "most": 9, **said})


def of_a_rule(**said: Any) -> None:
    parts = {"id": "fund.x", **WORDS, **said}
    used(programme_with(rules=[rule(parts.pop("id"), **parts)(small)]))


def of_a_calculation(**said: Any) -> None:
    parts = {"id": "fund.x", **WORDS, **said}
    used(programme_with(award=calculation(parts.pop("id"), **parts)(amount)))


def of_a_function(**said: Any) -> None:
    used(programme_with(rules=[rule("fund.x", zh="甲", en="A")(said["function"])]))


def of_a_clause(**said: Any) -> None:
    parts = {"id": "fund.x", "heading": "一", "source": "原文", "text": Text(zh="甲", en="A"), **said}
    used(programme_with(clauses=[Clause(parts.pop("id"), **parts)]))


def of_an_edition(**said: Any) -> None:
    parts = {
        "name": "one", "since": date(2022, 1, 1), "until": date(2022, 12, 31), "policy": LIMITS,
        "clauses": [CLAUSE], **said,
    }  # fmt: skip
    used(programme_with(edition=Edition(parts.pop("name"), **parts)))


def of_what_follows(**said: Any) -> None:
    parts = {"name": "two", "since": date(2023, 1, 1), "until": date(2023, 12, 31), "keeps": ["fund"], **said}
    used(programme_with(edition=EDITION.followed_by(parts.pop("name"), **parts)))


def of_a_revision(**said: Any) -> None:
    used(programme_with(edition=EDITION.revised(**{"known": date(2022, 2, 1), **said})))


def of_a_reform(**said: Any) -> None:
    EDITION.reformed(**{"name": "less", **said})


def of_what_realises(**said: Any) -> None:
    parts: dict[str, Any] = {"id": "fund.x", "kind": "process", "code": "a.b", "text": Text(zh="甲", en="A")}
    used(programme_with(realised_by=[Realised(**{**parts, **said})]))


def of_each(**said: Any) -> None:
    parts: dict[str, Any] = {"over": "nowhere", "rule": SMALL, **said}
    for_each(parts["over"], parts["rule"])


def of_a_programme(**said: Any) -> None:
    used(programme_with(**said))


def of_a_notice(**said: Any) -> None:
    Notice(**{"title": "甲", "on": date(2022, 1, 1), **said})


_LABELS = {
    "unit": "text blank", "clause": "text blank", "known_by": "", "change": "", "confidential": "truth",
    "in_law": "truth", "ask": "words", "help": "words", "proof": "words", "act": "words", "zh": "text",
    "options": "nothing", "sensible": "nothing number negative", "step": "number",
}  # fmt: skip
_DECLARATIONS: list[tuple[Callable[..., None], Mapping[str, str]]] = [
    (of_a_given, {
        **_LABELS, "least": "nothing negative", "most": "nothing number", "default": "number unknown",
        "most_items": "", "reachable": "", "check": "nothing", "mapping": "",
    }),
    (of_a_derived, {
        **_LABELS, "least": "nothing number negative", "most": "nothing number negative", "opaque": "nothing",
        "reads": "", "answered_by": "blank", "repair": "nothing function class",
    }),
    (of_an_opaque, {
        "opaque": "number", "reads": "", "answered_by": "blank", "least": "negative number", "most": "number",
    }),
    (of_a_rule, {"id": "", "unmet": "words", "applies": "nothing", "force": "", "stage": "", "zh": "text"}),
    (of_a_calculation, {"id": "", "unit": "text blank", "zh": "text"}),
    (of_a_function, {"function": ""}),
    (of_a_clause, {
        "id": "", "heading": "text", "source": "text blank", "text": "words", "reading": "words",
        "question": "words", "numbers": "", "notice": "nothing", "kept_by": "nothing",
    }),
    (of_an_edition, {
        "name": "text", "since": "day", "until": "nothing day", "policy": "", "clauses": "",
        "notice": "nothing", "title": "words", "known": "nothing day", "corrected_by": "nothing day",
        "awaited": "nobody", "rules": "nobody", "without": "nobody", "numbers": "", "earlier": "nothing",
        "instead_of": "nothing", "reform": "text blank", "change": "nothing function class",
    }),
    (of_what_follows, {
        "name": "text", "since": "", "until": "nothing", "notice": "nothing", "title": "words",
        "says": "nobody", "keeps": "nobody", "drops": "nobody", "rules": "nobody", "numbers": "nothing",
        "known": "nothing day",
    }),
    (of_a_revision, {
        "known": "nothing day", "notice": "nothing", "says": "nobody", "numbers": "nothing",
        "rules": "nobody",
    }),
    (of_a_reform, {
        "name": "text", "since": "nothing day", "without": "text list nobody", "rules": "nobody",
        "clauses": "nobody",
    }),
    (of_what_realises, {"id": "", "kind": "", "code": "text", "text": "words"}),
    (of_each, {"over": "text", "rule": ""}),
    (of_a_programme, {
        "name": "text", "title": "words", "subject": "", "rules": "", "edition": "nothing", "policies": "",
        "clauses": "", "award": "nothing", "ceiling": "nothing", "parties": "nothing",
        "calculations": "nobody", "realised_by": "nobody", "stages": "nothing", "whole": "truth",
    }),
    (of_a_notice, {"title": "text", "on": "day", "ref": "text unknown"}),
]  # fmt: skip
EVERY = [(declare, name, meant) for declare, names in _DECLARATIONS for name, meant in names.items()]


def accepted(declare: Callable[..., None], **said: Any) -> bool:
    """Whether a declaration is; where it is refused, every problem speaks two languages."""
    try:
        declare(**said)
    except InvalidInput as error:
        refused = error
    else:
        return True
    assert str(refused)
    assert [one for one in refused.problems if one.message("zh_Hant_TW") == one.message("en")] == []
    assert "rule.broken" not in {one.code for one in refused.problems}
    return False


@pytest.mark.parametrize(
    ("declare", "name", "meant"), EVERY, ids=lambda one: one.__name__ if callable(one) else one
)
def test_what_is_of_another_kind_is_refused(declare: Callable[..., None], name: str, meant: str) -> None:
    taken = {label for label, value in ANYTHING.items() if accepted(declare, **{name: value})}
    assert taken == {*meant.split()}
