from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils.translation import override

from aitys.desk.articles import remove_article, save_article, unpublish_article
from aitys.desk.pictures import add_picture
from aitys.desk.topics import add_topic as add_picked
from aitys.store import topics
from aitys.values.articles import ArticleNote, ArticleState, NoteKind
from aitys.values.sources import SourceKind
from aitys.values.stored import Topic
from tests.articles import draft, picture
from tests.builders import COURIER, NOON, add_source, keep
from tests.web.world import Page, add_topic, index, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SITE = "http://127.0.0.1:8000"
DAY = timedelta(days=1)
LONG = "\n\n".join(f"## Part {part}\n\n" + "word " * 98 for part in range(1, 7))


def write(slug: str, **parts: object) -> None:
    given = {"title": f"Article {slug}", "published_at": NOON} | parts
    save_article(draft(slug, **given))


def facts(page: Page) -> Any:  # noqa: ANN401 - schema.org's own shape
    (text,) = page.texts("//script[@type='application/ld+json']")
    return json.loads(text)


def test_an_article_has_a_page_with_all_that_belongs_to_it(client: Client) -> None:
    add_topic()
    write("first")
    name = add_picture(picture(), "lake.jpg").name
    body = f'The order.\n\n# What it says\n\n![The lake]({name} "At dawn | Photo: A. Reporter")'
    notes = (
        ArticleNote(NoteKind.UPDATE, NOON + DAY, "The bank answered."),
        ArticleNote(NoteKind.CORRECTION, NOON + 2 * DAY, "It was Monday."),
    )
    write("notes", body=body, byline="A. Reporter", topics=("Water",), related=("first",), notes=notes)
    page = Page(client, "/articles/notes/")
    assert page.texts("//h1") == ["Article notes"]
    assert page.texts("//div[@class='body']/h2") == ["What it says"]
    assert page.texts("//p[@class='meta']/span[@class='byline']") == ["A. Reporter"]
    assert page.texts("//p[@class='meta']/time") == ["20 November 2026, 12:00 (UTC)"]
    assert page.texts("//section[contains(@class, 'updates')]//li") == [
        "21 November 2026, 12:00 (UTC) The bank answered."
    ]
    assert page.texts("//section[contains(@class, 'corrections')]//li") == [
        "22 November 2026, 12:00 (UTC) It was Monday."
    ]
    assert page.values("//p[@class='topics']/a/@href") == ["/topics/water/"]
    assert page.texts("//p[@class='tags']") == ["Tags: Water"]
    assert page.values("//section[@class='related']//a/@href") == ["/articles/first/"]
    assert page.texts("//figure/figcaption") == ["At dawn Photo: A. Reporter"]
    assert page.values("//head/link[@rel='canonical']/@href") == [f"{SITE}/articles/notes/"]
    told = facts(page)
    assert (told["@type"], told["headline"], told["url"]) == (
        "NewsArticle",
        "Article notes",
        f"{SITE}/articles/notes/",
    )
    assert told["image"]["url"] == f"{SITE}/media/{name}"
    assert client.get(page.values("//figure/img/@src")[0]).status_code == 200


def test_dates_stand_in_the_offset_they_were_written_in_everywhere(client: Client) -> None:
    add_topic()
    late = datetime(2026, 11, 19, 21, 30, tzinfo=UTC)
    write("day", published_at=datetime(2026, 11, 18, tzinfo=UTC), published_offset="", topics=("Water",))
    note = ArticleNote(NoteKind.CORRECTION, NOON, "It was Monday.", "")
    parts = {"published_at": late, "published_offset": "+05:00", "notes": (note,), "related": ("day",)}
    write("clock", topics=("Water",), **parts)
    index()
    page = Page(client, "/articles/clock/")
    assert page.texts("//p[@class='meta']/time") == ["20 November 2026, 02:30 (UTC+5)"]
    assert page.values("//p[@class='meta']/time/@datetime") == ["2026-11-20T02:30:00+05:00"]
    assert page.texts("//section[contains(@class, 'corrections')]//li") == ["20 November 2026 It was Monday."]
    assert page.values("//section[@class='related']//time/@datetime") == ["2026-11-18"]
    assert facts(page)["datePublished"] == "2026-11-20T02:30:00+05:00"
    other = Page(client, "/articles/day/")
    assert other.texts("//p[@class='meta']/time") == ["18 November 2026"]
    assert other.texts("//section[@class='related']//time") == ["20 November 2026"]
    assert facts(other)["datePublished"] == "2026-11-18"
    feed = json.loads(client.get("/topics/water/feed.json").content)
    assert [item["date_published"] for item in feed["items"]] == [
        "2026-11-20T02:30:00+05:00",
        "2026-11-18T00:00:00+00:00",
    ]


def test_a_draft_and_what_is_not_there_are_no_pages(client: Client) -> None:
    write("notes", state=ArticleState.DRAFT)
    assert client.get("/articles/notes/").status_code == 404
    assert client.get("/articles/none/").status_code == 404


def test_a_topic_picked_by_hand_shows_what_was_put_on_it_and_nothing_else(client: Client) -> None:
    add_picked(Topic("wells", "Dry wells"))
    write("other")
    index()
    assert Page(client, "/topics/wells/").texts("//h1") == ["Dry wells"]
    write("notes", topics=("wells",))
    index()
    page = Page(client, "/topics/wells/")
    assert page.counter == "Viewing results 1–1 of 1"
    assert page.values("//main//article//a[contains(@href, '/articles/')]/@href")[:1] == ["/articles/notes/"]


def test_languages_of_an_article_name_each_other(client: Client) -> None:
    write("en")
    write("ru", language="ru", body="Приказ.", translation_of="en")
    write("uz", language="uz", body="Буйруқ ҳақида.", translation_of="en")
    page = Page(client, "/articles/ru/")
    assert page.texts("//p[@class='translations']") == ["Also in: English, Oʻzbek tili"]
    assert page.values("//p[@class='translations']/a/@hreflang") == ["en", "uz-Cyrl"]
    assert page.values("//head/link[@rel='alternate']/@hreflang") == ["ru", "en", "uz-Cyrl"]
    assert page.values("//head/link[@rel='alternate']/@href") == [
        f"{SITE}/articles/{slug}/" for slug in ("ru", "en", "uz")
    ]
    assert page.values("//h1/@lang") == ["ru"]


def test_articles_are_listed_newest_first_and_paged(client: Client) -> None:
    for number in range(1, 8):
        write(f"a{number}", published_at=NOON + number * DAY)
    write("hidden", state=ArticleState.DRAFT)
    page = Page(client, "/articles/")
    assert page.counter == "Viewing results 1–6 of 7"
    assert page.headlines == [f"Article a{number}" for number in (7, 6, 5, 4, 3, 2)]
    assert Page(client, page.link("next")).headlines == ["Article a1"]
    assert client.get("/articles/?page=x").status_code == 404


def test_a_desk_without_articles_says_so(client: Client) -> None:
    assert Page(client, "/articles/").counter == "Nothing found"


def test_a_topic_lists_posts_and_articles_in_one_order_and_counts_both(client: Client) -> None:
    keep(add_source(), *(report(number) for number in range(1, 5)))
    add_topic()
    write("old", topics=("water",), published_at=NOON - 3 * DAY)
    write("newer", tags=("WATER",), published_at=NOON)
    write("other", tags=("Banks",))
    index()
    page = Page(client, "/topics/water/")
    assert page.counter == "Viewing results 1–6 of 6"
    assert page.headlines == ["Article newer", *(f"Ferry report {n}" for n in (4, 3, 2, 1)), "Article old"]
    own = Page(client, "/topics/water/", {"kind": "own"})
    assert (own.counter, own.headlines) == ("Viewing results 1–2 of 2", ["Article newer", "Article old"])
    assert Page(client, "/topics/water/", {"kind": "news"}).counter == "Viewing results 1–4 of 4"
    assert Page(client, "/topics/water/", {"source": "steppe-courier"}).counter == "Viewing results 1–4 of 4"
    newest = Page(client, "/topics/water/", {"lang": "en", "since": "2026-11-20"})
    assert newest.headlines == ["Article newer"]


def test_a_topic_without_rules_holds_what_was_put_on_it_by_hand(client: Client) -> None:
    keep(add_source(replace(COURIER, kind=SourceKind.NEWS)), report(1, tags=("picked", "#picked")))
    add_topic(Topic("picked", "Picked by hand"))
    write("notes", topics=("Picked by hand",))
    write("other")
    index()
    page = Page(client, "/topics/picked/")
    assert (page.counter, page.headlines) == ("Viewing results 1–1 of 1", ["Article notes"])
    entries = feedparser.parse(client.get("/topics/picked/rss.xml").content).entries
    assert [entry.title for entry in entries] == ["Article notes"]


def test_a_topic_that_was_removed_and_opened_again_is_empty(client: Client) -> None:
    add_topic(Topic("picked", "Picked by hand"))
    write("notes", topics=("picked",))
    index()
    topics.remove("picked")
    add_topic(Topic("picked", "Picked by hand"))
    index()
    assert Page(client, "/topics/picked/").counter == "Nothing found"


def test_a_list_shows_the_first_500_words_in_blocks_and_dots(client: Client) -> None:
    write("long", body=LONG)
    write("short", body="## Part 1\n\nAll of it.")
    page = Page(client, "/articles/")
    short, long = ("//article[.//a[text()='Article " + slug + "']]" for slug in ("short", "long"))
    assert page.texts(f"{short}//*[@class='excerpt']") == ["Part 1 All of it."]
    assert page.texts(f"{long}//h3") == [f"Part {part}" for part in range(1, 6)]
    words = " ".join(page.texts(f"{long}//*[@class='excerpt']")).split()
    assert (len(words), words[-1]) == (500, "word…")
    assert page.values(f"{long}//p[@class='more']/a/@href") == ["/articles/long/"]
    assert page.values(f"{short}//p[@class='more']/a/@href") == []


def test_a_search_finds_articles_beside_posts_and_marks_the_words(client: Client) -> None:
    keep(add_source(), report(1, text="The registry is open."))
    write("notes")
    index()
    page = Page(client, "/search/", {"q": "registry", "order": "newest"})
    assert page.headlines == ["Article notes", "Ferry report 1"]
    assert page.texts("//article//mark") == ["registry", "registry"]
    assert page.values("//article[1]//a/@href")[0] == "/articles/notes/"


def test_what_is_taken_back_or_away_is_found_no_more(client: Client) -> None:
    write("one")
    write("two")
    index()
    assert sorted(Page(client, "/search/", {"q": "registry"}).headlines) == ["Article one", "Article two"]
    unpublish_article("one")
    remove_article("two")
    index()
    assert Page(client, "/search/", {"q": "registry"}).headlines == []


def test_the_front_page_keeps_articles_and_posts_apart(client: Client) -> None:
    keep(add_source(), report(1))
    write("notes", body=LONG)
    index()
    answer = client.get("/")
    assert [item.slug for item in answer.context["articles"]] == ["notes"]
    assert [item.headline for item in answer.context["items"]] == ["Ferry report 1"]


def test_an_article_in_two_languages_stands_once_in_that_of_the_reader(client: Client) -> None:
    write("en", published_at=NOON)
    write("ru", language="ru", body="Приказ.", translation_of="en", published_at=NOON + DAY)
    index()
    assert Page(client, "/articles/").headlines == ["Article en"]
    assert [item.slug for item in client.get("/").context["articles"]] == ["en"]
    with override("ru"):
        assert Page(client, "/articles/").headlines == ["Article ru"]
        assert [item.slug for item in client.get("/").context["articles"]] == ["ru"]
    assert Page(client, "/articles/").counter == "Viewing results 1–1 of 1"


def test_a_list_that_holds_both_languages_says_which_is_the_translation(client: Client) -> None:
    write("en", published_at=NOON)
    write("ru", language="ru", body="Приказ.", translation_of="en", published_at=NOON + DAY)
    index()
    page = Page(client, "/search/?q=Article")
    assert sorted(page.headlines) == ["Article en", "Article ru"]
    said = " ".join(page.texts("//article"))
    assert "Translation of Article en" in said
    assert "Also in: Русский" in said


def test_the_article_in_front_has_its_picture_and_a_copy_for_sharing(client: Client) -> None:
    made = add_picture(picture(), "lake.jpg")
    write("lake", body=f"It rained.\n\n![A lake]({made.name})")
    page = Page(client, "/")
    assert page.values("//main//img/@src") == [f"/media/{made.name}"]
    assert page.values("//main//img/@alt") == ["A lake"]
    shared = f"/media/{made.name.partition('-')[0]}.jpg"
    assert Page(client, "/articles/lake/").values("//meta[@property='og:image']/@content") == [SITE + shared]
    answer = client.get(shared)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content[:2] == b"\xff\xd8"


def test_feeds_carry_the_beginning_of_an_article_with_its_headings(client: Client) -> None:
    add_topic()
    write("notes", body=LONG, topics=("water",), byline="A. Reporter")
    index()
    (entry,) = feedparser.parse(client.get("/topics/water/atom.xml").content).entries
    assert (entry.id, entry.link, entry.author) == (
        f"{SITE}/articles/notes/",
        f"{SITE}/articles/notes/",
        "A. Reporter",
    )
    assert entry.summary.count("<h3>") == 5
    assert entry.summary.endswith("word…</p>")
    (item,) = json.loads(client.get("/topics/water/feed.json").content)["items"]
    assert item["content_text"].startswith("Part 1\n\nword")
    assert "external_url" not in item


def test_the_sitemap_names_articles_once(client: Client) -> None:
    keep(add_source(), report(1))
    write("notes")
    index()
    body = client.get("/sitemap-posts-1.xml").content.decode()
    assert body.count(f"<loc>{SITE}/articles/notes/</loc>") == 1
    assert body.count("<loc>") == 2
    assert f"<loc>{SITE}/articles/</loc>" in client.get("/sitemap-pages.xml").content.decode()


def test_a_picture_is_kept_by_caches_for_ever_and_is_what_it_says(client: Client) -> None:
    made = add_picture(picture(), "lake.jpg")
    answer = client.get(f"/media/{made.name}")
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content[8:12] == b"WEBP"
    assert client.head(f"/media/{made.name}").status_code == 200
    assert client.post(f"/media/{made.name}").status_code == 405


@pytest.mark.parametrize(
    "name", ["none.webp", "..%2faitys.toml", "../aitys.toml", ".x.new", "0" * 16 + "-960.webp"]
)
def test_nothing_else_is_served_as_a_picture(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_a_page_of_a_thousand_words_and_a_picture_is_light(client: Client) -> None:
    name = add_picture(picture(), "lake.jpg").name
    write("notes", body=f"![The lake]({name})\n\n" + "word " * 1000)
    page = Page(client, "/articles/notes/")
    heaviest = max(
        len(client.get(f"/media/{name.replace('960', width)}").content) for width in ("480", "960")
    )
    assert page.weight + heaviest < 45_000
