"""Editions: what each text says, what the next takes over, and by which of them something is decided."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest

from cloudgrant.reform import Reform
from cloudgrant.rules import (
    UNKNOWN,
    Clause,
    Edition,
    Fact,
    NoEdition,
    Notice,
    Outcome,
    Programme,
    Record,
    Result,
    Rule,
    RuleRefused,
    Ruling,
    Text,
    calculation,
    for_each,
    given,
    rule,
)
from cloudgrant.values.problems import InvalidInput
from toys.stands import (
    AREA,
    FIRST_DAY,
    GRANT,
    HOURS,
    LAST_DAY,
    LICENCE,
    NEXT_DAY,
    NEXT_LAST,
    NEXT_NOTICE,
    NOTICE,
    ROC_111,
    Opening,
    Stand,
    Terms,
    clause,
    granted,
    in_time,
    licensed,
    open_enough,
    small,
    smaller,
    stands,
)

U = UNKNOWN
FILED, LATER = date(2022, 5, 2), date(2023, 5, 2)
STAND = Stand(area=90, rent=5_000, licensed=True)
NEXT_AREA = clause("stand.area", "面積八十平方公尺以下", numbers={"most_area": 80})
NEXT_WINDOW = clause(
    "stand.window", "四月至六月受理", numbers={"opens": date(2023, 4, 1), "closes": date(2023, 6, 30)}
)


def following(**parts: Any) -> Edition[Terms]:
    """The edition of 2023; by default all of it is said or kept."""
    given_parts: dict[str, Any] = {
        "since": NEXT_DAY,
        "until": NEXT_LAST,
        "notice": NEXT_NOTICE,
        "says": (NEXT_AREA, NEXT_WINDOW),
        "keeps": ("stand.grant", "stand.hours"),
        **parts,
    }
    return ROC_111.followed_by(given_parts.pop("name", "roc-112"), **given_parts)


def refusal(function: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        function()
    return [(one.path.pointer, one.code) for one in refused.value.problems]


ROC_112 = following()
BOTH = stands.with_editions(ROC_112)
PARTLY = following(name="partly", says=(NEXT_WINDOW,), keeps=("stand.hours",), drops=("stand.grant",))


# What an edition is.


def test_a_number_stands_in_the_clause_whose_words_fix_it() -> None:
    assert ROC_111.policy == Terms(
        most_area=100, opens=date(2022, 4, 1), closes=date(2022, 8, 31), grant=1_000, least_hours=40
    )
    assert (ROC_111.said("most_area"), ROC_111.quoted("most_area")) == (100, ROC_111.clauses["stand.area"])
    assert ROC_111.unknown == ()
    assert [one.notice for one in ROC_111.clauses.values()] == [NOTICE] * 4


def test_what_no_sentence_says_is_unknown() -> None:
    one = Edition("bare", since=FIRST_DAY, policy=Terms(), clauses=(AREA,))
    assert one.unknown == ("opens", "closes", "grant", "least_hours")
    assert (one.said("grant"), one.quoted("grant")) == (U, None)
    assert one.clauses["stand.area"].notice is None


def test_a_number_of_another_clause_or_of_none_or_of_no_use_is_refused() -> None:
    wrong = (
        clause("stand.area", numbers={"grant": 5, "most_aera": 3, "most_area": "many"}),
        clause("stand.grant", numbers={"grant": 6}),
    )
    assert refusal(lambda: Edition("x", since=FIRST_DAY, policy=Terms(), clauses=wrong)) == [
        ("/clauses/stand.area/numbers/grant", "edition.foreign"),
        ("/clauses/stand.area/numbers/most_aera", "unknown_key"),
        ("/clauses/stand.area/numbers/most_area", "type"),
    ]


@attrs.frozen(kw_only=True)
class Loose(Record):
    """Numbers that name no clause, one of which cannot be unknown."""

    most: int = given(default=1, en="Most")
    least: Fact[int] = given(en="Least")


def test_two_clauses_do_not_say_a_number_differently() -> None:
    def made(other: int) -> Edition[Loose]:
        two = (clause("a.x", numbers={"least": 3}), clause("a.y", numbers={"least": other}))
        return Edition("x", since=FIRST_DAY, policy=Loose(), clauses=two)

    assert made(3).policy.least == 3
    assert made(3).quoted("least") == clause("a.x", numbers={"least": 3})  # where two say it, the first
    assert refusal(lambda: made(4)) == [("/clauses/a.y/numbers/least", "edition.twice")]


def test_a_number_beside_the_clauses_does_not_contradict_one_that_is_said() -> None:
    def made(most: int, **others: Any) -> Edition[Terms]:
        return following(notice=None, numbers={"most_area": most}, **others)

    assert made(80).policy.most_area == 80
    assert refusal(lambda: made(79)) == [("/numbers/most_area", "edition.twice")]
    assert refusal(lambda: made(79, says=(), keeps=("stand",))) == [("/numbers/most_area", "edition.twice")]
    assert made(100, says=(), keeps=("stand",)).policy.most_area == 100


def test_a_clause_stands_once_and_days_are_in_order() -> None:
    assert refusal(lambda: Edition("x", since=FIRST_DAY, policy=Terms(), clauses=(AREA, AREA))) == [
        ("/clauses", "duplicate")
    ]
    day: Any = datetime(2022, 1, 1, 12)  # noqa: DTZ001 - a time of day is what is refused
    assert refusal(lambda: Edition("x", since=day, until=day, policy=Terms(), clauses=())) == [
        ("/since", "type"),
        ("/until", "type"),
    ]
    assert refusal(lambda: Edition("x", since=LAST_DAY, until=FIRST_DAY, policy=Terms(), clauses=())) == [
        ("/until", "order")
    ]
    assert Edition("x", since=FIRST_DAY, until=FIRST_DAY, policy=Terms(), clauses=()).holds_on(FIRST_DAY)


# What the next takes over.


def test_what_is_said_kept_dropped_and_awaited() -> None:
    assert list(PARTLY.clauses) == ["stand.area", "stand.window", "stand.hours"]
    assert PARTLY.awaited == {"stand.area"}
    assert PARTLY.policy == Terms(opens=date(2023, 4, 1), closes=date(2023, 6, 30), least_hours=40)
    assert PARTLY.unknown == ("most_area",)  # what was dropped fixes no number any more
    assert not PARTLY.silent
    awaited = PARTLY.clauses["stand.area"]
    assert (awaited.source, awaited.reading, dict(awaited.numbers)) == ("", Text(), {})
    assert (awaited.notice, awaited.kept_by) == (None, None)
    assert awaited.question.in_("zh") == "partly未載明是否仍適用：要旨 area。是否仍適用？"
    assert awaited.question.in_("en") == (
        "partly does not say whether this still applies: In short area. Does it?"
    )


def test_a_kept_clause_tells_who_kept_it_and_a_said_one_does_not() -> None:
    kept, said = PARTLY.clauses["stand.hours"], PARTLY.clauses["stand.window"]
    assert (kept.notice, kept.kept_by, kept.source) == (NOTICE, NEXT_NOTICE, HOURS.source)
    assert (said.notice, said.kept_by) == (NEXT_NOTICE, None)
    later = PARTLY.followed_by("z", since=date(2024, 1, 1), until=None, keeps=["stand"])
    assert later.clauses["stand.hours"].kept_by == NEXT_NOTICE  # of the next no source was given
    assert later.clauses["stand.window"].kept_by is None


def test_branches_are_kept_and_dropped_whole() -> None:
    assert following(says=(), keeps=("stand",)).policy == ROC_111.policy
    assert not following(says=(), keeps=(), drops=("stand",)).clauses
    assert refusal(lambda: following(says=(), keeps=("stand.ar", "stand.are", "sta"))) == [
        ("/keeps/stand.ar", "unknown_key"),
        ("/keeps/stand.are", "unknown_key"),
        ("/keeps/sta", "unknown_key"),
    ]


def test_strange_names_are_told_with_what_was_perhaps_meant() -> None:
    with pytest.raises(InvalidInput) as refused:
        following(says=(), keeps=("stand.aera",), drops=("stand.windw",))
    assert [(one.path.pointer, one.message("en")) for one in refused.value.problems] == [
        ("/keeps/stand.aera", "no such clause — stand.area?"),
        ("/drops/stand.windw", "no such clause — stand.window?"),
    ]


def test_one_is_in_one_of_the_three() -> None:
    assert refusal(
        lambda: following(
            says=(NEXT_AREA, NEXT_AREA, NEXT_WINDOW),
            keeps=("stand.area", "stand.hours", "stand.grant"),
            drops=("stand.window", "stand.hours"),
        )
    ) == [
        ("/says/stand.area", "duplicate"),
        ("/says/stand.area", "edition.one_of_three"),
        ("/says/stand.window", "edition.one_of_three"),
        ("/keeps/stand.hours", "edition.one_of_three"),
    ]


def test_numbers_of_no_clause_only_where_there_is_no_notice() -> None:
    assert refusal(lambda: following(numbers={"grant": 5, "opens": NEXT_DAY})) == [
        ("/numbers/grant", "edition.unquoted"),
        ("/numbers/opens", "edition.unquoted"),
    ]
    bare = following(says=(), keeps=(), notice=None, numbers={"grant": 5})
    assert (bare.policy, bare.said("grant"), dict(bare.numbers)) == (Terms(grant=5), U, {"grant": 5})
    assert refusal(lambda: following(says=(), keeps=(), notice=None, numbers={"gramt": 5})) == [
        ("/numbers/gramt", "unknown_key")
    ]


def test_a_said_clause_that_forgets_a_number_leaves_it_unknown() -> None:
    later = following(says=(clause("stand.area", "面積合宜"), NEXT_WINDOW))
    assert later.unknown == ("most_area",)
    assert stands.under(later).assess(STAND, on=LATER)["stand.area"].result is Result.UNDETERMINED


def test_numbers_that_cannot_be_unknown_must_be_said() -> None:
    first = Edition(
        "one", since=FIRST_DAY, until=LAST_DAY, policy=Loose(),
        clauses=(clause("a.x", numbers={"most": 9}), clause("a.y", numbers={"least": 3})),
    )  # fmt: skip
    days: dict[str, Any] = {"since": NEXT_DAY, "until": None}
    assert refusal(lambda: first.followed_by("two", **days, keeps=["a.y"])) == [
        ("/numbers/most", "edition.unsaid")
    ]
    assert first.followed_by("two", **days, keeps=["a.x"]).policy == Loose(most=9)
    assert first.followed_by("two", **days, numbers={"most": 4}).policy == Loose(most=4)
    assert first.followed_by("two", **days, says=[clause("a.z", numbers={"most": 5})]).policy == Loose(most=5)


def test_restated_in_the_same_words_a_sentence_keeps_its_reading() -> None:
    again = clause("stand.area", AREA.source, numbers={"most_area": 100})
    kept = following(says=(again, NEXT_WINDOW)).clauses["stand.area"]
    assert (kept.reading, kept.question) == (AREA.reading, AREA.question)
    assert (kept.notice, kept.kept_by) == (NEXT_NOTICE, None)
    other = Text(zh="不含本數", en="Without the ceiling")
    given_ = following(says=(attrs.evolve(again, reading=other), NEXT_WINDOW)).clauses["stand.area"]
    assert (given_.reading, given_.question) == (other, AREA.question)
    assert ROC_112.clauses["stand.area"].reading == Text()  # in other words, nothing is read into it


def test_keeping_what_was_awaited_stays_awaited() -> None:
    later = PARTLY.followed_by("then", since=date(2024, 1, 1), until=None, keeps=["stand"])
    assert later.awaited == {"stand.area"}
    assert later.policy.most_area is U
    said = PARTLY.followed_by("then", since=date(2024, 1, 1), until=None, keeps=["stand.hours"], says=[AREA])
    assert said.awaited == {"stand.window"}
    assert said.policy.most_area == 100


def test_a_rule_is_in_force_where_its_clause_is() -> None:
    law = stands.under(PARTLY)
    assert [one.id for one in law.rules] == ["stand.area", "stand.window", "stand.hours"]
    assert law.award is None
    decision = law.assess(STAND, on=LATER)
    assert decision.results == {"stand.area": Result.UNDETERMINED, "stand.window": Result.MET}
    assert decision["stand.area"].message("zh").startswith("無法判定：尚未公布是否適用：要旨 area")
    without = stands.under(following(says=(NEXT_WINDOW,), drops=("stand.area",)))
    assert without.assess(STAND, on=LATER).results == {"stand.window": Result.MET}
    assert without.assess(STAND, on=LATER).award == 1_000


def test_of_what_is_awaited_one_question_goes_to_the_office() -> None:
    missing = stands.under(PARTLY).assess(Stand(), on=LATER).awaiting
    assert [(one.info.known_by, one.info.question.in_("zh")) for one in missing] == [
        ("office", "partly未載明是否仍適用：要旨 area。是否仍適用？")
    ]


def test_an_award_whose_clause_is_awaited_is_not_known() -> None:
    rent = calculation("stand.grant", unit="TWD", zh="租金", en="Rent")(lambda stand, policy: stand.rent)
    paid = Programme(
        "stand", title=Text(zh="一", en="a"), subject=Stand, rules=(small, in_time, open_enough), award=rent,
        stages={"acceptance": Opening}, edition=following(keeps=("stand.hours",)),
    )  # fmt: skip
    for day, ruled, amount in ((FILED, False, 5_000), (LATER, False, None), (LATER, True, None)):
        ruling = Ruling(rule="stand.area", result="met", by="office", on=day)
        decision = paid.assess(attrs.evolve(STAND, area=80), on=day, rulings=[ruling] if ruled else [])
        assert (decision.outcome, decision.award) == (Outcome.ELIGIBLE, amount)
    assert paid.assess(STAND, on=LATER).award == 0


def test_a_rule_worded_otherwise_takes_the_place_of_its_own() -> None:
    later = stands.with_editions(following(rules=(smaller,)))
    at_the_ceiling = Stand(area=80, rent=1)
    assert later.under("roc-112").rules[0] is smaller
    assert later.under("roc-112").assess(at_the_ceiling, on=LATER)["stand.area"].result is Result.NOT_MET
    assert BOTH.under("roc-112").assess(at_the_ceiling, on=LATER)["stand.area"].result is Result.MET
    assert later.assess(Stand(area=100), on=FILED)["stand.area"].result is Result.MET
    worded = following(rules=(smaller,))
    days: dict[str, Any] = {"since": date(2024, 1, 1), "until": None}
    assert worded.followed_by("x", **days, keeps=["stand"]).rules == (smaller,)
    assert worded.followed_by("x", **days, drops=["stand.area"]).rules == ()


def test_a_rule_comes_with_its_clause() -> None:
    later = stands.with_editions(following(says=(NEXT_AREA, NEXT_WINDOW, LICENCE), rules=(licensed,)))
    assert later.rule_ids() == ("stand.area", "stand.window", "stand.licence")
    assert "stand.licence" not in later.assess(STAND, on=FILED).results
    assert later.assess(Stand(licensed=False), on=LATER)["stand.licence"].result is Result.NOT_MET


def test_a_rule_without_its_clause_is_refused() -> None:
    assert refusal(lambda: following(says=(NEXT_WINDOW,), rules=(smaller, in_time))) == [
        ("/rules/stand.area", "edition.rule")  # awaited: the wording would decide nothing
    ]
    for one in (following(rules=(licensed,)), ROC_111.revised(known=date(2022, 6, 1), rules=(licensed,))):
        with pytest.raises(RuleRefused) as refused:
            stands.with_editions(one)
        assert [(problem.path.pointer, problem.code) for problem in refused.value.problems] == [
            ("/rules/stand.licence", "clause")
        ]


# One after another.


def test_after_the_last_day_everything_is_awaited() -> None:
    assert stands.on(LAST_DAY) is ROC_111
    after = stands.on(NEXT_DAY)
    assert after is stands.on(date(2099, 1, 1)) is ROC_111.ended()
    assert (after.silent, after.since, after.until) == (True, NEXT_DAY, None)
    assert after.awaited == ROC_111.clauses.keys()
    assert after.policy == Terms()
    assert after.label("zh") == "111 年版之後"
    decision = stands.assess(STAND, on=NEXT_DAY)
    assert (decision.outcome, decision.award) == (Outcome.UNDETERMINED, None)
    assert set(decision.results.values()) == {Result.UNDETERMINED}
    [asked] = decision.awaiting  # once, not of each clause
    assert asked.info.question.in_("zh") == (
        "111 年版適用至111年12月31日，112年1月1日起之規定尚未公布，應適用何規定？"
    )
    assert stands.assess(STAND, on=LAST_DAY)["stand.window"].result is Result.NOT_MET


def test_an_edition_without_end_has_nothing_after_it() -> None:
    for_good = following(until=None)
    assert stands.with_editions(for_good).on(date(9999, 12, 31)) is for_good
    with pytest.raises(NoEdition, match="roc-112"):
        for_good.ended()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (FIRST_DAY, "roc-111"),
        (LAST_DAY, "roc-111"),
        (NEXT_DAY, "after roc-111"),
        (date(2023, 2, 28), "after roc-111"),
        (date(2023, 3, 1), "roc-112"),
        (NEXT_LAST, "roc-112"),
        (date(2024, 1, 1), "after roc-112"),
    ],
)
def test_in_a_gap_between_editions_the_law_is_awaited(day: date, name: str) -> None:
    gapped = stands.with_editions(following(since=date(2023, 3, 1)))
    assert gapped.on(day).name == gapped.assess(STAND, on=day).programme.edition.name == name
    [period] = [one for one in gapped.periods() if one.since <= day and day <= (one.until or date.max)]
    assert period.edition.name == name


def test_before_the_first_there_is_none() -> None:
    before = FIRST_DAY - timedelta(1)
    for asked in (stands.on, stands.policy_on, stands.under, lambda day: stands.assess(STAND, on=day)):
        with pytest.raises(NoEdition, match="2022-01-01"):
            asked(before)


@pytest.mark.parametrize("since", [FIRST_DAY, FIRST_DAY - timedelta(1), date(1999, 1, 1)])
def test_what_follows_begins_later(since: date) -> None:
    with pytest.raises(InvalidInput, match=r"must begin after.*應晚於") as refused:
        following(since=since, until=NEXT_LAST)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/since", "edition.before")]


@pytest.mark.parametrize("since", [LAST_DAY, FIRST_DAY + timedelta(1)])
def test_overlaps_are_refused(since: date) -> None:
    with pytest.raises(InvalidInput) as refused:
        stands.with_editions(following(since=since, until=NEXT_LAST))
    assert [one.code for one in refused.value.problems] == ["edition.overlap"] * len(refused.value.problems)
    open_ended = attrs.evolve(ROC_111, until=None)
    assert refusal(
        lambda: Programme(
            "stand", title=Text(zh="一", en="a"), subject=Stand, rules=(small, in_time, open_enough),
            stages={"acceptance": Opening}, award=granted,
            edition=open_ended.followed_by("roc-112", since=NEXT_DAY, until=None, keeps=["stand"]),
        )
    ) == [("/editions/roc-112", "edition.overlap")]  # fmt: skip


def test_overlaps_are_looked_for_as_the_editions_were_known() -> None:
    open_ended = attrs.evolve(ROC_111, until=None)
    ended = attrs.evolve(open_ended, until=LAST_DAY, known=date(2022, 12, 1))

    def known(day: date) -> Programme[Any, Any]:
        later = following(known=day)
        return bare.with_editions(attrs.evolve(ended, earlier=open_ended), attrs.evolve(later, earlier=None))

    bare = Programme(
        "stand", title=Text(zh="一", en="a"), subject=Stand, rules=(small, in_time, open_enough),
        stages={"acceptance": Opening}, award=granted, edition=open_ended,
    )  # fmt: skip
    assert known(date(2022, 12, 1)).on(LATER).name == "roc-112"
    assert refusal(lambda: known(date(2022, 11, 30))) == [("/editions/roc-112", "edition.overlap")]


def test_strangers_among_editions_are_refused() -> None:
    anything: Any = 3
    assert [code for _, code in refusal(lambda: stands.with_editions(anything))] == ["subject"]
    other = Edition("loose", since=NEXT_DAY, policy=Loose(), clauses=())
    anything = other
    assert refusal(lambda: stands.with_editions(anything)) == [("/editions/loose", "subject")]
    assert refusal(lambda: stands.under(anything)) == [("/edition", "subject")]


# Known later.


CORRECTED = ROC_111.revised(
    known=date(2022, 6, 1),
    notice=Notice(title="更正", on=date(2022, 6, 1)),
    says=[clause("stand.area", "面積一百一十平方公尺以下", numbers={"most_area": 110})],
)
REVISED = stands.with_editions(CORRECTED)


def test_two_corrections_of_one_day_are_refused_unless_they_are_the_same() -> None:
    day = date(2022, 6, 1)
    one = ROC_111.revised(known=day)
    other = ROC_111.revised(known=day, notice=Notice(title="更正公告", on=day))
    assert stands.with_editions(one, pickle.loads(pickle.dumps(one))).editions == (ROC_111, one)
    assert refusal(lambda: stands.with_editions(one, other)) == [("/editions/roc-111", "duplicate")]


def test_a_correction_says_each_sentence_once_and_in_a_document() -> None:
    def corrected(**parts: Any) -> Any:
        return lambda: ROC_111.revised(known=date(2022, 6, 1), **parts)

    assert refusal(corrected(says=(NEXT_AREA, NEXT_AREA))) == [("/clauses", "duplicate")]
    assert refusal(corrected(says=("stand.area",), notice="更正公告")) == [
        ("/says/0", "declaration.argument"),
        ("/notice", "declaration.argument"),
    ]


def test_a_rule_is_worded_once_in_an_edition() -> None:
    """Of two rules with one id the last would decide, and nobody would be told of the first."""
    again = rule("stand.area", zh="面積", en="Area")(lambda stand, policy: stand.area <= policy.most_area)
    other = rule("stand.area", zh="另訂", en="Otherwise")(lambda stand, policy: stand.area <= 1)
    for declare in (
        lambda: following(rules=(again, other)),
        lambda: following(rules=(for_each("lots", again), other)),
        lambda: ROC_111.revised(known=date(2022, 6, 1), rules=(again, other)),
        lambda: ROC_111.reformed("less", rules=(again, other)),
        lambda: attrs.evolve(ROC_111, rules=(again, again)),
    ):
        assert refusal(declare) == [("/rules", "duplicate")]
    twice = following(rules=(again,)).revised(known=date(2023, 6, 1), rules=(other,))
    assert [one.text["en"] for one in twice.rules if isinstance(one, Rule)] == ["Otherwise"]


def test_what_is_awaited_is_a_clause_of_it() -> None:
    assert refusal(lambda: attrs.evolve(ROC_111, awaited={"stand.arae"})) == [
        ("/awaited/stand.arae", "clause")
    ]


def test_a_revision_is_the_edition_from_the_day_it_is_known() -> None:
    assert REVISED.editions == (ROC_111, CORRECTED)
    assert REVISED.on(FILED) is CORRECTED
    assert REVISED.on(FILED, as_known_on=date(2022, 5, 31)) is ROC_111
    assert REVISED.on(FILED, as_known_on=date(2022, 6, 1)) is CORRECTED
    assert REVISED.policy_on(FILED, as_known_on=date(2022, 5, 31)).most_area == 100
    assert REVISED.named("roc-111") is CORRECTED
    assert REVISED.named("roc-111", as_known_on=date(2022, 5, 31)) is ROC_111
    assert CORRECTED.clauses["stand.area"].notice == Notice(title="更正", on=date(2022, 6, 1))
    assert CORRECTED.clauses["stand.grant"].notice == NOTICE
    assert stands.editions == (ROC_111,)


def test_an_edition_is_known_from_its_day_on() -> None:
    eve = date(2022, 5, 31)
    assert [CORRECTED.known_by(day) for day in (eve, eve + timedelta(1), None)] == [False, True, True]
    assert attrs.evolve(ROC_111, known=None).known_by(date.min)


def test_a_revision_that_forgets_a_number_leaves_it_unknown() -> None:
    one = ROC_111.revised(known=date(2022, 6, 1), says=[clause("stand.area", "面積合宜")])
    assert (one.policy.most_area, one.said("most_area"), one.unknown) == (U, U, ("most_area",))


def test_a_revision_may_say_what_was_awaited_and_what_was_dropped() -> None:
    one = PARTLY.revised(known=date(2023, 3, 1), says=[NEXT_AREA, GRANT])
    assert one.awaited == frozenset()
    assert (one.policy.most_area, one.policy.grant) == (80, 1_000)


def test_a_reform_is_not_corrected_but_what_it_departs_from() -> None:
    less = ALL.of(stands).edition
    assert refusal(lambda: less.revised(known=date(2022, 6, 1), says=[NEXT_AREA])) == [
        ("/edition", "edition.reform")
    ]
    assert ALL.of(REVISED).policy_on(FILED) == attrs.evolve(CORRECTED.policy, grant=10)


def test_what_follows_becomes_known_on_the_day_of_its_notice() -> None:
    assert (ROC_112.known, following(known=date(2023, 1, 5)).known) == (NEXT_NOTICE.on, date(2023, 1, 5))
    assert following(notice=None).known is None
    assert BOTH.on(LATER, as_known_on=date(2023, 1, 31)).name == "after roc-111"
    assert BOTH.on(LATER, as_known_on=date(2023, 2, 1)) is ROC_112
    assert BOTH.on(LATER) is ROC_112
    assert BOTH.on(FILED, as_known_on=date(2021, 1, 1)) is ROC_111


def test_two_of_a_name_become_known_on_different_days() -> None:
    assert refusal(lambda: REVISED.with_editions(ROC_111.revised(known=date(2022, 6, 1), says=[AREA]))) == [
        ("/editions/roc-111", "duplicate")
    ]


def test_two_of_a_name_begin_on_the_same_day() -> None:
    assert refusal(lambda: stands.with_editions(following(name="roc-111"))) == [
        ("/editions/roc-111", "duplicate")
    ]


# Under one alone.


def test_under_an_edition_by_itself_by_name_and_by_day() -> None:
    law = BOTH.under(ROC_112)
    assert law is BOTH.under("roc-112") is BOTH.under(LATER)
    assert (law.bound, law.edition, law.editions, BOTH.bound) == (True, ROC_112, (ROC_112,), False)
    assert law.on(FILED) is ROC_112
    assert law.policy_on(date(1990, 1, 1)) == ROC_112.policy
    assert law.assess(STAND, on=FILED).policy == ROC_112.policy
    assert law.under(ROC_112) is law
    assert [(one.since, one.until, one.edition) for one in law.periods()] == [(date.min, None, ROC_112)]
    assert repr(law) == "<programme stand under roc-112>"


def test_a_name_that_there_is_not_is_told_with_what_was_perhaps_meant() -> None:
    with pytest.raises(InvalidInput) as refused:
        BOTH.under("roc-121")
    [problem] = refused.value.problems
    assert (problem.path.pointer, problem.code) == ("/edition", "edition.name")
    assert problem.message("en") == "there is no edition roc-121 — roc-112?"


def test_what_follows_the_last_has_a_name_too() -> None:
    assert stands.under("after roc-111") is stands.under(NEXT_DAY)


def test_an_edition_of_nobodys_may_be_applied() -> None:
    law = stands.under(ROC_112)
    assert law is stands.under(ROC_112)
    assert law.assess(STAND, on=LATER)["stand.area"].result is Result.NOT_MET
    assert stands.on(LATER).name == "after roc-111"


def test_threads_find_the_same_programme() -> None:
    for _ in range(20):
        fresh = following()
        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda _, one=fresh: id(stands.under(one)), range(32)))
            ended = set(pool.map(lambda _, one=fresh: id(one.ended()), range(32)))
        assert (len(found), len(ended)) == (1, 1)


def test_threads_decide_alike() -> None:
    days = [FILED, LATER, date(2024, 1, 1)] * 20
    fresh = stands.with_editions(following())
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda day: fresh.assess(STAND, on=day).results, days))
    assert found == [fresh.assess(STAND, on=day).results for day in days]


# Reforms.


CUT = Reform("cut", since=date(2022, 7, 1), policy={"most_area": 50})
ALL = Reform("less", policy={"grant": 10})


def test_a_reform_from_a_day_on_cuts_an_edition_in_two() -> None:
    cut = CUT.of(BOTH)
    assert [(one.name, one.since, one.until, one.reform) for one in cut.editions] == [
        ("roc-111", FIRST_DAY, date(2022, 6, 30), ""),
        ("roc-111 + cut", date(2022, 7, 1), LAST_DAY, "cut"),
        ("roc-112 + cut", NEXT_DAY, NEXT_LAST, "cut"),
    ]
    assert [cut.policy_on(day).most_area for day in (date(2022, 6, 30), date(2022, 7, 1), LATER)] == [
        100,
        50,
        50,
    ]
    assert cut.assess(STAND, on=date(2022, 6, 30))["stand.area"].result is Result.MET
    assert cut.assess(STAND, on=date(2022, 7, 1))["stand.area"].result is Result.NOT_MET
    assert cut.on(date(2024, 1, 1)).silent
    later = cut.on(date(2022, 7, 1))
    assert later.published.name == "roc-111"
    assert (later.said("most_area"), later.policy.most_area) == (100, 50)
    assert BOTH.policy_on(date(2022, 7, 1)).most_area == 100


@pytest.mark.parametrize(
    ("since", "names"),
    [
        (FIRST_DAY, ["roc-111 + r", "roc-112 + r"]),
        (FIRST_DAY + timedelta(1), ["roc-111", "roc-111 + r", "roc-112 + r"]),
        (LAST_DAY, ["roc-111", "roc-111 + r", "roc-112 + r"]),
        (NEXT_DAY, ["roc-111", "roc-112 + r"]),
        (None, ["roc-111 + r", "roc-112 + r"]),
    ],
)
def test_where_a_reform_cuts(since: date | None, names: list[str]) -> None:
    assert [one.name for one in Reform("r", since=since, policy={"grant": 1}).of(BOTH).editions] == names


def test_reforms_of_reforms() -> None:
    both = ALL.of(CUT.of(BOTH))
    assert [(one.name, one.reform) for one in both.editions] == [
        ("roc-111 + less", "less"),
        ("roc-111 + cut + less", "cut + less"),
        ("roc-112 + cut + less", "cut + less"),
    ]
    policy = both.policy_on(LATER)
    assert (policy.most_area, policy.grant) == (50, 10)
    edition = both.on(LATER)
    assert edition.published is ROC_112
    assert edition.change is not None
    assert edition.change(Terms(grant=7)) == Terms(most_area=50, grant=10)
    cut_again = Reform("late", since=date(2022, 9, 1), policy={"grant": 3}).of(CUT.of(stands))
    assert [(one.name, one.policy.most_area, one.policy.grant) for one in cut_again.editions] == [
        ("roc-111", 100, 1_000),
        ("roc-111 + cut", 50, 1_000),
        ("roc-111 + cut + late", 50, 3),
    ]


def test_a_reform_of_a_bound_programme_stays_bound() -> None:
    law = ALL.of(BOTH.under("roc-112"))
    assert (law.bound, law.edition.name, law.edition.policy.grant) == (True, "roc-112 + less", 10)
    assert law.assess(STAND, on=FILED).policy.grant == 10


def test_under_a_reform_of_all_an_edition_is_still_found_by_its_name() -> None:
    less = ALL.of(BOTH)
    assert less.under("roc-112 + less").edition.policy.grant == 10
    assert less.under("roc-112") is less.under("roc-112 + less")
    assert (
        less.assess(Opening(hours=40, edition="roc-112"), on=LATER, stage="acceptance").outcome
        is Outcome.ELIGIBLE
    )
    assert CUT.of(BOTH).under("roc-111").edition.reform == ""  # what stands is itself


def test_a_reform_may_drop_and_replace_rules_in_every_edition() -> None:
    without = Reform("open", without=["stand.area"], since=NEXT_DAY).of(BOTH)
    assert "stand.area" in without.assess(STAND, on=FILED).results
    assert "stand.area" not in without.assess(STAND, on=LATER).results
    swapped = Reform("strict", replace=[smaller], since=date(2022, 7, 1)).of(BOTH)
    edge = Stand(area=100)
    assert swapped.assess(edge, on=date(2022, 6, 30))["stand.area"].result is Result.MET
    assert swapped.assess(edge, on=date(2022, 7, 1))["stand.area"].result is Result.NOT_MET


# How they travel.


def kinds() -> dict[str, Programme[Any, Any]]:
    return {
        "itself": stands,
        "with editions": BOTH,
        "revised": REVISED,
        "reformed": CUT.of(BOTH),
        "reformed twice": ALL.of(CUT.of(BOTH)),
        "revised and reformed": ALL.of(REVISED),
        "bound": BOTH.under("roc-112"),
        "bound to what follows": BOTH.under(date(2024, 1, 1)),
        "bound to an original": REVISED.under(ROC_111),
        "bound to a revision": REVISED.under(CORRECTED),
        "bound to nobody's": stands.under(ROC_112),
        "bound to nobody's end": stands.under(ROC_112.ended()),
        "bound to a reform": CUT.of(BOTH).under(date(2022, 8, 1)),
        "a bound one reformed": ALL.of(BOTH.under("roc-112")),
        "a bound one with editions": stands.under("roc-111").with_editions(ROC_112),
    }


def said_by(one: Edition[Any]) -> tuple[Any, ...]:
    return (
        one.name, one.label("zh"), one.since, one.until, one.known, one.policy, dict(one.clauses),
        one.awaited, one.reform, one.silent, one.notice,
    )  # fmt: skip


@pytest.mark.parametrize("kind", kinds())
def test_programmes_pickle_under_every_kind_of_edition(kind: str) -> None:
    programme = kinds()[kind]
    again = pickle.loads(pickle.dumps(programme))
    assert (again.bound, repr(again)) == (programme.bound, repr(programme))
    assert [said_by(one) for one in again.editions] == [said_by(one) for one in programme.editions]
    assert said_by(again.edition) == said_by(programme.edition)
    assert copy.copy(programme) is copy.deepcopy(programme) is programme
    days = (
        [programme.edition.since] if programme.bound else [FILED, date(2022, 8, 1), LATER, date(2024, 1, 1)]
    )
    for day in days:
        decision = programme.assess(STAND, on=day)
        again_decided = pickle.loads(pickle.dumps(decision))
        assert (again_decided.results, again_decided.award) == (decision.results, decision.award)
        assert said_by(again_decided.programme.edition) == said_by(decision.programme.edition)
        assert again_decided.receipt == decision.receipt
        assert again.assess(STAND, on=day).results == decision.results
        assert copy.deepcopy(decision) == copy.copy(decision) == decision


@pytest.mark.parametrize(
    "edition", [ROC_111, ROC_112, PARTLY, CORRECTED, ROC_111.ended(), CUT.of(BOTH).edition]
)
def test_editions_pickle_and_are_shared_by_copies(edition: Edition[Terms]) -> None:
    stands.under(edition)  # what was made of it does not travel
    again = pickle.loads(pickle.dumps(edition))
    assert said_by(again) == said_by(edition)
    assert again.said("most_area") == edition.said("most_area")
    assert (
        stands.under(again).assess(STAND, on=LATER).results
        == stands.under(edition).assess(STAND, on=LATER).results
    )
    assert copy.copy(edition) is copy.deepcopy(edition) is edition


# What-ifs.


def test_other_numbers_stand_under_the_text_of_the_day() -> None:
    tried = attrs.evolve(ROC_111.policy, most_area=60)
    decision = BOTH.assess(STAND, on=FILED, policy=tried)
    assert (decision.programme.edition, decision.policy) == (ROC_111, tried)
    assert decision["stand.area"].result is Result.NOT_MET
    assert BOTH.assess(STAND, on=LATER, policy=tried).programme.edition is ROC_112
    chosen = BOTH.assess(STAND, on=LATER, policy=tried, edition="roc-111")
    assert (chosen.programme.edition, chosen.policy) == (ROC_111, tried)


def test_numbers_choose_no_text() -> None:
    """Nor do those of another year: whoever wants its text says so."""
    for numbers in (ROC_111.policy, pickle.loads(pickle.dumps(ROC_111.policy))):
        assert BOTH.assess(STAND, on=LATER, policy=numbers).programme.edition is ROC_112
        own = BOTH.assess(STAND, on=LATER, policy=numbers, edition="roc-111")
        assert own.programme.edition is ROC_111
        after = BOTH.assess(STAND, on=date(2030, 1, 1), policy=numbers)
        assert after.programme.edition.silent
        assert {*after.results.values()} == {Result.UNDETERMINED}


def test_where_no_day_tells_numbers_stand_under_the_text_whose_they_are() -> None:
    for edition in (ROC_111, ROC_112):
        assert BOTH.assess(STAND, policy=edition.policy).programme.edition is edition
        assert accepted(BOTH, LATER, policy=edition.policy) == edition.name
    tried = attrs.evolve(ROC_111.policy, most_area=60)
    assert BOTH.assess(STAND, policy=tried).programme.edition is ROC_112


def test_the_numbers_of_an_edition_that_a_reform_cut_stand_under_the_reform_from_its_day_on() -> None:
    cut = Reform("cut", since=date(2022, 7, 1), policy={"grant": 1}, without=["stand.area"]).of(BOTH)
    for day, name in ((date(2022, 6, 30), "roc-111"), (date(2022, 7, 1), "roc-111 + cut")):
        assert cut.assess(STAND, on=day, policy=ROC_111.policy).programme.edition.name == name


def test_a_what_if_before_the_first_edition_is_under_the_first() -> None:
    tried = attrs.evolve(ROC_111.policy, opens=date(2021, 1, 1))
    decision = BOTH.assess(STAND, on=date(2021, 5, 2), policy=tried)
    assert decision["stand.window"].result is Result.MET
    assert decision.programme.edition is ROC_111


# After the application.


def accepted(programme: Programme[Any, Any], day: date, **others: Any) -> str:
    edition = others.pop("carried", U)
    decision = programme.assess(Opening(hours=45, edition=edition), on=day, stage="acceptance", **others)
    return str(decision.programme.edition.name)


def test_a_later_act_goes_by_the_edition_that_it_carries() -> None:
    assert accepted(BOTH, LATER, carried="roc-111") == "roc-111"
    assert accepted(BOTH, LATER, carried="roc-112") == "roc-112"
    assert accepted(BOTH, date(2030, 1, 1), carried="roc-111") == "roc-111"
    assert refusal(lambda: accepted(BOTH, LATER, carried="roc-113")) == [("/edition", "edition.name")]


def test_or_by_the_edition_that_is_said() -> None:
    assert accepted(BOTH, LATER, edition="roc-111") == "roc-111"
    assert accepted(BOTH, LATER, edition=ROC_111) == "roc-111"
    assert accepted(BOTH.under("roc-112"), LATER) == "roc-112"


def test_or_by_the_only_one_that_has_begun() -> None:
    assert accepted(BOTH, FILED) == "roc-111"
    assert accepted(stands, LATER) == "roc-111"  # applied for under the only one, though it has ended
    assert accepted(REVISED, LATER) == "roc-111"
    with pytest.raises(NoEdition):
        accepted(BOTH, date(2021, 1, 1))


def test_of_several_it_must_be_said_which() -> None:
    with pytest.raises(InvalidInput) as refused:
        accepted(BOTH, LATER)
    [problem] = refused.value.problems
    assert (problem.path.pointer, problem.code) == ("/edition", "edition.required")
    assert "roc-111, roc-112" in problem.message("en")


def test_of_an_edition_that_a_reform_cut_it_must_be_said_which_part() -> None:
    cut = CUT.of(stands)
    assert accepted(cut, date(2022, 6, 30)) == "roc-111"
    assert refusal(lambda: accepted(cut, date(2022, 7, 1))) == [("/edition", "edition.required")]
    assert accepted(cut, date(2022, 7, 1), carried="roc-111") == "roc-111"
    assert accepted(cut, date(2022, 7, 1), edition="roc-111 + cut") == "roc-111 + cut"
    assert accepted(ALL.of(stands), date(2022, 7, 1)) == "roc-111 + less"


def test_an_application_does_not_go_by_what_its_subject_carries() -> None:
    @attrs.frozen(kw_only=True)
    class Carrying(Stand):
        edition: Fact[str] = given(en="Edition")

    decision = BOTH.assess(Carrying(area=90, edition="roc-111"), on=LATER)
    assert decision.programme.edition is ROC_112


def test_what_is_judged_under_an_edition_needs_no_day() -> None:
    decision = BOTH.assess(STAND, edition="roc-112")
    assert decision.results == {"stand.area": Result.NOT_MET, "stand.window": Result.UNDETERMINED}
    assert refusal(lambda: BOTH.assess(STAND)) == [("/on", "required")]


def test_a_clause_is_what_it_says() -> None:
    one = Clause("a.b", heading="一", source="二", text=Text(zh="三", en="c"), numbers={"x": [1]})
    with pytest.raises(TypeError):
        one.numbers["x"] = 3  # type: ignore[index]


@pytest.mark.parametrize("programme", [BOTH, BOTH.under("roc-111")])
def test_a_later_act_is_not_judged_under_an_edition_that_is_not_its_own(programme: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        accepted(programme, LATER, edition="roc-111", carried="roc-112")
    [problem] = refused.value.problems
    assert (problem.path.pointer, problem.code) == ("/edition", "edition.other")
    assert accepted(programme, LATER, edition="roc-111", carried="roc-111") == "roc-111"


def test_other_numbers_do_not_guess_the_edition_of_a_later_act() -> None:
    tried = attrs.evolve(ROC_111.policy, most_area=60)
    assert refusal(lambda: accepted(BOTH, LATER, policy=tried)) == [("/edition", "edition.required")]
    assert accepted(BOTH, LATER, policy=tried, carried="roc-111") == "roc-111"
