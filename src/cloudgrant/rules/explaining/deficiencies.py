"""What an application lacks: what is to be supplied, beside what is not met (補件、不符合)."""

from __future__ import annotations

import attrs

from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.results import Result
from cloudgrant.rules.explaining.finding import Finding
from cloudgrant.rules.explaining.findings import Findings, gaps_together
from cloudgrant.rules.explaining.told import Explained, Mending

__all__ = ["Deficiencies", "deficiencies_of"]


@attrs.frozen
class Deficiencies:
    """What an application lacks, by who can do something about it: :attr:`Assessment.deficiencies` gives it.

    It is false where nothing is left for the applicant to do.
    """

    to_supply: tuple[Gap, ...]
    """What the applicant has not said yet, each fact once, with the rules that wait for it (應補件)."""

    not_met: Findings
    """The required findings that are not met (不符合)."""

    mendable: tuple[Mending[Finding], ...]
    """Those of them that the applicant can mend, each with the ways that do."""

    awaiting: tuple[Gap, ...]
    """What others must say: no notice can ask the applicant for it."""

    def __bool__(self) -> bool:
        return bool(self.to_supply or self.not_met)


def deficiencies_of(decision: Explained) -> Deficiencies:
    """What a decision lacks; unlike ``missing``, also where something else is not met already."""
    gaps = tuple(gaps_together(decision.findings))
    unmet = (
        one
        for one in decision.findings
        if one.result is Result.NOT_MET and one.declaration.force == "required"
    )
    return Deficiencies(
        to_supply=tuple(gap for gap in gaps if gap.because == "fact"),
        not_met=Findings(unmet),
        mendable=decision.mendable,
        awaiting=tuple(gap for gap in gaps if gap.because != "fact"),
    )
