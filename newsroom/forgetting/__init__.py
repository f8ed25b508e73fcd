"""How a name is removed from every room, and how it is proved that it is gone."""
