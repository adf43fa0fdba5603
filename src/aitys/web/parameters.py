"""The parameters of a search's address: which there are, how each is read, what is said of a wrong one.

Page, feeds and API read them in the same way, so an address that works in one of them works in the others.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _

from aitys.settings import current
from aitys.store import sources
from aitys.store.finding import source_slug
from aitys.text.asked_days import days
from aitys.text.operators import Field, code

FILTERS = ("lang", "source", "kind", "country", "has", "since", "until")
PARAMETERS = ("q", *FILTERS, "order", "limit", "offset", "counts")
"""All that the API has. The page and the feeds take fewer, but ignore none of these."""

MOST = 100
FARTHEST = 10_000
_MOST_NAMES = 20


def unknown(given: QueryDict, known: Collection[str]) -> list[str]:
    return list(islice((name for name in given if name not in known), _MOST_NAMES))


def repeated(given: QueryDict, known: Collection[str]) -> list[str]:
    return [name for name in known if len(given.getlist(name)) > 1]


def says_unknown(name: str) -> str:
    return _("There is no parameter “%(name)s”.") % {"name": name}


def says_repeated(name: str) -> str:
    return _("“%(name)s” is given more than once.") % {"name": name}


def says_too_often(seconds: int) -> str:
    return _("Too many searches from your address; ask again in %(seconds)s s.") % {"seconds": seconds}


def says_wrong(name: str) -> str:
    """What a parameter takes, for a value that it does not take."""
    whole = _("“%(name)s” is a whole number from 0 to %(most)s.")
    day = _("“%(name)s” is a day (2026-05-12 or 12.05.2026), a month (2026-05) or a year (2026).")
    pattern = {
        "since": day,
        "until": day,
        "order": _("“%(name)s” is newest or best."),
        "limit": whole,
        "offset": whole,
        "counts": _("“%(name)s” is true or false."),
    }.get(name, _("“%(name)s” holds a sign that no text has; leave it out."))
    return pattern % {"name": name, "most": MOST if name == "limit" else FARTHEST}


def language(written: str) -> str:
    """Its code; "" where there is none. A desk may read languages that the table of names does not have."""
    return written if written in current().languages else code(Field.LANG, written)


def source(written: str) -> str:
    """Its slug, by that, by its @name or its title. No name has a NUL, and PostgreSQL takes none."""
    return "" if "\x00" in written else source_slug(written)


def kind(written: str) -> str:
    return code(Field.KIND, written)


def country(written: str) -> str:
    """Its code; a card may name one that ISO 3166 has not, as "eu" is."""
    return code(Field.COUNTRY, written) or _of_the_desk(written.lower())


def _of_the_desk(written: str) -> str:
    return written if written and written in sources.countries() else ""


def parts_of(written: str) -> list[str]:
    """The values between the commas."""
    return [part.strip() for part in written.split(",") if part.strip()]


def having(written: str) -> str:
    """The codes of all that is named, with commas; "" where one of them is none."""
    codes = [code(Field.HAS, part) for part in parts_of(written)]
    return ",".join(dict.fromkeys(codes)) if all(codes) else ""


def first_day(written: str) -> date | None:
    """Of the day, month or year that is named."""
    found = days(written)
    return found[0] if found else None


def last_day(written: str) -> date | None:
    found = days(written)
    return found[1] if found else None
