"""Looks at the official rates: the row on every page, their own pages, their files and their interface."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

from demo.quotations import CBU_SLIP, FIRST, LAST, NBK_SLIP
from demo.visitor import Elements, Visitor

TICKER = {"KGS": "NBKR", "KZT": "NBK", "TJS": "NBT", "UZS": "CBU", "TMT": "CBT"}
WITH_TICKER = ("/", "/topics/telegram/", "/articles/official-rate/", "/search/", "/rates/", "/sources/")


def _age() -> int:
    """Days since the last recorded tables: a demo may be run in another year."""
    return (datetime.now(UTC).date() - LAST).days


def check_ticker(visitor: Visitor) -> None:
    """Once a page, each currency once, in order, both ways round, with its bank and its day."""
    for path in WITH_TICKER:
        page = visitor.page(path)
        rows = page.find("//*[has('ticker')]")
        visitor.expect(path, holds=len(rows) == 1, says=f"it has {len(rows)} tickers")
        if rows:
            _check_lines(visitor, path, Elements(rows[0]))
    topic = visitor.page("/topics/telegram/")
    again = [currency for currency in TICKER if topic.text.count(f"{currency}/USD") != 1]
    visitor.expect("/topics/telegram/", holds=not again, says=f"its text does not name {again} once")


def _check_lines(visitor: Visitor, path: str, ticker: Elements) -> None:
    lines = ticker.texts("//li")
    order = [line.partition("/USD")[0] for line in lines]
    visitor.expect(path, holds=order == [*TICKER], says=f"its ticker shows {order}")
    for line, (currency, bank) in zip(lines, TICKER.items(), strict=False):
        said = f"{currency}/USD = 0." in line and "1 USD = " in line and bank in line and "%" in line
        visitor.expect(path, holds=said, says=f"its ticker says {line!r}")
    days = {node.get("datetime") for node in ticker.find("//time")}
    visitor.expect(path, holds=days == {LAST.isoformat()}, says=f"its ticker is of {days}")
    marked = len(ticker.find("//*[has('mark') and has('stale')]"))
    # Rates are called stale after ten days; the eleventh begins at another hour in each country.
    wanted = {0} if _age() < 10 else {len(lines)} if _age() > 11 else {*range(len(lines) + 1)}
    visitor.expect(path, holds=marked in wanted, says=f"it calls {marked} rates stale")
    digits = [figure.replace("0.", "").lstrip("0") for figure in ticker.texts("//*[has('figure')]")]
    visitor.expect(path, holds=all(len(each) >= 5 for each in digits), says=f"it shows only {digits}")


def check_rates(visitor: Visitor) -> None:
    path = "/rates/"
    page = visitor.page(path)
    missing = [
        bank
        for bank in ("Kyrgyz", "Kazakhstan", "Tajikistan", "Uzbekistan", "Turkmenistan")
        if not any(bank in title for title in page.texts("//h2"))
    ]
    visitor.expect(path, holds=not missing, says=f"it lacks the banks of {missing}")
    visitor.expect(path, holds="fficial rate" in page.text, says="it does not say “official rate”")
    visitor.expect(path, holds="-0" not in page.text, says="it tells a change of less than nothing")


def check_slips(visitor: Visitor) -> None:
    """What a bank got wrong is shown as it was printed, and marked."""
    for day, mark, words in (
        (CBU_SLIP, "outlier", "1 TMT = 3,956.36 UZS"),
        (NBK_SLIP, "printed-change-differs", "1 RUB = 6.47 KZT"),
    ):
        page = visitor.page("/rates/", day=day.isoformat())
        marked = page.texts(f"//tr[.//*[has('mark') and has('{mark}')]]")
        holds = len(marked) == 1 and marked[0].startswith(words)
        visitor.expect(f"/rates/?day={day}", holds=holds, says=f"it marks as {mark}: {marked}")


def check_currencies(visitor: Visitor) -> None:
    """A drawing and, beside it, its figures."""
    for currency in TICKER:
        path = f"/rates/{currency.lower()}/"
        page = visitor.page(path)
        drawn = page.find("//svg[@role='img' and title and desc]//polyline")
        visitor.expect(path, holds=bool(drawn), says="it has no drawing")
        rows = len(page.find("//*[has('beside')]//tbody/tr"))
        visitor.expect(path, holds=rows >= 10, says=f"its table has {rows} days")


def check_files(visitor: Visitor) -> None:
    for per, days in (("KGS", 14), ("KZT", 16), ("UZS", 12)):
        path = f"/rates/{per.lower()}/usd.csv"
        answer = visitor.get(path)
        kind = answer.headers.get("Content-Type", "")
        visitor.expect(path, holds=kind.startswith("text/csv"), says=f"it is {kind}")
        rows = [*csv.DictReader(StringIO(answer.text))]
        seen = sorted(row["day"] for row in rows)
        whole = len(seen) == days and (seen[0], seen[-1]) == (FIRST.isoformat(), LAST.isoformat())
        visitor.expect(path, holds=whole, says=f"it has the days {seen}")
        other = visitor.get(path.replace(".csv", ".json")).json()
        visitor.expect(path, holds=bool(other), says="its twin in JSON is empty")


def check_interface(visitor: Visitor) -> None:
    """The shape of the Frankfurter API: latest, a day, a stretch, the currencies."""
    path = f"/rates/v1/{LAST}"
    latest = visitor.get(path, base="USD").json()
    right = latest["date"] == LAST.isoformat() and TICKER.keys() <= latest["rates"].keys()
    visitor.expect(path, holds=right, says=f"it says {latest}")
    if _age() < 10:
        now = visitor.get("/rates/v1/latest", base="USD").json()
        visitor.expect("/rates/v1/latest", holds=now == latest, says=f"it says {now}")
    stretch = visitor.get(f"/rates/v1/{FIRST}..{LAST}", base="USD", symbols="KZT").json()
    visitor.expect("/rates/v1/", holds=len(stretch["rates"]) >= 10, says=f"a stretch is {stretch}")
    day = visitor.get(f"/rates/v1/{CBU_SLIP}", base="USD", symbols="KZT").json()
    visitor.expect("/rates/v1/", holds=day["rates"] == {"KZT": 513.38}, says=f"a day is {day}")
    names = visitor.get("/rates/v1/currencies").json()
    visitor.expect("/rates/v1/currencies", holds=TICKER.keys() <= names.keys(), says=f"it names {names}")


def check_embed(visitor: Visitor) -> None:
    page = Elements(visitor.get("/rates/embed/").text)
    visitor.expect(
        "/rates/embed/",
        holds=len(page.texts("//*[has('ticker')]//li")) == 5,
        says="it does not show five rates",
    )


CHECKS = (
    check_ticker,
    check_rates,
    check_slips,
    check_currencies,
    check_files,
    check_interface,
    check_embed,
)
