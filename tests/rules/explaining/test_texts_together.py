"""What is kept of the texts of decisions for the next one is nothing of a decision's own."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import Truth, rule
from cloudgrant.values.locales import Language
from toys.workshops import Limits, Workshop, programme

FILED = date(2022, 5, 2)
LATE = date(2022, 9, 1)
LOCALES = ("zh_Hant_TW", "en", "en_GB")
FIRM = cg.Manufacturer(
    ubn="12345675",
    name="示範精密",
    paid_in_capital=80_000_000,
    regular_employees=260,
    factory="registered",
    points_last_used_in=0,
)
FIRMS = (
    FIRM,
    attrs.evolve(FIRM, paid_in_capital=300_000_000, regular_employees=900),
    attrs.evolve(FIRM, paid_in_capital=cg.UNKNOWN, points_last_used_in=cg.UNKNOWN),
)
PUBLISHED = cg.points.policy_on(FILED)
POLICIES = (PUBLISHED, attrs.evolve(PUBLISHED, regular_employee_ceiling=1_000))
EACH = tuple(product(FIRMS, POLICIES, (FILED, LATE)))


def decisions() -> Iterable[cg.Assessment[cg.Company, Any]]:
    return [cg.points.assess(firm, policy=policy, on=on) for firm, policy, on in EACH]


def alone() -> dict[tuple[int, str], str]:
    """Each text, said by a law that has said nothing before."""
    found = {}
    for number, locale in product(range(len(EACH)), LOCALES):
        decision = [*decisions()][number]
        decision.programme.kept.clear()
        found[number, locale] = str(decision.report(locale))
    return found


ALONE = alone()


def test_every_one_of_them_is_another_text() -> None:
    assert len({text for (_, locale), text in ALONE.items() if locale == "en"}) == len(EACH)


@pytest.mark.parametrize("locales", [LOCALES, LOCALES[::-1]])
def test_reports_in_turns_are_those_of_each_alone(locales: tuple[str, ...]) -> None:
    for locale, (number, decision) in product(locales, enumerate(decisions())):
        assert str(decision.report(locale)) == ALONE[number, locale]


def test_one_decision_is_told_in_threads_as_alone() -> None:
    told = [*enumerate(decisions())]
    asked = [(number, decision, locale) for number, decision in told for locale in LOCALES] * 4
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda one: (one[0], one[2], str(one[1].report(one[2]))), asked))
    assert all(text == ALONE[number, locale] for number, locale, text in texts)


def test_words_of_a_language_stay_its_own() -> None:
    decision = cg.points.assess(FIRM, on=FILED)
    mine = Language("en", {"cited.applied": "By the text of"})
    assert "By the text of: ROC 111" in str(decision.report(mine))
    assert str(decision.report("en")) == ALONE[0, "en"]
    assert "By the text of: ROC 111" in str(decision.report(mine))


def test_a_law_keeps_what_it_told_of_a_few_policies_alone() -> None:
    for ceiling in range(300, 350):
        policy = attrs.evolve(PUBLISHED, regular_employee_ceiling=ceiling)
        text = str(cg.points.assess(FIRM, policy=policy, on=FILED).report("en"))
        assert f"{ceiling} people" in text
    assert len(cg.points.assess(FIRM, on=FILED).programme.kept["cited"]) <= 16


@rule("fund.window", zh="{on}在{policy.closes}以前", en="{on} is not after {policy.closes}")
def in_time(shop: Workshop, policy: Limits, on: date) -> Truth:
    return on <= policy.closes


def test_the_day_in_a_rule_is_that_of_the_decision() -> None:
    fund = programme(in_time)
    for day in (1, 2, 1):
        decision = fund.assess(Workshop(rent=120), on=date(2022, 5, day))
        assert f"{day} May 2022 is not after" in decision["fund.window"].wording("en")
