"""Whole pages kept in memory until anything is written to the record: a page under a rush is made once.

Each process keeps its own. Not a page outlives a commit, so what is taken down is down at once here; how long
caches outside may keep it says `Cache-Control`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from aitys.store.stamps import stamp

SECONDS = 30
"""Pages also say what time makes of them, an old rate for one."""


def kept(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to `request`: as it was made before, where nothing was written since, else a new one."""
    state = stamp()
    if not state:
        return make()
    key = _key(request, state)
    found: object = caches["pages"].get(key)
    if isinstance(found, HttpResponse):
        return found
    made = make()
    if made.status_code == 200 and not made.streaming:
        caches["pages"].set(key, made, SECONDS)
    return made


def _key(request: HttpRequest, state: str) -> str:
    language = get_language() or ""
    asked = "\n".join((state, language, request.scheme or "", request.get_host(), request.get_full_path()))
    return "page-" + hashlib.sha256(asked.encode()).hexdigest()
