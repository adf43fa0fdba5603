"""The kinds of source: ours, and those that other packages bring under the entry point `aitys.sources`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points

from aitys.errors import NotFound, WrongSettings
from aitys.sources import feed, page, rules, sitemap, wordpress
from aitys.sources.telegram import preview, single
from aitys.values.captures import Ask, Document
from aitys.values.readings import Parsed
from aitys.values.sources import Card, Route, RouteState

GROUP = "aitys.sources"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of source is read.

    `reader` is "name@version" and changes when the same bytes would give another reading. `plan` says what
    to ask next; `parse` turns one answer into posts, leaves each item it does not keep under a reason, and
    raises nothing but UnreadableSource. Both are functions of their arguments alone: no network, no clock.

    The own page of one post is at `own_page(link)` and read by the kind called `page_kind`.
    """

    name: str
    reader: str
    plan: Callable[[Route, RouteState], tuple[Ask, ...]]
    parse: Callable[[Document, Card], Parsed]
    own_page: Callable[[str], str] = str
    page_kind: str = "page"


FEED = Kind("feed", feed.READER, feed.plan, feed.parse)
PAGE = Kind("page", page.READER, page.plan, page.parse)
TELEGRAM_PREVIEW = Kind(
    "telegram-preview", preview.READER, preview.plan, preview.parse, single.address, "telegram-post"
)
TELEGRAM_POST = Kind("telegram-post", single.READER, single.plan, single.parse)
WORDPRESS = Kind("wordpress", wordpress.READER, wordpress.plan, wordpress.parse)
SITEMAP = Kind("sitemap", sitemap.READER, sitemap.plan, sitemap.parse)
RULES = Kind("rules", rules.READER, rules.plan, rules.parse)
OURS = {kind.name: kind for kind in (FEED, PAGE, WORDPRESS, SITEMAP, RULES, TELEGRAM_PREVIEW, TELEGRAM_POST)}


def kind(name: str) -> Kind:
    """The kind of that name. Ours cannot be replaced from outside.

    Raises NotFound for a name nobody brings, WrongSettings for an entry point that is not a Kind.
    """
    if name in OURS:
        return OURS[name]
    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        raise NotFound(name, f"no such kind of source; there are {', '.join(names())}")
    loaded = found.load()
    if not isinstance(loaded, Kind):
        raise WrongSettings(name, f"the entry point {found.value} is not an aitys.sources.kinds.Kind")
    return loaded


def names() -> tuple[str, ...]:
    """Every kind that can be asked for."""
    return tuple(sorted({*OURS, *(point.name for point in entry_points(group=GROUP))}))
