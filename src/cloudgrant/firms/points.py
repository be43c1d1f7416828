"""What the digital points ask of a firm, beside its identity."""

from __future__ import annotations

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact
from cloudgrant.values.years import LAST_YEAR, NEVER, year_or_never

__all__ = ["PointsFacts"]


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class PointsFacts:
    """The facts of a firm that only the points programme reads (``points.applicant.*``).

    Years are Gregorian; 0 says never. Points that were granted and not used were not used.
    """

    points_last_used_in: Fact[int] = given(
        zh="最近一次使用雲市集或工業館點數之年度",
        en="Year in which Cloud Marketplace or Industry Hall points were last used",
        unit="year",
        least=NEVER,
        most=LAST_YEAR,
        check=year_or_never,
        help=Text(
            zh="獲核點數而未使用者不算；從未使用過者，填「從未」。",
            en="Points granted but not used do not count; if the firm never used any, answer never.",
        ),
        ask=Text(
            zh="貴公司最近一次使用臺灣雲市集或雲市集工業館的數位點數，是在哪一年（從未使用者填「從未」；獲核但未使用不算）？",
            en="In which year did the firm last use digital points of the Taiwan Cloud Marketplace or the "
            "Industry Hall (never, if it never did; granted but unused does not count)?",
        ),
        clause="points.applicant.not-repeat",
    )
    points_used_before_in: Fact[int] = given(
        zh="在此之前，最近一個使用點數之年度",
        en="Year before that in which points were last used",
        unit="year",
        least=NEVER,
        most=LAST_YEAR,
        check=year_or_never,
        known_by="reviewer",
        help=Text(
            zh="僅在最近一次使用晚於所排除之年度時才需要，由審查單位依點數使用紀錄認定；在此之前從未使用過者為「從未」。",
            en="Needed only where the last use is later than the year that excludes; the reviewing unit "
            "finds it in its records of use. Never, if there was none before.",
        ),
        ask=Text(
            zh="依點數使用紀錄，該業者在最近一次使用點數的年度之前，最近在哪一年使用過點數？",
            en="According to the records of use, in which year did the firm use points before its "
            "last year of use?",
        ),
        clause="points.applicant.not-repeat",
    )
