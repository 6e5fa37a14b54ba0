"""The simulated wars: the same seed tells the same, every quote is the text's own, and the truth is one act an account."""

from collections import Counter
from itertools import islice
from random import Random

from simulating import Shapes, Told, World, simulate
from simulating.shapes import Share
from simulating.world import respelled

SHAPES = Shapes.read()


def told(many: int, *, seed: int = 0, density: float = 3.0) -> list[Told]:
    return list(islice(simulate(World.of_villages(seed), SHAPES, seed=seed, density=density), many))


def test_the_same_seed_tells_the_same_wars_and_another_tells_others() -> None:
    assert told(60) == told(60)
    assert told(60) != told(60, seed=1)


def test_a_shorter_simulation_is_the_beginning_of_a_longer_one() -> None:
    assert told(20) == told(60)[:20]


def test_every_quote_is_a_slice_of_its_report() -> None:
    for report in told(200):
        text = report.telling.report.text
        for account in report.telling.accounts:
            figures = [figure.quote for figure in account.figures]
            spans = [account.evidence, account.date.quote, account.place.quote, *figures]
            for span in spans:
                assert span is None or text[span.start : span.end] == span.text


def test_a_report_tells_an_act_once_and_every_account_has_its_id() -> None:
    reports = told(200)
    for report in reports:
        assert len(set(report.acts)) == len(report.acts) == len(report.telling.accounts) > 0
        assert report.note.id == report.telling.report.id
    ids = [account.id for report in reports for account in report.telling.accounts]
    assert len(set(ids)) == len(ids)


def test_a_copy_tells_the_acts_of_its_original_in_the_same_words() -> None:
    reports = {report.note.id: report for report in told(400)}
    copies = [report for report in reports.values() if report.note.copy_of is not None]
    assert copies
    for copy in copies:
        original = reports[copy.note.copy_of or ""]
        assert copy.acts == original.acts
        words = [account.evidence.text for account in copy.telling.accounts]
        assert words == [account.evidence.text for account in original.telling.accounts]


def test_acts_are_told_as_often_as_the_table_says() -> None:
    counted = Counter(act for report in told(1500) if report.note.copy_of is None for act in report.acts)
    once = sum(n == 1 for n in counted.values()) / len(counted)
    assert abs(once - SHAPES.share("tellings", "1")) < 0.05


def test_a_range_is_drawn_whole_and_an_unmeasured_condition_falls_back_to_any() -> None:
    shapes = Shapes(
        [
            Share("delay", "any", "2-4", 1.0),
            Share("act", "any", "ied", 0.5),
            Share("act", "any", "missile", 0.5),
        ]
    )
    chance = Random(0)
    assert {shapes.number(chance, "delay") for _ in range(60)} == {2, 3, 4}
    assert {shapes.draw(chance, "act", "never met") for _ in range(60)} == {"ied", "missile"}
    assert shapes.share("act", "ied") == 0.5
    assert shapes.share("act", "drone") == 0.0


def test_a_name_spelled_otherwise_is_near_to_the_name() -> None:
    chance = Random(1)
    spellings = {respelled("Al-Qusayr", chance) for _ in range(40)}
    assert {"El-Qusayr", "Al-Kusayr"} <= spellings
