"""What an act hit, and by what means, in plain words."""

from spacy.tokens import Doc

from warledger.assembly.drafts import Draft
from warledger.assembly.word_sets import words
from warledger.reading import Reading

FAR = 8
"""Tokens between the word of the act and what it hit."""


def targets_of(doc: Doc, reading: Reading, draft: Draft) -> tuple[str, ...]:
    """Name what was hit: buildings and quarters that stand behind the act's words in its frames."""
    out: list[str] = []
    for frame in draft.frames:
        heads = [a.head for a in frame.acts] + [c.cause for c in frame.counts]
        for target in reading.targets:
            if target.sentence != frame.sentence or not frame.first <= target.first < frame.last:
                continue
            before = {t.lower_ for t in doc[max(0, target.first - 4) : target.first]}
            governed = doc[target.last - 1].dep_ == "dobj" or before & words("on")
            if (
                governed
                and any(0 <= target.first - h <= FAR or 0 <= h - target.last <= 2 for h in heads)
                and target.name not in out
            ):
                out.append(target.name)
    return tuple(out)


def means_of(draft: Draft) -> tuple[str, ...]:
    """Name the weapons that the frames speak of, in text order, each once."""
    named = (
        a.means for f in draft.frames for a in sorted((*f.acts, *f.cues), key=lambda a: a.first) if a.means
    )
    return tuple(dict.fromkeys(named))
