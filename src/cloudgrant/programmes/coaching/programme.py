"""The coaching programme: its clauses, rules and policies together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudgrant.firms.company import Company
from cloudgrant.programmes.coaching import rules
from cloudgrant.programmes.coaching.journey import STEPS, next_step
from cloudgrant.programmes.coaching.offers import resources
from cloudgrant.programmes.coaching.participation import CoachingParticipation
from cloudgrant.programmes.coaching.policy import CoachingPolicy
from cloudgrant.programmes.coaching.roc_111 import ROC_111
from cloudgrant.programmes.coaching.transition import compare
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.programme import Programme
from cloudgrant.values.text import Text

if TYPE_CHECKING:
    from cloudgrant.rules.law.call import Call

__all__ = ["coaching"]

_HOME = __name__.rpartition(".")[0]


def _call() -> Call:
    """Loaded where a listing asks for it: no decision does."""
    from cloudgrant.programmes.coaching.call import CALL

    return CALL


coaching: Programme[Company, CoachingPolicy] = Programme(
    "coaching",
    title=Text("coaching.title", zh="輔導資服產業轉型雲服務", en="Coaching providers towards cloud services"),
    subject=Company,
    stages={"closing": CoachingParticipation},
    edition=ROC_111,
    rules=(
        rules.is_provider,
        rules.starts_cloud_services,
        rules.has_a_base,
        rules.puts_in_its_own,
        rules.planned_poc,
        rules.has_solution_to_try,
        rules.has_proof_of_trial,
        rules.has_put_in_its_own,
    ),
    calculations=(compare, resources, next_step),
    realised_by=(
        Realised(
            "coaching.resources",
            "information",
            f"{_HOME}.offers.RESOURCES",
            Text("coaching.realised_by.coaching.resources", zh="輔導資源", en="Resources"),
        ),
        *(Realised("coaching.steps", "step", f"{_HOME}.journey.STEPS", label) for label in STEPS.values()),
        Realised(
            "coaching.steps",
            "process",
            f"{_HOME}.journey.CoachingJourney",
            Text("coaching.realised_by.coaching.steps", zh="輔導歷程", en="The way through the coaching"),
        ),
    ),
    call=_call,
)
"""Coaching 輔導, decided for a :class:`~cloudgrant.firms.company.Company`; at the closing, for its participation."""
