"""Files in which a translation is worked on elsewhere, and how they are read again."""
