"""What the thematic R&D subsidy 主題式研發補助 offers to whom, and when, in the briefing's own words."""

from __future__ import annotations

from cloudgrant.programmes.briefing import BRIEFING
from cloudgrant.rules.law.call import Applicants, Call, Purpose
from cloudgrant.values.text import Text

__all__ = ["CALL"]

CALL = Call(
    notice=BRIEFING,
    purpose=Purpose(
        text=Text(
            "call.research.purpose",
            zh="鼓勵業者以公有雲為基礎發展雲服務，解決領域別客戶痛點，協助客戶成功，達到永續商轉經營",
            en="Encourages providers to build cloud services on public clouds that solve what ails the customers of "
            "a domain, help them succeed, and sustain themselves",
        ),
        source="鼓勵業者槓桿公有雲基礎發展雲服務，解決領域別客戶痛點(POS)並往「協助客戶成功」方向，以達永續商轉經營(POB)。",
        heading="數位雲服務主題式研發補助計畫 壹、推動背景(2/2) 二.補助規劃",
    ),
    window="research.window.submission",
    opens="announced_on",
    closes="closing_date",
    applicants=(
        Applicants(
            name="information-service-provider",
            text=Text(
                "call.research.information_service_provider",
                zh="欲開發公有雲服務、平台服務之資服業者，單獨提案或主導聯合提案",
                en="Information service provider that will build public-cloud or platform services, alone or as the "
                "lead of a joint proposal",
            ),
            clauses=("research.applicant.lead",),
        ),
        Applicants(
            name="partner-of-a-provider",
            text=Text(
                "call.research.partner_of_a_provider",
                zh="由資服業者主導聯合提案之平台合作夥伴、領域代表性業者等",
                en="Platform partner, firm that represents a domain or the like, in a joint proposal that a provider leads",
            ),
            clauses=("research.applicant.lead",),
        ),
    ),
    most="case_cap",
    per=Text("call.research.per", zh="每案", en="per case"),
    funding=("research.funding.case-cap", "research.funding.share-cap", "research.funding.lead-share"),
)
