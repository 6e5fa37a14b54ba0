"""All incidents of a ledger at once: filtered, listed, mapped, counted.

columns      the outlines of a ledger as columns of numbers, loaded once for a state of it
withholding  what a public desk does not have in its columns
keeping      holds the columns of the present state, for all who ask at the same time
areas        which points lie in a box, a polygon, a distance
choosing     a filter becomes a set of incidents: the same for list, map, timeline, charts and choices
answers      what each view shows
listing, mapping, timing, charting, choices, tolls   one view each, worked out from columns and a set
"""
