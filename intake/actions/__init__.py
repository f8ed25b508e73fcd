"""What can be done in intake: take a story in, review what was found around it."""
