"""What the reviewers of a proposal look at 審查項目與審查重點, as data that a policy holds.

The briefing gives three groups with weights (30%, 50%, 20%), under a head without one (the vision). Each
group has items 審查項目, the nine blocks of the business model, and each item one or more points to look at
審查重點: those are the criteria here. How the weight of a group is divided among them is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from cloudgrant.programmes.research.business_model import BLOCKS, Block
from cloudgrant.rules.records.fact_info import given
from cloudgrant.rules.records.record import Record
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import Fact

__all__ = [
    "GROUPS",
    "Criterion",
    "Group",
    "item_weight_problems",
]

Group = Literal["vision", "market", "implementation", "benefits"]
"""The parts of the review; the first has no weight."""

_OPTIONS = {
    "vision": Text(zh="產業數位轉型願景目標", en="Vision and goals"),
    "market": Text(zh="目標客群及價值主張", en="Segment and value proposition"),
    "implementation": Text(zh="實施方法", en="Implementation"),
    "benefits": Text(zh="預期效益及產出", en="Benefits and outputs"),
}

GROUPS: Mapping[str, tuple[Group, Text]] = MappingProxyType(
    {
        "research.review.market": ("market", _OPTIONS["market"]),
        "research.review.implementation": ("implementation", _OPTIONS["implementation"]),
        "research.review.benefits": ("benefits", _OPTIONS["benefits"]),
    }
)
"""The groups that have a weight, by the id under which a whole group is scored: its key and its name."""


@attrs.frozen(kw_only=True)
class Criterion(Record):
    """One point that reviewers look at 審查重點; ``focus`` and ``preferred`` are the briefing's own words.

    ``id`` is the id of its clause and a part; ``item`` the block that it belongs to, with the keys of a
    proposal's outline. ``preferred`` are what the text calls 尤佳 (or 鼓勵): preferences, no conditions.

    >>> from cloudgrant.programmes.research.roc_111.rubric import RUBRIC
    >>> positioning = RUBRIC[3]
    >>> positioning.name["zh"], positioning.focus
    ('雲服務定位', '評估雲服務是否引導中小企業提升數位營運')
    >>> positioning.preferred
    ('協助製造業疏通產銷商流尤佳', '協助零售服務業掌握客群數據尤佳')
    """

    __keys__: ClassVar[tuple[str, ...]] = ("id",)

    id: str = given(zh="代號", en="Id")
    group: Group = given(zh="審查類別", en="Group", options=_OPTIONS)
    item: Fact[Block] = given(zh="審查項目", en="Item", options=BLOCKS)
    name: Mapping[str, str] = given(mapping=True, zh="名稱", en="Name")
    focus: str = given(multiline=True, zh="審查重點", en="What is looked at")
    preferred: tuple[str, ...] = given(multiline=True, default=(), zh="尤佳事項", en="What is preferred")

    @property
    def clause(self) -> str:
        """The id of the clause that it belongs to."""
        return self.id.partition("/")[0]

    @property
    def label(self) -> Text:
        """Its name in each language."""
        return Text(self.name)


_SUM = Text(
    zh="{given} 各審查重點之配分合計應為 100%（{total}）",
    en="the weights inside {given} must make 100% ({total})",
)


def item_weight_problems(rubric: Iterable[Criterion], weights: Mapping[str, Share]) -> list[Problem]:
    """What is wrong with weights of criteria inside their groups; paths are from the policy.

    They name criteria that the groups with a weight have; a group that is divided is divided among all of its
    criteria, and wholly.

    >>> from cloudgrant.programmes.research.roc_111.rubric import RUBRIC
    >>> [str(problem.path) for problem in item_weight_problems(RUBRIC, {"research.review.vision": Share(1)})]
    ['item_weights.research.review.vision']
    """
    members: dict[str, list[str]] = {}
    for criterion in rubric:
        members.setdefault(criterion.group, []).append(criterion.id)
    known = [name for group, names in members.items() if group != "vision" for name in names]
    problems = [
        Problem.at(["item_weights", name], "unknown_key", hint=did_you_mean(name, known))
        for name in weights
        if name not in known
    ]
    for group, label in GROUPS.values():
        of_group = members.get(group, [])
        given_weights = [weights[name] for name in of_group if name in weights]
        if not given_weights:
            continue
        problems += [
            Problem.at(["item_weights", name], "required") for name in of_group if name not in weights
        ]
        total = sum((Fraction(one.numerator, one.denominator) for one in given_weights), Fraction(0))
        if len(given_weights) == len(of_group) and total != 1:
            problems.append(Problem.at(["item_weights"], "research.weights", _SUM, given=label, total=total))
    return problems
