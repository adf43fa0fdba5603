"""Names of posts: which kept post an address belongs to, and when two posts were one all along."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from aitys.store import models
from aitys.store.merging import merge
from aitys.values.posts import Post
from aitys.values.readings import ReadPost

_GUID = "guid:"
_LONGEST = 500

Owners = dict[str, models.Post]
"""The kept post of each address."""


def of_source(posts: Sequence[ReadPost], source: models.Source) -> tuple[list[ReadPost], Owners]:
    """The posts under addresses that are this source's own, and which kept post each of these names.

    A feed may name a link of anybody's: syndication, or somebody who would put words into another's mouth.
    Whose address it is was said by who published it first; for all others it is `of:<slug>/<address>`.
    The rows of the owners are locked until the transaction ends.
    """
    written = {address for read in posts for address in read.post.addresses}
    own = {address: own_name(source.slug, address) for address in written}
    owners = _locked_owners(written.union(own.values()))
    taken = {address for address, post in owners.items() if post.source_id != source.id}
    renamed = [_under(read, {address: own[address] for address in taken & written}) for read in posts]
    return renamed, {address: post for address, post in owners.items() if address not in taken}


def own_name(slug: str, address: str) -> str:
    """What a source's post is known by where `address` is another source's: never two addresses in one."""
    whole = f"of:{slug}/{address}"
    if len(whole) <= _LONGEST:
        return whole
    return f"of:{slug}/#sha256-{hashlib.sha256(address.encode()).hexdigest()}"


def known(slug: str, addresses: Collection[str]) -> set[str]:
    """Those of the addresses by which a post of this source is known."""
    own = {own_name(slug, address): address for address in addresses}
    rows = models.Address.objects.filter(address__in=[*addresses, *own], post__source__slug=slug)
    return {own.get(found, found) for found in rows.values_list("address", flat=True)}


def owner_of(post: Post, owners: Mapping[str, models.Post]) -> models.Post | None:
    """The kept post that `post` is. Its guid speaks before its link, which a live blog's entries share."""
    known = [address for address in post.addresses if address in owners]
    return owners[min(known, key=lambda address: not address.startswith(_GUID))] if known else None


def merge_owners(post: Post, owners: Owners) -> None:
    """Names of one post that belonged to several: those were one all along, and the oldest takes all.

    Two that have guids of their own are two posts, whatever link they share.
    """
    found = {owners[address].id: owners[address] for address in post.addresses if address in owners}
    if len(found) < 2 or _have_guids(found) > 1:
        return
    oldest = found.pop(min(found))
    for other in found.values():
        merge(other, oldest)
        owners.update({address: oldest for address, row in owners.items() if row.id == other.id})


def _have_guids(post_ids: Collection[int]) -> int:
    """How many of these posts have a guid."""
    rows = models.Address.objects.filter(post__in=post_ids, address__startswith=_GUID)
    return rows.values("post").distinct().count()


def _locked_owners(addresses: Collection[str]) -> Owners:
    """Lock first, in one order for all, then look: a post may have been merged while we waited."""
    named = models.Address.objects.filter(address__in=addresses)
    locked = models.Post.objects.select_for_update().filter(id__in=named.values("post"))
    list(locked.order_by("id").values_list("id"))
    return {row.address: row.post for row in named.select_related("post")}


def _under(read: ReadPost, names: Mapping[str, str]) -> ReadPost:
    """`read` with the addresses of which `names` has others under those."""
    if not names:
        return read
    addresses = tuple(names.get(address, address) for address in read.post.addresses)
    return replace(read, post=replace(read.post, addresses=addresses))
