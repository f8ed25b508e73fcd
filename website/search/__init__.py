"""Rules of the search: what a text is found by, what a question asks, what is shown."""
