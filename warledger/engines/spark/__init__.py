"""The cluster as the place where reports are read and accounts linked: Spark hands out the work, the rules are the same.

    session   Spark started as this program needs it, and its failures in one line
    farm      a stream of work items in, their outcomes out in order: waves of Arrow batches mapped on the cluster
    tasks     the other end: what runs in the cluster's Python processes, and how one that dies is survived
    telling   reports read in the cluster
    hadoop    inputs on Hadoop paths
    store     accounts as linking sees them, in files that every machine of the cluster maps into memory
    linking   all accounts of a ledger linked in the cluster: what the driver does
    comparing the same: what the cluster does
    engine    all of it together, as a build takes it

Spark itself is imported when an engine starts; it comes with the extra `spark`.
"""

from warledger.engines.spark.engine import SparkEngine

__all__ = ["SparkEngine"]
