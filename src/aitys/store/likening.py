"""Is a wording that is new to its reader an edit? Asked of `text.edits` with what other posts showed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from aitys.store import models
from aitys.text.edits import Likeness, Neighbours, Words, judge
from aitys.values.posts import Post, PostKind
from aitys.values.readings import Reader

_NEIGHBOURS = 30


def likeness(reading_id: int, reader: Reader, post: Post) -> Likeness:
    """How the words of `post` are like those of the kept reading by the same reader on the same route.

    Only an article has a page around it; what a message says is the message.
    """
    kept = models.Reading.objects.select_related("version").get(id=reading_id)
    before, after = Words(kept.title, kept.text), Words(post.title, post.text)
    found = judge(before, after).likeness
    if found is not Likeness.EDIT or post.kind is not PostKind.ARTICLE:
        return found
    neighbours = Neighbours(_around(kept), _before(kept, reader.capture_id))
    return judge(before, after, neighbours).likeness


def _around(kept: models.Reading) -> tuple[Words, ...]:
    """What the same reader made of other posts on this route next to a reading; ids stand for time here."""
    rows = _others(kept)
    found = [*_columns(rows.filter(id__lt=kept.id).order_by("-id"))]
    return _words([*found, *_columns(rows.filter(id__gt=kept.id).order_by("id"))])


def _before(kept: models.Reading, capture_id: int) -> tuple[Words, ...]:
    """The same, last before a capture: reading it once more later finds the same."""
    return _words(_columns(_others(kept).filter(capture_id__lte=capture_id).order_by("-id")))


def _others(kept: models.Reading) -> QuerySet[models.Reading]:
    rows = models.Reading.objects.filter(route_id=kept.route_id, reader=kept.reader)
    return rows.exclude(version__post=kept.version.post_id)


def _columns(rows: QuerySet[models.Reading]) -> Iterable[tuple[int, str, str]]:
    return rows.values_list("version__post_id", "title", "text")[:_NEIGHBOURS]


def _words(found: Iterable[tuple[int, str, str]]) -> tuple[Words, ...]:
    """One wording of each post: it is other posts that count, not looks at one."""
    return tuple({post_id: Words(title, text) for post_id, title, text in found}.values())
