"""What a measurement could not use among the records that it was given, or is in doubt of: told, never dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.formatting import formatted
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["KINDS", "Leftover", "LeftoverKind", "Leftovers", "left_over_words"]

LeftoverKind: TypeAlias = Literal[
    "unknown_customer",
    "outside_contracts",
    "outside_period",
    "other_unit",
    "repeated_use",
    "same_use",
    "contradicting_use",
    "repeated_contract",
    "contradicting_contract",
    "different_sizes",
    "like_customers",
    "different_answers",
    "term_differs",
]
"""Why a record is left over, or in doubt."""

MOST_KEYS: Final = 100
"""How many customers, or units, of one kind are named; of more only the number of records is told."""

_HINTED: Final = ("unknown_customer", "like_customers")
_MOST_SHOWN: Final = 60

KINDS: Final[Mapping[LeftoverKind, Text]] = MappingProxyType(
    {
        "unknown_customer": Text(
            zh="客戶代號「{key}」之使用記錄 {count} 筆查無該客戶之合約，未計入",
            en="records of use for customer '{key}' without any contract, not counted: {count}",
        ),
        "outside_contracts": Text(
            zh="客戶「{key}」之使用記錄 {count} 筆，使用日不在其合約服務期間內，未計入",
            en="records of use by customer '{key}' on days on which none of its contracts ran, not counted: {count}",
        ),
        "outside_period": Text(
            zh="使用記錄 {count} 筆之使用日不在量測期間內，未計入",
            en="records of use before or after the period, not counted: {count}",
        ),
        "other_unit": Text(
            zh="使用記錄 {count} 筆之單位「{key}」不能換算為門檻之單位，未計入",
            en="records of use in '{key}', which does not convert to the threshold's unit, not counted: {count}",
        ),
        "repeated_use": Text(
            zh="客戶「{key}」同一編號之使用記錄重複 {count} 筆，僅計一次",
            en="records of use by customer '{key}' that repeat a number, counted once only: {count}",
        ),
        "same_use": Text(
            zh="客戶「{key}」有使用記錄 {count} 筆與他筆相同而無編號，是否重複未能確定；載明編號即可區別",
            en="records of use by customer '{key}' that are the same as another and bear no number, so that they may be "
            "the same use, not surely counted: {count}",
        ),
        "contradicting_use": Text(
            zh="客戶「{key}」同一編號之使用記錄 {count} 筆內容不一，該次使用列為未定，至多以最高者計",
            en="records of use by customer '{key}' that bear one number and say different things, so that the use is "
            "left open, and counts as the largest of them at the most: {count}",
        ),
        "repeated_contract": Text(
            zh="客戶「{key}」之合約記錄重複 {count} 筆，僅計一次",
            en="records that repeat a contract of customer '{key}', counted once only: {count}",
        ),
        "contradicting_contract": Text(
            zh="客戶「{key}」同一編號之合約記錄 {count} 筆內容不一，該合約列為未定",
            en="records of one contract of customer '{key}' that say different things, so that it is left open: {count}",
        ),
        "different_sizes": Text(
            zh="客戶「{key}」之 {count} 份合約記載之企業規模不一（是否為中小企業），請確認",
            en="contracts of customer '{key}' that say different things of its size (small and medium or not), please "
            "check: {count}",
        ),
        "like_customers": Text(
            zh="客戶代號「{key}」與另一客戶之代號僅大小寫或全半形不同，暫視為不同客戶，其合約 {count} 份",
            en="contracts of customer '{key}', whose key differs from another one in case or width alone, and who is "
            "taken for another customer: {count}",
        ),
        "different_answers": Text(
            zh="客戶「{key}」有 {count} 份合約於同日屆滿而續約與否不一，該客戶列為未定",
            en="contracts of customer '{key}' that end on the same last day with different answers about renewal, so "
            "that the customer is left open: {count}",
        ),
        "term_differs": Text(
            zh="客戶「{key}」有 {count} 份合約之期間與所載末日不符，以所載末日為準",
            en="contracts of customer '{key}' whose term ends on another day than the one stated, which counts: {count}",
        ),
    }
)
"""What each kind of leftover says."""

_LEFT_OVER: Final = Text(
    zh="；未採計或有疑義之記錄另計 {records} 筆", en="; records left over or in doubt: {records}"
)
_OTHERS: Final = Text(zh="其他", en="others")
_MEANT: Final = Text(zh="（是否為「{hint}」？）", en=" ('{hint}'?)")


@attrs.frozen(kw_only=True)
class Leftover(Record):
    """Records that a measurement did not count, or is in doubt of: why, whose, and how many.

    ``key`` is the customer, of another unit that unit; unknown for records of the days outside the period, and
    for those of all other keys where there are more than a hundred. ``hint`` is a customer with contracts whose
    key differs in nothing but case or width.

    >>> print(Leftover(why="unknown_customer", key="a", count=2, hint="A").message("en"))
    records of use for customer 'a' without any contract, not counted: 2 ('A'?)
    """

    why: LeftoverKind = given(
        zh="原因",
        en="Why",
        options={
            "unknown_customer": Text(zh="查無客戶", en="no contract of such a customer"),
            "outside_contracts": Text(zh="不在服務期間內", en="on a day without a contract"),
            "outside_period": Text(zh="不在量測期間內", en="outside the period"),
            "other_unit": Text(zh="單位不同", en="in another unit"),
            "repeated_use": Text(zh="使用記錄重複", en="a record of use repeated"),
            "same_use": Text(zh="使用記錄可能重複", en="a record of use that may be repeated"),
            "contradicting_use": Text(zh="使用記錄內容不一", en="contradictory records of use"),
            "repeated_contract": Text(zh="合約記錄重複", en="a contract repeated"),
            "contradicting_contract": Text(zh="合約記錄內容不一", en="contradictory records of a contract"),
            "different_sizes": Text(zh="企業規模不一", en="different sizes of a customer"),
            "like_customers": Text(zh="客戶代號近似", en="keys of customers that are read alike"),
            "different_answers": Text(zh="同日屆滿而續約與否不一", en="different answers about renewal"),
            "term_differs": Text(zh="期間與末日不符", en="term and last day differ"),
        },
    )
    key: Fact[str] = given(identifies=True, zh="客戶或單位", en="Customer or unit")
    count: int = given(zh="筆數", en="How many")
    hint: Fact[str] = given(identifies=True, zh="可能之客戶代號", en="The customer that may be meant")

    def message(self, locale: str) -> str:
        """What is left over, in words."""
        key = _OTHERS.in_(locale) if self.key is UNKNOWN else _clipped(self.key)
        words = {"key": key, "count": formatted(self.count, "", locale)}
        sentence = KINDS[self.why].filled(locale, words.__getitem__)
        if self.hint is UNKNOWN:
            return sentence
        return sentence + _MEANT.filled(locale, {"hint": _clipped(self.hint)}.__getitem__)


def _clipped(key: str) -> str:
    return key if len(key) <= _MOST_SHOWN else key[:_MOST_SHOWN] + "…"


def left_over_words(leftovers: Fact[tuple[Leftover, ...]], locale: str) -> str:
    """How many records are left over or in doubt, to be said after a sentence; nothing where none are."""
    records = 0 if leftovers is UNKNOWN else sum(one.count for one in leftovers)
    return _LEFT_OVER.filled(locale, lambda _: formatted(records, "", locale)) if records else ""


class Leftovers:
    """Leftovers as they are met with, counted by kind and key."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[LeftoverKind, str]] = Counter()
        self._hints: dict[str, str] = {}

    def add(self, kind: LeftoverKind, key: str = "", count: int = 1, hint: str = "") -> None:
        """So many more of a kind under a key."""
        self._counts[kind, key] += count
        if hint:
            self._hints[key] = hint

    def note(self, kind: LeftoverKind, key: str, count: int) -> None:
        """So many of a kind under a key, however often that is found."""
        self._counts[kind, key] = max(self._counts[kind, key], count)

    def all(self) -> tuple[Leftover, ...]:
        """Every kind by its keys, in order; of more than a hundred keys, the rest together."""
        return tuple(self._each())

    def _each(self) -> Iterator[Leftover]:
        for kind in KINDS:
            counted = sorted((key, count) for (why, key), count in self._counts.items() if why == kind)
            for key, count in counted[:MOST_KEYS]:
                hint = self._hints.get(key, UNKNOWN) if kind in _HINTED else UNKNOWN
                yield Leftover(why=kind, key=key or UNKNOWN, count=count, hint=hint)
            if rest := sum(count for _, count in counted[MOST_KEYS:]):
                yield Leftover(why=kind, count=rest)
