"""One-command start-up: embedded PostgreSQL and Valkey, and our own programs.

Production names its own servers and imports nothing from here but `places`, and
`joining`, which then does nothing.
"""
