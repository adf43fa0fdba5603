from __future__ import annotations

import asyncio
import shlex
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from aitys.errors import FetchRefused
from aitys.values.captures import Ask
from tests.collect.site import COURIER, HERALD, Site, fetcher, limits, reply

FEED = f"https://{COURIER}/feed"


def openssl(folder: Path, command: str) -> None:
    program = shutil.which("openssl")
    assert program, "these tests make their own certificates with the openssl program"
    words = shlex.split(command)
    subprocess.run([program, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root of our own (root.pem) and a certificate for each host ({host}.pem, {host}.key)."""
    made = tmp_path_factory.mktemp("tls")
    key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    signs = "-addext keyUsage=critical,keyCertSign,cRLSign"
    openssl(made, f"req -x509 {key} -keyout root.key -out root.pem -days 2 -subj '/CN=Root of Tian' {signs}")
    for host in (COURIER, HERALD):
        openssl(made, f"req {key} -keyout {host}.key -out {host}.csr -subj /CN={host}")
        (made / "names").write_text(f"subjectAltName=DNS:{host}")
        root = "-CA root.pem -CAkey root.key -CAcreateserial -days 2 -extfile names"
        openssl(made, f"x509 -req -in {host}.csr -out {host}.pem {root}")
    return made


def server(folder: Path, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{host}.pem", folder / f"{host}.key")
    return context


async def refusal(site: Site, **changes: object) -> FetchRefused:
    async with fetcher(limits((COURIER, site), **changes)) as asking:
        with pytest.raises(FetchRefused) as caught:
            await asking.fetch(Ask(FEED))
    return caught.value


async def test_a_root_of_the_desks_own_is_trusted_and_the_name_is_sent(folder: Path) -> None:
    asked: list[str | None] = []
    context = server(folder, COURIER)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    site = Site({"/feed": reply(body=b"x")}, tls=context)
    async with site, fetcher(limits((COURIER, site), ca_file=folder / "root.pem")) as asking:
        assert (await asking.fetch(Ask(FEED))).body == b"x"
    assert set(asked) == {COURIER}


async def test_an_unknown_root_is_refused(folder: Path) -> None:
    async with Site(tls=server(folder, COURIER)) as site:
        error = await refusal(site)
    assert (error.name, error.permanent, error.subject) == ("tls", False, FEED)


async def test_a_certificate_for_another_host_is_refused(folder: Path) -> None:
    async with Site(tls=server(folder, HERALD)) as site:
        error = await refusal(site, ca_file=folder / "root.pem")
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


async def test_a_body_cut_inside_tls_is_refused(folder: Path) -> None:
    async def cut(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort")
        await writer.drain()
        writer.transport.abort()

    async with Site({"/feed": cut}, tls=server(folder, COURIER)) as site:
        assert (await refusal(site, ca_file=folder / "root.pem")).name in {"connection-lost", "protocol"}
