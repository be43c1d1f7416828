"""Digital points of the Industry Hall 數位點數: the application, purchases and claims, the wallet.

Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.programmes.points.balance import Balance as Balance
    from cloudgrant.programmes.points.claim import Claim as Claim
    from cloudgrant.programmes.points.ledger import Ledger as Ledger
    from cloudgrant.programmes.points.offsetting import Offset as Offset
    from cloudgrant.programmes.points.offsetting import Purse as Purse
    from cloudgrant.programmes.points.offsetting import offset as offset
    from cloudgrant.programmes.points.order import Order as Order
    from cloudgrant.programmes.points.policy import PointsPolicy as PointsPolicy
    from cloudgrant.programmes.points.programme import points as points
    from cloudgrant.programmes.points.purchase import Purchase as Purchase
    from cloudgrant.programmes.points.quoting import quote as quote
    from cloudgrant.programmes.points.roc_111 import ROC_111 as ROC_111
    from cloudgrant.programmes.points.rules import in_time as in_time
    from cloudgrant.programmes.points.rules import is_manufacturer as is_manufacturer
    from cloudgrant.programmes.points.rules import not_a_repeat_user as not_a_repeat_user
    from cloudgrant.programmes.points.rules import small_enough as small_enough
    from cloudgrant.programmes.points.rules import with_factory as with_factory
    from cloudgrant.programmes.points.statement import Statement as Statement
    from cloudgrant.programmes.points.statement import StatementLine as StatementLine
    from cloudgrant.programmes.points.steps import ApplicationSteps as ApplicationSteps
    from cloudgrant.programmes.points.steps_done import STEPS as STEPS
    from cloudgrant.programmes.points.steps_done import ApplicationStep as ApplicationStep
    from cloudgrant.programmes.points.steps_done import next_step as next_step
    from cloudgrant.programmes.points.wallet import Entry as Entry
    from cloudgrant.programmes.points.wallet import PointWallet as PointWallet
    from cloudgrant.programmes.points.wallet_event import ACTS as ACTS
    from cloudgrant.programmes.points.wallet_event import Act as Act
    from cloudgrant.programmes.points.wallet_event import Reservation as Reservation
    from cloudgrant.programmes.points.wallet_event import WalletEvent as WalletEvent
    from cloudgrant.programmes.points.wallet_refused import REFUSED as REFUSED
    from cloudgrant.programmes.points.wallet_refused import WalletRefused as WalletRefused
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "ACTS": "programmes.points.wallet_event",
        "Act": "programmes.points.wallet_event",
        "ApplicationStep": "programmes.points.steps_done",
        "ApplicationSteps": "programmes.points.steps",
        "Balance": "programmes.points.balance",
        "Claim": "programmes.points.claim",
        "Entry": "programmes.points.wallet",
        "Ledger": "programmes.points.ledger",
        "Offset": "programmes.points.offsetting",
        "Order": "programmes.points.order",
        "PointWallet": "programmes.points.wallet",
        "PointsPolicy": "programmes.points.policy",
        "Purchase": "programmes.points.purchase",
        "Purse": "programmes.points.offsetting",
        "REFUSED": "programmes.points.wallet_refused",
        "ROC_111": "programmes.points.roc_111",
        "Reservation": "programmes.points.wallet_event",
        "STEPS": "programmes.points.steps_done",
        "Statement": "programmes.points.statement",
        "StatementLine": "programmes.points.statement",
        "WalletEvent": "programmes.points.wallet_event",
        "WalletRefused": "programmes.points.wallet_refused",
        "in_time": "programmes.points.rules",
        "is_manufacturer": "programmes.points.rules",
        "next_step": "programmes.points.steps_done",
        "not_a_repeat_user": "programmes.points.rules",
        "offset": "programmes.points.offsetting",
        "points": "programmes.points.programme",
        "quote": "programmes.points.quoting",
        "small_enough": "programmes.points.rules",
        "with_factory": "programmes.points.rules",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
