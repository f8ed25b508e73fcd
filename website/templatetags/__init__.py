"""What the templates of the public site say beyond Django's own words."""
