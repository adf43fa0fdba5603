"""One channel by pages of its preview and by its export: one source, one post each, nothing of persons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.terminal import Desk
from tests.sources import telegram_pages as pages
from tests.sources.telegram_pages import BARE_ID, M

MORNING = datetime(2026, 5, 12, 9, tzinfo=UTC)
PHOTOS = "".join(
    f'<a class="{M}_photo_wrap grouped_media_wrap" href="https://t.me/Bazaar_Talk/{number}?single"></a>'
    for number in (14, 15)
)
LONG = "The bridge at Tash-Kol stays open for lorries until the ice is gone, says the road service."


def posted(number: int) -> datetime:
    return MORNING + timedelta(minutes=number)


def block(number: int, inside: str = "", views: str = "3.12K", meta: str = "") -> str:
    words = inside or pages.text(f"Bulletin {number}: the river is calm.")
    return pages.block(number, words, pages.footer(views, meta, posted(number).isoformat()))


def message(number: int, text: str = "", **more: object) -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": posted(number).isoformat()[:19],
        "date_unixtime": str(int(posted(number).timestamp())),
        "from": "Айгүл Т.",
        "from_id": "user5500",
        "text": text or f"Bulletin {number}: the river is calm.",
        **more,
    }


def export(folder: Path, rows: Sequence[dict[str, object]], type_: str = "public_channel") -> str:
    folder.mkdir(exist_ok=True)
    whole = {"name": "Bazaar Talk", "type": type_, "id": BARE_ID, "messages": rows}
    (folder / "result.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return str(folder)


def saved(folder: Path, name: str, *blocks: str) -> str:
    path = folder / name
    path.write_bytes(pages.page(*blocks))
    return str(path)


def _posts(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows(
        "SELECT p.id, count(DISTINCT v.id), count(DISTINCT a.id) FROM store_post p"
        " JOIN store_version v ON v.post_id = p.id JOIN store_address a ON a.post_id = p.id"
        " WHERE p.merged_into_id IS NULL GROUP BY p.id ORDER BY p.id"
    )


def test_preview_then_export_then_preview_again_is_one_post_each(desk: Desk, tmp_path: Path) -> None:
    newest = [block(number) for number in (11, 12, 13)]
    album = block(14, PHOTOS + pages.text("Two pictures of the bridge."))
    cut = block(16, pages.text(LONG[:40] + "…"))
    first = desk.json("import", "telegram-preview", saved(tmp_path, "1.html", *newest, album, cut))
    assert (first["read"], first["stored"], first["errors"]) == (5, 5, [])

    rows = [message(number) for number in (8, 9, 10, 11, 12, 13)]
    rows += [message(14, "Two pictures of the bridge.", photo="a.jpg"), message(15, photo="b.jpg")]
    rows[-1] |= {"text": "", "date_unixtime": rows[-2]["date_unixtime"], "date": rows[-2]["date"]}
    rows += [message(16, LONG, edited_unixtime=str(int(posted(40).timestamp())))]
    second = desk.json("import", "telegram-export", export(tmp_path / "export", rows))
    assert (second["read"], second["errors"]) == (8, [])

    third = desk.json("import", "telegram-preview", saved(tmp_path, "2.html", *newest, album, cut, block(17)))
    assert (third["stored"], third["unchanged"]) == (1, 5)

    (source,) = {row["slug"] for row in desk.json("source", "list")}
    assert source == "bazaar_talk"
    posts = _posts(desk)
    assert len(posts) == 9
    assert {versions for _, versions, _ in posts} == {1}, "no edit was made up"
    assert [addresses for _, _, addresses in posts] == [2, 2, 2, 4, 2, 2, 2, 2, 2]
    whole = desk.json("search", '"until the ice is gone"')
    assert whole["total"] == 1, "the export completes what the preview cut"
    assert whole["posts"][0]["url"] == "https://t.me/Bazaar_Talk/16"
    assert desk.json("verify", "--reread") == {"ok": True, "captures": 3, "problems": [], "not_reread": 0}


def test_coverage_says_what_each_file_read(desk: Desk, tmp_path: Path) -> None:
    desk.run("import", "telegram-preview", saved(tmp_path, "1.html", block(11), block(13)))
    desk.run("import", "telegram-export", export(tmp_path / "export", [message(5), message(12)]))
    rows = desk.rows("SELECT since, until, imported FROM store_coverage ORDER BY since")
    stretches = [(str(since)[11:16], str(until)[11:16], bool(imported)) for since, until, imported in rows]
    assert stretches == [("09:05", "09:12", True), ("09:11", "09:13", True)]


def test_a_chat_that_is_no_public_channel_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    for kind in ("private_group", "personal_chat", "public_supergroup", "private_channel"):
        path = export(tmp_path / kind, [message(1, "Between us: the price is 40.")], kind)
        said = desk.json("import", "telegram-export", path, expect=1)
        assert [error["name"] for error in said["errors"]] == ["not-a-public-channel"]
    assert desk.rows("SELECT count(*) FROM store_capture") == [(0,)]
    kept = [path.read_bytes() for path in (desk.folder / "evidence").rglob("*.warc*")]
    assert not any(b"Between us" in each for each in kept)


def test_nobody_who_wrote_signed_or_was_forwarded_is_kept(desk: Desk, tmp_path: Path) -> None:
    row = message(1, author="Айгүл Т.", forwarded_from="Нурлан Б.", forwarded_from_id="user77")
    desk.run("import", "telegram-export", export(tmp_path / "export", [row]))
    assert desk.rows("SELECT byline FROM store_reading") == [("",)]
    (piece,) = desk.rows("SELECT message FROM store_reading")
    assert "is_hidden" in str(piece[0])
    assert "Нурлан" not in str(piece[0])
    assert desk.json("verify", "--reread")["ok"]


def test_a_broken_export_keeps_what_came_before_the_break(desk: Desk, tmp_path: Path) -> None:
    folder = Path(export(tmp_path / "export", [message(number) for number in (1, 2, 3)]))
    whole = (folder / "result.json").read_bytes()
    (folder / "result.json").write_bytes(whole[: -len(whole) // 5])
    said = desk.json("import", "telegram-export", str(folder), expect=1)
    assert [error["name"] for error in said["errors"]] == ["broken-off"]
    assert said["stored"] == 2


def test_views_are_those_that_were_told_last_and_no_edit(desk: Desk, tmp_path: Path) -> None:
    desk.run("import", "telegram-preview", saved(tmp_path, "1.html", block(11, views="3.12K")))
    desk.run("import", "telegram-preview", saved(tmp_path, "2.html", block(11, views="4K")))
    desk.run("import", "telegram-export", export(tmp_path / "export", [message(11)]))
    assert desk.rows("SELECT views FROM store_reach") == [(4000,)]
    assert desk.rows("SELECT count(*) FROM store_version") == [(1,)]
