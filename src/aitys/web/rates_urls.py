"""Addresses of the official rates."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from aitys.web import rates_api, rates_pages
from aitys.web.converters import CurrencyCode

register_converter(CurrencyCode, "code")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", rates_pages.rates_list, name="rates"),
    path("embed/", rates_pages.rates_embed, name="rates-embed"),
    path("ticker.html", rates_pages.rates_fragment, name="rates-fragment"),
    path("v1/", rates_api.answer, {"asked": ""}),
    path("v1/<path:asked>", rates_api.answer, name="rates-api"),
    path("<code:code>/", rates_pages.rate, name="rate"),
    path("<code:per>/<code:currency>.csv", rates_pages.rates_file, {"kind": "csv"}, name="rates-csv"),
    path("<code:per>/<code:currency>.json", rates_pages.rates_file, {"kind": "json"}, name="rates-json"),
]
