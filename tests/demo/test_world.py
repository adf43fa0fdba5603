"""The invented world is what the demo and its checks promise, and the answers are made from it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from demo.channels import read_channels
from demo.feeds import Item
from demo.net import UNDER_TLS
from demo.record import DEAD, file_of, out_of_step, write
from demo.replay import ANSWERS, LATER, address_of, load_answers, load_round
from demo.rounds import LAST_ROUND, ROUNDS
from demo.sites import WORLD, WorldPost, read_world
from demo.truth import read_posts


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
    feed = Path("answers") / file_of("steppe-courier.example", "/rss.xml")
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
        assert datetime(2026, 11, 10, tzinfo=UTC) < item.date <= ROUNDS[LAST_ROUND]
        assert item.date.utcoffset() in {timedelta(hours=5), timedelta(hours=6)}


def test_most_posts_are_whole_articles(posts: list[WorldPost]) -> None:
    lengths = [len(post.text.split()) for post in posts]
    assert sum(60 <= length <= 250 for length in lengths) >= 35
    assert [length for length in lengths if length > 250] == [401]


def test_a_summary_is_never_the_whole_article(posts: list[WorldPost]) -> None:
    assert [post.slug for post in posts if post.text and post.summary in post.text] == []


def test_every_host_but_the_banks_ends_in_example() -> None:
    hosts = {host for host, _ in load_round(LAST_ROUND)} - set(UNDER_TLS)
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


def test_a_later_round_is_kept_as_what_has_become_different() -> None:
    first = load_answers(ANSWERS)
    for number in range(2, LAST_ROUND + 1):
        changed = load_answers(LATER / str(number))
        before = load_round(number - 1)
        assert changed
        assert all(before.get(address) != answer for address, answer in changed.items())
    assert first.keys() <= load_round(LAST_ROUND).keys()


def test_everything_recorded_is_text_of_less_than_six_megabytes() -> None:
    files = [file for folder in (ANSWERS, LATER) for file in folder.rglob("*.http")]
    assert sum(file.stat().st_size for file in files) < 6_000_000


def test_a_page_that_is_gone_says_so_and_is_in_no_list() -> None:
    for number, host, path, listing in (
        (2, "sazakly-habar.example", "/habar/pagta-yygymy", "/habarlar/?page=2"),
        (3, "kerege-tv.example", "/kk/news/avtobus-alty", "/api/latest.json"),
        (2, "aksuran-times.example", "/2026/11/letters-evening/", "/feed/"),
    ):
        slug = path.strip("/").rpartition("/")[2].encode()
        before, now = load_round(number - 1), load_round(number)
        assert (before[host, path].status, now[host, path].status) == (200, 404)
        assert slug in before[host, listing].body
        assert slug not in now[host, listing].body


def test_a_post_older_than_a_news_sitemap_holds_leaves_it_and_stays() -> None:
    path, listing = "/tg/intikhobot-sana.html", "/sitemap-news.xml"
    for number, is_listed in ((1, True), (3, False)):
        answers = load_round(number)
        assert (b"intikhobot-sana" in answers["zarrud-post.example", listing].body) is is_listed
        assert answers["zarrud-post.example", path].status == 200


def test_what_stands_around_an_article_changes_and_the_article_does_not() -> None:
    pages = [load_round(number)["steppe-courier.example", "/en/kerege-water-hours"].body for number in ROUNDS]
    articles = {page.partition(b"<article>")[2].partition(b"</article>")[0] for page in pages}
    assert (len({*pages}), len(articles)) == (3, 1)


def test_no_site_or_channel_links_out_of_the_world() -> None:
    known = {"www.w3.org", "purl.org", "jsonfeed.org", "www.sitemaps.org", "www.google.com", "api.w.org"}
    known |= {"t.me", "telegram.org", "web.telegram.org"}
    for (host, path), answer in load_round(LAST_ROUND).items():
        if host.endswith(".example") or host == "t.me":
            named = {name.decode() for name in re.findall(rb"//([\w-]+(?:\.[\w-]+)+)", answer.body)}
            strange = {name for name in named - known if not name.endswith(".example")}
            assert not strange, (host, path)


def test_texts_mention_no_channel_that_is_not_of_the_world() -> None:
    known = {name for channel in read_channels() for name in (channel.name, channel.renamed_to)}
    texts = [text for post in read_posts().values() for text in (*post.texts, post.title)]
    texts += [channel.about for channel in read_channels()]
    mentioned = {name for text in texts for name in re.findall(r"@(\w+)", text)}
    assert mentioned - known == {"bazaar_talk_ads"}
