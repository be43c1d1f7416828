"""A form asks for what the rules read, all of it, and for nothing else but what tells records apart."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.rules import UNKNOWN, Fact, Outcome, Record, Stage, Text, Truth, given, rule, said, some
from cloudgrant.rules.records.fact_info import KnownBy
from laws.partial import Case
from laws.seeds import STAGES
from portable.asked import drafts, programme_of, whole

EVERYBODY: tuple[KnownBy, ...] = get_args(KnownBy)
EVERY_STAGE = pytest.mark.parametrize(
    ("name", "stage"), [pytest.param(*at, id="/".join(at)) for at in STAGES]
)
SIZE = 60


@cache
def form_of(name: str, stage: Stage, known_by: tuple[KnownBy, ...] = EVERYBODY) -> cg.Form:
    return cg.form(programme_of(name), stage, known_by=known_by)


def places(
    fields: Iterator[cg.FormField], at: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], cg.FormField]]:
    """Each field with its names from the subject, lists gone through."""
    for field in fields:
        here = (*at, *map(str, field.path))
        yield here, field
        yield from places(field.fields(), here)


@cache
def asked(
    name: str, stage: Stage, known_by: tuple[KnownBy, ...] = EVERYBODY
) -> Mapping[tuple[str, ...], cg.FormField]:
    return dict(places(form_of(name, stage, known_by).fields()))


def names_in(path: Iterable[str | int]) -> tuple[str, ...]:
    return tuple(str(step) for step in path if not isinstance(step, int))


def covered(place: tuple[str, ...], fields: Mapping[tuple[str, ...], cg.FormField]) -> bool:
    """Whether a fact is asked for: itself, the record or list that is given as a whole, or what is in it."""
    stored = (
        place[:depth] in fields and fields[place[:depth]].widget == "stored" for depth in range(len(place))
    )
    return place in fields or any(stored) or any(one[: len(place)] == place for one in fields)


def decided(name: str, stage: Stage, case: Case) -> Any:
    return programme_of(name).assess(case.subject, on=case.on, policy=case.policy, stage=stage)


@EVERY_STAGE
def test_nothing_is_missing_that_the_form_does_not_ask(name: str, stage: Stage) -> None:
    """Whatever is unknown and may still matter is asked for, and of the applicant where it is said to be."""
    by_all, by_applicant = asked(name, stage), asked(name, stage, ("applicant",))
    for case in drafts(name, stage, SIZE):
        decision = decided(name, stage, case)
        for gaps, fields in ((decision.missing, by_applicant), (decision.awaiting, by_all)):
            for gap in gaps:
                place = names_in(gap.answered_at)
                if place[0] == "policy":
                    continue
                if place == ("on",):
                    assert form_of(name, stage).on is not None
                elif not of_others(place, by_all):
                    assert covered(place, fields), f"{gap.path.key}: {gap.rules}"


@EVERY_STAGE
def test_what_an_empty_draft_misses_is_a_field(name: str, stage: Stage) -> None:
    programme = programme_of(name)
    empty, _ = cg.draft(programme.subjects[stage], {})
    fields = asked(name, stage, ("applicant",))
    for gap in programme.assess(empty, stage=stage, policy=programme.edition.policy).missing:
        if names_in(gap.path) != ("on",):
            assert names_in(gap.path) in fields


def test_what_an_answer_could_follow_from_may_matter() -> None:
    listing, research = asked("listing", "application"), asked("research", "application")
    branch = listing["vendor", "branch_office"]
    foreign = research["members", "firm", "foreign_enterprise_branch"]
    assert (branch.need, foreign.need) == ("may_matter", "may_matter")
    assert branch.rules
    assert branch.clauses
    assert foreign.rules == research["members", "firm", "branch_office"].rules


def of_others(place: tuple[str, ...], fields: Mapping[tuple[str, ...], cg.FormField]) -> bool:
    """Whether a fact is in a list that another party keeps: who keeps it says what is in it."""
    lists = [fields[place[:depth]] for depth in range(1, len(place)) if place[:depth] in fields]
    return any(one.known_by != "applicant" for one in lists)


@EVERY_STAGE
def test_what_the_form_does_not_ask_changes_no_answer(name: str, stage: Stage) -> None:
    """With every fact unknown that is not asked for, the decision is the same."""
    fields = asked(name, stage)
    for case in [whole(name, stage), *drafts(name, stage, SIZE // 3)]:
        unasked = [
            spot.place
            for spot in case.spots()
            if spot.place[0] not in ("on", "policy")
            and spot.info.may_be_unknown
            and not isinstance(spot.place[-1], int)
            and not covered(names_in(spot.place), fields)
        ]
        reduced = case.fitting(dict.fromkeys(unasked, UNKNOWN))
        before, after = decided(name, stage, case), decided(name, stage, reduced)
        assert after.words == before.words
        assert (after.award, after.ceiling) == (before.award, before.ceiling)


@EVERY_STAGE
def test_what_is_always_needed_leaves_nobody_eligible_while_it_is_unknown(name: str, stage: Stage) -> None:
    fields = [place for place, field in asked(name, stage).items() if field.need == "always"]
    for case in [whole(name, stage), *drafts(name, stage, SIZE // 3)]:
        for place in fields:
            spots = [spot.place for spot in case.spots() if names_in(spot.place) == place]
            for one in spots:
                open_ = None if isinstance(one[-1], int) else case.put({one: UNKNOWN})
                if open_ is not None:
                    assert as_published(name, stage, open_).outcome is not Outcome.ELIGIBLE, one


def as_published(name: str, stage: Stage, case: Case) -> Any:
    programme = programme_of(name)
    return programme.assess(case.subject, on=case.on, policy=programme.edition.policy, stage=stage)


@EVERY_STAGE
def test_every_field_is_read_or_tells_a_record_apart(name: str, stage: Stage) -> None:
    ids = {one.rule.id for one in programme_of(name).traced_at(stage)}
    for place, field in asked(name, stage).items():
        assert (field.need == "record") is not bool(field.rules) or field.path.key == "edition", place
        assert set(field.rules) <= ids | {"points.grant", "research.funding.ceiling"} | calculations(name)
        assert field.clauses or not field.rules


def calculations(name: str) -> set[str]:
    return {one.id for one in programme_of(name).calculations}


# One form, looked at closely.


def test_what_a_field_says_is_what_the_fact_declares() -> None:
    form = cg.form(cg.points, subject=cg.Manufacturer)
    assert [field.name for field in form.fields()] == [
        "ubn",
        "factory",
        "points_last_used_in",
        "paid_in_capital",
        "regular_employees",
    ]
    capital, factory = form["paid_in_capital"], form["factory"]
    about = cg.facts(cg.Manufacturer)["paid_in_capital"]
    assert (capital.label, capital.question, capital.info) == (about.label, about.question, about)
    assert (capital.widget, capital.unit, capital.unit_label["zh"]) == ("money", "TWD", "新臺幣元")
    assert (capital.need, capital.rules) == ("may_matter", ("points.applicant.size",))
    assert (factory.widget, factory.need) == ("radio", "always")
    assert [value for value, _ in factory.choices] == ["registered", "exempt", "none"]
    assert form["points_last_used_in"].widget == "year"
    assert form.on is not None
    assert form.on.path.key == "on"
    with pytest.raises(KeyError, match="colour"):
        form["colour"]


def test_every_text_of_a_form_is_there_in_both_languages() -> None:
    for name, stage in STAGES:
        for place, field in asked(name, stage).items():
            texts = [field.label, field.question, *(label for _, label in field.choices)]
            texts += [text for text in (field.help, field.proof, field.unit_label, field.item_label) if text]
            assert all({"zh", "en"} <= set(text) and all(text.values()) for text in texts), place
        for group in form_of(name, stage).groups:
            assert {"zh", "en"} <= set(group.title)


def test_yes_and_no_are_choices() -> None:
    field = cg.form(cg.coaching)["provider"]
    assert field.widget == "radio"
    assert field.choices == ((True, Text(zh="是", en="yes")), (False, Text(zh="否", en="no")))


def test_kinds_of_firm_come_first_and_nothing_before_what_it_depends_on() -> None:
    names = [field.name for field in cg.form(cg.points).fields()]
    assert names[:2] == ["ubn", "manufacturer"]
    for name, stage in STAGES:
        every: list[cg.Form | cg.FormField] = [form_of(name, stage), *asked(name, stage).values()]
        for listed in every:
            seen: set[Any] = set()
            for field in listed.fields():
                assert seen >= set(field.after), field.path.key
                seen.add(field.path)
    vendor = cg.form(cg.listing)["vendor.last_project_breach_on"]
    assert [path.key for path in vendor.after] == ["vendor.project_breach"]


def test_who_knows_it_is_asked_and_nobody_else_unless_named() -> None:
    assert {field.known_by for field in cg.form(cg.points).fields()} == {"applicant"}
    reviewers = cg.form(cg.research, "acceptance", known_by=("reviewer",))
    names = {field.path.key for field in reviewers.fields()}
    assert "adoption.reviewer_accepts_basis" in names
    assert "recognised_customers" not in names
    assert "edition" not in names
    assert cg.form(cg.research, "acceptance", known_by=("office",))["edition"].need == "may_matter"
    [marks] = [field for field in reviewers.fields() if field.path.key == "self_assessment.marks"]
    assert "check" in {field.name for field in marks.fields()}


def test_fields_are_grouped_as_asked() -> None:
    by_record = cg.form(cg.listing)
    assert [group.key for group in by_record.groups][:2] == ["/vendor", "/solution"]
    by_clause = cg.form(cg.points, by="clause")
    assert [group.key for group in by_clause.groups if group.key] == [
        "points.applicant.manufacturer",
        "points.applicant.factory",
        "points.applicant.not-repeat",
        "points.applicant.size",
    ]
    by_party = cg.form(cg.points, by="known_by", known_by=("applicant", "reviewer"))
    assert [group.key for group in by_party.groups] == ["applicant", "reviewer"]
    fields = [{field.path for field in one.fields()} for one in (cg.form(cg.points), by_clause)]
    assert fields[0] == fields[1]


def test_a_list_of_records_has_the_form_of_an_item() -> None:
    members = cg.form(cg.research)["members"]
    assert members.widget == "records"
    assert members.item_label["zh"].format(number=2) == "申請業者 第 2 項"
    assert [group.key for group in members.groups] == ["", "/firm"]
    assert {"role", "paid_in_capital"} & {field.name for field in members.fields()} == {"role"}
    assert [field.path.key for field in members.groups[1].fields][:2] == ["firm.ubn", "firm.manufacturer"]


def test_what_a_service_keeps_nobody_types() -> None:
    purchase = {field.path.key: field for field in cg.form(cg.points, "purchase").fields()}
    assert purchase["wallet"].widget == "stored"
    assert purchase["wallet"].rules == ("points.use.offset",)
    assert not any(key.startswith("wallet.") for key in purchase)


def test_a_form_is_plain_data_too() -> None:
    form = cg.form(cg.research, known_by=EVERYBODY)
    plain = form.plain()
    assert json.loads(json.dumps(plain)) == plain
    assert (plain["kind"], plain["programme"], plain["edition"]) == ("form", "research", "roc-111")
    [fields] = [group["fields"] for group in plain["groups"] if group["key"] == "/adoption"]
    [customers] = [one for one in fields if one["name"] == "proposed_customers"]
    assert customers["pointer"] == "/adoption/proposed_customers"
    assert (customers["least"], customers["unit"], customers["need"]) == (0, "customers", "always")
    assert pickle.loads(pickle.dumps(form)) == form
    assert hash(form) == hash(cg.form(cg.research, known_by=EVERYBODY))


def test_what_is_asked_for_wrongly_is_refused() -> None:
    wrong: Any = "applicants"
    with pytest.raises(cg.InvalidInput) as caught:
        cg.form(cg.points, wrong, by=wrong, known_by=(wrong,))
    assert [str(one.path.key) for one in caught.value.problems] == ["stage", "by", "known_by"]
    with pytest.raises(cg.InvalidInput) as caught:
        cg.form(cg.points, subject=cg.Proposal)
    assert [one.code for one in caught.value.problems] == ["subject"]
    name: Any = "points"
    with pytest.raises(cg.InvalidInput) as caught:
        cg.form(name)
    assert [(one.path.key, one.code) for one in caught.value.problems] == [("programme", "subject")]


@attrs.frozen(kw_only=True)
class Lamp(Record):
    """An item of a user's own."""

    __keys__ = ("number",)

    number: Fact[str] = given(zh="編號", en="Number")
    watts: Fact[int] = given(zh="瓦數", en="Watts", unit="W")
    colour: Fact[str] = given(zh="顏色", en="Colour")


@attrs.frozen(kw_only=True)
class Street(Record):
    """A subject of a user's own."""

    story: Fact[str] = given(zh="由來", en="Story", multiline=True)
    lamps: Fact[tuple[Lamp, ...]] = given(zh="路燈", en="Lamps")
    lit: Fact[bool] = given(zh="夜間照明", en="Lit at night")
    length: Fact[int] = given(zh="長度", en="Length", unit="m")


@attrs.frozen(kw_only=True)
class Limits(Record):
    """A policy of a user's own."""

    longest: int = given(default=900, zh="長度上限", en="Longest", unit="m")


@rule("street.lit", zh="夜間有照明，或長度 {policy.longest} 以下", en="Lit, or at most {policy.longest}")
def lit(street: Street, policy: Limits) -> Truth:
    return street.lit | (street.length <= policy.longest)


@rule("street.told", zh="載明由來", en="Its story is told")
def told(street: Street, policy: Limits) -> Truth:
    return said(street.story)


@rule("street.lamps", zh="至少一盞 40 瓦以上", en="At least one of 40 watts")
def lamps(street: Street, policy: Limits) -> Truth:
    return some(street.lamps, lambda lamp: lamp.watts >= 40)


def test_a_programme_of_your_own() -> None:
    streets = cg.Programme(
        "streets",
        title=Text(zh="街道", en="Streets"),
        subject=Street,
        rules=[lit, told, lamps],
        policies={date(2022, 1, 1): Limits()},
        clauses=[
            cg.Clause(id, heading=id, source=id, text=Text(zh=id, en=id))
            for id in ("street.lit", "street.told", "street.lamps")
        ],
    )
    form = cg.form(streets)
    needs = {field.name: (field.need, field.widget) for field in form.fields()}
    assert needs == {
        "story": ("always", "textarea"),
        "lamps": ("always", "records"),
        "lit": ("may_matter", "radio"),
        "length": ("may_matter", "number"),
    }
    assert [(field.name, field.need) for field in form["lamps"].fields()] == [
        ("number", "record"),
        ("watts", "may_matter"),
    ]
    assert form["length"].unit_label["zh"] == "m"
    assert form["story"].plain()["max_length"] == 10_000
