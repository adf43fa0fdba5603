"""How often one address may search: so many times in a minute, whether by page, by feed or by program.

The counts are in this process's memory for a minute. No address is in them: each is hashed with a salt that
dies with the process. Whoever is signed in searches at `/desk/search/`, which counts nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from typing import Concatenate, ParamSpec

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from ninja.throttling import SimpleRateThrottle

from aitys.settings import current
from aitys.web.accounts import DeskAccounts

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]
Refusal = Callable[[HttpRequest, int], HttpResponse]
"""What is answered to a request that came too early, by so many seconds."""

_SALT = secrets.token_bytes(32)
# One household or office has a network of IPv6, and a new address out of it whenever it wants one.
_IPV6_NETWORK = 64


class _Searches(SimpleRateThrottle):
    """A fresh one for each request: it keeps what it looked up, and threads share nothing that way."""

    # Apart from the counts of failed tries to sign in, which a crowd of readers must not push out.
    cache = caches["searches"]

    def get_cache_key(self, request: HttpRequest) -> str:
        return _unnamed(DeskAccounts(request).get_client_ip(request))


def limited(refuse: Refusal) -> Callable[[View[Given]], View[Given]]:
    """Count each request to a view, and answer with `refuse` where its address asks too often.

    It stands around whatever keeps answers: one from memory counts like a fresh one.
    """

    def around(view: View[Given]) -> View[Given]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
            seconds = seconds_too_early(request)
            return refuse(request, seconds) if seconds else view(request, *args, **kwargs)

        return answer

    return around


def seconds_too_early(request: HttpRequest) -> int:
    """After how many seconds this may be asked; 0 for a search that may be made now, which is counted."""
    most = current().searches_a_minute
    if not most:
        return 0
    searches = _Searches(f"{most}/m")
    return 0 if searches.allow_request(request) else max(1, ceil(searches.wait() or 1))


def _unnamed(address: str) -> str:
    return hashlib.blake2b(_network(address).encode(), key=_SALT, digest_size=16).hexdigest()


def _network(address: str) -> str:
    """What is counted together: an address of IPv4 alone, those of one network of IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((found, _IPV6_NETWORK), strict=False))
