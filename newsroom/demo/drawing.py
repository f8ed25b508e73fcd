"""The lead pictures of the demonstration, drawn by arithmetic: our own work."""

import io
from collections.abc import Callable, Mapping
from typing import Final

from PIL import Image

from newsroom.demo.bridge_picture import bamboo_bridge
from newsroom.demo.canvas import HEIGHT, WIDTH
from newsroom.demo.clinic_picture import clinic_boat
from newsroom.demo.paddy_picture import rain_over_paddies
from newsroom.demo.river_picture import river_at_dusk

_PICTURES: Final[Mapping[str, Callable[[], Image.Image]]] = {
    "river-at-dusk": river_at_dusk,
    "rain-over-paddies": rain_over_paddies,
    "bamboo-bridge": bamboo_bridge,
    "clinic-boat": clinic_boat,
}


def draw_photo(key: str) -> bytes:
    """Draw one of the demonstration's pictures.

    Args:
        key: As in `newsroom.demo.stories.DEMO_PHOTOS`.

    Returns:
        A JPEG of 1600 × 1067 pixels; the same bytes each time with one Pillow.

    Raises:
        KeyError: There is no such picture.
    """
    large = _PICTURES[key]()
    picture = large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86, optimize=True, progressive=True)
    return out.getvalue()
