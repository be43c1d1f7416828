"""A firm fills in a form page by page, is decided, and asks again after a number was corrected."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs

import cloudgrant as cg
from toys.next_year import restated

FILED = date(2022, 5, 2)
ABOUT = cg.facts(cg.Manufacturer)

# What is typed on each page, wrong values and all, and what the firm types when it is told.
PAGES: list[dict[str, str]] = [
    {"ubn": "１２３４５６７８", "name": " 示範精密 "},
    {"ubn": "12345675", "paid_in_capital": "約一億"},
    {"paid_in_capital": "8,000萬元", "regular_employees": "兩百左右"},
    {"regular_employees": "260 人", "factory": "有"},
    {"factory": "已有工廠登記", "points_last_used_in": "否"},
]


def typed(page: dict[str, str]) -> tuple[dict[str, Any], list[cg.Problem]]:
    """What a page's texts mean, and what is wrong with the others."""
    values: dict[str, Any] = {}
    problems: list[cg.Problem] = []
    for name, text in page.items():
        try:
            values[name] = cg.parse(ABOUT[name], text)
        except cg.InvalidInput as error:
            problems += error.problems
    return values, problems


def stored(value: Any) -> Any:
    """As it comes back from a store of JSON texts."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def test_the_whole_story() -> None:
    # Page by page: saved, reloaded and assessed at each, whatever is missing or wrong.
    firm = cg.Manufacturer()
    saved: dict[str, Any] = {}
    told: list[list[tuple[str, str]]] = []
    missing: list[list[str]] = []
    for page in PAGES:
        values, typing_problems = typed(page)
        firm, problems = cg.draft(cg.Manufacturer, {**saved, **values})
        told.append([(one.path.key, one.code) for one in (*typing_problems, *problems)])
        decision = cg.points.assess(firm, on=FILED)
        missing.append([gap.path.key for gap in decision.missing])
        saved = stored(cg.dump(firm))
        assert cg.load(cg.Manufacturer, saved) == firm

    assert told == [
        [("ubn", "ubn.check_digit")],
        [("paid_in_capital", "number")],
        [("regular_employees", "number")],
        [("factory", "option")],
        [],
    ]
    assert missing == [
        ["paid_in_capital", "regular_employees", "factory", "points_last_used_in"],
        ["paid_in_capital", "regular_employees", "factory", "points_last_used_in"],
        ["factory", "points_last_used_in"],
        ["factory", "points_last_used_in"],
        [],
    ]
    assert saved["ubn"] == "12345675"
    assert saved["name"] == "示範精密"

    # Decided: the letter goes out in both languages, and into the file with its receipt.
    decision = cg.points.assess(firm, on=FILED)
    assert (decision.outcome, decision.award) == (cg.Outcome.ELIGIBLE, 200_000)
    sent = {locale: str(decision.report(locale)) for locale in ("zh_Hant_TW", "en")}
    filed = stored(cg.dump(decision, texts=("zh_Hant_TW", "en")))

    # Later it turns out that the published ceiling was wrong; a revision corrects it.
    size = restated("points.applicant.size", paid_in_capital_ceiling=60_000_000)
    right = cg.points.edition.revised(known=date(2022, 6, 1), says=[size])
    corrected = cg.points.with_editions(right)
    assert corrected.policy_on(FILED).paid_in_capital_ceiling == 60_000_000

    # The old letter reads as it read then, word for word.
    letter = cg.load(cg.IssuedDecision, filed)
    assert {locale: letter.report(locale) for locale in sent} == sent
    assert "1億元以下" in letter.report("zh-TW")
    assert letter.award == 200_000

    # Why would it come out otherwise today? Because of the policy, and of that number in it.
    receipt = letter.receipt
    assert isinstance(receipt, cg.Receipt)
    assert cg.verify(receipt, firm).same
    verification = cg.verify(receipt, firm, programme=corrected)
    [difference] = verification.differences
    assert (difference.because, difference.names) == ("policy", ("paid_in_capital_ceiling",))
    assert verification.message("zh_Hant_TW") == "政策不同：paid_in_capital_ceiling"
    assert cg.verify(receipt, firm, programme=corrected, as_known_on=date(2022, 5, 31)).same

    # The decision itself can be reached again, under the edition of the numbers that the receipt names.
    then = corrected.of_digest(receipt.policy)
    again = corrected.assess(firm, on=FILED, edition=then)
    assert str(again.report("zh_Hant_TW")) == sent["zh_Hant_TW"]

    # And the firms whose outcome changes are listed.
    smaller = attrs.evolve(firm, name="示範零件", paid_in_capital=60_000_000)
    larger = attrs.evolve(firm, name="示範重工", paid_in_capital=900_000_000)
    flipped = [
        one.name
        for one in (firm, smaller, larger)
        if cg.points.assess(one, on=FILED).outcome is not corrected.assess(one, on=FILED).outcome
    ]
    assert flipped == ["示範精密"]


def test_an_upgrade_with_another_rule_is_named_by_its_id() -> None:
    from cloudgrant.programmes.points import PointsPolicy, rules
    from cloudgrant.programmes.points.roc_111 import ROC_111
    from cloudgrant.rules import Programme, Truth, rule
    from cloudgrant.values.text import Text

    @rule("points.applicant.size", zh="員工須少", en="Few staff")
    def stricter(firm: cg.Company, policy: PointsPolicy) -> Truth:
        return firm.regular_employees <= policy.regular_employee_ceiling

    remaining = (rules.in_time, stricter, rules.is_manufacturer, rules.with_factory)
    upgraded = Programme(
        "points",
        title=Text(zh="點數", en="Points"),
        subject=cg.Company,
        edition=ROC_111,
        rules=remaining,
        award=cg.points.award,
        whole=False,
    )
    firm = cg.Manufacturer(paid_in_capital=1)
    verification = cg.verify(cg.points.assess(firm, on=FILED).receipt, firm, programme=upgraded)
    [difference] = verification.differences
    assert difference.because == "rule"
    assert difference.names == ("points.applicant.size", "points.applicant.not-repeat")
