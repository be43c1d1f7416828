"""A rule about each member of a list, lifted over the list by its programme."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    Finding,
    Outcome,
    Record,
    Result,
    RuleRefused,
    Truth,
    for_each,
    given,
    no,
    one_of,
    rule,
)
from cloudgrant.values.paths import Item, Path
from toys.workshops import FILED, LIMITS, Limits, Maker, Workshop, programme

MET, NOT_MET, OPEN, NONE = Result.MET, Result.NOT_MET, Result.UNDETERMINED, Result.NOT_APPLICABLE


def skilled(maker: Maker, policy: Limits) -> Truth:
    return no(maker.apprentice)


@rule("fund.licence", applies=skilled, zh="師傅有證照", en="Each maker is licensed")
def licensed(maker: Maker, policy: Limits) -> Truth:
    return maker.licensed


@rule("fund.small", zh="小", en="Small")
def small(shop: Workshop, policy: Limits) -> Truth:
    return shop.staff <= policy.most_staff


FUND = programme(small, for_each("makers", licensed))

GOOD = Maker(number="A1", licensed=True, apprentice=False)
BAD = Maker(number="B2", licensed=False, apprentice=False)
YOUNG = Maker(number="C3", licensed=False, apprentice=True)
ASKED = Maker(number="D4", apprentice=False)
UNSURE = Maker(number="E5", licensed=True)


def finding(*makers: Any) -> Finding:
    return FUND.assess(Workshop(staff=3, makers=makers), on=FILED)["fund.licence"]


@pytest.mark.parametrize(
    ("makers", "result"),
    [
        ((), MET),
        ((GOOD, attrs.evolve(GOOD, number="A2")), MET),
        ((GOOD, YOUNG), MET),
        ((YOUNG,), NONE),
        ((GOOD, BAD), NOT_MET),
        ((BAD, ASKED, UNKNOWN), NOT_MET),
        ((GOOD, ASKED), OPEN),
        ((GOOD, UNKNOWN), OPEN),
        ((YOUNG, UNSURE), OPEN),
    ],
)
def test_the_combined_result(makers: tuple[Any, ...], result: Result) -> None:
    assert finding(*makers).result is result


def test_an_unknown_list_is_undetermined() -> None:
    decision = FUND.assess(Workshop(staff=3), on=FILED)
    assert decision["fund.licence"].result is OPEN
    assert decision["fund.licence"].parts == ()
    assert decision.outcome is Outcome.UNDETERMINED
    assert [gap.path.pointer for gap in decision["fund.licence"].because] == ["/makers"]
    assert [gap.path.key for gap in decision.missing] == ["makers"]
    assert not decision["fund.licence"].evidence
    assert not decision["fund.licence"].margins


@pytest.mark.parametrize(
    ("makers", "whole"), [(UNKNOWN, "makers"), ((UNKNOWN,), "makers[0]")], ids=["list", "item"]
)
def test_beside_what_is_not_there_its_rule_asks_for_policy_and_day(makers: Any, whole: str) -> None:
    def skilled_where_asked(maker: Maker, policy: Limits) -> Truth:
        return no(maker.apprentice) & (policy.most_staff > 3)

    @rule("fund.seasoned", applies=skilled_where_asked, en="Practised when filing")
    def seasoned(maker: Maker, policy: Limits, on: date) -> Truth:
        return maker.licensed & (maker.years >= policy.levy) & (on <= policy.closes)

    judged = programme(for_each("makers", seasoned))
    day_unknown = judged.assess(Workshop(makers=makers), on=UNKNOWN, policy=LIMITS)["fund.seasoned"]
    assert [(gap.path.key, gap.because) for gap in day_unknown.because] == [
        (whole, "fact"),
        ("policy.levy", "policy"),
        ("on", "fact"),
    ]
    published = judged.assess(Workshop(makers=makers), on=FILED, policy=attrs.evolve(LIMITS, levy=1))[
        "fund.seasoned"
    ]
    assert [gap.path.key for gap in published.because] == [whole]


def test_each_part_bears_its_path_and_key() -> None:
    parts = finding(GOOD, Maker(licensed=True, apprentice=False), BAD).parts
    assert [part.path.pointer for part in parts] == ["/makers/0", "/makers/1", "/makers/2"]
    assert [part.path.key for part in parts] == ["makers[number=A1]", "makers[1]", "makers[number=B2]"]
    assert [part.result for part in parts] == [MET, MET, NOT_MET]
    assert {part.rule for part in parts} == {"fund.licence"}


def test_because_names_the_member_and_its_facts() -> None:
    gaps = finding(GOOD, ASKED, UNKNOWN, Maker(number="F6")).because
    assert [(gap.path.key, gap.because, gap.rules) for gap in gaps] == [
        ("makers[number=D4].licensed", "fact", ("fund.licence",)),
        ("makers[2]", "fact", ("fund.licence",)),
        ("makers[number=F6].apprentice", "fact", ("fund.licence",)),
        ("makers[number=F6].licensed", "fact", ("fund.licence",)),
    ]
    assert gaps[0].path.pointer == "/makers/1/licensed"


def test_missing_asks_for_members_as_for_other_facts() -> None:
    decision = FUND.assess(Workshop(makers=(ASKED,)), on=FILED)
    assert [gap.path.key for gap in decision.missing] == ["staff", "makers[number=D4].licensed"]


def test_evidence_and_margins_bear_the_members_path() -> None:
    @rule("fund.years", en="Three years")
    def practised(maker: Maker, policy: Limits) -> Truth:
        return maker.years >= 3

    judged = programme(for_each("makers", practised))
    found = judged.assess(Workshop(makers=(Maker(number="A1", years=5), Maker(years=1))), on=FILED)
    [combined] = found.findings
    assert [piece.path.key for piece in combined.evidence] == ["makers[number=A1].years", "makers[1].years"]
    assert [(margin.path.key, margin.distance) for margin in combined.margins] == [
        ("makers[number=A1].years", 2),
        ("makers[1].years", -2),
    ]


def test_findings_are_looked_up_through_their_parts() -> None:
    findings = FUND.assess(Workshop(staff=3, makers=(GOOD, BAD)), on=FILED).findings
    assert [one.path.key for one in findings.where(rule="fund.licence")] == [
        "",
        "makers[number=A1]",
        "makers[number=B2]",
    ]
    [by_pointer] = findings.where(path="/makers/1")
    [by_key] = findings.where(path="makers[number=B2]")
    assert by_pointer == by_key
    assert [one.path.pointer for one in findings.where(result=NOT_MET)] == ["", "/makers/1"]


def test_remedies_reach_into_the_list() -> None:
    shop = Workshop(staff=3, makers=(GOOD, BAD, YOUNG, attrs.evolve(BAD, number="B4")))
    decision = FUND.assess(shop, on=FILED)
    [remedy] = decision.remedies
    assert [change.path.key for change in remedy.changes] == [
        "makers[number=B2].licensed",
        "makers[number=B4].licensed",
    ]
    assert [change.path.pointer for change in remedy.changes] == ["/makers/1/licensed", "/makers/3/licensed"]
    mended = remedy.apply(shop)
    assert [maker.licensed for maker in mended.makers] == [True, True, False, True]
    assert FUND.assess(mended, on=FILED).outcome is Outcome.ELIGIBLE
    assert FUND.assess(shop, on=FILED).outcome is Outcome.INELIGIBLE


def test_a_part_has_remedies_of_its_own() -> None:
    [_, part] = finding(GOOD, BAD).parts
    [remedy] = part.remedies
    assert [change.path for change in remedy.changes] == [Path(["makers", Item(1), "licensed"])]


def test_one_member_beyond_mending_leaves_no_remedy() -> None:
    @rule("fund.years", en="Three years")
    def practised(maker: Maker, policy: Limits) -> Truth:
        return (maker.years >= 3) | maker.licensed

    judged = programme(for_each("makers", practised))
    shop = Workshop(makers=(Maker(years=1, licensed=False), Maker(years=1)))
    assert judged.assess(shop, on=FILED)["fund.years"].remedies != ()

    @rule("fund.years", en="Three years")
    def only_years(maker: Maker, policy: Limits) -> Truth:
        return maker.years >= 3

    strict = programme(for_each("makers", only_years))
    assert strict.assess(shop, on=FILED)["fund.years"].remedies == ()


def test_learning_an_item_never_overturns_the_result() -> None:
    possible = [(GOOD, BAD, YOUNG), tuple(attrs.evolve(one, number="Z9") for one in (GOOD, BAD, YOUNG))]
    some_known: list[tuple[Any, ...]] = [
        (*first, attrs.evolve(ASKED, number=first[0].number), UNKNOWN) for first in possible
    ]
    makers: tuple[Any, ...]
    for makers in product(*some_known):
        before = FUND.assess(Workshop(staff=3, makers=makers), on=FILED)
        known: tuple[Any, ...]
        completions = [
            others if maker is UNKNOWN else (maker,) for maker, others in zip(makers, possible, strict=True)
        ]
        for known in product(*completions):
            after = FUND.assess(Workshop(staff=3, makers=known), on=FILED)
            assert before.answers[1] in (OPEN, after.answers[1])
            assert before.outcome in (Outcome.UNDETERMINED, after.outcome)


def test_an_empty_list_holds_but_entitles_nobody() -> None:
    only = programme(for_each("makers", licensed))
    decision = only.assess(Workshop(makers=()), on=FILED)
    assert decision["fund.licence"].result is MET
    assert FUND.assess(Workshop(staff=3, makers=()), on=FILED).outcome is Outcome.ELIGIBLE


@attrs.frozen(kw_only=True)
class Guild(Record):
    makers: Fact[tuple[Fact[Maker], ...]] = given(en="Makers", known_by="office")
    masters: Fact[tuple[Fact[Maker], ...]] = given(en="Masters")


def test_an_unknown_list_awaits_whoever_knows_it() -> None:
    judged = programme(for_each("makers", licensed), subject=Guild)
    for guild in (Guild(), Guild(makers=(UNKNOWN,))):
        decision = judged.assess(guild, on=FILED)
        assert decision.missing == ()
        assert [gap.because for gap in decision.awaiting] == ["event"]


def test_a_lifted_rule_is_called_with_the_member_itself() -> None:
    assert licensed(GOOD, Limits()) is True
    assert licensed(Maker(), Limits()) is UNKNOWN


@pytest.mark.parametrize("over", ["crafts", "staff", "address"])
def test_only_lists_of_records_are_lifted_over(over: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        programme(for_each(over, licensed))
    [problem] = refused.value.problems
    assert problem.path == ("fund.licence",)
    assert over in problem.message("en")


def test_a_misspelt_list_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(RuleRefused) as refused:
        programme(
            for_each("maker", licensed), rule("fund.kind", en="…")(lambda s, p: one_of(s.style, "silk"))
        )
    [problem] = refused.value.problems
    assert problem.code == "rule.no_such_fact"
    assert "makers" in problem.message("en")


def test_bad_lifted_rules_are_refused_with_the_others() -> None:
    bad = rule("fund.bad/each", en="…")(lambda maker, policy: ~maker.licensed)
    worse = rule("fund.bad/all", en="…")(lambda shop, policy: shop.maker)
    with pytest.raises(RuleRefused) as refused:
        programme(worse, for_each("makers", bad))
    assert [problem.code for problem in refused.value.problems] == ["rule.no_such_fact", "rule.invert"]


def test_a_report_says_whose_each_line_is() -> None:
    nameless = Maker(apprentice=False)
    shop = Workshop(staff=3, makers=(GOOD, BAD, nameless))
    said = str(FUND.assess(shop, on=FILED).report("zh_Hant_TW")).splitlines()
    parts = [line.strip() for line in said if "師傅 " in line or "師傅第" in line]
    assert parts == [
        "✓ 師傅 A1：符合：師傅有證照（有證照：是）",
        "✗ 師傅 B2：不符合：師傅有證照（有證照：否）",
        "? 師傅第 3 項：無法判定：師傅有證照（學徒：否；有證照：未知）",
        "· 師傅 B2：師傅有證照 — 有證照由「否」改為「是」",
    ]
    assert "✗ 不符合：師傅有證照" in said  # the parts say what it was held against
    draft = FUND.assess(Workshop(staff=3, makers=(GOOD, ASKED)), on=FILED).report("en")
    assert "    · Makers D4: Please give: Licensed" in str(draft)
    bad = FUND.assess(Workshop(staff=3, makers=(GOOD, BAD)), on=FILED).report("en")
    assert "    · Makers B2: change Licensed from no to yes" in str(bad)


def test_a_remedy_says_whose_each_change_is() -> None:
    shop = Workshop(staff=3, makers=(BAD, attrs.evolve(BAD, number="B4")))
    [remedy] = FUND.assess(shop, on=FILED).remedies
    assert remedy.message("en") == (
        "Makers B2: change Licensed from no to yes; Makers B4: change Licensed from no to yes"
    )
