"""Column types that hold whatever a text or a count may hold, and give it back unchanged."""

import json
import re
from typing import Any, cast

from sqlalchemy import BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

# Scraped JSON now and then holds half of a surrogate pair ("\ud83d") and C exports hold NULs; SQLite's
# driver refuses the one, PostgreSQL the other. Both are written as this noncharacter and four digits,
# inside the text, so that full text, comparison and any later database treat it as plain text.
ESCAPE = "\ufdd0"
NO_TEXT = re.compile(f"[\x00\ud800-\udfff{ESCAPE}]")
"""What a database may refuse as text, and the escape itself."""

_ESCAPED = re.compile(f"{ESCAPE}([0-9a-f]{{4}})")
_LARGEST = 2**63 - 1

BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")
"""Text without odd code points, in the order of its bytes as in SQLite: a server's own order hangs on its language."""


def _bytewise(dialect: Dialect) -> TypeEngine[Any]:
    return Text(collation="C") if dialect.name == "postgresql" else Text()


def storable(text: str) -> str:
    """Write a text so that any database takes it."""
    return NO_TEXT.sub(lambda m: f"{ESCAPE}{ord(m[0]):04x}", text)


def restored(text: str) -> str:
    """Undo `storable`."""
    if ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)


class AnyText(TypeDecorator[str]):
    """Text with any code points, lone surrogates and NUL among them."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # noqa: D102
        return _bytewise(dialect)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: D102
        return None if value is None else storable(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: D102
        return None if value is None else restored(cast("str", value))


class JsonForm(TypeDecorator[Any]):
    """The JSON form of a record as text; never null in a table, None where an outer join finds no row."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # noqa: D102
        return _bytewise(dialect)

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str:  # noqa: D102
        return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:  # noqa: D102
        return None if value is None else json.loads(restored(cast("str", value)))


class Number(TypeDecorator[int]):
    """A count to ask for. One above 2^63 ("killed 99999999999999999999") is held at that limit here.

    The true number stands in the JSON form of its record, which is what is read back.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: D102
        return None if value is None else max(-_LARGEST, min(value, _LARGEST))
