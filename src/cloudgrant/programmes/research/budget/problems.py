"""What can be wrong with a budget as it is given: sums that differ, and lines of firms that do not propose."""

from __future__ import annotations

from collections.abc import Iterator

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.budget.line import MOST_AMOUNT, BudgetLine
from cloudgrant.programmes.research.budget.sums import Source
from cloudgrant.rules.deciding.knowing import pick
from cloudgrant.rules.records.record import item_key
from cloudgrant.rules.writing.helpers import one_of
from cloudgrant.values.between import Between, least_of, most_of
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["budget_problems"]

_DIFFERS = Text(
    "research.problems.differs",
    zh="所列 {given} 元與經費明細合計 {sum} 元不符",
    en="stated as NT${given}, but the budget lines make NT${sum}",
)
_TOO_LITTLE = Text(
    "research.problems.too_little",
    zh="所列 {given} 元少於經費明細已列之 {sum} 元",
    en="stated as NT${given}, but the lines that are known already make NT${sum}",
)
_TOO_MUCH = Text(
    "research.problems.too_much",
    zh="所列 {given} 元多於經費明細至多之 {sum} 元",
    en="stated as NT${given}, but the budget lines make NT${sum} at the most",
)
_OVER_TOTAL = Text(
    "research.problems.over_total",
    zh="所列申請補助款 {given} 元超過所列總計畫經費 {total} 元",
    en="a subsidy of NT${given} is stated, but a total budget of NT${total}",
)
_OWN_FUNDS = Text(
    "research.problems.own_funds",
    zh="依所列總計畫經費與補助款，自籌款應為 {own} 元，與經費明細不符",
    en="with the total budget as stated, own funds would be NT${own}, which does not match the budget lines",
)
_NO_MEMBER = Text(
    "research.problems.no_member",
    zh="業者 {given} 不是提案成員",
    en="{given} is not one of the firms that propose",
)


def budget_problems(
    lines: Fact[tuple[BudgetLine, ...]],
    members: Fact[tuple[Member, ...]],
    stated_total: Fact[int],
    stated_subsidy: Fact[int],
) -> Iterator[Problem]:
    """Every problem of a budget, each at its place in the proposal.

    A stated sum differs when the lines can no longer come to it, though some of them are not known yet; that
    a line's party is no member is said once every member's number is known.

    >>> lines = (BudgetLine(source="subsidy", amount=3), BudgetLine(source="subsidy"))
    >>> [problem] = budget_problems(lines, UNKNOWN, stated_total=UNKNOWN, stated_subsidy=2)
    >>> print(problem.message("en"))
    stated as NT$2, but the lines that are known already make NT$3
    """
    found = False
    for problem in _sums(lines, stated_total, stated_subsidy):
        found = True
        yield problem
    if not found and stated_total is not UNKNOWN and stated_subsidy is not UNKNOWN:
        yield from _together(lines, stated_total, stated_subsidy)
    if lines is not UNKNOWN and members is not UNKNOWN:
        yield from _strangers(lines, members)


def _sums(
    lines: Fact[tuple[BudgetLine, ...]], stated_total: Fact[int], stated_subsidy: Fact[int]
) -> Iterator[Problem]:
    if lines is UNKNOWN:
        return
    total = _spent(lines)
    if least_of(total) > MOST_DOLLARS:
        yield Problem.at(["lines"], "too_large", given=f"{least_of(total):,}", limit=f"{MOST_DOLLARS:,}")
    yield from _differs("stated_total", stated_total, total, "research.total")
    yield from _differs("stated_subsidy", stated_subsidy, _spent(lines, "subsidy"), "research.subsidy")


def _spent(lines: tuple[BudgetLine, ...], source: Source | None = None) -> int | Between:
    """What the lines of one source (of both, unless one is named) may come to, in dollars."""
    whole: int | Between = 0
    for line in lines:
        holds = True if source is None else one_of(line.source, source)
        whole = whole + pick(holds, Between(0, MOST_AMOUNT) if line.amount is UNKNOWN else line.amount, 0)
    return whole


def _differs(name: str, stated: Fact[int], summed: int | Between, code: str) -> Iterator[Problem]:
    least, most = least_of(summed), most_of(summed)
    if stated is UNKNOWN or least <= stated <= most:
        return
    if least == most:
        text, amount = _DIFFERS, least
    else:
        text, amount = (_TOO_LITTLE, least) if stated < least else (_TOO_MUCH, most)
    yield Problem.at([name], code, text, given=f"{stated:,}", sum=f"{amount:,}")


def _together(lines: Fact[tuple[BudgetLine, ...]], total: int, subsidy: int) -> Iterator[Problem]:
    own = total - subsidy
    if own < 0:
        yield Problem.at(
            ["stated_subsidy"], "research.subsidy", _OVER_TOTAL, given=f"{subsidy:,}", total=f"{total:,}"
        )
    elif lines is not UNKNOWN:
        summed = _spent(lines, "self_funding")
        if not least_of(summed) <= own <= most_of(summed):
            yield Problem.at(["stated_subsidy"], "research.subsidy", _OWN_FUNDS, own=f"{own:,}")


def _strangers(lines: tuple[BudgetLine, ...], members: tuple[Member, ...]) -> Iterator[Problem]:
    numbers = {member.ubn for member in members}
    if UNKNOWN in numbers:
        return
    for index, line in enumerate(lines):
        if line.party is not UNKNOWN and line.party not in numbers:
            path = Path(["lines", Item(index, item_key(line)), "party"])
            yield Problem.at(path, "research.party", _NO_MEMBER, given=line.party)
