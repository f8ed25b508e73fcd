"""The board: every story with its languages, what waits in it, and for whom."""
