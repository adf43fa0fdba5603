"""A topic's feeds, held to the same limits as its page, and narrowed by the same parameters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from aitys.publish.feeds import Feed
from aitys.settings import current
from aitys.values.stored import Topic
from aitys.web import feeds
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.filters import FilterForm
from aitys.web.listings import latest
from aitys.web.pages import find_topic


@public
def feed(request: HttpRequest, slug: str, form: feeds.Form) -> HttpResponse:
    found, asked = find_topic(slug), FilterForm(request.GET)
    if faults := feeds.faults(asked):
        return feeds.refused(faults)
    return form.answer(_feed(found, asked, request.path))


def _feed(topic: Topic, asked: FilterForm, path: str) -> Feed:
    narrowed = f"?{asked.query}" if asked.query else ""
    title = f"{topic.title} · {current().title}"
    return Feed(
        title=title,
        about=topic.summary or _("The newest posts under “%(topic)s”") % {"topic": topic.title},
        page=absolute(reverse("topic", args=[topic.slug]) + narrowed),
        itself=absolute(path + narrowed),
        entries=feeds.entries(latest(asked.filter(topic), feeds.ENTRIES)),
    )
