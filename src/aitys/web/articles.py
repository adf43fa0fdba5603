"""The desk's own articles: their list, and a page for each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from aitys.publish.articles import Places, news_article, shown_article
from aitys.settings import current
from aitys.store import articles, pictures, topics
from aitys.values.articles import StoredArticle
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.listings import list_articles, page_number
from aitys.web.media import pictures_of


@public
def article_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/articles.html", {"listing": list_articles(page_number(request))})


@public
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = articles.by_slug(slug)
    if found is None or not found.is_public:
        raise Http404("no such article")
    return render(request, "pages/article.html", article_context(found))


def article_context(found: StoredArticle) -> dict[str, object]:
    """What the template of an article's page needs: `article` as shown, `topics` with their titles, `facts`
    for JSON-LD, and the absolute address of each language as `alternates`, where there is more than one.
    """
    shown = shown_article(found, pictures_of(found.body))
    return {
        "article": shown,
        "topics": [topic for topic in topics.every() if topic.slug in found.topics] if found.topics else [],
        "alternates": _alternates(found),
        "facts": news_article(found, _places(found.slug), shown.picture),
        "picture": reverse("picture", args=[pictures.to_share(shown.picture)]) if shown.picture else "",
    }


def _alternates(found: StoredArticle) -> list[tuple[str, str]]:
    """Every language of the article, itself too, as search engines want each page to say."""
    if not found.translations:
        return []
    links = [(found.language, found.slug), *((link.language, link.slug) for link in found.translations)]
    return [(language, _page(slug)) for language, slug in links]


def _places(slug: str) -> Places:
    return Places(
        page=_page(slug),
        desk=absolute(reverse("home")),
        desk_title=current().title,
        pages=_page,
        media=lambda name: absolute(reverse("picture", args=[name])),
    )


def _page(slug: str) -> str:
    return absolute(reverse("article", args=[slug]))
