"""A post that its site takes down, over the whole way: feed, page, second look, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.site import Site, item
from tests.cli.terminal import Desk, new_desk


@pytest.fixture
def eager_desk(tmp_path: Path, site: Site) -> Iterator[Desk]:
    """A desk that takes its second look at once."""
    with new_desk(tmp_path / "desk", AITYS_SECOND_LOOK="0", **site.environment) as made:
        made.run("source", "add", "http://steppe-courier.example/", "--slug", "courier")
        yield made


def test_an_article_that_is_taken_down_is_gone_and_the_evidence_says_so(eager_desk: Desk, site: Site) -> None:
    eager_desk.run("collect", "--once")
    (found,) = [
        post for post in eager_desk.json("search", "river")["posts"] if "Bulletin 2 " in post["title"]
    ]
    site.publish([item(number) for number in (4, 3, 1)])
    (done,) = eager_desk.json("collect", "--once")["rounds"]
    assert done["pages"] == {"read": 0, "left": {"http-404": 2}}
    spoken, gone = eager_desk.json("post", str(found["id"]))["versions"]
    assert (spoken["gone"], gone["gone"], gone["text"]) == (False, True, "")
    assert spoken["last_seen_with"] == gone["last_seen_without"] < gone["first_seen_with"]
    assert "no longer at its address" in eager_desk.run("post", str(found["id"])).out
    assert eager_desk.json("search", "river")["total"] == 4
    assert eager_desk.json("verify", "--reread")["ok"]


def test_an_article_that_only_left_the_window_of_its_feed_is_not_asked_for(
    eager_desk: Desk, site: Site
) -> None:
    eager_desk.run("collect", "--once")
    site.publish([item(number) for number in (6, 5, 4, 3, 2)])
    eager_desk.run("collect", "--once")
    assert not [path for path, _status in site.asked if path.startswith("/news/")]
