"""Made-up firms and proposals: the same from a seed, plausible, and on both sides of every limit."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import attrs
import narwhals as nw
import numpy as np
import polars as pl
import pytest

import cloudgrant as cg
from cloudgrant import frames, population
from cloudgrant.population.business_numbers import MOST_NUMBERS, business_numbers
from cloudgrant.population.parameters import MAY_BE_UNKNOWN
from cloudgrant.rules import UNKNOWN
from cloudgrant.values.ubn import is_ubn

ENGINES = ("polars", "pandas", "pyarrow", "duckdb")
POLICY = cg.research.policy_on(date(2022, 5, 2)).complete(
    announced_on=date(2022, 4, 25), closing_date=date(2022, 5, 24)
)
KNOWN = attrs.evolve(population.Parameters(), unknown={})
PROPOSALS = {
    "": "764fa139b4672c17",
    "members": "1f9e19c469ceacad",
    "lines": "e1d53e7825153a68",
    "services": "4f1391e8b6338f96",
    "service_levels": "eb7a17f09cd5351a",
    "outline": "f3fbf67b832917a8",
    "security.facets": "6b7b0bcccd6c4afa",
    "security.spend": "b60620b87a1e3a3f",
    "self_assessment.marks": "3825749e6e9ea8e4",
    "adoption.basis": "596a800c4481b4b2",
    "adoption.kpis": "b516ad58cd38042a",
    "adoption.kpis.basis": "3428f937989d5abc",
}


def digest(frame: pl.DataFrame) -> str:
    return sha256(repr((frame.columns, frame.rows())).encode()).hexdigest()[:16]


def decided(tables: Any) -> pl.DataFrame:
    key = population.PROPOSAL_KEY
    frame: pl.DataFrame = frames.assess(tables, cg.research, key=key, on="filed_on", policy=POLICY)
    return frame


def test_a_seed_is_a_promise() -> None:
    """On every machine and version of numpy: whoever changes what is drawn changes this knowingly."""
    assert digest(population.firms(1_000, seed=1)) == "60910606e7f02c63"
    assert digest(population.firms(10, seed=1, first=99_999_990)) == "8cb2f0e6b48089ef"
    tables = population.proposals(200, seed=1)
    found = {name: digest(table) for name, table in tables.items()}
    assert found == PROPOSALS


def test_seeds_differ() -> None:
    one, other = population.firms(1_000, seed=1), population.firms(1_000, seed=2)
    same = [name for name in one.columns if one[name].equals(other[name])]
    assert same == ["firm"]


@pytest.mark.parametrize("rows", [1, 3, 7, 64])
def test_chunks_of_any_size_are_the_same_rows(rows: int) -> None:
    whole = population.firms(64, seed=3, first=5)
    assert pl.concat(population.in_chunks(population.firms, 64, rows=rows, seed=3, first=5)).equals(whole)
    tables = population.proposals(64, seed=3, first=5)
    parts = list(population.in_chunks(population.proposals, 64, rows=rows, seed=3, first=5))
    for name, table in tables.items():
        assert pl.concat([part[name] for part in parts]).equals(table), name


def test_a_larger_population_begins_with_the_smaller() -> None:
    assert population.firms(1_000).head(100).equals(population.firms(100))
    few, many = population.proposals(10), population.proposals(50)
    for name, table in few.items():
        assert many[name].filter(pl.col("case") < 10).equals(table), name


def test_a_column_or_table_is_the_same_whichever_others_are_asked_for() -> None:
    whole, tables = population.firms(50), population.proposals(50)
    for name in population.FIRM_COLUMNS:
        assert population.firms(50, columns=[name])[name].equals(whole[name]), name
    for name in population.PROPOSAL_TABLES:
        assert population.proposals(50, tables=[name])[name].equals(tables[name]), name


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_has_the_same_rows_and_decides_them_alike(engine: str) -> None:
    def plain(frame: Any) -> pl.DataFrame:
        read = nw.from_native(frame)
        if isinstance(read, nw.LazyFrame):
            read = read.collect("pyarrow")
        table = read.to_arrow() if hasattr(read, "to_arrow") else read
        made = pl.DataFrame(pl.from_arrow(table))
        return made.cast({pl.Datetime: pl.Date}) if pl.Datetime in made.dtypes else made

    firms = population.firms(300, engine=engine)
    assert plain(firms).rows() == population.firms(300).rows()
    outcomes = plain(frames.assess(firms, cg.points, on="filed_on"))["outcome"]
    expected = frames.assess(population.firms(300), cg.points, on="filed_on")["outcome"]
    assert outcomes.to_list() == expected.to_list()


@pytest.mark.parametrize("seed", [1, 2, 2**64 - 1])
def test_nothing_is_nonsense(seed: int) -> None:
    firms = population.firms(20_000, seed=seed)
    assert frames.problems(firms, cg.Company) == []
    tables = population.proposals(2_000, seed=seed)
    assert frames.problems(tables, cg.Proposal, key=population.PROPOSAL_KEY) == []
    for name, table in (("", firms), *tables.items()):
        twice = {"lines", "members"}
        assert name in twice or not table.is_duplicated().any(), name


def test_objects_are_the_firms_of_the_frame() -> None:
    firms = population.firms(10_050, seed=4, first=9_970)
    names = [name for name in firms.columns if name in cg.facts(cg.Company)]
    subjects = list(population.subjects(10_050, seed=4, first=9_970))
    rows = [
        tuple(None if (value := getattr(one, name)) is UNKNOWN else value for name in names)
        for one in subjects
    ]
    assert rows == firms.select(names).rows()
    assert len({one.ubn for one in subjects}) == 10_050
    told = frames.assess(firms, cg.points, on=date(2022, 5, 2))["outcome"].head(300).to_list()
    assert told == [cg.points.assess(one, on=date(2022, 5, 2)).outcome.value for one in subjects[:300]]


def test_business_numbers_fit_and_do_not_repeat() -> None:
    places = np.concatenate([np.arange(30_000), np.arange(MOST_NUMBERS // 2, MOST_NUMBERS // 2 + 30_000)])
    numbers = business_numbers(places).tolist()
    assert len(set(numbers)) == 60_000
    assert all(map(is_ubn, numbers))
    assert business_numbers(np.array([MOST_NUMBERS])).tolist() == numbers[:1]


def test_every_limit_of_points_has_firms_below_at_and_above() -> None:
    firms = population.firms(50_000, parameters=KNOWN)
    policy = cg.points.policy_on(date(2022, 5, 2))
    limits = {
        "paid_in_capital": policy.paid_in_capital_ceiling,
        "regular_employees": policy.regular_employee_ceiling,
        "points_last_used_in": policy.repeat_year,
        "filed_on": policy.applications_until,
    }
    for name, limit in limits.items():
        column = firms[name]
        assert (column < limit).any(), name
        assert (column == limit).any(), name
        assert (column > limit).any(), name
    small_capital, small_staff = firms["paid_in_capital"] <= 10**8, firms["regular_employees"] <= 200
    pairs = set(zip(small_capital, small_staff, strict=True))
    assert len(pairs) == 4  # capital and staff go together, and yet each may be large beside a small other
    ranks = firms.select(pl.corr("paid_in_capital", "regular_employees", method="spearman")).item()
    assert 0.6 < ranks < 0.95


def test_every_rule_is_met_and_is_not() -> None:
    frame = decided(population.proposals(4_000, parameters=KNOWN))
    always = {"research.window.submission", "research.security.plan", "research.adoption.stickiness"}
    seldom = {"research.domain.manufacturing/subdomain", "research.domain.service/subdomain"}
    for rule in cg.research.rule_ids():
        if rule not in frame.columns:
            continue
        found = set(frame[rule].unique())
        assert "met" in found, rule
        assert "not_met" in found or rule in always | seldom, rule
    assert set(frame["outcome"].unique()) == {"eligible", "ineligible", "undetermined"}


def test_every_limit_of_a_budget_is_met_to_the_dollar() -> None:
    tables = population.proposals(4_000, parameters=KNOWN)
    lines = (
        tables["lines"]
        .group_by("case")
        .agg(
            subsidy=pl.col("amount").filter(pl.col("source") == "subsidy").sum(), total=pl.col("amount").sum()
        )
    )
    half = lines["subsidy"] * 2 - lines["total"]
    cap = lines["subsidy"] - POLICY.case_cap
    for over in (half, cap):
        assert (over < 0).any()
        assert (over == 0).any()
        assert (over > 0).any()


def test_cells_are_unknown_as_often_as_is_said() -> None:
    firms, tables = population.firms(40_000), population.proposals(4_000)
    shares = population.Parameters().unknown
    held = {name: (firms, name) for name in firms.columns}
    for table, frame in tables.items():
        held |= {f"{table}.{name}" if table else name: (frame, name) for name in frame.columns}
    lists = {"members", "lines", "self_assessment.marks"}
    not_asked = {"members.firm.audited_net_worth", "members.firm.return_net_worth"}  # of half of them only
    assert set(held) >= MAY_BE_UNKNOWN
    for name, share in shares.items():
        frame, column = held[name]
        unknown = (~frame[column]).sum() if name in lists else frame[column].null_count()
        expected = frame.height * share.numerator / share.denominator
        if name not in not_asked and name != "filed_on":
            assert abs(unknown - expected) < 5 * (expected**0.5) + 5, name
    for name in lists:
        none = set(tables[""].filter(~pl.col(name))["case"])
        assert none
        assert none.isdisjoint(tables[name]["case"])


def test_nothing_is_unknown_where_that_is_said() -> None:
    firms = population.firms(1_000, parameters=KNOWN)
    assert sum(firms.null_count().row(0)) == 0


def test_what_is_asked_for_and_is_not_there_is_told_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as told:
        population.firms(-1, seed=2**64, engine="fortran", columns=["paid_in_captial"], first=-1)
    found = [(problem.path.pointer, problem.code) for problem in told.value.problems]
    assert found == [
        ("/number", "too_small"), ("/first", "too_small"), ("/seed", "too_large"), ("/engine", "option"),
        ("/columns/paid_in_captial", "unknown_key"),
    ]  # fmt: skip
    with pytest.raises(cg.InvalidInput):
        population.proposals(1, tables=["line"])
    with pytest.raises(cg.InvalidInput):
        population.subjects(True)
    with pytest.raises(cg.InvalidInput):
        population.in_chunks(population.firms, 10, rows=0)


def test_parameters_that_are_none_are_told_at_once() -> None:
    with pytest.raises(cg.InvalidInput) as told:
        population.Parameters(
            unknown={"paid_in_captial": "1%"}, faults={"lines": "1%"}, factory={"none": 0}, county={"A": -1},
            members={9: 1}, subsidy=(),
        )  # fmt: skip
    found = [(problem.path.pointer, problem.code) for problem in told.value.problems]
    assert found == [
        ("/unknown/paid_in_captial", "unknown_key"), ("/faults/lines", "unknown_key"),
        ("/factory", "required"),
        ("/county", "negative"), ("/subsidy", "required"), ("/members", "too_large"),
    ]  # fmt: skip
    with pytest.raises(cg.InvalidInput):
        population.Span(2, 1)
    with pytest.raises(cg.InvalidInput):
        population.Span(1, 2, step=0)
    with pytest.raises(cg.InvalidInput):
        population.Days(date(2022, 5, 2), date(2022, 5, 1))


def test_no_state_of_chance_is_touched() -> None:
    np.random.seed(5)
    before = np.random.get_state()[1].tolist()  # type: ignore[index]
    population.firms(100)
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index]
