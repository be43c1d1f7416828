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
from cloudgrant.editions import CloudServices, Edition, Editions, NoEdition, Years
from cloudgrant.programmes.catalogue import NAMES, programme
from cloudgrant.rules import DatedPolicy, Fact, InvalidInput, given
from cloudgrant.rules.records.digests import policy_digest

FIRST = cg.editions.ROC_111
POINTS = FIRST.policies["points"]
FIRM = cg.Manufacturer(
    ubn="12345675", paid_in_capital=150_000_000, regular_employees=230, factory="registered",
    points_last_used_in=0,
)  # fmt: skip
INVENTED: dict[str, Any] = {
    "name": "roc-112",
    "since": "2023-01-01",
    "points": {
        "surely_open_from": "2023-02-01", "applications_until": "2023-08-31",
        "regular_employee_ceiling": 250, "grant": 150_000,
    },
}  # fmt: skip
NEXT = cg.load(CloudServices, INVENTED)


@attrs.frozen(kw_only=True)
class Japan(Edition):
    it2022: Fact[Numbers] = given(ja="IT導入補助金", en="IT subsidy")


def edition(name: str, since: date, **more: Any) -> CloudServices:
    return CloudServices(name=name, since=since, **more)


def codes(error: InvalidInput) -> list[tuple[str, str]]:
    return [(problem.path.key, problem.code) for problem in error.problems]


# ROC 111.


def test_it_groups_what_the_programmes_themselves_publish() -> None:
    assert "points" in FIRST.policies
    for name, policy in FIRST.policies.items():
        assert name in NAMES
        assert policy is programme(name).policy_on(date(2022, 5, 2))
    published = {
        policy_digest(one) for two in cg.editions.PUBLISHED.published for one in two.policies.values()
    }
    for name in FIRST.policies:
        for dated in programme(name).policies:
            assert policy_digest(dated.policy) in published


@pytest.mark.parametrize(
    "day", [date(2022, 1, 1), date(2022, 4, 13), date(2022, 8, 31), date(2022, 9, 1), date(2031, 1, 1)]
)
def test_it_is_in_force_until_a_later_one_begins(day: date) -> None:
    assert cg.editions.on(day) is FIRST
    assert cg.points.assess(FIRM, on=day).policy is POINTS


def test_before_the_first_there_is_none() -> None:
    with pytest.raises(NoEdition, match=r"2021-12-31.*無適用"):
        cg.editions.on(date(2021, 12, 31))


def test_a_decision_by_an_edition() -> None:
    at = cg.points.assess(FIRM, on=date(2023, 5, 2), edition=NEXT)
    assert (at.outcome, at.award, at.policy) == (cg.Outcome.ELIGIBLE, 150_000, NEXT.points)
    with pytest.raises(InvalidInput) as twice:
        cg.points.assess(FIRM, on=date(2023, 5, 2), edition=NEXT, policy=POINTS)
    assert codes(twice.value) == [("policy", "duplicate")]
    with pytest.raises(InvalidInput) as without:
        cg.points.assess(FIRM, on=date(2023, 5, 2), edition=edition("x", date(2023, 1, 1)))
    assert codes(without.value) == [("edition", "required")]


# A later one, and corrections.


def test_the_next_one_is_data_only() -> None:
    years = cg.editions.PUBLISHED.followed_by(NEXT)
    assert years.on(date(2022, 12, 31)).name == "roc-111"
    assert years.on(date(2023, 1, 1)) is NEXT
    points = years.programme("points")
    assert points.assess(FIRM, on=date(2022, 5, 2)).outcome is cg.Outcome.INELIGIBLE
    assert points.assess(FIRM, on=date(2023, 5, 2)).outcome is cg.Outcome.ELIGIBLE
    assert cg.points.policy_on(date(2023, 5, 2)) is POINTS  # the library's own is as it was


def test_an_edition_comes_back_from_json() -> None:
    for one in (FIRST, NEXT):
        assert cg.load(CloudServices, json.loads(json.dumps(cg.dump(one)))) == one
        assert pickle.loads(pickle.dumps(one)) == one


def test_a_revision_takes_over_from_the_day_it_is_known() -> None:
    corrected = attrs.evolve(
        NEXT,
        known=date(2023, 3, 1),
        points=attrs.evolve(NEXT.policies["points"], regular_employee_ceiling=300),
    )
    years = cg.editions.PUBLISHED.followed_by(NEXT, corrected)
    day = date(2023, 2, 10)
    assert years.on(day) is corrected
    assert years.on(day, as_known_on=date(2023, 2, 28)) is NEXT
    assert years.on(day, as_known_on=date(2023, 3, 1)) is corrected
    assert years.of_digest(NEXT.digest) is NEXT
    assert years.of_digest(policy_digest(corrected.points)) is corrected
    points = years.programme("points")
    assert points.policy_on(day).regular_employee_ceiling == 300
    assert points.policy_on(day, as_known_on=date(2023, 2, 28)).regular_employee_ceiling == 250


def test_by_the_digest_that_a_receipt_names() -> None:
    receipt = cg.points.assess(FIRM, on=date(2022, 5, 2)).receipt
    assert cg.editions.of_digest(receipt.policy) is FIRST
    with pytest.raises(NoEdition):
        cg.editions.of_digest("0" * 64)


def test_a_corrected_programme_s_history_is_the_edition_s() -> None:
    changed = attrs.evolve(POINTS, grant=190_000)
    corrected = cg.points.revised(DatedPolicy(date(2022, 1, 1), changed, date(2022, 6, 1)))
    assert corrected.policy_on(date(2022, 5, 2), as_known_on=date(2022, 5, 31)) is POINTS
    assert corrected.policy_on(date(2022, 5, 2)) is changed


# Refusals.


@pytest.mark.parametrize(
    ("until", "since", "code"),
    [
        (date(2023, 6, 29), date(2023, 7, 1), "edition.gap"),
        (date(2023, 6, 30), date(2023, 7, 1), None),
        (date(2023, 7, 1), date(2023, 7, 1), "edition.overlap"),
    ],
)
def test_overlaps_and_gaps(until: date, since: date, code: str | None) -> None:
    pair = edition("a", date(2023, 1, 1), until=until), edition("b", since)
    if code is None:
        assert Editions(*pair).on(until).name == "a"
        assert Editions(*pair).on(since).name == "b"
        return
    with pytest.raises(InvalidInput) as error:
        Editions(*pair)
    assert codes(error.value) == [("editions.b.since", code)]
    assert "a" in error.value.problems[0].message("zh")


def test_two_that_begin_together_overlap() -> None:
    with pytest.raises(InvalidInput) as error:
        Editions(edition("a", date(2023, 1, 1)), edition("b", date(2023, 1, 1)))
    assert codes(error.value) == [("editions.b.since", "edition.overlap")]


def test_an_overlap_that_only_an_earlier_state_had() -> None:
    first = edition("a", date(2023, 1, 1), until=date(2023, 12, 31))
    second = edition("b", date(2023, 7, 1))
    mended = attrs.evolve(first, until=date(2023, 6, 30), known=date(2023, 8, 1))
    with pytest.raises(InvalidInput) as error:
        Editions(first, second, mended)
    assert codes(error.value) == [("editions.b.since", "edition.overlap")]


def test_after_the_last_day_of_the_last_there_is_none() -> None:
    closed = Editions(edition("a", date(2023, 1, 1), until=date(2023, 12, 31)))
    assert closed.on(date(2023, 12, 31)).name == "a"
    with pytest.raises(NoEdition):
        closed.on(date(2024, 1, 1))


def test_every_other_fault_at_once() -> None:
    with pytest.raises(InvalidInput) as error:
        Editions(FIRST, FIRST, attrs.evolve(FIRST, since=date(2022, 7, 1), known=date(2022, 6, 1)))
    assert codes(error.value) == [("editions[1]", "duplicate"), ("editions[2].since", "edition.since")]
    with pytest.raises(InvalidInput) as none:
        Editions()
    assert codes(none.value) == [("editions", "required")]

    @attrs.frozen(kw_only=True)
    class Other(Edition):
        pass

    with pytest.raises(InvalidInput) as mixed:
        Editions(FIRST, Other(name="x", since=date(2023, 1, 1)))
    assert codes(mixed.value) == [("editions[1]", "subject")]


BAD = {"grant_ceiling": -1, "offset_share": "3/2", "regular_employee_ceiling": 2.5}


def test_data_that_is_nonsense_is_refused_as_a_whole() -> None:
    with pytest.raises(InvalidInput) as error:
        cg.load(
            Years,
            {
                "editions": [
                    {
                        "name": "a", "since": "2023-01-01", "until": "2022-12-31", "ponits": {},
                        "points": BAD,
                    },
                    {"name": "b", "since": "2023-02-30", "points": {"paid_in_capital_cieling": 1}},
                    {"name": "c", "since": "2024-01-01", "until": "2024-12-31"},
                    {"name": "d", "since": "2025-06-01"},
                ]
            },
        )  # fmt: skip
    found = codes(error.value)
    for problem in [
        ("editions[name=a].ponits", "unknown_key"),
        ("editions[name=a].points.grant_ceiling", "negative"),
        ("editions[name=a].points.offset_share", "share"),
        ("editions[name=a].points.regular_employee_ceiling", "type"),
        ("editions[name=a].until", "order"),
        ("editions.d.since", "edition.gap"),
    ]:
        assert problem in found
    assert "paid_in_capital_ceiling?" in str(error.value)
    assert "2023-02-30" in str(error.value)


def test_good_years_are_ordered() -> None:
    years = cg.load(Years, {"editions": [INVENTED, {"name": "roc-111", "since": "2022-01-01"}]})
    assert [one.name for one in years.ordered().published] == ["roc-111", "roc-112"]


# What differs.


def test_the_diff_of_the_invented_edition() -> None:
    also = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
    never = cg.Manufacturer(paid_in_capital=1, factory="none")
    days = date(2022, 5, 2), date(2023, 5, 2)
    differs = cg.editions.diff(FIRST, NEXT, subjects=[FIRM, also, never], on=days)
    points = differs["points"]
    assert {change.name: (change.old, change.new) for change in points.values} == {
        "surely_open_from": (date(2022, 4, 13), date(2023, 2, 1)),
        "applications_until": (date(2022, 8, 31), date(2023, 8, 31)),
        "regular_employee_ceiling": (200, 250),
        "grant": (200_000, 150_000),
    }
    touched = ("points.window.application", "points.applicant.size", "points.grant.ceiling")
    assert points.clauses == differs.clauses == touched
    assert points.rules == ()
    assert [(flip.number, flip.rules, flip.before.award, flip.after.award) for flip in points.flips] == [
        (0, ("points.applicant.size",), 0, 150_000),
        (1, (), 200_000, 150_000),
    ]
    assert not differs.same
    assert "第 2 件：符合資格 → 符合資格（核給 200,000點 → 150,000點）" in differs.message("zh_Hant_TW")
    assert "no. 2: eligible → eligible (award 200,000 points → 150,000 points)" in differs.message("en")


def test_an_edition_does_not_differ_from_itself() -> None:
    same = cg.editions.diff(FIRST, FIRST, subjects=[FIRM], on=date(2022, 5, 2))
    assert same.same
    assert same.clauses == ()
    assert "nothing differs" in same.message("en")
    assert "無變更" in same.message("zh_Hant_TW")
    with pytest.raises(KeyError):
        same["nothing"]


def test_policies_and_things_that_cannot_be_compared() -> None:
    loose = attrs.evolve(POINTS, offset_share=cg.Share("2/3"))
    [change] = cg.editions.diff(POINTS, loose).values
    assert (change.name, change.clauses) == ("offset_share", ("points.use.offset",))
    for other in (FIRST, 5, None):
        with pytest.raises(InvalidInput):
            cg.editions.diff(POINTS, other)


def test_an_edition_of_your_own_programmes() -> None:
    old = Japan(name="2022", since=date(2022, 4, 1), it2022=Numbers())
    new = Japan(name="2023", since=date(2023, 4, 1), it2022=Numbers(a_from=50_000))
    years = Editions(old, new)
    assert years.on(date(2023, 3, 31)) is old
    differs = cg.editions.diff(old, new, programmes={"it2022": it2022})
    assert [(one.name, one.clauses) for one in differs["it2022"].values] == [("a_from", ("it.amount",))]
    assert years.programme("it2022", it2022).policy_on(date(2023, 5, 1)).a_from == 50_000


def test_a_subject_that_no_programme_decides_on_is_refused() -> None:
    for old, new in ((FIRST, NEXT), (FIRST.points, NEXT.points), (cg.points, cg.points)):
        with pytest.raises(cg.InvalidInput) as refused:
            cg.editions.diff(old, new, subjects=[FIRM, "12345675"], on=date(2022, 5, 2))
        assert [(p.path.pointer, p.code) for p in refused.value.problems] == [("/subjects/1", "subject")]
