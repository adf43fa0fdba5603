"""The tables of central banks: bytes in, rates out; a module a bank, and what they share beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from aitys.errors import NotFound
from aitys.sources.banks import cbr, cbt, cbu, ecb, nbk, nbkr, nbt, tables
from aitys.sources.banks.planning import plan
from aitys.sources.banks.schedule import next_look
from aitys.sources.banks.tables import Line
from aitys.values.captures import Document
from aitys.values.rates import Bank
from aitys.values.readings import Parsed

__all__ = ["bank_at", "next_look", "parse", "plan", "reader"]

_READERS: dict[str, tuple[str, Callable[[Document, Bank], Iterable[Line]]]] = {
    "nbkr": ("nbkr@1", nbkr.lines),
    "nbk": ("nbk@1", nbk.lines),
    "nbt": ("nbt@1", nbt.lines),
    "cbu": ("cbu@1", cbu.lines),
    "cbt": ("cbt@1", cbt.lines),
    "ecb": ("ecb@1", ecb.lines),
    "cbr": ("cbr@1", cbr.lines),
}


def reader(code: str) -> str:
    """The reader of that bank's tables, as "name@version"; raises NotFound."""
    return _reader(code)[0]


def parse(document: Document, bank: Bank) -> Parsed:
    """Every record of the table as a rate or as left; raises UnreadableSource when there is no rate in it."""
    name, lines = _reader(bank.code)
    return tables.gather(name, lines(document, bank), document, bank)


def bank_at(url: str, banks: Sequence[Bank]) -> Bank | None:
    """The bank whose host `url` names, with or without www."""
    wanted = _host(url)
    return next((bank for bank in banks if wanted and wanted in _hosts(bank)), None)


def _reader(code: str) -> tuple[str, Callable[[Document, Bank], Iterable[Line]]]:
    if code not in _READERS:
        raise NotFound(code, f"no parser for this bank; there are {', '.join(_READERS)}")
    return _READERS[code]


def _hosts(bank: Bank) -> set[str]:
    return {_host(url) for url in (bank.homepage, *bank.current, bank.dated, *bank.archives)}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
