"""Who publishes, and by which routes we read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from aitys.values.captures import Ask, Purpose


class SourceKind(StrEnum):
    NEWS = "news"
    CHANNEL = "channel"
    OFFICIAL = "official"
    FACTCHECK = "factcheck"
    BANK = "bank"
    OWN = "own"
    MANUAL = "manual"


class RouteKind(StrEnum):
    FEED = "feed"
    WORDPRESS = "wordpress"
    SITEMAP = "sitemap"
    RULES = "rules"
    TELEGRAM_PREVIEW = "telegram-preview"
    TELEGRAM_API = "telegram-api"
    BANK = "bank"
    IMPORT = "import"
    MANUAL = "manual"


class Affiliation(StrEnum):
    UNKNOWN = "unknown"
    INDEPENDENT = "independent"
    STATE = "state"
    PARTY = "party"


class Shown(StrEnum):
    """What of a source's words the public may see; the link to the origin is always there."""

    HEADLINE = "headline"
    EXCERPT = "excerpt"
    FULL = "full"


class RulesForm(StrEnum):
    """In what the rules of a list page look: in HTML by CSS selectors, in JSON by paths."""

    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a page that lists posts is read; docs/sites.md says how each rule is written.

    `items` finds each item on the page and `next_page` the older page; the others are sought within an item,
    and an empty one is not sought. `date_format` is strptime's, else dates are read as everywhere; `zone`
    ("+05:00") is the one that the site means where it prints none.
    """

    items: str
    link: str = "a@href"
    title: str = "a"
    date: str = ""
    text: str = ""
    next_page: str = ""
    form: RulesForm = RulesForm.HTML
    date_format: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the desk knows and has decided about a source.

    `languages` are BCP 47 tags, `country` and `restricted_in` ISO 3166 codes in lower case;
    `a_day` is the expected (minimum, maximum) number of posts a day, None where nobody said. `rules` are for
    its routes of the kind `rules` alone. `hot` says that it is asked before others, `every` is the pause
    between two looks that a person chose, in seconds; None leaves it to what the source publishes.
    """

    slug: str
    title: str
    kind: SourceKind = SourceKind.NEWS
    languages: tuple[str, ...] = ()
    country: str = ""
    owner: str = ""
    affiliation: Affiliation = Affiliation.UNKNOWN
    contact: str = ""
    homepage: str = ""
    shown: Shown = Shown.EXCERPT
    restricted_in: tuple[str, ...] = ()
    a_day: tuple[int | None, int | None] = (None, None)
    follow_pages: bool = False
    rules: Rules | None = None
    hot: bool = False
    every: int | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One way a source is read: `address` is what is asked, `every` the seconds to the next look.

    `kind` is a RouteKind, or the name of a kind that another package brings.
    """

    id: int
    source: str
    kind: str
    address: str
    every: int = 1800


@dataclass(frozen=True, slots=True)
class RouteState:
    """What was learnt at earlier looks at a route: all a plan needs to decide the next one.

    `now` is the moment it is planned for, in UTC. `asked` are the tables of the past (`Ask.about`) that need
    not be asked for again; only banks have any.
    """

    etag: str = ""
    last_modified: str = ""
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    asked: frozenset[str] = frozenset()

    def ask(self, address: str) -> Ask:
        """The ask for the route's own `address`, with the marks of its last answer."""
        return Ask(address, Purpose.ROUTE, etag=self.etag, last_modified=self.last_modified)
