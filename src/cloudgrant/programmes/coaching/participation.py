"""What a coached provider has brought about by the end: a solution that customers could try, and proof."""

from __future__ import annotations

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.rules.records.fact_info import fact, given
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.lists import count
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = ["CoachingParticipation", "Trial"]


@attrs.frozen(kw_only=True)
class Trial(Record):
    """One business customer's trial of the solution 試用, and whether there is proof of it 試用佐證.

    >>> Trial(customer="示範五金", proven=True).proven
    True
    """

    customer: Fact[str] = given(identifies=True, zh="試用客戶", en="Customer")
    business: Fact[bool] = given(
        zh="為企業客戶",
        en="A business customer",
        ask=Text(zh="試用的客戶是企業嗎？", en="Is the customer that tried it a business?"),
    )
    proven: Fact[bool] = given(
        zh="有試用佐證",
        en="There is proof of the trial",
        change="to_more",
        act={"true": Text(zh="補附試用佐證", en="hand in proof of the trial")},
        ask=Text(zh="這次試用有佐證資料嗎？", en="Is there proof of this trial?"),
        proof=Text(zh="試用佐證", en="Proof of trial"),
        clause="coaching.deliverable",
    )


@attrs.frozen(kw_only=True)
class CoachingParticipation(Record):
    """A provider's participation in the coaching 參與輔導, as it stands when the coaching closes.

    ``edition`` is the name of the edition that the provider applied under, by which the closing is judged in
    whichever year.

    >>> tried = Trial(customer="示範五金", business=True, proven=True)
    >>> CoachingParticipation(took_part_in_poc=True, trials=(tried, Trial(business=True))).proven_trials
    UNKNOWN
    >>> CoachingParticipation(trials=(tried,)).proven_trials
    1
    """

    provider: Fact[Company] = given(zh="參與業者", en="The provider")
    edition: Fact[str] = given(
        identifies=True, zh="申請時適用版本", en="Edition applied under", known_by="event"
    )
    took_part_in_poc: Fact[bool] = given(
        zh="參與 POC 規劃",
        en="Took part in planning the proof of concept",
        ask=Text(
            zh="貴公司參與了 POC 規劃嗎？", en="Did the firm take part in planning the proof of concept?"
        ),
        clause="coaching.deliverable",
    )
    solution_can_be_tried: Fact[bool] = given(
        zh="有能給企業客戶試用的方案",
        en="A solution that business customers can try",
        change="to_more",
        act={
            "true": Text(
                zh="完成能給企業客戶試用的方案", en="finish a solution that business customers can try"
            )
        },
        ask=Text(
            zh="已產出能給企業客戶試用的方案了嗎？", en="Is there a solution that business customers can try?"
        ),
        clause="coaching.deliverable",
    )
    trials: Fact[tuple[Trial, ...]] = given(
        zh="試用紀錄",
        en="Trials",
        ask=Text(
            zh="哪些客戶試用過，各有無佐證？", en="Which customers have tried it, and is there proof of each?"
        ),
        clause="coaching.deliverable",
    )
    own_funds_paid: Fact[int] = given(
        zh="實際自籌投入金額",
        en="Own money put in",
        unit="TWD",
        change="to_more",
        act=Text(zh="增列自籌投入金額至{new}", en="raise the firm's own contribution to {new}"),
        ask=Text(
            zh="貴公司實際自籌投入多少元？",
            en="How much of its own money, in New Taiwan dollars, did the firm put in?",
        ),
        clause="coaching.self-fund",
    )

    @fact(zh="有佐證之企業客戶試用數", en="Trials by business customers with proof")
    def proven_trials(self) -> Fact[int]:
        """How many trials were a business customer's and are proven."""
        return count(self.trials, lambda trial: trial.business & trial.proven)
