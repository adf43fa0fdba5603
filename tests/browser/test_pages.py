"""Every public page of the demo's desk in Chromium, as a new reader meets it on a telephone and at a desk.

One desk is made by the terminal and served for all of them. Skipped where no Chromium is: `make test`
installs it where it may.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, FloatRect, Frame

from demo.net import serve
from demo.replay import LOOPBACK
from demo.run import collect, set_up, wait_until_up
from demo.terminal import Desk, environment, free_port
from tests.browser.looking import Look, Theme, browser, look

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
LIMIT = 60_000
LOOKS: tuple[tuple[int, Theme], ...] = ((360, "light"), (1280, "dark"))
PAGES = (
    "/",
    "/topics/",
    "/topics/telegram/",
    "/topics/water/?page=2",
    "/articles/",
    "/search/",
    "/search/?q=bank",
    "/search/?q=банк+OR+bank+lang:ru",
    "/search/?q=bannk",
    "/search/?q=%22bank+of&order=newest&page=2",
    "/search/?q=lang:nobody",
    "/search/?lang=nobody",
    "/search/?q=bank&country=kg&has=link&since=2026",
    "/search/?limit=nobody",
    "/posts/1/",
    "/sources/",
    "/rates/",
    "/rates/kzt/",
    "/rates/usd/",
    "/rates/embed/",
    "/about/",
    "/desk/sign-in/",
    "/nothing-is-here/",
)

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: no page was looked at in a browser"),
    pytest.mark.skipif(
        "AITYS_DATABASE_URL" in os.environ, reason="looked at on SQLite: the pages are the same"
    ),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo's desk, collected once and served."""
    folder = tmp_path_factory.mktemp("browser") / "desk"
    port = free_port(0)
    with serve(folder.parent, []) as net:
        desk = Desk(folder, environment(folder, net, port))
        set_up(desk)
        collect(desk)
        with desk.running(port, folder / "run.log") as process:
            url = f"http://{LOOPBACK}:{port}"
            wait_until_up(url, process)
            yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser(CHROMIUM) as found:
        yield found


def _wrong(seen: Look) -> Iterator[str]:
    wanted = 404 if "nothing" in seen.path else 400 if "nobody" in seen.path else 200
    if seen.status != wanted:
        yield f"answers {seen.status}"
    if seen.bytes > LIMIT:
        yield f"weighs {seen.bytes:,} bytes with everything"
    if seen.too_wide > 0:
        yield f"is {seen.too_wide} px wider than the screen"
    yield from (f"asks {address}" for address in seen.foreign)
    # Chromium says of every page that is not there that it could not be loaded.
    if wanted == 200:
        yield from (f"the console says {said}" for said in seen.complaints)
    yield from (f"axe: {violation}" for violation in seen.violations)


def test_every_page_is_light_fits_asks_nobody_and_is_clean_for_axe(site: str, chromium: Browser) -> None:
    looks = [look(chromium, site, path, width, theme) for path in PAGES for width, theme in LOOKS]
    looks += [look(chromium, site, path, 360, "dark") for path in _articles(chromium, site)]
    wrong = [f"{seen.path}: {says}" for seen in looks for says in _wrong(seen)]
    assert not wrong, "\n".join(wrong)


def _articles(chromium: Browser, site: str) -> list[str]:
    page = chromium.new_page()
    try:
        page.goto(f"{site}/articles/")
        links = page.locator("main article a[href^='/articles/']").all()
        found = sorted({link.get_attribute("href") or "" for link in links})
    finally:
        page.close()
    assert len(found) >= 5, found
    return found


@contextmanager
def _elsewhere(body: str) -> Iterator[str]:
    """The address of another origin whose only page is `body`."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer((LOOPBACK, 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("width", [320, 480, 900])
def test_the_row_of_rates_fits_into_its_frame_on_another_site(
    site: str, chromium: Browser, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width + 16, "height": 900})
    try:
        page.goto(f"{site}/rates/")
        snippet = page.locator("#snippet").input_value()
        # Playwright runs scripts to look at a page, which the snippet's sandbox refuses.
        with _elsewhere(re.sub(r' sandbox="[^"]*"', "", snippet)) as address:
            page.goto(address)
            page.frame_locator("iframe").locator("li").last.wait_for(timeout=10_000)
            boxes = _boxes(page.frames[1])
            room = page.locator("iframe").bounding_box()
        assert room
        assert len(boxes) == 5
        assert max(box["y"] + box["height"] for box in boxes) <= room["y"] + room["height"]
    finally:
        page.close()


@pytest.mark.parametrize("width", [1100, 1280, 1600])
def test_each_rate_in_the_row_has_two_lines_on_a_wide_screen(
    site: str, chromium: Browser, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    try:
        page.goto(f"{site}/about/")
        boxes = _boxes(page.main_frame)
        assert len({round(box["height"]) for box in boxes}) == 1
        assert boxes[0]["height"] < 3 * 1.5 * 13
        assert (
            page.evaluate("(r => r.scrollWidth - r.clientWidth)(document.querySelector('.ticker ul'))") <= 0
        )
    finally:
        page.close()


def _boxes(frame: Frame) -> list[FloatRect]:
    found = (line.bounding_box() for line in frame.locator(".ticker li").all())
    return [box for box in found if box]


def test_axe_finds_what_is_wrong_with_a_page(chromium: Browser, tmp_path: Path) -> None:
    """The tool itself can fail."""
    bad = tmp_path / "bad.html"
    bad.write_text("<html><body style='color:#bbb;background:#fff'><p>Grey on white<img src=x></body></html>")
    seen = look(chromium, bad.parent.as_uri(), "/bad.html", 360)
    assert {violation.partition(":")[0] for violation in seen.violations} >= {"color-contrast", "image-alt"}
