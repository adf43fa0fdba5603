"""What a desk says of itself on /about/: the file `about.md` in its folder."""

from __future__ import annotations

import logging

from django.utils.safestring import SafeString

from aitys.publish.articles import article_html
from aitys.settings import current
from aitys.web.media import pictures_of

FILE_NAME = "about.md"
_LARGEST = 200_000
_log = logging.getLogger(__name__)


def own_words() -> SafeString | None:
    """The Markdown of `about.md` as safe HTML, by the rules of articles; None where there is none to show."""
    path = current().desk / FILE_NAME
    try:
        body = path.read_bytes()[:_LARGEST].decode("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("%s cannot be read: %s", path, error.strerror)
        return None
    return article_html(body, pictures_of(body)) if body.strip() else None
