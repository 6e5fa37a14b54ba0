"""Context lines and quotations as a report tells them: who, when, where, who says so; unknown where it does not say."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.assembly.conftest import Told
from warledger.assembly.grounded import ground
from warledger.assembly.telling import assemble
from warledger.grounding.gazetteer import Gazetteer
from warledger.records import ContextLine, Report


def line(told: Told, text: str) -> ContextLine:
    (found,) = told(text).context
    return found


def test_a_declared_truce_has_its_party_day_and_place(told: Told) -> None:
    found = line(told, "Russia declared a truce in Aleppo on Wednesday.")
    assert (found.kind, found.event, found.parties) == ("ceasefire", "declared", ("Russia",))
    assert (found.period.start, found.period.basis) == (date(2017, 3, 15), "text")
    assert found.place.name == "Aleppo"
    assert found.quote.text == "declared a truce"
    assert found.says == ()


def test_a_state_may_be_called_by_its_capital(told: Told) -> None:
    assert line(told, "Moscow and Ankara agreed a truce in Idlib.").parties == ("Russia", "Turkey")


def test_the_day_of_another_deed_is_not_the_truce_s(told: Told) -> None:
    (found,) = told("Jets bombed Azaz on Thursday after the truce collapsed.").context
    assert found.event == "ended"
    assert found.period.start is None


def test_the_day_of_the_words_is_not_the_truce_s(told: Told) -> None:
    found = line(told, "The monitor said on Thursday that the truce had collapsed.")
    assert found.period.start is None


def test_a_truce_that_was_made_last_month_did_not_end_then(told: Told) -> None:
    lines = told("A truce that was agreed in February has collapsed.").context
    days = {found.event: found.period.start for found in lines}
    assert days == {"agreed": date(2017, 2, 1), "ended": None}


def test_a_clause_beside_the_truce_keeps_its_own_day(told: Told) -> None:
    text = "A truce between the army and rebel forces that was brokered by Russia last week has ended."
    ended = next(found for found in told(text).context if found.event == "ended")
    assert ended.period.start is None


def test_since_a_day_it_holds(told: Told) -> None:
    found = line(told, "A truce has been in force in Hama since Monday.")
    assert (found.event, found.period.start, found.period.end) == ("effective", date(2017, 3, 13), None)


def test_who_alleges_a_violation_is_cited_and_who_did_it_is_the_party(told: Told) -> None:
    found = line(
        told, "The Syrian Observatory for Human Rights said that Hezbollah violated the truce in Zabadani."
    )
    assert (found.event, found.parties, found.says) == ("violated", ("Hezbollah",), ("SOHR",))


def test_who_announces_is_a_party_and_is_not_cited(told: Told) -> None:
    found = line(told, "The Syrian army declared an end to the truce on Monday.")
    assert (found.event, found.parties, found.says) == ("ended", ("Syrian government",), ())


def test_whom_the_truce_leaves_out(told: Told) -> None:
    found = line(told, "The truce does not cover Islamic State.")
    assert (found.event, found.excluded) == ("limited", ("Islamic State",))


def test_both_sides_name_nobody(told: Told) -> None:
    assert line(told, "The truce was violated by both sides.").parties == ()


def test_talks_have_their_seat_and_those_who_leave(told: Told) -> None:
    found = line(told, "The opposition walked out of the peace talks in Geneva on Tuesday.")
    assert (found.kind, found.event, found.parties) == ("talks", "left", ("opposition",))
    assert (found.place.name, found.period.start) == ("Geneva", date(2017, 3, 14))


def test_a_call_by_nobody_is_no_line(told: Told) -> None:
    assert told("Despite calls for a truce the raids went on.").context == ()


def test_a_truce_told_twice_alike_stands_once(told: Told) -> None:
    assert len(told("The truce collapsed. In Azaz people fled when the truce collapsed.").context) == 1


def test_an_undated_report_dates_nothing(told: Told) -> None:
    (found,) = told("Russia declared a truce on Wednesday.", published=None).context
    assert found.period.start is None


def test_a_quotation_names_its_speaker(told: Told) -> None:
    (found,) = told("“Nobody warned the people of the village,” the White Helmets said.").quotations
    assert (found.speaker, found.direct) == (("White Helmets",), True)
    assert found.named is not None
    assert found.named.text == "the White Helmets"


def test_a_pronoun_speaks_for_the_one_named_before(told: Told) -> None:
    text = "Ali Hassan, a doctor, said the ward was full. He added that two nurses had left."
    quotations = told(text).quotations
    assert [q.quote.text for q in quotations] == ["the ward was full", "two nurses had left"]
    assert quotations[0].speaker == quotations[1].speaker
    assert quotations[1].named is not None
    assert quotations[1].named.text == "He"


def test_a_quotation_that_goes_on_keeps_its_speaker(told: Told) -> None:
    text = "“The shells fell at noon,” the White Helmets said. “Nobody had warned us of it.”"
    first, second = told(text).quotations
    assert first.speaker == second.speaker == ("White Helmets",)
    assert second.named is None


PARTS = (
    "Russia declared a truce in Aleppo on Wednesday", "The truce collapsed", "a monitor said", "“We saw it all,”",
    "Peace talks resumed in Geneva", "according to SANA", "Hezbollah violated the ceasefire", "It excludes Hamas",
    "killing 12 people", "\n", ". ", ", ", "“", "”", '"', "the army’s truce", "😀", "\u202e",
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))
def test_every_span_slices_to_its_quote(nlp: Language, gazetteer: Gazetteer, text: str) -> None:
    telling = assemble(ground(nlp(text), Report("r1", text, published=date(2017, 3, 17)), gazetteer))
    spans = [found.quote for found in telling.context] + [q.quote for q in telling.quotations]
    spans += [q.named for q in telling.quotations if q.named is not None]
    spans += [
        s for found in telling.context for s in (found.period.quote, found.place.quote) if s is not None
    ]
    for span in spans:
        assert text[span.start : span.end] == span.text
    ids = [found.id for found in telling.context] + [q.id for q in telling.quotations]
    assert len(set(ids)) == len(ids)
