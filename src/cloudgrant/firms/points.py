"""What the digital points ask of a firm, beside its identity."""

from __future__ import annotations

import attrs

from cloudgrant.rules.records.fact_info import given
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["PointsFacts"]


@attrs.frozen(kw_only=True, slots=False)
class PointsFacts:
    """The facts of a firm that only the points programme reads (``points.applicant.*``)."""

    used_points_last_year: Fact[bool] = given(
        zh="去年使用過雲市集或工業館點數",
        en="Used Cloud Marketplace or Industry Hall points last year",
        ask=Text(
            zh="貴公司去年使用過臺灣雲市集或雲市集工業館的數位點數嗎（獲核但未使用不算）？",
            en="Did the firm use digital points of the Taiwan Cloud Marketplace or the Industry Hall "
            "last year (granted but unused does not count)?",
        ),
    )
