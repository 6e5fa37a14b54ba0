"""The queue: what waits, in which order, why, and what leaves it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.by_hand import put_incidents
from tests.desk import filled
from tests.desk.pages_read import elements, links, text_of
from tests.desk.review.conftest import Reviewer, at_desk
from warledger.desk.review.keys import KEYS
from warledger.desk.review.queue import in_order, kinds_asked, queue_page
from warledger.ledger import Ledger
from warledger.ledger.doubts import Doubtful
from warledger.linking.weights import LINK, SIMILAR, odds_to_score
from warledger.reconciling.doubting import DOUBT_KINDS, DoubtKind, doubts_of
from warledger.records import Link, Linking

KINDS = st.sampled_from(DOUBT_KINDS)
ENTRIES = st.builds(
    Doubtful,
    KINDS,
    st.sampled_from("abc"),
    st.sampled_from([0.1, 0.5, 0.9]),
    st.just(0),
    st.sampled_from(["", "z"]),
)


def test_the_most_doubtful_stands_first(made: Reviewer) -> None:
    page = made.page("/review")
    meters = [float(each.attributes["value"] or "") for each in elements(page, "meter")]
    assert len(meters) > 5
    assert all(one >= other for one, other in pairwise(meters))


def test_the_order_of_the_ledger_is_that_of_the_measure(ledger_path: str) -> None:
    of_others = ("pair", "link", "undated", "date")
    with Ledger.open_reading(ledger_path) as ledger:
        entries = ledger.queue([kind for kind in DOUBT_KINDS if kind not in of_others], 100).entries
        measured = sorted(
            (-each.measure, DOUBT_KINDS.index(each.kind), incident.id)
            for incident in ledger.incidents()
            for each in doubts_of(incident)
            if each.kind not in of_others
        )
    assert [(-e.doubt, DOUBT_KINDS.index(e.kind), e.incident) for e in entries] == measured


@given(st.lists(ENTRIES, max_size=12, unique_by=lambda e: e.key), st.data())
def test_the_order_never_depends_on_chance(entries: list[Doubtful], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(entries))
    assert in_order(shuffled, ()) == in_order(entries, ())


@given(st.lists(ENTRIES, min_size=1, max_size=12, unique_by=lambda e: e.key))
def test_what_was_put_off_comes_last_the_earliest_first(entries: list[Doubtful]) -> None:
    off = [entry.key for entry in entries[:2]]
    assert [entry.key for entry in in_order(entries, off)][-len(off) :] == off


def test_every_entry_says_in_a_sentence_why_it_is_in_doubt(made: Reviewer) -> None:
    page = made.page("/review")
    sentences = [each.text for each in elements(page, "p", class_="why")]
    assert all(each[0].isupper() or not each[0].isalpha() for each in sentences)
    assert all(each.rstrip()[-1] in ".!?”" for each in sentences)
    assert any("defence" not in each and "31 in the other" in each for each in sentences)
    assert any("Nothing tells when this report was written" in each for each in sentences)


def test_a_pair_of_similar_incidents_waits_with_the_reasons(made: Reviewer) -> None:
    page = made.page("/review?kind=pair")
    assert "Armed clash, Arzeh, May 2015" in text_of(page, "ol", class_="queue")
    assert "a week apart; the same province" in text_of(page, "p", class_="why")


def test_a_kind_is_filtered_and_counted(made: Reviewer) -> None:
    page = made.page("/review?kind=grade")
    assert {each.text for each in elements(page, "span", class_="tag")} == {"grade"}
    told = " ".join(text_of(page, "nav", **{"aria-label": "Kinds of doubt"}).split())
    assert "Similar pairs 1" in told
    assert "Grades to confirm 5" in told


def test_a_kind_that_does_not_exist_asks_for_nothing() -> None:
    assert kinds_asked(["grade", "<b>", "pair"]) == ("pair", "grade")


def test_hostile_words_of_a_report_stand_in_the_queue_as_text(made: Reviewer) -> None:
    page = made.page("/review?kind=grade")
    assert "Shooting <script>alert(4)</script>, {{7*7}}" in text_of(page, "ol", class_="queue")
    assert not [each for each in elements(page, "script") if "alert" in each.text]


def test_pages_of_the_queue_hold_every_entry_once(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    incidents = filled.incidents()
    accounts = sorted(a.id for i in incidents for a in i.accounts)
    similar = [
        Link(one, other, odds_to_score(LINK - n / 10), ("near",))
        for n, (one, other) in enumerate((a, b) for a in accounts for b in accounts if a < b)
    ]
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        put_incidents(ledger, incidents, Linking((), (), tuple(similar)))
    seen: list[str] = []
    with Ledger.open_reading(path) as ledger:
        first, counts, _ = queue_page(ledger, (), (), 1, length=7)
        for number in range(1, first.last + 1):
            page, _, _ = queue_page(ledger, (), (), number, length=7)
            seen += [row.entry.key for row in page.rows]
    assert first.last > 1
    assert len(first.rows) == 7
    assert len(seen) == len(set(seen)) == sum(counts.values()) == first.total


def test_a_pair_nearer_to_the_threshold_comes_first(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    near = Link("a-clash", "a-undated", odds_to_score(LINK - 0.1), ("near",))
    far = Link("a-night", "a-undated", odds_to_score(SIMILAR), ("far",))
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        put_incidents(ledger, filled.incidents(), Linking((), (), (far, near)))
        entries = ledger.queue(("pair",), 10).entries
    assert [entry.compared for entry in entries] == [("a-clash", "a-undated"), ("a-night", "a-undated")]


def test_an_incident_held_by_one_weak_link_waits(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    link = Link("a-market1", "a-market2", odds_to_score(LINK + 0.2), ("same day", "same place"))
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        put_incidents(ledger, filled.incidents(), Linking((), (link,), ()))
        (entry,) = ledger.queue(("link",), 10).entries
        assert ledger.doubt_on("link", entry.incident) == entry
    assert entry.incident == "2015-05-12-deir-sunbul-airstrike"
    assert entry.compared == ("a-market1", "a-market2")


def test_what_is_put_off_stands_last_and_only_for_who_put_it_off(first: Reviewer, second: Reviewer) -> None:
    page = first.page("/review")
    before = links(page, "entry-link")
    form = first.form(first.page(before[0]), "later")
    answer = first.send("/review/later", **form)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{before[1]}&put_off=yes"
    assert links(first.page("/review"), "entry-link") == [*before[1:], before[0]]
    assert links(second.page("/review"), "entry-link") == before


def test_what_is_put_off_stays_so_when_the_desk_is_started_again(
    first: Reviewer, copied: Path, tmp_path: Path
) -> None:
    address = links(first.page("/review"), "entry-link")[0]
    first.send("/review/later", **first.form(first.page(address), "later"))
    again = next(at_desk(copied, tmp_path))
    page = again.page("/review")
    assert links(page, "entry-link")[-1] == address
    assert [each.text for each in elements(page, "span", class_="tag")][-1] == "put off"


def test_what_is_put_off_is_brought_back_to_its_place(first: Reviewer) -> None:
    before = links(first.page("/review"), "entry-link")
    first.send("/review/later", **first.form(first.page(before[0]), "later"))
    answer = first.send("/review/later", **first.form(first.page(before[0]), "bring_back"))
    assert answer.headers["location"] == before[0]
    assert links(first.page("/review"), "entry-link") == before


def test_who_puts_off_is_told_so_on_the_next_question(first: Reviewer) -> None:
    address = links(first.page("/review"), "entry-link")[0]
    answer = first.send("/review/later", **first.form(first.page(address), "later"))
    (told,) = elements(first.page(answer.headers["location"]), "p", role="status")
    assert "Put off" in told.text


def test_while_a_build_has_the_ledger_nothing_is_put_off_and_that_is_said(
    first: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warledger.desk.pages.review_deciding.WAIT_S", 0.05)
    before = links(first.page("/review"), "entry-link")
    form = first.form(first.page(before[0]), "later")
    with Ledger.open_writing(str(first.ledger)):
        busy = first.send("/review/later", **form)
    assert busy.status_code == 503
    assert "stands where it stood" in busy.text
    assert links(first.page("/review"), "entry-link") == before


def test_putting_off_changes_nothing_that_is_exported_or_linked(first: Reviewer) -> None:
    with first.opened() as ledger:
        before = list(ledger.incidents()), ledger.unlinked()
    first.send(
        "/review/later", **first.form(first.page(links(first.page("/review"), "entry-link")[0]), "later")
    )
    with first.opened() as ledger:
        assert (list(ledger.incidents()), ledger.unlinked()) == before


def decide(by: Reviewer, page: str, action: str, **fields: str | list[str]) -> None:
    preview = by.send("/review/preview", **{**by.form(page, action), **fields})
    assert preview.status_code == 200, preview.text
    kept = by.confirm(preview.text)
    assert kept.status_code == 303, kept.text


def waiting(by: Reviewer, kind: DoubtKind) -> list[str]:
    with by.opened() as ledger:
        return [entry.incident for entry in ledger.queue((kind,), 100).entries]


def test_a_confirmed_grade_takes_all_questions_of_the_incident_off_the_queue(first: Reviewer) -> None:
    incident = waiting(first, "figures")[0]
    decide(first, first.page(f"/review/incident?id={incident}&about=figures"), "grade")
    assert incident not in waiting(first, "figures")
    assert incident not in waiting(first, "grade")


def test_a_corrected_figure_leaves_the_queue_and_comes_back_when_taken_back(first: Reviewer) -> None:
    incident = waiting(first, "figures")[0]
    with first.opened() as ledger:
        account, figure = next((a.id, f.id) for a in ledger.incident(incident).accounts for f in a.figures)
    page = first.page(f"/review/account?id={account}")
    form = first.form(page, "correct", having=f'value="figure:{figure}"')
    preview = first.send("/review/preview", **{**form, "low": "3", "high": "3"})
    assert first.confirm(preview.text).status_code == 303
    assert incident not in waiting(first, "figures")
    assert first.confirm(first.send("/review/preview", action="take_back").text).status_code == 303
    assert incident in waiting(first, "figures")


def test_every_key_of_the_help_works_something_on_some_page(first: Reviewer) -> None:
    with first.opened() as ledger:
        several = next(i.id for i in ledger.incidents() if len(i.accounts) > 1)
        other = next(i.id for i in ledger.incidents() if i.id != several)
    middle = links(first.page("/review"), "entry-link")[1]
    pages = ["/review", middle, f"/review/pair?one={several}&other={other}", f"/review/incident?id={several}"]
    worked = {
        word
        for page in pages
        for element in elements(first.page(page))
        for word in (element.attributes.get("aria-keyshortcuts") or "").split()
    }
    told = {each.text for each in elements(first.page("/review/keys"), "kbd")}
    assert {key.key for key in KEYS if len(key.key) == 1} <= worked
    assert {key.key for key in KEYS} == told
