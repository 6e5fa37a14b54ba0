"""Who may do what at the desk.

reviewers   the file of names and argon2id hashes, as hands and programs write it
passwords   what a password must be, its hash, and the check of one
guesses     how often somebody may guess
sessions    who is signed in, in memory only
door        all of these behind one question: who is this?
guard       what every request must bring before it comes to any page
visitors    who looks at a page, for the pages
"""

from warledger.desk.people.visitors import SignInNeeded, reviewer

__all__ = ["SignInNeeded", "reviewer"]
