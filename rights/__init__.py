"""Who owns what, and the words of the rights notice."""
