"""Feeds: what outlets announce by RSS or Atom, fetched politely and read into the ledger.

    FEEDS.toml ─▶ feed_list ─▶ fetching (addresses, robots) ─▶ entries ─▶ articles ─▶ rounds ─▶ ledger
                                                                                    └─▶ memory

This is the only room that talks to the network, and `warledger watch` the only command that enters it.
"""

from warledger.feeds.feed_list import Feed, FeedList, read_feed_list
from warledger.feeds.fetching import Fetcher, Patience
from warledger.feeds.rounds import FeedRound, one_round

__all__ = ["Feed", "FeedList", "FeedRound", "Fetcher", "Patience", "one_round", "read_feed_list"]
