"""A step of a selection that may not be taken: which, why, and what may be done instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cloudgrant.programmes.listing.selection_event import SelectionEvent
from cloudgrant.programmes.listing.selection_step import ACTORS, STATES, STEPS, SelectionStep, State
from cloudgrant.rules.explaining.findings import Findings
from cloudgrant.rules.records.fact_info import facts
from cloudgrant.values.refused import Refused
from cloudgrant.values.separators import AND, NAMED
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["REFUSALS", "SelectionRefused"]

REFUSALS: Mapping[str, Text] = sentences(
    "refused",
    {
        "selection.step": Text(
            zh="「{state}」時不能「{step}」；可以：{legal}",
            en="cannot {step} while {state}; possible now: {legal}",
        ),
        "selection.actor": Text(
            zh="「{step}」由{expected}辦理，不是{actor}；可以：{legal}",
            en="{actor} cannot {step}: that is for the {expected}; possible now: {legal}",
        ),
        "selection.needs": Text(
            zh="「{step}」須載明{needs}；可以：{legal}", en="to {step}, say {needs}; possible now: {legal}"
        ),
        "selection.stray": Text(
            zh="「{step}」不得載明{stray}；可以：{legal}",
            en="to {step}, leave this out: {stray}; possible now: {legal}",
        ),
        "selection.validity": Text(
            zh="有效期間最遲至 {last} 止，不得至 {until}；可以：{legal}",
            en="a selection is valid to {last} at the latest, not to {until}; possible now: {legal}",
        ),
        "selection.unread": Text(
            zh="尚無委員完成書審，不能「{step}」；可以：{legal}",
            en="no reviewer has finished the paper review yet: cannot {step}; possible now: {legal}",
        ),
        "selection.reviewers": Text(
            zh="審查委員應為 {least} 至 {most} 位，卻是 {given} 位；如另有決定，須載明{exception}；可以：{legal}",
            en="{least} to {most} reviewers sit, not {given}; if the office decided otherwise, say {exception}; "
            "possible now: {legal}",
        ),
        "selection.date": Text(
            zh="{on} 早於前一步驟之日 {last}；可以：{legal}",
            en="{on} is before the step that came last ({last}); possible now: {legal}",
        ),
        "selection.limit": Text(
            zh="期限 {until} 早於 {on}；可以：{legal}",
            en="the limit {until} is before {on}; possible now: {legal}",
        ),
        "selection.late": Text(
            zh="{on} 已逾期限 {until}，不能「{step}」；可以：{legal}",
            en="{on} is after the limit {until}: too late to {step}; possible now: {legal}",
        ),
        "selection.early": Text(
            zh="期限 {until} 尚未屆滿（{on}），不能「{step}」；可以：{legal}",
            en="the limit {until} has not passed on {on}: too early to {step}; possible now: {legal}",
        ),
        "selection.no_limit": Text(
            zh="尚未定有期限，不能「{step}」；可以：{legal}",
            en="no limit has been set: cannot {step}; possible now: {legal}",
        ),
        "selection.window": Text(
            zh="{on} 不在受理期間（自公告日起，最遲 {last}），不能「{step}」；可以：{legal}",
            en="intake is not open on {on} (from the announcement to {last} at the latest): "
            "cannot {step}; possible now: {legal}",
        ),
        "selection.window_unsettled": Text(
            zh="{on} 是否在受理期間無法判定，不能「{step}」：{question}；可以：{legal}",
            en="whether intake is open on {on} is not settled: cannot {step}. {question} Possible now: {legal}",
        ),
        "selection.unsaid": Text(
            zh="規定尚未載明，不能「{step}」：{question}；可以：{legal}",
            en="the text does not say it yet: cannot {step}. {question} Possible now: {legal}",
        ),
        "selection.decision": Text(
            zh="依遴選規定之認定為「{outcome}」，不能「{step}」；可以：{legal}",
            en="by the rules of the selection the application is {outcome}: cannot {step}; possible now: {legal}",
        ),
        "selection.other_day": Text(
            zh="認定所依之日為 {decided}，應為送件日 {submitted}，不能「{step}」；可以：{legal}",
            en="the decision is for {decided}, not for {submitted}, the day of submission: cannot {step}; "
            "possible now: {legal}",
        ),
        "selection.other_policy": Text(
            zh="認定所依之規定並非此次遴選適用之規定，不能「{step}」；可以：{legal}",
            en="the decision is by other numbers than those of this selection: cannot {step}; possible now: {legal}",
        ),
        "selection.not_carried_over": Text(
            zh="{whether}去年已上架工業館之方案，須經遴選；可以：{legal}",
            en="the solution {whether} listed last year: it needs selection; possible now: {legal}",
        ),
        "selection.carried_over": Text(
            zh="去年已上架工業館之方案不用重新遴選；可以：{legal}",
            en="the solution was listed last year and needs no selection; possible now: {legal}",
        ),
        "selection.twice": Text(
            zh="{by} 已完成書審；可以：{legal}",
            en="{by} has already finished the paper review; possible now: {legal}",
        ),
    },
)
"""Every code of a :class:`SelectionRefused`, with its text: a published, stable list."""

_WHETHER = sentences("selection.whether", {
    False: Text(zh="非", en="was not"),
    UNKNOWN: Text(zh="尚不知是否為", en="is not known to have been"),
})  # fmt: skip
_NOT_PUBLISHED = Text("selection.not_published", zh="（尚未公布）", en="(not published yet)")
_NOTHING = Text("selection.nothing", zh="（無）", en="nothing")
_LEGAL = Text("selection.legal", zh="{step}（{actor}）", en="{step} ({actor})")


_ASKED = Text("selection.asked", zh="{label}（{name}）", en="{name} ({label})")


def _asked(name: str, locale: str) -> str:
    """What a fact of a step is called, with the name that the caller writes."""
    words = {"label": facts(SelectionEvent)[name].label.in_(locale), "name": name}
    return _ASKED.filled(locale, words.__getitem__)


class SelectionRefused(Refused, ValueError):
    """A step that may not be taken now; the selection stays as it was.

    ``code`` is one of :data:`REFUSALS`, ``action`` what was asked for, ``state`` the state that refused it,
    ``legal`` the steps that may be taken on that day, ``findings`` those of the decision that does not allow the
    step, ``params`` what the text is filled with.
    """

    TEXTS: ClassVar[Mapping[str, Text]] = REFUSALS
    legal: tuple[SelectionStep, ...]
    findings: Findings

    def __init__(
        self,
        code: str,
        action: str,
        state: State,
        legal: tuple[SelectionStep, ...],
        findings: Findings = Findings(()),  # noqa: B008 (immutable)
        **params: Any,
    ) -> None:
        super().__init__(code, legal=legal, **params)
        self.findings = findings
        self.action = action
        self.state: State = state

    def word(self, name: str, locale: str) -> str:
        if name == "step":
            return STEPS[self.action].label.in_(locale)
        if name == "state":
            return STATES[self.state].in_(locale)
        if name == "legal":
            words = [self._legal(step, locale) for step in self.legal]
            return NAMED.in_(locale).join(words) or _NOTHING.in_(locale)
        value = self.params.get(name, "")
        if name in ("last", "least", "most") and value is UNKNOWN:
            return _NOT_PUBLISHED.in_(locale)
        if name == "whether":
            return _WHETHER[value].in_(locale)
        if name in ("actor", "expected"):
            return ACTORS[value].in_(locale)
        if name in ("needs", "stray", "exception"):
            return AND.in_(locale).join(_asked(one, locale) for one in value)
        return super().word(name, locale)

    @staticmethod
    def _legal(step: SelectionStep, locale: str) -> str:
        words = {"step": step.label.in_(locale), "actor": ACTORS[step.actor].in_(locale)}
        return _LEGAL.filled(locale, lambda name: words[name])
