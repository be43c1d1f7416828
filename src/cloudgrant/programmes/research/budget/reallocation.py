"""The smallest reallocation of subsidy that gives the lead its share (貳、申請對象 二(一) 主導資訊服務業者)."""

from __future__ import annotations

from typing import Final

import attrs

from cloudgrant.programmes.research.budget.funding import lead_shortfall
from cloudgrant.programmes.research.budget.sums import known_amounts, largest_first, one_lead, shifted
from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.proposal import Proposal
from cloudgrant.rules.records.record import item_key
from cloudgrant.values.formatting import formatted
from cloudgrant.values.paths import Item, Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import AND
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Move", "Reallocation", "reallocation"]

_MOVE: Final = Text(
    "research.reallocation.move", zh="{line}（{party}）移出{dollars}", en="{dollars} from {line} ({party})"
)
_ALL: Final = Text(
    "research.reallocation.all",
    zh="移撥補助款{dollars}予主導業者 {lead}：{moves}",
    en="Give {dollars} of the subsidy to the lead {lead}: {moves}",
)
_NONE: Final = Text(
    "research.reallocation.none",
    zh="主導業者之補助款占比已足，無須移撥",
    en="The lead has its share of the subsidy: nothing has to move",
)


@attrs.frozen
class Move:
    """So many ``dollars`` of the subsidy line at ``path``, which is that of ``party``, become the lead's."""

    path: Path
    party: Fact[str]
    dollars: int

    def message(self, locale: str = "en") -> str:
        """Which line gives how much, in words."""
        words = {
            "line": self.path.key,
            "party": formatted(self.party, "", locale),
            "dollars": formatted(self.dollars, "TWD", locale),
        }
        return _MOVE.filled(locale, words.__getitem__)


@attrs.frozen
class Reallocation:
    """Dollars of subsidy that partners' lines give to the lead; without ``moves`` where its share is enough.

    What stays the same: the subsidy, the self-funding of each party and so the total budget, and what is spent
    in each year on each class of work from each source. What changes is whose dollars they are: a partner's
    own part of the project becomes that much smaller, the lead's that much larger.
    """

    lead: Fact[str]
    moves: tuple[Move, ...]

    @property
    def dollars(self) -> int:
        """How many dollars move: as few as there can be, for each adds one to the lead's."""
        return sum(move.dollars for move in self.moves)

    def apply(self, proposal: Proposal) -> Proposal:
        """The proposal with these dollars moved, to the lead's line of the same year and work, else to a new one.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` where a line of the proposal is no such line
        (any more) or has not so many dollars.
        """
        if not self.moves:
            return proposal
        lines = () if proposal.lines is UNKNOWN else proposal.lines
        asked = known_amounts(lines, "subsidy")
        taken = {int(move.path[1]): move.dollars for move in self.moves}
        problems = [
            Problem.at(move.path, "required")
            for place, move in zip(taken, self.moves, strict=True)
            if asked.get(place, 0) < move.dollars or lines[place].party != move.party
        ]
        if problems:
            raise InvalidInput(problems)
        return attrs.evolve(proposal, lines=shifted(lines, taken, party=self.lead))

    def message(self, locale: str = "en") -> str:
        """Which lines give how much to whom, in words."""
        if not self.moves:
            return _NONE.in_(locale)
        words = {
            "lead": formatted(self.lead, "", locale),
            "dollars": formatted(self.dollars, "TWD", locale),
            "moves": AND.in_(locale).join(move.message(locale) for move in self.moves),
        }
        return _ALL.filled(locale, words.__getitem__)


def reallocation(proposal: Proposal, policy: ResearchPolicy) -> Fact[Reallocation]:
    """The smallest reallocation of subsidy from partners to the lead with which the lead has its share.

    The dollars come from as few lines as can be: from the largest subsidy line of any partner, then the next;
    of equal ones, from the one that stands first. Unknown while it is not known how much the lead is short
    of, or who leads: where nobody or several lead, there is nobody to give it to.

    >>> import cloudgrant as cg
    >>> from cloudgrant.programmes.research.budget.line import BudgetLine
    >>> from cloudgrant.programmes.research.applicants.member import Member
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> proposal = Proposal(
    ...     members=(Member(role="lead", firm=cg.Company(ubn="12345675")),
    ...              Member(role="partner", firm=cg.Company(ubn="00501508"))),
    ...     lines=(BudgetLine(party="12345675", source="subsidy", amount=4_000_000),
    ...            BudgetLine(number="2", party="00501508", source="subsidy", amount=6_000_001)),
    ... )
    >>> found = reallocation(proposal, ROC_111.policy)
    >>> print(found.message("en"))
    Give NT$1,000,001 of the subsidy to the lead 12345675: NT$1,000,001 from lines[number=2] (00501508)
    >>> found.apply(proposal).lead_subsidy, proposal.subsidy
    (5000001, 10000001)
    """
    short = lead_shortfall(proposal, policy)
    lead = one_lead(proposal.members)
    if short is UNKNOWN:
        return UNKNOWN
    if short == 0:
        return Reallocation(lead, ())
    lines = proposal.lines
    if lead is UNKNOWN or lines is UNKNOWN:
        return UNKNOWN
    asked = known_amounts(lines, "subsidy")
    others = {
        place: amount
        for place, amount in asked.items()
        if lines[place].party is not UNKNOWN and lines[place].party != lead
    }
    taken = largest_first(others, short)
    if sum(taken.values()) < short:
        return UNKNOWN  # some lines do not say yet whose they are, or how much
    return Reallocation(
        lead,
        tuple(
            Move(Path(["lines", Item(place, item_key(lines[place]))]), lines[place].party, dollars)
            for place, dollars in taken.items()
        ),
    )
