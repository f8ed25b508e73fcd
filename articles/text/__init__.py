"""The rules of written text: plain Python over strings, no database."""
