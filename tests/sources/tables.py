"""Tables of banks in their true formats, with invented numbers, and the cards to read them by."""

from __future__ import annotations

from datetime import UTC, datetime

from aitys.sources.banks import parse
from aitys.store import banks
from aitys.values.captures import Document
from aitys.values.rates import Bank, Rate
from aitys.values.readings import Parsed

READ_AT = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)

NBK_DAY = """<?xml version="1.0" encoding="utf-8"?>
<rates>
    <generator>Alternate RSS Builder</generator>
    <title>Official exchange rates of National Bank of Republic Kazakhstan</title>
    <link>www.nationalbank.kz</link>
    <description>Official exchange rates of National Bank of Republic Kazakhstan</description>
    <copyright>www.nationalbank.kz</copyright>
    <date>20.05.2026</date>

        <item>
            <fullname>ДОЛЛАР США</fullname><title>USD</title><description>501.4</description>
            <quant>1</quant><index>DOWN</index><change>-1.35</change>
        </item>
        <item>
            <fullname>УЗБЕКСКИЙ СУМ</fullname><title>UZS</title><description>4.11</description>
            <quant>100</quant><index>UP</index><change>+0.02</change>
        </item>
        <item>
            <fullname>РОССИЙСКИЙ РУБЛЬ</fullname><title>RUB</title><description>6</description>
            <quant>1</quant><index></index><change>0.00</change>
        </item>
</rates>
"""
NBK_RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<generator>Alternate RSS Builder</generator><title>Official exchange rates</title>
<link>www.nationalbank.kz</link><description>Official exchange rates</description><language>ru</language>
<item><title>USD</title><pubDate>20.05.2026</pubDate><description>501.4</description><quant>1</quant>
<index>UP</index><change>2.10</change><link></link></item>
<item><title>KRW</title><pubDate>20.05.2026</pubDate><description>34.02</description><quant>100</quant>
<index>DOWN</index><change>0.30</change><link></link></item>
</channel></rss>
"""
NBKR_DAILY = """<?xml version="1.0" encoding="windows-1251" ?>
<CurrencyRates Name="Daily Exchange Rates" Date="21.05.2026">
<Currency ISOCode="USD">
<Nominal>1</Nominal>
<Value>88,1200</Value>
</Currency>
<Currency ISOCode="KZT">
<Nominal>1</Nominal>
<Value>0,1757</Value>
</Currency>
</CurrencyRates>
"""
NBKR_WEEKLY = """<?xml version="1.0" encoding="windows-1251" ?>
<CurrencyRates Name="Weekly Exchange Rates" Date="16.05.2026">
<Currency ISOCode="JPY">
<Nominal>10</Nominal>
<ValidFor>7</ValidFor>
<Value>5,6020</Value>
</Currency>
<Currency ISOCode="BYR">
<Nominal>100</Nominal>
<ValidFor>7</ValidFor>
<Value>0,3111</Value>
</Currency>
<Currency ISOCode="BYN">
<Nominal>1</Nominal>
<ValidFor>7</ValidFor>
<Value>31,1100</Value>
</Currency>
</CurrencyRates>
"""
NBKR_HISTORY = (
    "<html><body><table><tr><td><!--date-->20.05.2026<!--date--></td><td><!--value-->88,0100<!--value--></td>"
    "</tr><tr><td><!--date-->19.05.2026<!--date--></td><td><!--value-->87,9900<!--value--></td></tr></table>"
)
NBKR_HISTORY_URL = "https://www.nbkr.kg/index1.jsp?item=1562&lang=ENG&valuta_id=15&beg_day=19"
CBU_JSON = (
    r'[{"id":75,"Code":"840","Ccy":"USD","CcyNm_RU":"\u0414\u043e\u043b\u043b\u0430\u0440","CcyNm_EN":'
    r'"US Dollar","Nominal":"1","Rate":"12340.50","Diff":"-7.5","Date":"20.05.2026"},'
    r'{"id":75,"Code":"978","Ccy":"EUR","CcyNm_UZC":"E\u0412\u0420\u041e","Nominal":"1","Rate":"14001.07",'
    r'"Diff":"12.3","Date":"20.05.2026"},'
    r'{"id":3,"Code":"704","Ccy":"VND","Nominal":"10","Rate":"4.70","Diff":"0","Date":"20.05.2026"}]'
)
CBU_XML = """<?xml version="1.0" encoding="utf-8"?>
<CBU_Curr name="CBU Currency XML by ISO 4217 standard"><CcyNtry ID="840"><Ccy>USD</Ccy>
<CcyNm_RU>Доллар США</CcyNm_RU><CcyMnrUnts>2</CcyMnrUnts><Nominal>1</Nominal><Rate>12340.50</Rate>
<Diff>-7.5</Diff><Date>20.05.2026</Date></CcyNtry></CBU_Curr>
"""
NBT_DAY = """<?xml version="1.0" encoding="windows-1251" ?>
<ValCurs Date="2026-05-20" name="Курсы валют">
<Valute ID="840">
   <CharCode>USD</CharCode>
   <Nominal>1</Nominal>
   <Name>Доллар США</Name>
   <Value>9.4010</Value>
</Valute>
<Valute ID="810">
   <CharCode>RUB</CharCode>
   <Nominal>1</Nominal>
   <Name>Рубл</Name>
   <Value>0.1301</Value>
</Valute>
<Valute ID="860">
   <CharCode>UZS</CharCode>
   <Nominal>100</Nominal>
   <Name>Сӯм</Name>
   <Value>0.0790</Value>
</Valute>
</ValCurs>
"""
CBT_RATE = (
    '\t<rate code="{0}">\r\n\t\t<name>{1}</name>\r\n\t\t<rate_usd>{2}</rate_usd>\r\n\t\t<multiplier>{3}'
    "</multiplier>\r\n\t\t<rate_tmt>{4}</rate_tmt>\r\n\t\t<checksum>00</checksum>\r\n\t</rate>\r\n"
)
CBT_DOLLAR = ("USD", "ABŞ-NYŇ DOLLARY", "1", "1", "3.5")
CBT_TENGE = ("KZT", "GAZAK TEŇŇESI", "500", "100", "0.7")
CBT_POUND = ("GBP", "FUNT STERLING / ABŞ-NYŇ DOLLARY", "1.3", "1", "4.55")
ECB_DAYS = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject>
<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
<Cube><Cube time='2026-05-20'><Cube currency='USD' rate='1.1520'/><Cube currency='JPY' rate='170.05'/></Cube>
<Cube time='2026-05-19'><Cube currency='USD' rate='1.1499'/></Cube></Cube></gesmes:Envelope>
"""
ECB_CSV = """KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-05-19,1.1499,A,"US dollar, Euro"
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-05-20,1.1520,A,"US dollar, Euro"
"""
CBR_DAY = """<?xml version="1.0" encoding="windows-1251"?><ValCurs Date="20.05.2026" name="Foreign Currency \
Market"><Valute ID="R01235"><NumCode>840</NumCode><CharCode>USD</CharCode><Nominal>1</Nominal><Name>Доллар \
США</Name><Value>74,0100</Value><VunitRate>74,01</VunitRate></Valute><Valute ID="R01300"><NumCode>364\
</NumCode><CharCode>IRR</CharCode><Nominal>1000000</Nominal><Name>Иранских риалов</Name><Value>56,1010\
</Value><VunitRate>5,61010E-05</VunitRate></Valute></ValCurs>
"""
CBR_STRETCH = """<?xml version="1.0" encoding="windows-1251"?><ValCurs ID="R01335" DateRange1="18.05.2026" \
DateRange2="20.05.2026" name="Foreign Currency Market Dynamic"><Record Date="19.05.2026" Id="R01335">\
<Nominal>100</Nominal><Value>15,0001</Value><VunitRate>0,150001</VunitRate></Record>\
<Record Date="20.05.2026" Id="R01335"><Nominal>100</Nominal><Value>15,0202</Value><VunitRate>\
0,150202</VunitRate></Record></ValCurs>
"""
CBR_ERROR = """<?xml version="1.0" encoding="windows-1251" ?>
<ValCurs>
    Error in parameters
</ValCurs>
"""
CHALLENGE = (
    "<!DOCTYPE html><html><head><title>DDoS-Guard</title></head><body>Checking your browser</body></html>"
)


def cbt_day(*records: tuple[str, str, str, str, str], day: str = "20.05.2026") -> str:
    """A day of the Central Bank of Turkmenistan; a record is code, name, rate_usd, multiplier, rate_tmt."""
    inside = "".join(CBT_RATE.format(*record) for record in records)
    prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    head = f'{prolog}\r\n<cbt_currency_rate name="CBT Currency XML">'
    return f"{head}\r\n\t<date>{day}</date>\r\n{inside}</cbt_currency_rate>\r\n"


SAMPLES: tuple[tuple[str, str], ...] = (
    ("nbk", NBK_DAY),
    ("nbk", NBK_RSS),
    ("nbkr", NBKR_DAILY),
    ("nbkr", NBKR_WEEKLY),
    ("nbkr", NBKR_HISTORY),
    ("cbu", CBU_JSON),
    ("cbu", CBU_XML),
    ("nbt", NBT_DAY),
    ("cbt", cbt_day(CBT_DOLLAR, CBT_TENGE, CBT_POUND)),
    ("ecb", ECB_DAYS),
    ("ecb", ECB_CSV),
    ("cbr", CBR_DAY),
    ("cbr", CBR_STRETCH),
)
"""Every form of every bank: its code and a table."""


def bank(code: str) -> Bank:
    return banks.by_code(code)


def document(content: str | bytes, url: str = NBKR_HISTORY_URL, content_type: str = "text/xml") -> Document:
    body = content.encode() if isinstance(content, str) else content
    return Document(url, body, content_type, READ_AT)


def read(code: str, content: str | bytes, url: str = NBKR_HISTORY_URL) -> Parsed:
    return parse(document(content, url), bank(code))


def printed(rates: tuple[Rate, ...]) -> list[tuple[str, str, str, str]]:
    """Currency, units, amount and day of each, for a table in a test."""
    return [(rate.currency, rate.units, rate.amount, rate.day.isoformat()) for rate in rates]


def left(parsed: Parsed) -> list[tuple[str, str]]:
    return [(item.subject, item.reason) for item in parsed.left]
