"""What can be done in intake: taking a story in."""
