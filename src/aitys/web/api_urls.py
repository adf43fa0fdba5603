"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from aitys.web.api import search
from aitys.web.api.site import api, nowhere

api.add_router("", search.router)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", nowhere),
    path("", api.urls),
    path("<path:asked>", nowhere),
]
