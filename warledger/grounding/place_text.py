"""A parsed text as plain lists of its tokens: the scan asks a dozen questions of every one of them."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import POS
from spacy.tokens import Doc

from warledger.reading.layout import layout_of
from warledger.reading.lexicons import forms_of

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One entry per token in every list; two texts are never the same one, whatever they say.

    `entity` is the number of the entity that holds the token, -1 for none. `stripped` tells that the text has
    lost its apostrophes ("Syrias second city").
    """

    text: str
    start: list[int]
    end: list[int]
    form: list[str]
    lower: list[str]
    capital: list[bool]
    pos: list[str]
    sentence: list[int]
    entity: list[int]
    entities: list[tuple[int, int, str]]
    stripped: bool

    @classmethod
    def of(cls, doc: Doc) -> "Words":
        """Take a parse apart."""
        layout = layout_of(doc)
        text, start, end = layout.text, layout.start, layout.end
        part = doc.to_array(POS).tolist()
        form = [text[s:e] for s, e in zip(start, end, strict=True)]
        names = {key: doc.vocab.strings[key] for key in set(part)}
        entity = [-1] * len(form)
        entities = []
        for k, e in enumerate(doc.ents):
            entities.append((e.start, e.end, e.label_))
            entity[e.start : e.end] = [k] * (e.end - e.start)
        return cls(
            text, start, end, form, forms_of(doc).lower, [is_capital(f) for f in form], [names[key] for key in part],
            layout.sentence, entity, entities, "'s " not in text and "’s " not in text,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.form)

    def label(self, first: int, last: int) -> str:
        """Tell the entity label of a stretch: a place's if any token has one, else the last; "" for none."""
        labels = [self.entities[k][2] for k in self.entity[first:last] if k >= 0]
        return next((label for label in labels if label in PLACE_LABELS), labels[-1] if labels else "")

    def same_sentence(self, i: int, j: int) -> bool:
        """Tell whether two tokens stand in one sentence."""
        return self.sentence[i] == self.sentence[j]

    def before(self, i: int, count: int = 1) -> list[str]:
        """List the lower-case words before a token in its sentence, the nearest first."""
        found = []
        for j in range(i - 1, max(-1, i - 1 - count), -1):
            if self.sentence[j] != self.sentence[i]:
                break
            found.append(self.lower[j])
        return found

    def after(self, i: int, count: int = 1) -> list[str]:
        """List the lower-case words from a token on, in the sentence of the token before it."""
        if i >= len(self.form):
            return []
        at = self.sentence[i - 1] if i else self.sentence[i]
        return [self.lower[j] for j in range(i, min(len(self.form), i + count)) if self.sentence[j] == at]


@lru_cache(maxsize=65536)
def is_capital(form: str) -> bool:
    """Tell whether the first letter or digit of a token is a capital."""
    return next((c for c in form if c.isalnum()), "a").isupper()
