"""Reforms 制度變更: other numbers, other rules, and who gains and who loses by them.

What is not known of a subject is completed *alike* under both: a subject whose capital is unknown does
not have one capital today and another under the reform. So a reform that changes nothing changes
nobody, and one that only loosens has no losers, whatever is unknown. Data frames need the extra
``frames``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from cloudgrant.reform.diff import ProgrammeDiff, diff_of
from cloudgrant.reform.footnotes import Footnote, footnote_of
from cloudgrant.reform.impact_html import as_html
from cloudgrant.reform.impact_table import Maker, table_of
from cloudgrant.reform.one_subject import effect_on
from cloudgrant.reform.reformed import reformed
from cloudgrant.reform.sides import Effect, Held, Side
from cloudgrant.reform.tallies import Found, Tally, summed, weighed
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.editions import Period
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Rule
from cloudgrant.rules.writing.for_each import ForEach
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.loading import extra_named
from cloudgrant.values.problems import Gathered, InvalidInput, Problem
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

if TYPE_CHECKING:  # frames are an extra
    from cloudgrant.frames.nonsense import Invalid
    from cloudgrant.frames.unmatched import Unmatched

__all__ = ["Count", "Effect", "Impact", "Reform", "compare"]

S = TypeVar("S")
P = TypeVar("P")


def _fixed(policy: Any) -> Any:
    return FrozenMap(policy) if isinstance(policy, Mapping) else policy


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else tuple(ids)


def _rules(rules: Iterable[Rule[...]]) -> tuple[Rule[...], ...]:
    return tuple(rules)


def _joining(rules: Iterable[Rule[...] | ForEach]) -> tuple[Rule[...] | ForEach, ...]:
    return tuple(rules)


def _clauses(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(clauses)


@attrs.frozen
class Reform:
    """A named reform of a programme: numbers (``policy``) and rules, from a day on.

    ``since`` is the first day of it: applications from then on go by it; by default it is of all editions
    alike. ``policy`` holds values that take the place of those of whichever edition is in force, or is a
    whole policy (as ``attrs.evolve`` makes one); ``without`` drops rules by id, ``replace`` puts rules in the
    place of those with the same ids, ``add`` joins further ones, whose new clauses stand in ``clauses``.
    :meth:`of` gives the programme as reformed, which decides, reports and explains like any other, can be
    reformed again, and whose receipts tell what was reformed.

    >>> from datetime import date
    >>> import cloudgrant as cg
    >>> from cloudgrant.reform import Reform
    >>> again = Reform("again", without=["points.applicant.not-repeat"], policy={"grant": 100_000})
    >>> firm = cg.Manufacturer(paid_in_capital=1, factory="exempt", points_last_used_in=2021)
    >>> decision = again.of(cg.points).assess(firm, on=date(2022, 5, 2))
    >>> decision.award, dict(decision.receipt.reformed)
    (100000, {'grant': '100000'})
    """

    name: str
    since: date | None = attrs.field(default=None, kw_only=True)
    policy: Any = attrs.field(default=None, kw_only=True, converter=_fixed)
    without: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_ids)
    replace: tuple[Rule[...], ...] = attrs.field(default=(), kw_only=True, converter=_rules)
    add: tuple[Rule[...] | ForEach, ...] = attrs.field(default=(), kw_only=True, converter=_joining)
    clauses: tuple[Clause, ...] = attrs.field(default=(), kw_only=True, converter=_clauses)

    def of(self, programme: Programme[S, P]) -> Programme[S, P]:
        """The programme as reformed; raises ``InvalidInput`` listing all that does not fit it."""
        return reformed(
            programme,
            name=self.name,
            since=self.since,
            policy=self.policy,
            without=self.without,
            replace=self.replace,
            add=self.add,
            clauses=self.clauses,
        )

    def diff(
        self, programme: Programme[Any, Any], *, subjects: Iterable[Any] = (), on: date | None = None
    ) -> ProgrammeDiff:
        """What it changes, clause by clause, and which of the subjects, filed ``on`` a day, flip and why."""
        return diff_of(programme, self.of(programme), subjects=subjects, on=on)


@attrs.frozen(kw_only=True)
class Count:
    """How many of a group come out how under a variant, held against the first variant.

    ``winners`` and ``losers`` surely gain or lose, whatever is not known; ``unchanged`` surely come out
    alike; of the others, the ``undetermined``, ``may_gain`` *may* gain and ``may_lose`` may lose (one
    can be in both). ``award`` is the sum of what winners gain and losers lose, ``None`` where the
    programme has no award.
    """

    variant: str
    group: tuple[Any, ...]
    subjects: int
    winners: int
    losers: int
    unchanged: int
    undetermined: int
    may_gain: int
    may_lose: int
    award: int | None

    def message(self, locale: str = "en") -> str:
        """The numbers in words."""
        words = {name: str(value) for name, value in attrs.asdict(self, recurse=False).items()}
        words["group"] = "".join(f" [{part}]" for part in self.group)
        return _COUNT.filled(locale, words.__getitem__)


_COUNT = Text(
    "comparing.count",
    zh="{variant}{group}：{subjects} 件，受益 {winners}、受損 {losers}、不變 {unchanged}、"
    "未定 {undetermined}（可能受益 {may_gain}、可能受損 {may_lose}）",
    en="{variant}{group}: of {subjects}, {winners} gain, {losers} lose, {unchanged} are unchanged, "
    "{undetermined} undetermined ({may_gain} may gain, {may_lose} may lose)",
)


@attrs.frozen(kw_only=True, str=False)
class Impact:
    """What :func:`compare` gives: ``counts`` by variant and group, and ``rows``, each subject's effect.

    ``rows`` is the frame that was given (of several that of the subjects) with one column for each variant
    (its effect, named as the variant), or for a list of objects a tuple of mappings from variant to effect,
    in the same order. ``footnote`` is what it rests on: texts, policies, how many rows and how many open.
    ``str()`` tells the counts and the footnote; a notebook shows a table.
    """

    counts: tuple[Count, ...]
    rows: Any = attrs.field(repr=False)
    footnote: Footnote
    _by: tuple[str, ...] = attrs.field(repr=False, eq=False, alias="by")
    _found: tuple[Found, ...] = attrs.field(repr=False, eq=False, alias="found")
    _chosen: Callable[[str, tuple[str, ...]], Any] = attrs.field(repr=False, eq=False, alias="chosen")
    _again: Callable[[tuple[str, ...], str | None], Iterable[Found]] = attrs.field(
        repr=False, eq=False, alias="again"
    )
    _made: Maker = attrs.field(repr=False, eq=False, alias="made")

    def table(
        self, weights: str | None = None, by: Iterable[str] | None = None, locale: str | None = None
    ) -> Any:
        """A tidy table: a row for each variant but the first, and each group.

        ============================== ===================================================================
        ``variant``                    its name; then a column for each name in ``by``
        ``rows``                       how many subjects there are
        ``weight``                     how many they stand for: the sum of their weights, else ``rows``
        ``winners_low, winners_high``  who surely gains, and who gains or may gain
        ``losers_low, losers_high``    who surely loses, and who loses or may lose
        ``cost_low, cost_high``        what awards change by against the first variant, at the least and at
                                       the most; null where there is no award, or where it may be so large
                                       that the sum does not fit into 64 bits
        ``undetermined``               who may gain or lose, though it is not sure
        ``undetermined_share``         as a share of ``weight``
        ``edition, digest``            the texts, and the digests of the policies, that decided
        ============================== ===================================================================

        An award that is not known widens the band: it lies between what its calculation can come to under
        each policy. As long as it is open who is eligible, a subject may be out or in under both, may come in
        where the rules allow that, and go out where they do. A band does not fall where nobody may lose, nor
        rise where nobody may gain. It is sound, and with complete facts a point.

        ``weights`` is a column (of objects an attribute) of whole numbers from 0, by which each subject
        counts so often; all columns but ``rows`` are then by weight. ``by`` are other columns to group by.
        Without either the table is as ``compare`` was asked, and nothing is counted again; else a lazy frame
        is collected once more. With a ``locale`` the columns are called in its language.

        A frame of the kind that was given; of a lazy one, or one of a database, of the kind that narwhals
        collects it as (polars of polars, pyarrow of DuckDB). Of objects a tuple of mappings.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for unknown columns, groups that are called
        as a column of the table, and weights that are missing, negative or no whole numbers.
        """
        if weights is None and by is None:
            return self._tabled(None, None, locale)
        groups = self._by if by is None else _ids(by)
        found = tuple(self._again(groups, weights))
        return self._made(*table_of(found, groups, self.footnote, locale))

    def _tabled(self, values: Mapping[str, Any] | None, called: str | None, locale: str | None) -> Any:
        """The table as it was compared; with values in place of the names of variants."""
        return self._made(
            *table_of(self._found, self._by, self.footnote, locale, values=values, called=called)
        )

    def as_html(self, locale: str = "en") -> str:
        """The table in HTML, with the footnote; everything in it is escaped."""
        return as_html(self._found, self._by, self.footnote, locale)

    def _repr_html_(self) -> str:
        return self.as_html()

    def __str__(self) -> str:
        return f"{self.message()}\n\n{self.footnote.message()}"

    def where(self, variant: str, *effects: Effect) -> Any:
        """The subjects with one of these effects under a variant: rows of the frame, or objects.

        Raises :class:`~cloudgrant.values.problems.InvalidInput` for a variant that was not compared
        and for what is no effect.
        """
        variants = tuple(dict.fromkeys(count.variant for count in self.counts))
        asked = [
            ("variant", variant, variants),
            *(("effects", effect, get_args(Effect)) for effect in effects),
        ]
        problems = [
            Problem.at([name], "option", given=shown(given), expected=", ".join(known))
            for name, given, known in asked
            if given not in known and known
        ]
        if problems:
            raise InvalidInput(problems)
        return self._chosen(variant, effects)

    def winners(self, variant: str) -> Any:
        """Who surely gains by a variant."""
        return self.where(variant, "gains")

    def losers(self, variant: str) -> Any:
        """Who surely loses by a variant."""
        return self.where(variant, "loses")

    def message(self, locale: str = "en") -> str:
        """Every count in words, one on a line."""
        return "\n".join(count.message(locale) for count in self.counts)


def compare(
    data: Any,
    programme: Programme[Any, Any],
    variants: Mapping[str, Any],
    *,
    by: Iterable[str] = (),
    weights: str | None = None,
    subject: type[Any] | None = None,
    key: str | tuple[str, ...] | None = None,
    on: date | str,
    policy: Any = None,
    columns: Any = None,
    unmatched: Unmatched = "raise",
    invalid: Invalid = "raise",
) -> Impact:
    """Hold each variant of a programme against the first, over data frames or an iterable of subjects.

    A variant is ``None`` (as it is), a :class:`Reform`, or a policy. A subject gains where it becomes
    eligible, or stays so with a larger award; it loses the other way round. ``by`` are columns of the frame
    (facts or attributes of the objects) to group by, ``weights`` is one of whole numbers, by which
    :meth:`Impact.table` counts. A lazy frame is collected once, whatever the number of variants; before that
    it is looked through for nonsense, unless ``invalid`` says otherwise.

    ``subject``, ``key``, ``on``, ``policy`` (what the variants start from), ``columns``, ``unmatched`` and
    ``invalid`` are as :func:`cloudgrant.frames.assess` takes them (a column of what was invalid is not made):
    by a column of days, each row is held under the editions of
    its own day; a row without a day may do either, one before the first edition is the same unless
    ``policy`` is given.

    Lists are tables of their own beside that of the subjects, ``{"": proposals, "lines": lines}``, or columns
    of lists, as :func:`cloudgrant.frames.assess` takes them. Effects, counts and ``by`` are of the subjects.

    **What is claimed of a row with nulls.** Each unknown is completed alike under both variants.
    ``gains`` and ``loses`` are certain: they hold for every completion. ``same`` is certain too. ``may
    gain`` and ``may lose`` say that it was not ruled out: with complete facts they never occur, and a
    possibility is ruled out wherever the rules, comparison by comparison, allow only the other way. Rules
    that are unchanged never make anybody gain or lose; loosened ones (a higher ceiling, a lower floor, a
    longer list, a rule dropped) never make anybody *possibly* lose. The same fact in two rules that
    exclude each other may leave a possibility that no completion has; never the other way round.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for fewer than two variants, unknown columns
    and all that :func:`cloudgrant.frames.assess` refuses, of whichever variant.

    >>> from datetime import date
    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant.reform import Reform, compare
    >>> firms = pl.DataFrame({
    ...     "county": ["台南", "台南", "新竹"], "paid_in_capital": [10**9, None, 10**9],
    ...     "regular_employees": [230, 230, None], "factory": "exempt", "points_last_used_in": 0})
    >>> larger = Reform("larger", policy={"regular_employee_ceiling": 250})
    >>> impact = compare(firms, cg.points, {"now": None, "larger": larger}, by=["county"],
    ...                  subject=cg.Manufacturer, on=date(2022, 5, 2))
    >>> print(impact.message("en"))
    larger [台南]: of 2, 1 gain, 0 lose, 0 are unchanged, 1 undetermined (1 may gain, 0 may lose)
    larger [新竹]: of 1, 0 gain, 0 lose, 0 are unchanged, 1 undetermined (1 may gain, 0 may lose)
    >>> impact.winners("larger")["regular_employees"].to_list()
    [230]
    """
    if len(variants) < 2:
        raise InvalidInput([Problem.at(["variants"], "reform.variants", _TWO, given=len(variants))])
    groups = (by,) if isinstance(by, str) else tuple(by)
    held = _held_in_time(_decided_by(programme, variants), on, policy)
    if isinstance(data, Iterable) and not isinstance(data, Mapping) and not hasattr(data, "columns"):
        return _of_objects(tuple(data), programme, held, groups, weights, on)
    with extra_named():
        from cloudgrant.reform.frames import impact_on_frame

    impact = impact_on_frame(
        data, held, groups, weights, subject=subject or programme.subject, key=key, on=on,
        columns=columns, unmatched=unmatched, invalid=invalid,
    )  # fmt: skip
    return Impact(
        counts=_counts(impact.found, groups, held[0].sides),
        rows=impact.rows,
        footnote=footnote_of(programme.name, on, held, impact.found),
        by=groups,
        found=tuple(impact.found),
        chosen=impact.chosen,
        again=impact.again,
        made=impact.made,
    )


_TWO = Text(
    "comparing.two",
    zh="至少需有兩個方案，卻只有 {given} 個",
    en="at least two variants are needed, not {given}",
)
_NO_WEIGHT = Text(
    "comparing.no_weight",
    zh="權數應為 0 以上之整數，卻是 {given}",
    en="a weight is a whole number from 0, not {given}",
)
_ATTRIBUTE = Text("comparing.attribute", zh="沒有「{given}」這個屬性", en="there is no attribute {given!r}")


def _decided_by(
    programme: Programme[Any, Any], variants: Mapping[str, Any]
) -> dict[str, Programme[Any, Any]]:
    """The programme by which each variant decides; all problems of all variants at once."""
    decided: dict[str, Programme[Any, Any]] = {}
    problems = Gathered()
    for name, variant in variants.items():
        try:
            reform = variant if isinstance(variant, Reform) else Reform(name, policy=variant)
            decided[name] = reform.of(programme)
        except InvalidInput as error:
            problems.add_below(error.problems, "variants", name)
    if problems:
        raise InvalidInput(problems)
    return decided


def _held_in_time(
    decided: Mapping[str, Programme[Any, Any]], on: date | str, policy: Any
) -> tuple[Held, ...]:
    """The variants as they are held against each other: at once, or in each period in which none changes."""
    if not isinstance(on, str):
        return (
            Held(None, {name: _side(one.law_on(on, policy=policy), policy) for name, one in decided.items()}),
        )
    begun = sorted({period.since for one in decided.values() for period in one.periods()})
    ends = [*(later - timedelta(1) for later in begun[1:]), None]
    held: list[Held] = []
    for since, until in zip(begun, ends, strict=True):
        laws = {name: one.under(since) for name, one in decided.items()}
        first = next(iter(laws.values())).edition
        sides = {name: _side(law, policy) for name, law in laws.items()}
        # Beside numbers a day before the first edition goes by that, as a frame is assessed.
        begins = date.min if policy is not None and not held else since
        held.append(Held(Period(begins, until, first), sides))
    return tuple(held)


def _side(law: Programme[Any, Any], policy: Any) -> Side:
    """A variant under an edition; with numbers that were given, as the variant changes them."""
    if policy is None:
        return Side(law, law.edition.policy)
    change = law.edition.change
    return Side(law, policy if change is None else change(policy))


def _counts(found: Iterable[Found], by: tuple[str, ...], sides: Mapping[str, Side]) -> tuple[Count, ...]:
    first, *rest = sides
    awards = sides[first].programme.award is not None
    order = sorted(
        found,
        key=lambda one: (rest.index(one.variant), [(part is None, str(part)) for part in one.group]),
    )
    return tuple(
        Count(
            variant=variant,
            group=group,
            subjects=of.number,
            winners=of.gains,
            losers=of.loses,
            unchanged=of.number - of.gains - of.loses - of.open_,
            undetermined=of.open_,
            may_gain=of.may_gain,
            may_lose=of.may_lose,
            award=of.award if awards else None,
        )
        for variant, group, of, _ in order
    )


def _of_objects(
    subjects: tuple[Any, ...],
    programme: Programme[Any, Any],
    held: tuple[Held, ...],
    by: tuple[str, ...],
    weights: str | None,
    on: date | str,
) -> Impact:
    sides = held[0].sides
    (_, before), *rest = sides.items()
    problems = _object_problems(subjects, before.programme.subject, by, weights)
    if isinstance(on, str):
        problems.append(no_civil_date("on", on))
    if problems or isinstance(on, str):
        raise InvalidInput(problems)
    rows: list[dict[str, Effect]] = []
    tallies: list[dict[str, Tally]] = []
    for subject in subjects:
        effects = {name: effect_on(subject, before, after, on) for name, after in rest}
        rows.append({name: effect for name, (effect, _) in effects.items()})
        tallies.append({name: tally for name, (_, tally) in effects.items()})

    def chosen(variant: str, effects: tuple[str, ...]) -> tuple[Any, ...]:
        return tuple(one for one, row in zip(subjects, rows, strict=True) if row[variant] in effects)

    def again(groups: tuple[str, ...], weight: str | None) -> list[Found]:
        wrong = _object_problems(subjects, before.programme.subject, groups, weight)
        if wrong:
            raise InvalidInput(wrong)
        by_group: dict[tuple[Any, ...], list[int]] = {} if groups else {(): []}
        for at, subject in enumerate(subjects):
            by_group.setdefault(tuple(getattr(subject, name) for name in groups), []).append(at)
        return [
            Found(
                name,
                group,
                summed(tallies[at][name] for at in places),
                None
                if weight is None
                else summed(weighed(tallies[at][name], getattr(subjects[at], weight)) for at in places),
            )
            for name, _ in rest
            for group, places in by_group.items()
        ]

    found = again(by, weights)
    return Impact(
        counts=_counts(found, by, sides),
        rows=tuple(FrozenMap(row) for row in rows),
        footnote=footnote_of(programme.name, on, held, found),
        by=by,
        found=tuple(found),
        chosen=chosen,
        again=again,
        made=_mappings,
    )


def _mappings(columns: Mapping[str, list[Any]], _numbers: list[str], _texts: list[str]) -> tuple[Any, ...]:
    """The table of objects: its rows as mappings."""
    return tuple(
        FrozenMap(dict(zip(columns, cells, strict=True))) for cells in zip(*columns.values(), strict=True)
    )


def _object_problems(
    subjects: tuple[Any, ...], cls: type[Any], by: tuple[str, ...], weights: str | None
) -> list[Problem]:
    problems = [
        Problem.at([index], "subject", expected=cls.__name__, given=type(subject).__name__)
        for index, subject in enumerate(subjects)
        if not isinstance(subject, cls)
    ]
    problems += [
        Problem.at(["by", name], "reform.by", _ATTRIBUTE, given=name)
        for name in by
        if not all(hasattr(subject, name) for subject in subjects)
    ]
    if weights is not None:
        given = [getattr(subject, weights, None) for subject in subjects]
        problems += [
            Problem.at([index, weights], "reform.weights", _NO_WEIGHT, given=shown(weight))
            for index, weight in enumerate(given)
            if not isinstance(weight, int) or isinstance(weight, bool) or weight < 0
        ]
    return problems
