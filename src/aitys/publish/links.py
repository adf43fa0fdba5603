"""Which addresses from outside may become a link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NOT_IN_A_LINK = re.compile(r"[\x00-\x20\x7f\\]")


def safe_link(url: str) -> str:
    """The address if it is plain http or https with a host, else empty: no script, no data, no odd bytes."""
    if _NOT_IN_A_LINK.search(url):
        return ""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname)
    except ValueError:
        return ""
    return url if named and parts.scheme in ("http", "https") else ""
