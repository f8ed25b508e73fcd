"""The only door out: packages, formats, jobs, deliveries."""
