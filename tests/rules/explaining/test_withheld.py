"""What one of several parties may not see is withheld wherever it could be told: nothing turns on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import example, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from cloudgrant.rules import (
    UNKNOWN,
    Fact,
    PartyView,
    Programme,
    Record,
    Result,
    WorkedStep,
    all_of,
    calculation,
    count,
    distinct,
    every,
    fact,
    for_each,
    given,
    one_of,
    pick,
    rule,
    same,
    share_at_most,
    some,
    total,
)
from toys.budgets import FILED, PARTS, Part, Terms, fund


@attrs.frozen(kw_only=True)
class Member(Record):
    """One who takes part: what it asks for everybody may see, what it has nobody."""

    __keys__ = ("number",)

    number: Fact[str] = given(zh="編號", en="Number")
    asked: Fact[int] = given(zh="申請", en="Asked", unit="TWD", change="to_less")
    cash: Fact[int] = given(zh="現金", en="Cash", unit="TWD", confidential=True)
    other: Fact[int] = given(zh="其他", en="Other", unit="TWD")
    proofs: Fact[tuple[Fact[Part], ...]] = given(zh="證明", en="Proofs", options=PARTS, confidential=True)

    @fact(zh="可動用資金", en="Means", unit="TWD", least=0)
    def means(self) -> Fact[int]:
        return self.cash * 2

    @fact(zh="負擔得起", en="Can afford it")
    def affords(self) -> Fact[bool]:
        return self.asked <= self.means


@attrs.frozen(kw_only=True)
class Venture(Record):
    """What they propose together."""

    members: Fact[tuple[Fact[Member], ...]] = given(zh="成員", en="Members")
    budget: Fact[int] = given(zh="預算", en="Budget", unit="TWD", change="to_less")

    @fact(zh="現金合計", en="Cash in all", unit="TWD", least=0)
    def cash(self) -> Fact[int]:
        return total(self.members, lambda one: one.cash)

    @fact(zh="現金餘額", en="Cash to spare", unit="TWD")
    def spare(self) -> Fact[int]:
        return self.cash - self.budget

    @fact(zh="申請合計", en="Asked in all", unit="TWD", least=0)
    def asked(self) -> Fact[int]:
        return total(self.members, lambda one: one.asked)


def x(id: str, function: Any) -> Any:
    return rule(f"fund.{id}", zh="規則", en="Rule")(function)


EACH = (
    x("fits", lambda m, q: m.asked <= m.cash),
    x("means", lambda m, q: m.means >= m.asked),
    x("affords", lambda m, q: m.affords),
    x("parts", lambda m, q: all_of(m.proofs, q.parts)),
    x("pick", lambda m, q: pick(m.cash > 20, m.asked <= 30, m.asked - 1 <= q.cap)),
    x("two", lambda m, q: pick(m.cash > 20, m.asked <= 30, m.asked <= 20)),
    x("share", lambda m, q: share_at_most(m.asked, m.cash, q.share)),
)
TOGETHER = (
    x("total", lambda v, q: total(v.members, lambda one: one.cash) >= v.budget),
    x("derived", lambda v, q: v.cash >= v.budget),
    x("chain", lambda v, q: v.spare >= 0),
    x("all", lambda v, q: every(v.members, lambda one: one.affords)),
    x("one", lambda v, q: some(v.members, lambda one: one.asked > one.cash)),
    x("count", lambda v, q: count(v.members, lambda one: one.cash > q.cap) <= 1),
    x("listed", lambda v, q: every(q.parts, lambda part: some(v.members, lambda one: proof(one, part)))),
    x("open", lambda v, q: v.asked <= q.cap),
    x("choice", lambda v, q: pick(v.cash > 50, v.budget <= 30, v.asked <= 40)),
)


def proof(member: Any, part: Any) -> Any:
    return some(member.proofs, lambda one: same(one, part))


@calculation("fund.award", unit="TWD", zh="補助", en="Award")
def award(venture: Venture, policy: Terms) -> Any:
    return venture.cash


def ventures(*rules: Any, **changes: Any) -> Programme[Any, Any]:
    return fund(*rules, subject=Venture, parties={"application": "members"}, **changes)


FUND = ventures(for_each("members", *EACH), *TOGETHER, award=award)
OURS = Member(number="A", asked=5, cash=11, proofs=("backup",))
THEIRS = Member(number="B", asked=900_001, cash=888_123, proofs=("training",))


def view(theirs: Member = THEIRS, budget: Any = 50, judged: Programme[Any, Any] = FUND) -> PartyView:
    return judged.assess(Venture(members=(OURS, theirs), budget=budget), on=FILED).for_party("A")


def each(step: WorkedStep) -> Iterator[WorkedStep]:
    yield step
    for one in step.steps:
        yield from each(one)


def told(seen: PartyView) -> str:
    """All that the view tells, in data and in words."""
    found = [seen.report("en"), seen.report("zh_Hant_TW"), repr(seen), seen.remedies, seen.mendable]
    for finding in seen.findings:
        for one in (finding, *finding.parts):
            found += [one.message("en"), one.message("zh_Hant_TW"), one.evidence, one.weighed, one.margins]
            found += [[(piece.rests_on, piece.bounds) for piece in one.evidence], one.items, one.steps]
            found += [one.because]
            found += [
                one.steps.in_("zh_Hant_TW"),
                [attrs.astuple(step, recurse=False) for step in each(one.steps)],
            ]
    found += [str(seen.award_steps), seen.unmendable, seen.missing, seen.awaiting]
    found += [message for one in seen.remedies for message in (one.message("en"), repr(one))]
    return "\n".join(map(str, found))


def test_no_side_of_a_margin_tells() -> None:
    for part in view()["fund.fits"].parts[1:]:
        assert part.result is Result.NOT_MET
        assert part.margins == ()
        assert part.message("en") == "not met: Rule (Asked: NT$900,001; Cash: (withheld))"
    mine = view()["fund.fits"].parts[0]
    assert [one.threshold for one in mine.margins] == [11]
    for name in ("means", "share"):
        assert view()[f"fund.{name}"].parts[1].margins == ()
    for name in ("total", "derived", "chain", "count"):
        assert view()[f"fund.{name}"].margins == ()
    assert [one.value for one in view()["fund.open"].margins] == [900_006]


@pytest.mark.parametrize(
    "secret", ["888,123", "888123", "1,776,246", "1776246", "888,134", "888134", "444,061"]
)
def test_nothing_tells_a_secret(secret: str) -> None:
    assert secret not in told(view())
    whole = FUND.assess(Venture(members=(OURS, THEIRS), budget=50), on=FILED)
    assert "888,123" in str(whole["fund.fits"].steps)


def test_the_party_sees_its_own_steps() -> None:
    steps = str(view()["fund.means"].steps).splitlines()
    assert steps == [
        "not met: Rule" if view()["fund.means"].result is Result.NOT_MET else "met: Rule",
        "  A: met",
        "    NT$22 ≥ NT$5: yes",
        "      Means: NT$22",
        "        NT$11 × 2 = NT$22",
        "          Cash: NT$11",
        "      Asked: NT$5",
        "  B: met",
        "    (withheld) ≥ NT$900,001: (withheld)",
        "      Means: (withheld)",
        "        (withheld) × 2 = (withheld)",
        "          Cash: (withheld)",
        "      Asked: NT$900,001",
    ]
    assert "（保密）" in view()["fund.means"].steps.in_("zh_Hant_TW")


def test_what_comes_from_a_secret_is_named_as_withheld() -> None:
    finding = view()["fund.chain"]
    assert [path.key for path in finding.withheld] == ["spare"]
    assert finding.evidence[0].rests_on == ()
    listed = view()["fund.all"]
    assert [path.key for path in listed.withheld] == ["members[number=B].affords"]
    value = next(piece.value for piece in view()["fund.total"].evidence if piece.path.key == "members")
    assert [one.cash for one in value] == [11, UNKNOWN]


def test_a_remedy_whose_target_would_tell_is_left_out() -> None:
    judged = ventures(for_each("members", EACH[0]), x("open", lambda v, q: v.asked <= q.cap))
    whole = judged.assess(Venture(members=(OURS, THEIRS)), on=FILED)
    assert [change.new for one in whole.remedies for change in one.changes] == [888_123]
    seen = whole.for_party("A")
    assert seen.remedies == ()
    assert seen.mendable == ()
    assert whole.for_party("B").remedies == whole.remedies
    free = judged.assess(
        Venture(members=(attrs.evolve(OURS, cash=4), attrs.evolve(THEIRS, asked=1))), on=FILED
    )
    assert len(free.for_party("A").remedies) == 1
    assert free.for_party("B").remedies == ()


def test_a_remedy_for_the_whole_that_would_tell_a_total_is_left_out() -> None:
    for function in TOGETHER[:2]:
        whole = ventures(function).assess(Venture(members=(OURS, THEIRS), budget=900_000), on=FILED)
        assert [change.new for one in whole.remedies for change in one.changes] == [888_134]
        assert whole.for_party("A").remedies == ()


amounts = st.integers(min_value=0, max_value=60)
proofs = st.lists(st.sampled_from(list(PARTS)), unique=True, max_size=3).map(tuple)


@example(asked=41, one=(21, ()), other=(40, ()), budget=52)  # one search ends, the other is given up
@drawn(
    asked=amounts | st.just(UNKNOWN),
    one=st.tuples(amounts, proofs),
    other=st.tuples(amounts, proofs),
    budget=amounts | st.just(UNKNOWN),
)
def test_where_the_answers_are_the_same_a_secret_changes_nothing(
    asked: Any, one: Any, other: Any, budget: Any
) -> None:
    views = []
    for cash, proofs_ in (one, other):
        views.append(view(Member(number="B", asked=asked, cash=cash, proofs=proofs_), budget))
    same_where_answered_alike(*views)


def same_where_answered_alike(*views: PartyView) -> None:
    answers: list[list[Any]] = [
        [(f.result, [p.result for p in f.parts]) for f in seen.findings] for seen in views
    ]
    # What nothing mends is told of the whole, as an answer is.
    answers = [[*found, len(seen.unmendable)] for found, seen in zip(answers, views, strict=True)]
    if answers[0] == answers[1]:
        assert told(views[0]) == told(views[1])


MANY = tuple(Member(number=f"m{n:02}", asked=n, cash=1_000 + n) for n in range(20))
CROWD = (*MANY, Member(number="last", asked=900_001, cash=777_777))


@pytest.mark.parametrize(
    "function",
    [
        lambda v, q: total(v.members, lambda one: one.cash) >= v.budget,
        lambda v, q: total(v.members, lambda one: one.cash, where=lambda one: one.asked < 10**6) >= v.budget,
        lambda v, q: v.cash >= v.budget,
        lambda v, q: v.spare >= 0,
        lambda v, q: distinct(v.members, lambda one: one.cash) >= 1,
        lambda v, q: every(v.members, lambda one: one.cash < 777_777),
        lambda v, q: some(v.members, lambda one: one_of(one.cash, 1_005)),
    ],
)
def test_what_very_many_others_come_to_is_withheld_too(function: Any) -> None:
    judged = ventures(x("many", function))
    view = judged.assess(Venture(members=CROWD, budget=5), on=FILED).for_party("m00")
    root = view["fund.many"].steps
    assert all(
        step.withheld and step.value is UNKNOWN and step.bounds is None
        for step in each(root)
        if step.kind == "others"
    )
    assert "777" not in str(root)


def test_what_very_many_others_come_to_is_withheld_of_an_award_too() -> None:
    judged = ventures(x("many", lambda v, q: v.budget >= 0), award=award)
    whole = judged.assess(Venture(members=CROWD, budget=5), on=FILED)
    assert str(whole.award_steps).splitlines()[-1].strip() == "1 more: NT$777,777"
    seen = str(whole.for_party("m00").award_steps)
    assert seen.splitlines()[-1].strip() == "1 more: (withheld)"
    assert "777" not in seen


def test_what_very_many_others_come_to_is_shown_where_nobody_keeps_it_secret() -> None:
    judged = ventures(x("many", lambda v, q: v.asked >= v.budget))
    view = judged.assess(Venture(members=CROWD, budget=5), on=FILED).for_party("m00")
    assert "1 more: NT$900,001" in str(view["fund.many"].steps)


OPEN = {
    "pick": lambda m, q: pick(m.cash > 20, m.asked <= 30, m.other <= 30),
    "either": lambda m, q: ((m.cash > 20) | (m.asked <= 30)) & (m.other <= 30),
    "means": lambda m, q: pick(m.means > 40, m.asked <= 30, m.other <= 30),
}
OPEN_TOGETHER = {
    "counted": lambda v, q: total(v.members, lambda m: m.other, where=lambda m: m.cash > 20) >= v.budget,
    "some": lambda v, q: some(v.members, lambda m: (m.cash > 20) & (m.other <= 30)) | (v.budget <= 5),
    "chosen": lambda v, q: pick(v.cash > 20, v.budget <= 30, v.asked <= 40),
}


MORE = {
    "behind": lambda v, q: ((count(v.members, lambda m: m.other <= 5) + v.cash) >= 20) & (v.budget <= 30),
    "beside": lambda v, q: (count(v.members, lambda m: m.other <= 5) >= 2) | (v.cash <= 30),
    "twice": lambda v, q: pick(some(v.members, lambda m: m.cash > 20), v.spare >= 0, v.asked <= 40),
    "different": lambda v, q: distinct(v.members, lambda m: m.other, where=lambda m: m.cash > 9) >= 2,
    "apart": lambda v, q: total(v.members, lambda m: m.other - m.asked, where=lambda m: m.cash > 9) <= 9,
    "none": lambda v, q: total(v.members, lambda m: pick(m.cash > 20, m.other, 0)) <= 9,
}
WIDE = ventures(
    for_each("members", *(x(name, one) for name, one in OPEN.items())),
    *(x(name, one) for name, one in {**OPEN_TOGETHER, **MORE}.items()),
)
unknowns = amounts | st.just(UNKNOWN)


@example(mine=(UNKNOWN, 0, UNKNOWN), asked=UNKNOWN, other=0, budget=UNKNOWN, secrets=(0, 10))
@example(mine=(UNKNOWN, UNKNOWN, 20), asked=UNKNOWN, other=UNKNOWN, budget=52, secrets=(6, 0))
@example(mine=(1, 1, 1), asked=1, other=0, budget=1, secrets=(20, 21))
@settings(max_examples=25)
@drawn(
    mine=st.tuples(unknowns, unknowns, unknowns), asked=unknowns, other=unknowns, budget=unknowns,
    secrets=st.tuples(amounts, amounts),
)  # fmt: skip
def test_where_much_is_not_known_a_secret_changes_nothing(
    mine: Any, asked: Any, other: Any, budget: Any, secrets: Any
) -> None:
    ours = Member(number="A", asked=mine[0], cash=mine[1], other=mine[2])
    theirs = (Member(number="B", asked=asked, cash=cash, other=other) for cash in secrets)
    whole = (WIDE.assess(Venture(members=(ours, one), budget=budget), on=FILED) for one in theirs)
    same_where_answered_alike(*(one.for_party("A") for one in whole))


@pytest.mark.parametrize("name", [*OPEN, *OPEN_TOGETHER])
def test_what_is_missing_does_not_tell_which_branch_a_secret_chose(name: str) -> None:
    one = x("open", {**OPEN, **OPEN_TOGETHER}[name])
    judged = ventures(for_each("members", one) if name in OPEN else one)
    views = []
    for cash in (10, 19, 20, 21, 22, 50):
        theirs = Member(number="B", cash=cash)
        views.append(judged.assess(Venture(members=(OURS, theirs)), on=FILED).for_party("A"))
    assert {seen["fund.open"].result for seen in views} == {Result.UNDETERMINED}
    assert len({told(seen) for seen in views}) == 1
    asked = [gap.path.key for gap in views[0].missing]
    assert asked == [gap.path.key for gap in views[0]["fund.open"].because]
    assert "members[number=B].cash" not in asked  # that is known
    assert len(asked) >= 2  # what either branch may need
    unknown = judged.assess(Venture(members=(OURS, Member(number="B"))), on=FILED)
    told_of_it = [gap.path.key for gap in unknown.for_party("A").missing]
    assert "members[number=B].cash" in told_of_it
    own = judged.assess(Venture(members=(OURS, Member(number="B", cash=50))), on=FILED)
    if name in OPEN:  # it may see all that is behind its own
        assert own.for_party("B").missing == own.missing


@pytest.mark.parametrize("cash", [0, 1, 500])
def test_only_its_own_answers_to_a_secret_does_a_party_see(cash: int) -> None:
    judged = ventures(x("rich", lambda v, q: every(v.members, lambda m: (m.cash > 100) & (m.asked <= 5))))
    theirs = Member(number="B", asked=6, cash=cash)
    for ours in (Member(number="A", asked=5, cash=5), Member(number="A", asked=6)):
        view = judged.assess(Venture(members=(ours, theirs)), on=FILED).for_party("A")
        assert [item.path.key for item in view["fund.rich"].items] == ["members[number=A]"]
        assert view["fund.rich"].message("en") == "not met: Rule (Members: A, B; not met for: A)"
