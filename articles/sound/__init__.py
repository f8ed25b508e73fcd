"""Recordings as bytes: what may come in, what is stored, what is written on them."""
