"""A decision in detail: every finding whole, or only what stands in the way, and what its letter keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textile_project import FILED as PROPOSED
from textile_project import PLATFORM

import cloudgrant as cg
from cloudgrant.data.answers import answer_schema
from cloudgrant.rules.explaining.following import at
from cloudgrant.rules.explaining.remedies import changed
from cloudgrant.rules.records.kept import Kept
from cloudgrant.testing.strategies import subjects
from cloudgrant.values.paths import Path
from toys.answers import FILED, FIRM, HALF_KNOWN, LARGE, decided, overdrawn, proposed

BOTH = ("zh_Hant_TW", "en")
VALIDATOR = jsonschema.Draft202012Validator(answer_schema("assessment"))
DECISIONS: dict[str, Callable[[], Any]] = {
    "eligible": lambda: decided(FIRM),
    "ineligible": lambda: decided(LARGE),
    "undetermined": lambda: decided(cg.Manufacturer(paid_in_capital=150_000_000)),
    "nothing known": lambda: decided(cg.Manufacturer()),
    "of no day": lambda: cg.points.assess(FIRM, policy=cg.points.edition.policy),
    "a joint proposal": proposed,
    "overdrawn": overdrawn,
    "as a party sees it": lambda: proposed().for_party(PLATFORM),
    "overdrawn, as a party sees it": lambda: overdrawn().for_party(PLATFORM),
}


@pytest.fixture(params=DECISIONS)
def decision(request: pytest.FixtureRequest) -> Any:
    return DECISIONS[request.param]()


def size(plain: Any) -> int:
    return len(json.dumps(plain, ensure_ascii=False).encode())


@pytest.mark.parametrize("texts", [(), BOTH])
@pytest.mark.parametrize("detail", ["results", "findings", "open"])
def test_its_schema_takes_it_in_any_detail(decision: Any, detail: Any, texts: tuple[str, ...]) -> None:
    plain = cg.dump(decision, detail=detail, texts=texts)
    VALIDATOR.validate(plain)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert plain.get("detail", "results") == detail


@given(subjects(cg.Proposal, cg.research), st.sampled_from(["findings", "open"]))
@settings(max_examples=25)
def test_whatever_is_proposed_its_schema_takes_the_answer(proposal: cg.Proposal, detail: Any) -> None:
    plain = cg.dump(cg.research.assess(proposal, on=FILED), detail=detail)
    VALIDATOR.validate(plain)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    letter = cg.load(cg.IssuedDecision, plain)
    assert cg.dump(letter) == {name: part for name, part in plain.items() if part is not None}


def test_more_detail_only_adds(decision: Any) -> None:
    flat, whole = cg.dump(decision), cg.dump(decision, detail="findings")
    assert {name: whole[name] for name in flat} == flat
    assert [one["rule"] for one in whole["findings"]] == list(flat["results"])
    assert [one["result"] for one in whole["findings"]] == list(flat["results"].values())


def test_each_finding_says_what_it_says(decision: Any) -> None:
    for finding, plain in zip(
        decision.findings, cg.dump(decision, detail="findings", texts=BOTH)["findings"], strict=True
    ):
        clause = finding.clause
        assert plain["clause"] == {"id": clause.id, "heading": clause.heading, "source": clause.source}
        assert plain["path"] == {"pointer": finding.path.pointer, "key": finding.path.key}
        assert plain["texts"] == {locale: finding.message(locale) for locale in BOTH}
        assert {gap["path"]["pointer"] for gap in plain["because"]} == {
            gap.path.pointer for gap in finding.because
        }
        # One that has parts says of them what it was held against, and not once more itself.
        told = zip(finding.parts, plain["parts"], strict=True) if finding.parts else [(finding, plain)]
        for one, said in told:
            assert [margin["texts"]["en"] for margin in said["margins"]] == [
                margin.message("en") for margin in one.margins
            ]
            assert [piece["texts"]["en"] for piece in said["evidence"]] == [
                piece.message("en") for piece in one.weighed
            ]
        assert [one["result"] for one in plain["parts"]] == [part.result.value for part in finding.parts]


def test_open_is_what_stands_in_the_way(decision: Any) -> None:
    plain = cg.dump(decision, detail="open")
    wanted = [
        one.rule
        for one in decision.findings
        if one.declaration.force == "required" and one.result.value in ("not_met", "undetermined")
    ]
    assert [one["rule"] for one in plain["findings"]] == wanted
    for one in plain["findings"]:
        assert one["result"] in ("not_met", "undetermined")
        assert {part["result"] for part in one["parts"]} <= {"not_met", "undetermined"}
        assert bool(one["parts"]) is bool(decision[one["rule"]].parts)
        assert "evidence" not in one
    for name in ("missing", "awaiting"):
        assert [gap["path"]["pointer"] for gap in plain[name]] == [
            gap.path.pointer for gap in getattr(decision, name)
        ]
    assert len(plain["remedies"]) == len(decision.remedies)
    assert plain["remedies_complete"] is decision.remedies_complete
    assert len(plain["mendable"]) == len(decision.mendable)
    assert [(one["rule"], one["path"]["key"]) for one in plain["unmendable"]] == [
        (one.rule, one.path.key) for one in decision.unmendable
    ]


def test_open_has_no_letter_and_no_receipt_unless_told() -> None:
    plain = cg.dump(decided(LARGE), detail="open", texts=BOTH)
    assert not {"texts", "receipt"} & plain.keys()
    assert plain["findings"][0]["texts"]["en"]
    assert "receipt" in cg.dump(decided(LARGE), detail="open", receipt=True)
    assert {"texts", "receipt"} < cg.dump(decided(LARGE), detail="findings", texts=BOTH).keys()


def test_how_large_it_is() -> None:
    """What the page says of it: a joint research proposal of three firms, in bytes as JSON."""
    plain = {detail: size(cg.dump(proposed(), detail=detail)) for detail in ("results", "findings", "open")}
    assert plain["results"] < 2_000
    assert plain["open"] < 16_000 < 80_000 < plain["findings"] < 110_000
    eligible: Any = cg.dump(decided(FIRM), detail="open")
    assert size(eligible) < 600


@pytest.mark.parametrize("detail", ["findings", "open"])
def test_what_a_party_may_not_see_is_in_no_detail(detail: Any) -> None:
    """Were a figure that is withheld another one, and the results the same, not a letter would differ."""
    whole, proposal = proposed(), proposed().subject
    view = whole.for_party(PLATFORM)
    hidden = {path for finding in view.findings for path in finding.withheld}
    figures = {path: at(proposal, path) for path in hidden if type(at(proposal, path)) is int}
    assert figures
    seen = cg.dump(view, detail=detail, texts=BOTH)
    told = False
    for path, figure in figures.items():
        if cg.facts(type(at(proposal, Path(path[:-1]))))[str(path[-1])].derived:
            continue
        other = cg.research.assess(changed(proposal, {path: figure + 1}), on=PROPOSED, policy=whole.policy)
        told = told or cg.dump(other, detail="findings") != cg.dump(whole, detail="findings")
        if other.results == whole.results:
            assert cg.dump(other.for_party(PLATFORM), detail=detail, texts=BOTH) == seen
    assert told  # whoever may see the whole does see it


def test_a_finding_by_itself_is_the_one_in_the_decision() -> None:
    decision = proposed()
    for finding, inside in zip(
        decision.findings, cg.dump(decision, detail="findings")["findings"], strict=True
    ):
        alone = cg.dump(finding)
        del alone["version"]
        assert alone == inside


@pytest.mark.parametrize("detail", ["findings", "open"])
def test_a_letter_keeps_it_as_it_was(decision: Any, detail: Any) -> None:
    filed = json.loads(json.dumps(cg.dump(decision, detail=detail, texts=BOTH, receipt=True)))
    letter = cg.load(cg.IssuedDecision, filed)
    assert letter.detail == detail
    findings: Any = letter.findings
    assert [one["rule"] for one in findings] == [one["rule"] for one in filed["findings"]]
    # A record leaves out what is not known, and null says no more: but for these, it is the same again.
    assert cg.dump(letter) == {name: part for name, part in filed.items() if part is not None}
    assert cg.load(cg.IssuedDecision, cg.dump(letter)) == letter
    assert hash(letter) == hash(cg.load(cg.IssuedDecision, filed))
    firm, problems = cg.draft(cg.IssuedDecision, filed)
    assert (firm, problems) == (letter, ())


def test_what_a_letter_keeps_cannot_be_changed() -> None:
    plain = cg.dump(decided(LARGE), detail="open")
    letter = cg.load(cg.IssuedDecision, plain)
    findings: Any = letter.findings
    plain["findings"][0]["result"] = "met"
    assert findings[0]["result"] == "not_met"
    with pytest.raises(TypeError):
        findings[0]["result"] = "met"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        findings[0].more = 1
    assert isinstance(findings[0]["margins"], tuple)


def deep(depth: int) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for _ in range(depth):
        plain = {"a": [plain]}
    return plain


@pytest.mark.parametrize("finding", [1, "x", [], {"a": 1.5}, {"a": float("nan")}, {1: 2}, deep(50_000), None])
def test_nonsense_in_a_letter_is_refused(finding: Any) -> None:
    filed = {**cg.dump(decided(LARGE), detail="open"), "findings": [finding]}
    with pytest.raises(cg.InvalidInput) as refused:
        cg.load(cg.IssuedDecision, filed)
    assert [problem.path.pointer for problem in refused.value.problems] == ["/findings/0"]


def test_a_deep_letter_that_is_kept_is_kept_whole() -> None:
    assert Kept.of(deep(20)).plain() == deep(20)


@pytest.mark.parametrize("detail", ["all", "", None, 3])
def test_a_detail_that_there_is_not(detail: Any) -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        cg.dump(decided(), detail=detail)
    assert [(one.path.pointer, one.code) for one in refused.value.problems] == [("/detail", "option")]


@pytest.mark.parametrize("value", [FIRM, decided(HALF_KNOWN).findings[0]])
def test_only_a_decision_has_detail(value: Any) -> None:
    with pytest.raises(TypeError, match="only a decision"):
        cg.dump(value, detail="open")


def test_the_day_is_there() -> None:
    assert cg.dump(decided(), detail="open")["on"] == FILED.isoformat()
