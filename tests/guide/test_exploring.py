"""What is open, closed and undecided equals the full assessments, and says why."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.guide.clauses import CLAUSES
from cloudgrant.guide.exploring import explore
from cloudgrant.guide.question import Question
from cloudgrant.programmes.catalogue import NAMES, firm_views
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules import NoEdition
from cloudgrant.rules.law.clause import cited_by
from cloudgrant.testing.strategies import subjects
from questioning import FILING, firms

ELIGIBLE, INELIGIBLE, OPEN = cg.Outcome.ELIGIBLE, cg.Outcome.INELIGIBLE, cg.Outcome.UNDETERMINED
VIEWS = [view for name in NAMES for view in firm_views(name)]
MAKER = cg.Company(
    paid_in_capital=80_000_000,
    regular_employees=260,
    manufacturer=True,
    provider=False,
    factory="registered",
    points_last_used_in=0,
)


def test_the_clause_of_the_guide_is_realised_by_explore() -> None:
    assert [clause.id for clause in CLAUSES] == ["guide.which-programmes"]
    assert cg.guide.explore.clause == "guide.which-programmes"


def test_every_programme_about_a_firm_is_looked_at_and_none_twice() -> None:
    names = [view.name for view in VIEWS]
    assert {"points", "coaching"} <= set(names)
    assert len(names) == len(set(names))
    assert [one.name for one in cg.guide.explore(cg.Company(), on=FILING).prospects] == names


def test_outcomes_of_10000_firms_whole_or_in_part_are_those_of_the_full_assessments() -> None:
    chance, seen = Random(7), set()
    for firm in firms(10_000):
        names = [name for name, value in vars_of(firm).items() if value is not cg.UNKNOWN]
        hidden = [name for name in names if chance.random() < 0.3] if chance.random() < 0.7 else []
        draft = attrs.evolve(firm, **dict.fromkeys(hidden, cg.UNKNOWN))
        found = cg.guide.explore(draft, on=FILING)
        for view, prospect in zip(VIEWS, found.prospects, strict=True):
            full = view.programme.assess(view.of(draft), on=FILING)
            assert (prospect.name, prospect.outcome) == (view.name, full.outcome)
            assert prospect.decision.results == full.results
            assert {gap.path for gap in prospect.missing} <= {view.of_firm(gap.path) for gap in full.missing}
            seen.add((view.name, prospect.outcome))
    assert {(name, outcome) for name in ("points", "coaching") for outcome in cg.Outcome} <= seen


def vars_of(firm: cg.Company) -> dict[str, object]:
    return {name: getattr(firm, name) for name, info in cg.facts(cg.Company).items() if not info.derived}


def test_open_closed_and_undecided_with_reasons() -> None:
    found = cg.guide.explore(MAKER, on=FILING, programmes=["points", "coaching"])
    assert [one.name for one in found.open] == ["points"]
    assert [one.name for one in found.closed] == ["coaching"]
    assert found.undecided == ()
    assert [finding.rule for finding in found["coaching"].reasons] == ["coaching.target/provider"]
    assert found["coaching"].reasons[0].clause.id == "coaching.target"
    assert {finding.rule for finding in found["points"].reasons} == set(cg.points.rule_ids())
    assert found.missing == ()
    assert found.next is None


def test_the_facts_that_would_settle_the_rest_come_once_with_every_rule() -> None:
    found = cg.guide.explore(cg.Company(), on=FILING, programmes=["points", "coaching"])
    assert [gap.path.key for gap in found.missing] == [
        "paid_in_capital", "regular_employees", "manufacturer", "provider", "factory",
        "points_last_used_in", "cloud_services", "cloud_base", "coaching_own_funds",
    ]  # fmt: skip
    assert found.missing[0].rules == ("points.applicant.size",)


def test_a_fact_that_two_programmes_wait_for_is_one_gap() -> None:
    twin = cg.Programme(
        "twin", title=cg.points.title, subject=cg.Company, edition=cg.points.edition,
        rules=cg.points.rules[:5], whole=False,
    )  # fmt: skip
    found = cg.guide.explore(MAKER_WITHOUT_FACTORY, on=FILING, programmes=["points", twin])
    [gap] = found.missing
    assert gap.path.key == "factory"
    question = found.next
    assert question is not None
    assert (question.reason, question.names) == ("settles", ("points", "twin"))
    assert question.because("en").startswith("because it settles two programmes: ")
    assert question.because("zh_Hant_TW").startswith("這一題答完，兩項計畫都有結論：")


MAKER_WITHOUT_FACTORY = attrs.evolve(MAKER, factory=cg.UNKNOWN)


def test_the_words() -> None:
    firm = attrs.evolve(MAKER, factory="none")
    found = cg.guide.explore(firm, on=FILING, programmes=["points", "coaching"])
    assert found.message("en") == (
        "✗ Digital points of the Industry Hall: not open to the firm.\n"
        "  not met: Has factory registration, or is exempt from it "
        "(Factory registration: neither registered nor exempt)\n"
        "  It would be open if you have the factory registered.\n"
        "✗ Coaching providers towards cloud services: not open to the firm.\n"
        "  not met: Is an information service provider (Information service provider: no)"
    )
    assert found.message("zh_Hant_TW").splitlines()[2] == ("  若辦妥工廠登記，就可以申請。")


@given(firm=subjects(cg.Company, cg.points), shown=st.sampled_from(["zh_Hant_TW", "en"]))
def test_it_always_has_words(firm: cg.Company, shown: str) -> None:
    found = cg.guide.explore(firm, on=FILING, programmes=["points", "coaching"])
    assert len(found.message(shown).splitlines()) >= 2
    question = found.next
    assert (question is None) is (not found.missing)
    assert found.undecided or question is None
    if question is not None:
        assert question.text(shown)
        assert question.because(shown)
        assert question.path in {gap.path for gap in found.missing}


# What is asked and what is never asked.


def test_what_only_the_office_knows_is_never_asked() -> None:
    """Before the briefing nobody but the office can say whether intake was open."""
    early = cg.guide.explore(cg.Company(), on=date(2022, 3, 1), programmes=["points"])
    assert early["points"].outcome is OPEN
    assert [gap.path.pointer for gap in early.awaiting] == [
        "/points_used_before_in", "/policy/applications_from",
    ]  # fmt: skip
    assert early.next is not None  # the applicant's answers can still close it …
    ready = cg.guide.explore(MAKER, on=date(2022, 3, 1), programmes=["points"])
    assert ready["points"].outcome is OPEN
    assert ready.next is None  # … and once they cannot, there is nothing to ask


def test_what_can_only_lead_to_the_office_is_not_asked() -> None:
    """Its staff could still meet the size, but not open what waits for the first day of intake."""
    large = cg.guide.explore(
        attrs.evolve(MAKER, regular_employees=cg.UNKNOWN), on=date(2022, 3, 1), programmes=["points"]
    )
    assert large.next is None  # 80 million already meets it
    firm = attrs.evolve(MAKER, paid_in_capital=300_000_000, regular_employees=cg.UNKNOWN)
    asked = cg.guide.explore(firm, on=date(2022, 3, 1), programmes=["points"]).next
    assert asked is not None
    assert (asked.fact, asked.reason) == ("regular_employees", "may_close")


def test_nothing_that_is_settled_is_asked() -> None:
    late = cg.guide.explore(cg.Company(), on=date(2022, 9, 1), programmes=["points"])
    assert late["points"].outcome is INELIGIBLE
    assert late.next is None
    assert late.missing == ()


def test_a_completed_policy_is_taken_where_it_is_given() -> None:
    policy = attrs.evolve(cg.points.policy_on(FILING), applications_from=date(2022, 2, 1))
    found = cg.guide.explore(MAKER, on=date(2022, 3, 1), programmes=["points"], policies={"points": policy})
    assert found["points"].outcome is ELIGIBLE


@pytest.mark.parametrize("ask", [explore, lambda firm, **said: cg.guide.frequencies([firm], **said)])
def test_policies_that_nobody_would_go_by_are_refused(ask: Any) -> None:
    points, research = cg.points.policy_on(FILING), cg.research.policy_on(FILING)

    def refused(policies: Any, **said: Any) -> list[tuple[str, str]]:
        with pytest.raises(cg.InvalidInput) as caught:
            ask(MAKER, on=FILING, policies=policies, **said)
        assert all(one.message("zh") != one.message("en") for one in caught.value.problems)
        return [(one.path.pointer, one.code) for one in caught.value.problems]

    assert refused({"point": points, "research": research}) == [
        ("/policies/point", "guide.no_such_view"),
        ("/policies/research", "guide.no_such_view"),
    ]
    assert refused({"coaching": points}, programmes=["points"]) == [
        ("/policies/coaching", "guide.no_such_view")
    ]
    assert refused({"points": research}) == [("/policies/points", "subject")]
    assert refused([points]) == [("/policies", "type")]
    assert ask(MAKER, on=FILING, policies={"points": points, "research.lead": research})


def test_a_date_that_is_not_known_is_asked_for_last() -> None:
    found = cg.guide.explore(MAKER, programmes=["points"])
    assert found["points"].outcome is OPEN
    question = found.next
    assert question is not None
    assert (question.fact, question.text("en")) == ("on", "On which date is the application filed?")


def test_a_programme_without_a_policy_that_day_says_nothing() -> None:
    later = cg.Programme(
        "later", title=cg.points.title, subject=cg.Company,
        policies={date(2023, 1, 1): cg.points.policy_on(FILING)},
        clauses=cited_by(cg.points.rules[:5], cg.points.clauses.values()), rules=cg.points.rules[:5],
    )  # fmt: skip
    found = cg.guide.explore(MAKER, on=FILING, programmes=["points", later])
    assert [one.name for one in found.prospects] == ["points"]
    assert found.without_policy == ("later",)
    with pytest.raises(NoEdition):
        cg.guide.explore(MAKER, on=date(2021, 5, 2))


def test_nonsense_is_refused() -> None:
    with pytest.raises(cg.InvalidInput):
        explore({"provider": True}, on=FILING)  # type: ignore[arg-type]
    with pytest.raises(cg.InvalidInput):
        explore(MAKER, on=datetime(2022, 5, 2, tzinfo=UTC))
    with pytest.raises(KeyError, match="no programme 'pionts'"):
        explore(MAKER, on=FILING, programmes=["pionts"])
    with pytest.raises(KeyError):
        explore(MAKER, on=FILING, programmes=["points"])["coaching"]


# Views of programmes that are about more than a firm.


@pytest.mark.parametrize("locale", ["zh_Hant_TW", "en"])
def test_each_question_has_text_options_and_unit_in_both_languages(locale: str) -> None:
    firm, seen = cg.Company(), set()
    found = cg.guide.explore(firm, on=FILING, programmes=["points", "coaching"])
    for gap in found.missing:
        question = Question(gap.path, gap.info, "needed", ("points",), (cg.points.title,))
        assert question.text(locale) == gap.question(locale)
        labels = [label for _, label in question.options(locale)]
        if gap.info.type == "bool":
            assert labels == (["是", "否"] if locale.startswith("zh") else ["yes", "no"])
        elif gap.info.options:
            assert len(set(labels)) == len(gap.info.options)
        else:
            assert question.unit(locale)
        seen.add(gap.info.type)
    assert seen == {"bool", "int", "text"}


def test_a_view_names_its_role() -> None:
    view = FirmView(cg.points, role=cg.Text(zh="買方", en="buyer"))
    assert view.title["zh"] == "雲市集工業館數位點數補助計畫：數位點數申請（買方）"
    assert view.title["en"] == "Digital points of the Industry Hall (buyer)"


def test_an_exploration_pickles_and_asks_the_same() -> None:
    found = cg.guide.explore(cg.Company(manufacturer=True), on=FILING)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert (again.next, again.message("en")) == (found.next, found.message("en"))


def test_a_text_is_no_list_of_programmes() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.guide.explore(cg.Company(), on=FILING, programmes="points")
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/programmes", "type")]
