"""The four documents: which are missing, and the findings that say so."""

from __future__ import annotations

from itertools import product

import attrs
import pytest

import cloudgrant as cg
from cloudgrant.programmes.listing import DocumentsFiled, missing_documents
from cloudgrant.values.unknown import Truth
from programmes.listing.applications import DAY, OK, SALE, with_

U = cg.UNKNOWN
RULES = {
    "income_tax_return": "listing.documents/income-tax",
    "tax_clearance_central": "listing.documents/tax-clearance",
    "tax_clearance_local": "listing.documents/tax-clearance",
    "application_form": "listing.documents/form",
}


def test_nothing_is_missing_from_a_complete_file() -> None:
    assert missing_documents(OK) == ()


def test_everything_is_missing_from_an_empty_one() -> None:
    found = missing_documents(cg.ListingApplication())
    assert [(one.number, one.absent) for one in found] == [(1, U), (2, U), (2, U), (3, U), (4, U)]
    assert [one.fact for one in found][3:] == ["proves_sale_of_this_solution", "documents.application_form"]


@pytest.mark.parametrize(("name", "rule"), RULES.items())
@pytest.mark.parametrize(("there", "expected"), [(False, cg.Result.NOT_MET), (U, cg.Result.UNDETERMINED)])
def test_each_document(name: str, rule: str, there: object, expected: cg.Result) -> None:
    application = with_(OK, **{f"documents__{name}": there})
    decision = cg.listing.assess(application, on=DAY)
    assert {one for one, answer in decision.results.items() if answer is expected} >= {rule}
    [missing] = missing_documents(application)
    assert missing.fact == f"documents.{name}"
    assert missing.absent is (U if there is U else True)
    if there is False:
        [remedy] = decision.remedies
        assert [change.path.key for change in remedy.changes] == [f"documents.{name}"]


def test_tax_clearance_takes_both_the_central_and_the_local() -> None:
    answers: dict[Truth, int] = {True: 2, U: 1, False: 0}
    for central, local in product(answers, repeat=2):
        filed = attrs.evolve(OK.documents, tax_clearance_central=central, tax_clearance_local=local)
        application = attrs.evolve(OK, documents=filed)
        found = cg.listing.assess(application, on=DAY)["listing.documents/tax-clearance"].result
        expected = min(answers[central], answers[local])
        assert {cg.Result.MET: 2, cg.Result.UNDETERMINED: 1, cg.Result.NOT_MET: 0}[found] == expected


def test_a_sale_of_another_solution_is_no_proof_of_this_one() -> None:
    other = attrs.evolve(SALE, of_this_solution=False)
    [missing] = missing_documents(attrs.evolve(OK, proofs_of_sale=(other,)))
    assert (missing.number, missing.absent, missing.name["zh"]) == (3, True, "此方案的銷售實績證明文件")


def test_what_is_missing_is_what_the_findings_do_not_find() -> None:
    each: tuple[Truth, ...] = (True, False, U)
    for answers in product(each, repeat=4):
        filed = DocumentsFiled(
            income_tax_return=answers[0],
            tax_clearance_central=answers[1],
            tax_clearance_local=answers[2],
            application_form=answers[3],
        )
        application = attrs.evolve(OK, documents=filed)
        results = cg.listing.assess(application, on=DAY).results
        unmet = {rule for rule in RULES.values() if results[rule] is not cg.Result.MET}
        missing = {RULES[one.fact.removeprefix("documents.")] for one in missing_documents(application)}
        assert missing == unmet
