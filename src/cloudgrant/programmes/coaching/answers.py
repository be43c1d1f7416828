"""What is said of the coaching, as data: what is offered, and how subscriptions come to pay."""

from __future__ import annotations

from cloudgrant.values.forms import DAY, TEXT, WHOLE, answer, many, maybe, option
from cloudgrant.values.shapes import Shape, field

__all__ = ["SHAPES"]

_AMOUNTS = ("one_off", "subscription", "one_off_so_far", "subscription_so_far", "ahead")

SHAPES = (
    Shape.made(
        "framework_stage",
        "programmes.coaching.journey:FrameworkStage",
        "A stage of the cloud adoption framework.",
        field("name", TEXT),
        field("ways", many(TEXT)),
    ),
    Shape.made(
        "resource",
        "programmes.coaching.offers:Resource",
        "One thing that the coaching offers.",
        field("side", option("technical", "marketing")),
        field("name", TEXT),
    ),
    Shape.made(
        "transition_month",
        "programmes.coaching.transition:TransitionMonth",
        "One month of the comparison, in dollars.",
        field("number", WHOLE),
        field("starts_on", DAY),
        field("subscribers", WHOLE),
        *(field(name, WHOLE) for name in _AMOUNTS),
    ),
    Shape.made(
        "transition",
        "programmes.coaching.transition:Transition",
        "One-off fees and subscriptions side by side.",
        field("months", many(answer("transition_month"))),
        field("break_even", maybe(answer("transition_month")), note="null where there is none"),
        field("deepest_gap", WHOLE),
    ),
)
"""The shapes of what is said of the coaching."""
