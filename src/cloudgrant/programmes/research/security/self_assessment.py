"""The security self-assessment 資安管理自評表: per item the firm's mark with evidence, and the consultant's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar, Final, Literal

import attrs

from cloudgrant.programmes.research.security.items import SecurityItem
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record, item_key
from cloudgrant.rules.writing.helpers import one_of, pick, said
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
        multiline=True,
        zh="佐證資料說明",
        en="Evidence",
        change="both_ways",
        act=Text(zh="補充佐證資料之說明", en="describe the evidence"),
        ask=Text(zh="此項有哪些佐證資料？", en="What evidence is there for this item?"),
        clause=_FORM,
    )
    reason: Fact[str] = given(
        multiline=True,
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
        multiline=True, zh="顧問查核說明", en="The consultant's note", known_by="reviewer", clause=_ACCEPTANCE
    )

    @fact(zh="已說明佐證資料", en="Evidence is described, where needed", clause=_FORM)
    def evidenced(self) -> Truth:
        """Of what does not apply no evidence is asked; what nobody has described yet is unknown."""
        return one_of(self.mark, "not_applicable") | said(self.evidence)

    @fact(zh="不適用已說明原因", en="The reason is stated, where needed", clause=_FORM)
    def reasoned(self) -> Truth:
        """如勾選不適用，廠商須說明原因: unknown once the mark asks for a reason that is not there."""
        return pick(one_of(self.mark, "not_applicable"), said(self.reason), True)

    @fact(zh="此項已填妥", en="The row is filled in", clause=_FORM)
    def filled(self) -> Truth:
        """Item and mark are known, with evidence, or with the reason why the item does not apply."""
        return said(self.item) & said(self.mark) & self.evidenced & self.reasoned

    @fact(
        zh="查核不適用已說明原因",
        en="The reason is stated, where the consultant needs it",
        clause=_ACCEPTANCE,
    )
    def excused(self) -> Truth:
        """The consultant's 不適用, too, rests on the reason that the firm states: unknown once it is needed."""
        return pick(one_of(self.check, "not_applicable"), said(self.reason), True)

    @fact(zh="此項已查核", en="The consultant has settled the row", clause=_ACCEPTANCE)
    def checked(self) -> Truth:
        """Item and consultant's mark are known, and the reason where that mark is 不適用; else unknown."""
        return said(self.item) & said(self.check) & self.excused

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

    ``items`` is the table of items, the edition's own where the form is its (``edition.policy.security_items``),
    and unknown unless it is given; ``marks`` are the rows that are filled in so far. The same record serves the application, where the firm fills its part, and acceptance,
    where the consultant has marked; ``all_checked`` is stated once the consultant has been through all items, so
    that one without a row is not merely one that is still to be marked: it is not shown to be met.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for a mark of an item that the table, where it is
    known, does not have, of no item, or of the same item twice: all that is wrong at once.

    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> form = ROC_111.policy.security_items
    >>> table = SecuritySelfAssessment(items=form,
    ...     marks=(SecurityMark(item="network.firewall", mark="met", evidence="防火牆規則表", check="met"),
    ...            SecurityMark(item="data.encryption", mark="partly_met", evidence="資料庫欄位加密")))
    >>> table.row("data.encryption").filled, table.row("data.backup").filled, table.row("network.firewall").checked
    (True, UNKNOWN, True)
    >>> SecuritySelfAssessment(items=form, marks=(SecurityMark(item="network.firewal", mark="met"),))
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      marks[item=network.firewal].item: there is no item network.firewal in the table — network.firewall? · ...
    """

    items: Fact[tuple[SecurityItem, ...]] = given(
        zh="自評項目",
        en="Table of items",
        known_by="office",
        ask=Text(
            zh="資安管理自評表列有哪些項目？",
            en="Which items does the form of the security self-assessment list?",
        ),
        clause=_FORM,
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

    all_checked: Fact[Literal[True]] = given(
        zh="各項均已查核",
        en="Every item has been checked",
        known_by="reviewer",
        ask=Text(
            zh="顧問是否已查核完畢，未列於自評表之項目不再補列？",
            en="Is the consultant's check finished, so that no item that the form lacks is still to be added?",
        ),
        clause=_ACCEPTANCE,
    )

    @classmethod
    def blank(cls, items: Fact[Iterable[SecurityItem]]) -> SecuritySelfAssessment:
        """A table with a row for each item and nothing filled in: what a form starts from.

        Of items that are not known, a table of which nothing is.

        >>> from cloudgrant.programmes.research.roc_111 import ROC_111
        >>> len(SecuritySelfAssessment.blank(ROC_111.policy.security_items).marks)
        21
        """
        if items is UNKNOWN:
            return cls()
        table = tuple(items)
        return cls(items=table, marks=tuple(SecurityMark(item=item.id) for item in table))

    def with_marks(self, *marks: SecurityMark) -> SecuritySelfAssessment:
        """The same table with these rows, each in the place of the row of its item, or else added at the end.

        >>> from cloudgrant.programmes.research.roc_111 import ROC_111
        >>> table = SecuritySelfAssessment.blank(ROC_111.policy.security_items)
        >>> table = table.with_marks(SecurityMark(item="data.backup", mark="met"))
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
        if self.item_ids is not UNKNOWN and item not in self.item_ids:
            raise KeyError(f"{item!r} is no item of the table{did_you_mean(item, self.item_ids)}")
        rows: tuple[SecurityMark, ...] = () if self.marks is UNKNOWN else self.marks
        return next((row for row in rows if row.item == item), SecurityMark(item=item))

    @property
    def item_ids(self) -> Fact[tuple[str, ...]]:
        """The id of each item, in the table's order; unknown while the table is."""
        return UNKNOWN if self.items is UNKNOWN else tuple(item.id for item in self.items)

    def label(self, item: Fact[str], locale: str = "en") -> str:
        """The measure in words, as the table has it; the item's id where the table does not have it.

        >>> from cloudgrant.programmes.research.roc_111 import ROC_111
        >>> table = SecuritySelfAssessment(items=ROC_111.policy.security_items)
        >>> table.label("data.backup", "zh_Hant_TW"), SecuritySelfAssessment().label("data.backup")
        ('定期備份資料', 'data.backup')
        """
        if item is UNKNOWN:
            return ""
        listed = () if self.items is UNKNOWN else self.items
        return next((one.called(locale) for one in listed if one.id == item), item)

    def called_here(self, item: Record, locale: str = "en") -> str:
        """A row by the words of its item."""
        named = self.label(item.item, locale) if isinstance(item, SecurityMark) else ""
        return named or super().called_here(item, locale)

    def incoherent(self) -> Iterable[Problem]:
        listed = self.item_ids
        if listed is UNKNOWN or self.marks is UNKNOWN:
            return
        for index, row in enumerate(self.marks):
            if row.item is not UNKNOWN and row.item not in listed:
                place: list[str | int] = ["marks", Item(index, item_key(row)), "item"]
                hint = did_you_mean(row.item, listed)
                yield Problem.at(place, "research.no_such_item", _NO_SUCH_ITEM, given=row.item, hint=hint)
