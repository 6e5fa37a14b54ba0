"""Why something is in doubt, in one plain sentence."""

import re
from collections.abc import Sequence
from typing import Final

from warledger.judging import standing_account
from warledger.ledger import Ledger
from warledger.ledger.doubts import Doubtful
from warledger.linking.weights import LINK
from warledger.reconciling.doubting import DoubtKind, points_of
from warledger.records import Disagreement, Incident, Judgement, Link
from warledger.wording.phrases import GRADE_WORDS, OUTCOME_WORDS, listed, plural, victims_count
from warledger.wording.reports import date_note
from warledger.wording.review import correction_words, moment_words

KIND_WORDS: Final[dict[DoubtKind, str]] = {
    "pair": "Similar pairs",
    "link": "Held by one link",
    "place": "Contested places",
    "undated": "Undated reports",
    "date": "Unsure days",
    "figures": "Figures apart",
    "blame": "Blame contested",
    "class": "Who was harmed",
    "act": "Kind of act",
    "grade": "Grades to confirm",
}
"""What the queue's filter calls each kind."""
KIND_TAGS: Final[dict[DoubtKind, str]] = {
    "pair": "similar pair",
    "link": "one link",
    "place": "place",
    "undated": "undated report",
    "date": "day",
    "figures": "figures",
    "blame": "blame",
    "class": "who was harmed",
    "act": "kind of act",
    "grade": "grade",
}
"""What each kind is called beside one entry."""
QUESTIONS: Final[dict[DoubtKind, str]] = {
    "pair": "One act or two?",
    "link": "Does this hold together?",
    "place": "Where was it?",
    "undated": "When was this written?",
    "date": "On which day was it?",
    "figures": "How many?",
    "blame": "Who is said to have done it?",
    "class": "Who was harmed?",
    "act": "What kind of act was it?",
    "grade": "Is the grade right?",
}
"""What a reviewer is asked about each kind."""
_TOLD_AS: Final[dict[str, str]] = {
    "place": "place", "date": "date", "figures": "figure", "blame": "perpetrator", "class": "class", "act": "type",
}  # fmt: skip
_SPELLED = re.compile(r"spelled like (.{1,200}) \((\d\.\d+)\)")


def why_in_doubt(ledger: Ledger, entry: Doubtful, incident: Incident | None) -> str:
    """Say why an entry of the queue is in doubt.

    Args:
        ledger: where the comparison of a pair or of a weak link stands, and what an undated report tells.
        entry: the entry.
        incident: its incident; of a pair the first one; None of an undated report.
    """
    if incident is None:
        return undated_words(ledger, entry.report)
    link = ledger.compared(entry.compared) if entry.compared else None
    if link is not None:
        return _pair(link) if entry.kind == "pair" else _weak_link(link, incident)
    if entry.kind == "grade":
        return (
            f"Graded {incident.grade} by the rules ({GRADE_WORDS[incident.grade]}); nobody has confirmed it."
        )
    told = _told(incident.disagreements, _TOLD_AS.get(entry.kind, ""))
    by_itself = {"place": _place, "date": _date, "figures": _figures}
    return told or by_itself.get(entry.kind, _unsaid)(incident)


def undated_words(ledger: Ledger, report: str) -> str:
    """Say what is known of when an undated report was written, and what hangs on it."""
    dated = ledger.notes(only={report})[report].dated
    found = ledger.open_days(report)
    if found is None:
        return f"{date_note(dated)} No day that it tells of is open."
    quotes = dict.fromkeys(
        f"“{quote.text}”" for a in found.accounts if (quote := standing_account(ledger, a).date.quote)
    )
    said = f": {listed(tuple(quotes))}" if quotes else ""
    count = len(found.accounts)
    hang = "The day of 1 account hangs" if count == 1 else f"The days of {count} accounts hang"
    return f"{date_note(dated)} {hang} on it{said}."


def _unsaid(incident: Incident) -> str:
    return f"{incident.title}: a reviewer looks at it."


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."


def _told(points: Sequence[Disagreement], kind: str) -> str:
    return " ".join(_sentence(point.text) for point in points if point.kind == kind)


def _pair(link: Link) -> str:
    points, found = points_of(link.score), "; ".join(link.reasons) or "nothing but neighbourhood"
    if points >= LINK:
        return _sentence(
            f"two of their accounts fit ({points:+.1f} points; from {LINK:+.1f} it is one act), "
            f"but others stand against putting all into one: {found}"
        )
    return _sentence(
        f"two of their accounts come close, but not enough speaks for one act ({points:+.1f} points, {LINK:+.1f} are "
        f"needed): {found}"
    )


def _weak_link(link: Link, incident: Incident) -> str:
    count, points = plural(len(incident.accounts), "account"), points_of(link.score)
    return _sentence(
        f"its {count} hang together by one comparison ({points:+.1f} points; from {LINK:+.1f} it is one act): "
        + "; ".join(link.reasons)
    )


def _place(incident: Incident) -> str:
    place = incident.place
    name = place.name or "the place"
    if place.precision == "unknown":
        return f"{_sentence(name)[:-1]} is named and stands in no gazetteer."
    if "the largest of that name" in place.reason:
        return f"There is more than one {name}; the largest was taken, and nothing in the report tells which is meant."
    if found := _SPELLED.search(place.reason):
        return f"The name in the report was read as {found[1]}, which is spelled alike only to {float(found[2]):.0%}."
    return f"{_sentence(name)[:-1]} was placed because: {place.reason}."


def _date(incident: Incident) -> str:
    if incident.date.start is None and incident.date.end is None:
        words = incident.date.quote
        return (
            f"The report says “{words.text}”, and nothing tells which day that was."
            if words is not None
            else "No report tells the day, and none of them is dated."
        )
    return "The report is undated; the day was inferred from when it can have been written."


def _figures(incident: Incident) -> str:
    open_ = [row for row in incident.figures if row.best is None and row.low != row.high]
    told = [f"{victims_count(row.low, row.high, row.victims)} {OUTCOME_WORDS[row.outcome]}" for row in open_]
    return f"No rule chooses among the figures: {listed(told)}." if told else "The figures lie far apart."


def together_words(judgements: Sequence[Judgement]) -> str:
    """Say what was decided as one: "Corrected the days of 3 accounts"."""
    if len(judgements) == 1:
        return judged_words(judgements[0])
    return f"Corrected the days of {len(judgements)} accounts"


def superseded_words(judgement: Judgement) -> str:
    """Say what will bind no longer, whose it is and why: nobody should overrule a colleague unseen."""
    when = moment_words(judgement.at)
    return f"{judged_words(judgement)}, by {judgement.by} on {when}, because: {judgement.why}"


def judged_words(judgement: Judgement) -> str:
    """Say what a judgement decided, by what a reader knows: "One act: 5 accounts", "Corrected the date: ..."."""
    accounts = plural(len(judgement.accounts), "account")
    if judgement.correction is not None:
        return f"Corrected {correction_words(judgement.correction)}"
    if judgement.grade is not None:
        if judgement.grade == judgement.grade_before:
            return f"Confirmed the grade {judgement.grade}"
        return f"Graded {judgement.grade}, where the rules say {judgement.grade_before or 'nothing'}"
    if judgement.verdict == "split":
        return f"Split {plural(len(judgement.sides[-1]), 'account')} off {plural(len(judgement.sides[0]), 'other')}"
    if judgement.verdict == "reject":
        return "Rejected an account: it tells of no act to be booked"
    return f"{'One act' if judgement.verdict == 'same' else 'Different acts'}: {accounts}"
