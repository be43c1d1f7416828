"""The programme of selection and listing: its clauses, rules and policies together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudgrant.firms.company import Company
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.programmes.listing import rules
from cloudgrant.programmes.listing.application import ListingApplication
from cloudgrant.programmes.listing.costing import cost
from cloudgrant.programmes.listing.documents import missing_documents
from cloudgrant.programmes.listing.policy import ListingPolicy
from cloudgrant.programmes.listing.qualification import expected_check
from cloudgrant.programmes.listing.roc_111 import ROC_111
from cloudgrant.programmes.listing.rubric import RUBRIC
from cloudgrant.programmes.listing.security import SecurityTests
from cloudgrant.programmes.listing.selection_step import STEPS
from cloudgrant.programmes.listing.session import sessions_due
from cloudgrant.programmes.listing.solution import CloudSolution
from cloudgrant.programmes.listing.validity_period import validity
from cloudgrant.rules.law.realised import Realised
from cloudgrant.rules.programme import Programme
from cloudgrant.values.text import Text
from cloudgrant.values.years import NEVER

if TYPE_CHECKING:
    from cloudgrant.rules.law.call import Call

__all__ = ["FIRM_VIEWS", "listing", "vendor"]

_TITLE = Text(
    "listing.title",
    zh="雲市集工業館數位點數補助計畫：雲端方案遴選",
    en="Selection of solutions for the Industry Hall",
)
_HOME = __name__.rpartition(".")[0]
_ABOUT_THE_VENDOR = (
    rules.registered_business,
    rules.capital_enough,
    rules.neither_prc_nor_foreign_branch,
    rules.of_proven_quality,
    rules.clean_record,
    rules.no_tax_owed,
    rules.lawful,
)


def _call() -> Call:
    """Loaded where a listing asks for it: no decision does."""
    from cloudgrant.programmes.listing.call import CALL

    return CALL


listing: Programme[ListingApplication, ListingPolicy] = Programme(
    "listing",
    title=_TITLE,
    subject=ListingApplication,
    edition=ROC_111,
    rules=(
        rules.in_time,
        rules.still_valid,
        rules.with_video,
        *_ABOUT_THE_VENDOR,
        rules.sold_before,
        rules.in_a_category,
        rules.income_tax_filed,
        rules.tax_clearance_filed,
        rules.proved_sale_filed,
        rules.form_filed,
        rules.within_market_price,
        rules.long_enough,
        rules.secure,
        rules.authorised_reseller,
    ),
    calculations=(validity, missing_documents, cost, expected_check, sessions_due),
    realised_by=(
        *(
            Realised(step.clause, "step", f"{_HOME}.selection_step.STEPS", step.label)
            for step in STEPS.values()
        ),
        *(Realised(one.id, "criterion", f"{_HOME}.rubric.RUBRIC", one.label) for one in RUBRIC),
        Realised(
            "listing.carry-over",
            "information",
            f"{_HOME}.rules.to_be_selected",
            Text(
                "listing.realised_by.listing.carry-over",
                zh="去年已上架之方案，不適用重新遴選之各項規定",
                en="The requirements for a new selection do not apply to a solution listed last year",
            ),
        ),
        # A matter of the points: judged when they are claimed.
        Realised(
            "listing.solution.claim-after-term",
            "rule",
            "cloudgrant.programmes.points.claim_rules.after_the_term",
            Text(
                "listing.realised_by.listing.solution.claim-after-term",
                zh="於合約期程結束後請領（數位點數）",
                en="Claimed after the contract term (digital points)",
            ),
        ),
    ),
    # The library's mapping: the security tests of the technical review stand at acceptance.
    stages={"purchase": CloudSolution, "acceptance": SecurityTests},
    call=_call,
)
"""雲端方案遴選(供給端), decided for a :class:`ListingApplication`; ``stage="purchase"`` asks of a
:class:`CloudSolution` whether its selection is still valid, ``stage="acceptance"`` judges
:class:`SecurityTests`."""

_OF_A_VENDOR = (rules.in_time, *_ABOUT_THE_VENDOR)

vendor: Programme[ListingApplication, ListingPolicy] = Programme(
    "listing.vendor",
    title=_TITLE,
    subject=ListingApplication,
    edition=ROC_111,
    rules=_OF_A_VENDOR,
    whole=False,
)
"""Those of the rules that are about the vendor by itself, and the window."""


def _of_a_new_solution(firm: Company) -> ListingApplication:
    """What is asked of a vendor is asked for a solution that was never listed."""
    return ListingApplication(vendor=firm, solution=CloudSolution(last_listed_in=NEVER))


FIRM_VIEWS = (
    FirmView(
        vendor,
        role=Text("listing.firm_views.role", zh="提供新方案之廠商", en="vendor of a new solution"),
        of=_of_a_new_solution,
        at=("vendor",),
    ),
)
"""How the programme looks at a firm by itself."""
