"""Review at the desk: what waits for a person, what stands for and against, and a person's decisions on it.

queue      what waits, the most doubtful first, page by page; what a reviewer put off comes last
sentences  why something is in doubt, in one plain sentence
sides      two incidents side by side, with what speaks for one act and what against
days       the days of an undated report's accounts, read against a day that a reviewer gives
fields     what of an account can be corrected, with what the reader read
asking     what a form asks for, as a decision of the records
reasons    reasons that are given so often that a reviewer may choose them
offered    what an incident's own page offers to decide
shown      a decision and what it changes, in lines for the page
keys       the keys, once: for the help and for the tests
"""

from warledger.desk.review.offered import actions_for

__all__ = ["actions_for"]
