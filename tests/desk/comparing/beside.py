"""Another dataset beside the ledger of `tests.desk.filled`: what matches, what differs, what stands alone, what means harm."""

import time
from pathlib import Path

from fastapi.testclient import TestClient

from warledger.desk.comparing.against import Against
from warledger.desk.comparing.keeping import Kept, Standing
from warledger.ledger import Ledger

MAPPING = "id=id,date=day,place=place,country=country,lat=lat,lon=lon,killed=killed,party=party,source=source,told=told"
HEADER = "id,day,place,country,lat,lon,killed,party,source,told"
MARKET = 'T-1,2015-05-12,Deir Sunbul,Syria,35.61,36.52,31,Syrian government,"Agency, Umm Samir",market strike'
QASR = "T-2,2015-06-03,Qasr,Syria,34.7,36.7,6,,=HYPERLINK(1),<script>window.taken = 1</script>{{7*7}}"
CLINIC = "T-3,2015-03-09,Tell Aswad,Syria,36.123456,37.234567,1,,,a clinic was hit"
ALONE = "T-4,2015-05-02,Elsewhere,Syria,36.2,37.1,5,,,"
LONG_AGO = "T-5,2011-05-20,Elsewhere,Syria,36.2,37.1,5,,,"
BROKEN = "T-6,soon,Elsewhere,Syria,36.2,37.1,5,,,"
ROWS = (MARKET, QASR, CLINIC, ALONE, LONG_AGO, BROKEN)


def their_file(folder: Path, *rows: str) -> Against:
    """Write a dataset of these rows, all of them by default."""
    path = folder / "theirs.csv"
    path.write_text("\n".join((HEADER, *(rows or ROWS))) + "\n", encoding="utf-8")
    return Against(path, MAPPING)


def until_matched(desk: TestClient) -> None:
    """Wait until nothing is being matched."""
    while not desk.get("/compare/progress").json()["ended"]:
        time.sleep(0.05)


def settled(kept: Kept, ledger: str) -> Standing:
    """Wait until nothing is being matched, and tell how the comparison stands then."""
    while True:
        with Ledger.open_reading(ledger) as opened:
            now = kept.standing(opened.state())
        if not now.working:
            return now
        time.sleep(0.05)
