"""What stands around the articles of the region's sites, and must not get into their words."""

from __future__ import annotations

import pytest

from aitys.sources import page
from tests.sources import cast
from tests.sources.cast import COURIER

FIRST = "Мост через реку Чу открыли в полдень, и первыми по нему проехали дорожники области. " * 2
SECOND = "Проезд бесплатный, сказали в дирекции, но грузовикам придётся ждать осени и настила. " * 2
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
TICKER = "<div class='ticker'>" + "".join(f"<span>{c}/USD = 0.0114 0%</span>" for c in "KTUS") + "</div>"
CITIES = "<ul>" + "".join(f"<li>{city} +21°C</li>" for city in ("Актау", "Ош", "Тараз") * 4) + "</ul>"
RUBRICS = "<ul>" + "".join(f"<li><a href='/r/{n}'>Рубрика {n}</a></li>" for n in range(30)) + "</ul>"
NOTICE = "<br />\n<b>Notice</b>: Undefined variable: x in <b>/home/www/index.php</b> on line <b>12</b><br />"
PICTURE = "<img alt=\"<?php echo $title ?>\" src='data:image/png;base64,iVBORw0KGgo='>"
RELATED = (
    "<div><h3>Читайте также</h3><a href='/n/2'>Дорогу закрыли</a><a href='/n/3'>Воду отключили</a></div>"
)


def read(before: str = "", inside: str = BODY, behind: str = "", frame: str = "article") -> str:
    (post,) = page.parse(
        cast.page(
            "<!doctype html><html><head><title>Мост открыт</title></head><body>"
            f"{before}<{frame}><h1>Мост открыт</h1>{inside}</{frame}>{behind}</body></html>"
        ),
        COURIER,
    ).posts
    assert post.title == "Мост открыт"
    return post.text


@pytest.mark.parametrize("frame", ["article", "div"])
@pytest.mark.parametrize(
    ("before", "behind"),
    [(TICKER * 8, TICKER), (CITIES, ""), (RUBRICS, RUBRICS), (NOTICE, ""), (PICTURE, ""), ("", RELATED)],
    ids=["ticker", "weather", "rubrics", "notice", "picture", "related"],
)
def test_what_stands_around_an_article_is_none_of_it(before: str, behind: str, frame: str) -> None:
    assert read(before, behind=behind, frame=frame) == f"{FIRST.strip()}\n\n{SECOND.strip()}"


def test_a_picture_in_the_text_and_signs_that_are_no_tags_change_nothing() -> None:
    text = read(inside=f"{PICTURE}<p>{FIRST} Цена < 5 сомов, было > 7.</p>{PICTURE}<p>{SECOND}</p>")
    assert text == f"{FIRST}Цена < 5 сомов, было > 7.\n\n{SECOND.strip()}"


def test_a_lead_that_is_printed_twice_is_read_once() -> None:
    assert read(inside=f"<p class='lead'>{FIRST}</p>{BODY}") == f"{FIRST.strip()}\n\n{SECOND.strip()}"
