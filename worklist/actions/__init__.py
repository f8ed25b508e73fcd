"""What can be done with work items, one verb a function."""
