from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from aitys.desk.sources import add_bank
from aitys.store import banks, rates
from aitys.values.rates import Rate
from tests.builders import NOON
from tests.builders import reader as read_by

pytestmark = pytest.mark.django_db


def test_the_page_of_sources_tells_of_a_banks_rates(client: Client) -> None:
    route = add_bank(banks.by_code("nbt"))
    body = client.get("/sources/").content.decode()
    assert "0 official rates" in body
    assert "{day" not in body
    rate = Rate("nbt", "USD", "TJS", "1", "9.4010", date(2026, 11, 20))
    rates.keep(read_by(route, NOON, "nbt@1"), "nbt", [rate], None)
    body = client.get("/sources/").content.decode()
    assert "1 official rate<" in body
    assert "20 November 2026" in body
    assert "Seen:" not in body
