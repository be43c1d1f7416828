"""Ordinary percentages, of two decimals at most, are taken at every door: as text, in data, as a target."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import ROC_111, BudgetLine
from cloudgrant.rules import Share

SHARES = {"66.67%": Share(6667, 10_000), "99.95%": Share(1999, 2000), "33.33%": Share(3333, 10_000)}
DAY = date(2022, 5, 20)


@pytest.mark.parametrize(("text", "share"), SHARES.items())
def test_they_are_taken_at_every_door(text: str, share: Share) -> None:
    about = cg.facts(cg.StickinessKPI)["target"]
    assert Share.of(text) == share
    assert cg.parse(about, text) == cg.parse(about, f" {text[:-1]} ％") == share
    data = {"rate": "renewal", "target": text}
    kpi = cg.load(cg.StickinessKPI, data)
    assert (kpi.target, cg.draft(cg.StickinessKPI, data)) == (share, (kpi, ()))
    assert cg.load(cg.StickinessKPI, cg.dump(kpi)) == kpi
    assert kpi == cg.StickinessKPI(rate="renewal", target=share)
    assert attrs.evolve(ROC_111.policy, share_cap=share).share_cap == share
    assert cg.load(type(ROC_111.policy), {"lead_share_floor": text}).lead_share_floor == share


@pytest.mark.parametrize(("asked", "expected"), [(66_670_000, "met"), (66_670_001, "not_met")])
def test_they_are_compared_to_the_dollar(asked: int, expected: str) -> None:
    policy = attrs.evolve(ROC_111.policy, share_cap=Share("66.67%"), case_cap=10**9)
    lines = (
        BudgetLine(source="subsidy", amount=asked),
        BudgetLine(source="self_funding", amount=100_000_000 - asked),
    )
    found = cg.research.assess(cg.Proposal(lines=lines), on=DAY, policy=policy)["research.funding.share-cap"]
    assert found.result.value == expected
    assert "66.67%" in found.message("zh_Hant_TW")


@pytest.mark.parametrize("text", ["66.667%", "1/10001", "100.01%", "66,67%"])
def test_what_is_finer_or_more_than_the_whole_is_refused(text: str) -> None:
    with pytest.raises(cg.InvalidInput):
        cg.load(cg.StickinessKPI, {"rate": "renewal", "target": text})
