"""Takes the banks' tables out of the recorded answers, as somebody would save them to files."""

from __future__ import annotations

from pathlib import Path

from demo.replay import ANSWERS, load_answers

_HOSTS = {
    "nbkr": "www.nbkr.kg",
    "nbk": "nationalbank.kz",
    "nbt": "www.nbt.tj",
    "cbu": "cbu.uz",
    "cbt": "cbt.tm",
    "ecb": "data-api.ecb.europa.eu",
    "cbr": "www.cbr.ru",
}
BANK_CODES = tuple(_HOSTS)
# The number by which an address names a currency, for a page that names none itself.
_VALUTA = {
    "15": "USD",
    "20": "EUR",
    "24": "CNY",
    "40": "KZT",
    "44": "RUB",
    "45": "TJS",
    "46": "UZS",
    "108": "TMT",
}


def save_tables(code: str, folder: Path) -> list[Path]:
    """Write every table that the bank has a day for into `folder`, a file each; gives the files."""
    folder.mkdir(parents=True)
    saved = []
    for number, ((host, path), answer) in enumerate(load_answers(ANSWERS).items()):
        if host == _HOSTS[code] and answer.status == 200 and "else" not in path:
            file = folder / f"{number:03}-{_VALUTA.get(path.rpartition('valuta_id=')[2], 'table')}"
            file.write_bytes(answer.body)
            saved.append(file)
    return saved
