"""`/rates/v1/`: official rates in the shape of the Frankfurter API, with the bank behind every number.

https://frankfurter.dev says what its clients expect; docs/rates-api.md what is different here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from aitys.rates import frankfurter
from aitys.rates.frankfurter import Pair, Values
from aitys.rates.quotes import window
from aitys.rates.timelines import IN_FORCE
from aitys.store import rates
from aitys.values.rates import Bank, StoredRate
from aitys.web.answers import public
from aitys.web.currencies import english_name
from aitys.web.rates_shown import here

MAX_DAYS = 400
MAX_DAYS_OF_ALL = 31
"""A range of every currency has so many days at most; with up to `MAX_SYMBOLS` named ones, `MAX_DAYS`."""

MAX_SYMBOLS = 10
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:(\.\.)(\d{4}-\d{2}-\d{2})?)?")
_CODE = re.compile(r"[A-Z]{3}")
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)
_NO_SUCH = "not found: ask for latest, currencies, a day (2026-05-12) or a range (2026-05-01..2026-05-12)"
_DAY = timedelta(days=1)
_LEAST, _MOST = Decimal("1e-9"), Decimal("1e15")


class _Refused(Exception):
    """The answer is an error: `status` and one sentence."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status = status
        self.says = says


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked. `symbols` empty means every currency; `banks` are those to look at."""

    base: str
    symbols: tuple[str, ...]
    amount: Decimal
    banks: tuple[Bank, ...]

    @property
    def currencies(self) -> set[str]:
        """Those to look up; empty means every one."""
        return {self.base, *self.symbols} if self.symbols else set()


@public
def answer(request: HttpRequest, asked: str) -> HttpResponse:
    try:
        body, status = _body(asked, request.GET), 200
    except _Refused as refused:
        body, status = {"message": refused.says}, refused.status
    found = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    found["Access-Control-Allow-Origin"] = "*"
    return found


def _body(asked: str, given: QueryDict) -> Mapping[str, object]:
    if asked == "currencies":
        return _currencies()
    wish = _wish(given)
    if asked in ("latest", "current"):
        return _latest(wish, _today(wish.banks))
    found = _DAYS.fullmatch(asked)
    if found is None:
        raise _Refused(404, _NO_SUCH)
    first, dots, last = found.groups()
    if not dots:
        return _on_day(wish, _day(first))
    return _in_range(wish, _day(first), _day(last) if last else _today(wish.banks))


def _currencies() -> dict[str, str]:
    """Every currency that can be asked for, with its name."""
    latest = max(rates.latest_days().values(), default=None)
    if latest is None:
        raise _Refused(404, "not found")
    history = rates.around(latest - 2 * IN_FORCE, latest)
    return {code: english_name(code) for code in frankfurter.currencies(history)}


def _wish(given: QueryDict) -> _Wish:
    base = (given.get("from") or given.get("base") or "EUR").upper()
    written = (given.get("to") or given.get("symbols") or "").upper()
    symbols = tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    for code in (base, *symbols):
        if not _CODE.fullmatch(code):
            raise _Refused(400, "invalid currency code: it has three letters, as in USD")
    if symbols == (base,):
        raise _Refused(400, "bad currency pair")
    return _Wish(base, symbols, _amount(given), _banks(given.get("bank", "")))


def _amount(given: QueryDict) -> Decimal:
    try:
        amount = Decimal(given.get("amount") or "1")
        # NaN is not even less than anything: comparing it raises the same error.
        is_usable = _LEAST <= amount <= _MOST
    except InvalidOperation:
        is_usable = False
    if not is_usable:
        raise _Refused(400, "invalid amount")
    return amount


def _banks(code: str) -> tuple[Bank, ...]:
    read = here()
    found = tuple(bank for bank in read if not code or bank.code == code.lower())
    if code and not found:
        raise _Refused(400, f"no such bank; there are {', '.join(bank.code for bank in read)}")
    return found


def _today(banks: tuple[Bank, ...]) -> date:
    """The latest day that has begun at any of the banks."""
    now = datetime.now(UTC)
    return max((bank.day_at(now) for bank in banks), default=now.date())


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Refused(400, "invalid date") from None
    if not _EARLIEST <= day <= _LATEST:
        raise _Refused(404, "not found")
    return day


def _latest(wish: _Wish, today: date) -> Mapping[str, object]:
    """By the last tables that are known, however old they are: their days are told."""
    found = rates.around(*window(None, datetime.now(UTC)), wish.currencies)
    codes = {bank.code for bank in wish.banks}
    history = tuple(each for each in found if each.rate.bank in codes)
    return _told(wish, history, frankfurter.latest(history, wish.banks, _pair(wish, history), today))


def _on_day(wish: _Wish, day: date) -> Mapping[str, object]:
    history = _history(wish, day, day)
    return _told(wish, history, frankfurter.on_day(history, wish.banks, _pair(wish, history), day))


def _told(wish: _Wish, history: tuple[StoredRate, ...], values: Values) -> Mapping[str, object]:
    if values.day is None:
        raise _nothing(wish, history)
    return {
        "amount": float(wish.amount),
        "base": wish.base,
        "date": values.day.isoformat(),
        "rates": _rates(values),
        "banks": _sources(values),
        **_missing(wish, values.rates),
    }


def _in_range(wish: _Wish, first: date, last: date) -> Mapping[str, object]:
    _check_range(wish, first, last)
    history = _history(wish, first, last)
    found = frankfurter.in_range(history, wish.banks, _pair(wish, history), (first, last))
    if not found:
        raise _nothing(wish, history)
    return {
        "amount": float(wish.amount),
        "base": wish.base,
        "start_date": min(found).isoformat(),
        "end_date": max(found).isoformat(),
        "rates": {day.isoformat(): _rates(values) for day, values in found.items()},
        "banks": {day.isoformat(): _sources(values) for day, values in found.items()},
        **_missing(wish, {symbol for values in found.values() for symbol in values.rates}),
    }


def _nothing(wish: _Wish, history: tuple[StoredRate, ...]) -> _Refused:
    """Which of the codes that were asked for it is."""
    known = {*frankfurter.currencies(history), *(bank.currency for bank in wish.banks)}
    if wish.base not in known:
        return _Refused(404, f"no official rate of the base {wish.base} at that time; see currencies")
    told = f"of {', '.join(wish.symbols)} " if wish.symbols else ""
    return _Refused(404, f"no official rate {told}for the base {wish.base} at that time; see currencies")


def _missing(wish: _Wish, found: Collection[str]) -> dict[str, list[str]]:
    """The symbols asked for that no bank has a rate of, where there are any: no client trips over the key."""
    missing = [symbol for symbol in wish.symbols if symbol not in found and symbol != wish.base]
    return {"missing": missing} if missing else {}


def _check_range(wish: _Wish, first: date, last: date) -> None:
    if last < first:
        raise _Refused(400, "the last day is before the first one")
    named = 0 < len(wish.symbols) <= MAX_SYMBOLS
    most = MAX_DAYS if named else MAX_DAYS_OF_ALL
    if last - first >= most * _DAY:
        says = f"a range has {MAX_DAYS} days at most"
        if not named:
            says = (
                f"a range has {most} days at most, or {MAX_DAYS} where up to {MAX_SYMBOLS} symbols are named"
            )
        raise _Refused(400, says)


def _history(wish: _Wish, first: date, last: date) -> tuple[StoredRate, ...]:
    since, until = frankfurter.history_days(first, last)
    codes = {bank.code for bank in wish.banks}
    found = rates.between(since, until, currencies=wish.currencies)
    return tuple(each for each in found if each.rate.bank in codes)


def _pair(wish: _Wish, history: tuple[StoredRate, ...]) -> Pair:
    return Pair(wish.base, wish.symbols or frankfurter.currencies(history), wish.amount)


def _rates(values: Values) -> dict[str, float]:
    return {symbol: float(values.rates[symbol]) for symbol in sorted(values.rates)}


def _sources(values: Values) -> dict[str, str]:
    return {symbol: values.banks[symbol] for symbol in sorted(values.banks)}
