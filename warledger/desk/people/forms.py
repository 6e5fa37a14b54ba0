"""Finds the token of a form before any page reads the form: every byte read is handed on unread.

Of a form with files no more is read than its first part, so that a forged upload is refused before it has come in: the
token stands before the first file.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Message, Receive

TOKEN = "token"  # noqa: S105 - the name of a field
_HEAD_BYTES = 65_536
_TOKEN_BYTES = 200


async def token_of_form(content_type: str, receive: Receive) -> tuple[str | None, Receive]:
    """Read a form as far as its token.

    Args:
        content_type: the request's header.
        receive: gives the request's body; its length is bounded by whoever calls.

    Returns:
        The token, None where there is none at its place; and a way to receive the whole body from its start.
    """
    kind, options = parse_options_header(content_type)
    if kind == b"application/x-www-form-urlencoded":
        seen = await _all_of(receive)
        body = b"".join(message.get("body", b"") for message in seen)
        return dict(reversed(parse_qsl(body.decode("utf-8", "replace")))).get(TOKEN), _again(seen, receive)
    if kind == b"multipart/form-data" and options.get(b"boundary"):
        return await _token_of_parts(options[b"boundary"], receive)
    return None, receive


async def _token_of_parts(boundary: bytes, receive: Receive) -> tuple[str | None, Receive]:
    sought, seen, read = _Sought(), list[Message](), 0
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": sought.part_begins,
                "on_header_field": sought.header_name,
                "on_header_value": sought.header_value,
                "on_header_end": sought.header_ends,
                "on_part_data": sought.part_data,
                "on_part_end": sought.part_ends,
            },
        )
        while not sought.decided and read < _HEAD_BYTES:
            message = await receive()
            seen.append(message)
            body: bytes = message.get("body", b"")
            parser.write(body[: _HEAD_BYTES - read])
            read += len(body)
            if message["type"] != "http.request" or not message.get("more_body", False):
                break
    except FormParserError:
        return None, _again(seen, receive)
    return sought.token, _again(seen, receive)


async def _all_of(receive: Receive) -> list[Message]:
    seen: list[Message] = []
    while True:
        message = await receive()
        seen.append(message)
        if message["type"] != "http.request" or not message.get("more_body", False):
            return seen


def _again(seen: list[Message], receive: Receive) -> Receive:
    """Receive what was seen once more, then the rest."""
    left = iter(seen)

    async def receive_again() -> Message:
        for message in left:
            return message
        return await receive()

    return receive_again


@dataclass(slots=True)
class _Sought:
    """Listens to the parser of a form's parts until the token is found, or a file comes first."""

    token: str | None = None
    decided: bool = False
    _name: bytes = b""
    _header: bytes = b""
    _value: bytes = b""
    _data: bytearray = field(default_factory=bytearray)

    def part_begins(self) -> None:
        self._name, self._data = b"", bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_ends(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._name = options.get(b"name", b"")
            self.decided |= b"filename" in options
        self._header, self._value = b"", b""

    def part_data(self, data: bytes, start: int, end: int) -> None:
        if self._name == TOKEN.encode() and len(self._data) <= _TOKEN_BYTES:
            self._data += data[start:end]

    def part_ends(self) -> None:
        if self._name == TOKEN.encode() and not self.decided:
            self.token, self.decided = self._data.decode("utf-8", "replace"), True
