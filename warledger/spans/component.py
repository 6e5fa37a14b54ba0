"""The spaCy component: reads a Doc whole, and sets what it tells as span groups."""

import os
import weakref
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from warledger.assembly import tell
from warledger.errors import UsageError
from warledger.grounding.actor_lists import ListedActor, read_actor_list
from warledger.grounding.actor_table import laid_over
from warledger.grounding.gazetteer import Gazetteer
from warledger.reading import load_language
from warledger.reading.sentence_ends import COMPONENT, has_ends
from warledger.records import Report, Telling
from warledger.spans.handing_in import outlet, published, remember, report_of, set_outlet, set_published
from warledger.spans.keeping import keep, kept, read_back
from warledger.spans.marking import GROUPS, Mark, Marked, marks_of

_PARSED = ("TAG", "LEMMA", "DEP", "ENT_IOB")
"""What the reading needs of a parse."""


class Reader:
    """Reads a Doc and sets span groups on it; see `component`."""

    def __init__(
        self, nlp: Language, name: str, places: Sequence[str] = (), actors: Sequence[str] = ()
    ) -> None:
        self.name = name
        self._places = tuple(Path(place) for place in places)
        self._actors: tuple[ListedActor, ...] = tuple(
            chain.from_iterable(read_actor_list(Path(path)) for path in actors)
        )
        self._gazetteer: Gazetteer | None = None
        self._opened_by = 0
        self._nlp: Callable[[], Language | None] = weakref.ref(nlp)
        self._known_ours: bool | None = None
        _register()

    def __getstate__(self) -> dict[str, Any]:
        """Leave the pipeline and the open gazetteer behind: what is sent to another process opens its own."""
        return {
            **self.__dict__, "_gazetteer": None, "_nlp": _nobody, "_known_ours": self._follows_our_model()
        }  # fmt: skip

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc.

        Raises:
            UsageError: what was handed in with the text is no day or no name, or the text is longer than one may be.
        """
        report = report_of(doc)
        with laid_over(self._actors):
            telling = tell(self._parse(doc), report, self._open_gazetteer())
        remember(doc, report)
        keep(doc, telling)
        _mark(doc, telling)
        return doc

    def _open_gazetteer(self) -> Gazetteer:
        """Open it once in a process: an open file of a database is not to be taken over by a forked one."""
        if self._gazetteer is None or self._opened_by != os.getpid():
            self._gazetteer, self._opened_by = Gazetteer.open(self._places), os.getpid()
        return self._gazetteer

    def _parse(self, doc: Doc) -> Doc:
        """Take the Doc's own parse where it is what our model makes of the text; otherwise parse it anew."""
        nlp = load_language()
        if self._follows_our_model() and all(doc.has_annotation(attribute) for attribute in _PARSED):
            words = nlp.tokenizer(doc.text)
            same = len(words) == len(doc) and all(
                one.idx == other.idx for one, other in zip(words, doc, strict=True)
            )
            if same and has_ends(doc):
                return doc
        if len(doc.text) > nlp.max_length:
            raise UsageError(
                f"{len(doc.text):,} characters, more than the {nlp.max_length:,} that one text may have"
            )
        return nlp(doc.text)

    def _follows_our_model(self) -> bool:
        """Tell whether the components before this one are those of our model, and nothing else."""
        nlp = self._nlp()
        if nlp is None:
            return bool(self._known_ours)
        ours = load_language()
        before = nlp.pipe_names[: nlp.pipe_names.index(self.name)] if self.name in nlp.pipe_names else []
        same = all(nlp.meta.get(key) == ours.meta.get(key) for key in ("lang", "name", "version"))
        return same and before == [name for name in ours.pipe_names if name != COMPONENT]


def _nobody() -> None:
    return None


@Language.factory(
    "warledger",
    default_config={"places": [], "actors": []},
    assigns=["doc.spans"],
)
def component(nlp: Language, name: str, places: list[str], actors: list[str]) -> Reader:
    """Make the component that `nlp.add_pipe("warledger")` adds, to any English pipeline, a blank one too.

    It sets the span groups of `GROUPS` on each Doc: the label of a span says what kind it is (the act of an account, the
    outcome of a figure, the stance of a blame, the precision of a place), its id is the record's, `span._.record` the
    record itself; `doc._.telling` is all that the text tells. Offsets of records are characters; a span is widened to
    whole tokens of the Doc. `doc._.published` and `doc._.outlet`, set before, say when and where the text appeared;
    with `as_tuples=True` a context may say it (`{"published": "2016-04-19"}`).

    Where exactly our model's components stand before it and cut the text as the program does, their parse is used;
    otherwise the text is parsed once more by the program's own model, so that the outcome is always the same.

    Args:
        nlp: the pipeline.
        name: the name of the component in it.
        places: files of the user's own place lists.
        actors: files of the user's own actors.

    Raises:
        UsageError: a list cannot be read.
    """
    if load_language.cache_info().currsize and nlp is load_language():
        load_language.cache_clear()  # who adds to it makes it his own; the program reads with a fresh one
    return Reader(nlp, name, places, actors)


def _register() -> None:
    """Make the attributes known to spaCy; what another package has set under the same name is left alone."""
    for attribute, getter, setter in (
        ("published", published, set_published),
        ("outlet", outlet, set_outlet),
        ("telling", telling_of, None),
    ):
        if not Doc.has_extension(attribute):
            Doc.set_extension(attribute, getter=getter, setter=setter)
    if not DocSpan.has_extension("record"):
        DocSpan.set_extension("record", getter=record_of)


def telling_of(doc: Doc) -> Telling | None:
    """Give all that a Doc tells; None where the component has not read it."""
    told = kept(doc)
    return None if told is None else _read_back(told, report_of(doc))[0]


def record_of(span: DocSpan) -> Marked | None:
    """Give the record that a span of one of our groups stands for; None for any other span."""
    told = kept(span.doc)
    return None if told is None else _read_back(told, report_of(span.doc))[1].get(span.id_)


@lru_cache(maxsize=16)
def _read_back(told: str, report: Report) -> tuple[Telling, dict[str, Marked]]:
    telling = read_back(told, report)
    return telling, {mark.id: mark.record for mark in marks_of(telling)}


def _mark(doc: Doc, telling: Telling) -> None:
    marks = list(marks_of(telling))
    for group in GROUPS:
        found = sorted((m for m in marks if m.group == group), key=lambda m: (m.span.start, m.span.end))
        doc.spans[group] = SpanGroup(doc, name=group, spans=[_span(doc, mark) for mark in found])


def _span(doc: Doc, mark: Mark) -> DocSpan:
    found = doc.char_span(
        mark.span.start, mark.span.end, label=mark.label, span_id=mark.id, alignment_mode="expand"
    )
    if found is None:
        raise ValueError(f"{mark.id} lies outside of the text")
    return found
