"""The incidents of a ledger brought up to date with its reports and judgements.

    rules     the state of all that decides how accounts are linked and reconciled
    families  which accounts a change may give another voice
    change    what was touched since the last linking is linked anew, and nothing else
    whole     everything is linked from nothing: the first time, under other rules, or where most was touched
    linker    who links everything: this process, or one that an engine brings
    groups    groups become incidents, a few at a time, each under an id of its own

Both ways come to the same incidents, ids, links and similar pairs, byte for byte. Each is one transaction: a build
that is killed leaves the ledger as it was, with what was touched still noted.
"""

from warledger.relinking.linker import HERE, Linker
from warledger.relinking.updating import is_linked, relink

__all__ = ["HERE", "Linker", "is_linked", "relink"]
