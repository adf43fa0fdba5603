"""Looks at channels and sites that have more than one page, over an invented net."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from aitys.run import channels
from aitys.run.discovery import find_route
from aitys.run.pipeline import look
from aitys.run.rereading import reread
from aitys.run.toolbox import Tools
from aitys.settings import Settings, current
from aitys.store import models, posts, sources
from aitys.store.sources import DueRoute
from aitys.store.verify import verify
from aitys.values.messages import MediaKind
from aitys.values.rounds import Round
from aitys.values.sources import Card, RouteKind, RouteState, SourceKind
from tests.run.answers import Net
from tests.sources import telegram_pages as pages
from tests.sources.telegram_pages import BARE_ID, M

pytestmark = pytest.mark.django_db

BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
HOME = "https://t.me/s/bazaar_talk"
DOOR = "https://t.me/bazaar_talk"
EMPTY = pages.page('<div class="tme_no_messages_found">No posts found</div>')


@pytest.fixture
def shallow(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A desk that wants five posts of a new source."""
    settings = current().model_copy(update={"history_posts": 5})
    monkeypatch.setattr("aitys.run.older.current", lambda: settings)
    return settings


def block(number: int, inside: str = "") -> str:
    posted = (BEGAN + timedelta(minutes=number)).isoformat()
    words = inside or pages.text(f"Bulletin {number}: the river is calm.")
    return pages.block(number, words, pages.footer(time=posted))


def publish(net: Net, numbers: Sequence[int], size: int = 3) -> None:
    """The channel with these messages, `size` a page, all pages there."""
    rest = sorted(numbers)
    url = HOME
    while rest:
        shown = rest[-size:]
        net.pages[url] = pages.page(*map(block, shown))
        url, rest = f"https://t.me/s/Bazaar_Talk?before={shown[0]}", rest[:-size]
        net.pages[url] = EMPTY


def due(card: Card, kind: RouteKind, address: str) -> DueRoute:
    if sources.card(card.slug) is None:
        sources.add(card, BEGAN)
    route = sources.add_route(card.slug, kind, address)
    return DueRoute(route, sources.card(card.slug) or card, RouteState(), "t.me")


def look_at_bazaar(tools: Tools) -> Round:
    card = Card("bazaar_talk", "Bazaar Talk", SourceKind.CHANNEL)
    return asyncio.run(look(due(card, RouteKind.TELEGRAM_PREVIEW, HOME), tools))


def kept() -> list[int]:
    """The numbers of all messages that are kept."""
    prefix = f"tg:{BARE_ID}/"
    rows = models.Address.objects.filter(address__startswith=prefix, post__merged_into=None)
    return sorted(int(name.removeprefix(prefix)) for name in rows.values_list("address", flat=True))


def stretches() -> list[tuple[int, int]]:
    """Coverage as (minute of the oldest post, whole days to now)."""
    rows = models.Coverage.objects.order_by("since").values_list("since", "until")
    return [((since - BEGAN) // timedelta(minutes=1), (until - since).days) for since, until in rows]


def as_if_looked_at(minute: int) -> None:
    """The look before was made when the message of this minute was the newest."""
    at = BEGAN + timedelta(minutes=minute)
    models.Coverage.objects.update(until=at, first_read_at=at, last_read_at=at)


def test_a_new_channel_is_read_back_as_deep_as_wanted_and_no_deeper(
    net: Net, tools: Tools, shallow: Settings
) -> None:
    publish(net, range(1, 13))
    done = look_at_bazaar(tools)
    assert done.error is None
    assert kept() == [7, 8, 9, 10, 11, 12]
    assert (done.tally.stored, done.captures) == (6, 2)
    assert [since for since, _ in stretches()] == [7]
    assert list(reread(current(), lambda _done, _total: None)) == []
    assert verify().problems == ()


def test_after_a_pause_the_hole_is_closed_though_numbers_are_missing(
    net: Net, tools: Tools, shallow: Settings
) -> None:
    publish(net, range(1, 7))
    look_at_bazaar(tools)
    as_if_looked_at(6)
    publish(net, [*range(1, 7), *range(9, 18), 21, 22])
    net.asked.clear()
    look_at_bazaar(tools)
    assert kept() == [*range(1, 7), *range(9, 18), 21, 22]
    assert len(net.asked) == 4, "three pages back until one meets what was known"
    assert len(stretches()) == 1
    net.asked.clear()
    look_at_bazaar(tools)
    assert net.asked == [HOME]


def test_a_hole_that_cannot_be_closed_now_stays_in_the_coverage_and_its_page_in_the_queue(
    net: Net, tools: Tools, shallow: Settings
) -> None:
    publish(net, range(1, 7))
    look_at_bazaar(tools)
    as_if_looked_at(6)
    publish(net, range(1, 14))
    net.pages["https://t.me/s/Bazaar_Talk?before=11"] = 503
    done = look_at_bazaar(tools)
    assert done.pages.left == {"http-503": 1}
    assert [since for since, _ in stretches()] == [1, 11]
    assert models.ToAsk.objects.filter(purpose="older", attempts=1).count() == 1


def test_a_channel_that_is_held_back_has_not_lost_its_posts(net: Net, tools: Tools) -> None:
    publish(net, range(1, 4))
    look_at_bazaar(tools)
    before = stretches()
    net.pages[HOME] = EMPTY
    done = look_at_bazaar(tools)
    assert done.error is not None
    assert done.error.name == "no-posts-shown"
    assert (kept(), stretches()) == ([1, 2, 3], before)
    assert models.Version.objects.filter(gone=True).count() == 0
    event = models.HealthEvent.objects.get(name="no-posts-shown")
    assert event.ended_at is None
    publish(net, range(1, 5))
    look_at_bazaar(tools)
    event.refresh_from_db()
    assert event.ended_at is not None


def test_a_preview_that_was_switched_off_says_since_when(net: Net, tools: Tools) -> None:
    publish(net, range(1, 4))
    look_at_bazaar(tools)
    net.pages |= {HOME: DOOR, DOOR: pages.page(above="")}
    done = look_at_bazaar(tools)
    assert done.error is not None
    assert done.error.name == "preview-off"
    assert models.HealthEvent.objects.get(name="preview-off").began_at >= BEGAN
    assert kept() == [1, 2, 3]


def test_a_new_title_is_on_the_card_unless_a_person_wrote_one(net: Net, tools: Tools) -> None:
    publish(net, range(1, 4))
    look_at_bazaar(tools)
    net.pages[HOME] = pages.page(block(4), above=pages.head(title="Bazaar Today"))
    look_at_bazaar(tools)
    card = sources.card("bazaar_talk")
    assert card is not None
    assert card.title == "Bazaar Today"
    note = models.AuditEntry.objects.get(act="channel renamed")
    assert (note.door, note.subject) == ("collector", "bazaar_talk")
    sources.change(Card("bazaar_talk", "The Bazaar, as we call it", SourceKind.CHANNEL))
    net.pages[HOME] = pages.page(block(5), above=pages.head(title="Bazaar Tomorrow"))
    look_at_bazaar(tools)
    card = sources.card("bazaar_talk")
    assert card is not None
    assert card.title == "The Bazaar, as we call it"


def test_a_channel_under_a_new_name_is_the_same_source(net: Net, tools: Tools) -> None:
    publish(net, range(1, 4))
    look_at_bazaar(tools)
    page = pages.page(*map(block, (2, 3, 4)), above=pages.head("Bazaar_News", "Bazaar News"))
    new = "https://t.me/s/bazaar_news"
    net.pages |= {
        HOME: DOOR,
        DOOR: pages.page(above=""),
        new: page.replace(b'data-post="Bazaar_Talk', b'data-post="Bazaar_News'),
    }
    found = asyncio.run(find_route("@Bazaar_News", tools))
    assert found.address == new
    assert found.channel is not None
    assert channels.known_as(found.channel) == "bazaar_talk"
    channels.read_under("bazaar_talk", found.channel, found.address, datetime.now(UTC))
    card = sources.card("bazaar_talk")
    assert card is not None
    assert (card.title, card.homepage) == ("Bazaar News", new)
    asked = models.Route.objects.filter(enabled=True).values_list("address", flat=True)
    assert list(asked) == [new]
    done = asyncio.run(look(due(card, RouteKind.TELEGRAM_PREVIEW, new), tools))
    assert (done.tally.stored, done.tally.unchanged) == (3, 0)
    assert kept() == [1, 2, 3, 4]
    names = posts.addresses(models.Address.objects.get(address=f"tg:{BARE_ID}/2").post_id)
    assert {"https://t.me/bazaar_talk/2", "https://t.me/bazaar_news/2"} < set(names)
    assert models.Version.objects.count() == 4, "another address is no edit"


def test_a_name_that_somebody_else_has_taken_is_refused(net: Net, tools: Tools) -> None:
    publish(net, range(1, 4))
    look_at_bazaar(tools)
    strange = pages.block(9, pages.text("Buy here."), data_view=pages.view(9, 999))
    net.pages[HOME] = pages.page(strange)
    done = look_at_bazaar(tools)
    assert done.error is not None
    assert done.error.name == "another-channel"
    assert models.Post.objects.count() == 3


def test_an_album_is_one_post_with_what_hangs_on_it(net: Net, tools: Tools) -> None:
    photos = "".join(
        f'<a class="{M}_photo_wrap grouped_media_wrap" href="https://t.me/Bazaar_Talk/{number}?single"></a>'
        for number in (1, 2)
    )
    net.pages[HOME] = pages.page(block(1, photos), block(3))
    net.pages["https://t.me/s/Bazaar_Talk?before=1"] = EMPTY
    look_at_bazaar(tools)
    assert models.Post.objects.count() == 2
    post = posts.by_id(models.Address.objects.get(address=f"tg:{BARE_ID}/2").post_id)
    assert not isinstance(post, posts.Moved)
    assert post is not None
    assert post.message is not None
    assert (post.text, post.message.album) == ("", (2,))
    assert [one.kind for one in post.message.media] == [MediaKind.PHOTO] * 2
    assert post.reach.views == 3120


def _wordpress(number: int) -> dict[str, object]:
    at = (BEGAN + timedelta(minutes=number)).isoformat()[:19]
    link = f"https://issyk-herald.example/news/{number}"
    return {
        "id": number,
        "link": link,
        "guid": {"rendered": link},
        "date": at,
        "date_gmt": at,
        "status": "publish",
        "title": {"rendered": f"Bulletin {number}"},
        "content": {"rendered": f"<p>Story {number}: the lake is calm.</p>"},
    }


SITE = "https://issyk-herald.example/"
REST = f"{SITE}wp-json/wp/v2/posts"
HERALD = Card("issyk-herald", "Issyk Herald", homepage=SITE)


def _look_at_herald(tools: Tools) -> Round:
    return asyncio.run(look(due(HERALD, RouteKind.WORDPRESS, f"{REST}?per_page=2"), tools))


def test_wordpress_is_read_page_by_page(net: Net, tools: Tools, shallow: Settings) -> None:
    query = "&orderby=date&_fields="
    look_url = _first_ask(net, tools)
    assert query in look_url
    rows = {1: (8, 7), 2: (6, 5), 3: (4, 3), 4: (2, 1)}
    for page, numbers in rows.items():
        body = json.dumps([_wordpress(number) for number in numbers]).encode()
        net.pages[look_url if page == 1 else f"{look_url}&page={page}"] = body
    done = _look_at_herald(tools)
    assert done.error is None
    assert models.Post.objects.count() == 6


def _first_ask(net: Net, tools: Tools) -> str:
    """What a look asks first; nothing is there yet."""
    _look_at_herald(tools)
    return net.asked[0]


def test_a_closed_wordpress_is_read_by_its_feed_and_says_so(net: Net, tools: Tools) -> None:
    item = (
        "<item><title>Bulletin 1</title><link>https://issyk-herald.example/news/1</link>"
        "<description>Story 1: the lake is calm.</description></item>"
    )
    feed = f"<rss version='2.0'><channel><title>Issyk Herald</title>{item}</channel></rss>".encode()
    first = _first_ask(net, tools)
    net.pages |= {first: 403, f"{SITE}feed/": feed}
    done = _look_at_herald(tools)
    assert done.error is not None
    assert done.error.name == "http-403"
    assert done.tally.stored == 1
    (status,) = sources.statuses()
    assert {health.route.kind for health in status.routes} == {"wordpress", "feed"}
    assert {health.error.name for health in status.routes if health.error} == {"http-403"}
    assert status.card.follow_pages
    assert models.AuditEntry.objects.get(act="route add").details["because"] == "http-403"
