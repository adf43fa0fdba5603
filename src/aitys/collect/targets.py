"""Which URLs may be asked: checked before anything is resolved, again after every redirect."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address

import httpx

from aitys.collect.refusals import refused

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000  # characters; as long as a capture's record can hold
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
# By the URL standard a last label like these makes the whole host a number: 2130706433, 0x7f.1, 0177.0.0.1
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")


@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address without credentials and fragment; `host` is lower-case ASCII.

    `proxy` is the address of the proxy through which it is asked, empty where it is asked directly; a secret.
    """

    url: str
    scheme: str
    host: str
    port: int
    proxy: str = field(default="", repr=False)

    @property
    def origin(self) -> str:
        """ "https://steppe-courier.example:443": what robots.txt is kept under."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def read_target(url: str, proxy: str = "") -> Target:
    """Raises `FetchRefused` (bad-address, scheme)."""
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise refused(
            url, f"This is not an address that can be asked: {error}", name="bad-address"
        ) from error
    if parsed.scheme not in _PORTS:
        raise refused(url, name="scheme")
    host = _read_host(url, parsed)
    port = parsed.port if parsed.port is not None else _PORTS[parsed.scheme]
    clean = str(parsed.copy_with(host=host, userinfo=b"", fragment=None, raw_path=parsed.raw_path))
    if not 0 < port < 65536 or len(clean) > _LONGEST:
        raise refused(url, f"The port is wrong or the address longer than {_LONGEST}.", name="bad-address")
    return Target(clean, parsed.scheme, host, port, proxy)


def follow(target: Target, location: str) -> Target:
    """Where a redirect leads, by the same proxy. Raises `FetchRefused` (bad-redirect, …)."""
    if not location.strip():
        raise refused(target.url, "The site sends us on without saying where.", name="bad-redirect")
    try:
        joined = str(httpx.URL(target.url).join(location.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        says = f"The site sends us on to something that is not an address: {error}"
        raise refused(target.url, says, name="bad-redirect") from error
    return read_target(joined, target.proxy)


def _read_host(url: str, parsed: httpx.URL) -> str:
    # `raw_host`, not `host`: the latter decodes IDNA and fails on names that are merely odd.
    host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
    if _is_literal(host):
        return host
    if not _NAME.fullmatch(host) or _NUMBER.fullmatch(host):
        raise refused(url, f'"{host}" is not a host name; correct it.', name="bad-address")
    return host


def _is_literal(host: str) -> bool:
    """Only the one common spelling of an IPv4 address, and IPv6 without a zone."""
    try:
        if ":" in host:
            return IPv6Address(host).scope_id is None
        IPv4Address(host)
    except ValueError:
        return False
    return True
