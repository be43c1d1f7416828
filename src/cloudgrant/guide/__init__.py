"""The guide: which programmes are open to a firm, which are closed and why, and what to ask next.

>>> import cloudgrant as cg
>>> from datetime import date
>>> firm = cg.Manufacturer(factory="none")
>>> found = cg.guide.explore(firm, on=date(2022, 5, 2), programmes=["points", "coaching"])
>>> found["points"].outcome, found["coaching"].outcome
(<Outcome.INELIGIBLE: 'ineligible'>, <Outcome.UNDETERMINED: 'undetermined'>)
>>> found.next.text("en")
'Is the firm an information service provider?'
"""

from cloudgrant.guide.clauses import CLAUSES
from cloudgrant.guide.exploring import Exploration, Prospect, explore
from cloudgrant.guide.frequencies import Frequencies, RuleFrequency, frequencies
from cloudgrant.guide.question import Question
from cloudgrant.guide.session import Session, Step, start

__all__ = [
    "CLAUSES",
    "Exploration",
    "Frequencies",
    "Prospect",
    "Question",
    "RuleFrequency",
    "Session",
    "Step",
    "explore",
    "frequencies",
    "start",
]
