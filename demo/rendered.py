"""An answer before it becomes a file of `demo/answers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rendered:
    """`path` with its query; `changed` is its Last-Modified, None where it sends none."""

    path: str
    body: bytes
    content_type: str
    changed: datetime | None = None
    status: str = "200 OK"
    extra: tuple[tuple[str, str], ...] = ()
