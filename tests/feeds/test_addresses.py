"""Where a fetch may go."""

import ipaddress
import socket
from typing import Any

import pytest

from warledger.feeds.addresses import BadAddress, checked, resolved, shown
from warledger.feeds.fetching import Fetcher, NotFetched


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_not_gone_to_unless_allowed(address: str) -> None:
    with pytest.raises(BadAddress, match="not on the public internet"):
        resolved(address, 80, ())


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_a_public_address_is_gone_to(address: str) -> None:
    assert resolved(address, 80, ()) == [str(ipaddress.ip_address(address))]


def test_an_allowed_network_is_gone_to_in_whatever_dress() -> None:
    allowed = (ipaddress.ip_network("10.0.0.0/8"),)
    assert resolved("10.1.2.3", 80, allowed)
    assert resolved("::ffff:10.1.2.3", 80, allowed)


def answering(*found: str) -> Any:
    return lambda *_args, **_options: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in found]


def test_a_name_with_one_address_that_is_not_public_is_not_gone_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering("8.8.8.8", "127.0.0.1"))
    with pytest.raises(BadAddress, match=r"news\.example is not on the public internet \(127\.0\.0\.1\)"):
        resolved("news.example", 80, ())


def test_a_name_is_looked_up_once_for_the_check_and_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at the second look (DNS rebinding) gains nothing: there is no second look."""
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *args: Any, **options: Any) -> Any:
        if host != "news.example":
            return real(host, *args, **options)
        looked_up.append(host)
        # TEST-NET-1 is no public network: it is allowed below, so that nothing outside is asked.
        return answering("192.0.2.1" if len(looked_up) == 1 else "127.0.0.1")()

    connected: list[str] = []

    def connect(address: tuple[str, int], *_args: Any, **_options: Any) -> socket.socket:
        connected.append(address[0])
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr("warledger.feeds.connecting.create_connection", connect)
    with pytest.raises(NotFetched):
        Fetcher(allowed=(ipaddress.ip_network("192.0.2.0/24"),)).fetch("http://news.example/a")
    assert (looked_up, connected) == (["news.example"], ["192.0.2.1"])


@pytest.mark.parametrize(
    "url",
    ["", "news", "ftp://a.example/", "file:///a", "http://", "http://a b/", "http://a.example:port/",
     "http://a.example/\r\nX: y", "https://me@a.example/", "http://a.example/" + "x" * 2000, "http://[::1/"],
)  # fmt: skip
def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    with pytest.raises(BadAddress):
        checked(url)


def test_an_address_is_shown_without_what_is_secret_in_it() -> None:
    assert shown("https://me:word@a.example/x?y=1") == "https://a.example/x?y=1"
    assert shown("https://a.example/\n\x1b[31m") == "https://a.example/[31m"
