"""A decision of the library's own programme in a language that it does not know, without a change in it."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Any

import pytest

import cloudgrant as cg
from cloudgrant import guide
from cloudgrant.values.sentences import SENTENCES

ON = date(2022, 5, 2)
LATE = date(2023, 3, 1)

JAPANESE = cg.Language(
    "ja",
    {
        "answered.with": "{finding}（{facts}）",
        "briefing.title": "民国111年版",
        "cited.applied": "適用",
        "cited.edition": "{edition}（{notice}）",
        "cited.noticed": "{title}、{on}",
        "cited.quote": "「{source}」",
        "fact.company.factory.act.registered": "工場登録を受けてください",
        "fact.company.factory.label": "工場登録",
        "fact.company.factory.option.none": "登録も免除もなし",
        "fact.company.factory.option.registered": "登録済み",
        "fact.company.manufacturer.label": "製造業者か",
        "fact.company.paid_in_capital.label": "払い込まれた資本金",
        "fact.company.points_last_used_in.label": "ポイントを最後に使った年",
        "fact.company.regular_employees.label": "いつも雇う人の数",
        "fact.company.regular_employees.question": "いつも何人を雇っていますか",
        "fact.filing.label": "申請の日",
        "margins.holds": "{fact}は{value} {sign} {threshold}",
        "margins.number_above": "{fact}は{value}で、{threshold}より多い",
        "margins.room.above": "（{room}の超過）",
        "margins.room.at": "（境のとおりだが、境は含まない）",
        "margins.room.spare": "（{room}の余裕）",
        "margins.same_year": "{fact}は{value}",
        "outcome.ineligible": "要件を満たさない",
        "outcome.undetermined": "まだ判定できない",
        "points.title": "デジタルポイントの申請",
        "report.not_met": "満たさない要件",
        "report.met": "満たす要件",
        "report.open": "判定できない要件",
        "report.award": "交付は{award}",
        "report.clause": "根拠は {heading}",
        "report.filed": "申請の日は{on}",
        "report.mendable": "直せるもの",
        "report.missing": "申請者にまだ聞くこと",
        "report.unmendable": "直せないもの",
        "result.met": "適合する",
        "result.not_met": "適合しない",
        "result.undetermined": "判定できない",
        "rule.points.applicant.factory": "工場の登録があるか、免除されている",
        "rule.points.applicant.manufacturer": "製造業者である",
        "rule.points.applicant.not-repeat": "{policy.repeat_year}にポイントを使っていない",
        "rule.points.applicant.not-repeat.unmet": "{policy.repeat_year}にポイントを使った",
        "rule.points.applicant.size": "資本金が{policy.paid_in_capital_ceiling}までか、"
        "雇う人が{policy.regular_employee_ceiling}まで",
        "rule.points.window.application": "{policy.applications_until}までに申請した",
        "separator.colon": "：",
        "separator.then": "；",
        "unit.TWD": "{number}台湾ドル",
        "unit.days.other": "{number}日",
        "unit.persons.other": "{number}人",
        "unit.points.other": "{number}点",
        "value.not_known": "わからない",
        "value.yes": "はい",
        "years.gregorian": "西暦{year}年",
        "years.never": "なし",
    },
)

FIRMS = (
    cg.Manufacturer(
        name="テスト",
        paid_in_capital=180_000_000,
        regular_employees=260,
        factory="none",
        points_last_used_in=2021,
    ),
    cg.Manufacturer(paid_in_capital=180_000_000, factory="registered", points_last_used_in=0),
)


def lines(decision: Any, language: cg.Language) -> Iterator[str]:
    """What is said, without what is quoted from the briefing and without ids."""
    quoted = [part for one in decision.findings for part in (one.clause.heading, one.clause.source)]
    notice = decision.edition.notice
    quoted += [*([notice.title] if notice is not None else []), *(one.rule for one in decision.findings)]
    for line in str(decision.report(language)).splitlines():
        for part in sorted(quoted, key=len, reverse=True):
            line = line.replace(part, "")
        yield line


@pytest.mark.parametrize("firm", FIRMS)
def test_every_line_of_a_letter_is_japanese_or_a_quote(firm: cg.Company) -> None:
    decision = cg.points.assess(firm, on=ON)
    own = list(lines(decision, JAPANESE))
    assert not [line for line in own if re.search("[A-Za-z]{2,}", line)]
    assert not set(lines(decision, cg.Language("zh", {}))) & set(own) - {"", "    ", "    「」"}
    assert sum(bool(re.search("[ぁ-んァ-ヶ]", line)) for line in own) >= 15
    assert f"申請の日は{ON.year}年5月2日" in own
    assert decision.report(JAPANESE)._repr_html_().startswith('<article class="cg-text" lang="ja">')


def kana(id: str) -> str:
    """A wording without a letter of Latin or Chinese, which is filled with what the English is."""
    chinese, english = SENTENCES[id]
    names = dict.fromkeys(name for _, name, _, _ in Formatter().parse(english or chinese) if name)
    return "かな" + "".join(f"{{{name}}}" for name in names)


KANA = cg.Language("ja", {**{id: kana(id) for id in SENTENCES}, "date.pattern": "y/M/d"})


def foreign(text: str) -> list[str]:
    """The lines with a word that is not of the language, ids aside."""
    plain = re.sub(r"\b(points|research|listing|coaching)\.[a-z./-]+|ubn=\d+|W-1", "", text)
    return [line for line in plain.splitlines() if re.search("[A-Za-z]{3,}|[\u4e00-\u9fff]", line)]


@pytest.mark.parametrize("on", [ON, LATE])
@pytest.mark.parametrize(
    "firm",
    [
        *FIRMS,
        cg.Company(),
        cg.Company(ubn="12345678", confirmed=cg.Confirmation(source="もと", on=date(2022, 4, 1))),
    ],
)
def test_nothing_that_is_said_of_a_decision_lacks_an_id(firm: cg.Company, on: date) -> None:
    decision = cg.points.assess(firm, on=on)
    assert not foreign("\n".join(lines(decision, KANA)))
    for finding in decision.findings:
        assert not foreign(finding.steps.in_(KANA))
        assert not foreign(pickle.loads(pickle.dumps(finding.steps)).in_(KANA))


def test_nothing_that_the_guide_says_lacks_an_id() -> None:
    assert not foreign(guide.explore(cg.Company(), on=ON).message(KANA))
    session = guide.start(on=ON)
    for _ in range(10):
        question = session.next
        if question is None:
            break
        assert not foreign(f"{question.message(KANA)}\n{question.help(KANA)}\n{question.proof(KANA)}")
        session = session.answer(question, cg.UNKNOWN)


def test_nothing_that_is_wrong_with_data_lacks_an_id() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(
            cg.Manufacturer,
            {"factory": "nowhere", "regular_employees": -1, "paid_in_capital": 0.5, "ubn": "1"},
        )
    for problem in refused.value.problems:
        as_data_have_them = "'nowhere'|registered|exempt|none"
        assert not foreign(re.sub(as_data_have_them, "", problem.message(KANA)))


def test_nothing_that_a_wallet_says_lacks_an_id() -> None:
    wallet = cg.PointWallet(id="W-1", granted=3, available=3)
    with pytest.raises(cg.WalletRefused) as refused:
        wallet.release("A", key="k", on=ON, expected_seq=0)
    assert not foreign(refused.value.message(KANA))
    assert not foreign(str(wallet.statement(KANA)))
