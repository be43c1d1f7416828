"""A proposal cannot be brought to what is wanted of it: what every repair of it says then."""

from __future__ import annotations

from typing import NoReturn

from cloudgrant.values.problems import InvalidInput, Problem

__all__ = ["cannot_be"]


def cannot_be(name: str) -> NoReturn:
    """Raise :class:`~cloudgrant.values.problems.InvalidInput`: what stands at ``name`` does not give it.

    >>> cannot_be("lines")
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 1 problem in the data · 資料有 1 個問題
      lines: must be given · 不得空缺 [required]
    """
    raise InvalidInput([Problem.at([name], "required")])
