"""Which programmes are open to a firm, which are closed and why, and what would settle the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from cloudgrant.firms.company import Company
from cloudgrant.guide.answers import outlooks_after
from cloudgrant.guide.choosing import form_order, next_fact
from cloudgrant.guide.frequencies import Frequencies
from cloudgrant.guide.lenses import Programmes, lenses_for
from cloudgrant.guide.outlook import Lens, Outlook, outlook_on
from cloudgrant.guide.question import Question, Reason
from cloudgrant.programmes.firm_view import FirmView
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.gaps import Gap
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.explaining.findings import Findings
from cloudgrant.rules.writing.declaration import calculation
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.separators import AND
from cloudgrant.values.text import Text, sentences
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["Exploration", "Prospect", "explore"]

_DECIDES = {
    Outcome.ELIGIBLE: Result.MET,
    Outcome.INELIGIBLE: Result.NOT_MET,
    Outcome.UNDETERMINED: Result.UNDETERMINED,
}
_SAID = sentences("guide", {
    Outcome.ELIGIBLE: Text(zh="✓ {title}：可以申請。", en="✓ {title}: open to the firm."),
    Outcome.INELIGIBLE: Text(zh="✗ {title}：目前不能申請。", en="✗ {title}: not open to the firm."),
    Outcome.UNDETERMINED: Text(zh="？{title}：還不能判斷。", en="? {title}: not settled yet."),
})  # fmt: skip
_REMEDY = Text("guide.remedy", zh="若{facts}，就可以申請。", en="It would be open if you {facts}.")
_MISSING = Text("guide.missing", zh="還需要知道：{facts}。", en="Still to be known: {facts}.")
_AWAITING = Text("guide.awaiting", zh="尚待他方確定：{facts}。", en="Awaited from others: {facts}.")


_STRENGTH: tuple[Reason, ...] = ("settles", "may_open", "may_close", "needed")


@attrs.frozen
class Prospect:
    """What one programme, or one role in it, makes of a firm; ``decision`` is the full assessment."""

    view: FirmView = attrs.field(repr=False)
    decision: Assessment[Any, Any]
    _asks: frozenset[Path] = attrs.field(repr=False)

    @property
    def name(self) -> str:
        """The name of the programme, or of the role in it."""
        return self.view.name

    @property
    def title(self) -> Text:
        """The programme's title, with the role where there is one."""
        return self.view.title

    @property
    def outcome(self) -> Outcome:
        """Eligible: open to the firm; ineligible: closed; undetermined: undecided."""
        return self.decision.outcome

    @property
    def reasons(self) -> Findings:
        """The findings that make it so: what is met, what is not, or what is still undetermined."""
        wanted = _DECIDES[self.outcome]
        return Findings(
            finding
            for finding in self.decision.findings
            if finding.result is wanted and finding.declaration.force == "required"
        )

    @property
    def missing(self) -> tuple[Gap, ...]:
        """What the applicant can say of the firm that may still matter, by its place in the firm.

        Never more than ``decision.missing`` lists; less, where a fact could only lead to what others
        have yet to say.
        """
        placed = [(gap, self.view.of_firm(gap.answered_at)) for gap in self.decision.missing]
        return tuple(
            attrs.evolve(gap, path=path, info=gap.anew or gap.info, anew=None)
            for gap, path in placed
            if path in self._asks
        )

    @property
    def awaiting(self) -> tuple[Gap, ...]:
        """What others must settle."""
        return self.decision.awaiting

    def message(self, locale: str) -> str:
        """What it comes to in words, with the reasons, and with what would open it again."""
        title = self.title.in_(locale)
        lines = [_SAID[self.outcome].filled(locale, lambda _: title)]
        if self.outcome is Outcome.INELIGIBLE:
            lines += [f"  {finding.message(locale)}" for finding in self.reasons]
            remedies = [one.message(locale) for one in self.decision.remedies[:1]]
            lines += [_line(_REMEDY, remedies, locale)] if remedies else []
        for template, gaps in ((_MISSING, self.missing), (_AWAITING, self.awaiting)):
            labels = [gap.info.label.in_(locale) or gap.path.key for gap in gaps]
            lines += [_line(template, labels, locale)] if labels else []
        return "\n".join(lines)


def _line(template: Text, parts: list[str], locale: str) -> str:
    """One indented line that lists some parts."""
    joined = AND.in_(locale).join(parts)
    return f"  {template.filled(locale, lambda _: joined)}"


@attrs.frozen
class Exploration:
    """Every programme that judges a firm, and the next best question.

    ``prospects`` stand in the order of the catalogue; ``without_policy`` names the programmes that
    have no edition on the date of filing and so say nothing.
    """

    firm: Company
    on: Fact[date]
    prospects: tuple[Prospect, ...]
    without_policy: tuple[str, ...] = ()
    past: Frequencies | None = attrs.field(default=None, repr=False)
    skipped: tuple[Path, ...] = ()
    _outlook: Outlook = attrs.field(kw_only=True, alias="outlook", repr=False, eq=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled without the outlook, which is worked out again."""
        parts = (self.firm, self.on, self.prospects, self.without_policy, self.past, self.skipped)
        return _explored, parts

    def __getitem__(self, name: str) -> Prospect:
        """What one programme says, by name; raises ``KeyError`` for one that was not asked."""
        for prospect in self.prospects:
            if prospect.name == name:
                return prospect
        raise KeyError(f"no programme {name!r} was looked at, only {[one.name for one in self.prospects]}")

    def _of(self, outcome: Outcome) -> tuple[Prospect, ...]:
        return tuple(prospect for prospect in self.prospects if prospect.outcome is outcome)

    @property
    def open(self) -> tuple[Prospect, ...]:
        """The programmes that are open to the firm."""
        return self._of(Outcome.ELIGIBLE)

    @property
    def closed(self) -> tuple[Prospect, ...]:
        """The programmes that are closed to it; each says why."""
        return self._of(Outcome.INELIGIBLE)

    @property
    def undecided(self) -> tuple[Prospect, ...]:
        """The programmes of which it is not known yet."""
        return self._of(Outcome.UNDETERMINED)

    @property
    def missing(self) -> tuple[Gap, ...]:
        """The facts that would settle the rest, each once, with every rule that waits for it."""
        return _merged(gap for prospect in self.prospects for gap in prospect.missing)

    @property
    def awaiting(self) -> tuple[Gap, ...]:
        """What others must settle, each once."""
        return _merged(gap for prospect in self.prospects for gap in prospect.awaiting)

    @cached_property
    def next(self) -> Question | None:
        """The next best question; ``None`` when no answer of the applicant's matters any more.

        With past frequencies it is the one that is likely to close a programme soonest, without
        them the one that leaves the fewest questions.
        """
        path = next_fact(self._outlook, self.past, self.skipped)
        return None if path is None else _question(self._outlook, path)

    @property
    def questions_left(self) -> int:
        """How many facts may still be asked for, at the most."""
        return len(self._outlook.asks.difference(self.skipped))

    def message(self, locale: str) -> str:
        """What every programme comes to, in words."""
        return "\n".join(prospect.message(locale) for prospect in self.prospects)


@calculation("guide.which-programmes", unit="", zh="可申請之計畫", en="Programmes open to a firm")
def explore(
    firm: Company,
    *,
    on: Fact[date] = UNKNOWN,
    programmes: Programmes = None,
    policies: Mapping[str, Any] | None = None,
    past: Frequencies | None = None,
    skipped: Collection[Path] = (),
) -> Exploration:
    """What every programme makes of a firm as of ``on``, the civil date on which it would file.

    ``programmes`` are all in the catalogue that judge a firm unless named or given; ``policies`` are
    other numbers under the same text, by the name of the prospect that they are for (``"points"``,
    ``"research.lead"``); ``past`` orders the questions by how past firms came out; ``skipped`` facts are
    not asked for. While the date is unknown it is one of the facts to be asked for, and the last edition
    of each programme is looked at.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no firm, for a ``datetime`` as
    date, and for ``policies`` of another class or of none that is looked at;
    :class:`~cloudgrant.rules.law.edition.NoEdition` where no programme at all has an edition on that day;
    ``KeyError`` for a name that no programme has.

    >>> import cloudgrant as cg
    >>> firm = cg.InformationServiceProvider(manufacturer=False, cloud_services="starting")
    >>> found = explore(firm, on=date(2022, 5, 2), programmes=["points", "coaching"])
    >>> [one.name for one in found.closed], [one.name for one in found.undecided]
    (['points'], ['coaching'])
    >>> [gap.path.key for gap in found.missing]
    ['cloud_base', 'coaching_own_funds']
    """
    checked: object = firm
    if not isinstance(checked, Company):
        given = type(checked).__name__
        raise InvalidInput([Problem.at(["firm"], "subject", expected=Company.__name__, given=given)])
    lenses, without = lenses_for(programmes, on, policies)
    outlook = outlook_on(lenses, firm, on)
    prospects = tuple(
        Prospect(
            lens.view,
            lens.view.programme.assess(lens.view.of(firm), on=on, policy=lens.policy),
            standing.asks,
        )
        for lens, standing in zip(lenses, outlook.standings, strict=True)
    )
    names = tuple(view.name for view in without)
    return Exploration(firm, on, prospects, names, past, tuple(skipped), outlook=outlook)


def _explored(firm: Company, on: Fact[date], prospects: tuple[Prospect, ...], *rest: Any) -> Exploration:
    """An exploration of what was found before."""
    lenses = tuple(Lens(one.view, one.decision.policy) for one in prospects)
    return Exploration(firm, on, prospects, *rest, outlook=outlook_on(lenses, firm, on))


def _question(outlook: Outlook, path: Path) -> Question:
    """The question for a fact, with the strongest thing that can be said for asking it."""
    after = outlooks_after(outlook, path)
    found: dict[Reason, list[FirmView]] = {}
    for place, (lens, standing) in enumerate(zip(outlook.lenses, outlook.standings, strict=True)):
        if path in standing.asks:
            reason = _reason([one.standings[place].outcome for one in after])
            found.setdefault(reason, []).append(lens.view)
    strongest = min(found, key=_STRENGTH.index)
    views = found[strongest]
    names, titles = tuple(view.name for view in views), tuple(view.title for view in views)
    return Question(path, outlook.info(path), strongest, names, titles)


def _reason(outcomes: list[Outcome]) -> Reason:
    """What the different answers do to one programme."""
    if outcomes and Outcome.UNDETERMINED not in outcomes:
        return "settles"
    if Outcome.ELIGIBLE in outcomes:
        return "may_open"
    return "may_close" if Outcome.INELIGIBLE in outcomes else "needed"


def _merged(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Each gap once, with the rules of all; in the order of the form."""
    found: dict[tuple[Path, str], Gap] = {}
    for gap in gaps:
        key = (gap.path, gap.because)
        earlier = found.get(key)
        rules = gap.rules if earlier is None else (*earlier.rules, *gap.rules)
        found[key] = attrs.evolve(gap, rules=tuple(dict.fromkeys(rules)))
    order = {path: place for place, path in enumerate(form_order({path for path, _ in found}))}
    return tuple(found[key] for key in sorted(found, key=lambda key: order[key[0]]))
