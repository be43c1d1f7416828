"""The thematic R&D subsidy 數位雲服務主題式研發補助計畫: the proposal, what is judged of it, and what comes after.

Each name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudgrant.programmes.research.adoption.acceptance import Acceptance as Acceptance
    from cloudgrant.programmes.research.adoption.adoption_policy import RenewalCounting as RenewalCounting
    from cloudgrant.programmes.research.adoption.contract import Contract as Contract
    from cloudgrant.programmes.research.adoption.count import Adoption as Adoption
    from cloudgrant.programmes.research.adoption.count import Recognised as Recognised
    from cloudgrant.programmes.research.adoption.count import (
        adoption_against_target as adoption_against_target,
    )
    from cloudgrant.programmes.research.adoption.count import recognised_by_contract as recognised_by_contract
    from cloudgrant.programmes.research.adoption.leftover import Leftover as Leftover
    from cloudgrant.programmes.research.adoption.measured_rate import MeasuredRate as MeasuredRate
    from cloudgrant.programmes.research.adoption.measuring import measure as measure
    from cloudgrant.programmes.research.adoption.plan import AdoptionPlan as AdoptionPlan
    from cloudgrant.programmes.research.adoption.recognition_basis import BASES as BASES
    from cloudgrant.programmes.research.adoption.recognition_basis import Basis as Basis
    from cloudgrant.programmes.research.adoption.service_days import in_force as in_force
    from cloudgrant.programmes.research.adoption.stickiness_kpi import RATES as RATES
    from cloudgrant.programmes.research.adoption.stickiness_kpi import Rate as Rate
    from cloudgrant.programmes.research.adoption.stickiness_kpi import StickinessKPI as StickinessKPI
    from cloudgrant.programmes.research.adoption.usage_amount import UsageAmount as UsageAmount
    from cloudgrant.programmes.research.adoption.usage_record import UsageRecord as UsageRecord
    from cloudgrant.programmes.research.applicants.member import Member as Member
    from cloudgrant.programmes.research.applicants.revenue import DecidingRevenue as DecidingRevenue
    from cloudgrant.programmes.research.applicants.revenue import deciding_revenue as deciding_revenue
    from cloudgrant.programmes.research.applicants.revenue import with_revenue as with_revenue
    from cloudgrant.programmes.research.benefits.calendar import PHASES as PHASES
    from cloudgrant.programmes.research.benefits.calendar import Milestone as Milestone
    from cloudgrant.programmes.research.benefits.calendar import MilestoneKind as MilestoneKind
    from cloudgrant.programmes.research.benefits.calendar import TrackingCalendar as TrackingCalendar
    from cloudgrant.programmes.research.benefits.calendar import TrackingPhase as TrackingPhase
    from cloudgrant.programmes.research.benefits.calendar import TrackingStatus as TrackingStatus
    from cloudgrant.programmes.research.benefits.calendar import tracking_calendar as tracking_calendar
    from cloudgrant.programmes.research.benefits.closing import Closing as Closing
    from cloudgrant.programmes.research.benefits.closing import MarketplaceListing as MarketplaceListing
    from cloudgrant.programmes.research.benefits.commitments import Commitments as Commitments
    from cloudgrant.programmes.research.benefits.firm_tracking import FirmTracking as FirmTracking
    from cloudgrant.programmes.research.benefits.measures import PayYear as PayYear
    from cloudgrant.programmes.research.benefits.measures import (
        customer_revenue_rise as customer_revenue_rise,
    )
    from cloudgrant.programmes.research.benefits.measures import customers_short as customers_short
    from cloudgrant.programmes.research.benefits.measures import invested as invested
    from cloudgrant.programmes.research.benefits.measures import investment_short as investment_short
    from cloudgrant.programmes.research.benefits.measures import pay_rise as pay_rise
    from cloudgrant.programmes.research.benefits.measures import pay_short as pay_short
    from cloudgrant.programmes.research.benefits.tracking import CustomerRevenue as CustomerRevenue
    from cloudgrant.programmes.research.benefits.tracking import Tracking as Tracking
    from cloudgrant.programmes.research.budget.funding import Binding as Binding
    from cloudgrant.programmes.research.budget.funding import Funding as Funding
    from cloudgrant.programmes.research.budget.funding import ceiling as ceiling
    from cloudgrant.programmes.research.budget.funding import ceiling_with_own_funds as ceiling_with_own_funds
    from cloudgrant.programmes.research.budget.funding import funding as funding
    from cloudgrant.programmes.research.budget.funding import largest_subsidy as largest_subsidy
    from cloudgrant.programmes.research.budget.funding import largest_subsidy_beside as largest_subsidy_beside
    from cloudgrant.programmes.research.budget.funding import lead_shortfall as lead_shortfall
    from cloudgrant.programmes.research.budget.line import BudgetLine as BudgetLine
    from cloudgrant.programmes.research.budget.reallocation import Move as Move
    from cloudgrant.programmes.research.budget.reallocation import Reallocation as Reallocation
    from cloudgrant.programmes.research.budget.reallocation import reallocation as reallocation
    from cloudgrant.programmes.research.business_model import BLOCKS as BLOCKS
    from cloudgrant.programmes.research.business_model import Block as Block
    from cloudgrant.programmes.research.policy import ResearchPolicy as ResearchPolicy
    from cloudgrant.programmes.research.programme import lead as lead
    from cloudgrant.programmes.research.programme import partner as partner
    from cloudgrant.programmes.research.programme import research as research
    from cloudgrant.programmes.research.project_life import LIFE_STAGES as LIFE_STAGES
    from cloudgrant.programmes.research.project_life import LifeStage as LifeStage
    from cloudgrant.programmes.research.project_life import ProjectLife as ProjectLife
    from cloudgrant.programmes.research.proposal import Proposal as Proposal
    from cloudgrant.programmes.research.review.allocation import allocation as allocation
    from cloudgrant.programmes.research.review.ask import Ask as Ask
    from cloudgrant.programmes.research.review.feedback import feedback as feedback
    from cloudgrant.programmes.research.review.grant import Allocation as Allocation
    from cloudgrant.programmes.research.review.grant import Grant as Grant
    from cloudgrant.programmes.research.review.grant import Reason as Reason
    from cloudgrant.programmes.research.review.grant import Unfit as Unfit
    from cloudgrant.programmes.research.review.grant import Wait as Wait
    from cloudgrant.programmes.research.review.ordinal import OwnRank as OwnRank
    from cloudgrant.programmes.research.review.ranking import Place as Place
    from cloudgrant.programmes.research.review.ranking import Ranking as Ranking
    from cloudgrant.programmes.research.review.ranking import RankingOrder as RankingOrder
    from cloudgrant.programmes.research.review.ranking import ranking as ranking
    from cloudgrant.programmes.research.review.rubric import Criterion as Criterion
    from cloudgrant.programmes.research.review.rubric import Group as Group
    from cloudgrant.programmes.research.review.score_sheet import Score as Score
    from cloudgrant.programmes.research.review.score_sheet import ScoreSheet as ScoreSheet
    from cloudgrant.programmes.research.review.score_sheet import sheet_problems as sheet_problems
    from cloudgrant.programmes.research.review.scoring import Comment as Comment
    from cloudgrant.programmes.research.review.scoring import CriterionScore as CriterionScore
    from cloudgrant.programmes.research.review.scoring import MissingScore as MissingScore
    from cloudgrant.programmes.research.review.scoring import Recusal as Recusal
    from cloudgrant.programmes.research.review.scoring import Scored as Scored
    from cloudgrant.programmes.research.review.scoring import scored as scored
    from cloudgrant.programmes.research.review.weights import Bounds as Bounds
    from cloudgrant.programmes.research.review.weights import group_weights as group_weights
    from cloudgrant.programmes.research.roc_111 import ROC_111 as ROC_111
    from cloudgrant.programmes.research.security.items import FACETS as FACETS
    from cloudgrant.programmes.research.security.items import Facet as Facet
    from cloudgrant.programmes.research.security.items import SecurityItem as SecurityItem
    from cloudgrant.programmes.research.security.plan import FacetPlan as FacetPlan
    from cloudgrant.programmes.research.security.plan import SecurityPlan as SecurityPlan
    from cloudgrant.programmes.research.security.plan import SecuritySpend as SecuritySpend
    from cloudgrant.programmes.research.security.scores import SCALE as SCALE
    from cloudgrant.programmes.research.security.scores import Blocking as Blocking
    from cloudgrant.programmes.research.security.scores import DomesticShare as DomesticShare
    from cloudgrant.programmes.research.security.scores import Marker as Marker
    from cloudgrant.programmes.research.security.scores import agreement as agreement
    from cloudgrant.programmes.research.security.scores import blocking as blocking
    from cloudgrant.programmes.research.security.scores import completeness as completeness
    from cloudgrant.programmes.research.security.scores import coverage as coverage
    from cloudgrant.programmes.research.security.scores import domestic_share as domestic_share
    from cloudgrant.programmes.research.security.scores import score as score
    from cloudgrant.programmes.research.security.scores import scores as scores
    from cloudgrant.programmes.research.security.scores import unexplained as unexplained
    from cloudgrant.programmes.research.security.self_assessment import MARKS as MARKS
    from cloudgrant.programmes.research.security.self_assessment import Compliance as Compliance
    from cloudgrant.programmes.research.security.self_assessment import SecurityMark as SecurityMark
    from cloudgrant.programmes.research.security.self_assessment import (
        SecuritySelfAssessment as SecuritySelfAssessment,
    )
    from cloudgrant.programmes.research.service.digital_service import DigitalService as DigitalService
    from cloudgrant.programmes.research.service.digital_service import ServiceGroup as ServiceGroup
    from cloudgrant.programmes.research.service.digital_service import ServiceKind as ServiceKind
    from cloudgrant.programmes.research.service.digital_service import listed_kinds as listed_kinds
    from cloudgrant.programmes.research.service.domains import DOMAINS as DOMAINS
    from cloudgrant.programmes.research.service.domains import SUBDOMAINS as SUBDOMAINS
    from cloudgrant.programmes.research.service.domains import DomainName as DomainName
    from cloudgrant.programmes.research.service.domains import SubdomainName as SubdomainName
    from cloudgrant.programmes.research.service.service_level import ServiceLevel as ServiceLevel
    from cloudgrant.programmes.research.service.service_model import SERVICE_MODELS as SERVICE_MODELS
    from cloudgrant.programmes.research.service.service_model import ServiceModel as ServiceModel
else:
    from cloudgrant.values.loading import on_first_use

    _HOMES = {
        "Acceptance": "programmes.research.adoption.acceptance",
        "Adoption": "programmes.research.adoption.count",
        "AdoptionPlan": "programmes.research.adoption.plan",
        "Allocation": "programmes.research.review.grant",
        "Ask": "programmes.research.review.ask",
        "BASES": "programmes.research.adoption.recognition_basis",
        "BLOCKS": "programmes.research.business_model",
        "Basis": "programmes.research.adoption.recognition_basis",
        "Binding": "programmes.research.budget.funding",
        "Block": "programmes.research.business_model",
        "Blocking": "programmes.research.security.scores",
        "Bounds": "programmes.research.review.weights",
        "BudgetLine": "programmes.research.budget.line",
        "Closing": "programmes.research.benefits.closing",
        "Comment": "programmes.research.review.scoring",
        "Commitments": "programmes.research.benefits.commitments",
        "Compliance": "programmes.research.security.self_assessment",
        "Contract": "programmes.research.adoption.contract",
        "Criterion": "programmes.research.review.rubric",
        "CriterionScore": "programmes.research.review.scoring",
        "CustomerRevenue": "programmes.research.benefits.tracking",
        "DOMAINS": "programmes.research.service.domains",
        "DecidingRevenue": "programmes.research.applicants.revenue",
        "DigitalService": "programmes.research.service.digital_service",
        "DomainName": "programmes.research.service.domains",
        "DomesticShare": "programmes.research.security.scores",
        "FACETS": "programmes.research.security.items",
        "Facet": "programmes.research.security.items",
        "FacetPlan": "programmes.research.security.plan",
        "FirmTracking": "programmes.research.benefits.firm_tracking",
        "Funding": "programmes.research.budget.funding",
        "Grant": "programmes.research.review.grant",
        "Group": "programmes.research.review.rubric",
        "LIFE_STAGES": "programmes.research.project_life",
        "LifeStage": "programmes.research.project_life",
        "MARKS": "programmes.research.security.self_assessment",
        "Marker": "programmes.research.security.scores",
        "MarketplaceListing": "programmes.research.benefits.closing",
        "MeasuredRate": "programmes.research.adoption.measured_rate",
        "Member": "programmes.research.applicants.member",
        "Leftover": "programmes.research.adoption.leftover",
        "RenewalCounting": "programmes.research.adoption.adoption_policy",
        "Milestone": "programmes.research.benefits.calendar",
        "MilestoneKind": "programmes.research.benefits.calendar",
        "MissingScore": "programmes.research.review.scoring",
        "Move": "programmes.research.budget.reallocation",
        "PHASES": "programmes.research.benefits.calendar",
        "PayYear": "programmes.research.benefits.measures",
        "RankingOrder": "programmes.research.review.ranking",
        "OwnRank": "programmes.research.review.ordinal",
        "Place": "programmes.research.review.ranking",
        "ProjectLife": "programmes.research.project_life",
        "Proposal": "programmes.research.proposal",
        "RATES": "programmes.research.adoption.stickiness_kpi",
        "ROC_111": "programmes.research.roc_111",
        "Ranking": "programmes.research.review.ranking",
        "Rate": "programmes.research.adoption.stickiness_kpi",
        "Reallocation": "programmes.research.budget.reallocation",
        "Reason": "programmes.research.review.grant",
        "Recognised": "programmes.research.adoption.count",
        "Recusal": "programmes.research.review.scoring",
        "ResearchPolicy": "programmes.research.policy",
        "SCALE": "programmes.research.security.scores",
        "SERVICE_MODELS": "programmes.research.service.service_model",
        "SUBDOMAINS": "programmes.research.service.domains",
        "Score": "programmes.research.review.score_sheet",
        "ScoreSheet": "programmes.research.review.score_sheet",
        "Scored": "programmes.research.review.scoring",
        "SecurityItem": "programmes.research.security.items",
        "SecurityMark": "programmes.research.security.self_assessment",
        "SecurityPlan": "programmes.research.security.plan",
        "SecuritySelfAssessment": "programmes.research.security.self_assessment",
        "SecuritySpend": "programmes.research.security.plan",
        "ServiceGroup": "programmes.research.service.digital_service",
        "ServiceKind": "programmes.research.service.digital_service",
        "ServiceLevel": "programmes.research.service.service_level",
        "ServiceModel": "programmes.research.service.service_model",
        "StickinessKPI": "programmes.research.adoption.stickiness_kpi",
        "SubdomainName": "programmes.research.service.domains",
        "Tracking": "programmes.research.benefits.tracking",
        "TrackingCalendar": "programmes.research.benefits.calendar",
        "TrackingPhase": "programmes.research.benefits.calendar",
        "TrackingStatus": "programmes.research.benefits.calendar",
        "Unfit": "programmes.research.review.grant",
        "UsageAmount": "programmes.research.adoption.usage_amount",
        "UsageRecord": "programmes.research.adoption.usage_record",
        "Wait": "programmes.research.review.grant",
        "adoption_against_target": "programmes.research.adoption.count",
        "agreement": "programmes.research.security.scores",
        "allocation": "programmes.research.review.allocation",
        "blocking": "programmes.research.security.scores",
        "ceiling": "programmes.research.budget.funding",
        "ceiling_with_own_funds": "programmes.research.budget.funding",
        "completeness": "programmes.research.security.scores",
        "coverage": "programmes.research.security.scores",
        "customer_revenue_rise": "programmes.research.benefits.measures",
        "customers_short": "programmes.research.benefits.measures",
        "deciding_revenue": "programmes.research.applicants.revenue",
        "domestic_share": "programmes.research.security.scores",
        "feedback": "programmes.research.review.feedback",
        "funding": "programmes.research.budget.funding",
        "group_weights": "programmes.research.review.weights",
        "in_force": "programmes.research.adoption.service_days",
        "invested": "programmes.research.benefits.measures",
        "investment_short": "programmes.research.benefits.measures",
        "largest_subsidy": "programmes.research.budget.funding",
        "largest_subsidy_beside": "programmes.research.budget.funding",
        "lead": "programmes.research.programme",
        "lead_shortfall": "programmes.research.budget.funding",
        "listed_kinds": "programmes.research.service.digital_service",
        "measure": "programmes.research.adoption.measuring",
        "partner": "programmes.research.programme",
        "pay_rise": "programmes.research.benefits.measures",
        "pay_short": "programmes.research.benefits.measures",
        "ranking": "programmes.research.review.ranking",
        "reallocation": "programmes.research.budget.reallocation",
        "recognised_by_contract": "programmes.research.adoption.count",
        "research": "programmes.research.programme",
        "score": "programmes.research.security.scores",
        "scored": "programmes.research.review.scoring",
        "scores": "programmes.research.security.scores",
        "sheet_problems": "programmes.research.review.score_sheet",
        "tracking_calendar": "programmes.research.benefits.calendar",
        "unexplained": "programmes.research.security.scores",
        "with_revenue": "programmes.research.applicants.revenue",
    }
    __all__ = list(_HOMES)
    __getattr__, __dir__ = on_first_use(__name__, globals(), _HOMES)
