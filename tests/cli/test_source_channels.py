"""Public channels are added by their names; t.me is played on the loopback, over TLS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import loopback
from tests.cli.loopback import Asked, Told
from tests.cli.terminal import Desk, new_desk
from tests.sources.telegram_pages import block, page, text

PAGES = {
    "/s/bazaar_talk": page(block(41, text("Мост закрыт, говорят на базаре"))),
    "/s/aigul": b"<html><body><div class='tgme_page_title'>Aigul</div></body></html>",
}


def _answer(asked: Asked) -> Told:
    body = PAGES.get(asked.path.lower(), b"")
    return Told(200 if body else 404, body, "text/html; charset=utf-8")


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Desk]:
    """A desk that can reach t.me."""
    root = tmp_path / "root.pem"
    with loopback.serve(_answer, loopback.certified(["t.me"], root)) as port:
        told = {**loopback.leading(["t.me"], port), "AITYS_CA_FILE": str(root)}
        with new_desk(tmp_path / "desk", **told) as made:
            yield made


def test_a_channel_is_added_by_its_name_and_read_by_its_preview(near: Desk, tmp_path: Path) -> None:
    (added,) = near.json("source", "add", "@Bazaar_talk")
    assert (added["slug"], added["kind"], added["route"]) == ("bazaar_talk", "channel", "telegram-preview")
    assert added["address"].lower() == "https://t.me/s/bazaar_talk"
    assert near.rows("SELECT title FROM store_source") == [("Bazaar Talk",)]
    listed = '<opml><body><outline text="x" xmlUrl="https://t.me/s/bazaar_talk"/></body></opml>'
    (tmp_path / "list.opml").write_text(listed, encoding="utf-8")
    assert near.json("source", "add", str(tmp_path / "list.opml")) == [added]
    (found,) = near.json("source", "check", "https://t.me/bazaar_talk")
    assert [item["words"] for item in found["items"]] == [5]
    assert near.rows("SELECT count(*) FROM store_source") == [(1,)]


def test_a_person_s_name_is_not_kept(near: Desk) -> None:
    assert "shows no public channel" in near.run("source", "add", "@aigul", expect=1).err
    assert near.rows("SELECT count(*) FROM store_source") == [(0,)]
