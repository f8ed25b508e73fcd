"""Terms: what a newsroom calls things in each language, and where a text says so."""
