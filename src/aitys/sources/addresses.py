"""The one form of a URL under which a post is known.

Method: url-normalize for dot segments, IDNA, ports and percent codes; the rest here. courlan is not used for
identity: it takes `cid`, `source` and `uid` for trackers, and on old sites these name the article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from url_normalize import url_normalize

_TRACKER = re.compile(r"(?:utm_[^=]*|fbclid|gclid|yclid|ysclid|_openstat|from)(?:=|$)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]+")
_LONGEST = 2000
# Addresses as most sites print them, in which there is nothing to normalise but what `_usual` does.
_USUAL = re.compile(
    r"https?://(?P<host>(?!-)[a-z0-9-]{1,63}(?:(?<!-)\.(?!-)[a-z0-9-]{1,63}){1,8}(?<!-))"
    r"(?P<path>(?:/(?!/|\.)[\w.~!$'()*+,:@-]*+)*)(?:\?(?P<query>[\w.~!$'()*+,:@/=&-]++))?",
    re.ASCII,
)


def absolute(url: str, base: str = "") -> str:
    """`url` as a browser would ask it: resolved against `base`, no fragment; empty if it is not http(s).

    A name before the host goes too: "https://steppe-courier.example@other.example/" leads to the other.
    """
    if len(url) <= _LONGEST and _USUAL.fullmatch(url):
        return url
    written = _UNSEEN.sub("", url).strip().replace(" ", "%20")
    if not written or len(written) > _LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base, written))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def canonical(url: str, base: str = "") -> str:
    """The identity of `url`: two addresses of one page give one string. Empty if it is not http(s).

    https stands for both schemes; trackers, fragment, default port, final dot of the host and final slash go.
    """
    usual = _USUAL.fullmatch(url) if len(url) <= _LONGEST else None
    return (_usual(usual) if usual else "") or normalized(url, base)


def _usual(found: re.Match[str]) -> str:
    """The identity of an address in which nothing is to be decoded; empty where there may be."""
    query = found["query"] or ""
    pairs = query.split("&") if query else []
    if "--" in found["host"] or any(pair.count("=") > 1 for pair in pairs):
        return ""
    kept = "&".join(pair for pair in pairs if pair and not _TRACKER.match(pair))
    path = found["path"].rstrip("/") or "/"
    return f"https://{found['host']}{path}?{kept}" if kept else f"https://{found['host']}{path}"


@lru_cache(maxsize=8192)
def normalized(url: str, base: str = "") -> str:
    """The identity of any address: the definition, of which the usual ones take the short way."""
    whole = absolute(url, base)
    if not whole:
        return ""
    try:
        parts = urlsplit(url_normalize(whole) or "")
        return _identity(parts)
    except ValueError:  # UnicodeError too: a host that IDNA refuses, a port of letters
        return ""


def _identity(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    if not host or parts.scheme not in ("http", "https"):
        return ""
    host = f"[{host}]" if ":" in host else host  # an address of IPv6
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    path = parts.path.rstrip("/") or "/"
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKER.match(pair)]
    return urlunsplit(("https", place, path, "&".join(kept), ""))


def home(url: str) -> str:
    """The front page of the site that `url` belongs to; empty if it is not an http(s) address."""
    whole = absolute(url)
    parts = urlsplit(whole)
    return f"{parts.scheme}://{parts.netloc}/" if whole else ""


def site(url: str) -> str:
    """The host of `url` without "www.", which sites put and leave at will."""
    return (urlsplit(absolute(url)).hostname or "").removeprefix("www.")


def is_near(host: str, other: str) -> bool:
    """Whether two hosts are of one site: the same, or one below the other."""
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")
