"""The demonstration: an invented outlet, its people, eight stories, their pictures."""
