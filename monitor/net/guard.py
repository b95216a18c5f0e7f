"""Which addresses we may connect to: the public internet, and what the operator allows by name."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Our own list: what `ipaddress` calls private changes with the version of Python, and 3.11.7 misses 18 of these.
# https://www.iana.org/assignments/iana-ipv4-special-registry and …ipv6-special-registry, and the clouds' metadata
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier NAT
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's host
        "169.254.0.0/16",  # link local, metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, IPv4-compatible
        "::ffff:0:0:0/96",  # translated
        "64:ff9b:1::/48",
        "100::/63",
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """CIDRs as networks; raises ValueError for what is none."""
    return _networks(tuple(texts))


@lru_cache(maxsize=1024)
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ip_network(text, strict=False) for text in texts)


@lru_cache(maxsize=4096)
def refusal(address: str, allowed: tuple[Network, ...] = ()) -> str | None:
    """Why an address must not be connected to; None if it may be.

    >>> refusal("127.0.0.1")
    '127.0.0.1 is in 127.0.0.0/8, which is not public'
    >>> refusal("::ffff:10.0.0.1")
    '::ffff:10.0.0.1 is in 10.0.0.0/8, which is not public'
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return f"{address} is no IP address"
    if isinstance(ip, IPv6Address) and ip.scope_id is not None:
        return f"{address} is bound to one network card"
    real = _embedded(ip)
    if is_allowed(real, allowed) or is_allowed(ip, allowed):
        return None
    special = next((network for network in _SPECIAL if real in network), None)
    if special is not None:
        return f"{address} is in {special}, which is not public"
    if isinstance(real, IPv6Address) and real not in _GLOBAL_UNICAST:
        return f"{address} is not public"
    return None


def is_allowed(address: Address, allowed: tuple[Network, ...]) -> bool:
    """Whether the operator allows this address by name."""
    return any(address in network for network in allowed)


def _embedded(ip: Address) -> Address:
    """The IPv4 address inside of an IPv6 one, where that is where packets end."""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
