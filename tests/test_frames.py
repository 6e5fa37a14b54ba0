"""The ledger as Arrow tables and frames: typed, null where nothing is known, withheld where that is asked for."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.errors import UsageError
from warledger.exports import Profile
from warledger.frames import Ledger
from warledger.records import Linking

PROFILES: tuple[Profile, ...] = ("full", "public")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    telling = make.tal_ward()
    source = make.report("second", "At least two people died in a raid.", published=None)
    raid = make.account(
        source,
        date=make.day(None),
        place=make.town("Al-Qadi house", 36.123456, 37.987654, precision="site"),
        figures=(make.figure(make.quoted(source, "two people"), 2, None, says=("Umm Samir (nurse)",)),),
    )
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([telling, make.telling(source, accounts=[raid])])
        put_incidents(
            ledger,
            [make.incident(telling.accounts), make.incident([raid], id="unknown-raid")],
            Linking(groups=()),
        )
        yield ledger


def test_arrow_pandas_and_polars_hold_the_same_rows(ledger: Ledger) -> None:
    arrow = ledger.arrow("figures")
    assert arrow.num_rows == len(ledger.pandas("figures")) == ledger.polars("figures").height > 1
    assert list(ledger.pandas("figures").columns) == ledger.polars("figures").columns == arrow.column_names
    assert ledger.polars("figures").to_arrow().to_pylist() == arrow.to_pylist()


def test_what_nobody_said_is_null_and_a_count_stays_a_count(ledger: Ledger) -> None:
    figures = ledger.pandas("figures")
    assert str(figures["low"].dtype) == "int64[pyarrow]"
    assert figures["high"].isna().any()
    assert ledger.polars("figures").schema["low"] == pl.Int64
    assert isinstance(figures, pd.DataFrame)


def test_without_a_name_it_is_the_incidents_with_all_inside(ledger: Ledger) -> None:
    ids = [incident.id for incident in ledger.incidents()]
    assert ledger.arrow().column("id").to_pylist() == ids
    assert ledger.polars().height == len(ledger.pandas()) == len(ids)


def test_the_public_profile_withholds_in_frames_too(ledger: Ledger) -> None:
    full, public = (set(ledger.polars("accounts", profile=p)["latitude"]) for p in PROFILES)
    assert 36.123456 in full
    assert 36.123456 not in public
    assert "Umm Samir" in str(ledger.pandas("figures").to_dict())
    assert "Umm Samir" not in str(ledger.pandas("figures", profile="public").to_dict())
    assert "Umm Samir" in str(ledger.arrow().to_pylist())
    assert "Umm Samir" not in str(ledger.arrow(profile="public").to_pylist())


def test_a_table_that_there_is_not_is_told_in_one_line(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no table victims; there are: incidents"):
        ledger.arrow("victims")


def test_a_library_that_is_not_there_is_told_how_to_get(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"polars is not installed: pip install 'warledger\[frames\]'"):
        ledger.polars("figures")
    assert len(ledger.pandas("figures"))


def test_opening_a_ledger_from_python_loads_no_frames_and_no_parser(tmp_path: Path) -> None:
    words = (
        "import sys, warledger as wl\nwl.Ledger.create_or_open('new.db').close()\n"
        "print([m for m in ('pandas', 'polars', 'pyarrow', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
