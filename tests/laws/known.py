"""Where the laws are known to be broken, each by a smallest case; the rule is excused from that law so far.

``test_known.py`` holds that each is still so: what is mended is struck off here, and the rule tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs
from textile_project import MILL, PLATFORM, read

import cloudgrant as cg
from laws.partial import Case, Place
from laws.seeds import PROGRAMMES

__all__ = ["KNOWN", "Known"]

_LEAD: Final = "12345675"
_DAY: Final = date(2022, 5, 20)
_REPORTED: Final = date(2024, 6, 30)


@attrs.frozen
class Known:
    """A rule that breaks a law: what is known as data, and what is learnt, in one way or in another.

    Where the law is ``overturned``, or there is no other way, what is known is held against what is learnt.
    """

    law: str
    rule: str
    reason: str
    known: Mapping[str, Any]
    learnt: Mapping[str, Any]
    or_: Mapping[str, Any] | None = None
    stage: str = "application"
    made: Callable[[Any], Any] = lambda subject: subject

    def cases(self) -> tuple[Case, Case, Case]:
        """The draft, and the two cases."""
        draft, another = self._case({}), self._case(self.learnt)
        if self.or_ is None:
            return draft, draft, another
        return draft, another, self._case(self.or_)

    def differ(self) -> tuple[Place, ...]:
        """The places in which the two cases differ, or the draft and the case."""
        return tuple(_apart(self.learnt, self.known if self.or_ is None else self.or_, ()))

    def _case(self, learnt: Mapping[str, Any]) -> Case:
        data = {**self.known, **learnt}
        on, policy = data.pop("on", cg.UNKNOWN), data.pop("policy", {})
        programme = PROGRAMMES[self.rule.partition(".")[0]]
        published = programme.policies[-1].policy
        subject = self.made(cg.load(programme.subjects[self.stage], data))  # type: ignore[index]
        return Case(subject, on, attrs.evolve(published, **policy))


def _apart(one: Any, another: Any, place: Place) -> Iterator[Place]:
    """The places of data in which it differs: keys of mappings, items of lists of one length."""
    if isinstance(one, dict) and isinstance(another, dict):
        for name in one:
            yield from _apart(one[name], another.get(name), (*place, name))
    elif isinstance(one, list) and isinstance(another, list) and len(one) == len(another):
        for index, item in enumerate(one):
            yield from _apart(item, another[index], (*place, index))
    elif one != another:
        yield place


_STATED: Final = "a sum as stated settles what the lines leave open, and only the lines are asked for"
_LIST: Final = "of a list that is unknown the list alone is asked for, not what else the rule reads"

_MARKS: Final = read("proposal")["self_assessment"]["marks"]


def _marked(mark: str) -> dict[str, Any]:
    """The self-assessment with its last item marked."""
    last = {"item": _MARKS[-1]["item"], "mark": mark, "evidence": "…"}
    return {"self_assessment": {"marks": [*_MARKS[:-1], last]}}


_CERTIFIED: Final = {
    "role": "partner",
    "firm": {
        "ubn": PLATFORM,
        "provider": True,
        "it_capability": "held",
        "it_capability_from": "2022-01-01",
        "it_capability_until": "2022-12-31",
    },
}
_REPORT: Final = {
    "role": "lead",
    "firm": {
        "ubn": _LEAD,
        "rejected_account": False,
        "credit_report_issued_on": "2022-04-11",
        "credit_report_stamped": True,
    },
}
_RESTORED: Final = {
    "role": "partner",
    "firm": {
        "ubn": MILL,
        "cpa_audited": False,
        "return_net_worth": -1,
        "registered_on": "2009-03-16",
        "restored_by_increase": True,
        "capital_increased_on": "2022-03-01",
        "interim_statement": "own_last_month",
        "interim_net_worth": 1,
    },
}
_TRACKED: Final = {
    "ubn": _LEAD,
    "base_pay": 62_000_000,
    "base_heads": 80,
    "first_pay": 69_300_000,
    "first_heads": 84,
    "second_pay": 77_400_000,
    "second_heads": 88,
}
KNOWN: Final[tuple[Known, ...]] = (
    Known("unasked", "research.funding.case-cap", _STATED, {}, {"stated_subsidy": 24_000_000}),
    Known(
        "unasked",
        "research.funding.share-cap",
        _STATED,
        {"stated_total": 52_000_000},
        {"stated_subsidy": 24_000_000},
    ),
    Known(
        "unasked",
        "research.funding.lead-share",
        _STATED,
        {
            "members": [
                {"role": "lead", "firm": {"ubn": _LEAD}},
                {"role": "partner", "firm": {"ubn": MILL}},
            ],
            "lines": [
                {"party": _LEAD, "source": "subsidy"},
                {"party": MILL, "source": "subsidy", "amount": 8_000_000},
            ],
        },
        {"stated_subsidy": 24_000_000},
    ),
    Known(
        "unasked",
        "research.security.self-assessment",
        "a row of which neither item nor mark is known is asked for its item alone",
        {"self_assessment": {"marks": [*_MARKS[:-1], {}]}},
        _marked("met"),
        _marked("not_applicable"),
    ),
    Known(
        "unasked",
        "research.provider.capability-registration",
        _LIST,
        {},
        {"members": [_CERTIFIED], "on": _DAY},
        {"members": [_CERTIFIED], "on": date(2018, 10, 1)},
    ),
    Known(
        "unasked",
        "research.common.no-rejected-account",
        _LIST,
        {},
        {"members": [_REPORT], "policy": {"closing_date": date(2022, 5, 31)}},
        {"members": [_REPORT], "policy": {"closing_date": date(2022, 11, 28)}},
    ),
    Known(
        "unasked",
        "research.common.net-worth-positive",
        _LIST,
        {"on": _DAY},
        {"members": [_RESTORED], "policy": {"own_statements_show_increase": True}},
        {"members": [_RESTORED], "policy": {"own_statements_show_increase": False}},
    ),
    Known(
        "unasked",
        "research.benefit.salary",
        _LIST,
        {},
        {"firms": [_TRACKED], "on": _REPORTED},
        {"firms": [_TRACKED], "on": date(2021, 12, 30)},
        stage="tracking",
    ),
    Known(
        "unasked",
        "research.benefit.salary/second-year",
        _LIST,
        {},
        {"firms": [_TRACKED], "on": _REPORTED},
        {"firms": [_TRACKED], "on": date(2023, 7, 1)},
        stage="tracking",
    ),
    Known(
        "overturned",
        "research.benefit.investment",
        "as long as it is not known who proposed, nobody is taken to be lacking",
        {"firms": []},
        {"members": [_LEAD]},
        stage="tracking",
    ),
)
