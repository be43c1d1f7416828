"""How a security self-assessment and a security plan stand: coverage, agreement, scores, what blocks, what is short.

The briefing gives marks and no numbers. Scale and scores are the library's own device; every number is exact,
and where there is nothing to measure it is unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, Literal, cast

import attrs

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.security.items import FACETS, Facet, SecurityItem
from cloudgrant.programmes.research.security.plan import SecurityPlan
from cloudgrant.programmes.research.security.self_assessment import (
    MARKS,
    Compliance,
    SecurityMark,
    SecuritySelfAssessment,
)
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing.declaration import Calculation, calculation
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Item
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import listed
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = [
    "CALCULATIONS",
    "SCALE",
    "Blocking",
    "DomesticShare",
    "Marker",
    "agreement",
    "blocking",
    "completeness",
    "coverage",
    "domestic_share",
    "score",
    "scores",
    "unexplained",
]

Marker = Literal["firm", "consultant"]
"""Whose marks: 自我評核, or 顧問查核結果."""

SCALE: Final[Mapping[str, Fraction]] = MappingProxyType(
    {"met": Fraction(1), "partly_met": Fraction(1, 2), "not_met": Fraction(0)}
)
"""What a mark counts in a score (the library's device); 不適用 is left out."""


def _rows(table: SecuritySelfAssessment, facet: Facet | None) -> Fact[tuple[SecurityMark, ...]]:
    """The row of each item of a facet, or of all, which is empty where there is none yet."""
    if table.items is UNKNOWN:
        return UNKNOWN
    known = _by_item(table)
    return tuple(
        known.get(item.id, SecurityMark(item=item.id))
        for item in table.items
        if facet is None or item.facet == facet
    )


def _by_item(table: SecuritySelfAssessment) -> dict[Fact[str], SecurityMark]:
    return {row.item: row for row in (() if table.marks is UNKNOWN else table.marks)}


def _mark(row: SecurityMark, by: Marker) -> Fact[Compliance]:
    return row.mark if by == "firm" else row.check


def _share(count: int, of: int) -> Fact[Fraction]:
    return Fraction(count, of) if of else UNKNOWN


@calculation(
    "research.security.self-assessment/coverage", unit="", zh="自評表完成度", en="How much is filled in"
)
def coverage(
    table: SecuritySelfAssessment, facet: Facet | None = None, *, by: Marker = "firm"
) -> Fact[Fraction]:
    """The share of the items, of all or of one facet, that are done, from 0 to 1; unknown where there is no item.

    So is all that is counted of a table whose items are not known.

    Done is for the firm a row that is filled in (mark and evidence, or 不適用 and its reason), for the consultant
    a mark. Learning more never lowers it.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> table = SecuritySelfAssessment.blank(ROC_111.policy.security_items).with_marks(
    ...     SecurityMark(item="data.backup", mark="met", evidence="備份紀錄"), SecurityMark(item="data.encryption", mark="met"))
    >>> coverage(table), coverage(table, "data"), coverage(table, by="consultant")
    (Fraction(1, 21), Fraction(1, 4), Fraction(0, 1))
    """
    rows = _rows(table, facet)
    if rows is UNKNOWN:
        return UNKNOWN
    done = [row.filled is True if by == "firm" else row.check is not UNKNOWN for row in rows]
    return _share(done.count(True), len(rows))


@calculation(
    "research.security.self-assessment/agreement", unit="", zh="自評與查核一致率", en="Agreement of the marks"
)
def agreement(table: SecuritySelfAssessment, facet: Facet | None = None) -> Fact[Fraction]:
    """The share of the items that both marked in which firm and consultant give the same mark.

    Unknown while there is no item that both have marked. It is of the marks given so far, and so may go up or
    down as the consultant goes on.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> table = SecuritySelfAssessment.blank(ROC_111.policy.security_items).with_marks(
    ...     SecurityMark(item="data.backup", mark="met", check="met"),
    ...     SecurityMark(item="data.encryption", mark="met", check="partly_met"))
    >>> agreement(table), agreement(table, "network")
    (Fraction(1, 2), UNKNOWN)
    """
    rows = _rows(table, facet)
    if rows is UNKNOWN:
        return UNKNOWN
    both = [row for row in rows if row.mark is not UNKNOWN and row.check is not UNKNOWN]
    return _share(sum(row.mark == row.check for row in both), len(both))


@calculation(
    "research.security.self-assessment/score",
    unit="",
    zh="自評分數（僅供參考）",
    en="Score (for reference only)",
)
def score(
    table: SecuritySelfAssessment,
    facet: Facet | None = None,
    *,
    by: Marker = "firm",
    scale: Mapping[str, Fraction] = SCALE,
) -> Fact[Fraction]:
    """The mean of the marks on a scale, of all items or of one facet; 不適用 is left out.

    Unknown until each of the items is marked, and where none is left to score. ``scale`` says what each of the
    other three marks counts; with the library's own the score is from 0 to 1.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a scale without one of the three marks.

    >>> marks = {"data.encryption": "partly_met", "data.transmission": "met",
    ...          "data.access_records": "met", "data.backup": "not_applicable"}
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> table = SecuritySelfAssessment(items=ROC_111.policy.security_items,
    ...     marks=tuple(SecurityMark(item=k, mark=v) for k, v in marks.items()))
    >>> score(table, "data"), score(table, "network")
    (Fraction(5, 6), UNKNOWN)
    """
    absent = [mark for mark in SCALE if mark not in scale]
    if absent:
        raise InvalidInput([Problem.at(["scale", mark], "required") for mark in absent])
    rows = _rows(table, facet)
    if rows is UNKNOWN:
        return UNKNOWN
    marks = [_mark(row, by) for row in rows]
    if any(mark is UNKNOWN for mark in marks):
        return UNKNOWN
    counted = [Fraction(scale[mark]) for mark in marks if mark is not UNKNOWN and mark != "not_applicable"]
    return sum(counted, Fraction(0)) / len(counted) if counted else UNKNOWN


def scores(
    table: SecuritySelfAssessment, *, by: Marker = "firm", scale: Mapping[str, Fraction] = SCALE
) -> dict[str, Fact[Fraction]]:
    """The score of each facet that the table has items of, in the order of the plan: what a chart shows.

    Of a table whose items are not known that of each facet, none of them known.

    >>> scores(SecuritySelfAssessment())["network"]
    UNKNOWN
    """
    present = None if table.items is UNKNOWN else {item.facet for item in table.items}
    return {
        facet: score(table, cast("Facet", facet), by=by, scale=scale)
        for facet in FACETS
        if present is None or facet in present
    }


@attrs.frozen
class Blocking:
    """An item that stands in the way of acceptance, how it is marked, and why that blocks.

    ``settled`` is whether the mark itself blocks; otherwise something is still to be given, or to be settled.
    """

    item: SecurityItem
    mark: Fact[Compliance]
    settled: bool
    reason: Text

    def message(self, locale: str = "en") -> str:
        """The item and why it blocks, in words."""
        words = {"item": self.item.text.in_(locale), "reason": self.reason.in_(locale)}
        return _BLOCKS.filled(locale, words.__getitem__)


_BLOCKS = Text("research.scores.blocks", zh="{item}：{reason}", en="{item}: {reason}")
_UNMARKED = sentences("research.scores.unmarked", {
    "firm": Text(zh="廠商尚未自評", en="not marked by the firm yet"),
    "consultant": Text(zh="尚待顧問查核", en="not checked by the consultant yet"),
})  # fmt: skip
_NOT_IN_TABLE = Text("research.scores.not_in_table", zh="自評表沒有此項", en="not in the table")
_PARTLY = Text(
    "research.scores.partly",
    zh="部分符合，是否已達必要要求未載明",
    en="partly met, and whether that is enough is not said",
)
_IF_REQUIRED = Text(
    "research.scores.if_required",
    zh="，惟是否屬必要要求未載明",
    en=", but whether the item is required is not said",
)
_NO_REASON = Text(
    "research.scores.no_reason", zh="不適用，但廠商未說明原因", en="not applicable, but no reason is stated"
)


@calculation(
    "research.security.acceptance",
    unit="",
    zh="未達驗收必要要求之項目",
    en="Items that fall short of what acceptance requires",
)
def blocking(
    table: SecuritySelfAssessment, policy: ResearchPolicy, *, by: Marker = "consultant"
) -> Fact[tuple[Blocking, ...]]:
    """The items that the policy requires, or may require, and that are not passed, in the order of its table.

    One of which it is not said whether it is required is not settled; unknown where the policy has no table. The
    consultant's marks decide. By the firm's own marks it is a preview: what would block if the consultant marked as
    the firm does.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> table = SecuritySelfAssessment.blank(ROC_111.policy.security_items)
    >>> table = table.with_marks(SecurityMark(item="data.encryption", check="partly_met"))
    >>> found = {one.item.id: one for one in blocking(table, ROC_111.policy)}
    >>> found["data.encryption"].settled, found["data.encryption"].message("zh_Hant_TW")
    (False, '啟用資料加密：部分符合，是否已達必要要求未載明')
    >>> found["data.backup"].settled, found["data.backup"].message("en")
    (False, 'regular backup: not checked by the consultant yet')
    """
    if policy.security_items is UNKNOWN:
        return UNKNOWN
    found, rows, listed = [], _by_item(table), table.item_ids
    passing = ("met", "partly_met") if policy.partly_met_suffices is True else ("met",)
    for item in policy.security_items:
        row = rows.get(item.id, SecurityMark(item=item.id))
        mark = _mark(row, by)
        if item.necessary is False or mark in passing:
            continue
        required = item.necessary is True
        if listed is not UNKNOWN and item.id not in listed:
            found.append(Blocking(item, mark, required, _unless_required(_NOT_IN_TABLE, required)))
        elif mark is UNKNOWN:
            found.append(Blocking(item, mark, False, _UNMARKED[by]))
        elif mark == "partly_met" and policy.partly_met_suffices is UNKNOWN:
            found.append(Blocking(item, mark, False, _PARTLY))
        elif mark != "not_applicable":
            found.append(Blocking(item, mark, required, _unless_required(MARKS[mark], required)))
        elif row.reason is UNKNOWN:
            found.append(Blocking(item, mark, False, _NO_REASON))
    return tuple(found)


def _unless_required(reason: Text, required: bool) -> Text:
    """Why an item blocks; of one that may not be required at all, that this is not said."""
    if required:
        return reason
    return listed((reason, _IF_REQUIRED), _NOTHING_BETWEEN)


_NOTHING_BETWEEN = Text(en="")


_NO_SUCH_MEASURE = Text(
    "research.scores.no_such_measure",
    zh="此面向沒有 {given} 這項措施{hint}",
    en="there is no measure {given} of this facet in the table{hint}",
)


@calculation(
    "research.security.plan", unit="", zh="資訊安全規劃完整度", en="How much of the table the plan covers"
)
def completeness(
    plan: SecurityPlan, facet: Facet | None = None, *, items: Fact[Iterable[SecurityItem]]
) -> Fact[Fraction]:
    """The share of the items, of all or of one facet, that the plan has; unknown where there is no item.

    ``items`` are those of the edition, ``policy.security_items``; unknown ones leave the share unknown. An item is
    there when the facet's measures name it, with a concrete explanation where the briefing asks for
    one (應具體說明). Raises :class:`~cloudgrant.values.problems.InvalidInput` for a measure that the table does not
    have under that facet.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> from cloudgrant.programmes.research.security.plan import FacetPlan
    >>> plan = SecurityPlan(facets=(FacetPlan(facet="data", measures={"data.backup": "每日異地備份"}),))
    >>> items = ROC_111.policy.security_items
    >>> completeness(plan, "data", items=items), completeness(plan, items=items)
    (Fraction(1, 4), Fraction(1, 21))
    """
    table: Fact[tuple[SecurityItem, ...]] = UNKNOWN if items is UNKNOWN else tuple(items)
    unsaid = unexplained(plan, items=table)
    if table is UNKNOWN or unsaid is UNKNOWN:
        return UNKNOWN
    left = [item for item in unsaid if facet is None or item.facet == facet]
    asked = [item for item in table if facet is None or item.facet == facet]
    return _share(len(asked) - len(left), len(asked))


def unexplained(plan: SecurityPlan, *, items: Fact[Iterable[SecurityItem]]) -> Fact[tuple[SecurityItem, ...]]:
    """The items that the plan still has to name, or to explain; unknown and raises as :func:`completeness` does.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> unexplained(SecurityPlan(), items=ROC_111.policy.security_items)[0].id
    'network.firewall'
    """
    if items is UNKNOWN:
        return UNKNOWN
    table = tuple(items)
    problems, there = [], set()
    for index, part in enumerate(() if plan.facets is UNKNOWN else plan.facets):
        known = {item.id: item for item in table if part.facet is UNKNOWN or item.facet == part.facet}
        for name, text in part.measures.items():
            if name not in known:
                hint = did_you_mean(name, known)
                place: list[str | int] = ["facets", Item(index, item_key(part)), "measures", name]
                problems.append(
                    Problem.at(place, "research.no_such_item", _NO_SUCH_MEASURE, given=name, hint=hint)
                )
            elif text is not UNKNOWN or not known[name].explain:
                there.add(name)
    if problems:
        raise InvalidInput(problems)
    return tuple(item for item in table if item.id not in there)


@attrs.frozen
class DomesticShare:
    """How the domestic share 國內業者產品及服務占比 of the security spend stands, and what it is short of.

    ``share`` is exact. ``convert`` is how many dollars of foreign spend must become domestic with the spend as
    it is, ``add`` how many dollars of domestic spend must be added to it; both 0 where the floor is kept.
    ``add`` is ``None`` where no amount is enough (a floor of 100 %).
    """

    share: Fact[Fraction]
    convert: Fact[int]
    add: Fact[int] | None


@calculation(
    "research.security.domestic-share",
    unit="TWD",
    zh="國內業者占比及差額",
    en="Domestic share and what is short",
)
def domestic_share(plan: SecurityPlan, policy: ResearchPolicy) -> DomesticShare:
    """建置及導入35%以上應為國內業者產品及服務: the share, and the dollars it is short; a floor rounds up.

    Unknown while a line is open, and where nothing is spent; what it is short of, while the floor is not known.

    >>> from cloudgrant.programmes.research.security.plan import SecuritySpend
    >>> lines = (SecuritySpend(name="WAF", amount=700_000, domestic=False),
    ...          SecuritySpend(name="弱點掃描", amount=300_000, domestic=True))
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> domestic_share(SecurityPlan(spend=lines), ROC_111.policy)
    DomesticShare(share=Fraction(3, 10), convert=50000, add=76924)
    >>> domestic_share(SecurityPlan(spend=()), ROC_111.policy).share
    UNKNOWN
    """
    whole, part, floor = plan.security_spend, plan.domestic_security_spend, policy.domestic_share_floor
    if whole is UNKNOWN or part is UNKNOWN or not whole:
        return DomesticShare(UNKNOWN, UNKNOWN, UNKNOWN)
    share = Fraction(part, whole)
    if floor is UNKNOWN:
        return DomesticShare(share, UNKNOWN, UNKNOWN)
    convert = max(0, floor.ceil_of(whole) - part)
    lacking = whole * floor.numerator - part * floor.denominator
    left = floor.denominator - floor.numerator
    # part + x >= floor * (whole + x), and the fewest whole dollars that do it.
    add = 0 if convert == 0 else -(-lacking // left) if left else None
    return DomesticShare(share, convert, add)


CALCULATIONS: Final[tuple[Calculation[..., Any], ...]] = (
    completeness,
    domestic_share,
    coverage,
    agreement,
    score,
    blocking,
)
"""The calculations about security, in the briefing's order."""
