"""The feedback 審查意見 that a proposal gets back: its scores and every comment, without the reviewers' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cloudgrant.programmes.research.policy import ResearchPolicy
from cloudgrant.programmes.research.review.rubric import GROUPS
from cloudgrant.programmes.research.review.scoring import Comment, CriterionScore, Scored
from cloudgrant.programmes.research.review.weights import group_weights
from cloudgrant.rules.law.realised import Realised
from cloudgrant.values.formatting import formatted
from cloudgrant.values.locales import locale as normal
from cloudgrant.values.shares import Share
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["REALISED", "feedback"]

_HEAD = Text("research.feedback.head", zh="審查意見：{proposal}", en="Feedback of the review: {proposal}")
_TOTAL = Text(
    "research.feedback.total", zh="加權總分：{points}（滿分 100 分）", en="Weighted total: {points} of 100"
)
_GROUP = Text(
    "research.feedback.group", zh="{name}（占 {weight}）：{points}", en="{name} ({weight}): {points}"
)
_UNWEIGHED = Text(
    "research.feedback.unweighed",
    zh="{name}（配分未公布）：{points}",
    en="{name} (weight not published): {points}",
)
_CRITERION = Text("research.feedback.criterion", zh="{name}：{points}", en="{name}: {points}")
_POINTS = Text("research.feedback.points", zh="{number} 分", en="{number}")
_BETWEEN = Text(
    "research.feedback.between",
    zh="未定，介於 {least} 與 {most} 之間",
    en="not known yet, from {least} to {most}",
)
_NOT_SCORED = Text("research.feedback.not_scored", zh="未個別評分", en="not scored by itself")
_ABOUT = Text("research.feedback.about", zh="約 {number}", en="about {number}")
_WHOLE = Text("research.feedback.whole", zh="總評", en="Overall")
_FINAL = Text("research.feedback.final", zh="審查會議意見", en="The committee's comment")


def feedback(scored: Scored, locale: str = "zh_Hant_TW", *, policy: ResearchPolicy) -> str:
    """The letter's text: total, groups, criteria that were scored or commented on, comments.

    A weight that ``policy`` leaves unknown is said to be not published; a criterion that it does not place in a
    group stands by itself.

    Nobody is named, and comments on the same thing stand in the order of their texts, so that their order
    names nobody either. Points that are no whole hundredths are rounded to two decimals, and say so; the
    objects hold them exactly. It is plain text: escape it before it goes into HTML.

    >>> from cloudgrant.programmes.research.review.score_sheet import Score, ScoreSheet
    >>> from cloudgrant.programmes.research.review.scoring import scored
    >>> groups = {"market": 80, "implementation": 90, "benefits": 75}
    >>> scores = [Score(criterion=f"research.review.{group}", points=points) for group, points in groups.items()]
    >>> scores.append(Score(criterion="research.review.market/value-competition", comment="競品盤點完整"))
    >>> from cloudgrant.programmes.research.roc_111 import ROC_111
    >>> sheet = ScoreSheet(proposal="P1", reviewer="甲", scores=tuple(scores))
    >>> print(feedback(scored("P1", [sheet], ROC_111.policy), policy=ROC_111.policy))
    審查意見：P1
    加權總分：84 分（滿分 100 分）
    <BLANKLINE>
    目標客群及價值主張（占 30%）：80 分
      競爭分析：未個別評分
        - 競品盤點完整
    實施方法（占 50%）：90 分
    預期效益及產出（占 20%）：75 分
    """
    return "\n".join(_lines(scored, normal(locale), policy))


REALISED: tuple[Realised, ...] = (
    Realised(
        "research.review.benefits/feedback",
        "process",
        f"{__name__}.feedback",
        Text(
            "research.feedback.realised.research.review.benefits/feedback",
            zh="審查意見回饋",
            en="Feedback of the review",
        ),
    ),
)
"""For the table of clauses."""


def _lines(scored: Scored, locale: str, policy: ResearchPolicy) -> Iterator[str]:
    yield _HEAD.filled(locale, lambda _: scored.proposal)
    total = _told(scored.total, scored.least, scored.most, locale)
    yield _TOTAL.filled(locale, lambda _: total)
    for reason in scored.unsettled:
        yield f"  - {reason.message(locale)}"
    yield ""
    weights = group_weights(policy)
    rubric = () if policy.rubric is UNKNOWN else policy.rubric
    groups = {key: id for id, (key, _) in GROUPS.items()}
    group_of = {criterion.id: groups.get(criterion.group) for criterion in rubric}
    for one in scored.groups:
        weight = weights[one.id]
        words = {
            "name": one.label.in_(locale),
            "weight": "" if weight is UNKNOWN else formatted(Share(weight), "", locale),
            "points": _told(one.mean, one.least, one.most, locale),
        }
        yield (_UNWEIGHED if weight is UNKNOWN else _GROUP).filled(locale, words.__getitem__)
        yield from _comments(one.comments, "  ")
        for criterion in scored.criteria:
            if group_of.get(criterion.id) == one.id:
                yield from _criterion(criterion, locale, "  ")
    for criterion in scored.criteria:
        if group_of.get(criterion.id) is None:  # the vision, which has no weight, or one of no known rubric
            yield from _criterion(criterion, locale, "")
    if scored.comments:
        yield ""
        yield _WHOLE.in_(locale)
        yield from _comments(scored.comments, "  ")
    if scored.final_comment:
        yield ""
        yield _FINAL.in_(locale)
        yield from _bullet(scored.final_comment, "  ")


def _criterion(one: CriterionScore, locale: str, margin: str) -> Iterator[str]:
    if not one.given and not one.comments:
        return
    words = {
        "name": one.label.in_(locale),
        "points": _told(one.mean, one.least, one.most, locale) if one.given else _NOT_SCORED.in_(locale),
    }
    yield margin + _CRITERION.filled(locale, words.__getitem__)
    yield from _comments(one.comments, margin + "  ")


def _comments(comments: Iterable[Comment], margin: str) -> Iterator[str]:
    for text in sorted(comment.text for comment in comments):
        yield from _bullet(text, margin)


def _bullet(text: str, margin: str) -> Iterator[str]:
    first, *others = text.splitlines()
    yield f"{margin}- {first}"
    for line in others:
        yield f"{margin}  {line}"


def _told(mean: Fact[Fraction], least: Fraction, most: Fraction, locale: str) -> str:
    if mean is not UNKNOWN:
        return _points(mean, locale)
    words = {"least": _points(least, locale), "most": _points(most, locale)}
    return _BETWEEN.filled(locale, words.__getitem__)


def _points(value: Fraction, locale: str) -> str:
    """Points with at most two decimals; "about" where that rounds (halves away from zero)."""
    hundredths, rest = divmod(value.numerator * 100, value.denominator)
    exact = rest == 0
    if 2 * rest >= value.denominator:
        hundredths += 1
    whole, decimals = divmod(hundredths, 100)
    number = f"{whole}.{decimals:02}".rstrip("0").rstrip(".")
    return _POINTS.filled(locale, lambda _: number if exact else _ABOUT.filled(locale, lambda _: number))
