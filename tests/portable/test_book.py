"""The rule book that other machines run: what it names, and what is bound where it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.rules import UNKNOWN, Fact, Stage, Truth, fact, for_each, rule
from portable.asked import STAGES, book_of
from toys.stalls import FILED, OTHER, PUBLISHED, RULES, TERMS, Pitch, Stall, stalls
from toys.workshops import LIMITS, Address, Limits, Maker, Workshop, programme


@pytest.mark.parametrize("programme", [cg.points, stalls])
def test_a_rulebook_survives_json(programme: cg.Programme[Any, Any]) -> None:
    book = portable.rulebook(programme)
    assert json.loads(json.dumps(book)) == book
    assert portable.rulebook(programme) == book


def test_a_rulebook_names_every_fact_rule_and_clause_of_points() -> None:
    book = portable.rulebook(cg.points)
    assert (book["kind"], book["version"], book["programme"], book["stage"]) == (
        "rulebook",
        2,
        "points",
        "application",
    )
    assert set(book["facts"]) == set(cg.facts(cg.Company)) >= {
        "ubn", "name", "paid_in_capital", "regular_employees", "manufacturer", "provider", "service_firm",
        "factory", "points_last_used_in",
    }  # fmt: skip
    assert [entry["id"] for entry in book["rules"]] == [
        "points.window.application",
        "points.applicant.size",
        "points.applicant.manufacturer",
        "points.applicant.factory",
        "points.applicant.not-repeat",
    ]
    names = {"paid_in_capital": "paid_in_capital_ceiling", "regular_employees": "regular_employee_ceiling"}
    size = next(entry["holds"] for entry in book["rules"] if entry["id"] == "points.applicant.size")

    def at_most(fact: str, limit: str, otherwise: int, unsaid: str) -> str:
        """A fact held against a number, either of which may be unknown."""
        number = f"has(policy.{limit}) && policy.{limit} != null"
        known = number if unsaid == "false" else f"!({number})"
        value = f"((has(subject.{fact}) && subject.{fact} != null) ? subject.{fact} : {otherwise})"
        compared = f"({value} <= (({number}) ? policy.{limit} : 0))"
        return f"({known} {'&&' if unsaid == 'false' else '||'} {compared})"

    surely, possibly = (
        " || ".join(at_most(fact, limit, otherwise, unsaid) for fact, limit in names.items())
        for otherwise, unsaid in ((10**14, "false"), (0, "true"))
    )
    assert size == {"surely": f"({surely})", "possibly": f"({possibly})"}
    for entry in book["rules"]:
        clause = cg.points.clauses[entry["id"]]
        assert entry["clause"]["id"] == entry["id"]
        assert (entry["clause"]["heading"], entry["clause"]["source"]) == (clause.heading, clause.source)
        assert {"zh", "en"} <= set(entry["wording"])


def test_a_rulebook_tells_all_of_a_fact() -> None:
    facts = portable.rulebook(cg.points)["facts"]
    capital, factory = facts["paid_in_capital"], facts["factory"]
    assert (capital["type"], capital["unit"], capital["least"], capital["most"]) == ("int", "TWD", 0, 10**14)
    assert (capital["change"], capital["known_by"], capital["derived"]) == ("never", "applicant", False)
    assert factory["options"]["exempt"] == {"zh": "免工廠登記", "en": "exempt"}
    assert factory["change"] == "both_ways"
    assert "factory" in factory["question"]["en"]
    assert portable.rulebook(stalls)["facts"]["costs"]["derived"] is True


def each_fact(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for described in facts.values():
        yield described
        yield from each_fact(described.get("facts", {}))


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_a_derived_fact_carries_its_formula_or_is_given(name: str, stage: Stage) -> None:
    kinds = {"bool": ["first", "surely", "possibly"], "int": ["first", "known", "least", "most"]}
    for described in each_fact(book_of(name, stage)["facts"]):
        formula = described["formula"]
        assert described["given"] is (formula is None)
        assert described["derived"] or formula is None
        if formula is not None:
            assert list(formula) == kinds.get(described["type"], ["first", "known", "value"])


def test_what_only_python_can_work_out_is_given() -> None:
    facts = book_of("lanterns", "application")["facts"]
    assert (facts["letters"]["derived"], facts["letters"]["given"]) == (True, True)
    assert "subject.letters" in facts["spare"]["formula"]["least"]
    assert (facts["practice"]["given"], facts["practice"]["formula"]["first"][0]["kind"]) == (False, "total")


def test_what_is_derived_is_bound_as_its_formula_has_it() -> None:
    """Called as plain Python, a fact reads through an object that is not known, and errs."""

    @attrs.frozen(kw_only=True)
    class Let(Workshop):
        @fact(en="The landlord's floor area")
        def let(self) -> Fact[int]:
            return self.landlord.area  # type: ignore[union-attr]

    assert "let" not in portable.bindings(Let(), LIMITS)["subject"]
    assert portable.bindings(Let(landlord=Address(area=3)), LIMITS)["subject"]["let"] == 3


def test_a_rulebook_holds_the_policy_that_is_known() -> None:
    book = portable.rulebook(stalls)
    assert book["policy"] == {
        "closes": "2022-06-30", "budget": 600, "own_share": {"numerator": 1, "denominator": 3},
        "kinds": ["food", "craft"], "widths": [2, 4], "most_staff": 9, "cap": 250,
    }  # fmt: skip
    reformed = portable.rulebook(stalls, policy=PUBLISHED)
    assert (reformed["policy"]["levy"], reformed["policy"]["opens"]) == (424, "2022-04-01")
    assert reformed["rules"] == book["rules"]
    assert portable.bindings(Stall(), OTHER)["policy"]["widths"] == []


def test_a_rulebook_tells_what_is_advisory_and_when_a_rule_applies() -> None:
    entries = {entry["id"]: entry for entry in portable.rulebook(stalls)["rules"]}
    assert list(entries) == [one.id for one in RULES]
    assert entries["stall.size"]["force"] == "advisory"
    founded = "has(subject.founded) && subject.founded != null"
    assert entries["stall.size"]["applies"] == {
        "surely": f'({founded} && (subject.founded >= "2020-01-01"))',
        "possibly": f'(!({founded}) || (subject.founded >= "2020-01-01"))',
    }
    assert '(subject.pitch.county in ["islands"])' in entries["stall.pitch"]["applies"]["surely"]
    assert entries["stall.budget"]["applies"] is None
    assert entries["stall.stock/levy"]["clause"]["id"] == "stall.stock"


def test_the_facts_inside_a_record_are_named_too() -> None:
    book = json.dumps(portable.rulebook(stalls)["facts"], ensure_ascii=False)
    for info in (cg.facts(Pitch)["county"], cg.facts(Pitch)["width"]):
        assert info.label.in_("en") in book


def test_a_rule_about_each_item_names_the_list_and_the_facts_of_its_items() -> None:
    @rule("fund.maker", en="Licensed")
    def maker_licensed(maker: Maker, limits: Limits) -> Truth:
        return maker.licensed

    book = portable.rulebook(programme(for_each("makers", maker_licensed)))
    [entry] = book["rules"]
    surely = "(subject != null && has(subject.licensed) && subject.licensed != null && subject.licensed)"
    assert (entry["over"], entry["holds"]["surely"]) == ("makers", surely)
    assert cg.facts(Maker)["apprentice"].label.in_("en") in json.dumps(book["facts"], ensure_ascii=False)


def test_what_is_unknown_is_not_bound() -> None:
    bound = portable.bindings(Stall(rent=5, pitch=Pitch(width=3)), TERMS)
    assert bound["subject"] == {"rent": 5, "pitch": {"width": 3}}
    assert {"opens", "levy"}.isdisjoint(bound["policy"])
    assert bound["on"] is None
    assert portable.bindings(Stall(), TERMS, FILED)["on"] == "2022-05-02"
    assert portable.bindings(Stall(rent=1, wages=2), TERMS)["subject"]["costs"] == 3
    json.dumps(bound)


def test_the_class_that_carried_the_facts_does_not_show() -> None:
    maker = cg.Manufacturer(regular_employees=3)
    company = cg.Company(regular_employees=3, manufacturer=True)
    policy = attrs.evolve(cg.points.policy_on(FILED), applications_from=UNKNOWN)
    assert portable.bindings(maker, policy) == portable.bindings(company, policy)
