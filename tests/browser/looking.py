"""A page as Chromium shows it: what it weighs, whom it asks, what axe says of it, whether it fits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

Theme = Literal["light", "dark"]


@dataclass(slots=True)
class Look:
    """What was seen of one page; `bytes` is all that was transferred for it, its style and pictures too."""

    path: str
    status: int = 0
    bytes: int = 0
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    too_wide: int = 0


@contextmanager
def browser(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield found
        finally:
            found.close()


def look(chromium: Browser, site: str, path: str, width: int, theme: Theme = "light") -> Look:
    """Open a page as a new reader would, with nothing kept from the page before."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    try:
        page = context.new_page()
        seen = Look(path)
        _listen(page, site, seen)
        answer = page.goto(site + path, wait_until="networkidle")
        seen.status = answer.status if answer else 0
        seen.too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        for found in Axe().run(page).response["violations"]:
            places = ", ".join(node["html"][:120] for node in found["nodes"][:3])
            seen.violations.append(f"{found['id']}: {found['help']}: {places}")
        return seen
    finally:
        context.close()


def _listen(page: Page, site: str, seen: Look) -> None:
    def note(answer: Response) -> None:
        if not answer.url.startswith(site):
            seen.foreign.append(answer.url)
        sizes = answer.request.sizes()
        seen.bytes += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("response", note)
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
