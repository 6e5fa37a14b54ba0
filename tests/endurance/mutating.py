"""Sound inputs of every kind, and how they are broken: bytes changed, cut, doubled, swapped, foreign pieces put in."""

import gzip
import io
import tempfile
from functools import cache
from pathlib import Path

import zstandard
from hypothesis import strategies as st

from tests import factories as make
from tests.reports.taking import ENGLISH, lines
from tests.reports.test_pages import PARAGRAPHS, page
from tests.reports.test_warc import http, record
from warledger.exports import export
from warledger.ledger import Ledger
from warledger.relinking import relink

PIECES = (
    *(
        b"\0",
        b"\xff",
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\r",
        b"\n",
        b"\r\n\r\n",
        b"\x1a",
    ),
    *(
        "\u202e\u2066\u200f\u200b\ufeff".encode(),
        "\U0001f4a5".encode(),
        "é".encode("latin-1"),
        b"\\ud800",
        b"\\u0000",
    ),
    *(
        b'"',
        b"'",
        b",",
        b";",
        b"\t",
        b"\\",
        b"{",
        b"}",
        b"[[",
        b"]]",
        b"null",
        b"true",
        b"1e999",
        b"-0",
        b"NaN",
    ),
    *(b"9" * 5000, b"[" * 5000, b"<div>" * 3000, b"&amp;" * 400, b"&#0;&#xd800;&#99999999;", b"<!--", b"-->"),
    *(b"<![CDATA[", b"<script>", b'<base href="//[">', b'<meta charset="utf-7">', b"<?xml encoding='x'?>"),
    *(b"<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>&b;", b"Content-Length: -1\r\n", b"WARC/1.0\r\n"),
    *(
        b"published",
        b"0000-00-00",
        b"2016-02-30",
        b"99999-12-31",
        b"text",
        b"html",
        b"report",
        b"file",
        b"lat",
    ),
)
"""What breaks readers: ends of lines and of texts, marks, half characters, numbers beyond bounds, nesting, false headers."""

_TABLE = f'report,published,outlet,text\nr1,2017-05-04,Wire,"{ENGLISH}"\nr2,,,"{ENGLISH} Again."\n'.encode()
_LINES = lines(
    {"report": "r1", "text": ENGLISH, "published": "2017-05-04", "outlet": "Wire", "desk": {"x": [1, None]}},
    {"text": f"{ENGLISH} Again.", "url": "https://wire.example/2", "title": "A shell"},
    {"html": page(*PARAGRAPHS), "report": 7},
)
_PAGE = page(*PARAGRAPHS).encode()
_WARC = record(b"software: crawler", kind="warcinfo") + record(http(_PAGE)) + record(http(_PAGE, packed=True))

REPORTS: dict[str, bytes] = {
    "a.txt": ENGLISH.encode(),
    "a.html": _PAGE,
    "a.jsonl": _LINES,
    "a.csv": _TABLE,
    "a.warc": _WARC,
    "a.txt.gz": gzip.compress(ENGLISH.encode(), mtime=0),
    "a.jsonl.gz": gzip.compress(_LINES, mtime=0),
    "a.csv.zst": zstandard.compress(_TABLE),
    "a.warc.gz": b"".join(gzip.compress(part, mtime=0) for part in (_WARC, record(http(_PAGE)))),
}
"""Files of reports, by a name whose ending says their kind."""

MANIFEST = b"file,report,outlet,published,title\na.txt,first,Wire,2017-05-04,A shell\nb.txt,,,,\n"
PLACES = "name,lat,lon,country,kind\nAzaz (أعزاز),36.58,37.04,SY,town\nTal Ward / Tall Ward,35.1,36.9,SY,\n".encode()
ACTORS = "name,aliases,country,kind\nNorthern Shield,\u062f\u0631\u0639 | NS Brigade,SY|IQ,nonstate\nRiver Guard,,,state\n".encode()
THEIR_TABLE = (
    b"id,date_start,date_end,date_prec,where_prec,where_coordinates,country,latitude,longitude,low,best,high\n"
    b"71.0,2016-06-03,2016-06-03,1.0,1.0,Mareen town,Syria,35.64,36.67,4.0,5.0,9.0\n"
    b'72.0,2016-06-04,2016-06-09,2.0,4.0,"Homs, province",Syria,34.73,36.71,,1e2,\n'
)
FEED_LIST = (
    b'contact = "desk@wire.example"\npause = 2\nallow = ["192.168.1.0/24"]\n\n[[feed]]\n'
    b'url = "https://wire.example/rss"\noutlet = "Wire"\npages = false\n'
)
FEED = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>'
    b"<item><title>A shell</title><link>https://wire.example/1</link><guid>1</guid><pubDate>Thu, 04 May 2017 10:00:00 GMT"
    b"</pubDate><description><![CDATA[<p>A shell hit a bakery.</p>]]></description></item>"
    b"<item><title>A truce</title><link>/2</link><description>Both sides met.</description></item></channel></rss>"
)


@cache
def archive() -> bytes:
    """An export of a small ledger, as `import` takes it."""
    with tempfile.TemporaryDirectory() as folder:
        with Ledger.create_or_open(f"{folder}/ledger.db") as ledger:
            ledger.add([make.tal_ward("r-1"), make.tal_ward("r-2")])
            relink(ledger)
            export(ledger, format="archive", out=Path(folder, "archive"), stdout=io.StringIO())
        return Path(folder, "archive").read_bytes()


type Change = tuple[str, float, int, bytes]

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("put", "cut", "end", "double", "swap", "flip")),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 80),
        st.sampled_from(PIECES) | st.binary(max_size=12),
    ),
    min_size=1,
    max_size=6,
)
"""A few changes to a file: what is done, where (a share of its length), over how many bytes, and what is put in."""


def changed(data: bytes, changes: list[Change]) -> bytes:
    """Break a sound file."""
    for kind, share, size, piece in changes:
        at = int(share * len(data))
        here, rest = data[:at], data[at:]
        if kind == "put":
            data = here + piece + rest
        elif kind == "cut":
            data = here + rest[size:]
        elif kind == "end":
            data = here
        elif kind == "double":
            data = here + rest[:size] * 2 + rest[size:]
        elif kind == "swap":
            data = here + rest[size : 2 * size] + rest[:size] + rest[2 * size :]
        else:
            data = here + bytes(byte ^ (size & 0xFF) for byte in rest[:size]) + rest[size:]
    return data


def written(folder: Path, name: str, data: bytes) -> Path:
    """Put a file where a reader finds it."""
    path = folder / name
    path.write_bytes(data)
    return path
