"""Central banks on the loopback, over TLS and under their own names: true formats, invented numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.cli import loopback
from tests.cli.loopback import Asked, Told
from tests.sources.tables import (
    CBT_DOLLAR,
    CBT_TENGE,
    NBK_DAY,
    NBK_RSS,
    NBKR_DAILY,
    NBKR_WEEKLY,
    NBT_DAY,
    cbt_day,
)

NBK, NBKR, NBT, CBT, CBR = (
    "nationalbank.kz",
    "www.nbkr.kg",
    "www.nbt.tj",
    "cbt.tm",
    "www.cbr.ru",
)
HOSTS = (NBK, NBKR, NBT, CBT, CBR)
SATURDAY, SUNDAY = 5, 6

Answer = tuple[int, str]
"""Status and body."""

NOT_THERE: Answer = (404, "not here")


def today() -> date:
    """What it is at the banks of the region, all but NBKR's."""
    return (datetime.now(UTC) + timedelta(hours=5)).date()


@dataclass
class Banks:
    """`odd` are answers by a part of the address, before the banks' own; `asked` are (host, path, status)."""

    root: Path
    port: int = 0
    odd: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What a desk must be told to find the banks, with ten days of their past."""
        return {
            **loopback.leading(HOSTS, self.port),
            "AITYS_CA_FILE": str(self.root),
            "AITYS_HISTORY_DAYS": "10",
        }

    def answer(self, host: str, path: str) -> Answer:
        if path == "/robots.txt":
            return NOT_THERE
        odd = (answer for part, answer in self.odd.items() if part in f"{host}{path}")
        return next(odd, None) or _HABITS[host](path)

    def paths(self, host: str) -> list[str]:
        """What was asked of a host, without its robots.txt."""
        return [path for at, path, _ in self.asked if at == host and path != "/robots.txt"]


def _nbk(path: str) -> Answer:
    """The day asked for, tomorrow not yet, no Sundays; the RSS of what is in force."""
    query = parse_qs(urlsplit(path).query)
    if "fdate" not in query:
        return 200, NBK_RSS.replace("20.05.2026", f"{today():%d.%m.%Y}")
    day = datetime.strptime(query["fdate"][0], "%d.%m.%Y").replace(tzinfo=UTC).date()
    if day > today() or day.weekday() == SUNDAY:
        return NOT_THERE
    return 200, nbk_day(day)


def nbk_day(day: date) -> str:
    """One day's table; the tenge is dearer on each day of the month."""
    return NBK_DAY.replace("20.05.2026", f"{day:%d.%m.%Y}").replace("501.4", f"501.{day.day:02}")


def _nbkr(path: str) -> Answer:
    table = {"/XML/daily.xml": NBKR_DAILY, "/XML/weekly.xml": NBKR_WEEKLY}.get(path)
    return (200, table) if table else NOT_THERE


def _nbt(path: str) -> Answer:
    """The table of the day; for weekends and tomorrow, silently, the last one there is."""
    day = min(date.fromisoformat(parse_qs(urlsplit(path).query)["date"][0]), today())
    day -= timedelta(days=max(0, day.weekday() - 4))
    return 200, NBT_DAY.replace("2026-05-20", day.isoformat())


def _cbt(path: str) -> Answer:
    day = datetime.strptime(path[-12:-4], "%d%m%Y").replace(tzinfo=UTC).date()
    if day > today() or day.weekday() == SUNDAY:
        return NOT_THERE
    return 200, cbt_day(CBT_DOLLAR, CBT_TENGE, day=f"{day:%d.%m.%Y}")


_HABITS: dict[str, Callable[[str], Answer]] = {
    NBK: _nbk,
    NBKR: _nbkr,
    NBT: _nbt,
    CBT: _cbt,
    CBR: lambda _path: NOT_THERE,
}


@contextmanager
def serve_banks(folder: Path) -> Iterator[Banks]:
    """All of them until the block ends; their root certificate is kept in `folder`."""
    banks = Banks(folder / "root.pem")

    def answer(asked: Asked) -> Told:
        status, text = banks.answer(asked.host, asked.path)
        banks.asked.append((asked.host, asked.path, status))
        code = "cp1251" if "windows-1251" in text[:99] and asked.host != NBT else "utf-8"
        return Told(status, text.encode(code), "text/xml")

    with loopback.serve(answer, loopback.certified(HOSTS, banks.root)) as banks.port:
        yield banks
