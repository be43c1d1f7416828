"""Words over the values of a map: what is open is asked for and told at its key."""

from __future__ import annotations

from datetime import date

import attrs

import cloudgrant as cg
from cloudgrant.programmes.research import FacetPlan, SecurityPlan
from cloudgrant.rules.explaining.following import at
from cloudgrant.values.paths import Path
from programmes.research.tables import PLAN, POLICY, PROPOSAL, U

DAY = date(2022, 5, 20)


def test_a_report_on_what_stands_in_a_map() -> None:
    assert PLAN.facets is not U
    part = FacetPlan(facet="data", measures={"data.backup": U, "data.encryption": U})
    proposal = attrs.evolve(
        PROPOSAL,
        security=SecurityPlan(facets=tuple(part if one.facet == "data" else one for one in PLAN.facets)),
    )
    decision = cg.research.assess(proposal, on=DAY, policy=POLICY)
    finding = decision["research.security.plan"]
    assert finding.result is cg.Result.UNDETERMINED
    assert "資料安全" in finding.message("zh_Hant_TW")
    assert [gap.path.pointer for gap in finding.because][1:] == [
        "/security/facets/1/measures/data.backup",
        "/security/facets/1/measures/data.encryption",
    ]
    assert "措施及其具體說明" in str(decision.report("zh_Hant_TW"))
    assert finding.steps is not None


def test_a_place_in_a_map_is_found() -> None:
    plan = FacetPlan(facet="data", measures={"data.backup": "…"})
    assert at(plan, Path(["measures", "data.backup"])) == "…"
