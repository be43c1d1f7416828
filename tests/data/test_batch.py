"""Many at once: in order, no further ahead than allowed, each with what is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context
from typing import Any

import pytest

import cloudgrant as cg

FILED = date(2022, 5, 2)
DATA: dict[str, Any] = {"paid_in_capital": 1, "factory": "exempt", "points_last_used_in": 0}
RULING = cg.Ruling(rule="points.applicant.size", result="met", by="補助辦公室", on=date(2022, 6, 1))
ITEMS: list[Any] = [
    DATA,
    {"paid_in_capital": -1, "factory": "x"},
    cg.Manufacturer(paid_in_capital=200_000_000, regular_employees=201),
    {"kind": "company", "manufacturer": False},
    {},
    "nonsense",
    cg.Submission(DATA, id="late", on=date(2022, 9, 1)),
    cg.Submission(cg.Manufacturer(**DATA), id=7, rulings=[RULING]),
    cg.Submission(DATA, id="too early", on=date(2021, 1, 1)),
    cg.Submission(DATA, id="a text", on="2022-05-02"),  # type: ignore[arg-type]
    cg.Submission(DATA, id="another year", edition="roc-112"),
    cg.Submission(DATA, id="no rulings", rulings=5),
] * 4


def summary(answers: Any) -> list[Any]:
    return [
        (
            one.number,
            one.id,
            one.decision and (one.decision.outcome, one.decision.on, one.decision.rulings),
            [(problem.code, problem.path.pointer) for problem in one.problems],
        )
        for one in answers
    ]


def answers(items: Any = ITEMS, **others: Any) -> Any:
    return cg.assess_many(cg.points, items, subject=cg.Company, on=FILED, **others)


ALONE = summary(answers())


def test_each_item_gets_its_own_answer() -> None:
    undetermined, ineligible = cg.Outcome.UNDETERMINED, cg.Outcome.INELIGIBLE
    assert ALONE[:12] == [
        (0, None, (undetermined, FILED, ()), []),
        (1, None, None, [("negative", "/paid_in_capital"), ("option", "/factory")]),
        (2, None, (ineligible, FILED, ()), []),
        (3, None, (ineligible, FILED, ()), []),
        (4, None, (undetermined, FILED, ()), []),
        (5, None, None, [("subject", "/subject")]),
        (6, "late", (ineligible, date(2022, 9, 1), ()), []),
        (7, 7, (cg.Outcome.ELIGIBLE, FILED, (RULING,)), []),
        (8, "too early", None, [("edition.none", "/on")]),
        (9, "a text", None, [("type", "/on")]),
        (10, "another year", None, [("edition.name", "/edition")]),
        (11, "no rulings", None, [("subject", "/rulings")]),
    ]
    assert [one[1:] for one in ALONE[12:24]] == [one[1:] for one in ALONE[:12]]
    assert [one[0] for one in ALONE] == list(range(len(ITEMS)))


def test_a_day_before_any_edition_is_told_in_both_languages() -> None:
    [answer] = cg.assess_many(cg.points, [cg.Submission(DATA, on=date(2021, 1, 1))], subject=cg.Manufacturer)
    [problem] = answer.problems
    assert problem.message("zh") == "110年1月1日 尚無適用之版本"
    assert problem.message("en") == "no edition was in force on 2021-01-01"


def test_a_pool_of_threads_answers_alike() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert summary(answers(pool=pool)) == ALONE
        assert summary(answers(pool=pool, chunk=1, window=1)) == ALONE
        assert summary(answers(pool=pool, chunk=5, window=3)) == ALONE


def test_a_pool_of_processes_answers_alike() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        every = list(answers(pool=pool, chunk=5))
    assert summary(every) == ALONE
    assert every[0].decision is not None
    assert every[0].decision.programme is cg.points.under("roc-111")


def test_what_is_given_for_all_holds_where_an_item_says_nothing() -> None:
    other = cg.points.policy_on(FILED)
    of_all: Any = {"subject": cg.Manufacturer, "edition": "roc-111", "policy": other}
    items = [DATA, cg.Submission(DATA, on=date(2022, 9, 1))]
    first, second = cg.assess_many(cg.points, items, **of_all)
    assert first.decision is not None
    assert second.decision is not None
    assert (first.decision.on, first.decision.policy) == (cg.UNKNOWN, other)
    assert second.decision.outcome is cg.Outcome.INELIGIBLE
    [without] = cg.assess_many(cg.points, [DATA], subject=cg.Manufacturer)
    assert [problem.path.pointer for problem in without.problems] == ["/on"]


def test_other_stages_are_assessed_too() -> None:
    purchase = cg.Purchase(firm=cg.Company(), order=cg.Order(), wallet=cg.PointWallet())
    for item in (purchase, cg.dump(purchase)):
        [answer] = cg.assess_many(cg.points, [item], stage="purchase", on=FILED)
        assert answer.decision is not None
        assert answer.decision == cg.points.assess(purchase, stage="purchase", on=FILED)


# No further ahead than allowed.


class Source:
    """Items one by one, and how many of them have been asked for."""

    def __init__(self, count: int = 1_000, fails_at: int | None = None) -> None:
        self.count, self.fails_at, self.read = count, fails_at, 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number in range(self.count):
            if number == self.fails_at:
                raise ConnectionError("the database is gone")
            self.read += 1
            yield DATA


class Held(Executor):
    """A pool that begins with its work when it has been given so many parts, and then does what it holds."""

    def __init__(self, begins_at: int = 1, does: int = 1_000) -> None:
        self.begins_at, self.does = begins_at, does
        self.futures: list[Future[Any]] = []
        self.waiting: list[Callable[[], None]] = []

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.futures.append(future)
        self.waiting.append(lambda: future.set_result(work(*args, **kwargs)))
        if len(self.futures) >= self.begins_at:
            for do in self.waiting[: self.does]:
                do()
            del self.waiting[: self.does]
        return future


def test_alone_one_is_read_for_one_answer() -> None:
    source = Source()
    each = answers(source)
    assert source.read == 0
    for number in range(1, 5):
        next(each)
        assert source.read == number


def test_what_is_done_is_handed_out_before_more_is_read() -> None:
    source = Source()
    each = answers(source, pool=Held(), chunk=3, window=4)
    assert source.read == 0
    for read in (3, 3, 3, 6, 6, 6, 9):
        next(each)
        assert source.read == read


def test_a_window_is_filled_while_nothing_is_done_and_no_further() -> None:
    source, pool = Source(), Held(begins_at=4)
    each = answers(source, pool=pool, chunk=3, window=4)
    next(each)
    assert source.read == 12


def test_a_pool_of_threads_reads_no_more_than_a_window() -> None:
    source, handed = Source(), 0
    with ThreadPoolExecutor(2) as pool:
        for _ in answers(source, pool=pool, chunk=3, window=4):
            assert source.read - handed <= 12
            handed += 1
    assert handed == source.read == 1_000


def test_what_nobody_wants_any_more_is_neither_read_nor_done() -> None:
    source, pool = Source(), Held(begins_at=4, does=1)
    each = answers(source, pool=pool, chunk=3, window=4)
    next(each)
    assert [future.cancelled() for future in pool.futures] == [False] * 4
    each.close()
    assert [future.cancelled() for future in pool.futures] == [False, True, True, True]
    assert list(each) == []
    assert source.read == 12


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 9, 12])
def test_what_the_items_raise_comes_after_the_answers_to_those_before(count: int) -> None:
    with ThreadPoolExecutor(2) as pool:
        for others in ({}, {"pool": pool, "chunk": 3, "window": 2}):
            each = answers(Source(fails_at=count), **others)
            assert [next(each).number for _ in range(count)] == list(range(count))
            with pytest.raises(ConnectionError, match="is gone"):
                next(each)
            assert list(each) == []


def test_a_pool_that_breaks_is_told() -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        next(answers(Source(), pool=pool))


# What the caller got wrong.


@pytest.mark.parametrize(
    ("wrong", "where", "code"),
    [
        ({"programme": "points"}, "/programme", "subject"),
        ({"items": DATA}, "/items", "subject"),
        ({"items": 5}, "/items", "subject"),
        ({"items": "12345675"}, "/items", "subject"),
        ({"on": "2022-05-02"}, "/on", "type"),
        ({"on": datetime(2022, 5, 2, tzinfo=UTC)}, "/on", "type"),
        ({"stage": "aplication"}, "/stage", "option"),
        ({"policy": cg.research.policy_on(FILED)}, "/policy", "subject"),
        ({"edition": "roc-211"}, "/edition", "edition.name"),
        ({"edition": cg.research.edition}, "/edition", "subject"),
        ({"subject": cg.Proposal}, "/subject", "subject"),
        ({"subject": "company"}, "/subject", "subject"),
        ({"pool": 2}, "/pool", "subject"),
        ({"chunk": 0}, "/chunk", "too_small"),
        ({"window": 0}, "/window", "too_small"),
        ({"window": True}, "/window", "subject"),
        ({"progress": 1}, "/progress", "subject"),
    ],
)
def test_the_callers_own_mistakes_are_raised_before_an_item_is_read(
    wrong: dict[str, Any], where: str, code: str
) -> None:
    source = Source()
    given = {"programme": cg.points, "items": source, "on": FILED, **wrong}
    with pytest.raises(cg.InvalidInput) as refused:
        cg.assess_many(given.pop("programme"), given.pop("items"), **given)
    assert [(problem.path.pointer, problem.code) for problem in refused.value.problems] == [(where, code)]
    assert source.read == 0


def test_all_mistakes_are_told_at_once_and_so_is_a_day_without_law() -> None:
    with pytest.raises(cg.InvalidInput) as refused:
        answers(ITEMS, policy=5, chunk=0, progress=1)
    assert [problem.path.pointer for problem in refused.value.problems] == ["/policy", "/chunk", "/progress"]
    source = Source()
    with pytest.raises(cg.NoEdition):
        cg.assess_many(cg.points, source, on=date(2021, 1, 1))
    assert source.read == 0


# How far it has come.


class Bar:
    """What stands in for a bar of tqdm."""

    def __init__(self) -> None:
        self.n, self.told = 0, 0

    def update(self, n: int = 1) -> bool | None:
        self.n += n
        self.told += 1
        return None


def test_progress_is_told_to_whom_it_concerns_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    alone, pooled = Bar(), Bar()
    for number, _ in enumerate(answers(progress=alone.update), 1):
        assert alone.n == number
    with ThreadPoolExecutor(2) as pool:
        for number, _ in enumerate(answers(progress=pooled.update, pool=pool, chunk=5), 1):
            assert number <= pooled.n <= number + 4
    assert alone.n == pooled.n == len(ITEMS)
    assert (alone.told, pooled.told) == (48, 10)
    assert capsys.readouterr() == ("", "")


def test_whoever_is_told_of_progress_can_end_it() -> None:
    def enough(_: int) -> None:
        raise InterruptedError

    source = Source()
    with ThreadPoolExecutor(2) as pool, pytest.raises(InterruptedError):
        list(answers(source, progress=enough, pool=pool, chunk=3, window=4))
    assert source.read <= 12
