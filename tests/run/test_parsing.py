from __future__ import annotations

import asyncio
import resource
import time
from datetime import UTC, datetime

import pytest

from aitys.errors import UnreadableSource
from aitys.run.parsing import Job, Parsers, PieceJob, Understood, parse
from aitys.run.pieces import Piece
from aitys.sources.discover import look_at
from aitys.values.captures import Document, Purpose
from aitys.values.sources import Card, RouteKind
from tests.cli.site import feed, item

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def _job(content: bytes) -> Job:
    document = Document("http://steppe-courier.example/rss.xml", content, "application/rss+xml", NOON)
    return Job(Purpose.ROUTE, RouteKind.FEED, document, Card("courier", "Steppe Courier"), ("en", "ru"))


def _parse(parsers: Parsers, job: Job) -> Understood:
    return asyncio.run(parsers.parse(job))


GOOD = feed([item(1), item(2)])


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A feed of 70 MB: more than a parser may take of memory here."""
    return feed([item(number % 700, text="The river is calm. " * 900) for number in range(4000)])


def test_a_document_is_parsed_and_its_language_told_in_a_child() -> None:
    with Parsers(20, 1500) as parsers:
        found = _parse(parsers, _job(GOOD))
    assert [read.post.title for read in found.posts] == [
        "Bulletin 1 of the valley",
        "Bulletin 2 of the valley",
    ]
    assert {read.language for read in found.posts} == {"en"}


def _hang(_document: Document) -> None:
    """A parser that never comes to an end, however quick the machine is."""
    while True:
        time.sleep(0.1)


def test_a_parser_that_hangs_is_a_named_refusal_and_the_next_document_is_read() -> None:
    with Parsers(3, 1500) as parsers:
        with pytest.raises(UnreadableSource, match="stopped after 3 s") as refused:
            asyncio.run(parsers.run(_hang, _job(GOOD).document, "the long one"))
        assert refused.value.name == "parser-hung"
        assert len(_parse(parsers, _job(GOOD)).posts) == 2


def test_a_parser_that_eats_all_memory_is_a_named_refusal(bomb: bytes) -> None:
    with Parsers(60, 450) as parsers:
        with pytest.raises(UnreadableSource) as refused:
            _parse(parsers, _job(bomb))
        assert refused.value.name == "parser-died"
        assert refused.value.subject == "http://steppe-courier.example/rss.xml"
        assert len(_parse(parsers, _job(GOOD)).posts) == 2


def test_what_the_parser_itself_refuses_keeps_its_name() -> None:
    with Parsers(20, 1500) as parsers, pytest.raises(UnreadableSource, match="HTML"):
        _parse(parsers, _job(b"<html><body>We are moving house.</body></html>"))


def test_a_piece_is_parsed_with_its_line_numbers() -> None:
    body = b'{"source": "@bazaar_talk", "id": 1, "date": "2026-11-20", "text": "All is well."}\nnot json\n'
    with Parsers(20, 1500) as parsers:
        found = parsers.wait(
            parsers.start_piece(PieceJob(Piece("posts.jsonl", body, 501), NOON, ("en",))), "piece"
        )
    assert [(each.source, each.read.post.text) for each in found.posts] == [("@bazaar_talk", "All is well.")]
    assert "502" in found.left[0].subject


def test_a_page_is_its_items_whatever_address_it_was_led_to() -> None:
    words = "".join(
        f"<p>Paragraph {n}: this article was removed by its editors last week.</p>" for n in range(9)
    )
    content = f"<html><body><article><h1>Removed</h1>{words}</article></body></html>".encode()
    read = [
        _parse_page(Document("http://steppe-courier.example/removed", content, "text/html", NOON, about))
        for about in ("https://steppe-courier.example/1", "https://steppe-courier.example/2")
    ]
    assert read == [("https://steppe-courier.example/1",), ("https://steppe-courier.example/2",)]


def _parse_page(document: Document) -> tuple[str, ...]:
    card = Card("courier", "Steppe Courier")
    (found,) = parse(Job(Purpose.PAGE, RouteKind.FEED, document, card, ("en",))).posts
    return found.post.addresses


def test_a_machine_without_room_is_not_taken_for_a_document_that_cannot_be_read() -> None:
    """The language model is unpacked to a file: here none may be as large as it is."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Parsers(20, 1500) as parsers:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        try:
            with pytest.raises(OSError, match="File too large"):
                _parse(parsers, _job(GOOD))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_an_address_that_is_added_is_looked_at_under_the_same_limits(bomb: bytes) -> None:
    with Parsers(60, 300) as parsers, pytest.raises(UnreadableSource) as refused:
        asyncio.run(parsers.run(look_at, _job(bomb).document, "the bomb"))
    assert refused.value.name == "parser-died"
