"""Coaching 輔導資服產業轉型雲服務: information service providers are helped from project work to subscriptions.

Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.programmes.coaching.journey import FRAMEWORK as FRAMEWORK
    from cloudgrant.programmes.coaching.journey import STEPS as STEPS
    from cloudgrant.programmes.coaching.journey import CoachingJourney as CoachingJourney
    from cloudgrant.programmes.coaching.journey import FrameworkStage as FrameworkStage
    from cloudgrant.programmes.coaching.journey import StepDone as StepDone
    from cloudgrant.programmes.coaching.journey import StepName as StepName
    from cloudgrant.programmes.coaching.journey import next_step as next_step
    from cloudgrant.programmes.coaching.offers import RESOURCES as RESOURCES
    from cloudgrant.programmes.coaching.offers import Resource as Resource
    from cloudgrant.programmes.coaching.offers import resources as resources
    from cloudgrant.programmes.coaching.participation import CoachingParticipation as CoachingParticipation
    from cloudgrant.programmes.coaching.participation import Trial as Trial
    from cloudgrant.programmes.coaching.policy import CoachingPolicy as CoachingPolicy
    from cloudgrant.programmes.coaching.programme import coaching as coaching
    from cloudgrant.programmes.coaching.roc_111 import ROC_111 as ROC_111
    from cloudgrant.programmes.coaching.transition import OneOffSales as OneOffSales
    from cloudgrant.programmes.coaching.transition import Subscriptions as Subscriptions
    from cloudgrant.programmes.coaching.transition import Transition as Transition
    from cloudgrant.programmes.coaching.transition import TransitionMonth as TransitionMonth
    from cloudgrant.programmes.coaching.transition import compare as compare
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "CoachingJourney": "programmes.coaching.journey",
        "CoachingParticipation": "programmes.coaching.participation",
        "CoachingPolicy": "programmes.coaching.policy",
        "FRAMEWORK": "programmes.coaching.journey",
        "FrameworkStage": "programmes.coaching.journey",
        "OneOffSales": "programmes.coaching.transition",
        "RESOURCES": "programmes.coaching.offers",
        "ROC_111": "programmes.coaching.roc_111",
        "Resource": "programmes.coaching.offers",
        "STEPS": "programmes.coaching.journey",
        "StepDone": "programmes.coaching.journey",
        "StepName": "programmes.coaching.journey",
        "Subscriptions": "programmes.coaching.transition",
        "Transition": "programmes.coaching.transition",
        "TransitionMonth": "programmes.coaching.transition",
        "Trial": "programmes.coaching.participation",
        "coaching": "programmes.coaching.programme",
        "compare": "programmes.coaching.transition",
        "next_step": "programmes.coaching.journey",
        "resources": "programmes.coaching.offers",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
