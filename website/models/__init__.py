"""What the website keeps: what texts are found by, and where they stand."""

from website.models.search_line import SearchLine
from website.models.shelf_line import ShelfLine

__all__ = ["SearchLine", "ShelfLine"]
