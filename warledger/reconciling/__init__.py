"""Groups of accounts into incidents: one act in the world each, with what its accounts come to together.

`sources` (whose words they are), `attested` (day, place, kind of act), `said` (how firmly a count is meant), `parts`,
`ranges`, `sides`, `tolls` (figures to rows with a range and a best figure), `sums` and `conflations` (a figure that is
the sum of others), `blames` (who is said to have done it), `grading`, `differing` and `disagreements` (one plain
sentence each), `naming` (id and title), `incidents` (the whole of it). In plain words all of it is docs/method.md.
"""

from warledger.reconciling.incidents import reconcile

__all__ = ["reconcile"]
