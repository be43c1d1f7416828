"""What the reviewers look at (審查重點), and the record of what they found.

The briefing gives no weights and no pass mark: consensus decides. The library keeps who marked what, says
where the marks agree and what is not marked yet, and reckons a score only with weights that the caller gives.
The scale of marks (met, not met) is the library's own device.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.rules import secure
from cloudgrant.programmes.listing.security import SecurityTests
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["OPERATION", "RUBRIC", "TECHNICAL", "Criterion", "Mark", "Marked", "ReviewSheet", "score", "tally"]

Mark = Literal["met", "not_met"]
"""What a reviewer finds of a criterion."""

_T = "listing.review.technical-criteria"
_O = "listing.review.operation-criteria"


@attrs.frozen
class Criterion:
    """One thing that reviewers look at: its id, its name, and how it is judged 評估方式說明, as the briefing has it."""

    id: str
    label: Text
    source: str

    @property
    def clause(self) -> str:
        """The id of the clause that it belongs to."""
        return self.id.partition("/")[0]


TECHNICAL = (
    Criterion(
        f"{_T}/connections",
        Text(zh="大量連線", en="Many connections"),
        "雲端架構及系統效能規劃，產品遇大量連線之承載量服務水準",
    ),
    Criterion(
        f"{_T}/computation",
        Text(zh="大量計算", en="Heavy computation"),
        "雲端架構及系統效能規劃，系統能承受多少用戶同時連線運算或處理",
    ),
    Criterion(
        f"{_T}/elasticity",
        Text(zh="資源彈性調度", en="Elastic resources"),
        "雲端架構是否具有彈性資源調度功能，當量大時是否增長資源，量小縮減資源",
    ),
    Criterion(
        f"{_T}/continuity",
        Text(zh="服務不中斷", en="Uninterrupted service"),
        "雲端架構是否具有服務不中斷功能之偵測、系統故障仍能持續服務之穩定性",
    ),
    Criterion(
        f"{_T}/load",
        Text(zh="雲端負載機制", en="Load balancing"),
        "系統於真實網路(三大電信)環境下整體效能表現，並確保負載平衡機制可正常運行並使使用者感受達到服務等級協議(SLA, service-level agreement)水準",
    ),
    Criterion(
        f"{_T}/security-risk",
        Text(zh="資安風險", en="Security risk"),
        "下列項目是否無中高度以上資安風險：程式碼檢測、網站弱點掃描、主機弱點掃描、APP 資安檢測、滲透測試、第三方開源元件安全及授權",
    ),
)
"""方案技術特性, in the briefing's order; the last follows from the six security tests."""

OPERATION = (
    Criterion(
        f"{_O}/material",
        Text(zh="適用性：說明清楚", en="Fitness: clear material and video"),
        "申請內容與操作說明影片能針對解決方案的雲端架構、規格、性能、穩定性、易用性等有清楚說明。",
    ),
    Criterion(
        f"{_O}/price",
        Text(zh="適用性：合適價格或優惠", en="Fitness: suitable price or offers"),
        "能提供中小型製造業合適價格或特定優惠措施，例如可提供續約優惠來鼓勵企業養成使用習慣。",
    ),
    Criterion(
        f"{_O}/market-record",
        Text(zh="行銷推廣能量：市場實績", en="Marketing strength: market record"),
        "具市場實績：付費有效(尚在履約期限內)之客戶合約或銷售發票影本等證明文件。",
    ),
    Criterion(
        f"{_O}/sales-network",
        Text(zh="行銷推廣能量：行銷網絡或計畫", en="Marketing strength: sales network or concrete plan"),
        "資訊服務廠商具有實體行銷網絡，或推廣行銷計畫內容說明完整、有具體可行性。",
    ),
    Criterion(
        f"{_O}/finance",
        Text(zh="營運穩健：財務", en="Sound operation: finance"),
        "資訊服務廠商財稅相關文件可證明財務穩健。",
    ),
    Criterion(
        f"{_O}/quality",
        Text(zh="營運穩健：能力或品質證明", en="Sound operation: proof of capability or quality"),
        "營運、技術能力或方案品質相關證明文件，例如獲獎紀錄、專業認證、工業局技術服務機構能量登錄等。",
    ),
    Criterion(
        f"{_O}/service",
        Text(zh="服務能量：諮詢與教育訓練", en="Service capacity: advice and training"),
        "具備導入雲端解決方案的服務能量，例如提供技術服務諮詢及教育訓練。",
    ),
    Criterion(
        f"{_O}/reseller",
        Text(zh="服務能量：代理經銷之原廠授權", en="Service capacity: a reseller's authorisation"),
        "代理經銷者可提供原廠授權等證明其具備技術服務能量。",
    ),
)
"""方案推廣/運營規劃, in the briefing's order: two points of each of its four criteria."""

RUBRIC = TECHNICAL + OPERATION
"""Every criterion."""

_SECURITY = TECHNICAL[-1].id
_COMPUTED = Text(
    zh="{given} 由六項資安檢測得出，不由委員評分",
    en="{given} follows from the six security tests, not from a mark",
)


@attrs.frozen(kw_only=True)
class ReviewSheet(Record):
    """What one reviewer 審查委員 found of one solution: a mark and a comment by criterion id, as far as given.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a criterion that there is not, and for a mark
    of the security risk, which the tests decide.

    >>> ReviewSheet(reviewer="甲", marks={"listing.review.technical-criteria/connections": "met"}).reviewer
    '甲'
    """

    __keys__: ClassVar[tuple[str, ...]] = ("reviewer",)

    reviewer: str = given(zh="審查委員", en="Reviewer", confidential=True)
    marks: Mapping[str, Mark] = given(
        default={},
        mapping=True,
        zh="評定",
        en="Marks",
        options={"met": Text(zh="符合", en="met"), "not_met": Text(zh="不符合", en="not met")},
    )
    comments: Mapping[str, str] = given(
        multiline=True, default={}, mapping=True, zh="審查意見", en="Comments"
    )

    def incoherent(self) -> Iterable[Problem]:
        known = [criterion.id for criterion in RUBRIC]
        for field in ("marks", "comments"):
            for name in getattr(self, field):
                if name not in known:
                    yield Problem.at([field, name], "unknown_key", hint=did_you_mean(name, known))
        if _SECURITY in self.marks:
            yield Problem.at(["marks", _SECURITY], "listing.computed", _COMPUTED, given=_SECURITY)


@attrs.frozen
class Marked:
    """One criterion over all sheets: whether it is met as far as the marks agree, and who has yet to mark it.

    ``met`` is unknown while a mark is missing or the reviewers differ (``split``): consensus is theirs to find.
    """

    criterion: Criterion
    met: Truth
    split: bool
    unmarked: tuple[str, ...]


def tally(
    sheets: Iterable[ReviewSheet],
    tests: SecurityTests = SecurityTests(),  # noqa: B008 - immutable: nothing is reported
    *,
    policy: ListingPolicy,
) -> tuple[Marked, ...]:
    """Every criterion over the sheets of all reviewers; the security risk from the tests alone.

    The answer does not depend on the order of the sheets. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for two sheets of one reviewer.

    >>> marks = {criterion.id: "met" for criterion in RUBRIC if not criterion.id.endswith("security-risk")}
    >>> found = tally([ReviewSheet(reviewer="甲", marks=marks), ReviewSheet(reviewer="乙", marks=marks)], policy=ListingPolicy())
    >>> [one.met for one in found].count(True), found[5].criterion.label["en"], found[5].met
    (13, 'Security risk', UNKNOWN)
    """
    by_reviewer: dict[str, ReviewSheet] = {}
    for index, sheet in enumerate(sheets):
        if sheet.reviewer in by_reviewer:
            raise InvalidInput([Problem.at(["sheets", index], "duplicate", given=sheet.reviewer)])
        by_reviewer[sheet.reviewer] = sheet
    ordered = [by_reviewer[name] for name in sorted(by_reviewer)]
    secured = Marked(TECHNICAL[-1], secure(tests, policy), False, ())
    return tuple(secured if one.id == _SECURITY else _marked(one, ordered) for one in RUBRIC)


def _marked(criterion: Criterion, sheets: list[ReviewSheet]) -> Marked:
    given_marks = {sheet.marks[criterion.id] for sheet in sheets if criterion.id in sheet.marks}
    unmarked = tuple(sheet.reviewer for sheet in sheets if criterion.id not in sheet.marks)
    agreed = len(given_marks) == 1 and not unmarked
    met: Truth = "met" in given_marks if agreed else UNKNOWN
    return Marked(criterion, met, len(given_marks) > 1, unmarked)


def score(marked: Iterable[Marked], weights: Fact[Mapping[str, int]] = UNKNOWN) -> Fact[Fraction]:
    """The share of the weights that is met, from 0 to 1, exact.

    Unknown without weights (the briefing gives none), and while a weighted criterion is not settled. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for weights of no criterion, or that are none or negative.

    >>> score(tally([], policy=ListingPolicy()))
    UNKNOWN
    """
    if weights is UNKNOWN:
        return UNKNOWN
    known = {one.criterion.id: one for one in marked}
    problems = [
        Problem.at(["weights", name], "unknown_key", hint=did_you_mean(name, known))
        for name in weights
        if name not in known
    ]
    problems += [
        Problem.at(["weights", name], "negative", given=weight)
        for name, weight in weights.items()
        if weight < 0
    ]
    if not any(weights.values()):
        problems.append(Problem.at(["weights"], "required"))
    if problems:
        raise InvalidInput(problems)
    met = 0
    for name, weight in weights.items():
        answer = known[name].met
        if answer is UNKNOWN and weight:
            return UNKNOWN
        met += weight if answer is True else 0
    return Fraction(met, sum(weights.values()))
