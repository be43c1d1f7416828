"""The reference portal: what is typed is kept, nothing is overwritten, what is shown was decided so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portal.app import portal
from portal.case import Case
from portal.events import KINDS, Opened, Saved
from portal.pages import pages_of
from portal.store import Changed, Store
from portal.tables import METADATA
from portal.typed import data_of, without
from rule_book import answers
from sqlalchemy import create_engine

import cloudgrant as cg
from cloudgrant import portable
from cloudgrant.programmes.catalogue import NAMES
from cloudgrant.programmes.catalogue import programme as programme_of
from readings.cel_answers import valued

POSTGRES = os.environ.get("CLOUDGRANT_POSTGRES_URL", "")
TODAY = date(2022, 5, 2)
SOUND = {
    "/name": "示範精密",
    "/ubn": "12345675",
    "/manufacturer": "yes",
    "/factory": "registered",
    "/points_last_used_in": "從未",
    "/paid_in_capital": "8,000萬",
    "/regular_employees": "二百六十人",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'portal.db'}"
        return
    if not POSTGRES:
        pytest.skip("needs a PostgreSQL server: run `nox -s portal`")
    yield POSTGRES
    engine = create_engine(POSTGRES)
    METADATA.drop_all(engine)
    engine.dispose()


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    with TestClient(portal(url, today=lambda: TODAY), headers={"accept-language": "zh-TW"}) as client:
        yield client


class Applicant:
    """Somebody with a browser, who sends what the page that is shown would send."""

    def __init__(self, client: TestClient, programme: str) -> None:
        self.client = client
        self.shown(client.post("/cases", data={"programme": programme}))
        self.case = self.address

    def shown(self, response: Any) -> Any:
        self.response, self.address = response, response.url.path
        return response

    @property
    def number(self) -> str:
        return str(self.case).rpartition("/")[2]

    @property
    def seq(self) -> str:
        found = re.search(r'name="seq" value="(\d+)"', self.response.text)
        assert found is not None, self.response.text
        return found[1]

    def look(self, address: str) -> Any:
        return self.shown(self.client.get(address))

    def send(self, address: str, **fields: str) -> Any:
        return self.shown(self.client.post(address, data={"seq": self.seq, **fields}))

    def fill(self, page: int, texts: dict[str, str], **fields: str) -> Any:
        self.look(f"{self.case}/pages/{page}")
        return self.send(f"{self.case}/pages/{page}", **texts, **(fields or {"go": "on"}))


def kept(client: TestClient, number: str) -> Case:
    """A case as the database has it."""
    app: Any = client.app
    store = Store(str(app.state.database))
    try:
        return store.case(number)
    finally:
        store.close()


def words_in(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("programme", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_every_programme_is_drawn_and_takes_items(
    client: TestClient, programme: str, language: str
) -> None:
    one = Applicant(client, programme)
    case = Case(number="1").after(Opened(programme=programme))
    for page in pages_of(case):
        address = f"{one.case}/pages/{page.number}"
        assert one.look(f"{address}?lang={language}").status_code == 200
        assert page.title.in_(language) in words_in(one.response.text)
        for listed in page.lists():
            pointer = listed.path.pointer
            one.send(address, add=pointer)
            assert f'value="{pointer}/0"' in one.response.text
            one.send(address, add=pointer)
            one.send(address, remove=f"{pointer}/0")
            assert f'value="{pointer}/0"' in one.response.text
            assert f'value="{pointer}/1"' not in one.response.text
    assert one.look(one.case).status_code == 200


def test_an_application_from_the_first_page_to_the_letter(client: TestClient) -> None:
    one = Applicant(client, "points")
    one.fill(1, {**SOUND, "/regular_employees": "-3", "/paid_in_capital": "一億二"})
    assert one.response.status_code == 422
    assert one.response.text.count('aria-invalid="true"') == 2
    assert 'value="一億二"' in one.response.text  # nobody types it again
    assert one.look(one.case).text.count("#at-") == 3  # both problems, and the question to go on with
    one.fill(1, SOUND)
    assert one.address == one.case
    assert "符合資格" in words_in(one.response.text)
    one.send(f"{one.case}/file")
    one.look(f"/desk/{one.number}")
    one.send(f"/desk/{one.number}/letters", by="補助計畫辦公室")
    assert one.address == f"{one.case}/letters/1"
    firm = cg.load(cg.Company, {
        "name": "示範精密", "ubn": "12345675", "manufacturer": True, "factory": "registered",
        "points_last_used_in": 0, "paid_in_capital": 80_000_000, "regular_employees": 260,
    })  # fmt: skip
    letter = cg.points.assess(firm, on=TODAY).letter(
        case=one.number, issued=TODAY, by="補助計畫辦公室", locale="zh_Hant_TW"
    )
    assert letter.as_html() in one.response.text
    assert client.get(f"{one.address}.txt").text == str(letter)
    assert client.get(f"{one.address}.md").text == letter.as_markdown()


def test_a_revision_is_filed_beside_the_first_and_leaves_its_letter_as_it_was(client: TestClient) -> None:
    one = Applicant(client, "points")
    one.fill(1, {**SOUND, "/factory": "none"})
    one.send(f"{one.case}/file")
    one.look(f"/desk/{one.number}")
    one.send(f"/desk/{one.number}/letters", by="補助計畫辦公室")
    first = client.get(f"{one.case}/letters/1.txt").text
    one.fill(1, {"/factory": "registered"})
    assert "修正中" in words_in(one.response.text)
    one.send(f"{one.case}/file")
    assert "本次修正：工廠登記" in words_in(one.response.text)
    one.look(f"/desk/{one.number}")
    one.send(f"/desk/{one.number}/letters", by="補助計畫辦公室")
    assert client.get(f"{one.case}/letters/1.txt").text == first
    assert client.get(f"{one.case}/letters/2.txt").text.splitlines()[0] == "審查結果通知：符合資格"


def test_whoever_saves_what_has_changed_meanwhile_overwrites_nothing(client: TestClient) -> None:
    one = Applicant(client, "points")
    one.look(f"{one.case}/pages/1")
    before = one.seq
    one.fill(1, SOUND)
    late = client.post(f"{one.case}/pages/1", data={"seq": before, "/name": "別家公司", "go": "on"})
    assert late.status_code == 409
    assert "別家公司" not in client.get(f"{one.case}/pages/1").text


def test_of_two_events_that_saw_the_same_case_one_is_refused(url: str) -> None:
    store = Store(url)
    case = store.add(Case(number="7"), Opened(programme="points"))
    store.add(case, Saved(texts={"/name": "甲"}))
    with pytest.raises(Changed):
        store.add(case, Saved(texts={"/name": "乙"}))
    assert store.case("7").texts == {"/name": "甲"}
    store.close()


def test_an_officer_rules_on_what_only_the_office_can_settle(client: TestClient) -> None:
    one = Applicant(client, "research")
    page = next(
        page.number
        for page in pages_of(Case(number="1").after(Opened(programme="research")))
        if any(asked.pointer == "/subdomain" for asked in page.every())
    )
    one.fill(page, {"/title": "示範計畫", "/domain": "service", "/subdomain": "other"}, go="anyway")
    one.send(f"{one.case}/file")
    one.look(f"/desk/{one.number}")
    rules = re.findall(r'name="rule" value="([^"]+)"', one.response.text)
    assert rules  # each can be ruled on, and none waits for the applicant
    count = len(rules)
    bad = one.send(f"/desk/{one.number}/rulings", rule=rules[0], result="perhaps", by="")
    assert bad.status_code == 422
    one.send(f"/desk/{one.number}/rulings", rule=rules[0], result="met", by="審查委員會", ref="字第7號")
    assert len(re.findall(r'name="rule" value="', one.response.text)) <= count
    found = kept(client, one.number)
    assert [(ruling.rule, ruling.by) for ruling in found.rulings] == [(rules[0], "審查委員會")]
    one.send(f"/desk/{one.number}/rulings", rule=rules[0], result="not_met", by="補助辦公室")
    found = kept(client, one.number)
    # Who rules again replaces what was ruled before.
    assert [(ruling.result, ruling.by) for ruling in found.rulings] == [("not_met", "補助辦公室")]


def test_a_ruling_that_makes_no_sense_is_refused_in_words(client: TestClient) -> None:
    one = Applicant(client, "research")
    one.fill(1, {"/title": "示範計畫"}, go="anyway")
    one.send(f"{one.case}/file")
    one.look(f"/desk/{one.number}")
    for sent in ({"rule": "research.nothing", "result": "met", "by": "甲"}, {"result": "met", "by": "甲"}):
        response = one.send(f"/desk/{one.number}/rulings", **sent)
        assert (response.status_code, 'role="alert"' in response.text) == (422, True)


@pytest.mark.parametrize("programme", NAMES)
def test_the_page_binds_what_the_server_decides_by(client: TestClient, programme: str) -> None:
    one = Applicant(client, programme)
    if programme == "points":
        one.fill(1, SOUND)
    book, bound = client.get(f"/rulebooks/{programme}").json(), client.get(f"{one.case}/bindings").json()
    case = kept(client, one.number)
    decision = case.decision(TODAY)
    assert answers.outcome(book, bound, valued) == decision.outcome.value
    assert answers.results(book, bound, valued) == {
        name: result.value for name, result in decision.results.items()
    }
    assert book == portable.rulebook(programme_of(programme))


def test_what_is_typed_is_never_markup_and_never_a_fact_that_is_not_there(client: TestClient) -> None:
    one = Applicant(client, "points")
    name = "<script>alert(1)</script>\"'&"
    one.fill(1, {"/name": name, "/manufacturer": "<b>", "/evidence": "x", "/__class__": "x", "/ubn/0": "1"})
    assert one.response.status_code == 422
    shown = client.get(f"{one.case}/pages/1").text
    assert "<script>alert" not in shown
    assert "<b>" not in shown
    case = kept(client, one.number)
    assert set(case.texts) == {"/name", "/manufacturer"}


def test_what_comes_from_elsewhere_or_leads_nowhere_is_refused_in_words(client: TestClient) -> None:
    forged = client.post("/cases", data={"programme": "points"}, headers={"origin": "https://example.org"})
    assert (forged.status_code, "不是由本網站" in forged.text) == (403, True)
    for address in (
        "/cases/0",
        "/cases/0/pages/1",
        "/desk/0",
        "/rulebooks/none",
        "/nowhere",
        "/cases/0/letters/1",
    ):
        response = client.get(address)
        assert (response.status_code, "找不到" in response.text) == (404, True), address
    one = Applicant(client, "points")
    for address in ("/pages/2", "/pages/0", "/letters/1", "/letters/1.txt", "/letters/1.exe"):
        assert client.get(one.case + address).status_code == 404, address
    assert client.get(f"{one.case}/pages/one").status_code == 404
    assert "script-src" not in client.get("/").headers["content-security-policy"]  # that of default-src


def test_the_language_is_that_of_the_link_then_of_the_browser(client: TestClient) -> None:
    def lang(**headers: str) -> str:
        found = re.search(r'<html lang="([^"]+)"', client.get("/", headers=headers).text)
        assert found is not None
        return found[1]

    assert lang() == "zh-Hant-TW"
    assert lang(**{"accept-language": "en-GB,en;q=0.9"}) == "en"
    client.get("/?lang=en")
    assert lang() == "en"


TEXTS = st.dictionaries(
    st.sampled_from(["/name", "/ubn", "/members/0/role", "/members/1/firm/ubn", "/lines/0/amount", "/members",
                     "/title", "/outline", "/security/facets/0/measures", "/lines/2/party"]),
    st.one_of(st.text(max_size=8), st.sampled_from(["none", "甲：乙\n丙: 丁", "8,000萬", "lead", "1\n2"])),
)  # fmt: skip


@given(TEXTS, st.sampled_from(NAMES))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_texts_are_data_of_a_draft_or_told(texts: dict[str, str], programme: str) -> None:
    cls = programme_of(programme).subjects["application"]
    data, problems = data_of(cls, texts)
    subject, more = cg.draft(cls, data)
    assert isinstance(subject, cls)
    told = {problem.path.pointer for problem in [*problems, *more]}
    for pointer, text in texts.items():
        if not text.strip() or pointer in told:
            continue
        kept: Any = subject
        for step in pointer.split("/")[1:]:
            if kept is cg.UNKNOWN:
                break
            kept = kept[int(step)] if step.isdecimal() else getattr(kept, step)
        assert kept is not cg.UNKNOWN or any(pointer.startswith(one) for one in told), pointer


def test_a_blank_list_is_unknown_and_one_that_is_said_to_be_empty_is_empty() -> None:
    blank, none = (data_of(cg.Proposal, {"/lines": text})[0] for text in ("", "none"))
    assert cg.load(cg.Proposal, blank).lines is cg.UNKNOWN
    assert cg.load(cg.Proposal, none).lines == ()


def test_an_item_that_is_taken_out_lets_those_after_it_move_up() -> None:
    texts = {"/lines/0/amount": "1", "/lines/1/amount": "2", "/lines/10/amount": "3", "/members/1/role": "x"}
    assert without(texts, "/lines/1") == {
        "/lines/0/amount": "1", "/lines/9/amount": "3", "/members/1/role": "x",
    }  # fmt: skip


def test_each_kind_of_event_is_kept_and_read_again() -> None:
    assert set(KINDS) == {"opened", "saved", "filed", "ruled", "issued"}


@pytest.mark.parametrize("day", [date(2022, 5, 2), date(2022, 9, 1), date(2023, 1, 5)])
def test_on_any_day_the_page_goes_by_the_law_of_that_day(tmp_path: Path, day: date) -> None:
    app = portal(f"sqlite:///{tmp_path / 'portal.db'}", today=lambda: day)
    with TestClient(app) as client:
        one = Applicant(client, "points")
        one.fill(1, {**SOUND, "/factory": "none"})
        book, bound = client.get("/rulebooks/points").json(), client.get(f"{one.case}/bindings").json()
        decision = kept(client, one.number).decision(day)
        assert answers.outcome(book, bound, valued) == decision.outcome.value


def test_before_there_is_a_law_nothing_can_be_applied_for(tmp_path: Path) -> None:
    app = portal(f"sqlite:///{tmp_path / 'portal.db'}", today=lambda: date(2021, 5, 2))
    with TestClient(app, headers={"accept-language": "zh-TW"}) as client:
        response = client.post("/cases", data={"programme": "points"})
        assert (response.status_code, "目前無適用之公告" in response.text) == (409, True)


def test_the_letter_is_in_the_language_of_whoever_applied(client: TestClient) -> None:
    one = Applicant(client, "points")
    one.fill(1, SOUND)
    one.look(f"{one.case}?lang=en")
    one.send(f"{one.case}/file")
    one.look(f"/desk/{one.number}?lang=zh")
    one.send(f"/desk/{one.number}/letters", by="補助計畫辦公室")
    assert client.get(f"{one.address}.txt").text.startswith("Notice of decision: eligible")
