"""Whether an object of a class is its facts and nothing else."""

from __future__ import annotations

from types import CodeType
from typing import Any

import attrs

from cloudgrant.rules.records.fact_info import facts, frozen_mapping
from cloudgrant.rules.records.record import Record

__all__ = ["plainly_made"]

_OF_ATTRS = "<attrs generated"  # the file that attrs gives the code that it writes


def plainly_made(cls: type[Any]) -> bool:
    """Whether filling the fields of a new object does all that the constructor does, but for its checks.

    A class with a constructor, a validator, a converter or a hook of its own makes its objects itself.

    >>> import cloudgrant as cg
    >>> plainly_made(cg.Company)
    True
    """
    if not (issubclass(cls, Record) and "__attrs_attrs__" in vars(cls)):
        return False
    code: CodeType | None = getattr(vars(cls).get("__init__"), "__code__", None)
    hooks: Any = cls
    return (
        code is not None
        and code.co_filename.startswith(_OF_ATTRS)
        and "_attrs_cached_hash" not in (*code.co_names, *code.co_consts)
        and hooks.__attrs_post_init__ is Record.__attrs_post_init__
        and not hasattr(cls, "__attrs_pre_init__")
        and cls.__new__ is object.__new__
        and type(cls).__call__ is type.__call__
        and all(_plain(one) and one.name in facts(cls) for one in attrs.fields(hooks))
    )


def _plain(one: attrs.Attribute[Any]) -> bool:
    converter: object = one.converter
    return (
        one.init
        and (converter is None or converter is frozen_mapping)
        and one.validator is None
        and one.alias == one.name
    )
