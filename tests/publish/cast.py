"""The posts that the tests of this room shape: one article with a title, one channel message without."""

from __future__ import annotations

from datetime import UTC, datetime

from aitys.values.posts import PostKind, PrintedTime
from aitys.values.sources import Card, SourceKind
from aitys.values.stored import StoredPost

FOUND = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
PRINTED = PrintedTime(datetime(2026, 5, 12, 4, 14, tzinfo=UTC), "+05:00")
COURIER = Card("steppe-courier", "Steppe Courier", homepage="https://steppe-courier.example/")
BAZAAR = Card("bazaar-talk", "@bazaar_talk", kind=SourceKind.CHANNEL)

ARTICLE = StoredPost(
    id=7,
    card=COURIER,
    kind=PostKind.ARTICLE,
    url="https://steppe-courier.example/2026/05/ferry",
    title="Ferry returns to the lake",
    text=" ".join(f"word{number}" for number in range(1, 101)),
    byline="A. Pen",
    language="en",
    tags=(),
    posted=PRINTED,
    edited=None,
    found_at=FOUND,
    listed_at=PRINTED.at,
)
MESSAGE = StoredPost(
    id=8,
    card=BAZAAR,
    kind=PostKind.MESSAGE,
    url="https://t.me/bazaar_talk/41",
    title="",
    text="",
    byline="",
    language="ru",
    tags=(),
    posted=PRINTED,
    edited=None,
    found_at=FOUND,
    listed_at=PRINTED.at,
)


def words(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last + 1))
