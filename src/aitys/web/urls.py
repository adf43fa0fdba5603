"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, register_converter

from aitys.web import crawlers, health, pages, search, sources, topic_feeds
from aitys.web.converters import Id, Slug
from aitys.web.feeds import ATOM, JSON_FEED, RSS

register_converter(Slug, "name")
register_converter(Id, "id")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("topics/", pages.topic_list, name="topics"),
    path("topics/<name:slug>/", pages.topic, name="topic"),
    path("topics/<name:slug>/rss.xml", topic_feeds.feed, {"form": RSS}, name="topic-rss"),
    path("topics/<name:slug>/atom.xml", topic_feeds.feed, {"form": ATOM}, name="topic-atom"),
    path("topics/<name:slug>/feed.json", topic_feeds.feed, {"form": JSON_FEED}, name="topic-json"),
    path("posts/<id:post_id>/", pages.post, name="post"),
    path("search/", search.page, name="search"),
    path("search/rss.xml", search.feed, {"form": RSS}, name="search-rss"),
    path("search/atom.xml", search.feed, {"form": ATOM}, name="search-atom"),
    path("search/feed.json", search.feed, {"form": JSON_FEED}, name="search-json"),
    path("sources/", pages.source_list, name="sources"),
    path("sources/<name:slug>/", sources.source, name="source"),
    path("about/", pages.about, name="about"),
    path("", include("aitys.web.article_urls")),
    path("rates/", include("aitys.web.rates_urls")),
    path("api/v1/", include("aitys.web.api_urls")),
    path("desk/", include("aitys.web.desk_urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-pages.xml", crawlers.sitemap_pages, name="sitemap-pages"),
    path("sitemap-posts-<id:number>.xml", crawlers.sitemap_posts, name="sitemap-posts"),
]
