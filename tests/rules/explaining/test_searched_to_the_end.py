"""What is told to be beyond mending has been searched to the end."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from cloudgrant.rules import Fact, Record, given, no, rule
from cloudgrant.rules.explaining import finding, search
from toys.workshops import FILED, programme


@attrs.frozen(kw_only=True)
class Works(Record):
    hands: Fact[int] = given(zh="人數", en="Hands", least=0, change="both_ways")
    paper: Fact[bool] = given(zh="證明", en="Proof", change="to_more")
    fined: Fact[bool] = given(zh="受罰", en="Fined")


CLEAN = rule("fund.clean", zh="未受罰", en="Never fined")(lambda s, p: no(s.fined))


def _at_least(least: int) -> Any:
    return rule(f"fund.r{least}", zh=f"至少{least}人", en=f"At least {least}")(lambda s, p: s.hands >= least)


def _told(remedies: Any) -> list[dict[str, Any]]:
    return [{change.path.key: change.new for change in remedy.changes} for remedy in remedies]


@pytest.mark.parametrize("many", [2, 5, 6, 20])
def test_bounds_of_one_fact_are_kept_together_however_many_rules_set_them(many: int) -> None:
    rules = [_at_least(10 * (n + 1)) for n in range(many)]
    decision = programme(*rules, CLEAN, subject=Works).assess(Works(hands=5, fined=True), on=FILED)
    assert [_told(one.remedies) for one in decision.mendable] == [[{"hands": 10 * many}]] * many
    assert [one.rule for one in decision.unmendable] == ["fund.clean"]
    assert decision.remedies_complete


def test_bounds_that_leave_nothing_between_them_are_beyond_mending() -> None:
    least, most = _at_least(10), rule("fund.most", en="At most 8")(lambda s, p: s.hands <= 8)
    decision = programme(least, most, CLEAN, subject=Works).assess(Works(hands=9, fined=True), on=FILED)
    assert [one.rule for one in decision.unmendable] == ["fund.r10", "fund.most", "fund.clean"]
    assert decision.remedies_complete


def test_what_was_not_searched_to_the_end_is_not_said_to_be_beyond_mending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "_MOST_TRIED", 1)
    rules = [_at_least(10), _at_least(20)]
    decision = programme(*rules, CLEAN, subject=Works).assess(Works(hands=5, fined=True), on=FILED)
    assert [one.finding.rule for one in decision.mendable] == ["fund.r20"]
    assert [one.rule for one in decision.unmendable] == ["fund.clean"]
    assert not decision.remedies_complete
    report = str(decision.report("en"))
    assert "Not every way is listed; others may exist." in report
    assert "What cannot be corrected\n    · Never fined" in report


def test_what_a_remedy_newly_breaks_is_mended_with_it() -> None:
    proven = rule("fund.proven", en="Ten hands are proven")(lambda s, p: (s.hands < 10) | s.paper)
    works = Works(hands=5, paper=False, fined=True)
    decision = programme(_at_least(10), proven, CLEAN, subject=Works).assess(works, on=FILED)
    [one] = decision.mendable
    assert _told(one.remedies) == [{"hands": 10, "paper": True}]
    assert one.remedies[0].apply(works).paper is True


def test_a_finding_is_searched_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    searches = []
    search = getattr(finding, "searched")  # noqa: B009 — it is no part of what the module gives

    def counted(*given: Any) -> Any:
        searches.append(given)
        return search(*given)

    monkeypatch.setattr(finding, "searched", counted)
    decision = programme(_at_least(10), CLEAN, subject=Works).assess(Works(hands=5, fined=True), on=FILED)
    assert decision.mendable
    asked = len(searches)
    assert decision.mendable
    assert decision.unmendable
    assert not decision["fund.clean"].remedies
    assert decision["fund.clean"].all_ways_tried
    assert len(searches) == asked


def test_what_a_rule_derives_is_written_out_once_however_many_subjects_it_judges(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = []
    inlined = getattr(search, "inlined")  # noqa: B009 — it is no part of what the module gives

    def counted(*given: Any) -> Any:
        written.append(given)
        return inlined(*given)

    monkeypatch.setattr(search, "inlined", counted)
    judged = programme(_at_least(10), subject=Works)
    assert all(judged.assess(Works(hands=hands), on=FILED).remedies for hands in range(5))
    assert len(written) == 1
