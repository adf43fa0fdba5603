"""Answers that the tests of evidence keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aitys.values.captures import Answer, Ask

FEED = Ask("https://steppe-courier.example/feed.xml")
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def answer(body: bytes = b"<rss/>", status: int = 200, minute: int = 0, url: str = FEED.url) -> Answer:
    """What the site answered `minute` minutes after noon."""
    at = NOON + timedelta(minutes=minute)
    return Answer(
        url=url,
        final_url=url,
        status=status,
        headers=(("Content-Type", "application/rss+xml"), ("ETag", f'"{minute}"')),
        body=body,
        asked_at=at - timedelta(seconds=1),
        received_at=at,
    )
