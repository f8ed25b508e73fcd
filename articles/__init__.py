"""Stories: their versions in each language, revisions, credits and corrections."""
