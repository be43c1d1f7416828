"""Work done in a pool, part by part and in order, without reading ahead more than is allowed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

__all__ = ["windowed"]

T = TypeVar("T")
A = TypeVar("A")


def windowed(
    work: Callable[[list[T]], list[A]], items: Iterable[T], pool: Executor, *, size: int, window: int
) -> Generator[tuple[list[T], list[A]], None, None]:
    """What ``work`` makes of the items, ``size`` of them at a time, in their order, with the items.

    No more than ``window`` parts have been read and not been handed out at any moment; a part that is done is
    handed out before another is read. An exception of the items themselves comes after the answers to those
    before it, as it would without a pool. Closed early, it reads nothing more and cancels what has not begun.
    """
    pending: deque[tuple[list[T], Future[list[A]]]] = deque()
    parts: Iterator[list[T]] | None = _parts(items, size)
    failed: Exception | None = None
    try:
        while parts is not None or pending:
            if parts is not None and len(pending) < window and not (pending and pending[0][1].done()):
                try:
                    part = next(parts, None)
                except Exception as error:
                    failed, part = error, None
                if part is None:
                    parts = None
                else:
                    pending.append((part, pool.submit(work, part)))
            else:
                part, future = pending.popleft()
                yield part, future.result()
        if failed is not None:
            raise failed
    finally:
        for _, future in pending:
            future.cancel()


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    part: list[T] = []
    try:
        for item in items:
            part.append(item)
            if len(part) == size:
                yield part
                part = []
    except Exception:
        if part:
            yield part
        raise
    if part:
        yield part
