"""The small print of a message: counts as the platform rounds them, the channel's id, reactions."""

from __future__ import annotations

import binascii
import json
import re
from base64 import urlsafe_b64decode
from decimal import Decimal

_COUNT = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)\s?([KMB])?")
_AT_THE_END = re.compile(r"(.*?)\s*(\d{1,12}(?:\.\d{1,3})?\s?[KMB]?)", re.DOTALL)
_TIMES = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
_LONGEST_VIEW = 500
LARGEST = 10**12
"""Above this nobody has counted: a page that says so is damaged."""
_LARGEST_ID = 10**13
PAID = "⭐"
CUSTOM = "custom"


def count(printed: str) -> int | None:
    """A printed count: "3.12K" is 3120. None where it is no number: that is not 0."""
    if printed.isascii() and printed.isdigit() and len(printed) <= 12:
        return int(printed)
    found = _COUNT.fullmatch(printed.strip())
    number = int(Decimal(found[1]) * _TIMES[found[2] or ""]) if found else None
    return number if number is not None and number < LARGEST else None


def channel_id(view: str, number: int) -> int | None:
    """The bare id of the channel in the `data-view` of its message `number`; None where it is not told.

    It is base64url JSON `{"c":-<id>,"p":<number>,"t":…,"h":…}`, with "84g" for an album. `t` is the moment at
    which the page was made, always later than the post, and no time of the post.
    """
    if not view or len(view) > _LONGEST_VIEW:
        return None
    try:
        told = json.loads(urlsafe_b64decode(view.rstrip("=") + "=" * (-len(view.rstrip("=")) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or str(told.get("p", "")).removesuffix("g") != str(number):
        return None
    bare = told.get("c")
    if isinstance(bare, bool) or not isinstance(bare, int) or not 0 < -bare < _LARGEST_ID:
        return None
    return -bare


def reaction(printed: str, *, is_paid: bool, emoji_id: str) -> tuple[str, int] | None:
    """One reaction as (emoji, count): "🔥31". Stars that were paid have no emoji, nor have custom ones, which
    are told by their number.
    """
    found = _AT_THE_END.fullmatch(printed.strip())
    number = count(found[2]) if found else None
    if found is None or number is None:
        return None
    if is_paid:
        return PAID, number
    custom = f"{CUSTOM}:{emoji_id}" if emoji_id.isdigit() else CUSTOM
    return found[1][:20] or custom, number
