"""A small ledger in which a hospital was hit: told beside another act, told alone, counted, fled from, judged and refused.

The place of that hospital, and whatever else would lead to it, must come out of no public page and no public export.
"""

from dataclasses import replace

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.ledger import Ledger
from warledger.records import Blame, Disagreement, Linking, Telling

LEADS_TO_IT = (
    "Umm Qasr", "umm-qasr", "umm_qasr", "Umm%20Qasr", "Basra", "30.03", "47.92", "Harbour Gazette", "harbour.example",
    "Rana Haddad", "a-hit", "a-ward", "f-two", "five people",
)  # fmt: skip
"""Words, ids and numbers by which the hospital could be found, and the private person who is cited for the other act."""

SHOT = "2015-06-04-wadi-sidr-shooting"
HIT = "2015-06-04-umm-qasr-airstrike"
MIXED = (
    "Gunmen shot three herders at Wadi Sidr on 4 June 2015, a shopkeeper said. "
    "A bomb hit the hospital of Umm Qasr the same day and killed two nurses, breaking the truce of Basra. "
    "Forty families fled the raid. The two attacks killed five people. "
    "“They hit us at dawn,” said the director of Umm Qasr hospital. "
    "Six hospitals have been hit since May. The war has killed 4,000 people."
)
ALONE = "The hospital of Umm Qasr was bombed on 4 June 2015, killing two nurses. “Umm Qasr has no other,” a medic said."
HOSPITAL = make.town("Umm Qasr", 30.0312, 47.9234, admin1="Basra")
MARKET = make.town("Wadi Sidr", 32.12345, 38.98765)


def mixed() -> Telling:
    """A report that tells of a shooting and of the hospital."""
    source = make.report(
        "herders", MIXED, title="Herders shot, Umm Qasr hospital hit", outlet="Border Sheet", url="https://sheet.example/umm-qasr"
    )  # fmt: skip
    shot = make.account(
        source, id="a-shot", type="shooting", evidence=make.quoted(source, MIXED[: MIXED.index(" A bomb")]), place=MARKET,
        figures=(make.figure(make.quoted(source, "three herders"), 3, 3, id="f-three", says=("Rana Haddad",)),),
    )  # fmt: skip
    hit = make.account(
        source, id="a-hit", type="airstrike", place=HOSPITAL, targets=("hospital", "market"),
        evidence=make.quoted(source, MIXED[MIXED.index("A bomb") : MIXED.index(" Forty")]),
        figures=(make.figure(make.quoted(source, "two nurses"), 2, 2, victims="medics", id="f-two"),),
    )  # fmt: skip
    fled = make.loose(
        source, id="l-fled", kind="displacement", outcome="displaced", low=40, high=40, place=HOSPITAL,
        quote=make.quoted(source, "Forty families fled the raid"),
    )  # fmt: skip
    both = make.loose(
        source, id="l-both", kind="aggregate", low=5, high=5, quote=make.quoted(source, "five people")
    )
    six = make.loose(
        source, id="l-six", kind="facilities", outcome="hit", low=6, high=6, place=HOSPITAL, quote=make.quoted(source, "Six hospitals"),
    )  # fmt: skip
    war = make.loose(
        source, id="l-war", low=4000, high=4000, quote=make.quoted(source, "The war has killed 4,000 people")
    )
    loose = [replace(fled, accounts=("a-hit",)), replace(both, accounts=("a-hit", "a-shot")), six, war]
    return make.telling(
        source, accounts=[shot, hit], loose=loose,
        context=[make.context_line(make.quoted(source, "breaking the truce of Basra"), event="violated", report="herders", place=HOSPITAL)],
        quotations=[make.quotation(make.quoted(source, "They hit us at dawn,"), ("director of Umm Qasr hospital",), report="herders")],
    )  # fmt: skip


def alone() -> Telling:
    """A report of the hospital and of nothing else, from an outlet of its own."""
    source = make.report(
        "umm_qasr_ward",
        ALONE,
        title="Umm Qasr bombed",
        outlet="Harbour Gazette",
        url="https://harbour.example/1",
    )
    told = make.account(
        source, id="a-ward", type="airstrike", place=HOSPITAL, targets=("hospital",), evidence=make.quoted(source, ALONE[: ALONE.index(" “")]),
        figures=(make.figure(make.quoted(source, "two nurses"), 2, 2, victims="medics"),),
    )  # fmt: skip
    words = make.quotation(
        make.quoted(source, "Umm Qasr has no other,"), ("a medic",), report="umm_qasr_ward"
    )
    return make.telling(source, accounts=[told], quotations=[words])


def fill(path: str) -> None:
    """Make the ledger."""
    both, ward = mixed(), alone()
    shot, hit = both.accounts
    with Ledger.create_or_open(path) as ledger:
        ledger.add([both, ward])
        ledger.refuse([make.refusal("inbox/umm-qasr.pdf")])
        put_incidents(
            ledger,
            [
                make.incident(
                    [shot], id=SHOT, title="Shooting, Wadi Sidr", primary_sources=("Rana Haddad",), place=MARKET,
                    figures=(make.reconciled(3, 3, 3, sources=("Rana Haddad",), figure_ids=("f-three",)),),
                    perpetrators=(Blame("unknown", "asserted", ("Rana Haddad",), 1),),
                ),
                make.incident(
                    [hit, *ward.accounts], id=HIT, title="Airstrike, Umm Qasr hospital", targets=("hospital", "market"), place=HOSPITAL,
                    figures=(make.reconciled(2, 2, 2, victims="medics", sources=("Harbour Gazette",), figure_ids=("f-two",)),),
                    disagreements=(Disagreement("figure", "two in Umm Qasr", ("a-hit",)),),
                ),
            ],
            Linking(groups=()),
        )  # fmt: skip
        ledger.judge(make.judgement("different", "a-hit", "a-shot", why="Umm Qasr is no Wadi Sidr"))


def found(told: str) -> list[str]:
    """What of all that leads to the hospital stands in a text."""
    return [words for words in LEADS_TO_IT if words in told]
