"""Counts of people: outcome, class and bounds of each, from natural text and from text without commas."""

import pytest
from spacy.language import Language

from tests.reading.sentences import Told, reading_of, told

KILLED: list[tuple[str, list[Told]]] = [
    ("A raid killed 12 people.", [("killed", "unspecified", 12, 12)]),
    ("Twelve people were killed in a raid.", [("killed", "unspecified", 12, 12)]),
    ("Twelve people died when a shell hit the square.", [("killed", "unspecified", 12, 12)]),
    ("At least 12 dead in market blast.", [("killed", "unspecified", 12, None)]),
    ("The blast left 12 dead.", [("killed", "unspecified", 12, 12)]),
    ("The blast claimed the lives of 12 civilians.", [("killed", "civilians", 12, 12)]),
    ("Twelve farmers lost their lives.", [("killed", "unspecified", 12, 12)]),
    ("The death toll from the raid has risen to 58.", [("killed", "unspecified", 58, 58)]),
    ("A monitor put the death toll at 58.", [("killed", "unspecified", 58, 58)]),
    ("The bodies of 12 people were found in a well.", [("killed", "unspecified", 12, 12)]),
    ("Residents found 12 bodies in a well.", [("killed", "unspecified", 12, 12)]),
    ("Gunmen shot dead two policemen.", [("killed", "combatants", 2, 2)]),
    ("Gunmen shot and killed two policemen.", [("killed", "combatants", 2, 2)]),
    ("Two farmers were hacked to death near the river.", [("killed", "unspecified", 2, 2)]),
    ("Nine worshippers were burnt alive inside the church.", [("killed", "civilians", 9, 9)]),
    ("The militants beheaded three captives.", [("killed", "unspecified", 3, 3)]),
    ("Forty farmers were massacred overnight.", [("killed", "unspecified", 40, 40)]),
    ("The shelling resulted in the deaths of six medics.", [("killed", "medics", 6, 6)]),
    ("Six people have reportedly been killed.", [("killed", "unspecified", 6, 6)]),
]

WITH_OTHERS: list[tuple[str, list[Told]]] = [
    (
        "The strike killed 12 people and wounded 30.",
        [("killed", "unspecified", 12, 12), ("injured", "unspecified", 30, 30)],
    ),
    (
        "The strike left 12 dead and 30 wounded.",
        [("killed", "unspecified", 12, 12), ("injured", "unspecified", 30, 30)],
    ),
    (
        "7 killed, 25 injured in twin blasts",
        [("killed", "unspecified", 7, 7), ("injured", "unspecified", 25, 25)],
    ),
    (
        "7 killed 25 injured in twin blasts",
        [("killed", "unspecified", 7, 7), ("injured", "unspecified", 25, 25)],
    ),
    (
        "Twelve civilians were killed and 50 others injured.",
        [("killed", "civilians", 12, 12), ("injured", "civilians", 50, 50)],
    ),
    (
        "The blast killed two policemen and a civilian.",
        [("killed", "combatants", 2, 2), ("killed", "civilians", 1, 1)],
    ),
    (
        "A woman and her four children were killed.",
        [("killed", "women", 1, 1), ("killed", "children", 4, 4)],
    ),
    (
        "The strike killed 20 people, including five children.",
        [("killed", "unspecified", 20, 20), ("killed", "children", 5, 5)],
    ),
    (
        "The strike killed 20 people including five children and three women a monitor said.",
        [
            ("killed", "unspecified", 20, 20),
            ("killed", "children", 5, 5),
            ("killed", "women", 3, 3),
        ],
    ),
    (
        "At least 20 people, most of them worshippers, were killed.",
        [("killed", "unspecified", 20, None)],
    ),
    (
        "Three civilians, one of them a child, were killed and 27 others wounded.",
        [("killed", "civilians", 3, 3), ("killed", "children", 1, 1), ("injured", "civilians", 27, 27)],
    ),
    (
        "Twelve of the 45 dead were children.",
        [("killed", "children", 12, 12), ("killed", "unspecified", 45, 45)],
    ),
    (
        "The clashes left 12 fighters and nine women dead.",
        [("killed", "combatants", 12, 12), ("killed", "women", 9, 9)],
    ),
    (
        "Bombers kill 3, wound 12 in market",
        [("killed", "unspecified", 3, 3), ("injured", "unspecified", 12, 12)],
    ),
    (
        "A bomb killed nine people and six people sustained heavy injuries.",
        [("killed", "unspecified", 9, 9), ("injured", "unspecified", 6, 6)],
    ),
    (
        "Gunmen killed at least 8 and injured scores in the town.",
        [("killed", "unspecified", 8, None), ("injured", "unspecified", 40, None)],
    ),
    (
        "Five people were abducted and killed.",
        [("abducted", "unspecified", 5, 5), ("killed", "unspecified", 5, 5)],
    ),
    (
        "Five children were among the 20 dead.",
        [("killed", "children", 5, 5), ("killed", "unspecified", 20, 20)],
    ),
]

TAKEN: list[tuple[str, list[Told]]] = [
    ("Gunmen abducted 20 girls from a school.", [("abducted", "children", 20, 20)]),
    ("Gunmen kidnapped 12 farmers on the road.", [("abducted", "unspecified", 12, 12)]),
    ("Twelve farmers were taken hostage.", [("abducted", "unspecified", 12, 12)]),
    ("The militants took 40 farmers as human shields.", [("abducted", "unspecified", 40, 40)]),
    ("Thirty people are still missing after the raid.", [("missing", "unspecified", 30, 30)]),
    ("The offensive has displaced 40,000 people.", [("displaced", "unspecified", 40_000, 40_000)]),
    ("Some 40,000 people have fled their homes.", [("displaced", "unspecified", 40_000, 40_000)]),
]


@pytest.mark.parametrize(("text", "wanted"), KILLED)
def test_one_count_of_the_dead(nlp: Language, text: str, wanted: list[Told]) -> None:
    assert told(nlp, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), WITH_OTHERS)
def test_counts_beside_one_another(nlp: Language, text: str, wanted: list[Told]) -> None:
    assert told(nlp, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), TAKEN)
def test_the_abducted_missing_and_displaced(nlp: Language, text: str, wanted: list[Told]) -> None:
    assert told(nlp, text) == wanted


CLASSES = [
    ("three policemen", "combatants"),
    ("three army officers", "combatants"),
    ("three members of the security forces", "combatants"),
    ("three security personnel", "combatants"),
    ("three peacekeepers", "combatants"),
    ("three protesters", "civilians"),
    ("three worshippers", "civilians"),
    ("three bus passengers", "civilians"),
    ("three villagers", "civilians"),
    ("three students", "unspecified"),
    ("three residents", "civilians"),
    ("three schoolgirls", "children"),
    ("three women", "women"),
    ("three rescue workers", "rescuers"),
    ("three aid workers", "rescuers"),
    ("three nurses", "medics"),
    ("three journalists", "journalists"),
    ("three regime and rebel fighters", "combatants"),
    ("three Red Crescent volunteers", "rescuers"),
    ("three members of the hospital staff", "medics"),
    ("three members of the opposition party", "unspecified"),
    ("three female teachers", "women"),
    ("three of the minister's bodyguards", "combatants"),
]


@pytest.mark.parametrize(("phrase", "victims"), CLASSES)
def test_the_noun_names_the_class(nlp: Language, phrase: str, victims: str) -> None:
    assert told(nlp, f"The attack killed {phrase} on Monday.") == [("killed", victims, 3, 3)]


MARKED_BY_THEIR_ENDING = [
    ("Four men were tortured to death in the cellar.", "killed"),
    ("The mob beat two men to death.", "killed"),
    ("Raiders gunned down two men.", "killed"),
    ("Two men were shot and wounded at the gate.", "injured"),
    ("Two men were feared dead.", "killed"),
    ("Two men were believed to have died.", "killed"),
    ("Two men were on Monday killed at the gate.", "killed"),
    ("Two men were attacked and killed.", "killed"),
    ("Two men sustained bullet injuries.", "injured"),
    ("Two men went missing.", "missing"),
    ("The rebels took two men hostage.", "abducted"),
]


@pytest.mark.parametrize(("text", "outcome"), MARKED_BY_THEIR_ENDING)
def test_the_whole_verb_says_what_came_of_it(nlp: Language, text: str, outcome: str) -> None:
    assert [o for o, *_ in told(nlp, text)] == [outcome]


WITHOUT_COMMAS: list[tuple[str, list[Told]]] = [
    (
        "The blast killed 12 people and wounded dozens more a monitor said.",
        [("killed", "unspecified", 12, 12), ("injured", "unspecified", 24, None)],
    ),
    (
        "The blast killed 12 people and wounded 40 Tuesday.",
        [("killed", "unspecified", 12, 12), ("injured", "unspecified", 40, 40)],
    ),
    (
        "At least 14 civilians killed 31 injured in rocket fire",
        [("killed", "civilians", 14, None), ("injured", "civilians", 31, 31)],
    ),
    (
        "The raid killed 27 civilians nine of them children a monitor said.",
        [("killed", "civilians", 27, 27), ("killed", "children", 9, 9)],
    ),
    (
        "At least 22 people were killed including 17 civilians.",
        [("killed", "unspecified", 22, None), ("killed", "civilians", 17, 17)],
    ),
    (
        "Army Kills 10 Terrorists in Raid on Depot",
        [("killed", "combatants", 10, 10)],
    ),
    (
        "The shelling killed 45 civilians in the city and 22 in the next province.",
        [("killed", "civilians", 45, 45), ("killed", "civilians", 22, 22)],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), WITHOUT_COMMAS)
def test_texts_that_lost_their_commas(nlp: Language, text: str, wanted: list[Told]) -> None:
    assert told(nlp, text) == wanted


SINGLE: list[tuple[str, list[Told]]] = [
    ("Gunmen shot dead a journalist.", [("killed", "journalists", 1, 1)]),
    ("Gunmen killed the head of the farmers' union.", [("killed", "unspecified", 1, 1)]),
    ("A candidate for mayor was hacked to death.", [("killed", "unspecified", 1, 1)]),
    ("The blast killed a two-day-old baby.", [("killed", "children", 1, 1)]),
    ("They stopped the car and shot him dead.", [("killed", "unspecified", 1, 1)]),
    ("The dead included an elderly woman killed by shrapnel.", [("killed", "women", 1, 1)]),
    ("Gunmen killed a family of six.", [("killed", "unspecified", 6, 6)]),
    ("The man was named as the head of the union.", []),
    ("A doctor said the wards were full of the wounded.", []),
]


@pytest.mark.parametrize(("text", "wanted"), SINGLE)
def test_one_person_told_of_without_a_number(nlp: Language, text: str, wanted: list[Told]) -> None:
    assert told(nlp, text) == wanted


ORDER_OF_WORDS = [
    ("Shells hit the quarter claiming the lives of three men injuring eight others.", 3, 3),
    ("On Sunday a tank-backed assault killed at least 80 people in Hama rights groups said.", 80, None),
    ("Three farm workers helping to bring in the crop in the north of the valley have been killed.", 3, 3),
    ("Ten farmers some of them children killed in air strike", 10, 10),
    ("The raids have killed between 229 and 425 farmers.", 229, 425),
    ("Gunmen killed at least 22 Red Star [RS] drivers.", 22, None),
    ("One hundred and five soldiers at least were killed.", 105, None),
    ("No fewer than 22 persons were feared killed.", 22, None),
    ("Forty-two refugees were killed at sea.", 42, 42),
    ("The mayor was killed along with three drivers.", 3, 3),
    ("The militants lined up 30 men and shot them dead.", 30, 30),
    ("The militants slit the throats of 12 men.", 12, 12),
    ("Air raids killed on Friday 25 farmers.", 25, 25),
]


@pytest.mark.parametrize(("text", "low", "high"), ORDER_OF_WORDS)
def test_where_the_parse_fails_the_words_in_order_tell(
    nlp: Language, text: str, low: int, high: int | None
) -> None:
    killed = [c for c in reading_of(nlp, text).counts if c.outcome == "killed"]
    assert (killed[0].bounds.low, killed[0].bounds.high) == (low, high)


JOINED = [
    "Twelve people were killed or wounded.",
    "The raid killed and wounded scores of people.",
    "The raid left dozens dead or injured.",
]


@pytest.mark.parametrize("text", JOINED)
def test_the_killed_and_the_injured_in_one_number_are_the_figure_of_neither(nlp: Language, text: str) -> None:
    [count] = reading_of(nlp, text).counts
    assert (count.kind, count.outcome) == ("casualty", "other")


def test_what_is_feared_of_counted_persons_is_told_as_happened(nlp: Language) -> None:
    [count] = reading_of(nlp, "Nine farmers were feared dead.").counts
    assert count.tense == "happened"


UNLISTED = [
    ("The raid killed 12 loggers.", [("killed", "unspecified", 12, 12)]),
    ("Nine bikers were killed.", [("killed", "unspecified", 9, 9)]),
    ("The raid killed 12 Hausas.", [("killed", "unspecified", 12, 12)]),
    ("The raid killed thousands of innocents.", [("killed", "civilians", 2000, None)]),
    ("The raid killed 12 camels.", []),
    ("The raid killed three families.", []),
    ("At least 123 Tamarra were killed.", [("killed", "unspecified", 123, None)]),
    ("The police action left 32 burglars dead.", [("killed", "unspecified", 32, 32)]),
    ("The army destroyed over 60 fighters.", [("killed", "combatants", 61, None)]),
    ("Two car bombs killed nobody.", []),
]


@pytest.mark.parametrize(("text", "wanted"), UNLISTED)
def test_whoever_is_killed_in_the_plural_is_a_person(nlp: Language, text: str, wanted: list[Told]) -> None:
    assert told(nlp, text) == wanted


LEFTOVERS = [
    "Six men were <b>killed</b> in the raid.",
    '\\"Six men were killed in the raid\\"',
]


@pytest.mark.parametrize("text", LEFTOVERS)
def test_marks_that_exports_leave_behind_change_nothing(nlp: Language, text: str) -> None:
    assert told(nlp, text) == [("killed", "unspecified", 6, 6)]


def test_those_who_died_of_their_wounds_are_part_of_the_toll(nlp: Language) -> None:
    text = "The toll rose to 17, up from 12, after five of the wounded died overnight."
    counts = reading_of(nlp, text).counts
    assert [(c.outcome, c.bounds.low, c.role) for c in counts] == [
        ("killed", 17, "total"),
        ("killed", 12, "superseded"),
        ("killed", 5, "part"),
    ]


def test_members_of_one_list_point_to_one_another(nlp: Language) -> None:
    counts = reading_of(nlp, "Gunmen killed a pastor and ten other persons.").counts
    assert [(c.bounds.low, c.beside) for c in counts] == [(1, None), (10, 0)]


NOTHING = [
    "The fighters seized the hill and two villages.",
    "Three suspects were arrested.",
    "About 300,000 people live in the quarter.",
    "The two sides met in Geneva for three days of talks.",
    "He has 12 children.",
    "The man, 34, spoke by telephone.",
    "None of the 12 passengers was hurt.",
    "No one was killed.",
    "One in three of the victims was a child.",
    "A doctor said the wards were full.",
    "She saw the body of a child in the street.",
    "Volunteers carried an injured woman to a car.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_count_of_victims_gives_none(nlp: Language, text: str) -> None:
    assert told(nlp, text) == []


def test_a_share_points_to_the_count_it_is_a_share_of(nlp: Language) -> None:
    counts = reading_of(nlp, "The strike killed 20 people, including five children.").counts
    assert [c.within for c in counts] == [None, 0]


def test_an_earlier_toll_that_the_report_replaces_is_superseded(nlp: Language) -> None:
    counts = reading_of(nlp, "The death toll rose from 30 to 41, the governor said.").counts
    assert [(c.bounds.low, c.role) for c in counts] == [(30, "superseded"), (41, "total")]


def test_buildings_hit_are_facilities_not_victims(nlp: Language) -> None:
    [count] = reading_of(nlp, "Warplanes destroyed four hospitals in a week.").counts
    assert (count.kind, count.outcome, count.bounds.low) == ("facilities", "hit", 4)


def test_people_who_live_somewhere_are_a_population(nlp: Language) -> None:
    [count] = reading_of(nlp, "About 300,000 people live in the besieged quarter.").counts
    assert (count.kind, count.bounds.low) == ("population", 300_000)


def test_a_number_that_nothing_is_said_of_is_dropped_with_its_reason(nlp: Language) -> None:
    reading = reading_of(nlp, "Nine delegates signed the paper.")
    assert reading.counts == ()
    assert [(d.quote.text, d.reason) for d in reading.dropped] == [("Nine", "no outcome is said of it")]


def test_the_quote_holds_number_noun_and_outcome(nlp: Language) -> None:
    [count] = reading_of(nlp, "A raid on Monday killed at least 37 civilians near the port.").counts
    assert count.quote.text == "killed at least 37 civilians"
    assert (count.hedge, count.bounds.low, count.bounds.high) == ("at least", 37, None)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The raid killed six people.", "happened"),
        ("The group threatened to kill six hostages.", "planned"),
        ("An assault could kill 1,000 people.", "supposed"),
        ("The army denied that it killed six people.", "denied"),
    ],
)
def test_the_clause_says_whether_it_happened(nlp: Language, text: str, tense: str) -> None:
    [count] = reading_of(nlp, text).counts
    assert count.tense == tense
