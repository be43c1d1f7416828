"""What a receipt says of the edition that was applied, and what becomes of it as editions come."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.points.purchase import Purchase
from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.reform import Reform
from cloudgrant.rules import Notice
from cloudgrant.rules.records.digests import policy_digest
from toys.next_year import NOTICE, POINTS, ROC_112, restated

DUMPS = Path(__file__).parents[1] / "dumps" / "v1"
FIRM = cg.Manufacturer(
    paid_in_capital=200_000_000, regular_employees=230, factory="registered", points_last_used_in=0
)
DAYS = (date(2022, 5, 2), date(2022, 12, 31), date(2023, 1, 1), date(2023, 5, 2))
WIDER = Reform("wider", policy={"regular_employee_ceiling": 300})


def told(receipt: cg.Receipt, firm: cg.Company = FIRM, **more: Any) -> dict[str, tuple[str, ...]]:
    return {one.because: one.names for one in cg.verify(receipt, firm, **more).differences}


def test_it_says_the_edition_its_notice_and_day() -> None:
    receipts = [POINTS.assess(FIRM, on=day).receipt for day in (*DAYS, date(2024, 1, 1))]
    assert [(one.edition, one.notice, one.noticed_on) for one in receipts] == [
        ("roc-111", "數位雲服務政府資源說明會", date(2022, 4, 13)),
        ("roc-111", "數位雲服務政府資源說明會", date(2022, 4, 13)),
        ("roc-112", NOTICE.title, NOTICE.on),
        ("roc-112", NOTICE.title, NOTICE.on),
        ("after roc-112", cg.UNKNOWN, cg.UNKNOWN),
    ]
    assert {one.reform for one in receipts} == {cg.UNKNOWN}


@pytest.mark.parametrize("day", [*DAYS, date(2024, 1, 1)])
def test_over_two_years_each_is_the_same(day: date) -> None:
    receipt = cg.load(cg.Receipt, cg.dump(POINTS.assess(FIRM, on=day).receipt))
    assert cg.verify(receipt, FIRM, programme=POINTS).same
    assert told(receipt, attrs.evolve(FIRM, paid_in_capital=1), programme=POINTS) == {"input": ()}


def test_an_edition_that_the_programme_does_not_know() -> None:
    receipt = POINTS.assess(FIRM, on=DAYS[-1]).receipt
    verification = cg.verify(receipt, FIRM)
    assert [(one.because, one.names) for one in verification.differences] == [("edition", ("roc-112",))]
    assert verification.message("en") == "the edition applied is not known here: roc-112"
    assert verification.message("zh") == "查無當時適用之版本：roc-112"
    known = date(2023, 1, 31)  # the day before its notice
    assert told(receipt, programme=POINTS, as_known_on=known) == {"edition": ("roc-112",)}


def test_what_was_awaited_and_is_published_by_now() -> None:
    filed = date(2023, 1, 1)
    awaited = cg.points.assess(FIRM, on=filed).receipt
    assert (awaited.edition, cg.verify(awaited, FIRM).same) == ("after roc-111", True)
    assert told(awaited, programme=POINTS) == {"published": ("roc-112",)}
    assert told(awaited, programme=POINTS, as_known_on=date(2023, 1, 31)) == {}
    verification = cg.verify(awaited, FIRM, programme=POINTS)
    assert verification.message("en") == "not published then, and published by now: roc-112"
    assert verification.message("zh") == "當時尚未公布，現已公布：roc-112"
    later = cg.points.assess(FIRM, on=date(2024, 5, 2)).receipt  # no edition of that year yet
    assert told(later, programme=POINTS) == {}


def test_a_correction_later() -> None:
    size = restated("points.applicant.size", regular_employee_ceiling=199)
    corrected = cg.points.with_editions(ROC_111.revised(known=date(2022, 6, 1), says=[size]))
    receipt = cg.points.assess(FIRM, on=DAYS[0]).receipt
    assert told(receipt, programme=corrected) == {"policy": ("regular_employee_ceiling",)}
    assert told(receipt, programme=corrected, as_known_on=date(2022, 5, 31)) == {}
    assert told(corrected.assess(FIRM, on=DAYS[0]).receipt, programme=corrected) == {}
    assert corrected.of_digest(receipt.policy) is ROC_111


def test_another_notice() -> None:
    again = attrs.evolve(
        ROC_111, notice=Notice(title="另件公告", on=date(2022, 7, 1)), known=date(2022, 7, 1)
    )
    programme = cg.points.with_editions(again)
    receipt = programme.assess(FIRM, on=DAYS[0]).receipt
    before = ("數位雲服務政府資源說明會", "2022-04-13")
    assert (receipt.notice, receipt.noticed_on) == ("另件公告", date(2022, 7, 1))
    assert told(cg.points.assess(FIRM, on=DAYS[0]).receipt, programme=programme) == {"notice": before}
    assert told(receipt) == {"notice": ("另件公告", "2022-07-01")}
    assert "另件公告" in cg.verify(receipt, FIRM).message("zh")


def test_another_name_is_told_and_the_law_compared() -> None:
    """A second policy of one year gives the first another name: nothing but that differs."""
    other = attrs.evolve(ROC_111, name="roc-111-a")
    renamed = cg.points.replaced((other,), ())
    receipt = cg.points.assess(FIRM, on=DAYS[0]).receipt
    assert told(receipt, programme=renamed) == {"edition": ("roc-111",)}
    assert told(receipt, attrs.evolve(FIRM, paid_in_capital=2), programme=renamed) == {
        "input": (),
        "edition": ("roc-111",),
    }
    assert told(attrs.evolve(receipt, published="sha256:0"), programme=renamed) == {"edition": ("roc-111",)}


def test_a_reform() -> None:
    programme = WIDER.of(cg.points)
    receipt = programme.assess(FIRM, on=DAYS[0]).receipt
    assert (receipt.edition, receipt.reform) == ("roc-111", "wider")
    assert dict(receipt.reformed) == {"regular_employee_ceiling": "300"}
    assert cg.verify(receipt, FIRM, programme=programme).same
    assert cg.verify(receipt, FIRM).same  # its numbers are the receipt's own
    otherwise = Reform("wider", policy={"regular_employee_ceiling": 350, "grant": 1}).of(cg.points)
    names = ("regular_employee_ceiling", "grant")
    assert told(receipt, programme=otherwise) == {"policy": names}
    plain = cg.points.assess(FIRM, on=DAYS[0]).receipt
    assert told(plain, programme=otherwise) == {"day": ("roc-111 + wider",), "policy": names}


def test_a_reform_that_cuts_an_edition_in_two() -> None:
    programme = Reform("wider", since=date(2023, 4, 1), policy={"regular_employee_ceiling": 300}).of(POINTS)
    for day, reform in ((DAYS[0], cg.UNKNOWN), (date(2023, 3, 31), cg.UNKNOWN), (DAYS[-1], "wider")):
        receipt = programme.assess(FIRM, on=day).receipt
        assert receipt.reform == reform
        assert cg.verify(receipt, FIRM, programme=programme).same


def test_a_later_stage_goes_by_the_edition_of_its_application() -> None:
    purchase = Purchase()
    decision = POINTS.assess(purchase, on=DAYS[-1], stage="purchase", edition="roc-111")
    assert decision.receipt.edition == "roc-111"
    assert cg.verify(decision.receipt, purchase, programme=POINTS).same


def test_a_receipt_from_before_editions_were_told_is_held_against_the_one_of_its_numbers() -> None:
    def before(receipt: cg.Receipt) -> cg.Receipt:
        unsaid: Any = dict.fromkeys(("edition", "notice", "noticed_on", "reform"), cg.UNKNOWN)
        return attrs.evolve(receipt, **unsaid)

    receipt = before(cg.points.assess(FIRM, on=DAYS[0]).receipt)
    assert receipt.published == policy_digest(ROC_111.policy)
    assert cg.verify(receipt, FIRM).same
    assert cg.verify(receipt, FIRM, programme=POINTS).same
    # Filed in a year of which nothing was published, and decided by the numbers of the year before.
    assert cg.verify(attrs.evolve(receipt, on=date(2023, 1, 1)), FIRM, programme=POINTS).same
    assert told(attrs.evolve(receipt, published="sha256:0"), programme=POINTS) == {"policy": ()}
    assert told(attrs.evolve(receipt, on=date(2021, 1, 1), published="sha256:0")) == {"edition": ()}
    assert cg.verify(before(POINTS.assess(FIRM, on=DAYS[-1]).receipt), FIRM, programme=POINTS).same


@pytest.mark.parametrize("programme", [cg.points, POINTS])
def test_a_receipt_of_version_1_says_why_it_is_not_the_same(programme: Any) -> None:
    receipt = cg.load(cg.Receipt, json.loads((DUMPS / "receipt.json").read_text()))
    firm = cg.load(cg.Company, json.loads((DUMPS / "manufacturer.json").read_text()))
    assert told(receipt, firm, programme=programme) == {"form": ("1", "3"), "input": (), "policy": ()}


def test_what_was_completed_is_no_reform() -> None:
    policy = ROC_112.policy.complete(moved_last_day=date(2023, 10, 2))
    receipt = POINTS.assess(FIRM, on=DAYS[-1], policy=policy).receipt
    assert (dict(receipt.completed), dict(receipt.reformed)) == ({"moved_last_day": '"2023-10-02"'}, {})
    assert cg.verify(receipt, FIRM, programme=POINTS).same
