from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from aitys.collect.refusals import NAMES
from aitys.errors import FetchRefused
from aitys.values.captures import Ask
from tests.collect.site import COURIER, Play, Site, fetcher, limits, moved, reply

FEED = f"http://{COURIER}/feed.xml"
PROXY = "proxy.example"
NOTHING = reply(404)


def pages(**more: bytes) -> dict[str, bytes | Play]:
    """What a proxy is asked for: robots.txt, which is not there, the feed, and what else."""
    given = {"robots.txt": NOTHING, "feed.xml": reply(200, b"news"), **more}
    return {f"http://{COURIER}/{name}": answer for name, answer in given.items()}


def through(scheme: str = "http", who: str = "") -> str:
    return f"{scheme}://{who}{PROXY}:3128"


@asynccontextmanager
async def socks(site: Site) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A SOCKS5 proxy (RFC 1928) that leads every name to `site`: its port, and the names it was asked for."""
    names: list[bytes] = []

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(4096):
            writer.write(part)
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x00")
        await reader.readexactly(4)
        (length,) = await reader.readexactly(1)
        names.append(await reader.readexactly(length))
        await reader.readexactly(2)
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        inner, outer = await asyncio.open_connection("127.0.0.1", site.port)
        await asyncio.gather(pipe(reader, outer), pipe(inner, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], names


async def test_a_source_with_a_proxy_is_asked_through_it_robots_and_all() -> None:
    async with Site(pages()) as proxy, fetcher(limits((PROXY, proxy))) as desk:
        answer = await desk.fetch(Ask(FEED), through())
    assert (answer.body, answer.url) == (b"news", FEED)
    assert proxy.paths == [f"http://{COURIER}/robots.txt", FEED]


async def test_a_redirect_takes_the_same_way() -> None:
    given = pages(**{"feed.xml": moved("/new.xml"), "new.xml": reply(200, b"new")})
    async with Site(given) as proxy, fetcher(limits((PROXY, proxy))) as desk:
        assert (await desk.fetch(Ask(FEED), through())).body == b"new"


async def test_a_password_goes_to_the_proxy_and_nowhere_else() -> None:
    async with Site(pages()) as proxy, fetcher(limits((PROXY, proxy))) as desk:
        answer = await desk.fetch(Ask(FEED), through(who="desk:secret@"))
        with pytest.raises(FetchRefused) as refused:
            await desk.fetch(Ask(f"http://{COURIER}/none"), through(who="desk:secret@"))
    told = base64.b64encode(b"desk:secret").decode()
    assert all(f"Basic {told}" in head for head in proxy.heads)
    for shown in (answer, refused.value):
        assert "secret" not in repr(shown)
        assert told not in repr(shown)


async def test_a_socks_proxy_is_given_the_name_and_finds_the_address_itself() -> None:
    async with (
        Site({"/robots.txt": NOTHING, "/feed.xml": reply(200, b"news")}) as site,
        socks(site) as (port, names),
    ):
        given = limits(allow_hosts=(PROXY,), connect_to={PROXY: f"127.0.0.1:{port}"})
        async with fetcher(given) as desk:
            answer = await desk.fetch(Ask(FEED), through("socks5"))
    assert answer.body == b"news"
    assert names == [COURIER.encode()] * 2


async def test_a_proxy_on_a_private_address_has_to_be_allowed_by_name() -> None:
    async with Site() as proxy:
        given = limits(connect_to={PROXY: f"127.0.0.1:{proxy.port}"})
        async with fetcher(given) as desk:
            with pytest.raises(FetchRefused, match=PROXY) as refused:
                await desk.fetch(Ask(FEED), through())
    assert refused.value.name == "private-address"
    assert proxy.heads == []


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "[::1]"])
async def test_a_private_address_written_as_a_number_is_refused_behind_a_proxy_too(host: str) -> None:
    async with Site() as proxy, fetcher(limits((PROXY, proxy))) as desk:
        with pytest.raises(FetchRefused) as refused:
            await desk.fetch(Ask(f"http://{host}/"), through())
    assert refused.value.name == "private-address"
    assert proxy.heads == []


@pytest.mark.parametrize("address", ["gopher://proxy.example:70", "http://", "proxy.example"])
async def test_what_is_no_proxy_is_refused_without_repeating_it(address: str) -> None:
    async with fetcher(limits()) as desk:
        with pytest.raises(FetchRefused) as refused:
            await desk.fetch(Ask(FEED), address)
    assert refused.value.name == "proxy"
    assert address not in refused.value.says


async def test_a_proxy_that_is_down_is_said_to_be_the_proxy() -> None:
    async with Site() as gone:
        given = limits((PROXY, gone))
    async with fetcher(given) as desk:
        with pytest.raises(FetchRefused) as refused:
            await desk.fetch(Ask(FEED), through())
    assert refused.value.name == "proxy"
    assert refused.value.says.startswith(NAMES["proxy"])


async def test_a_source_without_a_proxy_is_asked_directly() -> None:
    async with Site({"/feed.xml": reply(200, b"direct")}) as site, fetcher(limits((COURIER, site))) as desk:
        assert (await desk.fetch(Ask(FEED))).body == b"direct"
