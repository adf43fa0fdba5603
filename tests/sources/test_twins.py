from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitys.sources import twins
from aitys.sources.twins import Twins
from aitys.values.captures import Document
from tests.sources import cast
from tests.sources.cast import NOW

SITE = "https://samarkand-daily.example"
OWN = f"{SITE}/2026/05/bridge"


def of(head: str = "", body: str = "", *, lang: str = "uz", url: str = OWN) -> Twins:
    return twins.of(
        cast.page(f'<html lang="{lang}"><head>{head}</head><body>{body}<p>Кўприк</p></body></html>', url)
    )


def link(rel: str, href: str, hreflang: str = "") -> str:
    said = f' hreflang="{hreflang}"' if hreflang else ""
    return f'<link rel="{rel}"{said} href="{href}">'


def test_it_names_the_addresses_of_the_same_words() -> None:
    head = (
        link("canonical", f"{SITE}/news/bridge/")
        + link("amphtml", "/2026/05/bridge/amp/")
        + link("shortlink", f"{SITE}/?p=41")
        + link("icon", "/i.png")
    )
    assert of(head).same == (f"{SITE}/news/bridge", f"{OWN}/amp", f"{SITE}/?p=41")


@pytest.mark.parametrize("href", [OWN, f"{OWN}/?utm_source=x", "/", "https://other.example/n/1", "x:y", ""])
def test_its_own_address_the_front_page_and_other_sites_are_no_twins(href: str) -> None:
    assert of(link("canonical", href) + link("amphtml", href)) == Twins()


@pytest.mark.parametrize(("lang", "own"), [("uz", ""), ("uz-Latn", ""), ("ru", "uz-Latn"), ("", "oz")])
def test_a_version_in_the_page_s_own_language_is_its_twin_in_another_script(lang: str, own: str) -> None:
    head = (
        (link("alternate", OWN, own) if own else "")
        + link("alternate", f"{SITE}/k/2026/05/korik", "uz-Cyrl")
        + link("alternate", f"{SITE}/ru/2026/05/most", "ru")
        + link("alternate", f"{SITE}/x", "x-default")
        + link("alternate", f"{SITE}/feed.xml")
    )
    assert of(head, lang=lang) == Twins(
        scripts=(f"{SITE}/k/2026/05/korik",), translations=(("ru", f"{SITE}/ru/2026/05/most"),)
    )


@pytest.mark.parametrize(
    ("own", "href", "is_twin"),
    [
        ("/2026/05/bridge", "/k/2026/05/bridge", True),
        ("/k/2026/05/bridge", "/2026/05/bridge/", True),
        ("/uz/n/1", "/uzkr/n/1", True),
        ("/uz/n/1?id=2", "/oz/n/1?id=2", True),
        ("/n/1", "/uz/n/1", False),
        ("/uz/n/1", "/ru/n/1", False),
        ("/uz/n/1", "/uzkr/n/2", False),
        ("/uz/n?id=1", "/oz/n?id=2", False),
        ("/n/1", "/k/", False),
    ],
)
def test_a_switch_to_the_same_path_below_a_script_names_a_twin(own: str, href: str, *, is_twin: bool) -> None:
    found = of(body=f'<a href="{href}">Кирилл</a>', url=SITE + own)
    assert found.scripts == ((SITE + href.rstrip("/"),) if is_twin else ())


def test_a_page_of_nothing_has_no_twins() -> None:
    assert twins.of(cast.page("")) == Twins()


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=9))
def test_no_page_breaks_it(body: str, href: str, tag: str) -> None:
    page = (
        f'<a href="{href}" hreflang="{tag}">x</a><link rel="alternate" hreflang="{tag}" href="{href}">{body}'
    )
    assert isinstance(twins.of(Document(OWN, page.encode("utf-8", "replace"), "text/html", NOW)), Twins)
