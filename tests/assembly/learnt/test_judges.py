"""The judges as shipped: what they are given is judged, alone and always alike."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assembly.learnt.conftest import Seen
from warledger.assembly.learnt import judge
from warledger.assembly.learnt.judgement import COUNT_KINDS
from warledger.assembly.learnt.judges import Judges, load_judges

TEXT = "A car bomb killed nine people in Azaz on Tuesday, police said. Shelling killed four people in Mosul."


def test_every_finding_has_its_verdict(seen: Seen) -> None:
    shown, _ = seen(TEXT)
    verdicts = load_judges().judge(shown)
    assert len(verdicts.kind) == len(shown.counts) == 2
    assert len(verdicts.worthy) == len(shown.units) == 2
    assert len(verdicts.same) == len(shown.pairs) == 1
    assert len(verdicts.did) == len(shown.doers)
    assert len(verdicts.there) == len(shown.spots) == 4


def test_the_same_report_is_judged_alike_whatever_was_judged_before(seen: Seen) -> None:
    shown, _ = seen(TEXT)
    first = load_judges().judge(shown)
    load_judges().judge(seen("Rockets hit Baghdad on Monday and killed a woman and her two children.")[0])
    assert np.array_equal(first.kind, load_judges().judge(shown).kind)


def test_the_number_of_threads_changes_no_verdict(seen: Seen) -> None:
    shown, _ = seen(TEXT)
    one, two = (Judges(threads=n).judge(shown) for n in (1, 2))
    assert np.array_equal(one.kind, two.kind)
    assert np.array_equal(one.there, two.there)


def test_the_dead_of_one_attack_are_an_incidents_and_those_of_a_war_are_not(seen: Seen) -> None:
    shown, _ = seen(
        "A suicide bomber killed nine people at a market in Azaz on Tuesday. "
        "The war has killed more than 300,000 people since it began in 2011."
    )
    kinds = [COUNT_KINDS[int(row.argmax())] for row in load_judges().judge(shown).kind]
    assert kinds == ["incident", "running_toll"]


def test_a_report_without_findings_tells_nothing(seen: Seen) -> None:
    shown, ruling = seen("The weather was fine.")
    judgement = judge(shown.grounded, ruling)
    assert judgement.drafts == ()
    assert judgement.loose == ()


FRAGMENTS = st.sampled_from(
    "A bomb|killed|nine|people|in Azaz|on Tuesday|.|,|and|wounded 30|the army|said|12|\n\n|“|Syria|of them".split(
        "|"
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FRAGMENTS, max_size=60).map(" ".join))
def test_whatever_the_text_every_count_ends_somewhere(seen: Seen, text: str) -> None:
    shown, ruling = seen(text)
    judgement = judge(shown.grounded, ruling)
    booked = {c.first for d in judgement.drafts for c in d.counts}
    loose = {c.first for c, _ in judgement.loose}
    assert booked.isdisjoint(loose)
    quotes = {d.quote for d in judgement.dropped}
    assert all(c.first in booked | loose or c.quote in quotes for c in shown.counts)
