"""What the coaching 輔導 offers to whom, and when, in the briefing's own words."""

from __future__ import annotations

from cloudgrant.programmes.briefing import BRIEFING
from cloudgrant.rules.law.agency import Agency
from cloudgrant.rules.law.call import Applicants, Call, Purpose
from cloudgrant.values.text import Text

__all__ = ["CALL"]

_COACHING = "輔導資服產業轉型雲服務"

CALL = Call(
    notice=BRIEFING,
    purpose=Purpose(
        text=Text(
            "call.coaching.purpose",
            zh="由技術法人偕同領域專家，輔導欲發展雲服務之資服業者由專案導向轉型為訂閱制",
            en="A technology research foundation and domain experts coach providers that want to start cloud services "
            "from project work towards subscription",
        ),
        source="針對欲發展雲服務(0-1)之資服業者，由技術法人偕同領域專家，"
        "輔導業者從專案導向(一次收費)的做法轉型雲服務的商業模式(訂閱制)",
        heading=f"{_COACHING} 壹、輔導對象 一、聚焦對象",
    ),
    carried_out_by=Agency(
        name="資策會",
        english="Institute for Information Industry",
        role={
            "zh": "協助對接公協會或廣宣等事項",
            "en": "helps to link up with associations and to publicise",
        },
        words="由資策會協助對接公協會或廣宣等事項",
        heading=f"{_COACHING} 參、輔導流程規劃 三、雲服務輔導流程",
    ),
    applicants=(
        Applicants(
            name="provider-starting-cloud-services",
            text=Text(
                "call.coaching.provider_starting_cloud_services",
                zh="欲發展雲服務（0→1）之資服業者",
                en="Information service provider starting cloud services (0 to 1)",
            ),
            clauses=("coaching.target",),
        ),
    ),
    funding=("coaching.resources", "coaching.self-fund"),
)
