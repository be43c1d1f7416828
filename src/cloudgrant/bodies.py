"""Annotations for pydantic, and so for FastAPI: a firm as the body of a request, a decision as its answer.

Needs the extra ``pydantic``. Data are loaded and dumped as everywhere else; what is wrong with them becomes
errors of pydantic, each at its place, with its code as type and its text in both languages.

>>> from pydantic import TypeAdapter
>>> import cloudgrant as cg
>>> firms = TypeAdapter(Input[cg.Manufacturer])
>>> firms.validate_python({"ubn": "12345675", "paid_in_capital": 80_000_000}).paid_in_capital
80000000
>>> firms.json_schema()["properties"]["paid_in_capital"]["title"]
'Paid-in capital'
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Annotated, Any, TypeAlias, TypeVar, get_origin

import attrs

try:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
    from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema
except ModuleNotFoundError as _missing:
    _WHERE = "install cloudgrant[pydantic] · 請安裝 cloudgrant[pydantic]"
    raise ModuleNotFoundError(f"{_missing.msg}: {_WHERE}", name=_missing.name) from _missing

from cloudgrant.data.dumping import Detail, dump
from cloudgrant.data.loading import load
from cloudgrant.portable.json_schema import DIALECT, referring, schema
from cloudgrant.rules.records.record import Record
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem, Problems
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text

__all__ = ["AsData", "Input", "Output"]

T = TypeVar("T")


@attrs.frozen
class AsData:
    """What :data:`Input` and :data:`Output` annotate with; to be written out where a dump needs more.

    ``detail`` and ``texts`` are those of :func:`~cloudgrant.data.dumping.dump`, ``locale`` is the
    language of the titles in the schema.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> import cloudgrant as cg
    >>> letter = TypeAdapter(Annotated[cg.Assessment, AsData(detail="open", texts=("zh_Hant_TW",))])
    """

    detail: Detail = "results"
    texts: tuple[str, ...] = ()
    locale: str = "en"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic reads and writes an object of the class."""
        cls: type[Any] = get_origin(source) or source
        schema(cls)  # what is neither a record nor an answer is told here
        take = _loaded if issubclass(cls, Record) else _given

        def written(value: Any) -> dict[str, Any]:
            return dump(value, detail=self.detail, texts=self.texts)

        def described(_: CoreSchema, inner: GetJsonSchemaHandler) -> dict[str, Any]:
            return _described(cls, self.locale, inner)

        return core_schema.no_info_plain_validator_function(
            lambda value: take(cls, value),
            ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}-{self.locale}-{self.detail}-{self.texts}",
            serialization=core_schema.plain_serializer_function_ser_schema(written),
            metadata={"pydantic_js_functions": [described]},
        )


Input: TypeAlias = Annotated[T, AsData()]
"""A record as data: ``Input[cg.Manufacturer]``. With FastAPI say that it is the body:
``firm: Annotated[Input[cg.Manufacturer], fastapi.Body()]``."""

Output: TypeAlias = Annotated[T, AsData()]
"""What the library answers, as data: ``-> Output[cg.Assessment]``. It is written, and never read."""


def _given(cls: type[Any], value: object) -> Any:
    if not isinstance(value, cls):
        expected = Text(zh=f" {cls.__name__} 物件", en=f"a {cls.__name__} object")
        raise _error(cls, [Problem.at((), "type", expected=expected, given=shown(value))], value)
    return value


_AN_OBJECT = Text("bodies.an_object", zh="物件", en="an object")


def _loaded(cls: type[Any], value: Any) -> Any:
    if isinstance(value, str | bytes | bytearray):  # JSON text to `load`; a body has been read already
        problem = Problem.at((), "type", expected=_AN_OBJECT, given=shown(value))
        raise _error(cls, [problem], value)
    try:
        return load(cls, value)
    except InvalidInput as error:
        raise _error(cls, error.problems, value) from None


def _error(cls: type[Any], problems: tuple[Problem, ...] | list[Problem], data: object) -> ValidationError:
    """The problems as pydantic tells them, and at the end how many are not told."""
    told = Problems(problems)
    details = [_detail(one, data) for one in told]
    if told.more:
        texts = {locale: told.and_more(locale) for locale in ("zh", "en")}
        details.append(InitErrorDetails(type=PydanticCustomError("more", "{en} · {zh}", texts), input=None))
    return ValidationError.from_exception_data(cls.__name__, details)


def _detail(problem: Problem, data: object) -> InitErrorDetails:
    texts = {locale: problem.message(locale) for locale in ("zh", "en")}
    code: Any = problem.code
    return InitErrorDetails(
        type=PydanticCustomError(code, "{en} · {zh}", {**texts, "key": problem.path.key}),
        loc=tuple(int(step) if isinstance(step, int) else str(step) for step in problem.path),
        input=_at(data, problem.path),
    )


def _at(data: Any, path: Path) -> object:
    """What stands at a place of the data, so far as it is told to whoever sent them: one plain value."""
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    if isinstance(data, Mapping | list | tuple):
        return None
    return data if _can_be_sent(data) else shown(data)


def _can_be_sent(value: object) -> bool:
    """Whether JSON has it: ``NaN`` and infinity are no numbers there, half a surrogate pair has no UTF-8."""
    if isinstance(value, float):
        return isfinite(value)
    return not isinstance(value, str) or not any("\ud800" <= one <= "\udfff" for one in value)


def _described(cls: type[Any], locale: str, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """The schema of a class, what it refers to being told to pydantic as definitions of their own."""
    whole = schema(cls, locale=locale)
    inner = whole.pop("$defs", {})
    whole.pop("$schema", DIALECT)
    room = "records" if issubclass(cls, Record) else "answers"

    begun: set[str] = set()

    def refer(kind: str) -> dict[str, Any]:
        ref = f"{room}.{kind}:{locale}"
        if kind in begun:  # perhaps within itself
            return handler(core_schema.definition_reference_schema(ref))
        begun.add(kind)

        def described(_: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
            found: dict[str, Any] = referring(inner[kind], refer)
            return found

        one = core_schema.any_schema(ref=ref, metadata={"pydantic_js_functions": [described]})
        # Of what is inside a list pydantic makes a definition, and refers to it.
        reference: dict[str, Any] = handler(core_schema.list_schema(one))["items"]
        return reference

    found: dict[str, Any] = referring(whole, refer)
    return found
