"""Whether every recorded answer of the banks is read as it is printed.

    AITYS_DATA=… python -m evals.rates

Holds our reading of all bodies in rates/ against a second one that knows nothing of ours: a regular
expression a form over the raw text, for bank, currency, day, units and value as printed, and the change.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from pathlib import Path

from aitys.errors import UnreadableSource
from aitys.sources import banks
from aitys.store.banks import by_code
from aitys.values.captures import Document
from aitys.values.rates import Rate

_UNKNOWN_TIME = datetime(2026, 6, 1, tzinfo=UTC)
_REFUSED = {"cbr/daily-error.xml", "cbr/metal-2026-03-01.xml"}
"""An error with status 200 and prices of metals: no rates, and it must be said."""


@dataclass(frozen=True, slots=True)
class Body:
    """A recorded answer: its bank, its name in the data, where it came from, and its bytes."""

    bank: str
    file: str
    url: str
    content_type: str
    recorded_at: datetime
    content: bytes

    @property
    def text(self) -> str:
        """By eye: what of these bodies is no UTF-8 is windows-1251."""
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            return self.content.decode("cp1251")


@dataclass(frozen=True, slots=True)
class Printed:
    """A rate as printed, decimal commas turned to points; `change` empty where the body prints none."""

    bank: str
    currency: str
    day: str
    units: str
    amount: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """`agreed` is the share of rates, printed or read, that both readings have alike, refusals included;
    `changes` that of printed changes which are the difference of two saved days.
    """

    bodies: int
    rates: int
    agreed: float
    changes: float
    compared: int
    differ: tuple[str, ...]
    left: Counter[str]


def bodies(data: Path) -> Iterator[Body]:
    """Every answer that the index names."""
    for line in (data / "rates" / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        at = row["recorded_at"]
        yield Body(
            bank=row["bank"],
            file=row["file"],
            url=row["url"],
            content_type=row["content_type"] or "",
            recorded_at=parsedate_to_datetime(at) if at else _UNKNOWN_TIME,
            content=(data / "rates" / row["file"]).read_bytes(),
        )


def _days(day: str) -> str:
    return "-".join(reversed(day.split("."))) if "." in day else day


def _of_nbk(body: Body) -> Iterator[Printed]:
    head, *items = body.text.split("<item>")
    day = re.findall("<date>(.*?)<", head)[0]
    for item in items:
        told = dict(re.findall(r"<(\w+)>(.*?)</", item))
        change = told["change"].lstrip("+")
        yield Printed("nbk", told["title"], _days(day), told["quant"], told["description"], change)


def _of_nbkr(body: Body) -> Iterator[Printed]:
    if body.file.endswith(".html"):
        for day, value in re.findall(r"date-->([\d.]+)<.*?value-->([\d,]+)<", body.text):
            yield Printed("nbkr", "USD", _days(day), "1", value.replace(",", "."))
        return
    day = re.findall('Date="(.*?)"', body.text)[0]
    record = r'ISOCode="(\w+)">\s*<Nominal>(\d+)<.*?<Value>([\d,]+)<'
    for code, units, value in re.findall(record, body.text, re.DOTALL):
        if code != "BYR":  # out of use since 2016, and printed beside BYN
            yield Printed("nbkr", code, _days(day), units, value.replace(",", "."))


def _of_cbu(body: Body) -> Iterator[Printed]:
    for record in body.text.split("}")[:-1]:
        told = dict(re.findall(r'"(\w+)":\s*"(.*?)"', record))
        yield Printed("cbu", told["Ccy"], _days(told["Date"]), told["Nominal"], told["Rate"], told["Diff"])


def _of_nbt(body: Body) -> Iterator[Printed]:
    day = re.findall('Date="(.*?)"', body.text)[0]
    record = r"<CharCode>(\w+)<.*?<Nominal>(\d+)<.*?<Value>([\d.]+)<"
    for code, units, value in re.findall(record, body.text, re.DOTALL):
        yield Printed("nbt", code, day, units, value)


def _of_cbt(body: Body) -> Iterator[Printed]:
    day = re.findall("<date>(.*?)<", body.text)[0]
    record = r'code="(\w+)".*?<multiplier>(\d+)<.*?<rate_tmt>([\d.]+)<'
    for code, units, value in re.findall(record, body.text, re.DOTALL):
        yield Printed("cbt", code, _days(day), units, value)


def _of_ecb(body: Body) -> Iterator[Printed]:
    if body.file.endswith(".csv"):
        for line in body.text.splitlines()[1:]:
            _, code, day, value = line.split(",")
            if code:
                yield Printed("ecb", code, day, value, "1")
        return
    day = ""
    marks = r"""time=['"]([\d-]+)['"]|currency=['"](\w+)['"] rate=['"]([\d.]+)['"]"""
    for time, code, value in re.findall(marks, body.text):
        day = time or day
        if code:
            yield Printed("ecb", code, day, value, "1")


def _of_cbr(body: Body, codes: dict[str, str]) -> Iterator[Printed]:
    if "dynamic" in body.file:
        record = r'Date="([\d.]+)" Id="(\w+)"><Nominal>(\d+)<.*?<Value>([\d,]+)<'
        for day, number, units, value in re.findall(record, body.text):
            yield Printed("cbr", codes[number], _days(day), units, value.replace(",", "."))
    elif body.file not in _REFUSED:
        day = re.findall('Date="(.*?)"', body.text)[0]
        record = r"<CharCode>(\w+)<.*?<Nominal>(\d+)<.*?<Value>([\d,]+)<"
        for code, units, value in re.findall(record, body.text, re.DOTALL):
            yield Printed("cbr", code, _days(day), units, value.replace(",", "."))


_FORMS: dict[str, Callable[[Body], Iterator[Printed]]] = {
    "nbk": _of_nbk,
    "nbkr": _of_nbkr,
    "cbu": _of_cbu,
    "nbt": _of_nbt,
    "cbt": _of_cbt,
    "ecb": _of_ecb,
}


def printed(body: Body, codes: dict[str, str]) -> set[Printed]:
    """What the body prints; `codes` are the currencies behind the numbers of the Bank of Russia."""
    return set(_of_cbr(body, codes) if body.bank == "cbr" else _FORMS[body.bank](body))


def numbered(read: list[Body]) -> dict[str, str]:
    """The codes that the daily lists of the Bank of Russia print beside its numbers."""
    lists = [body.text for body in read if body.file.startswith("cbr/daily")]
    return dict(
        pair for text in lists for pair in re.findall(r'ID="(\w+)".*?<CharCode>(\w+)<', text, re.DOTALL)
    )


def ours(body: Body, left: Counter[str]) -> set[Printed]:
    """Our reading of the body, in the same form; what is left is counted."""
    document = Document(body.url, body.content, body.content_type, body.recorded_at)
    try:
        parsed = banks.parse(document, by_code(body.bank))
    except UnreadableSource as error:
        left[f"refused: {error.name}"] += 1
        return set()
    left.update(item.reason for item in parsed.left)
    return {_as_printed(rate) for rate in parsed.rates}


def _as_printed(rate: Rate) -> Printed:
    return Printed(
        rate.bank, rate.currency, rate.day.isoformat(), rate.units, rate.amount, rate.printed_change
    )


def score(data: Path) -> Score:
    """Both readings of every body, one against the other."""
    read = list(bodies(data))
    codes, left = numbered(read), Counter[str]()
    same, of, differ, found = 0, 0, list[str](), set[Printed]()
    for body in read:
        expected, own = printed(body, codes), ours(body, left)
        same += len(expected & own) if expected else int(not own)
        of += max(len(expected | own), 1)
        differ += [f"{body.file}: {one}" for one in sorted(map(str, expected ^ own))]
        found |= own
    compared = [_is_difference(one, found) for one in found if one.change and _before(one, found)]
    return Score(
        len(read),
        len(found),
        same / of,
        sum(compared) / max(len(compared), 1),
        len(compared),
        tuple(differ),
        left,
    )


def _before(rate: Printed, found: set[Printed]) -> Printed | None:
    """The same quotation of the day before, where it was saved too."""
    day = date.fromordinal(date.fromisoformat(rate.day).toordinal() - 1).isoformat()
    key = (rate.bank, rate.currency, day, rate.units)
    return next((one for one in found if (one.bank, one.currency, one.day, one.units) == key), None)


def _is_difference(rate: Printed, found: set[Printed]) -> bool:
    before = _before(rate, found)
    return before is not None and Decimal(rate.amount) - Decimal(before.amount) == Decimal(rate.change)


def main() -> int:
    folder = os.environ.get("AITYS_DATA")
    if not folder:
        sys.stderr.write("NOTHING WAS MEASURED: AITYS_DATA names no folder of test data\n")
        return 0
    found = score(Path(folder))
    print(
        f"{found.bodies} bodies, {found.rates} rates, {found.agreed:.4%} as printed; left {dict(found.left)}"
    )
    print(f"{found.compared} printed changes beside the day before, {found.changes:.2%} its difference")
    for line in found.differ[:20]:
        print(f"  {line}")
    return 0 if found.agreed == found.changes == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
