"""The steps of a selection (方案審查作業): who may take each, from which state to which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from cloudgrant.rules.process import Process, Step
from cloudgrant.values.text import Text, sentences

__all__ = [
    "ACTORS",
    "APPLYING",
    "CONVENTIONS",
    "FILINGS",
    "PROCESS",
    "STATES",
    "STEPS",
    "Action",
    "Actor",
    "SelectionStep",
    "State",
]

Actor: TypeAlias = Literal["vendor", "executor", "reviewers", "bureau", "calendar"]
"""Who takes a step; the calendar, where time alone does."""

State: TypeAlias = Literal[
    "draft",
    "submitted",
    "supplement_requested",
    "unqualified",
    "qualified",
    "paper_review",
    "meeting",
    "passed",
    "not_passed",
    "approved",
    "not_approved",
    "published",
    "listed",
    "delisted",
    "expired",
    "withdrawn",
]
"""How far a solution has come."""

Action: TypeAlias = Literal[
    "submit",
    "reapply",
    "request_supplement",
    "supplement",
    "refuse_incomplete",
    "refuse_unqualified",
    "pass_qualification",
    "present_deck",
    "set_limit",
    "review_paper",
    "convene",
    "pass_review",
    "fail_review",
    "approve",
    "decline",
    "publish",
    "list",
    "delist",
    "withdraw",
    "carry_over",
    "expire",
]
"""What is done."""

ACTORS: Mapping[str, Text] = sentences(
    "selection.actors",
    {
        "vendor": Text(zh="申請廠商", en="vendor"),
        "executor": Text(zh="資策會", en="executor (Institute for Information Industry)"),
        "reviewers": Text(zh="審查委員", en="reviewers"),
        "bureau": Text(zh="工業局", en="Industrial Development Bureau"),
        "calendar": Text(zh="系統（依曆日）", en="calendar"),
    },
)
"""What each actor is called."""

STATES: Mapping[str, Text] = sentences(
    "selection.states",
    {
        "draft": Text(zh="未送件", en="not submitted"),
        "submitted": Text(zh="已送件，資格審查中", en="submitted, being checked"),
        "supplement_requested": Text(zh="限期補件中", en="to be supplemented"),
        "unqualified": Text(zh="資格不符合", en="not qualified"),
        "qualified": Text(zh="資格審查通過，待技術審查簡報", en="qualified, the technical deck is awaited"),
        "paper_review": Text(zh="書審中", en="in paper review"),
        "meeting": Text(zh="會議審中", en="before the review meeting"),
        "passed": Text(zh="共識決議通過，待核可", en="passed by consensus, approval is awaited"),
        "not_passed": Text(zh="共識決議未通過", en="not passed by consensus"),
        "approved": Text(zh="已核可，待公告", en="approved, publication is awaited"),
        "not_approved": Text(zh="未獲核可", en="not approved"),
        "published": Text(zh="已公告入選", en="published as selected"),
        "listed": Text(zh="已上架", en="listed"),
        "delisted": Text(zh="已下架", en="taken off the list"),
        "expired": Text(zh="已失效", en="expired"),
        "withdrawn": Text(zh="已撤回申請", en="withdrawn"),
    },
)
"""What each state is called."""


_QUALIFICATION = "listing.review.qualification"
_TECHNICAL = "listing.review.technical"

_ALL: tuple[Step[Action, Actor, State], ...] = (
    Step(
        "submit",
        "vendor",
        ("draft",),
        "submitted",
        clause="listing.application",
        label=Text("selection.all.submit.label", zh="送件", en="submit the file"),
    ),
    Step(
        "reapply",
        "vendor",
        ("unqualified", "not_passed", "not_approved", "withdrawn"),
        "submitted",
        clause="listing.application",
        label=Text("selection.all.reapply.label", zh="重新申請送件", en="apply anew"),
    ),
    Step(
        "request_supplement",
        "executor",
        ("submitted",),
        "supplement_requested",
        clause=_QUALIFICATION,
        label=Text(
            "selection.all.request_supplement.label",
            zh="通知限期補件",
            en="ask for a supplement within a limit",
        ),
        needs=("until",),
    ),
    Step(
        "supplement",
        "vendor",
        ("submitted", "supplement_requested"),
        "submitted",
        clause=_QUALIFICATION,
        label=Text("selection.all.supplement.label", zh="補件", en="supplement the file"),
        before=True,
    ),
    Step(
        "refuse_incomplete",
        "executor",
        ("supplement_requested",),
        "unqualified",
        clause=_QUALIFICATION,
        label=Text(
            "selection.all.refuse_incomplete.label",
            zh="補件未完成，通知資格不符合",
            en="refuse: the supplement was not completed",
        ),
        after=True,
    ),
    Step(
        "refuse_unqualified",
        "executor",
        ("submitted", "supplement_requested"),
        "unqualified",
        clause=_QUALIFICATION,
        label=Text(
            "selection.all.refuse_unqualified.label",
            zh="資格不符，通知資格不符合",
            en="refuse: the vendor or solution does not qualify",
        ),
        may=("basis",),
    ),
    Step(
        "pass_qualification",
        "executor",
        ("submitted",),
        "qualified",
        clause=_QUALIFICATION,
        label=Text(
            "selection.all.pass_qualification.label",
            zh="資格審查通過，通知限期提供技術審查簡報",
            en="pass, and ask for the technical deck within a limit",
        ),
        needs=("until",),
        may=("basis",),
    ),
    Step(
        "set_limit",
        "executor",
        ("supplement_requested", "qualified"),
        None,
        clause=_QUALIFICATION,
        label=Text("selection.all.set_limit.label", zh="另定期限", en="set another limit"),
        needs=("until",),
    ),
    Step(
        "present_deck",
        "vendor",
        ("qualified",),
        "paper_review",
        clause=_QUALIFICATION,
        label=Text(
            "selection.all.present_deck.label", zh="提供技術審查簡報", en="hand in the technical deck"
        ),
        before=True,
    ),
    Step(
        "review_paper",
        "reviewers",
        ("paper_review",),
        None,
        clause=_TECHNICAL,
        label=Text("selection.all.review_paper.label", zh="初步書審", en="review on paper"),
        needs=("by",),
    ),
    Step(
        "convene",
        "executor",
        ("paper_review",),
        "meeting",
        clause=_TECHNICAL,
        label=Text("selection.all.convene.label", zh="安排審查會議", en="convene the review meeting"),
        needs=("reviewers",),
        may=("exception",),
    ),
    Step(
        "pass_review",
        "reviewers",
        ("meeting",),
        "passed",
        clause=_TECHNICAL,
        label=Text("selection.all.pass_review.label", zh="共識決議通過", en="pass by consensus"),
    ),
    Step(
        "fail_review",
        "reviewers",
        ("meeting",),
        "not_passed",
        clause=_TECHNICAL,
        label=Text("selection.all.fail_review.label", zh="共識決議不通過", en="do not pass, by consensus"),
    ),
    Step(
        "approve",
        "bureau",
        ("passed",),
        "approved",
        clause=_TECHNICAL,
        label=Text("selection.all.approve.label", zh="局內核可", en="approve"),
    ),
    Step(
        "decline",
        "bureau",
        ("passed",),
        "not_approved",
        clause=_TECHNICAL,
        label=Text("selection.all.decline.label", zh="不予核可", en="do not approve"),
    ),
    Step(
        "publish",
        "executor",
        ("approved",),
        "published",
        clause="listing.window.validity",
        label=Text(
            "selection.all.publish.label", zh="通知並公告入選名單", en="notify and publish the selected list"
        ),
        needs=("until",),
    ),
    Step(
        "list",
        "vendor",
        ("published", "delisted"),
        "listed",
        clause="listing.window.validity",
        label=Text("selection.all.list.label", zh="上架", en="list"),
        before=True,
    ),
    Step(
        "delist",
        "vendor",
        ("listed",),
        "delisted",
        clause="listing.window.validity",
        label=Text("selection.all.delist.label", zh="下架", en="take it off the list"),
        before=True,  # after its validity it is off the list anyway
    ),
    Step(
        "withdraw",
        "vendor",
        (
            "submitted",
            "supplement_requested",
            "qualified",
            "paper_review",
            "meeting",
            "passed",
            "approved",
        ),
        "withdrawn",
        clause="listing.application",
        label=Text("selection.all.withdraw.label", zh="撤回申請", en="withdraw the application"),
    ),
    Step(
        "carry_over",
        "vendor",
        ("draft",),
        "listed",
        clause="listing.carry-over",
        label=Text(
            "selection.all.carry_over.label",
            zh="去年已上架，調整並上架",
            en="adjust and list, as listed last year",
        ),
    ),
    Step(
        "expire",
        "calendar",
        ("published", "listed", "delisted"),
        "expired",
        clause="listing.window.validity",
        label=Text("selection.all.expire.label", zh="有效期間屆滿", en="let the validity end"),
        after=True,
    ),
)

PROCESS = Process("draft", _ALL)
"""The procedure."""

SelectionStep: TypeAlias = Step[Action, Actor, State]
"""A step of the procedure, by its own names."""

STEPS: Mapping[str, SelectionStep] = PROCESS.steps
"""Every step by its name, in the order of the procedure."""

FILINGS: frozenset[str] = frozenset({"submit", "reapply"})
"""The steps that hand a file in: they are taken while intake is open, by the rule ``listing.window.submission``."""

APPLYING: frozenset[str] = FILINGS | {"carry_over"}
"""The steps that a solution is brought in by: what is done later goes by the edition of the day of these."""

CONVENTIONS: frozenset[str] = frozenset({"set_limit", "decline", "reapply", "withdraw", "delist"})
"""The steps that are the library's own 本程式庫之設計, with the states ``not_approved``, ``withdrawn`` and ``delisted``.

The briefing names limits, approval and listing, and says neither what follows when a limit is moved or
approval denied, nor how a vendor withdraws, applies anew or takes its solution off the list.
"""
