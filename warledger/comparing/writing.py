"""A comparison as a file: the table, and beside it what says what it holds."""

from pathlib import Path

from warledger.comparing.cells import comparison_lines
from warledger.comparing.matching import Comparison
from warledger.exports.about import Written, about_lines, side_path
from warledger.exports.view import View
from warledger.exports.writing import is_stream, write_file

FORM = "compare"
"""What the table is called where the meanings of its columns stand."""


def write_comparison(out: Path, comparison: Comparison, *, dataset: str, view: View) -> None:
    """Write a comparison as a CSV table, with its side file (`about`) unless it goes to a pipe or a device.

    Args:
        out: the file.
        comparison: what was found.
        dataset: the name of the other dataset.
        view: the ledger and the profile that it was compared under.

    Raises:
        UsageError: the file cannot be written.
    """
    lines = write_file(out, comparison_lines(comparison))
    if is_stream(out):
        return
    content = f"the incidents of the ledger beside the rows of {dataset}, which stay under their own licence"
    if view.public:
        content += "; without the exact points of these rows, their sources and words"
    side = about_lines(
        [Written(out, lines - 1, FORM)], name=FORM, content=content, profile=view.profile, view=view
    )
    write_file(side_path(out), side)
