"""What every bank's parser owes: the printed values, every record accounted for, and no silence."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitys.errors import NotFound, UnreadableSource
from aitys.sources import banks, contract
from aitys.values.posts import Left
from tests.sources import tables
from tests.sources.tables import SAMPLES

CODES = ("nbkr", "nbk", "nbt", "cbu", "cbt", "ecb", "cbr")


@pytest.mark.parametrize(("code", "content"), SAMPLES)
def test_every_form_of_every_bank_is_signed_and_read_alike_each_time(code: str, content: str) -> None:
    parsed = tables.read(code, content)
    assert parsed.reader == banks.reader(code)
    assert parsed.rates
    assert {rate.bank for rate in parsed.rates} == {code}
    assert {rate.per for rate in parsed.rates} == {tables.bank(code).currency}
    assert tables.read(code, content) == parsed


@pytest.mark.parametrize("code", CODES)
def test_an_empty_answer_is_refused_by_name(code: str) -> None:
    for content in (b"", b"  \r\n", b"\xef\xbb\xbf\n"):
        with pytest.raises(UnreadableSource) as refused:
            tables.read(code, content)
        assert refused.value.name == "empty"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("content", [tables.CHALLENGE, "<opinion/>", "Service Unavailable", '{"error": 1}'])
def test_what_is_no_table_is_never_a_day_without_rates(code: str, content: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        tables.read(code, content)
    assert refused.value.name in ("not-a-table", "unreadable")
    assert refused.value.subject == code


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("nbk", "<rates><date>20.05.2026</date></rates>"),
        ("nbkr", '<CurrencyRates Name="Daily Exchange Rates" Date="20.05.2026"/>'),
        ("cbu", "[]"),
        ("cbu", "<CBU_Curr/>"),
        ("nbt", '<ValCurs Date="2026-05-20"></ValCurs>'),
        ("cbt", tables.cbt_day()),
        ("ecb", "<Envelope><Cube/></Envelope>"),
        ("ecb", "CURRENCY,TIME_PERIOD,OBS_VALUE\n"),
        ("cbr", '<ValCurs Date="20.05.2026" name="Foreign Currency Market"></ValCurs>'),
    ],
)
def test_a_table_without_rates_is_refused_as_empty(code: str, content: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        tables.read(code, content)
    assert refused.value.name == "empty"


@pytest.mark.parametrize(("code", "content"), [one for one in SAMPLES if one[1].endswith(">\n")])
def test_half_a_table_is_no_table(code: str, content: str) -> None:
    with pytest.raises(UnreadableSource):
        tables.read(code, content[: len(content) * 2 // 3])


def nbt(**changed: str) -> str:
    """A table of two: the dollar, with `changed` in its record, and the euro."""
    record = {"CharCode": "USD", "Nominal": "1", "Value": "9.4010", **changed}
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in record.items())
    euro = "<CharCode>EUR</CharCode><Nominal>1</Nominal><Value>10.9000</Value>"
    return f'<ValCurs Date="2026-05-20"><Valute>{inside}</Valute><Valute>{euro}</Valute></ValCurs>'


@pytest.mark.parametrize(
    ("changed", "subject", "reason"),
    [
        ({"Nominal": ""}, "USD 2026-05-20", "no-units"),
        ({"Nominal": "ten"}, "USD 2026-05-20", "bad-number"),
        ({"Nominal": "0"}, "USD 2026-05-20", "zero"),
        ({"Value": " "}, "USD 2026-05-20", "no-value"),
        ({"Value": "0.0000"}, "USD 2026-05-20", "zero"),
        ({"Value": "-9.4"}, "USD 2026-05-20", "bad-number"),
        ({"Value": "NaN"}, "USD 2026-05-20", "bad-number"),
        ({"Value": "9E3"}, "USD 2026-05-20", "bad-number"),
        ({"Value": "٩.٤"}, "USD 2026-05-20", "bad-number"),
        ({"Value": "9,4010"}, "USD 2026-05-20", "bad-number"),
        ({"Value": "1,009.40"}, "USD 2026-05-20", "bad-number"),
        ({"Value": "9." + "1" * 40}, "USD 2026-05-20", "bad-number"),
        ({"CharCode": ""}, "record 1 2026-05-20", "no-currency"),
        ({"CharCode": "usd"}, "usd 2026-05-20", "bad-currency"),
        ({"CharCode": "DOLLAR"}, "DOLLAR 2026-05-20", "bad-currency"),
        ({"CharCode": "TJS"}, "TJS 2026-05-20", "own-currency"),
    ],
)
def test_a_record_that_cannot_be_believed_is_left_by_name(
    changed: dict[str, str], subject: str, reason: str
) -> None:
    parsed = tables.read("nbt", nbt(**changed))
    assert tables.left(parsed) == [(subject, reason)]
    assert [rate.currency for rate in parsed.rates] == ["EUR"]


def test_a_unit_that_is_not_there_is_not_taken_for_one() -> None:
    content = nbt().replace("<Nominal>1</Nominal>", "")
    with pytest.raises(UnreadableSource, match="2 no-units"):
        tables.read("nbt", content)


@pytest.mark.parametrize("day", ["", "2026-02-30", "20 May", "1989-12-31", "2026-06-04", "20260520"])
def test_a_table_of_an_impossible_day_is_refused(day: str) -> None:
    with pytest.raises(UnreadableSource, match="2 bad-day"):
        tables.read("nbt", nbt().replace("2026-05-20", day))


@pytest.mark.parametrize("day", ["1990-01-01", "2026-06-03"])
def test_days_from_1990_to_a_fortnight_ahead_are_believed(day: str) -> None:
    parsed = tables.read("nbt", nbt().replace("2026-05-20", day))
    assert {rate.day.isoformat() for rate in parsed.rates} == {day}


def test_the_same_number_twice_is_one_rate() -> None:
    twice = nbt().replace("</ValCurs>", "") + nbt().partition(">")[2].replace("9.4010", "9.401")
    parsed = tables.read("nbt", twice)
    assert tables.printed(parsed.rates) == [
        ("USD", "1", "9.4010", "2026-05-20"),
        ("EUR", "1", "10.9000", "2026-05-20"),
    ]
    assert parsed.left == (Left("USD 2026-05-20", "repeated"), Left("EUR 2026-05-20", "repeated"))


def test_of_two_numbers_for_one_day_neither_is_believed() -> None:
    parsed = tables.read("nbt", nbt(CharCode="EUR").replace("</ValCurs>", "") + nbt().partition(">")[2])
    assert [rate.currency for rate in parsed.rates] == ["USD"]
    assert [item.reason for item in parsed.left] == ["doubled"] * 3


def test_a_bank_without_a_parser_is_named_with_those_that_have_one() -> None:
    with pytest.raises(NotFound, match="nbkr, nbk, nbt"):
        banks.reader("tian")


def damage() -> Iterator[tuple[str, bytes]]:
    for code, content in SAMPLES:
        for damaged in contract.damaged(tables.document(content)):
            yield code, damaged.content


def test_damage_is_refused_or_read_and_never_raises_anything_else() -> None:
    outcomes = {True: 0, False: 0}
    for code, content in damage():
        outcomes[_is_read(code, content)] += 1
    assert outcomes[True] > 0
    assert outcomes[False] > 200


def _is_read(code: str, content: bytes) -> bool:
    """True where rates came out; what is not refused is rates with sound values."""
    try:
        parsed = tables.read(code, content)
    except UnreadableSource:
        return False
    assert all(rate.price > 0 and len(rate.units) <= 40 and len(rate.amount) <= 40 for rate in parsed.rates)
    return True


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_bytes_put_anywhere_are_refused_or_read(sample: tuple[str, str], data: st.DataObject) -> None:
    code, body = sample[0], sample[1].encode()
    at = data.draw(st.integers(0, len(body)))
    junk = data.draw(st.one_of(st.binary(max_size=40), st.text(max_size=20).map(_encoded)))
    skipped = data.draw(st.integers(0, 60))
    _is_read(code, body[:at] + junk + body[at + skipped :])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "junk",
    [
        b"<!--date-->" * 450_000,
        b"<!--value-->1,0<!--value--><!--date-->" * 130_000,
        b"<rates>" * 700_000,
        b"[" * 5_000_000,
        b"CURRENCY,TIME_PERIOD,OBS_VALUE\n" + b'"' * 5_000_000,
        b"\x93\xd1\xff\x00" * 1_250_000,
    ],
)
def test_megabytes_of_junk_end_soon(code: str, junk: bytes) -> None:
    started = time.monotonic()
    assert not _is_read(code, junk)
    assert time.monotonic() - started < 5


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE v [<!ENTITY a "99"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    for name in ("b", "c"):
        content = bomb + nbt(Value=f"&{name};")
        assert tables.left(tables.read("nbt", content)) == [("USD 2026-05-20", "bad-number")]
