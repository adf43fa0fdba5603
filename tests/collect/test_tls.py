from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from aitys.errors import FetchRefused
from aitys.values.captures import Ask
from tests.collect.site import COURIER, HERALD, Site, fetcher, limits, reply

FEED = f"https://{COURIER}/feed"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A root of our own, which no machine knows."""
    return trustme.CA(organization_name="Root of Tian")


@pytest.fixture(scope="module")
def root(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "root.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def server(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


async def refusal(site: Site, **changes: object) -> FetchRefused:
    async with fetcher(limits((COURIER, site), **changes)) as asking:
        with pytest.raises(FetchRefused) as caught:
            await asking.fetch(Ask(FEED))
    return caught.value


async def test_a_root_of_the_desks_own_is_trusted_and_the_name_is_sent(
    authority: trustme.CA, root: Path
) -> None:
    asked: list[str | None] = []
    context = server(authority, COURIER)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    site = Site({"/feed": reply(body=b"x")}, tls=context)
    async with site, fetcher(limits((COURIER, site), ca_file=root)) as asking:
        assert (await asking.fetch(Ask(FEED))).body == b"x"
    assert set(asked) == {COURIER}


async def test_an_unknown_root_is_refused(authority: trustme.CA) -> None:
    async with Site(tls=server(authority, COURIER)) as site:
        error = await refusal(site)
    assert (error.name, error.permanent, error.subject) == ("tls", False, FEED)


async def test_a_certificate_for_another_host_is_refused(authority: trustme.CA, root: Path) -> None:
    async with Site(tls=server(authority, HERALD)) as site:
        error = await refusal(site, ca_file=root)
        assert site.heads == []
    assert error.name == "tls"
    assert COURIER in error.says


async def test_a_server_that_speaks_no_tls_is_refused() -> None:
    async def mumble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.steppe-courier.example ready\r\n")
        writer.close()

    async with await asyncio.start_server(mumble, "127.0.0.1", 0) as mail:
        site = Site(port=mail.sockets[0].getsockname()[1])
        assert (await refusal(site)).name == "tls"


async def test_a_body_cut_inside_tls_is_refused(authority: trustme.CA, root: Path) -> None:
    async def cut(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort")
        await writer.drain()
        writer.transport.abort()

    async with Site({"/feed": cut}, tls=server(authority, COURIER)) as site:
        assert (await refusal(site, ca_file=root)).name in {"connection-lost", "protocol"}
