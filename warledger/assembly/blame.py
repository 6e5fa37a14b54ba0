"""Who is said to have done it: actors that stand where the doer of an act stands, and how surely it is said.

An actor is the doer as subject of the act's verb, behind "by", or as the qualifier of the act's noun
("regime air strikes"); behind "on" and "against", or as those killed, it is the target.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from warledger.assembly.frames import Frame
from warledger.grounding.mentions import ActorMention
from warledger.reading.lexicons import lemma
from warledger.records import Perpetrator, Stance

DOING = frozenset(
    "carry launch conduct fire drop target hit strike bomb bombard shell attack raid pound kill murder execute behead detonate plant shoot "
    "storm open use launch stage mount perpetrate commit blow ambush abduct kidnap seize torch open raid massacre destroy "
    "wound injure clash fight assault intensify continue repel capture advance respond cause break take burn claim down strafe rain unleash "
    "stab hack injure explode gun slaughter assassinate lob hurl throw ram set leave deploy".split()
)
"""Verbs whose subject does violence."""
DOUBT = frozenset(
    {
        "suspected",
        "suspect",
        "believed",
        "likely",
        "presumed",
        "apparent",
        "apparently",
        "possibly",
        "probably",
        "thought",
        "alleged",
        "allegedly",
        "accuse",
        "accused",
        "blame",
        "blamed",
        "suspicion",
        "presumably",
        "speculate",
        "speculated",
    }
)
AGAINST = frozenset(
    {"on", "against", "at", "targeting", "near", "from", "between", "with", "to", "of", "for", "in"}
)
DENYING = frozenset({"deny", "reject", "dismiss", "refute"})
BLAMING = frozenset({"blame", "accuse", "attribute", "hold", "say", "suspect"})
CLAIM = (
    "claimed responsibility",
    "claim responsibility",
    "claims responsibility",
    "claiming responsibility",
    "said it carried out",
    "said it was behind",
    "claimed the",
)
REACH_LEFT = 4
"""Tokens before an act's noun in which its doer may stand as a qualifier."""


def perpetrators_of(doc: Doc, frame: Frame, actors: Sequence[ActorMention]) -> tuple[Perpetrator, ...]:
    """Find who did what a frame tells, each with stance and quote; () where the sentence names nobody."""
    sentence = doc[frame.first].sent
    here = [a for a in actors if sentence.start <= a.first < sentence.end]
    victims = {i for c in frame.counts for i in range(c.first, c.last)}
    found: dict[str, Perpetrator] = {}
    for mention in here:
        if any(i in victims for i in range(mention.first, mention.last)):
            continue
        stance = _stance(doc, mention, frame)
        if stance is None or mention.actor in found:
            continue
        found[mention.actor] = Perpetrator(mention.actor, stance, mention.span)
    if not found and any(a.type == "armed_clash" for a in frame.acts):
        found = {m.actor: Perpetrator(m.actor, "asserted", m.span) for m in here if _party(doc, m)}
    if len(found) > 1 and "unknown" in found:
        del found["unknown"]
    if "terrorists" in found and len(found) > 1:
        del found["terrorists"]
    if len(found) > 1 and _either(doc, here, set(found)):
        return tuple(
            Perpetrator(p.actor, "suspected" if p.stance == "asserted" else p.stance, p.quote)
            for p in found.values()
        )
    return tuple(found.values())


def denials(doc: Doc, actors: Sequence[ActorMention]) -> tuple[tuple[int, Perpetrator], ...]:
    """Find who denies having done something: the number of the sentence and the denial.

    "The ministry denied that its aircraft had been involved" has no word of an act; whose act it was is for
    the accounts near it to say.
    """
    out: list[tuple[int, Perpetrator]] = []
    for n, sentence in enumerate(doc.sents):
        verbs = [t for t in sentence if lemma(t) in DENYING and t.pos_ == "VERB"]
        for mention in actors:
            if sentence.start <= mention.first < sentence.end and mention.actor != "unknown":
                subject = _climb(doc[mention.first : mention.last].root)
                if subject.dep_ in ("nsubj", "poss", "compound", "amod") and any(
                    v.i == subject.head.i or v.i == subject.head.head.i for v in verbs
                ):
                    out.append((n, Perpetrator(mention.actor, "denied", mention.span)))
    return tuple(out)


def _either(doc: Doc, here: Sequence[ActorMention], names: set[str]) -> bool:
    """ "Syrian or Russian jets": either did it, both are suspected."""
    for a, b in zip(here, here[1:], strict=False):
        if (
            a.actor in names
            and b.actor in names
            and b.first - a.last <= 3
            and any(t.lower_ == "or" for t in doc[a.last : b.first])
        ):
            return True
    return False


def _stance(doc: Doc, mention: ActorMention, frame: Frame) -> Stance | None:
    """Say how the actor stands to the act: None where it is not the doer."""
    sentence = doc[mention.first].sent
    text = sentence.text.lower()
    if any(c in text for c in CLAIM) and _is_subject(doc, mention):
        return "claimed"
    if any(lemma(t) == "deny" for t in sentence) and _is_subject(doc, mention):
        return "denied"
    if not (
        _qualifies(doc, mention, frame)
        or _does(doc, mention, frame)
        or _behind_by(doc, mention)
        or _blamed(doc, mention)
    ):
        return None
    near = {t.lower_ for t in doc[max(sentence.start, mention.first - 3) : mention.last + 1]}
    head = doc[mention.first : mention.last].root.head
    near |= {c.lower_ for c in head.children} | {lemma(head), lemma(head.head)}
    return "suspected" if near & DOUBT else "asserted"


def _qualifies(doc: Doc, mention: ActorMention, frame: Frame) -> bool:
    """ "regime air strikes", "a coalition raid", "Russian warplanes": right before the act's words."""
    for act in (*frame.acts, *frame.cues):
        if act.first - REACH_LEFT <= mention.last - 1 < act.last and mention.first <= act.first:
            between = doc[mention.last : act.first]
            if all(
                t.pos_ in ("ADJ", "NOUN", "PROPN", "ADV", "CCONJ", "PART", "PUNCT", "DET")
                or t.tag_ in ("VBN", "VBG", "POS")
                for t in between
            ) and not any(t.lower_ in ("-", "held", "controlled") for t in between[:1]):
                return True
        root = doc[mention.first : mention.last].root
        if root.head.i == act.head and root.dep_ in ("amod", "compound", "poss", "nmod"):
            return True
    return False


def _climb(token: Token) -> Token:
    while token.dep_ in ("conj", "appos", "compound", "amod", "poss", "nmod") and token.head.i != token.i:
        token = token.head
    return token


def _is_subject(doc: Doc, mention: ActorMention) -> bool:
    return _climb(doc[mention.first : mention.last].root).dep_ in ("nsubj", "csubj")


def _does(doc: Doc, mention: ActorMention, frame: Frame) -> bool:
    """The subject of a verb of violence, or of the verb whose object is the act: "launched an attack"."""
    root = doc[mention.first : mention.last].root
    token = _climb(root)
    if token.dep_ not in ("nsubj", "csubj") or any(
        t.lower_ in ("on", "against", "by") for t in doc[token.left_edge.i : mention.first]
    ):
        return False
    verbs = [token.head]
    verbs += [c for c in token.head.children if c.dep_ in ("conj", "xcomp", "advcl")]
    heads = {a.head for a in frame.acts} | {c.cause for c in frame.counts}
    for verb in verbs:
        if lemma(verb) in DOING or verb.i in heads:
            passive = any(c.dep_ == "auxpass" for c in verb.children)
            return not passive
        if any(c.i in heads and c.dep_ == "dobj" for c in verb.children):
            return True
    return False


def _behind_by(doc: Doc, mention: ActorMention) -> bool:
    """ "raids by government forces", "killed by a rebel sniper", "blamed on the group"."""
    token = doc[mention.first : mention.last].root
    for _ in range(5):
        head = token.head
        if head.i == token.i:
            return False
        if head.lower_ == "by" and head.dep_ in ("agent", "prep"):
            return lemma(head.head) not in (
                "hold",
                "control",
                "back",
                "support",
                "say",
                "report",
                "run",
                "publish",
                "besiege",
                "follow",
            )
        if token.dep_ not in ("pobj", "compound", "amod", "conj", "poss", "nmod", "appos"):
            return False
        token = head
    return False


def _party(doc: Doc, mention: ActorMention) -> bool:
    """ "clashes between A and B", "a firefight with A": where nobody is named as the attacker, both sides fought."""
    token = _climb(doc[mention.first : mention.last].root)
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("between", "with", "against")
        and token.head.head.pos_ in ("NOUN", "VERB", "PROPN")
    )


def _blamed(doc: Doc, mention: ActorMention) -> bool:
    """ "blamed the attack on X", "accused X of killing"."""
    token = _climb(doc[mention.first : mention.last].root)
    head = token.head
    if token.dep_ == "dobj" and lemma(head) in ("accuse", "blame"):
        return True
    if token.dep_ in ("nsubj", "nsubjpass") and any(
        c.dep_ == "acomp" and lemma(c) == "responsible" for c in head.children
    ):
        return True
    if token.dep_ == "nsubj" and head.lemma_ == "be" and any(c.lower_ == "behind" for c in head.children):
        return True
    return token.dep_ == "pobj" and head.lower_ == "on" and lemma(head.head) in ("blame", "pin")
