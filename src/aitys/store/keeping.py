"""Keeping what was read: posts, their names, versions and readings, in one short transaction a batch.

Every write has a natural key, so the same capture read twice changes nothing; and what is kept in the end
does not depend on the order in which captures are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aitys.store import asks, indexing, models, reach, vanishing
from aitys.store.late import settle
from aitys.store.likening import likeness
from aitys.store.messages import as_json
from aitys.store.names import Owners, merge_owners, of_source, owner_of
from aitys.store.post_tags import write_tags
from aitys.store.retrying import with_retries
from aitys.store.sighted import Before, find_before
from aitys.store.versions import Change, content_digest, decide, printed_digest
from aitys.text.edits import Likeness
from aitys.values.captures import Ask
from aitys.values.messages import Message
from aitys.values.posts import Post, PrintedTime
from aitys.values.readings import Reader, ReadPost

BATCH = 100
"""Posts that are kept at once at most."""

# No write transaction is over 500 rows: a post is about six, and one for each tag and further name.
_ROWS = 450
_ROWS_OF_POST = 6
_UNCHANGED = (Change.AGAIN, Change.SAME, Change.AROUND, Change.CONFIRMED, Change.SOONER)
_LINK = 4000
_FUTURE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a batch: counts, and the first address of each post that was known before."""

    stored: int = 0
    unchanged: int = 0
    known: frozenset[str] = frozenset()

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.stored + other.stored, self.unchanged + other.unchanged, self.known | other.known)


@dataclass(slots=True)
class _Rows:
    """Rows to write, gathered over one batch. `seen` and `sooner` are ids of readings that were there;
    `found` are those of posts that were known.
    """

    posts: list[models.Post] = field(default_factory=list)
    addresses: list[models.Address] = field(default_factory=list)
    versions: list[models.Version] = field(default_factory=list)
    readings: list[models.Reading] = field(default_factory=list)
    variants: list[models.Variant] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    changed: list[models.Post] = field(default_factory=list)
    pages: list[Ask] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    sooner: list[int] = field(default_factory=list)
    late: set[int] = field(default_factory=set)
    messages: list[tuple[models.Post, Message]] = field(default_factory=list)
    unchanged: int = 0


def keep(source_slug: str, reader: Reader, posts: Sequence[ReadPost]) -> Kept:
    """Keep posts that `reader` found, all of one source, at most `BATCH` of them.

    Two posts of the batch that share a name are kept one after the other: the later is an edit or the same.
    The pages of new and edited posts are queued to be asked.
    """
    if len(posts) > BATCH:
        raise ValueError(f"{len(posts)} posts at once; at most {BATCH}")
    kept = Kept()
    for part in _parted(posts):
        kept += with_retries(_keep_part, source_slug, reader, part)
    return kept


def batches(posts: Sequence[ReadPost]) -> Iterable[Sequence[ReadPost]]:
    """Any number of posts in runs that `keep` takes."""
    return (posts[start : start + BATCH] for start in range(0, len(posts), BATCH))


def _parted(posts: Sequence[ReadPost]) -> Iterable[list[ReadPost]]:
    """Cut before a post that shares an address with one in the current part, or has no room in it."""
    part: list[ReadPost] = []
    seen: set[str] = set()
    rows = 0
    for read in posts:
        weight = _ROWS_OF_POST + len(read.post.tags) + len(read.post.addresses)
        if part and (seen.intersection(read.post.addresses) or rows + weight > _ROWS):
            yield part
            part, seen, rows = [], set(), 0
        part.append(read)
        seen.update(read.post.addresses)
        rows += weight
    if part:
        yield part


def _keep_part(source_slug: str, reader: Reader, given: Sequence[ReadPost]) -> Kept:
    source = models.Source.objects.get(slug=source_slug)
    posts, owners = of_source(given, source)
    for read in posts:
        merge_owners(read.post, owners)
    before = find_before(reader, {owner.id for owner in owners.values()})
    rows, taken, later = _Rows(), set[int](), list[ReadPost]()
    known = set[str]()
    for read, as_given in zip(posts, given, strict=True):
        owner = owner_of(read.post, owners)
        if owner and owner.found_at < reader.captured_at:
            known.add(as_given.post.addresses[0])
        if owner and owner.id in taken:
            later.append(read)  # one post under two names, as just turned out
            continue
        row = owner or _new_post(source, reader, read.post)
        _add(rows, row, before.get(row.id) if owner else None, (reader, read))
        _add_names(rows, row, read.post, owners)
        if read.post.message:
            rows.messages.append((row, read.post.message))
        taken.add(row.id)
    rows.found = [row.id for row in owners.values() if row.id in before]
    _write(rows, reader)
    kept = Kept(len(posts) - len(later) - rows.unchanged, rows.unchanged, frozenset(known))
    return kept + _keep_part(source_slug, reader, later) if later else kept


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


def _add(rows: _Rows, row: models.Post, before: Before | None, reading: tuple[Reader, ReadPost]) -> None:
    """Gather what this reading changes of a new (`before` is None) or a known post."""
    reader, read = reading
    content = content_digest(read.post.title, read.post.text)
    change = decide(before.known if before else None, content)
    if (
        change is Change.EDIT
        and before
        and before.read
        and (variant := _variant(before.read.id, reading, content))
    ):
        change = Change.AROUND
        rows.variants.append(variant)
    if before is None or change in (Change.NEW, Change.EDIT, Change.RETURN):
        number = before.latest + 1 if before else 1
        version = models.Version(post=row, number=number, first_capture_id=reader.capture_id)
        rows.versions.append(version)
    else:
        version = models.Version(id=before.version_id, post=row)
    if change in _UNCHANGED:
        rows.unchanged += 1
    elif read.page:
        rows.pages.append(read.page)
    if before and change in (Change.SAME, Change.AROUND, Change.SOONER):
        _see_again(rows, row, before, (change, printed_digest(read.post)))
    elif change is not Change.AGAIN:
        rows.readings.append(_reading(version, reader, read, content))
        _gather_post(rows, row, before, read.post)


def _variant(reading_id: int, reading: tuple[Reader, ReadPost], content: str) -> models.Variant | None:
    """These words as a variant of a kept reading, where they are no edit of it."""
    reader, read = reading
    found = likeness(reading_id, reader, read.post)
    if found is Likeness.EDIT:
        return None
    return models.Variant(
        reading_id=reading_id, capture_id=reader.capture_id, content_digest=content, why=found
    )


def _gather_post(rows: _Rows, row: models.Post, before: Before | None, post: Post) -> None:
    if before is None:
        rows.posts.append(row)
        return
    rows.changed.append(_completed(row, post))
    if before.is_late:
        rows.late.add(row.id)


def _see_again(rows: _Rows, row: models.Post, before: Before, sight: tuple[Change, str]) -> None:
    """The words of a reading were seen again; or, in older evidence, before the time it says.

    Only a capture that says all that the reading says can be the one it was read from.
    """
    change, printed = sight
    seen = before.next if change is Change.SOONER else before.read
    if seen is None:
        return
    if seen.is_younger and seen.printed == printed:
        rows.sooner.append(seen.id)
        rows.late.add(row.id)
    elif change is not Change.SOONER:
        rows.seen.append(seen.id)


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
        last_capture_id=reader.capture_id,
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
        message=as_json(post.message),
        content_digest=content,
        digest=printed_digest(post),
        language=read.language,
        script=read.script,
        language_by=read.language_by,
        stretches=[[each.start, each.end, each.language, each.script] for each in read.stretches],
    )


def _add_names(rows: _Rows, row: models.Post, post: Post, owners: Owners) -> None:
    for address in dict.fromkeys(post.addresses):
        if address not in owners:
            rows.addresses.append(models.Address(address=address, post=row))
            owners[address] = row


def _write(rows: _Rows, reader: Reader) -> None:
    models.Post.objects.bulk_create(rows.posts)
    reach.keep({row.id: message for row, message in rows.messages}, reader.captured_at)
    models.Address.objects.bulk_create(rows.addresses)
    models.Version.objects.bulk_create(rows.versions)
    models.Reading.objects.bulk_create(rows.readings)
    models.Variant.objects.bulk_create(rows.variants, ignore_conflicts=True)
    # Evidence may be read late: what was seen stays seen.
    seen = models.Reading.objects.filter(id__in=rows.seen, last_capture__captured_at__lt=reader.captured_at)
    seen.update(last_capture_id=reader.capture_id)
    models.Reading.objects.filter(id__in=rows.sooner).update(capture_id=reader.capture_id)
    new = {post.id for post in rows.posts}
    write_tags(
        [reading for reading in rows.readings if reading.version.post_id in new],
        [post.id for post in rows.changed],
    )
    models.Post.objects.bulk_update(rows.changed, ["listed_at", "url"])
    asks.add(reader.route_id, rows.pages, reader.captured_at)
    indexing.mark(post.id for post in (*rows.posts, *rows.changed))
    settle(rows.late)
    vanishing.end(rows.found, reader)


def _link(post: Post) -> str:
    return post.url if len(post.url) <= _LINK else ""
