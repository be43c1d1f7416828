"""What an applicant sees: the home page, a case, its pages and letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path as Folder
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import cloudgrant as cg
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.values.paths import Path
from cloudgrant.values.separators import AND, COLON, THEN
from portal.case import Case
from portal.pages import Asked, Listed, Page, page_of, pages_of
from portal.speaking import Speaker
from portal.typed import NONE

__all__ = ["home", "letter", "message", "overview", "page", "problems_on", "said", "shown_page"]

_TEMPLATES = Environment(
    loader=FileSystemLoader(Folder(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SHORT = frozenset(("int", "date", "share"))


def shown_page(
    request: Request, template: str, today: date | None, status: int = 200, **values: Any
) -> Response:
    """A template in the language of the request."""
    speaker = Speaker(request)
    html = _TEMPLATES.get_template(template).render(
        say=speaker.say,
        shown=speaker.shown,
        locale=speaker.locale,
        lang=speaker.lang,
        colon=COLON.in_(speaker.locale),
        then=THEN.in_(speaker.locale),
        today=today,
        **values,
    )
    return HTMLResponse(html, status_code=status)


def message(request: Request, heading: str, detail: str = "", *, back: str = "", status: int) -> Response:
    """A page that says what went wrong."""
    return shown_page(request, "message.html", None, status, heading=heading, detail=detail, back=back)


def home(request: Request, programmes: Iterable[cg.Programme[Any, Any]], today: date) -> Response:
    """The programmes there are."""
    return shown_page(request, "home.html", today, programmes=list(programmes))


def overview(request: Request, case: Case, today: date, status: int = 200) -> Response:
    """A case: how far it is, what it would come to, what to do next."""
    locale = Speaker(request).locale
    decision, pages = case.decision(today), pages_of(case)
    return shown_page(
        request,
        "case.html",
        today,
        status,
        case=case,
        pages=[_progress(case, page, locale) for page in pages],
        decision=decision,
        question=_next_question(case, pages, today, locale),
        unmet=said(decision, "not_met", locale),
        missing=list(dict.fromkeys(gap.question(locale) for gap in decision.missing)),
        problems=[_problem(pages, one, locale) for one in case.draft[1]],
        filings=list(_filings(case, locale)),
        letters=[cg.load(cg.Letter, one.letter) for one in case.letters],
    )


def page(request: Request, case: Case, number: int, today: date, *, corrected: bool = False) -> Response:
    """A page of the form, with what was typed and what is wrong with it."""
    locale = Speaker(request).locale
    decision = case.decision(today)
    found = page_of(case, number)
    problems = problems_on(case, number)
    drawn = _drawn(found.parts, case, problems, locale)
    counts = Counter(finding.result.value for finding in decision.findings)
    return shown_page(
        request,
        "page.html",
        today,
        422 if corrected else 200,
        case=case,
        page={"number": number, "title": found.title.in_(locale), "parts": list(drawn)},
        count=len(pages_of(case)),
        problems=[_problem(pages_of(case), one, locale) for one in problems],
        decision=decision,
        counts={name: counts[name] for name in ("met", "not_met", "undetermined")},
        outcomes={outcome.value: outcome.label(locale) for outcome in cg.Outcome},
    )


def letter(request: Request, case: Case, found: cg.Letter, place: int, today: date) -> Response:
    """A letter as it was issued."""
    here = f"/cases/{case.number}/letters/{place}"
    return shown_page(request, "letter.html", today, case=case, letter=found, here=here)


def problems_on(case: Case, number: int) -> list[cg.Problem]:
    """What is wrong with what was typed on a page."""
    asked = {one.path for one in page_of(case, number).every()}
    return [one for one in case.draft[1] if Path(one.path) in asked]


def said(decision: cg.Assessment[Any, Any], result: str, locale: str) -> list[str]:
    """The sentences of the required rules of one result."""
    found = (one for one in decision.findings if one.result.value == result)
    return [one.message(locale) for one in found if one.declaration.force == "required"]


def _progress(case: Case, page: Page, locale: str) -> dict[str, Any]:
    asked = list(page.every())
    done = sum(bool(case.texts.get(one.pointer, "").strip()) for one in asked)
    return {"number": page.number, "title": page.title.in_(locale), "done": done, "count": len(asked)}


def _problem(pages: Iterable[Page], problem: cg.Problem, locale: str) -> dict[str, Any]:
    """A problem for a summary: in words, with where to mend it."""
    for page in pages:
        for one in page.every():
            if one.path == problem.path:
                label = one.info.label.in_(locale)
                return {
                    "page": page.number,
                    "id": _first_id(one),
                    "text": f"{label} — {problem.message(locale)}",
                }
    return {"page": None, "id": "", "text": problem.message(locale)}


def _first_id(one: Asked) -> str:
    return f"{one.id}-1" if _widget(one) in ("radio", "checkboxes") else one.id


def _next_question(case: Case, pages: Iterable[Page], today: date, locale: str) -> dict[str, Any] | None:
    """What to ask next: as the guide has it where the firm itself applies, else the first that is missing."""
    if issubclass(case.subject_class, cg.Company) and case.name in NAMES:
        question = cg.guide.explore(case.draft[0], on=today, programmes=[case.name]).next
        if question is None:
            return None
        path, text = Path([question.fact]), question.text(locale)
    else:
        gaps = case.decision(today).missing
        if not gaps:
            return None
        path, text = gaps[0].answered_at, gaps[0].question(locale)
    for page in pages:
        places = {one.path: _first_id(one) for one in page.every()}
        places.update((one.path, "main") for one in page.lists())
        if path in places:
            return {"text": text, "page": page.number, "id": places[path]}
    return {"text": text, "page": None, "id": ""}


def _filings(case: Case, locale: str) -> Iterator[dict[str, Any]]:
    """Each time it was handed in, with the facts that had changed since the time before."""
    before: Mapping[str, Any] | None = None
    facts = cg.facts(case.subject_class)
    for one in case.filings:
        names = [name for name in facts if before is not None and before.get(name) != one.subject.get(name)]
        revised = AND.in_(locale).join(facts[name].label.in_(locale) for name in names)
        yield {"on": date.fromisoformat(one.on), "revised": revised}
        before = one.subject


def _drawn(
    parts: Iterable[Asked | Listed], case: Case, problems: Iterable[cg.Problem], locale: str
) -> Iterator[dict[str, Any]]:
    for part in parts:
        if isinstance(part, Asked):
            yield _drawn_field(part, case, problems, locale)
            continue
        yield {
            "pointer": part.path.pointer,
            "label": part.field.label.in_(locale),
            "none": case.texts.get(part.path.pointer) == NONE,
            "sets": [
                {
                    "pointer": path.pointer,
                    "title": _numbered(part, path, locale),
                    "parts": list(_drawn(inner, case, problems, locale)),
                }
                for path, inner in part.items
            ],
        }


def _numbered(listed: Listed, item: Path, locale: str) -> str:
    return listed.field.item_label.filled(locale, lambda _: str(int(item[-1]) + 1))


def _drawn_field(one: Asked, case: Case, problems: Iterable[cg.Problem], locale: str) -> dict[str, Any]:
    text = case.texts.get(one.pointer, "")
    widget = _widget(one)
    return {
        "id": one.id,
        "pointer": one.pointer,
        "type": "option" if one.info.options and one.info.type == "text" else one.info.type,
        "widget": widget,
        "question": one.info.question.in_(locale) or one.info.label.in_(locale),
        "help": one.info.help.in_(locale),
        "unit": "" if one.field is None else one.field.unit_label.in_(locale),
        "short": one.info.type in _SHORT,
        "text": text,
        "chosen": text.splitlines() if widget == "checkboxes" else [text],
        "choices": [(_sent_as(value), label.in_(locale)) for value, label in one.info.choices],
        "problems": [found.message(locale) for found in problems if found.path == one.path],
    }


def _sent_as(value: bool | str) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


def _widget(one: Asked) -> str:
    """As what a fact is drawn: a list of texts and a mapping are typed line by line."""
    hint = "text" if one.field is None else one.field.widget
    if hint in ("radio", "select", "checkboxes"):
        return hint
    return "textarea" if hint in ("textarea", "list", "map") or one.info.multiline else "text"
