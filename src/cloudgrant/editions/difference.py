"""What differs between two years, two editions, two programmes, or two policies of one programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from cloudgrant.editions.year import Year
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from cloudgrant.reform.diff import ProgrammeDiff, diff_of
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.programme import Programme
from cloudgrant.values.problems import InvalidInput, Problem
from cloudgrant.values.text import Text

__all__ = ["YearDiff", "diff"]

_WHOSE = Text(
    "difference.whose",
    zh="不屬已知之計畫，請以 programmes= 提供",
    en="is of no programme known here: give it in `programmes=`",
)
_CAME = Text("difference.came", zh="新增計畫：{programme}", en="new programme: {programme}")
_WENT = Text("difference.went", zh="不再有之計畫：{programme}", en="no longer there: {programme}")


@attrs.frozen
class YearDiff:
    """What differs from one year to another, programme by programme, of those that both years have."""

    old: Year = attrs.field(repr=False)
    new: Year = attrs.field(repr=False)
    programmes: tuple[ProgrammeDiff, ...]

    @property
    def came(self) -> tuple[str, ...]:
        """The programmes that only the later year has."""
        return tuple(name for name in self.new if name not in self.old.editions)

    @property
    def went(self) -> tuple[str, ...]:
        """The programmes that only the earlier year has."""
        return tuple(name for name in self.old if name not in self.new.editions)

    def __getitem__(self, programme: str) -> ProgrammeDiff:
        """The differences of one programme; raises ``KeyError`` if both years do not have it."""
        for one in self.programmes:
            if one.programme == programme:
                return one
        raise KeyError(programme)

    @property
    def same(self) -> bool:
        """Whether both have the same programmes, and none of them differs."""
        return not (self.came or self.went) and all(one.same for one in self.programmes)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of every clause that is touched."""
        return tuple(clause for one in self.programmes for clause in one.clauses)

    def message(self, locale: str = "en") -> str:
        """The differences in words."""
        head = f"{self.old.name} → {self.new.name}"
        apart = [(_CAME, name) for name in self.came] + [(_WENT, name) for name in self.went]
        lines = [words.filled(locale, {"programme": name}.__getitem__) for words, name in apart]
        return "\n".join([head, *lines, *(one.message(locale) for one in self.programmes)])


def diff(
    old: Any,
    new: Any,
    *,
    subjects: Iterable[Any] = (),
    on: date | tuple[date, date] | None = None,
    programmes: Mapping[str, Programme[Any, Any]] | None = None,
) -> Any:
    """What differs between two years, two editions, two programmes, or two policies of one programme.

    The sentences of the clauses, the readings chosen of them and the numbers that they fix; rules that came,
    went, changed, were reworded or are awaited; and which of the ``subjects`` come out differently and why,
    filed ``on`` a day, or on one day under each: firms have to file while intake is open. Facts bear their
    own year. Each programme decides on the subjects of its own class; one that none decides on is refused.
    ``programmes`` gives those that are not the library's. A sentence that was only kept does not differ.

    Two years give a :class:`YearDiff`, two editions, programmes or policies a
    :class:`~cloudgrant.reform.diff.ProgrammeDiff`. Raises
    :class:`~cloudgrant.values.problems.InvalidInput` for two things that cannot be compared.

    >>> import attrs
    >>> import cloudgrant as cg
    >>> policy = cg.editions.ROC_111.points.policy
    >>> larger = attrs.evolve(policy, regular_employee_ceiling=250)
    >>> print(cg.editions.diff(policy, larger).message("en"))
    Digital points of the Industry Hall
    - Ceiling of regularly employed staff: 200 people → 250 people (points.applicant.size)
    """
    judged = tuple(subjects)
    if isinstance(old, Programme) and isinstance(new, Programme):
        _refuse_strangers(judged, [old])
        return _compared(old, new, None, judged, on)
    if isinstance(old, Year) and isinstance(new, Year):
        deciding = {name: _named(name, programmes) for name in old if name in new.editions}
        _refuse_strangers(judged, deciding.values())
        return YearDiff(
            old,
            new,
            tuple(
                _compared(decides.under(old[name]), decides.under(new[name]), None, judged, on)
                for name, decides in deciding.items()
            ),
        )
    if isinstance(old, Edition) and isinstance(new, Edition):
        for decides in _all(programmes):
            if all(isinstance(one.policy, decides.policy) for one in (old, new)):
                _refuse_strangers(judged, [decides])
                return _compared(decides.under(old), decides.under(new), None, judged, on)
    else:
        for decides in _all(programmes):
            if all(isinstance(one, decides.policy) for one in (old, new)):
                _refuse_strangers(judged, [decides])
                law = decides.under(_text_of(decides, (old, new)))
                return _compared(law, law, (old, new), judged, on)
    if type(old) is type(new):
        raise InvalidInput([Problem.at(["programmes"], "diff.programme", _WHOSE)])
    expected, given_ = type(old).__name__, type(new).__name__
    raise InvalidInput([Problem.at(["new"], "subject", expected=expected, given=given_)])


def _text_of(programme: Programme[Any, Any], policies: tuple[Any, Any]) -> Edition[Any]:
    """The text beside two policies: that whose numbers one of them is, else the latest."""
    own = (one for policy in policies for one in reversed(programme.editions) if one.policy == policy)
    return next(own, programme.editions[-1])


def _refuse_strangers(subjects: tuple[Any, ...], programmes: Iterable[Programme[Any, Any]]) -> None:
    """Raise InvalidInput naming each subject that no programme decides on: it would be passed over."""
    classes = tuple(one.subject for one in programmes)
    expected = ", ".join(dict.fromkeys(one.__name__ for one in classes))
    problems = [
        Problem.at(["subjects", index], "subject", expected=expected, given=type(subject).__name__)
        for index, subject in enumerate(subjects)
        if not isinstance(subject, classes)
    ]
    if problems:
        raise InvalidInput(problems)


def _compared(
    old: Programme[Any, Any],
    new: Programme[Any, Any],
    policies: tuple[Any, Any] | None,
    subjects: tuple[Any, ...],
    on: date | tuple[date, date] | None,
) -> ProgrammeDiff:
    own = [subject for subject in subjects if isinstance(subject, old.subject)]
    return diff_of(old, new, policies=policies, subjects=own, on=on)


def _named(name: str, programmes: Mapping[str, Programme[Any, Any]] | None) -> Programme[Any, Any]:
    if programmes is not None and name in programmes:
        return programmes[name]
    if name not in NAMES:
        raise InvalidInput([Problem.at(["programmes", name], "diff.programme", _WHOSE)])
    return programme_of(name)


def _all(programmes: Mapping[str, Programme[Any, Any]] | None) -> Iterator[Programme[Any, Any]]:
    yield from (programmes or {}).values()
    yield from map(programme_of, NAMES)
