"""Receiving: exports of this program read back into a new ledger, which gives the same exports again.

lines      the records of a file, one a line or one a row, whatever file they stand in
checking   a record as its types say, and nothing in its line that would be lost
gathering  the records put together as what the reports tell
texts      a report's text as far as its quotes tell it
importing  the new ledger, whole or not at all
"""

from warledger.receiving.importing import Imported, import_files

__all__ = ["Imported", "import_files"]
