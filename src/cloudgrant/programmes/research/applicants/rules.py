"""Who may apply (貳、申請對象 一): the consortium, what binds every applying firm, and what binds one by its kind."""

from __future__ import annotations

from datetime import date

from cloudgrant.programmes.research.applicants.member import Member
from cloudgrant.programmes.research.by_closing_date import by_closing_date
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.writing.declaration import Rule, rule
from cloudgrant.rules.writing.helpers import no, one_of, pick
from cloudgrant.values.unknown import Truth

__all__ = [
    "MEMBER_RULES",
    "RULES",
    "capable",
    "creditworthy",
    "led_by_one_provider",
    "no_branch",
    "no_prc_investment",
    "provider_if_lead",
    "registered",
    "revenue_shown",
    "small_enough",
    "solvent",
    "with_factory",
]


def leads(member: Member, policy: ResearchPolicy) -> Truth:
    """主導業者."""
    return one_of(member.role, "lead")


def provides(member: Member, policy: ResearchPolicy) -> Truth:
    """資訊服務業者: the lead, whatever it is, and every other provider that applies."""
    return one_of(member.role, "lead") | member.firm.provider


def partner_of_an_industry(member: Member, policy: ResearchPolicy) -> Truth:
    """中小型製造業、中小型服務業者: those that apply beside the lead; customers are no applicants.

    That a firm provides information services makes it no service firm here; one of both kinds is bound by both.
    """
    return one_of(member.role, "partner") & (member.firm.manufacturer | member.firm.service_firm)


def of_the_latest_year(member: Member, policy: ResearchPolicy) -> Truth:
    """過去1年: the figures are of the year that counts."""
    year = member.firm.revenue_year
    return (year <= policy.latest_year) & (year >= policy.latest_year)


def partner_that_manufactures(member: Member, policy: ResearchPolicy) -> Truth:
    """屬製造業者."""
    return one_of(member.role, "partner") & member.firm.manufacturer


@rule(
    "research.applicant.lead",
    zh="由單一資服業者單獨或主導提案，開發公有雲服務或平台服務",
    en="Proposed alone, or led, by exactly one information service provider, to build a public-cloud or platform service",
)
def led_by_one_provider(proposal: Proposal, policy: ResearchPolicy) -> Truth:
    """以欲開發公有雲服務、平台服務之資服業者……可由資服業者單獨提案或由資服業者主導……多家企業共同提案."""
    return proposal.one_lead & proposal.led_by_provider & proposal.public_cloud


@rule(
    "research.applicant.lead/provider",
    zh="主導業者為資服業者",
    en="The lead is an information service provider",
    applies=leads,
)
def provider_if_lead(member: Member, policy: ResearchPolicy) -> Truth:
    """What the clause asks of a lead by itself, before there is a proposal."""
    return member.firm.provider


@rule(
    "research.common.registered",
    zh="申請時已依法辦理公司登記或商業登記",
    en="Registered by law as a company or as a business, no later than the day of the filing",
    unmet={
        "zh": "申請時尚未依法辦理公司登記或商業登記",
        "en": "Not yet registered by law as a company or as a business at the filing",
    },
)
def registered(member: Member, policy: ResearchPolicy, on: date) -> Truth:
    """申請業者須依法辦理公司登記或商業登記: who is registered after the filing was none that could file."""
    return member.firm.registered & (member.firm.registered_on <= on)


@rule(
    "research.common.not-branch",
    zh="非屬分公司（本國設立或外國營利事業在台設立者）",
    en="Not a branch office of a domestic firm or of a foreign profit-seeking enterprise",
    unmet={
        "zh": "為分公司（本國設立或外國營利事業在台設立者）",
        "en": "Is a branch office of a domestic firm or of a foreign profit-seeking enterprise",
    },
)
def no_branch(member: Member, policy: ResearchPolicy) -> Truth:
    """不含本國設立及外國營利事業在台設立之分公司."""
    return no(member.firm.branch_office)


@rule(
    "research.common.no-prc-investment",
    zh="沒有陸資投資（依商工登記公示資料及陸資來台投資事業名錄）",
    en="No PRC investment, according to the company register and the Investment Commission's list",
    unmet={
        "zh": "有陸資投資（依商工登記公示資料或陸資來台投資事業名錄）",
        "en": "Has PRC investment, according to the company register or the Investment Commission's list",
    },
)
def no_prc_investment(member: Member, policy: ResearchPolicy) -> Truth:
    """不得有陸資投資: either of the two that shows it is enough to fail."""
    firm = member.firm
    return no(firm.prc_investment_in_company_register) & no(firm.prc_investment_in_investor_list)


@rule(
    "research.common.no-rejected-account",
    zh="非屬銀行拒絕往來戶，票據信用查覆單於受理截止日前{policy.credit_report_months}內（{policy.credit_report_from}至{policy.closing_date}）出具並加蓋圖章",
    en="Not a rejected account holder, as shown by a stamped credit report issued within "
    "{policy.credit_report_months} of the closing date "
    "({policy.credit_report_from} to {policy.closing_date})",
    unmet={
        "zh": "為銀行拒絕往來戶，或票據信用查覆單不合規定（須於{policy.credit_report_from}至{policy.closing_date}間出具並加蓋圖章）",
        "en": "Is a rejected account holder, or the credit report does not meet the "
        "requirements (it must be issued from {policy.credit_report_from} to "
        "{policy.closing_date}, and stamped)",
    },
)
def creditworthy(member: Member, policy: ResearchPolicy) -> Truth:
    """受理截止日前半年內之「票據信用查覆單」，並加蓋查覆單位圖章: both ends of the months included."""
    firm = member.firm
    return (
        no(firm.rejected_account)
        & (firm.credit_report_issued_on >= policy.credit_report_from)
        & (firm.credit_report_issued_on <= policy.closing_date)
        & firm.credit_report_stamped
    )


@rule(
    "research.common.net-worth-positive",
    zh="淨值為正（零不是正值）",
    en="Net worth is positive (zero is not)",
    unmet={
        "zh": "依所附文件，淨值未經認定為正值（零不是正值）",
        "en": "The documents attached do not show a positive net worth (zero is not positive)",
    },
)
def solvent(member: Member, policy: ResearchPolicy, on: date) -> Truth:
    """註2: the audit report, else the return; a new firm's own proofs; or a capital increase before applying.

    Of a firm that was first registered in the year of the application there is no return yet, so that a
    return shows nothing of it. Its own proofs stand in (代替) for a report or a return that there is not: an
    audit report prevails over them too. Statements of another year than the latest say nothing of that. What is
    registered after the filing only has none of them.
    """
    firm = member.firm
    new = firm.registered_on >= policy.application_year_from
    year = firm.statements_year
    latest, other = (year <= policy.latest_year) & (year >= policy.latest_year), firm.solvent_in_another_year
    audited = pick(latest, firm.audited_net_worth > 0, other)
    by_cpa = one_of(firm.interim_statement, "cpa_audit", "cpa_review")
    of_last_month = one_of(firm.interim_statement, "own_last_month")
    own = one_of(firm.interim_statement, "own_last_month", "own_older")
    positive = firm.interim_net_worth > 0
    stands_in = (firm.registered_on <= on) & firm.capital_verified & (by_cpa | of_last_month) & positive
    shown = by_cpa | (own & policy.own_statements_show_increase)
    by_increase = (firm.capital_increased_on <= on) & shown & positive
    of_the_year = pick(new, stands_in, pick(latest, firm.return_net_worth > 0, other))
    return pick(firm.cpa_audited, audited, of_the_year) | pick(firm.restored_by_increase, by_increase, False)


@rule(
    "research.provider.capability-registration",
    zh="有效之能量登錄證書（IT類），或於收件截止日（{policy.closing_date}）前申請並於{policy.capability_passed_by}前通過",
    en="Holds a valid capability registration (IT class), or applied by the closing date ({policy.closing_date}) and passes by "
    "{policy.capability_passed_by}",
    applies=provides,
)
def capable(member: Member, policy: ResearchPolicy, on: date) -> Truth:
    """應具有效期間內之……證書（IT類）；或於公告收件截止日前完成能量登錄申請，且須在……前通過登錄審查.

    Either is enough: a certificate that lapsed, or that began only after the filing, spoils no application that
    was made and passed in time. Valid on the day of the filing, from its first day to its last. The day of
    passing counts, not that of the certificate; the last day for it stays where it is, on a rest day too.
    """
    firm = member.firm
    valid = firm.it_capability_held & (firm.it_capability_from <= on) & (on <= firm.it_capability_until)
    passed = (
        firm.it_capability_applied
        & by_closing_date(firm.it_capability_applied_on, policy)
        & (firm.it_capability_passed_on <= policy.capability_passed_by)
    )
    return pick(valid, True, passed)


@rule(
    "research.sme.revenue-ceiling",
    zh="年營業收入{policy.revenue_ceiling}以下（過去一年與過去三年平均取低者）",
    en="Yearly revenue at most {policy.revenue_ceiling}, the lower of last year's and the three-year mean",
    applies=partner_of_an_industry,
)
def small_enough(member: Member, policy: ResearchPolicy) -> Truth:
    """年營業收入應於新臺幣20億元以下（過去1年或過去3年之平均孰低者計）.

    Past years are those up to the latest complete one before the application; figures of another year say nothing
    of it. The lower is within the ceiling when either is. With fewer than three years the mean is that of those
    there are; a firm without a whole year has no revenue that exceeds anything.
    """
    firm = member.firm
    last, before, first = firm.revenue_last_year, firm.revenue_two_years_ago, firm.revenue_three_years_ago
    ceiling = policy.revenue_ceiling
    small = (
        (last <= ceiling)
        | pick(
            one_of(firm.years_of_revenue, 2),
            last + before <= ceiling * 2,
            one_of(firm.years_of_revenue, 3) & (last + before + first <= ceiling * 3),
        )
        | one_of(firm.years_of_revenue, 0)
    )
    return pick(of_the_latest_year(member, policy), small, firm.small_in_another_year)


@rule(
    "research.sme.revenue-ceiling/evidence",
    zh="年營業收入以會計師查核報告書或所得稅結算申報書之財務報表為認定依據",
    en="The revenue is shown by a CPA's audit report or by the financial statements of the income-tax return",
    applies=partner_of_an_industry,
)
def revenue_shown(member: Member, policy: ResearchPolicy) -> Truth:
    """以會計師財務簽證之查核報告書或營利事業所得稅結算申報書之財務報表為認定依據; of no year, none is due."""
    firm = member.firm
    shown = one_of(firm.revenue_proof, policy.revenue_proofs) | one_of(firm.years_of_revenue, 0)
    return pick(of_the_latest_year(member, policy), shown, firm.small_in_another_year)


@rule(
    "research.sme.factory-registration",
    zh="有工廠登記；依法免辦者檢附主管機關核發之證明文件",
    en="Has factory registration; if exempt from it, attaches the authority's certificate",
    applies=partner_that_manufactures,
)
def with_factory(member: Member, policy: ResearchPolicy) -> Truth:
    """須依法辦理工廠登記（依法免辦工廠登記者應檢附主管機關核發之證明文件）: the certificate settles it.

    A firm that is neither registered nor exempt has none.
    """
    return one_of(member.firm.factory, "registered") | member.firm.factory_exemption_certificate


RULES: tuple[Rule[...], ...] = (led_by_one_provider,)
"""The rules about the consortium."""

MEMBER_RULES: tuple[Rule[...], ...] = (
    registered,
    no_branch,
    no_prc_investment,
    creditworthy,
    solvent,
    capable,
    small_enough,
    revenue_shown,
    with_factory,
)
"""The rules about each applying firm by itself."""
