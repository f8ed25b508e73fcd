"""What can be done in people: granting roles, recording consent."""
