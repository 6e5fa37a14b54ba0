"""Words to the world: expressions of time to days, names to gazetteer entries and canonical actors."""
