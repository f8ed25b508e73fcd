"""What the website keeps: what texts are found by."""

from website.models.search_line import SearchLine

__all__ = ["SearchLine"]
