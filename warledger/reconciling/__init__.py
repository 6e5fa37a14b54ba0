"""Groups of accounts into incidents: one act in the world each, with what its accounts come to together.

`sources` (whose words they are), `attested` (day, place, kind of act), `tolls` (figures to ranges and best),
`sums` (a figure that is the sum of others), `blames` (who is said to have done it), `grading`,
`disagreements` (one plain sentence each), `naming` (id and title), `incidents` (the whole of it).
"""

from warledger.reconciling.incidents import reconcile

__all__ = ["reconcile"]
