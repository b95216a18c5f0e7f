"""A guarded way to a server for httpx: every request a new connection to an address that was checked.

No pool: httpcore's costs time quadratic in connections, and a poller of many hosts hardly ever meets one twice. The
address that is checked is the one that is connected to, so a name that changes its mind in between (DNS rebinding) has
nothing to hold on to; certificates are still checked against the name.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address

import httpcore
import httpx
from httpcore import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

from monitor.net.guard import Network, is_allowed, refusal

Resolver = Callable[[str, int], Awaitable[list[str]]]
NETWORK_TROUBLE = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError)
"""What a request may raise because of the network or the far end."""

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Refused(Exception):
    """The guard does not let this request out; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What one request may reach beyond the public internet on ports 80 and 443."""

    networks: tuple[Network, ...] = ()
    host: str | None = None  # the host the operator named, and
    port: int | None = None  # the port he named with it


async def resolve_name(host: str, port: int) -> list[str]:
    """Every address of a name, each once."""
    infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class _Guarded(AsyncNetworkBackend):
    def __init__(self, permission: Permission, resolver: Resolver) -> None:
        self._inner = AnyIOBackend()
        self._permission = permission
        self._resolver = resolver

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> AsyncNetworkStream:
        addresses = await self._addresses(host, port)
        for address in addresses:  # one bad answer condemns the name
            if (why := refusal(address, self._permission.networks)) is not None:
                raise Refused(why if address == host else f"{host} leads to {why}")
            if not self._port_is_open(host, address, port):
                raise Refused(f"port {port} is neither 80, 443 nor the one the source names")
        trouble: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:3]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            return [str(ip_address(host.strip("[]")))]
        except ValueError:
            pass
        try:
            return await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error

    def _port_is_open(self, host: str, address: str, port: int) -> bool:
        if port in (80, 443) or (host == self._permission.host and port == self._permission.port):
            return True
        return is_allowed(ip_address(address), self._permission.networks)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[SocketOption] | None = None
    ) -> AsyncNetworkStream:
        raise Refused("a unix socket is no place on the web")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class GuardedTransport(httpx.AsyncBaseTransport):
    """One connection for one request; `request.extensions["permission"]` says what it may reach."""

    def __init__(self, resolver: Resolver = resolve_name) -> None:
        self._ssl: ssl.SSLContext | None = None
        self._resolver = resolver

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        permission = request.extensions.get("permission") or Permission()
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        connection = httpcore.AsyncHTTPConnection(
            url.origin, ssl_context=self._tls(request), network_backend=_Guarded(permission, self._resolver)
        )
        asked = httpcore.Request(
            method=request.method,
            url=url,
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": request.extensions.get("timeout", {})},
        )
        try:
            answer = await connection.handle_async_request(asked)
        except BaseException:
            await connection.aclose()
            raise
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer, connection), extensions=answer.extensions
        )

    def _tls(self, request: httpx.Request) -> ssl.SSLContext | None:
        """One context for all, made when the first is needed: reading the certificates takes a while."""
        if request.url.scheme == "https" and self._ssl is None:
            self._ssl = httpx.create_ssl_context(trust_env=False)
        return self._ssl


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, connection: httpcore.AsyncHTTPConnection) -> None:
        self._answer = answer
        self._connection = connection

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._connection.aclose()
