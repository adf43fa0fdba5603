"""Static files under addresses that change with their content, so that browsers may keep them for a year; and
whatever is text, packed on its way out.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

_WORTH = 200
"""Bytes below which packing saves nothing, as in Django's middleware."""


class DatedByContent(StaticFilesStorage):
    """`/static/aitys.css?v=1f0c…`: no step of a build makes these names, so none can be forgotten."""

    def url(self, name: str | None) -> str:
        found = _digest(name or "")
        return super().url(name) + (f"?v={found}" if found else "")


class Packing(GZipMiddleware):
    """Django's packing of answers, but for what is packed already: typefaces and pictures.

    What is public is packed once and kept: packing took as long as all else that is done for a kept page.
    Its length tells nothing, since no secret is in it; other answers get Django's random bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith(("font/", "image/")):
            return response
        if isinstance(response, HttpResponse) and _is_public(response):
            return _packed(request, response)
        return super().process_response(request, response)


def _is_public(response: HttpResponse) -> bool:
    return response.headers.get("Cache-Control", "").startswith("public") and len(response.content) >= _WORTH


def _packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """As Django's middleware does it: an answer for each encoding, with a weak ETag."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if not re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        return response
    response.content = _pack(response.content)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "gzip"
    if response.headers.get("ETag", "").startswith('"'):
        response.headers["ETag"] = "W/" + response.headers["ETag"]
    return response


@lru_cache(maxsize=256)
def _pack(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    """Of a file, read once a process, since they come with the program; empty where there is no such file."""
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else ""
