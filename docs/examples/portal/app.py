"""The portal's addresses: what is shown at each, and what happens where something is sent."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from portal import desk, views
from portal.case import Case
from portal.events import Filed, Issued, Opened, Ruled, Saved
from portal.pages import page_of
from portal.speaking import COOKIE, Speaker
from portal.store import Changed, NoSuchCase, Store

__all__ = ["portal"]

HERE = Path(__file__).parent
TAIPEI = timezone(timedelta(hours=8))
RULE_BOOK = HERE.parent / "rule_book"
SAFE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "Referrer-Policy": "same-origin",  # the address of a case is its key
    "X-Content-Type-Options": "nosniff",
}


def portal(
    database: str | None = None, *, today: Callable[[], date] | None = None, cel: Path | None = None
) -> FastAPI:
    """The application, on a database and with a calendar.

    Unless given, the database is ``PORTAL_DATABASE`` (SQLite in ``portal.db``), today ``PORTAL_TODAY`` (the
    date in Taipei) and ``cel``, the folder of a CEL implementation for browsers, ``PORTAL_CEL`` (none: pages
    then do not decide as one types, and everything else works).
    """
    url = database or os.environ.get("PORTAL_DATABASE", "sqlite:///portal.db")
    store = Store(url)
    told = os.environ.get("PORTAL_TODAY")
    now = today or (lambda: date.fromisoformat(told) if told else datetime.now(TAIPEI).date())
    place = cel or (Path(os.environ["PORTAL_CEL"]) if "PORTAL_CEL" in os.environ else None)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(title="cloudgrant portal", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.database = url
    app.mount("/static/rule_book", StaticFiles(directory=RULE_BOOK), name="rule_book")
    if place is not None:
        app.mount("/static/cel", StaticFiles(directory=place), name="cel")
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    _guarded(app)
    _for_applicants(app, store, now)
    _for_officers(app, store, now)
    return app


def _guarded(app: FastAPI) -> None:
    """What holds for every address: nothing is sent from elsewhere, and what went wrong is said in words."""

    @app.middleware("http")
    async def guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        sent_from = request.headers.get("origin")
        if request.method == "POST" and sent_from and urlsplit(sent_from).netloc != request.url.netloc:
            response: Response = views.message(request, "elsewhere", "elsewhere_help", status=403)
        else:
            response = await go_on(request)
        asked = request.query_params.get("lang")
        if asked in ("zh", "en"):
            response.set_cookie(COOKIE, asked, samesite="lax", httponly=True)
        for name, value in SAFE.items():
            response.headers.setdefault(name, value)
        return response

    @app.exception_handler(NoSuchCase)
    @app.exception_handler(404)
    @app.exception_handler(RequestValidationError)
    async def nowhere(request: Request, _: Exception) -> Response:
        return views.message(request, "missing_page", status=404)

    @app.exception_handler(cg.NoEdition)
    async def not_begun(request: Request, _: Exception) -> Response:
        return views.message(request, "closed", status=409)

    @app.exception_handler(Changed)
    async def changed(request: Request, error: Changed) -> Response:
        number = str(error)
        return views.message(request, "changed", "changed_help", back=f"/cases/{number}", status=409)


def _for_applicants(app: FastAPI, store: Store, now: Callable[[], date]) -> None:
    @app.get("/")
    def home(request: Request) -> Response:
        return views.home(request, [programme_of(name) for name in NAMES], now())

    @app.post("/cases")
    async def begin(request: Request) -> Response:
        name = (await _sent(request)).get("programme", "")
        if name not in NAMES:
            raise NoSuchCase(name)
        programme_of(name).law_on(now())
        case = store.add(Case(number=secrets.token_hex(8)), Opened(programme=name))
        return _to(f"/cases/{case.number}")

    @app.get("/cases/{number}")
    def overview(request: Request, number: str) -> Response:
        return views.overview(request, store.case(number), now())

    @app.get("/cases/{number}/pages/{page}")
    def page(request: Request, number: str, page: int) -> Response:
        return views.page(request, store.case(number), page, now())

    @app.post("/cases/{number}/pages/{page}")
    async def save(request: Request, number: str, page: int) -> Response:
        sent = await _sent(request)
        case = _as_read(store.case(number), sent)
        shown = page_of(case, page)
        happened = Saved(texts=shown.typed(sent, case.texts), removed=shown.removed(sent))
        if happened.texts or happened.removed:
            case = store.add(case, happened)
        if "add" in sent or "remove" in sent or sent.get("go") == "stay":
            return _to(f"/cases/{number}/pages/{page}")
        if sent.get("go") != "anyway" and views.problems_on(case, page):
            return views.page(request, case, page, now(), corrected=True)
        return _to(f"/cases/{number}/pages/{page + 1}" if shown.following else f"/cases/{number}")

    @app.post("/cases/{number}/file")
    async def file(request: Request, number: str) -> Response:
        case = _as_read(store.case(number), await _sent(request))
        subject, problems = case.draft
        if problems:
            return views.overview(request, case, now(), status=422)
        decision = case.programme.assess(subject, on=now())
        filed = Filed(
            on=now().isoformat(),
            subject=cg.dump(subject),
            decision=cg.dump(decision, receipt=True),
            language=Speaker(request).locale,
        )
        store.add(case, filed)
        return _to(f"/cases/{number}")

    @app.get("/cases/{number}/letters/{place}.{form}")
    def letter_as(number: str, place: int, form: str) -> Response:
        letter = _letter(store.case(number), place)
        if form == "txt":
            return PlainTextResponse(str(letter))
        if form == "md":
            return PlainTextResponse(letter.as_markdown(), media_type="text/markdown")
        raise NoSuchCase(number)

    @app.get("/cases/{number}/letters/{place}")
    def letter(request: Request, number: str, place: int) -> Response:
        case = store.case(number)
        return views.letter(request, case, _letter(case, place), place, now())

    @app.get("/cases/{number}/bindings")
    def bindings(number: str) -> Response:
        case = store.case(number)
        policy = case.programme.law_on(now()).edition.policy
        return JSONResponse(portable.bindings(case.draft[0], policy, now()))

    @app.get("/rulebooks/{name}")
    def rule_book(name: str) -> Response:
        if name not in NAMES:
            raise NoSuchCase(name)
        return JSONResponse(portable.rulebook(programme_of(name).law_on(now())))

    @app.get("/letter.css")
    def stylesheet() -> Response:
        return Response(cg.Letter.stylesheet(), media_type="text/css")


def _for_officers(app: FastAPI, store: Store, now: Callable[[], date]) -> None:
    @app.get("/desk")
    def cases(request: Request) -> Response:
        return desk.cases(request, store.cases(), now())

    @app.get("/desk/{number}")
    def case(request: Request, number: str) -> Response:
        return desk.case(request, store.case(number), now())

    @app.post("/desk/{number}/rulings")
    async def rule(request: Request, number: str) -> Response:
        sent = await _sent(request)
        case = _as_read(store.case(number), sent)
        given = {name: sent[name] for name in ("rule", "path", "result", "by", "ref") if sent.get(name)}
        try:
            ruling = cg.load(cg.Ruling, {**given, "on": now().isoformat()})
            happened = Ruled(ruling=cg.dump(ruling))
            unused = [one for one in case.after(happened).answer().unused_rulings if one.ruling == ruling]
        except cg.InvalidInput as error:
            return desk.case(request, case, now(), told=error.problems, status=422)
        if unused:
            return desk.case(request, case, now(), told=unused, status=422)
        store.add(case, happened)
        return _to(f"/desk/{number}")

    @app.post("/desk/{number}/letters")
    async def issue(request: Request, number: str) -> Response:
        sent = await _sent(request)
        case = _as_read(store.case(number), sent)
        try:
            letter = _written(case, now(), sent.get("by", ""))
        except cg.InvalidInput as error:
            return desk.case(request, case, now(), told=error.problems, status=422)
        case = store.add(case, Issued(letter=cg.dump(letter)))
        return _to(f"/cases/{number}/letters/{len(case.letters)}")


async def _sent(request: Request) -> Mapping[str, str]:
    """What a form sent: texts alone; of boxes that were ticked, one line for each."""
    sent: dict[str, str] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            sent[name] = f"{sent[name]}\n{value}".strip() if name in sent else value.replace("\r\n", "\n")
    return sent


def _written(case: Case, issued: date, by: str) -> cg.Letter:
    """The letter on what was filed last, in the applicant's language; refused where nobody is named."""
    to = desk.addressee(case.filed)
    if to is None or to.name is cg.UNKNOWN:
        raise cg.InvalidInput([cg.Problem.at(["to"], "required")])
    return case.answer().letter(
        to=to, case=case.number, issued=issued, by=by, locale=case.filings[-1].language
    )


def _as_read(case: Case, sent: Mapping[str, str]) -> Case:
    """The case, unless it has changed since the page was made on which something is sent."""
    if sent.get("seq") != str(case.seq):
        raise Changed(case.number)
    return case


def _letter(case: Case, place: int) -> cg.Letter:
    if not 1 <= place <= len(case.letters):
        raise NoSuchCase(case.number)
    return cg.load(cg.Letter, case.letters[place - 1].letter)


def _to(address: str) -> Response:
    return RedirectResponse(address, status_code=303)
