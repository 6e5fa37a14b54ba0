"""A report's text as a sheet: what the ledger took from it marked where it stands, and what it left out, with why."""
