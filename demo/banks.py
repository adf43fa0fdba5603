"""Writes the tables of `demo/quotations.py` as seven central banks send them, for `demo/record.py`.

Addresses, formats and habits are the banks' own; every number is invented. An answer whose query is "else" is
for all days that have no table, and an archive's query names only what chooses a file: `demo/replay.py` cuts
the file down to the days that are asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from demo.quotations import HABITS, LAST, Quotation, in_dollars, price, quotations
from demo.rendered import Rendered

# By then all tables up to the day after are out.
RECORDED = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)

# Code, ISO number, and names as the banks print them: Russian, English, Uzbek in both scripts, Turkmen.
_NAMES = """
USD|840|Доллар США|US Dollar|AQSH dollari|АҚШ доллари|ABŞ-NYŇ DOLLARY
EUR|978|Евро|Euro|EVRO|EВРО|ÝEWRO / ABŞ-NYŇ DOLLARY
GBP|826|Фунт стерлингов|Pound Sterling|Angliya funt sterlingi|Англия фунт стерлинги|FUNT STERLING / ABŞ DOLL.
CNY|156|Юань ренминби|Chinese Yuan|Xitoy yuani|Хитой юани|HYTAÝ ÝUANY
RUB|643|Российский рубль|Russian Ruble|Rossiya rubli|Россия рубли|RUS RUBLY
KZT|398|Казахстанский тенге|Kazakhstan Tenge|Qozog‘iston tengesi|Қозоғистон тенгеси|GAZAK TEŇŇESI
KGS|417|Киргизский сом|Kyrgyzstan Som|Qirg‘iz somi|Қирғиз соми|GYRGYZ SOMY
UZS|860|Узбекский сум|Uzbekistan Sum|O‘zbek so‘mi|Ўзбек сўми|ÖZBEK SUMY
TJS|972|Сомони|Tajikistan Somoni|Tojikiston somonisi|Тожикистон сомониси|TÄJIK SOMONISI
TMT|934|Туркменский манат|Turkmenistan Manat|Turkmaniston manati|Туркманистон манати|TÜRKMEN MANADY
"""
NAMES = {row[0]: row[1:] for row in (line.split("|") for line in _NAMES.strip().splitlines())}


def _trimmed(number: Decimal) -> str:
    """Without trailing zeros, as some banks print: 5.40 is "5.4", 0.00 is "0"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _comma(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _nbk_item(line: Quotation, extra: str) -> str:
    index = "UP" if line.change > 0 else "DOWN" if line.change < 0 else ""
    return f"""
                        <item>
            {extra}
            <title>{line.currency}</title>
            <description>{_trimmed(line.amount)}</description>
            <quant>{line.units}</quant>
            <index>{index}</index>
            <change>{f"{line.change:+}" if line.change else "0.00"}</change>
            </item>"""


_NBK_HEAD = """
    <generator>Alternate RSS Builder</generator>
    <title>Official exchange rates of National Bank of Republic Kazakhstan</title>
    <link>www.nationalbank.kz</link>
    <description>Official exchange rates of National Bank of Republic Kazakhstan</description>
    <copyright>www.nationalbank.kz</copyright>"""


def _nbk_current() -> bytes:
    """RSS whose pubDate is no date of RSS."""
    day = f"<pubDate>{LAST:%d.%m.%Y}</pubDate>"
    items = "".join(_nbk_item(line, day) for line in quotations("nbk", LAST))
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
    return f"{head}{_NBK_HEAD}{items}\n</channel></rss>\n".encode()


def _nbk_table(day: date) -> bytes:
    items = "".join(
        _nbk_item(line, f"<fullname>{NAMES[line.currency][1].upper()}</fullname>")
        for line in quotations("nbk", day)
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rates>'
    return f"{head}{_NBK_HEAD}\n    <date>{day:%d.%m.%Y}</date>\n{items}\n</rates>\n".encode()


def _nbk() -> Iterator[Rendered]:
    kind = "text/xml; charset=UTF-8"
    yield Rendered("/rss/rates_all.xml", _nbk_current(), kind)
    for day in HABITS["nbk"].days:
        yield Rendered(f"/rss/get_rates.cfm?fdate={day:%d.%m.%Y}", _nbk_table(day), kind)
    # Asked for a day that it has not, the bank says so in place of the table, with status 200.
    nothing = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rates>{_NBK_HEAD}\n    <info>No rates</info>\n</rates>\n'
    )
    yield Rendered("/rss/get_rates.cfm?else", nothing.encode(), kind)


def _nbkr_list(bank: str, title: str, valid: str) -> bytes:
    day = HABITS[bank].days[-1]
    lines = "".join(
        f'<Currency ISOCode="{line.currency}">\n<Nominal>{line.units}</Nominal>\n{valid}'
        f"<Value>{_comma(line.amount)}</Value>\n</Currency>\n"
        for line in quotations(bank, day)
    )
    head = '<?xml version="1.0" encoding="windows-1251" ?>\n'
    root = f'<CurrencyRates Name="{title}" Date="{day:%d.%m.%Y}">\n'
    return f"{head}{root}{lines}</CurrencyRates>\n".encode("cp1251")


_NBKR_IDS = {"USD": 15, "EUR": 20, "CNY": 24, "KZT": 40, "RUB": 44, "TJS": 45, "UZS": 46, "TMT": 108}


def _nbkr_archive(currency: str) -> bytes:
    """A page of one currency, the newest day first, without a word on its units."""
    bank = "nbkr" if currency in HABITS["nbkr"].quoted else "nbkr-weekly"
    rows = (
        f"<tr><td><!--date-->{day:%d.%m.%Y}<!--date--></td><td><!--value-->{_comma(line.amount)}<!--value--></td></tr>"
        for day in reversed(HABITS[bank].days)
        for line in quotations(bank, day)
        if line.currency == currency
    )
    table = "\n".join(rows)
    title = f"<title>Official exchange rates: {NAMES[currency][2]}</title>"
    return f"<html><head>{title}</head><body><table>\n{table}\n</table></body></html>\n".encode()


def _nbkr() -> Iterator[Rendered]:
    daily = _nbkr_list("nbkr", "Daily Exchange Rates", "")
    weekly = _nbkr_list("nbkr-weekly", "Weekly Exchange Rates", "<ValidFor>7</ValidFor>\n")
    yield Rendered("/XML/daily.xml", daily, "application/xml", RECORDED)
    yield Rendered("/XML/weekly.xml", weekly, "application/xml", datetime(2026, 11, 20, 10, 20, tzinfo=UTC))
    for currency, number in _NBKR_IDS.items():
        path = f"/index1.jsp?item=1562&lang=ENG&valuta_id={number}"
        yield Rendered(path, _nbkr_archive(currency), "text/html;charset=UTF-8")


def _cbu_line(number: int, line: Quotation, day: date) -> dict[str, object]:
    code, russian, english, latin, cyrillic, _ = NAMES[line.currency]
    return {
        "id": number,
        "Code": code,
        "Ccy": line.currency,
        "CcyNm_RU": russian,
        "CcyNm_UZ": latin,
        "CcyNm_UZC": cyrillic,
        "CcyNm_EN": english,
        "Nominal": str(line.units),
        "Rate": str(line.amount),
        "Diff": _trimmed(line.change),
        "Date": f"{day:%d.%m.%Y}",
    }


def _cbu_table(day: date) -> bytes:
    lines = [_cbu_line(number, line, day) for number, line in enumerate(quotations("cbu", day), 1)]
    return json.dumps(lines, separators=(",", ":")).encode()


def _cbu() -> Iterator[Rendered]:
    root, kind, days = "/en/arkhiv-kursov-valyut/json/", "application/json", HABITS["cbu"].days
    yield Rendered(root, _cbu_table(days[-1]), kind)
    for day in days:
        yield Rendered(f"{root}all/{day:%Y-%m-%d}/", _cbu_table(day), kind)
    # A day without a table is answered with the last one.
    yield Rendered(f"{root}all/else/", _cbu_table(days[-1]), kind)


def _nbt_table(day: date) -> bytes:
    # The bank's number of the rouble is one that ISO gave up long ago.
    lines = "".join(
        f'<Valute ID="{"810" if line.currency == "RUB" else NAMES[line.currency][0]}">\n'
        f"   <CharCode>{line.currency}</CharCode>\n   <Nominal>{line.units}</Nominal>\n"
        f"   <Name>{NAMES[line.currency][2]}</Name>\n   <Value>{line.amount}</Value>\n</Valute>\n"
        for line in quotations("nbt", day)
    )
    head = '<?xml version="1.0" encoding="utf-8" ?>\n'
    return f'{head}<ValCurs Date="{day}" name="Foreign Currency Market">\n{lines}</ValCurs>\n'.encode()


def _nbt() -> Iterator[Rendered]:
    path, kind = "/en/kurs/export_xml.php", "text/xml;charset=UTF-8"
    for day in HABITS["nbt"].days:
        yield Rendered(f"{path}?date={day}&export=xmlout", _nbt_table(day), kind)
    # A day that it has not is answered with the last table, without a word.
    yield Rendered(f"{path}?else", _nbt_table(LAST), kind)


_CBT_UNITS = {"RUB": 100, "KZT": 100, "KGS": 100, "UZS": 1000}


def _cbt_line(day: date, currency: str) -> str:
    """Foreign money to the dollar and its price in manats; the euro and the pound the other way round."""
    units, dollars = _CBT_UNITS.get(currency, 1), in_dollars(day, currency)
    quoted = round(dollars if currency in {"EUR", "GBP"} else 1 / dollars, 4)
    manats = _trimmed(price(day, currency, "TMT", units, 4))
    # Of what the bank makes its checksum is not known; ours is of the line.
    checksum = hashlib.md5(f"{currency}{day}{manats}".encode(), usedforsecurity=False).hexdigest()
    return f"""
	<rate code="{currency}">
		<name>{NAMES[currency][5]}</name>
		<rate_usd>{_trimmed(quoted)}</rate_usd>
		<multiplier>{units}</multiplier>
		<rate_tmt>{manats}</rate_tmt>
		<checksum>{checksum}</checksum>
	</rate>"""


def _cbt_table(day: date) -> bytes:
    head = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cbt_currency_rate name="CBT Currency XML">'
    )
    lines = "".join(_cbt_line(day, currency) for currency in NAMES if currency != "TMT")
    whole = f"{head}\n\t<date>{day:%d.%m.%Y}</date>{lines}\n</cbt_currency_rate>"
    return whole.replace("\n", "\r\n").encode()


def _cbt() -> Iterator[Rendered]:
    """A file a day; for a Sunday, as for any day to come, there is none."""
    for day in HABITS["nbt"].days:
        path = f"/kurs/{day:%Y}/{day:%d%m%Y}.xml"
        if day.weekday() == 6:
            yield Rendered(path, b"<h1>404 Not Found</h1>\n", "text/html", status="404 Not Found")
        else:
            yield Rendered(path, _cbt_table(day), "text/xml")


_CBR_IDS = {
    "USD": "R01235",
    "EUR": "R01239",
    "GBP": "R01035",
    "CNY": "R01375",
    "KZT": "R01335",
    "KGS": "R01370",
    "UZS": "R01717",
    "TJS": "R01670",
    "TMT": "R01710A",
}


def _cbr_table(day: date) -> bytes:
    lines = "".join(
        f'<Valute ID="{_CBR_IDS[line.currency]}"><NumCode>{NAMES[line.currency][0]}</NumCode>'
        f"<CharCode>{line.currency}</CharCode><Nominal>{line.units}</Nominal>"
        f"<Name>{NAMES[line.currency][1]}</Name><Value>{_comma(line.amount)}</Value>"
        f"<VunitRate>{_trimmed(line.amount / line.units).replace('.', ',')}</VunitRate></Valute>"
        for line in quotations("cbr", day)
    )
    head = '<?xml version="1.0" encoding="windows-1251"?>'
    return f'{head}<ValCurs Date="{day:%d.%m.%Y}" name="Foreign Currency Market">{lines}</ValCurs>'.encode(
        "cp1251"
    )


def _cbr() -> Iterator[Rendered]:
    path, kind, days = "/scripts/XML_daily.asp", "application/xml; charset=windows-1251", HABITS["cbr"].days
    yield Rendered(path, _cbr_table(days[-1]), kind)
    for day in days:
        yield Rendered(f"{path}?date_req={day:%d/%m/%Y}", _cbr_table(day), kind)
    yield Rendered(f"{path}?else", _cbr_table(days[-1]), kind)


def _ecb_units(day: date, currency: str) -> Decimal:
    return price(day, "EUR", currency, 1, 4)


def _ecb() -> Iterator[Rendered]:
    """The last table alone; none of the region's currencies is in it."""
    day = HABITS["cbu"].days[-2]
    cubes = "\n".join(
        f"\t\t\t<Cube currency='{currency}' rate='{_trimmed(_ecb_units(day, currency))}'/>"
        for currency in ("USD", "GBP", "CNY")
    )
    whole = f"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='{day}'>
{cubes}
		</Cube>
	</Cube>
</gesmes:Envelope>
"""
    yield Rendered("/stats/eurofxref/eurofxref-daily.xml", whole.encode(), "text/xml")


def _ecb_data() -> Iterator[Rendered]:
    rows = "".join(
        f"EXR.D.{currency}.EUR.SP00.A,D,{currency},EUR,SP00,A,{day},{_trimmed(_ecb_units(day, currency))},A\n"
        for currency in ("USD", "GBP", "CNY")
        for day in HABITS["cbu"].days[:-1]
    )
    head = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    yield Rendered("/service/data/EXR/D..EUR.SP00.A?format=csvdata", f"{head}{rows}".encode(), "text/csv")


BANKS: dict[str, Callable[[], Iterator[Rendered]]] = {
    "nationalbank.kz": _nbk,
    "www.nbkr.kg": _nbkr,
    "cbu.uz": _cbu,
    "www.nbt.tj": _nbt,
    "cbt.tm": _cbt,
    "www.cbr.ru": _cbr,
    "www.ecb.europa.eu": _ecb,
    "data-api.ecb.europa.eu": _ecb_data,
}


def render_banks() -> Iterator[tuple[str, Rendered]]:
    """Every answer of every bank, with the host that gives it."""
    for host, answers in BANKS.items():
        for answer in answers():
            yield host, answer
