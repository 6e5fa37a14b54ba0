"""Parts against totals: what adds up is said, what cannot be inside its total is a disagreement, nothing is corrected."""

from tests.reconciling.counted import Count, at_least, counted, exactly, figure_sentences, row, together
from warledger.reconciling.parts import breakdowns


def killed(words: str, count: int, victims: str, says: str = "SOHR") -> Count:
    return exactly(count, words, says=says, victims=victims)  # type: ignore[arg-type]


def test_civilians_and_fighters_make_the_total() -> None:
    told = counted(
        "one",
        exactly(17, says="SOHR"),
        killed("12 civilians", 12, "civilians"),
        killed("five fighters", 5, "combatants"),
    )
    (found,) = breakdowns(told)
    assert (found.whole, found.parts) == ("f-a-one-0", ("f-a-one-1", "f-a-one-2"))


def test_parts_by_hospital_make_the_total() -> None:
    told = counted(
        "one",
        exactly(17),
        Count("nine in the northern clinic", 9, 9, role="part"),
        Count("eight in the southern one", 8, 8, role="part"),
    )
    assert breakdowns(told)[0].parts == ("f-a-one-1", "f-a-one-2")


def test_parts_that_do_not_add_up_say_nothing() -> None:
    told = counted("one", exactly(17), Count("nine in the clinic", 9, 9, role="part"))
    assert breakdowns(told) == ()


def test_classes_that_share_people_are_not_added_up() -> None:
    told = counted(
        "one", exactly(9), killed("seven civilians", 7, "civilians"), killed("two children", 2, "children")
    )
    assert breakdowns(told) == ()


def test_a_class_larger_than_another_reports_total_is_a_disagreement() -> None:
    told = together(
        counted("one", exactly(34, says="SOHR")),
        counted("other", killed("44 civilians", 44, "civilians", says="police")),
    )
    assert figure_sentences(told) == [
        "44 civilians killed according to police, but only 34 people in all according to SOHR"
    ]
    assert row(told).high == 34, "shown, never corrected"


def test_children_are_inside_the_civilians() -> None:
    told = together(
        counted("one", killed("one civilian", 1, "civilians", says="SOHR")),
        counted("other", killed("two children", 2, "children", says="police")),
    )
    assert figure_sentences(told) == [
        "2 children killed according to police, but only 1 civilian in all according to SOHR"
    ]


def test_a_total_that_is_open_above_holds_any_class() -> None:
    told = together(
        counted("one", at_least(34, says="SOHR")),
        counted("other", killed("44 civilians", 44, "civilians", says="police")),
    )
    assert figure_sentences(told) == []


def test_classes_that_make_more_than_the_total_of_one_account_are_a_disagreement() -> None:
    told = together(
        counted(
            "one",
            exactly(17, says="SOHR"),
            killed("12 civilians", 12, "civilians"),
            killed("eight fighters", 8, "combatants"),
        )
    )
    assert figure_sentences(told) == [
        "12 civilians and 8 combatants killed make 20, but 17 in all in the same account"
    ]


def test_a_part_above_its_total_is_a_disagreement() -> None:
    told = together(counted("one", exactly(17), Count("19 in the clinic", 19, 19, role="part")))
    assert figure_sentences(told) == ["19 killed as a part of 17 in one account"]


def test_one_killed_beside_nine_fighters_in_one_breath_is_somebody_else() -> None:
    told = together(
        counted("one", exactly(1, "one man", says="SOHR"), killed("nine fighters", 9, "combatants"))
    )
    assert [r.victims for r in told.figures] == ["combatants"]
    assert figure_sentences(told) == []
