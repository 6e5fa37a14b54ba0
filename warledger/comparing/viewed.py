"""A ledger as a profile shows it, held against another dataset: a public comparison is worked out from public data alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from warledger.comparing.entries import Entry, Read
from warledger.comparing.matching import Comparison, Match, compare
from warledger.exports.public import public_incident, public_place
from warledger.exports.view import View
from warledger.records import Incident


def compare_view(view: View, read: Read) -> Comparison:
    """Hold the incidents of a ledger, as a profile shows them, against what was read of another dataset; see `compare`.

    In public the points are rounded before anything is weighed: a reason tells a distance, and from three rows that lie
    around it a point could be found again. Attacks on health care take no part, since the row that answers one would tell
    its place: such a row stands alone like all that the ledger does not hold. Of their rows the points are rounded too,
    and the words and sources left out, which may name people.

    Args:
        view: the ledger and the profile.
        read: the rows of the other dataset.
    """
    comparison = compare(tuple(_incidents(view)), read.entries, _days(view))
    return _published(comparison) if view.public else comparison


def _incidents(view: View) -> Iterator[Incident]:
    return map(public_incident, view.told_incidents()) if view.public else view.incidents()


def _days(view: View) -> Iterator[date]:
    """Give the days on which reports were written, but for those of which nothing is shown."""
    for report, note in view.notes.items():
        if note.dated.day is not None and report not in view.left_out:
            yield note.dated.day


def _published(comparison: Comparison) -> Comparison:
    return replace(
        comparison,
        matches=tuple(map(_published_match, comparison.matches)),
        perhaps=tuple(map(_published_match, comparison.perhaps)),
        only_there=tuple(map(_published_entry, comparison.only_there)),
    )


def _published_match(match: Match) -> Match:
    return replace(match, entry=_published_entry(match.entry))


def _published_entry(entry: Entry) -> Entry:
    return replace(entry, place=public_place(entry.place), source="", told="", origins=())
