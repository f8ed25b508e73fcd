"""Texts in JSON as they are: a Khmer letter is three bytes so, and six as an escape."""

import json
from typing import Any


class Letters(json.JSONEncoder):
    """Writes every letter as itself; for columns that hold whole texts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})
