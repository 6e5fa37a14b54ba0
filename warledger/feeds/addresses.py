"""Where a fetch may go: web addresses without secrets in them, and machines on the public internet.

A machine is judged by the very address that is connected to, never by its name: a name may point elsewhere when it
is asked for a second time.
"""

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
type IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

SCHEMES = ("http", "https")
MAX_ADDRESS_CHARS = 2000
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones behind a translator (RFC 6052)."""


class BadAddress(Exception):
    """Raised inside this room for an address that is not gone to; its text says why."""


def checked(url: str) -> str:
    """Give a web address as it is asked for: without its fragment, after making sure that it may be.

    Raises:
        BadAddress: it is no http or https address, is far too long, or holds a user name or password.
    """
    if len(url) > MAX_ADDRESS_CHARS or any(ord(char) <= 32 or ord(char) == 127 for char in url):
        raise BadAddress("its address is no web address")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise BadAddress("its address is no web address") from error
    if parts.scheme not in SCHEMES or not host:
        raise BadAddress("its address is no web address (http or https)")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("its address holds a user name or password, which would be kept and shown")
    return urlunsplit(parts._replace(fragment=""))


def origin(url: str) -> str:
    """Give scheme, host and port of a checked address: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def shown(url: str) -> str:
    """Give an address as it may be printed and kept, without a user name, password or line break."""
    parts = url.split("//", 1)
    if len(parts) == 2:
        host, slash, path = parts[1].partition("/")
        url = f"{parts[0]}//{host.rpartition('@')[2]}{slash}{path}"
    return "".join(char for char in url if char.isprintable())[:MAX_ADDRESS_CHARS]


def resolved(host: str, port: int, allowed: Sequence[Network]) -> list[str]:
    """Look a host up and give its addresses, in the resolver's order.

    Args:
        host: a name or an address.
        port: the port, which the resolver asks for.
        allowed: networks that may be gone to though they are not public.

    Raises:
        BadAddress: one of them is private, loopback, link-local or otherwise not public, and not allowed.
        OSError: the host is not found.
    """
    try:
        addresses = [str(ipaddress.ip_address(host))]
    except ValueError:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not _may_connect(address, allowed):
            raise BadAddress(f"{host} is not on the public internet ({address})")
    return addresses


def _may_connect(address: str, allowed: Sequence[Network]) -> bool:
    given = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if any(given in network for network in allowed):
        return True
    return given.is_global and not given.is_multicast


def _inner(address: IPAddress) -> IPAddress:
    """Give the IPv4 address that an IPv6 address wraps, where it wraps one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
