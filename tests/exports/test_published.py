"""What a public page may show of an incident: names and points withheld, of attacks on health care all that WHO withholds."""

from tests import factories as make
from warledger.exports.guarding import counts_health_care, on_health_care
from warledger.exports.public import public_incident
from warledger.exports.published import published
from warledger.records import Blame, Incident, Place


def hit(*targets: str, medics: bool = False) -> Incident:
    account = make.account(place=make.town("Umm Qasr", 30.0312, 47.9234))
    figures = (
        make.reconciled(2, 3, 2, victims="medics" if medics else "civilians", sources=("Rana Haddad",)),
        make.reconciled(9, None, None, outcome="injured", sources=()),
    )
    return make.incident(
        [account], id="2015-03-09-umm-qasr-shelling", title="Shelling, Umm Qasr hospital", targets=targets, figures=figures,
        perpetrators=(Blame("army", "suspected", ("Rana Haddad",), 1),), primary_sources=("Rana Haddad",),
    )  # fmt: skip


def test_of_an_attack_on_a_hospital_stays_what_who_publishes() -> None:
    whole = hit("hospital", "market")
    shown = published(whole)
    assert shown.place == Place(country=whole.place.country, precision="country")
    assert shown.title == "Shelling on health care, Syria, 9 March 2015"
    assert shown.targets == ("hospital",)
    assert [(f.outcome, f.victims, f.low, f.high, f.sources) for f in shown.figures] == [
        ("killed", "unspecified", 2, 3, ()), ("injured", "unspecified", 9, None, ()),
    ]  # fmt: skip
    assert (shown.accounts, shown.primary_sources, shown.perpetrators, shown.lineage) == ((), (), (), ())
    assert "umm-qasr" not in shown.id
    assert "Umm Qasr" not in repr(shown)


def test_medics_among_the_dead_make_it_an_attack_on_health_care() -> None:
    assert on_health_care(hit(medics=True))
    assert published(hit("market", medics=True)).targets == ("medical staff",)


def test_any_other_incident_is_that_of_the_public_export() -> None:
    market = hit("market")
    assert not on_health_care(market)
    assert published(market) == public_incident(market)


def test_a_count_of_hospitals_hit_is_one_of_health_care_and_a_count_of_homes_is_none() -> None:
    hospitals = make.loose(
        kind="facilities", outcome="hit", quote=make.quoted("Six hospitals were hit.", "Six hospitals")
    )
    homes = make.loose(
        kind="facilities", outcome="hit", quote=make.quoted("Six homes were hit.", "Six homes")
    )
    assert counts_health_care(hospitals)
    assert not counts_health_care(homes)
