from __future__ import annotations

from pathlib import Path

import pytest

from aitys.errors import NotFound, WrongUse
from aitys.run import source_lists
from aitys.sources import opml
from aitys.sources.opml import Outline
from aitys.values.sources import Card, Route, SourceKind
from aitys.values.stored import RouteHealth, SourceStatus

COURIER = Card(
    "steppe-courier", "Steppe Courier", languages=("kk",), homepage="https://steppe-courier.example/"
)


def status(card: Card, *routes: tuple[str, str]) -> SourceStatus:
    healths = tuple(
        RouteHealth(
            Route(1, card.slug, kind, address),
            enabled=True,
            last_ok_at=None,
            due_at=None,
            failures=0,
            error=None,
        )
        for kind, address in routes
    )
    return SourceStatus(card, 0, None, healths)


def test_each_way_of_reading_stands_in_a_list_as_a_feed_reader_can_use_it() -> None:
    bazaar = Card("bazaar_talk", "Bazaar Talk", SourceKind.CHANNEL)
    written = source_lists.as_list(
        [
            status(COURIER, ("feed", "https://steppe-courier.example/rss.xml")),
            status(COURIER, ("wordpress", "https://steppe-courier.example/wp-json/wp/v2/posts?tags=7")),
            status(COURIER, ("sitemap", "https://steppe-courier.example/news.xml"), ("import", "name:x")),
            status(bazaar, ("telegram-preview", "https://t.me/s/bazaar_talk")),
        ],
        "Aitys",
    )
    home = "https://steppe-courier.example/"
    assert opml.read(written, "list.opml").outlines == (
        Outline("Steppe Courier", f"{home}rss.xml", home, "kk", ("news",)),
        Outline("Steppe Courier", f"{home}?tag_id=7&feed=rss2", home, "kk", ("news",)),
        Outline("Steppe Courier", "", home, "kk", ("news",)),
        Outline("Bazaar Talk", "", "https://t.me/s/bazaar_talk", "", ("channel",)),
    )


@pytest.mark.parametrize(
    ("written", "is_list", "is_card"),
    [
        ("feeds.OPML", True, False),
        ("export.xml", True, False),
        ("courier.toml", False, True),
        ("https://steppe-courier.example/feed.xml", False, False),
        ("@bazaar_talk", False, False),
    ],
)
def test_a_file_is_told_from_an_address(written: str, *, is_list: bool, is_card: bool) -> None:
    assert (source_lists.is_list(written), source_lists.is_card(written)) == (is_list, is_card)


def test_a_card_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="cannot be read"):
        source_lists.read_card(tmp_path / "none.toml")
    (tmp_path / "courier.toml").write_bytes(b'slug = "\xff"')
    with pytest.raises(WrongUse, match="UTF-8"):
        source_lists.read_card(tmp_path / "courier.toml")
