"""Years as a view over the programmes, editions as data, and the register of further ones."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from it_subsidy import Numbers
from it_subsidy import programme as it2022

import cloudgrant as cg
from cloudgrant.editions import EditionText, PointsText, Register, Year, Years, YearText
from cloudgrant.programmes.catalogue import NAMES, programme
from cloudgrant.programmes.points import Claim
from cloudgrant.rules import Clause, Edition, Fact, InvalidInput, NoEdition, Notice, Text, given

FIRST = cg.editions.ROC_111
POINTS = FIRST.points
FIRM = cg.Manufacturer(
    ubn="12345675", paid_in_capital=150_000_000, regular_employees=230, factory="registered",
    points_last_used_in=0,
)  # fmt: skip
SIZE = {
    "id": "points.applicant.size", "heading": "三、申請對象", "source": "經常僱用員工數250人以下（虛構）",
    "text": {"zh": "250 人以下", "en": "At most 250 staff"},
}  # fmt: skip
WINDOW = {
    "id": "points.window.application", "heading": "二、受理期間",
    "source": "自112年2月1日起至112年8月31日止（虛構）",
    "text": {"zh": "2 月 1 日至 8 月 31 日", "en": "1 February to 31 August"},
}  # fmt: skip
INVENTED: dict[str, Any] = {
    "name": "roc-112",
    "since": "2023-01-01",
    "until": "2023-12-31",
    "notice": {"title": "112年度須知（虛構）", "on": "2023-02-01"},
    "says": [SIZE, WINDOW],
    "keeps": ["points.applicant", "points.use", "points.grant", "points.application", "listing"],
    "numbers": {
        "applications_from": "2023-02-01", "surely_open_from": "2023-02-01",
        "applications_until": "2023-08-31",
        "paid_in_capital_ceiling": 100_000_000, "regular_employee_ceiling": 250,
    },
}  # fmt: skip


@attrs.frozen(kw_only=True)
class ItText(EditionText):
    numbers: Fact[Numbers] = given(ja="数値", en="Numbers")


def kept_but(*said: str) -> list[str]:
    return [id for id in POINTS.clauses if id not in said and id != "points.claim"]


INVENTED["keeps"] = kept_but("points.applicant.size", "points.window.application")
NEXT = cg.load(PointsText, INVENTED).after(POINTS)


def codes(error: InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path.key, problem.code) for problem in error.problems]


# The year.


def test_a_year_is_a_view_over_the_programmes() -> None:
    assert list(FIRST) == list(NAMES)
    for name, edition in FIRST.items():
        assert edition is programme(name).on(date(2022, 5, 2))
        assert FIRST.policies[name] is programme(name).policy_on(date(2022, 5, 2))
    assert FIRST.name == "roc-111"
    [notice] = FIRST.notices
    assert (notice.title, notice.on) == ("數位雲服務政府資源說明會", date(2022, 4, 13))


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2022, 4, 13), date(2022, 8, 31), date(2022, 12, 31)])
def test_it_is_in_force_from_its_first_to_its_last_day(day: date) -> None:
    assert dict(cg.editions.on(day)) == dict(FIRST)
    assert cg.points.assess(FIRM, on=day).policy is POINTS.policy


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2031, 1, 1)])
def test_after_its_last_day_everything_is_awaited(day: date) -> None:
    year = cg.editions.on(day)
    assert all(one.silent and one.awaited == set(one.clauses) for one in year.values())
    assert (year.sources, year.notices) == ((), ())
    for name in NAMES:
        rules = programme(name).under(year[name])
        for stage in rules.subjects:
            answer = rules.assess(rules.subjects[stage](), on=day, stage=stage)
            assert {*answer.results.values()} == {cg.Result.UNDETERMINED}
            assert (answer.outcome, answer.award) == (cg.Outcome.UNDETERMINED, None)
            assert [gap.because for gap in answer.awaiting] == ["policy"]
            assert answer.missing == ()


def test_before_the_first_there_is_none() -> None:
    with pytest.raises(NoEdition, match=r"2021-12-31.*無適用"):
        cg.editions.on(date(2021, 12, 31))
    with pytest.raises(NoEdition):
        cg.points.assess(FIRM, on=date(2021, 12, 31))


def test_by_the_digest_that_a_receipt_names() -> None:
    receipt = cg.points.assess(FIRM, on=date(2022, 5, 2)).receipt
    assert cg.editions.of_digest(receipt.policy) is POINTS
    with pytest.raises(NoEdition):
        cg.editions.of_digest("0" * 64)


def test_a_year_of_your_own_programmes() -> None:
    year = cg.editions.on(date(2022, 5, 2), programmes=[it2022])
    assert dict(year) == {"it2022": it2022.edition}
    assert year.notices == ()
    with pytest.raises(KeyError):
        year.points  # noqa: B018


# Editions as data.


def test_an_edition_by_data_decides_by_its_own_sentences() -> None:
    register = Register(NEXT)
    decision = register.points.assess(FIRM, on=date(2023, 5, 2))
    size = decision["points.applicant.size"]
    assert (decision.outcome, size.result) == (cg.Outcome.ELIGIBLE, cg.Result.MET)
    assert size.clause.source == SIZE["source"]
    assert size.clause.notice == Notice(title="112年度須知（虛構）", on=date(2023, 2, 1))
    assert "200" not in size.message("en")
    assert register.points.assess(FIRM, on=date(2022, 5, 2)).outcome is cg.Outcome.INELIGIBLE
    assert cg.points.assess(FIRM, on=date(2023, 5, 2)).outcome is cg.Outcome.UNDETERMINED


def test_what_it_does_not_say_is_awaited() -> None:
    assert NEXT.awaited == {"points.claim"}
    law = Register(NEXT).points.under(NEXT)
    answer = law.assess(Claim(), on=date(2023, 9, 1), stage="claim")
    claims = [id for id in law.rule_ids("claim") if law.traced(id).rule.clause == "points.claim"]
    assert claims
    assert {answer.results[id] for id in claims} == {cg.Result.UNDETERMINED}
    [waiting] = [gap for gap in answer.awaiting if gap.path.pointer == "/policy/points.claim"]
    assert waiting.because == "policy"
    assert "roc-112" in waiting.question("en")


def test_it_comes_back_from_json() -> None:
    for edition, before in ((NEXT, POINTS), (POINTS, None)):
        data = json.loads(json.dumps(cg.dump(PointsText.of(edition))))
        text = cg.load(PointsText, data)
        assert cg.dump(text) == data
        if before is not None:
            again = text.after(before)
            assert (again.policy, again.clauses, again.awaited) == (
                edition.policy,
                edition.clauses,
                edition.awaited,
            )
    assert pickle.loads(pickle.dumps(NEXT)).policy == NEXT.policy


def test_numbers_without_a_notice_say_that_no_source_was_given() -> None:
    data: dict[str, Any] = {
        "name": "x", "since": "2023-01-01", "until": "2023-12-31", "keeps": kept_but("points.grant.ceiling"),
        "numbers": {"grant": 5},
    }  # fmt: skip
    bare = cg.load(PointsText, data).after(POINTS)
    assert (bare.notice, bare.numbers, bare.policy.grant) == (None, {"grant": 5}, 5)
    assert bare.quoted("grant") is None
    for change, problem in (
        ({"keeps": kept_but()}, ("numbers.grant", "edition.twice")),  # a sentence that is kept says 200,000
        ({"notice": {"title": "x", "on": "2023-01-01"}}, ("numbers.grant", "edition.unquoted")),
    ):
        with pytest.raises(InvalidInput) as refused:
            cg.load(PointsText, {**data, **change}).after(POINTS)
        assert problem in codes(refused.value)


def test_its_last_day_has_to_be_said() -> None:
    open_ended = {name: value for name, value in INVENTED.items() if name != "until"}
    with pytest.raises(InvalidInput) as refused:
        cg.load(PointsText, open_ended).after(POINTS)
    assert codes(refused.value) == [("until", "edition.until")]


def test_data_that_is_nonsense_is_refused_as_a_whole() -> None:
    bad = {"grant_ceiling": -1, "offset_share": "3/2", "regular_employee_ceiling": 2.5}
    with pytest.raises(InvalidInput) as error:
        cg.load(
            Years,
            {
                "editions": [
                    {
                        "name": "a", "since": "2023-01-01", "until": "2022-12-31", "ponits": {},
                        "points": {"name": "a", "since": "2023-01-01", "numbers": bad},
                    },
                    {
                        "name": "b", "since": "2023-02-30",
                        "points": {"name": "b", "since": "x", "numbers": {"paid_in_capital_cieling": 1}},
                    },
                ]
            },
        )  # fmt: skip
    found = codes(error.value)
    for problem in [
        ("editions[name=a].ponits", "unknown_key"),
        ("editions[name=a].points.numbers.grant_ceiling", "negative"),
        ("editions[name=a].points.numbers.offset_share", "share"),
        ("editions[name=a].points.numbers.regular_employee_ceiling", "type"),
        ("editions[name=a].until", "order"),
    ]:
        assert problem in found
    assert "paid_in_capital_ceiling?" in str(error.value)
    assert "2023-02-30" in str(error.value)


def test_a_year_of_texts_one_after_another() -> None:
    points = {**INVENTED}
    later = {**INVENTED, "name": "roc-113", "since": "2024-01-01", "until": "2024-12-31"}
    data = {
        "editions": [
            {"name": "roc-113", "since": "2024-01-01", "points": later},
            {"name": "roc-112", "since": "2023-01-01", "points": points},
        ]
    }
    first, second = cg.load(Years, data).after(FIRST)
    assert second["points"].earlier is first["points"]
    assert [one.name for one in Register(second["points"]).points.editions] == [
        "roc-111",
        "roc-112",
        "roc-113",
    ]
    wrong = {**points, "keeps": ["points.grnt"]}
    with pytest.raises(InvalidInput) as refused:
        cg.load(YearText, {"name": "x", "since": "2023-01-01", "points": wrong}).after(FIRST)
    assert ("points.keeps.points.grnt", "unknown_key") in codes(refused.value)


def test_an_edition_of_your_own_programme_as_data() -> None:
    text = cg.load(
        ItText,
        {
            "name": "it2023", "since": "2023-03-31", "until": "2024-03-30", "keeps": ["it"],
            "numbers": cg.dump(Numbers(a_from=50_000)),
        },
    )  # fmt: skip
    first = attrs.evolve(it2022.edition, until=date(2023, 3, 30))
    later = text.after(first)
    assert (later.policy.a_from, later.awaited) == (50_000, frozenset())
    with pytest.raises(InvalidInput) as refused:  # numbers that cannot be unknown have to be said
        attrs.evolve(text, numbers=cg.UNKNOWN).after(first)
    assert {code for _, code in codes(refused.value)} == {"edition.unsaid"}


# The register.


def test_the_register_gives_each_edition_to_its_programme() -> None:
    register = Register(NEXT)
    assert list(register) == list(NAMES)
    assert register.points.editions == (POINTS, NEXT)
    assert register.coaching is cg.coaching
    assert register.on(date(2023, 5, 2)).points is NEXT
    assert register.on(date(2023, 5, 2), as_known_on=date(2023, 1, 31)).points.silent
    [view] = [one for one in register.views if one.name == "points"]
    assert view.programme.editions == register.points.editions
    found = cg.guide.explore(FIRM, on=date(2023, 5, 2), programmes=register.views)
    assert [one.name for one in found.open] == ["points"]
    assert cg.guide.explore(FIRM, on=date(2030, 5, 2), programmes=register.views).open == ()


def test_an_edition_of_no_programme_is_refused() -> None:
    for stranger in (it2022.edition, 5, cg.points):
        anything: Any = stranger
        with pytest.raises(InvalidInput) as refused:
            Register(anything)
        assert codes(refused.value) == [("editions[0]", "subject")]


# What differs.


def test_the_diff_of_two_years() -> None:
    also = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    days = date(2022, 5, 2), date(2023, 5, 2)
    differs = cg.editions.diff(FIRST, Year({**FIRST, "points": NEXT}), subjects=[FIRM, also], on=days)
    points = differs["points"]
    assert {change.name: (change.old, change.new) for change in points.values} == {
        "applications_from": (cg.UNKNOWN, date(2023, 2, 1)),
        "surely_open_from": (date(2022, 4, 13), date(2023, 2, 1)),
        "applications_until": (date(2022, 8, 31), date(2023, 8, 31)),
        "regular_employee_ceiling": (200, 250),
    }
    assert [(flip.number, flip.rules, flip.after.award) for flip in points.flips] == [
        (0, ("points.applicant.size",), 200_000)
    ]
    assert not differs.same
    assert differs["coaching"].same
    with pytest.raises(KeyError):
        differs["nothing"]


def test_a_year_does_not_differ_from_itself() -> None:
    same = cg.editions.diff(FIRST, FIRST, subjects=[FIRM], on=date(2022, 5, 2))
    assert same.same
    assert same.clauses == ()
    assert "nothing differs" in same.message("en")
    assert "無變更" in same.message("zh_Hant_TW")


def test_policies_and_things_that_cannot_be_compared() -> None:
    loose = attrs.evolve(POINTS.policy, offset_share=cg.Share("2/3"))
    [change] = cg.editions.diff(POINTS.policy, loose).values
    assert (change.name, change.clauses) == ("offset_share", ("points.use.offset",))
    for other in (FIRST, 5, None):
        with pytest.raises(InvalidInput):
            cg.editions.diff(POINTS.policy, other)


def test_two_editions_of_a_programme_of_your_own() -> None:
    first = attrs.evolve(it2022.edition, until=date(2023, 3, 30))
    numbers = {name: getattr(Numbers(), name) for name in cg.facts(Numbers)}
    later: Edition[Numbers] = first.followed_by(
        "it2023", since=date(2023, 3, 31), until=date(2024, 3, 30), keeps=["it"],
        numbers={**numbers, "a_from": 50_000},
    )  # fmt: skip
    differs = cg.editions.diff(first, later, programmes={"it2022": it2022})
    assert [(one.name, one.clauses) for one in differs.values] == [("a_from", ("it.amount",))]


def test_a_subject_that_no_programme_decides_on_is_refused() -> None:
    for old, new in ((FIRST, FIRST), (POINTS, NEXT), (POINTS.policy, NEXT.policy), (cg.points, cg.points)):
        with pytest.raises(InvalidInput) as refused:
            cg.editions.diff(old, new, subjects=[FIRM, "12345675"], on=date(2022, 5, 2))
        assert [(p.path.pointer, p.code) for p in refused.value.problems] == [("/subjects/1", "subject")]


def test_a_clause_by_itself_is_data_too() -> None:
    text = PointsText.of(NEXT)
    assert [one.id for one in text.says] == ["points.window.application", "points.applicant.size"]
    assert text.says[1].clause({"regular_employee_ceiling": 250}) == Clause(
        "points.applicant.size", heading="三、申請對象", source="經常僱用員工數250人以下（虛構）",
        text=Text(zh="250 人以下", en="At most 250 staff"), numbers={"regular_employee_ceiling": 250},
    )  # fmt: skip
