"""What data of version 1 could say, and today's cannot: facts that contradict one another.

Which of two is right nobody knows any more, so both are unknown in what such data become, and a draft tells
each of them (:func:`~cloudgrant.data.migrations.dropped`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

__all__ = [
    "LAST_YEAR",
    "STATEMENTS",
    "Place",
    "agreeing_claim",
    "agreeing_firm",
    "agreeing_proposal",
    "dropped_from_claim",
    "dropped_from_firm",
    "dropped_from_proposal",
]

Place: TypeAlias = tuple[str | int, ...]
"""Where in data a fact stands."""

STATEMENTS = ("cpa_audited", "audited_net_worth", "return_net_worth")
"""What was told of the statements of the last year."""

LAST_YEAR = 2021
"""The last year of which data of version 1 could tell: of revenue, of the use of points, of listings."""
_REVENUES = ("revenue_last_year", "revenue_two_years_ago", "revenue_three_years_ago")
_HISTORY = (
    "capital_increased_on",
    "credit_report_issued_on",
    "it_capability_from",
    "it_capability_until",
    "it_capability_applied_on",
    "it_capability_passed_on",
    "last_project_breach_on",
    "last_law_breach_on",
)


def agreeing_firm(data: dict[str, Any]) -> dict[str, Any]:
    """A firm of version 1 without the facts that contradict others.

    >>> agreeing_firm({"name": "示範", "project_breach": "none", "last_project_breach_on": "2022-05-02"})
    {'name': '示範'}
    """
    return _without(data, dropped_from_firm(data))


def dropped_from_firm(data: dict[str, Any]) -> Iterator[Place]:
    """The facts of a firm that contradict others."""
    names = dict.fromkeys(name for names in _at_odds_in_firm(data) for name in names)
    yield from ((name,) for name in names if data.get(name) is not None)


def _without(data: dict[str, Any], dropped: Iterator[Place]) -> dict[str, Any]:
    wrong = {*dropped}
    return {name: value for name, value in data.items() if (name,) not in wrong}


def _at_odds_in_firm(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    def stated(name: str) -> bool:
        return data.get(name) is not None

    if data.get("foreign_enterprise_branch") is True and data.get("branch_office") is False:
        yield "foreign_enterprise_branch", "branch_office"
    if data.get("project_breach") == "none" and stated("last_project_breach_on"):
        yield "project_breach", "last_project_breach_on"
    if data.get("law_breach") is False and stated("last_law_breach_on"):
        yield "law_breach", "last_law_breach_on"
    if data.get("cpa_audited") is False and stated("audited_net_worth"):
        yield "cpa_audited", "audited_net_worth"
    if data.get("cpa_audited") is False and data.get("revenue_proof") == "cpa_audit":
        yield "cpa_audited", "revenue_proof"
    if data.get("interim_statement") == "none" and stated("interim_net_worth"):
        yield "interim_statement", "interim_net_worth"
    if data.get("interim_statement") == "none" and data.get("restored_by_increase") is True:
        yield "interim_statement", "restored_by_increase"
    worth = data.get("interim_net_worth")
    if data.get("restored_by_increase") is True and isinstance(worth, int) and worth <= 0:
        yield "restored_by_increase", "interim_net_worth"
    increased = _year(data.get("capital_increased_on"))
    if (
        data.get("restored_by_increase") is True
        and increased is not None
        and increased <= LAST_YEAR
        and any(map(stated, STATEMENTS))
    ):
        yield "restored_by_increase", "capital_increased_on"
    if data.get("factory_exemption_certificate") is True and data.get("factory") == "none":
        yield "factory_exemption_certificate", "factory"
    days = [f"it_capability_{day}" for day in ("from", "until", "passed_on")]
    if data.get("it_capability") == "none" and any(map(stated, days)):
        yield ("it_capability", *days)
    if _before(data.get("it_capability_passed_on"), data.get("it_capability_applied_on")):
        yield ("it_capability_passed_on",)
    if _before(data.get("it_capability_until"), data.get("it_capability_from")):
        yield ("it_capability_until",)
    for name in _HISTORY:
        if _before(data.get(name), data.get("registered_on")):
            yield name, "registered_on"
    yield from _revenue_before(_year(data.get("registered_on")), data)


def _revenue_before(founded: int | None, data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The revenue of years before the one in which a firm was registered."""
    if founded is None:
        return
    for ago, name in enumerate(_REVENUES):
        figure = data.get(name)
        if isinstance(figure, int) and figure > 0 and LAST_YEAR - ago < founded:
            yield name, "registered_on"
    years = data.get("revenue_years")
    if isinstance(years, int) and years > max(0, LAST_YEAR - founded + 1):
        yield "revenue_years", "registered_on"


def agreeing_claim(data: dict[str, Any]) -> dict[str, Any]:
    """A claim of version 1 that does not have the day of an early end that there was not."""
    return _without(data, dropped_from_claim(data))


def dropped_from_claim(data: dict[str, Any]) -> Iterator[Place]:
    """The day of an early end that there was not, and that there was none."""
    if data.get("ended_early") is False and data.get("ended_on") is not None:
        yield from (("ended_early",), ("ended_on",))


def agreeing_proposal(data: dict[str, Any]) -> dict[str, Any]:
    """A proposal of version 1 whose budget lines have no year outside the project.

    >>> agreeing_proposal({"starts_on": "2022-08-01", "lines": [{"year": 2021, "amount": 3}, {"year": 2022}]})
    {'starts_on': '2022-08-01', 'lines': [{'amount': 3}, {'year': 2022}]}
    """
    lines = data.get("lines")
    if not isinstance(lines, list | tuple):
        return data
    outside = {place[1] for place in dropped_from_proposal(data)}
    return {
        **data,
        "lines": [
            _without(line, iter([("year",)])) if index in outside else line
            for index, line in enumerate(lines)
        ],
    }


def dropped_from_proposal(data: dict[str, Any]) -> Iterator[Place]:
    """The years of budget lines that are outside the project."""
    lines = data.get("lines")
    first, last = _year(data.get("starts_on")), _year(data.get("ends_on"))
    for index, line in enumerate(lines if isinstance(lines, list | tuple) else ()):
        year = line.get("year") if isinstance(line, dict) else None
        if isinstance(year, int) and not (
            (first is None or first <= year) and (last is None or year <= last)
        ):
            yield "lines", index, "year"


def _year(day: Any) -> int | None:
    return int(day[:4]) if isinstance(day, str) and day[:4].isdecimal() else None


def _before(day: Any, other: Any) -> bool:
    """Whether a day in ISO form is before another; of what is none, it is not."""
    return isinstance(day, str) and isinstance(other, str) and day < other
