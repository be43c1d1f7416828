"""The four rules about security: each edge, what is unknown, and that learning overturns nothing."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    FACETS,
    Acceptance,
    FacetPlan,
    Proposal,
    ResearchPolicy,
    SecurityItem,
    SecurityMark,
    SecurityPlan,
    SecuritySpend,
)
from cloudgrant.programmes.research.roc_111.security_items import SECURITY_ITEMS
from cloudgrant.programmes.research.security.plan import with_domestic
from cloudgrant.programmes.research.security.rules import (
    RULES,
    accepted_by_the_consultant,
    domestic_enough,
    every_facet_planned,
    filled_in,
)
from cloudgrant.rules.deciding.evaluate import Case, read
from cloudgrant.rules.deciding.written import written
from programmes.research.tables import (
    DAY,
    MARKS,
    PLAN,
    POLICY,
    PROPOSAL,
    TABLE,
    U,
    accepted,
    all_required,
    applied,
    items,
    marked,
    rows,
    without,
)

REQUIRED = all_required(POLICY)
STRICT = REQUIRED.complete(partly_met_suffices=False)
MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
PLANNED, SHARE, FORM, ACCEPTANCE = (rule.id for rule in RULES)


def gaps(finding: cg.Finding) -> list[tuple[str, str]]:
    return [(gap.path.key, gap.because) for gap in finding.because]


def named(finding: cg.Finding) -> list[str]:
    """The ids of the items of the table that the finding names as failing, in both languages alike."""
    zh, en = (at_fault(finding, locale) for locale in ("zh_Hant_TW", "en"))
    found = [item.id for item in SECURITY_ITEMS if item.text["zh"] in zh]
    assert found == [item.id for item in SECURITY_ITEMS if item.text["en"] in en]
    return found


def at_fault(finding: cg.Finding, locale: str) -> str:
    """The end of a finding's message, which says which items of a list it turns on."""
    return finding.message(locale).rpartition("：" if locale.startswith("zh") else ": ")[2]


def spent(*lines: tuple[Any, Any]) -> SecurityPlan:
    return attrs.evolve(
        PLAN,
        spend=tuple(
            SecuritySpend(name=str(number), amount=amount, domestic=domestic)
            for number, (amount, domestic) in enumerate(lines)
        ),
    )


def test_these_are_the_rules_and_a_sound_proposal_meets_them() -> None:
    assert (PLANNED, SHARE, FORM, ACCEPTANCE) == (
        "research.security.plan",
        "research.security.domestic-share",
        "research.security.self-assessment",
        "research.security.acceptance",
    )
    assert {rule.force for rule in RULES} == {"required"}
    assert [rule.stage for rule in RULES] == ["application"] * 3 + ["acceptance"]
    for rule in (PLANNED, SHARE, FORM):
        assert (applied(rule).result, applied(rule).clause.id) == (MET, rule)
    assert accepted(TABLE).result is MET


def test_of_an_empty_proposal_nothing_is_judged_and_three_things_are_asked_of_the_firm() -> None:
    decision = cg.research.assess(Proposal(), on=DAY)
    asked = []
    for rule in (PLANNED, SHARE, FORM):
        assert decision[rule].result is OPEN
        asked += gaps(decision[rule])
    assert asked == [
        ("security.facets", "fact"),
        ("security.spend", "fact"),
        ("policy.no_security_spend_suffices", "text"),
        ("self_assessment.marks", "fact"),
    ]
    for gap in (gap for rule in (PLANNED, SHARE, FORM) for gap in decision[rule].because):
        assert gap.question("zh_Hant_TW").endswith("？")
        assert gap.question("en").endswith("?")


# research.security.plan


@pytest.mark.parametrize("facet", FACETS)
def test_a_plan_without_a_facet(facet: str) -> None:
    assert PLAN.facets is not U
    less = attrs.evolve(PLAN, facets=tuple(part for part in PLAN.facets if part.facet != facet))
    finding = applied(PLANNED, security=less)
    assert finding.result is NOT_MET
    for locale, key in (("zh_Hant_TW", "zh"), ("en", "en")):
        assert [name for name, text in FACETS.items() if text[key] in at_fault(finding, locale)] == [facet]


def test_a_facet_that_is_not_explained_yet_is_asked_for() -> None:
    assert PLAN.facets is not U
    silent = tuple(FacetPlan(facet="data") if part.facet == "data" else part for part in PLAN.facets)
    finding = applied(PLANNED, security=attrs.evolve(PLAN, facets=silent))
    assert (finding.result, gaps(finding)) == (OPEN, [("security.facets[facet=data].explanation", "fact")])


def test_a_policy_may_ask_for_fewer_facets() -> None:
    plan = SecurityPlan(facets=(FacetPlan(facet="data", explanation="…"),))
    policy = attrs.evolve(POLICY, security_facets=("data",))
    assert applied(PLANNED, policy, security=plan).result is MET
    assert applied(PLANNED, security=plan).result is NOT_MET


# research.security.domestic-share


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(34, True), (66, False)], NOT_MET),
        ([(35, True), (65, False)], MET),
        ([(36, True), (64, False)], MET),
        ([(349_999, True), (650_001, False)], NOT_MET),
        ([(350_000, True), (650_000, False)], MET),
        ([(350_001, True), (649_999, False)], MET),
        ([(U, True), (65, False)], OPEN),
        ([(35, True), (U, False)], OPEN),
        ([(35, U), (65, False)], OPEN),
        ([(35, True), (65, U)], MET),
        ([(34, True), (66, U)], OPEN),
        ([(33, True), (66, False), (1, U)], NOT_MET),
        ([(34, True), (65, False), (1, U)], OPEN),
        ([(35, True), (65, False), (0, U)], MET),
        ([(35, True), (65, False), (U, U)], OPEN),
        ([(35, True), (65, False), (U, True)], MET),
        ([(34, True), (66, False), (U, False)], NOT_MET),
        ([(0, False), (U, True)], OPEN),
        ([(100, True)], MET),
        ([(100, False)], NOT_MET),
        ([(0, True), (0, False)], OPEN),
        ([(U, U)], OPEN),
        ([], OPEN),
    ],
)
def test_35_percent_is_domestic(lines: list[tuple[Any, Any]], expected: cg.Result) -> None:
    assert applied(SHARE, security=spent(*lines)).result is expected


def test_the_margin_is_in_dollars_and_is_told_once() -> None:
    finding = applied(SHARE, security=spent((300_000, True), (700_000, False)))
    [margin] = finding.margins
    assert (margin.path.key, margin.distance, margin.unit) == (
        "security.domestic_security_spend",
        -50_000,
        "TWD",
    )
    assert finding.message("zh_Hant_TW") == (
        "不符合：資安建置及導入經費35%以上為國內業者產品及服務（資安建置及導入經費合計：100萬元；"
        "國內業者產品及服務經費：30萬元）"
    )
    remedy, less = finding.remedies
    assert less.message("en") == "Security spend 1: lower what is spent on it to NT$557,142"
    assert remedy.message("en") == "raise what is spent on domestic products and services to NT$350,000"
    mended = remedy.apply(attrs.evolve(PROPOSAL, security=spent((300_000, True), (700_000, False))))
    assert mended.security.spend is not U
    assert [(line.amount, line.domestic) for line in mended.security.spend] == [
        (300_000, True),
        (650_000, False),
        (50_000, True),
    ]
    assert applied(SHARE, security=mended.security).result is MET


@given(st.lists(st.tuples(st.integers(0, 99), st.booleans()), max_size=4), st.integers(0, 400))
def test_so_many_dollars_become_domestic_of_the_same_spend(lines: list[tuple[Any, Any]], wanted: int) -> None:
    plan = spent(*lines)
    whole = sum(amount for amount, _ in lines)
    if wanted > whole:
        with pytest.raises(cg.InvalidInput):
            with_domestic(plan, wanted)
        return
    after = with_domestic(plan, wanted)
    assert after.domestic_security_spend == wanted
    assert after.security_spend == plan.security_spend


def test_of_a_spend_that_is_open_no_dollar_can_be_moved() -> None:
    for plan in (spent((U, False)), spent((5, U)), SecurityPlan()):
        with pytest.raises(cg.InvalidInput):
            with_domestic(plan, 3)
    assert with_domestic(PLAN, U).spend is U
    assert with_domestic(PLAN, 350_000) is PLAN


def test_what_is_open_is_asked_for_and_nothing_else() -> None:
    finding = applied(SHARE, security=spent((35, True), (65, False), (U, False), (9, U)))
    assert gaps(finding) == [
        ("security.spend[name=3].domestic", "fact"),
        ("security.spend[name=2].amount", "fact"),
    ]
    nothing = applied(SHARE, security=spent())
    assert gaps(nothing) == [("policy.no_security_spend_suffices", "text")]
    [gap] = nothing.because
    assert gap.question("zh_Hant_TW") == "沒有資安建置及導入經費者，國內業者之占比如何認定？"
    assert gaps(applied(SHARE, security=spent((0, True), (0, False)))) == gaps(nothing)
    assert gaps(applied(SHARE, security=SecurityPlan())) == [("security.spend", "fact"), *gaps(nothing)]
    for answer, result in ((True, MET), (False, NOT_MET)):
        said = POLICY.complete(no_security_spend_suffices=answer)
        assert applied(SHARE, said, security=spent((0, True))).result is result
    ruling = cg.Ruling(rule=SHARE, result="not_applicable", by="計畫辦公室", on=DAY)
    proposal = attrs.evolve(PROPOSAL, security=spent())
    assert cg.research.assess(proposal, on=DAY, rulings=[ruling])[SHARE].result is cg.Result.NOT_APPLICABLE


def completions(lines: list[tuple[Any, Any]], amounts: tuple[int, ...]) -> Any:
    choices = [
        [
            (a, d)
            for a in (amounts if amount is U else (amount,))
            for d in ((True, False) if home is U else (home,))
        ]
        for amount, home in lines
    ]
    return product(*choices)


TREE = cg.research.traced(SHARE).holds
LINE = st.tuples(st.sampled_from((U, 0, 1, 7, 13, 20, 35, 65)), st.sampled_from((U, True, False)))
EVERY_AMOUNT = (0, 1, 6, 7, 12, 13, 14, 35, 10**12)


@settings(max_examples=400)
@given(st.lists(LINE, max_size=3))
def test_the_share_is_settled_exactly_when_every_completion_agrees(lines: list[tuple[Any, Any]]) -> None:
    proposal = attrs.evolve(PROPOSAL, security=spent(*lines))
    now = read(TREE, Case(proposal, POLICY))
    assert written(TREE)(proposal, POLICY, DAY) is now
    assert domestic_enough(proposal, POLICY) in (U, now)  # called, it may know less
    ends = {
        domestic_enough(attrs.evolve(PROPOSAL, security=spent(*whole)), POLICY)
        for whole in completions(lines, EVERY_AMOUNT)
    }
    assert {now} == ends if len(ends) == 1 else now is U


# research.security.self-assessment


def test_a_table_without_a_row_is_not_filled_in() -> None:
    finding = applied(FORM, self_assessment=without("data.backup", "continuity.capacity"))
    assert finding.result is NOT_MET
    lacking = ["data.backup", "continuity.capacity"]
    assert named(finding) == lacking
    assert applied(FORM, self_assessment=cg.SecuritySelfAssessment(marks=())).result is NOT_MET


@pytest.mark.parametrize(
    ("row", "expected", "asked"),
    [
        ({"mark": "met"}, MET, []),
        ({"mark": "partly_met"}, MET, []),
        ({"mark": "not_met"}, MET, []),
        ({"mark": U}, OPEN, ["mark"]),
        ({"evidence": U}, OPEN, ["evidence"]),
        ({"mark": U, "evidence": U}, OPEN, ["mark", "evidence"]),
        ({"mark": "not_applicable"}, OPEN, ["reason"]),
        ({"mark": "not_applicable", "evidence": U}, OPEN, ["reason"]),
        ({"mark": "not_applicable", "evidence": U, "reason": "無遠端管理"}, MET, []),
        ({"check": U}, MET, []),
        ({"check": "not_met"}, MET, []),
    ],
)
def test_a_row_of_the_table(row: dict[str, Any], expected: cg.Result, asked: list[str]) -> None:
    finding = applied(FORM, self_assessment=marked("network.encrypted_channel", **row))
    assert finding.result is expected
    place = "self_assessment.marks[item=network.encrypted_channel]"
    assert gaps(finding) == [(f"{place}.{name}", "fact") for name in asked]


def test_the_table_of_another_year() -> None:
    policy = attrs.evolve(POLICY, security_items=items("vpn", "log"))
    mine = cg.SecuritySelfAssessment(
        items=items("vpn", "log", "more"),
        marks=(
            SecurityMark(item="vpn", mark="met", evidence="…"),
            SecurityMark(item="log", mark="not_applicable", reason="…"),
            SecurityMark(item="more"),
        ),
    )
    assert applied(FORM, policy, self_assessment=mine).result is MET  # what is not asked for may stay open
    assert applied(FORM, self_assessment=mine).result is NOT_MET  # not the table that is asked for
    assert applied(FORM, policy).result is NOT_MET
    assert named(applied(FORM, self_assessment=mine)) == [item.id for item in SECURITY_ITEMS[:10]]


# research.security.acceptance


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"check": "met"}, MET),
        ({"check": "partly_met"}, OPEN),
        ({"check": "not_met"}, NOT_MET),
        ({"check": U}, OPEN),
        ({"check": "not_applicable"}, OPEN),
        ({"check": "not_applicable", "reason": "無遠端管理"}, MET),
        ({"check": "met", "mark": "not_met"}, MET),  # the consultant's mark decides, not the firm's
        ({"check": "met", "mark": U, "evidence": U}, MET),
        ({"check": "not_met", "mark": "met"}, NOT_MET),
    ],
)
def test_the_consultant_s_mark_decides(row: dict[str, Any], expected: cg.Result) -> None:
    found = marked("network.encrypted_channel", **row)
    assert accepted(found, REQUIRED).result is expected
    # While it is not said which items are required, none blocks, and where all pass none matters.
    assert accepted(found).result is (MET if expected is MET else OPEN)


def test_an_unmet_item_blocks_once_it_is_known_to_be_required() -> None:
    found = marked("data.backup", check="not_met")
    finding = accepted(found)
    assert (finding.result, gaps(finding)) == (
        OPEN,
        [("policy.security_items[id=data.backup].necessary", "text")],
    )
    assert finding.because[0].question("zh_Hant_TW") == "此項是否屬驗收之必要要求？"
    for said, expected in ((True, NOT_MET), (False, MET), (U, OPEN)):
        for others in (True, False, U):
            said_so = _with_necessary("data.backup", said, others=others)
            assert accepted(found, attrs.evolve(POLICY, security_items=said_so)).result is expected
    ruling = cg.Ruling(rule=ACCEPTANCE, result="not_met", by="計畫辦公室", on=DAY)
    decision = cg.research.assess(
        Acceptance(self_assessment=found), on=DAY, stage="acceptance", rulings=[ruling]
    )
    assert decision[ACCEPTANCE].result is NOT_MET


def _with_necessary(id: str, said: Any, *, others: Any) -> tuple[SecurityItem, ...]:
    return tuple(attrs.evolve(item, necessary=said if item.id == id else others) for item in SECURITY_ITEMS)


def test_an_item_that_is_not_in_the_table_is_open_until_it_is_required() -> None:
    policy = attrs.evolve(POLICY, security_items=items("zero_trust", necessary=U))
    assert accepted(TABLE, policy).result is OPEN
    assert accepted(TABLE, all_required(policy)).result is NOT_MET


def test_who_is_waited_for() -> None:
    place = "self_assessment.marks[item=data.backup]"
    waited = [(f"{place}.check", "reviewer"), ("policy.partly_met_suffices", "text")]
    assert gaps(accepted(marked("data.backup", check=U), REQUIRED)) == waited
    assert gaps(accepted(marked("data.backup", check=U), STRICT)) == waited[:1]
    assert gaps(accepted(marked("data.backup", check=U))) == [
        ("policy.security_items[id=data.backup].necessary", "text"),
        *waited,
    ]
    reasonless = marked("data.backup", check="not_applicable")
    assert gaps(accepted(reasonless, REQUIRED)) == [(f"{place}.reason", "fact")]
    # An item without a row is one that the consultant has not marked.
    assert gaps(accepted(without("data.backup"), REQUIRED)) == [("self_assessment.all_checked", "reviewer")]
    # Of no table at all, whether something is partly met may matter yet.
    assert gaps(accepted(cg.SecuritySelfAssessment(items=SECURITY_ITEMS), REQUIRED)) == [
        ("self_assessment.marks", "fact"),
        ("policy.partly_met_suffices", "text"),
        ("self_assessment.all_checked", "reviewer"),
    ]
    # Of which items the table is, matters only where an item has no row.
    unlisted = attrs.evolve(without("data.backup"), items=U)
    assert gaps(accepted(unlisted, REQUIRED)) == [
        ("self_assessment.items", "event"),
        ("self_assessment.all_checked", "reviewer"),
    ]
    assert accepted(attrs.evolve(TABLE, items=U), REQUIRED).result is MET
    assert applied(FORM, self_assessment=attrs.evolve(TABLE, items=U)).result is MET
    assert applied(FORM, self_assessment=unlisted).result is NOT_MET
    decision = cg.research.assess(
        Acceptance(self_assessment=marked("data.backup", check=U)), on=DAY, stage="acceptance"
    )
    assert f"{place}.check" in {gap.path.key for gap in decision.awaiting}


def test_a_mark_that_blocks_is_named() -> None:
    finding = accepted(marked("data.backup", check="partly_met"), STRICT)
    assert named(finding) == ["data.backup"]
    assert finding.remedies == ()  # the firm does not mark for the consultant


def test_one_that_blocks_decides_whatever_else_is_open() -> None:
    found = marked("data.backup", check="not_met").with_marks(SecurityMark(item="network.firewall"))
    assert accepted(found, REQUIRED).result is NOT_MET


def test_a_ruling_settles_what_only_the_consultant_knows() -> None:
    ruling = cg.Ruling(rule=ACCEPTANCE, result="met", by="顧問甲", on=DAY)
    open_table = Acceptance(self_assessment=marked("data.backup", check=U))
    decision = cg.research.assess(open_table, on=DAY, stage="acceptance", rulings=[ruling])
    assert decision[ACCEPTANCE].result is MET


def test_whether_partly_met_is_enough_the_text_does_not_say() -> None:
    assert POLICY.partly_met_suffices is U
    finding = accepted(marked("data.backup", check="partly_met"), REQUIRED)
    assert (finding.result, gaps(finding)) == (OPEN, [("policy.partly_met_suffices", "text")])
    assert finding.because[0].question("zh_Hant_TW") == "「部分符合」是否視為達到驗收之必要要求？"
    assert accepted(marked("data.backup", check="partly_met"), STRICT).result is NOT_MET
    # What blocks in any case still does, and of what is not required it is not asked.
    rejected = marked("data.backup", check="partly_met").with_marks(
        SecurityMark(item="network.firewall", check="not_met")
    )
    assert accepted(rejected, REQUIRED).result is NOT_MET
    ruling = cg.Ruling(rule=ACCEPTANCE, result="met", by="計畫辦公室", on=DAY)
    open_table = Acceptance(self_assessment=marked("data.backup", check="partly_met"))
    decision = cg.research.assess(open_table, on=DAY, stage="acceptance", rulings=[ruling])
    assert decision[ACCEPTANCE].result is MET


def test_once_it_is_said_it_is_data() -> None:
    lenient = attrs.evolve(REQUIRED, partly_met_suffices=True)
    assert accepted(marked("data.backup", check="partly_met"), lenient).result is MET
    assert accepted(marked("data.backup", check="not_met"), lenient).result is NOT_MET
    assert accepted(marked("data.backup", check=U), lenient).result is OPEN


def test_which_items_are_required_is_data() -> None:
    fewer = attrs.evolve(
        POLICY,
        security_items=tuple(attrs.evolve(item, necessary=item.facet == "data") for item in SECURITY_ITEMS),
    )
    for check in (*MARKS, U):
        assert accepted(marked("network.firewall", check=check), fewer).result is MET
    assert accepted(without("network.firewall"), fewer).result is MET
    assert accepted(marked("data.backup", check=U), fewer).result is OPEN
    assert accepted(marked("data.backup", check="not_met"), fewer).result is NOT_MET
    other = attrs.evolve(POLICY, security_items=items("zero_trust"))
    assert accepted(TABLE, other).result is NOT_MET  # the item was never in the table that was checked


# Learning overturns nothing, and each rule says all that can be said.

ONE_OFF = attrs.evolve(POLICY, security_items=(*items("a"), *items("b", necessary=False)))
ONE_OPEN = attrs.evolve(POLICY, security_items=(*items("a"), *items("b", necessary=U)))


def every_completion(marks: tuple[SecurityMark, ...], firm: bool) -> Any:
    """Each way in which the missing rows and facts that a rule reads may turn out."""
    by_item = {row.item: row for row in marks}
    # A reason that is still to be stated may stay unstated: nobody can be sure that it will be.
    told: dict[str, tuple[Any, ...]] = {"reason": ("…",) if firm else ("…", U)}
    told |= {"mark": MARKS, "evidence": ("…",)} if firm else {"check": MARKS}
    choices = []
    for id in ("a", "b"):
        row = by_item.get(id, SecurityMark(item=id))
        names = [name for name in told if getattr(row, name) is U]
        ways = product(*(told[name] for name in names))
        choices.append([one for way in ways for one in _sound(row, dict(zip(names, way, strict=True)))])
    return product(*choices)


def _sound(row: SecurityMark, changes: dict[str, Any]) -> list[SecurityMark]:
    """The row with these changes; without a reason where none is asked; none where that is nonsense."""
    for left_out in ((), ("reason",)):
        kept = {name: value for name, value in changes.items() if name not in left_out}
        try:
            return [attrs.evolve(row, **kept)]
        except cg.InvalidInput:
            continue
    return []


def assessed(marks: tuple[SecurityMark, ...], policy: ResearchPolicy, firm: bool) -> Any:
    table = cg.SecuritySelfAssessment(items=policy.security_items, marks=marks)
    if firm:
        return filled_in(Proposal(self_assessment=table), policy)
    return accepted_by_the_consultant(Acceptance(self_assessment=table), policy)


@settings(max_examples=150)
@given(rows("a", "b"), st.sampled_from((True, False, U)), st.sampled_from((ONE_OFF, ONE_OPEN)))
def test_acceptance_is_settled_exactly_when_every_completion_agrees(
    marks: tuple[SecurityMark, ...], lenient: Any, published: ResearchPolicy
) -> None:
    said = [ONE_OFF] if published is ONE_OFF else [ONE_OFF, all_required(ONE_OPEN)]
    policies = [
        attrs.evolve(policy, partly_met_suffices=enough)
        for policy in said
        for enough in ((True, False) if lenient is U else (lenient,))
    ]
    now = assessed(marks, attrs.evolve(published, partly_met_suffices=lenient), firm=False)
    ends = {
        assessed(whole, policy, firm=False)
        for whole in every_completion(marks, firm=False)
        for policy in policies
    }
    assert {now} == ends if len(ends) == 1 else now is U


@settings(max_examples=150)
@given(rows("a", "b"))
def test_a_table_once_filled_in_stays_so(marks: tuple[SecurityMark, ...]) -> None:
    now = assessed(marks, ONE_OFF, firm=True)
    listed = {row.item for row in marks}
    # A row that is not in the list that was given is what fails: the list is then another one.
    assert (now is False) == (listed != {"a", "b"})
    if now is not False:
        assert {True} == {assessed(whole, ONE_OFF, firm=True) for whole in every_completion(marks, firm=True)}
        assert (now is True) == all(row.filled is True for row in marks)


PART = st.builds(
    FacetPlan, facet=st.sampled_from((U, "network", "data")), explanation=st.sampled_from((U, "…"))
)


@settings(max_examples=200)
@given(st.lists(PART, max_size=3, unique_by=lambda part: part.facet), st.data())
def test_a_plan_once_settled_stays_so(parts: list[FacetPlan], data: st.DataObject) -> None:
    policy = attrs.evolve(POLICY, security_facets=("network", "data"))

    def judged(plans: list[FacetPlan]) -> Any:
        return every_facet_planned(Proposal(security=SecurityPlan(facets=tuple(plans))), policy)

    now, taken = judged(parts), {part.facet for part in parts}
    learnt = []
    for part in parts:
        facet = part.facet
        if facet is U:
            facet = data.draw(st.sampled_from([one for one in FACETS if one not in taken]))
        learnt.append(attrs.evolve(part, facet=facet, explanation="…"))
    assert now is U or judged(learnt) is now
    assert judged(learnt) is not U


def test_a_required_item_without_a_row_is_not_met_once_nothing_is_still_to_be_checked() -> None:
    lacking = without("data.backup")
    done = attrs.evolve(lacking, all_checked=True)
    assert accepted(lacking, REQUIRED).result is OPEN
    assert accepted(done, REQUIRED).result is NOT_MET
