"""Notes on reports, refusals and compared pairs as JSON: what an archive holds beside the records of other exports."""

from warledger.record_json.values import Json, read_report_date, report_date_json
from warledger.records import Link, Refusal, ReportNote


def note_json(note: ReportNote) -> Json:
    """Write what is known of a report, without its text."""
    return {
        "report": note.id,
        "outlet": note.outlet,
        "title": note.title,
        "url": note.url,
        "dated": report_date_json(note.dated),
        "copy_of": note.copy_of,
        "wires": list(note.wires),
    }


def read_note(form: Json) -> ReportNote:
    """Read a note back."""
    return ReportNote(
        form["report"],
        form["outlet"],
        read_report_date(form["dated"]),
        form["title"],
        form["url"],
        form["copy_of"],
        tuple(form["wires"]),
    )


def refusal_json(refusal: Refusal) -> Json:
    """Write an input that was not read, and why."""
    return {"name": refusal.name, "code": refusal.code, "reason": refusal.reason}


def read_refusal(form: Json) -> Refusal:
    """Read a refusal back."""
    return Refusal(form["name"], form["code"], form["reason"])


def link_json(link: Link) -> Json:
    """Write the comparison of two accounts."""
    return {"left": link.left, "right": link.right, "score": link.score, "reasons": list(link.reasons)}


def read_link(form: Json) -> Link:
    """Read a comparison back."""
    return Link(form["left"], form["right"], form["score"], tuple(form["reasons"]))
