"""Rules that an edition words otherwise, or brings: of its own clauses, and refused where there is none."""

from __future__ import annotations

from datetime import date

import pytest

import cloudgrant as cg
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.rules import Edition, Rule, RuleRefused, Truth, one_of, rule

BEFORE = cg.points.edition
FACTORY = "points.applicant.factory"


@rule(FACTORY, zh="有工廠登記", en="Has factory registration")
def registered(firm: cg.Company, policy: PointsPolicy) -> Truth:
    return one_of(firm.factory, "registered")


@rule("points.applicant.factroy", zh="有工廠登記", en="Has factory registration")
def misspelt(firm: cg.Company, policy: PointsPolicy) -> Truth:
    return one_of(firm.factory, "registered")


def followed(*rules: Rule[...], drops: str = "points.claim") -> Edition[PointsPolicy]:
    return BEFORE.followed_by(
        "roc-112",
        since=date(2023, 1, 1),
        until=date(2023, 12, 31),
        keeps=[id for id in BEFORE.clauses if id != drops],
        drops=[drops],
        rules=rules,
    )


def test_a_rule_of_a_clause_that_is_kept_takes_the_place_of_the_programmes_own() -> None:
    law = cg.points.with_editions(followed(registered)).under("roc-112")
    assert registered in law.rules
    assert [one.id for one in law.rules] == [
        one.id for one in cg.points.rules if one.clause != "points.claim"
    ]


@pytest.mark.parametrize(
    ("one", "drops", "clause"),
    [(misspelt, "points.claim", "points.applicant.factroy"), (registered, FACTORY, FACTORY)],
)
def test_a_rule_of_no_clause_of_the_edition_is_refused_and_never_left_out(
    one: Rule[...], drops: str, clause: str
) -> None:
    with pytest.raises(RuleRefused) as refused:
        cg.points.with_editions(followed(one, drops=drops))
    assert [(problem.code, problem.params["given"]) for problem in refused.value.problems] == [
        ("clause", clause)
    ]


def test_a_rule_goes_with_its_clause_in_the_edition_after() -> None:
    first = cg.points.edition.followed_by(
        "a", since=date(2023, 1, 1), until=date(2023, 12, 31), keeps=["points", "listing"], rules=[registered]
    )
    keeps = [id for id in first.clauses if id != FACTORY]
    second = first.followed_by(
        "b", since=date(2024, 1, 1), until=date(2024, 12, 31), keeps=keeps, drops=[FACTORY]
    )
    law = cg.points.with_editions(second)
    assert registered in law.under("a").rules
    assert FACTORY not in [one.id for one in law.under("b").rules]
