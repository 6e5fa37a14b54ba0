"""Words of outcome in a parse: what a token says happened to people, and in which voice."""

from dataclasses import dataclass

from spacy.tokens import Token

from warledger.reading.lexicons import OutcomeWord, lemma, outcome_words
from warledger.records import Outcome


@dataclass(frozen=True, slots=True)
class Cause:
    """The outcome of a count and the token that says it."""

    outcome: Outcome
    token: Token


def words_of(token: Token) -> tuple[OutcomeWord, ...]:
    """The list's entries for a token: by lemma and by the word as it stands ("killed" is a state too)."""
    known = outcome_words()
    ending = _with_its_ending(token)
    if ending:
        return ending
    low, plain = token.lower_, lemma(token)
    return (*known.get(plain, ()), *(known.get(low, ()) if low != plain else ()))


def _with_its_ending(token: Token) -> tuple[OutcomeWord, ...]:
    """ "hacked to death", "burnt alive", "gunned down", "shot and wounded": the verb's ending says what came of it."""
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBD"):
        return ()
    known, verb = outcome_words(), lemma(token)
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    if after == ["to", "death"] or any(
        c.lower_ == "to" and any(g.lower_ == "death" for g in c.children) for c in token.children
    ):
        return (OutcomeWord("killed", "harms"),)
    if verb == "shoot" and ("wounded" in after or "injured" in after):
        return known["wound"]
    ends = {*after[:1], *(c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "oprd", "acomp"))}
    return next((known[f"{verb} {end}"] for end in sorted(ends) if f"{verb} {end}" in known), ())


def pick(token: Token, *voices: str) -> Cause | None:
    """Take the first outcome that a token has in one of the voices, with the token."""
    for word in words_of(token):
        if word.voice in voices:
            return Cause(word.outcome, token)
    return None
