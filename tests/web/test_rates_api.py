from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests.web.quotations import TODAY, YESTERDAY, keep_five, keep_rates, quote

pytestmark = pytest.mark.django_db


def ask(client: Client, asked: str, status: int = 200) -> dict[str, object]:
    answer = client.get(f"/rates/v1/{asked}")
    assert answer.status_code == status
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/json"
    found: dict[str, object] = json.loads(answer.content)
    return found


def test_the_latest_rates_have_the_shape_of_the_frankfurter_api(client: Client) -> None:
    keep_five()
    assert ask(client, "latest?base=USD&symbols=KZT,UZS") == {
        "amount": 1.0,
        "base": "USD",
        "date": str(TODAY),
        "rates": {"KZT": 475.09, "UZS": 12194.21},
        "banks": {"KZT": "nbk", "UZS": "cbu"},
    }


def test_from_and_to_are_the_older_names(client: Client) -> None:
    keep_five()
    assert ask(client, "latest?from=usd&to=kzt") == ask(client, "latest?base=USD&symbols=KZT")


def test_the_other_direction_is_inverted_and_an_amount_is_multiplied(client: Client) -> None:
    keep_five()
    assert ask(client, "latest?base=KZT&symbols=USD")["rates"] == {"USD": 0.0021049}
    assert ask(client, "latest?base=USD&symbols=KGS&amount=10") == {
        "amount": 10.0,
        "base": "USD",
        "date": str(TODAY),
        "rates": {"KGS": 874.5},
        "banks": {"KGS": "nbkr"},
    }


def test_without_symbols_every_currency_comes(client: Client) -> None:
    keep_five()
    assert list(ask(client, "latest?base=USD")["rates"]) == ["KGS", "KZT", "TJS", "TMT", "UZS"]  # type: ignore[call-overload]  # an object of JSON


def test_the_base_is_the_euro_unless_another_is_asked_for(client: Client) -> None:
    keep_rates(quote("nbk", "550.10", currency="EUR"))
    assert ask(client, "latest")["rates"] == {"KZT": 550.1}


def test_what_a_bank_printed_is_given_whole_also_of_the_euro_and_multiplied(client: Client) -> None:
    keep_rates(quote("cbu", "12029.77"), quote("cbu", "13987.02", currency="EUR"))
    assert ask(client, "latest?base=USD&symbols=UZS")["rates"] == {"UZS": 12029.77}
    assert ask(client, "latest?symbols=UZS")["rates"] == {"UZS": 13987.02}
    assert ask(client, "latest?base=USD&symbols=UZS&amount=10")["rates"] == {"UZS": 120297.7}
    assert ask(client, "latest?symbols=USD")["rates"] == {"USD": 1.1627}, "computed: the digits both carry"


@pytest.mark.parametrize("asked", ["", "steppe", "2026-05-12/USD", "latest/"])
def test_an_address_that_is_none_says_which_there_are(client: Client, asked: str) -> None:
    assert "ask for latest, currencies, a day" in str(ask(client, asked, 404)["message"])


def test_what_is_not_known_is_named(client: Client) -> None:
    keep_five()
    assert "the base XXX" in str(ask(client, "latest?base=XXX", 404)["message"])
    assert "of XXX, YYY for" in str(ask(client, "latest?base=USD&symbols=XXX,YYY", 404)["message"])
    for asked in ("latest", f"{TODAY}..{TODAY}"):
        assert ask(client, f"{asked}?base=USD&symbols=KZT,XXX")["missing"] == ["XXX"]
    assert "missing" not in ask(client, "latest?base=USD&symbols=KZT")


def test_a_bank_can_be_named(client: Client) -> None:
    keep_five()
    keep_rates(quote("nbkr", "5.4310", currency="KZT", units="10"))
    found = ask(client, "latest?base=USD&symbols=KZT&bank=nbkr")
    assert found["banks"] == {"KZT": "nbkr"}
    assert found["rates"] == {"KZT": 161.02}
    assert "there are nbkr, nbk, nbt, cbu, cbt" in str(ask(client, "latest?bank=steppe", 400)["message"])


def test_a_day_gives_what_was_in_force_on_it(client: Client) -> None:
    monday = TODAY - timedelta(days=30)
    keep_rates(quote("nbk", "470.00", monday), quote("nbk", "475.09"))
    found = ask(client, f"{monday + timedelta(days=2)}?base=USD")
    assert (found["date"], found["rates"]) == (str(monday), {"KZT": 470.0})
    assert ask(client, f"{monday - timedelta(days=1)}?base=USD", 404) == {
        "message": "no official rate of the base USD at that time; see currencies"
    }


def test_a_range_gives_each_published_day(client: Client) -> None:
    keep_five()
    path = f"{YESTERDAY}..{TODAY}?base=USD&symbols=KZT"
    assert ask(client, path) == {
        "amount": 1.0,
        "base": "USD",
        "start_date": str(YESTERDAY),
        "end_date": str(TODAY),
        "rates": {str(YESTERDAY): {"KZT": 475.09}, str(TODAY): {"KZT": 475.09}},
        "banks": {str(YESTERDAY): {"KZT": "nbk"}, str(TODAY): {"KZT": "nbk"}},
    }
    assert ask(client, f"{YESTERDAY}..?base=USD&symbols=KZT") == ask(client, path)


def test_currencies_have_names(client: Client) -> None:
    keep_rates(quote("nbk", "475.09"))
    assert ask(client, "currencies") == {"KZT": "Kazakhstani Tenge", "USD": "US Dollar"}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("latest?base=DOLLAR", "invalid currency code: it has three letters, as in USD"),
        ("latest?symbols=EU", "invalid currency code: it has three letters, as in USD"),
        ("latest?base=USD&symbols=USD", "bad currency pair"),
        ("latest?amount=-1", "invalid amount"),
        ("latest?amount=NaN", "invalid amount"),
        ("latest?amount=Infinity", "invalid amount"),
        ("latest?amount=ten", "invalid amount"),
        ("2026-02-30", "invalid date"),
        ("2026-04-02..2026-04-01", "the last day is before the first one"),
        ("2020-01-01..2024-01-01?symbols=USD", "a range has 400 days at most"),
        ("2024-01-01..2024-03-01", "a range has 31 days at most, or 400 where up to 10 symbols are named"),
    ],
)
def test_a_wrong_question_is_answered_with_a_message(client: Client, asked: str, says: str) -> None:
    assert ask(client, asked, 400) == {"message": says}


@pytest.mark.parametrize(
    "asked",
    ["yesterday", "latest", "latest?base=XXX", "0001-01-01", "9999-12-31", "currencies", "1999-01-01.."],
)
def test_what_is_not_there_is_not_found(client: Client, asked: str) -> None:
    status = 400 if asked.endswith("..") else 404
    assert "message" in ask(client, asked, status)


def test_the_latest_are_the_last_known_however_old_and_a_day_asks_for_what_was_in_force(
    client: Client,
) -> None:
    long_ago = TODAY - timedelta(days=200)
    keep_rates(quote("nbk", "475.09", day=long_ago), quote("cbu", "12194.21", day=TODAY - timedelta(days=60)))
    found = ask(client, "latest?base=USD&symbols=KZT,UZS")
    assert found["rates"] == {"KZT": 475.09, "UZS": 12194.21}
    assert found["date"] == str(TODAY - timedelta(days=60))
    assert ask(client, f"{long_ago}?base=USD&symbols=KZT")["date"] == str(long_ago)
    ask(client, f"{TODAY}?base=USD&symbols=KZT", status=404)
