from __future__ import annotations

from datetime import date

import pytest

from aitys.publish.coverage import Health, read_source
from aitys.values.sources import Card, Route, RouteKind, SourceKind
from aitys.values.stored import RouteHealth, SourceStatus

NBT = Card("nbt", "National Bank of Tajikistan", SourceKind.BANK)


def _status(kind: RouteKind, rates: int, card: Card = NBT) -> SourceStatus:
    route = Route(1, card.slug, kind, "https://www.nbt.tj/kurs?date={day:%Y-%m-%d}")
    health = RouteHealth(route, enabled=True, last_ok_at=None, due_at=None, failures=0, error=None)
    return SourceStatus(card, 0, None, (health,), rates, date(2026, 11, 24) if rates else None)


@pytest.mark.parametrize(
    ("kind", "rates", "health"),
    [
        (RouteKind.BANK, 0, Health.UNREAD),
        (RouteKind.IMPORT, 0, Health.UNREAD),
        (RouteKind.IMPORT, 36, Health.IMPORTED),
    ],
)
def test_a_bank_tells_of_rates_and_of_no_posts_that_were_not_seen(
    kind: RouteKind, rates: int, health: Health
) -> None:
    read = read_source(_status(kind, rates))
    assert (read.rates, read.gives_rates, read.routes[0].health) == (rates, True, health)


def test_the_address_of_a_card_is_no_link_for_readers() -> None:
    assert read_source(_status(RouteKind.BANK, 36)).routes[0].link == ""


def test_a_banks_feed_of_news_is_read_like_any_feed() -> None:
    read = read_source(_status(RouteKind.FEED, 0))
    assert not read.gives_rates
    assert read.routes[0].link.startswith("https://www.nbt.tj/")
