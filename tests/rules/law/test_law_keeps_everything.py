"""A reform, a revision and a view keep all that a programme, a decision or a finding has."""

from __future__ import annotations

import inspect
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.reform import Reform
from cloudgrant.rules.deciding.decided import Decided
from cloudgrant.rules.explaining.answered import Answered
from cloudgrant.rules.explaining.finding import Finding
from cloudgrant.rules.explaining.party_view import PartyFinding, PartyView
from cloudgrant.rules.law.in_force import Law

ON = date(2022, 5, 2)
PARTS = [field.name for field in attrs.fields(Law) if field.init]
PROGRAMMES = [programme_of(name) for name in NAMES]
REBOUND = {"edition", "clauses", "_traced", "calculations", "realised_by"}
"""What is made anew for each edition, equal where nothing of it changes."""
CAPPED = Reform("capped", policy={"case_cap": 20_000_000})


def changed_parts(old: cg.Programme[Any, Any], new: cg.Programme[Any, Any]) -> set[str]:
    return {name for name in PARTS if getattr(old, name) is not getattr(new, name)}


def same_law(old: cg.Programme[Any, Any], new: cg.Programme[Any, Any]) -> bool:
    """Whether two have the same clauses, the same rules as they were traced, and the same beside them."""
    return (
        all(new.traced(id) is old.traced(id) for id in old.rule_ids())
        and (new.clauses, new.rules) == (old.clauses, old.rules)
        and (new.calculations, new.realised_by) == (old.calculations, old.realised_by)
    )


def test_a_reform_of_numbers_keeps_the_ceiling_and_the_parties() -> None:
    reformed = CAPPED.of(cg.research)
    assert reformed.ceiling is cg.research.ceiling
    assert reformed.parties == cg.research.parties
    assert reformed.policy_on(ON).case_cap == 20_000_000


@pytest.mark.parametrize("programme", PROGRAMMES, ids=repr)
def test_a_reform_changes_only_what_it_says(programme: cg.Programme[Any, Any]) -> None:
    first = programme.rule_ids()[0]
    without = Reform("less", without=[first]).of(programme)
    assert changed_parts(programme, without) <= {*REBOUND, "award_tree"}
    assert (without.calculations, without.realised_by) == (programme.calculations, programme.realised_by)
    assert without.award_tree == programme.award_tree
    assert without.clauses == programme.clauses
    assert [rule.id for rule in without.rules] == [one.id for one in programme.rules if one.id != first]
    numbers = Reform("same", policy=programme.edition.policy).of(programme)
    assert changed_parts(programme, numbers) <= {
        "edition",
        "clauses",
        "_traced",
        "calculations",
        "realised_by",
    }
    assert same_law(programme, numbers)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=repr)
def test_a_revision_changes_only_the_edition(programme: cg.Programme[Any, Any]) -> None:
    revised = programme.with_editions(programme.edition.revised(known=date(2030, 1, 1)))
    assert changed_parts(programme, revised) <= {
        "edition",
        "clauses",
        "_traced",
        "calculations",
        "realised_by",
    }
    assert same_law(programme, revised)
    assert [one.known for one in revised.editions] == [None, date(2030, 1, 1)]


def test_a_copy_keeps_what_a_programme_holds_beside_its_parts() -> None:
    again = CAPPED.of(cg.research)
    assert vars(again).keys() == vars(cg.research).keys()
    assert vars(again)["_made"] is not vars(cg.research)["_made"]
    assert pickle.loads(pickle.dumps(again)).parties == cg.research.parties


def test_rules_that_change_are_judged_anew() -> None:
    firm = cg.Manufacturer(paid_in_capital=1, factory="none", points_last_used_in=0)
    before = cg.points.assess(firm, on=ON)
    failing = [rule for rule, result in before.results.items() if result is cg.Result.NOT_MET]
    less = Reform("less", without=failing).of(cg.points)
    assert less.judges is not cg.points.judges
    assert (before.outcome, less.assess(firm, on=ON).outcome) == (cg.Outcome.INELIGIBLE, cg.Outcome.ELIGIBLE)


def test_a_programme_is_immutable() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        cg.points.name = "other"  # type: ignore[misc]


def public(cls: type[Any]) -> set[str]:
    named = {name for name, _ in inspect.getmembers(cls) if not name.startswith("_")}
    return named | {field.name for field in attrs.fields(cls) if not field.name.startswith("_")}


def test_a_party_may_see_of_a_finding_all_but_whom_it_is_about() -> None:
    # The subject holds everybody's facts, and the case and the remedies are read from it.
    assert public(Finding) - public(PartyFinding) == {
        "subject",
        "completed",
        "case",
        "remedies",
        "ways_out",
        "all_ways_tried",
    }
    assert public(PartyFinding) - public(Finding) == {"withheld"}
    assert {field.name for field in attrs.fields(Answered)} <= {
        field.name for field in attrs.fields(PartyFinding)
    }


def test_a_party_may_see_of_a_decision_all_but_its_receipt() -> None:
    # From the digest of what is known, one fact that is not shown could be found by trying.
    # What all of an application lacks is told to those who make it.
    whole = {"deficiencies", "notice"}
    assert public(cg.Assessment) - public(PartyView) == {"for_party", "receipt", *whole}
    assert public(PartyView) - public(cg.Assessment) == {"party"}
    assert {field.name for field in attrs.fields(Decided)} <= {
        field.name for field in attrs.fields(PartyView)
    }
