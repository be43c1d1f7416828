"""Yearly revenue: the lower of last year's and the mean, with fewer years, partly known, and its proof."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cloudgrant as cg
from cloudgrant.programmes.research import (
    DecidingRevenue,
    Member,
    deciding_revenue,
    lead,
    partner,
    with_revenue,
)
from cloudgrant.values.unknown import Fact
from programmes.research.applicants import DAY, LEAD, MAKER, POLICY, result, with_

MET, NOT_MET, OPEN = cg.Result.MET, cg.Result.NOT_MET, cg.Result.UNDETERMINED
U = cg.UNKNOWN
CEILING = "research.sme.revenue-ceiling"
BN = 1_000_000_000
NAMES = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")


def maker(years: Fact[int], *figures: Fact[int], **known: Any) -> Member:
    figures = (*figures, U, U, U)[:3]
    return with_(MAKER, revenue_years=years, **dict(zip(NAMES, figures, strict=True)), **known)


def of(years: Fact[int], *figures: Fact[int]) -> cg.Result:
    return result(CEILING, maker(years, *figures))


# 過去1年或過去3年之平均孰低者計


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # Last year's, with a mean far above.
        ((2 * BN - 1, 9 * BN, 9 * BN), MET),
        ((2 * BN, 9 * BN, 9 * BN), MET),
        ((2 * BN + 1, 9 * BN, 9 * BN), NOT_MET),
        # The mean, with last year's above.
        ((3 * BN, 2 * BN, BN - 1), MET),
        ((3 * BN, 2 * BN, BN), MET),
        ((3 * BN, 2 * BN, BN + 1), NOT_MET),  # a third of a dollar too much
        ((3 * BN, 2 * BN, U), OPEN),
        ((U, 2 * BN, BN), OPEN),
        ((U, U, U), OPEN),
        # Two known years, and one, that settle the mean whatever the rest is.
        ((4 * BN, 2 * BN, U), OPEN),
        ((4 * BN, 2 * BN + 1, U), NOT_MET),
        ((6 * BN, U, U), OPEN),
        ((6 * BN + 1, U, U), NOT_MET),
        ((U, 6 * BN + 1, U), OPEN),  # last year's may still be low enough
        ((2 * BN, U, U), MET),
    ],
)
@pytest.mark.parametrize("years", [3, U])
def test_three_years(years: Fact[int], figures: Any, expected: cg.Result) -> None:
    """Whether or not it is said that there are three: with a figure of the third year it is plain."""
    assert of(years, *figures) is expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((3 * BN, BN - 1), MET),
        ((3 * BN, BN), MET),
        ((3 * BN, BN + 1), NOT_MET),
        ((2 * BN, 9 * BN), MET),
        ((4 * BN, U), OPEN),
        ((4 * BN + 1, U), NOT_MET),
        ((U, BN), OPEN),
    ],
)
def test_two_years_have_the_mean_of_two(figures: Any, expected: cg.Result) -> None:
    assert of(2, *figures) is expected


@pytest.mark.parametrize(
    ("figure", "expected"), [(2 * BN - 1, MET), (2 * BN, MET), (2 * BN + 1, NOT_MET), (U, OPEN)]
)
def test_one_year_is_its_own_mean(figure: Fact[int], expected: cg.Result) -> None:
    assert of(1, figure) is expected


def test_no_complete_year_exceeds_nothing_and_needs_no_proof() -> None:
    new = maker(0, revenue_proof=U)
    assert result(CEILING, new) is MET
    assert result(f"{CEILING}/evidence", new) is MET


def test_how_many_years_there_are_is_asked_only_where_it_matters() -> None:
    def asked(*figures: Fact[int]) -> set[str]:
        decision = partner.assess(maker(U, *figures), on=DAY, policy=POLICY)
        return {gap.path.key.removeprefix("firm.") for gap in decision[CEILING].because}

    assert asked(2 * BN) == set()
    assert asked(7 * BN) == set()
    assert asked(3 * BN, 2 * BN, BN) == set()
    assert asked(3 * BN, 2 * BN) == {"revenue_years", NAMES[2]}
    assert asked() == {"revenue_years", *NAMES}


def every_completion(known: tuple[Fact[int], ...], years: Fact[int]) -> set[bool]:
    """What the rule comes to for every firm that this one may turn out to be."""
    amounts = (0, 2 * BN, 2 * BN + 1, 4 * BN, 9 * BN)
    found = set()
    for number in range(4) if years is U else (years,):
        if any(figure is not U for figure in known[number:]):
            continue
        choices = [amounts if figure is U else (figure,) for figure in known[:number]]
        for figures in product(*choices):
            mean = Fraction(sum(figures), number) if number else Fraction(0)
            found.add(not figures or figures[0] <= 2 * BN or mean <= 2 * BN)
    return found


def test_what_is_determined_is_exactly_what_holds_of_every_firm_it_may_turn_out_to_be() -> None:
    amounts: tuple[Fact[int], ...] = (U, 0, 2 * BN, 2 * BN + 1, 4 * BN, 9 * BN)
    for years in (U, 0, 1, 2, 3):
        for known in product(amounts, repeat=3):
            if years is U or all(figure is U for figure in known[years:]):
                answers = every_completion(known, years)
                expected = OPEN if len(answers) > 1 else MET if True in answers else NOT_MET
                assert of(years, *known) is expected, (years, known)


def test_a_figure_of_a_year_that_there_is_not_is_nonsense() -> None:
    for years, name in ((0, NAMES[0]), (1, NAMES[1]), (2, NAMES[2])):
        with pytest.raises(cg.InvalidInput) as caught:
            with_(Member(), revenue_years=years, **{name: 5})
        [problem] = caught.value.problems
        assert (problem.path.key, problem.code) == (f"firm.{name}", "research.revenue_years")
        assert str(years) in problem.message("zh_Hant_TW")
    data = {"revenue_years": 0, "revenue_last_year": 1, "revenue_two_years_ago": 2, "registered": True}
    member, problems = cg.draft(Member, {"firm": data, "role": "lead"})
    assert [one.path.key for one in problems] == [f"firm.{name}" for name in NAMES[:2]]
    assert figures_of(member.firm) == (0, U, U, U)
    assert cg.draft(cg.Company, {"revenue_years": 4})[1][0].code == "too_large"


def test_how_far_last_year_and_the_mean_are_from_the_ceiling() -> None:
    finding = partner.assess(maker(3, 3 * BN, 2 * BN, BN + 1), on=DAY, policy=POLICY)[CEILING]
    three = "最近年度營業收入＋前一年度營業收入＋前二年度營業收入"
    assert [margin.message("zh_Hant_TW") for margin in finding.margins] == [
        "最近年度營業收入 30億元，超過 20億元（超出 10億元）",
        f"{three}之平均 2,000,000,001元，超過 20億元",
    ]
    assert finding.margins[1].message("en") == (
        "Mean of Revenue of the latest year + Revenue of the year before the latest + Revenue of two years "
        "before the latest NT$2,000,000,001, more than NT$2,000,000,000"
    )


@pytest.mark.parametrize("rule", [CEILING, f"{CEILING}/evidence"])
@pytest.mark.parametrize(
    ("year", "latest", "expected"),
    [(2021, 2021, MET), (2020, 2021, OPEN), (2022, 2021, OPEN), (U, 2021, OPEN), (2021, 2022, OPEN)],
)
def test_figures_say_nothing_of_another_year(
    rule: str, year: Fact[int], latest: int, expected: cg.Result
) -> None:
    policy = attrs.evolve(POLICY, latest_year=latest)
    for figures in ((3, BN, BN, BN), (1, BN), (0,)):
        firm = attrs.evolve(maker(*figures), firm=attrs.evolve(maker(*figures).firm, revenue_year=year))
        assert partner.assess(firm, on=DAY, policy=policy)[rule].result is expected


def test_figures_of_another_year_are_asked_for_again() -> None:
    finding = partner.assess(with_(MAKER, revenue_year=2020), on=DAY, policy=POLICY)[CEILING]
    [gap] = finding.because
    assert (gap.path.key, gap.because) == ("firm.small_in_another_year", "fact")
    assert gap.question("zh_Hant_TW").startswith("所填營業收入不是本期規定年度之資料")


def test_while_their_year_is_not_told_it_is_asked_for_as_any_fact_is() -> None:
    firm = with_(MAKER, revenue_year=U, revenue_last_year=1)
    finding = partner.assess(firm, on=DAY, policy=POLICY)[CEILING]
    [gap] = [gap for gap in finding.because if "year" in gap.answered_at.key]
    assert (gap.path.key, gap.answered_at.key) == ("firm.revenue_year", "firm.revenue_year")
    assert gap.question("zh_Hant_TW").startswith("所填的營業收入，最近一個完整年度是哪一年")


# 認定依據


@pytest.mark.parametrize(
    ("proof", "expected"), [("cpa_audit", MET), ("tax_return", MET), ("other", NOT_MET), (U, OPEN)]
)
def test_the_proof(proof: Any, expected: cg.Result) -> None:
    assert result(f"{CEILING}/evidence", with_(MAKER, revenue_proof=proof)) is expected


def test_another_proof_can_be_brought() -> None:
    decision = partner.assess(with_(MAKER, revenue_proof="other"), on=DAY, policy=POLICY)
    brought = [{change.new for change in remedy.changes} for remedy in decision.remedies]
    assert brought == [{"cpa_audit"}, {"tax_return"}]


# Notes.


def notes(member: Member) -> list[str]:
    return [note["en"].partition(";")[0] for note in member.notes()]


def test_fewer_than_three_years_are_noted_where_the_rule_binds() -> None:
    few = ["04595257: There are fewer than three years of revenue"]
    assert [notes(maker(years, *[1] * years)) for years in (1, 2, 3)] == [few, few, []]
    assert notes(maker(0)) == ["04595257: There is no complete year of revenue yet"]
    assert notes(maker(U, 1)) == []
    assert notes(with_(maker(1, 1), ubn=U)) == [few[0].removeprefix("04595257: ")]
    assert notes(with_(LEAD, revenue_years=1)) == []
    of_a_lead = notes(attrs.evolve(maker(1, 1), role="lead"))
    assert [note.partition(":")[0] for note in of_a_lead] == [
        "04595257"
    ]  # of what binds a lead, not of years
    assert "is judged as a provider only" in of_a_lead[0]
    report = str(partner.assess(maker(2, 1, 1), on=DAY, policy=POLICY).report("zh_Hant_TW"))
    assert report.count("04595257：營業收入資料不足三年") == 1


def test_a_note_of_the_firm_s_is_passed_on() -> None:
    confirmed = cg.load(
        cg.Company, {"ubn": "12345678", "confirmed": {"source": "商工登記", "on": "2022-05-02"}}
    )
    assert Member(role="lead", firm=confirmed).notes() == confirmed.notes() != ()


# From {year: amount}.


def figures_of(firm: cg.Company) -> tuple[Fact[int], ...]:
    return (
        firm.revenue_years, firm.revenue_last_year, firm.revenue_two_years_ago, firm.revenue_three_years_ago
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({}, (0, U, U, U)),
        ({2021: 5}, (1, 5, U, U)),
        ({2020: 4, 2021: 5}, (2, 5, 4, U)),
        ({2021: 5, 2020: 4, 2019: 3}, (3, 5, 4, 3)),
        ({2021: 5, 2020: 4, 2019: 3, 2018: 2, 2015: 1}, (3, 5, 4, 3)),
        ({2021: U, 2020: 4, 2019: 3}, (3, U, 4, 3)),
        ({2021: 0}, (1, 0, U, U)),
    ],
)
def test_years_and_amounts(amounts: Any, expected: Any) -> None:
    before = with_revenue(cg.Manufacturer(name="示範"), {2021: 9, 2020: 9, 2019: 9}, application_year=2022)
    firm = with_revenue(before, amounts, application_year=2022)
    assert figures_of(firm) == expected
    assert (type(firm), firm.name) == (cg.Manufacturer, "示範")


def test_every_problem_of_years_and_amounts_at_once() -> None:
    wrong: Any = {2022: 5, 2021: -1, 2019: 2.5, "2018": 5, True: 5, 2030: 10**14 + 1}
    with pytest.raises(cg.InvalidInput) as caught:
        with_revenue(cg.Company(), wrong, application_year=2022)
    assert [(problem.path.key, problem.code) for problem in caught.value.problems] == [
        ("amounts.2022", "research.revenue_year"),
        ("amounts.2021", "negative"),
        ("amounts.2019", "type"),
        ("amounts.2018", "research.revenue_year"),
        ("amounts.True", "research.revenue_year"),
        ("amounts.2030", "research.revenue_year"),
        ("amounts.2030", "too_large"),
        ("amounts.2020", "research.revenue_gap"),
    ]
    for problem in caught.value.problems:
        assert problem.message("zh_Hant_TW") != problem.message("en")


def test_last_year_left_out_is_a_gap_and_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(cg.InvalidInput) as gap:
        with_revenue(cg.Company(), {2020: 4}, application_year=2022)
    assert [problem.path.key for problem in gap.value.problems] == ["amounts.2021"]
    for year in (1913, 9999):
        assert with_revenue(cg.Company(), {}, application_year=year).revenue_years == 0
    nonsense: tuple[Any, ...] = ("2022", True, 111.0, 0, 111, 1912, 10_000)
    for wrong in nonsense:
        with pytest.raises(cg.InvalidInput) as caught:
            with_revenue(cg.Company(), {}, application_year=wrong)
        assert [problem.path.key for problem in caught.value.problems] == ["application_year"]


# The amount that decides.


@pytest.mark.parametrize(
    ("years", "figures", "expected"),
    [
        (3, (10, 20, 30), DecidingRevenue(Fraction(10), "last_year", 3)),
        (3, (30, 20, 11), DecidingRevenue(Fraction(61, 3), "mean", 3)),
        (3, (20, 20, 20), DecidingRevenue(Fraction(20), "last_year", 3)),
        (U, (30, 20, 11), DecidingRevenue(Fraction(61, 3), "mean", 3)),
        (2, (31, 20), DecidingRevenue(Fraction(51, 2), "mean", 2)),
        (1, (31,), DecidingRevenue(Fraction(31), "last_year", 1)),
        (0, (), DecidingRevenue(Fraction(0), "last_year", 0)),
        (3, (10, U, 30), U),
        (2, (U, 10), U),
        (U, (10,), U),
        (U, (), U),
    ],
)
def test_the_amount_that_decides(years: Any, figures: Any, expected: Any) -> None:
    assert deciding_revenue(maker(years, *figures).firm) == expected


AMOUNTS = st.one_of(st.integers(0, 10**14), st.sampled_from([2 * BN + shift for shift in (-2, -1, 0, 1, 2)]))


@given(st.lists(AMOUNTS, max_size=3))
def test_the_rule_holds_the_amount_that_decides_against_the_ceiling(figures: list[int]) -> None:
    member = maker(len(figures), *figures)
    decides = deciding_revenue(member.firm)
    assert decides is not U
    assert (result(CEILING, member) is MET) is (decides.amount <= POLICY.revenue_ceiling)
    again = with_revenue(
        cg.Company(), {2021 - ago: n for ago, n in enumerate(figures)}, application_year=2022
    )
    assert deciding_revenue(again) == decides


@given(st.lists(AMOUNTS, min_size=1, max_size=3), st.integers(0, 2), st.integers(0, 10**12))
def test_less_revenue_is_never_worse(figures: list[int], place: int, less: int) -> None:
    lower = list(figures)
    lower[place % len(figures)] = max(0, lower[place % len(figures)] - less)
    if of(len(figures), *figures) is MET:
        assert of(len(lower), *lower) is MET


@pytest.mark.parametrize("kind", ["manufacturer", "service_firm"])
def test_a_lead_is_bound_as_a_provider_only_and_its_report_says_so(kind: str) -> None:
    rules = ("research.sme.revenue-ceiling", "research.sme.factory-registration")
    both = with_(LEAD, factory="none", revenue_last_year=9 * BN, **{kind: True})
    decision = lead.assess(both, on=DAY, policy=POLICY)
    assert {decision[rule].result for rule in rules} == {cg.Result.NOT_APPLICABLE}
    said = "12345675：主導業者兼為製造業者或服務業者，僅依資服業者資格認定"
    assert str(decision.report("zh_Hant_TW")).count(said) == 1
    assert "12345675: The lead is also a manufacturer or a service firm" in str(decision.report("en"))
    for other in (with_(LEAD, **{kind: False}), with_(LEAD, **{kind: U}), with_(both, role="partner")):
        assert not any("bound as a provider only" in note["en"] for note in other.notes())
