from __future__ import annotations

import asyncio
import gzip
import logging
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from aitys.collect.content import decode
from aitys.collect.limits import Limits
from aitys.collect.manners import Robots
from aitys.collect.wire import PATIENCE
from aitys.errors import FetchRefused
from aitys.values.captures import Answer, Ask
from tests.collect.memory import RememberedManners
from tests.collect.site import COURIER, DAILY, HERALD, Site, fetcher, limits, moved, reply

FEED = f"http://{COURIER}/feed"
EMPTY_LINE = b"\r\n\r\n"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as started:
        yield started


async def fetch(url: str, given: Limits, **ask: str) -> Answer:
    async with fetcher(given) as asking:
        return await asking.fetch(
            Ask(url, etag=ask.get("etag", ""), last_modified=ask.get("last_modified", ""))
        )


async def refusal(url: str, given: Limits) -> FetchRefused:
    with pytest.raises(FetchRefused) as caught:
        await fetch(url, given)
    return caught.value


async def test_an_answer_comes_as_it_was_sent(site: Site) -> None:
    packed = gzip.compress(b"<rss/>")
    site.pages["/feed"] = reply(
        body=packed, Content_Encoding="gzip", ETag='"v1"', X_Mixed_Case="Да".encode().decode("latin-1")
    )
    before = datetime.now(UTC)
    answer = await fetch(FEED, limits((COURIER, site)))
    assert (answer.status, answer.body, decode(answer, 100)) == (200, packed, b"<rss/>")
    assert (answer.url, answer.final_url, answer.hops) == (FEED, FEED, ())
    assert ("X-Mixed-Case", "Ð\x94Ð°") in answer.headers
    assert before <= answer.asked_at <= answer.received_at <= datetime.now(UTC)


async def test_the_request_says_who_asks_and_carries_nothing_else(site: Site) -> None:
    site.pages["/feed?a=b"] = reply(body=b"x")
    await fetch(f"http://ann:secret@{COURIER}/feed?a=b#part", limits((COURIER, site)))
    lines = set(site.heads[1].strip().split("\r\n"))
    assert lines == {
        "GET /feed?a=b HTTP/1.1",
        f"Host: {COURIER}",
        "User-Agent: Aitys/0.1 (test)",
        "Accept: */*",
        "Accept-Encoding: gzip, deflate",
        "Connection: close",
    }


async def test_validators_are_sent_and_304_is_an_answer(site: Site) -> None:
    site.pages["/feed"] = reply(304, ETag='"v1"')
    answer = await fetch(
        FEED, limits((COURIER, site)), etag='W/"é"', last_modified="Tue, 12 May 2026 12:01:00 GMT"
    )
    assert (answer.status, answer.body) == (304, b"")
    assert 'If-None-Match: W/"é"' in site.heads[1]
    assert "If-Modified-Since: Tue, 12 May 2026 12:01:00 GMT" in site.heads[1]


@pytest.mark.parametrize("etag", ['"a"\r\nX: y', '"☃"', "\x7f", " "])
async def test_a_validator_that_no_header_can_carry_is_not_sent(site: Site, etag: str) -> None:
    site.pages["/feed"] = reply(body=b"whole")
    assert (await fetch(FEED, limits((COURIER, site)), etag=etag)).body == b"whole"
    assert "If-None-Match" not in site.heads[1]


async def test_304_to_a_question_that_was_not_asked_is_refused(site: Site) -> None:
    site.pages["/feed"] = reply(304)
    assert (await refusal(FEED, limits((COURIER, site)))).name == "http-304"


async def test_a_chunked_answer_is_joined_and_no_longer_claims_to_be_chunked(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/xml"
    site.pages["/feed"] = head + EMPTY_LINE + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    answer = await fetch(FEED, limits((COURIER, site)))
    assert answer.body == b"abcde"
    assert answer.headers == (("Content-Type", "text/xml"),)


async def test_cookies_are_not_kept(site: Site) -> None:
    site.pages["/feed"] = reply(body=b"x", Set_Cookie="reader=7; Path=/")
    async with fetcher(limits((COURIER, site))) as asking:
        await asking.fetch(Ask(FEED))
        await asking.fetch(Ask(FEED))
    assert not any("cookie" in head.lower() for head in site.heads)


async def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/feed"] = reply(body=b"x")
    assert (await fetch(FEED, limits((COURIER, site)))).status == 200


async def test_redirects_are_followed_and_told(site: Site) -> None:
    site.pages |= {"/feed": moved("/rss", 301), "/rss": moved(f"http://{HERALD}/rss#top", 308)}
    async with Site({"/rss": reply(body=b"<rss/>")}) as other:
        answer = await fetch(FEED, limits((COURIER, site), (HERALD, other)))
    assert (answer.url, answer.final_url, answer.body) == (FEED, f"http://{HERALD}/rss", b"<rss/>")
    assert answer.hops == ((301, f"http://{COURIER}/rss"), (308, f"http://{HERALD}/rss"))
    assert site.paths == ["/robots.txt", "/feed", "/rss"]
    assert other.paths == ["/robots.txt", "/rss"]


async def test_a_redirect_to_a_private_address_is_refused_on_the_second_hop_too(site: Site) -> None:
    async with Site() as inside:
        site.pages |= {"/feed": moved("/hop"), "/hop": moved(f"http://127.0.0.1:{inside.port}/admin")}
        error = await refusal(FEED, limits((COURIER, site)))
        assert (error.name, error.permanent) == ("private-address", True)
        assert error.subject == f"http://127.0.0.1:{inside.port}/admin"
        assert inside.heads == []


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("ftp://samarkand-daily.example/", "scheme"),
        ("http://169.254.169.254/latest/meta-data", "private-address"),
        ("http://[::ffff:127.0.0.1]/", "private-address"),
        ("http://2130706433/", "bad-address"),
        ("http://0x7f.1/", "bad-address"),
        ("http://localhost/", "private-address"),
        ("http://[::1/", "bad-redirect"),
        ("", "bad-redirect"),
    ],
)
async def test_a_redirect_out_of_the_public_web_is_refused(site: Site, location: str, name: str) -> None:
    site.pages["/feed"] = moved(location)
    assert (await refusal(FEED, limits((COURIER, site)))).name == name


async def test_a_loop_ends_as_soon_as_it_closes(site: Site) -> None:
    site.pages |= {"/feed": moved("/rss"), "/rss": moved("/feed")}
    assert (await refusal(FEED, limits((COURIER, site)))).name == "too-many-redirects"
    assert site.paths == ["/robots.txt", "/feed", "/rss"]


@pytest.mark.parametrize(("allowed", "asked"), [(0, 1), (3, 4)])
async def test_a_chain_ends_at_its_limit(site: Site, allowed: int, asked: int) -> None:
    site.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(9)}
    error = await refusal(f"http://{COURIER}/0", limits((COURIER, site), max_redirects=allowed))
    assert (error.name, len(site.heads) - 1) == ("too-many-redirects", asked)


@pytest.mark.parametrize(
    ("status", "permanent"), [(401, True), (403, False), (404, True), (410, True), (500, False)]
)
async def test_other_statuses_are_refused_by_name(site: Site, status: int, permanent: bool) -> None:  # noqa: FBT001 - a table
    site.pages["/feed"] = reply(status, b"sorry")
    error = await refusal(FEED, limits((COURIER, site)))
    assert (error.name, error.permanent, error.subject) == (f"http-{status}", permanent, FEED)


async def test_an_endless_body_is_refused_at_the_limit(site: Site) -> None:
    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK" + EMPTY_LINE)
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    site.pages["/feed"] = pour
    assert (await refusal(FEED, limits((COURIER, site)))).name == "too-large"


async def test_exactly_the_limit_is_taken(site: Site) -> None:
    site.pages["/feed"] = reply(body=b"x" * 1000)
    assert len((await fetch(FEED, limits((COURIER, site), max_bytes=1000))).body) == 1000
    assert (await refusal(FEED, limits((COURIER, site), max_bytes=999))).name == "too-large"


async def test_a_body_that_drips_is_given_up_in_time(site: Site) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK" + EMPTY_LINE)
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    site.pages["/feed"] = drip
    started = time.monotonic()
    assert (await refusal(FEED, limits((COURIER, site), max_seconds=0.3))).name == "too-slow"
    assert time.monotonic() - started < 2


async def test_the_time_is_for_all_hops_together(site: Site) -> None:
    async def slowly_on(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        writer.write(moved(f"/{len(site.heads)}"))

    site.pages |= {f"/{n}": slowly_on for n in range(9)}
    error = await refusal(f"http://{COURIER}/0", limits((COURIER, site), max_seconds=1.0))
    # If each hop had a second of its own, six of them would end in "too-many-redirects".
    assert error.name == "too-slow"
    assert len(site.heads) <= 4


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "protocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort", "protocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort", "protocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nshort", "protocol"),
        (b"HTTP/1.1 200 OK\r\nthis line has no colon\r\n\r\nbody", "protocol"),
        (b"HTTP/1.1 200 OK\r\nA: b\x00c\r\n\r\nbody", "protocol"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "protocol"),
        (b"HTTP/1.1 099 Odd\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"x" * 200_000 + EMPTY_LINE, "protocol"),
        (b"<html>not HTTP at all</html>" + EMPTY_LINE, "protocol"),
        (b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", "http-odd"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "protocol"),
    ],
)
async def test_what_is_not_right_http_is_refused_by_name(site: Site, raw: bytes, name: str) -> None:
    site.pages["/feed"] = raw
    error = await refusal(FEED, limits((COURIER, site)))
    assert (error.name, error.permanent, error.subject) == (name, False, FEED)


async def test_bytes_after_the_declared_length_never_become_the_next_answer(site: Site) -> None:
    site.pages["/feed"] = reply(body=b"right") + reply(body=b"wrong")
    site.pages["/rss"] = reply(body=b"other")
    async with fetcher(limits((COURIER, site))) as asking:
        first = await asking.fetch(Ask(FEED))
        second = await asking.fetch(Ask(f"http://{COURIER}/rss"))
    assert (first.body, second.body) == (b"right", b"other")


async def test_a_reset_connection_is_refused_by_name(site: Site) -> None:
    async def reset(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort")
        await writer.drain()
        writer.transport.abort()

    site.pages["/feed"] = reset
    assert (await refusal(FEED, limits((COURIER, site)))).name in {"connection-lost", "protocol"}


async def test_a_closed_port_is_refused_by_name() -> None:
    async with Site() as gone:
        given = limits((COURIER, gone))
    assert (await refusal(FEED, given)).name == "connect"


@pytest.mark.parametrize("status", [429, 503])
async def test_a_wish_for_rest_is_kept_for_the_host(site: Site, status: int) -> None:
    site.pages["/feed"] = reply(status, Retry_After="1200")
    manners = RememberedManners()
    async with fetcher(limits((COURIER, site)), manners) as asking:
        with pytest.raises(FetchRefused) as first:
            await asking.fetch(Ask(FEED))
        with pytest.raises(FetchRefused) as second:
            await asking.fetch(Ask(FEED))
    assert manners.holds == {COURIER: 1200.0}
    assert [error.value.name for error in (first, second)] == ["asked-to-wait"] * 2
    assert not first.value.permanent
    assert site.paths == ["/robots.txt", "/feed"]


async def test_a_wish_for_rest_may_be_a_date(site: Site) -> None:
    site.pages["/feed"] = reply(503, Retry_After="Tue, 12 May 2099 12:00:00 GMT")
    manners = RememberedManners()
    async with fetcher(limits((COURIER, site)), manners) as asking:
        with pytest.raises(FetchRefused, match="asked for 86400 s of rest"):
            await asking.fetch(Ask(FEED))
    assert manners.holds == {COURIER: 86400.0}


async def test_429_without_a_wish_is_named_by_its_status(site: Site) -> None:
    site.pages["/feed"] = reply(429)
    assert (await refusal(FEED, limits((COURIER, site)))).name == "http-429"


async def test_429_without_a_wish_gives_the_whole_host_a_rest(site: Site) -> None:
    site.pages["/feed"] = reply(429)
    manners = RememberedManners()
    async with fetcher(limits((COURIER, site)), manners) as asking:
        with pytest.raises(FetchRefused):
            await asking.fetch(Ask(FEED))
    assert manners.holds == {COURIER: 60.0}


async def test_requests_to_a_host_keep_their_distance_and_others_do_not_wait(site: Site) -> None:
    site.pages |= {f"/{n}": reply(body=b"x") for n in range(3)}
    async with Site({"/feed": reply(body=b"x")}) as other:
        given = limits((COURIER, site), (DAILY, other), pace=0.4, parallel=1)
        async with fetcher(given) as asking:
            urls = [f"http://{COURIER}/{n}" for n in range(3)] + [f"http://{DAILY}/feed"]
            await asyncio.gather(*(asking.fetch(Ask(url)) for url in urls))
    gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
    assert site.paths.count("/robots.txt") == 1
    assert min(gaps) > 0.1
    assert other.times[-1] < site.times[-1]


async def test_who_finds_the_queue_too_long_does_not_make_it_longer(site: Site) -> None:
    site.pages["/feed"] = reply(body=b"x")
    manners = RememberedManners(files={f"http://{COURIER}:80": Robots("", 404, time.time() + 60)})
    manners.turns[COURIER] = full = time.monotonic() + PATIENCE + 1
    async with fetcher(limits((COURIER, site), pace=5.0), manners) as asking:
        asks = [asking.fetch(Ask(FEED)) for _ in range(20)]
        refused = await asyncio.gather(*asks, return_exceptions=True)
        assert [error.name for error in refused if isinstance(error, FetchRefused)] == ["asked-to-wait"] * 20
        assert manners.turns[COURIER] == full
        manners.turns[COURIER] = time.monotonic() + 0.05
        assert (await asking.fetch(Ask(FEED))).status == 200
    assert site.paths == ["/feed"]


async def test_who_missed_a_turn_at_the_gate_waits_for_another(site: Site) -> None:
    busy = asyncio.Event()

    async def slow(writer: asyncio.StreamWriter) -> None:
        busy.set()
        await asyncio.sleep(0.8)
        writer.write(reply(body=b"x"))

    site.pages |= {f"/{n}": reply(body=b"x") for n in range(2)}
    known = Robots("", 404, time.time() + 60)
    manners = RememberedManners(files={f"http://{host}:80": known for host in (COURIER, DAILY)})
    async with Site({"/feed": slow}) as other:
        given = limits((COURIER, site), (DAILY, other), pace=0.4, parallel=1)
        async with fetcher(given, manners) as asking:
            first = asyncio.create_task(asking.fetch(Ask(f"http://{DAILY}/feed")))
            await busy.wait()
            await asyncio.gather(*(asking.fetch(Ask(f"http://{COURIER}/{n}")) for n in range(2)), first)
    assert site.times[1] - site.times[0] > 0.1


async def test_no_more_than_the_limit_are_on_the_wire_at_once(site: Site) -> None:
    open_now, most = 0, 0

    async def count(writer: asyncio.StreamWriter) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.02)
        open_now -= 1
        writer.write(reply(body=b"x"))

    site.pages |= {f"/{n}": count for n in range(9)}
    async with fetcher(limits((COURIER, site), parallel=3)) as asking:
        await asyncio.gather(*(asking.fetch(Ask(f"http://{COURIER}/{n}")) for n in range(9)))
    assert most == 3


async def test_being_cancelled_is_not_a_refusal(site: Site) -> None:
    asked = asyncio.Event()

    async def hang(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.sleep(0.3)

    site.pages["/feed"] = hang
    async with fetcher(limits((COURIER, site))) as asking:
        task = asyncio.create_task(asking.fetch(Ask(FEED)))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_nothing_is_logged_that_could_tell_a_password(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.pages["/feed"] = reply(404)
    caplog.set_level(logging.INFO)
    error = await refusal(f"http://ann:secret@{COURIER}/feed", limits((COURIER, site)))
    assert "secret" not in caplog.text + str(error)
