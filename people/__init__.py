"""Accounts, roles per language, contributors and their consent."""
