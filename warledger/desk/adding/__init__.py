"""Adding reports from the page.

handed_in   what was pasted and dropped, as files in a folder that lives as long as the job
jobs        how far the reading of it is, as frozen records
naming      a file's name must not take the place of another report
running     one job: a build like any other, watched
queue       one job after the other, in one thread
"""

from warledger.desk.adding.queue import Adding, QueueFull

__all__ = ["Adding", "QueueFull"]
