"""The reference portal in a browser: by keyboard, on a phone, for a screen reader, deciding as one types.

``nox -s browser`` runs it in Chromium, whose path is in ``CLOUDGRANT_BROWSER``; the CEL implementation and
axe are in the folder that ``CLOUDGRANT_NODE_MODULES`` names. Pictures go to that of ``CLOUDGRANT_PICTURES``.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from portal.app import portal
from portal.case import Case
from portal.events import Opened
from portal.pages import pages_of
from portal.store import Store

from cloudgrant.programmes.catalogue import NAMES

BROWSER = os.environ.get("CLOUDGRANT_BROWSER", "")
MODULES = os.environ.get("CLOUDGRANT_NODE_MODULES", "")
PICTURES = os.environ.get("CLOUDGRANT_PICTURES", "")
TODAY = date(2022, 5, 2)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

pytestmark = pytest.mark.skipif(not BROWSER or not MODULES, reason="needs a browser: run `nox -s browser`")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('portal') / 'portal.db'}"


@pytest.fixture(scope="module")
def address(database: str) -> Iterator[str]:
    import uvicorn

    cel = Path(MODULES) / "@marcbachmann" / "cel-js" / "lib"
    listening = socket.create_server(("127.0.0.1", 0))
    app = portal(database, today=lambda: TODAY, cel=cel)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    running.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page of a phone, in Chinese; what fails in it fails the test."""
    context = chromium.new_context(viewport=PHONE, locale="zh-TW")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def begun(page: Any, address: str, programme: str) -> str:
    page.goto(address)
    with page.expect_navigation():
        page.locator(f'form:has(input[value="{programme}"]) button').click()
    return str(page.url)


def picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def found_by_axe(page: Any) -> list[str]:
    """What axe finds, each with where; the debugger runs it, which no policy of the page forbids."""
    page.evaluate((Path(MODULES) / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        "async () => (await axe.run()).violations.map("
        "(one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)"
    )
    return found


def scrolls_sideways(page: Any) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("programme", NAMES)
def test_every_page_is_accessible_and_fits_a_phone(
    page: Any, address: str, programme: str, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/?lang={language}")
    case = begun(page, address, programme)
    drawn = pages_of(Case(number="1").after(Opened(programme=programme)))
    for at in ["", *(f"/pages/{one.number}" for one in drawn)]:
        page.goto(case + at)
        add = page.locator("button[name=add]")
        if add.count():
            with page.expect_navigation():
                add.first.click()
        assert found_by_axe(page) == [], at
        assert not scrolls_sideways(page), at
        picture(page, f"{programme}-{language}-{scheme}{at.replace('/', '-')}")


def test_by_keyboard_alone_from_the_first_page_to_the_letter(page: Any, address: str) -> None:
    begun(page, address, "points")

    def reach(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
        pytest.fail(f"no way by keyboard to {selector}")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reach("ol.pages a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/1")
    reach('[name="/name"]')
    page.keyboard.type("示範精密")
    reach('[name="/ubn"]')
    page.keyboard.type("12345675")
    for name in ("/manufacturer", "/factory"):
        reach(f'[name="{name}"]')
        page.keyboard.press("ArrowDown")  # from "not known yet", the last, on to the first
    reach('[name="/points_last_used_in"]')
    page.keyboard.type("從未")
    reach('[name="/paid_in_capital"]')
    page.keyboard.type("8,000萬")
    reach('[name="/regular_employees"]')
    page.keyboard.type("-3")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.title().startswith("錯誤")
    assert found_by_axe(page) == []
    picture(page, "problem")
    reach(".summary a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "/regular_employees"
    page.keyboard.press("Control+a")
    page.keyboard.type("260")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[action$='/file']")
    reach("form[action$='/file'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    number = page.url.rpartition("/")[2]
    page.goto(f"{address}/desk")
    assert found_by_axe(page) == []
    assert not scrolls_sideways(page)
    page.goto(f"{address}/desk/{number}")
    assert found_by_axe(page) == []
    picture(page, "desk")
    reach("form[action$='/letters'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/1")
    assert "符合資格" in page.inner_text("h1")
    assert found_by_axe(page) == []
    assert not scrolls_sideways(page)
    picture(page, "letter")


KIND = {"/manufacturer": "yes", "/factory": "exempt"}
FILLINGS: tuple[dict[str, str], ...] = (
    {},
    {"/manufacturer": "yes"},
    {"/manufacturer": "no"},
    {"/factory": "none", "/paid_in_capital": "100000000"},
    {**KIND, "/points_last_used_in": "0", "/paid_in_capital": "100000001"},
    {**KIND, "/points_last_used_in": "0", "/regular_employees": "200"},
    {**KIND, "/points_last_used_in": "2021", "/regular_employees": "201"},
    {**KIND, "/points_last_used_in": "2020", "/paid_in_capital": "1", "/regular_employees": "100000"},
)  # fmt: skip


@pytest.mark.parametrize("filling", FILLINGS)
def test_the_page_decides_as_one_types_and_as_the_server_does(
    page: Any, address: str, database: str, filling: dict[str, str]
) -> None:
    case = begun(page, address, "points")
    page.goto(f"{case}/pages/1")
    page.wait_for_selector("#so-far[data-outcome]")
    for name, text in filling.items():
        if page.locator(f'[name="{name}"]').first.get_attribute("type") == "radio":
            page.check(f'[name="{name}"][value="{text}"]')
        else:
            page.locator(f'[name="{name}"]').press_sequentially(text)
    said = page.evaluate(
        """(() => {
            const told = document.querySelector('#so-far');
            const count = (one) => told.querySelector(`[data-part=${one}]`).textContent;
            return [told.dataset.outcome, ...['met', 'not_met', 'undetermined'].map(count)];
        })()"""
    )
    with page.expect_navigation():
        page.click("button[value=stay]")
    store = Store(database)
    decision = store.case(case.rpartition("/")[2]).decision(TODAY)
    store.close()
    results = [finding.result.value for finding in decision.findings]
    assert said == [
        decision.outcome.value,
        *(str(results.count(one)) for one in ("met", "not_met", "undetermined")),
    ]


def test_what_only_the_server_can_read_is_said_to_be_unread(page: Any, address: str) -> None:
    case = begun(page, address, "points")
    page.goto(f"{case}/pages/1")
    page.wait_for_selector("#so-far[data-outcome]")
    assert page.locator("[data-part=unread]").is_hidden()
    page.fill('[name="/paid_in_capital"]', "8,000萬")
    assert page.locator("[data-part=unread]").is_visible()


def test_without_javascript_everything_else_works(chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    case = begun(page, address, "coaching")
    page.goto(f"{case}/pages/1")
    page.check('[name="/provider"][value=no]')
    with page.expect_navigation():
        page.click("button[value=stay]")
    assert "not eligible" in page.inner_text("#so-far") or "ineligible" in page.inner_text("#so-far")
    context.close()
