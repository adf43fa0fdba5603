"""What the demo waits for is what the world says, and every source of the world is added once."""

from __future__ import annotations

from collections import Counter

import pytest

from aitys.sources import card_files, opml
from demo import expected
from demo.run import CARDS, FILES, SOURCES


def added() -> Counter[str]:
    """Hosts of sites and names of channels that the demo adds, by whatever way."""
    named = [words[0] for words in SOURCES]
    for name, *_ in FILES:
        content = (CARDS / name).read_bytes()
        if name.endswith(".toml"):
            named += [route.address for route in card_files.read(content.decode(), name).routes]
        else:
            named += [outline.feed for outline in opml.read(content, name).outlines]
    return Counter(
        name.removeprefix("https://t.me/s/").removeprefix("http://").split("/")[0] for name in named
    )


def test_every_site_and_every_channel_is_added_once() -> None:
    hosts = {site.host for site in expected.sites().values()} | {"dead-letter.example"}
    found = {name.removeprefix("@"): times for name, times in added().items()}
    assert found == dict.fromkeys([*hosts, *expected.channels()], 1)


def test_every_file_of_cards_is_used() -> None:
    assert {file.name for file in CARDS.iterdir()} == {name for name, *_ in FILES}


@pytest.mark.parametrize(
    ("channel", "stored"),
    [
        ("bazaar_talk", (20, 3, 2)),  # in round 2 one is new and two are edited
        ("zarrud_mahalla", (10, 0, 2)),  # what came while it was held back comes later
        ("aksuran_now", (7, 0, 5)),  # nothing under the old name, all of it under the new one
        ("tian_mincomm", (11, 1, 1)),  # the pinning of a message is no post
        ("night_caravan", (0, 0, 0)),
    ],
)
def test_new_and_edited_messages_are_counted(channel: str, stored: tuple[int, ...]) -> None:
    found = expected.channels()[channel]
    assert tuple(expected.stored_of(found, number) for number in (1, 2, 3)) == stored


def test_a_news_sitemap_shows_two_days_and_cards_a_page() -> None:
    sites = expected.sites()
    shown = {
        slug: len(expected.listed(sites[f"{slug}-example"], 1)) for slug in ("zarrud-post", "sazakly-habar")
    }
    assert shown == {"zarrud-post": 4, "sazakly-habar": 8}
