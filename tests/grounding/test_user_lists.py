"""Users' own lists of places: what is wrong with one is told in one line."""

from pathlib import Path

import pytest

from warledger.errors import ListError
from warledger.grounding.gazetteer.user_lists import list_places


@pytest.mark.parametrize("lat", ['"999\n"', '"\r\n-91"'])
def test_a_broken_line_inside_a_coordinate_breaks_no_message(tmp_path: Path, lat: str) -> None:
    (tmp_path / "places.csv").write_text(f"name,lat,lon\nTal Ward,{lat},36.9\n", encoding="utf-8")
    with pytest.raises(ListError, match="lies outside the degrees of the earth") as told:
        list(list_places(tmp_path / "places.csv", lambda *_: []))
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("lat", ["nan", "inf", "-inf"])
def test_a_coordinate_that_is_no_number_names_its_line(tmp_path: Path, lat: str) -> None:
    lines = ["name,lat,lon", *(f"Tal Ward {n},35.{n},36.9" for n in range(3)), f"Tal Ali,{lat},36.9"]
    (tmp_path / "places.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ListError, match="lies outside the degrees of the earth") as told:
        list(list_places(tmp_path / "places.csv", lambda *_: []))
    assert told.value.line == 5
