"""A person brings a picture for an article."""

from __future__ import annotations

from datetime import UTC, datetime

from aitys.publish.pictures import MadePicture, make_picture
from aitys.store import pictures
from aitys.values.articles import Picture


def add_picture(original: bytes, name: str) -> Picture:
    """Keep a picture in the widths that pages show, without its metadata; its `name` is what an article's
    Markdown names. The same picture again is the same one.

    Raises WrongUse, naming `name` (the file as the person knows it), for what is no picture we take.
    """
    return keep_picture(make_picture(original, name))


def keep_picture(made: MadePicture) -> Picture:
    return pictures.keep(made.stem, made.files, (made.width, made.height), datetime.now(UTC), made.shared)
