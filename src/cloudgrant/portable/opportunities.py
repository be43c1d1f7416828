"""Programmes as a listing of grants shows them: Opportunities of the CommonGrants protocol, as plain data.

A mapping only: what is said comes from an edition's clauses and numbers and from the programme's call
(:class:`~cloudgrant.rules.law.call.Call`), each with the clause or the document that says it. What the
standard has no place for stands in ``customFields``; what nobody says is left out and told there, in
``unknown``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

from cloudgrant.portable.name_based_id import is_uuid
from cloudgrant.portable.opportunity_parts import Listed, both
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.rules.law.call import Call, call_problems
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.programme import Programme
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["NAMESPACE", "opportunities", "opportunity"]

NAMESPACE: Final[str] = "d01c8bfa-30d3-588f-a5cd-99739ec0cdc6"
"""In which an opportunity's id is made of the names of its programme and edition; it never changes."""

_A_MOMENT = Text("opportunity.a_moment", zh="載明時區之時刻", en="a moment with its time zone")


def opportunities(
    *,
    on: date,
    recorded: datetime,
    modified: datetime | None = None,
    programmes: Iterable[Programme[Any, Any]] | None = None,
    namespace: str = NAMESPACE,
) -> list[dict[str, Any]]:
    """Every edition that was known on a day as an opportunity, in the state of that day.

    Of the library's four programmes unless others are given; those that were over by then are closed and
    those that had not begun forecast. Of a revised edition the revision that was known on the day stands for
    it, under the same id. Raises as :func:`opportunity` does.

    >>> from datetime import date, datetime, timezone
    >>> listed = opportunities(on=date(2022, 5, 2), recorded=datetime(2022, 5, 2, tzinfo=timezone.utc))
    >>> for one in listed:
    ...     print(one["customFields"]["programme"]["value"], one["status"]["value"])
    research custom
    listing open
    points open
    coaching custom
    """
    _refuse_arguments(on, recorded, modified, namespace)
    every = map(programme_of, NAMES) if programmes is None else programmes
    return [
        opportunity(one.under(edition), on=on, recorded=recorded, modified=modified, namespace=namespace)
        for one in every
        for edition in _known_on(one, on)
    ]


def _known_on(programme: Programme[Any, Any], on: date) -> Iterable[Edition[Any]]:
    known = [one for one in programme.editions if one.known_by(on)]
    return {one.name: one for one in known}.values()  # a revision comes after what it corrects


def opportunity(
    programme: Programme[Any, Any],
    *,
    on: date,
    recorded: datetime,
    modified: datetime | None = None,
    call: Call | None = None,
    namespace: str = NAMESPACE,
) -> dict[str, Any]:
    """A programme under its edition as one opportunity, in the state of a day, as JSON has it.

    The edition is the programme's latest; for another give ``programme.under(...)``. The ``id`` is made of
    the names of programme and edition within the ``namespace`` and stays when the text is corrected.
    ``status`` is what the rule about the intake says of the day: ``custom`` with ``unknown`` where the text
    does not settle it. An amount is money only where its unit is a currency; anything else, such as points,
    is told with its meaning in ``customFields``. When the record was made and last changed only its keeper
    knows: ``recorded`` and ``modified``, moments with a time zone. ``call`` takes the place of the
    programme's own.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no civil date, a moment without a
    zone, a namespace that is no UUID, and a call that names a number, clause or rule that the programme has
    not.

    >>> import cloudgrant as cg
    >>> from datetime import date, datetime, timezone
    >>> made = datetime(2022, 5, 2, tzinfo=timezone.utc)
    >>> one = opportunity(cg.research, on=date(2022, 5, 2), recorded=made)
    >>> one["funding"]["maxAwardAmount"], one["status"]["customValue"]
    ({'amount': '30000000', 'currency': 'TWD'}, 'unknown')
    >>> [entry["field"] for entry in one["customFields"]["unknown"]["value"]][:3]
    ['status', 'funding.totalAmountAvailable', 'funders']
    """
    _refuse_arguments(on, recorded, modified, namespace)
    law = programme.under(programme.edition)
    if call is not None:
        clauses = {id for edition in programme.editions for id in edition.clauses}
        rules = [rule.id for rule in programme.rules]
        problems = [*call_problems(call, policy=law.policy, clauses=clauses, rules=rules)]
        if problems:
            raise InvalidInput(problems)
    listed = Listed(law, call or law.call or Call(), on, namespace)
    found = {
        "id": listed.id_of("opportunity", law.name, law.edition.name),
        "title": both(listed.title),
        "status": listed.status(),
        "description": both(listed.description),
        "funding": listed.funding(),
        "funders": listed.funders(),
        "keyDates": listed.key_dates(),
        "acceptedApplicantTypes": listed.applicants(),
        "source": listed.source(),
        "customFields": listed.custom_fields(),
        "createdAt": _utc(recorded),
        "lastModifiedAt": _utc(recorded if modified is None else modified),
    }
    return {name: value for name, value in found.items() if value is not None}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _refuse_arguments(on: object, recorded: object, modified: object, namespace: object) -> None:
    problems = [] if is_civil_date(on) else [no_civil_date("on", on)]
    for name, moment in (("recorded", recorded), ("modified", modified)):
        if moment is None and name == "modified":
            continue
        if not isinstance(moment, datetime) or moment.utcoffset() is None:
            problems.append(Problem.at([name], "type", expected=_A_MOMENT, given=shown(moment)))
    if not is_uuid(namespace):
        problems.append(Problem.at(["namespace"], "type", expected="UUID", given=shown(namespace)))
    if problems:
        raise InvalidInput(problems)
