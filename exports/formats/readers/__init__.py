"""Reads finished copies back; knows nothing of how they were written."""
