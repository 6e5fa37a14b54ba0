"""Bytes into text: UTF-8 first, then what old newsrooms and word processors wrote."""

import codecs
import re

import charset_normalizer

from warledger.reports.inputs import RefusedInput
from warledger.reports.language import foreign_language

# Kinds of file that end up named .txt, by their first bytes.
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive: name it .gz"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive: name it .zst"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters no text has, tabs, line ends, form feeds and the old end-of-file mark (1a) set aside.
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
MAX_CONTROL_SHARE = 0.01
# In Latin-script text of any European language at most one letter in six or so carries an accent; where
# more bytes than that are beyond ASCII, the file is in another script or no text at all.
MAX_WESTERN_SHARE = 0.2
FEW_BYTES = 3
# A UTF-8 text with a few bytes broken (cut in mid-character, spliced by a mailer) has many sound
# characters beyond ASCII for each broken one; Latin-1 text has next to none.
SOUND_PER_BROKEN = 4
# So much of a text is enough to tell its encoding by.
SAMPLE = 100_000


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Read bytes as text, without a leading byte-order mark and without touching line ends.

    The order: a byte-order mark, UTF-8, the declared encoding, UTF-8 with a few broken bytes (each
    becomes U+FFFD), Windows-1252 for Latin script, and what charset-normalizer finds.

    Args:
        data: the bytes as they came.
        declared: the encoding that a page or its server names; believed only where UTF-8 fails.

    Raises:
        RefusedInput: "not_text" for what is no text in any encoding.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for attempt in (_as_declared(data, declared), _as_broken_utf8(data), _as_western(data)):
        if attempt is not None:
            return attempt
    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    # No English text comes so far, whatever its encoding; this reading only serves to name the language
    # in the refusal. Noise reads as rare Chinese characters in some encoding, and as no language.
    if best is None or foreign_language(str(best)) is None:
        raise RefusedInput("not_text", "its bytes are no text in any known encoding")
    return data.decode(best.encoding, "replace")


def universal_newlines(text: str) -> str:
    r"""Turn `\r\n` and `\r` into `\n`, as every program does that opens a text file as text."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def storable(text: str) -> str:
    """Replace what no database holds (lone surrogates, NUL) by U+FFFD, one for one: offsets stay.

    JSON can spell both (backslash u d800, u 0000), and both come from broken scrapers.
    """
    return re.sub("[\ud800-\udfff\0]", "�", text)


def _refuse_binary(data: bytes) -> None:
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise RefusedInput("not_text", f"no text but {what}")
    if b"\0" in data or len(CONTROLS.findall(data)) > MAX_CONTROL_SHARE * len(data):
        raise RefusedInput("not_text", "binary data, no text")


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    # Pages that say Latin-1 mean Windows-1252 (WHATWG Encoding Standard): the curly quotes are there.
    name = declared.strip().lower().replace("_", "-")
    name = "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _as_broken_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    cut_at_end = broken == 1 and text.endswith("�") and len(data) >= 2 and data[-1] >= 0x80
    lone_lead = cut_at_end and data[-2] < 0x80
    if sound >= SOUND_PER_BROKEN * broken or (cut_at_end and not lone_lead):
        return text
    return None


def _as_western(data: bytes) -> str | None:
    beyond = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if beyond > max(FEW_BYTES, MAX_WESTERN_SHARE * len(data)):
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _has_letters(text) else None
    return None


def _has_letters(text: str) -> bool:
    """Tell whether at least half of what is printed are letters: noise in any encoding has fewer."""
    printed = [char for char in text[:SAMPLE] if not char.isspace()]
    return sum(char.isalpha() for char in printed) * 2 >= len(printed) > 0
