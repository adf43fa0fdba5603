"""What the demo's desk holds is compared with the truth, and both too much and too little is seen."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from demo import held
from demo.channels import read_channels
from demo.held import Covered, Kept
from demo.rounds import LAST_ROUND
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
    assert all(found == true for _, found, true in held.compare(kept(edits, gone)))


def test_an_edit_that_nobody_made_and_one_that_was_missed_are_seen() -> None:
    edits, gone = held.compare(kept({"sour_kumis/131": 2}, set()))
    assert edits[1] - edits[2] == {"sour_kumis/131"}
    assert "bazaar_talk/305" in edits[2] - edits[1]
    assert "bazaar_talk/317" in gone[2] - gone[1]


def whole() -> dict[str, Covered]:
    """Every channel as it should have been read."""
    found: dict[str, Covered] = defaultdict(Covered)
    for channel in read_channels():
        if channel.preview_off:
            found[channel.name] = Covered(lasting={"preview-off"})
            continue
        dates = [each.date for each in channel.messages(LAST_ROUND)]
        stretches = [(min(dates), max(dates))] * (1 + bool(channel.renamed_in))
        found[channel.name] = Covered(stretches, over={"no-posts-shown"} if channel.throttled_in else set())
    return found


def test_channels_that_were_read_whole_have_no_gap() -> None:
    assert list(held.gaps(whole())) == []


def test_a_hole_and_a_trouble_that_nobody_told_of_are_seen() -> None:
    covered = whole()
    since, until = covered["sour_kumis"].stretches[0]
    covered["sour_kumis"].stretches[0] = (since + timedelta(days=2), until)
    covered["valley_wire"].stretches *= 2
    covered["night_caravan"].lasting.clear()
    covered["zarrud_mahalla"].over.clear()
    wrong = [says.split()[0] for says in held.gaps(covered)]
    assert sorted(wrong) == ["@night_caravan", "@sour_kumis", "@valley_wire", "@zarrud_mahalla"]


def test_versions_are_counted_by_address(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "aitys.sqlite3")) as tables:
        tables.execute("CREATE TABLE store_address (id INTEGER, address TEXT, post_id INTEGER)")
        tables.execute("CREATE TABLE store_version (post_id INTEGER, gone BOOLEAN)")
        tables.execute("INSERT INTO store_address VALUES (1, 'tg:5/1', 7), (2, 'https://t.me/a/1', 7)")
        tables.execute("INSERT INTO store_version VALUES (7, FALSE), (7, FALSE), (7, TRUE)")
        tables.commit()
    assert held.read_kept(tmp_path) == dict.fromkeys(("tg:5/1", "https://t.me/a/1"), Kept(2, is_gone=True))
