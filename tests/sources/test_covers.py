"""What a document shows completely: what is missing there may be gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from aitys.sources import wordpress
from aitys.sources.telegram import preview, single
from aitys.values.captures import Document
from aitys.values.readings import CoveredNumbers, CoveredTimes
from tests.sources.cast import COURIER, NOW
from tests.sources.telegram_pages import BAZAAR, block, document, page, text

API = "https://steppe-courier.example/wp-json/wp/v2/posts?per_page=50&orderby=date"


def test_a_page_of_a_channel_shows_every_message_from_its_lowest_to_its_highest_number() -> None:
    found = preview.parse(document(page(block(84, text("b")), block(81, text("a")))), BAZAAR)
    assert found.covers == (CoveredNumbers("https://t.me/bazaar_talk/", 81, 84),)


def test_a_message_alone_covers_nothing_and_has_a_reader_of_its_own() -> None:
    found = single.parse(document(page(block(84, text("b")))), BAZAAR)
    assert (found.reader, found.covers, found.asks) == ("telegram-post@1", (), ())


def test_a_message_stands_alone_at_its_own_address() -> None:
    assert single.address("https://t.me/Bazaar_Talk/84") == "https://t.me/Bazaar_Talk/84?embed=1&mode=tme"
    assert single.address("https://steppe-courier.example/84") == "https://steppe-courier.example/84"


def _rows(*days: int) -> list[dict[str, object]]:
    return [
        {
            "id": day,
            "link": f"https://steppe-courier.example/{day}",
            "date": f"2026-05-{day:02}T12:00:00",
            "date_gmt": f"2026-05-{day:02}T07:00:00",
            "status": "publish",
            "title": {"rendered": f"Ferry report {day}"},
            "content": {"rendered": "<p>The ferry waits.</p>"},
        }
        for day in days
    ]


def _covers(url: str, rows: list[dict[str, object]]) -> tuple[object, ...]:
    body = json.dumps(rows).encode()
    return wordpress.parse(Document(url, body, "application/json", NOW), COURIER).covers


def test_a_list_of_wordpress_shows_every_post_between_its_first_and_its_last() -> None:
    between = CoveredTimes(datetime(2026, 5, 3, 7, tzinfo=UTC), datetime(2026, 5, 9, 7, tzinfo=UTC))
    assert _covers(API, _rows(9, 7, 3)) == (between,)


def test_a_list_that_is_sorted_otherwise_or_has_a_broken_item_covers_nothing() -> None:
    assert _covers(API.replace("orderby=date", "orderby=title"), _rows(9, 7, 3)) == ()
    assert _covers(API, [*_rows(9, 7), {"id": 3}]) == ()
    assert _covers(API, _rows(9)) == ()
