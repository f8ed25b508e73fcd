"""The picture that a shared link shows: a headline, well set, and whose it is."""
