"""One step of a selection that was taken (遴選歷程)."""

from __future__ import annotations

from datetime import date

import attrs

from cloudgrant.programmes.listing.selection_step import ACTORS, STEPS, Action, Actor
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.unknown import Fact

__all__ = ["SelectionEvent"]


@attrs.frozen(kw_only=True)
class SelectionEvent(Record):
    """What was done, by whom and on which day; ``until`` is the limit it set or the last day of validity.

    ``by`` names the person (a reviewer), ``reviewers`` counts those of a meeting, ``exception`` is the reason
    for which the office decided on another number of them; ``basis`` is the digest of the receipt of the decision
    that a qualification rests on; ``edition`` is the name of the edition 年度版本 that an application falls under,
    by which all later steps go; ``note`` and ``ref`` are the caller's own.

    >>> from datetime import date
    >>> SelectionEvent(action="submit", actor="vendor", on=date(2022, 5, 2)).until
    UNKNOWN
    """

    action: Action = given(zh="事項", en="Step", options={name: step.label for name, step in STEPS.items()})
    actor: Actor = given(zh="辦理者", en="Taken by", options=dict(ACTORS))
    on: date = given(zh="日期", en="On")
    until: Fact[date] = given(zh="期限", en="Until")
    by: Fact[str] = given(zh="經辦人", en="Person", confidential=True)
    reviewers: Fact[int] = given(zh="出席委員人數", en="Reviewers present", unit="persons", least=1)
    exception: Fact[str] = given(
        multiline=True, zh="主辦單位另行決定之理由", en="Why the office decided otherwise"
    )
    basis: Fact[str] = given(zh="資格認定收據摘要", en="Digest of the decision's receipt")
    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )
    note: Fact[str] = given(multiline=True, zh="說明", en="Note")
    ref: Fact[str] = given(identifies=True, zh="文件編號", en="Reference", confidential=True)
