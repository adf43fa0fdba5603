"""Pictures of the desk's own articles: files in its `media` folder, and a row for each picture."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from aitys.settings import current
from aitys.store import models
from aitys.values.articles import Picture

_NAME = re.compile(r"[0-9a-f]{16}-[0-9]{1,4}\.webp")


def by_names(names: Collection[str]) -> tuple[Picture, ...]:
    """The pictures of these names (`Picture.name`); unknown ones are left out."""
    rows = models.Picture.objects.filter(name__in=names).order_by("name")
    return tuple(Picture(row.name, row.width, row.height, tuple(row.widths)) for row in rows)


def keep(stem: str, files: Mapping[int, bytes], size: tuple[int, int], now: datetime) -> Picture:
    """Write a picture's files, by their width, then its row. The same again changes nothing.

    A file is complete or not there: whoever finds the row finds every file.
    """
    name = _name(stem, max(files))
    for width, body in files.items():
        path = current().media / _name(stem, width)
        if not path.exists():
            _write(path, body)
    columns = {"width": size[0], "height": size[1], "widths": sorted(files), "added_at": now}
    models.Picture.objects.get_or_create(name=name, defaults=columns)
    return Picture(name, *size, tuple(sorted(files)))


def read(name: str) -> bytes | None:
    """The bytes of one file of the `media` folder; None where there is none of this name."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (current().media / name).read_bytes()
    except FileNotFoundError:
        return None


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
