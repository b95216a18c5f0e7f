"""A guarded way to a server: every request a new connection to an address that was checked.

No pool: a poller of many hosts hardly ever meets one twice. The address that is checked is the one that is connected
to, so a name that changes its mind in between (DNS rebinding) has nothing to hold on to; certificates are still checked
against the name.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address

import httpx

from monitor.net.guard import Network, is_allowed, refusal
from monitor.net.wire import Incoming, NoConnection, WireTrouble, exchange

Resolver = Callable[[str, int], Awaitable[list[str]]]
NETWORK_TROUBLE = (WireTrouble, OSError)
"""What a request may raise because of the network or the far end."""

_ADDRESSES = 3  # of a name that are tried
_CONNECT = 6.0  # seconds for all but the last of them
# slow name servers must not keep the database waiting for a thread
_LOOKUPS = ThreadPoolExecutor(max_workers=32, thread_name_prefix="names")


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
    loop = asyncio.get_running_loop()
    infos = await loop.run_in_executor(_LOOKUPS, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class GuardedTransport:
    """One connection for one request."""

    def __init__(self, resolver: Resolver = resolve_name) -> None:
        self._ssl: ssl.SSLContext | None = None
        self._resolver = resolver

    async def ask(self, request: bytes, url: httpx.URL, permission: Permission) -> Incoming:
        """Send a request to where `url` leads, give back the answer's beginning.

        Raises Refused, or NETWORK_TROUBLE.
        """
        host = url.raw_host.decode("ascii")
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 80)
        addresses = await self._checked(host, port, permission)
        trouble: WireTrouble = NoConnection(f"{host} has no address")
        for number, address in enumerate(addresses, start=1):
            asked = exchange(request, address, port, tls=self._tls() if secure else None, name=host)
            try:
                return await (asyncio.wait_for(asked, _CONNECT) if number < len(addresses) else asked)
            except NoConnection as error:
                trouble = error
            except TimeoutError:
                trouble = NoConnection(f"no answer within {_CONNECT:g} s")
        raise trouble

    async def _checked(self, host: str, port: int, permission: Permission) -> list[str]:
        addresses = await self._addresses(host, port)
        for address in addresses:  # one bad answer condemns the name
            if (why := refusal(address, permission.networks)) is not None:
                raise Refused(why if address == host else f"{host} leads to {why}")
            if not _port_is_open(host, address, port, permission):
                raise Refused(f"port {port} is neither 80, 443 nor the one the source names")
        return addresses[:_ADDRESSES]

    async def _addresses(self, host: str, port: int) -> list[str]:
        if (literal := _literal(host)) is not None:
            return [literal]
        try:
            return await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise NoConnection(f"the name {host} cannot be resolved") from error

    def _tls(self) -> ssl.SSLContext:
        """One context for all, made when the first is needed: reading the certificates takes a while."""
        if self._ssl is None:
            self._ssl = httpx.create_ssl_context(trust_env=False)
            self._ssl.set_alpn_protocols(["http/1.1"])
        return self._ssl


@lru_cache(maxsize=4096)
def _literal(host: str) -> str | None:
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _port_is_open(host: str, address: str, port: int, permission: Permission) -> bool:
    if port in (80, 443) or (host == permission.host and port == permission.port):
        return True
    return is_allowed(ip_address(address), permission.networks)
