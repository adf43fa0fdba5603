"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from aitys.web.api import search
from aitys.web.api.site import api

api.add_router("", search.router)

urlpatterns: list[URLPattern | URLResolver] = [path("", api.urls)]
