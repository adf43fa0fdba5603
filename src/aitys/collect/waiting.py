"""Retry-After: how long a site asks to be left alone."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime

LONGEST = 24 * 3600.0  # seconds; a longer wish is more often a slip than a wish
TOO_MANY = 429
_CAN_ASK = frozenset({TOO_MANY, 503})


def seconds_to_wait(status: int, header: str, now: float) -> float | None:
    """Seconds from `now` (Unix time), 0 to 24 h; None when nobody asked, or unreadably (RFC 9110, 10.2.3)."""
    if status not in _CAN_ASK or not header:
        return None
    written = header.strip()
    if written.isascii() and written.isdigit():
        return LONGEST if len(written) > 6 else min(float(written), LONGEST)
    try:
        until = parsedate_to_datetime(written)
        moment = (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError):
        return None
    return min(max(moment - now, 0.0), LONGEST)
