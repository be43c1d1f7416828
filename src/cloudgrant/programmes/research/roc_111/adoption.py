"""參、提案重點(4/4): small and medium customers brought in, and how they stay."""

from __future__ import annotations

from cloudgrant.programmes.research.roc_111.chapters import PROPOSAL
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

CLAUSES = (
    Clause(
        "research.adoption.target",
        heading=f"{PROPOSAL}(4/4) 帶動中小企業客戶使用 家數",
        source="於提案時自行設定中小企業使用家數之目標，依技術審委員核定為條件……企業自行訂定認定基準(如合約、發票或使用記錄等)，但須經技術審之審查委員同意。……相關證明文件",
        numbers={"adoption_floor": 1},
        text=Text(
            "clause.research.adoption.target.text",
            zh="自行設定中小企業使用家數之目標與認定基準，經審查委員核定、同意",
            en="A number of small and medium customers to bring in, with a basis of recognition, as the reviewers "
            "approve",
        ),
        reading=Text(
            "clause.research.adoption.target.reading",
            zh="以核定之家數為準；核定前，達成與否無法判定（待核定），僅達成情形之計算暫以提案之家數計，並標明為提案數。"
            "「家數」以客戶計，一家多約仍為一家。認定基準為例示，其他基準經審查委員同意即可。",
            en="The approved number counts; until there is one, whether it is reached is undetermined (it is "
            "awaited), and only the calculation of how adoption stands goes by the proposed number, marked so. "
            "Customers are counted: one with several contracts is one. The bases named are examples; another one "
            "takes the reviewers' consent.",
        ),
        question=Text(
            "clause.research.adoption.target.question",
            zh="提前終止之客戶、關係企業是否計入使用家數？計算期間為何？",
            en="Do customers that ended early, or affiliates, count? Over which period is it counted?",
        ),
    ),
    Clause(
        "research.adoption.stickiness",
        heading=f"{PROPOSAL}(4/4) 帶動中小企業客戶使用 服務黏著度",
        source="於提案時自行設定達成條件，但須經技術審之審查委員同意，應達以下條件(至少 1 項)：……使用率：設定企業客戶於限定時間內有一定程度的服務使用次數、頻率或使用量。……續約率：設定企業客戶於合約期滿後，願意續約比例之目標。……長約率：設定企業用戶願意簽訂 18 個月長約比率之目標，但若因 SaaS 服務特性，低於 18 個月，請補充說明原因。……企業自行訂定認定基準，但須經技術審之審查委員同意。",
        numbers={
            "stickiness_kpis_floor": 1,
            "long_contract_months": 18,
            "stickiness_of_sme_only": True,
            "renewal_counted_by": "last_contract",
        },
        text=Text(
            "clause.research.adoption.stickiness.text",
            zh="自行設定服務黏著度條件，使用率、續約率、長約率至少一項，經審查委員同意",
            en="Self-set conditions of stickiness, at least one of usage, renewal and long-contract rate, with "
            "the reviewers' consent",
        ),
        reading=Text(
            "clause.research.adoption.stickiness.reading",
            zh="三項比率均僅計中小企業客戶（「企業客戶」列於帶動中小企業客戶使用項下）。使用率：期間內有合約在服務中之客戶中，"
            "服務期間內之使用達門檻者；頻率以期間之平均計。續約率：合約於期間內期滿之客戶中，其於期間內最後期滿之合約已簽續約者；"
            "續約後終止者為已離開，同日期滿而續約與否不一者未定，洽談中者未定；一家多項服務仍為一家。其他計法為政策數值，由主辦單位確定。"
            "長約率：合約於期間內開始之客戶中，簽有 18 個曆月以上合約者，"
            "末日計入；最後之月無相當日者，以其月之末日為末日（民法第 121 條第 2 項）；合約另載末日者，以所載末日為準。"
            "均以家數計，一家多約仍為一家，不以金額計；"
            "目標比率須大於 0。未提供之合約或使用記錄為未知；記錄載明完整至某日者，該日以前未載之事始為未發生。"
            "沒有客戶可列入分母時無從計算，為未知，不是 0。低於 18 個月者須說明原因。達成一項即可，同一條件量測兩次仍為一項；"
            "惟所提出之各項均須經審查委員同意，以計畫所載之同意為準。提前終止之合約如何計入，未載明：兩種讀法為比率之上下限。",
            en="All three rates are of small and medium customers (企業客戶 stands under their heading). Usage rate: of the "
            "customers with a contract in force in the period, those whose use while it ran "
            "comes to the threshold; a frequency is held against the mean over the period. Renewal rate: of the "
            "customers whose contract ended in the period, those who renewed the last one that ended there; one "
            "that renewed and then ended has left, contracts that end on one day with different answers leave the "
            "customer open, and so does one still pending; several services are one "
            "customer. Other ways of counting are values of the policy, for the programme "
            "office to settle. Long-contract rate: of the customers whose "
            "contract began in the period, "
            "those with a contract of at least 18 calendar months, the last day included; where the last month "
            "has no corresponding day, it is the last day of that month (Civil Code §121 II); a last day that the "
            "contract states counts. By number of "
            "customers (one with several contracts is one), not by value; a target is above zero. Contracts or uses "
            "that are not given are unknown; where the records are complete up to a day, "
            "what they do not show up to that day did not happen. With no customer in the "
            "denominator the rate is unknown, not 0. A term "
            "under 18 months must be explained. One condition "
            "reached is enough, and one measured twice is one; but each that is put forward takes the reviewers' "
            "consent, as the plan states it. How a contract that ended early counts is not said: both readings "
            "bound the rate.",
        ),
        question=Text(
            "clause.research.adoption.stickiness.question",
            zh="提前終止之合約、尚待續約之合約如何計入？「限定時間」為何？沒有客戶可列入分母者，比率如何認定？",
            en="How are contracts counted that ended early, or whose renewal is pending? What is the limited period? "
            "How is a rate determined where no customer is in the denominator?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
