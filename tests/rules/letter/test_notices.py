"""What an application lacks, and the notice to mend it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.research import Member
from cloudgrant.rules.letter.blocks import Items

U = cg.UNKNOWN
FILED = date(2022, 5, 2)
FIRM = cg.Manufacturer(
    ubn="12345675",
    name="示範精密",
    paid_in_capital=80_000_000,
    regular_employees=260,
    factory="registered",
    points_last_used_in=0,
)
SENT: dict[str, Any] = {"case": "點數字第1號", "issued": date(2022, 5, 9), "by": "雲市集工業館計畫辦公室"}
DUE = date(2022, 5, 23)


def assessed(**changes: Any) -> Any:
    return cg.points.assess(attrs.evolve(FIRM, **changes), on=FILED)


def notice(locale: str = "zh_Hant_TW", **changes: Any) -> cg.Letter:
    letter: cg.Letter = assessed(**changes).notice(**SENT, due=DUE, locale=locale)
    return letter


def sections(letter: cg.Letter) -> dict[str, str]:
    return {section.role: str(section.title) for section in letter.texts[0].sections}


def test_what_is_complete_and_met_lacks_nothing() -> None:
    found = assessed().deficiencies
    assert (found.to_supply, found.not_met, found.mendable, found.awaiting) == ((), (), (), ())
    assert not found


def test_what_is_missing_is_told_beside_what_is_not_met() -> None:
    decision = assessed(factory="none", points_last_used_in=U)
    assert decision.missing == ()  # it is refused whatever the rest is
    found = decision.deficiencies
    assert [gap.path.key for gap in found.to_supply] == ["points_last_used_in"]
    assert [finding.rule for finding in found.not_met] == ["points.applicant.factory"]
    assert [one.finding.rule for one in found.mendable] == ["points.applicant.factory"]
    assert [gap.because for gap in found.awaiting] == ["reviewer"]


def test_what_only_others_can_say_is_no_deficiency() -> None:
    found = cg.points.assess(FIRM, on=date(2022, 3, 1)).deficiencies
    assert found.to_supply == ()
    assert [gap.path.key for gap in found.awaiting] == ["policy.applications_from"]
    assert not found


def test_a_fact_that_several_rules_wait_for_is_asked_once_with_all_of_them() -> None:
    purchase = cg.Purchase(firm=FIRM)
    found = cg.points.assess(purchase, on=FILED, stage="purchase").deficiencies
    keys = [gap.path.key for gap in found.to_supply]
    assert len(keys) == len(set(keys))
    assert max(len(gap.rules) for gap in found.to_supply) > 1


def test_the_notice_says_by_when_what_and_on_which_basis() -> None:
    letter = notice(factory="none", points_last_used_in=U)
    assert letter.due == DUE
    text = str(letter)
    assert text.startswith("補正通知\n受文者：示範精密\n")
    assert "補正期限：111年5月23日" in text
    assert "請於111年5月23日以前補正" in text
    assert sections(letter)["missing"] == "應補件事項"
    [items] = next(one for one in letter.texts[0].sections if one.role == "missing").blocks
    assert isinstance(items, Items)
    [asked] = items.items
    assert asked.endswith("（依據：雲市集工業館數位點數補助計畫 肆、常見問題 4）")
    assert list(sections(letter)) == [
        "head", "answer", "missing", "not_met", "mendable", "readings", "receipt",
    ]  # fmt: skip


def test_it_is_written_in_english_too() -> None:
    text = str(notice("en", factory="none", points_last_used_in=U))
    assert text.startswith("Notice of deficiencies\n")
    assert "Please supply or mend it by 23 May 2022." in text
    assert "To be supplied\n    · In which year" in text


def test_a_fact_that_is_proven_by_something_names_it() -> None:
    proven = [gap for gap in assessed(factory=U).deficiencies.to_supply if gap.info.proof]
    assert proven
    for locale, words in (("zh_Hant_TW", "（證明文件：{}；依據："), ("en", " (proof: {}; clause: ")):
        assert words.format(proven[0].info.proof.in_(locale)) in str(notice(locale, factory=U))


def test_what_is_only_missing_has_no_section_of_what_is_not_met() -> None:
    assert list(sections(notice(points_last_used_in=U))) == [
        "head", "answer", "missing", "readings", "receipt",
    ]  # fmt: skip


def test_what_is_not_met_alone_asks_for_nothing() -> None:
    assert "missing" not in sections(notice(factory="none"))


def test_a_notice_of_nothing_is_refused() -> None:
    for decision in (assessed(), cg.points.assess(FIRM, on=date(2022, 3, 1))):
        with pytest.raises(cg.InvalidInput) as refused:
            decision.notice(**SENT, due=DUE)
        assert [one.code for one in refused.value.problems] == ["notice.nothing"]


@pytest.mark.parametrize(
    ("due", "code"), [(date(2022, 5, 8), "order"), (date(2022, 5, 9), ""), ("soon", "type")]
)
def test_the_day_is_not_before_the_notice(due: Any, code: str) -> None:
    decision = assessed(factory="none")
    if not code:
        assert decision.notice(**SENT, due=due).due == due
        return
    with pytest.raises(cg.InvalidInput) as refused:
        decision.notice(**SENT, due=due)
    assert [(one.path.key, one.code) for one in refused.value.problems] == [("due", code)]


def test_it_is_kept_and_reads_the_same() -> None:
    letter = notice(factory="none", points_last_used_in=U)
    again = cg.load(cg.Letter, cg.dump(letter))
    assert again == letter
    assert again.as_html() == letter.as_html()


def test_a_later_stage_is_called_by_its_name() -> None:
    purchase = cg.Purchase(firm=FIRM)
    letter = cg.points.assess(purchase, on=FILED, stage="purchase").notice(**SENT, due=DUE)
    assert "之採購一案，經查尚有下列事項待補正" in str(letter)


def test_whose_a_fact_is_stands_before_the_question() -> None:
    members = (Member(role="lead", firm=cg.Company(name="甲公司", ubn="12345675")),)
    decision = cg.research.assess(cg.Proposal(members=members), on=FILED)
    letter = decision.notice(**SENT, due=DUE, to="甲公司")
    [items] = next(one for one in letter.texts[0].sections if one.role == "missing").blocks
    assert isinstance(items, Items)
    assert any(one.startswith("申請業者 甲公司 (12345675)：") for one in items.items)
