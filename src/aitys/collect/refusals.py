"""Every way in which an address is not asked or its answer is not taken, by name.

A refusal is permanent where asking the same address again is pointless until a person, here or there,
changes something. 403 is not: shields in front of news sites give it to a newcomer and withdraw it within
the hour. A certificate is renewed, a feed shrinks, a body is cut once: those are asked again too.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from types import MappingProxyType

import httpx

from aitys.errors import FetchRefused

_FIXED = {
    "bad-address": "This is not an address that can be asked; correct it.",
    "scheme": "Only http:// and https:// addresses are asked; correct the address.",
    "private-address": "The host leads into a private network; if it should, name it in AITYS_ALLOW_HOSTS.",
    "dns": "The host's name was not found; check its spelling, or try again later.",
    "connect": "The host does not take the connection; try again later.",
    "connection-lost": "The connection broke before the answer was whole; try again later.",
    "tls": "The host's certificate cannot be trusted; tell its owner, or name its root in AITYS_CA_FILE.",
    "too-slow": "The answer was not whole in the time allowed (network.max_seconds); try again later.",
    "too-large": "The answer is larger than allowed; ask a smaller page, or raise network.max_bytes.",
    "too-large-decompressed": "Unpacked, the answer is larger than allowed; see max_decompressed_bytes.",
    "too-many-redirects": "The address was sent on too often; ask the address where it should end.",
    "bad-redirect": "The address was sent on to something that is not an address; ask for the right one.",
    "unsupported-encoding": "The answer is packed in a way we did not ask for; tell the site's owner.",
    "bad-encoding": "The answer is packed and its packing is broken or cut short; try again later.",
    "robots": "The site's robots.txt asks us not to read this address; respect that, or ask its owner.",
    "robots-unreachable": "The site's robots.txt cannot be read, so nothing is asked; tried again by itself.",
    "asked-to-wait": "The site asked us to come back later; it is left alone until then.",
    "proxy": "The proxy of this source does not let us through; see to it, or take it from the source.",
    "protocol": "The answer is not right HTTP; try again later, or tell the site's owner.",
}


def _statuses() -> Iterator[tuple[str, str]]:
    for status in HTTPStatus:
        if status == HTTPStatus.NOT_MODIFIED:
            yield "http-304", "The site answered 304, but nothing was asked that could be unchanged."
        elif not 200 <= status.value < 300:
            yield f"http-{status.value}", f"The site answered {status.value} ({status.phrase})."
    for family in "1345":
        yield f"http-{family}xx", f"The site answered with a {family}xx status that no standard names."
    yield "http-odd", "The site answered with a status outside 100 to 599."


NAMES: Mapping[str, str] = MappingProxyType({**_FIXED, **dict(_statuses())})
"""Every refusal's name and what it says to a person."""

PERMANENT = frozenset(
    {"bad-address", "scheme", "private-address", "robots", "http-401", "http-404", "http-410", "http-451"}
)
"""Refusals after which the same address is not worth asking again."""


def refused(subject: str, says: str = "", *, name: str, permanent: bool | None = None) -> FetchRefused:
    """The error to raise; what is left out comes from `NAMES` and `PERMANENT`.

    Raises ValueError for a name that is not in `NAMES`: that is a bug of ours.
    """
    if name not in NAMES:
        raise ValueError(f"no refusal is named {name!r}")
    lasting = name in PERMANENT if permanent is None else permanent
    return FetchRefused(subject, says or NAMES[name], name=name, permanent=lasting)


def name_of_status(status: int) -> str:
    """404 -> "http-404", 599 -> "http-5xx", 999 -> "http-odd"."""
    exact, family = f"http-{status}", f"http-{status // 100}xx"
    return next((name for name in (exact, family) if name in NAMES), "http-odd")


FOREIGN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, EOFError, UnicodeError)
"""What the libraries under us raise; `ssl.SSLError` and time-outs are kinds of OSError."""

_FOREIGN_NAMES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((httpx.TimeoutException, TimeoutError), "too-slow"),
    ((httpx.InvalidURL, UnicodeError), "bad-address"),
    ((httpx.UnsupportedProtocol,), "scheme"),
    ((httpx.ProxyError,), "proxy"),
    ((httpx.ConnectError,), "connect"),
    ((httpx.ProtocolError, httpx.DecodingError), "protocol"),
    ((httpx.NetworkError, httpx.StreamError, OSError, EOFError), "connection-lost"),
)


def from_foreign(subject: str, error: Exception) -> FetchRefused:
    """The refusal that stands for an error of a library."""
    if _comes_from(error, ssl.SSLError):
        name = "tls"
    else:
        name = next((name for kinds, name in _FOREIGN_NAMES if isinstance(error, kinds)), "protocol")
    detail = " ".join(str(error).split())
    return refused(subject, f"{NAMES[name]} ({detail})" if detail else NAMES[name], name=name)


def _comes_from(error: BaseException | None, kind: type[Exception]) -> bool:
    """httpx says "ConnectError" of a certificate that does not fit; the reason is further down.

    The pool raises "from None", which hides its cause but leaves the context.
    """
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
