"""Adding reports from the page.

handed_in   what was pasted and dropped, as files in a folder that lives as long as the job
jobs        how far the reading of it is, as frozen records
queue       one job after the other
apart       the reading, in a process of its own
running     one job there: a build like any other, watched
naming      a file's name must not take the place of another report
"""

from warledger.desk.adding.queue import Adding, QueueFull

__all__ = ["Adding", "QueueFull"]
