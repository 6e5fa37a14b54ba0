"""From where and to where the displaced went: only as the words on their flight say so, with the name as it stands."""

import pytest

from tests.assembly.conftest import Told


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Some 600 families fled from Manbij to Azaz.", "Manbij", "Azaz"),
        ("About 2,000 people have fled Saraqib.", "Saraqib", None),
        ("Some 700 people crossed the border into Turkey and fled.", None, "Turkey"),
        ("Around 300 civilians were evacuated from the eastern districts of Aleppo.", "Aleppo", None),
        ("About 900 displaced families found refuge in Azaz.", None, "Azaz"),
        ("Some 500 people were displaced in Saraqib.", None, None),
        ("Some 500 people fled near Saraqib.", None, None),
    ],
)
def test_origin_and_destination_hang_on_the_word_of_flight(
    text: str, origin: str | None, destination: str | None, told: Told
) -> None:
    (figure,) = [f for f in told(text).loose if f.outcome == "displaced"]
    assert figure.origin.name == origin
    assert figure.destination.name == destination
    for place in (figure.origin, figure.destination):
        assert place.quote is None or place.quote.text in text
        assert (place.name is None) == (place.quote is None)
