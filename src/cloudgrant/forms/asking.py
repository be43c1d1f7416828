"""From what the rules read to a form: which facts, in which groups, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from cloudgrant.data.kinds import kinds_below
from cloudgrant.forms.form import Form, FormField, FormGroup, Need
from cloudgrant.forms.reads import Names, Reading, info_at, readings_of
from cloudgrant.forms.widgets import kept_elsewhere, widget_of
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.programme import Programme
from cloudgrant.rules.records.declaring import option_problems
from cloudgrant.rules.records.fact_info import ACT, FILING, FactInfo, KnownBy, facts
from cloudgrant.rules.records.implied import concluded, presupposed
from cloudgrant.rules.records.record import Record
from cloudgrant.rules.writing.declaration import Stage
from cloudgrant.values.paths import Path
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.several import several
from cloudgrant.values.shown import shown
from cloudgrant.values.text import Text
from cloudgrant.values.unit_words import unit_words
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Grouping", "form"]

Grouping: TypeAlias = Literal["record", "clause", "known_by"]
"""What makes fields belong together: the record that they are in, the first clause that reads them, or who
knows them."""

_ASK: Final = Text("asking.ask", zh="請提供：{label}", en="Please give: {label}")
_ITEM: Final = Text("asking.item", zh="{label} 第 {number} 項", en="{label}, no. {number}")
_KNOWN_BY: Final[Mapping[KnownBy, Text]] = MappingProxyType(
    {
        "applicant": Text("asking.known_by.applicant", zh="由申請者填寫", en="For the applicant"),
        "office": Text("asking.known_by.office", zh="由主辦單位填寫", en="For the programme office"),
        "event": Text("asking.known_by.event", zh="日後始能得知", en="Known in time"),
        "reviewer": Text("asking.known_by.reviewer", zh="由審查委員認定", en="For the reviewers"),
        "text": Text("asking.known_by.text", zh="條文未載明者", en="Where the text is silent"),
    }
)


def form(
    programme: Programme[Any, Any],
    stage: Stage = "application",
    *,
    subject: type[Any] | None = None,
    known_by: Iterable[KnownBy] = ("applicant",),
    by: Grouping = "record",
) -> Form:
    """What there is to ask for a stage of a programme: the facts that its rules, award and ceiling read,
    and those from which they could follow.

    Asked is what the applicant knows; name others in ``known_by`` for the form of an office or of
    reviewers. ``subject`` is the programme's own class unless given: a manufacturer is not asked whether
    it is one. The fields of each record stand together unless ``by`` says otherwise; first what a record
    is told apart by, then the kind of firm, then what every eligible one has to know, then the rest, each
    in the order in which the class declares it, and none before what it depends on.

    Raises :class:`~cloudgrant.values.problems.InvalidInput` for what is no programme, for a stage that it
    does not have, for a class that it does not judge there, and for words that are none of those above.

    >>> import cloudgrant as cg
    >>> asked = cg.form(cg.points, subject=cg.Manufacturer)
    >>> [field.name for field in asked.fields()]
    ['ubn', 'factory', 'points_last_used_in', 'paid_in_capital', 'regular_employees']
    >>> capital = asked["paid_in_capital"]
    >>> capital.label["zh"], capital.widget, capital.need, capital.rules
    ('實收資本額', 'money', 'may_matter', ('points.applicant.size',))
    """
    given: object = programme
    if not isinstance(given, Programme):
        expected = Programme.__name__
        problem = Problem.at(["programme"], "subject", expected=expected, given=type(given).__name__)
        raise InvalidInput([problem])
    wanted = frozenset(several("known_by", known_by))
    cls = programme.subjects.get(stage, Record) if subject is None else subject
    problems = [
        *option_problems(["stage"], "form", "stage", stage, tuple(programme.subjects)),
        *option_problems(["by"], "form", "by", by, get_args(Grouping)),
        *(
            problem
            for one in sorted(wanted)
            for problem in option_problems(["known_by"], "form", "known_by", one, get_args(KnownBy))
        ),
    ]
    asked: object = cls
    if not problems and not (isinstance(asked, type) and issubclass(asked, programme.subjects[stage])):
        expected, other = programme.subjects[stage].__name__, getattr(cls, "__name__", shown(cls))
        problems.append(Problem.at(["subject"], "subject", expected=expected, given=other))
    if problems:
        raise InvalidInput(problems)
    readings = readings_of(programme, stage)
    carried = () if stage == "application" else getattr(cls, "__edition__", ("edition",))
    asking = _Asking(programme, cls, readings, wanted, by, carried)
    day = ACT if stage != "application" else FILING
    dated = [one for one in readings if one.dated]
    return Form(
        programme=programme.name,
        title=programme.title,
        stage=stage,
        edition=programme.edition.name,
        subject=cls,
        on=_field(Path(["on"]), day, "may_matter", dated) if dated else None,
        groups=asking.groups(cls, ()),
    )


@attrs.frozen
class _Asked:
    """A fact to be asked, and why."""

    names: Names
    """From the record that is asked about: the subject, or an item."""
    place: Names
    """From the subject."""
    info: FactInfo
    need: Need
    readings: tuple[Reading, ...]


@attrs.frozen
class _Asking:
    """What goes into a form."""

    programme: Programme[Any, Any]
    cls: type[Any]
    readings: tuple[Reading, ...]
    known_by: frozenset[KnownBy]
    by: Grouping
    edition: Names
    """Where it stands under which edition was applied; later stages go by it."""

    def groups(self, cls: type[Any], at: Names, told_by: KnownBy = "applicant") -> tuple[FormGroup, ...]:
        """The groups of what is asked of a record, the items of whose list are at ``at``."""
        every = list(self._asked(cls, at, (), told_by))
        fields = [(one, self._field_of(one, every)) for one in every]
        found: dict[str, tuple[Text, list[FormField]]] = {}
        for one, field in self._sorted(fields):
            key, title = self._group_of(one, at)
            found.setdefault(key, (title, []))[1].append(field)
        return tuple(FormGroup(key, title, tuple(held)) for key, (title, held) in found.items())

    def _asked(
        self, cls: type[Any], at: Names, inside: Names, told_by: KnownBy = "applicant"
    ) -> Iterator[_Asked]:
        """Each fact to be asked of a record and of the records inside it, in the order of declaration.

        What is in a list that the office keeps is known by the office, unless it says otherwise.
        """
        defaults = {field.name: field.default for field in attrs.fields(cls)}
        keys = getattr(cls, "__keys__", ())
        for name, info in facts(cls).items():
            if info.derived or _settled(info):
                continue
            if info.known_by == "applicant":
                info = attrs.evolve(info, known_by=told_by)
            names = (*inside, name)
            place = (*at, *names)
            reading = self._readings(place)
            required = not info.may_be_unknown and defaults[name] is UNKNOWN
            if not reading and not required and name not in keys and place != self.edition:
                continue
            need = self._need(place, info, reading, defaults[name])
            if info.type == "record" and info.record is not None and not self._stored(info):
                yield from self._asked(info.record, at, names, info.known_by)
            elif need == "record" or self._wanted(info, place):
                yield _Asked(names, place, info, need, reading)

    def _readings(self, place: Names) -> tuple[Reading, ...]:
        """What reads a fact, or anything in it; else what reads a fact that could follow from it."""
        depth = len(place)
        read = tuple(one for one in self.readings if any(path[:depth] == place for path in one.facts))
        return read or tuple(
            one for one in self.readings if any(path[:depth] == place for path in one.grounds)
        )

    def _need(self, place: Names, info: FactInfo, readings: tuple[Reading, ...], default: object) -> Need:
        if place == self.edition:
            return "may_matter"  # no rule reads it: it says which rules there are
        if not readings:
            return "record"
        follows = place[-1] in concluded(_holder(self.cls, place))
        needed = any(place in one.needed for one in readings)
        return "always" if needed and default is UNKNOWN and not follows else "may_matter"

    def _wanted(self, info: FactInfo, place: Names) -> bool:
        """Whether who is asked knows it; of a list of records, anything in its items that is read."""
        inner = info.inner_record
        if info.type == "list" and inner is not None:
            return any(one.need != "record" for one in self._asked(inner, place, (), info.known_by))
        return info.known_by in self.known_by

    def _stored(self, info: FactInfo) -> bool:
        given = [one for one in facts(info.record or Record).values() if not one.derived]
        return kept_elsewhere(given)

    def _field_of(self, one: _Asked, every: Iterable[_Asked]) -> FormField:
        holder: Any = _holder(self.cls, one.place)
        first = presupposed(holder, one.names[-1])
        after = [
            Path(other.names)
            for other in every
            if other.names[:-1] == one.names[:-1] and other.names[-1] in first
        ]
        inner = one.info.inner_record if one.info.type == "list" else None
        return attrs.evolve(
            _field(Path(one.names), one.info, one.need, one.readings),
            after=tuple(after),
            groups=() if inner is None else self.groups(inner, one.place, one.info.known_by),
        )

    def _sorted(self, fields: list[tuple[_Asked, FormField]]) -> Iterator[tuple[_Asked, FormField]]:
        """Records as the class has them; in each what tells it apart, its kind, what is needed, the rest."""
        records = {one.names[:-1]: place for place, (one, _) in reversed([*enumerate(fields)])}

        def order(pair: tuple[_Asked, FormField]) -> tuple[int, int]:
            one, field = pair
            holder = _holder(self.cls, one.place)
            if field.need == "record" or one.names[-1] in getattr(holder, "__keys__", ()):
                rank = 0
            elif _is_kind(holder, one.names[-1]):
                rank = 1
            else:
                rank = 2 if field.need == "always" else 3
            return records[one.names[:-1]], rank

        left = sorted(fields, key=order)
        while left:  # nothing before what it depends on
            waiting = {field.path for _, field in left}
            at = next((place for place, (_, one) in enumerate(left) if waiting.isdisjoint(one.after)), 0)
            yield left.pop(at)

    def _group_of(self, one: _Asked, at: Names) -> tuple[str, Text]:
        if self.by == "known_by":
            return one.info.known_by, _KNOWN_BY[one.info.known_by]
        if self.by == "clause" and one.readings:
            clause: Clause = self.programme.clauses[one.readings[0].clause]
            return clause.id, clause.text
        record = one.names[:-1]
        if record:
            return Path(record).pointer, _label(info_at(self.cls, (*at, *record)))
        return "", _label(info_at(self.cls, at)) if at else self.programme.title


def _holder(cls: type[Any], place: Names) -> type[Any]:
    """The class of the record that a fact is in."""
    holder = info_at(cls, place[:-1]).inner_record if place[:-1] else cls
    assert holder is not None  # names lead through records
    return holder


def _is_kind(holder: type[Any], name: str) -> bool:
    """Whether a class more special than that of the record presets a fact: which kind of firm it is."""
    return any(_settled(facts(kind)[name]) for kind in kinds_below(holder)[1:])


def _settled(info: FactInfo) -> bool:
    """Whether a fact has one value only: there is nothing to ask."""
    return not info.may_be_unknown and len(info.options) == 1


def _label(info: FactInfo) -> Text:
    return info.label or Text(zh=info.name, en=info.name)


def _field(path: Path, info: FactInfo, need: Need, readings: Iterable[Reading]) -> FormField:
    readings = tuple(readings)
    label = _label(info)
    return FormField(
        path=path,
        widget=widget_of(info),
        need=need,
        label=label,
        question=info.question or _named(_ASK, label),
        help=info.help,
        proof=info.proof,
        unit=info.unit,
        unit_label=unit_words(info.unit),
        choices=info.choices,
        known_by=info.known_by,
        rules=tuple(dict.fromkeys(one.id for one in readings)),
        clauses=tuple(dict.fromkeys(one.clause for one in readings)),
        item_label=_named(_ITEM, label) if info.type == "list" else Text(),
        info=info,
    )


def _named(template: Text, label: Text) -> Text:
    """The template with the label in it, in each language that both have; another place in it stays."""

    def word(locale: str) -> Callable[[str], str]:
        return lambda name: label.in_(locale) if name == "label" else f"{{{name}}}"

    return Text({locale: template.filled(locale, word(locale)) for locale in template})
