"""A reviewer's decisions: rehearsed, kept with who, when and why, told; never against what somebody else did meanwhile.

asking      the words of a form or a command line become a correction
deciding    a decision is kept as a judgement, and the ledger linked anew at once
rehearsing  what a decision would change, exactly, with nothing kept
seeing      whether the ledger is still what the reviewer saw; what was judged before
"""

from warledger.judging.asking import asked_correction, asked_grade
from warledger.judging.deciding import WAIT_S, Change, decide, judge, standing_account
from warledger.judging.rehearsing import Preview, catch_up, rehearse
from warledger.judging.seeing import history, kept_with, state_token

__all__ = [
    "WAIT_S",
    "Change",
    "Preview",
    "asked_correction",
    "asked_grade",
    "catch_up",
    "decide",
    "history",
    "judge",
    "kept_with",
    "rehearse",
    "standing_account",
    "state_token",
]
