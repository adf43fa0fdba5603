"""What a supervisor and a monitor ask: is it alive, is it ready, what are its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from aitys.store import desk, rates, sources
from aitys.values.stored import SourceLooks
from aitys.web import counts
from aitys.web.answers import unkept

_PLAIN = "text/plain; charset=utf-8"


@unkept
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls every view with it
    """The process answers; nothing else is looked at."""
    return HttpResponse("alive\n", content_type=_PLAIN)


@unkept
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls every view with it
    wrong = desk.ready()
    if wrong:
        said = "".join(f"not ready: {name}\n" for name in wrong)
        return HttpResponse(said, content_type=_PLAIN, status=503)
    return HttpResponse("ready\n", content_type=_PLAIN)


@unkept
def metrics(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls every view with it
    registry = CollectorRegistry()
    registry.register(_DeskNumbers(sources.looks()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _DeskNumbers(Collector):
    """Read from the record: several processes work on a desk, none could count alone.

    Posts and captures, which only grow, are counted every 15 seconds; all else at every look.
    """

    def __init__(self, looks: Sequence[SourceLooks]) -> None:
        self.looks = looks

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("aitys_posts", "Posts kept", value=counts.posts())
        yield GaugeMetricFamily("aitys_sources", "Sources with a card", value=len(self.looks))
        yield GaugeMetricFamily("aitys_captures", "Captures kept as evidence", value=counts.captures())
        yield GaugeMetricFamily("aitys_unread", "Captures nobody has parsed yet", value=desk.unread())
        yield GaugeMetricFamily("aitys_unindexed", "Posts the index is behind on", value=desk.unindexed())
        yield self._failures()
        yield self._last_ok()
        yield self._latest_tables()

    def _failures(self) -> Metric:
        told = GaugeMetricFamily(
            "aitys_source_failures", "Looks that failed in a row, over all routes", labels=["source"]
        )
        for look in self.looks:
            told.add_metric([look.slug], look.failures)
        return told

    def _last_ok(self) -> Metric:
        told = GaugeMetricFamily(
            "aitys_source_last_ok_timestamp_seconds", "When a route was last read well", labels=["source"]
        )
        for look in self.looks:
            if look.last_ok_at:
                told.add_metric([look.slug], look.last_ok_at.timestamp())
        return told

    def _latest_tables(self) -> Metric:
        told = GaugeMetricFamily(
            "aitys_bank_latest_table_timestamp_seconds",
            "The day printed in a bank's latest table, at its midnight in UTC",
            labels=["source"],
        )
        for slug, day in rates.latest_days().items():
            told.add_metric([slug], datetime.combine(day, time(), UTC).timestamp())
        return told
