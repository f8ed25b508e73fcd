"""What each page shows: the queries, and the values that templates print."""
