"""Banks and rates of the tests: the banks' names are real, the numbers are not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from aitys.values.rates import Bank, Peg, Rate, Schedule, StoredRate

WEDNESDAY = date(2026, 11, 18)
DAY = timedelta(days=1)
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def bank(code: str, currency: str, places: int = 4, **parts: object) -> Bank:
    schedule = Schedule(first=9, last=12, every=1800, offset_hours=5)
    given = {"languages": ("en",), "current": (), "schedule": schedule} | parts
    return Bank(code, f"Bank {code}", currency, "kg", f"https://{code}.example/", places=places, **given)  # type: ignore[arg-type]  # parts are Bank's own


NBKR = bank("nbkr", "KGS", schedule=Schedule(first=9, last=12, every=1800, offset_hours=6))
NBK = bank("nbk", "KZT", 2)
NBT = bank("nbt", "TJS")
CBU = bank("cbu", "UZS", 2)
CBT = bank("cbt", "TMT", pegs=(Peg("USD", "3.5", date(2015, 1, 1)),))
ECB = bank("ecb", "EUR", 0, is_control=True)
CBR = bank("cbr", "RUB", is_control=True)
BANKS = (NBKR, NBK, NBT, CBU, CBT, ECB, CBR)
_OWN = {each.code: each.currency for each in BANKS}


def rate(
    code: str, currency: str, amount: str, day: date = WEDNESDAY, units: str = "1", change: str = ""
) -> Rate:
    return Rate(code, currency, _OWN[code], units, amount, day, change)


def stored(
    code: str,
    currency: str,
    amount: str,
    day: date = WEDNESDAY,
    units: str = "1",
    change: str = "",
    **parts: object,
) -> StoredRate:
    given = {"asked_day": None, "capture_id": 1, "captured_at": NOON} | parts
    return StoredRate(rate(code, currency, amount, day, units, change), **given)  # type: ignore[arg-type]  # parts are StoredRate's own
