"""Many applications, one after another or in a pool: each gets its decision or its problems."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from datetime import date
from functools import partial
from typing import Any, Final, Literal, TypeAlias, TypeVar, overload

from cloudgrant.data.answer import Answer
from cloudgrant.data.loading import load
from cloudgrant.data.submission import Submission
from cloudgrant.data.windowed import windowed
from cloudgrant.rules.assessment import Assessment
from cloudgrant.rules.deciding.ruling import Ruling
from cloudgrant.rules.law.edition import Edition, NoEdition
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.civil_dates import no_civil_date
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN, Fact

__all__ = ["assess_many"]

S = TypeVar("S")
P = TypeVar("P")

_Decided: TypeAlias = Assessment[Any, Any] | tuple[Problem, ...]

_NO_EDITION: Final = Text(
    "batch.no_edition", zh="{given} 尚無適用之版本", en="no edition was in force on {given}"
)


@overload
def assess_many(
    programme: Programme[S, P],
    items: Iterable[S | Mapping[str, Any] | Submission],
    *,
    subject: type[Any] | None = None,
    on: Fact[date] = UNKNOWN,
    policy: P | None = None,
    edition: Edition[P] | str | None = None,
    stage: Literal["application"] = "application",
    pool: Executor | None = None,
    chunk: int = 256,
    window: int = 16,
    progress: Callable[[int], object] | None = None,
) -> Generator[Answer[S, P], None, None]: ...
@overload  # other stages judge subjects of other classes, as in `Programme.assess`
def assess_many(
    programme: Programme[S, P],
    items: Iterable[Any],
    *,
    subject: type[Any] | None = None,
    on: Fact[date] = UNKNOWN,
    policy: P | None = None,
    edition: Edition[P] | str | None = None,
    stage: Stage,
    pool: Executor | None = None,
    chunk: int = 256,
    window: int = 16,
    progress: Callable[[int], object] | None = None,
) -> Generator[Answer[Any, P], None, None]: ...
def assess_many(
    programme: Programme[Any, P],
    items: Iterable[Any],
    *,
    subject: type[Any] | None = None,
    on: Fact[date] = UNKNOWN,
    policy: P | None = None,
    edition: Edition[P] | str | None = None,
    stage: Stage = "application",
    pool: Executor | None = None,
    chunk: int = 256,
    window: int = 16,
    progress: Callable[[int], object] | None = None,
) -> Generator[Answer[Any, P], None, None]:
    """An :class:`~cloudgrant.data.answer.Answer` to each item, in their order, as they are asked for.

    An item is a subject, plain data to be loaded as ``subject`` (the programme's own class unless given),
    or a :class:`~cloudgrant.data.submission.Submission` of either with an ``id``, a day, an edition and
    rulings of its own. What is wrong with one item is told in its answer and touches no other. What is wrong
    with the other arguments is the caller's mistake: :class:`~cloudgrant.values.problems.InvalidInput`, or
    :class:`~cloudgrant.rules.law.edition.NoEdition`, is raised at once, before an item is read. What the
    items themselves raise comes after the answers to those before.

    With a ``pool`` the work is done there, ``chunk`` items at a time, and the answers are the same. At most
    ``window`` chunks have been read and not been answered: give twice as many as there are workers. Processes
    share the work; threads take turns (unless Python runs without its global lock) and gain nothing. Whoever
    wants no more answers closes the generator: nothing more is read and what waits is cancelled. The pool
    stays yours to shut down.

    ``progress`` is called with how many more have been decided, as ``tqdm(...).update`` takes it; nothing
    is printed.

    >>> import cloudgrant as cg
    >>> from datetime import date
    >>> items = [
    ...     cg.Submission({"paid_in_capital": 1, "factory": "exempt", "points_last_used_in": 0}, id="A-7"),
    ...     {"paid_in_capital": -1}]
    >>> first, second = cg.assess_many(cg.points, items, subject=cg.Manufacturer, on=date(2022, 5, 2))
    >>> first.id, first.decision.outcome, second.number, second.problems[0].code
    ('A-7', <Outcome.ELIGIBLE: 'eligible'>, 1, 'negative')
    """
    problems = [
        *_not_as_declared(programme, items, subject, on, policy, stage),
        *_not_as_called(pool, chunk, window, progress),
    ]
    if problems:
        raise InvalidInput(problems)
    if edition is not None:
        programme = programme.under(edition)
    elif stage == "application" and on is not UNKNOWN:
        programme.law_on(on, policy=policy)  # or there is none on that day
    decide = partial(_decided, programme, subject or programme.subjects[stage], on, policy, stage)
    if pool is None:
        return _one_by_one(decide, items, progress)
    return _in_pool(partial(_each, decide), items, progress, pool, chunk, window)


def _not_as_declared(
    programme: object, items: object, subject: object, on: object, policy: object, stage: Any
) -> Iterator[Problem]:
    """What does not go with the programme."""
    if not isinstance(programme, Programme):
        yield _other("programme", Programme.__name__, programme)
        return
    if not isinstance(items, Iterable) or isinstance(items, Mapping | str | bytes):
        yield _other("items", "Iterable", items)
    if stage not in programme.subjects:
        yield Problem.at(["stage"], "option", expected=", ".join(programme.subjects), given=stage)
    elif subject is not None and not _is_subclass(subject, programme.subjects[stage]):
        given = subject.__name__ if isinstance(subject, type) else type(subject).__name__
        expected = programme.subjects[stage].__name__
        yield Problem.at(["subject"], "subject", expected=expected, given=given)
    if on is not UNKNOWN and not is_civil_date(on):
        yield no_civil_date("on", on)
    if policy is not None and not isinstance(policy, programme.policy):
        yield _other("policy", programme.policy.__name__, policy)


def _not_as_called(pool: object, chunk: object, window: object, progress: object) -> Iterator[Problem]:
    """What is wrong with how it is to be done."""
    if pool is not None and not isinstance(pool, Executor):
        yield _other("pool", Executor.__name__, pool)
    for name, number in (("chunk", chunk), ("window", window)):
        if type(number) is not int:
            yield _other(name, int.__name__, number)
        elif number < 1:
            yield Problem.at([name], "too_small", limit=1, given=number)
    if progress is not None and not callable(progress):
        yield _other("progress", "Callable", progress)


def _other(name: str, expected: str, given: object) -> Problem:
    return Problem.at([name], "subject", expected=expected, given=type(given).__name__)


def _is_subclass(given: object, expected: type[Any]) -> bool:
    return isinstance(given, type) and issubclass(given, expected)


def _one_by_one(
    decide: Callable[[Any], _Decided], items: Iterable[Any], progress: Callable[[int], object] | None
) -> Generator[Answer[Any, Any], None, None]:
    for number, item in enumerate(items):
        found = decide(item)
        if progress is not None:
            progress(1)
        yield _answer(number, item, found)


def _in_pool(
    decide: Callable[[list[Any]], list[_Decided]],
    items: Iterable[Any],
    progress: Callable[[int], object] | None,
    pool: Executor,
    chunk: int,
    window: int,
) -> Generator[Answer[Any, Any], None, None]:
    number = 0
    for part, decided in windowed(decide, items, pool, size=chunk, window=window):
        if progress is not None:
            progress(len(part))
        for item, found in zip(part, decided, strict=True):
            yield _answer(number, item, found)
            number += 1


def _answer(number: int, item: Any, found: _Decided) -> Answer[Any, Any]:
    id = item.id if isinstance(item, Submission) else None
    if isinstance(found, tuple):
        return Answer(number=number, id=id, problems=found)
    return Answer(number=number, id=id, decision=found)


def _each(decide: Callable[[Any], _Decided], part: list[Any]) -> list[_Decided]:
    return [decide(item) for item in part]


def _decided(
    programme: Programme[Any, Any], cls: type[Any], on: Fact[date], policy: Any, stage: Stage, item: Any
) -> _Decided:
    law, subject = programme, item
    rulings: Iterable[Ruling] = ()
    try:
        if isinstance(item, Submission):
            subject, rulings = item.subject, item.rulings
            on = on if item.on is UNKNOWN else item.on
            law = programme if item.edition is None else programme.under(item.edition)
        if isinstance(subject, Mapping):
            subject = load(cls, subject)
        return law.assess(subject, on=on, policy=policy, stage=stage, rulings=rulings)
    except InvalidInput as error:
        return error.problems
    except NoEdition:
        return (Problem.at(["on"], "edition.none", _NO_EDITION, given=on),)
