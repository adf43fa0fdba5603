from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils.translation import override

from aitys.store import rates
from tests.web.quotations import TODAY, YESTERDAY, add_bank, keep_five, keep_rates, quote
from tests.web.world import Page

pytestmark = pytest.mark.usefixtures("fresh_index")

CODES = ("KGS", "KZT", "TJS", "UZS", "TMT")
ITEMS = "//section[@class='ticker']//li"
NBSP = "\u00a0"


def test_each_currency_stands_once_on_a_page_in_the_order_of_the_settings(client: Client) -> None:
    keep_five()
    page = Page(client, "/")
    assert [page.text.count(code) for code in CODES] == [1, 1, 1, 1, 1]
    assert page.values(f"{ITEMS}//a/@href") == [f"/rates/{code.lower()}/" for code in CODES]
    assert page.text.count("Official rates of central banks") == 1


def test_a_line_has_both_directions_the_change_the_bank_and_the_day(client: Client) -> None:
    keep_rates(quote("nbkr", "87.0000", YESTERDAY), quote("nbkr", "87.4500"))
    (line,) = Page(client, "/about/").texts(ITEMS)
    assert line == ("KGS/USD = 0.011435 −0.51 % 1 USD = 87.4500 som NBKR")


def test_the_day_of_most_is_said_once_and_another_beside_its_rate(client: Client) -> None:
    keep_rates(quote("nbkr", "87.4500"), quote("nbk", "475.09"), quote("cbu", "12194.21", YESTERDAY))
    page = Page(client, "/about/")
    label = "//div[@class='ticker-label']"
    assert page.values(f"{label}//time/@datetime") == [str(TODAY)]
    assert f"in force {TODAY.day} {TODAY:%B}" in page.texts(label)[0]
    assert "percentages are the change of the pair" in page.texts(label)[0]
    assert page.values(f"{ITEMS}//time/@datetime") == [str(YESTERDAY)]


def test_the_row_can_be_scrolled_by_keys(client: Client) -> None:
    keep_five()
    row = "//section[@class='ticker']/ul"
    assert Page(client, "/about/").values(f"{row}/@tabindex") == ["0"]
    assert Page(client, "/about/").values(f"{row}/@aria-labelledby") == ["ticker-label"]


def test_a_small_money_has_as_many_digits_as_its_print_carries(client: Client) -> None:
    keep_rates(quote("cbu", "12194.21"))
    (line,) = Page(client, "/about/").texts(ITEMS)
    assert line.startswith("UZS/USD = 0.000082006 ")
    assert "1 USD = 12,194.21 sum" in line


@pytest.mark.parametrize(
    ("before", "shown"),
    [("87.4500", f"0.00{NBSP}%"), ("87.3000", f"−0.17{NBSP}%"), ("87.6000", f"+0.17{NBSP}%")],
)
def test_a_change_is_signed_for_the_direction_shown_and_a_standstill_is_no_minus(
    client: Client, before: str, shown: str
) -> None:
    keep_rates(quote("nbkr", before, YESTERDAY), quote("nbkr", "87.4500"))
    page = Page(client, "/about/")
    assert [span.text for span in page.tree.xpath(f"{ITEMS}//span[contains(@class, 'change')]")] == [shown]  # type: ignore[union-attr]  # elements
    assert "-0" not in page.text


def test_a_change_that_nobody_knows_is_said_in_words(client: Client) -> None:
    keep_rates(quote("nbkr", "87.4500"))
    page = Page(client, "/about/")
    assert page.texts(f"{ITEMS}//span[contains(@class, 'change')]") == ["— change unknown"]
    assert page.values(f"{ITEMS}//span[@aria-hidden]/text()") == ["—"]


def test_a_peg_and_an_old_rate_say_so(client: Client) -> None:
    keep_rates(quote("cbt", "3.5000"), quote("nbk", "475.09", TODAY - timedelta(days=30)))
    marks = {line.split("/")[0]: line for line in Page(client, "/about/").texts(ITEMS)}
    assert " peg" in marks["TMT"]
    assert " old" in marks["KZT"]


def test_a_bank_that_has_given_no_rate_yet_says_so(client: Client) -> None:
    add_bank("nbt")
    assert Page(client, "/about/").texts(ITEMS) == ["TJS no official rate yet, NBT"]


def test_a_desk_without_banks_has_no_ticker(client: Client) -> None:
    assert "ticker" not in client.get("/about/").content.decode()


def test_the_page_that_finds_nothing_has_the_ticker_too(client: Client) -> None:
    keep_five()
    page = Page(client, "/nothing-here")
    assert page.status == 404
    assert len(page.texts(ITEMS)) == 5


Execute = Callable[..., Any]


def break_off(execute: Execute, sql: str, params: object, many: bool, context: object) -> NoReturn:  # noqa: FBT001 - Django passes by position
    raise OperationalError("the disk went away")


def test_an_error_page_needs_no_database(client: Client) -> None:
    keep_five()
    with connection.execute_wrapper(break_off):
        answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "ticker" not in answer.content.decode()


def test_a_page_does_not_look_the_ticker_up_again(client: Client) -> None:
    keep_five()
    client.get("/about/")
    with connection.execute_wrapper(break_off):
        answer = client.get("/nothing-here")
    assert "KGS/USD" in answer.content.decode()


def test_the_ticker_speaks_the_readers_language(client: Client) -> None:
    keep_rates(quote("cbu", "12194.21"))
    with override("ru"):
        (line,) = Page(client, "/about/").texts(ITEMS)
    assert "UZS/USD = 0,000082006" in line
    assert "12 194,21" in line


def test_a_revised_rate_is_marked(client: Client) -> None:
    keep_rates(quote("nbkr", "87.4500"))
    keep_rates(quote("nbkr", "87.5500"))
    assert rates.latest_days() == {"nbkr": TODAY}
    (line,) = Page(client, "/about/").texts(ITEMS)
    assert "87.5500" in line
    assert " revised" in line
