"""The security self-assessment 資安管理自評表: per item the firm's mark with evidence, and the consultant's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.programmes.research.security.items import ROC_111_ITEMS, SecurityItem
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.rules.writing.lists import every
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.paths import Item
from cloudgrant.values.problems import Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact, Truth

__all__ = ["MARKS", "Compliance", "SecurityMark", "SecuritySelfAssessment"]

Compliance = Literal["met", "partly_met", "not_met", "not_applicable"]
"""符合, 部分符合, 不符合 or 不適用: the scale of firm and consultant alike."""

MARKS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "met": Text(zh="符合", en="met"),
        "partly_met": Text(zh="部分符合", en="partly met"),
        "not_met": Text(zh="不符合", en="not met"),
        "not_applicable": Text(zh="不適用", en="not applicable"),
    }
)
"""What the form calls each mark."""

_FORM = "research.security.self-assessment"
_ACCEPTANCE = "research.security.acceptance"
_LABELS = {item.id: item.text for item in ROC_111_ITEMS}
_NUMBERS = {item.id: Text(en=str(number)) for number, item in enumerate(ROC_111_ITEMS, 1)}

_NO_ITEM = Text(zh="未指明自評項目", en="names no item")
_NO_SUCH_ITEM = Text(zh="自評表沒有 {given} 這個項目{hint}", en="there is no item {given} in the table{hint}")
_STRAY_REASON = Text(
    zh="僅勾選不適用者須說明原因，此項為「{given}」",
    en="a reason is for what is marked not applicable; this is marked {given}",
)


@attrs.frozen(kw_only=True)
class SecurityMark(Record):
    """One row of the table, filled in: an item, the firm's mark 自我評核, evidence 佐證資料說明, the consultant's mark.

    ``reason`` is why the item does not apply (如勾選不適用，廠商須說明原因); it is refused where the firm marks
    something else and the consultant does not mark 不適用 either. ``check`` is the consultant's mark 顧問查核結果,
    which only the consultant knows, and ``note`` what the consultant adds.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a row of no item, and for a stray reason.

    >>> SecurityMark(item="data.backup", mark="met", evidence="備份紀錄").filled
    True
    >>> SecurityMark(item="network.encrypted_channel", mark="not_applicable").filled  # the reason is missing
    UNKNOWN
    """

    __keys__: ClassVar[tuple[str, ...]] = ("item",)

    item: Fact[str] = given(zh="自評項目", en="Item", clause=_FORM)
    mark: Fact[Compliance] = given(
        zh="自我評核",
        en="The firm's mark",
        options=MARKS,
        change="both_ways",
        act=Text(zh="改善後重新評核為「{new}」", en="put it right, and mark it {new}"),
        ask=Text(zh="此項自我評核為何？", en="How does the firm mark this item?"),
        clause=_FORM,
    )
    evidence: Fact[str] = given(
        zh="佐證資料說明",
        en="Evidence",
        change="both_ways",
        act=Text(zh="補充佐證資料之說明", en="describe the evidence"),
        ask=Text(zh="此項有哪些佐證資料？", en="What evidence is there for this item?"),
        clause=_FORM,
    )
    reason: Fact[str] = given(
        zh="不適用之原因",
        en="Why it does not apply",
        change="both_ways",
        act=Text(zh="補充不適用之原因", en="say why it does not apply"),
        ask=Text(zh="此項為何不適用？", en="Why does this item not apply?"),
        clause=_FORM,
    )
    check: Fact[Compliance] = given(
        zh="顧問查核結果",
        en="The consultant's mark",
        options=MARKS,
        known_by="reviewer",
        ask=Text(zh="顧問查核此項的結果為何？", en="How does the consultant mark this item?"),
        clause=_ACCEPTANCE,
    )
    note: Fact[str] = given(
        zh="顧問查核說明", en="The consultant's note", known_by="reviewer", clause=_ACCEPTANCE
    )

    @fact(zh="已說明佐證資料", en="Evidence is described, where needed", reads=("evidence",), clause=_FORM)
    def evidenced(self) -> Truth:
        """Of what does not apply no evidence is asked; what nobody has described yet is unknown."""
        return True if self.mark == "not_applicable" or self.evidence is not UNKNOWN else UNKNOWN

    @fact(zh="不適用已說明原因", en="The reason is stated, where needed", reads=("reason",), clause=_FORM)
    def reasoned(self) -> Truth:
        """如勾選不適用，廠商須說明原因: unknown once the mark asks for a reason that is not there."""
        return UNKNOWN if self.mark == "not_applicable" and self.reason is UNKNOWN else True

    @fact(
        zh="此項已填妥",
        en="The row is filled in",
        reads=("item", "mark", "evidenced", "reasoned"),
        clause=_FORM,
    )
    def filled(self) -> Truth:
        """Item and mark are known, with evidence, or with the reason why the item does not apply."""
        if self.item is UNKNOWN or self.mark is UNKNOWN:
            return UNKNOWN
        needed = self.reason if self.mark == "not_applicable" else self.evidence
        return UNKNOWN if needed is UNKNOWN else True

    @fact(
        zh="查核不適用已說明原因",
        en="The reason is stated, where the consultant needs it",
        reads=("reason",),
        clause=_ACCEPTANCE,
    )
    def excused(self) -> Truth:
        """The consultant's 不適用, too, rests on the reason that the firm states: unknown once it is needed."""
        return UNKNOWN if self.check == "not_applicable" and self.reason is UNKNOWN else True

    @fact(
        zh="此項已查核",
        en="The consultant has settled the row",
        reads=("item", "check", "excused"),
        clause=_ACCEPTANCE,
    )
    def checked(self) -> Truth:
        """Item and consultant's mark are known, and the reason where that mark is 不適用; else unknown."""
        return UNKNOWN if self.item is UNKNOWN or self.check is UNKNOWN else self.excused

    def called(self, locale: str = "en") -> str:
        """The measure in words, where it is one of the items of ROC 111; else the item's id."""
        if self.item is UNKNOWN:
            return ""
        return _LABELS[self.item].in_(locale) if self.item in _LABELS else self.item

    def incoherent(self) -> Iterable[Problem]:
        if self.item is UNKNOWN and any(
            value is not UNKNOWN for value in (self.mark, self.evidence, self.reason, self.check, self.note)
        ):
            yield Problem.at(["item"], "research.no_item", _NO_ITEM)
        if self.reason is UNKNOWN or self.check == "not_applicable":
            return
        if self.mark is not UNKNOWN and self.mark != "not_applicable":
            yield Problem.at(["reason"], "research.stray_reason", _STRAY_REASON, given=MARKS[self.mark])


@attrs.frozen(kw_only=True)
class SecuritySelfAssessment(Record):
    """The security self-assessment 資安管理自評表 of a service, as far as it is filled in.

    ``items`` is the table of items (that of ROC 111 unless another is given), ``marks`` the rows that are
    filled in so far. The same record serves the application, where the firm fills its part, and acceptance,
    where the consultant has marked.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a mark of an item that the table does not
    have, of no item, or of the same item twice: all that is wrong at once.

    >>> table = SecuritySelfAssessment(
    ...     marks=(SecurityMark(item="network.firewall", mark="met", evidence="防火牆規則表", check="met"),
    ...            SecurityMark(item="data.encryption", mark="partly_met", evidence="資料庫欄位加密")))
    >>> len(table.unlisted_items), table.unfilled_items, table.unchecked_items[0], table.rejected_items
    (19, (), 'network.encrypted_channel', ())
    >>> SecuritySelfAssessment(marks=(SecurityMark(item="network.firewal", mark="met"),))
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      marks[item=network.firewal].item: there is no item network.firewal in the table — network.firewall? · ...
    """

    items: tuple[SecurityItem, ...] = given(
        default=ROC_111_ITEMS, zh="自評項目", en="Table of items", clause=_FORM
    )
    marks: Fact[tuple[SecurityMark, ...]] = given(
        zh="自評與查核",
        en="Marks",
        ask=Text(
            zh="資安管理自評表各項的自我評核與佐證資料為何？",
            en="How is each item of the security self-assessment marked, and with what evidence?",
        ),
        clause=_FORM,
    )

    @classmethod
    def blank(cls, items: Iterable[SecurityItem] = ROC_111_ITEMS) -> SecuritySelfAssessment:
        """A table with a row for each item and nothing filled in: what a form starts from.

        >>> len(SecuritySelfAssessment.blank().marks)
        21
        """
        table = tuple(items)
        return cls(items=table, marks=tuple(SecurityMark(item=item.id) for item in table))

    def with_marks(self, *marks: SecurityMark) -> SecuritySelfAssessment:
        """The same table with these rows, each in the place of the row of its item, or else added at the end.

        >>> table = SecuritySelfAssessment.blank().with_marks(SecurityMark(item="data.backup", mark="met"))
        >>> len(table.marks), table.row("data.backup").mark
        (21, 'met')
        """
        rows: tuple[SecurityMark, ...] = () if self.marks is UNKNOWN else self.marks
        placed: list[SecurityMark] = []
        for row in rows:
            instead = [mark for mark in marks if mark.item == row.item and mark.item is not UNKNOWN]
            placed += instead or [row]
        return attrs.evolve(self, marks=(*placed, *(mark for mark in marks if mark not in placed)))

    def row(self, item: str) -> SecurityMark:
        """The row of an item, empty where there is none yet; raises ``KeyError`` for an item not in the table."""
        if item not in self.item_ids:
            raise KeyError(f"{item!r} is no item of the table{did_you_mean(item, self.item_ids)}")
        rows: tuple[SecurityMark, ...] = () if self.marks is UNKNOWN else self.marks
        return next((row for row in rows if row.item == item), SecurityMark(item=item))

    @fact(
        zh="自評表之項次",
        en="Items of the table, by number",
        options=_NUMBERS,
        reads=("items",),
        clause=_FORM,
    )
    def item_ids(self) -> tuple[str, ...]:
        """The id of each item, in the table's order."""
        return tuple(item.id for item in self.items)

    @fact(zh="未列入之項目", en="Items without a row", options=_LABELS, reads=("marks.item",), clause=_FORM)
    def unlisted_items(self) -> Fact[tuple[str, ...]]:
        """The items that no row is about; unknown while a row may be about any of them."""
        if self.marks is UNKNOWN:
            return UNKNOWN
        listed = {row.item for row in self.marks}
        unlisted = tuple(item for item in self.item_ids if item not in listed)
        return UNKNOWN if unlisted and UNKNOWN in listed else unlisted

    @fact(
        zh="尚未填妥之項目",
        en="Items not filled in yet",
        options=_LABELS,
        reads=("marks.filled",),
        clause=_FORM,
    )
    def unfilled_items(self) -> Fact[tuple[str, ...]]:
        """The items that have a row in which mark, evidence or reason is still missing.

        Unknown while a row is of an unknown item: its item has a row that is not filled in.
        """
        if self.marks is not UNKNOWN and any(row.item is UNKNOWN for row in self.marks):
            return UNKNOWN
        return self._where(lambda row: row.filled is UNKNOWN)

    @fact(zh="各列均已填妥", en="Every row is filled in", reads=("marks.item", "marks.filled"), clause=_FORM)
    def all_filled(self) -> Truth:
        """Whether all rows are filled in; a row that is not may still be, so it is unknown, never false."""
        return UNKNOWN if self.marks is UNKNOWN else every(row.filled for row in self.marks)

    @fact(
        zh="查核為不符合之項目",
        en="Items that the consultant finds not met",
        options=_LABELS,
        known_by="reviewer",
        reads=("marks.item",),
        clause=_ACCEPTANCE,
    )
    def rejected_items(self) -> Fact[tuple[str, ...]]:
        """The items that the consultant marks 不符合."""
        return self._where(lambda row: row.check == "not_met")

    @fact(
        zh="查核為部分符合之項目",
        en="Items that the consultant finds partly met",
        options=_LABELS,
        known_by="reviewer",
        reads=("marks.item",),
        clause=_ACCEPTANCE,
    )
    def partly_met_items(self) -> Fact[tuple[str, ...]]:
        """The items that the consultant marks 部分符合."""
        return self._where(lambda row: row.check == "partly_met")

    @fact(
        zh="尚待查核之項目",
        en="Items still to be checked",
        options=_LABELS,
        known_by="reviewer",
        reads=("marks.item", "marks.checked"),
        clause=_ACCEPTANCE,
    )
    def unchecked_items(self) -> Fact[tuple[str, ...]]:
        """The items without the consultant's mark, or marked 不適用 without the firm's reason."""
        if self.marks is UNKNOWN:
            return UNKNOWN
        settled = {row.item for row in self.marks if row.checked is True}
        return tuple(item for item in self.item_ids if item not in settled)

    @fact(
        zh="各項均已查核",
        en="Every item has been checked",
        known_by="reviewer",
        ask=Text(zh="請顧問查核自評表的每一項。", en="Ask the consultant to check every item of the form."),
        reads=("marks.item", "marks.checked"),
        clause=_ACCEPTANCE,
    )
    def all_checked(self) -> Truth:
        """Whether all items are; one that is not may still be, so it is unknown, never false."""
        return True if self.unchecked_items == () else UNKNOWN

    def _where(self, holds: Callable[[SecurityMark], bool]) -> Fact[tuple[str, ...]]:
        if self.marks is UNKNOWN:
            return UNKNOWN
        found = {row.item for row in self.marks if holds(row)}
        return tuple(item for item in self.item_ids if item in found)

    def incoherent(self) -> Iterable[Problem]:
        for index, row in enumerate(() if self.marks is UNKNOWN else self.marks):
            if row.item is not UNKNOWN and row.item not in self.item_ids:
                place: list[str | int] = ["marks", Item(index, item_key(row)), "item"]
                hint = did_you_mean(row.item, self.item_ids)
                yield Problem.at(place, "research.no_such_item", _NO_SUCH_ITEM, given=row.item, hint=hint)
