"""Words handed on from a speaker: between quotation marks, under a word of speech, with "according to".

Texts that have lost their quotation marks keep the clauses: "the strikes had stopped a resident said".
Marks around a name or a term are no speech: the words must stand with a verb of speech and its speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from warledger.reading.findings import Quote
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import forms_of, lemma, words
from warledger.reading.speakers import speaker_of
from warledger.records import Span

MARKED = re.compile(
    r"“([^“”]{2,2000})”"
    r"|(?<!\w)\"(?=\S)([^\"\n]{2,2000})(?<=\S)\"(?!\w)"
    r"|(?<!\w)‘((?:[^‘’“”\n]|’(?=\w)){2,2000})’(?!\w)"
)
"""Pairs of marks: a straight one opens before a word and closes behind one, so that a lost mark turns nothing round."""
MARK = re.compile('[“"‘]')
"""The marks that open: to look for these first is ten times faster than to try every pair at every letter."""
DIRECT_WORDS = 3
"""Words in the shortest stretch between marks that is speech; shorter ones are terms ("so-called", "safe zone")."""
CLAUSE_WORDS = 4
"""Words in the shortest clause handed on."""
REACH = 14
"""Tokens between the marks and the verb of speech: "the head of the clinic told the agency by telephone on Monday"."""
GOES_ON = 4
"""Tokens between the end of one quotation (or of its "he said.") and the next one that goes on from it."""
MOSTLY = 0.6
"""Share of a clause that stands in marks, from which on the marked words alone are the quotation."""
OWN_VOICE = frozenset({"i", "we", "you"})
ENDS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class _Saying:
    verb: Token
    speaker: Token


@dataclass(frozen=True, slots=True)
class _Marked:
    """A stretch between marks: its words, its tokens without the marks."""

    span: Span
    first: int
    last: int


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Find direct and indirect quotations with the head token of their speaker, in text order."""
    marked = _marked(doc)
    inside = {i for m in marked for i in range(m.first, m.last)}
    forms, saying = forms_of(doc), words("saying")
    sayings: list[_Saying] = []
    indirect: list[Quote | None] = []
    for i, (lower, plain) in enumerate(zip(forms.lower, forms.lemma, strict=True)):
        if (plain not in saying and lower != "according") or i in inside:
            continue
        token = doc[i]
        speaker = speaker_of(token)
        if speaker is not None and _names(speaker, inside):
            sayings.append(_Saying(token, speaker))
            indirect.append(_clause(doc, sayings[-1]))
        elif lower == "according":
            indirect.append(_according(doc, token))
    direct = _direct(doc, marked, sayings)
    kept = [q for q in indirect if q is not None and not _in_marks(q, direct)]
    return tuple(sorted({*direct, *kept}, key=lambda q: (q.first, q.last, not q.direct)))


def _names(speaker: Token, inside: set[int]) -> bool:
    """Tell whether the words can name who speaks: no "which", and no "I" of a speech that has lost its marks."""
    return speaker.i not in inside and speaker.tag_ not in ("WDT", "WP") and speaker.lower_ not in OWN_VOICE


def _marked(doc: Doc) -> list[_Marked]:
    out: list[_Marked] = []
    text = forms_of(doc).text
    end = 0
    for mark in MARK.finditer(text):
        match = MARKED.match(text, mark.start()) if mark.start() >= end else None
        if match is None:
            continue
        start, end = match.span(match.lastindex or 0)
        stretch = doc.char_span(start, end, alignment_mode="contract")
        if stretch is not None and sum(t.is_alpha for t in stretch) >= DIRECT_WORDS:
            said = text[start:end]
            first = start + len(said) - len(said.lstrip())
            span = Span.of(text, first, first + len(said.strip()))
            out.append(_Marked(span, stretch.start, stretch.end))
    return out


# --------------------------------------------------------------------------------------- between marks


def _direct(doc: Doc, marked: Sequence[_Marked], sayings: Sequence[_Saying]) -> list[Quote]:
    out: list[Quote] = []
    ended = -GOES_ON - 1  # the token behind the last quotation and its "he said"
    for stretch in marked:
        found = _attributed(doc, stretch, sayings)
        if found is not None:
            speaker = found.speaker.i
            ended = max(stretch.last, found.verb.i + 1, found.speaker.i + 1)
        elif 0 <= stretch.first - ended <= GOES_ON:
            speaker, ended = None, stretch.last
        else:
            continue
        out.append(Quote(stretch.span, stretch.first, stretch.last, True, speaker))
    return out


def _attributed(doc: Doc, stretch: _Marked, sayings: Sequence[_Saying]) -> _Saying | None:
    """Give the nearest verb of speech that the stretch stands with, None where it stands with none."""
    best: tuple[int, _Saying] | None = None
    root = doc[stretch.first : stretch.last].root
    above = {t.i for t in root.ancestors}
    for saying in sayings:
        gap = _gap(doc, stretch, saying)
        if gap is None:
            continue
        if (saying.verb.i in above or _beside(doc, stretch, saying)) and (best is None or gap < best[0]):
            best = gap, saying
    return None if best is None else best[1]


def _gap(doc: Doc, stretch: _Marked, saying: _Saying) -> int | None:
    """Tokens between the stretch and its verb of speech; None where it is too far or a sentence ends between."""
    verb = saying.verb.i
    between = range(verb + 1, stretch.first) if verb < stretch.first else range(stretch.last, verb)
    if len(between) > REACH:
        return None
    behind = verb >= stretch.last
    first = saying.speaker.left_edge
    if behind and stretch.span.text.endswith(".") and first.is_sent_start and first.shape_.startswith("X"):
        return None  # 'he said. "... for years." The ministry said': the full stop has closed what he said
    ends = [i for i in between if doc[i].text in ENDS]
    # the full stop of '... ." he said' belongs to what is said
    if any(not (behind and i <= stretch.last) for i in ends):
        return None
    return len(between)


def _beside(doc: Doc, stretch: _Marked, saying: _Saying) -> bool:
    """Tell whether speaker or verb stand right beside the marks: '..." he said', 'he said: "..."'."""
    edges = {saying.verb.i, saying.speaker.left_edge.i}
    behind = range(stretch.last, min(stretch.last + 3, len(doc)))
    if any(i in edges for i in behind):
        return True
    before = [doc[i].text for i in range(max(0, stretch.first - 2), stretch.first)]
    return saying.verb.i < stretch.first and (":" in before or stretch.first - saying.verb.i <= 3)


# -------------------------------------------------------------------------------------- without marks


def _clause(doc: Doc, saying: _Saying) -> Quote | None:
    """The clause under a verb of speech; where the speaker stands within it, its longer side."""
    clause = next((c for c in saying.verb.children if c.dep_ == "ccomp"), None)
    if clause is None:
        return None
    first, last = clause.left_edge.i, clause.right_edge.i + 1
    own = {saying.verb.i, *(t.i for t in saying.speaker.subtree)}
    cut = [i for i in own if first <= i < last]
    if cut:
        left, right = (first, min(cut)), (max(cut) + 1, last)
        first, last = max(left, right, key=lambda side: side[1] - side[0])
    return _quote(doc, first, last, saying.speaker)


def _according(doc: Doc, token: Token) -> Quote | None:
    """What stands before "..., according to X", or behind "According to X, ..."."""
    speaker = next((t for t in token.subtree if t.dep_ == "pobj" and t.i > token.i), None)
    if speaker is None:
        return None
    opens, end = layout_of(doc).bounds(token.i)
    if token.i - opens <= 1:
        behind = max(speaker.right_edge.i, token.right_edge.i) + 1
        return _quote(doc, behind, end, speaker)
    governor = token.head
    while governor.pos_ not in ("VERB", "AUX") and governor.head.i != governor.i:
        governor = governor.head
    return _quote(doc, min(governor.left_edge.i, token.i), token.i, speaker)


def _quote(doc: Doc, first: int, last: int, speaker: Token) -> Quote | None:
    """Cut a clause out, without its "that" and the punctuation around it; None where too little is left."""
    while first < last and (
        _empty(doc[first]) or (doc[first].lower_ == "that" and doc[first].dep_ == "mark")
    ):
        first += 1
    while last > first and _empty(doc[last - 1]):
        last -= 1
    if sum(t.is_alpha for t in doc[first:last]) < CLAUSE_WORDS:
        return None
    if doc[first].is_sent_start is False and lemma(doc[first]) in words("saying"):
        return None
    return Quote(layout_of(doc).cut(first, last), first, last, False, speaker.i)


def _empty(token: Token) -> bool:
    return token.is_punct or token.is_space or token.is_quote


def _in_marks(clause: Quote, direct: Sequence[Quote]) -> bool:
    """Tell whether a clause is mostly made of words between marks, which stand for themselves."""
    covered = sum(max(0, min(clause.last, d.last) - max(clause.first, d.first)) for d in direct)
    return covered >= MOSTLY * (clause.last - clause.first)
