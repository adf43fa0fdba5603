"""Pages that are looked at again: a site changes or takes away an article, and none of its lists tells."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from aitys.settings import current
from aitys.store import asks, models
from aitys.values.asking import Priority
from aitys.values.captures import Ask, Purpose
from aitys.values.readings import Reader
from aitys.values.sources import RouteKind


def plan(reader: Reader, ask: Ask) -> None:
    """Queue the next look at a page that was read just now, if it is due any more.

    The pauses are `look_again`, one after each look; who asks the page in between puts the look forward. Call
    it in the transaction that ends the reading, after the ask was taken out of the queue.
    """
    pauses = current().look_again
    looks = models.Capture.objects.filter(route_id=reader.route_id, purpose=Purpose.PAGE, url=ask.url)
    number = looks.count()
    if 0 < number <= len(pauses) and _has_words_there(reader.route_id) and _is_young(ask.about, reader):
        due = reader.captured_at + timedelta(seconds=pauses[number - 1])
        asks.add(reader.route_id, [ask], due, Priority.OLDER)


def _has_words_there(route_id: int) -> bool:
    """Whether words of this source stand on pages alone: other lists show themselves what changed."""
    by_pages = Q(kind=RouteKind.SITEMAP) | Q(source__follow_pages=True)
    return models.Route.objects.filter(by_pages, id=route_id).exists()


def _is_young(address: str, reader: Reader) -> bool:
    """Whether the post was published lately: of the past pages are read once."""
    since = reader.captured_at - timedelta(days=current().look_again_days)
    named = models.Post.objects.filter(addresses__address=address, merged_into=None)
    return named.filter(listed_at__gt=since).exists()
