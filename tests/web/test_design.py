"""What the pages look like, as far as it can be reckoned: contrast, letters, heads, nothing fetched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from PIL import ImageFont

from tests.builders import add_source, keep
from tests.web.world import Page, add_topic, index, report

PATHS = ["/", "/topics/", "/topics/water/", "/articles/", "/sources/", "/about/"]
# Of Russian, Kazakh, Kyrgyz, Uzbek, Tajik, Turkmen; marks of the region's money and typography.
LETTERS = (
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    "ӘҒҚҢӨҰҮҺІәғқңөұүһіЎўҲҳӢӣӮӯҶҷÄÇŇÖŞÜÝŽäçňöşüýžʻʼ«»„“”‘’–—…₸₽€№0123456789"
)
UNDRAWN = "\ue000"


def style() -> str:
    return _file("aitys.css").read_text("utf-8")


def _file(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found)


def colours(dark: bool) -> dict[str, str]:  # noqa: FBT001 - parametrized
    """The variables of `:root`: the first block is light, the second, in its media query, dark."""
    blocks = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", blocks[1 if dark else 0]))


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["ground", "raised"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "bad", "good"])
def test_words_can_be_read_on_every_ground(ink: str, ground: str, *, dark: bool) -> None:
    given = colours(dark)
    assert contrast(given[ink], given[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_edges_of_fields_and_found_words_can_be_seen(*, dark: bool) -> None:
    given = colours(dark)
    assert contrast(given["edge"], given["ground"]) >= 3
    assert contrast(given["ink"], given["hit"]) >= 4.5


def test_the_style_fetches_nothing_but_our_own_typeface() -> None:
    assert re.findall(r"url\(([^)]+)\)", style()) == ['"fonts/aitys-serif-1.woff2"']
    assert "@import" not in style()


def test_nothing_moves_for_who_does_not_want_it() -> None:
    still = re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\} \}", "", style())
    assert not re.search(r"\b(animation|transition)\b", still)


def test_the_typeface_draws_every_letter_of_the_region() -> None:
    face = ImageFont.truetype(str(_file("fonts/aitys-serif-1.woff2")), 40)
    nothing = bytes(face.getmask(UNDRAWN))
    assert [letter for letter in LETTERS if bytes(face.getmask(letter)) == nothing] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_index")
def test_a_page_tells_what_it_is_to_those_who_share_it(client: Client) -> None:
    keep(add_source(), report(1))
    add_topic()
    index()
    for path in PATHS:
        page = Page(client, path)
        address = f"http://127.0.0.1:8000{path}"
        assert page.values("//link[@rel='canonical']/@href") == [address]
        assert page.values("//meta[@property='og:url']/@content") == [address]
        assert page.values("//meta[@property='og:site_name']/@content") == ["Aitys"]
        assert len(page.values("//meta[@property='og:title']/@content")) == 1
        assert page.values("//meta[@name='twitter:card']/@content") == ["summary"]
        assert len(page.values("//meta[@name='theme-color']/@media")) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_index")
def test_the_front_page_says_who_publishes_it_and_how_it_is_searched(client: Client) -> None:
    facts = json.loads(Page(client, "/").texts("//script[@type='application/ld+json']")[0])
    publisher, website = facts["@graph"]
    assert publisher["@type"] == "NewsMediaOrganization"
    assert website["publisher"]["@id"] == publisher["@id"]
    assert website["potentialAction"]["target"] == "http://127.0.0.1:8000/search/?q={words}"


def test_a_value_cannot_break_out_of_its_data_block() -> None:
    value = {"headline": '</script><script>alert("1")</script><!-- & Жезқазған'}
    made = Template("{% load heads %}{{ value|json_ld }}").render(Context({"value": value}))
    assert made.count("<") == 2
    assert (
        json.loads(made.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
        == value
    )


def test_the_page_of_a_fault_of_ours_needs_nothing_of_what_may_have_failed() -> None:
    told = render_to_string("500.html")
    assert "Something went wrong here" in told
    assert 'href="/topics/"' in told
