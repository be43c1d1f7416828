"""Any sequence of steps: illegal ones are always refused, history only grows, replay gives the same state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import cloudgrant as cg
from cloudgrant.programmes.listing import ACTORS, STEPS

# The procedure once more, written by hand: from each state, what leads where.
GRAPH: dict[str, dict[str, str]] = {
    "draft": {"submit": "submitted"},
    "submitted": {
        "request_supplement": "supplement_requested",
        "supplement": "submitted",
        "refuse_unqualified": "unqualified",
        "pass_qualification": "qualified",
        "withdraw": "withdrawn",
    },
    "supplement_requested": {
        "supplement": "submitted",
        "refuse_incomplete": "unqualified",
        "refuse_unqualified": "unqualified",
        "set_limit": "supplement_requested",
        "withdraw": "withdrawn",
    },
    "unqualified": {"reapply": "submitted"},
    "qualified": {"present_deck": "paper_review", "set_limit": "qualified", "withdraw": "withdrawn"},
    "paper_review": {"review_paper": "paper_review", "convene": "meeting", "withdraw": "withdrawn"},
    "meeting": {"pass_review": "passed", "fail_review": "not_passed", "withdraw": "withdrawn"},
    "passed": {"approve": "approved", "decline": "not_approved", "withdraw": "withdrawn"},
    "not_passed": {"reapply": "submitted"},
    "approved": {"publish": "published", "withdraw": "withdrawn"},
    "not_approved": {"reapply": "submitted"},
    "published": {"list": "listed", "expire": "expired"},
    "listed": {"delist": "delisted", "expire": "expired"},
    "delisted": {"list": "listed", "expire": "expired"},
    "expired": {},
    "withdrawn": {"reapply": "submitted"},
}
ACTOR = {
    "submit": "vendor",
    "reapply": "vendor",
    "supplement": "vendor",
    "present_deck": "vendor",
    "withdraw": "vendor",
    "list": "vendor",
    "delist": "vendor",
    "carry_over": "vendor",
    "request_supplement": "executor",
    "refuse_incomplete": "executor",
    "refuse_unqualified": "executor",
    "pass_qualification": "executor",
    "set_limit": "executor",
    "convene": "executor",
    "publish": "executor",
    "review_paper": "reviewers",
    "pass_review": "reviewers",
    "fail_review": "reviewers",
    "approve": "bureau",
    "decline": "bureau",
    "expire": "calendar",
}
ONWARD = {
    "draft": "submit",
    "submitted": "pass_qualification",
    "supplement_requested": "supplement",
    "qualified": "present_deck",
    "paper_review": "review_paper",
    "meeting": "pass_review",
    "passed": "approve",
    "approved": "publish",
    "published": "list",
}
WITHIN = {"supplement", "present_deck", "list", "delist"}
AFTER = {"refuse_incomplete", "expire"}
LIMITED = {"request_supplement", "pass_qualification", "set_limit", "publish"}
FILED = {"submit", "reapply"}
START = date(2022, 5, 2)
LAST = date(2022, 8, 20)


class Procedure(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.selection = cg.Selection(solution="雲端智造", vendor_ubn="12345675")
        self.past: list[Any] = []
        self.state = "draft"
        self.today = START
        self.limit: Any = None
        self.number = 0
        self.read = False
        self.filed: Any = None

    @initialize()
    def begin(self) -> None:
        assert self.selection.state == "draft"

    def may(self, action: str, on: date) -> bool:
        return (
            action in GRAPH[self.state]
            and (not self.past or on >= self.today)
            and (self.read or action != "convene")
            and not (action in WITHIN and self.limit is not None and on > self.limit)
            and not (action in AFTER and (self.limit is None or on <= self.limit))
            and not (action in FILED and on > LAST)
        )

    def go(self, action: Any, on: date, days: int) -> None:
        self.number += 1
        stated: dict[str, Any] = {}
        if action in LIMITED:
            stated["until"] = on + timedelta(days=days)
        if action == "review_paper":
            stated["by"] = f"委員{self.number}"
        if action == "convene":
            stated["reviewers"] = 2 + days % 2
        before = self.selection
        self.selection = before.take(action, actor=STEPS[action].actor, on=on, **stated)
        self.past.append(self.selection.history[-1])
        self.state = GRAPH[self.state][action]
        self.today = on
        self.read = action not in FILED and (self.read or action == "review_paper")
        self.filed = on if action in FILED else self.filed
        kept = ("list", "delist", "review_paper")
        self.limit = stated.get("until", self.limit if action in kept else None)
        assert before.history == self.selection.history[:-1]

    @precondition(lambda self: bool(GRAPH[self.state]))
    @rule(data=st.data(), wait=st.integers(0, 6), days=st.integers(0, 9))
    def a_legal_step(self, data: st.DataObject, wait: int, days: int) -> None:
        on = self.today + timedelta(days=wait)
        legal = [action for action in GRAPH[self.state] if self.may(action, on)]
        assert [step.name for step in self.selection.legal(on=on)] == [
            action for action in STEPS if action in legal
        ]
        if legal:
            self.go(data.draw(st.sampled_from(legal)), on, days)

    @precondition(lambda self: self.state in ONWARD)
    @rule(wait=st.integers(0, 2), days=st.integers(2, 9))
    def onward(self, wait: int, days: int) -> None:
        """Towards the list, so that the far states are reached too."""
        on = self.today + timedelta(days=wait)
        action = "convene" if self.read and self.state == "paper_review" else ONWARD[self.state]
        if self.may(action, on):
            self.go(action, on, days)

    @precondition(lambda self: bool(set(GRAPH[self.state]) - LIMITED))
    @rule(data=st.data(), wait=st.integers(0, 3))
    def no_other_step_settles_a_limit(self, data: st.DataObject, wait: int) -> None:
        on = self.today + timedelta(days=wait)
        action: Any = data.draw(st.sampled_from(sorted(set(GRAPH[self.state]) - LIMITED)))
        if self.may(action, on):
            with pytest.raises(cg.SelectionRefused) as caught:
                self.selection.take(
                    action, actor=STEPS[action].actor, on=on, until=on, by="委員", reviewers=2
                )
            assert caught.value.code == "selection.stray"

    @rule(
        action=st.sampled_from(sorted(ACTOR)),
        actor=st.sampled_from(sorted(ACTORS)),
        shift=st.integers(-5, 20),
    )
    def any_step(self, action: Any, actor: Any, shift: int) -> None:
        on = self.today + timedelta(days=shift)
        if self.may(action, on) and actor == ACTOR[action]:
            return
        before = self.selection
        with pytest.raises(cg.SelectionRefused) as caught:
            before.take(action, actor=actor, on=on, until=on, by="甲", reviewers=2)
        assert caught.value.state == self.state
        legal = {one for one in GRAPH[self.state] if self.may(one, on)}
        assert {step.name for step in caught.value.legal} == legal
        assert self.selection == before

    @invariant()
    def history_is_what_was_done(self) -> None:
        assert list(self.selection.history) == self.past
        days = [event.on for event in self.selection.history]
        assert days == sorted(days)
        assert self.selection.state == self.state
        assert self.selection.submitted_on == (cg.UNKNOWN if self.filed is None else self.filed)

    @invariant()
    def replayed_and_loaded_it_is_the_same(self) -> None:
        again = cg.Selection.replay(self.selection.history, solution="雲端智造", vendor_ubn="12345675")
        assert again == self.selection
        assert again.state == self.state
        assert (again.until, again.published_on) == (self.selection.until, self.selection.published_on)
        assert cg.load(cg.Selection, cg.dump(self.selection)) == self.selection

    @invariant()
    def the_state_on_the_last_day_is_the_state(self) -> None:
        assert self.selection.state_on(self.today) == self.state


TestProcedure = Procedure.TestCase
TestProcedure.settings = settings(max_examples=40, stateful_step_count=25)
