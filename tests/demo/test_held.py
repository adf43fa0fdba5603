"""What the demo's desk holds is compared with the truth, and both too much and too little is seen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from demo import held
from demo.held import Kept
from demo.truth import read_posts, read_truth


def kept(wordings: dict[str, int], gone: set[str]) -> dict[str, Kept]:
    known = held.addresses()
    return {known[name]: Kept(wordings.get(name, 1), name in gone) for name in known}


def test_every_post_of_the_world_has_one_address_to_be_found_by() -> None:
    known = held.addresses()
    assert known.keys() == read_posts().keys()
    assert len({*known.values()}) == len(known)


def test_a_desk_that_holds_all_of_it_has_neither_too_much_nor_too_little() -> None:
    truth = read_truth()
    edits = {str(row["post"]): 2 for row in truth["edit"]}
    gone = {str(row["post"]) for row in truth["gone"]}
    for _, found, least, most in held.compare(kept(edits, gone)):
        assert least < found == most


def test_an_edit_that_nobody_made_and_one_that_was_missed_are_seen() -> None:
    edits, gone = held.compare(kept({"sour_kumis/131": 2}, set()))
    assert edits[1] - edits[3] == {"sour_kumis/131"}
    assert "bazaar_talk/305" in edits[2] - edits[1]
    assert "bazaar_talk/317" in gone[2] - gone[1]


def test_versions_are_counted_by_address(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "aitys.sqlite3")) as tables:
        tables.execute("CREATE TABLE store_address (id INTEGER, address TEXT, post_id INTEGER)")
        tables.execute("CREATE TABLE store_version (post_id INTEGER, gone BOOLEAN)")
        tables.execute("INSERT INTO store_address VALUES (1, 'tg:5/1', 7), (2, 'https://t.me/a/1', 7)")
        tables.execute("INSERT INTO store_version VALUES (7, FALSE), (7, FALSE), (7, TRUE)")
        tables.commit()
    assert held.read_kept(tmp_path) == dict.fromkeys(("tg:5/1", "https://t.me/a/1"), Kept(2, is_gone=True))
