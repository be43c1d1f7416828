"""How a wallet says no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cloudgrant.programmes.points.ledger import Ledger
from cloudgrant.programmes.points.wallet_event import WalletEvent
from cloudgrant.rules.deciding.given_rulings import UnusedRuling
from cloudgrant.rules.explaining.findings import Findings
from cloudgrant.values.refused import Refused
from cloudgrant.values.separators import THEN
from cloudgrant.values.text import Text, sentences

__all__ = ["REFUSED", "WalletRefused"]

REFUSED: Mapping[str, Text] = sentences("wallet", {
    "not_eligible": Text(
        zh="申請未獲核定符合資格，不能核給點數", en="the application was not found eligible: no points are granted"
    ),
    "no_award": Text(zh="核定未載明核給點數", en="the decision does not say how many points are granted"),
    "nothing_granted": Text(
        zh="核定之點數為零，沒有點數可核給", en="the decision grants zero points: there is nothing to grant"
    ),
    "not_granted": Text(
        zh="錢包尚無核給紀錄，不能辦理", en="the wallet has no event of a grant: nothing can be done with it yet"
    ),
    "not_met": Text(zh="依規定不能辦理：{rules}", en="the rules forbid it: {rules}"),
    "undetermined": Text(zh="依規定尚無法判定：{rules}", en="the rules do not settle it yet: {rules}"),
    "conflict": Text(
        zh="錢包已有新的紀錄：預期序號 {expected}，現為 {seq}",
        en="the wallet has moved on: expected sequence number {expected}, it is at {seq}",
    ),
    "key_reused": Text(
        zh="指令鍵 {key} 已用於內容不同的指令（序號 {seq}）",
        en="the key {key} was already used for another command (sequence number {seq})",
    ),
    "no_such_order": Text(zh="沒有訂單 {order} 的保留點數", en="no points are reserved for order {order}"),
    "order_reserved": Text(zh="訂單 {order} 已保留點數", en="points are already reserved for order {order}"),
    "order_claimed": Text(zh="訂單 {order} 的點數已核銷", en="the points of order {order} have been claimed"),
    "order_released": Text(
        zh="訂單 {order} 的點數已釋回", en="the points of order {order} have been released"
    ),
    "other_terms": Text(
        zh="訂單 {order} 與保留點數時的內容不同：{terms}",
        en="order {order} differs from the one that points were reserved for: {terms}",
    ),
    "partial_claim": Text(
        zh="訂單 {order} 保留 {held} 點，不能只請領其中 {points} 點：部分請領如何計算，條文未載明",
        en="order {order} has {held} points reserved; {points} of them cannot be claimed by "
        "themselves: the text does not say how a part is counted",
    ),
    "partial_release": Text(
        zh="訂單 {order} 保留 {held} 點，不能只取消其中 {points} 點：部分取消後費用與點數如何計算，條文未載明；"
        "請取消整筆訂單，再以變更後之內容重新下單",
        en="order {order} has {held} points reserved; {points} of them cannot be released by "
        "themselves: the text does not say how price and points are counted after a part is "
        "cancelled; cancel the whole order, then order what is left again",
    ),
    "forgotten": Text(
        zh="錢包未載有序號 {seq} 的紀錄，無從得知 {on} 之餘額；請先補入各筆紀錄",
        en="the wallet does not hold event {seq}, so its balance on {on} is not known: add its events first",
    ),
    "later_ruling": Text(
        zh="{by}之裁定日 {ruled} 晚於辦理日 {on}，辦理時尚無該裁定",
        en="the ruling of {by} is dated {ruled}, after {on}: on that day there was no such ruling yet",
    ),
    "backwards": Text(
        zh="日期 {on} 早於錢包最末紀錄之日 {last}",
        en="{on} is before {last}, the day of the wallet's last event",
    ),
    "before_decision": Text(
        zh="核給日 {on} 早於核定所依之申請日 {decided}",
        en="{on} is before {decided}, the day of the filing that was decided on",
    ),
    "over_ceiling": Text(
        zh="核定之 {award} 點超過當時政策之上限 {limit} 點",
        en="the decision grants {award} points, more than {limit}, the ceiling of the policy at that time",
    ),
    "ceiling_unknown": Text(
        zh="規定尚未載明核給點數上限，無從確認核定之 {award} 點未超過：每家最高核給多少點？",
        en="the text does not say the ceiling that {award} points must not exceed: how many points may a firm be "
        "granted at most?",
    ),
    "other_firm": Text(
        zh="核定屬於統一編號 {owner} 之業者，不是 {given}",
        en="the decision is of the firm {owner}, not of {given}",
    ),
    "expiry_unknown": Text(zh="條文未載明點數何時失效", en="the text does not say when points expire"),
    "not_expired": Text(zh="點數可使用至 {until}，{on} 尚未失效", en="points last until {until}; on {on} they have not expired"),
    "nothing_left": Text(zh="沒有剩餘點數可失效", en="no points are left that could expire"),
    "no_events": Text(zh="沒有任何紀錄，無從還原錢包", en="there are no events to make a wallet of"),
    "other_wallet": Text(
        zh="序號 {seq} 的紀錄屬於錢包 {given}，不是 {wallet}",
        en="event {seq} is of the wallet {given}, not of {wallet}",
    ),
    "gap": Text(zh="序號 {expected} 的紀錄缺漏，接著的卻是 {seq}", en="event {expected} is missing; {seq} comes next"),
    "fork": Text(
        zh="序號 {seq} 的紀錄與已知的歷程分岔",
        en="event {seq} does not follow from the history before it: the history forks",
    ),
    "form": Text(
        zh="序號 {seq} 的紀錄不成立：{reason}", en="event {seq} cannot have happened: {reason}"
    ),
})  # fmt: skip
"""Every code of a :class:`WalletRefused`, with its text: a published, stable list."""


class WalletRefused(Refused):
    """A wallet refuses a command or a history, and stays as it was.

    ``code`` is one of :data:`REFUSED`, ``state`` the wallet that refuses (``None`` where there is
    none yet), ``findings`` those it rests on (not met, or not settled), ``event`` the event in
    question: the one made first under a key that was used again, or the one that cannot be replayed.
    ``unused_rulings`` tells of each ruling that came with the command and settled nothing.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> try:
    ...     cg.PointWallet().release("A-1", key="k", expected_seq=0, on=date(2022, 6, 1))
    ... except cg.WalletRefused as refused:
    ...     print(refused)
    the wallet has no event of a grant: nothing can be done with it yet · 錢包尚無核給紀錄，不能辦理 [not_granted]
    """

    TEXTS: ClassVar[Mapping[str, Text]] = REFUSED
    state: Ledger | None
    findings: Findings
    event: WalletEvent | None
    unused_rulings: tuple[UnusedRuling, ...]

    def __init__(
        self,
        code: str,
        state: Ledger | None = None,
        findings: Findings = Findings(()),  # noqa: B008 (immutable)
        event: WalletEvent | None = None,
        params: Mapping[str, Any] | None = None,
        unused_rulings: tuple[UnusedRuling, ...] = (),
    ) -> None:
        super().__init__(code, **(params or {}))
        self.state = state
        self.findings = findings
        self.event = event
        self.unused_rulings = unused_rulings

    def word(self, name: str, locale: str) -> str:
        if name == "rules":
            return THEN.in_(locale).join(dict.fromkeys(finding.message(locale) for finding in self.findings))
        return super().word(name, locale)
