from __future__ import annotations

import pytest
from django.test import Client

from tests.builders import add_source, keep
from tests.web.world import add_topic, index, post_id, report

pytestmark = pytest.mark.usefixtures("fresh_index")

PUBLIC = [
    "/",
    "/topics/",
    "/topics/water/",
    "/posts/{id}/",
    "/search/",
    "/sources/",
    "/about/",
    "/robots.txt",
]
PUBLIC += ["/sitemap.xml", "/topics/water/rss.xml", "/topics/water/atom.xml", "/topics/water/feed.json"]
UNKEPT = ["/healthz", "/readyz", "/metrics"]


@pytest.fixture
def site() -> int:
    """The id of the one post."""
    keep(add_source(), report(1))
    add_topic()
    index()
    return post_id(report(1))


def test_public_pages_are_kept_for_a_minute_and_not_sent_twice(client: Client, site: int) -> None:
    for path in (path.format(id=site) for path in PUBLIC):
        first = client.get(path)
        assert (first.status_code, first["Cache-Control"]) == (200, "public, max-age=60"), path
        if path == "/search/":
            continue  # it tells the time that each search took, so it may or may not be the same page
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


@pytest.mark.parametrize("path", UNKEPT)
def test_health_is_never_kept(client: Client, path: str) -> None:
    assert client.get(path)["Cache-Control"] == "no-store"


def test_head_is_answered_and_everything_but_reading_refused(client: Client, site: int) -> None:
    for path in (path.format(id=site) for path in PUBLIC + UNKEPT):
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        for method in (client.post, client.put, client.delete, client.patch):
            assert method(path).status_code == 405, path


def test_a_wrong_page_is_not_kept_by_caches(client: Client) -> None:
    assert "Cache-Control" not in client.get("/nothing-here").headers
    assert "Cache-Control" not in client.get("/search/", {"lang": "xx"}).headers
