"""What an opportunity is made of: each part with the clause that says it, or a word that nothing does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from cloudgrant.portable.name_based_id import name_based_id
from cloudgrant.rules.deciding.evaluate import Case, value_of
from cloudgrant.rules.law.agency import Agency
from cloudgrant.rules.law.call import Call
from cloudgrant.rules.law.clause import Clause
from cloudgrant.rules.law.edition import Edition
from cloudgrant.rules.law.in_force import Law
from cloudgrant.rules.law.notice import Notice
from cloudgrant.rules.records.digests import policy_digest
from cloudgrant.rules.records.fact_info import FactInfo, facts
from cloudgrant.values.canonical import canonical, digest
from cloudgrant.values.formatting import formatted
from cloudgrant.values.separators import THEN
from cloudgrant.values.text import Text
from cloudgrant.values.unknown import UNKNOWN

__all__ = ["Listed", "both"]

_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_ADDRESS: Final = re.compile(r"https?://\S+")

_OPEN = Text("opportunity.open", zh="{on}受理中", en="Intake is open on {on}")
_NOT_YET_OPEN = Text("opportunity.not_yet_open", zh="自{day}起受理", en="Intake opens on {day}")
_CLOSED = Text("opportunity.closed", zh="受理至{day}止", en="Intake closed after {day}")
_NOT_BEGUN = Text("opportunity.not_begun", zh="自{day}起適用", en="Applies from {day} on")
_ENDED = Text("opportunity.ended", zh="適用至{day}止", en="Applied until {day}")
_NOT_OPEN = Text("opportunity.not_open", zh="{on}不受理", en="Intake is not open on {on}")
_OPEN_QUESTION = Text(
    "opportunity.open_question",
    zh="{on}是否受理，本版未載明",
    en="Whether intake is open on {on} is not said in this edition",
)
_TITLE = Text("opportunity.title", zh="{title}（{edition}）", en="{title} ({edition})")
_AT_MOST = Text("opportunity.at_most", zh="{label}：{value}", en="{label}: {value}")
_PER = Text("opportunity.per", zh="（{per}）", en=" ({per})")
_NO_MONEY = Text(
    "opportunity.no_money",
    zh="{value}不是金額，故不列 maxAwardAmount",
    en="{value} are no money, so that there is no maxAwardAmount",
)
_UNKNOWN: Final = {
    "status": Text("opportunity.unknown.status", zh="是否受理中", en="Whether intake is open"),
    "keyDates.postDate": Text(
        "opportunity.unknown.keyDates.postDate", zh="開始受理日", en="First day of intake"
    ),
    "keyDates.closeDate": Text(
        "opportunity.unknown.keyDates.closeDate", zh="受理截止日", en="Last day of intake"
    ),
    "funding.maxAwardAmount": Text(
        "opportunity.unknown.funding.maxAwardAmount", zh="每件補助上限", en="Largest award"
    ),
    "funding.totalAmountAvailable": Text(
        "opportunity.unknown.funding.totalAmountAvailable", zh="補助總經費", en="Money there is in all"
    ),
    "funders": Text("opportunity.unknown.funders", zh="補助機關", en="Who offers the funding"),
    "source": Text("opportunity.unknown.source", zh="來源網址", en="Address of the source"),
    "acceptedApplicantTypes": Text(
        "opportunity.unknown.acceptedApplicantTypes", zh="申請對象", en="Who may apply"
    ),
    "description": Text("opportunity.unknown.description", zh="目的", en="What it is for"),
}
_FIELDS: Final = {
    "programme": Text("opportunity.fields.programme", zh="計畫代號", en="Name of the programme"),
    "edition": Text(
        "opportunity.fields.edition",
        zh="年度版本，及適用首末日",
        en="Edition, with its first and last day in force",
    ),
    "notice": Text(
        "opportunity.fields.notice",
        zh="所據文件之名稱及日期",
        en="The document that it is read from, by title and day",
    ),
    "digest": Text(
        "opportunity.fields.digest",
        zh="本版數值及文字之摘要",
        en="Digests of the edition's numbers and of its words, as published",
    ),
    "clauses": Text(
        "opportunity.fields.clauses",
        zh="本版條文：代號、出處、原文",
        en="The clauses: id, where each stands, original words",
    ),
    "texts": Text(
        "opportunity.fields.texts", zh="名稱及說明之各語言文字", en="Title and description in each language"
    ),
    "purpose": Text(
        "opportunity.fields.purpose", zh="目的之原文及出處", en="What it is for, in the document's own words"
    ),
    "agencies": Text(
        "opportunity.fields.agencies",
        zh="機關、角色及原文",
        en="Agencies, what they do, and the words that say so",
    ),
    "applicants": Text(
        "opportunity.fields.applicants",
        zh="申請對象及其條文",
        en="Who may apply, with the clauses that say so",
    ),
    "funding": Text(
        "opportunity.fields.funding",
        zh="補助上限之單位及意義",
        en="What the largest award counts, and for what it is one",
    ),
    "unknown": Text(
        "opportunity.fields.unknown",
        zh="本版文字及受理公告均未載明、故未列者",
        en="Left out because neither the edition's text nor its call says it",
    ),
}
_TYPES: Final[Mapping[type[Any], str]] = {str: "string", list: "array", dict: "object"}


def both(text: Mapping[str, str]) -> str:
    """A text in all its languages as one string, for a standard that has room for one."""
    return " · ".join(dict.fromkeys(words for words in text.values() if words))


def _filled(text: Text, **values: Callable[[str], str]) -> Text:
    """A text with names filled in, in each of its languages."""

    def said(locale: str) -> str:
        return text.filled(locale, lambda name: values[name](locale))

    return Text({locale: said(locale) for locale in text})


def _day(day: date) -> Callable[[str], str]:
    return lambda locale: formatted(day, "", locale)


class Listed:
    """One edition of a programme on a day, being listed; what nothing says is kept in ``unknown``."""

    law: Law[Any, Any]
    call: Call
    on: date
    namespace: str
    edition: Edition[Any]
    published: Edition[Any]
    known: Mapping[str, FactInfo]
    unknown: list[dict[str, Any]]
    by_notice: bool
    title: Text
    description: Text

    def __init__(self, law: Law[Any, Any], call: Call, on: date, namespace: str) -> None:
        self.law, self.call, self.on, self.namespace = law, call, on, namespace
        self.edition = law.edition
        self.published = law.edition.published
        self.known = facts(law.policy)
        self.unknown = []
        # What one document says of the programme besides its clauses holds for what is read from it.
        self.by_notice = call.notice is not None and call.notice == self.published.notice
        self.title = self._title()
        self.description = self._description()

    def id_of(self, *names: str) -> str:
        """An id that is the same wherever these names are."""
        return name_based_id(self.namespace, canonical(list(names)))

    def _title(self) -> Text:
        """The programme's title with its edition's."""
        title = self.law.title
        words = {one: title.in_(one) for one in dict.fromkeys((*title, *self.edition.title))}
        return Text(
            {
                one: _TITLE.filled(one, {"title": said, "edition": self.edition.label(one)}.__getitem__)
                for one, said in words.items()
            }
        )

    def _description(self) -> Text:
        """What it is for; where no document says it, what its clauses say in short."""
        purpose = self.call.purpose
        if purpose is not None and self.by_notice:
            return purpose.text
        self._not_said("description")
        asked = dict.fromkeys(one.rule.clause for one in self.law.traced_at("application"))
        texts = [self.law.clauses[id].text for id in asked if self._stands(id)]
        languages = dict.fromkeys(one for text in texts for one in text)
        said = {one: THEN.in_(one).join(text.in_(one) for text in texts) for one in languages}
        return Text(said) if said else self.law.title

    def status(self) -> dict[str, Any]:
        """Where the intake stands on the day, by the rule that judges it."""
        edition, day = self.edition, _day(self.on)
        if self.on < edition.since:
            return _state("forecasted", _filled(_NOT_BEGUN, day=_day(edition.since)))
        if edition.until is not None and edition.until < self.on:
            return _state("closed", _filled(_ENDED, day=_day(edition.until)))
        if self.call.window not in self.law.rule_ids("application"):
            self._not_said("status")
            return _state("custom", _filled(_OPEN_QUESTION, on=day), "unknown")
        traced = self.law.traced(self.call.window)
        within = value_of(traced.holds, Case(UNKNOWN, edition.policy, self.on))
        if within is UNKNOWN:
            self._not_said("status", self.law.clauses.get(traced.rule.clause))
            return _state("custom", _filled(_OPEN_QUESTION, on=day), "unknown")
        if within:
            return _state("open", _filled(_OPEN, on=day))
        first, last = self._number(self.call.opens), self._number(self.call.closes)
        if first is not UNKNOWN and self.on < first:
            return _state("forecasted", _filled(_NOT_YET_OPEN, day=_day(first)))
        if last is not UNKNOWN and last < self.on:
            return _state("closed", _filled(_CLOSED, day=_day(last)))
        return _state("custom", _filled(_NOT_OPEN, on=day), "not-open")

    def key_dates(self) -> dict[str, Any] | None:
        """The first and the last day of intake, and every other day that the numbers bear."""
        dates: dict[str, Any] = {}
        for place, name in (("postDate", self.call.opens), ("closeDate", self.call.closes)):
            value = self._number(name)
            if value is UNKNOWN:
                self._not_said(f"keyDates.{place}", self._clause_of(name))
            else:
                dates[place] = self._event(name, value)
        others: dict[str, Any] = {}
        for name, info in self.known.items():
            if info.type != "date" or name in (self.call.opens, self.call.closes):
                continue
            value = self._number(name)
            if value is not UNKNOWN:
                others[name] = self._event(name, value)
            elif not info.derived:
                self._not_said(f"keyDates.otherDates.{name}", self._clause_of(name), info)
        return {**dates, **({"otherDates": others} if others else {})} or None

    def funding(self) -> dict[str, Any] | None:
        """The largest award where it is money, and the clauses on funding in short."""
        found: dict[str, Any] = {}
        details = [self.law.clauses[id].text for id in self.call.funding if self._stands(id)]
        value, info = self._number(self.call.most), self.known.get(self.call.most)
        if value is UNKNOWN or info is None:
            self._not_said("funding.maxAwardAmount", self._clause_of(self.call.most))
        else:
            details.insert(0, self._at_most(info, value))
            if _CURRENCY.fullmatch(info.unit):
                found["maxAwardAmount"] = {"amount": str(value), "currency": info.unit}
        self._not_said("funding.totalAmountAvailable")
        if details:
            found["details"] = "\n".join(both(one) for one in details)
        return found or None

    def funders(self) -> dict[str, Any] | None:
        """Who offers it, where the edition's document says so."""
        agency = self.call.offered_by
        if agency is None or not self.by_notice:
            self._not_said("funders")
            return None
        return {"primary": {"id": self.id_of("organization", agency.name), "name": _called(agency)}}

    def applicants(self) -> list[dict[str, Any]] | None:
        """The kinds of those who may apply: none of the standard's own, which are those of another law."""
        found = [
            {"value": "custom", "customValue": one.name, "description": both(one.text)}
            for one in self._applicants()
        ]
        if not found:
            self._not_said("acceptedApplicantTypes")
        return found or None

    def source(self) -> str | None:
        """The address of the document, where it has one."""
        ref = None if self.published.notice is None else self.published.notice.ref
        if isinstance(ref, str) and _ADDRESS.fullmatch(ref):
            return ref
        self._not_said("source")
        return None

    def custom_fields(self) -> dict[str, Any]:
        """What the standard has no place for; asked for last, when all that is unknown has been told."""
        edition, published = self.edition, self.published
        purpose = self.call.purpose if self.by_notice else None
        agencies = {"offers": self.call.offered_by, "carries_out": self.call.carried_out_by}
        values: dict[str, Any] = {
            "programme": self.law.name,
            "edition": {
                "name": edition.name,
                "title": dict(edition.title),
                "since": edition.since.isoformat(),
                "until": None if edition.until is None else edition.until.isoformat(),
                "known": None if edition.known is None else edition.known.isoformat(),
                "reform": edition.reform or None,
            },
            "notice": _notice(published.notice),
            "digest": {
                "numbers": policy_digest(published.policy),
                "words": digest([_quoted(one) for one in published.clauses.values()]),
            },
            "clauses": [
                {**_quoted(one), "awaited": one.id in edition.awaited} for one in self.law.clauses.values()
            ],
            "texts": {"title": dict(self.title), "description": dict(self.description)},
            "purpose": None if purpose is None else {
                "texts": dict(purpose.text), "source": purpose.source, "heading": purpose.heading,
            },
            "agencies": [
                {"part": part, "name": one.name, "english": _or_none(one.english), "role": dict(one.role),
                 "source": one.words, "heading": one.heading}
                for part, one in agencies.items() if one is not None and self.by_notice
            ],
            "applicants": [
                {"name": one.name, "texts": dict(one.text), "clauses": list(one.clauses)}
                for one in self._applicants()
            ],
            "funding": self._meaning(),
            "unknown": self.unknown,
        }  # fmt: skip
        return {
            name: {
                "name": name,
                "fieldType": _TYPES[type(value)],
                "value": value,
                "description": both(_FIELDS[name]),
            }
            for name, value in values.items()
            if value not in (None, [])
        }

    def _meaning(self) -> dict[str, Any] | None:
        value, info = self._number(self.call.most), self.known.get(self.call.most)
        if value is UNKNOWN or info is None:
            return None
        money = _CURRENCY.fullmatch(info.unit) is not None
        found = {
            "most": value,
            "unit": info.unit or None,
            "money": money,
            "per": dict(self.call.per),
            "label": dict(info.label),
            "clause": info.clause or None,
        }
        if not money:
            found["note"] = dict(_filled(_NO_MONEY, value=lambda one: formatted(value, info.unit, one)))
        return found

    def _at_most(self, info: FactInfo, value: int) -> Text:
        said: dict[str, str] = {}
        for one in info.label:
            words = {"label": info.label.in_(one), "value": formatted(value, info.unit, one)}
            said[one] = _AT_MOST.filled(one, words.__getitem__)
            if per := self.call.per.in_(one):
                said[one] += _PER.filled(one, {"per": per}.__getitem__)
        return Text(said)

    def _applicants(self) -> list[Any]:
        return [one for one in self.call.applicants if all(map(self._stands, one.clauses))]

    def _stands(self, id: str) -> bool:
        """Whether a clause is in the edition, and known to hold."""
        return id in self.law.clauses and id not in self.edition.awaited

    def _number(self, name: str) -> Any:
        return getattr(self.edition.policy, name) if name else UNKNOWN

    def _clause_of(self, name: str) -> Clause | None:
        info = self.known.get(name)
        return None if info is None else self.law.clauses.get(info.clause)

    def _event(self, name: str, day: date) -> dict[str, Any]:
        clause = self._clause_of(name)
        event = {
            "name": both(self.known[name].label) or name,
            "eventType": "singleDate",
            "date": day.isoformat(),
        }
        return event if clause is None else {**event, "description": f"{both(clause.text)} [{clause.id}]"}

    def _not_said(self, field: str, clause: Clause | None = None, info: FactInfo | None = None) -> None:
        texts = _UNKNOWN[field] if info is None else info.label
        question = Text() if info is None else info.question
        entry: dict[str, Any] = {"field": field, "texts": dict(texts)}
        if clause is not None:
            entry["clause"] = clause.id
            question = question or clause.question
        if question:
            entry["question"] = dict(question)
        self.unknown.append(entry)


def _state(value: str, text: Text, custom: str = "") -> dict[str, Any]:
    state = {"value": value, "description": both(text)}
    return {**state, "customValue": custom} if custom else state


def _called(agency: Agency) -> str:
    return both({"name": agency.name, "english": _or_none(agency.english) or ""})


def _quoted(clause: Clause) -> dict[str, str]:
    return {"id": clause.id, "heading": clause.heading, "source": clause.source}


def _notice(notice: Notice | None) -> dict[str, Any] | None:
    if notice is None:
        return None
    return {"title": notice.title, "on": notice.on.isoformat(), "ref": _or_none(notice.ref)}


def _or_none(value: Any) -> Any:
    return None if value is UNKNOWN else value
