"""The history of one pair as a page shows it: a drawing, and its latest days in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from aitys.publish.charts import Chart, Point, chart
from aitys.publish.numbers import grouped
from aitys.rates.crosses import DOLLAR, Crosses
from aitys.rates.flags import Flag, Look
from aitys.rates.quotes import quote
from aitys.rates.timelines import Timeline
from aitys.store import rates
from aitys.values.rates import Bank
from aitys.web.rates_shown import Row, row

DRAWN = timedelta(days=400)
ROWS = 90
_AHEAD = timedelta(days=10)
"""Banks announce a rate before it is in force."""

_DOUBTED = {Flag.OUTLIER, Flag.REVISED, Flag.PRINTED_CHANGE_DIFFERS}


@dataclass(frozen=True, slots=True)
class Past:
    """What `bank` quoted of `currency`. `rows` are the latest in figures, newest first; `first` and `last`
    are the days drawn. None of it is there where the bank has quoted nothing.
    """

    bank: Bank
    currency: str
    rows: tuple[Row, ...]
    chart: Chart | None
    first: date | None
    last: date | None
    title: str
    about: str

    @property
    def csv(self) -> str:
        return reverse("rates-csv", args=[self.bank.currency.lower(), self.currency.lower()])

    @property
    def json(self) -> str:
        return reverse("rates-json", args=[self.bank.currency.lower(), self.currency.lower()])

    @property
    def forward(self) -> str:
        return _column(self.rows[0].direct.per, self.rows[0].direct.units, self.currency)

    @property
    def backward(self) -> str:
        return _column(self.currency, self.rows[0].inverse.units, self.bank.currency)


def past_of(bank: Bank, currency: str, read: Sequence[Bank], now: datetime) -> Past:
    """`read` are the banks that it is held against."""
    last = rates.latest_days(now.date() + _AHEAD).get(bank.code, now.date())
    rows = _rows(bank, currency, read, last)
    return Past(
        bank=bank,
        currency=currency,
        rows=rows[::-1][:ROWS],
        chart=chart(_points(rows)),
        first=rows[0].day if rows else None,
        last=rows[-1].day if rows else None,
        title=_title(bank, currency, rows),
        about=_about(rows),
    )


def _rows(bank: Bank, currency: str, read: Sequence[Bank], last: date) -> tuple[Row, ...]:
    """The bank's rates that are drawn, up to `last`: each with its change and flags, oldest first."""
    # An outlier is one against the others: what they quote of both currencies, and their dollars, are needed.
    history = rates.between(last - DRAWN, last, currencies={currency, bank.currency, DOLLAR})
    timeline = Timeline(history)
    look = Look(bank, Crosses(read, timeline))
    own = [each for each in history if (each.rate.bank, each.rate.currency) == (bank.code, currency)]
    return tuple(row(quote(each, look, timeline, None), bank) for each in own)


def _points(rows: Sequence[Row]) -> list[Point]:
    """Prices for as many units as the latest table quotes: a nominal may have changed on the way."""
    units = Decimal(rows[-1].direct.units) if rows else Decimal(1)
    return [
        Point(each.day, each.quote.rate.rate.price * units, bool(_DOUBTED & set(each.quote.flags)))
        for each in rows
    ]


def _title(bank: Bank, currency: str, rows: Sequence[Row]) -> str:
    units = grouped(rows[-1].direct.units) if rows else "1"
    return _("Official rate: %(units)s %(currency)s in %(own)s") % {
        "units": units,
        "currency": currency,
        "own": bank.currency,
    }


def _about(rows: Sequence[Row]) -> str:
    """The drawing in one sentence, for those who do not see it."""
    if not rows:
        return ""
    if len({each.direct.amount for each in rows}) == 1:
        return _about_one(rows[0], rows[-1])
    ordered = sorted(rows, key=lambda each: each.quote.rate.rate.price)
    ends = {"first": rows[0], "last": rows[-1], "low": ordered[0], "high": ordered[-1]}
    said = {name: grouped(each.direct.amount) for name, each in ends.items()}
    days = {f"{name}_day": format_date(each.day, "j E Y") for name, each in ends.items()}
    return _(
        "From %(first)s on %(first_day)s to %(last)s on %(last_day)s; lowest %(low)s on %(low_day)s, "
        "highest %(high)s on %(high_day)s."
    ) % (said | days)


def _about_one(first: Row, last: Row) -> str:
    """Where no day differs from another, or there is only one."""
    days = [format_date(each.day, "j E Y") for each in (first, last)]
    told = {"amount": grouped(first.direct.amount), "first_day": days[0], "last_day": days[1]}
    if first is last:
        return _("%(amount)s on %(first_day)s, the only day here so far.") % told
    return _("%(amount)s on every day from %(first_day)s to %(last_day)s.") % told


def _column(money: str, units: str, other: str) -> str:
    """The head of a column of figures: "KZT for 1 USD"."""
    return _("%(money)s for %(units)s %(other)s") % {"money": money, "units": grouped(units), "other": other}
