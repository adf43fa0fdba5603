"""Articles of the desk's own for the tests, and pictures drawn by them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from aitys.values.articles import ArticleDraft

BODY = """The order against anonymous channels was signed on Monday.

## What it says

Owners have a month to **register** with the [registry](https://registry.example/how).

## Who answered

- the ministry
- two channels
"""


def draft(slug: str = "old-notes", **parts: object) -> ArticleDraft:
    """An article of the desk; what it says of old notes is invented."""
    given = {"title": "What was said of the old notes", "body": BODY, "language": "en"} | parts
    return ArticleDraft(slug=slug, **given)  # type: ignore[arg-type]  # parts are the draft's own


def picture(width: int = 1200, height: int = 800, kind: str = "JPEG", **saved: object) -> bytes:
    """The bytes of a picture with something on it."""
    drawn = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    out = BytesIO()
    drawn.save(out, kind, **saved)
    return out.getvalue()
