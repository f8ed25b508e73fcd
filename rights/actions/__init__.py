"""What can be done in rights: issuing an edition of the notice."""
