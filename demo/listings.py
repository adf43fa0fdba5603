"""How the invented sites without a whole feed list their posts: WordPress, sitemaps, cards, a JSON list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo

from demo.rendered import Rendered
from demo.rounds import ROUNDS
from demo.sites import Published, Site, as_html

# A news sitemap holds what is not older (Google's documents).
IN_NEWS = timedelta(days=2)
CARDS_A_PAGE = 8
_KEREGE = ZoneInfo("Etc/GMT-5")
_JSON = "application/json; charset=UTF-8"
_XML = "application/xml; charset=utf-8"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def newest_change(posts: list[Published]) -> datetime:
    return max(each.item.changed or each.item.date for each in posts)


def render_wordpress(site: Site, number: int) -> Iterator[Rendered]:
    """The REST interface: whole posts, tags by their number, and what it says of a page past the end."""
    posts = site.published(number)
    # A tag stays when its last post goes.
    tags = sorted({tag for section in site.sections for post in section.post for tag in post.tags})
    rows = [_row(each, tags, site.host) for each in posts]
    extra = (("X-WP-Total", str(len(rows))), ("X-WP-TotalPages", "1"))
    base = "/wp-json/wp/v2"
    body = json.dumps(rows, ensure_ascii=True).encode()
    yield Rendered(f"{base}/posts?orderby=date", body, _JSON, newest_change(posts), extra=extra)
    past = {
        "code": "rest_post_invalid_page_number",
        "message": "The page number requested is larger than the number of pages available.",
        "data": {"status": 400},
    }
    for page in ("2", "3"):
        path = f"{base}/posts?orderby=date&page={page}"
        yield Rendered(path, json.dumps(past).encode(), _JSON, status="400 Bad Request")
    for tag in tags:
        yield Rendered(
            f"{base}/tags?slug={tag.lower()}", json.dumps([_term(tag, tags, site.host)]).encode(), _JSON
        )
    yield Rendered(f"{base}/tags?else", b"[]", _JSON)


def _term(tag: str, tags: list[str], host: str) -> dict[str, object]:
    link = f"http://{host}/tag/{tag.lower()}/"
    return {
        "id": 70 + tags.index(tag),
        "slug": tag.lower(),
        "name": tag,
        "taxonomy": "post_tag",
        "link": link,
    }


def _row(each: Published, tags: list[str], host: str) -> dict[str, object]:
    """One post as the interface has it: `date` is the site's own clock, without an offset."""
    item, id_ = each.item, _number(each)
    changed = item.changed or item.date
    told = {"rendered": f"<p>{escape(item.summary, quote=False)} [&hellip;]</p>\n", "protected": False}
    return {
        "id": id_,
        "date": _clock(item.date.astimezone(_KEREGE)),
        "date_gmt": _clock(item.date.astimezone(UTC)),
        "guid": {"rendered": f"http://{host}/?p={id_}"},
        "modified": _clock(changed.astimezone(_KEREGE)),
        "modified_gmt": _clock(changed.astimezone(UTC)),
        "slug": each.post.slug,
        "status": "publish",
        "type": "post",
        "link": item.link,
        "title": {"rendered": escape(item.title).replace("&quot;", "&#8220;")},
        "content": {"rendered": as_html(each.text), "protected": False},
        "excerpt": told,
        "author": 3,
        "lang": item.lang,
        "categories": [5],
        "tags": [70 + tags.index(tag) for tag in item.tags],
        "_embedded": {"wp:term": [[_term(tag, tags, host) for tag in item.tags]]},
    }


def _number(each: Published) -> int:
    """WordPress counts its posts; the minute of a post's date is as good."""
    return int(each.item.date.timestamp() // 60) % 100_000


def _clock(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def render_sitemaps(site: Site, number: int) -> Iterator[Rendered]:
    """An index, a news list of two days, and a list of the month."""
    posts = site.published(number)
    origin, changed = f"http://{site.host}", newest_change(posts)
    index = "".join(
        f"<sitemap><loc>{origin}{path}</loc><lastmod>{changed.isoformat()}</lastmod></sitemap>\n"
        for path in (site.feed_path, "/sitemap-2026-11.xml")
    )
    body = f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{index}</sitemapindex>\n'
    yield Rendered("/sitemap.xml", body.encode(), _XML, changed)
    news = [each for each in posts if each.item.date >= ROUNDS[number] - IN_NEWS]
    entries = "".join(_news_entry(site, each) for each in news)
    body = f'{_HEAD}<urlset xmlns="{_SITEMAPS}" xmlns:news="{_NEWS}">\n{entries}</urlset>\n'
    yield Rendered(site.feed_path, body.encode(), _XML, changed)
    month = "".join(map(_entry, posts))
    body = f'{_HEAD}<urlset xmlns="{_SITEMAPS}">\n{month}</urlset>\n'
    yield Rendered("/sitemap-2026-11.xml", body.encode(), _XML, changed)


def _entry(each: Published) -> str:
    changed = each.item.changed or each.item.date
    return f"<url><loc>{each.item.address}</loc><lastmod>{changed.isoformat()}</lastmod></url>\n"


def _news_entry(site: Site, each: Published) -> str:
    item = each.item
    language = item.lang.partition("-")[0]
    told = f"<news:name>{site.title}</news:name><news:language>{language}</news:language>"
    return (
        f"<url><loc>{item.address}</loc><news:news><news:publication>{told}</news:publication>"
        f"<news:publication_date>{item.date.isoformat()}</news:publication_date>"
        f"<news:title>{escape(item.title)}</news:title></news:news></url>\n"
    )


def render_cards(site: Site, number: int) -> Iterator[Rendered]:
    """Pages of cards grouped by day, eight a page, the older ones behind a link."""
    posts = site.published(number)
    pages = [posts[start : start + CARDS_A_PAGE] for start in range(0, len(posts), CARDS_A_PAGE)]
    for count, page in enumerate(pages, 1):
        path = site.feed_path if count == 1 else f"{site.feed_path}?page={count}"
        older = (
            f'<a class="older" href="{site.feed_path}?page={count + 1}">»</a>' if count < len(pages) else ""
        )
        days = "".join(
            f'<section class="day"><h2>{day:%d.%m.%Y}</h2>\n{"".join(map(_card, found))}</section>\n'
            for day, found in groupby(page, key=lambda each: each.item.date.date())
        )
        head = (
            f'<!doctype html><html lang="{site.lang}"><head><meta charset="utf-8"><title>{site.title}</title>'
        )
        body = f"{head}</head><body>\n{site.boilerplate[number - 1]}\n{days}{older}</body></html>\n"
        yield Rendered(path, body.encode(), "text/html; charset=utf-8", newest_change(posts))


def _card(each: Published) -> str:
    item = each.item
    return (
        f'<article class="card"><h3><a href="{each.path}">{escape(item.title)}</a></h3>'
        f'<time class="when">{item.date:%d.%m.%Y %H:%M}</time>'
        f'<p class="lead">{escape(item.summary)}</p></article>\n'
    )


def render_json_list(site: Site, number: int) -> Iterator[Rendered]:
    """What the site's own page asks for: titles and leads, with times in seconds."""
    posts = site.published(number)
    rows = [
        {
            "url": each.path,
            "headline": each.item.title,
            "lead": each.item.summary,
            "published": int(each.item.date.timestamp()),
            "lang": each.item.lang,
        }
        for each in posts
    ]
    body = json.dumps({"ok": True, "data": {"items": rows}}, ensure_ascii=False, indent=1).encode()
    yield Rendered(site.feed_path, body, _JSON, newest_change(posts))
