"""The demonstration: an invented outlet, its people, two stories and two pictures."""
