"""Pictures of the desk's own articles: files in its `media` folder, and a row for each picture."""

from __future__ import annotations

import hashlib
import html
import os
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from aitys.settings import current
from aitys.store import models
from aitys.store.evidence.problems import Problem
from aitys.values.articles import Picture

_NAME = re.compile(r"[0-9a-f]{16}(?:-[0-9]{1,4}\.webp|\.jpg)")
# Markdown lets a dash be escaped; digits and letters only as entities.
_STEM = re.compile(r"[0-9a-f]{16}(?=\\?-)")


def by_names(names: Collection[str]) -> tuple[Picture, ...]:
    """The pictures of these names (`Picture.name`); unknown ones are left out."""
    rows = models.Picture.objects.filter(name__in=names).order_by("name")
    return tuple(_picture(row) for row in rows)


def unused(since: datetime) -> tuple[Picture, ...]:
    """Pictures added before `since` that no article names, draft or not."""
    named: set[str] = set()
    for body in models.Article.objects.values_list("body", flat=True).iterator(chunk_size=100):
        named.update(_STEM.findall(html.unescape(body)))
    rows = models.Picture.objects.filter(added_at__lt=since).order_by("name")
    return tuple(_picture(row) for row in rows if _stem(row.name) not in named)


def remove(gone: Collection[Picture]) -> None:
    """Take pictures away: their rows in this transaction, their files once it is kept."""
    models.Picture.objects.filter(name__in=[picture.name for picture in gone]).delete()
    transaction.on_commit(lambda: _unlink(gone))


def _unlink(gone: Collection[Picture]) -> None:
    """But not the files of one that was brought again meanwhile: `keep` waits for this transaction."""
    with transaction.atomic():
        back = {picture.name for picture in by_names([picture.name for picture in gone])}
        for picture in gone:
            if picture.name not in back:
                names = [_name(_stem(picture.name), width) for width in picture.widths]
                for file in (*names, _jpeg(picture)):
                    (current().media / file).unlink(missing_ok=True)


def keep(
    stem: str, files: Mapping[int, bytes], size: tuple[int, int], now: datetime, shared: bytes = b""
) -> Picture:
    """Write a picture's files, by their width, then its row. The same again changes nothing, but mends a file
    that went missing or was changed.

    A file is complete or not there: whoever finds the row finds every file. `shared` is its JPEG; a picture
    that was kept without one has it from then on.
    """
    name = _name(stem, max(files))
    columns = {"width": size[0], "height": size[1], "widths": sorted(files), "added_at": now}
    with transaction.atomic():
        known = models.Picture.objects.filter(name=name).values_list("digests", flat=True).first() or {}
        digests = {
            str(width): _settle(current().media / _name(stem, width), body, known.get(str(width), ""))
            for width, body in files.items()
        }
        row, _ = models.Picture.objects.get_or_create(name=name, defaults={**columns, "digests": digests})
        if row.digests != digests:
            row.digests = digests
            row.save(update_fields=["digests"])
    made = Picture(name, *size, tuple(sorted(files)))
    if shared and to_share(made) == name:
        _write(current().media / _jpeg(made), shared)
    return made


def _settle(path: Path, body: bytes, known: str) -> str:
    """The digest of the file that is kept: the one that is there, unless it is not what was `known`."""
    kept = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    if kept and known in ("", kept):
        return kept
    _write(path, body)
    return hashlib.sha256(body).hexdigest()


def check() -> Iterator[Problem]:
    """Every file that a row names is there, with the bytes that were written."""
    for row in models.Picture.objects.order_by("name").iterator(chunk_size=100):
        for width in row.widths:
            name = _name(_stem(row.name), width)
            body = read(name)
            if body is None:
                yield Problem("picture-missing", f"media/{name}", "the file of a picture is not there")
            elif row.digests.get(str(width), (digest := hashlib.sha256(body).hexdigest())) != digest:
                yield Problem("picture-edited", f"media/{name}", "these are not the bytes that were kept")


def to_share(picture: Picture) -> str:
    """The name of its JPEG, or of its WebP where it was kept before there were such."""
    name = _jpeg(picture)
    return name if (current().media / name).is_file() else picture.name


def read(name: str) -> bytes | None:
    """The bytes of one file of the `media` folder; None where there is none of this name."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (current().media / name).read_bytes()
    except FileNotFoundError:
        return None


def _picture(row: models.Picture) -> Picture:
    return Picture(row.name, row.width, row.height, tuple(row.widths))


def _stem(name: str) -> str:
    return name.rpartition("-")[0]


def _jpeg(picture: Picture) -> str:
    return f"{_stem(picture.name)}.jpg"


def _name(stem: str, width: int) -> str:
    return f"{stem}-{width}.webp"


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_name(f".{uuid4().hex}.new")
    try:
        with fresh.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
