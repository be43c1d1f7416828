"""What a year that was baked into the code did, kind by kind: none of it happens any more."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from roc_112 import REGISTER

import cloudgrant as cg
from cloudgrant.programmes.catalogue import NAMES, programme
from cloudgrant.reform import Reform

FIRM = cg.Manufacturer(
    ubn="12345675", paid_in_capital=200_000_000, regular_employees=230, factory="registered",
    points_last_used_in=0,
)  # fmt: skip
SOLUTION = cg.CloudSolution(
    name="x", listed_from=date(2023, 5, 1), selected_on=date(2023, 4, 1), last_listed_in=0, minimum_term=6
)
ORDER = cg.Order(
    number="1", price=100_000, points=50_000, term=6, starts_on=date(2023, 6, 1), market_price=100_000,
    solution=SOLUTION,
)  # fmt: skip


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_a_letter_quotes_the_year_that_decided(locale: str) -> None:
    """A firm of 230 under the text of 250 was met, on the legal basis of a sentence that says 200."""
    decision = REGISTER.points.assess(FIRM, on=date(2023, 5, 2))
    assert decision["points.applicant.size"].result is cg.Result.MET
    letter = str(decision.report(locale))
    assert "250人以下" in letter
    assert "200人以下" not in letter


def test_a_number_by_itself_says_that_no_source_was_given() -> None:
    wider = attrs.evolve(cg.points.edition.policy, regular_employee_ceiling=250)
    letter = str(cg.points.assess(FIRM, on=date(2022, 5, 2), policy=wider).report("en"))
    assert "no source was given (ROC 111 says 200 people)" in letter


def test_a_day_that_nobody_gave_is_unknown_and_not_last_years() -> None:
    """`solutions_valid_until` was 2022-12-31 for whoever did not give it: every purchase of 2023 failed."""
    silent = cg.points.edition.followed_by(
        "roc-112", since=date(2023, 1, 1), until=date(2023, 12, 31), keeps=["points.applicant", "listing"]
    )
    assert silent.policy.solutions_valid_until is cg.UNKNOWN
    programme = cg.points.with_editions(silent)
    wallet = cg.PointWallet(id="W", edition="roc-112", granted=100_000, available=100_000)
    purchase = cg.Purchase(firm=FIRM, order=ORDER, wallet=wallet)
    decision = programme.assess(purchase, on=date(2023, 6, 1), stage="purchase")
    assert decision.results["points.use.listed-solution"] is cg.Result.UNDETERMINED
    assert decision.outcome is not cg.Outcome.INELIGIBLE


@pytest.mark.parametrize("name", NAMES)
def test_no_edition_goes_on_for_ever(name: str) -> None:
    """Coaching was open on 1 January 2030 under the text of 2022."""
    law = programme(name)
    decision = law.assess(law.subject(), on=date(2030, 1, 1))
    assert (decision.outcome, decision.award) == (cg.Outcome.UNDETERMINED, None)
    [gap] = decision.awaiting
    assert (gap.because, gap.path.pointer) == ("policy", "/policy/edition")
    assert "2023" in gap.question("en")
    assert "112年1月1日" in gap.question("zh_Hant_TW")


def test_points_are_spent_by_the_text_that_they_were_applied_for_under() -> None:
    """The wallet judged 1 June 2023 under the numbers of whichever programme there was."""
    wallets = {
        name: cg.PointWallet(id="W", edition=name, granted=100_000, available=100_000)
        for name in ("roc-111", "roc-112")
    }
    for name, wallet in wallets.items():
        purchase = cg.Purchase(firm=FIRM, order=ORDER, wallet=wallet)
        decision = REGISTER.points.assess(purchase, on=date(2023, 6, 1), stage="purchase")
        assert decision.programme.edition.name == name
        ends = decision.policy.solutions_valid_until
        assert ends == date({"roc-111": 2022, "roc-112": 2023}[name], 12, 31)


def test_a_reform_has_a_first_day() -> None:
    """A cut changed 2022 and 2023 alike."""
    cut = Reform("cut", since=date(2023, 1, 1), policy={"grant": 1}).of(REGISTER.points)
    small = attrs.evolve(FIRM, paid_in_capital=1)
    days = (date(2022, 5, 2), date(2023, 5, 2))
    assert [cut.assess(small, on=day).award for day in days] == [200_000, 1]
    assert [REGISTER.points.assess(small, on=day).award for day in days] == [200_000, 150_000]
