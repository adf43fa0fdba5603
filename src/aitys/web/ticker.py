"""The official rates on every page. A page that cannot have them goes without."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.cache import cache
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aitys.errors import AitysError
from aitys.rates.quotes import quotes, window
from aitys.rates.ticker import TickerItem
from aitys.rates.ticker import ticker as items_of
from aitys.settings import current
from aitys.store import rates
from aitys.web.rates_shown import here

SECONDS = 30
_KEY = "ticker"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ticker:
    """`lines` in the order of the settings; none on a desk that reads no bank."""

    lines: tuple[TickerItem, ...] = ()

    @property
    def day(self) -> date | None:
        """The day in force of most lines, said once of all; of two days as frequent the later."""
        days = Counter(line.day for line in self.lines if line.day)
        return max(days, key=lambda day: (days[day], day), default=None)


def ticker(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - Django calls every processor with it
    """Nothing is looked up for a page that does not show it."""
    return {"ticker": SimpleLazyObject(shown)}


def shown() -> Ticker:
    """The ticker, kept for half a minute. A page that says what is wrong comes without a database too."""
    try:
        found: object = cache.get(_KEY)
        if isinstance(found, Ticker):
            return found
        made = Ticker(_lines(datetime.now(UTC)))
    except (DatabaseError, AitysError, ArithmeticError) as error:
        _log.warning("a page goes without official rates: %s", error)
        return Ticker()
    cache.set(_KEY, made, SECONDS)
    return made


def _lines(now: datetime) -> tuple[TickerItem, ...]:
    banks, order, base = here(), current().ticker, current().ticker_base
    if not banks:
        return ()
    # What the banks say of each other's money is needed too: an outlier is one against the others.
    history = rates.around(*window(None, now), {*order, base, "USD"})
    return items_of(quotes(history, banks, None, now), banks, order, base)
