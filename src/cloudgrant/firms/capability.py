"""The service-capability registration that the thematic R&D subsidy asks of a provider."""

from __future__ import annotations

from datetime import date

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["Capability"]


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class Capability:
    """The facts of a firm that ``research.provider.capability-registration`` reads."""

    it_capability_held: Fact[bool] = given(
        zh="取得能量登錄證書（IT類）",
        en="Certificate of capability registration, IT class",
        help=Text(
            zh="已核發之證書均屬之，是否仍在有效期間，依生效日及有效期限認定；IT 類以外之登錄不算。",
            en="Any certificate that was issued; its first and last day show whether it is still "
            "valid. A registration of another class does not count.",
        ),
        ask=Text(
            zh="貴公司是否取得經濟部工業局資訊服務機構服務能量登錄證書（IT類）？",
            en="Does the firm hold the Industrial Development Bureau's service-capability registration "
            "certificate, IT class?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_applied: Fact[bool] = given(
        zh="申請能量登錄（IT類）",
        en="Applied for the capability registration, IT class",
        change="to_more",
        act={
            "true": Text(
                zh="申請資訊服務機構服務能量登錄（IT類）",
                en="apply for the service-capability registration, IT class",
            )
        },
        help=Text(
            zh="審查中或審查通過者為是；未申請，或審查未通過者為否。證書已逾效期而重新申請者，亦為是。",
            en="Yes while the review is under way or once it is passed, also where a certificate "
            "lapsed and a new one is applied for; no if there was no application, or if the "
            "review was not passed.",
        ),
        ask=Text(
            zh="貴公司是否申請能量登錄（IT類），且審查中或已通過？",
            en="Has the firm applied for the capability registration (IT class), and is the review "
            "pending or passed?",
        ),
        proof=Text(zh="能量登錄申請收件證明", en="Receipt of the application"),
        clause="research.provider.capability-registration",
    )
    it_capability_from: Fact[date] = given(
        zh="能量登錄證書生效日",
        en="First day on which the capability registration is valid",
        ask=Text(
            zh="能量登錄證書（IT類）自哪一天起有效？",
            en="What is the first day on which the capability registration (IT class) is valid?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_until: Fact[date] = given(
        zh="能量登錄證書有效期限",
        en="Last day on which the capability registration is valid",
        change="to_more",
        act=Text(
            zh="辦理能量登錄（IT類），取得有效至{new}以後之證書",
            en="renew the capability registration (IT class), with a certificate valid until {new} or later",
        ),
        ask=Text(
            zh="能量登錄證書（IT類）有效至哪一天？",
            en="What is the last day on which the capability registration (IT class) is valid?",
        ),
        proof=Text(zh="資訊服務機構服務能量登錄證書", en="Service-capability registration certificate"),
        clause="research.provider.capability-registration",
    )
    it_capability_applied_on: Fact[date] = given(
        zh="能量登錄申請日",
        en="Day on which the capability registration was applied for",
        ask=Text(
            zh="貴公司是哪一天完成能量登錄（IT類）申請的？",
            en="On which day did the firm apply for the capability registration (IT class)?",
        ),
        proof=Text(zh="能量登錄申請收件證明", en="Receipt of the application"),
        clause="research.provider.capability-registration",
    )
    it_capability_passed_on: Fact[date] = given(
        zh="能量登錄審查通過日",
        en="Day on which the capability review was passed",
        known_by="event",
        ask=Text(
            zh="能量登錄（IT類）審查是哪一天通過的？",
            en="On which day was the review for the capability registration (IT class) passed?",
        ),
        proof=Text(zh="能量登錄審查結果通知", en="Notice of the result of the review"),
        clause="research.provider.capability-registration",
    )
