"""Bare text files."""

import io

from warledger.reports.decoding import decode, universal_newlines
from warledger.reports.fields import Draft, Fields
from warledger.reports.inputs import Limits
from warledger.reports.packing import read_whole


def read_plain(stream: io.BufferedReader, name: str, stem: str, limits: Limits) -> Draft:
    r"""Read a text file; its report's id is the file's name without its endings.

    Line ends become `\n`, so that offsets are those of the file opened as text; a leading byte-order mark
    is dropped; nothing else is touched.

    Raises:
        RefusedInput: "too_large" or "not_text".
    """
    text = universal_newlines(decode(read_whole(stream, limits.file_bytes)))
    return Draft(name, Fields(id=stem), text)
