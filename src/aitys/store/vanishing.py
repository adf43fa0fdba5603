"""Posts that are not where they should be: suspected by one look, believed after a second one.

A list that shows everything between its first and its last post, and not this one; a page that answers 404 or
leads to the front page: each makes a post *suspected*. Then its own address is asked, and only when that look
too finds nothing, `second_look` seconds later or more, is there a version that is gone. The window of
a feed moves on and makes nobody suspect; of what it drops from its middle the own page is asked, and no more.

Where too many posts of one list are missing at once, it is the list that is likelier to be wrong: they are
held, an event says so, and nothing is asked before a later look at the list misses them too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from aitys.settings import current
from aitys.store import asks, health, models, posts
from aitys.store.late import settle
from aitys.store.names import own_name
from aitys.store.sighted import finds_again
from aitys.values.captures import Ask, Purpose
from aitys.values.health import MASS_DISAPPEARANCE
from aitys.values.readings import Covered, CoveredNumbers, CoveredTimes, Reader

NOT_LISTED = "not-listed"
GONE_NAMES = frozenset({"http-404", "http-410", "moved-home", "post-not-found"})
"""Errors of a look at a post's own address that say: it is not there."""

_FEW = 5
_PART = 0.2
_AT_ONCE = 400
_MOST_NUMBERS = 20_000
# A list may leave out for good what stands at its address (a date that was changed): not asked at every look.
_TRUSTED = timedelta(days=1)
_LATELY = timedelta(days=3)
_NOT_SOONER = timedelta(hours=6)

OwnPage = Callable[[str], str]
"""From a post's link to the address that shows this post alone."""

_Posts = dict[int, models.Post]
"""By their ids."""


@dataclass(frozen=True, slots=True)
class ListLook:
    """One look at a list: what it shows completely, and every address that stands in it."""

    source: str
    reader: Reader
    covers: tuple[Covered, ...]
    shown: frozenset[str]


def is_mass(missing: int, covered: int) -> bool:
    """Whether so many of so many posts missing at once tell more of the list than of the posts."""
    return missing > max(_FEW, _PART * covered)


def record_list(look: ListLook, own_page: OwnPage) -> None:
    """Suspect what a list covers and does not show; call it in the transaction that ends its reading.

    Twice the same look changes nothing. Where the route is in a bad way, what it misses means nothing.
    """
    found = _missing(look)
    if found is None:
        return
    covered, missing = found
    end(covered.keys() - missing.keys(), look.reader)
    known = {row.post_id: row for row in _open(missing)}
    trusted = _trusted(missing, look.reader)
    new = [post for id_, post in missing.items() if id_ not in known and id_ not in trusted]
    held = is_mass(len(new), len(covered))
    _suspect(look.reader, new, NOT_LISTED, held=held)
    if not held:
        _ask(look.reader, new, own_page, _pause())
    _release(look.reader, list(known.values()), own_page)
    _tell_of_mass(look.reader, len(new))


def ask_dropped(look: ListLook, own_page: OwnPage) -> None:
    """Ask the own pages of posts that a feed dropped from the middle of its window, once after each drop."""
    found = _missing(look)
    if found is None:
        return
    covered, missing = found
    if not is_mass(len(missing), len(covered)):
        fresh = [post for post in missing.values() if _is_fresh(post, look.reader)]
        _ask(look.reader, fresh, own_page, timedelta())


def _missing(look: ListLook) -> tuple[_Posts, _Posts] | None:
    """What a list covers, and what of it is not shown; None where it says nothing, or may not be believed."""
    if not look.covers or not health.believes_absence(look.reader.route_id):
        return None
    shown = look.shown | {own_name(look.source, address) for address in look.shown}
    covered = {post.id: post for covers in look.covers for post in _covered(look, covers)}
    return covered, {id_: post for id_, post in covered.items() if not shown.intersection(_names(post))}


def _is_fresh(post: models.Post, reader: Reader) -> bool:
    """Whether the post was listed not long ago, and its page was not asked since."""
    listed = [sight.last for sight in posts.sights(post.id) if sight.by[1] == reader.route_id]
    if not listed or max(listed) < reader.captured_at - _LATELY:
        return False
    return not _was_asked(post, reader, max(listed))


def ask_returned(look: ListLook, own_page: OwnPage) -> None:
    """Ask the own pages of posts that are gone and yet listed: the list may be late, or they are back."""
    named = models.Post.objects.filter(addresses__address__in=look.shown, merged_into=None)
    of_source = named.filter(source__slug=look.source, versions__gone=True)
    back = {post.id: post for post in of_source.distinct().prefetch_related("addresses")}
    gone = _gone(back)
    since = look.reader.captured_at - _NOT_SOONER
    wanted = [post for id_, post in back.items() if id_ in gone and not _was_asked(post, look.reader, since)]
    _ask(look.reader, wanted, own_page, timedelta())


def _was_asked(post: models.Post, reader: Reader, since: datetime) -> bool:
    """Whether the post's own page was asked after that, or waits to be."""
    asked = models.Capture.objects.filter(
        route_id=reader.route_id, purpose=Purpose.PAGE, about__in=_names(post), captured_at__gt=since
    )
    waits = models.ToAsk.objects.filter(route_id=reader.route_id, about__in=_names(post))
    return asked.exists() or waits.exists()


def record_repeat(reader: Reader, own_page: OwnPage) -> None:
    """The list answered the same again: what it missed then it misses still."""
    rows = models.Absence.objects.filter(route_id=reader.route_id, held=True, ended_by=None)
    with transaction.atomic():
        _release(reader, list(rows.select_related("post", "capture")), own_page)
        _tell_of_mass(reader, 0)


def record_missing(reader: Reader, ask: Ask, why: str) -> None:
    """A look at a post's own address did not find it, but `why`: one of GONE_NAMES.

    Call it in the transaction that ends the reading of this look.
    """
    named = models.Post.objects.filter(addresses__address=ask.about, merged_into=None)
    post = named.select_for_update(of=("self",)).first()
    if post is None or _is_gone(post.id):
        return
    row = _open([post.id]).first()
    if row is None:
        if _was_there(post.id, reader):
            _suspect(reader, [post], why, held=False)
            asks.add_cited(reader.route_id, [ask], reader.captured_at + _pause())
    elif not _is_later(row, reader):
        if not row.held and row.capture_id != reader.capture_id:
            asks.add_cited(reader.route_id, [ask], row.capture.captured_at + _pause())
    elif not row.held:
        _believe(row, reader, why)


def end(post_ids: Collection[int], reader: Reader) -> None:
    """These posts were seen: no longer suspect those that this look can find.

    Call it when their words are kept: an absence that was believed ends with the version that came after it.
    """
    rows = [row for row in _open(post_ids) if row.capture.captured_at < reader.captured_at]
    if not rows:
        return
    purpose = models.Capture.objects.values_list("purpose", flat=True).get(id=reader.capture_id)
    for row in rows:
        missed_by = row.route_id, row.capture.purpose
        can_find = finds_again((reader.route_id, purpose), missed_by)
        is_over = can_find if row.version_id is None else not _is_gone(row.post_id)
        if is_over:
            models.Absence.objects.filter(id=row.id).update(ended_by=reader.capture_id)


def end_at(ask: Ask, reader: Reader) -> None:
    """The post that this page is about stood there as it did before."""
    named = models.Post.objects.filter(addresses__address=ask.about, merged_into=None)
    end(list(named.values_list("id", flat=True)), reader)


def _covered(look: ListLook, covers: Covered) -> Iterable[models.Post]:
    """Posts of the source that were known before the look, not gone, and that it covers."""
    found: dict[int, models.Post] = {}
    for rows in _by_number(look, covers) if isinstance(covers, CoveredNumbers) else [_by_time(look, covers)]:
        known = rows.filter(source__slug=look.source, merged_into=None, found_at__lt=look.reader.captured_at)
        found |= {post.id: post for post in known.distinct().prefetch_related("addresses")}
    gone = _gone(found)
    return [post for post in found.values() if post.id not in gone and not _reaches_out(post, covers)]


def _by_number(look: ListLook, covers: CoveredNumbers) -> Iterable[QuerySet[models.Post]]:
    first = max(covers.first, covers.last - _MOST_NUMBERS)
    for start in range(first, covers.last + 1, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, covers.last + 1))
        names = [f"{covers.prefix}{number}" for number in numbers]
        names += [own_name(look.source, name) for name in names]
        yield models.Post.objects.filter(addresses__address__in=names)


def _by_time(look: ListLook, covers: CoveredTimes) -> QuerySet[models.Post]:
    dated = models.Reading.objects.filter(
        route_id=look.reader.route_id,
        capture__purpose=Purpose.ROUTE,
        posted_at__gt=covers.since,
        posted_at__lt=covers.until,
    )
    return models.Post.objects.filter(id__in=dated.values("version__post"))


def _reaches_out(post: models.Post, covers: Covered) -> bool:
    """An album may be shown under a number that lies outside of what is covered."""
    if isinstance(covers, CoveredTimes):
        return False
    numbers = [name[len(covers.prefix) :] for name in _names(post) if name.startswith(covers.prefix)]
    return any(not covers.first <= int(number) <= covers.last for number in numbers if number.isdecimal())


def _names(post: models.Post) -> list[str]:
    return [row.address for row in post.addresses.all()]


def _suspect(reader: Reader, missing: Sequence[models.Post], why: str, *, held: bool) -> None:
    models.Absence.objects.bulk_create(
        [
            models.Absence(
                post=post, route_id=reader.route_id, capture_id=reader.capture_id, why=why, held=held
            )
            for post in missing
        ],
        ignore_conflicts=True,
    )


def _ask(reader: Reader, missing: Iterable[models.Post], own_page: OwnPage, after: timedelta) -> None:
    wanted = [Ask(own_page(post.url), Purpose.PAGE, about=_names(post)[0]) for post in missing if post.url]
    asks.add_cited(reader.route_id, wanted, reader.captured_at + after)


def _trusted(post_ids: Iterable[int], reader: Reader) -> set[int]:
    """Posts that stood at their address a short while ago though their list did not show them."""
    rows = models.Absence.objects.filter(
        post__in=list(post_ids), why=NOT_LISTED, ended_by__purpose=Purpose.PAGE
    )
    since = reader.captured_at - _TRUSTED
    return set(rows.filter(ended_by__captured_at__gt=since).values_list("post_id", flat=True))


def _release(reader: Reader, missing: Sequence[models.Absence], own_page: OwnPage) -> None:
    """Those that were held are missing at a later look too: now each is asked for."""
    rows = [row for row in missing if row.held and _is_later(row, reader)]
    models.Absence.objects.filter(id__in=[row.id for row in rows]).update(held=False)
    _ask(reader, [row.post for row in rows], own_page, timedelta())


def _tell_of_mass(reader: Reader, missing: int) -> None:
    """Begin or end the event: it lasts as long as something is held."""
    held = models.Absence.objects.filter(route_id=reader.route_id, held=True, ended_by=None).exists()
    lasting = models.HealthEvent.objects.filter(
        route_id=reader.route_id, name=MASS_DISAPPEARANCE, ended_at=None
    )
    if not held:
        lasting.update(ended_at=reader.captured_at)
    elif not lasting.exists():
        says = f"{missing} posts are missing at once from what it shows; none is believed to be gone yet"
        models.HealthEvent.objects.create(
            route_id=reader.route_id, name=MASS_DISAPPEARANCE, says=says, began_at=reader.captured_at
        )


def _believe(row: models.Absence, reader: Reader, why: str) -> None:
    """The second look missed it too: from the first one on it was gone, if nothing was seen in between."""
    last = models.Version.objects.filter(post=row.post_id).order_by("-number").select_related("first_capture")
    latest = last[0]
    if latest.first_capture.captured_at > row.capture.captured_at:
        row.capture_id, row.why = reader.capture_id, why
    row.version = models.Version.objects.create(
        post_id=row.post_id, number=latest.number + 1, gone=True, first_capture_id=row.capture_id
    )
    row.confirmed_by_id = reader.capture_id
    row.save()
    settle([row.post_id])


def _was_there(post_id: int, reader: Reader) -> bool:
    """The post was read at its own address, or its list has dropped it.

    What its list still shows and was never at its address is a broken link, and did not vanish.
    """
    if models.Reading.objects.filter(version__post=post_id, capture__purpose=Purpose.PAGE).exists():
        return True
    looks = models.Capture.objects.filter(
        route_id=reader.route_id, purpose=Purpose.ROUTE, captured_at__lt=reader.captured_at
    )
    latest = looks.aggregate(at=Max("captured_at"))["at"]
    shown = [sight.last for sight in posts.sights(post_id) if sight.by[1] == reader.route_id]
    return bool(latest and shown and max(shown) < latest)


def _open(post_ids: Iterable[int]) -> QuerySet[models.Absence]:
    rows = models.Absence.objects.filter(post__in=list(post_ids), ended_by=None)
    return rows.select_related("post", "capture")


def _gone(post_ids: Iterable[int]) -> set[int]:
    """Those of the posts whose last version is gone."""
    rows = models.Version.objects.filter(post__in=list(post_ids)).order_by("post_id", "number")
    last = dict(rows.values_list("post_id", "gone"))
    return {post_id for post_id, is_gone in last.items() if is_gone}


def _is_gone(post_id: int) -> bool:
    return bool(_gone([post_id]))


def _is_later(row: models.Absence, reader: Reader) -> bool:
    """Whether enough time has passed since the look that missed it first."""
    is_another = row.capture_id != reader.capture_id
    return is_another and row.capture.captured_at + _pause() <= reader.captured_at


def _pause() -> timedelta:
    return timedelta(seconds=current().second_look)
