"""The clause that the guide realises: one across the programmes."""

from __future__ import annotations

from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.realised import Realised
from cloudgrant.values.text import Text

__all__ = ["CLAUSES", "REALISED_BY"]

CLAUSES = (
    Clause(
        "guide.which-programmes",
        heading="推動背景",
        source="數位點數補助：補助客戶上雲的誘因……客製化輔導：協助資服業者發展雲服務/產品方案"
        "……主題式計畫：協助資服業者發展雲服務並帶動一定規模的客戶上雲",
        text=Text(
            "clause.guide.which-programmes.text",
            zh="依已知之事實，哪些計畫可申請、哪些不可及其理由，以及還需要哪些事實",
            en="Given what is known of a firm, which programmes are open to it, which are closed and why, "
            "and which facts would settle the rest",
        ),
        reading=Text(
            "clause.guide.which-programmes.reading",
            zh="說明會並列三項計畫，未載明企業如何選擇；問題的先後順序非說明會所定，不影響結論。",
            en="The briefing sets three programmes side by side and does not say how a firm "
            "chooses; the order of the questions is our convention, not in the briefing, and "
            "never changes an answer.",
        ),
    ),
)
"""Every clause of the guide."""

REALISED_BY = (
    Realised(
        "guide.which-programmes",
        "process",
        "cloudgrant.guide.exploring.explore",
        Text(
            "guide.realised_by.explore",
            zh="可申請、不可申請與未定之計畫",
            en="Which programmes are open, closed and not settled",
        ),
    ),
    Realised(
        "guide.which-programmes",
        "process",
        "cloudgrant.guide.session.start",
        Text("guide.realised_by.start", zh="逐題詢問", en="One question after another"),
    ),
)
"""What realises them."""
