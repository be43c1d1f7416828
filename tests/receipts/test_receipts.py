"""What a receipt keeps, and what it notices."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.rules import NoEdition
from cloudgrant.rules.records.digests import input_digest
from cloudgrant.testing.strategies import subjects
from toys.next_year import restated

FILED = date(2022, 5, 2)
POLICY = cg.points.policy_on(FILED)
FIRM = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=0)
firms = subjects(cg.Company, cg.points)


def receipt(firm: cg.Company = FIRM, **more: Any) -> cg.Receipt:
    return cg.points.assess(firm, on=FILED, **more).receipt


def corrected(clause: str, **numbers: Any) -> Any:
    """The programme with a correction that became known in June: other numbers of a clause."""
    edition = cg.points.edition.revised(known=date(2022, 6, 1), says=[restated(clause, **numbers)])
    return cg.points.with_editions(edition)


@settings(max_examples=50)
@given(firms, st.randoms(use_true_random=False))
def test_the_order_of_keys_and_nulls_change_no_digest(firm: cg.Company, random: Any) -> None:
    plain = {name: value for name, value in cg.dump(firm).items() if name not in ("kind", "version")}
    keys = list(plain)
    random.shuffle(keys)
    shuffled = {key: plain[key] for key in keys} | {
        name: None for name, info in cg.facts(cg.Company).items() if name not in plain and not info.derived
    }
    assert input_digest(cg.load(cg.Company, shuffled)) == input_digest(firm)


@settings(max_examples=50)
@given(firms, firms)
def test_a_digest_tells_what_is_known_apart(one: cg.Company, other: cg.Company) -> None:
    assert (input_digest(one) == input_digest(other)) == (one == other)


def test_the_class_that_carried_the_facts_changes_no_digest() -> None:
    assert input_digest(cg.Company(manufacturer=True, name="示範")) == input_digest(
        cg.Manufacturer(name="示範")
    )


def test_the_digests_of_this_version_are_pinned() -> None:
    """They stand in receipts that are already issued: they never change."""
    written = (
        '{"facts":{"factory":"exempt","manufacturer":true,"paid_in_capital":1,"points_last_used_in":0},'
        '"schema":1}'
    )
    assert receipt().input == f"sha256:{sha256(written.encode()).hexdigest()}"


@settings(max_examples=50)
@given(firms)
def test_the_same_is_the_same(firm: cg.Company) -> None:
    assert cg.verify(receipt(firm), firm).same


def test_what_was_completed_and_what_was_reformed_are_told_apart() -> None:
    used = attrs.evolve(POLICY, applications_from=date(2022, 4, 1), regular_employee_ceiling=250)
    kept = receipt(policy=used)
    assert dict(kept.completed) == {"applications_from": '"2022-04-01"'}
    assert dict(kept.reformed) == {"regular_employee_ceiling": "250"}
    assert kept.published == receipt().policy
    assert kept.policy != kept.published
    assert cg.verify(kept, FIRM, policy=used).same
    assert [one.because for one in cg.verify(kept, FIRM, policy=POLICY).differences] == ["policy"]


def test_the_input_is_noticed() -> None:
    verification = cg.verify(receipt(), attrs.evolve(FIRM, paid_in_capital=2))
    assert not verification.same
    assert [one.because for one in verification.differences] == ["input"]
    assert verification.message("en") == "the input differs"


def test_every_difference_is_told_at_once() -> None:
    revised = corrected("points.grant.ceiling", grant=1)
    verification = cg.verify(receipt(), attrs.evolve(FIRM, paid_in_capital=2), programme=revised)
    assert [one.because for one in verification.differences] == ["input", "policy"]
    assert verification.message("zh_Hant_TW") == "申請資料不同；政策不同：grant"


def test_a_receipt_of_another_programme_is_refused() -> None:
    other = attrs.evolve(receipt(), programme="listing")
    with pytest.raises(cg.InvalidInput):
        cg.verify(other, FIRM, programme=cg.points)
    with pytest.raises(cg.InvalidInput, match="nothing"):
        cg.verify(attrs.evolve(receipt(), programme="nothing"), FIRM)
    with pytest.raises(cg.InvalidInput, match="harvest"):
        cg.verify(attrs.evolve(receipt(), stage="harvest"), FIRM)
    with pytest.raises(cg.InvalidInput, match="Company"):
        cg.verify(receipt(), {"paid_in_capital": 1})


@pytest.mark.parametrize(
    "changes",
    [
        {"policy": "sha256:0"},
        {"completed": {"applications_from": '"2022-04-01"'}},
        {"reformed": {"grant": "1"}},
        {"reformed": {"grant": "one"}},
    ],
)
def test_a_receipt_that_does_not_hold_together_is_noticed(changes: dict[str, Any]) -> None:
    verification = cg.verify(attrs.evolve(receipt(), **changes), FIRM)
    assert [one.because for one in verification.differences] == ["policy"]


def test_completions_and_reforms_are_part_of_what_is_held_against() -> None:
    used = attrs.evolve(POLICY, applications_from=date(2022, 4, 1), regular_employee_ceiling=250)
    kept = receipt(policy=used)
    assert cg.verify(kept, FIRM).same
    assert not cg.verify(attrs.evolve(kept, reformed={}), FIRM).same


def test_revisions_are_kept_and_found() -> None:
    right = attrs.evolve(POLICY, paid_in_capital_ceiling=50)
    revised = corrected("points.applicant.size", paid_in_capital_ceiling=50)
    assert revised.policy_on(FILED, as_known_on=date(2022, 5, 31)) == POLICY
    assert revised.policy_on(FILED, as_known_on=date(2022, 6, 1)) == right
    assert revised.policy_on(FILED) == right
    assert revised.of_digest(receipt().policy).policy == POLICY
    assert cg.points.policy_on(FILED) == POLICY
    with pytest.raises(NoEdition, match="digest"):
        revised.of_digest("sha256:0")


@pytest.mark.parametrize("form", [1, 2])
def test_a_receipt_of_an_earlier_form_is_told_as_such(form: int) -> None:
    """Its rules were spelt otherwise, so that nobody can say that they are the same."""
    earlier = attrs.evolve(receipt(), schema=form, rules=dict.fromkeys(receipt().rules, "sha256:0"))
    verification = cg.verify(earlier, FIRM)
    assert [(one.because, one.names) for one in verification.differences] == [("form", (str(form), "3"))]
    assert verification.message("en") == (
        f"the receipt has format version {form}, but the current version is 3: its rules cannot be compared"
    )
    assert verification.message("zh_Hant_TW") == f"收據格式為第 {form} 版，與現行第 3 版不同，無從比對規則"
    changed = cg.verify(earlier, attrs.evolve(FIRM, paid_in_capital=2))
    assert [one.because for one in changed.differences] == ["form", "input"]


def test_a_rule_that_came_or_went_is_told_whatever_the_form() -> None:
    rules = dict(receipt().rules)
    gone = rules.pop("points.applicant.size")
    verification = cg.verify(attrs.evolve(receipt(), schema=1, rules={**rules, "points.x": gone}), FIRM)
    assert [(one.because, {*one.names}) for one in verification.differences[1:]] == [
        ("rule", {"points.applicant.size", "points.x"})
    ]


@pytest.mark.parametrize(
    ("schema", "told"),
    [(0, "there is no format version 0"), (-1, "-1"), (4, "version 4 is newer"), (9, "up to 3")],
)
def test_a_receipt_of_a_form_that_is_not_known_is_refused(schema: int, told: str) -> None:
    with pytest.raises(cg.InvalidInput, match=told):
        attrs.evolve(receipt(), schema=schema)
    with pytest.raises(cg.InvalidInput, match=told):
        cg.load(cg.Receipt, {**cg.dump(receipt()), "schema": schema})


def test_an_edition_that_there_is_not_is_told() -> None:
    verification = cg.verify(attrs.evolve(receipt(), edition="roc-999"), FIRM)
    assert not verification.same
    assert verification.message("en") == "the edition applied is not known here: roc-999"
    changed = cg.verify(attrs.evolve(receipt(), edition="roc-999"), attrs.evolve(FIRM, paid_in_capital=2))
    assert [one.because for one in changed.differences] == ["input", "edition"]


def test_a_revision_of_the_same_day_is_refused() -> None:
    again = cg.points.edition.revised(known=date(2022, 6, 1))
    with pytest.raises(cg.InvalidInput) as refused:
        corrected("points.grant.ceiling", grant=1).with_editions(again)
    assert [problem.code for problem in refused.value.problems] == ["duplicate"]


@pytest.mark.parametrize("stored", [None, {"programme": "points"}, "sha256:"])
def test_what_is_no_receipt_is_refused(stored: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.verify(stored, FIRM)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/receipt", "subject")]
