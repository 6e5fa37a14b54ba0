"""Points on which accounts differ: one plain sentence each, and none where both accounts can be right."""

from dataclasses import replace

from tests.factories import quoted
from tests.linking.told import at, on
from tests.reconciling.counted import Count, counted, exactly, together
from warledger.records import Account, Incident, Span

CIVILIANS = Count("nine civilians", 9, 9, ("SOHR",), "civilians")
FIGHTERS = Count("nine fighters", 9, 9, ("SANA",), "combatants")


def sentences(incident: Incident, kind: str) -> list[str]:
    return [d.text for d in incident.disagreements if d.kind == kind]


def when_told(account: Account, words: str) -> Account:
    """The same account, its day told in these words."""
    span = Span.of(words, 0, len(words))
    return replace(account, date=replace(account.date, quote=quoted(words, span.text)))


def test_civilians_for_one_and_combatants_for_another_names_both() -> None:
    told = together(counted("one", CIVILIANS), counted("other", FIGHTERS))
    assert sentences(told, "class") == [
        "the killed are civilians according to SOHR, combatants according to SANA"
    ]


def test_civilians_and_combatants_of_a_clash_are_different_dead() -> None:
    more = Count("30 fighters", 30, 30, ("SANA",), "combatants")
    told = together(counted("one", CIVILIANS, kind="armed_clash"), counted("other", more, kind="armed_clash"))
    assert sentences(told, "class") == []


def test_two_days_are_a_disagreement_and_the_two_days_of_a_night_are_none() -> None:
    monday, tuesday = counted("one", when=on("2016-04-18")), counted("other", when=on("2016-04-19"))
    assert sentences(together(monday, tuesday), "date") == [
        "dated 18 April 2016 and 19 April 2016 by different accounts"
    ]
    assert sentences(together(when_told(monday, "late on Monday"), tuesday), "date") == []


def test_a_day_taken_from_the_reports_date_does_not_contradict_its_neighbour() -> None:
    told, dated = counted("one", when=on("2016-04-18")), counted("other", when=on("2016-04-19"))
    assumed = replace(dated, date=replace(dated.date, basis="report"))
    assert sentences(together(told, assumed), "date") == []


def test_a_quarter_and_its_town_are_one_place() -> None:
    quarter = at("Old City, Arin", 35.61, 36.62, precision="site")
    told = together(counted("one", where=quarter), counted("other", where=at("Arin", 35.60, 36.60)))
    assert sentences(told, "place") == []


def test_spellings_of_one_town_are_one_place_and_two_towns_are_two() -> None:
    one = counted("one", where=at("Maaret Arin", 35.60, 36.60))
    same = counted("other", where=at("Maarat Arin", 35.66, 36.61))
    far = counted("other", where=at("Bazar", 35.70, 36.70))
    assert sentences(together(one, same), "place") == []
    assert sentences(together(one, far), "place") == ["placed at Bazar and at Maaret Arin, 14 km apart"]


def test_two_provinces_are_two_places() -> None:
    one = counted("one", where=at("Idlib", admin1="Idlib", precision="province"))
    other = counted("other", where=at("Hama", admin1="Hama", precision="province"))
    assert sentences(together(one, other), "place") == ["placed at Hama and at Idlib"]


def test_kinds_of_act_that_reports_take_for_each_other_are_no_disagreement() -> None:
    assert sentences(together(counted("one"), counted("other", kind="shelling")), "type") == []
    told = together(counted("one"), counted("other", kind="execution"))
    assert sentences(told, "type") == ["told as airstrike and execution by different accounts"]


def test_who_blames_whom_is_named() -> None:
    told = together(
        counted("one", blamed=[("Russia", "asserted", "SOHR")]),
        counted("other", blamed=[("rebels", "asserted", "SANA")]),
    )
    assert sentences(told, "perpetrator") == ["Russia did it according to SOHR, rebels according to SANA"]


def test_a_denial_names_who_denies_through_whom_and_in_what_words() -> None:
    denial = counted("one", exactly(9), blamed=[("Russia", "denied", "Russian army")])
    words = "Moscow said that none of its aircraft flew there"
    denial = replace(
        denial, perpetrators=(replace(denial.perpetrators[0], quote=Span.of(words, 0, len(words))),)
    )
    assert sentences(together(denial), "denial") == [
        "Russia denies it, according to Russian Defence Ministry: “Moscow said that none of its aircraft flew there”"
    ]


def test_a_denial_that_cites_nobody_names_the_outlet_that_tells_it() -> None:
    told = together(counted("one", exactly(9), blamed=[("rebels", "denied", "")]))
    assert sentences(told, "denial") == ["rebels deny it, as told by Outlet of one"]


def test_the_accounts_of_a_disagreement_are_named() -> None:
    told = together(counted("one", exactly(9, says="police")), counted("other", exactly(14, says="SOHR")))
    (point,) = told.disagreements
    assert point.accounts == ("a-one", "a-other")
