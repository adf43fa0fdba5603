"""Official rates in the order of their days, for look-ups by bank, currency and day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from aitys.values.rates import StoredRate

IN_FORCE = timedelta(days=10)
"""How long a table counts where no other follows; also how far back the published day before may lie.

Nowruz and the Bank of Russia's January are the longest gaps (8 to 9 days).
"""


def shifted(day: date, by: timedelta) -> date:
    """A day so much later or earlier, as far as the calendar goes: people ask for the year 1, too."""
    number = day.toordinal() + by.days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


class Timeline:
    """What was published, by bank and currency. Of two rates for one day the later capture's is taken."""

    def __init__(self, history: Iterable[StoredRate]) -> None:
        found: dict[tuple[str, str], dict[date, StoredRate]] = defaultdict(dict)
        for stored in sorted(history, key=lambda each: (each.rate.day, each.captured_at)):
            found[stored.rate.bank, stored.rate.currency][stored.rate.day] = stored
        self._rates = {key: list(days.values()) for key, days in found.items()}
        self._days = {key: list(days) for key, days in found.items()}

    def currencies(self, bank: str) -> list[str]:
        """What this bank quotes, by code."""
        return sorted(currency for code, currency in self._rates if code == bank)

    def every(self, bank: str, currency: str) -> Sequence[StoredRate]:
        """All that a bank quoted of a currency, by day."""
        return self._rates.get((bank, currency), [])

    def in_force(self, bank: str, currency: str, day: date) -> StoredRate | None:
        """The rate of the latest table up to `day`, at most `IN_FORCE` before it."""
        latest = self.latest(bank, currency, day)
        return latest if latest and day - latest.rate.day <= IN_FORCE else None

    def latest(self, bank: str, currency: str, day: date) -> StoredRate | None:
        """The rate of the latest table up to `day`, however old."""
        at = bisect_right(self._days.get((bank, currency), []), day)
        return self._rates[bank, currency][at - 1] if at else None

    def next(self, bank: str, currency: str, day: date) -> StoredRate | None:
        """The rate of the earliest table after `day`."""
        days = self._days.get((bank, currency), [])
        at = bisect_right(days, day)
        return self._rates[bank, currency][at] if at < len(days) else None

    def previous(self, stored: StoredRate) -> StoredRate | None:
        """The rate of the published day before, at most `IN_FORCE` earlier."""
        rate = stored.rate
        before = self.latest(rate.bank, rate.currency, shifted(rate.day, timedelta(days=-1)))
        return before if before and rate.day - before.rate.day <= IN_FORCE else None

    def nearest(self, bank: str, currency: str, day: date, within: timedelta) -> StoredRate | None:
        """The rate of the table nearest to `day`, the earlier of two as near."""
        around = (self.latest(bank, currency, day), self.next(bank, currency, day))
        found = [each for each in around if each and abs(each.rate.day - day) <= within]
        return min(found, key=lambda each: abs(each.rate.day - day), default=None)
