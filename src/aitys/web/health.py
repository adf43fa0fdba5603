"""What a supervisor and a monitor ask: is it alive, is it ready, what are its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from aitys.store import desk, sources
from aitys.values.stored import DeskCounts, SourceStatus
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
    registry.register(_DeskNumbers(desk.counts(), sources.statuses()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _DeskNumbers(Collector):
    """Read from the record at every look: several processes work on a desk, none could count alone."""

    def __init__(self, counts: DeskCounts, statuses: Sequence[SourceStatus]) -> None:
        self.counts = counts
        self.statuses = statuses

    def collect(self) -> Iterator[Metric]:
        counts = self.counts
        yield GaugeMetricFamily("aitys_posts", "Posts kept", value=counts.posts)
        yield GaugeMetricFamily("aitys_sources", "Sources with a card", value=counts.sources)
        yield GaugeMetricFamily("aitys_captures", "Captures kept as evidence", value=counts.captures)
        yield GaugeMetricFamily("aitys_unread", "Captures nobody has parsed yet", value=counts.unread)
        yield GaugeMetricFamily("aitys_unindexed", "Posts the index is behind on", value=counts.unindexed)
        yield self._failures()
        yield self._last_ok()

    def _failures(self) -> Metric:
        told = GaugeMetricFamily(
            "aitys_source_failures", "Looks that failed in a row, over all routes", labels=["source"]
        )
        for status in self.statuses:
            told.add_metric([status.card.slug], sum(route.failures for route in status.routes))
        return told

    def _last_ok(self) -> Metric:
        told = GaugeMetricFamily(
            "aitys_source_last_ok_timestamp_seconds", "When a route was last read well", labels=["source"]
        )
        for status in self.statuses:
            times = [route.last_ok_at for route in status.routes if route.last_ok_at]
            if times:
                told.add_metric([status.card.slug], max(times).timestamp())
        return told
