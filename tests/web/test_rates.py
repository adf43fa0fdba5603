from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from aitys.errors import Failure
from aitys.store import sources
from aitys.web.currencies import currency_name
from tests.builders import NOON
from tests.web.quotations import TODAY, YESTERDAY, add_bank, keep_five, keep_rates, quote
from tests.web.world import Page

pytestmark = pytest.mark.usefixtures("fresh_index")

CURRENCIES = (
    "EUR",
    "RUB",
    "CNY",
    "JPY",
    "GBP",
    "TRY",
    "AED",
    "AMD",
    "CHF",
    "CZK",
    "DKK",
    "GEL",
    "HUF",
    "INR",
    "KRW",
)


def keep_a_year() -> None:
    """The dollar of the National Bank of Kazakhstan on each of 300 days, and its other currencies today."""
    days = [TODAY - timedelta(days=number) for number in range(300)]
    keep_rates(
        *(quote("nbk", f"{475 + number % 7}.{number % 90 + 10}", day) for number, day in enumerate(days))
    )
    keep_rates(*(quote("nbk", "12.34", currency=currency) for currency in CURRENCIES))


def test_the_rates_page_has_each_home_bank_in_both_directions(client: Client) -> None:
    keep_five()
    keep_rates(quote("nbt", "7.6635", currency="UZS", units="10000"))
    page = Page(client, "/rates/")
    assert page.texts("//main//h2")[:5] == [
        "National Bank of the Kyrgyz Republic",
        "National Bank of Kazakhstan",
        "National Bank of Tajikistan",
        "Central Bank of Uzbekistan",
        "Central Bank of Turkmenistan",
    ]
    rows = page.texts("//table[@class='rates']//tbody/tr")
    assert f"1 USD = 12,194.21 UZS UZS/USD = 0.000082006 0.00 % {TODAY.day} {TODAY:%b %Y}" in rows
    assert "10,000 UZS = 7.6635 TJS" in " ".join(rows)
    assert "TJS/UZS = 1,304.9" in " ".join(rows)


def test_the_page_says_official_rate_and_that_people_may_pay_another(client: Client) -> None:
    keep_five()
    page = Page(client, "/rates/")
    assert page.texts("//h1") == ["Official rates"]
    assert "what people pay at a counter" in page.texts("//p[@class='lead']")[0]
    assert "The bank has held 1 USD at 3.5 TMT since 1 January 2015." in page.text


def test_the_control_banks_stand_apart(client: Client) -> None:
    keep_five()
    keep_rates(quote("cbr", "78.2267"))
    page = Page(client, "/rates/")
    assert page.texts("//h2[.='For comparison']/following-sibling::div/section/h3") == ["Bank of Russia"]


def test_a_day_can_be_chosen(client: Client) -> None:
    keep_rates(quote("nbkr", "87.0000", TODAY - timedelta(days=40)), quote("nbkr", "87.4500"))
    page = Page(client, "/rates/", {"day": str(TODAY - timedelta(days=38))})
    assert "1 USD = 87.0000 KGS" in page.text
    assert page.texts("//h1")[0].startswith("Official rates, ")
    none = Page(client, "/rates/", {"day": "2020-01-01"})
    assert "This desk has no official rate of that day from this bank." in none.text


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_refused_with_a_sentence(client: Client, day: str) -> None:
    keep_five()
    page = Page(client, "/rates/", {"day": day})
    assert page.status == 400
    assert page.texts("//main//ul[contains(@class, 'errorlist')]/li")
    assert not page.texts("//table")


def test_a_bank_that_cannot_be_read_says_so(client: Client) -> None:
    keep_rates(quote("cbt", "3.5000"))
    sources.record_failure(add_bank("cbt").id, NOON, Failure("too-slow", "of no concern", permanent=False))
    page = Page(client, "/rates/")
    assert "not read now (failed once)" in page.text
    assert "of no concern" not in page.text


def test_of_a_bank_whose_tables_are_all_old_it_is_said_once(client: Client) -> None:
    day = TODAY - timedelta(days=30)
    keep_rates(quote("nbk", "475.09", day), quote("nbk", "548.62", day, currency="EUR"))
    page = Page(client, "/rates/")
    assert page.texts("//main//span[contains(@class, 'mark')]") == ["old"]
    assert "Nothing newer has come from the bank for over ten days." in page.text


def test_an_outlier_is_shown_as_printed_and_its_mark_is_explained(client: Client) -> None:
    keep_five()
    keep_rates(
        quote("cbu", "4037.68", currency="TMT"),
        quote("nbkr", "24.9857", currency="TMT"),
        quote("nbt", "2.6700", currency="TMT"),
    )
    page = Page(client, "/rates/")
    marked = [row for row in page.texts("//table[@class='rates']//tbody/tr") if "outlier" in row]
    assert [row.split(" outlier")[0] for row in marked] == ["1 TMT = 4,037.68 UZS"]
    assert "It stands here as the bank printed it." in page.text


def test_a_desk_without_banks_says_that_it_reads_none(client: Client) -> None:
    assert "This desk reads no central bank." in Page(client, "/rates/").text


def test_a_currency_has_a_drawing_with_a_table_beside_it(client: Client) -> None:
    keep_a_year()
    page = Page(client, "/rates/kzt/")
    assert page.texts("//h1") == ["Kazakhstani Tenge (KZT)"]
    assert page.values("//svg/@role") == ["img"]
    assert page.texts("//svg/title") == ["Official rate: 1 USD in KZT"]
    assert page.texts("//svg/desc")[0].startswith("From ")
    table = "//div[contains(@class, 'scroll')]//table"
    assert len(page.texts(f"{table}/tbody/tr")) == 90
    assert page.texts(f"{table}/thead//th") == [
        "In force from",
        "KZT for 1 USD",
        "USD for 1 KZT",
        "Change of USD in KZT",
    ]


def test_another_currency_can_be_drawn_and_one_that_is_not_quoted_is_not_found(client: Client) -> None:
    keep_a_year()
    keep_rates(quote("nbk", "550.10", YESTERDAY, currency="EUR"))
    page = Page(client, "/rates/kzt/", {"of": "EUR"})
    assert page.texts("//svg/title") == ["Official rate: 1 EUR in KZT"]
    assert Page(client, "/rates/kzt/", {"of": "XYZ"}).status == 404


def test_a_foreign_currency_has_all_banks_that_quote_it(client: Client) -> None:
    keep_five()
    page = Page(client, "/rates/usd/")
    rows = page.texts("//section[@aria-labelledby='others']//tbody/tr")
    assert len(rows) == 5
    assert any("1 USD = 475.09 KZT" in row for row in rows)
    assert page.values("//option[@selected]/@value") == ["nbkr"]
    chosen = Page(client, "/rates/usd/", {"bank": "cbu"})
    assert chosen.texts("//svg/title") == ["Official rate: 1 USD in UZS"]
    assert Page(client, "/rates/usd/", {"bank": "steppe"}).status == 404


def test_a_currency_whose_bank_has_given_nothing_yet_has_a_page(client: Client) -> None:
    add_bank("nbt")
    assert Page(client, "/rates/tjs/").status == 200


def test_a_currency_that_nobody_here_quotes_is_not_found(client: Client) -> None:
    keep_five()
    assert client.get("/rates/jpy/").status_code == 404
    assert client.get("/rates/kzt/jpy.csv").status_code == 404
    assert client.get("/rates/jpy/usd.json").status_code == 404


def test_a_currency_has_one_address(client: Client) -> None:
    answer = client.get("/rates/KZT/")
    assert (answer.status_code, answer["Location"]) == (301, "/rates/kzt/")


def test_the_history_can_be_taken_away_as_csv_and_json(client: Client) -> None:
    keep_five()
    page = Page(client, "/rates/uzs/")
    assert page.values("//main//p[@class='feeds']/a/@href") == ["/rates/uzs/usd.csv", "/rates/uzs/usd.json"]
    answer = client.get("/rates/uzs/usd.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [(row["day"], row["amount"]) for row in rows] == [
        (str(YESTERDAY), "12194.21"),
        (str(TODAY), "12194.21"),
    ]
    found = json.loads(client.get("/rates/uzs/usd.json").content)["rates"]
    assert [Decimal(each["amount"]) for each in found] == [Decimal("12194.21")] * 2


@pytest.mark.parametrize("path", ["/rates/", "/rates/kzt/", "/rates/usd/", "/rates/embed/"])
def test_a_page_of_rates_is_light_and_runs_nothing(client: Client, path: str) -> None:
    keep_five()
    keep_a_year()
    page = Page(client, path)
    assert page.status == 200
    assert page.weight < 42_000
    assert not page.texts("//script")
    assert not page.values("//@style")


def test_a_column_of_changes_says_whose_they_are(client: Client) -> None:
    keep_five()
    assert "Change of the price in KZT" in Page(client, "/rates/").texts("//th")
    assert "Change of USD" in Page(client, "/rates/usd/").texts("//th")


def test_money_of_the_region_is_named_as_its_newsrooms_do(client: Client) -> None:
    keep_five()
    assert Page(client, "/rates/kgs/").texts("//h1") == ["Kyrgyzstani Som (KGS)"]
    assert client.get("/rates/v1/currencies").json()["KGS"] == "Kyrgyzstani Som"
    with override("ru"):
        assert currency_name("KGS") == "кыргызский сом"
        assert currency_name("UZS") == "узбекский сум"
    with override("ky"):
        assert currency_name("KGS") == "Кыргызстан сому", "CLDR knows more Kyrgyz than we have written"


def test_one_day_is_told_as_one(client: Client) -> None:
    keep_rates(quote("nbkr", "115.6567", currency="GBP"))
    (about,) = Page(client, "/rates/gbp/").values("//meta[@name='description']/@content")
    assert about == f"115.6567 on {TODAY.day} {TODAY:%B %Y}, the only day here so far."
    keep_rates(quote("nbkr", "115.6567", YESTERDAY, currency="GBP"))
    (about,) = Page(client, "/rates/gbp/").values("//meta[@name='description']/@content")
    assert about.startswith("115.6567 on every day from ")


def test_only_the_embed_may_stand_on_other_sites(client: Client) -> None:
    keep_five()
    embed = client.get("/rates/embed/")
    assert "X-Frame-Options" not in embed.headers
    assert "frame-ancestors *;" in embed["Content-Security-Policy"] + ";"
    again = client.get("/rates/embed/")
    assert "frame-ancestors *;" in again["Content-Security-Policy"] + ";"
    page = client.get("/rates/")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_the_embed_opens_its_links_in_a_window_of_their_own(client: Client) -> None:
    keep_five()
    page = Page(client, "/rates/embed/")
    assert set(page.values("//a/@target")) == {"_blank"}
    assert all(link.startswith("http://127.0.0.1:8000/rates/") for link in page.values("//a/@href"))
    assert len(page.texts("//li")) == 5


def test_the_row_can_be_fetched_as_plain_html(client: Client) -> None:
    keep_five()
    answer = client.get("/rates/ticker.html")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.content.startswith(b"<section")
    assert b'href="http://127.0.0.1:8000/rates/kgs/"' in answer.content


def test_the_page_shows_what_to_copy(client: Client) -> None:
    keep_five()
    (snippet,) = Page(client, "/rates/").texts("//textarea")
    assert snippet.startswith('<iframe src="http://127.0.0.1:8000/rates/embed/" title="Official rates')


def test_search_engines_are_shown_the_currencies(client: Client) -> None:
    keep_rates(quote("nbk", "475.09"))
    found = client.get("/sitemap-pages.xml").content.decode()
    assert "http://127.0.0.1:8000/rates/</loc>" in found
    assert "http://127.0.0.1:8000/rates/kzt/</loc>" in found
