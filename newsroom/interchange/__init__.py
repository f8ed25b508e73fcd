"""Translations that leave as files and come back: the pages of the desk."""
