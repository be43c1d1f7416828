"""A programme over a frame: outcome, award and the result of each rule as columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

import narwhals as nw

from cloudgrant.frames.by_edition import joined, names_of, parts_of
from cloudgrant.frames.cells import literal
from cloudgrant.frames.checking import class_at, wrong_choices, wrong_columns
from cloudgrant.frames.detail import Detail, detailed, details_of, is_detail, is_margin
from cloudgrant.frames.libraries import is_spark
from cloudgrant.frames.lists import IN_NO_CELL
from cloudgrant.frames.naming import Names, named
from cloudgrant.frames.nonsense import INVALID, Invalid, made_sound, told_in
from cloudgrant.frames.rows import Rows
from cloudgrant.frames.tables import SUBJECTS, Tables, of_keys
from cloudgrant.frames.truths import OfRows, all_hold, choose, no, some_holds
from cloudgrant.frames.unmatched import UNMATCHED, Unmatched, unmatched_headings
from cloudgrant.frames.verdicts import verdict_on
from cloudgrant.rules.deciding.results import Outcome, Result
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing import tree
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.problems import Gathered, InvalidInput, Problem
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["assess", "decided_by", "rows_of"]


def assess(
    frame: Any,
    programme: Programme[Any, Any],
    *,
    subject: type[Any] | None = None,
    key: str | tuple[str, ...] | None = None,
    on: date | str,
    policy: Any = None,
    stage: Stage = "application",
    columns: Any = None,
    unmatched: Unmatched = "raise",
    invalid: Invalid = "raise",
    detail: Detail | Iterable[Detail] = (),
    names: Names = "id",
    prefix: str = "",
    replace: bool | Iterable[str] = False,
) -> Any:
    """The frame with columns for the outcome, the award and the ceiling if any, and each rule's result.

    Columns are named as the subject's facts (``order.price`` for a fact inside a record); other columns are
    kept and ignored. A fact without a column is unknown, unless ``subject`` (the class that the stage is
    about, unless given) presets it.

    ``columns`` says which heading is which fact: ``{"實收資本額": "paid_in_capital"}``; in which unit
    (``("paid_in_capital", "千元")``, one of :data:`cloudgrant.values.column_units.COLUMN_UNITS`); or what
    its words mean (``("factory", {"已登記": "registered"})``). A heading of ``""`` is no fact, whatever it
    is called. Where there are several tables, or columns of lists, by table: ``{"": {…}, "lines": {"金額":
    ("amount", "千元")}}``. Conversions are exact: a float is the decimal that it prints as, and what is then
    no whole number, or beyond 64 bits (2**53 for a float), is nonsense. Whole numbers may be floats or
    decimals in any case, and a float that is no number (NaN) is unknown. A number is neither yes nor no:
    ``("flag", {1: True, 0: False})`` says so.

    A heading that is near the name or the label of a fact that the rules read and no column holds is refused
    (``unmatched="ignore"`` lets it pass), and so is a frame none of whose columns is such a fact.
    :func:`~cloudgrant.frames.missing` tells what rules read and no column holds.

    **Nonsense** (a number out of bounds, a text that is no option, facts that contradict one another, a list
    longer than it may be, an edition that there is not) is refused with its rows by ``invalid="raise"``,
    which collects a lazy frame once to look; ``"unknown"`` takes it as not known, as
    :func:`cloudgrant.draft` does, and ``"column"`` does so with a column ``invalid`` that says of each row
    what was wrong (``fact: code``, with semicolons). Keys that are missing, repeated or of no subject are
    refused in any case. ``"trust"`` looks at nothing, keys neither: it saves what looking costs of a frame in
    which :func:`~cloudgrant.frames.problems` found none. Otherwise only what cannot be said as an expression
    is collected of lazy frames beforehand: the texts that are not plain, and keys.

    **Lists** are tables of their own: ``{"": proposals, "lines": lines}``, the table of the subjects under
    the empty name, that of each list under its own (``firm.business_codes`` inside a record), every table
    with the column ``key`` of its subject. A list of plain values has one further column, or one called
    ``value``. Lists inside lists (``plans.prices``) have a ``key`` of two parts, of which the second names
    the item of the outer list in both tables. Or a list is a column of lists, of records where its items are
    those; then it needs no key, unless the frame is one of a database. A subject without rows in a table has
    an empty list. Where a column of the list's name in the table of subjects is false or null, or a column of
    lists is null, the list is unknown; and so is one without a table, where several are given. Of a single
    frame a list that the rules read must be a column.

    ``on`` is the date of filing, or the name of a date column: then each row
    goes by the edition of its own day. At a later stage each goes by that of its column ``edition``, where
    there is one. A rule that an edition does not have, and a day before the first, is null. ``policy`` are
    other numbers: they choose no text, but for a row without a day, which goes by the text that they are of.
    Results are the words of
    :class:`~cloudgrant.rules.deciding.results.Outcome` and
    :class:`~cloudgrant.rules.deciding.results.Result`.

    ``detail`` asks for more columns, of :data:`~cloudgrant.frames.detail.DETAILS`. ``names`` gives the
    columns that are added other names: ``"plain"`` such as need no quoting (``points_applicant_size``), or a
    function of the name; ``prefix`` stands before each. A column that the frame has already is never
    overwritten but where ``replace`` is true, or names it.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing each column that is of the wrong type,
    and all else that is said to be refused here.

    >>> import polars as pl
    >>> import cloudgrant as cg
    >>> from cloudgrant import frames
    >>> from datetime import date
    >>> firms = pl.DataFrame({"實收資本額": [80_000.0, 200_000.0], "regular_employees": [260, None],
    ...                       "factory": "registered", "points_last_used_in": 0})
    >>> decided = frames.assess(firms, cg.points, subject=cg.Manufacturer, on=date(2022, 5, 2),
    ...                         columns={"實收資本額": ("paid_in_capital", "千元")})
    >>> decided["outcome"].to_list(), decided["award"].to_list()
    (['eligible', 'undetermined'], [200000, None])
    """
    asked = details_of(detail)
    columns_read = rows_of(
        frame, programme, subject=subject, key=key, on=on, policy=policy, stage=stage,
        columns=columns, unmatched=unmatched, invalid=invalid,
    )  # fmt: skip
    given = columns_read.tables.given[SUBJECTS]
    there = columns_read.tables.frames[SUBJECTS].collect_schema().names()
    if is_spark(given):  # as it calls them itself
        there = [name.replace("/", ".") for name in there]
    call = named(names, prefix, replace, there)

    def decided(law: Programme[Any, Any]) -> dict[str, nw.Expr]:
        numbers = law.edition.policy if policy is None else policy
        found = decided_by(columns_read, law, numbers, stage)
        return found | detailed(asked, found, columns_read, law, numbers, stage)

    def read() -> dict[str, nw.Expr]:
        undetermined = partial(_undetermined, columns_read)
        found = joined(parts_of(programme, columns_read, on, stage, policy), decided, undetermined)
        if invalid == "column":
            found["invalid"] = told_in(columns_read)
        return call(found)

    return columns_read.extended(given, read)


def rows_of(
    frame: Any,
    programme: Programme[Any, Any],
    *,
    subject: type[Any] | None,
    key: str | tuple[str, ...] | None,
    on: date | str,
    policy: Any,
    stage: Stage = "application",
    columns: Any = None,
    unmatched: Unmatched = "ignore",
    invalid: Invalid = "raise",
) -> Rows:
    """The rows of the subjects, looked at as :func:`assess` does.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what a programme cannot decide on.
    """
    subject = class_at(programme, stage, subject)
    tables = Tables(frame, subject, keys=of_keys(key), on=on, columns=columns)
    found = list(wrong_choices(unmatched=(unmatched, UNMATCHED), invalid=(invalid, INVALID)))
    if not issubclass(subject, programme.subjects[stage]):
        expected, given = programme.subjects[stage].__name__, subject.__name__
        found.append(Problem.at(["subject"], "subject", expected=expected, given=given))
    if policy is not None and not isinstance(policy, programme.policy):
        expected, given = programme.policy.__name__, type(policy).__name__
        found.append(Problem.at(["policy"], "subject", expected=expected, given=given))
    found += Rows(tables.subjects, tables).problems
    found += wrong_columns(tables)
    if not found and unmatched == "raise":
        found += unmatched_headings(tables, programme, stage)
    carried = Rows(tables.subjects, tables).carried
    if stage == "application" or carried not in tables.subjects.schema:
        carried = ""
    try:
        if not found or invalid == "raise":
            made_sound(tables, invalid, carried, names_of(programme))
    except InvalidInput as error:
        found += error.problems
    if found:
        raise InvalidInput(found)
    return Rows(tables.subjects, tables)


def _undetermined(columns: Rows, column: str) -> nw.Expr:
    """What stands in a column where it is not known by which edition a row goes."""
    if column in ("award", "ceiling") or is_margin(column):
        return literal(UNKNOWN, "int")
    if is_detail(column):
        return literal(UNKNOWN, "text")
    return columns.word(Outcome.UNDETERMINED if column == "outcome" else Result.UNDETERMINED)


def decided_by(
    columns: Rows, programme: Programme[Any, Any], policy: Any, stage: Stage = "application"
) -> dict[str, nw.Expr]:
    """The columns of a decision under one edition.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` listing what no column holds or leads to.
    """
    clear, certain, results = [], [], {}
    problems = Gathered(once=True)
    with columns.recording() as uses:
        for traced in programme.traced_at(stage):
            try:
                verdict = verdict_on(traced, columns, policy)
            except InvalidInput as error:
                problems += error.problems
                continue
            results[traced.rule.id] = verdict.result
            if traced.rule.force == "required":
                clear.append(verdict.clear)
                certain.append(verdict.applies)
    if problems:
        raise InvalidInput(problems)
    # All must hold; and of what is met it must be sure that something applies.
    eligible = columns.kept(all_hold((*clear, _surely(some_holds(certain)))), uses)
    decided = {"outcome": columns.in_words(eligible, Outcome)}
    award = programme.award_at(stage)
    if award is not None:
        amount = columns.expression(award[1], policy, "int")
        nothing = literal(UNKNOWN, "int")
        decided["award"] = choose((no(eligible), literal(0)), (eligible, amount), otherwise=nothing)
    ceiling = programme.ceiling_at(stage)
    if ceiling is not None:
        decided["ceiling"] = _ceiling(columns, ceiling, policy)
    return {**decided, **results}


def _ceiling(columns: Rows, ceiling: tree.Node, policy: Any) -> nw.Expr:
    """The most that may be asked for; of which nothing is told is not known, for no rule waits for it."""
    try:
        return columns.expression(ceiling, policy, "int")
    except InvalidInput as error:
        if any(problem.code != IN_NO_CELL for problem in error.problems):
            raise
        return literal(UNKNOWN, "int")


def _surely(truth: OfRows) -> OfRows:
    """True where a truth is known to hold; what does not hold is as open as what is not known."""
    if not isinstance(truth, nw.Expr):
        return True if truth is True else UNKNOWN
    return nw.when(truth).then(literal(True))
