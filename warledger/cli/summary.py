"""What a command did, in a few lines."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from warledger.cli.tables import plain
from warledger.judging import Change, Preview
from warledger.ledger.where import shown
from warledger.records import Judgement
from warledger.wording.phrases import plural
from warledger.wording.review import decision_words, moment_words, preview_lines, undoing_words

if TYPE_CHECKING:
    from warledger.building import BuildSummary, Refused

REFUSAL_WORDS = {
    "empty": "empty",
    "not_text": "not text",
    "too_large": "too large",
    "wrong_type": "of no type that is read",
    "unreadable": "unreadable",
    "broken_archive": "broken archives",
    "broken_record": "broken records of archives",
    "broken_line": "broken lines",
    "no_article": "pages without an article",
    "language": "not in English",
    "missing_file": "named by the manifest and not there",
    "no_permission": "without permission",
    "bad_field": "with a broken field",
    "not_fetched": "not fetched",
}


def build_summary(done: "BuildSummary", ledger: str) -> Group:
    """Tell what a build did, what the ledger holds, and what to do next."""
    held = done.held
    known = f", {done.known:,} known before" if done.known else ""
    quiet = (
        f"; {done.quiet:,} without a word of violence, of which only the text is kept" if done.quiet else ""
    )
    odd = [plural(held.copies, "near-copy", "near-copies")] if held.copies else []
    odd += [f"{held.undated:,} undated"] if held.undated else []
    lines = [
        Text(f"{plural(done.new, 'new report')}{known}{quiet}."),
        plain(
            f"{shown(ledger)} holds {plural(held.reports, 'report')}{f' ({", ".join(odd)})' if odd else ''}: "
            f"{plural(held.incidents, 'incident')} from {plural(held.accounts, 'account')}, "
            f"{plural(held.loose_figures, 'figure')} of no incident."
        ),
        *(_refused(each) for each in done.refused),
    ]
    where = "" if ledger == "ledger.db" else f" -l {shown(ledger)}"
    lines.append(plain(f"Next: warledger incidents{where}"))
    return Group(*lines)


def _refused(refused: "Refused") -> Text:
    more = f" and {refused.count - len(refused.first):,} more" if refused.count > len(refused.first) else ""
    named = "; ".join(f"{each.name}: {each.reason}" for each in refused.first)
    many = f"{refused.count:,} " if refused.count > 1 else ""
    return plain(f"Refused, {many}{REFUSAL_WORDS[refused.code]}: {named}{more}")


def change_summary(change: Change) -> Group:
    """Tell what a judgement changed."""
    lines = [f"Kept: {', '.join(change.judgements)}."] if change.judgements else []
    lines += [f"No longer binds: {', '.join(change.superseded)}."] if change.superseded else []
    if change.before == change.after:
        lines.append(f"The incidents stay as they were: {', '.join(change.after)}")
    else:
        lines.append(f"Before: {', '.join(change.before) or 'no incident'}")
        lines.append(f"Now:    {', '.join(change.after) or 'no incident'}")
    return Group(*map(plain, lines))


def preview_summary(preview: Preview) -> Group:
    """Tell what a judgement would change."""
    return Group(*map(plain, [*preview_lines(preview), "Nothing was kept."]))


def history_summary(judgements: Sequence[Judgement], adrift: Mapping[str, str]) -> Group:
    """Tell judgements, each with who, when and why, whether it binds, and of what nothing is told any longer."""
    lines: list[str] = []
    for judgement in judgements:
        lines.append(f"{judgement.id}  {decision_words(judgement)}")
        lines.append(f"    {judgement.by}, {moment_words(judgement.at)}: {judgement.why}")
        lines += [f"    {undoing_words(judgement)}"] if not judgement.binds else []
        lines += [f"    Binds nothing there: {adrift[judgement.id]}"] if judgement.id in adrift else []
    return Group(*map(plain, lines or ["No judgements."]))
