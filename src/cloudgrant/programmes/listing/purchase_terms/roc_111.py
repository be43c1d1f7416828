"""The clauses of the briefing on selection and listing by which purchases with points go too.

In a file of their own: whoever asks for the points need not have the law of the selection at hand.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.text import Text

__all__ = [
    "CARRY_OVER",
    "CLAIM_AFTER_TERM",
    "HALL",
    "MINIMUM_TERM",
    "PRICE",
    "QUESTIONS",
    "SELECTION",
    "VALIDITY",
]

HALL: Final = "雲市集工業館數位點數補助計畫"
SELECTION: Final = f"{HALL} 貳、雲端方案遴選(供給端)"
QUESTIONS: Final = f"{HALL} 肆、常見問題"

VALIDITY: Final = Clause(
    "listing.window.validity",
    heading=f"{SELECTION} 一、申請期程",
    source="經審查通過之雲端解決方案自入選名單公告日起至111年12月31日止有效",
    numbers={"valid_until": date(2022, 12, 31)},
    text=Text(
        "clause.listing.window.validity.text",
        zh="入選方案自入選名單公告日起至 111 年 12 月 31 日止有效（首末日均含）",
        en="A selected solution is valid from the publication of the list to 31 December 2022, both included",
    ),
    reading=Text(
        "clause.listing.window.validity.reading",
        zh="去年已上架、不用重新遴選之方案，有效期間未載明，不適用本條。廠商下架及有效期間內再行上架，說明會未載明，為本程式庫之設計。",
        en="For a solution carried over from last year no validity is stated: this does not apply to it. "
        "That a vendor takes a solution off the list, and lists it again while it is valid, is our convention, "
        "not in the briefing.",
    ),
    question=Text(
        "clause.listing.window.validity.question",
        zh="去年已上架而不用重新遴選之方案，有效至哪一天？",
        en="Until when is a solution valid that is carried over from last year?",
    ),
)

PRICE: Final = Clause(
    "listing.solution.price",
    heading=f"{SELECTION} 五、申請時程",
    source="雲端方案費用由申請廠商自訂，但不得高於市售價格",
    text=Text(
        "clause.listing.solution.price.text",
        zh="費用由廠商自訂，不得高於市售價格",
        en="The vendor sets the price, at most the market price",
    ),
    reading=Text(
        "clause.listing.solution.price.reading",
        zh="等於市售價格者可。有多種計價者，定價與各計價項目逐項比較；每筆採購以所購內容與期間之市售價格比較，未載明者無法判定。何謂市售價格、含稅與否，未載明。",
        en="The market price itself is allowed. The list price and every price of every plan are compared "
        "one by one; a purchase is held against the market price of what it buys, and is undetermined without it. "
        "What the market price is, and whether with tax, is not stated.",
    ),
    question=Text(
        "clause.listing.solution.price.question",
        zh="市售價格如何認定，是否含稅？",
        en="How is the market price established, and with tax or without?",
    ),
)

MINIMUM_TERM: Final = Clause(
    "listing.solution.minimum-term",
    heading=f"{SELECTION} 五、申請時程",
    source="雲端方案服務提供至少3個月",
    numbers={"minimum_term": 3},
    text=Text(
        "clause.listing.solution.minimum-term.text",
        zh="每次採購服務至少 3 個月",
        en="Service of at least three months for each purchase",
    ),
    reading=Text(
        "clause.listing.solution.minimum-term.reading",
        zh="讀為每次採購承諾之服務期間，以曆月計；按月付款者，承諾滿三個月即可。",
        en="Read as the term committed to in each purchase, in calendar months; paying monthly is fine.",
    ),
)

CLAIM_AFTER_TERM: Final = Clause(
    "listing.solution.claim-after-term",
    heading=f"{SELECTION} 五、申請時程",
    source="中小微型企業購買時支付自籌款，於合約期程結束後，由資服業者以點數請領補助款",
    text=Text(
        "clause.listing.solution.claim-after-term.text",
        zh="業者購買時付自籌款，合約期程結束後由資服業者以點數請領補助款",
        en="The customer pays its own share at purchase; after the contract term the vendor claims the subsidy",
    ),
    reading=Text(
        "clause.listing.solution.claim-after-term.reading",
        zh="「結束後」讀為合約末日之翌日起。合約期間之始日算入，以相當日之前一日為末日（民法第 119 條、第 121 條"
        "第 2 項）：6 月 1 日起 3 個月，末日為 8 月 31 日，故最早於 9 月 1 日請領。提前終止者未載明。",
        en="After the term is read as from the day after its last. The first day of a term counts, so that it "
        "ends on the day before the corresponding day (Civil Code, articles 119 and 121 II): three months "
        "from 1 June end on 31 August, and a claim comes on 1 September at the earliest. A contract that "
        "ends early is not settled.",
    ),
    question=Text(
        "clause.listing.solution.claim-after-term.question",
        zh="合約提前終止時，補助款如何請領？",
        en="How is the subsidy claimed when a contract ends early?",
    ),
)

CARRY_OVER: Final = Clause(
    "listing.carry-over",
    heading=f"{QUESTIONS} 1",
    source="如廠商已去年上架工業館，不用重新遴選，請於「工業館平台」登入即可進行方案調整及上架作業。",
    numbers={"carried_over_year": 2021},
    text=Text(
        "clause.listing.carry-over.text",
        zh="去年已上架工業館的方案不用重新遴選",
        en="A solution listed last year needs no new selection",
    ),
    reading=Text(
        "clause.listing.carry-over.reading",
        zh="依問句「去年已上架工業館的方案」，讀為就同一方案而言；同一廠商的新方案仍須遴選。"
        "免重新遴選讀為免送件與資格審查，價格、租期與類別仍須符合。",
        en="From the wording of the question, it is read as being about the same "
        "solution: a new solution of the same vendor must be selected. No new "
        "selection is read as no submission and no qualification check; the rules on "
        "price, term and category still apply.",
    ),
    question=Text(
        "clause.listing.carry-over.question",
        zh="去年已上架之廠商另提新方案，是否須遴選？調整到何種程度須重新遴選？",
        en="Does a vendor listed last year need selection for a new solution? How far may a solution be "
        "adjusted without a new selection?",
    ),
)
