from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import cloudgrant as cg

FIRM = cg.Manufacturer(name="示範精密", paid_in_capital=1, factory="exempt", points_last_used_in=0)
DECISION = cg.points.assess(FIRM, on=date(2022, 5, 2))


def letter(issued: date) -> cg.Letter:
    return DECISION.letter(case="一", issued=issued, by="辦公室")


def test_no_letter_goes_out_before_the_day_that_it_decides_on() -> None:
    assert letter(date(2022, 5, 2)).issued == date(2022, 5, 2)
    with pytest.raises(cg.InvalidInput) as refused:
        letter(date(2022, 5, 1))
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("issued", "order")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"issued": "2022-05-01"}, ("/issued", "order")),
        ({"receipt": "sha256:0"}, ("/receipt", "letter.digest")),
        ({"receipt": "x"}, ("/receipt", "letter.digest")),
        ({"lang": "Chinese"}, ("/texts/0/lang", "letter.lang")),
        ({"lang": "zh_TW"}, ("/texts/0/lang", "letter.lang")),
        ({"lang": "en' x='"}, ("/texts/0/lang", "letter.lang")),
    ],
)
def test_stored_letters_that_cannot_have_been_sent(change: dict[str, Any], told: tuple[str, str]) -> None:
    stored = cg.dump(letter(date(2022, 5, 9)))
    assert cg.load(cg.Letter, stored).outcome == "eligible"
    if "lang" in change:
        change = {"texts": [{**stored["texts"][0], **change}]}
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.Letter, {**stored, **change})
    assert told in [(one.path.pointer, one.code) for one in refused.value.problems]
