"""The spaCy component: any pipeline gets what a text tells as span groups, and always the same."""

import pickle
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from warledger.assembly import tell
from warledger.errors import ListError, UsageError
from warledger.grounding.gazetteer import Gazetteer
from warledger.reading import load_language
from warledger.reading.language import MODEL_PACKAGE
from warledger.records import Figure, LooseFigure, Report, Telling
from warledger.spans.handing_in import as_docs
from warledger.spans.marking import GROUPS

TEXT = (
    "A car bomb killed at least 12 people in the northern Syrian town of Azaz on Thursday, medics said. "
    'The blast wounded 25 others. "It was a massacre," said Dr. Omar Hadi.\n\n'
    "The war has killed more than 250,000 people since 2011. The ceasefire collapsed on Monday."
)
DAY = date(2017, 3, 17)


@pytest.fixture(scope="module")
def expected() -> Telling:
    with closing(Gazetteer.open()) as gazetteer:
        return tell(load_language()(TEXT), Report("r-1", TEXT, published=DAY), gazetteer)


@pytest.fixture
def blank() -> Language:
    blank = spacy.blank("en")
    blank.add_pipe("warledger")
    return blank


def handed(nlp: Language, text: str = TEXT, day: date | str | None = DAY) -> Doc:
    doc = next(as_docs(nlp, [Report("r-1", text)]))
    doc._.published = day
    return doc


def told(doc: Doc) -> dict[str, list[tuple[str, str, str]]]:
    return {group: [(s.text, s.label_, s.id_) for s in doc.spans[group]] for group in GROUPS}


def test_a_blank_pipeline_gets_what_the_program_reads(blank: Language, expected: Telling) -> None:
    doc = blank(handed(blank))
    assert doc._.telling == expected
    assert [(s.label_, s.text) for s in doc.spans["accounts"]] == [
        (a.type, a.evidence.text) for a in expected.accounts
    ]
    figures = {(s._.record.outcome, s._.record.bounds.low, s.text) for s in doc.spans["figures"]}
    assert {(outcome, low) for outcome, low, _ in figures} == {("killed", 12), ("injured", 25)}


def test_every_group_is_set_and_each_span_leads_to_its_record(blank: Language) -> None:
    doc = blank(handed(blank))
    assert set(GROUPS) <= set(doc.spans)
    for group in ("accounts", "figures", "places", "times", "loose_figures", "context", "quotations"):
        assert doc.spans[group], f"nothing in {group}"
    (figure, *_) = (span._.record for span in doc.spans["loose_figures"])
    assert isinstance(figure, LooseFigure)
    assert figure.bounds.low is not None
    assert figure.bounds.low >= 250_000
    for group in GROUPS:
        assert all(span._.record is not None for span in doc.spans[group])
    assert [s.text for s in doc.spans["places"] if s._.record.name == "Azaz"] == ["Azaz"]


def test_days_count_from_the_day_of_the_doc(blank: Language) -> None:
    dated, undated = blank(handed(blank)), blank(handed(blank, day=None))
    assert [a.date.start for a in dated._.telling.accounts] == [date(2017, 3, 16)]
    assert [a.date.start for a in undated._.telling.accounts] != [date(2017, 3, 16)]


def test_a_day_is_a_date_or_its_text_and_nothing_else(blank: Language) -> None:
    doc = handed(blank, day="2017-03-17")
    assert doc._.published == DAY
    with pytest.raises(UsageError, match="2016-04-19"):
        doc._.published = "last Tuesday"
    ((read, _),) = blank.pipe([(TEXT, {"published": "2017-03-17", "outlet": "Gazette"})], as_tuples=True)
    assert (read._.published, read._.outlet) == (DAY, "Gazette")
    assert [a.date.start for a in read._.telling.accounts] == [date(2017, 3, 16)]


def whole_model() -> Language:
    return spacy.load(Path(str(files(MODEL_PACKAGE))) / "_model")


def test_the_same_model_is_not_asked_to_parse_twice(
    expected: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = whole_model()
    model.add_pipe("warledger")
    parses: list[str] = []
    ours = load_language()
    parse = type(ours).__call__

    def counted(self: Language, text: str | Doc, **kwargs: object) -> Doc:
        if self is ours:
            parses.append(str(text))
        return parse(self, text)

    monkeypatch.setattr(type(ours), "__call__", counted)
    assert model(handed(model))._.telling == expected
    assert parses == []
    model.remove_pipe("ner")
    assert model(handed(model))._.telling == expected
    assert len(parses) == 1


def test_words_that_the_models_cutting_joins_are_read_as_the_program_reads_them() -> None:
    text = "The army shelled Saraqib and put the toll at 37.As from Monday nobody may leave."
    model = whole_model()
    model.add_pipe("warledger")
    with closing(Gazetteer.open()) as gazetteer:
        own = tell(load_language()(text), Report("r-1", text, published=DAY), gazetteer)
    assert model(handed(model, text))._.telling == own


def test_the_model_that_the_program_hands_out_can_be_added_to(expected: Telling) -> None:
    nlp = load_language()
    nlp.add_pipe("warledger")
    try:
        assert nlp(handed(nlp))._.telling == expected
        assert "warledger" not in load_language().pipe_names
    finally:
        nlp.remove_pipe("warledger")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_stream_of_texts_comes_out_the_same_in_one_process_and_in_two(
    blank: Language, processes: int
) -> None:
    alone = told(blank(handed(blank)))
    docs = list(blank.pipe([handed(blank) for _ in range(3)], n_process=processes, batch_size=1))
    assert [told(doc) for doc in docs] == [alone] * 3
    assert [doc._.published for doc in docs] == [DAY] * 3
    assert all(isinstance(span._.record, Figure) for doc in docs for span in doc.spans["figures"])


def test_a_saved_pipeline_and_a_saved_doc_are_what_they_were(blank: Language, tmp_path: Path) -> None:
    doc = blank(handed(blank))
    blank.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert told(again(handed(again))) == told(doc)
    shelf = DocBin(docs=[doc], store_user_data=True)
    (back,) = DocBin().from_bytes(shelf.to_bytes()).get_docs(spacy.blank("en").vocab)
    assert told(back) == told(doc)
    assert back._.telling == doc._.telling


def places(folder: Path) -> Iterator[str]:
    path = folder / "places.csv"
    path.write_text("name,lat,lon,country\nTell Qirat,35.9,36.6,SY\n", encoding="utf-8")
    yield str(path)


def test_the_users_own_places_and_actors_are_read_with(tmp_path: Path) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("name,aliases\nBrigade of the Reeds,Reed Brigade\n", encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("warledger", config={"places": list(places(tmp_path)), "actors": [str(actors)]})
    doc = nlp(handed(nlp, "The Reed Brigade shelled Tell Qirat in Syria on Thursday, killing 9 people."))
    assert [a.place.name for a in doc._.telling.accounts] == ["Tell Qirat"]
    assert [s._.record.actor for s in doc.spans["perpetrators"]] == ["Brigade of the Reeds"]
    with pytest.raises(ListError, match="cannot be read"):
        spacy.blank("en").add_pipe("warledger", config={"actors": [str(tmp_path / "none.csv")]})


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\U0001f600", "Nothing happened."])
def test_a_text_that_tells_nothing_has_empty_groups(blank: Language, text: str) -> None:
    doc = blank(handed(blank, text))
    assert not doc.spans["accounts"]
    assert not doc.spans["figures"]


def test_what_is_sent_to_a_process_that_begins_anew_reads_the_same(blank: Language) -> None:
    sent = pickle.loads(pickle.dumps(blank.get_pipe("warledger")))
    assert told(sent(handed(blank))) == told(blank(handed(blank)))
