"""Which facts of a firm contradict, or follow from, one another, whichever programme reads them."""

from __future__ import annotations

from datetime import date
from typing import Final

from cloudgrant.firms.revenue import YEARLY_REVENUES
from cloudgrant.rules.records.coherence import STATED, Declaration, Declarations, at_odds, implies, in_order

__all__ = ["FIRM_COHERENCE"]

_HISTORY: Final = (
    "capital_increased_on",
    "credit_report_issued_on",
    "debarred_from",
    "debarred_until",
    "it_capability_from",
    "it_capability_until",
    "it_capability_applied_on",
    "it_capability_passed_on",
    "last_project_breach_on",
    "last_law_breach_on",
)
"""The days on which something happened to a firm, and so not before there was one."""


def _before(day: date, registered_on: date) -> bool:
    return day < registered_on


def _after_registration(name: str) -> Declaration:
    return at_odds(
        "firm.before_registration",
        (name, "registered_on"),
        _before,
        zh=f"{{{name}_label}}（{{{name}}}）早於設立登記日（{{registered_on}}）",
        en=f"{{{name}_label}}: {{{name}}}, but the firm was first registered on {{registered_on}}",
    )


def _revenue_before_registration(ago: int, name: str) -> Declaration:
    """A firm has no revenue of a year that ended before it was registered."""
    return at_odds(
        "firm.revenue_before_registration",
        (name, "revenue_year", "registered_on"),
        lambda revenue, year, day: (revenue > 0) & (year - ago < day.year),
        zh=f"{{{name}_label}}：設立登記日為{{registered_on}}，其前之年度不應有營業收入",
        en=f"{{{name}_label}}: the firm was first registered on {{registered_on}}, in a later year",
    )


_MORE_YEARS_THAN_SINCE_REGISTRATION: Final = at_odds(
    "firm.revenue_before_registration",
    ("revenue_years", "revenue_year", "registered_on"),
    lambda years, year, day: (years > 0) & (years > year - day.year + 1),
    zh="至{revenue_year}有{revenue_years}個年度之營業收入資料，但設立登記日為{registered_on}",
    en="revenue figures of {revenue_years} up to {revenue_year}, but first registered on {registered_on}",
)


FIRM_COHERENCE: Final[Declarations] = (
    implies(
        "firm.branch",
        {"foreign_enterprise_branch": True},
        {"branch_office": True},
        zh="外國營利事業在臺設立之分公司，亦為分公司",
        en="a branch of a foreign profit-seeking enterprise is a branch office",
    ),
    implies(
        "listing.no_breach",
        {"last_project_breach_on": STATED},
        {"project_breach": True},
        zh="既填無違規，即不得填違規日期",
        en="there is a day of a breach, although there is said to be none",
    ),
    *(
        implies(
            "listing.no_debarment",
            {day: STATED},
            {"project_debarment": True},
            zh="既填未受停權處分，即不得填停權日期",
            en="there is a day of a debarment, although there is said to be none",
        )
        for day in ("debarred_from", "debarred_until")
    ),
    in_order("debarred_from", "debarred_until"),
    implies(
        "listing.no_breach",
        {"last_law_breach_on": STATED},
        {"law_breach": True},
        zh="既填無違規，即不得填違規日期",
        en="there is a day of a breach, although there is said to be none",
    ),
    implies(
        "firm.not_audited",
        {"audited_net_worth": STATED},
        {"cpa_audited": True},
        zh="最近一年度沒有會計師查核報告書，即無查核報告書所載淨值",
        en="without a CPA's audit report on the latest year there is no net worth in one",
    ),
    implies(
        "firm.not_audited",
        {"revenue_proof": "cpa_audit"},
        {"cpa_audited": True},
        zh="最近一年度沒有會計師查核報告書，營業收入即不能以查核報告書認定",
        en="without a CPA's audit report on the latest year the revenue cannot be shown by one",
    ),
    implies(
        "firm.no_interim_statement",
        {"interim_net_worth": STATED},
        {"interim_statement": ("cpa_audit", "cpa_review", "own_last_month", "own_older")},
        zh="沒有期中財務報表，即無其所載淨值",
        en="without interim statements there is no net worth in them",
    ),
    implies(
        "firm.no_interim_statement",
        {"restored_by_increase": True},
        {"interim_statement": ("cpa_audit", "cpa_review", "own_last_month", "own_older")},
        zh="沒有期中財務報表，即不能證明淨值已因增資轉為正值",
        en="without interim statements nothing shows that an increase made the net worth positive",
    ),
    at_odds(
        "firm.increase_before_statements",
        ("restored_by_increase", "capital_increased_on", "statements_year"),
        lambda restored, day, year: restored & (day.year <= year),
        zh="增資日（{capital_increased_on}）在所附財務報表之年度（{statements_year}）以前，不能使其後之淨值轉為正值",
        en="an increase on {capital_increased_on} is in the statements of {statements_year} already",
    ),
    at_odds(
        "firm.not_restored",
        ("restored_by_increase", "interim_net_worth"),
        lambda restored, worth: restored & (worth <= 0),
        zh="期中財務報表所載淨值（{interim_net_worth}）不是正值，即未因增資轉為正值",
        en="the interim statements show {interim_net_worth}, so no increase made the net worth positive",
    ),
    implies(
        "firm.exemption",
        {"factory_exemption_certificate": True},
        {"factory": ("registered", "exempt")},
        zh="既有免辦工廠登記之證明文件，工廠登記即非「沒有工廠登記，也未獲免除」",
        en="a firm with a certificate of the exemption is not without both registration and exemption",
    ),
    *(
        implies(
            "firm.no_capability",
            {day: STATED},
            {"it_capability_held": True},
            zh="未取得能量登錄證書，即無其生效日與有效期限",
            en="without a certificate of the capability registration there are no days of its validity",
        )
        for day in ("it_capability_from", "it_capability_until")
    ),
    # Of a day of applying nothing follows: an application that was turned down had one, and is none.
    implies(
        "firm.no_capability",
        {"it_capability_passed_on": STATED},
        {"it_capability_applied": True},
        zh="未申請能量登錄，或審查未通過，即無審查通過日",
        en="without an application that was not turned down there is no day on which its review was passed",
    ),
    in_order("it_capability_applied_on", "it_capability_passed_on"),
    in_order("it_capability_from", "it_capability_until"),
    *(_after_registration(name) for name in _HISTORY),
    *(_revenue_before_registration(ago, name) for ago, name in enumerate(YEARLY_REVENUES)),
    _MORE_YEARS_THAN_SINCE_REGISTRATION,
)
"""What holds of every firm, whatever the day and the programme."""
