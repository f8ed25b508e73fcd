"""What can be done with stories, one verb a function."""
