"""The invented world is what the demo and its checks promise, and the answers are made from it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from demo.banks import BANKS
from demo.feeds import Item
from demo.record import DEAD, WORLD, WorldPost, file_of, out_of_step, read_world, write
from demo.replay import ANSWERS, address_of, load_answers


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return [item for site in read_world() for item in site.items()]


@pytest.fixture(scope="module")
def posts() -> list[WorldPost]:
    return [post for site in read_world() for section in site.sections for post in section.post]


def folded_tags(items: list[Item]) -> Counter[str]:
    return Counter(tag.lstrip("#").casefold() for item in items for tag in item.tags)


def test_the_answers_are_in_step_with_the_world() -> None:
    assert out_of_step() == []


def test_an_edited_answer_is_out_of_step(tmp_path: Path) -> None:
    write(tmp_path)
    feed = file_of("steppe-courier.example", "/rss.xml")
    (tmp_path / feed).write_bytes(b"HTTP/1.1 200 OK\r\n\r\nedited")
    (tmp_path / feed.with_name("stray.http")).write_bytes(b"")
    assert out_of_step(tmp_path) == [str(feed), str(feed.with_name("stray.http"))]


@pytest.mark.parametrize(
    "path", ["/", "/rss.xml", "/ky/2026/kol/", "/uz-cyrl/мактаблар", "/a.asp?day=24/11/2026"]
)
def test_the_server_finds_what_the_recorder_writes(path: str) -> None:
    assert address_of(file_of("a.example", path)) == ("a.example", path)


def test_there_are_forty_posts_and_more_in_at_least_four_languages(items: list[Item]) -> None:
    languages = Counter(item.lang.partition("-")[0] for item in items)
    assert len(items) >= 40
    assert len([lang for lang, count in languages.items() if count >= 3]) >= 4


def test_uzbek_comes_in_both_scripts(items: list[Item]) -> None:
    assert {"uz-Latn", "uz-Cyrl"} <= {item.lang for item in items}


def test_four_posts_are_tagged_telegram_over_all_three_sites(items: list[Item]) -> None:
    tagged = [item for item in items if any(tag.lstrip("#").casefold() == "telegram" for tag in item.tags)]
    assert len(tagged) == folded_tags(items)["telegram"] == 4
    assert len({item.address.split("/")[2] for item in tagged}) == 3


def test_twelve_posts_are_tagged_water(items: list[Item]) -> None:
    assert folded_tags(items)["water"] == 12


def test_the_tags_are_written_in_more_than_one_way(items: list[Item]) -> None:
    assert {"Telegram", "telegram", "#Telegram", "Water", "#Water", "WATER"} <= {
        tag for item in items for tag in item.tags
    }


def test_every_title_and_every_address_is_there_once(items: list[Item]) -> None:
    assert max(Counter(item.title for item in items).values()) == 1
    assert max(Counter(item.address for item in items).values()) == 1


def test_every_post_is_of_mid_november_and_has_a_zone_of_the_region(items: list[Item]) -> None:
    for item in items:
        assert datetime(2026, 11, 10, tzinfo=UTC) < item.date < datetime(2026, 11, 24, tzinfo=UTC)
        assert item.date.utcoffset() in {timedelta(hours=5), timedelta(hours=6)}


def test_most_posts_are_whole_articles(posts: list[WorldPost]) -> None:
    lengths = [len(post.text.split()) for post in posts]
    assert sum(60 <= length <= 250 for length in lengths) >= 35
    assert max(lengths) <= 250


def test_a_summary_is_never_the_whole_article(posts: list[WorldPost]) -> None:
    assert [post.slug for post in posts if post.text and post.summary in post.text] == []


def test_every_host_but_the_banks_ends_in_example() -> None:
    hosts = {host for host, _ in load_answers(ANSWERS)} - set(BANKS)
    assert hosts == {site.host for site in read_world()} | {DEAD}
    assert all(host.endswith(".example") for host in hosts)


def test_the_world_holds_what_makes_fetching_hard(posts: list[WorldPost]) -> None:
    answers = load_answers(ANSWERS)
    statuses = Counter(answer.status for answer in answers.values())
    assert {200, 301, 404, 500} <= set(statuses)
    assert {post.page.charset for post in posts} == {"utf-8", "windows-1251"}
    assert any(post.page.gzip for post in posts)
    assert any(post.link.startswith("javascript:") for post in posts)
    assert "Disallow: /members/" in (WORLD / "steppe-courier.example" / "robots.txt").read_text("utf-8")
    assert ("samarkand-daily.example", "/robots.txt") not in answers
