"""The points programme: its clauses, rules, policies and grant together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudgrant.firms.company import Company
from cloudgrant.programmes.points import rules
from cloudgrant.programmes.points.grant import granted
from cloudgrant.programmes.points.policy import PointsPolicy
from cloudgrant.programmes.points.roc_111 import ROC_111
from cloudgrant.rules.law.later import LaterStages
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.programme import Programme
from cloudgrant.values.text import Text

if TYPE_CHECKING:
    from cloudgrant.rules.law.call import Call

__all__ = ["points"]

_HOME = __name__.rpartition(".")[0]


def _call() -> Call:
    """Loaded where a listing asks for it: no decision does."""
    from cloudgrant.programmes.points.call import CALL

    return CALL


def _later() -> LaterStages:
    """Purchases and claims, with all that they rest on: not loaded for an application."""
    from cloudgrant.programmes.points import claim_rules, purchase_rules
    from cloudgrant.programmes.points.claim import Claim
    from cloudgrant.programmes.points.offsetting import offset
    from cloudgrant.programmes.points.purchase import Purchase
    from cloudgrant.programmes.points.steps_done import next_step

    return LaterStages(
        {"purchase": Purchase, "claim": Claim},
        (
            purchase_rules.of_a_listed_solution,
            purchase_rules.at_most_half,
            purchase_rules.while_points_last,
            purchase_rules.long_enough,
            purchase_rules.not_above_market,
            purchase_rules.begun_in_time,
            claim_rules.after_the_term,
            claim_rules.begun_in_time,
            claim_rules.with_documents,
            claim_rules.early_end,
            claim_rules.paid_back,
            claim_rules.listed_throughout,
        ),
        (offset, next_step),
    )


points: Programme[Company, PointsPolicy] = Programme(
    "points",
    title=Text(
        "points.title",
        zh="雲市集工業館數位點數補助計畫：數位點數申請",
        en="Digital points of the Industry Hall",
    ),
    subject=Company,
    edition=ROC_111,
    rules=(
        rules.in_time,
        rules.small_enough,
        rules.is_manufacturer,
        rules.with_factory,
        rules.not_a_repeat_user,
    ),
    award=granted,
    realised_by=(
        *(
            Realised(
                clause,
                "process",
                f"{_HOME}.wallet.PointWallet",
                Text(f"points.realised_by.{clause}", zh=zh, en=en),
            )
            for clause, zh, en in (
                ("points.grant.ceiling", "點數錢包：核給", "Point wallet: the grant"),
                ("points.use.offset", "點數錢包：保留、取消與失效", "Point wallet: reserve, release, expire"),
                ("points.claim", "點數錢包：請領", "Point wallet: the claim"),
            )
        ),
        Realised(
            "points.application.steps",
            "process",
            f"{_HOME}.steps.ApplicationSteps",
            Text(
                "points.realised_by.points.application.steps",
                zh="領點數3步驟",
                en="The three steps of an application",
            ),
        ),
    ),
    later=_later,
    call=_call,
)
"""Digital points 數位點數申請(需求端), decided for a :class:`~cloudgrant.firms.company.Company`."""
