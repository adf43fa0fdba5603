"""A topic's feeds, held to the same limits as its page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from aitys.publish.feeds import Feed
from aitys.settings import current
from aitys.values.search import Filter, of_topic
from aitys.values.stored import Topic
from aitys.web.answers import public
from aitys.web.context import absolute
from aitys.web.feeds import ENTRIES, Form, entries
from aitys.web.listings import latest
from aitys.web.pages import find_topic


@public
def feed(request: HttpRequest, slug: str, form: Form) -> HttpResponse:
    return form.answer(_feed(find_topic(slug), absolute(request.path)))


def _feed(topic: Topic, itself: str) -> Feed:
    title = f"{topic.title} · {current().title}"
    return Feed(
        title=title,
        about=topic.summary or _("The newest posts under “%(topic)s”") % {"topic": topic.title},
        page=absolute(reverse("topic", args=[topic.slug])),
        itself=itself,
        entries=entries(latest(of_topic(topic, Filter()), ENTRIES)),
    )
