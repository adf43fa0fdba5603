"""Evidence read once more: do the rows still say what the bytes say?

A forger who edits a reading with its digests, drops a version, or gives a reading to a later capture leaves
rows that agree with each other. They do not agree with the bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from aitys.store import models
from aitys.store.captures import Unread, as_unread
from aitys.store.evidence.check_rates import check_rates_of, check_table
from aitys.store.evidence.problems import Problem
from aitys.store.likening import likeness
from aitys.store.models import Absence, Address, Capture, Reading, Variant
from aitys.store.names import own_name
from aitys.store.vanishing import GONE_NAMES
from aitys.store.versions import content_digest, printed_digest
from aitys.text.edits import Likeness
from aitys.values.captures import Purpose
from aitys.values.posts import Post
from aitys.values.rates import Rate
from aitys.values.readings import Reader

_PAGE = 100
_IS_TABLE = Q(purpose="table") | Q(purpose="piece", url__contains="as=rates")

_Key = tuple[str, int]
"""Who read it, on which route."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader makes of a capture's bytes now; all is of one source. Route 0: none is known."""

    source: str
    reader: str
    route_id: int
    posts: tuple[Post, ...] = ()
    rates: tuple[Rate, ...] = ()

    @property
    def key(self) -> _Key:
        return self.reader, self.route_id


def kept(*, tables: bool = False) -> Iterator[Unread]:
    """Every capture that was read, or does not wait for it, oldest first; or only the tables of banks."""
    has_readings = Exists(Reading.objects.filter(capture=OuterRef("pk")))
    rows = Capture.objects.filter(~Q(file="") | has_readings, to_read=None).select_related("route__source")
    rows = rows.filter(_IS_TABLE) if tables else rows
    last = 0
    while page := list(rows.filter(id__gt=last).order_by("id")[:_PAGE]):
        yield from (as_unread(row, attempts=0) for row in page)
        last = page[-1].id


def count(*, tables: bool = False) -> int:
    """How many captures have bytes: about as many as `kept` gives."""
    rows = Capture.objects.exclude(file="")
    return (rows.filter(_IS_TABLE) if tables else rows).count()


def older(readers: Collection[str]) -> int:
    """Readings and rates by others than `readers`: nobody can read their captures again in the same way."""
    return sum(table.objects.exclude(reader__in=readers).count() for table in (Reading, models.Rate))


def check(capture_id: int, told: Sequence[Told], refusal: str = "") -> Iterator[Problem]:
    """Hold the rows against all that is told by the bytes of this capture, or against why nothing is told."""
    for each in told:
        for start in range(0, len(each.posts), _PAGE):
            yield from _check_kept(capture_id, each, each.posts[start : start + _PAGE])
        if each.rates:
            yield from check_table(capture_id, each.source, each.reader, each.rates)
    quoted = {each.source: each.rates for each in told}
    yield from check_rates_of(capture_id, quoted, {each.reader for each in told})
    yield from _check_readings(capture_id, told)
    yield from _check_last_seen(capture_id, told)
    yield from _check_variants(capture_id, told)
    yield from _check_absences(capture_id, told, refusal)


def _check_kept(capture_id: int, told: Told, posts: Sequence[Post]) -> Iterator[Problem]:
    """Every post is known by its names, and its words by a reading that is no younger than this capture."""
    owners = _owners(told.source, posts)
    oldest = _oldest(told.key, set(owners.values()))
    for post in posts:
        missing = [name for name in post.addresses if name not in owners]
        if missing:
            says = f"it tells of {missing[0]}, and no post of {told.source} is known by that"
            yield Problem("post-missing", f"capture {capture_id}", says)
        content = content_digest(post.title, post.text)
        ids = {owners[name] for name in post.addresses if name in owners}
        seen = [oldest[id_, content] for id_ in ids if (id_, content) in oldest]
        if ids and not seen:
            says = f"its words on {post.addresses[0]} are kept nowhere"
            yield Problem("reading-missing", f"capture {capture_id}", says)
        elif seen and min(seen) > capture_id:
            says = f"capture {capture_id} had these words before capture {min(seen)}, said to be the first"
            yield Problem("version-edited", f"post {min(ids)}", says)


def _owners(slug: str, posts: Sequence[Post]) -> dict[str, int]:
    """The id of the source's post that has each name, by the name as it is written."""
    written = {name: own_name(slug, name) for post in posts for name in post.addresses}
    rows = Address.objects.filter(address__in=[*written, *written.values()], post__source__slug=slug)
    found = dict(rows.values_list("address", "post_id"))
    ours = {name: found.get(name, found.get(own)) for name, own in written.items()}
    return {name: id_ for name, id_ in ours.items() if id_ is not None}


def _oldest(key: _Key, post_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """Per post and wording, the first capture whose bytes this reader found it in."""
    reader, route_id = key
    rows = Reading.objects.filter(version__post__in=post_ids, reader=reader, route_id=route_id)
    words = ("content_digest", Coalesce(F("capture__same_as_id"), F("capture_id")))
    read = rows.values_list("version__post_id", *words)
    like = _variants(post_ids, key).values_list("reading__version__post_id", *words)
    found: dict[tuple[int, str], int] = {}
    for post_id, content, capture_id in chain(read, like):
        found[post_id, content] = min(capture_id, found.get((post_id, content), capture_id))
    return found


def _variants(post_ids: Collection[int], key: _Key) -> QuerySet[Variant]:
    reader, route_id = key
    rows = Variant.objects.filter(reading__version__post__in=post_ids)
    return rows.filter(reading__reader=reader, reading__route_id=route_id)


def _check_readings(capture_id: int, told: Sequence[Told]) -> Iterator[Problem]:
    """No reading of this capture says what its bytes do not."""
    said: dict[_Key, set[str]] = defaultdict(set)
    for each in told:
        said[each.key].update(printed_digest(post) for post in each.posts)
    readers = {each.reader for each in told}
    rows = Reading.objects.filter(capture_id=capture_id)
    rows = rows.filter(reader__in=readers) if readers else rows
    for id_, reader, route_id, digest in rows.values_list("id", "reader", "route_id", "digest"):
        if digest not in said[reader, route_id]:
            yield Problem("reading-edited", f"reading {id_}", f"capture {capture_id} does not say so")


def _check_last_seen(capture_id: int, told: Sequence[Told]) -> Iterator[Problem]:
    """A reading that this capture is said to have shown last is in it."""
    said: dict[_Key, set[str]] = defaultdict(set)
    for each in told:
        said[each.key].update(content_digest(post.title, post.text) for post in each.posts)
    rows = Reading.objects.filter(last_capture=capture_id)
    for id_, reader, route_id, content in rows.values_list("id", "reader", "route_id", "content_digest"):
        digests = said.get((reader, route_id))
        if digests and content not in digests and not _has_variant(id_, digests):
            says = f"capture {capture_id}, said to have shown it last, does not"
            yield Problem("reading-edited", f"reading {id_}", says)


def _has_variant(reading_id: int, digests: Collection[str]) -> bool:
    return Variant.objects.filter(reading=reading_id, content_digest__in=digests).exists()


def _check_variants(capture_id: int, told: Sequence[Told]) -> Iterator[Problem]:
    """A wording that is said to be no edit is in this capture, and is none."""
    posts = {(each.key, content_digest(post.title, post.text)): post for each in told for post in each.posts}
    readers = {each.key for each in told}
    rows = Variant.objects.filter(capture_id=capture_id).select_related("reading__capture")
    for row in rows:
        key = row.reading.reader, row.reading.route_id
        if key not in readers:
            continue
        post = posts.get((key, row.content_digest))
        at = Reader(*key, capture_id, row.reading.capture.captured_at)
        if post is None or likeness(row.reading_id, at, post) is Likeness.EDIT:
            says = f"capture {capture_id} has no such words, or they are an edit"
            yield Problem("reading-edited", f"reading {row.reading_id}", says)


def _check_absences(capture_id: int, told: Sequence[Told], refusal: str) -> Iterator[Problem]:
    """A post that is said to have been missing from this capture is not in it."""
    shown = {name for each in told for post in each.posts for name in post.addresses}
    for look in ("capture", "confirmed_by"):
        rows = Absence.objects.exclude(version=None).annotate(
            bytes_of=Coalesce(F(f"{look}__same_as_id"), F(f"{look}_id"))
        )
        for row in rows.filter(bytes_of=capture_id).prefetch_related("post__addresses").select_related(look):
            is_page = getattr(row, look).purpose == Purpose.PAGE
            names = {address.address for address in row.post.addresses.all()}
            if (is_page and refusal not in GONE_NAMES) or shown & names:
                says = f"capture {capture_id}, said to have missed it, does not say so"
                yield Problem("version-edited", f"post {row.post_id}", says)
