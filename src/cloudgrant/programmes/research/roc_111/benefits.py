"""肆、審查原則(3/3) 計畫必要效益: what every project is to bring about."""

from __future__ import annotations

from cloudgrant.programmes.research.roc_111.chapters import REVIEW
from cloudgrant.rules.law.clause import Clause
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text

__all__ = ["CLAUSES"]

_BENEFITS = f"{REVIEW}(3/3) 三、預期效益及產出(20%) 收益流"

CLAUSES = (
    Clause(
        "research.benefit.committed",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="計畫必要效益：提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）、新增投資、帶動中小企業客戶使用家數（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）、提升客戶營收、結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。",
        text=Text(
            "clause.research.benefit.committed.text",
            zh="提案承諾各項計畫必要效益：薪資提升、新增投資、帶動家數、提升客戶營收、上架",
            en="The proposal commits to the required benefits: pay, investment, customers, customers' revenue, "
            "listing",
        ),
        reading=Text(
            "clause.research.benefit.committed.reading",
            zh="名為必要效益，讀為提案時均須承諾，實際達成與否於各該階段認定。薪資與上架以外之項目，目標值由提案自訂；"
            "投資與客戶營收以新臺幣金額承諾，且須大於 0（本程式庫之讀法）。",
            en="Because they are called required, each must be committed to in the proposal; whether it comes "
            "about is judged at its own time. Except for pay and listing, the proposal sets the target; investment "
            "and customers' revenue are committed to in New Taiwan dollars, above zero (the library's reading).",
        ),
        question=Text(
            "clause.research.benefit.committed.question",
            zh="必要效益未達成之效果為何？新增投資與提升客戶營收之最低目標為何？",
            en="What happens if a required benefit is not reached? What is the least investment and customers' "
            "revenue to aim for?",
        ),
    ),
    Clause(
        "research.benefit.salary",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="提案廠商第一年（111年）員工薪資提升5%、第二年（112年）員工薪資提升5%（查核辦法請詳參申請須知附件二）",
        numbers={
            "pay_rise": Share.of("5%"),
            "pay_base_year": 2021,
            "pay_basis": "average",
        },
        text=Text(
            "clause.research.benefit.salary.text",
            zh="提案廠商員工薪資 111 年較 110 年提升 5%、112 年較 111 年提升 5%",
            en="The proposing firms' pay rises 5% in 2022 over 2021, and 5% in 2023 over 2022",
        ),
        reading=Text(
            "clause.research.benefit.salary.reading",
            zh="讀為至少 5%，各年與前一年比較（第二年以第一年為基準）。預設以每人平均薪資計，每一提案廠商各別認定；"
            "計算基準由附件二定之，為可更換之資料。提報期限未載明：尚未提報之業者無法判定，不視為不符。",
            en="Read as at least 5%, each year over the year before (the second over the first). By default the "
            "average per head, of every proposing firm by itself; annex 2 decides the basis, which is data. By "
            "when it is reported is not said: a firm that has not reported yet is undetermined, not failed.",
        ),
        question=Text(
            "clause.research.benefit.salary.question",
            zh="薪資提升之查核辦法（附件二）：以平均或個別薪資、全體或計畫人員、是否含獎金、各廠商各別或合併計？",
            en="How is pay checked (annex 2): average or individual, all staff or the project's, with bonuses, "
            "each firm or all together?",
        ),
    ),
    Clause(
        "research.benefit.investment",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="新增投資",
        text=Text("clause.research.benefit.investment.text", zh="新增投資", en="New investment"),
        reading=Text(
            "clause.research.benefit.investment.reading",
            zh="金額與範圍未載明：以提案承諾之金額為目標，各提案業者合計，且須大於 0（本程式庫之讀法）。",
            en="Neither amount nor scope is given: the target is what the proposal committed to, of all proposing "
            "firms together and above zero (the library's reading).",
        ),
        question=Text(
            "clause.research.benefit.investment.question",
            zh="何者計為新增投資（自籌款是否計入）？自何日起計？",
            en="What counts as new investment (do self-raised funds), and from which day?",
        ),
    ),
    Clause(
        "research.benefit.adoption",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="帶動中小企業客戶使用家數（平台需有一定量體支撐，帶動導入企業家數以發展新商模業態，朝永續經營邁進）",
        text=Text(
            "clause.research.benefit.adoption.text",
            zh="帶動中小企業客戶使用家數，足以支撐平台",
            en="The number of small and medium customers brought in, enough to sustain the platform",
        ),
        reading=Text(
            "clause.research.benefit.adoption.reading",
            zh="家數與「參、提案重點(4/4)」之目標讀為同一；「一定量體」未載明，以核定家數為準。",
            en="The number is read as the target of the adoption plan; how much is enough is not said: the "
            "approved number counts.",
        ),
    ),
    Clause(
        "research.benefit.customer-revenue",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="提升客戶營收",
        text=Text(
            "clause.research.benefit.customer-revenue.text",
            zh="提升客戶營收",
            en="The customers' revenue is raised",
        ),
        reading=Text(
            "clause.research.benefit.customer-revenue.reading",
            zh="幅度與比較期間未載明：以提案承諾之目標為準；以所報客戶年營收合計、導入前後各一年、新臺幣金額計，且須有提升（本程式庫之讀法）。",
            en="Neither how much nor over which period is said: the target is what the proposal committed to; of "
            "the yearly revenue of the customers reported, in all, a year before and a year with the service, in "
            "New Taiwan dollars, and there has to be a rise (the library's reading).",
        ),
        question=Text(
            "clause.research.benefit.customer-revenue.question",
            zh="客戶營收之提升如何衡量（比較期間、由誰佐證）？",
            en="How is the rise of customers' revenue measured: over which period, and shown by whom?",
        ),
    ),
    Clause(
        "research.benefit.marketplace-listing",
        heading=f"{_BENEFITS} 計畫必要效益",
        source="結案前將本計畫補助開發標的上架臺灣雲市集或雲市集工業館。",
        numbers={"marketplaces": ("tcloud", "industry_hall")},
        text=Text(
            "clause.research.benefit.marketplace-listing.text",
            zh="結案前將補助開發標的上架臺灣雲市集或雲市集工業館",
            en="Before closing, the funded product is listed on the Taiwan Cloud Marketplace or its Industry Hall",
        ),
        reading=Text(
            "clause.research.benefit.marketplace-listing.reading",
            zh="上架於二者之一即可；僅入選遴選而未上架者不符。結案日當日含。上架後於結案前下架者，未載明，無法判定。",
            en="Listed on either is enough; selected and not listed is not. The day of closing is included. A "
            "listing that lapses before closing is not settled: undetermined.",
        ),
        question=Text(
            "clause.research.benefit.marketplace-listing.question",
            zh="上架後於結案前下架或失效者，是否仍視為已上架？",
            en="Does a listing that lapses before closing still count?",
        ),
    ),
)
"""The clauses of this chapter, in the briefing's order."""
