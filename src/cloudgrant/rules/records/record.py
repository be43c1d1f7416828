"""Records: frozen objects that tell every problem of their fields at once."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from typing import Any, ClassVar, Final

import attrs

from cloudgrant.rules.records.arguments import argument_problems, one_of_class, or_none
from cloudgrant.rules.records.coherence import Declarations
from cloudgrant.rules.records.coherence_problems import wording_problems
from cloudgrant.rules.records.compiled_coherence import coherence_of, contradictions
from cloudgrant.rules.records.declaration_refused import DeclarationRefused, declaration
from cloudgrant.rules.records.declaring import fact_problems, inherited_problems, typed_problems
from cloudgrant.rules.records.fact_info import FactInfo, declared, facts
from cloudgrant.values.civil_dates import A_CIVIL_DATE
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.paths import Item
from cloudgrant.values.periods import is_civil_date
from cloudgrant.values.problems import Gathered, InvalidInput, Problem, Problems
from cloudgrant.values.separators import listed
from cloudgrant.values.shares import Share
from cloudgrant.values.shown import grouped, shown
from cloudgrant.values.table import Table
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN
from cloudgrant.values.written_text import (
    LONGEST_LINE,
    SURE_SIGNS,
    is_sound_text,
    kept_key,
    kept_text,
    text_problem,
)

__all__ = [
    "Record",
    "classes_made",
    "is_sound",
    "item_key",
    "kept_value",
    "known_test",
    "nonsense_in",
    "settled_facts",
    "sound_of",
    "value_problems",
]

_made: Final = [0]


def classes_made() -> int:
    """How many classes of records have been made so far: what is known of all of them holds till the next."""
    return _made[0]


class Record:
    """The base of every subject and policy: a frozen, slotted, keyword-only attrs class.

    Its constructor checks all fields against their types and bounds and raises one
    :class:`~cloudgrant.values.problems.InvalidInput` that lists every problem; nothing is
    converted. Declare in ``__coherence__`` which fields contradict, or follow from, one another
    (:mod:`~cloudgrant.rules.records.coherence`), override :meth:`incoherent` for what else several
    together can get wrong, and name in ``__keys__`` the fields that identify the record in a list. A class
    whose facts are declared with what means nothing is refused as it is made
    (:class:`~cloudgrant.rules.records.declaration_refused.DeclarationRefused`), every fault at once.

    >>> import attrs
    >>> from cloudgrant.rules import Fact, Record, given
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     staff: Fact[int] = given(zh="員工數", en="Staff", unit="persons")
    ...     open_: Fact[bool] = given(zh="營業中", en="Open")
    >>> Shop(staff=2.5, open_="yes")
    Traceback (most recent call last):
    ...
    cloudgrant.values.problems.InvalidInput: 2 problems in the data · 資料有 2 個問題
      staff: must be a whole number, not 2.5 · 應為整數，卻是2.5 [type]
      open_: must be true or false, not 'yes' · 應為是或否，卻是'yes' [type]
    """

    __slots__ = ()
    __keys__: ClassVar[tuple[str, ...]] = ()
    __coherence__: ClassVar[Declarations] = ()
    __settled_by__: ClassVar[Mapping[str, Callable[[str], bool] | None]] = {}
    """Of a class with an :meth:`incoherent`: the facts that it reads, each with a quick test of a text.

    While each of them is unknown or passes its test, which holds of sound values alone, there is nothing to
    say; a fact without a test has to be unknown. It spares asking, and is no more than a promise.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        _made[0] += 1
        problems = [*fact_problems(cls, declared(cls)), *inherited_problems(cls), *wording_problems(cls)]
        if problems:
            raise DeclarationRefused(problems)

    def __attrs_post_init__(self) -> None:
        sound = _SOUND.get(type(self)) or _sound(type(self))
        at_odds: list[Problem] = []
        if not sound(self) and not (self._keep_texts() and sound(self)):
            self._refuse_if(self._field_problems())
            at_odds = list(contradictions(self, item_key))
            if not at_odds and not coherence_of(type(self)).holds(self):
                at_odds = [Problem.at((), "contradiction", _AT_ODDS)]  # never passed over in silence
        found = self.incoherent()
        if at_odds or found != ():
            self._refuse_if([*at_odds, *found])

    def _keep_texts(self) -> bool:
        """Write the texts in the one form in which they are kept; whether any was written otherwise."""
        rewritten = False
        for name, info in facts(type(self)).items():
            if not info.derived:
                value = getattr(self, name)
                kept = kept_value(info, value)
                if kept is not value:
                    object.__setattr__(self, name, kept)
                    rewritten = True
        return rewritten

    def _field_problems(self) -> Problems:
        return Problems.of(
            value_problems(info, getattr(self, name)).below(name)
            for name, info in facts(type(self)).items()
            if not info.derived
        )

    def _refuse_if(self, problems: Iterable[Problem]) -> None:
        found = Problems(problems)
        if found:
            raise InvalidInput(found)

    def incoherent(self) -> Iterable[Problem]:
        """Problems that several fields have together; asked only when each is sound by itself."""
        return ()

    def notes(self) -> tuple[Text, ...]:
        """What a decision on this should mention, though no rule turns on it."""
        return ()

    def called(self, locale: str = "en") -> str:
        """What people call it among others in a list: its key, unless a class knows better."""
        return item_key(self).partition("=")[2]

    def called_here(self, item: Record, locale: str = "en") -> str:
        """What people call an item of one of its lists: as that calls itself, unless a class knows better."""
        return item.called(locale)


def item_key(value: object) -> str:
    """The stable key of a list item, such as ``ubn=12345675``; empty while it is not known."""
    names: tuple[str, ...] = getattr(type(value), "__keys__", ())
    known = [(name, getattr(value, name)) for name in names]
    if not known or any(part is UNKNOWN for _, part in known):
        return ""
    return ",".join(f"{name}={part}" for name, part in known)


_AT_ODDS = Text("record.at_odds", zh="資料互相矛盾", en="the facts contradict one another")
_WHAT_CHECKS_GIVE = or_none(one_of_class(Problem))
_EXPECTED: Mapping[str, Text] = {
    "bool": Text("record.expected.bool", zh="是或否", en="true or false"),
    "int": Text("record.expected.int", zh="整數", en="a whole number"),
    "date": A_CIVIL_DATE,
    "text": Text("record.expected.text", zh="文字", en="text"),
    "share": Text("record.expected.share", zh="比率", en="a share"),
    "list": Text("record.expected.list", zh="清單（tuple）", en="a list (tuple)"),
    "map": Text("record.expected.map", zh="對照表", en="a mapping"),
}


_A_TABLE = Text("record.a_table", zh="以 `Table({…})` 寫成之對照表", en="a `Table({…})`")


def value_problems(info: FactInfo, value: Any, but: Set[int] = frozenset()) -> Problems:
    """Every problem of a value for a fact, with its path from the value; of a hundred, how many more.

    Of a list, the items at the places in ``but`` are passed over.
    """
    if info.item is None or not _is_made_of_parts(info, value):
        return Problems(_problems_alone(info, value))
    found = Gathered()
    item = attrs.evolve(info.item, name="")
    if info.type == "map":
        _gather_entries(found, info, item, value)
    else:
        _gather_items(found, item, value, but)
    return Problems(found)


def is_sound(info: FactInfo, value: Any) -> bool:
    """Whether a value has no problem; looks no further than the first.

    >>> import cloudgrant as cg
    >>> [is_sound(cg.facts(cg.Company)["paid_in_capital"], value) for value in (1, -1, "1")]
    [True, False, False]
    """
    if value is UNKNOWN:
        return info.may_be_unknown
    if info.item is None or not _is_made_of_parts(info, value):
        many = info.item is not None and isinstance(value, tuple | FrozenMap) and len(value) > info.most_items
        return not many and _TYPED[info.type](info, value) and not _bound_problems(info, value)
    if info.type == "map":
        return (
            not any(True for _ in _key_problems(value))
            and all(is_sound(info.item, part) for part in value.values())
            and not _bound_problems(info, value)
        )
    return all(is_sound(info.item, part) for part in value) and not any(True for _ in _repeated(value))


def _is_made_of_parts(info: FactInfo, value: Any) -> bool:
    """Whether it is a list or a mapping into which it is to be looked."""
    if info.item is None or not isinstance(value, tuple | FrozenMap) or len(value) > info.most_items:
        return False
    if info.type == "list":
        return isinstance(value, tuple)
    return info.type == "map" and isinstance(value, FrozenMap) and isinstance(value, info.made_of)


def _problems_alone(info: FactInfo, value: Any) -> list[Problem]:
    """What is wrong with a value that has no parts to look into, or is refused before it is looked into."""
    if value is UNKNOWN:
        return [] if info.may_be_unknown else [Problem.at((), "required")]
    if info.item is not None and isinstance(value, tuple | FrozenMap) and len(value) > info.most_items:
        return [Problem.at((), "too_many", limit=f"{info.most_items:,}", given=f"{len(value):,}")]
    if not _TYPED[info.type](info, value):
        expected = _EXPECTED.get(info.type) or Text(en=getattr(info.record, "__name__", "record"))
        if info.made_of is Table:
            expected = _A_TABLE
            value = dict(value.items()) if isinstance(value, FrozenMap) else value  # as it was given
        return [Problem.at((), "type", expected=expected, given=shown(value))]
    return _bound_problems(info, value)


def _gather_items(found: Gathered, item: FactInfo, value: tuple[Any, ...], but: Set[int]) -> None:
    for index, part in enumerate(value):
        if index in but or is_sound(item, part):
            continue
        if found.full and not _is_made_of_parts(item, part):
            found.more += 1  # what has no parts has one problem at most
        else:
            found.add_below(value_problems(item, part), Item(index, item_key(part)))
    for index, key in _repeated(value):
        if index in but:
            continue
        if found.full:
            found.more += 1
        else:
            found.append(Problem.at([Item(index, key)], "duplicate", given=key))


def _gather_entries(found: Gathered, info: FactInfo, item: FactInfo, value: FrozenMap[Any]) -> None:
    found.extend(_key_problems(value))
    for key, part in value.items():
        if is_sound(item, part):
            continue
        if found.full and not _is_made_of_parts(item, part):
            found.more += 1
        else:
            found.add_below(value_problems(item, part), key)
    if not found:
        found.extend(_bound_problems(info, value))


def kept_value(info: FactInfo, value: Any) -> Any:
    """The value with its texts, and the keys of a mapping, as they are kept; itself where they are."""
    if isinstance(value, tuple | FrozenMap) and len(value) > info.most_items:
        return value  # refused before anything in it is read
    if info.type == "text" and info.max_length is not None and isinstance(value, str):
        kept = kept_text(
            str.__str__(value), info.max_length, multiline=info.multiline, identifies=info.identifies
        )
        return value if value.__class__ is str and kept == value else kept
    if info.type == "list" and isinstance(value, tuple) and info.item is not None:
        parts = tuple(kept_value(info.item, part) for part in value)
        return value if all(map(operator.is_, parts, value)) else parts
    if info.type == "map" and isinstance(value, FrozenMap) and info.item is not None:
        entries = {
            kept_key(key) if isinstance(key, str) else key: kept_value(info.item, part)
            for key, part in dict[Any, Any](value).items()
        }
        same = len(entries) == len(value) and all(
            key in value and part is value[key] for key, part in entries.items()
        )
        # Two keys that are one when they are kept stay two, and are told as such.
        return value if same or len(entries) < len(value) else type(value)(entries)
    return value


def _repeated(items: tuple[Any, ...]) -> Iterator[tuple[int, str]]:
    """The place and key of each item whose key an earlier one has: the same member twice."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        key = item_key(item)
        if key and key in seen:
            yield index, key
        seen.add(key)


def _key_problems(value: Mapping[Any, Any]) -> Iterator[Problem]:
    """What is wrong with the keys of a mapping: each identifies its entry."""
    seen: set[str] = set()
    for key in value:
        if not isinstance(key, str):
            yield Problem.at([shown(key)], "type", expected=_EXPECTED["text"], given=shown(key))
            continue
        kept = kept_key(key)
        problem = text_problem(kept, identifies=True)
        if problem is not None:
            yield problem.below(key)
        elif kept in seen:
            yield Problem.at([key], "duplicate", given=shown(key))
        seen.add(kept)


def _bound_problems(info: FactInfo, value: Any) -> list[Problem]:
    if info.type == "int":
        if info.least is not None and value < info.least:
            code = "negative" if info.least == 0 else "too_small"
            return [Problem.at((), code, given=grouped(value), limit=f"{info.least:,}")]
        if info.most is not None and value > info.most:
            return [Problem.at((), "too_large", given=grouped(value), limit=f"{info.most:,}")]
    if info.options and str(value) not in dict(info.options):
        return [Problem.at((), "option", expected=_choices(info), given=shown(value))]
    problem = _text_problem(info, value) if info.type == "text" else None
    if problem is None and info.check is not None:
        problem = info.check(value)
    if problem and not isinstance(problem, Problem):
        raise DeclarationRefused(
            argument_problems([info.name], info.name, {"check(…)": (_WHAT_CHECKS_GIVE, problem)})
        )
    return [problem] if problem else []


def _text_problem(info: FactInfo, value: str) -> Problem | None:
    if info.max_length is None:
        return None
    return text_problem(value, info.max_length, multiline=info.multiline, identifies=info.identifies)


def _choices(info: FactInfo) -> Text:
    """The options: by their labels for those who read Chinese, as data have them for those who write data."""
    return listed(
        _CHOICE.filled_with({"label": label or option, "option": option}) for option, label in info.options
    )


_CHOICE = Text("record.choice", zh="「{label}」", en="{option}")


# bool is an int and datetime a date in Python; as facts they are not.
_TYPED: Mapping[str, Callable[[FactInfo, Any], bool]] = {
    "bool": lambda _, value: isinstance(value, bool),
    "int": lambda _, value: isinstance(value, int) and not isinstance(value, bool),
    "date": lambda _, value: is_civil_date(value),
    "text": lambda _, value: isinstance(value, str),
    "share": lambda _, value: isinstance(value, Share),
    "list": lambda _, value: isinstance(value, tuple),
    "map": lambda info, value: isinstance(value, info.made_of),
    "record": lambda info, value: info.record is not None and isinstance(value, info.record),
}


_SOUND: dict[type[Any], Callable[[Any], bool]] = {}


_SENSIBLE: set[type[Any]] = set()


def nonsense_in(cls: type[Any]) -> Problems:
    """What a class says of its facts that means nothing, now that their types can be read; defaults too."""
    if cls in _SENSIBLE:
        return Problems()
    found = _nonsense_in(cls)
    if not found:
        _SENSIBLE.add(cls)
    return found


def _nonsense_in(cls: type[Any]) -> Problems:
    problems = Gathered(typed_problems(cls))
    known = facts(cls)
    for field in attrs.fields(cls):
        made = field.converter is not None or isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
        if field.default is UNKNOWN or made:  # each object has its own, which its constructor looks at
            continue
        wrong = value_problems(known[field.name], field.default)
        problems.more += wrong.more
        for problem in wrong:
            where = f"{cls.__module__}.{cls.__qualname__}.{field.name}"
            given = problem.said
            problems.append(
                declaration([cls.__name__, field.name], "declaration.default", where, given=given)
            )
    return Problems(problems)


def _sound(cls: type[Any]) -> Callable[[Any], bool]:
    """A quick yes or no for all fields of a class, and how they agree, compiled as one expression.

    Objects are made by the million, and nearly all are sound; the full account of what is wrong is
    made only when this says no. A class whose facts say what means nothing has no objects.
    """
    nonsense = nonsense_in(cls)
    if nonsense:
        raise DeclarationRefused(nonsense)
    names: dict[str, Any] = {"UNKNOWN": UNKNOWN}
    tests = [_test(info, names) for info in facts(cls).values() if not info.derived]
    coherence = coherence_of(cls)
    if coherence.declarations:
        names["coheres"] = coherence.holds
        tests.append("coheres(it)")
    exec(
        compile(f"def sound(it): return {' and '.join(tests) or 'True'}", "<fields of a record>", "exec"),
        names,
    )
    return _SOUND.setdefault(cls, names["sound"])


def sound_of(cls: type[Any]) -> Callable[[Any], bool]:
    """The quick test of a class, made when first asked for; see :func:`_sound`."""
    return _SOUND.get(cls) or _sound(cls)


def settled_facts(cls: type[Any]) -> Mapping[str, Callable[[str], bool] | None]:
    """What settles that ``incoherent`` has nothing to say: see ``__settled_by__`` of :class:`Record`.

    Empty where a class says it of an ``incoherent`` that is no longer its own.
    """
    for parent in cls.__mro__:
        if "incoherent" in vars(parent):
            settled: Mapping[str, Callable[[str], bool] | None] = vars(parent).get("__settled_by__", {})
            return settled
    return {}


def _test(info: FactInfo, names: dict[str, Any]) -> str:
    first, known = f"(value := it.{info.name}) is UNKNOWN", known_test(info, names, "value", info.name)
    return f"({first} or {known})" if info.may_be_unknown else f"(not ({first}) and ({known}))"


def known_test(info: FactInfo, names: dict[str, Any], value: str, tag: str) -> str:
    """The condition under which a value that is known is sound, as Python.

    ``value`` is the name that it has there; what the condition needs is put into ``names``, under names that
    end in ``tag``.
    """
    match info.type:
        case "bool" if info.check is None:
            allowed = [option for option, _ in info.options] or ["True", "False"]
            return " or ".join(f"{value} is {option}" for option in allowed)
        case "int" if not info.options or info.check is None:
            least = "" if info.least is None else f"{info.least} <= "
            most = "" if info.most is None else f" <= {info.most}"
            bounds = f" and {least}{value}{most}" if least or most else ""
            names[f"check_{tag}"] = info.check
            sound = f" and not check_{tag}({value})" if info.check else ""
            return f"{value}.__class__ is int{bounds}{sound}"
        case "text" if info.options and info.check is None:
            names[f"options_{tag}"] = frozenset(option for option, _ in info.options)
            return f"{value}.__class__ is str and {value} in options_{tag}"
        case "text" if not info.options:
            surely, names[f"text_{tag}"] = _sound_text(info)
            names[f"surely_{tag}"], names[f"check_{tag}"] = surely, info.check
            sound = f"text_{tag}({value})"
            if surely is not None:
                sound = f"(surely_{tag}({value}) is not None or {sound})"
            checked = f" and not check_{tag}({value})" if info.check else ""
            return f"{value}.__class__ is str and {sound}{checked}"
        case _:
            names[f"sound_{tag}"] = lambda value: kept_value(info, value) is value and is_sound(info, value)
            sound = f"sound_{tag}({value})"
            surely = None if info.item is None else _sure_item(info.item)
            if surely is None:
                return sound
            names[f"surely_{tag}"], names[f"most_{tag}"] = surely, info.most_items
            quick = f"{value}.__len__() <= most_{tag} and all(map(surely_{tag}, {value}"
            if info.type == "list":
                return f"({value}.__class__ is tuple and {quick})) or {sound})"
            if info.type == "map" and info.made_of is FrozenMap and not info.options and info.check is None:
                names["FrozenMap"], names["sure_key"] = FrozenMap, _sure_key
                keys = f"all(map(sure_key, {value}))"
                return f"({value}.__class__ is FrozenMap and {quick}.values())) and {keys} or {sound})"
            return sound


def _sure_key(key: Any) -> object:
    return key.__class__ is str and _SURE_KEY(key)


def _sure_item(info: FactInfo) -> Callable[[Any], object] | None:
    """A quick look at an item of a list that nearly all pass, where there is one; no other is unsound."""
    if info.options or info.check is not None:
        return None
    if info.type == "record" and (cls := info.record) is not None:
        # Those with keys are held against one another.
        return lambda item: isinstance(item, cls) and not getattr(item, "__keys__", ())
    if info.type == "text":
        surely, _ = _sound_text(info)
        return None if surely is None else lambda item: item.__class__ is str and surely(item)
    return None


_SURE_KEY: Final = re.compile(f"[!-~]{{1,{LONGEST_LINE}}}").fullmatch


def _sound_text(info: FactInfo) -> tuple[Callable[[str], object] | None, Callable[[str], bool]]:
    """Whether a text may stand as it is: a quick look that nearly all pass, if there is one, and the test."""
    longest = LONGEST_LINE if info.max_length is None else info.max_length
    test = partial(is_sound_text, longest=longest, multiline=info.multiline, identifies=info.identifies)
    blanks = " \n" if info.multiline else " "
    of_a_line = f"[{SURE_SIGNS}][{blanks}{SURE_SIGNS}]{{0,{longest - 1}}}"
    return re.compile(f"[!-~]{{1,{longest}}}" if info.identifies else of_a_line).fullmatch, test
