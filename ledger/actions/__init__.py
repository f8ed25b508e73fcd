"""What can be done with the ledger: only adding to it."""
