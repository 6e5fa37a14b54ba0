"""One text that travelled is one report; a new story with old paragraphs is not a copy."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from warledger.reports import ReportText, find_copies
from warledger.reports.copies import Sketch, all_copies, bands, changed_copies, sketch_of

WORDS = [f"word{number}" for number in range(4000)]


def words(seed: int, count: int) -> list[str]:
    """A text of its own: no five words in a row are shared by two seeds, but by chance."""
    dice = random.Random(seed)
    return [dice.choice(WORDS) for _ in range(count)]


def text(*parts: list[str]) -> str:
    return " ".join(word for part in parts for word in part)


def test_a_text_under_another_headline_and_with_a_few_words_changed_is_a_copy() -> None:
    body = words(1, 300)
    changed = [word if at % 60 else "rebels" for at, word in enumerate(body)]
    reports = [
        ReportText("b", text(words(2, 12), body), date(2016, 4, 21)),
        ReportText("a", text(words(3, 12), changed), date(2016, 4, 22)),
        ReportText("c", text(words(4, 300)), date(2016, 4, 20)),
    ]
    assert find_copies(reports) == {"a": "b"}


def test_lost_apostrophes_and_line_breaks_make_no_difference() -> None:
    plain = " ".join(f"The minister's {word} wasn't there." for word in words(1, 40))
    stripped = plain.replace("'", "").replace(". ", " \n")
    assert find_copies([ReportText("a", plain), ReportText("b", stripped)]) == {"b": "a"}


def test_a_text_cut_to_its_first_part_is_a_copy() -> None:
    body = words(1, 500)
    reports = [
        ReportText("whole", text(body), date(2016, 4, 20)),
        ReportText("cut", text(body[:190]), date(2016, 4, 21)),
    ]
    assert find_copies(reports) == {"cut": "whole"}


def test_a_follow_up_with_the_old_background_is_no_copy() -> None:
    background = words(9, 170)
    one = ReportText("a", text(words(1, 200), background), date(2016, 4, 20))
    other = ReportText("b", text(words(2, 200), background), date(2016, 4, 21))
    assert find_copies([one, other]) == {}


def test_two_short_articles_under_the_furniture_of_one_site_are_no_copies() -> None:
    foot = words(9, 200)
    assert (
        find_copies([ReportText("a", text(words(1, 90), foot)), ReportText("b", text(words(2, 90), foot))])
        == {}
    )


def test_two_short_notices_of_one_mould_are_no_copies() -> None:
    mould = "Gunmen on motorbikes shot dead {} people in the village of {} late on {} night, a local official told the agency."
    reports = [
        ReportText("a", mould.format("two", "Ada", "Monday")),
        ReportText("b", mould.format("two", "Odo", "Monday")),
    ]
    assert find_copies(reports) == {}
    longer = ReportText("c", f"LAGOS (Agency) - {mould.format('two', 'Ada', 'Monday')}")
    assert find_copies([*reports, longer]) == {"c": "a"}


def test_the_original_is_the_earliest_dated_then_the_smallest_id() -> None:
    body = text(words(1, 100))
    day = date(2016, 4, 20)
    undated = [
        ReportText("a", body),
        ReportText("d", body, day),
        ReportText("c", body, day),
        ReportText("b", body, day + timedelta(1)),
    ]
    assert find_copies(undated) == {"a": "c", "b": "c", "d": "c"}


def test_copies_are_not_chained() -> None:
    drift = words(1, 100)
    steps = []
    for step in range(6):
        drift = drift[10:] + words(50 + step, 10)
        steps.append(ReportText(f"s{step}", text(drift), date(2016, 1, 1 + step)))
    copies = find_copies(steps)
    assert copies["s1"] == copies["s2"] == "s0"
    assert copies.get("s5") != "s0"
    assert not set(copies) & set(copies.values())


def test_empty_and_tiny_texts_are_no_copies_of_everything() -> None:
    assert (
        find_copies(
            [ReportText("a", ""), ReportText("b", " "), ReportText("c", "yes"), ReportText("d", "no")]
        )
        == {}
    )
    assert find_copies([]) == {}


variants = st.builds(
    lambda seed, cut, extra, day, name: ReportText(
        f"{name}", text(words(seed, 120)[: 120 - cut], words(100 + extra, 10)), day and date(2016, 4, day)
    ),
    seed=st.integers(1, 3),
    cut=st.integers(0, 60),
    extra=st.integers(0, 3),
    day=st.none() | st.integers(1, 5),
    name=st.integers(0, 30),
)


@given(st.lists(variants, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_reports_come_plays_no_part(
    reports: list[ReportText], dice: random.Random
) -> None:
    copies = find_copies(reports)
    shuffled = list(reports)
    dice.shuffle(shuffled)
    assert find_copies(shuffled) == copies
    assert not set(copies) & set(copies.values())
    assert set(copies) | set(copies.values()) <= {report.id for report in reports}


def test_of_four_hundred_copies_each_is_held_against_the_original_alone() -> None:
    body, asked = words(1, 120), Counter[str]()
    reports = [ReportText(f"r{n:03}", text(words(n + 2, 4), body), date(2016, 1, 1)) for n in range(400)]
    sketches = {report.id: sketch_of(report) for report in reports}

    def fetched(ids: Sequence[str]) -> list[Sketch]:
        asked.update(ids)
        return [sketches[id_] for id_ in ids]

    lying = ((each.rank, bands(each)) for each in sorted(sketches.values(), key=lambda each: each.rank))
    found = all_copies(lying, fetched)
    assert {copy for copy, original in found.items() if original == "r000"} == {r.id for r in reports[1:]}
    assert asked.total() == 2 * 399


class Shelf:
    """Texts as they are now, with what each was found to be a copy of before."""

    def __init__(self, texts: Iterable[ReportText], stood: Mapping[str, str]) -> None:
        self.texts = {text.id: sketch_of(text) for text in texts}
        self.stood = stood

    def sketches(self, reports: Iterable[str]) -> list[Sketch]:
        return [self.texts[report] for report in reports]

    def sharing(self, sketch: Sketch) -> set[str]:
        own = set(bands(sketch))
        return {other.id for other in self.texts.values() if not own.isdisjoint(bands(other))}

    def original(self, report: str) -> str | None:
        return self.stood.get(report)


@given(st.lists(variants, min_size=1, max_size=8), st.lists(variants, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_change_of_some_texts_comes_to_what_looking_at_all_of_them_does(
    before: list[ReportText], changed: list[ReportText]
) -> None:
    old = {text.id: text for text in before}
    new = {text.id: text for text in changed}
    now = old | new
    stood = {copy: of for copy, of in find_copies(old.values()).items() if copy not in new}
    shelf = Shelf(now.values(), stood)
    ranks = {shelf.texts[name].rank for name in new}
    near = {other for name in new if name in old for other in shelf.sharing(sketch_of(old[name]))}
    found = changed_copies(shelf, ranks | {shelf.texts[name].rank for name in near}, ranks)
    copies = {**stood, **found}
    assert {copy: of for copy, of in copies.items() if of is not None} == find_copies(now.values())


def test_the_known_copies_among_the_real_reports_are_found(shared: Path) -> None:
    rows = [
        json.loads(line)
        for file in sorted((shared / "reports").glob("*.jsonl"))
        for line in file.read_text().splitlines()
    ]
    copies = find_copies(ReportText(row["report"], row["text"]) for row in rows)
    # 28 when this was written, their headlines compared; the brief descriptions come from one mould and hold none.
    assert 26 <= len(copies) <= 32
    assert not [name for name in copies if name.startswith("pitf")]
