"""Incidents are put in place all at once, are found by what is asked, and keep their old ids."""

from collections.abc import Iterable
from datetime import date

import pytest

from tests import factories as make
from tests.by_hand import put_copies, put_incidents
from warledger.errors import UnknownRecord
from warledger.ledger import Ledger, Wanted
from warledger.records import Account, Blame, Disagreement, Incident, Link, Linking, Period, Place

NAMES = ("a", "b", "c", "d")
NO_LINKS = Linking(groups=())


@pytest.fixture
def told(ledger: Ledger) -> dict[str, Account]:
    tellings = {name: make.tal_ward(name) for name in NAMES}
    ledger.add(tellings.values())
    return {name: telling.accounts[0] for name, telling in tellings.items()}


def put(ledger: Ledger, incidents: Iterable[Incident]) -> list[str]:
    put_incidents(ledger, incidents, NO_LINKS)
    return [incident.id for incident in ledger.incidents()]


def of(told: dict[str, Account], names: str, **fields: object) -> Incident:
    return make.incident([told[name] for name in names], **fields)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------- replacing


def test_an_incident_comes_back_with_its_accounts_in_its_own_order(
    ledger: Ledger, told: dict[str, Account]
) -> None:
    whole = of(
        told,
        "ba",
        figures=(make.reconciled(figure_ids=("f-1", "f-2")),),
        primary_sources=("rescue service",),
        disagreements=(Disagreement("denial", "the army denies it", (told["a"].id,)),),
        perpetrators=(Blame("Syrian government", "denied", ("army",), 2),),
    )
    put(ledger, [whole])
    assert ledger.incident(whole.id) == whole
    assert list(ledger.incidents()) == [whole]
    assert ledger.incident_of(told["a"].id) == whole.id
    assert ledger.incident_of(told["c"].id) is None


def test_incidents_come_in_the_order_of_their_ids(ledger: Ledger, told: dict[str, Account]) -> None:
    found = [of(told, name, id=f"i-{9 - n}") for n, name in enumerate(NAMES)]
    assert put(ledger, found) == ["i-6", "i-7", "i-8", "i-9"]


def test_the_incidents_put_last_are_all_there_are(ledger: Ledger, told: dict[str, Account]) -> None:
    put(ledger, [of(told, "a"), of(told, "b")])
    kept = of(told, "b", title="another title")
    assert put(ledger, [kept]) == [kept.id]
    assert ledger.incident(kept.id) == kept


def test_putting_the_same_incidents_again_changes_nothing(ledger: Ledger, told: dict[str, Account]) -> None:
    found = [of(told, "ab"), of(told, "cd")]
    put(ledger, found)
    before = list(ledger.incidents())
    put(ledger, reversed(found))
    assert list(ledger.incidents()) == before
    assert ledger.old_ids(found[0].id) == ()


def test_many_incidents_go_through_in_one_go(ledger: Ledger) -> None:
    tellings = [make.tal_ward(f"r-{n:04}") for n in range(700)]
    ledger.add(tellings)
    incidents = [make.incident(telling.accounts) for telling in tellings]
    assert put(ledger, iter(incidents)) == sorted(incident.id for incident in incidents)


def test_a_broken_set_of_incidents_leaves_the_old_one(ledger: Ledger, told: dict[str, Account]) -> None:
    good = of(told, "ab")
    put(ledger, [good])
    stranger = make.incident([make.tal_ward("unknown").accounts[0]])
    with pytest.raises(ValueError, match="holds no account"):
        put(ledger, [of(told, "c"), stranger])
    with pytest.raises(ValueError, match="two incidents under one id"):
        put(ledger, [of(told, "c", id="i"), of(told, "d", id="i")])
    assert list(ledger.incidents()) == [good]


def test_the_ledger_knows_that_its_incidents_are_behind(ledger: Ledger) -> None:
    assert not ledger.unlinked()
    ledger.add([make.tal_ward(name) for name in NAMES])
    assert ledger.unlinked()
    told = {account.report: account for account in ledger.accounts()}
    put(ledger, [of(told, "abcd")])
    assert not ledger.unlinked()
    ledger.add([make.tal_ward("a")])
    ledger.refuse([make.refusal()])
    assert not ledger.unlinked()
    put_copies(ledger, {"b": "a"})
    assert ledger.unlinked()
    put(ledger, [of(told, "abcd")])
    judgement = make.judgement("same", told["a"].id, told["b"].id)
    ledger.judge(judgement)
    assert ledger.unlinked()
    put(ledger, [of(told, "abcd")])
    ledger.undo(judgement.id, why="no", by="Omar", at="2024-05-02T10:00:00Z")
    assert ledger.unlinked()


def test_incidents_stay_whole_until_the_next_linking_when_a_text_changes(
    ledger: Ledger, told: dict[str, Account]
) -> None:
    before = of(told, "ab")
    put(ledger, [before])
    ledger.add([make.telling(make.report("a", "It was withdrawn."), accounts=[])])
    assert ledger.incident(before.id) == before
    assert ledger.unlinked()


# -------------------------------------------------------------------------------------------- old ids


def test_an_old_id_resolves_after_a_merge(ledger: Ledger, told: dict[str, Account]) -> None:
    left, right = of(told, "a"), of(told, "b")
    put(ledger, [left, right])
    merged = of(told, "ab", id="merged")
    put(ledger, [merged])
    assert ledger.incident(left.id) == ledger.incident(right.id) == merged
    assert ledger.old_ids("merged") == tuple(sorted([left.id, right.id]))


def test_an_old_id_resolves_through_several_merges(ledger: Ledger, told: dict[str, Account]) -> None:
    first = of(told, "a")
    put(ledger, [first, of(told, "b"), of(told, "c")])
    put(ledger, [of(told, "ab"), of(told, "c")])
    put(ledger, [of(told, "abc", id="all")])
    assert ledger.incident(first.id).id == "all"


def test_an_old_id_of_what_was_split_goes_where_most_of_it_went(
    ledger: Ledger, told: dict[str, Account]
) -> None:
    put(ledger, [of(told, "abc", id="whole"), of(told, "d", id="other")])
    put(ledger, [of(told, "ab", id="most"), of(told, "cd", id="least")])
    assert ledger.incident("whole").id == "most"
    assert ledger.incident("other").id == "least"


def test_an_old_id_of_equal_halves_goes_to_the_first_id(ledger: Ledger, told: dict[str, Account]) -> None:
    put(ledger, [of(told, "ab", id="whole")])
    put(ledger, [of(told, "b", id="x"), of(told, "a", id="y")])
    assert ledger.incident("whole").id == "x"


def test_an_id_that_is_an_incident_s_again_is_its_own(ledger: Ledger, told: dict[str, Account]) -> None:
    left, right = of(told, "a"), of(told, "b")
    put(ledger, [left, right])
    put(ledger, [of(told, "ab", id="merged")])
    put(ledger, [left, right])
    assert ledger.incident(left.id) == left
    assert ledger.incident("merged").id == min(left.id, right.id)
    assert ledger.old_ids(left.id) + ledger.old_ids(right.id) == ("merged",)


def test_an_old_id_follows_its_report_to_the_new_text(ledger: Ledger, told: dict[str, Account]) -> None:
    put(ledger, [of(told, "a", id="old"), of(told, "b")])
    source = make.report("a", "At least ten died in Tal Ward on Monday.")
    ledger.add([make.telling(source)])
    new = make.incident([make.account(source)], id="new")
    put(ledger, [new, of(told, "b")])
    assert ledger.incident("old") == new


def test_an_id_of_which_nothing_is_left_is_unknown(ledger: Ledger, told: dict[str, Account]) -> None:
    put(ledger, [of(told, "a", id="old"), of(told, "b")])
    ledger.add([make.telling(make.report("a", "It was withdrawn."), accounts=[])])
    put(ledger, [of(told, "b")])
    for name in ("old", "never"):
        with pytest.raises(UnknownRecord, match=name):
            ledger.incident(name)


# -------------------------------------------------------------------------------------------- links


def test_links_and_similar_pairs_keep_their_reasons(ledger: Ledger, told: dict[str, Account]) -> None:
    a, b, c, d = (told[name].id for name in NAMES)
    sure = Link(a, b, 6.5, ("the same day", "the same town"))
    unsure = Link(b, c, 0.5, ("the same toll",))
    weaker = Link(a, c, 0.25, ("the same month",))
    found = [of(told, "ab", id="ab"), of(told, "c", id="c"), of(told, "d", id="d")]
    put_incidents(ledger, found, Linking(((a, b), (c,), (d,)), (sure,), (unsure, weaker)))
    assert ledger.links("ab") == (sure,)
    assert ledger.links("c") == ()
    assert [(s.incident, s.link) for s in ledger.similar_to("ab")] == [("c", unsure)]
    assert [(s.incident, s.link) for s in ledger.similar_to("c")] == [("ab", unsure)]
    assert ledger.similar_to("d") == ()


# -------------------------------------------------------------------------------------------- wanted


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, 28), "month", "text")


@pytest.fixture
def four(ledger: Ledger, told: dict[str, Account]) -> Ledger:
    put(
        ledger,
        [
            of(told, "a", id="a", date=make.day(date(2015, 3, 9)), type="shelling"),
            of(told, "b", id="b", date=month(2015, 3), place=make.town("Ma'arrat al-Nu'mān", 35.64, 36.67)),
            of(told, "c", id="c", date=make.day(None), type="airstrike", place=Place()),
            of(
                told,
                "d",
                id="d",
                date=Period(date(2015, 6, 1), None, "unknown", "text"),
                place=make.town("Taiz", 13.58, 44.02, admin1=None, country="YE"),
            ),
        ],
    )
    return ledger


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "abcd"),
        (Wanted(since=date(2015, 3, 9)), "abd"),
        (Wanted(since=date(2015, 3, 10)), "bd"),
        (Wanted(until=date(2015, 3, 8)), "b"),
        (Wanted(since=date(2015, 3, 9), until=date(2015, 3, 9)), "ab"),
        (Wanted(since=date(2016, 1, 1)), "d"),
        (Wanted(place="maarrat al numan"), "b"),
        (Wanted(place="MA’ARRAT AL-NU’MAN"), "b"),
        (Wanted(place="tal ward"), "abcd"),
        (Wanted(place="100%"), ""),
        (Wanted(place="_"), "abcd"),
        (Wanted(near=(35.25, 36.5, 10.0)), "a"),
        (Wanted(near=(35.25, 36.5, 60.0)), "ab"),
        (Wanted(near=(13.6, 44.0, 5.0)), "d"),
        (Wanted(types=("airstrike",)), "c"),
        (Wanted(types=("airstrike", "shelling")), "abcd"),
        (Wanted(since=date(2015, 3, 1), place="taiz", types=("shelling",)), "d"),
    ],
)
def test_incidents_are_found_by_what_is_asked(four: Ledger, wanted: Wanted, found: str) -> None:
    assert "".join(incident.id for incident in four.incidents(wanted)) == found
