"""Keeping what was read: posts, their names, versions and readings, in one transaction a batch.

Every write has a natural key, so the same capture read twice changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from aitys.store import asks, indexing, models
from aitys.store.backdating import backdate, is_older_sight
from aitys.store.merging import merge
from aitys.store.versions import Change, Known, content_digest, decide, printed_digest
from aitys.text.tags import fold_tag
from aitys.values.posts import Post, PrintedTime
from aitys.values.readings import Reader, ReadPost

BATCH = 100
"""Posts in one transaction: about five rows each, and no write transaction is over 500 rows."""

_TRIES = 5
_GUID = "guid:"
_LINK = 4000
_ADDRESS = 500
_FUTURE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a batch: counts, and the first address of each post that was known before."""

    stored: int = 0
    unchanged: int = 0
    known: frozenset[str] = frozenset()

    @property
    def overlaps(self) -> bool:
        return bool(self.known)

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.stored + other.stored, self.unchanged + other.unchanged, self.known | other.known)


@dataclass(slots=True)
class _Rows:
    """Rows to insert, gathered over one batch."""

    posts: list[models.Post] = field(default_factory=list)
    addresses: list[models.Address] = field(default_factory=list)
    versions: list[models.Version] = field(default_factory=list)
    readings: list[models.Reading] = field(default_factory=list)
    known: list[models.Post] = field(default_factory=list)
    seen_again: list[int] = field(default_factory=list)
    backdated: list[models.Reading] = field(default_factory=list)
    read_again: int = 0


def keep(source_slug: str, reader: Reader, posts: Sequence[ReadPost]) -> Kept:
    """Keep posts that `reader` found, all of one source, at most `BATCH` of them.

    Two posts of the batch that share a name are kept one after the other: the later is an edit or the same.
    The pages of new and edited posts are queued to be asked.
    """
    if len(posts) > BATCH:
        raise ValueError(f"{len(posts)} posts in one transaction; at most {BATCH}")
    kept = Kept()
    for distinct in _parted(posts):
        kept += _with_retries(source_slug, reader, distinct)
    return kept


def _parted(posts: Sequence[ReadPost]) -> Iterable[list[ReadPost]]:
    """Cut before each post that shares an address with one in the current part."""
    part: list[ReadPost] = []
    seen: set[str] = set()
    for read in posts:
        if seen.intersection(read.post.addresses):
            yield part
            part, seen = [], set()
        part.append(read)
        seen.update(read.post.addresses)
    if part:
        yield part


def _with_retries(source_slug: str, reader: Reader, posts: Sequence[ReadPost]) -> Kept:
    """Another process may have kept one of these names meanwhile: then look again and keep the rest."""
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                return _keep_distinct(source_slug, reader, posts)
        except IntegrityError:
            if attempt == _TRIES:
                raise
    raise AssertionError("unreachable")


def _keep_distinct(source_slug: str, reader: Reader, posts: Sequence[ReadPost]) -> Kept:
    source = models.Source.objects.get(slug=source_slug)
    given, (posts, named) = posts, _of_source(posts, source)
    for read in posts:
        _merge_owners(read.post, named)
    known = _known(reader, {owner.id for owner in named.values()})
    rows, taken, later = _Rows(), set[int](), list[ReadPost]()
    for read in posts:
        owner = _owner(read.post, named)
        if owner and owner.id in taken:
            later.append(read)  # one post under two names, as just turned out
            continue
        row = owner or _new_post(source, reader, read.post)
        if _add_rows(rows, row, known[owner.id] if owner else None, (reader, read)) and read.page:
            asks.add(reader.route_id, [read.page], reader.captured_at)
        _add_names(rows, row, read.post, named)
        taken.add(row.id)
    _write(rows, reader)
    unchanged = len(rows.seen_again) + rows.read_again
    pairs = zip(given, posts, strict=True)
    before = frozenset(
        was.post.addresses[0] for was, read in pairs if _was_known(_owner(read.post, named), reader)
    )
    kept = Kept(len(posts) - len(later) - unchanged, unchanged, before)
    return kept + _keep_distinct(source_slug, reader, later) if later else kept


def _was_known(owner: models.Post | None, reader: Reader) -> bool:
    """A post that this very capture brought was read by someone who was killed: it was not known before."""
    return owner is not None and owner.found_at < reader.captured_at


@dataclass(frozen=True, slots=True)
class _KnownPost:
    """`last_seen_at` is the time of the last capture that had the latest version; `read` is what this
    reader saw last, on a route that may lag behind another.
    """

    known: Known
    version_id: int
    read: models.Reading | None
    last_seen_at: datetime


def _of_source(
    posts: Sequence[ReadPost], source: models.Source
) -> tuple[list[ReadPost], dict[str, models.Post]]:
    """The posts under addresses that are this source's own, and which kept post each of these names.

    A feed may name a link of anybody's: syndication, or somebody who would put words into another's mouth.
    Whose address it is was said by who published it first; for all others it is `of:<slug>/<address>`.
    """
    written = {address for read in posts for address in read.post.addresses}
    own = {address: own_name(source.slug, address) for address in written}
    rows = models.Address.objects.filter(address__in=written.union(own.values())).select_related("post")
    owners = {row.address: row.post for row in rows}
    taken = {address for address, post in owners.items() if post.source_id != source.id}
    renamed = [_under(read, {address: own[address] for address in taken & written}) for read in posts]
    return renamed, {address: post for address, post in owners.items() if address not in taken}


def own_name(slug: str, address: str) -> str:
    """What a source's post is known by where `address` is another source's.

    Never two addresses in one, though the column is too short for some.
    """
    whole = f"of:{slug}/{address}"
    if len(whole) <= _ADDRESS:
        return whole
    return f"of:{slug}/#sha256-{hashlib.sha256(address.encode()).hexdigest()}"


def _under(read: ReadPost, names: Mapping[str, str]) -> ReadPost:
    """`read` with the addresses of which `names` has others under those."""
    if not names:
        return read
    addresses = tuple(names.get(address, address) for address in read.post.addresses)
    return replace(read, post=replace(read.post, addresses=addresses))


def _owner(post: Post, owners: Mapping[str, models.Post]) -> models.Post | None:
    """The kept post that `post` is. Its guid speaks before its link, which a live blog's entries share."""
    known = [address for address in post.addresses if address in owners]
    return owners[min(known, key=lambda address: not address.startswith(_GUID))] if known else None


def _merge_owners(post: Post, owners: dict[str, models.Post]) -> None:
    """Names of one post that belonged to several: those were one all along, and the oldest takes all.

    Two that have guids of their own are two posts, whatever link they share.
    """
    found = {owners[address].id: owners[address] for address in post.addresses if address in owners}
    if len(found) < 2:
        return
    with_guid = models.Address.objects.filter(post__in=found, address__startswith=_GUID)
    if with_guid.values("post").distinct().count() > 1:
        return
    oldest = found.pop(min(found))
    for other in found.values():
        merge(other, oldest)
        owners.update({address: oldest for address, row in owners.items() if row.id == other.id})


def _known(reader: Reader, post_ids: set[int]) -> dict[int, _KnownPost]:
    """The latest version of each post, and what this reader last saw of it on this route."""
    latest: dict[int, models.Version] = {}
    for version in models.Version.objects.filter(post_id__in=post_ids).select_related("last_capture"):
        if version.post_id not in latest or version.number > latest[version.post_id].number:
            latest[version.post_id] = version
    evidence = _oldest_with_its_bytes(reader)
    read: dict[int, models.Reading] = {}
    followed: dict[int, set[str]] = defaultdict(set)
    for reading in models.Reading.objects.filter(
        version__post_id__in=post_ids, reader=reader.name, route_id=reader.route_id
    ).select_related("version", "capture"):
        post_id = reading.version.post_id
        if evidence <= latest[post_id].first_capture_id:
            followed[post_id].add(reading.content_digest)
        before = read.get(post_id)
        if before is None or reading.version.number > before.version.number:
            read[post_id] = reading
    return {
        post_id: _known_post(version, read.get(post_id), followed[post_id])
        for post_id, version in latest.items()
    }


def _oldest_with_its_bytes(reader: Reader) -> int:
    """The capture that is read, or the earlier one of which it is a repeat: that old is what it says."""
    capture = models.Capture.objects.get(id=reader.capture_id)
    return capture.same_as_id or capture.id


def _known_post(latest: models.Version, read: models.Reading | None, followed: Iterable[str]) -> _KnownPost:
    known = Known(latest.number)
    if read:
        known = Known(latest.number, read.version.number, read.content_digest, frozenset(followed))
    return _KnownPost(known, latest.id, read, latest.last_capture.captured_at)


def _new_post(source: models.Source, reader: Reader, post: Post) -> models.Post:
    return models.Post(
        source=source,
        kind=post.kind,
        url=_link(post),
        found_at=reader.captured_at,
        listed_at=_listed_at(post.posted, reader.captured_at),
    )


def _listed_at(posted: PrintedTime | None, found_at: datetime) -> datetime:
    """The printed time, unless there is none or it lies in the future (it would head every list)."""
    if posted is None or posted.at > found_at + _FUTURE:
        return found_at
    return posted.at


def _add_rows(
    rows: _Rows, post: models.Post, before: _KnownPost | None, reading: tuple[Reader, ReadPost]
) -> bool:
    """Gather what this reading adds; False where it says what its reader saw before."""
    reader, read = reading
    content = content_digest(read.post.title, read.post.text)
    change = decide(before.known if before else None, content)
    if before and before.read and change is Change.SAME:
        rows.seen_again.append(before.read.version_id)
        if is_older_sight(reader, read.post, before.read):
            rows.backdated.append(before.read)
        return False
    if before and change is Change.EARLIER:
        rows.read_again += 1
        return False
    if before and change is Change.READING:
        version = models.Version(id=before.version_id, post=post)
    else:
        version = models.Version(
            post=post,
            number=before.known.latest + 1 if before else 1,
            last_without_at=before.last_seen_at if before else None,
            first_capture_id=reader.capture_id,
            last_capture_id=reader.capture_id,
        )
        rows.versions.append(version)
    rows.readings.append(_reading(version, reader, read, content))
    if before is None:
        rows.posts.append(post)
    else:
        rows.known.append(_completed(post, read.post))
    return True


def _completed(row: models.Post, post: Post) -> models.Post:
    """A later reading may bring the printed time or the link that the first one lacked."""
    if row.listed_at == row.found_at:
        row.listed_at = _listed_at(post.posted, row.found_at)
    row.url = row.url or _link(post)
    return row


def _reading(version: models.Version, reader: Reader, read: ReadPost, content: str) -> models.Reading:
    post = read.post
    return models.Reading(
        version=version,
        capture_id=reader.capture_id,
        route_id=reader.route_id,
        reader=reader.name,
        title=post.title,
        text=post.text,
        byline=post.byline,
        printed_language=post.language,
        posted_at=post.posted.at if post.posted else None,
        posted_offset=post.posted.offset if post.posted else "",
        posted_guessed=post.posted.guessed if post.posted else False,
        edited_at=post.edited.at if post.edited else None,
        edited_offset=post.edited.offset if post.edited else "",
        tags=list(post.tags),
        content_digest=content,
        digest=printed_digest(post),
        language=read.language,
        script=read.script,
        language_by=read.language_by,
    )


def _add_names(rows: _Rows, row: models.Post, post: Post, owners: dict[str, models.Post]) -> None:
    for address in dict.fromkeys(post.addresses):
        if address not in owners:
            rows.addresses.append(models.Address(address=address, post=row))
            owners[address] = row


def _write(rows: _Rows, reader: Reader) -> None:
    models.Post.objects.bulk_create(rows.posts)
    models.Address.objects.bulk_create(rows.addresses)
    models.Version.objects.bulk_create(rows.versions)
    models.Reading.objects.bulk_create(rows.readings)
    # A capture that a killed process left may be read after a later one: what was seen stays seen.
    seen = models.Version.objects.filter(id__in=rows.seen_again, last_capture__lt=reader.capture_id)
    seen.update(last_capture_id=reader.capture_id)
    for reading in rows.backdated:
        backdate(reader, reading)
    _write_tags(rows)
    models.Post.objects.bulk_update(rows.known, ["listed_at", "url"])
    indexing.mark(post.id for post in (*rows.posts, *rows.known))


def _write_tags(rows: _Rows) -> None:
    """A post's tags are those of its latest reading by each reader; the source's own spelling is kept."""
    tags = {(row.version.post_id, fold_tag(tag)): tag for row in rows.readings for tag in row.tags}
    known = [post.id for post in rows.known]
    models.PostTag.objects.filter(post_id__in=known).delete()
    for row in _latest_readings(known):
        tags |= {(row.version.post_id, fold_tag(tag)): tag for tag in row.tags}
    models.PostTag.objects.bulk_create(
        [
            models.PostTag(post_id=post_id, key=key[:200], written=tag[:200])
            for (post_id, key), tag in tags.items()
            if key
        ]
    )


def _latest_readings(post_ids: Sequence[int]) -> Iterable[models.Reading]:
    rows = models.Reading.objects.filter(version__post_id__in=post_ids).select_related("version")
    latest = {
        (row.version.post_id, row.reader, row.route_id): row
        for row in sorted(rows, key=lambda row: row.version.number)
    }
    return latest.values()


def _link(post: Post) -> str:
    return post.url if len(post.url) <= _LINK else ""
