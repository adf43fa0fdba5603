"""A public channel from the terminal, over TLS as t.me speaks: added, collected, exported, renamed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli import loopback
from tests.cli.loopback import Asked, Told
from tests.cli.terminal import Desk, new_desk
from tests.cli.test_telegram_import import block, export, message
from tests.sources import telegram_pages as pages

HTML = "text/html; charset=utf-8"


@dataclass
class Channels:
    """t.me: `pages` by path, bytes or where one is led to; any other path is the door of nobody."""

    root: Path
    port: int = 0
    pages: dict[str, bytes | str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {**loopback.leading(["t.me"], self.port), "AITYS_CA_FILE": str(self.root)}


@contextmanager
def serve(folder: Path) -> Iterator[Channels]:
    channels = Channels(folder / "root.pem")

    def answer(asked: Asked) -> Told:
        found = channels.pages.get(asked.path, pages.page(above=""))
        if isinstance(found, bytes):
            return Told(404 if asked.path == "/robots.txt" else 200, found, HTML)
        return Told(302, kind=HTML, more={"Location": found})

    with loopback.serve(answer, loopback.certified(["t.me"], channels.root)) as channels.port:
        yield channels


@pytest.fixture
def channels(tmp_path: Path) -> Iterator[Channels]:
    """@Bazaar_Talk with messages 11 to 13 on its newest page and 8 to 10 before."""
    with serve(tmp_path) as running:
        running.pages |= {
            "/s/bazaar_talk": pages.page(*map(block, (11, 12, 13))),
            "/s/Bazaar_Talk?before=11": pages.page(*map(block, (8, 9, 10))),
            "/s/Bazaar_Talk?before=8": pages.page('<div class="tme_no_messages_found">No posts found</div>'),
        }
        yield running


@pytest.fixture
def desk(tmp_path: Path, channels: Channels) -> Iterator[Desk]:
    with new_desk(tmp_path / "desk", **channels.environment) as made:
        yield made


def test_a_channel_is_one_source_under_every_name_and_by_every_route(
    desk: Desk, channels: Channels, tmp_path: Path
) -> None:
    added = {"slug": "bazaar_talk", "kind": "channel", "route": "telegram-preview"}
    assert desk.json("source", "add", "@Bazaar_Talk") == [{**added, "address": "https://t.me/s/bazaar_talk"}]
    (done,) = desk.json("collect", "--once")["rounds"]
    assert (done["read"], done["stored"], done["error"]) == (6, 6, None)

    rows = [message(number) for number in range(5, 14)]
    brought = desk.json("import", "telegram-export", export(tmp_path / "export", rows))
    assert (brought["read"], brought["errors"]) == (9, [])
    (done,) = desk.json("collect", "--once")["rounds"]
    assert (done["stored"], done["error"]) == (0, None)

    renamed = pages.page(*map(block, (12, 13, 14)), above=pages.head("Bazaar_News", "Bazaar News"))
    channels.pages |= {
        "/s/bazaar_talk": "https://t.me/bazaar_talk",
        "/s/bazaar_news": renamed.replace(b'data-post="Bazaar_Talk', b'data-post="Bazaar_News'),
    }
    (done,) = desk.json("collect", "--once")["rounds"]
    assert done["error"]["name"] == "preview-off"
    again = desk.json("source", "add", "https://t.me/Bazaar_News")
    assert again == [{**added, "address": "https://t.me/s/bazaar_news"}]
    (done,) = desk.json("collect", "--once")["rounds"]
    assert (done["read"], done["stored"], done["error"]) == (3, 3, None), "a new address is told once"

    assert desk.rows("SELECT count(*) FROM store_post WHERE merged_into_id IS NULL") == [(10,)]
    assert desk.rows("SELECT count(*) FROM store_version") == [(10,)], "and no edit was made up"
    assert desk.rows("SELECT title FROM store_source WHERE slug = 'bazaar_talk'") == [("Bazaar News",)]
    assert desk.json("verify", "--reread")["problems"] == []


def test_a_name_that_shows_no_public_channel_is_not_kept(desk: Desk, channels: Channels) -> None:
    assert "no public channel of this name" in desk.run("source", "add", "@a_person", expect=1).err
    assert desk.json("source", "list") == []
