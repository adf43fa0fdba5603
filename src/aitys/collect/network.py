"""Resolving, checking and connecting: the only place in the program that opens a socket to the world.

The name is resolved here, once for a connection, every address it has is checked, and the connection goes
to a checked address and not to the name again: a name server that changes its answer in between gains
nothing. TLS still asks for, and verifies, the name that stands in the URL.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpcore
import httpx

from aitys.collect.addresses import why_refused
from aitys.collect.limits import Limits
from aitys.collect.refusals import refused
from aitys.errors import WrongSettings

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""(host, port) -> IP addresses, best first; raises OSError (`socket.gaierror`) or UnicodeError."""

_MOST_ADDRESSES = 4  # tried one after another before a host counts as down


async def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(info[4][0]) for info in found))


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects only where `addresses` or `Limits.allow_hosts` let it; `FetchRefused` is about the host."""

    def __init__(self, limits: Limits, resolve: Resolver) -> None:
        self._limits = limits
        self._resolve = resolve
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """`timeout` is for each address."""
        where, port = self._limits.detour(host, port)
        addresses = await self._find(host, where, port)
        for address in addresses[:-1]:
            try:
                return await self._sockets.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next address may be up: half of a host's IPv6 is often dead
        return await self._sockets.connect_tcp(
            str(addresses[-1]), port, timeout, local_address, socket_options
        )

    async def _find(self, host: str, where: str, port: int) -> list[IPv4Address | IPv6Address]:
        addresses = [ip_address(text) for text in await self._look_up(where, port)]
        if not addresses:
            raise refused(host, name="dns")
        # One private address among several is enough: whoever put it there wants us to use it.
        for address in addresses:
            why = why_refused(address)
            if why and not self._limits.allows(host):
                says = f"{host} leads to {address} ({why}); if that is meant, name it in AITYS_ALLOW_HOSTS."
                raise refused(host, says, name="private-address")
        return addresses[:_MOST_ADDRESSES]

    async def _look_up(self, where: str, port: int) -> Sequence[str]:
        try:
            return (str(ip_address(where)),)
        except ValueError:
            pass  # a name, then
        try:
            return await self._resolve(where, port)
        except TimeoutError:
            raise
        except (OSError, UnicodeError) as error:
            raise refused(where, f'The name "{where}" was not found: {error}', name="dns") from error


_HTTPX_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.ReadTimeout, httpx.ReadTimeout),
    (httpcore.WriteTimeout, httpx.WriteTimeout),
    (httpcore.PoolTimeout, httpx.PoolTimeout),
    (httpcore.ProxyError, httpx.ProxyError),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.ReadError, httpx.ReadError),
    (httpcore.WriteError, httpx.WriteError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
    (httpcore.LocalProtocolError, httpx.LocalProtocolError),
    (httpcore.RemoteProtocolError, httpx.RemoteProtocolError),
    (httpcore.TimeoutException, httpx.TimeoutException),
    (httpcore.NetworkError, httpx.NetworkError),
    (httpcore.ProtocolError, httpx.ProtocolError),
)


@contextmanager
def _errors_of_httpx() -> Iterator[None]:
    try:
        yield
    except tuple(ours for ours, _ in _HTTPX_ERRORS) as error:
        kind = next(theirs for ours, theirs in _HTTPX_ERRORS if isinstance(error, ours))
        raise kind(str(error)) from error


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _errors_of_httpx():
            async for part in self._response.aiter_stream():
                yield part

    async def aclose(self) -> None:
        with _errors_of_httpx():
            await self._response.aclose()


class CheckedTransport(httpx.AsyncBaseTransport):
    """httpx's end of connection pools over `CheckedBackend`: HTTP/1.1, a connection a request.

    A request that names a proxy (its extension "proxy") goes through that and no other does. Then the proxy
    finds the host's address: it is the proxy's own that is checked here, and the host's where it is written
    as a number. `connect_to` leads to the proxy, not to the host.

    Connections are not kept: at one request a host in some seconds they are rarely alive, and bytes that
    follow a lying Content-Length can never be taken for the next answer.
    Raises `FetchRefused` from the connection, else httpx's errors.
    """

    def __init__(self, limits: Limits, resolve: Resolver = resolve_host) -> None:
        self._limits = limits
        self._trusted = _trust(limits)
        self._backend = CheckedBackend(limits, resolve)
        self._pools = {"": self._pool("")}

    def _pool(self, proxy: str) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._trusted,
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=self._backend,
            proxy=_proxy(proxy, self._trusted) if proxy else None,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = request.extensions.get("proxy", "")
        if not proxy:
            return await self._handle(self._pools[""], request)
        _check_literal(request.url.host, self._limits)
        if proxy not in self._pools:
            self._pools[proxy] = self._pool(proxy)
        try:
            return await self._handle(self._pools[proxy], request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if _is_of_tls(error):
                raise
            raise httpx.ProxyError(f"it does not take the connection: {error}") from error

    async def _handle(self, pool: httpcore.AsyncConnectionPool, request: httpx.Request) -> httpx.Response:
        asked = httpcore.Request(
            request.method,
            _url(request.url),
            headers=request.headers.raw,
            content=request.stream if isinstance(request.stream, httpx.AsyncByteStream) else None,
            extensions=request.extensions,
        )
        with _errors_of_httpx():
            got = await pool.handle_async_request(asked)
        return httpx.Response(got.status, headers=got.headers, stream=_Body(got), request=request)

    async def aclose(self) -> None:
        with _errors_of_httpx():
            for pool in self._pools.values():
                await pool.aclose()


def _proxy(address: str, trusted: ssl.SSLContext) -> httpcore.Proxy:
    """Raises `httpx.ProxyError`, which does not repeat the address: it may hold a password."""
    try:
        given = httpx.Proxy(address, ssl_context=trusted if address.startswith("https:") else None)
    except (ValueError, httpx.InvalidURL) as error:
        raise httpx.ProxyError("its address is not one of a proxy") from error
    if not given.url.host:
        raise httpx.ProxyError("its address names no host")
    return httpcore.Proxy(_url(given.url), auth=given.raw_auth, ssl_context=given.ssl_context)


def _url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _check_literal(host: str, limits: Limits) -> None:
    """A host written as a number is the same behind a proxy. Raises `FetchRefused`."""
    try:
        why = why_refused(ip_address(host.strip("[]")))
    except ValueError:
        return
    if why and not limits.allows(host.strip("[]")):
        says = f"{host} is {why}; if that is meant, name it in AITYS_ALLOW_HOSTS."
        raise refused(host, says, name="private-address")


def _is_of_tls(error: BaseException | None) -> bool:
    """The proxy let us through, and the host's certificate did not fit."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _trust(limits: Limits) -> ssl.SSLContext:
    """The roots that come with `certifi`, and the desk's own beside them; the environment is not read."""
    context = httpx.create_ssl_context(trust_env=False)
    if limits.ca_file is not None:
        try:
            context.load_verify_locations(cafile=limits.ca_file)
        except (OSError, ValueError) as error:  # SSLError is an OSError
            raise WrongSettings("network.ca_file", f"cannot read {limits.ca_file}: {error}") from error
    return context
