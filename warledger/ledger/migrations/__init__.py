"""The steps from one schema of the ledger to the next; `warledger.ledger.migrating` runs them."""
