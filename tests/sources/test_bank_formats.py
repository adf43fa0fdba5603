"""Each bank's own form and its traps, on tables with invented numbers."""

from __future__ import annotations

import pytest

from aitys.errors import UnreadableSource
from tests.sources import tables
from tests.sources.tables import CBT_DOLLAR, CBT_POUND, CBT_TENGE, left, printed, read


def changes(code: str, content: str) -> list[str]:
    return [rate.printed_change for rate in read(code, content).rates]


def test_kazakhstan_reads_items_and_not_the_head_of_the_document() -> None:
    assert printed(read("nbk", tables.NBK_DAY).rates) == [
        ("USD", "1", "501.4", "2026-05-20"),
        ("UZS", "100", "4.11", "2026-05-20"),
        ("RUB", "1", "6", "2026-05-20"),
    ]
    assert changes("nbk", tables.NBK_DAY) == ["-1.35", "0.02", "0.00"]


def test_kazakhstan_takes_the_day_of_a_feed_from_each_item_and_the_sign_from_its_index() -> None:
    assert printed(read("nbk", tables.NBK_RSS).rates) == [
        ("USD", "1", "501.4", "2026-05-20"),
        ("KRW", "100", "34.02", "2026-05-20"),
    ]
    assert changes("nbk", tables.NBK_RSS) == ["2.10", "-0.30"]


def test_kazakhstan_has_no_items_for_a_day_that_is_not_set_yet() -> None:
    head = tables.NBK_DAY.partition("<item>")[0]
    with pytest.raises(UnreadableSource) as refused:
        read("nbk", f"{head}<info>Информации нет</info></rates>")
    assert refused.value.name == "empty"


@pytest.mark.parametrize(
    ("index", "change", "read_as"),
    [
        ("UP", "+1.80", "1.80"),
        ("", "-1.80", "-1.80"),
        ("DOWN", "1.80", "-1.80"),
        ("", "0.00", "0.00"),
        ("DOWN", "-0.00", "0.00"),
        ("UP", "-1.80", ""),
        ("DOWN", "+1.80", ""),
        ("UP", "", ""),
        ("UP", "1,80", ""),
        ("UP", "9" * 41, ""),
    ],
)
def test_a_change_that_contradicts_its_direction_is_not_believed(
    index: str, change: str, read_as: str
) -> None:
    content = tables.NBK_RSS.replace("<index>UP</index>", f"<index>{index}</index>")
    assert changes("nbk", content.replace("2.10", change))[0] == read_as


def test_kyrgyzstan_has_a_day_in_each_list_and_leaves_the_dead_code_beside_its_heir() -> None:
    assert printed(read("nbkr", tables.NBKR_DAILY).rates) == [
        ("USD", "1", "88.1200", "2026-05-21"),
        ("KZT", "1", "0.1757", "2026-05-21"),
    ]
    weekly = read("nbkr", tables.NBKR_WEEKLY)
    assert printed(weekly.rates) == [
        ("JPY", "10", "5.6020", "2026-05-16"),
        ("BYN", "1", "31.1100", "2026-05-16"),
    ]
    assert left(weekly) == [("BYR 2026-05-16", "dead-code")]


def test_a_code_that_died_later_is_kept_where_it_stands_alone() -> None:
    content = tables.NBKR_WEEKLY.replace("BYN", "CHF").replace("16.05.2026", "14.05.2005")
    assert [rate.currency for rate in read("nbkr", content).rates] == ["JPY", "BYR", "CHF"]


def test_a_comma_bank_is_not_read_with_points() -> None:
    parsed = read("nbkr", tables.NBKR_DAILY.replace("88,1200", "88.1200"))
    assert left(parsed) == [("USD 21.05.2026", "bad-number")]


@pytest.mark.parametrize(
    "url",
    [
        tables.NBKR_HISTORY_URL,
        "file:///imports/history-USD-2026.html?as=rates#lines=1-1",
        "file:///history%20USD.html",
        "file:///index1.jsp%3Fitem%3D1562%26valuta_id%3D15%26beg_day%3D01?as=rates",
        "history_usd_USD.html",
    ],
)
def test_kyrgyz_history_takes_currency_from_its_address_and_units_from_the_card(url: str) -> None:
    assert printed(read("nbkr", tables.NBKR_HISTORY, url).rates) == [
        ("USD", "1", "88.0100", "2026-05-20"),
        ("USD", "1", "87.9900", "2026-05-19"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.nbkr.kg/index1.jsp?valuta_id=999",
        "https://www.nbkr.kg/index1.jsp?valuta_id=999&name=USD",
        "history.html",
        "history-USD-EUR.html",
        "history-XXX.html",
    ],
)
def test_kyrgyz_history_of_no_named_currency_says_how_to_name_it(url: str) -> None:
    with pytest.raises(UnreadableSource, match=r"history-USD-2005\.html"):
        read("nbkr", tables.NBKR_HISTORY, url)


def test_kyrgyz_history_without_a_value_is_left() -> None:
    content = tables.NBKR_HISTORY.replace("<!--value-->88,0100<!--value-->", "")
    assert left(read("nbkr", content)) == [("USD 20.05.2026", "no-value")]
    content = tables.NBKR_HISTORY.replace("<!--value-->87,9900<!--value-->", "")
    assert left(read("nbkr", content)) == [("USD 19.05.2026", "no-value")]


def test_uzbekistan_goes_by_code_and_not_by_id() -> None:
    assert printed(read("cbu", tables.CBU_JSON).rates) == [
        ("USD", "1", "12340.50", "2026-05-20"),
        ("EUR", "1", "14001.07", "2026-05-20"),
        ("VND", "10", "4.70", "2026-05-20"),
    ]
    assert changes("cbu", tables.CBU_JSON) == ["-7.5", "12.3", "0"]


def test_uzbekistan_reads_the_same_from_xml_and_from_bare_numbers() -> None:
    dollar = read("cbu", tables.CBU_JSON).rates[0]
    assert read("cbu", tables.CBU_XML).rates == (dollar,)
    assert read("cbu", tables.CBU_XML.replace("Date>", "date>")).rates == (dollar,)
    assert read("cbu", tables.CBU_JSON.replace('"12340.50"', "12340.50")).rates[0] == dollar


def test_uzbekistan_leaves_what_is_no_record() -> None:
    parsed = read("cbu", tables.CBU_JSON.replace("[", '[null, "USD", {"Rate": null}, ', 1))
    assert len(parsed.rates) == 3
    assert left(parsed) == [(f"record {number}", "no-currency") for number in (1, 2, 3)]


def test_tajikistan_goes_by_the_documents_day_and_code_under_a_wrong_charset() -> None:
    assert printed(read("nbt", tables.NBT_DAY).rates) == [
        ("USD", "1", "9.4010", "2026-05-20"),
        ("RUB", "1", "0.1301", "2026-05-20"),
        ("UZS", "100", "0.0790", "2026-05-20"),
    ]
    truly = tables.NBT_DAY.replace("Сӯм", "Сум").encode("cp1251")
    assert read("nbt", truly).rates == read("nbt", tables.NBT_DAY).rates


@pytest.mark.parametrize("day", ["20.05.2026", "2026-05-20"])
def test_turkmenistan_reads_both_forms_of_its_day_and_the_multiplier(day: str) -> None:
    parsed = read("cbt", tables.cbt_day(CBT_DOLLAR, CBT_TENGE, CBT_POUND, day=day))
    assert printed(parsed.rates) == [
        ("USD", "1", "3.5", "2026-05-20"),
        ("KZT", "100", "0.7", "2026-05-20"),
        ("GBP", "1", "4.55", "2026-05-20"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        ("KZT", "GAZAK TEŇŇESI", "500", "100", "0.007"),
        ("KZT", "GAZAK TEŇŇESI", "500", "1", "0.7"),
        ("KZT", "GAZAK TEŇŇESI / ABŞ DOLL.", "500", "100", "0.7"),
        ("GBP", "FUNT STERLING", "0.77", "1", "4.55"),
    ],
)
def test_turkmenistan_leaves_a_record_that_contradicts_itself(wrong: tuple[str, str, str, str, str]) -> None:
    parsed = read("cbt", tables.cbt_day(CBT_DOLLAR, wrong))
    assert [rate.currency for rate in parsed.rates] == ["USD"]
    assert left(parsed) == [(f"{wrong[0]} 20.05.2026", "inconsistent")]


def test_rounding_is_no_contradiction() -> None:
    rial = ("IRR", "EÝRAN RIALY", "1321664", "10000", "0.0265")
    pound = ("XDR", "SDR / ABŞ-NYŇ DOLLARY", "1.36623", "1", "4.7818")
    assert len(read("cbt", tables.cbt_day(CBT_DOLLAR, rial, pound)).rates) == 3


def test_one_wrong_dollar_does_not_make_the_others_wrong() -> None:
    dollar = ("USD", "ABŞ-NYŇ DOLLARY", "1", "1", "35")
    parsed = read("cbt", tables.cbt_day(dollar, CBT_TENGE, CBT_POUND))
    assert [rate.currency for rate in parsed.rates] == ["KZT", "GBP"]
    assert left(parsed) == [("USD 20.05.2026", "inconsistent")]


def test_a_new_peg_does_not_empty_the_table() -> None:
    records = (
        ("USD", "ABŞ-NYŇ DOLLARY", "1", "1", "7"),
        ("KZT", "GAZAK TEŇŇESI", "500", "100", "1.4"),
        ("GBP", "FUNT STERLING / ABŞ-NYŇ DOLLARY", "1.3", "1", "9.1"),
    )
    assert len(read("cbt", tables.cbt_day(*records)).rates) == 3


def test_a_record_with_one_number_has_nothing_to_contradict() -> None:
    parsed = read("cbt", tables.cbt_day(CBT_DOLLAR, ("KZT", "GAZAK TEŇŇESI", "", "100", "0.7")))
    assert [rate.currency for rate in parsed.rates] == ["USD", "KZT"]


def test_the_euro_is_quoted_in_foreign_money() -> None:
    parsed = read("ecb", tables.ECB_DAYS)
    assert printed(parsed.rates) == [
        ("USD", "1.1520", "1", "2026-05-20"),
        ("JPY", "170.05", "1", "2026-05-20"),
        ("USD", "1.1499", "1", "2026-05-19"),
    ]
    assert {rate.per for rate in parsed.rates} == {"EUR"}


def test_columns_go_by_their_names() -> None:
    assert printed(read("ecb", tables.ECB_CSV).rates) == [
        ("USD", "1.1499", "1", "2026-05-19"),
        ("USD", "1.1520", "1", "2026-05-20"),
    ]
    short = "OBS_VALUE,TIME_PERIOD,CURRENCY\n1.1520,2026-05-20,USD\n,,\n,2026-05-20,CHF\n"
    parsed = read("ecb", short)
    assert printed(parsed.rates) == [("USD", "1.1520", "1", "2026-05-20")]
    assert left(parsed) == [("record 2", "blank"), ("CHF 2026-05-20", "no-value")]


def test_other_series_and_a_cut_last_line_are_left() -> None:
    other = tables.ECB_CSV.replace("D,USD,EUR,SP00,A,2026-05-19", "M,USD,EUR,SP00,A,2026-05-19")
    assert left(read("ecb", other)) == [("USD 2026-05-19", "other-series")]
    cut = "CURRENCY,TIME_PERIOD,OBS_VALUE\nUSD,2026-05-19,1.1499\nUSD,2026-05-20,1.1"
    assert left(read("ecb", cut)) == [("USD 2026-05-20", "cut-off")]
    assert left(read("ecb", cut + "\n")) == []


def test_russia_reads_value_and_nominal_and_nothing_with_an_exponent() -> None:
    assert printed(read("cbr", tables.CBR_DAY.encode("cp1251")).rates) == [
        ("USD", "1", "74.0100", "2026-05-20"),
        ("IRR", "1000000", "56.1010", "2026-05-20"),
    ]


def test_russia_names_the_currency_of_a_stretch_by_the_card() -> None:
    assert printed(read("cbr", tables.CBR_STRETCH).rates) == [
        ("KZT", "100", "15.0001", "2026-05-19"),
        ("KZT", "100", "15.0202", "2026-05-20"),
    ]
    parsed = read("cbr", tables.CBR_STRETCH.replace('20.05.2026" Id="R01335"', '20.05.2026" Id="R09999"'))
    assert left(parsed) == [("R09999 20.05.2026", "unknown-number")]


def test_russia_answers_an_error_with_status_200() -> None:
    with pytest.raises(UnreadableSource, match="Error in parameters") as refused:
        read("cbr", tables.CBR_ERROR)
    assert refused.value.name == "error-document"


def test_metals_are_no_currencies() -> None:
    metals = (
        '<Metall FromDate="20260519"><Record Date="19.05.2026" Code="1"><Buy>9001,10</Buy></Record></Metall>'
    )
    with pytest.raises(UnreadableSource, match="metals") as refused:
        read("cbr", metals)
    assert refused.value.name == "not-a-table"
