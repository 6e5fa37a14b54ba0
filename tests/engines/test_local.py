"""A stream of reports in, one outcome per report out, in order; one odd report harms no other."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from threadpoolctl import threadpool_info, threadpool_limits

from warledger.engines import local, tell_all
from warledger.grounding.gazetteer import Gazetteer
from warledger.records import Refusal, Report, ReportDate, Telling

SHELLED = "A shell hit the bakery in Azaz on 3 May 2017, killing six civilians."


def reports(*texts: str) -> list[Report]:
    return [Report(f"r-{number}", text) for number, text in enumerate(texts)]


def test_nothing_in_nothing_out() -> None:
    assert list(tell_all([])) == []


def test_every_report_has_one_outcome_in_order() -> None:
    given_in = reports(*[SHELLED.replace("six", str(n)) for n in range(2, 9)])
    told = list(tell_all(given_in))
    assert [t.report for t in told if isinstance(t, Telling)] == given_in


def test_names_that_the_model_never_met_do_not_stay_in_its_vocabulary(nlp: Language) -> None:
    (told,) = tell_all(reports("Two people were killed in Qwervasht, said Zumbrelik Ondrova."))
    assert isinstance(told, Telling)
    assert told.accounts
    assert not any(name in nlp.vocab.strings for name in ("Qwervasht", "Zumbrelik", "Ondrova"))


def test_a_report_is_told_on_one_core(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    cores: list[int] = []

    def tell(doc: object, report: Report, gazetteer: object) -> Telling:
        cores.extend(each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas")
        return Telling(report, ReportDate(None, "unknown"))

    monkeypatch.setattr(local, "tell", tell)
    with threadpool_limits(limits=2, user_api="blas"):
        assert len(list(tell_all(reports("No one was killed.")))) == 1
    assert set(cores) == {1}


def test_a_report_that_breaks_the_telling_is_refused_and_the_rest_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tell(doc: object, report: Report, gazetteer: object) -> Telling:
        if "broken" in report.text:
            raise ValueError("no such\nword")
        return Telling(report, ReportDate(None, "unknown"))

    monkeypatch.setattr(local, "tell", tell)
    one, odd, other = tell_all(reports("No one was killed.", "The bomb was broken.", "No one was shot."))
    assert isinstance(one, Telling)
    assert isinstance(other, Telling)
    assert odd == Refusal("r-1", "unreadable", "reading it failed: ValueError: no such word")


def test_a_report_that_breaks_the_parse_is_refused_and_the_rest_is_told(
    monkeypatch: pytest.MonkeyPatch, nlp: Language
) -> None:
    class Fragile:
        max_length = 1000
        memory_zone = nlp.memory_zone

        def pipe(self, texts: Iterator[str]) -> Iterator[object]:
            return (self(text) for text in texts)

        def __call__(self, text: str) -> object:
            if "broken" in text:
                raise RuntimeError("the parser fell over")
            return nlp(text)

    monkeypatch.setattr(local, "load_language", Fragile)
    one, odd, long = tell_all(
        reports("No one was killed.", "The bomb was broken.", "killed " * 300 + "soldiers")
    )
    assert isinstance(one, Telling)
    assert isinstance(odd, Refusal)
    assert odd.code == "unreadable"
    assert isinstance(long, Refusal)
    assert long.code == "too_large"


def test_reports_are_taken_only_a_batch_ahead() -> None:
    taken = 0

    def source() -> Iterator[Report]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield Report(f"r-{number}", "No one was killed.")

    stream = tell_all(source())
    next(stream)
    assert taken <= 2 * local.BATCH_REPORTS


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3 * local.BATCH_CHARACTERS // 2)), max_size=12))
def test_batches_hold_every_report_once_and_stay_small(texts: list[tuple[bool, int]]) -> None:
    given_in = [
        Report(f"r-{number}", ("Soldiers were killed. " if violent else "All is calm. ") + "x" * length)
        for number, (violent, length) in enumerate(texts)
    ]
    batches = list(local.batched_by_cost(iter(given_in), look_first=True))
    assert [waiting.report for batch in batches for waiting in batch] == given_in
    for batch in batches:
        parsed = [waiting.report for waiting in batch if waiting.parse]
        assert len(parsed) <= local.BATCH_REPORTS
        assert len(parsed) <= 1 or sum(len(report.text) for report in parsed) <= local.BATCH_CHARACTERS


def test_batches_of_reports_without_violence_are_bounded_too() -> None:
    quiet = (Report(f"r-{number}", "All is calm.") for number in range(3 * local.BATCH_QUIET))
    assert [len(batch) for batch in local.batched_by_cost(quiet, look_first=True)] == 3 * [local.BATCH_QUIET]


def test_without_a_word_of_violence_neither_model_nor_gazetteer_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local, "load_language", lambda: pytest.fail("the model was loaded"))
    monkeypatch.setattr(Gazetteer, "open", lambda *_, **__: pytest.fail("the gazetteer was opened"))
    told = list(tell_all(reports("All is calm.", "The yachts left on 26 December 2001."), jobs=2))
    assert [t.accounts for t in told if isinstance(t, Telling)] == [(), ()]


MIXED = (
    "Production at the company's refinery will be closed for a month, a spokesman said.",
    SHELLED,
    '"We expect five new shops," the chairman said on Monday.',
    "A storm hit the fleet on Tuesday and seven yachts turned back.",
    "Some 300 families fled the town of Azaz on 4 May 2017 after the shelling, the mayor said.",
    "The truce that began on 1 May 2017 holds, a monitor said.",
)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_told_is_the_same_with_the_first_look_and_without(jobs: int) -> None:
    assert list(tell_all(reports(*MIXED), jobs=jobs)) == list(tell_all(reports(*MIXED), look_first=False))


def test_a_text_too_large_to_parse_is_none_where_nothing_is_to_be_parsed(nlp: Language) -> None:
    calm = Report("calm", "All is calm. " * (nlp.max_length // 10))
    for look_first in (True, False):
        assert [type(told) for told in tell_all([calm], look_first=look_first)] == [Telling]


def test_two_processes_tell_the_same_as_one() -> None:
    given_in = reports(*[SHELLED.replace("six", str(n)) for n in range(2, 5)])
    assert list(tell_all(given_in, jobs=2)) == list(tell_all(given_in))
