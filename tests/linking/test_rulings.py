"""What binds on one account, and the account as it is ruled."""

from dataclasses import replace
from datetime import date

from tests import factories as make
from warledger.linking.rulings import Ruling, corrected, rulings
from warledger.records import Account, Accused, Bounds, Correction, Counted, Judgement, Period

EARLY, LATE = "2024-05-01T10:00:00Z", "2024-05-02T10:00:00Z"


def account() -> Account:
    return make.tal_ward().accounts[0]


def targets(value: str, at: str) -> Judgement:
    return make.judgement("correct", "a", correction=Correction("targets", "", (), (value,)), at=at)


def test_of_two_corrections_of_one_field_the_later_holds_whatever_their_order() -> None:
    first, second = targets("bakery", EARLY), targets("market", LATE)
    for judged in ([first, second], [second, first]):
        ((told,),) = (ruling.corrections for ruling in rulings(judged).values())
        assert (told.value, told.judgement) == (("market",), second.id)
    taken_back = replace(second, undone_at=LATE)
    assert rulings([first, taken_back])["a"].corrections[0].value == ("bakery",)


def test_a_rejection_binds_until_it_is_taken_back() -> None:
    rejection = make.judgement("reject", "a")
    assert rulings([rejection]) == {"a": Ruling(rejection.id)}
    assert rulings([replace(rejection, undone_at=LATE)]) == {}


def test_what_is_read_anew_stands_beside_a_correction_not_what_was_read_before() -> None:
    before = Correction("targets", "", ("old words",), ("market",), "j-1")
    (told,) = corrected(account(), [before]).corrected
    assert told.own == ("bakery",)


def test_a_date_a_figure_and_a_name_are_corrected_together() -> None:
    own = account()
    (figure,), (army,) = own.figures, own.perpetrators
    day = Period(date(2015, 3, 8), date(2015, 3, 8), "day", "reviewer")
    six = Counted("injured", "civilians", Bounds(6, 6), "total")
    done = corrected(
        own,
        [
            Correction("date", "", own.date, day),
            Correction("figure", figure.id, figure, six),
            Correction("perpetrator", army.id, army, Accused("rebels", "asserted")),
        ],
    )
    assert done.date == day
    assert [(f.outcome, f.victims, f.bounds, f.quote) for f in done.figures] == [
        ("injured", "civilians", Bounds(6, 6), figure.quote)
    ]
    assert [(p.actor, p.stance, p.says) for p in done.perpetrators] == [("rebels", "asserted", ("army",))]
    assert [c.own for c in done.corrected] == [own.date, figure, army]


def test_a_correction_of_what_is_not_told_any_longer_does_nothing() -> None:
    own = account()
    assert corrected(own, [Correction("figure", "f-gone", own.figures[0], None, "j-1")]) == own


def test_a_count_that_stays_keeps_its_hedge() -> None:
    quote = make.quoted("about nine people", "nine people")
    own = make.account(figures=(make.figure(quote, 9, 9, id="f", hedge="about"),))
    same = Counted("killed", "civilians", Bounds(9, 9), "total")
    (figure,) = corrected(own, [Correction("figure", "f", own.figures[0], same)]).figures
    assert (figure.victims, figure.hedge) == ("civilians", "about")
