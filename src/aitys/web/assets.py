"""Static files under addresses that change with their content, so that browsers may keep them for a year; and
whatever is text, packed on its way out.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class DatedByContent(StaticFilesStorage):
    """`/static/aitys.css?v=1f0c…`: no step of a build makes these names, so none can be forgotten."""

    def url(self, name: str | None) -> str:
        found = _digest(name or "")
        return super().url(name) + (f"?v={found}" if found else "")


class Packing(GZipMiddleware):
    """Django's packing of answers, but for what is packed already: typefaces and pictures."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith(("font/", "image/")):
            return response
        return super().process_response(request, response)


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    """Of a file, read once a process, since they come with the program; empty where there is no such file."""
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else ""
