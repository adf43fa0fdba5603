from __future__ import annotations

import pytest
from django.test import Client
from lxml import etree

from aitys.web import crawlers
from tests.builders import add_source, keep
from tests.web.world import add_topic, index, post_id, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SITE = "http://127.0.0.1:8000"


def places(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return [str(node.text) for node in etree.fromstring(answer.content).iter("{*}loc")]


def test_robots_are_shown_the_map_and_kept_from_searching(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /search/",
        "Disallow: /api/v1/search",
        "Disallow: /metrics",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


def test_the_map_leads_to_every_page_and_post(client: Client) -> None:
    keep(add_source(), report(1), report(2))
    add_topic()
    index()
    index_of_maps = places(client, "/sitemap.xml")
    assert index_of_maps == [f"{SITE}/sitemap-pages.xml", f"{SITE}/sitemap-posts-1.xml"]
    assert f"{SITE}/topics/water/" in places(client, "/sitemap-pages.xml")
    assert places(client, "/sitemap-posts-1.xml") == [
        f"{SITE}/posts/{post_id(report(number))}/" for number in (2, 1)
    ]


def test_posts_come_in_chunks_and_none_is_left_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "CHUNK", 2)
    keep(add_source(), *(report(number) for number in range(1, 6)))
    index()
    maps = [place.removeprefix(SITE) for place in places(client, "/sitemap.xml")[1:]]
    assert maps == ["/sitemap-posts-1.xml", "/sitemap-posts-2.xml", "/sitemap-posts-3.xml"]
    found = [place for path in maps for place in places(client, path)]
    assert len(found) == len(set(found)) == 5


@pytest.mark.parametrize("number", ["0", "2", "999999999999999999"])
def test_a_chunk_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    keep(add_source(), report(1))
    index()
    assert client.get(f"/sitemap-posts-{number}.xml").status_code == 404


def test_every_place_of_the_map_answers(client: Client) -> None:
    add_topic()
    for place in places(client, "/sitemap-pages.xml"):
        assert client.get(place.removeprefix(SITE)).status_code == 200
