"""Addresses of the articles and their pictures."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from aitys.web import articles, media

urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/", articles.article_list, name="articles"),
    path("articles/<name:slug>/", articles.article, name="article"),
    path("media/<str:name>", media.picture, name="picture"),
]
