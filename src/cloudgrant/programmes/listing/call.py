"""What the selection of solutions 雲端方案遴選 offers to whom, and when, in the briefing's own words."""

from __future__ import annotations

from cloudgrant.programmes.agencies import INDUSTRIAL_DEVELOPMENT_BUREAU, INSTITUTE_FOR_INFORMATION_INDUSTRY
from cloudgrant.programmes.briefing import BRIEFING
from cloudgrant.rules.law.call import Applicants, Call, Purpose
from cloudgrant.values.text import Text

__all__ = ["CALL"]

_HALL = "雲市集工業館數位點數補助計畫"

CALL = Call(
    notice=BRIEFING,
    purpose=Purpose(
        text=Text(
            "call.listing.purpose",
            zh="遴選雲端解決方案上架雲市集工業館，供中小型製造業以補助點數採購",
            en="Selects cloud solutions for the Industry Hall, where small and medium manufacturers buy them with "
            "subsidised points",
        ),
        source="推動雲市集工業館，規劃補助點數採購雲服務……已開放遴選，採隨到隨受理",
        heading=f"{_HALL} 壹、背景緣起 一、推動目的；貳、雲端方案遴選(供給端) 一、申請期程",
    ),
    offered_by=INDUSTRIAL_DEVELOPMENT_BUREAU,
    carried_out_by=INSTITUTE_FOR_INFORMATION_INDUSTRY,
    window="listing.window.submission",
    opens="announced_on",
    closes="submissions_until",
    applicants=(
        Applicants(
            name="cloud-solution-vendor",
            text=Text(
                "call.listing.cloud_solution_vendor",
                zh="登記資訊軟體、資料處理或電子資訊供應服務業，且有雲端解決方案銷售實績之廠商",
                en="Vendor registered for software, data processing or electronic information supply, with sales of "
                "cloud solutions",
            ),
            clauses=(
                "listing.vendor.business-code",
                "listing.vendor.paid-in-capital",
                "listing.vendor.sales-record",
            ),
        ),
    ),
    funding=("listing.solution.claim-after-term",),
)
