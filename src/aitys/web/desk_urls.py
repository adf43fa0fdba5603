"""Addresses of the signed-in desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from aitys.web import search
from aitys.web.accounts import sign_in, sign_out
from aitys.web.desk import articles
from aitys.web.desk.doors import entrance

urlpatterns: list[URLPattern | URLResolver] = [
    path("", articles.every, name="desk"),
    path("articles/new/", articles.new, name="desk-new-article"),
    path("articles/<name:slug>/", articles.edit, name="desk-article"),
    path("articles/<name:slug>/preview/", articles.preview, name="desk-article-preview"),
    path("search/", search.desk_page, name="desk-search"),
    path("sign-in/", entrance(sign_in), name="account_login"),
    path("sign-out/", entrance(sign_out), name="account_logout"),
]
