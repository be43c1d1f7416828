"""The guide asks for nothing that follows from what was answered, and refuses what contradicts it."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.rules import completed
from cloudgrant.rules.records.implied import following
from questioning import FILING, firms

U = cg.UNKNOWN


def test_a_firm_that_contradicts_itself_never_comes_as_far_as_the_guide() -> None:
    with pytest.raises(cg.InvalidInput):
        cg.Company(project_breach=False, last_project_breach_on=date(2020, 1, 1))
    firm = cg.Company(last_project_breach_on=date(2020, 1, 1), project_breach=True)
    assert cg.guide.explore(firm, on=FILING).firm == firm


def test_an_answer_that_contradicts_another_is_refused_where_it_is_given() -> None:
    session = cg.guide.start(on=FILING).answer("project_breach", False)
    with pytest.raises(cg.InvalidInput) as caught:
        session.answer("last_project_breach_on", date(2020, 1, 1))
    assert {one.path.key for one in caught.value.problems} == {"project_breach", "last_project_breach_on"}
    assert session.firm.project_breach is False


def test_whether_a_branch_of_a_foreign_enterprise_is_a_branch_is_not_asked() -> None:
    firm = cg.InformationServiceProvider(foreign_enterprise_branch=True)
    found = cg.guide.explore(firm, on=FILING)
    assert "branch_office" not in {gap.path.key for gap in found.missing}
    assert found["research.lead"].outcome is cg.Outcome.INELIGIBLE
    domestic = cg.guide.explore(cg.InformationServiceProvider(branch_office=False), on=FILING)
    assert "foreign_enterprise_branch" not in {gap.path.key for gap in domestic.missing}


def test_what_a_report_says_is_asked_after_whether_there_is_one() -> None:
    session = cg.guide.start(cg.InformationServiceProvider(), on=FILING, programmes=["research", "listing"])
    asked: list[str] = []
    while (question := session.next) is not None:
        asked.append(question.fact)
        session = session.answer(question, U)
    for before, after in (
        ("cpa_audited", "audited_net_worth"),
        ("law_breach", "last_law_breach_on"),
        ("project_breach", "last_project_breach_on"),
        ("project_debarment", "debarred_from"),
        ("project_debarment", "debarred_until"),
        ("it_capability_held", "it_capability_from"),
        ("it_capability_held", "it_capability_until"),
        ("interim_statement", "interim_net_worth"),
    ):
        if after in asked:
            assert before in asked
            assert asked.index(before) < asked.index(after)


@pytest.mark.parametrize("programmes", [None, ["listing"], ["research"], *[[name] for name in NAMES[:1]]])
def test_nothing_is_asked_that_follows_from_the_answers(programmes: list[str] | None) -> None:
    for firm in firms(25):
        told = cg.Company(manufacturer=firm.manufacturer)
        while (question := cg.guide.explore(told, on=FILING, programmes=programmes).next) is not None:
            if question.fact == "on":
                break
            assert question.fact not in following(told)
            answer = getattr(firm, question.fact)
            if answer is U:
                break
            told = attrs.evolve(told, **{question.fact: answer})
        whole = cg.guide.explore(completed(told), on=FILING, programmes=programmes)
        given = cg.guide.explore(told, on=FILING, programmes=programmes)
        assert [one.outcome for one in whole.prospects] == [one.outcome for one in given.prospects]
        assert [one.decision.results for one in whole.prospects] == [
            one.decision.results for one in given.prospects
        ]
