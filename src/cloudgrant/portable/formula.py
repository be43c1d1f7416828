"""What a derived fact comes to, as expressions over the record that it is a fact of."""

from __future__ import annotations

from typing import Any

from cloudgrant.portable.declared import derived
from cloudgrant.portable.expressions import SUBJECT
from cloudgrant.portable.texts import both
from cloudgrant.portable.through_lists import Writer
from cloudgrant.rules.records.fact_info import FactInfo
from cloudgrant.rules.writing.derived import body_in

__all__ = ["formula_of"]


def formula_of(info: FactInfo) -> dict[str, Any] | None:
    """The expressions of a derived fact; ``None`` of one that is given, or that only Python can work out.

    The record is bound as ``subject``. A truth is what it ``surely`` and ``possibly`` is. Of a number that is
    not ``known`` nothing is sure; else it lies between ``least`` and ``most``, and is that where they are the
    same. Of anything else, ``value`` is what it is once it is ``known``.

    >>> import cloudgrant as cg
    >>> member = cg.facts(cg.Proposal)["members"].inner_record
    >>> formula = formula_of(cg.facts(member)["ubn"])
    >>> list(formula), formula["value"]
    (['first', 'known', 'value'], 'subject.firm.ubn')
    """
    body = body_in(info) if info.derived else None
    if body is None:
        return None
    writer = Writer()
    match info.type:
        case "bool":
            said: dict[str, Any] = writer.truth(body, SUBJECT)._asdict()
        case "int":
            number = derived(writer.amount(body, SUBJECT), info)
            said = {"known": both(*number.known), "least": number.least, "most": number.most}
        case _:
            value = writer.value(body, SUBJECT)
            said = {"known": both(*value.known), "value": value.text}
    return {"first": writer.first, **said}
