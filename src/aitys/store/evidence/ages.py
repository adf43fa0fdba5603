"""The age of captures."""

from __future__ import annotations

from datetime import datetime

from aitys.store.models import Capture

Age = tuple[datetime, int]
"""When it came, and its id among those of one time."""


def age(capture: Capture) -> Age:
    return capture.captured_at, capture.id
