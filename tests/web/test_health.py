from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from aitys.errors import Failure
from aitys.settings import current
from aitys.store import sources
from aitys.values.sources import Card, RouteState
from tests.builders import NOON, add_source, keep
from tests.web.quotations import keep_rates, quote
from tests.web.world import index, report

pytestmark = pytest.mark.usefixtures("fresh_index")

SILENT = Failure("timeout", 'dead-letter: "no answer"\nwithin 60 s', permanent=False)


def numbers(client: Client) -> dict[str, float]:
    """Every sample of `/metrics`, named with its source where it has one."""
    families = text_string_to_metric_families(client.get("/metrics").content.decode())
    return {
        f"{sample.name} {sample.labels['source']}" if sample.labels else sample.name: sample.value
        for family in families
        for sample in family.samples
    }


def test_the_numbers_count_what_is_kept_and_what_waits(client: Client) -> None:
    keep(add_source(), report(1), report(2))
    told = numbers(client)
    assert told["aitys_posts"] == 2
    assert told["aitys_sources"] == 1
    assert told["aitys_captures"] == 1
    assert told["aitys_unread"] == 0
    assert told["aitys_unindexed"] == 2
    index()
    assert numbers(client)["aitys_unindexed"] == 0


def test_the_numbers_tell_how_each_source_does(client: Client) -> None:
    route = add_source()
    dead = add_source(Card("dead-letter", "Dead Letter"), "https://dead-letter.example/feed.xml")
    sources.record_success(route.id, NOON, RouteState())
    sources.record_failure(dead.id, NOON, SILENT)
    sources.record_failure(dead.id, NOON, SILENT)
    told = numbers(client)
    assert told["aitys_source_failures steppe-courier"] == 0
    assert told["aitys_source_failures dead-letter"] == 2
    assert told["aitys_source_last_ok_timestamp_seconds steppe-courier"] == NOON.timestamp()
    assert "aitys_source_last_ok_timestamp_seconds dead-letter" not in told


def test_the_numbers_tell_the_day_of_each_banks_latest_table(client: Client) -> None:
    keep_rates(quote("cbu", "12029.77", date(2026, 11, 19)), quote("cbu", "12031.10", date(2026, 11, 20)))
    day = datetime(2026, 11, 20, tzinfo=UTC).timestamp()
    assert numbers(client)["aitys_bank_latest_table_timestamp_seconds cbu"] == day


def test_the_numbers_cost_no_more_queries_where_there_are_more_sources(client: Client) -> None:
    add_source()
    asked = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            numbers(client)
        asked.append(len(queries))
        add_source(Card(f"outlet-{number}", "Outlet"), f"https://outlet-{number}.example/feed.xml")
    assert asked == [7, 5, 5]  # what only grows is counted once in a while


def test_a_process_that_answers_is_alive_whatever_else_is_wrong(client: Client) -> None:
    shutil.rmtree(current().index)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_a_desk_is_ready_when_schema_and_index_are_there(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_a_desk_without_an_index_is_not_ready_and_says_why(client: Client) -> None:
    shutil.rmtree(current().index)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready: index\n")


def test_a_desk_of_another_schema_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'store'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready: schema\n")
