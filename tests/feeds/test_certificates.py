"""HTTPS: a certificate that nobody vouches for is not believed, and no byte of the request is sent."""

import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from warledger.feeds.fetching import Fetcher, NotFetched, Patience

OPENSSL = shutil.which("openssl")
HERE = (ipaddress.ip_network("127.0.0.1/32"),)


@pytest.mark.skipif(OPENSSL is None, reason="not run: no openssl to make a certificate with")
def test_a_certificate_that_cannot_be_verified_ends_the_request(tmp_path: Path) -> None:
    assert OPENSSL is not None
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    making = (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    subprocess.run(
        [OPENSSL, *making.split(), "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    received: list[bytes] = []

    def serve_one() -> None:
        with suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as opened:
            received.append(opened.recv(1000))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=serve_one)
        server.start()
        with pytest.raises(NotFetched, match="its certificate cannot be verified"):
            Fetcher(allowed=HERE, patience=Patience(whole_s=5)).fetch(
                f"https://127.0.0.1:{listening.getsockname()[1]}/a"
            )
        server.join()
    assert b"".join(received) == b""


def test_a_server_that_is_silent_to_the_greeting_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"https://127.0.0.1:{listening.getsockname()[1]}/a"
        with pytest.raises(NotFetched) as caught:
            Fetcher(allowed=HERE, patience=Patience(connect_s=0.5, read_s=0.5, whole_s=2)).fetch(address)
    assert caught.value.passing
