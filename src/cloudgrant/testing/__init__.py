"""For test suites, yours included: examples, boundary cases and Hypothesis strategies, for any programme.

Everything is worked out from the rules, so it follows them when they change. The strategies need
the extra ``testing``.

>>> import cloudgrant as cg
>>> from cloudgrant import testing
>>> example = testing.failing("points.applicant.factory", cg.points)
>>> cg.points.assess(example.subject, on=example.on).outcome
<Outcome.INELIGIBLE: 'ineligible'>
"""

from cloudgrant.testing.boundary_case import BoundaryCase, OutOfReach, WithoutCases
from cloudgrant.testing.cases import boundary_cases, without_cases
from cloudgrant.testing.examples import Example, NoExample, eligible, examples, failing

__all__ = [
    "BoundaryCase",
    "Example",
    "NoExample",
    "OutOfReach",
    "WithoutCases",
    "boundary_cases",
    "eligible",
    "examples",
    "failing",
    "without_cases",
]
