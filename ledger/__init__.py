"""The append-only record of evidence: opaque ids and salted hashes, never names."""
