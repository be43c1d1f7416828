"""What the digital points 數位點數 offer to whom, and when, in the briefing's own words."""

from __future__ import annotations

from cloudgrant.programmes.agencies import INDUSTRIAL_DEVELOPMENT_BUREAU
from cloudgrant.programmes.briefing import BRIEFING
from cloudgrant.rules.law.call import Applicants, Call, Purpose
from cloudgrant.values.text import Text

__all__ = ["CALL"]

_HALL = "雲市集工業館數位點數補助計畫"

CALL = Call(
    notice=BRIEFING,
    purpose=Purpose(
        text=Text(
            "call.points.purpose",
            zh="協助中小型製造業上雲普及化，以補助點數採購雲服務，提升生產或營運效能",
            en="Helps small and medium manufacturers move to the cloud: points subsidise the purchase of cloud "
            "services, so that they produce or operate better",
        ),
        source="工業局為協助中小型製造業上雲普及化，推動雲市集工業館，規劃補助點數採購雲服務，以提升生產或營運效能",
        heading=f"{_HALL} 壹、背景緣起 一、推動目的",
    ),
    offered_by=INDUSTRIAL_DEVELOPMENT_BUREAU,
    window="points.window.application",
    opens="applications_from",
    closes="applications_until",
    applicants=(
        Applicants(
            name="small-or-medium-manufacturer",
            text=Text(
                "call.points.small_or_medium_manufacturer",
                zh="中小型製造業",
                en="Small or medium manufacturer",
            ),
            clauses=("points.applicant.manufacturer", "points.applicant.size", "points.applicant.factory"),
        ),
    ),
    most="grant_ceiling",
    per=Text("call.points.per", zh="每家", en="per firm"),
    funding=("points.grant.ceiling", "points.use.offset", "points.use.listed-solution"),
)
