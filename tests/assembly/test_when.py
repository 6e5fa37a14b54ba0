"""Which day an account is given. The reports are dated Friday the 17th of March 2017."""

from datetime import date

from tests.assembly.conftest import Told, by_place

DATED = "Friday 17 March 2017 "
"""A date line: with it the report's day is beyond doubt."""


def test_the_finer_of_two_days_told_of_one_act_is_its_day(told: Told) -> None:
    telling = told(
        "Raids last week on the town of Azaz are under investigation. "
        "The raids on Azaz on 9 March killed 14 people."
    )
    (account,) = telling.accounts
    assert (account.date.start, account.date.precision) == (date(2017, 3, 9), "day")


def test_a_report_that_comes_back_to_its_act_names_the_day_of_it(told: Told) -> None:
    telling = told(
        f"{DATED}Gunmen attacked a gas field near the town of Palmyra, killing nine guards, a monitoring group said Friday. "
        "The company praised its staff after Thursday's assault."
    )
    (account,) = telling.accounts
    assert account.date.start == date(2017, 3, 16)


def test_so_does_a_clause_that_says_when_the_blast_took_place(told: Told) -> None:
    telling = told(
        f"{DATED}A bomb killed nine soldiers at a checkpoint near Idlib, activists said on Friday. "
        "The blast, which occurred on Wednesday, shook the whole quarter."
    )
    (account,) = telling.accounts
    assert account.date.start == date(2017, 3, 15)


def test_another_days_attack_elsewhere_does_not_date_an_act_told_further_down(told: Told) -> None:
    telling = told(
        "A bomb killed two people in Idlib on Friday. The governor spoke of a crime. The hospital is full. "
        "An air strike on Saraqib killed four people. Monday's raid on Aleppo ended a truce."
    )
    assert by_place(telling)["Saraqib"].date.start == date(2017, 3, 17)


def test_also_on_a_day_dates_the_act_before_it_too(told: Told) -> None:
    telling = told(
        f"{DATED}Nine fighters were killed in a clash with soldiers in Azaz. "
        "Also on Thursday soldiers took a hill near the highway."
    )
    (account,) = telling.accounts
    assert account.date.start == date(2017, 3, 16)


def test_a_roundup_of_the_past_day_dates_its_acts_to_both_days(told: Told) -> None:
    telling = told(
        f"{DATED}The army hit rebels in several provinces over the past 24 hours. "
        "Shelling of the town of Azaz killed three men."
    )
    (account,) = telling.accounts
    assert (account.date.start, account.date.end) == (date(2017, 3, 16), date(2017, 3, 17))
    assert account.date.quote is not None
    assert account.date.quote.text == "the past 24 hours"


def test_a_day_told_goes_before_the_past_day(told: Told) -> None:
    telling = told(
        f"{DATED}The army flew 40 sorties over the past 24 hours. Shelling on Wednesday killed three men in Azaz. "
        "Another shell wounded two girls in Saraqib."
    )
    assert by_place(telling)["Saraqib"].date.start == date(2017, 3, 15)


def test_the_day_of_the_deed_that_an_act_came_with_is_its_own(told: Told) -> None:
    telling = told(
        f"{DATED}Gunmen killed 40 soldiers in Azaz when they captured the town on Wednesday, a monitor said on Friday."
    )
    (account,) = telling.accounts
    assert account.date.start == date(2017, 3, 15)


def test_of_two_days_on_which_it_was_spoken_of_the_first_counts(told: Told) -> None:
    telling = told(
        f"{DATED}At least 12 people died in air strikes on Azaz, a monitor said on Friday. "
        "Medics said on Thursday that 12 people had died in the air strikes on Azaz."
    )
    (account,) = telling.accounts
    assert account.date.start == date(2017, 3, 16)


def test_an_earlier_day_at_the_head_of_a_sentence_is_an_aside(told: Told) -> None:
    telling = told(
        f"{DATED}On Friday morning a shell killed a man in Azaz. On Wednesday ten shells killed two women in Azaz. "
        "A girl was killed by a mortar shell in Saraqib."
    )
    assert by_place(telling)["Saraqib"].date.start == date(2017, 3, 17)


def test_meanwhile_comes_back_from_an_aside(told: Told) -> None:
    telling = told(
        f"{DATED}Shelling on Friday killed a man in Azaz. Rebels had seized a hill in a battle on Sunday that killed six men. "
        "Meanwhile three children were killed in an air strike on Saraqib."
    )
    assert by_place(telling)["Saraqib"].date.start == date(2017, 3, 17)


def test_a_day_counted_from_the_story_is_that_of_what_follows_alone(told: Told) -> None:
    text = (
        "Wednesday 20 April 2016. Raids killed nine people in Azaz in Syria on Tuesday, a day after shells killed four"
        " soldiers in Manbij. Later six people died in an air strike on Mosul."
    )
    days = {a.place.name: a.date.start for a in told(text).accounts}
    assert days["Azaz"] == date(2016, 4, 19)
    assert days["Mosul"] == date(2016, 4, 19)
