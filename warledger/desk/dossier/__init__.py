"""What a dossier shows of one incident, gathered from the ledger and set into rows, drawings and words."""
