"""Selecting and listing cloud solutions 雲端方案遴選, the supply side of the Industry Hall.

Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.programmes.listing.application import DocumentsFiled as DocumentsFiled
    from cloudgrant.programmes.listing.application import ListingApplication as ListingApplication
    from cloudgrant.programmes.listing.categories import CATEGORIES as CATEGORIES
    from cloudgrant.programmes.listing.categories import Category as Category
    from cloudgrant.programmes.listing.categories import Group as Group
    from cloudgrant.programmes.listing.costing import Charge as Charge
    from cloudgrant.programmes.listing.costing import Cost as Cost
    from cloudgrant.programmes.listing.costing import cost as cost
    from cloudgrant.programmes.listing.costing import market_cost as market_cost
    from cloudgrant.programmes.listing.costing import rounded as rounded
    from cloudgrant.programmes.listing.documents import DOCUMENTS as DOCUMENTS
    from cloudgrant.programmes.listing.documents import Missing as Missing
    from cloudgrant.programmes.listing.documents import missing_documents as missing_documents
    from cloudgrant.programmes.listing.plan import Plan as Plan
    from cloudgrant.programmes.listing.plan import Rounding as Rounding
    from cloudgrant.programmes.listing.policy import ListingPolicy as ListingPolicy
    from cloudgrant.programmes.listing.price import Price as Price
    from cloudgrant.programmes.listing.programme import listing as listing
    from cloudgrant.programmes.listing.proof_of_sale import ProofOfSale as ProofOfSale
    from cloudgrant.programmes.listing.proof_of_sale import market_record as market_record
    from cloudgrant.programmes.listing.qualification import Expected as Expected
    from cloudgrant.programmes.listing.qualification import expected_check as expected_check
    from cloudgrant.programmes.listing.roc_111 import ROC_111 as ROC_111
    from cloudgrant.programmes.listing.rubric import OPERATION as OPERATION
    from cloudgrant.programmes.listing.rubric import RUBRIC as RUBRIC
    from cloudgrant.programmes.listing.rubric import TECHNICAL as TECHNICAL
    from cloudgrant.programmes.listing.rubric import Criterion as Criterion
    from cloudgrant.programmes.listing.rubric import Mark as Mark
    from cloudgrant.programmes.listing.rubric import Marked as Marked
    from cloudgrant.programmes.listing.rubric import ReviewSheet as ReviewSheet
    from cloudgrant.programmes.listing.rubric import score as score
    from cloudgrant.programmes.listing.rubric import tally as tally
    from cloudgrant.programmes.listing.security import Risk as Risk
    from cloudgrant.programmes.listing.security import SecurityTests as SecurityTests
    from cloudgrant.programmes.listing.selection import Selection as Selection
    from cloudgrant.programmes.listing.selection_event import SelectionEvent as SelectionEvent
    from cloudgrant.programmes.listing.selection_refused import REFUSALS as REFUSALS
    from cloudgrant.programmes.listing.selection_refused import SelectionRefused as SelectionRefused
    from cloudgrant.programmes.listing.selection_step import ACTORS as ACTORS
    from cloudgrant.programmes.listing.selection_step import CONVENTIONS as CONVENTIONS
    from cloudgrant.programmes.listing.selection_step import STATES as STATES
    from cloudgrant.programmes.listing.selection_step import STEPS as STEPS
    from cloudgrant.programmes.listing.selection_step import Action as Action
    from cloudgrant.programmes.listing.selection_step import Actor as Actor
    from cloudgrant.programmes.listing.selection_step import SelectionStep as SelectionStep
    from cloudgrant.programmes.listing.selection_step import State as State
    from cloudgrant.programmes.listing.session import Sessions as Sessions
    from cloudgrant.programmes.listing.session import sessions_due as sessions_due
    from cloudgrant.programmes.listing.solution import CloudSolution as CloudSolution
    from cloudgrant.programmes.listing.units import UNITS as UNITS
    from cloudgrant.programmes.listing.usage import Usage as Usage
    from cloudgrant.programmes.listing.validity_period import Validity as Validity
    from cloudgrant.programmes.listing.validity_period import validity as validity
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "ACTORS": "programmes.listing.selection_step",
        "Action": "programmes.listing.selection_step",
        "Actor": "programmes.listing.selection_step",
        "CATEGORIES": "programmes.listing.categories",
        "CONVENTIONS": "programmes.listing.selection_step",
        "Category": "programmes.listing.categories",
        "Charge": "programmes.listing.costing",
        "CloudSolution": "programmes.listing.solution",
        "Cost": "programmes.listing.costing",
        "Criterion": "programmes.listing.rubric",
        "DOCUMENTS": "programmes.listing.documents",
        "DocumentsFiled": "programmes.listing.application",
        "Expected": "programmes.listing.qualification",
        "Group": "programmes.listing.categories",
        "ListingApplication": "programmes.listing.application",
        "ListingPolicy": "programmes.listing.policy",
        "Mark": "programmes.listing.rubric",
        "Marked": "programmes.listing.rubric",
        "Missing": "programmes.listing.documents",
        "OPERATION": "programmes.listing.rubric",
        "Plan": "programmes.listing.plan",
        "Price": "programmes.listing.price",
        "ProofOfSale": "programmes.listing.proof_of_sale",
        "REFUSALS": "programmes.listing.selection_refused",
        "ROC_111": "programmes.listing.roc_111",
        "RUBRIC": "programmes.listing.rubric",
        "ReviewSheet": "programmes.listing.rubric",
        "Risk": "programmes.listing.security",
        "Rounding": "programmes.listing.plan",
        "STATES": "programmes.listing.selection_step",
        "STEPS": "programmes.listing.selection_step",
        "SecurityTests": "programmes.listing.security",
        "Selection": "programmes.listing.selection",
        "SelectionEvent": "programmes.listing.selection_event",
        "SelectionRefused": "programmes.listing.selection_refused",
        "SelectionStep": "programmes.listing.selection_step",
        "Sessions": "programmes.listing.session",
        "State": "programmes.listing.selection_step",
        "TECHNICAL": "programmes.listing.rubric",
        "UNITS": "programmes.listing.units",
        "Usage": "programmes.listing.usage",
        "Validity": "programmes.listing.validity_period",
        "cost": "programmes.listing.costing",
        "expected_check": "programmes.listing.qualification",
        "listing": "programmes.listing.programme",
        "market_cost": "programmes.listing.costing",
        "market_record": "programmes.listing.proof_of_sale",
        "missing_documents": "programmes.listing.documents",
        "rounded": "programmes.listing.costing",
        "score": "programmes.listing.rubric",
        "sessions_due": "programmes.listing.session",
        "tally": "programmes.listing.rubric",
        "validity": "programmes.listing.validity_period",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
