"""Facts: what is known, or not yet known, of a subject, described once for every use.

A fact that someone states is a field declared with :func:`given`; a fact that follows from others
is a property marked :class:`fact`. Both say the same things of themselves — label, unit, who knows
it, who may change it, what proves it — and questions, form labels, remedies, schemas, boundary
cases and the data dictionary read only this.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from typing import (
    Any,
    Generic,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

import attrs

from cloudgrant.rules.records.declaration_refused import DeclarationRefused, declaration
from cloudgrant.values.frozen_map import FrozenMap
from cloudgrant.values.money import MOST_DOLLARS
from cloudgrant.values.names import did_you_mean
from cloudgrant.values.problems import Problem
from cloudgrant.values.shares import Share
from cloudgrant.values.table import Table
from cloudgrant.values.text import Text, is_ours
from cloudgrant.values.unknown import UNKNOWN, NotKnown
from cloudgrant.values.written_text import LONGEST_LINE, LONGEST_TEXT
from cloudgrant.values.yes_or_no import NO, YES

__all__ = ["ACT", "FILING", "Changeable", "FactInfo", "FactType", "KnownBy", "fact", "facts", "given"]

T = TypeVar("T")

Changeable = Literal["never", "to_more", "to_less", "both_ways"]
"""Whether the firm can change a fact, and which way; ``to_more`` of a yes/no fact is from no to yes."""

KnownBy = Literal["applicant", "office", "event", "reviewer", "text"]
"""Who can say what a fact is: the applicant, the programme office, time (an event to come), a
reviewer at discretion, or nobody until the briefing's silence (``text``) is settled."""

FactType = Literal["bool", "int", "date", "text", "share", "record", "list", "map"]
"""What a fact holds, in terms that every reading of a rule understands."""

_Class: TypeAlias = type[Any]
_KEY = "cloudgrant"

MOST = MOST_DOLLARS
"""The largest number a fact holds, unless told: any reading can compute with it in 64 bits."""

MOST_ITEMS = 10_000
"""How many items a list or a mapping may have, unless told: so many may still come of one not given."""

_NO_TEXT = Text()
_TRUTHS: Mapping[bool, Text] = {True: YES, False: NO}


@attrs.frozen(kw_only=True)
class FactInfo:
    """All that the library knows of one fact.

    ``label`` and ``help`` name and explain it; ``unit`` is a unit of
    :func:`cloudgrant.values.formatting.formatted`; ``least``, ``most`` and ``step`` bound a number;
    ``most_items`` a list or a mapping, ``max_length`` a text, which is one line unless ``multiline``, and
    the key of something where it ``identifies``; ``options`` gives each allowed text with its label
    (where none is declared, the text itself), ``reachable`` those that the firm itself can bring about
    (all of them, when empty); ``change``, ``known_by``, ``question``, ``proof`` and ``confidential`` say
    who may change it, who knows it, what to ask, what proves it and whether others may see it. ``acts``
    say what is done to change it, ``sensible`` is the least number that a remedy may propose. A policy
    value that is not ``in_law`` helps a rule to tell what is sure: no margin is held against it.
    ``derived`` facts follow from others: by what they say, or, where they are ``opaque`` (a revision of
    what they say), from the facts named in ``reads``; where one is unknown although all of these are
    known, ``answered_by`` is told anew. ``owner`` is the class whose derived fact it is.
    """

    name: str = ""
    type: FactType = "text"
    label: Text = _NO_TEXT
    help: Text = _NO_TEXT
    unit: str = ""
    step: int = 1
    least: int | None = None
    most: int | None = None
    most_items: int = MOST_ITEMS
    max_length: int | None = None
    """How many characters a text may have; ``None`` of other types and of options."""
    multiline: bool = False
    identifies: bool = False
    options: tuple[tuple[str, Text], ...] = ()
    change: Changeable = "never"
    reachable: tuple[str, ...] = ()
    known_by: KnownBy = "applicant"
    question: Text = _NO_TEXT
    proof: Text = _NO_TEXT
    confidential: bool = False
    clause: str = ""
    in_law: bool = True
    derived: bool = False
    owner: _Class | None = attrs.field(default=None, eq=False, repr=False)
    opaque: int | None = None
    reads: tuple[str, ...] = ()
    answered_by: str = ""
    may_be_unknown: bool = True
    record: _Class | None = None
    item: FactInfo | None = None
    made_of: _Class = FrozenMap
    """The class of a mapping: a :class:`~cloudgrant.values.table.Table` is read by key in a rule."""
    check: Callable[[Any], Problem | None] | None = None
    repair: Callable[[Any, Any], Any] | None = None
    acts: tuple[tuple[str, Text], ...] = ()
    sensible: int | None = None
    mapping: bool = False
    """Whether a mapping is frozen when it is given."""

    @property
    def inner_record(self) -> _Class | None:
        """The class of the record that it is, or of those in its list or map; ``None`` where it has none."""
        return (self.item or self).record

    @property
    def choices(self) -> tuple[tuple[bool | str, Text], ...]:
        """The values to choose from, as data have them, each with its label; of a list those of its items.

        Yes and no are two of them; a number, a date and free text have none.

        >>> import cloudgrant as cg
        >>> [(value, label["zh"]) for value, label in cg.facts(cg.Company)["tax_owed"].choices]
        [(True, '是'), (False, '否')]
        """
        inner = self.item or self
        if inner.type != "bool":
            return inner.options
        allowed = [option for option, _ in inner.options]
        return tuple(
            (value, _TRUTHS[value]) for value in (True, False) if not allowed or str(value) in allowed
        )

    def act_for(self, old: Any, new: Any) -> Text:
        """The sentence of the act that brings a change about; empty where none is declared.

        That of the new value itself (``0`` too), else of the way (``more``, ``less``), else of any change.
        """
        acts = dict(self.acts)
        value = str(new).lower() if isinstance(new, int) else new
        for key in (value, _way(old, new), ""):
            if isinstance(key, str) and key in acts:
                return acts[key]
        return _NO_TEXT

    def option_label(self, value: str, locale: str) -> str:
        """The label of one of the options, or the value itself where it has none."""
        return dict(self.options).get(value, _NO_TEXT).in_(locale) or value


def _way(old: Any, new: Any) -> str:
    """Whether a number, a date or a list becomes more or less."""
    if isinstance(new, tuple):
        return "more" if old is UNKNOWN or all(item in new for item in old) else "less"
    if isinstance(new, int | date) and not isinstance(new, bool) and old is not UNKNOWN:
        return "more" if new > old else "less"
    return "more"


Acts: TypeAlias = Text | Mapping[str, Text]
"""What is done to change a fact: one sentence, or one by new value (``true``, an option, ``0``) or by way.

The ways are ``more`` and ``less``: of a number, of a date that is put off, of a list.
``{old}`` and ``{new}`` stand for the values, ``{difference}`` for what is between two numbers, ``{added}``
and ``{removed}`` for what a list gains or loses.
"""


def _acts(act: Acts) -> tuple[tuple[str, Text], ...]:
    return ((("", act),) if act else ()) if isinstance(act, Text) else _pairs(act)


def _pairs(given: Mapping[str, Text]) -> tuple[tuple[str, Text], ...]:
    """What a mapping holds; what is none stays as it is, and is refused with its class."""
    checked: Any = given
    return tuple(given.items()) if isinstance(checked, Mapping) else checked


FILING = FactInfo(
    name="on",
    type="date",
    label=Text("fact.filing.label", zh="申請日期", en="Date of filing"),
    question=Text(
        "fact.filing.question", zh="申請日期是哪一天？", en="On which date is the application filed?"
    ),
)
"""What is known of the date of the act that is judged: a rule's ``on``."""

ACT = attrs.evolve(
    FILING,
    label=Text("fact.act.label", zh="日期", en="Date"),
    question=Text("fact.act.question", zh="日期是哪一天？", en="On which date is it judged?"),
)
"""The same at other stages than the application, where nothing is filed."""


def given(
    *,
    default: Any = UNKNOWN,
    unit: str = "",
    step: int = 1,
    least: int | None = 0,
    most: int | None = None,
    most_items: int = MOST_ITEMS,
    max_length: int | None = None,
    multiline: bool = False,
    identifies: bool = False,
    options: Mapping[str, Text] | None = None,
    change: Changeable = "never",
    reachable: tuple[str, ...] = (),
    act: Acts = _NO_TEXT,
    sensible: int | None = None,
    known_by: KnownBy = "applicant",
    ask: Text = _NO_TEXT,
    help: Text = _NO_TEXT,
    proof: Text = _NO_TEXT,
    confidential: bool = False,
    clause: str = "",
    in_law: bool = True,
    check: Callable[[Any], Problem | None] | None = None,
    mapping: bool = False,
    **label: str,
) -> Any:
    """Declare a fact that is stated: a field of a :class:`~cloudgrant.rules.records.record.Record`.

    Keywords that are locales (``zh``, ``en``, your own ``ja``) are its label. Without ``default`` the
    fact is unknown until given, or required where its type does not allow unknown. Numbers are at least
    ``least`` (0 unless told) and at most ``most`` (10**14 unless told); a list or a mapping has at most
    ``most_items`` (10,000 unless told). A text is one line of at most ``max_length`` characters (200 unless
    told), or several where it is ``multiline`` (then 10,000); one that ``identifies`` something, as every
    text of ``__keys__`` does that has no ``check`` of its own, is kept in NFKC, and nothing invisible may be
    in it (:mod:`~cloudgrant.values.written_text`). A ``mapping`` is frozen when it is given. ``act`` is the
    sentence in which a remedy tells how a fact is changed (see :data:`Acts`), ``sensible`` the least number
    that a remedy may propose. A policy value that no text states is not ``in_law``: a rule may lean on it,
    but no margin shows it as a threshold.

    >>> import attrs
    >>> from cloudgrant.rules import Fact, Record, given, facts
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     floor_area: Fact[int] = given(zh="樓地板面積", en="Floor area", unit="m²")
    >>> Shop().floor_area
    UNKNOWN
    >>> facts(Shop)["floor_area"].unit
    'm²'
    """
    info = FactInfo(
        label=Text(label),
        help=help,
        unit=unit,
        step=step,
        most_items=most_items,
        max_length=max_length,
        multiline=multiline,
        identifies=identifies,
        least=least,
        most=MOST if most is None else most,
        options=() if options is None else _pairs(options),
        change=change,
        reachable=reachable,
        acts=_acts(act),
        sensible=sensible,
        known_by=known_by,
        question=ask,
        proof=proof,
        confidential=confidential,
        clause=clause,
        in_law=in_law,
        check=check,
        mapping=mapping,
    )
    return attrs.field(
        default=default, metadata={_KEY: info}, converter=frozen_mapping if mapping is True else None
    )


def frozen_mapping(value: Any) -> Any:
    if isinstance(value, Table):
        return value
    return FrozenMap(value) if value is not UNKNOWN and isinstance(value, Mapping) else value


class fact:
    """Mark a derived fact: a property that says in the words of rules what follows from other facts.

    It is traced as rules are, so that every reading sees what it says. One that no words can say is
    ``opaque``, by a revision that changes whenever its body does: then ``reads`` names the facts it follows
    from (``"rows.amount"`` one fact of each record in a list, or of a record inside), and ``least`` and
    ``most`` say between what it lies. One that can be unknown although all that it reads is known (figures,
    but of another year) names in ``answered_by`` the given fact that is then to be told anew: what is asked
    is its own question, at that fact's place. Where the firm can ``change`` it, remedies state a target for
    it, and reach through it with a ``repair`` (a function from object and target to a changed object). A
    derived fact never reads the policy.

    >>> import attrs
    >>> from cloudgrant.rules import Fact, Record, fact, given
    >>> @attrs.frozen(kw_only=True)
    ... class Shop(Record):
    ...     rent: Fact[int] = given(zh="租金", en="Rent", unit="TWD")
    ...     wages: Fact[int] = given(zh="薪資", en="Wages", unit="TWD")
    ...     @fact(zh="固定成本", en="Fixed costs", unit="TWD")
    ...     def fixed_costs(self) -> Fact[int]:
    ...         return self.rent + self.wages
    >>> Shop(rent=3, wages=4).fixed_costs, Shop(rent=3).fixed_costs
    (7, UNKNOWN)
    """

    def __init__(
        self,
        *,
        unit: str = "",
        step: int = 1,
        least: int | None = None,
        most: int | None = None,
        options: Mapping[str, Text] | None = None,
        change: Changeable = "never",
        act: Acts = _NO_TEXT,
        sensible: int | None = None,
        known_by: KnownBy = "applicant",
        ask: Text = _NO_TEXT,
        help: Text = _NO_TEXT,
        proof: Text = _NO_TEXT,
        confidential: bool = False,
        clause: str = "",
        in_law: bool = True,
        opaque: int | None = None,
        reads: tuple[str, ...] = (),
        answered_by: str = "",
        repair: Callable[[Any, Any], Any] | None = None,
        **label: str,
    ) -> None:
        self._info = FactInfo(
            label=Text(label),
            help=help,
            unit=unit,
            step=step,
            least=least,
            most=most,
            options=() if options is None else _pairs(options),
            change=change,
            acts=_acts(act),
            sensible=sensible,
            known_by=known_by,
            question=ask,
            proof=proof,
            confidential=confidential,
            clause=clause,
            in_law=in_law,
            derived=True,
            opaque=opaque,
            reads=reads,
            answered_by=answered_by,
            repair=repair,
        )

    def __call__(self, function: Callable[[Any], T]) -> DerivedFact[T]:
        return DerivedFact(function, self._info)


class DerivedFact(Generic[T]):
    """The property that :class:`fact` makes."""

    function: Callable[[Any], T]
    info: FactInfo

    def __init__(self, function: Callable[[Any], T], info: FactInfo) -> None:
        self.function = function
        self.info = info
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.info = attrs.evolve(self.info, name=name)

    @overload
    def __get__(self, instance: None, owner: type) -> DerivedFact[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> DerivedFact[T] | T:
        return self if instance is None else self.function(instance)


def declared(cls: type[Any]) -> dict[str, FactInfo]:
    """What a class itself declares, made or being made: no types yet, nothing inherited."""
    own = vars(cls).copy()  # Python adds to it when annotations are first asked for, in any thread
    members = {name: getattr(member, "metadata", None) for name, member in own.items()}
    fields = (field for field in own.get("__attrs_attrs__", ()) if not field.inherited)
    members.update((field.name, field.metadata) for field in fields)
    stated = {
        name: known[_KEY] for name, known in members.items() if isinstance(known, Mapping) and _KEY in known
    }
    derived = {name: member.info for name, member in own.items() if isinstance(member, DerivedFact)}
    return {**stated, **derived}


_TYPES: Mapping[type, FactType] = {bool: "bool", int: "int", date: "date", Share: "share"}

_READABLE = (
    "bool, int, str, date, Share, Literal[…] of texts or of truths, tuple[…, ...], Mapping[str, …], "
    "Table[…], a Record"
)


def _typed(info: FactInfo, hint: Any, **said: Any) -> FactInfo | None:
    """``info``, with what is ``said`` of it besides, completed by what its annotation says.

    ``None`` where that is no type that rules can read.
    """
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    known = [part for part in parts if part is not NotKnown]
    info = attrs.evolve(info, may_be_unknown=len(known) < len(parts), **said)
    return _of_type(info, known[0]) if len(known) == 1 else None


def _of_type(info: FactInfo, hint: Any) -> FactInfo | None:
    origin = get_origin(hint)
    if origin is Literal:
        values = get_args(hint)
        if all(isinstance(value, bool) for value in values):
            return attrs.evolve(
                info, type="bool", options=tuple((str(value), _TRUTHS[value]) for value in values)
            )
        labels = dict(info.options)
        options = tuple((value, labels.get(value) or Text(zh=value, en=value)) for value in values)
        texts = all(isinstance(value, str) for value in values)
        return attrs.evolve(info, type="text", options=options) if texts else None
    if origin is tuple:
        item = _typed(attrs.evolve(info, name=f"{info.name}[]", owner=None), get_args(hint)[0])
        return None if item is None else attrs.evolve(info, type="list", item=item, options=())
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        item = _typed(attrs.evolve(info, name=f"{info.name}{{}}", owner=None), get_args(hint)[-1])
        made_of = Table if issubclass(origin, Table) else FrozenMap
        return (
            None if item is None else attrs.evolve(info, type="map", item=item, options=(), made_of=made_of)
        )
    if hint is str:
        longest = LONGEST_TEXT if info.multiline else LONGEST_LINE
        return attrs.evolve(
            info, type="text", max_length=info.max_length or (None if info.options else longest)
        )
    if isinstance(hint, type) and hint in _TYPES:
        return attrs.evolve(info, type=_TYPES[hint])
    if isinstance(hint, type) and attrs.has(hint):
        return attrs.evolve(info, type="record", record=hint)
    return None


def facts(cls: type[Any]) -> Mapping[str, FactInfo]:
    """Every fact of a class by name: the given ones in the order of its fields, then the derived.

    The mapping is read-only. Fields declared without :func:`given` are facts too, without a label.

    >>> import cloudgrant as cg
    >>> about = cg.facts(cg.Company)["regular_employees"]
    >>> about.label.in_("zh_Hant_TW"), about.unit, about.change
    ('經常僱用員工數', 'persons', 'never')
    """
    known = _FACTS.get(cls)
    return known if known is not None else _FACTS.setdefault(cls, _read_facts(cls))


_FACTS: dict[type[Any], Mapping[str, FactInfo]] = {}


def _read_facts(cls: type[Any]) -> Mapping[str, FactInfo]:
    where = f"{cls.__module__}.{cls.__qualname__}"
    if not attrs.has(cls) or _left_out(cls):
        raise DeclarationRefused([declaration([cls.__name__], "declaration.class", where, given=where)])
    try:
        hints = get_type_hints(cls)
    except (NameError, TypeError) as error:
        problem = declaration([cls.__name__], "declaration.annotation", where, given=str(error))
        raise DeclarationRefused([problem]) from error
    found: dict[str, FactInfo] = {}
    problems: list[Problem] = []
    keys: tuple[str, ...] = getattr(cls, "__keys__", ())

    def read(info: FactInfo, hint: Any, name: str, **more: Any) -> None:
        path, place = [cls.__name__, name], f"{where}.{name}"
        if hint is None:
            problems.append(declaration(path, "declaration.annotation", place, given=name))
            return
        typed = _typed(info, hint, name=name, **more)
        if typed is None:
            said = getattr(hint, "__qualname__", str(hint)) if isinstance(hint, type) else str(hint)
            problems.append(declaration(path, "declaration.type", place, given=said, expected=_READABLE))
            return
        if typed.max_length is not None and name in keys and info.check is None:
            typed = attrs.evolve(typed, identifies=True)
        found[name] = typed

    ours = _ours(cls)
    before = _facts_before(cls)
    for attribute in attrs.fields(cls):
        if attribute.inherited and attribute.name in before:
            found[attribute.name] = before[attribute.name]
            continue
        info = attribute.metadata.get(_KEY, FactInfo(least=0))
        name = attribute.name
        read(info, hints.get(name), name, **_known_as(info, ours.get(name)))
    for parent in reversed(cls.__mro__):
        for name, member in vars(parent).copy().items():
            if isinstance(member, DerivedFact):
                words = _known_as(member.info, ours.get(name))
                read(member.info, _returned(member.function), name, owner=cls, **words)
    for name, info in found.items() if not problems else ():
        for keyword, named in (("reads", info.reads), ("answered_by", (info.answered_by,))):
            strangers = [one for one in named if one and not _leads_to_a_fact(found, one)]
            if strangers:
                hint = did_you_mean(strangers[0], found)
                place, given = f"{where}.{name}", ", ".join(strangers)
                problems.append(
                    declaration([cls.__name__, name], "declaration.strangers", place, name=keyword,
                                given=given, hint=hint)
                )  # fmt: skip
    if problems:
        raise DeclarationRefused(problems)
    return types.MappingProxyType(found)


def _ours(cls: type[Any]) -> dict[str, str]:
    """The ids of a class's facts that the library declares: ``fact.company.name``, whoever inherits it.

    What several files say of a firm is said of the class that joins them.
    """
    found: dict[str, str] = {}
    for parent in reversed(cls.__mro__):
        if is_ours(parent.__module__):
            joining = (
                one for one in reversed(cls.__mro__) if parent in one.__mro__ and hasattr(one, "__keys__")
            )
            of = next(joining, parent).__name__
            kind = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", of).lower()
            found.update((name, f"fact.{kind}.{name}") for name in declared(parent))
        else:
            for name in declared(parent):
                found.pop(name, None)
    return found


def _known_as(info: FactInfo, id: str | None) -> dict[str, Any]:
    """What a fact says of itself, each sentence with its id."""
    if id is None:
        return {}
    return {
        "label": info.label.known_as(f"{id}.label"),
        "help": info.help.known_as(f"{id}.help"),
        "question": info.question.known_as(f"{id}.question"),
        "proof": info.proof.known_as(f"{id}.proof"),
        "options": tuple((key, text.known_as(f"{id}.option.{key}")) for key, text in info.options),
        "acts": tuple(
            (key, text.known_as(f"{id}.act.{key}" if key else f"{id}.act")) for key, text in info.acts
        ),
    }


def _facts_before(cls: type[Any]) -> Mapping[str, FactInfo]:
    """The facts of the class that a class makes more special, where it has no other base: read already."""
    base: type[Any] = cls.__bases__[0]
    if len(cls.__bases__) > 1 or "__attrs_attrs__" not in vars(base) or "__keys__" in vars(cls):
        return {}
    return {name: info for name, info in facts(base).items() if not info.derived}


def _left_out(cls: type[Any]) -> bool:
    """Whether a class declares facts that nothing has made fields of: it was not decorated itself."""
    stated = (name for name, info in declared(cls).items() if not info.derived)
    return "__attrs_attrs__" not in vars(cls) and any(True for _ in stated)


def _returned(function: Callable[..., Any]) -> Any:
    """What a derived fact says that it is; ``None`` where it does not, or names what is not there."""
    try:
        return get_type_hints(function).get("return")
    except (NameError, TypeError):
        return None


def _leads_to_a_fact(known: Mapping[str, FactInfo], path: str) -> bool:
    """Whether a name, or names joined by dots through records and lists of them, is a fact's."""
    name, _, rest = path.partition(".")
    info = known.get(name)
    if info is None or not rest:
        return info is not None
    record = info.inner_record
    return record is not None and _leads_to_a_fact(facts(record), rest)
